"""A grammar file that cannot be used is refused with its name and the key at fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from kzreg_parse.model.errors import RuleError
from kzreg_parse.rules import load_rule

GOOD = "id: a.b\nwhy: w\nsource: s\npattern: 'x'\nexamples: [{text: x, act: adilet.zan.kz}]\nrejects: [y]\n"


def write(folder: Path, text: str, name: str = "a/b.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (GOOD.replace("why: w\n", ""), "why"),
        (GOOD.replace("pattern: 'x'", "pattern: '('"), "pattern"),
        (GOOD.replace("pattern: 'x'\n", ""), "pattern"),
        (GOOD.replace("id: a.b", "id: a.c"), "id"),
        (GOOD + "colour: red\n", "colour"),
        (GOOD.replace("rejects: [y]", "rejects: [1]"), "rejects"),
        (GOOD.replace("{text: x, act: adilet.zan.kz}", "{text: x}"), "examples.act"),
        (GOOD.replace("'x'", "'{{a.b}}'"), "circle"),
        (GOOD.replace("'x'", "'{{no.such}}'"), "no such rule"),
        (GOOD + "words: 3\n", "words"),
        ("- a\n- b\n", "mapping"),
        ("id: [\n", "YAML"),
    ],
)
def test_errors_name_the_file_and_the_key(tmp_path: Path, text: str, named: str) -> None:
    write(tmp_path, text)
    with pytest.raises(RuleError) as caught:
        load_rule(tmp_path, "a.b")
    assert ".yaml" in str(caught.value)
    assert named in str(caught.value)


def test_parts_are_put_in_with_their_groups_renamed(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("'x'", "'(?P<day>\\d+)'"))
    write(tmp_path, GOOD.replace("a.b", "a.c").replace("'x'", "'{{a.b as from}} - {{a.b as to}}'"), "a/c.yaml")
    found = load_rule(tmp_path, "a.c").search("3-14")
    assert found is not None
    assert (found["from_day"], found["to_day"]) == ("3", "14")


def test_the_longest_word_is_tried_first(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("pattern: 'x'", "words: {жұмыс: 1, жұмыс күні: 2}"))
    loaded = load_rule(tmp_path, "a.b")
    found = loaded.search("бір Жұмыс  күні")
    assert found is not None
    assert loaded.value(" ".join(found[0].split())) == 2


def test_a_word_is_met_as_any_of_its_stems_and_keeps_its_lemma(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("pattern: 'x'", "words: {бап: {kind: article, stems: [бап, баб]}}"))
    loaded = load_rule(tmp_path, "a.b")
    assert [found[0] for found in loaded.finditer("5-бабының 1-бап")] == ["баб", "бап"]
    assert loaded.value("баб") == {"kind": "article", "lemma": "бап"}

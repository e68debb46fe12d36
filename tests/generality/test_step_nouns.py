"""A regulation loses nothing by what it calls its steps; a noun nobody knows costs a word of doubt, not a fact in silence."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from generality.step_regulations import HEAD as REGULATION
from generality.step_regulations import LABELS, LISTS, READERS, TABLE, Noun, in_markdown, plain_labels

from kzreg_parse import parse
from kzreg_parse.rules import rule

NOUNS = sorted({value["lemma"] for value in rule("vocabulary.step_noun").words.values() if value["kind"] == "action"})
UNLISTED = ("шара", "тапсырма")  # no regulation at hand labels steps by them


@pytest.mark.parametrize("lemma", NOUNS)
@pytest.mark.parametrize("column", LISTS)
def test_a_list_says_the_same_whatever_its_steps_are_called(column: str, lemma: str) -> None:
    found, right = LISTS[column](Noun.of(lemma))
    assert found == right


@pytest.mark.parametrize("lemma", NOUNS)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("labels", LABELS)
def test_a_table_says_the_same_whatever_its_steps_are_called(labels: str, reader: str, lemma: str) -> None:
    assert READERS[reader](LABELS[labels](Noun.of(lemma))) == TABLE


def test_the_nouns_of_published_regulations_are_known() -> None:
    assert set(NOUNS) >= {
        "рәсім", "қадам", "кезең", "операция", "іс-қимыл", "іс-әрекет", "үдеріс", "процесс", "саты", "әрекет", "үрдіс",
        "функция", "процедура",
    }  # fmt: skip


def test_one_line_of_the_vocabulary_makes_a_noun_known_everywhere(tmp_path: Path) -> None:
    """In a copy of the package and its grammars, asked in a process of its own."""
    shutil.copytree(ROOT / "kzreg_parse", tmp_path / "kzreg_parse", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "grammars", tmp_path / "grammars")
    vocabulary = tmp_path / "grammars" / "vocabulary" / "step_noun.yaml"
    lines = "".join(f"  {noun}: {{kind: action, stems: [{noun}]}}\n" for noun in UNLISTED)
    told = vocabulary.read_text(encoding="utf-8")
    vocabulary.write_text(told.replace("words:\n", f"words:\n{lines}"), encoding="utf-8")
    path = os.pathsep.join((str(tmp_path), str(ROOT / "tests")))
    asked = subprocess.run(
        [sys.executable, "-m", "generality.step_regulations", *UNLISTED],
        env={**os.environ, "PYTHONPATH": path, "PYTHONIOENCODING": "utf-8"},
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )
    assert json.loads(asked.stdout) == {noun: {} for noun in UNLISTED}


@pytest.mark.parametrize("lemma", UNLISTED)
def test_steps_labelled_by_an_unlisted_noun_are_read_and_the_doubt_is_said(lemma: str) -> None:
    noun = Noun.of(lemma)
    for column in ("step_list", "step_list_in_brackets", "result_below", "term_below", "term_of_doing_below"):
        found, right = LISTS[column](noun)
        assert found == right, column
    lines = [f"{number}-{lemma} – хатшы 15 минут ішінде өтінішті тіркейді;" for number in (1, 2)]
    text = REGULATION + "".join(f"      {line}\n" for line in ("4. Қызмет көрсету тәртібінің мазмұны:", *lines))
    (doubt,) = [found for found in parse(text.encode()).diagnostics if found.code == "KZE28"]
    assert f"1-{lemma}" in doubt.message
    assert doubt.span is not None and text[slice(*doubt.span)].startswith(f"1-{lemma}")


@pytest.mark.parametrize("lemma", UNLISTED)
@pytest.mark.parametrize("rows", [slice(None), slice(None, -1)], ids=["whole", "without the row of next steps"])
def test_a_step_table_with_an_unlisted_noun_is_reported(rows: slice, lemma: str) -> None:
    told = plain_labels(Noun.of(lemma))[rows]
    assert in_markdown(told) == []
    table = "\n".join(["| " + " | ".join(row) + " |" for row in told])
    act = parse(f"# {REGULATION}\n## 4. Қызмет көрсету тәртібі\n\n{table}\n".encode(), name="act.md")
    assert [found.code for found in act.diagnostics if found.code.startswith("KZE2")] == ["KZE22"]


def test_a_plan_of_measures_is_no_step_table_and_raises_no_doubt() -> None:
    table = (
        "| № | Атауы | Аяқталу нысаны | Орындаушы | Мерзімі |\n| 1 | Жол салу | Акт | Бөлім | мамыр |\n"
        "| 2 | Көпір салу | Есеп | Бөлім | маусым |\n"
    )
    act = parse(f"# {REGULATION}\n## 4. Жоспар\n\n{table}\n".encode(), name="act.md")
    assert not act.procedures
    assert not [found for found in act.diagnostics if found.code == "KZE22"]

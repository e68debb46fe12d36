"""One grammar is one value: loaded whole, the same for every thread, exchanged in a test for a small one."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kzreg_parse.model.errors import RuleError
from kzreg_parse.rules import Grammar, all_rule_ids, default_grammar, grammar, load_rule, rule

GOOD = (
    "id: a.b\nwhy: w\nsource: s\npattern: 'жыл(?:ы|дың)'\nexamples: [{text: жылы, act: adilet.zan.kz}]\nrejects: [y]\n"
)
GATED = [(gate, gated) for gate in all_rule_ids() for gated in rule(gate).gates]
WORDED = [rule_id for rule_id in all_rule_ids() if rule(rule_id).words]
BLANKS = (" ", "  ", "\u00a0", " \u00a0", "\n", " \n ", "\r\n", "\t", "\u2009")


def write(folder: Path, text: str = GOOD, name: str = "a/b.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Grammar]:
    """A grammar of one rule in the place of the package's own."""
    made = Grammar.load(write(tmp_path))
    monkeypatch.setattr(grammar, "default_grammar", lambda: made)
    rule.cache_clear()
    yield made
    rule.cache_clear()


def test_a_folder_is_loaded_whole(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, GOOD.replace("a.b", "c").replace("'жыл", "'{{a.b}} (?:күні)? # '\n#'"), "c.yaml")
    made = Grammar.load(tmp_path)
    assert sorted(made.rules) == ["a.b", "c"]
    assert made.rule("c").search("2014 жылы") is not None
    with pytest.raises(RuleError, match=r"a.x\.yaml: no such rule"):
        made.rule("a.x")


def test_one_bad_file_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, GOOD.replace("a.b", "c").replace("why: w\n", ""), "c.yaml")
    with pytest.raises(RuleError, match=r"c\.yaml: why"):
        Grammar.load(tmp_path)


@pytest.mark.parametrize(("gates", "named"), [("[no.such]", "no.such: no such rule"), ("3", "not a list")])
def test_a_gate_names_rules_that_are_there(tmp_path: Path, gates: str, named: str) -> None:
    write(tmp_path, f"{GOOD}gates: {gates}\n")
    with pytest.raises(RuleError, match=named):
        Grammar.load(tmp_path)


def test_nothing_of_a_grammar_can_be_changed() -> None:
    one = rule("act.kind")
    with pytest.raises(AttributeError):
        one.id = "x"  # type: ignore[misc]
    with pytest.raises(TypeError):
        one.words["x"] = 1  # type: ignore[index]
    with pytest.raises(TypeError):
        default_grammar().rules["act.kind"] = one  # type: ignore[index]


def test_every_rule_read_from_disk_is_the_rule_compiled_alone() -> None:
    for one in default_grammar().rules.values():
        alone = load_rule(default_grammar().folder, one.id)
        assert alone._replace(pattern=one.pattern) == one
        assert (alone.pattern.pattern, alone.pattern.flags) == (one.pattern.pattern, one.pattern.flags)
        assert alone.pattern.groupindex == one.pattern.groupindex


def test_a_test_may_put_its_own_grammar_in(small: Grammar) -> None:
    assert all_rule_ids() == ["a.b"]
    assert rule("a.b") is small.rule("a.b")


def test_the_own_grammar_is_loaded_once_whichever_thread_asks_first() -> None:
    grammar._own_grammar.cache_clear()
    rule.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert len({id(made) for made in pool.map(lambda _: default_grammar(), range(32))}) == 1


@pytest.mark.parametrize(("gate", "gated"), GATED)
def test_a_gate_lets_every_example_of_a_gated_rule_pass(gate: str, gated: str) -> None:
    keeper = rule(gate)
    for example in rule(gated).examples:
        text = example.text.lower() if keeper.case_sensitive else example.text
        assert keeper.search(text) is not None, example.text


@pytest.mark.parametrize("rule_id", WORDED)
def test_a_word_is_known_whatever_blanks_and_capitals_it_has(rule_id: str) -> None:
    loaded = rule(rule_id)
    for word, value in loaded.words.items():
        for blank in BLANKS:
            for spelt in (blank.join(word.split()), blank + blank.join(word.split()) + blank):
                assert loaded.value(spelt) == value
                assert loaded.value_or_none(spelt) == value
                if not loaded.case_sensitive:
                    assert loaded.value(spelt.upper()) == value
    assert loaded.value_or_none("no word of any rule") is None
    with pytest.raises(KeyError):
        loaded.value("no word of any rule")


@pytest.mark.parametrize("rule_id", WORDED)
def test_words_found_with_other_blanks_are_known(rule_id: str, tmp_path: Path) -> None:
    """What the pattern of a rule's words finds in a text, the rule has a value for."""
    loaded = rule(rule_id)
    listed = "[" + ", ".join(f'"{word}"' for word in loaded.words if '"' not in word and "\\" not in word) + "]"
    sensitive = "case_sensitive: true\n" if loaded.case_sensitive else ""
    write(tmp_path, f"id: a.b\nwhy: w\nsource: s\n{sensitive}words: {listed}\nexamples: []\nrejects: []\n")
    alone = load_rule(tmp_path, "a.b")
    for word in alone.words:
        for blank in BLANKS:
            found = alone.fullmatch(blank.join(word.split()))
            assert found is not None, word
            assert alone.value(found[0]) is True

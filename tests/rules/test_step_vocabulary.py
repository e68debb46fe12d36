"""Nouns of steps, words of row labels and of those who perform are listed once."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

from kzreg_parse.language.endings import forms_of
from kzreg_parse.model.errors import RuleError
from kzreg_parse.rules import all_rule_ids, load_rule, rule

NOUNS = rule("vocabulary.step_noun")
PLACEHOLDER = regex.compile(r"\{\{[^}]*\}\}|\\p\{\w+\}|\(\?P<\w+>")
WORD = regex.compile(r"[\p{L}-]+")
# words that begin as a noun of steps does and are not meant as one, with the reason
OTHERS = {
    ("actor.word", "сатып"): "the first word of `сатып алу`, to buy",
    ("definition.attribute", "сатып"): "the first word of `сатып алу`, to buy",
    ("definition.attribute", "шартты"): "an adjective, `agreed by convention`",
    ("definition.list_head", "шартты"): "an adjective, `agreed by convention`",
    ("structure.legend", "шартты"): "an adjective, `agreed by convention`",
    ("vocabulary.working_day", "операциялық"): "an adjective, `of a bank's business hours`",
    ("vocabulary.paper", "шарт"): "a contract, among the documents that have appendices",
    ("noun.lemma", "ресімдеу"): "another noun, `to draw up`",
}


def own_text(rule_id: str) -> str:
    """What a grammar itself spells out: its pattern without what it puts in from others, and its words."""
    path = rule(rule_id).path.read_text(encoding="utf-8")
    told = path.split("\nexamples:", 1)[0]
    start = min(place for place in (told.find("\npattern:"), told.find("\nwords:")) if place >= 0)
    return PLACEHOLDER.sub(" ", told[start:]).lower()


def spelt(rule_id: str) -> set[str]:
    return {word for word in WORD.findall(own_text(rule_id)) if any(word.startswith(stem) for stem in NOUNS.words)}


@pytest.mark.parametrize("rule_id", [name for name in all_rule_ids() if name != "vocabulary.step_noun"])
def test_no_other_grammar_spells_out_a_noun_of_steps(rule_id: str) -> None:
    assert {(rule_id, word) for word in spelt(rule_id)} <= set(OTHERS)


def test_every_exception_is_still_needed() -> None:
    assert {(rule_id, word) for rule_id in {name for name, _ in OTHERS} for word in spelt(rule_id)} == set(OTHERS)


@pytest.mark.parametrize("stem", sorted(NOUNS.words))
def test_every_form_of_a_noun_is_met_and_no_longer_word(stem: str) -> None:
    for form, _ in forms_of(stem):
        found = rule("step.noun").search(f"осы {form} бойынша")
        assert found is not None and found[0] == form
    for other in (f"{stem}деу", f"{stem}лық бөлім", f"{stem}сыз"):
        assert rule("step.noun").search(other) is None, other


def test_a_condition_is_told_from_an_action_by_its_kind() -> None:
    kinds = {value["lemma"]: value["kind"] for value in NOUNS.words.values()}
    assert [noun for noun, kind in kinds.items() if kind == "condition"] == ["шарт"]
    assert set(kinds.values()) == {"action", "condition"}
    assert rule("step.noun").search("шарттың") is not None
    assert rule("step.doing_noun").search("шарттың") is None


def test_a_stem_knows_its_lemma() -> None:
    assert NOUNS.value("Процес") == {"kind": "action", "lemma": "процесс"}


@pytest.mark.parametrize("given", ["kind=other", "other=fruit"])
def test_a_choice_of_words_that_chooses_none_is_refused(tmp_path: Path, given: str) -> None:
    write(tmp_path, given)
    with pytest.raises(RuleError, match="words"):
        load_rule(tmp_path, "a.b")


def test_a_rule_can_put_in_the_words_of_one_kind(tmp_path: Path) -> None:
    write(tmp_path, "kind=fruit")
    loaded = load_rule(tmp_path, "a.b")
    assert [found[0] for found in loaded.finditer("алма, алмалы, алмұрт, сәбіз")] == ["алма", "алма", "алмұр"]


def test_a_choice_from_a_union_takes_the_words_of_its_members(tmp_path: Path) -> None:
    write(tmp_path, "kind=fruit")
    union = (tmp_path / "a" / "b.yaml").read_text(encoding="utf-8").replace("a.b", "a.d")
    joined = union.replace("{{a.c where kind=fruit}}", "{{words}} | {{a.c}}") + "words: {шие: {kind: fruit}}\n"
    (tmp_path / "a" / "d.yaml").write_text(joined, encoding="utf-8")
    (tmp_path / "a" / "e.yaml").write_text(
        union.replace("a.d", "a.e").replace("a.c where", "a.d where"), encoding="utf-8"
    )
    loaded = load_rule(tmp_path, "a.e")
    assert [found[0] for found in loaded.finditer("шие, алма, сәбіз")] == ["шие", "алма"]
    (tmp_path / "a" / "d.yaml").write_text(joined.replace("| {{a.c}}", "| у"), encoding="utf-8")
    with pytest.raises(RuleError, match="unions"):
        load_rule(tmp_path, "a.e")


def write(folder: Path, given: str) -> None:
    rest = "why: w\nsource: s\nexamples: [{text: x, act: composed}]\nrejects: [y]\n"
    words = "алма: {kind: fruit}\n  алмұрт: {kind: fruit, stems: [алмұр]}\n  сәбіз: {kind: root}\n"
    (folder / "a").mkdir()
    (folder / "a" / "c.yaml").write_text(f"id: a.c\n{rest}words:\n  {words}", encoding="utf-8")
    (folder / "a" / "b.yaml").write_text(f"id: a.b\n{rest}pattern: '{{{{a.c where {given}}}}}'\n", encoding="utf-8")

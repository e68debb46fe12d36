"""What spares a rule from being asked never changes what it finds."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from conftest import TEXTS, stages
from hypothesis import given
from hypothesis import strategies as st

from kzreg_parse.model.errors import RuleError
from kzreg_parse.rules import Prefilter, Rule, all_rule_ids, load_rule, rule

RULES = all_rule_ids()
SIGNED = [rule_id for rule_id in RULES if rule(rule_id).signs]
GOOD = (
    "id: a.b\nwhy: w\nsource: s\npattern: 'жыл(?:ы|дың)'\nexamples: [{text: жылы, act: adilet.zan.kz}]\nrejects: [y]\n"
)


def printed() -> list[str]:
    """The restored texts of the acts, and the words of the rules' own examples."""
    made = [text.text for name in TEXTS for block in stages(name).restored.blocks for text in (block.text,) if text]
    return made + [example.text for rule_id in RULES for example in rule(rule_id).examples]


@pytest.mark.parametrize("rule_id", SIGNED)
def test_every_match_of_a_rule_holds_one_of_its_signs(rule_id: str) -> None:
    loaded = rule(rule_id)
    for text in (*printed(), *(text.upper() for text in printed()[::20])):
        for found in loaded.pattern.finditer(text):
            assert loaded.may_hold(found[0]), found[0]


@pytest.mark.parametrize("rule_id", RULES)
def test_a_first_character_that_no_match_has_ends_the_question(rule_id: str) -> None:
    loaded = rule(rule_id)
    texts = [example.text for example in loaded.examples]
    texts += [text[place:] for text in texts for place in range(0, len(text), 3)] + printed()[::7]
    for text in texts:
        assert (loaded.match(text) is None) is (loaded.pattern.match(text) is None), text
        assert (loaded.fullmatch(text) is None) is (loaded.pattern.fullmatch(text) is None), text


@given(st.lists(st.text(alphabet="ажыл12 \u00a0\n", max_size=12), max_size=8))
def test_a_sieve_passes_what_a_search_finds(texts: list[str]) -> None:
    sign = regex.compile(r"жы?л|\d")
    prefilter = Prefilter(lambda chunk: sign.search(chunk) is not None)
    for text in (*texts, *texts):
        assert prefilter.passes(text) is (sign.search(text) is not None), text


def test_a_sieve_forgets_words_and_stays_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzreg_parse.rules.prefilter.MOST_REMEMBERED", 3)
    prefilter = Prefilter(lambda chunk: "x" in chunk)
    assert prefilter.passes("a b c d e x1 f g h i j")
    assert not prefilter.passes("a b c d e f g h i j")


def signed(folder: Path, signs: str) -> Rule:
    (folder / "a").mkdir(exist_ok=True)
    (folder / "a" / "b.yaml").write_text(f"{GOOD}signs: {signs}\n", encoding="utf-8")
    return load_rule(folder, "a.b")


def test_signs_do_not_see_letter_case(tmp_path: Path) -> None:
    loaded = signed(tmp_path, "[жыл]")
    assert loaded.search("Екі ЖЫЛДЫҢ ішінде") is not None
    assert [found[0] for found in loaded.finditer("жылы, Жылдың")] == ["жылы", "Жылдың"]
    assert loaded.search("екі ай ішінде") is None


@pytest.mark.parametrize("signs", ["[Жыл]", "[екі жыл]", "[1]", "3"])
def test_signs_that_no_word_can_hold_are_refused(tmp_path: Path, signs: str) -> None:
    with pytest.raises(RuleError, match="signs"):
        signed(tmp_path, signs)

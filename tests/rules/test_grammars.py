"""Every grammar file is proved by its own examples and rejects."""

from __future__ import annotations

from functools import cache

import pytest
import regex
from conftest import TEXTS, stages

from kzreg_parse.rules import Rule, all_rule_ids, grammar_folder, rule

RULES = all_rule_ids()
# what a pattern holds besides words: escapes, group names, placeholders, flags
NOT_WORDS = regex.compile(r"\\p\{\w+\}|\\[A-Za-z]|\(\?P<\w+>|\(\?[-a-z]+:|\{\{[^}]*\}\}|\(\?[<=!]+")
WORD = regex.compile(r"\p{L}+")
CYRILLIC, LATIN = regex.compile(r"\p{Cyrillic}"), regex.compile(r"\p{Latin}")
REARRANGED = "rearranged"  # words of real acts, out of order as the publisher's engine leaves them
COMPOSED = "composed"  # written for the rule after published wording, copied from no act that is at hand
SCRIPT_TABLES = ("script.lookalike", "script.alien", "script.translit", "act.uri")


@cache
def corpus(number: str) -> str:
    """One act of the corpora (`004`), as it lies there and as it was restored, blanks folded."""
    name = next(text for text in TEXTS if text.split("/")[1].startswith(number))
    made = stages(name)
    restored = [
        text.text for block in made.restored.blocks for text in (block.text, *(c for r in block.rows for c in r if c))
    ]
    return " ".join([*made.source.text.split(), "\n", *" \n ".join(restored).split()])


def words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text) if len(word) > 1}


@cache
def published_words() -> set[str]:
    lexicon = grammar_folder() / "lexicon" / "kk_act_words.tsv"
    return words(" ".join([lexicon.read_text(encoding="utf-8"), *(corpus(text.split("/")[1][:3]) for text in TEXTS)]))


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_finds_its_examples(rule_id: str) -> None:
    loaded = rule(rule_id)
    for example in loaded.examples:
        found = loaded.search(example.text)
        assert found is not None, example.text
        for group, value in example.groups.items():
            assert found[group] == value, (example.text, group)


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_passes_over_its_rejects(rule_id: str) -> None:
    loaded = rule(rule_id)
    for reject in loaded.rejects:
        assert loaded.search(reject) is None, reject


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_has_two_examples_and_a_reject(rule_id: str) -> None:
    loaded = rule(rule_id)
    assert len(loaded.examples) >= 2
    assert loaded.rejects
    assert loaded.why.strip() and loaded.source.strip()


@pytest.mark.parametrize("rule_id", RULES)
def test_examples_are_copied_from_real_acts(rule_id: str) -> None:
    for example in rule(rule_id).examples:
        if example.act == REARRANGED:
            assert words(example.text) <= published_words(), example.text
        elif example.act != COMPOSED and not example.act.startswith("adilet.zan.kz "):
            assert " ".join(example.text.split()) in corpus(example.act), example.text


@pytest.mark.parametrize("rule_id", [rule_id for rule_id in RULES if rule_id not in SCRIPT_TABLES])
def test_no_word_of_a_pattern_mixes_scripts(rule_id: str) -> None:
    loaded: Rule = rule(rule_id)
    text = NOT_WORDS.sub(" ", loaded.path.read_text(encoding="utf-8").split("pattern:", 1)[-1].split("examples:", 1)[0])
    for word in [*WORD.findall(text), *(word for key in loaded.words for word in WORD.findall(key))]:
        assert not (CYRILLIC.search(word) and LATIN.search(word)), word

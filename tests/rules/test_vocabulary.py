"""A noun is listed once, in grammars/vocabulary/; every other rule puts the list in."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import regex
import yaml

from kzreg_parse.rules import all_rule_ids, rule

VOCABULARIES = [rule_id for rule_id in all_rule_ids() if rule_id.startswith("vocabulary.")]
# read by whole words: forms of these are other words' beginnings too (`баптизм`, `жолаушы`)
SHORTEST = 4
SHORT = frozenset(("бап", "заң", "жол", "сот", "сөз", "сан", "қор", "күн", "жыл"))
# what a pattern holds besides words
NOT_WORDS = regex.compile(r"\\p\{\w+\}|\\[A-Za-z]|\(\?P<\w+>|\(\?[-a-z]+:|\{\{[^}]*\}\}|\(\?[<=!]+|\#[^\n]*")
WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")
TAIL = regex.compile(
    r"(?:[лдт][ыі](?:[қк](?:т[ае]|т[ыі])?)?)?(?:[лдт][ае]р)?(?:с?[ыі])?"
    r"(?:[ндт][ыі]ң|н?[дт][ае]н?(?:[ғг][ыі])?|[дтн][ае]н|[мбп]ен|[ғгқкн]?[ае]|[дтн][ыі]|н)?"
)
SOFTENED = {"қ": "ғ", "к": "г", "п": "б"}

# Rules that hold a vocabulary's noun in their own words, and why. The list may only shrink.
EXCEPTIONS: dict[str, str] = {}
# Groups whose nouns are put in by the vocabulary of steps.
LATER = ("step", "step_table", "table", "procedure", "participants", "structure", "actor")


def stems() -> dict[str, list[str]]:
    """Every stem with the vocabularies that list it."""
    found: dict[str, list[str]] = {}
    for rule_id in VOCABULARIES:
        for stem in rule(rule_id).words:
            found.setdefault(stem, []).append(rule_id)
    return found


@cache
def told_stems() -> frozenset[str]:
    return frozenset(stem.lower() for stem in stems() if (len(stem) >= SHORTEST or stem in SHORT) and " " not in stem)


def literal_words(path: Path) -> list[str]:
    """The words that a grammar file lists or writes out in its pattern, small letters."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    listed = " ".join(str(word) for word in data.get("words", ()))
    return WORD.findall((NOT_WORDS.sub(" ", str(data.get("pattern", ""))) + " " + listed).lower())


def stem_in(word: str) -> str | None:
    """The vocabulary's stem of which the word is a form, or but for its last letter the whole (`тарма[қғ]`)."""
    stems = told_stems()
    for end in range(len(word), 2, -1):
        if word[:end] in stems and TAIL.fullmatch(word[end:]):
            return word[:end]
    return next((word + last for last in "қғкгпбц" if len(word) >= SHORTEST and word + last in stems), None)


def strangers() -> dict[str, set[str]]:
    """Rules outside of the vocabularies with the nouns that they write out."""
    found: dict[str, set[str]] = {}
    for rule_id in all_rule_ids():
        group = rule_id.split(".")[0]
        if group in ("vocabulary", "ending", *LATER):
            continue
        held = {stem for word in literal_words(rule(rule_id).path) if (stem := stem_in(word)) is not None}
        if held:
            found[rule_id] = held
    return found

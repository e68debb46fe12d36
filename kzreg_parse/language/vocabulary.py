"""The nouns of the vocabularies: what a stem that a rule has met says of its noun.

A vocabulary is a grammar file of words, or the union of several; a union knows its members' patterns only, so the
members are named here, the same ones (a test compares them).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from kzreg_parse.rules import rule

DIVISION: Final = ("vocabulary.division", "vocabulary.article")
ACT_PART_NUMBERED: Final = (
    *DIVISION,
    "vocabulary.point",
    "vocabulary.clause",
    "vocabulary.alinea",
    "vocabulary.annex",
    "vocabulary.table_part",
)
ACT_PART: Final = (
    *ACT_PART_NUMBERED,
    "vocabulary.text_part",
    "vocabulary.heading",
    "vocabulary.wording_part",
    "vocabulary.form",
    "vocabulary.table",
)
UNNUMBERED_PART: Final = ("vocabulary.text_part", "vocabulary.heading", "vocabulary.annex")
ACT_KIND: Final = ("vocabulary.act_kind", "vocabulary.constitution", "vocabulary.instruction")
CITED_DOCUMENT: Final = ("vocabulary.normative_document", "vocabulary.instruction")
TIME_UNIT: Final = ("vocabulary.clock_unit", "vocabulary.calendar_unit")
DAY_KIND: Final = ("vocabulary.calendar_day", "vocabulary.working_day")
ACTOR: Final = (
    "vocabulary.body",
    "vocabulary.government",
    "vocabulary.centre",
    "vocabulary.executive_body",
    "vocabulary.ministry",
    "vocabulary.signing_body",
    "vocabulary.office",
    "vocabulary.performer",
)
#: every vocabulary of nouns; the others hold numbers, names and adjectives
NOUN: Final = (
    *ACT_PART,
    *ACT_KIND,
    "vocabulary.act_generic",
    "vocabulary.normative_document",
    "vocabulary.approved_document",
    "vocabulary.register",
    "vocabulary.list",
    "vocabulary.paper",
    "vocabulary.treaty",
    *ACTOR,
    "vocabulary.step_noun",
    "vocabulary.work",
    "vocabulary.calendar_unit",
    "vocabulary.clock_unit",
    "vocabulary.quarter",
    "vocabulary.month",
    "vocabulary.local_place",
    "vocabulary.place_kind",
)


class Noun(NamedTuple):
    """A noun of a vocabulary: its nominative, and its kind as the vocabulary gives it."""

    lemma: str
    kind: str


def noun_of(stem: str, vocabularies: tuple[str, ...]) -> Noun:
    """Return the noun of which a rule met this stem, however it is spaced. Raises KeyError for a stem of none."""
    return nouns_in(vocabularies)[" ".join(stem.lower().split())]


def kind_of(stem: str, vocabularies: tuple[str, ...]) -> Any:
    """Return the kind of the noun of which a rule met this stem. Raises KeyError for a stem of none."""
    return noun_of(stem, vocabularies).kind


def depth_of(stem: str) -> int:
    """Return how deep the division of which a rule met this stem stands, outermost 0. Raises KeyError for others."""
    return int(words_in(DIVISION)[" ".join(stem.lower().split())]["depth"])


def may_name(text: str, vocabularies: tuple[str, ...]) -> bool:
    """Tell whether the beginning of a stem of the vocabularies stands anywhere in the text.

    Where every match of a rule holds one of their stems this is a cheap first look, which cannot differ from the rule.
    """
    small = text.casefold()
    return any(beginning in small for beginning in _beginnings(vocabularies))


@cache
def _beginnings(vocabularies: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is looked for: the first words of the stems, without those that hold another one."""
    words = {stem.partition(" ")[0].casefold() for stem in words_in(vocabularies)}
    return tuple(word for word in sorted(words) if not any(other != word and other in word for other in words))


@cache
def nouns_in(vocabularies: tuple[str, ...]) -> Mapping[str, Noun]:
    """Return every stem (small letters) of the vocabularies with its noun, in the order in which they are listed."""
    return {stem: Noun(str(value["lemma"]), str(value["kind"])) for stem, value in words_in(vocabularies).items()}


@cache
def lemmas_in(vocabularies: tuple[str, ...]) -> frozenset[str]:
    """Return the nouns (nominatives, small letters) that the vocabularies list."""
    values = words_in(vocabularies)
    return frozenset(_lemma(stem, value).lower() for stem, value in values.items())


def _lemma(stem: str, value: Any) -> str:
    return str(value["lemma"]) if isinstance(value, dict) and "lemma" in value else stem


@cache
def words_in(vocabularies: tuple[str, ...]) -> Mapping[str, Any]:
    """Return every stem (small letters) of the vocabularies with its value, in the order in which they are listed."""
    return {stem: value for vocabulary in vocabularies for stem, value in rule(vocabulary).words.items()}

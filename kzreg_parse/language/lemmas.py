"""Lemma and case of the closed set of nouns that acts are written with, and their forms the other way.

Every form is made from the listed nouns by the rules of the endings; a word is known by being one of them. A word
outside the set has no lemma here: `қызметі` is `қызмет`, and `қызметші`, which is not listed, is nothing. Forms are
made noun by noun, when a word first begins like one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from kzreg_parse.language.endings import forms_of
from kzreg_parse.language.vocabulary import NOUN
from kzreg_parse.language.word_form import Case, WordForm
from kzreg_parse.rules import rule

LEMMA_RULES: Final = ("noun.lemma", *NOUN, "actor.head")  # an earlier rule's entry counts where two list a noun
CACHED_WORDS: Final = 32_768


class KnownNoun(NamedTuple):
    """A listed noun: what its forms are made of, as `forms_of` takes it."""

    lemma: str
    stem: str | None = None
    possessed: str | None = None
    back: bool | None = None
    spellings: tuple[str, ...] = ()  # other stems it is met with (`процес` of `процесс`)


@cache
def known_lemmas() -> Mapping[str, KnownNoun]:
    """List every known noun by its lemma, in the order of the rules `LEMMA_RULES`.

    A word that a rule lists with several stems is one noun; the rules of the endings make those that only soften the
    last letter (`бап`, `баб`), others are spellings of their own (`процесс`, `процес`). Left out are nouns of several
    words, abbreviations, and what is misprinted (`meant`).
    """
    nouns: dict[str, KnownNoun] = {}
    for rule_id in LEMMA_RULES:
        for word, value in rule(rule_id).words.items():
            told: Mapping[str, Any] = value if isinstance(value, dict) else {}
            lemma = str(told.get("lemma", word))
            if " " in lemma or lemma.isupper() or "meant" in told:
                continue
            back = {"back": True, "front": False}.get(str(told.get("harmony")))
            known = nouns.setdefault(lemma, KnownNoun(lemma, told.get("stem"), told.get("possessed"), back))
            if _is_spelling(word, known) and word not in known.spellings:
                nouns[lemma] = known._replace(spellings=(*known.spellings, word))
    return MappingProxyType(nouns)


def _is_spelling(word: str, noun: KnownNoun) -> bool:
    """Tell whether a listed stem is a spelling with all its endings: not a softened, shortened or abbreviated one."""
    softened = word[:-1] == noun.lemma[:-1]
    abbreviated = noun.lemma.startswith(word) and len(noun.lemma) - len(word) > 1
    irregular = any(form in (word, word + form[-1]) for form in (noun.stem, noun.possessed) if form)
    return " " not in word and not (softened or abbreviated or irregular)


@lru_cache(CACHED_WORDS)
def readings_of(word: str) -> tuple[WordForm, ...]:
    """Return every reading of a word's form in any letter case, the simplest first; empty for a word outside the set.

    Simplest is what has fewest endings; of two equal ones a nominative, then the noun that is listed first.
    """
    lower = word.lower()
    found: dict[WordForm, None] = {}
    for length in range(1, len(lower) + 1):
        for lemma in _by_beginning().get(lower[:length], ()):
            found |= dict.fromkeys(_forms_of_noun(lemma).get(lower, ()))
    return tuple(sorted(found, key=_weight)) if len(found) > 1 else tuple(found)


def lemma_of(word: str) -> str | None:
    """Return the noun of which the word is a form; None outside the set, and where two nouns share the form."""
    lemmas = {reading.lemma for reading in readings_of(word)}
    return lemmas.pop() if len(lemmas) == 1 else None


def form_of(lemma: str, case: Case, *, plural: bool = False, possessed: bool = False) -> str:
    """Return the form of a listed noun. Raises KeyError for a noun outside the set."""
    wanted = WordForm(known_lemmas()[lemma.lower()].lemma, case, plural, possessed)
    return next(form for form, readings in _forms_of_noun(wanted.lemma).items() if wanted in readings)


@cache
def _by_beginning() -> Mapping[str, tuple[str, ...]]:
    """Return the lemmas by what all their forms begin with."""
    found: dict[str, list[str]] = {}
    for noun in known_lemmas().values():
        spellings = [noun.lemma, *filter(None, (noun.stem, noun.possessed)), *noun.spellings]
        for beginning in {
            spelling[: max(1, len(spelling) - 1)] for spelling in spellings
        }:  # the last letter may soften
            found.setdefault(beginning, []).append(noun.lemma)
    return MappingProxyType({beginning: tuple(lemmas) for beginning, lemmas in found.items()})


@cache
def _forms_of_noun(lemma: str) -> Mapping[str, tuple[WordForm, ...]]:
    noun = known_lemmas()[lemma]
    made: dict[str, list[WordForm]] = {}
    forms = list(forms_of(lemma, stem=noun.stem, possessed_stem=noun.possessed, back=noun.back))
    for stem in noun.spellings:
        forms += forms_of(lemma, stem=stem)
    for form, reading in forms:
        same = made.setdefault(form, [])
        if reading not in same:
            same.append(reading)
    return MappingProxyType({form: tuple(readings) for form, readings in made.items()})


def _weight(reading: WordForm) -> tuple[bool, bool, bool, bool, int]:
    place = _places()[reading.lemma]
    return reading.attributive, reading.plural, reading.possessed, reading.case is not Case.NOMINATIVE, place


@cache
def _places() -> Mapping[str, int]:
    return MappingProxyType({lemma: place for place, lemma in enumerate(known_lemmas())})

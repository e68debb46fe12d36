"""The one analysis of Kazakh nouns: what is listed is known, what is not is read by its endings.

Everything that asks for a noun's case, stem or number asks here: `case_of`, the forms of words that the search for
actors works on, the lemmatizer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kzreg_parse.language.lemmas import readings_of
from kzreg_parse.language.unknown_nouns import readings_of_ending, readings_of_unknown
from kzreg_parse.language.word_form import Case, WordForm
from kzreg_parse.rules import rule

CACHED_WORDS: Final = 32_768
LONGEST_WORD: Final = 60  # letters; nothing longer is one word
LIKE: Final = str.maketrans("‑–i", "--і")  # other dashes, and the Latin letter that looks like і


@lru_cache(CACHED_WORDS)
def analyse(word: str) -> tuple[WordForm, ...]:
    """Return every reading of a noun's form in any letter case, the likeliest first; empty for what holds no letter.

    A listed noun has the readings that its forms are made with, the simplest first, and no others. Any other word
    is split where its endings fit its stem (`known` false); one of its readings is the word itself in the nominative.
    Of a word with a dash or a stroke the last part is read, or the ending (`9-1-бабына`: `9-1-бап`, `ЭЦҚ-ның`:
    `эцқ`); an ending that stands by itself, as where a line tore it off, is an ending (`ның`).
    """
    lower = word.lower().translate(LIKE)
    if not any(map(str.isalpha, lower)):
        return ()
    known = _pronoun(lower) or readings_of(lower) or readings_of_ending(lower)
    if known or len(lower) > LONGEST_WORD:
        return known
    cut = max(lower.rfind("-"), lower.rfind("/"))
    head, tail = lower[: cut + 1], lower[cut + 1 :]
    if cut < 1 or not tail.isalpha():
        return readings_of_unknown(lower)
    ending = readings_of_ending(tail)
    if ending:
        return tuple(reading._replace(lemma=head[:-1]) for reading in ending)
    readings = readings_of(tail) or readings_of_unknown(tail)
    return tuple(reading._replace(lemma=head + reading.lemma) for reading in readings)


def _pronoun(word: str) -> tuple[WordForm, ...]:
    told = rule("noun.pronoun").words.get(word)
    return (WordForm(told["lemma"], Case(told["case"])),) if told else ()

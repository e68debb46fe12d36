"""Words as they are looked up: lower case, the endings of nouns taken off.

Search compares folded words with folded words, so a fold need not be the dictionary's lemma; it has to be the
same for the forms of one noun. Stems are those of the one analysis of nouns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kzreg_parse.language.lemmas import lemma_of
from kzreg_parse.language.morphology import analyse
from kzreg_parse.language.unknown_nouns import readings_of_ending
from kzreg_parse.rules import rule

FOLD_VERSION: Final = 2  # counts up whenever a word may fold otherwise than before: what is stored is then folded anew
# the standard library's engine: over whole archives it is three times as fast here as `regex`
WORD: Final = re.compile(r"[^\W_]++(?:[-/‑–][^\W_]++)*+")
DASHES: Final = str.maketrans("‑–", "--")
CACHED_WORDS: Final = 200_000


class Word(NamedTuple):
    """A word of a text: its fold, and where it stands in the text it was found in (end exclusive)."""

    fold: str
    start: int
    end: int


def folded_words(text: str) -> Iterator[Word]:
    """Yield the words of a text in order; a number keeps its letters, dashes and strokes (`243-нқ`, `2/335`)."""
    for found in WORD.finditer(text):
        yield Word(fold(found[0]), found.start(), found.end())


def folded_text(text: str) -> str:
    """Return the folds of a text's words with one space between them."""
    return " ".join(filter(None, map(_folded_piece, text.split())))


@lru_cache(CACHED_WORDS)
def _folded_piece(piece: str) -> str:
    """Return the folds of what stands between two blanks.

    No word has a blank in it, and pieces come again and again.
    """
    return " ".join(map(fold, WORD.findall(piece)))


@lru_cache(CACHED_WORDS)
def fold(word: str) -> str:
    """Return what all forms of the noun share: `әкімдігінің` and `әкімдікке` give `әкімдік`; `9-бабына` gives `9-бап`.

    Figures and abbreviations take their endings behind a dash: `ЭЦҚ-ның` is `эцқ`.
    """
    word = word.lower().translate(DASHES)
    head, dash, tail = word.rpartition("-")
    if tail.isdigit():
        return word
    if dash and readings_of_ending(tail):
        return head
    return f"{head}{dash}{_fold_noun(tail)}"


def other_folds(word: str) -> tuple[str, ...]:
    """Folds that other forms of the noun may have got, where its stem cannot be told: to be asked for besides.

    `желісі` folds like a form of `желіс`, `желілер` like one of `жел`; only a reader knows that both are of `желі`.
    """
    word = word.lower().translate(DASHES)
    if lemma_of(word) is not None:
        return ()
    own = fold(word)
    found = []
    if own != word and own.endswith(("ыс", "іс")) and word.startswith((f"{own}ы", f"{own}і")):
        found.append(fold(own[:-1]))
    found += [f"{own}{vowel}с" for vowel in "ыі" if word.startswith(f"{own}{vowel}") and own != word]
    return tuple(other for other in found if other != own)


def _fold_noun(word: str) -> str:
    """Endings are taken off until none is left, so that a stem that looks like a form folds like its forms.

    A last б, г or ғ becomes п, к, қ: of `клубы` nothing tells whether it is `клуб` or `клуп`.
    """
    for _ in range(len(word)):
        lemma = lemma_of(word)
        if lemma is not None:
            return lemma
        stem = _stem(word)
        if stem is None:
            break
        word = stem
    return word[:-1] + _hardened().get(word[-1:], word[-1:])


def _stem(word: str) -> str | None:
    """Return the noun of which the word is likeliest a form; None where it is a form of itself only."""
    readings = analyse(word)
    return readings[0].lemma if readings and 0 < len(readings[0].lemma) < len(word) else None


@cache
def _hardened() -> dict[str, str]:
    """Return the letter that a softened one was before a possessive: б of `бабы` is п of `бап`."""
    return {told["before_vowel"]: letter for letter, told in rule("noun.sound").words.items() if "before_vowel" in told}

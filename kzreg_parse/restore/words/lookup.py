"""Words that are known, found by their letters with letters of like shape taken for one.

A word is folded (`құнтізбелік` and `күнтізбелік` to the same key), so that its like-looking
fellows are found by looking a key up, however many words are known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from kzreg_parse.restore.words.harmony import breaches
from kzreg_parse.restore.words.lexicon import LONGEST_ENDING, endings
from kzreg_parse.restore.words.packaged import packaged_words
from kzreg_parse.rules import rule

LEAST_STEM: Final = 4  # letters; what is shorter is a word by chance
MOST_REMEMBERED: Final = 1 << 14  # words, between one act and the next
MOST_SPELLINGS: Final = 16  # of one word in a document; more are no words, and would be held against one another
MOST_LETTERS: Final = 2  # that one slip may have wrong


class Words(NamedTuple):
    """Known words, in lower case, and the same by their folded letters."""

    forms: frozenset[str]
    folded: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, words: Iterable[str]) -> Words:
        """Return the words; those with hyphens give their parts."""
        forms = frozenset(part for word in words for part in word.split("-"))
        return cls(forms, {key: tuple(alike) for key, alike in by_folded(forms).items()})


@cache
def packaged() -> Words:
    """Return the words of published acts."""
    return Words.of(packaged_words())


@lru_cache(maxsize=MOST_REMEMBERED)
def folded(word: str) -> str:
    """Return the word's letters, those of like shape as one."""
    return word.translate(_folding())


def by_folded(words: Iterable[str]) -> dict[str, list[str]]:
    """Return the words by their folded letters."""
    found: dict[str, list[str]] = {}
    for word in words:
        found.setdefault(folded(word), []).append(word)
    return found


def is_form(word: str, words: Words) -> bool:
    """Tell whether the word is a known one, or a known one with an ending."""
    known, forms = endings(), words.forms
    if word in forms:
        return True
    return any(word[:cut] in forms and word[cut:] in known for cut in range(2, len(word)))


@lru_cache(maxsize=MOST_REMEMBERED)
def packaged_look_alikes(word: str) -> tuple[str, ...]:
    """Return the look-alikes among the words of published acts; remembered, as acts share most of their words."""
    return tuple(look_alikes(word, packaged()))


def look_alikes(word: str, words: Words) -> list[str]:
    """Known words, and forms of them, that differ from the word in one or two letters of like shape.

    None for a word that is itself seen to be a known one with an ending.
    """
    key, known, tails_of = folded(word), words.folded, _folded_endings()
    found = [other for other in known.get(key, ()) if is_look_alike(word, other)]
    for cut in range(max(LEAST_STEM, len(key) - LONGEST_ENDING), len(key) - 1):
        if key[cut:] in tails_of and key[:cut] in known:
            stems, tails = known[key[:cut]], tails_of[key[cut:]]
            if word[:cut] in stems and word[cut:] in tails:
                return []
            forms = (stem + tail for stem in stems for tail in tails)
            alike = (form for form in forms if is_look_alike(word, form))
            found.extend(form for form in alike if breaches(form) <= breaches(form[:cut]))
    return found


def is_look_alike(word: str, other: str) -> bool:
    """Tell whether two words differ, and only in one or two letters of like shape."""
    if word == other or len(word) != len(other):
        return False
    differing = [(mine, yours) for mine, yours in zip(word, other, strict=True) if mine != yours]
    like = _like_shapes()
    return len(differing) <= MOST_LETTERS and all(yours in like.get(mine, "") for mine, yours in differing)


@cache
def _like_shapes() -> dict[str, str]:
    return {letter: str(others) for letter, others in rule("script.slip").words.items()}


@cache
def _folding() -> dict[int, str]:
    """Return each letter to the least of those it is taken for, or of those that are taken for these."""
    like = _like_shapes()
    group = {letter: {letter} for letter in like}
    for letter, others in like.items():
        whole = group[letter].union(*(group[other] for other in others))
        for member in whole:
            group[member] = whole
    return {ord(letter): min(members) for letter, members in group.items()}


@cache
def _folded_endings() -> dict[str, list[str]]:
    return by_folded(ending for ending in endings() if len(ending) > 1)

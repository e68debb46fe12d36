"""Short names in capitals with a wrong letter: `ЭЦК` for `ЭЦҚ`.

A short name is known from the list of those that acts use, or because the words that it is made of
stand beside it (`электрондық цифрлық қолтаңба (бұдан әрі – ЭЦҚ)`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Final

import regex

from kzreg_parse.restore.words.lookup import MOST_SPELLINGS, by_folded, folded, is_look_alike, packaged
from kzreg_parse.rules import rule

SHORT_NAME = regex.compile(r"(?<!\p{L})\p{Lu}{3,5}(?!\p{L})")
INITIAL = regex.compile(r"(?<!\p{L})\p{L}")
LONGEST: Final = 5  # letters
SEVERAL: Final = 3  # places; a typist who writes a name so often means it
FAR_MORE: Final = 5  # times as often as the slip stands the right name


def is_short_name(word: str) -> bool:
    """Tell whether the word is written like a short name; words of headings in capitals may be, too."""
    return len(word) <= LONGEST and word.isupper() and SHORT_NAME.fullmatch(word) is not None


def short_name_slips(names: Collection[str], whole: str, *, recognised: bool) -> Iterator[tuple[str, str]]:
    """Yield each short name that is a slip of another one, with that one.

    `names` are those of the document, `whole` its text, a line a paragraph; `recognised`: the text
    comes from optical recognition.
    """
    listed = rule("word.short_name").words
    unknown = [name for name in names if name not in listed and name.lower() not in packaged().forms]
    if not unknown:
        return
    by_letters = by_folded({name.lower() for name in (*names, *listed)})
    document = _Names(whole, recognised=recognised)
    for name in unknown:
        spellings = by_letters[folded(name.lower())]
        if len(spellings) > MOST_SPELLINGS:
            continue
        options = [other.upper() for other in spellings if is_look_alike(name.lower(), other)]
        likely = [other for other in options if document.is_likely(name, other)]
        ranked = sorted((document.rank(name, other), other) for other in likely)
        if ranked and (len(ranked) == 1 or ranked[0][0] < ranked[1][0]) and not document.spells_out(name):
            yield name, ranked[0][1]


class _Names:
    """The short names of a text: how often they stand there, and which are spelled out."""

    def __init__(self, whole: str, *, recognised: bool) -> None:
        self._whole = whole
        self._recognised = recognised

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(SHORT_NAME.findall(self._whole))

    def is_likely(self, name: str, other: str) -> bool:
        """Tell whether the unknown name may be a slip of the other one."""
        mine, others = self._counts[name], self._counts[other]
        if other in rule("word.short_name").words:
            return self._recognised or mine < SEVERAL or others >= FAR_MORE * mine
        return others > mine and self.spells_out(other)

    def rank(self, name: str, other: str) -> tuple[int, int]:
        """Return the fewest letters changed first, then the name that the document has most."""
        return sum(mine != yours for mine, yours in zip(name, other, strict=True)), -self._counts[other]

    def spells_out(self, name: str) -> bool:
        """Tell whether words that begin with the name's letters stand one behind the other in a paragraph with it."""
        return name in self._spelled_out

    @cached_property
    def _spelled_out(self) -> frozenset[str]:
        found: set[str] = set()
        for line in self._whole.split("\n"):
            names = set(SHORT_NAME.findall(line))
            if names:
                initials = "".join(INITIAL.findall(line)).upper()
                found.update(name for name in names if name in initials)
        return frozenset(found)

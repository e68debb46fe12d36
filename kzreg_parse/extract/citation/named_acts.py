"""The acts that a document has named so far, by kind: what a bare `Кодекстің` or `көрсетілген бұйрықтың` may mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter
from typing import Final

import regex

from kzreg_parse.extract.reference.mentions_in_text import ActMention, ActText
from kzreg_parse.model import ActRef

MOST_BACK: Final = 200  # mentions of one text that are looked at
NOT_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]++")


class NamedActs:
    """Filled text after text; within the text at hand, what stands in front of a place counts."""

    def __init__(self) -> None:
        self._last: dict[str, ActRef] = {}
        self._known: dict[str, set[tuple[object, ...]]] = {}  # what tells the acts of each kind apart

    def add(self, mentions: Iterable[ActMention]) -> None:
        """Remember the acts of a text that has been read."""
        for found in mentions:
            word = found.ref.kind_kk or ""
            self._last[word] = found.ref
            self._known.setdefault(word, set()).add(_identity(found.ref))

    def last(self, word: str, acts: ActText, before: int) -> tuple[ActRef | None, int]:
        """Return the act of a kind that was named last, and how many of that kind were: none, one, or more."""
        known = set(self._known.get(word, ()))
        last: ActRef | None = None
        place = bisect_right(acts.mentions, before, key=attrgetter("end"))
        for mention in reversed(acts.mentions[max(0, place - MOST_BACK) : place]):
            if mention.ref.kind_kk == word:
                last = last or mention.ref
                known.add(_identity(mention.ref))
            if len(known) > 1 and last is not None:
                break
        return last or self._last.get(word), len(known)


def loose(title: str) -> str:
    """Return a title by its letters and figures only, for comparison."""
    return NOT_LETTERS.sub("", title.lower())


def _identity(ref: ActRef) -> tuple[object, ...]:
    """Return what tells acts of one kind apart."""
    return ref.date, ref.number, ref.title

"""One rule: a pattern or a list of words, with the examples and rejects that prove it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import regex


@dataclass(frozen=True, slots=True)
class Example:
    """A text the rule must find, copied from a real act."""

    text: str
    act: str  # corpora name ("004") or the place it was copied from
    groups: Mapping[str, str] = field(default_factory=dict)  # what the named groups must hold


class Rule(NamedTuple):
    """A checked grammar file. `pattern` is compiled once; `words` maps a word, spelt as `folded` does, to its value."""

    id: str
    why: str
    source: str
    pattern: regex.Pattern[str]
    words: Mapping[str, Any]
    examples: tuple[Example, ...]
    rejects: tuple[str, ...]
    path: Path
    case_sensitive: bool = False
    gates: tuple[str, ...] = ()  # ids of the rules that are asked only where this one, the cheaper, holds

    def search(self, text: str, start: int = 0) -> regex.Match[str] | None:
        """Return the first place at or after `start` where the rule holds."""
        return self.pattern.search(text, start)

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Yield every place where the rule holds."""
        return iter(self.pattern.finditer(text))

    def match(self, text: str) -> regex.Match[str] | None:
        """Return the rule at the beginning of `text`."""
        return self.pattern.match(text)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """Return the rule over the whole of `text`."""
        return self.pattern.fullmatch(text)

    def value(self, word: str) -> Any:
        """Return what the word stands for, however it is spaced; KeyError when it is not one of the rule's words."""
        return self.words[folded(word, case_sensitive=self.case_sensitive)]

    def value_or_none(self, word: str) -> Any:
        """Return what the word stands for, or None when it is not one of the rule's words."""
        return self.words.get(folded(word, case_sensitive=self.case_sensitive))


def folded(word: str, *, case_sensitive: bool = False) -> str:
    """Return the word as rules list it: one blank for each run of blanks or line ends, small letters.

    What a pattern finds by `\\s+` and without regard to case is then found in `words` too.
    """
    spaced = " ".join(word.split())
    return spaced if case_sensitive else spaced.casefold()

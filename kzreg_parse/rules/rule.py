"""One rule: a pattern or a list of words, with the examples and rejects that prove it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import regex

from kzreg_parse.rules.prefilter import Prefilter

MOST_REMEMBERED: Final = 4_096  # first characters; texts have fewer


@dataclass(frozen=True, slots=True)
class Example:
    """A text the rule must find, copied from a real act."""

    text: str
    act: str  # corpora name ("004") or the place it was copied from
    groups: Mapping[str, str] = field(default_factory=dict)  # what the named groups must hold


@dataclass(frozen=True, slots=True)
class Rule:
    """A checked grammar file. `pattern` is compiled once; `words` maps a word (lower case) to its value."""

    id: str
    why: str
    source: str
    pattern: regex.Pattern[str]
    words: Mapping[str, Any]
    examples: tuple[Example, ...]
    rejects: tuple[str, ...]
    path: Path
    signs: tuple[str, ...] = ()  # lower case; one of them stands in every match, between two of the text's blanks
    _prefilter: Prefilter | None = field(default=None, init=False, repr=False, compare=False)
    _beginnings: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.signs:
            object.__setattr__(self, "_prefilter", Prefilter(self._shows_sign))

    def _shows_sign(self, chunk: str) -> bool:
        small = chunk.lower()
        return any(sign in small for sign in self.signs)

    def may_hold(self, text: str) -> bool:
        """Whether the rule may hold anywhere in the text, by its signs; cheap."""
        return self._prefilter is None or self._prefilter.passes(text)

    def may_begin(self, char: str) -> bool:
        """Whether a match may begin with the character; asked of the pattern once, so that most texts cost nothing.

        For a pattern that looks behind its beginning, only where nothing stands before.
        """
        known = self._beginnings.get(char)
        if known is None:
            known = self.pattern.match(char, partial=True) is not None
            if len(self._beginnings) < MOST_REMEMBERED:
                self._beginnings[char] = known
        return known

    def search(self, text: str, start: int = 0) -> regex.Match[str] | None:
        """The first place at or after `start` where the rule holds."""
        if self._prefilter is not None and not self._prefilter.passes(text):
            return None
        return self.pattern.search(text, start)

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Every place where the rule holds."""
        return iter(self.pattern.finditer(text)) if self.may_hold(text) else iter(())

    def match(self, text: str) -> regex.Match[str] | None:
        """The rule at the beginning of `text`."""
        if text and not self.may_begin(text[0]):
            return None
        return self.pattern.match(text)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """The rule over the whole of `text`."""
        if text and not self.may_begin(text[0]):
            return None
        return self.pattern.fullmatch(text)

    def value(self, word: str) -> Any:
        """What the word stands for; KeyError when it is not one of the rule's words."""
        return self.words[word.lower()]

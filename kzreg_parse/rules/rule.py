"""One rule: a pattern or a list of words, with the examples and rejects that prove it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import regex


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

    def search(self, text: str, start: int = 0) -> regex.Match[str] | None:
        """The first place at or after `start` where the rule holds."""
        return self.pattern.search(text, start)

    def match(self, text: str) -> regex.Match[str] | None:
        """The rule at the beginning of `text`."""
        return self.pattern.match(text)

    def fullmatch(self, text: str) -> regex.Match[str] | None:
        """The rule over the whole of `text`."""
        return self.pattern.fullmatch(text)

    def value(self, word: str) -> Any:
        """What the word stands for; KeyError when it is not one of the rule's words."""
        return self.words[word.lower()]

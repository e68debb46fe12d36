"""What a re-wording changes: how a paragraph, and every kind of value read from one, is said afterwards."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

Duration = tuple[float, str]  # value and unit, as the JSON has them
Unit = tuple[str, str]  # kind and number of a part of an act


def same(text: str) -> str:
    """Return the text as it is."""
    return text


@dataclass(frozen=True)
class Reworded:
    """Old values and new ones.

    `text` re-words any string printed in the act; the others hold values that were read from strings: dates
    (ISO), numbers of acts, of registrations, durations, parts of other acts, labels of steps.
    """

    text: Callable[[str], str] = same
    dates: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    registrations: Mapping[str, str] = field(default_factory=dict)
    durations: Mapping[Duration, Duration] = field(default_factory=dict)
    units: Mapping[Unit, Unit] = field(default_factory=dict)
    labels: Mapping[str, str | None] = field(default_factory=dict)


class Rewording(Protocol):
    """One way to say the same otherwise. `family`: ways that exclude each other in a combination."""

    @property
    def name(self) -> str: ...

    @property
    def family(self) -> str: ...

    def apply(self, text: str, rng: random.Random) -> tuple[str, Reworded]:
        """Return the text re-worded and what was changed; the text itself where there is nothing to change."""


@dataclass(frozen=True)
class Way:
    """A re-wording made by a function."""

    name: str
    family: str
    make: Callable[[str, random.Random], tuple[str, Reworded]]

    def apply(self, text: str, rng: random.Random) -> tuple[str, Reworded]:
        """Return the text re-worded and what was changed."""
        return self.make(text, rng)


def everywhere(text: str, made: Reworded) -> tuple[str, Reworded]:
    """Return the outcome of a re-wording that does with the whole text what it does with a string of it."""
    return made.text(text), made

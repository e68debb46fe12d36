"""Signs that a cell was cut rightly: how it begins and ends, and what its neighbours are like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeVar

import regex

from kzreg_parse.rules import rule
from kzreg_parse.segment.tables.dumped.row_search import Way
from kzreg_parse.segment.tables.dumped.weights import (
    CAPITAL,
    CLOSED_LINE,
    KNOWN,
    LEAST_KNOWN,
    LEAST_TOLD,
    ODD_LINE,
    OPEN_END,
    OPEN_LINE,
    OTHER_KIND,
    OTHER_START,
    STRANGE_START,
    USUAL,
)

T = TypeVar("T")
CAPITAL_INSIDE = regex.compile(r"(?<=[\p{Ll}\d)]\s)\p{Lu}\p{Ll}")
TORN_FIGURE = regex.compile(r"(?<=(?<!\d)\d)\s(?=\d(?!\d))")
BEGINS_NONE: Final = frozenset("(),;.:»")
LAST_WORD: Final = 80  # characters in which a last word is looked for; of a longer one the end tells as much


@dataclass
class Habit:
    """What the cells of a column, or of a row, that are told already have in common."""

    starts: Counter[str] = field(default_factory=Counter)
    terms: Counter[bool] = field(default_factory=Counter)
    texts: set[str] = field(default_factory=set)

    def add(self, text: str) -> None:
        """One more cell is told."""
        self.starts[start_of(text)] += 1
        self.terms[is_term(text)] += 1
        self.texts.add(text)

    def start(self) -> str | None:
        """Return how its cells begin; None where they differ or too few are told."""
        return _usual(self.starts)

    def holds_terms(self) -> bool:
        """Tell whether its cells are terms."""
        return _usual(self.terms) is True


def _usual(counts: Counter[T]) -> T | None:
    total = sum(counts.values())
    if total < LEAST_TOLD:
        return None
    value, count = counts.most_common(1)[0]
    return value if count >= USUAL * total else None


def start_of(text: str) -> str:
    """`capital`, `small`, `figure` or `other`: what a cell begins with."""
    char = text[0]
    if char.isupper():
        return "capital"
    if char.islower():
        return "small"
    return "figure" if char.isdigit() else "other"


def cost(way: Way, habits: Sequence[Habit | None], *, kind: str | None) -> float:
    """Return what speaks against a way to read a row; `habits` of its columns, `kind` of its cells."""
    total = 0.0
    for column, text in enumerate(way.texts):
        habit = habits[column] if kind != "heads" else None
        own_kind = kind if column else None
        if own_kind is None and habit is not None and habit.holds_terms():
            own_kind = "term"
        total += cell_cost(text.text, habit, kind=own_kind)
        parts = way.cells[column]
        total += CLOSED_LINE * sum(piece.broken_at_blank is False for piece in parts[:-1])
        total += ODD_LINE * sum(piece.odd for piece in parts)
        total += OPEN_LINE * (parts[-1].broken_at_blank is True)
    return total


def cell_cost(text: str, habit: Habit | None, *, kind: str | None) -> float:
    """Return what speaks against a cell's text."""
    total = 0.0
    usual = habit.start() if habit is not None else None
    if kind in KINDS:
        total += OTHER_KIND * (not KINDS[kind](text))
    elif usual is not None:
        total += OTHER_START * (start_of(text) != usual)
    elif start_of(text) == "small" or text[0] in BEGINS_NONE:
        total += STRANGE_START
    total += CAPITAL * _capitals(text)
    if kind != "term" and (ends_open(text) or text.count("(") < text.count(")")):
        total += OPEN_END
    if len(text) >= LEAST_KNOWN and habit is not None and text in habit.texts:
        total += KNOWN
    return total


@lru_cache(maxsize=4_096)
def _capitals(text: str) -> int:
    return len(CAPITAL_INSIDE.findall(text))


def has_torn_figure(text: str) -> bool:
    """Tell whether a text would be a term if two figures in it stood together, as a stretched line may have torn
    them.
    """
    return TORN_FIGURE.search(text) is not None and is_term(TORN_FIGURE.sub("", text))


def is_doubtful(text: str, kind: str | None, column: int) -> bool:
    """Tell whether a cell that the widths allow cannot be what was printed.

    It ends open, or takes in a neighbour's term.
    """
    if kind == "term":
        told = is_term(text) or has_torn_figure(text)
        return column > 0 and not told and (text.isdigit() or _begins_or_ends_with_term(text) == "ends")
    return column > 0 and ends_open(text)


def _begins_or_ends_with_term(text: str) -> str | None:
    found = list(rule("table.term").pattern.finditer(text))
    if not found or found[0].start() == 0:
        return "begins" if found else None
    return "ends" if found[-1].end() == len(text) else None


@lru_cache(maxsize=4_096)
def ends_open(text: str) -> bool:
    """Tell whether more must follow a cell's text: its last word belongs to another, or a bracket is open."""
    return rule("table.open_end").search(text, max(0, len(text) - LAST_WORD)) is not None or text.count(
        "("
    ) > text.count(")")


@lru_cache(maxsize=4_096)
def is_term(text: str) -> bool:
    """Tell whether a cell holds a term and nothing else."""
    return rule("table.term").fullmatch(text) is not None


def is_step_number(text: str) -> bool:
    """Tell whether a cell names the next steps and nothing else."""
    return rule("table.next_cell").fullmatch(text) is not None


KINDS: Final[dict[str, Callable[[str], bool]]] = {"term": is_term, "next": is_step_number, "number": str.isdigit}

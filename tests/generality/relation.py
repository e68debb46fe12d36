"""The relation: facts of the re-worded text are the re-worded facts of the text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from generality.facts import Fact, Told

NEAR_LINES: Final = 1


@dataclass(frozen=True)
class Difference:
    """A fact that should have come out and the one that did; None for either where there is none."""

    expected: Fact | None
    found: Fact | None
    silent: bool

    @property
    def kind(self) -> str:
        """Return the kind of fact and which of its values differ, or that it is lost or new."""
        if self.expected is None or self.found is None:
            fact, what = (self.found, "new") if self.expected is None else (self.expected, "lost")
            assert fact is not None
            return f"{fact.kind} {what}"
        one, other = self.expected.values, self.found.values
        names = [name for name in dict.fromkeys((*one, *other)) if one.get(name) != other.get(name)]
        return f"{self.found.kind}: {', '.join(names)}"

    def __str__(self) -> str:
        silent = "silent" if self.silent else "doubted"
        if self.expected and self.found:
            one, other = self.expected.values, self.found.values
            names = [name for name in dict.fromkeys((*one, *other)) if one.get(name) != other.get(name)]
            pairs = "; ".join(f"{name} {one.get(name)!r} -> {other.get(name)!r}" for name in names)
            return f"{self.kind} [{silent}, line {self.found.line}] {pairs}"
        fact = self.expected or self.found
        assert fact is not None
        return f"{self.kind} [{silent}, line {fact.line}] {fact.values}"


def differences(expected: tuple[Fact, ...], before: Told, after: Told) -> list[Difference]:
    """Compare what must come out with what did, kind by kind, in reading order."""
    new = [(code, line) for code, line in after.doubts if (code, line) not in before.doubts]
    found: list[Difference] = []
    for kind in dict.fromkeys(fact.kind for fact in (*expected, *after.facts)):
        one = [fact for fact in expected if fact.kind == kind]
        other = [fact for fact in after.facts if fact.kind == kind]
        for pair in _unequal(one, other):
            found.append(Difference(*pair, silent=not _doubted(pair, new)))
    return found


def _unequal(one: list[Fact], other: list[Fact]) -> Iterable[tuple[Fact | None, Fact | None]]:
    matcher = SequenceMatcher(None, [fact.key() for fact in one], [fact.key() for fact in other], autojunk=False)
    for tag, start, end, other_start, other_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        lost, new = one[start:end], other[other_start:other_end]
        for fact in lost:
            partner = next((found for found in new if found.line == fact.line), None)
            if partner is not None:
                new.remove(partner)
            yield fact, partner
        for fact in new:
            yield None, fact


def _doubted(pair: tuple[Fact | None, Fact | None], doubts: list[tuple[str, int | None]]) -> bool:
    lines = {fact.line for fact in pair if fact}
    if None in lines:
        return bool(doubts)
    return any(
        doubt is not None and line is not None and abs(doubt - line) <= NEAR_LINES
        for _, doubt in doubts
        for line in lines
    )

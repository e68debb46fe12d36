"""One procedure told more than once: its accounts linked, and what they contradict each other in.

A regulation tells its procedure in the clause on content, again in the one on interaction, and again in a
table. Tellings are linked where most of their steps answer each other in order; every pair of steps whose
terms differ becomes a diagnostic. Which account is right is not for a program to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from kzreg_parse.extract.procedure.draft import ProcedureDraft, StepDraft
from kzreg_parse.extract.procedure.weights import (
    ACTOR_WEIGHT,
    LEAST_ANSWERED,
    LEAST_LIKENESS,
    LEAST_MEAN,
    LONGEST_LIST,
    LOOK_BACK,
    MOST_STEPS,
    SAME_CASE,
    STEM_LENGTH,
)
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model.facts import Duration
from kzreg_parse.model.walk import walk_appendices
from kzreg_parse.rules import rule
from kzreg_parse.segment import AppendixDraft

WORD: Final = regex.compile(r"[\p{L}\d]+")


def link_accounts(drafts: Sequence[ProcedureDraft], appendices: Sequence[AppendixDraft], log: DiagnosticLog) -> None:
    """Link the accounts within each regulation (an appendix with its annexes), and note what they contradict."""
    regulation = _regulations(appendices)
    told = _compared(drafts, regulation)
    for later, second in enumerate(drafts):
        best: tuple[float, ProcedureDraft, list[tuple[int, int]]] | None = None
        for earlier in range(max(0, later - LOOK_BACK), later):
            first = drafts[earlier]
            if not _may_be_one(first, second, regulation) or not _in_length(first, second):
                continue
            pairs, likeness = _aligned(told[earlier], told[later])
            shorter = min(len(first.steps), len(second.steps))
            alike = len(pairs) >= LEAST_ANSWERED * shorter and likeness >= LEAST_MEAN * shorter
            if alike and (best is None or likeness > best[0]):
                best = (likeness, first, pairs)
        if best is not None:
            _link(best[1], second, best[2], log)


def _regulations(appendices: Sequence[AppendixDraft]) -> dict[str, str]:
    """Return the id of each appendix to that of the appendix of the act it belongs to."""
    return {found[-1].id: found[0].id for found in walk_appendices(appendices)}


def _may_be_one(first: ProcedureDraft, second: ProcedureDraft, regulation: dict[str, str]) -> bool:
    """Of one regulation; two clauses on what offices do, or a clause and a table. Lists of a portal are each its own.

    Two clauses of one chapter tell two cases; a chapter tells its procedure once.
    """
    if first.appendix is None or second.appendix is None:
        return False
    if regulation[first.appendix.id] != regulation[second.appendix.id] or first.node is second.node:
        return False
    if "table" in (first.kind, second.kind):
        return first.kind != second.kind
    if (first.kind, second.kind) != ("sequence", "sequence") or first.clause == second.clause:
        return False
    if first.chapter is not None and first.chapter == second.chapter:
        return False
    if not _of_one_case(first.heading, second.heading):
        return False
    if first.variant is None or second.variant is None:
        return True
    one, other = first.variant.text, second.variant.text
    return _shared(_words(one), _words(other)) >= SAME_CASE and _of_one_case(one, other)


@lru_cache(maxsize=1_024)
def _of_one_case(first: str, second: str) -> bool:
    """Tell whether no word of either says that it speaks of another case; true where one names no case at all.

    A word may be misspelt in one of the two by a letter.
    """
    one, other = _telling_words(first), _telling_words(second)
    if not one or not other:
        return True
    from rapidfuzz.distance import Levenshtein  # loaded only where a step is told twice

    return all(any(Levenshtein.distance(a, b) <= 1 for b in other) for a in one) and all(
        any(Levenshtein.distance(a, b) <= 1 for b in one) for a in other
    )


@lru_cache(maxsize=1_024)
def _telling_words(text: str) -> frozenset[str]:
    """Return the stems of the words that say which case is meant."""
    common = rule("procedure.common_word")
    words = (word.lower() for word in WORD.findall(text))
    return frozenset(word[:STEM_LENGTH] for word in words if len(word) > 2 and common.match(word) is None)


def _in_length(first: ProcedureDraft, second: ProcedureDraft) -> bool:
    """Return a account may leave steps out, not more than half of them; lists beyond all measure are not compared."""
    shorter, longer = sorted((len(first.steps), len(second.steps)))
    return 2 * shorter >= longer and longer <= LONGEST_LIST


class ComparedStep(NamedTuple):
    """What of a step is compared: its kind, the stems of what is done, the stems of who does it."""

    kind: str
    done: frozenset[str]
    who: frozenset[str] | None


def _compared(drafts: Sequence[ProcedureDraft], regulation: dict[str, str]) -> list[list[ComparedStep]]:
    """Return the steps of each procedure, without the stems that many steps of its regulation share: they tell nothing.

    A stem that stands once in each procedure may well tell which step it is.
    """
    homes = [regulation[draft.appendix.id] if draft.appendix is not None else "" for draft in drafts]
    counts: dict[str, Counter[str]] = {home: Counter() for home in homes}
    steps, procedures = Counter[str](), Counter(homes)
    for draft, home in zip(drafts, homes, strict=True):
        steps[home] += len(draft.steps)
        for step in draft.steps:
            counts[home].update(_words(step.text.text))
    common = {
        home: frozenset(
            stem for stem, count in found.items() if count > max(MOST_STEPS * steps[home], procedures[home])
        )
        for home, found in counts.items()
    }
    return [
        [_compare_step(step, common[home]) for step in draft.steps] for draft, home in zip(drafts, homes, strict=True)
    ]


def _compare_step(step: StepDraft, common: frozenset[str]) -> ComparedStep:
    who = _words(step.actor.name) if step.actor is not None else None
    return ComparedStep(step.kind, _words(step.text.text) - common - (who or frozenset()), who)


def _aligned(first: Sequence[ComparedStep], second: Sequence[ComparedStep]) -> tuple[list[tuple[int, int]], float]:
    """Pairs of steps that answer each other, in order, with the greatest sum of likeness; and that sum."""
    rows, columns = len(first), len(second)
    likeness = [[_likeness(a, b) for b in second] for a in first]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        here, below, scores = best[row], best[row + 1], likeness[row]
        for column in range(columns - 1, -1, -1):
            paired = scores[column] + below[column + 1] if scores[column] >= LEAST_LIKENESS else -1.0
            here[column] = max(below[column], here[column + 1], paired)
    pairs, row, column = [], 0, 0
    while row < rows and column < columns:
        score = likeness[row][column]
        if score >= LEAST_LIKENESS and best[row][column] == score + best[row + 1][column + 1]:
            pairs.append((row, column))
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs, best[0][0]


def _likeness(first: ComparedStep, second: ComparedStep) -> float:
    """Return how far two steps are one: shared stems of what is done, and of who does it; from 0 to 1."""
    if first.kind != second.kind:
        return 0.0
    done = _shared(first.done, second.done)
    if first.who is None or second.who is None:
        return done
    return (1 - ACTOR_WEIGHT) * done + ACTOR_WEIGHT * _shared(first.who, second.who)


def _shared(first: frozenset[str], second: frozenset[str]) -> float:
    """Return the share of the shorter one's stems that the other has."""
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


@lru_cache(maxsize=4_096)
def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower()[:STEM_LENGTH] for word in WORD.findall(text) if len(word) > 2)


def _link(first: ProcedureDraft, second: ProcedureDraft, pairs: Sequence[tuple[int, int]], log: DiagnosticLog) -> None:
    first.same_as.append(second)
    second.same_as.append(first)
    for left, right in pairs:
        first.matching_steps.setdefault(left, []).append((second, right))
        second.matching_steps.setdefault(right, []).append((first, left))
        one, other = first.steps[left], second.steps[right]
        if one.durations and other.durations and _terms(one.durations) != _terms(other.durations):
            log.note(
                "KZE24",
                other.text or one.text,
                first=", ".join(duration.text for duration in one.durations),
                second=", ".join(duration.text for duration in other.durations),
                label=one.label,
                place=str(one.whole[0]),
            )
    if len(first.steps) != len(second.steps):
        log.note(
            "KZE25",
            second.steps[0].text or first.steps[0].text,
            first=str(len(first.steps)),
            second=str(len(second.steps)),
        )


def _terms(durations: Sequence[Duration]) -> Counter[tuple[float, float | None, str]]:
    return Counter((duration.value, duration.max, duration.unit) for duration in durations)

"""All measures of one act, in the order they are shown in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final

from kzreg_parse.evaluate import facts, head, restoration, structure
from kzreg_parse.evaluate.gold import Gold
from kzreg_parse.evaluate.layout import Layout
from kzreg_parse.evaluate.listed import measure_of
from kzreg_parse.evaluate.matching import Score
from kzreg_parse.evaluate.steps import steps
from kzreg_parse.extract.kinds import added, kinds
from kzreg_parse.model import Act

Measure = Callable[[Gold, Act, Layout], Score]

_HEAD: Final[dict[str, Callable[[Gold, Act], Score]]] = {
    "metadata": head.metadata,
    "repeal": head.repeal,
    "repeals": head.repeals,
    "amended_by": head.amended_by,
    "amendments": head.amendments,
}
_STRUCTURE: Final[dict[str, Measure]] = {
    "units": structure.units,
    "chapters": structure.chapters,
    "chapter_clauses": structure.chapter_clauses,
    "appendices": structure.appendices,
    "table_shape": structure.table_shape,
    "table_cells": structure.table_cells,
}
_TEXT: Final[dict[str, Measure]] = {
    "unit_text": structure.unit_text,
    "restored": restoration.restored,
    "restored_order": restoration.restored_order,
}
_STEPS: Final = ("step_text", "step_label", "step_kind", "step_actor", "step_durations")
_FACTS: Final[dict[str, Measure]] = {
    "durations": facts.durations,
    "duration_bounds": facts.duration_bounds,
    "definition_terms": facts.definition_terms,
    "definitions": facts.definitions,
    "citations": facts.citations,
    "participants": facts.participants,
}
# Kinds of facts that the contract does not name are measured by the fields that the gold gives.
_FACTS.update({kind.name: measure_of(kind.name) for kind in kinds() if kind.name in added()})
GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "head": tuple(_HEAD),
    "structure": tuple(_STRUCTURE),
    "text": tuple(_TEXT),
    "steps": _STEPS,
    "facts": tuple(_FACTS),
}
MEASURES: Final = tuple(name for names in GROUPS.values() for name in names)


def chosen(words: Sequence[str]) -> tuple[str, ...]:
    """Return the measures that words name, each a measure or a group of them. Raises ValueError for another word."""
    unknown = [word for word in words if word not in MEASURES and word not in GROUPS]
    if unknown:
        raise ValueError(f"no measure is called {unknown[0]!r}; there are {', '.join((*GROUPS, *MEASURES))}")
    names = {name for word in words for name in GROUPS.get(word, (word,))}
    return tuple(name for name in MEASURES if name in names)


def evaluate_act(gold: Gold, act: Act, measures: Collection[str] = MEASURES) -> dict[str, Score]:
    """Return the scores of one act's output, by measure."""
    layout = Layout(gold, act)
    scores: dict[str, Score] = {}
    for name, of_head in _HEAD.items():
        if name in measures:
            scores[name] = of_head(gold, act)
    for name, of_layout in {**_STRUCTURE, **_TEXT, **_FACTS}.items():
        if name in measures:
            scores[name] = of_layout(gold, act, layout)
    if set(_STEPS) & set(measures):
        scores |= {name: value for name, value in steps(gold, act, layout).items() if name in measures}
    return {name: scores[name] for name in MEASURES if name in scores}

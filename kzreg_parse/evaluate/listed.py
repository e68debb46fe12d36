"""The measure of a kind of fact that has none of its own: entries of a list, by the fields that the gold gives."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from kzreg_parse.evaluate.gold import Gold
from kzreg_parse.evaluate.layout import Layout
from kzreg_parse.evaluate.matching import Found, Place, Score, Wanted, score
from kzreg_parse.evaluate.wording import loose
from kzreg_parse.model import Act

PLACE = ("attachment", "clause", "note")  # keys of a gold entry that are no fields of the fact


def measure_of(kind: str) -> Callable[[Gold, Act, Layout], Score]:
    """Return the measure of the facts in the list `kind`.

    The gold's file may hold a list of the same name. Its entries give some fields of a fact, texts compared by
    their words, and may give `attachment` and `clause`; with a `note` an entry is left out of scoring. A fact is
    right when it has the values of every field that the gold gives for any entry. A gold without the list says
    nothing of the kind: its score has neither items nor precision.
    """

    def measure(gold: Gold, act: Act, layout: Layout) -> Score:
        told: Sequence[Mapping[str, Any]] | None = (gold.model_extra or {}).get(kind)
        if told is None:
            return Score(found=None)
        fields = sorted({key for entry in told for key in entry} - set(PLACE))
        return score(kind, [_wanted(entry, fields) for entry in told], _found(getattr(act, kind), fields, layout))

    return measure


def _wanted(entry: Mapping[str, Any], fields: Sequence[str]) -> Wanted:
    place: Place = (entry.get("attachment", 0), entry.get("clause"))
    key = _key(entry, fields)
    return Wanted((key,), _shown(entry, fields), place, place, entry.get("note") is not None, words="")


def _found(facts: Sequence[Any], fields: Sequence[str], layout: Layout) -> list[Found]:
    found = []
    for fact in facts:
        given = fact.model_dump(mode="json")
        place = layout.home(given.get("node"))
        span = tuple(given["span"]) if given.get("span") else None
        found.append(Found(_key(given, fields), _shown(given, fields), span, place, place))
    return found


def _key(entry: Mapping[str, Any], fields: Sequence[str]) -> Hashable:
    values = (entry.get(name) for name in fields)
    return tuple(loose(value) if isinstance(value, str) else repr(value) for value in values)


def _shown(entry: Mapping[str, Any], fields: Sequence[str]) -> str:
    return ", ".join(f"{name} {entry[name]}" for name in fields if entry.get(name) is not None)

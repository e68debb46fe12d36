"""The facts of two acts side by side: metadata field by field, lists entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

import orjson
from rapidfuzz import fuzz

from kzreg_parse.diff.changes import FactChange, FactChangeKind, FieldChange, field_change
from kzreg_parse.model import Act

PLACES: Final = frozenset(("id", "span", "page", "node", "appendix"))  # where a fact stands, not what it says
LISTS: Final = (
    "procedures", "participants", "durations", "definitions", "citations", "repeals", "amendments", "diagnostics",
)  # fmt: skip
ALIKE: Final = 50.0  # rapidfuzz ratio of two entries as JSON, keys included, from which they are one entry, changed


def fact_changes(before: Act, after: Act) -> Iterator[FactChange]:
    """The changes outside the tree, in the order of the document's fields."""
    if before.status != after.status:
        yield FactChange("changed", "status", (field_change("status", before.status, after.status),))
    yield from _values("act", _bare(before.act.model_dump(mode="json")), _bare(after.act.model_dump(mode="json")))
    for name in LISTS:
        old = [_bare(entry.model_dump(mode="json")) for entry in getattr(before, name)]
        new = [_bare(entry.model_dump(mode="json")) for entry in getattr(after, name)]
        yield from _lists(name, old, new)


def _bare(value: Any) -> Any:
    """The value without what only says where it stands."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key not in PLACES}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return value


def _values(path: str, before: Any, after: Any) -> Iterator[FactChange]:
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _values(f"{path}.{key}", before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list):
        yield from _lists(path, before, after)
    else:
        kind: FactChangeKind = "added" if before is None else "removed" if after is None else "changed"
        yield FactChange(kind, path, (field_change(path.rpartition(".")[2], before, after),))


def _lists(path: str, before: Sequence[Any], after: Sequence[Any]) -> Iterator[FactChange]:
    """Entries that are the same in the same order are passed over; of the others, like ones are one entry, changed."""
    old_keys, new_keys = [_key(entry) for entry in before], [_key(entry) for entry in after]
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        new_left = list(range(new_start, new_end))
        for place in range(start, end):
            best = max(new_left, key=lambda other: fuzz.ratio(old_keys[place], new_keys[other]), default=None)
            if best is None or fuzz.ratio(old_keys[place], new_keys[best]) < ALIKE:
                yield FactChange("removed", path, (FieldChange(path, before[place], None),))
            else:
                new_left.remove(best)
                yield FactChange("changed", path, tuple(_fields("", before[place], after[best])))
        for place in new_left:
            yield FactChange("added", path, (FieldChange(path, None, after[place]),))


def _fields(path: str, before: Any, after: Any) -> Iterator[FieldChange]:
    """The values within one entry that differ."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _fields(f"{path}.{key}" if path else key, before.get(key), after.get(key))
    elif before != after:
        yield field_change(path, before, after)


def _key(entry: Any) -> str:
    return orjson.dumps(entry).decode()

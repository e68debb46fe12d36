"""The facts of two acts side by side: metadata field by field, lists entry by entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any, Final

import orjson
from rapidfuzz import fuzz

from kzreg_parse.diff.changes import FactChange, FactChangeKind, FieldChange, field_change
from kzreg_parse.extract.kinds import names
from kzreg_parse.model import Act

PLACES: Final = frozenset(
    ("id", "span", "page", "node", "appendix", "same_as")
)  # where a fact stands, not what it says
ALIKE: Final = 50.0  # rapidfuzz ratio of two entries as JSON, keys included, from which they are one entry, changed


def fact_changes(before: Act, after: Act) -> Iterator[FactChange]:
    """The changes outside the tree, in the order of the document's fields."""
    if before.status != after.status:
        yield FactChange("changed", "status", (field_change("status", before.status, after.status),))
    yield from _values("act", before.act.model_dump(mode="json"), after.act.model_dump(mode="json"))
    for name in (*names(), "diagnostics"):
        old, new = ([entry.model_dump(mode="json") for entry in getattr(act, name)] for act in (before, after))
        yield from _lists(name, old, new)


def _bare(value: Any) -> Any:
    """The value without what only says where it stands."""
    if isinstance(value, dict):
        return {key: _bare(inner) for key, inner in value.items() if key not in PLACES}
    if isinstance(value, list):
        return [_bare(inner) for inner in value]
    return value


def _values(path: str, before: Any, after: Any) -> Iterator[FactChange]:
    if _bare(before) == _bare(after):
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
    for old_place, new_place in _paired(before, after):
        old = before[old_place] if old_place is not None else None
        new = after[new_place] if new_place is not None else None
        node = _node(new) or _node(old)
        if old is None or new is None:
            kind: FactChangeKind = "added" if old is None else "removed"
            yield FactChange(kind, path, (FieldChange(path, _bare(old), _bare(new)),), node)
        else:
            yield FactChange("changed", path, tuple(_fields("", _bare(old), _bare(new))), node)


def _node(entry: Any) -> str | None:
    return entry.get("node") if isinstance(entry, dict) else None


def _paired(before: Sequence[Any], after: Sequence[Any]) -> Iterator[tuple[int | None, int | None]]:
    """Places of the entries of two lists that differ; what is the same is passed over, like ones go together."""
    old_keys, new_keys = [_key(entry) for entry in before], [_key(entry) for entry in after]
    for tag, start, end, new_start, new_end in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        new_left = list(range(new_start, new_end))
        for place in range(start, end):
            likeness = {other: fuzz.ratio(old_keys[place], new_keys[other]) for other in new_left}
            best = max(new_left, key=likeness.__getitem__, default=None)
            if best is None or likeness[best] < ALIKE:
                yield place, None
                continue
            new_left.remove(best)
            if _bare(before[place]) != _bare(after[best]):
                yield place, best
        for place in new_left:
            yield None, place


def _fields(path: str, before: Any, after: Any) -> Iterator[FieldChange]:
    """The values within one entry that differ."""
    if before == after:
        return
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            yield from _fields(f"{path}.{key}" if path else key, before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list):
        for old, new in _paired(before, after):
            old_value, new_value = (before[old] if old is not None else None), (after[new] if new is not None else None)
            yield from _fields(f"{path}[{new if old is None else old}]", old_value, new_value)
    else:
        yield field_change(path, before, after)


def _key(entry: Any) -> str:
    """An entry with the node it stands in, so that like entries of other nodes are not taken for it."""
    data = {"": entry.get("node"), **_bare(entry)} if isinstance(entry, dict) else entry
    return orjson.dumps(data).decode()

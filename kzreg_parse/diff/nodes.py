"""The trees of two acts side by side: which node is which, and what became of it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Final

from rapidfuzz import fuzz, process

from kzreg_parse.diff.changes import FieldChange, NodeChange, field_change
from kzreg_parse.model import Act, AnyNode, Appendix, Table
from kzreg_parse.model.walk import walk_appendices, walk_nodes

ALIKE: Final = 60.0  # rapidfuzz ratio from which two texts are one text, changed; other clauses of one act reach 50
MOST_COMPARED: Final = 4_000  # nodes on either side that are compared by their words
MOST_LIKE: Final = 8  # nodes that one node is weighed against, the most alike ones
PARTS: Final = ("preface", "conclusions")  # what stands for a parent there
CELL, ROW, NOTHING = " | ", "\n", "∅"


@dataclass(frozen=True, slots=True)
class NodeEntry:
    """A node, appendix or preamble as it is compared. `words` is what it says, its number left out."""

    id: str
    parent: str | None
    kind: str
    fields: Mapping[str, Any]
    words: str
    numbered: bool


def node_changes(before: Act, after: Act) -> Iterator[NodeChange]:
    """The changes in reading order of `after`; what was removed stands before what follows it."""
    old, new = list(entries(before)), list(entries(after))
    pairs = _matched(old, new)
    partner = {new_place: old_place for old_place, new_place in pairs.items()}
    names = {part: part for part in PARTS} | {old[here].id: new[there].id for here, there in pairs.items()}
    waiting = deque(place for place in range(len(old)) if place not in pairs)
    for place, entry in enumerate(new):
        reached = partner.get(place)
        while reached is not None and waiting and waiting[0] < reached:
            yield _removed(old[waiting.popleft()])
        if reached is None:
            yield NodeChange("added", None, entry.id, _shown(entry))
            continue
        change = _compared(old[reached], entry, names)
        if change is not None:
            yield change
    for place in waiting:
        yield _removed(old[place])


def _removed(entry: NodeEntry) -> NodeChange:
    return NodeChange("removed", entry.id, None, _shown(entry))


def _shown(entry: NodeEntry) -> str:
    return " ".join(filter(None, (entry.fields.get("label"), entry.words)))


def _compared(old: NodeEntry, new: NodeEntry, names: Mapping[str, str]) -> NodeChange | None:
    fields: list[FieldChange] = [
        field_change(name, old.fields.get(name), new.fields.get(name))
        for name in dict.fromkeys((*old.fields, *new.fields))
        if old.fields.get(name) != new.fields.get(name)
    ]
    moved = (names.get(old.parent) if old.parent else None) != new.parent
    if fields:
        return NodeChange("changed", old.id, new.id, fields=tuple(fields))
    return NodeChange("moved", old.id, new.id, _shown(new)) if moved else None


def entries(act: Act) -> Iterator[NodeEntry]:
    """Everything of an act that stands in its tree, in reading order."""
    yield from _nodes(act.preface, PARTS[0])
    if act.preamble is not None:
        text = act.preamble.text
        yield NodeEntry("preamble", None, "preamble", {"kind": "preamble", "text": text}, text, numbered=True)
    yield from _nodes(act.body, None)
    yield from _nodes(act.conclusions, PARTS[1])
    for *_, appendix in walk_appendices(act.appendices):
        yield _appendix(appendix)
        yield from _nodes(appendix.body, appendix.id)


def _appendix(appendix: Appendix) -> NodeEntry:
    fields = {
        "kind": "appendix",
        "num": appendix.num,
        "header": appendix.header,
        "second_header": appendix.second_header,
        "title": appendix.title,
    }
    words = " ".join(filter(None, (appendix.header, appendix.title)))
    return NodeEntry(appendix.id, appendix.of, "appendix", fields, words, numbered=True)


def _nodes(nodes: Sequence[AnyNode], parent: str | None) -> Iterator[NodeEntry]:
    for node, ancestors in walk_nodes(nodes):
        fields: dict[str, Any] = {
            "kind": node.kind,
            "num": node.num,
            "label": node.label,
            "heading": node.heading,
            "text": node.text,
        }
        if isinstance(node, Table):
            fields["caption"] = node.caption
            rows = node.rows or ()
            fields["rows"] = ROW.join(CELL.join(NOTHING if cell is None else cell for cell in row) for row in rows)
        words = " ".join(filter(None, (node.heading, node.text, fields.get("rows"))))
        above = ancestors[-1].id if ancestors else parent
        yield NodeEntry(node.id, above, node.kind, fields, words, numbered=node.num is not None)


def _matched(old: Sequence[NodeEntry], new: Sequence[NodeEntry]) -> dict[int, int]:
    """Places in `old` with their places in `new`.

    By id where the words agree, then by the same words, by id, by like words.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    new_by_id = {entry.id: place for place, entry in enumerate(new)}

    def pair(old_place: int, new_place: int) -> None:
        pairs[old_place] = new_place
        taken.add(new_place)

    def left() -> tuple[list[int], list[int]]:
        return [p for p in range(len(old)) if p not in pairs], [p for p in range(len(new)) if p not in taken]

    for place, entry in enumerate(old):
        same = new_by_id.get(entry.id)
        if same is not None and (entry.kind, entry.words) == (new[same].kind, new[same].words):
            pair(place, same)
    for old_place, new_place in _same_words(old, new, *left()):
        pair(old_place, new_place)
    for place in left()[0]:
        same = new_by_id.get(old[place].id)
        if same is not None and same not in taken and _is_same_place(old[place], new[same]):
            pair(place, same)
    for old_place, new_place in _like_words(old, new, *left()):
        pair(old_place, new_place)
    return pairs


def _is_same_place(old: NodeEntry, new: NodeEntry) -> bool:
    """An id made of printed numbers names a node; one that counts paragraphs does so only if the words are alike."""
    return old.numbered or not old.words or fuzz.ratio(old.words, new.words) >= ALIKE


def _same_words(
    old: Sequence[NodeEntry], new: Sequence[NodeEntry], old_left: Sequence[int], new_left: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Nodes with the very same words: first in the same order, then anywhere."""
    before, after = [_key(old[place]) for place in old_left], [_key(new[place]) for place in new_left]
    rest_old, rest_new = set(range(len(before))), set(range(len(after)))
    for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            if before[block.a + step][1]:
                yield old_left[block.a + step], new_left[block.b + step]
                rest_old.discard(block.a + step)
                rest_new.discard(block.b + step)
    free: defaultdict[tuple[str, str], deque[int]] = defaultdict(deque)
    for place in sorted(rest_new):
        free[after[place]].append(place)
    for place in sorted(rest_old):
        if before[place][1] and free[before[place]]:
            yield old_left[place], new_left[free[before[place]].popleft()]


def _key(entry: NodeEntry) -> tuple[str, str]:
    return entry.kind, entry.words


def _like_words(
    old: Sequence[NodeEntry], new: Sequence[NodeEntry], old_left: Sequence[int], new_left: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """Nodes whose words are alike, the most alike first."""
    old_left, new_left = [p for p in old_left if old[p].words], [p for p in new_left if new[p].words]
    if not old_left or not new_left or max(len(old_left), len(new_left)) > MOST_COMPARED:
        return
    texts = [new[place].words for place in new_left]
    likely = sorted(
        (
            (score, row, column)
            for row, place in enumerate(old_left)
            for _, score, column in process.extract(
                old[place].words, texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=MOST_LIKE
            )
            if old[place].kind == new[new_left[column]].kind
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    for _, row, column in likely:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield old_left[row], new_left[column]

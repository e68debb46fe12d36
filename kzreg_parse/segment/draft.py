"""Nodes while the tree is being built, and their freezing into the model with ids, spans and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

import regex

from kzreg_parse.model import AnyNode, Appendix, Node, NodeKind, Table, Traced
from kzreg_parse.read import CellSpan, Source
from kzreg_parse.restore.ledger.ledger import Edit
from kzreg_parse.segment.tables.anatomy import columns_of, head_rows, totals_of

ID_NAMES: Final = {
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "article": "art",
    "clause": "cl",
    "point": "point",
    "alinea": "al",
    "table": "table",
    "figure": "fig",
    "note": "note",
}
NOT_IN_ID = regex.compile(r"[^\w-]+")


@dataclass(slots=True)
class NodeDraft:
    """A node before it has an id. `rows` makes it a table; one that could not be rebuilt has its lines as children.

    `row_roles`: what each row of a step table says of its steps (`unit`, `name`, `form`, `term`, `next`,
    `number`; None for a row without such a label), or each column where its `steps_run_down`; none for
    any other table. The cell in `label_column` of each is its label; what stands before it numbers the rows.
    """

    kind: NodeKind | str
    text: Traced | None = None
    heading: Traced | None = None
    num: str | None = None
    label: Traced | None = None
    label_text: str | None = None
    children: list[NodeDraft] = field(default_factory=list)
    rows: list[list[Traced | None]] = field(default_factory=list)
    row_roles: tuple[str | None, ...] = ()
    steps_run_down: bool = False
    label_column: int = 0
    spans: tuple[CellSpan, ...] = ()
    marked_head: int = 0  # rows of the head, where markup says so
    caption: str | None = None
    place: int = 0  # where a picture without text stood
    id: str = ""  # given when the node is frozen

    @property
    def span(self) -> tuple[int, int]:
        """The source span of the node with everything below it."""
        own = [text for text in (self.label, self.heading, self.text) if text]
        own += [cell for row in self.rows for cell in row if cell]
        spans = [text.span for text in own] + [child.span for child in self.children]
        return _hull(spans) if spans else (self.place, self.place)


@dataclass(slots=True)
class AppendixDraft:
    """An appendix before it has an id."""

    header: Traced
    num: str | None
    title: Traced | None = None
    joins: list[Edit] = field(default_factory=list)  # what putting the title's lines together changes in the source
    second_header: Traced | None = None
    body: list[NodeDraft] = field(default_factory=list)
    appendices: list[AppendixDraft] = field(default_factory=list)
    id: str = ""  # given when the appendix is frozen

    @property
    def span(self) -> tuple[int, int]:
        """The source span from the header to the end of the last annex."""
        spans = [text.span for text in (self.header, self.title, self.second_header) if text]
        spans += [node.span for node in self.body]
        return _hull(spans + [annex.span for annex in self.appendices])


@dataclass(slots=True)
class ActDraft:
    """An act before its nodes have ids: the root of the tree of drafts, see `model.walk`."""

    preface: list[NodeDraft] = field(default_factory=list)
    preamble: Traced | None = None
    body: list[NodeDraft] = field(default_factory=list)
    conclusions: list[NodeDraft] = field(default_factory=list)
    appendices: list[AppendixDraft] = field(default_factory=list)


class Freezer:
    """Gives drafts their ids and freezes them; each draft keeps its id, so that facts can name it."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._seen: Counter[str] = Counter()

    def nodes(self, drafts: Iterable[NodeDraft], prefix: str = "") -> tuple[AnyNode, ...]:
        """Return the drafts as nodes, ids below `prefix`."""
        unnumbered: Counter[str] = Counter()
        made: list[AnyNode] = []
        for draft in drafts:
            made.append(self._node(draft, prefix, unnumbered))
        return tuple(made)

    def appendices(
        self, drafts: Iterable[AppendixDraft], of: str | None = None, prefix: str = ""
    ) -> tuple[Appendix, ...]:
        """Return the appendix drafts as appendices, annexes of annexes inside them."""
        made = []
        for position, draft in enumerate(drafts, 1):
            appendix_id = self._unique(f"{prefix}appendix_{_in_id(draft.num) if draft.num else f'u{position}'}")
            draft.id = appendix_id
            span = draft.span
            made.append(
                Appendix(
                    id=appendix_id,
                    num=draft.num,
                    title=draft.title.text if draft.title else None,
                    header=draft.header.text,
                    second_header=draft.second_header.text if draft.second_header else None,
                    of=of,
                    body=self.nodes(draft.body, f"{appendix_id}__"),
                    appendices=self.appendices(draft.appendices, of=appendix_id, prefix=f"{appendix_id}__"),
                    span=span,
                    page=self._source.page_of(span[0]),
                )
            )
        return tuple(made)

    def _node(self, draft: NodeDraft, prefix: str, unnumbered: Counter[str]) -> AnyNode:
        name = ID_NAMES[draft.kind]
        if draft.num is not None:
            node_id = self._unique(f"{prefix}{name}_{_in_id(draft.num)}")
        else:
            unnumbered[name] += 1
            position = unnumbered[name]
            own = (
                f"u{position}"
                if draft.kind in ("part", "chapter", "section", "article", "clause", "point")
                else position
            )
            node_id = self._unique(f"{prefix}{name}_{own}")
        draft.id = node_id
        span = draft.span
        label = draft.label.text if draft.label else draft.label_text
        text = draft.text.text if draft.text else None
        heading = draft.heading.text if draft.heading else None
        page = self._source.page_of(span[0])
        if draft.kind == "table":
            rows = _frozen_rows(draft)
            head = head_rows(rows or (), draft.spans, draft.marked_head)
            return Table(
                id=node_id,
                kind="table",
                num=draft.num,
                label=label,
                heading=heading,
                text=text,
                span=span,
                page=page,
                children=self.nodes(draft.children, f"{node_id}__"),
                rows=rows,
                caption=draft.caption,
                header_rows=head,
                spans=tuple(tuple(span) for span in draft.spans),
                columns=columns_of(rows or (), draft.spans, head),
                totals=totals_of(rows or (), head),
            )
        return Node(
            id=node_id,
            kind=draft.kind,
            num=draft.num,
            label=label,
            heading=heading,
            text=text,
            span=span,
            page=page,
            children=self.nodes(draft.children, f"{node_id}__"),
        )

    def _unique(self, wanted: str) -> str:
        self._seen[wanted] += 1
        count = self._seen[wanted]
        return wanted if count == 1 else self._unique(f"{wanted}_{count}")


def _frozen_rows(table: NodeDraft) -> tuple[tuple[str | None, ...], ...] | None:
    """Return the rows of a table; None of one that could not be rebuilt, whose lines are its children."""
    if table.children and not table.rows:
        return None
    return tuple(tuple(cell.text if cell else None for cell in row) for row in table.rows)


def _hull(spans: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Return the smallest span that holds all of `spans`."""
    starts, ends = zip(*spans, strict=True)
    return min(starts), max(ends)


def _in_id(num: str) -> str:
    return str(NOT_IN_ID.sub("-", num.lower()))

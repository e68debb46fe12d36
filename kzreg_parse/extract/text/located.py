"""The act's texts in reading order, each with the node it stands in and the parts around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from kzreg_parse.language.roman import roman_value
from kzreg_parse.model import Traced
from kzreg_parse.segment import AppendixDraft, NodeDraft, Segmented

PREAMBLE_NODE = "preamble"
ROMAN_KINDS: Final = ("part", "chapter", "section")  # of the nodes that Roman numbers count


@dataclass(frozen=True, slots=True)
class Document:
    """The act itself or one appendix: what `осы Регламент` may mean, and whose clauses are numbered together."""

    id: str | None  # None: the act itself
    title: str
    num: str | None = None
    above: Document | None = None


@dataclass(slots=True)
class LocatedText:
    """One text of the act. `parts` are the nodes around it, its own last: (kind, num, id)."""

    node: str
    kind: str
    text: Traced
    document: Document
    parts: tuple[tuple[str, str | None, str], ...] = ()
    heading: bool = False
    cell: bool = False
    head: str = ""  # words of the clause or article it stands below

    def part(self, kind: str) -> str | None:
        """Id of the nearest part of that kind around the text."""
        return next((node_id for name, _, node_id in reversed(self.parts) if name == kind), None)


@dataclass(slots=True)
class LocatedTexts:
    """All texts; and by (id of a document or node, kind, number) the nodes below it."""

    texts: list[LocatedText] = field(default_factory=list)
    below: dict[tuple[str | None, str, str], list[str]] = field(default_factory=dict)
    children: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # id: (kind, id) of its own children
    documents: list[Document] = field(default_factory=list)


def locate_texts(segmented: Segmented) -> LocatedTexts:
    """Every text below the head of the act; titles and headers of appendices are left out."""
    own = Document(None, " ".join(block.text.text for block in segmented.frame.title))
    found = LocatedTexts(documents=[own])
    if segmented.preamble is not None:
        text = Traced.spaced(block.text for block in segmented.frame.preamble)
        found.texts.append(LocatedText(PREAMBLE_NODE, "preamble", text, own))
    _walk(segmented.body_drafts, own, (), "", found)
    _appendices(segmented.appendix_drafts, own, found)
    return found


def _appendices(drafts: Iterable[AppendixDraft], above: Document, found: LocatedTexts) -> None:
    for draft in drafts:
        document = Document(draft.id, draft.title.text if draft.title else "", draft.num, above)
        found.documents.append(document)
        found.below.setdefault((above.id, "appendix", draft.num or ""), []).append(draft.id)
        if draft.second_header:
            found.texts.append(LocatedText(draft.id, "header", draft.second_header, document))
        _walk(draft.body, document, (), "", found)
        _appendices(draft.appendices, document, found)


def _walk(
    drafts: Iterable[NodeDraft],
    document: Document,
    above: tuple[tuple[str, str | None, str], ...],
    head: str,
    found: LocatedTexts,
) -> None:
    for draft in drafts:
        parts = (*above, (draft.kind, draft.num, draft.id))
        for _, _, node_id in above:
            _register(found, node_id, draft)
        _register(found, document.id, draft)
        if above:
            found.children.setdefault(above[-1][2], []).append((draft.kind, draft.id))
        for text, is_heading, is_cell in _texts(draft):
            found.texts.append(LocatedText(draft.id, draft.kind, text, document, parts, is_heading, is_cell, head))
        own = draft.heading or draft.text
        below = own.text if own and draft.kind in ("clause", "article", "section", "chapter") else head
        _walk(draft.children, document, parts, below, found)


def _register(found: LocatedTexts, scope: str | None, draft: NodeDraft) -> None:
    if draft.num is None:
        return
    found.below.setdefault((scope, draft.kind, draft.num), []).append(draft.id)
    counted = roman_value(draft.num) if draft.kind in ROMAN_KINDS else None
    if counted is not None:  # `ІІ тарау`, cited as `2-тарау`
        found.below.setdefault((scope, draft.kind, str(counted)), []).append(draft.id)


def _texts(draft: NodeDraft) -> Iterator[tuple[Traced, bool, bool]]:
    if draft.heading:
        yield draft.heading, True, False
    if draft.text:
        yield draft.text, False, False
    for row in draft.rows:
        for cell in row:
            if cell:
                yield cell, False, True

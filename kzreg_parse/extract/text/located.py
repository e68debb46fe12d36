"""The act's texts in reading order, each with the node it stands in and the parts around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kzreg_parse.language.roman import roman_value
from kzreg_parse.model import Traced
from kzreg_parse.model.walk import walk_appendices, walk_nodes
from kzreg_parse.segment import ActDraft, NodeDraft

PREAMBLE_NODE: Final = "preamble"
HEADS: Final = ("clause", "article", "section", "chapter")
ROMAN_KINDS: Final = ("part", "chapter", "section")  # of the nodes that Roman numbers count


class Document(NamedTuple):
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


def locate_texts(act: ActDraft, title: str) -> LocatedTexts:
    """Return every text below the head of the act, which has that title.

    Titles and headers of appendices are left out.
    """
    own = Document(None, title)
    found = LocatedTexts(documents=[own])
    if act.preamble is not None:
        found.texts.append(LocatedText(PREAMBLE_NODE, "preamble", act.preamble, own))
    _add_document(act.body, own, found)
    documents: dict[int, Document] = {}
    for *above, appendix in walk_appendices(act.appendices):
        around = documents[id(above[-1])] if above else own
        document = Document(appendix.id, appendix.title.text if appendix.title else "", appendix.num, around)
        documents[id(appendix)] = document
        found.documents.append(document)
        found.below.setdefault((around.id, "appendix", appendix.num or ""), []).append(appendix.id)
        if appendix.second_header:
            found.texts.append(LocatedText(appendix.id, "header", appendix.second_header, document))
        _add_document(appendix.body, document, found)
    return found


def _add_document(body: Iterable[NodeDraft], document: Document, found: LocatedTexts) -> None:
    for node, ancestors in walk_nodes(body):
        for around in ancestors:
            _register(found, around.id, node)
        _register(found, document.id, node)
        if ancestors:
            found.children.setdefault(ancestors[-1].id, []).append((node.kind, node.id))
        parts = tuple((one.kind, one.num, one.id) for one in (*ancestors, node))
        for text, is_heading, is_cell in _texts(node):
            found.texts.append(
                LocatedText(node.id, node.kind, text, document, parts, is_heading, is_cell, _head(ancestors))
            )


def _head(ancestors: Sequence[NodeDraft]) -> str:
    """Return the words of the nearest clause, article or heading around a node."""
    heads = (node.heading or node.text for node in reversed(ancestors) if node.kind in HEADS)
    return next((own.text for own in heads if own), "")


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

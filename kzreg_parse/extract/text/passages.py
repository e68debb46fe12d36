"""The act's texts with the ids of their nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kzreg_parse.model import AnyNode, Traced
from kzreg_parse.restore import Block
from kzreg_parse.segment import AppendixDraft, NodeDraft, Segmented

Passage = tuple[str, list[Traced]]  # a node's id; its heading, its text or its cells, whichever it has


def passages(segmented: Segmented) -> Iterator[Passage]:
    """Every node that has words, in reading order; titles and headers of appendices are no nodes."""
    yield from _blocks(segmented.preface, segmented.frame.preface)
    yield from _drafts(segmented.body_drafts)
    yield from _blocks(segmented.conclusions, segmented.frame.conclusions)
    yield from _appendices(segmented.appendix_drafts)


def _blocks(nodes: Sequence[AnyNode], blocks: Sequence[Block]) -> Iterator[Passage]:
    for node, block in zip(nodes, blocks, strict=False):  # the publisher's last lines are nodes behind the blocks
        yield node.id, [text for text in (block.text, *(cell for row in block.rows for cell in row)) if text]


def _drafts(drafts: Iterable[NodeDraft]) -> Iterator[Passage]:
    for draft in drafts:
        cells = (cell for row in draft.rows for cell in row)
        yield draft.id, [text for text in (draft.heading, draft.text, *cells) if text]
        yield from _drafts(draft.children)


def _appendices(drafts: Iterable[AppendixDraft]) -> Iterator[Passage]:
    for draft in drafts:
        yield from _drafts(draft.body)
        yield from _appendices(draft.appendices)

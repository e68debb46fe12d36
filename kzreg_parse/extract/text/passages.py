"""The act's texts with the ids of their nodes."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.model import Traced
from kzreg_parse.model.walk import walk
from kzreg_parse.segment import ActDraft

Passage = tuple[str, list[Traced]]  # a node's id; its heading, its text or its cells, whichever it has


def passages(act: ActDraft) -> Iterator[Passage]:
    """Yield every node that has words, in reading order; titles and headers of appendices are no nodes."""
    for node in (found.node for found in walk(act)):
        cells = (cell for row in node.rows for cell in row)
        yield node.id, [text for text in (node.heading, node.text, *cells) if text]

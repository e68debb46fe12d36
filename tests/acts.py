"""Helpers that look through a whole document."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.model import Act, AnyNode, Appendix, Table, Traced
from kzreg_parse.model.walk import walk, walk_appendices
from kzreg_parse.restore import Restored
from kzreg_parse.segment import Segmented


def restored_texts(restored: Restored, segmented: Segmented) -> Iterator[Traced]:
    """Every text that the repairs must rebuild: blocks and cells, and what was put together of several as one text."""
    draft = segmented.draft
    titles = (found[-1].title for found in walk_appendices(draft.appendices))
    whole = [text for text in (draft.preamble, *titles) if text]
    yield from whole
    hulls = [text.span for text in whole]
    for text in restored.ledger.texts:
        if text and not any(start <= text.span[0] and text.span[1] <= end for start, end in hulls):
            yield text


def nodes(act: Act) -> Iterator[AnyNode]:
    """Every node of the document, in reading order."""
    return (found.node for found in walk(act))


def appendices(act: Act) -> Iterator[Appendix]:
    """Every appendix, annexes of annexes included, in reading order."""
    return (found[-1] for found in walk_appendices(act.appendices))


def texts(act: Act) -> Iterator[str]:
    """Every printed text once: labels, headings, texts, cells, headers, titles, the preamble."""
    if act.preamble:
        yield act.preamble.text
    for node in nodes(act):
        for text in (node.label, node.heading, node.text):
            if text:
                yield text
        if isinstance(node, Table):
            yield from (cell for row in node.rows for cell in row if cell)
    for appendix in appendices(act):
        yield from filter(None, (appendix.header, appendix.second_header, appendix.title))


def spans(act: Act) -> Iterator[tuple[int, int]]:
    """Every span under which printed text stands, furniture included."""
    if act.preamble:
        yield act.preamble.span
    yield from (node.span for node in nodes(act))
    yield from (appendix.span for appendix in appendices(act))
    yield from (found.span for found in act.diagnostics if found.code in ("KZN03", "KZN05") and found.span)

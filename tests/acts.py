"""Helpers that look through a whole document."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.model import Act, AnyNode, Appendix, Table, Traced
from kzreg_parse.restore import Restored
from kzreg_parse.segment import Segmented


def restored_texts(restored: Restored, segmented: Segmented) -> Iterator[Traced]:
    """Every text that the ledger must rebuild: blocks and cells, and what was put together of several as one text."""
    whole = (*segmented.joined, *segmented.moved)
    yield from whole
    hulls = [text.span for text in whole]
    for block in restored.blocks:
        for text in (block.text, *(cell for row in block.rows for cell in row if cell)):
            if text and not any(start <= text.span[0] and text.span[1] <= end for start, end in hulls):
                yield text


def nodes(act: Act) -> Iterator[AnyNode]:
    """Every node of the document, in reading order."""
    for part in (act.preface, act.body, act.conclusions):
        yield from _walk(part)
    for appendix in appendices(act):
        yield from _walk(appendix.body)


def _walk(part: tuple[AnyNode, ...]) -> Iterator[AnyNode]:
    for node in part:
        yield node
        yield from _walk(node.children)


def appendices(act: Act) -> Iterator[Appendix]:
    """Every appendix, annexes of annexes included, in reading order."""

    def go(below: tuple[Appendix, ...]) -> Iterator[Appendix]:
        for appendix in below:
            yield appendix
            yield from go(appendix.appendices)

    return go(act.appendices)


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

"""Helpers that look through a whole document."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.model import Act, AnyNode, Appendix, Table


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

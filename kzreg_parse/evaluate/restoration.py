"""Measures of restoration: damaged pieces that the gold gives with their clean text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kzreg_parse.evaluate.gold import Gold
from kzreg_parse.evaluate.layout import Layout
from kzreg_parse.evaluate.matching import Miss, Score, Wanted
from kzreg_parse.evaluate.wording import bare, clean
from kzreg_parse.model import Act, AnyNode, Table
from kzreg_parse.model.walk import walk_nodes

BETWEEN_CELLS = "\t"  # in the gold's clean text


def restored(gold: Gold, act: Act, layout: Layout) -> Score:
    """Pieces whose clean text stands, to the letter, in some text of the output. There is no precision to it."""
    return _standing("restored", gold, act, layout, clean)


def restored_order(gold: Gold, act: Act, layout: Layout) -> Score:
    """Return the same with blanks left aside: all letters there, in the right order."""
    return _standing("restored_order", gold, act, layout, bare)


def _standing(measure: str, gold: Gold, act: Act, layout: Layout, form: Callable[[str | None], str]) -> Score:
    everything = "\n".join(form(text) for text in _texts(act, layout))
    hits, misses = 0, []
    scored = [pair for pair in gold.restored if pair.note is None]
    for pair in scored:
        readings = [[form(part) for part in text.split(BETWEEN_CELLS)] for text in pair.readings("clean") if text]
        if any(all(part in everything for part in parts) for parts in readings):
            hits += 1
        else:
            misses.append(Miss(measure, Wanted((pair.clean,), pair.clean, words=pair.clean, quote=pair.raw), None))
    return Score(hits, len(scored), None, tuple(misses))


def _texts(act: Act, layout: Layout) -> Iterator[str | None]:
    """Yield every text of the output as printed, a node's label before its words."""
    yield act.act.title
    if act.preamble:
        yield act.preamble.text
    if act.act.repeal:
        yield from (notice.text for notice in act.act.repeal.notices)
    for part in (act.preface, act.body, act.conclusions):
        yield from _printed(part)
    for who in act.act.signatories:
        yield " ".join(filter(None, (who.position, who.name)))
    for appendix, _ in layout.appendices:
        yield from (appendix.header, appendix.second_header, appendix.title)
        yield from _printed(appendix.body)


def _printed(nodes: tuple[AnyNode, ...]) -> Iterator[str]:
    for node, _ in walk_nodes(nodes):
        yield " ".join(filter(None, (node.label, node.heading or node.text)))
        if isinstance(node, Table):
            yield from (cell for row in node.rows or () for cell in row if cell)

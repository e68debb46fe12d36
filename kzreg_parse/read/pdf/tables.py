"""Ruled tables: the cells between rules, found by pdfplumber's own functions for either backend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

from kzreg_parse.read.pdf.content import Shape
from kzreg_parse.read.source import Box

if TYPE_CHECKING:
    from pdfplumber.page import Page

FEWEST_SHAPES: Final = 4  # fewer rules enclose no two cells
SNAP_PT: Final = 3.0  # rules so near to each other are one rule; pdfplumber's default
SHORTEST_STROKE_PT: Final = 1.0  # shorter ones are the ends of thin rectangles
SHORTEST_RULE_PT: Final = 3.0
FEWEST_CUT: Final = 3  # upright rules that end together, those of two cells
KINDS: Final = ("line", "rect", "curve")  # the order in which pdfplumber takes them

Edge = dict[str, Any]  # an edge as pdfplumber's table functions take it


class RuledTable(NamedTuple):
    """Where a table stands, and its rows of cells; None where no cell begins."""

    box: Box
    rows: list[list[Box | None]]


def find_tables(shapes: Sequence[Shape]) -> list[RuledTable]:
    """Return the tables of a page from top to bottom; a single framed box is none."""
    if len(shapes) < FEWEST_SHAPES:
        return []
    from pdfplumber import table

    edges = [edge for kind in KINDS for shape in shapes if shape.kind == kind for edge in _edges(shape)]
    strokes = [edge for orientation in "vh" for edge in edges if edge["orientation"] == orientation]
    merged = table.merge_edges(strokes, SNAP_PT, SNAP_PT, SNAP_PT, SNAP_PT)
    rules = [edge for edge in merged if _length(edge) >= SHORTEST_RULE_PT]
    rules += _rules_at_cuts(rules)
    cells = table.intersections_to_cells(table.edges_to_intersections(rules, SNAP_PT, SNAP_PT))
    # A table asks its page for text only, and text is not asked for here.
    found = [table.Table(cast("Page", None), group) for group in table.cells_to_tables(cells)]
    return [RuledTable(made.bbox, [row.cells for row in made.rows]) for made in found]


def _rules_at_cuts(rules: list[Edge]) -> list[Edge]:
    """Return the rules that are missing where a page cuts a row: across the common ends of its upright ones."""
    upright = [edge for edge in rules if edge["orientation"] == "v"]
    level = [edge for edge in rules if edge["orientation"] == "h"]
    found: list[Edge] = []
    for end in ("top", "bottom"):
        for height, group in groupby(sorted(upright, key=itemgetter(end)), key=lambda edge: round(edge[end])):
            ends = list(group)
            x0, x1 = min(edge["x0"] for edge in ends), max(edge["x1"] for edge in ends)
            if len(ends) >= FEWEST_CUT and not any(
                abs(edge["top"] - height) <= SNAP_PT and edge["x0"] < x1 and edge["x1"] > x0 for edge in level
            ):
                found.append(_edge("h", x0, x1, ends[0][end], ends[0][end]))
    return found


def _edges(shape: Shape) -> Iterator[Edge]:
    """Yield the edges of a shape, but for the short ones: half of all, since most rules are thin rectangles."""
    if shape.kind == "rect":
        xs, ys = zip(*shape.points, strict=True)
        x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
        if x1 - x0 >= SHORTEST_STROKE_PT:
            yield _edge("h", x0, x1, top, top)
            yield _edge("h", x0, x1, bottom, bottom)
        if bottom - top >= SHORTEST_STROKE_PT:
            yield _edge("v", x0, x0, top, bottom)
            yield _edge("v", x1, x1, top, bottom)
        return
    for (ax, ay), (bx, by) in pairwise(shape.points):
        if shape.kind == "line":
            orientation = "h" if ay == by else "v"
        elif ax == bx or ay == by:
            orientation = "v" if ax == bx else "h"
        else:
            continue
        edge = _edge(orientation, min(ax, bx), max(ax, bx), min(ay, by), max(ay, by))
        if _length(edge) >= SHORTEST_STROKE_PT:
            yield edge


def _edge(orientation: str, x0: float, x1: float, top: float, bottom: float) -> Edge:
    return {
        "orientation": orientation,
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
    }


def _length(edge: Edge) -> float:
    return float(edge["height"] if edge["orientation"] == "v" else edge["width"])

"""Cells of tables: what kind of thing one holds, and two neighbours as one text."""

from __future__ import annotations

import regex

from kzreg_parse.model import Traced
from kzreg_parse.rules import rule

Row = list[Traced | None]
FIGURE = regex.compile(r"\d{1,3}\.?")
NUMBER = regex.compile(r"\d+(?:[.,]\d+)?")
RANGE_SIGN = regex.compile(r"\s*[–—-]\s*")
NONE_SIGN = regex.compile(r"[–—-]")


def kind_of(cell: Traced | None) -> str:
    """Return `figure`, `term`, `none` (a dash) or `text`; nothing for an empty cell."""
    if not cell:
        return ""
    text = cell.text
    if FIGURE.fullmatch(text):
        return "figure"
    if NONE_SIGN.fullmatch(text):
        return "none"
    return "term" if _is_term_or_range(text) else "text"


def is_terms(text: str) -> bool:
    """Tell whether a text holds terms and nothing else."""
    return rule("table.terms").fullmatch(text) is not None


def _is_term_or_range(text: str) -> bool:
    """Tell whether a cell holds terms and nothing else, or a range (`10-15 сек`, `30 сек – 1 минут`)."""
    *lower, upper = RANGE_SIGN.split(text)
    return is_terms(upper) and all(is_terms(part) or NUMBER.fullmatch(part) for part in lower)


def side_by_side(left: Traced, right: Traced, parting: int) -> Traced:
    """Return two neighbour cells as one text for the ledger; its line end stands for the source at `parting`."""
    return Traced.join((left, Traced("\n", ((0, parting),)), right))

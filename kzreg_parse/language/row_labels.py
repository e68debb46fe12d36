"""Labels of the rows of step tables: what a label says of its row."""

from __future__ import annotations

from typing import Final

from kzreg_parse.rules import rule

OF_ROWS_ALONE: Final = ("unit", "name", "form", "term", "next")  # labels that no other cell of the table can be


def row_label(text: str) -> str | None:
    """Return what the label that a text begins with says of its row: a group of `table.row_label`, or None."""
    found = rule("table.row_label").match(text)
    return next(kind for kind, own in found.groupdict().items() if own is not None) if found is not None else None


def role_of(text: str) -> str | None:
    """Return what the row of that label says of each step; None where the text begins with no label."""
    label = row_label(text)
    return "unit" if label == "who" else label


def label_kind(text: str) -> str | None:
    """Return the kind of row whose label a text begins with, where no other cell can be that label; else None."""
    kind = row_label(text)
    return kind if kind in OF_ROWS_ALONE else None


def is_label(text: str) -> bool:
    """Tell whether a text is a label of a row and nothing else."""
    return rule("table.row_label").fullmatch(text) is not None


def may_open_label(word: str) -> bool:
    """Tell whether a label may begin with the word."""
    return rule("table.row_label").pattern.fullmatch(word, partial=True) is not None

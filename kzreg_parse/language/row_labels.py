"""Labels of the rows of step tables: what a label says of its row."""

from __future__ import annotations

from typing import Final

from kzreg_parse.rules import rule

KINDS: Final = ("unit", "action", "form", "term", "next")


def label_kind(text: str) -> str | None:
    """Return the kind of row whose label a text begins with; None where it begins with none."""
    found = rule("table.row_label").match(text)
    return next((kind for kind in KINDS if found[kind] is not None), None) if found is not None else None


def role_of(text: str) -> str | None:
    """Return what the row of a label says of each step: a group of `step_table.label`; None where it is no label."""
    found = rule("step_table.label").match(text)
    return found.lastgroup if found is not None else None


def is_label(text: str) -> bool:
    """Tell whether a text is a label of a row and nothing else."""
    return rule("table.row_label").fullmatch(text) is not None


def may_open_label(word: str) -> bool:
    """Tell whether a label may begin with the word."""
    return rule("table.row_label").pattern.fullmatch(word, partial=True) is not None

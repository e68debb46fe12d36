"""Markdown marks taken out of lines; the words stay."""

from __future__ import annotations

from typing import Final

import regex

from kzreg_parse.model import Traced

HEADING: Final = regex.compile(r"^\#{1,6}\s+|\s+\#{1,6}$")
RULE: Final = regex.compile(r"^(?:[-*_]\s?){3,}$")
NONE_SIGNS: Final = regex.compile(r"(?:[-–—]\s?){2,}")
LIST_ITEM: Final = regex.compile(r"^[-*+]\s+(?=\S)")
MARKS: Final = (
    regex.compile(r"^>\s?"),
    regex.compile(r"(?P<cut>!?\[)(?=[^\]\n]{1,300}\]\([^)\s]{1,500}\))"),
    regex.compile(r"(?<=[^\s\[])(?P<cut>\]\([^)\s]{1,500}\))"),
    regex.compile(
        r"\*{2,3}|(?<![\w_])__(?=[^\s_](?:[^_\n]*[^\s_])?__(?![\w_]))|(?<=(?<![\w_])__[^\s_](?:[^_\n]*[^\s_])?)__(?![\w_])"
    ),  # `__` in pairs; blanks to be filled in stay
    regex.compile(r"(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])"),
    regex.compile(r"\\(?=[\\`*_{}\[\]()#+.!|-])"),
    regex.compile(r"<br\s*/?>|</?(?:sup|sub|b|i|u|center)>", regex.IGNORECASE),
    regex.compile(r"`"),
)


def strip_markup(text: Traced, *, is_cell: bool = False) -> Traced:
    """Return the line's words without its Markdown marks; a link keeps its words, a rule vanishes.

    In a cell a dash is a word: `-` says that there is nothing, `- - -` that there is nothing in three cells,
    and before others it is no mark of a list, which no cell can hold.
    """
    if is_cell and NONE_SIGNS.fullmatch(text.text):
        return text.strip()
    for mark in (HEADING, RULE, *MARKS) if is_cell else (HEADING, RULE, LIST_ITEM, *MARKS):
        text = text.drop(mark)
    return text.strip()

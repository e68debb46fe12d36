"""Markdown marks taken out of lines; the words stay."""

from __future__ import annotations

from typing import Final

import regex

from kzreg_parse.model import Traced

MARKS: Final = (
    regex.compile(r"^\#{1,6}\s+|\s+\#{1,6}$"),
    regex.compile(r"^(?:[-*_]\s?){3,}$"),  # a rule
    regex.compile(r"^>\s?"),
    regex.compile(r"^[-*+]\s+(?=\S)"),  # a list item
    regex.compile(r"(?P<cut>!?\[)(?=[^\]\n]{1,300}\]\([^)\s]{1,500}\))"),
    regex.compile(r"(?<=[^\s\[])(?P<cut>\]\([^)\s]{1,500}\))"),
    regex.compile(r"\*{2,3}|(?<![\w_])__(?=\S)|(?<=\S)__(?![\w_])"),
    regex.compile(r"(?<![\w*])\*(?=[^\s*])|(?<=[^\s*])\*(?![\w*])"),
    regex.compile(r"\\(?=[\\`*_{}\[\]()#+.!|-])"),
    regex.compile(r"<br\s*/?>|</?(?:sup|sub|b|i|u|center)>", regex.IGNORECASE),
    regex.compile(r"`"),
)


def strip_markup(text: Traced) -> Traced:
    """The line's words without its Markdown marks; a link keeps its words, a rule vanishes."""
    for mark in MARKS:
        text = text.drop(mark)
    return text.strip()

"""Characters that print nothing, and letters in two parts, taken care of before anything reads a line.

Copies carry soft hyphens, zero-width and direction signs, variation selectors and controls inside words, and letters
decomposed into a base and its mark (`й` as `и` and U+0306, which many PDF producers and file systems write). A word
with one of them looks whole to a reader and is another word to every rule. They are taken out of the lines here, in
all readers alike; each line's characters keep their places, so that the ledger names what went and spans stay those
of the source. Categories after the Unicode Character Database (Cf, Cc, Mn) and its canonical composition.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.read.source import Grid, Item, Line, Source

# Format signs (soft hyphen, zero-width, direction, joiners, selectors, tags) and controls that end no line.
UNPRINTED: Final = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e01ef\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
ODD: Final = re.compile(f"[{UNPRINTED}\u0300-\u036f\u0483-\u0489]")
MARKED: Final = regex.compile(f"(?P<letter>\\p{{L}})(?P<signs>(?:[{UNPRINTED}]|\\p{{Mn}})+)")
DROPPED: Final = regex.compile(f"[{UNPRINTED}]|(?<=\\p{{Cyrillic}})\\p{{Mn}}+")
MARK: Final = regex.compile(r"\p{Mn}")


def without_odd_characters(source: Source) -> Source:
    """Return the source with odd characters taken out of its lines; `text`, which spans index, stays as decoded."""
    if not ODD.search(source.text):
        return source
    items = tuple(_clean_item(item) for item in source.items)
    return replace(
        source,
        items=tuple(item for item in items if not isinstance(item, Line) or item.text),
        furniture=tuple(text for text in map(_clean, source.furniture) if text),
    )


def printed(text: str) -> str:
    """Return the text as it prints: composed, without what prints nothing."""
    return _clean(Traced.cut(text, 0, len(text))).text if ODD.search(text) else text


def _clean_item(item: Item) -> Item:
    if isinstance(item, Line):
        return _clean_line(item)
    if isinstance(item, Grid):
        return item._replace(rows=tuple(tuple(_clean_cell(cell) for cell in row) for row in item.rows))
    return item


def _clean_cell(cell: tuple[Line, ...]) -> tuple[Line, ...]:
    return tuple(line for line in map(_clean_line, cell) if line.text)


def _clean_line(line: Line) -> Line:
    text = _clean(line.text)
    return line if text is line.text else line._replace(text=text)


def _clean(text: Traced) -> Traced:
    """Compose letters with their marks, then drop what prints nothing and the marks no letter of the script has."""
    if not ODD.search(text.text):
        return text
    letters = list(text.text)
    for found in MARKED.finditer(text.text):
        letter = found["letter"]
        for mark in MARK.findall(found["signs"]):
            whole = unicodedata.normalize("NFC", letter + mark)
            letter = whole if len(whole) == 1 else letter
        letters[found.start()] = letter
    return text.with_text("".join(letters)).drop(DROPPED).strip()

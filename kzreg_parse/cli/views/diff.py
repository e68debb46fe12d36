"""A difference for the eye: one line a node or fact, words put in and taken out marked."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from rich.console import RenderableType
from rich.text import Text

from kzreg_parse.diff import Difference, FactChange, FieldChange, NodeChange, Piece

SIGNS: Final = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
STYLES: Final = {"added": "green", "removed": "red", "changed": "yellow", "moved": "cyan"}
KEPT_WORDS: Final = 6  # words shown around a change, where the text is not shown in full
LONGEST: Final = 160  # characters of an added or removed text, where it is not shown in full


def diff_view(found: Difference, *, full: bool) -> Iterator[RenderableType]:
    """Yield the difference from nodes to facts, then a count; `full` shows whole texts."""
    if found.nodes:
        yield Text("nodes", style="bold cyan")
    for node in found.nodes:
        yield from _node(node, full=full)
    if found.facts:
        yield Text("facts", style="bold cyan")
    for fact in found.facts:
        yield from _fact(fact, full=full)
    counts = Counter([node.kind for node in found.nodes] + [fact.kind for fact in found.facts])
    yield Text(", ".join(f"{count} {kind}" for kind, count in counts.items()) or "the same", style="bold")


def _node(change: NodeChange, *, full: bool) -> Iterator[Text]:
    ids = change.after if change.before in (None, change.after) else change.before
    line = Text(f"{SIGNS[change.kind]} {ids}", style=STYLES[change.kind])
    if change.before and change.after and change.before != change.after:
        line.append(f" → {change.after}")
    if change.text:
        line.append(f"  {_cut(change.text, full=full)}", style="default")
    yield line
    yield from _fields(change.fields, full=full)


def _fact(change: FactChange, *, full: bool) -> Iterator[Text]:
    line = Text(f"{SIGNS[change.kind]} {change.path}", style=STYLES[change.kind])
    if change.node:
        line.append(f"  {change.node}", style="dim")
    yield line
    yield from _fields(change.fields, full=full)


def _fields(fields: Sequence[FieldChange], *, full: bool) -> Iterator[Text]:
    for field in fields:
        line = Text(f"    {field.name}: ", style="cyan")
        if field.words:
            line.append_text(_words(field.words, full=full))
        else:
            parts = [(sign, value) for sign, value in (("-", field.before), ("+", field.after)) if value is not None]
            line.append_text(_words([Piece(sign, _plain(value)) for sign, value in parts], full=full))  # type: ignore[arg-type]
        yield line


def _words(pieces: Sequence[Piece], *, full: bool) -> Text:
    line = Text()
    for place, piece in enumerate(pieces):
        if piece.sign == "=":
            line.append(_kept(piece.text, first=place == 0, last=place == len(pieces) - 1, full=full))
        else:
            style, marks = ("red", "[-{}-]") if piece.sign == "-" else ("green", "{{+{}+}}")
            line.append(marks.format(_cut(piece.text, full=full)), style=style)
        line.append(" ")
    line.rstrip()
    return line


def _kept(text: str, *, first: bool, last: bool, full: bool) -> str:
    """Kept words near a change; what lies farther off is left out."""
    words = text.split()
    if full or len(words) <= 2 * KEPT_WORDS:
        return text
    head = [] if first else words[:KEPT_WORDS]
    tail = [] if last else words[-KEPT_WORDS:]
    return " ".join([*head, "…", *tail])


def _cut(text: str, *, full: bool) -> str:
    return text if full or len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

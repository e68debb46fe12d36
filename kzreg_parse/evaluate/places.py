"""Where in the source a miss stands: the line, its number and its text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kzreg_parse.api import source_of
from kzreg_parse.evaluate.layout import Layout
from kzreg_parse.evaluate.matching import WHOLE_ACT, Miss, Span, Wanted
from kzreg_parse.evaluate.outputs import Output
from kzreg_parse.evaluate.wording import clean, loose
from kzreg_parse.model import Act, AnyNode, Preamble, Table
from kzreg_parse.model.errors import LedgerError, ReadError
from kzreg_parse.model.walk import walk
from kzreg_parse.read import Source
from kzreg_parse.trace import Rebuilt, rebuild

LIKE_ENOUGH: Final = 0.5  # share of the gold's words that a node must have to be taken for its place
SHOWN_LINES: Final = 3


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """Lines of the source, counted from 1 in the source text; all None where the place is not known.

    `page` is that of the first line. `text` is the lines' own text, or, without the source, the clean text of
    the node.
    """

    line: int | None = None
    page: int | None = None
    span: Span | None = None
    text: str | None = None


def find_source(act: Act, folder: Path) -> Source | None:
    """Return the file below `folder` that an act was read from (same name, same SHA-256), read.

    None where it is not there.
    """
    named = (path for path in folder.rglob("*") if path.name == act.source.name and path.is_file())
    for path in sorted(named):
        if hashlib.sha256(path.read_bytes()).hexdigest() != act.source.sha256:
            continue
        try:
            source = source_of(path)
        except ReadError:
            continue
        if len(source.text) == act.source.chars:
            return source
    return None


class Finder:
    """Finds the places of one output's misses."""

    def __init__(self, output: Output, sources: Path) -> None:
        self._act = output.act
        self._layout = Layout(output.gold, output.act)
        self._source = find_source(output.act, sources)
        self._rebuilt = self._rebuild()

    def place(self, miss: Miss) -> SourcePlace:
        """Of what was found, its own place; of what was not, where it should stand, as narrow as can be told."""
        if miss.found is not None and miss.found.span is not None:
            return self._at(miss.found.span)
        told = miss.wanted
        if told is None:
            told = Wanted((), miss.found.shown, miss.found.place) if miss.found else Wanted((), "")
        span = self._quoted(told.quote) or self._where(told)
        return SourcePlace() if span is None else self._at(span)

    def _rebuild(self) -> Rebuilt | None:
        if self._source is None:
            return None
        try:
            return rebuild(self._act, self._source)
        except LedgerError:
            return None  # lines are then those of whole nodes

    def _quoted(self, quote: str | None) -> Span | None:
        """Return where the source has a damaged piece just as the gold quotes it."""
        if self._source is None or not quote:
            return None
        start = self._source.text.find(quote)
        return None if start < 0 else (start, start + len(quote))

    def _where(self, wanted: Wanted) -> Span | None:
        """Return the node of the clause it should be in that has most of its words; else the clause.

        Else the appendix.
        """
        attachment, clause = wanted.place
        near = self._layout.nodes(wanted.place)
        words = wanted.shown if wanted.words is None else wanted.words
        preamble = (self._act.preamble,) if self._act.preamble and wanted.place == WHOLE_ACT else ()
        likest = _likest((*near, *preamble), words)
        if likest is None and not (clause is not None and near):
            likest = _likest(self._layout.all_nodes(attachment), words)
        if likest is not None:
            return self._words_in(likest, words)
        if clause is not None and near:
            return near[0].span
        home = self._layout.appendix(attachment)
        if home is not None:
            return home.span
        if attachment == 0 and self._act.preface:
            return self._act.preface[0].span
        return None

    def _words_in(self, node: AnyNode | Preamble, words: str) -> Span:
        """Return the place of the words themselves where the node's text has them to the letter; else the node's."""
        text = node.text or ""
        start = text.find(clean(words))
        if self._rebuilt is None or start < 0 or not words:
            return node.span
        try:
            printed = self._rebuilt.find("preamble" if isinstance(node, Preamble) else node.id)
        except KeyError:
            return node.span
        first = self._rebuilt.origin(printed, start).span
        last = self._rebuilt.origin(printed, start + len(clean(words)) - 1).span
        return min(first[0], last[0]), max(first[1], last[1])

    def _at(self, span: Span) -> SourcePlace:
        if self._source is None:
            return SourcePlace(span=span, text=_node_text(self._act, span))
        text = self._source.text
        start, end = span
        while start < end and text[start].isspace():
            start += 1
        first = text.rfind("\n", 0, start) + 1
        last = text.find("\n", max(start, end - 1))
        lines = text[first : last if last >= 0 else len(text)].replace("\f", "\n").split("\n")
        filled = [line.strip() for line in lines if line.strip()]
        more = f" … ({len(filled) - SHOWN_LINES} more lines)" if len(filled) > SHOWN_LINES else ""
        return SourcePlace(
            line=text.count("\n", 0, start) + 1,
            page=self._source.page_of(start),
            span=span,
            text=" ⏎ ".join(filled[:SHOWN_LINES]) + more,
        )


def _likest(nodes: Iterable[AnyNode | Preamble], words: str) -> AnyNode | Preamble | None:
    """Return the first text that holds the words; else the one with most of them; None where none has half of them."""
    wanted = loose(words)
    told = set(wanted.split())
    if not told:
        return None
    best: AnyNode | Preamble | None = None
    share = 0.0
    for node in nodes:
        text = loose(_text(node))
        if f" {wanted} " in f" {text} ":
            return node
        here = len(told & set(text.split())) / len(told)
        if here > share:
            best, share = node, here
    return best if share >= LIKE_ENOUGH else None


def _text(node: AnyNode | Preamble) -> str:
    if isinstance(node, Preamble):
        return node.text
    cells = [cell for row in node.rows or () for cell in row if cell] if isinstance(node, Table) else []
    return " ".join(filter(None, (node.heading, node.text, *cells)))


def _node_text(act: Act, span: Span) -> str | None:
    """Return the clean text of the smallest node that holds the span's beginning."""
    best: AnyNode | None = None
    for found in walk(act):
        node = found.node
        if not node.span[0] <= span[0] < node.span[1]:
            continue
        if best is None or _width(node) < _width(best) or (_width(node) == _width(best) and best in found.ancestors):
            best = node
    return _text(best) if best is not None else None


def _width(node: AnyNode) -> int:
    return node.span[1] - node.span[0]

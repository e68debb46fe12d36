"""Blocks of one document (the act's body, or one appendix) to its tree of nodes."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from kzreg_parse.language.vocabulary import ACT_PART_NUMBERED, kind_of
from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.read import Indent, Role, Source
from kzreg_parse.restore import Block, BlockKind
from kzreg_parse.rules import rule
from kzreg_parse.segment.draft import NodeDraft
from kzreg_parse.segment.outline.numbering_doubts import doubts
from kzreg_parse.segment.outline.quoted_blocks import quoted_blocks
from kzreg_parse.segment.outline.ranks import CLAUSE, POINT, RANK
from kzreg_parse.segment.outline.readings import Habits, Reading, has_heading_shape, readings
from kzreg_parse.segment.outline.search import best_outline
from kzreg_parse.segment.outline.split_headings import words_below
from kzreg_parse.segment.tables.drafts import continue_table, table_drafts

TEXT: Final = Reading("alinea", 0.0)  # quoted wording, a table, a picture: never the beginning of anything
NEAR: Final = 40  # blocks (a table's cells) that may stand between a heading and the text below it
LONGEST_TARGET: Final = 200  # characters of a note in which its part is named
DASH = regex.compile(r"\s[-–—]\s")
ENDS_OPEN = regex.compile(r":\s*$")
ENDS_SENTENCE = regex.compile(r"[.!?]\s*[»\"]?$")


@dataclass(slots=True)
class Grown:
    """The nodes of one document and what there is to say about them."""

    nodes: list[NodeDraft] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def grow(blocks: Sequence[Block], habits: Habits, source: Source) -> Grown:
    """Return the tree of one document's blocks, in reading order. Pure."""
    quoted = quoted_blocks(blocks)
    rests = words_below(blocks, habits, quoted.inside)
    read = [index for index in range(len(blocks)) if index not in rests]
    chosen = best_outline([_options(blocks, index, habits, quoted.inside) for index in read])
    grower = _Grower(
        blocks, habits, source, {index: choice.reading for index, choice in zip(read, chosen, strict=True)}
    )
    for span in quoted.unclosed:
        grower.grown.diagnostics.append(diagnose("KZS08", span, source.page_of(span[0])))
    texts = [(blocks[index], choice) for index, choice in zip(read, chosen, strict=True) if _is_text(blocks[index])]
    grower.grown.diagnostics.extend(doubts(texts, source))
    grower.run()
    return grower.grown


def _options(blocks: Sequence[Block], index: int, habits: Habits, quoted: Collection[int]) -> list[Reading]:
    """Return the readings of one block; only a text outside of quotations has more than one."""
    if index in quoted or not _is_text(blocks[index]):
        return [TEXT]
    below = next((block for block in blocks[index + 1 : index + 1 + NEAR] if _is_text(block)), None)
    return readings(blocks[index], below, habits)


def _is_text(block: Block) -> bool:
    return block.kind is BlockKind.TEXT and block.table_region is None


def note_target(text: str) -> tuple[str, str] | None:
    """Kind and number of the smallest part that an editorial note speaks of before it names the amending act."""
    named = rule("structure.note_target").pattern.finditer(DASH.split(text, 1)[0][:LONGEST_TARGET])
    kinds = [(str(kind_of(found["unit"], ACT_PART_NUMBERED)), str(found["num"])) for found in named]
    return max(kinds, key=lambda target: RANK[target[0]], default=None)


class _Grower:
    """Hangs each block on the open node that it belongs to."""

    def __init__(self, blocks: Sequence[Block], habits: Habits, source: Source, chosen: dict[int, Reading]) -> None:
        self.grown = Grown()
        self._blocks = blocks
        self._habits = habits
        self._source = source
        self._chosen = chosen
        self._open: list[tuple[int, NodeDraft]] = []  # rank and node, outermost first
        self._last_text = ""  # of the block before

    def run(self) -> None:
        blocks, index = self._blocks, 0
        while index < len(blocks):
            block = blocks[index]
            if block.kind is BlockKind.PICTURE:
                self._attach(NodeDraft("figure", place=block.offset))
                index += 1
            elif block.kind is BlockKind.GRID or block.table_region is not None:
                index = self._add_tables(index)
            else:
                self._add_text(index)
                index += 1

    def _add_tables(self, start: int) -> int:
        blocks, end = self._blocks, start
        while end < len(blocks) and (blocks[end].kind is BlockKind.GRID or blocks[end].table_region is not None):
            end += 1
        drafts, diagnostics = table_drafts(blocks[start:end], self._source)
        self.grown.diagnostics.extend(diagnostics)
        while drafts and drafts[-1].kind == "table" and self._is_continued(end):
            below = end + 1
            while below < len(blocks) and blocks[below].kind is BlockKind.GRID:
                below += 1
            more, diagnostics = table_drafts(blocks[end + 1 : below], self._source)
            self.grown.diagnostics.extend(diagnostics)
            is_one = bool(more) and continue_table(drafts[-1], more[0])
            if more and not is_one:
                span = more[0].span
                self.grown.diagnostics.append(diagnose("KZS21", span, self._source.page_of(span[0])))
            drafts += [NodeDraft("alinea", text=blocks[end].text), *(more[1:] if is_one else more)]
            end = below
        caption = self._caption()
        for draft in drafts:
            if draft.kind == "table":
                draft.caption, caption = caption, None
            self._attach(draft)
        self._last_text = ""
        return end

    def _is_continued(self, index: int) -> bool:
        """Tell whether the words that announce the rest of a table stand here, and a table right below them."""
        texts = [block for block in self._blocks[index : index + 1] if _is_text(block)]
        return (
            bool(texts)
            and rule("table.continued").fullmatch(texts[0].text.text) is not None
            and index + 1 < len(self._blocks)
            and self._blocks[index + 1].kind is BlockKind.GRID
        )

    def _caption(self) -> str | None:
        """Return the line right above a table, where it is a title."""
        siblings = self._open[-1][1].children if self._open else self.grown.nodes
        above = siblings[-1] if siblings else None
        if above is None or above.kind not in ("alinea", "figure") or above.text is None:
            return None
        text = above.text.text
        return text if has_heading_shape(text) or rule("step_table.caption").match(text) else None

    def _add_text(self, index: int) -> None:
        block, reading = self._blocks[index], self._chosen.get(index)
        text = block.text
        if reading is None:
            self._open[-1][1].heading = text
        elif reading.kind == "alinea":
            self._add_alinea(index, self._chosen.get(index + 1))
        else:
            words = text[reading.skip :]
            draft = NodeDraft(
                reading.kind,
                heading=words if reading.heading and words else None,
                text=None if reading.heading or not words else words,
                num=reading.num,
                label=text[: reading.skip].strip() if reading.label else None,
            )
            self._close_to(reading.rank)
            self._attach(draft)
            self._open.append((reading.rank, draft))
        self._last_text = text.text

    def _add_alinea(self, index: int, below: Reading | None) -> None:
        block, kind = self._blocks[index], self._alinea_kind(index)
        if kind == "note":
            self._close_for_note(index)
        elif rule("appendix.form_word").fullmatch(block.text.text):
            self._close_to(0)
        elif kind == "figure":
            self._close_to(CLAUSE)
        elif kind == "alinea" and not self._belongs_to_point(block.text, below):
            self._close_to(POINT)
        self._attach(NodeDraft(kind, text=block.text))

    def _close_for_note(self, index: int) -> None:
        """A note that names a part by its number belongs to that part; what it announces stands below it."""
        target = note_target(self._blocks[index].text.text)
        if target is None and index + 1 < len(self._blocks):
            if not rule("frame.note_head").search(self._blocks[index].text.text):
                return
            target = note_target(self._blocks[index + 1].text.text)
        if target is None:
            return
        kind, num = target
        places = [place for place, (_, node) in enumerate(self._open) if node.kind == kind]
        if places:
            is_open = self._open[places[-1]][1].num == num
            del self._open[places[-1] + is_open :]

    def _alinea_kind(self, index: int) -> str:
        block = self._blocks[index]
        text = block.text.text
        if self._chosen.get(index) is TEXT or text.startswith("(") or rule("appendix.form_word").fullmatch(text):
            return "alinea"  # wording of another act, a line's explanation, a form's mark
        if block.role is Role.NOTE or rule("frame.note").match(text) or rule("structure.legend").match(text):
            return "note"
        if rule("page.furniture").match(text) or rule("frame.note_head").search(self._last_text):
            return "note"
        below = self._blocks[index + 1].text.text if index + 1 < len(self._blocks) else ""
        if below.startswith("("):
            return "alinea"  # the title of a form, above the explanation of its first line
        is_title = has_heading_shape(text) and (
            block.place is not Indent.INDENT if self._habits.indents else (block.bold or block.role is Role.HEADING)
        )
        return (
            "figure"
            if is_title and not any(node.kind in ("clause", "point", "article") for _, node in self._open)
            else "alinea"
        )

    def _belongs_to_point(self, text: Traced, below: Reading | None) -> bool:
        """Tell whether an unnumbered paragraph continues the open point, or is the clause's own."""
        if not any(node.kind == "point" for _, node in self._open):
            return True
        if ENDS_OPEN.search(text.text) and below is not None and below.rank == POINT and below.order == (1,):
            return False  # a variant heading: the points begin anew below it
        if ENDS_OPEN.search(self._last_text):
            return True
        if text.text[:1].isupper():
            return not ENDS_SENTENCE.search(self._last_text) and not self._last_text.endswith(";")
        return True

    def _close_to(self, rank: int) -> None:
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()

    def _attach(self, draft: NodeDraft) -> None:
        (self._open[-1][1].children if self._open else self.grown.nodes).append(draft)

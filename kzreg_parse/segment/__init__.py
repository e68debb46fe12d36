"""Structure: restored blocks to the frame and the tree of an act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kzreg_parse.model import AnyNode, Appendix, Diagnostic, Preamble, Traced
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.model.errors import ReadError
from kzreg_parse.model.walk import walk, walk_appendices
from kzreg_parse.read import Source
from kzreg_parse.restore import Block, BlockKind, Restored
from kzreg_parse.restore.ledger.ledger import Edit, join_blocks
from kzreg_parse.rules import rule
from kzreg_parse.segment.appendices import build_appendices, split_appendices
from kzreg_parse.segment.draft import ActDraft, AppendixDraft, Freezer, NodeDraft
from kzreg_parse.segment.frame import Frame, frame_of
from kzreg_parse.segment.outline.readings import habits_of
from kzreg_parse.segment.outline.tree import grow

__all__ = ["ActDraft", "AppendixDraft", "Frame", "NodeDraft", "Segmented", "segment"]


class Segmented(NamedTuple):
    """The structure of one act: `draft` is its tree as the facts are read from, `frame` the blocks of its head."""

    frame: Frame
    draft: ActDraft
    preface: tuple[AnyNode, ...]
    preamble: Preamble | None
    body: tuple[AnyNode, ...]
    conclusions: tuple[AnyNode, ...]
    appendices: tuple[Appendix, ...]
    notes: tuple[Traced, ...]  # editorial notes anywhere, in reading order
    joins: tuple[Edit, ...]  # what putting blocks together to one text changes in the source between them
    diagnostics: tuple[Diagnostic, ...]


def segment(restored: Restored, source: Source) -> Segmented:
    """Return the structure of an act. Raises ReadError KZR12 where nothing in the text speaks of an act."""
    blocks, footers = _without_footers(restored.blocks)
    habits = habits_of(list(blocks))
    own, parts = split_appendices(blocks)
    frame = frame_of(own)
    grown = grow(frame.body, habits, source)
    drafts, found = build_appendices(parts, habits, source)
    _require_act(frame, grown.nodes, drafts)
    preamble, joins = join_blocks([block.text for block in frame.preamble], source)
    draft = ActDraft(
        preface=_as_printed(frame.preface, notes=frame.notes),
        preamble=preamble or None,
        body=grown.nodes,
        conclusions=_as_printed([*frame.conclusions, *footers], notes=footers),
        appendices=drafts,
    )
    freezer = Freezer(source)
    return Segmented(
        frame=frame,
        draft=draft,
        preface=freezer.nodes(draft.preface, "preface__"),
        preamble=_preamble(draft.preamble, source) if draft.preamble else None,
        body=freezer.nodes(draft.body),
        conclusions=freezer.nodes(draft.conclusions, "conclusions__"),
        appendices=freezer.appendices(draft.appendices),
        notes=(*frame.whole_notes(), *_notes(draft)),
        joins=(*joins, *(edit for found in walk_appendices(drafts) for edit in found[-1].joins)),
        diagnostics=(*_frame_diagnostics(frame, grown.nodes), *grown.diagnostics, *found),
    )


def _without_footers(blocks: Sequence[Block]) -> tuple[Sequence[Block], list[Block]]:
    """Return the blocks, and the publisher's lines at their very end."""
    end = len(blocks)
    while end and blocks[end - 1].text and rule("page.furniture").match(blocks[end - 1].text.text):
        end -= 1
    return blocks[:end], list(blocks[end:])


def _preamble(text: Traced, source: Source) -> Preamble:
    return Preamble(text=text.text, span=text.span, page=source.page_of(text.span[0]))


def _as_printed(blocks: Iterable[Block], notes: Sequence[Block]) -> list[NodeDraft]:
    drafts = []
    for block in blocks:
        if block.kind is BlockKind.PICTURE:
            drafts.append(NodeDraft("figure", place=block.offset))
        elif block.kind is BlockKind.GRID:
            lines = [NodeDraft("alinea", text=text) for text in block.left]
            whole = bool(block.rows)
            table = NodeDraft("table", rows=[list(row) for row in block.rows], children=[] if whole else lines)
            table.spans, table.marked_head = block.spans, block.head
            drafts.append(table)
            drafts += lines if whole else []
        else:
            is_note = any(block is note for note in notes)
            drafts.append(NodeDraft("note" if is_note else "alinea", text=block.text))
    return drafts


def _notes(draft: ActDraft) -> list[Traced]:
    """Return the editorial notes of the body and the appendices, in reading order."""
    nodes = (found.node for found in walk(draft) if found.part == "body")
    return [node.text for node in nodes if node.kind == "note" and node.text]


def _frame_diagnostics(frame: Frame, nodes: Sequence[NodeDraft]) -> list[Diagnostic]:
    found = []
    if frame.requisites is None:
        found.append(diagnose("KZS01"))
    has_articles = any(node.kind in ("part", "chapter", "section", "article") for node in nodes)
    if not frame.enacted and not has_articles and not frame.is_law():
        found.append(diagnose("KZS02"))
    if not any(node.kind not in ("alinea", "note", "figure", "table") for node in nodes):
        found.append(diagnose("KZS04"))
    return found


def _require_act(frame: Frame, nodes: Sequence[NodeDraft], appendices: Sequence[AppendixDraft]) -> None:
    """Some sign of an act: requisites, an enacting formula, a division, an appendix header, a run of clauses."""
    clauses = sum(node.kind == "clause" for node in nodes)
    divisions = sum(node.kind in ("part", "chapter", "section", "article") and node.num is not None for node in nodes)
    if frame.requisites is None and not frame.enacted and not appendices and divisions < 1 and clauses < 3:
        raise ReadError("KZR12", "no act in the text: no requisites, enacting formula, chapters, articles or clauses")

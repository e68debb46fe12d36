"""Structure: restored blocks to the frame and the tree of an act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kzreg_parse.model import AnyNode, Appendix, Diagnostic, Preamble, Traced
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.model.errors import ReadError
from kzreg_parse.read import Source
from kzreg_parse.restore import Block, BlockKind, Restored
from kzreg_parse.rules import rule
from kzreg_parse.segment.appendices import build_appendices, split_appendices
from kzreg_parse.segment.draft import AppendixDraft, Freezer, NodeDraft
from kzreg_parse.segment.frame import Frame, frame_of
from kzreg_parse.segment.outline.readings import habits_of
from kzreg_parse.segment.outline.tree import grow
from kzreg_parse.segment.tables.recognised.merged_cells import part_cells
from kzreg_parse.segment.tables.recognised.stray_signs import return_signs

__all__ = ["AppendixDraft", "Frame", "NodeDraft", "Segmented", "segment"]


@dataclass(frozen=True, slots=True)
class Segmented:
    """The structure of one act; `frame` keeps the blocks that the facts are read from."""

    frame: Frame
    body_drafts: tuple[NodeDraft, ...]
    appendix_drafts: tuple[AppendixDraft, ...]
    preface: tuple[AnyNode, ...]
    preamble: Preamble | None
    body: tuple[AnyNode, ...]
    conclusions: tuple[AnyNode, ...]
    appendices: tuple[Appendix, ...]
    notes: tuple[Traced, ...]  # editorial notes anywhere, in reading order
    joined: tuple[Traced, ...]  # texts that several blocks may have gone into, for the ledger
    moved: tuple[Traced, ...]  # pairs of cells, each as one text, of which one got a sign of the other's; likewise
    diagnostics: tuple[Diagnostic, ...]


def segment(restored: Restored, source: Source) -> Segmented:
    """The structure of an act. Raises ReadError KZR12 where nothing in the text speaks of an act."""
    blocks, footers = _without_footers(restored.blocks)
    moved: list[Traced] = []
    if source.info.media_type == "text/markdown":  # as optical recognition writes it
        blocks, moved = return_signs(blocks)
        blocks, parted = part_cells(blocks, moved)
        moved += parted
    habits = habits_of(list(blocks))
    own, parts = split_appendices(blocks)
    frame = frame_of(own)
    grown = grow(frame.body, habits, source)
    drafts, found = build_appendices(parts, habits, source)
    _require_act(frame, grown.nodes, drafts)
    conclusions = [*frame.conclusions, *footers]
    freezer = Freezer(source)
    preamble = Traced.spaced(block.text for block in frame.preamble)
    return Segmented(
        frame=frame,
        body_drafts=tuple(grown.nodes),
        appendix_drafts=tuple(drafts),
        preface=freezer.nodes(_as_printed(frame.preface, notes=frame.notes), "preface__"),
        preamble=_preamble(preamble, source) if preamble else None,
        body=freezer.nodes(grown.nodes),
        conclusions=freezer.nodes(_as_printed(conclusions, notes=footers), "conclusions__"),
        appendices=freezer.appendices(drafts),
        notes=(*(note.text for note in frame.notes), *_notes(grown.nodes), *_appendix_notes(drafts)),
        joined=tuple(text for text in (preamble, *_titles(drafts)) if text),
        moved=tuple(moved),
        diagnostics=(*_frame_diagnostics(frame, grown.nodes), *grown.diagnostics, *found),
    )


def _without_footers(blocks: Sequence[Block]) -> tuple[Sequence[Block], list[Block]]:
    """The blocks, and the publisher's lines at their very end."""
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
            drafts.append(NodeDraft("table", rows=[list(row) for row in block.rows]))
        else:
            is_note = any(block is note for note in notes)
            drafts.append(NodeDraft("note" if is_note else "alinea", text=block.text))
    return drafts


def _notes(drafts: Iterable[NodeDraft]) -> Iterable[Traced]:
    for draft in drafts:
        if draft.kind == "note" and draft.text:
            yield draft.text
        yield from _notes(draft.children)


def _appendix_notes(drafts: Iterable[AppendixDraft]) -> Iterable[Traced]:
    for draft in drafts:
        yield from _notes(draft.body)
        yield from _appendix_notes(draft.appendices)


def _titles(drafts: Iterable[AppendixDraft]) -> Iterator[Traced]:
    for draft in drafts:
        if draft.title:
            yield draft.title
        yield from _titles(draft.appendices)


def _frame_diagnostics(frame: Frame, nodes: Sequence[NodeDraft]) -> list[Diagnostic]:
    found = []
    if frame.requisites is None:
        found.append(diagnose("KZS01"))
    has_articles = any(node.kind in ("part", "chapter", "section", "article") for node in nodes)
    if not frame.enacted and not has_articles:
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

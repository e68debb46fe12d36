"""Appendices: their headers, their titles, and what each of them hangs on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from kzreg_parse.model import Diagnostic
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.read import Indent, Role, Source
from kzreg_parse.restore import Block, BlockKind
from kzreg_parse.restore.ledger.ledger import join_blocks
from kzreg_parse.rules import rule
from kzreg_parse.segment.draft import AppendixDraft
from kzreg_parse.segment.outline.readings import END_MARK, Habits, has_heading_shape, is_marked, opens_division
from kzreg_parse.segment.outline.tree import grow

SAME_NAME: Final = 80.0  # rapidfuzz ratio from which two spellings are one name. Of one name seen: 86
LETTERS = regex.compile(r"[^\p{L}\d]+")
MOST_BEFORE_TITLE: Final = 3  # blocks among which the title stands
MOST_ABOVE_TITLE: Final = 10  # the same with the lines of a form's addressee
LONGEST_TITLE: Final = 900  # characters; longer is no title. Longest seen: 470


@dataclass(slots=True)
class Part:
    """One appendix as blocks: one or two headers and everything up to the next header."""

    headers: list[Block]
    blocks: list[Block] = field(default_factory=list)
    cut: bool = False  # the header's lower part is lost


def split_appendices(blocks: Sequence[Block]) -> tuple[list[Block], list[Part]]:
    """Return the act's own blocks, and each appendix behind its header."""
    own: list[Block] = []
    parts: list[Part] = []
    for index, block in enumerate(blocks):
        cut = _is_cut_header(blocks, index) if not block.header and (parts or index > 5) else False
        if block.header or cut:
            if (
                parts
                and not parts[-1].blocks
                and not cut
                and len(parts[-1].headers) == 1
                and _both_to_acts(parts[-1], block)
            ):
                parts[-1].headers.append(block)
            else:
                parts.append(Part([block], cut=cut))
        elif parts:
            parts[-1].blocks.append(block)
        else:
            own.append(block)
    return own, parts


def _is_cut_header(blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a block is what is left of a header, with a title right below: an act's issuer and date, its date
    and number, or its whole name.
    """
    text = blocks[index].text.text
    if not (rule("appendix.cut_header").match(text) or rule("appendix.stamp").match(text)) or index + 1 >= len(blocks):
        return False
    below = blocks[index + 1]
    return below.kind is BlockKind.TEXT and not below.header and has_heading_shape(below.text.text)


def _both_to_acts(part: Part, block: Block) -> bool:
    """Return two headers one under the other name two acts: this one, and the act that it amends."""
    return all(rule("appendix.to_act").match(header.text.text) for header in (part.headers[0], block))


def build_appendices(
    parts: Sequence[Part], habits: Habits, source: Source
) -> tuple[list[AppendixDraft], list[Diagnostic]]:
    """Return the appendices nested by what their headers name."""
    top: list[AppendixDraft] = []
    everything: list[tuple[AppendixDraft, AppendixDraft]] = []  # an appendix and the top-level one above it
    diagnostics: list[Diagnostic] = []
    for part in parts:
        draft, found = _build(part, habits, source)
        diagnostics.extend(found)
        header = part.headers[0].text.text
        named = rule("appendix.to_document").match(header)
        if named is None or not top:
            top.append(draft)
            everything.append((draft, draft))
            continue
        parent, sure = _addressee(named, everything, top[-1])
        if not sure:
            span = part.headers[0].text.span
            diagnostics.append(diagnose("KZS06", span, source.page_of(span[0])))
        root = next(above for below, above in everything if below is parent)
        parent.appendices.append(draft)
        everything.append((draft, root))
    return top, diagnostics


def _addressee(
    named: regex.Match[str], everything: Sequence[tuple[AppendixDraft, AppendixDraft]], last: AppendixDraft
) -> tuple[AppendixDraft, bool]:
    """Return the document that a header names, the nearest above among equals; and whether that is sure."""
    name = _letters(named["name"])
    if not name:  # «Регламентке 1-қосымша»
        return last, True
    from rapidfuzz import fuzz  # loaded only where an appendix names another

    best, best_score = last, 0.0
    for draft, _ in everything:
        title = _letters(draft.title.text) if draft.title else ""
        score = fuzz.ratio(name, title[: len(name)]) if title else 0.0
        if score >= best_score and title:
            best, best_score = draft, score
    if best_score >= SAME_NAME:
        return best, True
    return last, False


def _letters(text: str) -> str:
    return str(LETTERS.sub("", text.lower()))


def _build(part: Part, habits: Habits, source: Source) -> tuple[AppendixDraft, list[Diagnostic]]:
    header = part.headers[0].text
    anchor = rule("appendix.anchor").search(header.text) or rule("appendix.leading").match(header.text)
    draft = AppendixDraft(
        header=header,
        num=anchor["num"] if anchor is not None else None,
        second_header=part.headers[1].text if len(part.headers) > 1 else None,
    )
    diagnostics: list[Diagnostic] = []
    if part.cut:
        diagnostics.append(diagnose("KZS05", header.span, source.page_of(header.span[0]), text=header.text))
    place = _title_index(part.blocks, habits)
    rest = list(part.blocks)
    if place is None:
        diagnostics.append(diagnose("KZS10", header.span, source.page_of(header.span[0])))
    else:
        end = _title_end(rest, place, habits)
        draft.title, draft.joins = join_blocks([block.text for block in rest[place:end]], source)
        del rest[place:end]
    grown = grow(rest, habits, source)
    draft.body = grown.nodes
    return draft, [*diagnostics, *grown.diagnostics]


def _title_index(blocks: Sequence[Block], habits: Habits) -> int | None:
    """Return index of the title: the first block that has a title's shape and place.

    A form word only where none has.
    """
    form_word = None
    above = 0  # blocks that a form has over its title
    for index, block in enumerate(blocks[:MOST_ABOVE_TITLE]):
        if index - above >= MOST_BEFORE_TITLE or block.kind is not BlockKind.TEXT or block.table_region is not None:
            return form_word
        if rule("appendix.addressee").match(block.text.text):
            above += 1
            continue
        if rule("appendix.form_word").fullmatch(block.text.text):
            form_word = index
            continue
        return index if _is_title(block, habits) else form_word
    return form_word


def _title_end(blocks: Sequence[Block], start: int, habits: Habits) -> int:
    """Return index behind the title's last line: where paragraphs are indented, lines that are not run on below it."""
    end = start + 1
    if not habits.indents or blocks[start].role is not None:
        return end
    while end < len(blocks) and not blocks[end].gap and blocks[end].table_region is None:
        block = blocks[end]
        if block.kind is not BlockKind.TEXT or block.place is Indent.INDENT or is_marked(block.text.text):
            break
        if END_MARK.search(block.text.text) is not None:
            break
        end += 1
    return end


def _is_title(block: Block, habits: Habits) -> bool:
    text = block.text.text
    if block.role in (Role.TITLE, Role.HEADING):
        return not opens_division(text)
    if is_marked(text) or not has_heading_shape(text, LONGEST_TITLE):
        return False
    return not habits.indents or block.place is not Indent.INDENT

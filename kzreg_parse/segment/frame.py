"""The frame of an act: what stands before the preamble, the preamble, the body, the signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from kzreg_parse.language.vocabulary import ACT_KIND, kind_of
from kzreg_parse.model import Traced
from kzreg_parse.read import Role
from kzreg_parse.restore import Block, BlockKind
from kzreg_parse.rules import rule
from kzreg_parse.segment.head_cuts import cut_head
from kzreg_parse.segment.outline.readings import opens_division

LAWS: Final = ("law", "code", "constitution")  # kinds of acts
MOST_PREFACE_BLOCKS: Final = 14  # blocks among which the requisites line stands
MOST_PREAMBLE_BLOCKS: Final = 30  # blocks below the requisites in which the enacting formula stands
LONGEST_SIGNATURE: Final = 200  # characters of one signature block
STOP = regex.compile(r"[.;:,]\s*$")
MENU_ITEM = regex.compile(r"•\s")  # of a page printed with its menu
GOES_ON = regex.compile(r"[:;,]\s*$")
CLAUSE_MARK = regex.compile(r"\d+(?:-\d+)*[.)]\s")


@dataclass(slots=True)
class Frame:
    """The blocks of the act itself, its appendices left out."""

    title: list[Block] = field(default_factory=list)
    status: Block | None = None
    requisites: Block | None = None
    registration: Block | None = None  # where it is a paragraph of its own below the requisites
    preface: list[Block] = field(default_factory=list)  # all of the above and the notes, in reading order
    notes: list[Block] = field(default_factory=list)
    preamble: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    conclusions: list[Block] = field(default_factory=list)
    enacted: bool = False  # an enacting formula was found

    def is_law(self) -> bool:
        """Tell whether the act is a law, which has no enacting formula: it says so, or the head of state signed it."""
        found = rule("frame.requisites").match(self.requisites.text.text) if self.requisites is not None else None
        if found is not None:
            return kind_of(found["kind"], ACT_KIND) in LAWS
        signed = any(rule("signature.president").match(block.text.text) for block in self.conclusions)
        return self.requisites is None and signed and not self.enacted

    def whole_notes(self) -> list[Traced]:
        """Return the notes, those that go on over several paragraphs as one text each."""
        runs: list[list[Block]] = []
        for note in self.notes:
            if runs and GOES_ON.search(runs[-1][-1].text.text):
                runs[-1].append(note)
            else:
                runs.append([note])
        return [Traced.spaced(block.text for block in run) for run in runs]


def frame_of(blocks: Sequence[Block]) -> Frame:
    """Part the act's own blocks. Every block lands in exactly one of preface, preamble, body, conclusions."""
    blocks = cut_head(blocks, MOST_PREFACE_BLOCKS)
    frame = Frame()
    index = _read_head(blocks, frame)
    index = _read_notes(blocks, index, frame)
    index = _read_preamble(blocks, index, frame)
    end = _conclusions_start(blocks, index)
    frame.body, frame.conclusions = list(blocks[index:end]), list(blocks[end:])
    return frame


def _read_head(blocks: Sequence[Block], frame: Frame) -> int:
    """Title, status line and requisites; returns the index behind them."""
    head = blocks[:MOST_PREFACE_BLOCKS]
    places = (
        index
        for name in ("frame.requisites", "frame.requisites_bare")
        for index, block in enumerate(head)
        if _is_requisites(block, name)
    )
    place = next(places, None)
    if place is None:
        return _read_head_without_requisites(blocks, frame)
    for block in blocks[:place]:
        frame.preface.append(block)
        if block.role is Role.STATUS or rule("frame.status").fullmatch(block.text.text):
            frame.status = frame.status or block
        elif block.kind is BlockKind.TEXT and not _is_note(block):
            frame.title.append(block)
        else:
            frame.notes.append(block)
    bold = [block for block in frame.title if block.bold]
    if bold:  # a printed page's own menu stands above in plain type
        frame.notes += [block for block in frame.title if not block.bold]
        frame.title = bold
    frame.requisites = blocks[place]
    frame.preface.append(blocks[place])
    if place + 1 < len(blocks) and _is_registration(blocks[place + 1]):
        frame.registration = blocks[place + 1]
        frame.preface.append(blocks[place + 1])
        return place + 2
    return place + 1


def _is_requisites(block: Block, name: str) -> bool:
    if block.role is Role.REQUISITES:
        return True
    return block.kind is BlockKind.TEXT and rule(name).match(block.text.text) is not None


def _is_registration(block: Block) -> bool:
    """Tell whether a paragraph is the registration, perhaps with the repeal behind it, and nothing else."""
    found = rule("frame.registration").match(block.text.text) if block.kind is BlockKind.TEXT else None
    if found is None:
        return False
    behind = block.text.text[found.end() :].strip(" .")
    return not behind or rule("repeal.notice").match(behind) is not None


def _read_head_without_requisites(blocks: Sequence[Block], frame: Frame) -> int:
    """Return a title is then what stands before the first mark, note or enacting formula, if it has a title's shape."""
    index = 0
    while index < min(len(blocks), MOST_PREFACE_BLOCKS):
        block = blocks[index]
        text = block.text.text
        is_status = rule("frame.status").fullmatch(text) is not None
        is_title = block.role is Role.TITLE or (
            not STOP.search(text) and not CLAUSE_MARK.match(text) and not frame.status
        )
        if block.kind is not BlockKind.TEXT or not (is_status or is_title) or _begins_body(block):
            break
        if is_status:
            frame.status = block
        else:
            frame.title.append(block)
        frame.preface.append(block)
        index += 1
    return index


def _begins_body(block: Block) -> bool:
    text = block.text.text
    return rule("frame.enacting").search(text) is not None or opens_division(text) or _is_note(block)


def _is_note(block: Block) -> bool:
    text = block.text.text
    return (
        block.role is Role.NOTE
        or rule("frame.note").match(text) is not None
        or rule("frame.note_more").search(text) is not None
        or rule("page.furniture").match(text) is not None
        or MENU_ITEM.match(text) is not None
    )


def _read_notes(blocks: Sequence[Block], index: int, frame: Frame) -> int:
    """Editorial notes right below the requisites, and the status line where it stands there."""
    while index < len(blocks):
        block = blocks[index]
        if frame.status is None and rule("frame.status").fullmatch(block.text.text):
            frame.status = block
            frame.preface.append(block)
            index += 1
            continue
        if block.kind is not BlockKind.TEXT or CLAUSE_MARK.match(block.text.text):
            break
        if not (_is_note(block) or _is_repeal(block) or _goes_on(blocks, index, frame)):
            break
        frame.notes.append(block)
        frame.preface.append(block)
        index += 1
    return index


def _is_repeal(block: Block) -> bool:
    """Tell whether a paragraph says that the act lost force, the verb first or last."""
    return any(rule(name).match(block.text.text) for name in ("repeal.notice", "repeal.notice_last"))


def _goes_on(blocks: Sequence[Block], index: int, frame: Frame) -> bool:
    """Tell whether a note goes on in the paragraph: its head stands above, or its sentence is not ended."""
    if not frame.notes or index == 0 or frame.notes[-1] is not blocks[index - 1]:
        return False
    above = blocks[index - 1].text.text
    if rule("frame.note_head").search(above) is not None:
        return True
    return GOES_ON.search(above) is not None and rule("frame.enacting").search(blocks[index].text.text) is None


def _read_preamble(blocks: Sequence[Block], index: int, frame: Frame) -> int:
    """Everything up to the enacting formula; without one, what stands before the first mark."""
    for place in range(index, min(len(blocks), index + MOST_PREAMBLE_BLOCKS)):
        if rule("frame.enacting").search(blocks[place].text.text):
            frame.preamble = list(blocks[index : place + 1])
            frame.enacted = True
            return place + 1
    place = index
    while place < min(len(blocks), index + MOST_PREAMBLE_BLOCKS) and _is_plain(blocks[place]):
        place += 1
        if rule("frame.enacting_open").search(blocks[place - 1].text.text) and _opens_clauses(blocks, place):
            frame.preamble = list(blocks[index:place])
            frame.enacted = True
            return place
    if place < len(blocks) and opens_division(blocks[place].text.text):
        frame.preamble = list(blocks[index:place])
        return place
    return index


def _opens_clauses(blocks: Sequence[Block], place: int) -> bool:
    return place < len(blocks) and CLAUSE_MARK.match(blocks[place].text.text) is not None


def _is_plain(block: Block) -> bool:
    text = block.text.text
    return (
        block.kind is BlockKind.TEXT
        and block.table_region is None
        and CLAUSE_MARK.match(text) is None
        and not opens_division(text)
    )


def _conclusions_start(blocks: Sequence[Block], lowest: int) -> int:
    """Return index of the first signature block: the run of short blocks without a stop at the act's end."""
    start = len(blocks)
    while start > lowest and _may_be_signature(blocks[start - 1]):
        start -= 1
    signed = [block for block in blocks[start:] if is_signature(block.text.text)]
    return start if signed else len(blocks)


def _may_be_signature(block: Block) -> bool:
    text = block.text.text
    if block.kind is BlockKind.PICTURE or rule("page.furniture").match(text):
        return True
    if block.kind is not BlockKind.TEXT or len(text) > LONGEST_SIGNATURE or CLAUSE_MARK.match(text):
        return False
    if opens_division(text):
        return False
    return not STOP.search(text) or is_named(text) or _is_agreement_line(text)


def _is_agreement_line(text: str) -> bool:
    return rule("signature.agreed").match(text) is not None or rule("date.long").match(text) is not None


def is_signature(text: str) -> bool:
    """Tell whether a line names a person, or an office without a stop."""
    return is_named(text) or rule("signature.position").search(text) is not None


def is_named(text: str) -> bool:
    """Tell whether a line ends in a person's name; behind a full stop only one that names an office, or is the name."""
    found = rule("signature.name").search(text)
    if found is None:
        return False
    stopped = text.rstrip("* ").endswith(".") and not found["name"].rstrip().endswith(".")
    return not stopped or not text[: found.start()].strip() or rule("signature.position").search(text) is not None

"""Which lines make one block.

Blank lines and page breaks say nothing by themselves: a page may break inside a sentence, and an
empty line stands before every line that begins with a displaced link. What tells is the indent, a
mark (`2-тарау.`, `1.`), whether the sentence above has ended, and whether the line above still had
room for the next word.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import Final

import regex

from kzreg_parse.language.quotes import CLOSING_QUOTES
from kzreg_parse.read import Indent, Line
from kzreg_parse.rules import rule

SENTENCE_END = regex.compile(r"[.;:!?](?:[»\"]?[.;,]?)$|(?<!\d)[.;:](?=\d|\p{L})\S+$")
GLUED_END = regex.compile(r"(?<!\d)[.;:](?=\d|\p{L})\S+$")  # a displaced link behind the last stop
GOES_ON = regex.compile(r"\p{Ll}|[,;:.)»”/]|-\p{L}|[-–—]\s")
LEFT_OPEN = regex.compile(r"(?:[(«„/№°]|\s[\"“]|\p{L}-|\d-|\s[-–—]|,)$")
HEADING_MARK = regex.compile(r"(?:\d+(?:-\d+)*\.\s+|[А-ЯӘҒҚҢӨҰҮҺІ]\.\s+)[\p{Lu}«\"“„]")
ITEM_MARK = regex.compile(r"(?:\d+(?:-\d+)*[.)]|\d+\s\)|[а-я]\)|-\s\d*\s?\)?|•)\s*\S")
STARTS_NEW = regex.compile(r"[\p{Lu}«\"“„\d]")
HOLE = regex.compile(r"\s{2}|\s,")
FIRST_WORD = regex.compile(r"\S+")
ROOM_SPARE: Final = 1.5  # characters; the blank before the word, and some play
MOST_LOOSE_ENDS: Final = 0.1  # share of paragraphs that may end in a blank where a blank still means a broken line
LEAST_TRAILS: Final = 0.05  # share of lines that end in a blank from which a copy keeps the blanks lines broke at
LEAST_INDENTED: Final = 0.05  # share of indented lines from which a document marks paragraphs by indent


def group_lines(
    lines: Sequence[Line], headers: Sequence[range], regions: Sequence[range], torn: Collection[int] = ()
) -> list[range]:
    """Return index ranges of the lines of each block, in order; headers and table cells are blocks of their own.

    `torn`: lines that are known to go on in the block of the line above.
    """
    if not lines:
        return []
    uses_indent = sum(line.place is Indent.INDENT for line in lines) >= LEAST_INDENTED * len(lines)
    blanks_tell = uses_indent and _blanks_tell(lines)
    trails_tell = sum(line.trail > 0 for line in lines) >= LEAST_TRAILS * len(lines)
    fixed = {index: run for run in headers for index in run}
    cells = {index for region in regions for index in region}
    starts = [0]
    for index in range(1, len(lines)):
        if index in fixed or index - 1 in fixed:
            new = fixed.get(index) is not fixed.get(index - 1)
        elif index in torn:
            new = False
        elif index in cells and index - 1 in cells:
            new = lines[index].gap > 0
        elif lines[index].page_break and lines[index].text.text == lines[starts[-1]].text.text:
            new = True  # the engine paints a heading at a page's foot once more over the next page
        else:
            new = (index in cells) != (index - 1 in cells) or begins_block(
                lines[index - 1],
                lines[index],
                uses_indent=uses_indent,
                blanks_tell=blanks_tell,
                trails_tell=trails_tell,
            )
        if new:
            starts.append(index)
    return [range(start, end) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)]


def _blanks_tell(lines: Sequence[Line]) -> bool:
    """Tell whether a blank behind a line means that its block goes on.

    Few lines above a paragraph's indent have one.
    """
    last = [above.trail for above, line in pairwise(lines) if line.place is Indent.INDENT]
    return sum(trail == 1 for trail in last) <= MOST_LOOSE_ENDS * len(last)


def begins_block(
    above: Line, line: Line, *, uses_indent: bool, blanks_tell: bool = False, trails_tell: bool = True
) -> bool:
    """Tell whether a new block begins at `line`."""
    text, before = line.text.text, above.text.text
    if line.starts_block or above.role is not line.role or line.place is Indent.INDENT:
        return True
    if line.centred and above.centred and not (line.gap or line.page_break) and line.bold is above.bold:
        return HEADING_MARK.match(text) is not None or rule("structure.division").match(text) is not None
    if _stands_alone(before, text):
        return True
    if rule("structure.division").match(text) and not (above.trail and not SENTENCE_END.search(before)):
        return True
    if line.gap or line.page_break:
        broken = blanks_tell and above.trail == 1 and Indent.FAR not in (above.place, line.place)
        broken = broken and not GLUED_END.search(before)
        if uses_indent and not line.gap and _in_paragraph(above, line) and above.place is not Indent.FAR:
            return _had_room(above, line)
        return not ((broken and line.gap <= PAGE_GAP) or goes_on(above, line))
    if not uses_indent:
        if line.place is above.place and above.bold is line.bold and line.box is None:
            return _begins_in_flush_text(above, line, trails_tell=trails_tell)
        if ITEM_MARK.match(text) and (SENTENCE_END.search(before) or not above.trail):
            return True
    if line.place is not above.place and above.place is not Indent.INDENT:
        return True
    if above.bold is not line.bold and (SENTENCE_END.search(before) or not above.trail):
        return True
    if uses_indent and _in_paragraph(above, line) and not SENTENCE_END.search(before):
        return False
    return _had_room(above, line) and _looks_new(before, text)


def _stands_alone(before: str, text: str) -> bool:
    """Tell whether one of two lines is a block by its words: a legend, a status, the head of an agreement."""
    return (
        rule("structure.legend").match(text) is not None
        or any(rule("frame.status").fullmatch(words) for words in (text, before))
        or rule("signature.agreed").fullmatch(before) is not None
    )


def _begins_in_flush_text(above: Line, line: Line, *, trails_tell: bool) -> bool:
    """Tell whether a block begins at a line of a copy that kept no indents and put no gap here.

    A line that still ends in the blank it was broken at goes on. A paragraph that ends in `;` or `:` ends there; one
    that ends in a full stop does where its line could have held the next word, or a mark of a list follows.
    """
    text, before = line.text.text, above.text.text
    ended = SENTENCE_END.search(before) is not None
    if ended and (ITEM_MARK.match(text) or rule("step.label").match(text)):
        return True
    if trails_tell and above.trail:
        return False
    if ended and not GLUED_END.search(before):
        if before.rstrip(CLOSING_QUOTES)[-1:] in ";:":
            return True
        return STARTS_NEW.match(text) is not None and (trails_tell or _had_room(above, line))
    return _had_room(above, line) and _looks_new(before, text)


def _in_paragraph(above: Line, line: Line) -> bool:
    """Tell whether a line of a PDF whose paragraphs are indented stands in one, by its place and its type."""
    return line.box is not None and line.place is Indent.FLUSH and line.bold is above.bold and not above.centred


def goes_on(above: Line, line: Line) -> bool:
    """Tell whether the block above goes on below a gap or a page break."""
    text, before = line.text.text, above.text.text
    ended = SENTENCE_END.search(before) is not None
    if LEFT_OPEN.search(before) or (line.lead == 1 and (above.trail or not ended)):
        return True  # a single blank before a line is the hole of a link that stood first on it
    if text.startswith("(") and above.trail and not ended:
        return True
    if GOES_ON.match(text):
        return not ended
    if ended or HEADING_MARK.match(text) or line.bold is not above.bold:
        return False
    if ITEM_MARK.match(before) and not ITEM_MARK.match(text) and above.place is line.place and not line.page_break:
        return True  # a list item ends in a stop
    if line.page_break and line.gap <= PAGE_GAP and Indent.FAR not in (above.place, line.place):
        return above.trail > 0 or not _had_room(above, line)
    return False


PAGE_GAP: Final = 3  # empty lines of a page break itself; more, and something stood between


def _had_room(above: Line, line: Line) -> bool:
    """Tell whether the line above could have held the next word: then it was the last of its block."""
    if above.trail or above.room <= ROOM_SPARE:
        return False
    if HOLE.search(above.text.text):
        return False  # a lifted link took the line's last blank with it
    word = FIRST_WORD.match(line.text.text)
    return above.room > (line.first_word or len(word[0] if word else "")) + ROOM_SPARE


def _looks_new(before: str, text: str) -> bool:
    if LEFT_OPEN.search(before):
        return False
    return STARTS_NEW.match(text) is not None

"""Restoration: the lines of a source to blocks of text as they were printed.

The order: single lines first (marks out, foreign letters back, letter-spacing closed), then lines
to blocks, then inside each block the displaced links, the joining of lines and the blanks, then the
cells of recognised tables. What was changed is read off the result and stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Final

from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.read import Grid, Indent, Line, Picture, Source
from kzreg_parse.restore.block import Block, BlockKind, Restored
from kzreg_parse.restore.blocks.appendix_headers import header_runs
from kzreg_parse.restore.blocks.grouping import SENTENCE_END, group_lines
from kzreg_parse.restore.blocks.table_regions import table_regions
from kzreg_parse.restore.blocks.tidy import join_lines, tidy
from kzreg_parse.restore.blocks.torn_lines import in_order, torn_lines
from kzreg_parse.restore.ledger.ledger import Ledger, Mark
from kzreg_parse.restore.ledger.woven_cells import woven
from kzreg_parse.restore.letters.closing import close_up, keeps_boundaries, may_be_spaced
from kzreg_parse.restore.letters.measured_gaps import column_measure
from kzreg_parse.restore.letters.torn_abbreviations import TORN, close_short_names, short_names, torn_short_names
from kzreg_parse.restore.letters.weights import BY_LEXICON, BY_LIKELIHOOD
from kzreg_parse.restore.lines.filled_lines import whole_cell
from kzreg_parse.restore.lines.markup import strip_markup
from kzreg_parse.restore.lines.plain import is_plain
from kzreg_parse.restore.lines.scripts import fold_aliens, fold_mixed_words
from kzreg_parse.restore.links.evidence import may_be_damaged
from kzreg_parse.restore.links.junctions import WordPairs
from kzreg_parse.restore.links.remaining_damage import is_misplaced
from kzreg_parse.restore.links.returning import Context, return_links
from kzreg_parse.restore.recognised.repairing import repair_tables
from kzreg_parse.restore.words.lexicon import WORD, Lexicon
from kzreg_parse.restore.words.misread_letters import find_slips

__all__ = ["Block", "BlockKind", "Restored", "restore"]

STRETCHED_TRAIL: Final = 2  # blanks behind a line that was stretched
THIN_EVIDENCE: Final = 0.9  # a link moved with less confidence is reported
LEAST_REPEATED_WORDS: Final = 4  # of a heading's first lines; fewer may begin two items of a list
LINES_BEFORE: Final = 5  # that a bracket behind an act's number may take
PUBLISHED_INDENT: Final = 6  # blanks before a paragraph; more, and links were lifted out behind them


@dataclass
class _Work:
    """What the steps share while one source is restored; the word counts are made when a line first asks for them."""

    source: Source
    lines: Sequence[Line]
    boundaries_kept: bool
    listed: Mapping[str, int]  # the user's own words
    marks: list[Mark] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @cached_property
    def measure(self) -> float:
        """The width of the text column, in parts of the type size."""
        printed = (item for item in self.source.items if isinstance(item, Line))
        return column_measure([(line.text.text, line.lead) for line in printed if line.trail == 1])

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the lines that were not stretched."""
        return Lexicon.of_lines((line.text.text for line in self.lines if line.trail < STRETCHED_TRAIL), self.listed)

    @cached_property
    def pairs(self) -> WordPairs:
        """The words that stand side by side in any line."""
        return WordPairs(line.text.text for line in self.lines)

    @cached_property
    def short_names(self) -> frozenset[str]:
        """The words in capitals of any line."""
        return short_names(line.text.text for line in self.lines)

    @cached_property
    def recognised(self) -> bool:
        """Whether the text comes from optical recognition, as Markdown does."""
        return self.source.recognised

    def say(self, code: str, text: Traced, **values: str | int) -> None:
        """Note a diagnostic at the place of `text`."""
        span = text.span
        self.diagnostics.append(diagnose(code, span, self.source.page_of(span[0]), text=text.text, **values))


def restore(source: Source, listed: Mapping[str, int] | None = None) -> Restored:
    """Return the restored blocks of a source, every repair, and what was doubtful; `listed` is a user's word list.

    Pure.
    """
    lines = [item for item in source.items if isinstance(item, Line)]
    cells = [line for item in source.items if isinstance(item, Grid) for line in _cell_lines(item)]
    work = _Work(source, [*lines, *cells], _keeps_boundaries(source, [*lines, *cells]), listed or {})
    blocks: list[Block] = []
    region_count = 0
    for run in _runs(source):
        if isinstance(run, Grid):
            blocks.append(_grid_block(run, work))
        elif isinstance(run, Picture):
            blocks.append(Block(Traced.cut("", 0, 0), BlockKind.PICTURE, page=run.page, offset=run.offset))
        else:
            mended = [line for line in (_mend_line(line, work) for line in run) if line.text.text]
            blocks.extend(_text_blocks(mended, work, region_count))
            region_count += len(mended)
    blocks, repeated = _without_repeated_headings(blocks, work)
    blocks, moved = repair_tables(blocks) if work.recognised else (blocks, [])
    restored = [text for block in blocks for text in _texts(block)]
    rows = [] if work.recognised else [text for block in blocks if block.rows for text in woven(list(_texts(block)))]
    book = Ledger(source, restored, (*source.furniture, *repeated), work.marks, moved, rows)
    for text in (*source.furniture, *book.stray):
        work.say("KZN03", text)
    for slip in find_slips(restored, work.listed, recognised=work.recognised):
        work.say("KZN06", slip.place, meant=slip.meant, count=slip.count)
    return Restored(tuple(blocks), book, (*source.furniture, *repeated, *book.stray), tuple(work.diagnostics))


def _keeps_boundaries(source: Source, lines: Sequence[Line]) -> bool:
    """Optical recognition, which Markdown comes from, writes one blank for any gap."""
    return not source.recognised and keeps_boundaries(line.text.text for line in lines)


def _runs(source: Source) -> Iterator[list[Line] | Grid | Picture]:
    """Yield lines that stand one below the other together, grids and pictures between them."""
    run: list[Line] = []
    for item in source.items:
        if isinstance(item, Line):
            run.append(item)
            continue
        if run:
            yield run
            run = []
        yield item
    if run:
        yield run


def _without_repeated_headings(blocks: list[Block], work: _Work) -> tuple[list[Block], list[Traced]]:
    """Return the blocks without those that the engine painted at a page's foot and again over the next page."""
    kept: list[Block] = []
    repeated: list[Traced] = []
    for block, below in zip(blocks, [*blocks[1:], None], strict=True):
        heading = block.place is not Indent.INDENT and not SENTENCE_END.search(block.text.text)
        if heading and below is not None and below.page_break and _is_repeated(block.text.text, below.text.text):
            work.say("KZN05", block.text)
            repeated.append(block.text)
        else:
            kept.append(block)
    return kept, repeated


def _is_repeated(foot: str, head: str) -> bool:
    """Tell whether the page's last block stands again over the next page, whole or only its first lines at the foot."""
    return bool(foot) and (foot == head or (head.startswith(f"{foot} ") and len(foot.split()) >= LEAST_REPEATED_WORDS))


def _cell_lines(grid: Grid) -> Iterator[Line]:
    """Yield the lines of all cells but those that may begin or end inside a word."""
    yield from (line for row in grid.rows for cell in row if not grid.is_drawn or len(cell) == 1 for line in cell)


def _texts(block: Block) -> Iterator[Traced]:
    if block.text:
        yield block.text
    yield from (cell for row in block.rows for cell in row if cell)
    yield from block.left


# ---- single lines --------------------------------------------------------------------------------


def _take_out_marks(text: Traced, line: Line, work: _Work) -> Traced:
    if not work.recognised:
        return text
    start, source = text.offset(0), work.source.text
    before = source[source.rfind("\n", 0, start) + 1 : start]
    return strip_markup(text, is_cell="\t" in before or "|" in before)


def _fold_aliens(text: Traced, line: Line, work: _Work) -> Traced:
    return fold_aliens(text)


def _close_letter_spacing(text: Traced, line: Line, work: _Work) -> Traced:
    if work.source.in_place and work.boundaries_kept:
        return text  # every blank of it was printed
    torn = line.trail >= STRETCHED_TRAIL
    if not may_be_spaced(text.text, torn=torn, boundaries_kept=work.boundaries_kept):
        return text  # without asking for the word counts
    closed = close_up(
        text,
        work.lexicon,
        boundaries_kept=work.boundaries_kept,
        torn=torn,
        lead=line.lead,
        measure=work.measure,
    )
    if closed.confidence is None:
        return text
    work.marks.append(Mark("letter_spacing", text.span, closed.confidence))
    if closed.confidence <= BY_LIKELIHOOD and any(word not in work.lexicon for word in WORD.findall(closed.text.text)):
        work.say("KZN04", closed.text)
    return closed.text


def _close_short_names(text: Traced, line: Line, work: _Work) -> Traced:
    if not work.recognised or not TORN.search(text.text):
        return text
    places = list(torn_short_names(text, work.short_names, work.pairs))
    work.marks.extend(Mark("letter_spacing", text[start:end].span, BY_LEXICON) for start, end in places)
    return close_short_names(text, places) if places else text


def _fold_mixed_words(text: Traced, line: Line, work: _Work) -> Traced:
    return fold_mixed_words(text)


LINE_STEPS: Final[tuple[Callable[[Traced, Line, _Work], Traced], ...]] = (
    _take_out_marks,
    _fold_aliens,
    _close_letter_spacing,
    _close_short_names,
    _fold_mixed_words,
)


def _mend_line(line: Line, work: _Work) -> Line:
    text = line.text
    if work.boundaries_kept and not work.recognised and line.trail < STRETCHED_TRAIL and is_plain(text.text):
        return line
    for step in LINE_STEPS:
        if text:
            text = step(text, line, work)
    return line if text is line.text else line._replace(text=text)


# ---- blocks --------------------------------------------------------------------------------------


def _text_blocks(lines: Sequence[Line], work: _Work, region_base: int) -> Iterator[Block]:
    headers = header_runs(lines)
    regions = (
        [] if work.source.in_place else [range(region.start, region.end) for region in table_regions(lines, headers)]
    )
    in_header = {index for run in headers for index in run}
    region_of = {index: region_base + number for number, region in enumerate(regions) for index in region}
    torn = torn_lines(lines, work.pairs) if work.recognised else frozenset()
    for group in group_lines(lines, headers, regions, torn):
        members = [lines[index] for index in group]
        first = members[0]
        text = _block_text(members, work, has_links=group.start not in in_header)
        if group.start not in in_header and not torn.isdisjoint(group):
            text = _in_order(text, work)
        if not text:
            continue  # blanks of a kind that no reader takes for one
        yield Block(
            text=text,
            page=first.page,
            place=first.place,
            gap=first.gap > 0 or first.page_break,
            page_break=first.page_break,
            bold=2 * sum(line.bold for line in members) > len(members),
            role=first.role,
            header=group.start in in_header,
            table_region=region_of.get(group.start),
        )


def _block_text(lines: Sequence[Line], work: _Work, *, has_links: bool = True) -> Traced:
    texts = [line.text for line in lines]
    if has_links and not work.source.in_place:
        for index, line in enumerate(lines):
            links = _links_before(line, lines[index - 1] if index else None)
            if may_be_damaged(texts[index].text, texts[index - 1].text if index else "", open_links=links):
                context = Context(
                    before=" ".join(text.text for text in texts[max(0, index - LINES_BEFORE) : index]),
                    after=_text_below(lines, index),
                    open_links=links,
                    gap=not line.lead,
                )
                texts[index] = _return_links(texts[index], context, work)
    whole = tidy(join_lines(texts, [line.trail for line in lines]))
    if has_links and not work.source.in_place and is_misplaced(whole.text):
        work.say("KZN07", whole)
    return whole


def _in_order(text: Traced, work: _Work) -> Traced:
    """Return the text of a torn line, a conjunction put back into its place.

    Where the order may be another, that is said.
    """
    ordered = in_order(text, work.pairs)
    if ordered.moved is not None:
        work.marks.append(Mark("displaced_link", ordered.moved.span, BY_LEXICON))
    if ordered.doubt:
        work.say("KZN07", ordered.text)
    return ordered.text


def _text_below(lines: Sequence[Line], index: int) -> str:
    """Return the next line's text.

    Nothing where that begins with a hole itself, so that its first word is not known.
    """
    if index + 1 == len(lines):
        return ""
    below = lines[index + 1]
    torn = below.text.text.startswith("-")
    return "" if _links_before(below, lines[index]) and not torn else below.text.text


def _links_before(line: Line, above: Line | None) -> int:
    """Return how many links were lifted out before the line's first word.

    Each leaves the blank behind it; an empty line above one that goes on, or a stop as the first
    character of a line that was broken at a blank, tells of one.
    """
    if above is None:
        return max(0, line.lead - PUBLISHED_INDENT) if line.place is Indent.INDENT else 0
    if line.place is Indent.FLUSH and line.lead:
        return line.lead
    stop_first = line.text.text[:1] in ",;:.)" and above.trail > 0
    return int(stop_first or (above.trail > 0 and line.gap > 0 and not line.page_break))


def _return_links(text: Traced, context: Context, work: _Work) -> Traced:
    returned = return_links(text, context, work.pairs, work.lexicon)
    if returned.doubt is not None:
        work.say("KZN01", text)
    if returned.confidence is None:
        return text
    work.marks.append(Mark("displaced_link", text.span, returned.confidence))
    if returned.confidence < THIN_EVIDENCE:
        work.say("KZN02", returned.text)
    return returned.text


def _grid_block(grid: Grid, work: _Work) -> Block:
    text = partial(_drawn_cell, work=work) if grid.is_drawn else partial(_marked_cell, work=work)
    rows = tuple(tuple(text(cell) if cell else None for cell in row) for row in grid.rows)
    return Block(
        Traced.cut("", 0, 0),
        BlockKind.GRID,
        page=grid.page,
        rows=rows,
        cut_above=grid.cut_above,
        page_break=grid.cut_above,
        spans=grid.spans,
        head=grid.head,
        doubted=grid.doubted,
        left=tuple(line.text for line in grid.left),
    )


def _marked_cell(cell: Sequence[Line], *, work: _Work) -> Traced:
    return _block_text([_mend_line(line, work) for line in cell], work)


def _drawn_cell(cell: Sequence[Line], *, work: _Work) -> Traced:
    """Return the text of a cell whose lines are sure to stand in their places; a line that fills the column may end
    inside a word."""
    return tidy(whole_cell([(line.text, line.room) for line in cell], work.lexicon))

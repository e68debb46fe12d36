"""Tables whose columns a copy draws by blanks: which lines belong together, and where their columns stand.

A column boundary is a *river*: character columns that most lines leave blank. Lines are tried together from the first
that has a gap on; justified lines, signatures and letterheads have gaps too, but no pieces that stand one below the
other.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final, NamedTuple

import regex

from kzreg_parse.model import Traced
from kzreg_parse.read.source import Grid, Line
from kzreg_parse.rules import rule

DIGIT: Final = regex.compile(r"\d")
WORD: Final = regex.compile(r"\S+")
PIECE: Final = regex.compile(r"\S+(?:[^\S\n]\S+)*+")  # words with single blanks between them
LETTER_SPACED: Final = regex.compile(r"(?<!\S)\p{L}(?:[^\S\n]\p{L}){3}(?!\S)")
GOES_ON: Final = regex.compile(r"[\p{Ll}),;.:»]")  # words in the middle of a sentence
ROW_NUMBER: Final = regex.compile(r"(?P<number>\d{1,3})[.)]? (?=\p{L})")
CORNER: Final = regex.compile(r"№ (?=\p{Lu}\p{Ll})")
INDENTED: Final = 4  # places from the left at which words behind row numbers may begin
COUNTED_SHARE: Final = 0.8  # of the numbers at the beginning of lines that count on, to be those of rows
WIDE_GAP: Final = 3  # blanks; two blanks are a gap only where a neighbour line has a piece below or above
LEAST_HELD: Final = 0.5  # share of the columns behind the first whose pieces stand one below the other
STANDING: Final = 0.6  # share of a column's pieces that begin or end at one place
SHORT_RULES: Final = regex.compile(r"[_.\-–—\s]*")  # places to write in
UPRIGHT_COLUMNS: Final = 2  # of a table that no other table stands beside
OFF_SIDE: Final = 2  # characters that words in the middle of a column may stand out at its sides
SURE_ROWS: Final = 3
MOST_JOINED_GAP: Final = 1  # empty lines inside one table


class Piece(NamedTuple):
    """Words of a line between two gaps; `start` and `end` count characters from the line's first."""

    start: int
    end: int
    text: Traced


class DrawnLine(NamedTuple):
    """A line with its pieces."""

    line: Line
    pieces: tuple[Piece, ...]

    @property
    def is_row(self) -> bool:
        """Whether it has pieces side by side."""
        return len(self.pieces) > 1

    @property
    def widest_gap(self) -> int:
        """How many blanks part its pieces at most."""
        return max((below.start - above.end for above, below in pairwise(self.pieces)), default=0)


class Columns(NamedTuple):
    """Where columns stand: for each the first and last character that its pieces share (end exclusive), the place at
    which most of its pieces begin and the one at which most of them end."""

    bands: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    is_sure: bool = False  # so many lines have pieces at one place that no justified paragraph has

    def of(self, piece: Piece) -> range:
        """Return the columns that a piece stands in."""
        touched = [i for i, (start, end) in enumerate(self.bands) if piece.start < end and piece.end > start]
        return range(touched[0], touched[-1] + 1) if touched else range(0)


def drawn(line: Line) -> DrawnLine:
    """Return a line with its pieces."""
    pieces = (
        Piece(line.lead + found.start(), line.lead + found.end(), line.text[found.start() : found.end()])
        for found in PIECE.finditer(line.text.text)
    )
    return DrawnLine(line, tuple(pieces))


def groups_of(lines: Sequence[Line | Grid]) -> Iterator[tuple[int, list[DrawnLine]]]:
    """Yield lines that may be one table, with the place of the first among `lines`."""
    index = 0
    while index < len(lines):
        stretch: list[DrawnLine] = []
        while index + len(stretch) < len(lines):
            line = lines[index + len(stretch)]
            if not isinstance(line, Line) or line.role or "\t" in line.text.text:
                break
            if stretch and (line.gap > MOST_JOINED_GAP or line.page_break):
                break
            stretch.append(drawn(line))
        yield from ((index + start, stretch[start:end]) for start, end in _groups(stretch))
        index += max(1, len(stretch))


def _groups(stretch: Sequence[DrawnLine]) -> Iterator[tuple[int, int]]:
    """Yield where groups begin and end: rows, and lines of one piece that stand in one of their columns."""
    rows = [number for number, line in enumerate(stretch) if _is_row(stretch, number)]
    start = last = -1
    for number in rows:
        if start >= 0 and _belong_together(stretch, last, number):
            last = number
            continue
        if start >= 0:
            yield start, _end_below(stretch, start, last, number)
        start = last = number
    if start >= 0:
        yield start, _end_below(stretch, start, last, len(stretch))


def _is_row(stretch: Sequence[DrawnLine], number: int) -> bool:
    """Tell whether a line has pieces side by side, and not only words that were moved apart."""
    line = stretch[number]
    if not line.is_row or _is_signature(line) or any(LETTER_SPACED.search(piece.text.text) for piece in line.pieces):
        return False
    if line.widest_gap >= WIDE_GAP:
        return True
    around = [stretch[at] for at in (number - 1, number + 1) if 0 <= at < len(stretch)]
    starts = {piece.start for other in around if other.widest_gap >= WIDE_GAP for piece in other.pieces[1:]}
    return any(piece.start in starts for piece in line.pieces[1:])


def _is_signature(line: DrawnLine) -> bool:
    return (
        len(line.pieces) == UPRIGHT_COLUMNS and rule("signature.name").fullmatch(line.pieces[-1].text.text) is not None
    )


def _belong_together(stretch: Sequence[DrawnLine], upper: int, lower: int) -> bool:
    """Tell whether two rows are of one table, given the lines between them."""
    between = stretch[upper + 1 : lower]
    alike = _are_alike(stretch[upper], stretch[lower])
    if any(line.line.gap for line in stretch[upper + 1 : lower + 1]) and not (
        alike or _fits(stretch[lower], stretch[upper])
    ):
        return False
    if any(line.line.gap for line in between):
        starts = {piece.start for piece in stretch[upper].pieces}
        return alike and all(piece.start in starts for line in between for piece in line.pieces)
    apart = sum(not _goes_below(line, stretch[upper]) for line in between)
    return not apart or (alike and apart == len(between) == 1)


def _are_alike(upper: DrawnLine, lower: DrawnLine) -> bool:
    """Tell whether pieces of two rows stand one below the other, the edges of the text left aside: all lines of a
    justified paragraph begin and end there."""
    wanted = min(UPRIGHT_COLUMNS, len(upper.pieces) - 1, len(lower.pieces) - 1)
    starts = {piece.start for piece in upper.pieces[1:]} & {piece.start for piece in lower.pieces[1:]}
    ends = {piece.end for piece in upper.pieces[:-1]} & {piece.end for piece in lower.pieces[:-1]}
    return max(len(starts), len(ends)) >= wanted


def _fits(line: DrawnLine, row: DrawnLine) -> bool:
    """Tell whether no piece of a line goes over a gap of the row."""
    gaps = [(above.end, below.start) for above, below in pairwise(row.pieces)]
    return not any(piece.start < start and piece.end > end for piece in line.pieces for start, end in gaps)


def _goes_below(line: DrawnLine, row: DrawnLine) -> bool:
    """Tell whether every piece of a line stands in a column of the row; in the first only where that begins."""
    first = row.pieces[0]
    return _fits(line, row) and all(
        piece.start == first.start
        or piece.start >= first.end
        or (first.start - OFF_SIDE <= piece.start and piece.end <= first.end + OFF_SIDE)
        or (first.start > OFF_SIDE and piece.start > 0 and piece.end > first.start)
        for piece in line.pieces
    )


def _end_below(stretch: Sequence[DrawnLine], start: int, last: int, limit: int) -> int:
    """Return the end of a group: lines of one piece below its last row go on in a column of it."""
    row, end = stretch[last], last + 1
    starts = sorted({piece.start for line in stretch[start:end] for piece in line.pieces})
    longest = {piece.start: piece.end - piece.start for piece in row.pieces}
    while end < limit and not stretch[end].line.gap:
        piece = stretch[end].pieces[0] if len(stretch[end].pieces) == 1 else None
        if piece is None or not _fits(stretch[end], row):
            break
        if ROW_NUMBER.match(row.pieces[0].text.text) and piece.start in starts[:INDENTED]:
            longest.setdefault(piece.start, row.pieces[0].end - piece.start)  # behind the row's number
        if piece.start not in longest:
            break
        later = starts[bisect_right(starts, piece.start) :]
        room = later[0] - piece.start - 2 - longest[piece.start] if later else 0
        is_first = piece.start == row.pieces[0].start and not GOES_ON.match(piece.text.text)
        if is_first and len(piece.text.text.split()[0]) < room:
            break  # it would have stood on the line above
        longest[piece.start] = piece.end - piece.start
        end += 1
    return end


def with_row_numbers(group: Sequence[DrawnLine]) -> list[DrawnLine]:
    """Return the lines with row numbers parted from the words that stand one blank behind them, where they count on."""
    counted = [
        (number, int(found["number"]))
        for number, line in enumerate(group)
        if line.is_row and (found := ROW_NUMBER.match(line.pieces[0].text.text))
    ]
    following = sum(lower == upper + 1 for (_, upper), (_, lower) in pairwise(counted))
    if not following or following < COUNTED_SHARE * (len(counted) - 1):
        return list(group)
    numbered = {number for number, _ in counted}
    return [
        DrawnLine(line.line, (*_split(line.pieces[0]), *line.pieces[1:]))
        if number in numbered or CORNER.match(line.pieces[0].text.text)
        else line
        for number, line in enumerate(group)
    ]


def _split(piece: Piece) -> tuple[Piece, Piece]:
    cut = piece.text.text.index(" ")
    left, right = piece.text[:cut], piece.text[cut + 1 :]
    return Piece(piece.start, piece.start + cut, left), Piece(piece.start + cut + 1, piece.end, right)


# ---- columns -------------------------------------------------------------------------------------


def columns_of(group: Sequence[DrawnLine]) -> Columns | None:
    """Return the columns of a group of lines; None where it is no table."""
    rows = [line for line in group if line.is_row]
    if not rows or _is_something_else(group, rows):
        return None
    bands = _bands(group)
    if len(bands) < UPRIGHT_COLUMNS:
        return None
    columns = Columns(tuple(bands), (), ())
    starts: list[Counter[int]] = [Counter() for _ in bands]
    ends: list[Counter[int]] = [Counter() for _ in bands]
    for line in group:
        for piece in line.pieces:
            place = columns.of(piece)
            if len(place) == 1:
                starts[place[0]][piece.start] += 1
                ends[place[0]][piece.end] += 1
    if not any(DIGIT.search(piece.text.text) for line in group for piece in line.pieces[1:]):
        ends[-1] = Counter()  # the edge of the text, where lines of words end anyhow
    held = sum(_stands(start) or _stands(end) for start, end in zip(starts[1:], ends[1:], strict=True))
    if len(rows) < SURE_ROWS and max(line.widest_gap for line in rows) <= WIDE_GAP:
        return None  # two lines moved apart may have words at one place by chance
    if held < max(1, LEAST_HELD * (len(bands) - 1)):
        return None
    return Columns(
        tuple(bands),
        tuple(_usual(count, band[0]) for count, band in zip(starts, bands, strict=True)),
        tuple(_usual(count, band[1]) for count, band in zip(ends, bands, strict=True)),
        sum(_stands(count, SURE_ROWS) for count in starts[1:]) >= min(UPRIGHT_COLUMNS, len(bands) - 1),
    )


def _stands(places: Counter[int], least: int = 2) -> bool:
    """Tell whether pieces stand one below the other: `least` and most of them begin (or end) at one place."""
    usual = max(places.values(), default=0)
    return usual >= least and usual >= STANDING * places.total()


def _usual(places: Counter[int], default: int) -> int:
    return places.most_common(1)[0][0] if places else default


def _is_something_else(group: Sequence[DrawnLine], rows: Sequence[DrawnLine]) -> bool:
    """Tell whether the lines are signatures, agreements or places to write in."""
    if any(rule("signature.agreed").search(piece.text.text) for line in group for piece in line.pieces):
        return True
    if max(len(row.pieces) for row in rows) > UPRIGHT_COLUMNS:
        return False
    blanks = sum(all(SHORT_RULES.fullmatch(piece.text.text) for piece in line.pieces) for line in group)
    return blanks > 0 or any(map(_is_signature, rows))


def _bands(group: Sequence[DrawnLine]) -> list[tuple[int, int]]:
    """Return the character columns between rivers, from left to right."""
    width = max(line.pieces[-1].end for line in group) + 1
    innermost = _innermost_gaps(group, width)
    inked = _counts(
        ((piece.start, piece.end) for line in group for piece in line.pieces if innermost[piece.start] >= piece.end),
        width,
    )
    bands: list[tuple[int, int]] = []
    begun = -1
    for place, count in enumerate(inked):
        if count and begun < 0:
            begun = place
        elif not count and begun >= 0:
            bands.append((begun, place))
            begun = -1
    return _merged(group, bands)


def _innermost_gaps(group: Sequence[DrawnLine], width: int) -> list[int]:
    """Return for each place where the first gap ends that begins behind it, so that words over a gap are told.

    A gap that most lines have words at is none: two blanks between two words.
    """
    gaps = {(above.end, below.start) for line in group for above, below in pairwise(line.pieces)}
    inked = _counts(((piece.start, piece.end) for line in group for piece in line.pieces), width)
    parted = _counts(((above.end, below.start) for line in group for above, below in pairwise(line.pieces)), width)
    ends = [width + 1] * (width + 1)
    for start, end in gaps:
        narrow = min(range(start, end), key=lambda place: (inked[place], -parted[place]))
        if 2 * inked[narrow] <= parted[narrow]:
            ends[start - 1] = min(ends[start - 1], end)
    for place in reversed(range(width)):
        ends[place] = min(ends[place], ends[place + 1])
    return ends


def _counts(stretches: Iterable[tuple[int, int]], width: int) -> list[int]:
    """Return how many of the stretches hold each place."""
    changes = [0] * (width + 1)
    for start, end in stretches:
        changes[start] += 1
        changes[end] -= 1
    return list(accumulate(changes))[:width]


def _merged(group: Sequence[DrawnLine], bands: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put together neighbour bands that no line has a piece in each of, where pieces stand in both, or the one has none
    but above all of the other's: one column, ragged or with its head on the other side.
    """
    columns = Columns(tuple(bands), (), ())
    parted: set[int] = set()
    crossed: set[int] = set()
    first, last = [len(group)] * len(bands), [-1] * len(bands)
    for number, line in enumerate(group):
        places = [columns.of(piece) for piece in line.pieces]
        crossed.update(band for place in places for band in place[:-1])
        for band in (place[0] for place in places if len(place) == 1):
            first[band], last[band] = min(first[band], number), number
        parted.update(left[-1] for left, right in pairwise(places) if left and right and right[0] == left[-1] + 1)
    made: list[tuple[int, int]] = []
    for number, (start, end) in enumerate(bands):
        is_apart = bool(number) and (last[number] < first[number - 1] or last[number - 1] < first[number])
        if made and number - 1 not in parted and (number - 1 in crossed or is_apart):
            made[-1] = (made[-1][0], end)
        else:
            made.append((start, end))
    return made

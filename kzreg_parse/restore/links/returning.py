"""Hyperlinked words that the PDF engine painted behind their line, put back into their holes.

Flying Saucer paints an `<a>` after the rest of its line, so a reader that follows the content stream
meets the link's words at the line's end and a hole where they were printed. The words keep their
order; so the line's tail is cut into consecutive pieces, the i-th for the i-th hole, and the rest
stays. Every filling is scored by what it does to the line's junctions (`fit`) and by how well
it accounts for the holes that the blanks show (`holes`), against the line as it stands; words
are moved only with a clear margin. Where damage is certain but no filling is clearly best, the line
stays as it is, and a diagnostic says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

from kzreg_parse.model import Traced
from kzreg_parse.restore.links import weights
from kzreg_parse.restore.links.evidence import GAPPED, lacks_torn_noun
from kzreg_parse.restore.links.holes import STOPS, Hole, HoleKind, grammar_holes, holes_before, visible_holes
from kzreg_parse.restore.links.junctions import Junctions, WordPairs, left_of, right_of
from kzreg_parse.restore.links.tail import MOST_OF_TITLE, MOST_TOKENS, Link, LinkReader, Tail, tail_starts
from kzreg_parse.restore.words.lexicon import Lexicon

ACCOUNTED: Final = {
    HoleKind.BLANKS: weights.BLANKS,
    HoleKind.STOP: weights.BEFORE_STOP,
    HoleKind.BRACKET: weights.IN_BRACKET,
    HoleKind.START: weights.AT_START,
    HoleKind.GAP: weights.EMPTY_LINE,
    HoleKind.GRAMMAR: weights.BY_GRAMMAR,
}
MOST_BY_GRAMMAR: Final = 2  # links that go to a place which shows no hole
MOST_TOKENS_A_HOLE: Final = 6

MOST_UNSHOWN: Final = 4  # words that may be moved where no hole shows


class Context(NamedTuple):
    """What stands around the line in its block."""

    before: str = ""  # what stands above in the block, its links put back
    after: str = ""  # text of the line below
    open_links: int = 0  # links lifted out before the line's first word …
    gap: bool = False  # … of which only an empty line tells


class Returned(NamedTuple):
    """The line with its links put back; `confidence` None: nothing was moved; `doubt`: words that may be displaced."""

    text: Traced
    confidence: float | None = None
    doubt: str | None = None


class _Filling(NamedTuple):
    score: float
    tail: int
    moves: tuple[tuple[Hole, tuple[Link, ...]], ...]


def return_links(line: Traced, context: Context, pairs: WordPairs, lexicon: Lexicon) -> Returned:
    """Put the displaced words of one line back where they were printed."""
    text = line.text
    if not context.open_links and lacks_torn_noun(text, context.before):
        context = context._replace(open_links=1)
    junctions = Junctions(text, pairs)
    open_title = context.open_links > 0 and context.before.rfind("«") > context.before.rfind("»") and "»" in text
    reader = LinkReader(text, pairs, open_title=open_title)
    unseen = grammar_holes(text)
    fillings: list[_Filling] = []
    doubt = ""
    shown = context.open_links > 0 or GAPPED.search(text) is not None
    for start, glued in tail_starts(
        text, context.after, lexicon, most=MOST_OF_TITLE if open_title else MOST_TOKENS if shown else MOST_UNSHOWN
    ):
        tail = Tail(reader, start)
        if not tail.ways(0, len(tail.tokens)):
            continue
        in_bracket = glued and text[start - 1] in "(«"  # at a line's end; what follows it may well belong there
        certain = glued and not in_bracket
        if certain and not doubt and not all(link.plain for link in tail.ways(0, len(tail.tokens))[0]):
            doubt = text[start:]
        before = holes_before(text, start, unseen, open_links=context.open_links, gap=context.gap)
        if before:
            fillings.extend(_Fillings(tail, before, reader, context, junctions, certain=certain).all())
    fillings.sort(key=lambda filling: -filling.score)
    if not fillings:
        return Returned(line, doubt=doubt or _unfilled(text, reader))
    best = fillings[0]
    words = _result(text, best)
    rival = next((filling.score for filling in fillings[1:] if _result(text, filling) != words), -weights.GLUE_LEFT)
    if best.score < weights.MARGIN or best.score - rival < weights.RIVAL_MARGIN:
        return Returned(
            line, doubt=doubt or (text[best.tail :] if best.score > weights.DOUBTFUL else _unfilled(text, reader))
        )
    sure = best.score >= weights.SURE and best.score - rival >= weights.SURE_RIVAL and not _guesses_title(text, best)
    return Returned(_move(line, best), weights.MOVED_SURELY if sure else weights.MOVED, _unfilled(text, reader, best))


def _guesses_title(text: str, filling: _Filling) -> bool:
    """Tell whether a title's end was moved of which nothing tells where it begins: it is not glued to a stop."""
    return text[filling.tail - 1].isspace() and any(link.closes_title for _, links in filling.moves for link in links)


def _unfilled(text: str, reader: LinkReader, filling: _Filling | None = None) -> str | None:
    """Return the line's last word, where blanks show a hole that nothing fills and no link in its place explains."""
    filled = {hole.start for hole, _ in filling.moves} if filling else set()
    for hole in visible_holes(text, len(text)):
        if hole.kind is HoleKind.BLANKS and hole.start not in filled:
            return None if stands_in_place(hole, Tail(reader, hole.end)) else text.rsplit(maxsplit=1)[-1]
    return None


def stands_in_place(hole: Hole, rest: Tail) -> bool:
    """Tell whether what follows the hole are the links that it tells of, printed last on their line."""
    if len(rest.tokens) > MOST_TOKENS:
        return False
    ways = rest.ways(0, len(rest.tokens))
    return any(len(way) in (hole.links, hole.links + 1) and not any(link.plain for link in way) for way in ways) or (
        len(rest.tokens) == hole.links
    )


class _Fillings:
    """Every way to part one tail over the holes before it."""

    def __init__(
        self,
        tail: Tail,
        holes: Sequence[Hole],
        reader: LinkReader,
        context: Context,
        junctions: Junctions,
        *,
        certain: bool,
    ) -> None:
        self._tail = tail
        self._reader = reader
        self._text = tail.text
        self._context = context
        self._between = junctions.between
        self._certain = certain
        self._stem = left_of(f"{context.before} {tail.text[: tail.start]}")
        self._holes = holes
        self._around = [self._beside(hole) for hole in holes]
        self._pieces: dict[tuple[int, int, int], tuple[float, tuple[Link, ...]] | None] = {}
        self._ends: dict[int, float] = {}
        self._breaks: dict[int, float] = {}
        self._found: list[_Filling] = []

    def all(self) -> list[_Filling]:
        """Return each filling that moves something."""
        self._place(0, 0, 0.0, ())
        return self._found

    def _place(self, token: int, hole: int, score: float, moves: tuple[tuple[Hole, tuple[Link, ...]], ...]) -> None:
        count = len(self._tail.tokens)
        if hole == len(self._holes) or token == count:
            if moves and (token == count or self._tail.ways(token, count)):
                self._found.append(_Filling(score + self._end(token), self._tail.start, moves))
            return
        self._place(token, hole + 1, score, moves)
        most = MOST_OF_TITLE if self._reader.open_title and not token else MOST_TOKENS_A_HOLE
        for stop in range(token + 1, min(count, token + most) + 1):
            piece = self._piece(hole, token, stop)
            if piece is not None:
                after = score + piece[0] - self._broken(stop)
                self._place(stop, hole + 1, after, (*moves, (self._holes[hole], piece[1])))

    def _broken(self, stop: int) -> float:
        """Return what the junction behind the tail's token before `stop` was worth, which moving that token breaks."""
        if stop not in self._breaks:
            left = left_of(self._text[: self._tail.tokens[stop - 1][1]])
            self._breaks[stop] = self._between(left, right_of(self._below(stop)))
        return self._breaks[stop]

    def _beside(self, hole: Hole) -> tuple[str, str]:
        """Return what stands before the hole and what behind it."""
        right = self._text[hole.end : self._tail.start].lstrip() or self._context.after
        return left_of(f"{self._context.before} {self._text[: hole.start]}"), right_of(right)

    def _piece(self, hole: int, token: int, stop: int) -> tuple[float, tuple[Link, ...]] | None:
        """Return the best way to take the tokens for links in this hole, with its score."""
        key = (hole, token, stop)
        if key not in self._pieces:
            place = self._holes[hole]
            ways = [links for links in self._tail.ways(token, stop) if _may_fill(place, links)]
            self._pieces[key] = self._best(hole, ways) if ways else None
        return self._pieces[key]

    def _best(self, number: int, ways: list[tuple[Link, ...]]) -> tuple[float, tuple[Link, ...]]:
        """Of the ways to take the same words for links, the best in this hole.

        Each is scored by what the junctions at the hole gain, and by how well its blanks are accounted for.
        """
        hole, (left, right) = self._holes[number], self._around[number]
        words = self._text[ways[0][0].start : ways[0][-1].end]
        behind = self._between(left_of(words), right)
        if behind <= weights.MISGOVERNED:
            return weights.IMPOSSIBLE, ways[0]
        gain = self._between(left, right_of(words)) + behind - self._between(left, right) + self._evidence(hole)
        best, found = -math.inf, ways[0]
        for links in ways:
            short = hole.links - len(links)
            score = (
                gain
                + weights.GOVERNED * links[0].closes_title
                - sum([link.cost for link in links])
                + (weights.LINK_MISSING * short if short > 0 else -weights.LINK_TOO_MANY * short)
            )
            if score > best:
                best, found = score, links
        return best, found

    def _evidence(self, hole: Hole) -> float:
        """Return how sure it is that the hole is one; a blank before a stop is surer on a line that has other holes."""
        if hole in self._in_place:
            return 0.0
        others = any(other.kind not in (HoleKind.GRAMMAR, HoleKind.STOP) for other in self._holes)
        damaged = hole.kind is HoleKind.STOP and (others or hole.links > 1)
        return ACCOUNTED[HoleKind.BRACKET if damaged else hole.kind]

    @cached_property
    def _in_place(self) -> set[Hole]:
        """Holes behind which the line's last links stand as they were printed, by their number."""
        found = set()
        for hole in self._holes:
            if hole.kind is HoleKind.BLANKS and stands_in_place(hole, Tail(self._reader, hole.end)):
                found.add(hole)
        return found

    def _below(self, token: int) -> str:
        """Return what stands behind the tail's tokens up to `token`."""
        tokens = self._tail.tokens
        return self._text[tokens[token][0] :] if token < len(tokens) else self._context.after

    def _end(self, token: int) -> float:
        """Return what the line's end gains when the tokens from `token` on stay there, or none does."""
        end = self._ends.get(token)
        if end is None:
            end = self._ends[token] = self._end_from(token)
        return end

    def _end_from(self, token: int) -> float:
        was = 0.0 if self._certain else self._between(self._stem, right_of(self._text[self._tail.start :]))
        now = self._between(self._stem, right_of(self._below(token)))
        count = len(self._tail.tokens)
        if token == count:
            return now - was + weights.GLUE_LEFT * self._certain
        return (
            now
            - was
            - min(sum([link.cost + weights.IN_PLACE for link in way]) for way in self._tail.ways(token, count))
        )


def _may_fill(hole: Hole, links: tuple[Link, ...]) -> bool:
    if any(link.torn for link in links) or any(link.closes_title for link in links[1:]):
        return False
    if links[0].closes_title:
        return hole.kind in (HoleKind.START, HoleKind.GAP)
    return hole.kind is not HoleKind.GRAMMAR or not (len(links) > MOST_BY_GRAMMAR or links[0].plain)


def _result(text: str, filling: _Filling) -> str:
    """Return the line's words in the order that a filling gives, blanks aside."""
    return "".join("".join(text[start:end].split()) for start, end in _pieces(text, filling) if end >= 0)


def _pieces(text: str, filling: _Filling) -> list[tuple[int, int]]:
    """Stretches of the line in their new order; (n, -1) is a blank put in at n."""
    pieces: list[tuple[int, int]] = []
    position = 0
    for hole, links in filling.moves:
        pieces.append((position, hole.start))
        if hole.start and text[hole.start - 1] not in "(«":
            pieces.append((hole.start, -1))
        pieces.append((links[0].start, links[-1].end))
        if text[hole.end : hole.end + 1] not in (*STOPS, "-"):
            pieces.append((hole.start, -1))
        position = hole.end
    pieces.append((position, filling.tail))
    last = filling.moves[-1][1][-1].end
    if text[last:].strip():
        pieces.extend([(filling.tail, -1), (last, len(text))])
    return pieces


def _move(line: Traced, filling: _Filling) -> Traced:
    parts = []
    for start, end in _pieces(line.text, filling):
        parts.append(line[start:end] if end >= 0 else Traced.blank(line.offset(min(start, len(line) - 1))))
    return Traced.join(parts).strip()

"""The end of a line read as hyperlinks: where the moved words may begin, and which of them make one link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import regex

from kzreg_parse.restore.links.junctions import NUMBER, NUMERO, WordPairs
from kzreg_parse.restore.links.nouns import UNITS, LinkKind, noun_at
from kzreg_parse.restore.links.weights import (
    CUT_NAME,
    DESCRIBED,
    NAMED,
    PLAIN_NAME,
    PLAIN_WORD,
    PLAIN_WORDS,
    SPLIT_NUMBER_SEEN,
)
from kzreg_parse.restore.words.lexicon import Lexicon
from kzreg_parse.rules import rule

MOST_TOKENS: Final = 8
LONGEST_TAIL: Final = 150  # characters
MOST_WORDS: Final = 4  # of one link
MOST_OF_TITLE: Final = 14  # words of a title that goes on from the line above

TOKEN = regex.compile(r"\S+")
GLUE = regex.compile(
    r"(?<=[;:)]|\S[»\"])(?=[\p{L}\d№])|(?<=[\p{Ll}\d)»\"\s][.,])(?=[\p{L}№])|(?<=[\p{L})\s][.,])(?=\d)"
    r"|(?<=[(«])(?=[№\d\p{L}])|(?<=\p{L})(?=[\d№])|(?<=\p{Ll}{3})(?=\p{Lu}\p{Ll})|(?<=\p{Ll})(?=[IVX]+(?:\s|$))"
    r"|(?<=\p{L}[.;:])(?=[/-][\p{L}\d])"
)
SEEN_BEFORE: Final = 3  # characters that GLUE looks back
NUMBER_SIGN_END = regex.compile(r"(?:№|(?<!\p{L})N)\s*$")
ORDINARY_WORD = regex.compile(r"[\p{L}\d][\p{L}\d/-]*\p{L}")
NAME = regex.compile(r"«[^«»]+»")
TITLE_END = regex.compile(r"[\p{L}\d][^«»]*»")
TORN_END = regex.compile(r"\d+(?:-\d+)*-|№")
ACT_NUMBER = regex.compile(r"/?\d+(?:[/-]\d+)*(?:-?\p{Lu}{1,5}|-\p{Ll})?")  # behind a № on the line above
TORN_NUMBER = regex.compile(r"-\p{L}")
TORN_FROM_LINK = regex.compile(r"\d+-(?=[«№]|\d+(?:-\d+)*-\p{Ll}|\p{L})")
GLUED_NUMBERS = regex.compile(r"(?P<digits>\d{2,})-\p{L}")
GLUED_YEAR = regex.compile(r"(?:19|20)\d\d(?=\d)")
WEB = regex.compile(r"(?:www\.|https?:|\w@)\S+|\S+\.(?:kz|com|ru|org|net)\b")


class Link(NamedTuple):
    """One hyperlink's words; `cost`: how unlikely they are to be one; `plain`: they name no act and no part.

    `torn`: a number whose noun stands on the next line; it was printed last on its own. `closes_title`: the
    end of a quoted title that began on the line above.
    """

    start: int
    end: int
    cost: float
    plain: bool = False
    torn: bool = False
    closes_title: bool = False


class LinkReader:
    """Reads stretches of one line as single links; each is read once, whatever tail it belongs to.

    `open_title`: a quoted title begins above the line and does not end there.
    """

    def __init__(self, text: str, pairs: WordPairs, *, open_title: bool = False) -> None:
        self.text = text
        self.open_title = open_title
        self._pairs = pairs
        self._last = len(text.rstrip())
        self._links: dict[tuple[int, int], Link | None] = {}
        self.ways: dict[tuple[int, int], list[tuple[Link, ...]]] = {}  # between places of the line

    def link(self, spans: Sequence[tuple[int, int]]) -> Link | None:
        """Return the tokens at `spans` as one link; None where they cannot be one."""
        key = (spans[0][0], spans[-1][1])
        if key not in self._links:
            self._links[key] = self._read(*key, spans)
        return self._links[key]

    def _read(self, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Link | None:
        count = len(spans)
        if self.open_title and self.text[end - 1] == "»" and TITLE_END.fullmatch(self.text, start, end):
            return Link(start, end, NAMED, closes_title=True)
        for _, stop in spans:
            if self.text[stop - 1] in ",;:.":
                return None
        noun = noun_at(self.text, start + (self.text[start] == "-"), end)
        if noun is not None and noun.end == end:
            return Link(start, end, self._cost_of_noun(start, noun.numbered))
        first = self.text[start]
        if first.isdecimal() or first in "№N«/":
            link = self._read_number_or_name(start, end)
            if link is not None:
                return link
        if count > 1:
            noun = noun_at(self.text, spans[-1][0], end)
            if noun is not None and noun.end == end and all(self._is_word(*span) for span in spans[:-1]):
                return Link(start, end, self._cost_of_name(spans) + self._cost_of_cut(start))
        if all(self._is_word(*span) for span in spans) and count <= MOST_WORDS - 1:
            cost = PLAIN_WORD if count == 1 else PLAIN_NAME if self.text[start].isupper() else PLAIN_WORDS
            return Link(start, end, cost, plain=True)
        return None

    def _read_number_or_name(self, start: int, end: int) -> Link | None:
        """Tokens that begin with a figure, a sign of a number, a quote or a slash as a link of their own."""
        for pattern in (NUMERO, NUMBER):
            found = pattern.match(self.text, start, end)
            if found is not None and found.end() == end:
                return Link(start, end, 0.0)
        if NAME.fullmatch(self.text, start, end):
            return Link(start, end, NAMED)
        if end == self._last and TORN_END.fullmatch(self.text, start, end):
            return Link(start, end, 0.0, torn=True)
        if ACT_NUMBER.fullmatch(self.text, start, end):
            return Link(start, end, NAMED)
        return None

    def _is_word(self, start: int, end: int) -> bool:
        return _is_plain(self.text[start:end])

    def _cost_of_noun(self, start: int, numbered: bool) -> float:
        cost = 0.0 if numbered else self._cost_of_cut(start)
        word = self.text[start:].split(maxsplit=1)[0].lower()
        if self.text[start - 1 : start].isdigit() and word in self._pairs.words:
            cost -= SPLIT_NUMBER_SEEN
        return cost

    def _cost_of_name(self, spans: Sequence[tuple[int, int]]) -> float:
        """Return what it costs to take the words before a noun for a part of its link."""
        first = self.text[spans[0][0] : spans[0][1]]
        named = first[0].isupper() or first[0] == "«" or rule("link.pointer").fullmatch(first) is not None
        return (NAMED if named else DESCRIBED) * (len(spans) - 1)

    def _cost_of_cut(self, start: int) -> float:
        """Taking a noun away from the capital word before it, which is likely a part of its name."""
        if self.text[start : start + 1].isupper():
            return 0.0
        before = TOKEN.findall(self.text[max(0, start - 40) : start])
        return CUT_NAME if before and before[-1][0].isupper() and before[-1][-1].isalpha() and len(before) > 1 else 0.0


@lru_cache(maxsize=8_192)
def _is_plain(word: str) -> bool:
    if rule("word.conjunction").fullmatch(word) or rule("word.postposition").fullmatch(word):
        return False
    return (ORDINARY_WORD.fullmatch(word) or NAME.fullmatch(word)) is not None


class Tail:
    """The words from `start` to the line's end, and each way of taking them for links."""

    def __init__(self, reader: LinkReader, start: int) -> None:
        self.text = reader.text
        self.start = start
        self.tokens = [match.span() for match in TOKEN.finditer(self.text, start)]
        self._reader = reader
        self._ways = {} if reader.open_title else reader.ways  # a title's end may stand first in a tail only

    def ways(self, first: int, last: int) -> list[tuple[Link, ...]]:
        """Return every way to take the tokens from `first` up to but without `last` for one or more links."""
        if first >= last:
            return []
        key = (self.tokens[first][0], self.tokens[last - 1][1])
        if key not in self._ways:
            found = []
            most = MOST_OF_TITLE if self._reader.open_title and not first else MOST_WORDS
            for stop in range(first + 1, min(last, first + most) + 1):
                link = self._reader.link(self.tokens[first:stop])
                if link is not None and not self._cuts_number(stop, last):
                    rest: list[tuple[Link, ...]] = self.ways(stop, last) if stop < last else [()]
                    found += [(link, *others) for others in rest]
            self._ways[key] = found
        return self._ways[key]

    def _cuts_number(self, token: int, last: int) -> bool:
        """Tell whether the tokens part at `token` between a number and its noun, which is one link.

        `2) тармақшасында`.
        """
        if token == last or not NUMBER.fullmatch(self.text, *self.tokens[token - 1]):
            return False
        noun = noun_at(self.text, self.tokens[token][0])
        return noun is not None and noun.kind in UNITS and not noun.numbered


def tail_starts(text: str, below: str, lexicon: Lexicon, *, most: int = MOST_TOKENS) -> Iterator[tuple[int, bool]]:
    """Yield where the moved words may begin, and whether they are glued to the word before; the last place first.

    `below`: the next line. `most`: how many words may be moved.
    """
    tokens = [match.span() for match in TOKEN.finditer(text, max(0, len(text) - LONGEST_TAIL))][-most:]
    in_name = False
    for start, end in reversed(tokens):
        if not WEB.match(text, start, end):
            yield from ((place, True) for place in _glue(text, start, end, below, lexicon, last=end == tokens[-1][1]))
        word = text[start:end]
        in_name = "«" not in word and (in_name or "»" in word)
        if not in_name and _ends_tail(word):
            return
        if start and not _is_number_of_sign(text, start):
            yield start, False


@lru_cache(maxsize=4_096)
def _ends_tail(word: str) -> bool:
    """Tell whether the word can be no part of a link, so that the moved words begin behind it."""
    if word[-1] in ",;:." or rule("word.conjunction").fullmatch(word):
        return True
    return rule("word.postposition").fullmatch(word) is not None


def _glue(text: str, start: int, end: int, below: str, lexicon: Lexicon, *, last: bool) -> Iterator[int]:
    """Yield places inside the token text[start:end] where a link may be glued to what stood before it."""
    before = " " if start and text[start - 1] == " " else text[max(0, start - SEEN_BEFORE) : start]
    for place in _glued_places(before, text[start:end]):
        if not _is_number_of_sign(text, start + place):
            yield start + place
    if last:
        yield from _number_cuts(text, start, end, below)
    inner = _glued_noun(text[start:end], below, lexicon)
    if inner:
        yield start + inner


@lru_cache(maxsize=8_192)
def _glued_places(before: str, token: str) -> tuple[int, ...]:
    """Return where in a token something may be glued to what stands before; `before`: what the line has there."""
    found = (glue.start() - len(before) for glue in GLUE.finditer(before + token))
    return tuple(place for place in found if place > 0)


def _is_number_of_sign(text: str, place: int) -> bool:
    """Tell whether a `№` stands right before the figure at `place`, which then belongs to it."""
    return text[place].isdigit() and NUMBER_SIGN_END.search(text[max(0, place - 8) : place]) is not None


def _number_cuts(text: str, start: int, end: int, below: str) -> Iterator[int]:
    """Yield where two numbers may be glued: `210-бабының` above `-тармағына` is 2 and 10-бабының."""
    digits = GLUED_NUMBERS.match(text, start, end)
    if digits is None:
        return
    if TORN_NUMBER.match(below):
        yield from (place for place in range(start + 1, digits.end("digits")) if text[place] != "0")
    elif rule("link.year_below").match(below) and (year := GLUED_YEAR.match(text, start)):
        yield year.end()


def _glued_noun(token: str, below: str, lexicon: Lexicon) -> int:
    """Return where a link noun is glued to a known word (`сәйкесстандартына`) or to a torn number (`6-Заңының`)."""
    if token in lexicon:
        return 0
    torn = TORN_FROM_LINK.match(token)
    if torn is not None:
        part, whole = noun_at(below, 0), noun_at(token, torn.end())
        if part is None or part.numbered or part.kind not in (*UNITS, LinkKind.ANNEX):
            return 0
        is_own = whole is not None and not whole.numbered and whole.kind in (*UNITS, LinkKind.ANNEX)
        return 0 if is_own else torn.end()
    nouns = rule("link.noun")
    for position in range(3, len(token) - 3) if token.isalpha() else ():
        if token[:position] in lexicon and nouns.fullmatch(token[position:]):
            return position
    return 0

"""Lines that optical recognition tore into paragraphs of one word each.

A justified line with wide gaps is taken for columns: each word becomes a paragraph, and a word of the
line below may come in between. Such a run is one block again. A conjunction that parts two words which
the document always writes together is out of its place; it goes where a name of a known body lacks it,
or where the document has it between the same words, if that is one place only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import regex

from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.model import Traced
from kzreg_parse.read import Line
from kzreg_parse.restore.blocks.grouping import SENTENCE_END
from kzreg_parse.restore.links.junctions import WordPairs
from kzreg_parse.rules import rule

ONE_WORD = regex.compile(r"\p{L}[\p{L}\p{M}-]*")
WORD = regex.compile(r"\S+")
LEAST_WORDS: Final = 4
LEAST_SMALL: Final = 0.5  # share of words in small letters; a list of short items has none
MOST_WORDS: Final = 60  # of a block whose conjunction is looked at
NONE_HERE: Counter[tuple[str, str]] = Counter()  # lines of one word make no pairs


class Ordered(NamedTuple):
    """A torn line's words in order. `moved`: the stretch of the old text that changed; `doubt`: they may not be."""

    text: Traced
    moved: Traced | None = None
    doubt: bool = False


def torn_lines(lines: Sequence[Line], pairs: WordPairs) -> frozenset[int]:
    """Indexes of the lines that go on in the block of the line above, in runs of paragraphs of one word."""
    return frozenset(index for run in _runs(lines, pairs) for index in run[1:])


def _runs(lines: Sequence[Line], pairs: WordPairs) -> Iterator[range]:
    start = 0
    for index in range(1, len(lines) + 1):
        if index < len(lines) and _is_torn(lines[index - 1], lines[index]):
            continue
        is_office = start > 0 and rule("signature.agreed").fullmatch(lines[start - 1].text.text) is not None
        while not is_office and index - start > 1 and _begin_apart(lines[start], lines[start + 1], pairs):
            start += 1
        small = sum(line.text.text[0].islower() for line in lines[start:index])
        if index - start >= LEAST_WORDS and small >= LEAST_SMALL * (index - start):
            yield range(start, index)
        start = index


def _is_torn(above: Line, line: Line) -> bool:
    """Tell whether both lines are a word alone, one empty line between them, and nothing ends."""
    return (
        line.gap == 1
        and not line.starts_block
        and above.role is line.role
        and above.bold is line.bold
        and all(ONE_WORD.fullmatch(each.text.text) for each in (above, line))
        and not SENTENCE_END.search(above.text.text)
    )


def _begin_apart(first: Line, second: Line, pairs: WordPairs) -> bool:
    """Tell whether two capitals at the head of a run begin two things: the words stand together nowhere else."""
    below = second.text.text
    return below[0].isupper() and not pairs.seen(first.text.text.lower(), below.lower(), NONE_HERE)


# ---- the words' order ----------------------------------------------------------------------------


def in_order(text: Traced, pairs: WordPairs) -> Ordered:
    """Return the words of a torn line, a conjunction that stands out of its place put back."""
    words = [found.span() for found in WORD.finditer(text.text)]
    if len(words) > MOST_WORDS:
        return Ordered(text)
    order = _Order([text.text[start:end] for start, end in words], pairs)
    stray = [place for place in order.conjunctions() if order.is_out_of_place(place)]
    homes = order.homes(stray[0]) if len(stray) == 1 else []
    if len(homes) != 1:
        return Ordered(text, doubt=bool(stray) or order.is_doubtful())
    moved = _moved(text, words, stray[0], homes[0])
    again = _Order(moved.text.text.split(), pairs)
    return Ordered(moved.text, moved.moved, doubt=again.is_doubtful())


class _Order:
    """The words of a torn line beside what the document writes elsewhere."""

    def __init__(self, words: Sequence[str], pairs: WordPairs) -> None:
        self._words = [word.lower() for word in words]
        self._capital = [word[0].isupper() for word in words]
        self._pairs = pairs

    def conjunctions(self) -> Iterator[int]:
        """Return the places of conjunctions."""
        return (place for place, word in enumerate(self._words) if word in rule("word.and").words)

    def is_out_of_place(self, place: int) -> bool:
        """Tell whether a conjunction stands at an edge, or parts words that the document writes together and never
        so.
        """
        if not 0 < place < len(self._words) - 1:
            return True
        before, word, behind = self._words[place - 1 : place + 2]
        return self._seen(before, behind) and not (self._seen(before, word) and self._seen(word, behind))

    def homes(self, stray: int) -> list[int]:
        """Before which of the other words the stray conjunction belongs, by names of bodies, else by the document."""
        word = self._words[stray]
        others = [*self._words[:stray], *self._words[stray + 1 :]]
        places = [place for place in range(1, len(others)) if place != stray]
        named = [place for place in places if _is_name_joined([*others[:place], word, *others[place:]], place)]
        return named or [
            place for place in places if self._seen(others[place - 1], word) and self._seen(word, others[place])
        ]

    def is_doubtful(self) -> bool:
        """Tell whether a conjunction joins what nothing shows, or a word may belong before or behind another one."""
        ends_in_case = case_of(self._words[-1]) in (Case.GENITIVE, Case.ACCUSATIVE)
        return ends_in_case or any(
            not self._is_shown(place) if word in rule("word.and").words else self._is_followed_wrongly(place)
            for place, word in enumerate(self._words)
        )

    def _is_followed_wrongly(self, place: int) -> bool:
        """Tell whether another word of the line should follow, by what the document writes, or by case."""
        if place == len(self._words) - 1:
            return False
        word, below = self._words[place : place + 2]
        if self._seen(word, below):
            return False
        if self._seen(below, word) or any(self._seen(word, other) for other in self._words[place + 2 :]):
            return True
        case = case_of(word)
        if case is Case.GENITIVE:
            is_owned = rule("noun.possessed").search(below) or rule("number.ordinal").search(below)
            return not is_owned or self._capital[place + 1]
        return case is Case.ACCUSATIVE and case_of(below) is not Case.NOMINATIVE

    def _is_shown(self, place: int) -> bool:
        if not 0 < place < len(self._words) - 1:
            return False
        before, word, behind = self._words[place - 1 : place + 2]
        return _is_name_joined(self._words, place) or (self._seen(before, word) and self._seen(word, behind))

    def _seen(self, left: str, right: str) -> bool:
        return self._pairs.seen(left, right, NONE_HERE)


def _is_name_joined(words: Sequence[str], place: int) -> bool:
    """Tell whether the conjunction at `place` is the one of a body's name."""
    start = sum(len(word) + 1 for word in words[:place])
    found = rule("word.joint_body").pattern.finditer(" ".join(words))
    return any(name.start() < start < name.end() for name in found)


def _moved(text: Traced, words: Sequence[tuple[int, int]], stray: int, home: int) -> Ordered:
    """Return the text with word `stray` put before word `home` of the others, and the stretch that this changed."""
    target = home if home < stray else home + 1  # among all words
    if stray == len(words) - 1:
        start, end = words[stray - 1][1], words[stray][1]  # with the blank before it: none stands behind it
        place = words[target - 1][1]
    else:
        start, end = words[stray][0], words[stray + 1][0]
        place = words[target][0]
    piece = text[start:end]
    if place < start:
        parts, moved = [text[:place], piece, text[place:start], text[end:]], text[place:end]
    else:
        parts, moved = [text[:start], text[end:place], piece, text[place:]], text[start:place]
    return Ordered(Traced.join(parts), moved.strip())

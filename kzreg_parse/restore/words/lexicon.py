"""Words that are known to exist: the document's own clean lines first, then a packaged list.

Used where letters stand apart and the blanks alone do not tell where a word ends.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import Final

import regex

from kzreg_parse.restore.words.letter_model import Spelling
from kzreg_parse.restore.words.packaged import packaged_total, packaged_words
from kzreg_parse.rules import rule

WORD = regex.compile(r"[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*")
TORN = regex.compile(r"\s(?:\s|\p{Ll}(?!\S))|^\p{Ll}(?!\S)")  # signs of a stretched line: its words may be fragments
LONE_LETTER = re.compile(
    r"\s(?:\s|[^\W\d_](?!\S))"
)  # a cheaper question: a line without has a sign at its start at most
MOST_REMEMBERED: Final = 1 << 15  # stretches between blanks, from one act to the next
OWN_WEIGHT: Final = 20  # a word of this document counts as much as so many of the packaged list
UNKNOWN_COST: Final = 9.0  # nats; a word nobody has seen costs this …
LETTER_COST: Final = 2.3  # … and this for each of its letters (about the entropy of a Kazakh letter)
SHORT_WORD_COST: Final = 5.0  # more for each letter short of four: an unknown word is seldom that short
SPELLED_COST: Final = 2.0  # where its letters are weighed, an unknown word costs this more than they do …
ENDING_COST: Final = 5.0  # there, a known word with any whole ending
SPELLED_SHORTNESS: Final = 3.0  # … and this for each letter short of four
MISREAD_COST: Final = 5.0  # … and a known word with a letter of like shape in the place of another
ORDINARY: Final = 4  # letters
SUFFIX_COST: Final = 4.0  # a known word with an ending it was not seen with
LONGEST_SUFFIX: Final = 3
LONGEST_ENDING: Final = 7  # letters
LONGEST_WORD: Final = 32


class Lexicon:
    """Word forms with counts; `cost` is their negative log probability in nats."""

    def __init__(self, counts: Counter[str], listed: Mapping[str, int] | None = None) -> None:
        """`counts` of a word add to those that `listed` has for it."""
        self._counts = counts
        self._listed: Mapping[str, int] = {} if listed is None else listed
        total = counts.total() + (packaged_total() if listed is packaged_words() else sum(self._listed.values()))
        self._total = max(1, total)
        self._costs: dict[str, float] = {}

    @classmethod
    def of_lines(cls, lines: Iterable[str], listed: Mapping[str, int] | None = None) -> Lexicon:
        """Return the words of lines that show no sign of letter-spacing, over the packaged list and the user's
        (`listed`).
        """
        whole = "\n".join(line for line in lines if "  " not in line and not _is_torn(line))
        counts = Counter(listed or {})
        for chunk, count in Counter(whole.lower().split()).items():
            for word in _long_words(chunk):
                counts[word] += OWN_WEIGHT * count
        return cls(counts, packaged_words())

    def __contains__(self, word: str) -> bool:
        word = word.lower()
        return word in self._counts or word in self._listed

    def cost(self, word: str) -> float:
        """Return how surprising the word is, in nats; a word never seen costs more the longer it is."""
        cost = self._costs.get(word)
        if cost is None:
            cost = self._cost(word.lower())
            if len(self._costs) < MOST_REMEMBERED:
                self._costs[word] = cost
        return cost

    def _cost(self, word: str) -> float:
        known = self._known_cost(word)
        if known is not None:
            return known
        unknown = UNKNOWN_COST + LETTER_COST * len(word) + SHORT_WORD_COST * max(0, ORDINARY - len(word))
        return min(unknown, SUFFIX_COST + self._cost_with_ending(word, suffixes(), LONGEST_SUFFIX, 3))

    def _known_cost(self, word: str) -> float | None:
        count = self._count(word)
        return math.log(self._total / count) if count else None

    def _whole_cost(self, word: str) -> float:
        """Return the cost of a known word, or of one with an ending; infinite where it is neither."""
        known = self._known_cost(word)
        return known if known is not None else ENDING_COST + self._cost_with_ending(word, endings(), LONGEST_ENDING, 4)

    def _count(self, word: str) -> int:
        return self._counts.get(word, 0) + self._listed.get(word, 0)

    def _cost_with_ending(self, word: str, known: frozenset[str], longest: int, least_stem: int) -> float:
        """Return as a known word with an ending it was not seen with; infinite where it is none."""
        cost = math.inf
        for cut in range(max(least_stem, len(word) - longest), len(word)):
            stem = self._count(word[:cut])
            if stem and word[cut:] in known:
                cost = min(cost, math.log(self._total / stem))
        return cost

    def split(self, letters: str) -> list[str]:
        """Letters without blanks as the most likely row of words (Viterbi over word costs)."""
        return _cheapest_row(letters, lambda start, end: self.cost(letters[start:end]))

    def split_by_spelling(
        self, letters: str, spelling: Spelling, meant: Callable[[str], Iterable[str]] = lambda _: ()
    ) -> list[str]:
        """Like `split`, where any of the words may be unknown: those are weighed by their letters.

        `meant` gives for a word in lower case the known ones that it may stand for, a letter of it misread.
        """
        lowered = letters.lower()
        if len(lowered) != len(letters):
            return self.split(letters)  # a letter whose small form is two characters
        spelled = spelling.of_parts(lowered)

        def cost(start: int, end: int) -> float:
            word = lowered[start:end]
            known = self._known_cost(word)
            if known is not None:
                return known
            short = max(0, ORDINARY - (end - start))
            unknown = SPELLED_COST + spelled(start, end) + SPELLED_SHORTNESS * short
            misread = (self._whole_cost(other) for other in meant(word))
            return min(unknown, self._whole_cost(word), MISREAD_COST + min(misread, default=math.inf))

        return _cheapest_row(letters, cost)


def _cheapest_row(letters: str, cost: Callable[[int, int], float]) -> list[str]:
    """Return the parts of the letters whose costs (of start and end) are the least together."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(letters) + 1):
        starts = range(max(0, end - LONGEST_WORD), end)
        best.append(min((best[start][0] + cost(start, end), start) for start in starts))
    words, end = [], len(letters)
    while end:
        start = best[end][1]
        words.append(letters[start:end])
        end = start
    return words[::-1]


def _is_torn(line: str) -> bool:
    if line[1:2].strip() and not LONE_LETTER.search(line):
        return False
    return TORN.search(line) is not None


@lru_cache(maxsize=MOST_REMEMBERED)
def _long_words(chunk: str) -> tuple[str, ...]:
    """Return the words of two letters and more in what stands between two blanks."""
    return tuple(word for word in WORD.findall(chunk) if len(word) > 1)


@cache
def suffixes() -> frozenset[str]:
    """Endings that a known word may carry."""
    return frozenset(rule("noun.suffix").words)


@cache
def endings() -> frozenset[str]:
    """Return whole endings, plural, possessive and case together."""
    return frozenset(rule("noun.ending").words) | suffixes()

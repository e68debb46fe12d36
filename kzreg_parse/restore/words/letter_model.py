"""How likely a word is by its letters alone, for words that no list has.

A model of letter groups (each letter after the three before it), made from the packaged word list:
`қолданысқа` is spelled as Kazakh words are, `лданысқақо` is not, though nobody has counted either.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from itertools import accumulate
from typing import Final

from kzreg_parse.restore.words.packaged import packaged_words

ORDER: Final = 4  # letters of a group; five gain half a point where half the words are unknown, at twice the size
BEFORE, BEHIND = "^", "$"  # the word's edges
DISCOUNT: Final = 0.75  # taken from each group's count for those never seen (absolute discounting)
ALPHABET: Final = 45  # letters, edges and marks, all alike where nothing is known


class Spelling:
    """Letter groups of words; costs are negative log probabilities in nats."""

    def __init__(self, words: Iterable[str]) -> None:
        whole: Counter[str] = Counter()
        for word in words:
            edged = BEFORE * (ORDER - 1) + word + BEHIND
            whole.update([edged[place : place + ORDER] for place in range(len(word) + 1)])
        self._groups = whole
        for length in range(ORDER - 1, 0, -1):
            shorter: Counter[str] = Counter()
            for group, count in whole.items():
                if len(group) == length + 1:
                    shorter[group[1:]] += count
            self._groups = self._groups | shorter
            whole = shorter
        self._after: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        for group, count in self._groups.items():
            self._after[group[:-1]] += count
            self._kinds[group[:-1]] += 1
        self._costs: dict[str, float] = {}

    def cost(self, word: str) -> float:
        """Return how surprising the letters of a word in lower case are, its end included."""
        edged = BEFORE * (ORDER - 1) + word + BEHIND
        return sum(self._cost(edged[place : place + ORDER]) for place in range(len(word) + 1))

    def of_parts(self, letters: str) -> Callable[[int, int], float]:
        """Return the cost of `letters[start:end]` as a word, for any part, each in the same short time."""
        inside = ORDER - 1
        costs = [self._cost(letters[end - ORDER : end]) for end in range(ORDER, len(letters) + 1)]
        to_here = [0.0] * inside + list(accumulate(costs, initial=0.0))  # of the letters before a place
        ends = [self._cost(letters[max(0, end - inside) : end] + BEHIND) for end in range(len(letters) + 1)]
        heads = [self._head(letters[start : start + inside]) for start in range(len(letters))]

        def cost(start: int, end: int) -> float:
            if end - start < inside:
                return self.cost(letters[start:end])
            return heads[start] + to_here[end] - to_here[start + inside] + ends[end]

        return cost

    def _head(self, letters: str) -> float:
        edged = BEFORE * (ORDER - 1) + letters
        return sum(self._cost(edged[place : place + ORDER]) for place in range(len(letters)))

    def _cost(self, group: str) -> float:
        """Return the cost of the group's last letter after the others."""
        known = self._costs.get(group)
        if known is None:
            known = self._costs[group] = -math.log(self._probability(group))
        return known

    def _probability(self, group: str) -> float:
        probability = 1 / ALPHABET
        for length in range(1, len(group) + 1):
            part = group[-length:]
            total = self._after[part[:-1]]
            if total:
                freed = DISCOUNT * self._kinds[part[:-1]] * probability
                probability = (max(self._groups[part] - DISCOUNT, 0.0) + freed) / total
        return probability


@cache
def packaged_spelling() -> Spelling:
    """Return the spelling of the words of published acts; made when first asked for."""
    return Spelling(packaged_words())

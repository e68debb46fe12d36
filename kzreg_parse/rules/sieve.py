"""Whether any stretch between two blanks shows a sign, each looked at once.

Acts say the same words again and again, so most texts are known to hold no sign before a rule is
asked: the words without one are kept, and a text of nothing else costs one difference of two sets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

MOST_REMEMBERED: Final = 1 << 14  # stretches without a sign, from one act to the next


class Sieve:
    """Passes the texts in which a stretch between two blanks shows a sign."""

    def __init__(self, shows_sign: Callable[[str], bool]) -> None:
        self._shows_sign = shows_sign
        self._without: set[str] = set()

    def passes(self, text: str) -> bool:
        """Whether any stretch of the text shows the sign."""
        passes = False
        for chunk in set(text.split()) - self._without:
            if self._shows_sign(chunk):
                passes = True
            else:
                if len(self._without) >= MOST_REMEMBERED:
                    self._without.clear()
                self._without.add(chunk)
        return passes

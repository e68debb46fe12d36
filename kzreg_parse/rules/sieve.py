"""Whether any stretch between two blanks shows a sign, each looked at once.

Acts say the same words again and again, so most texts are known to hold no sign before a rule is
asked: the words without one are kept, and a text of nothing else costs one difference of two sets.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

MOST_REMEMBERED: Final = 1 << 14  # stretches with a sign, and as many without, from one act to the next


class Sieve:
    """Passes the texts in which a stretch between two blanks shows a sign."""

    def __init__(self, shows_sign: Callable[[str], bool]) -> None:
        self._shows_sign = shows_sign
        self._with: set[str] = set()
        self._without: set[str] = set()

    def passes(self, text: str) -> bool:
        """Whether any stretch of the text shows the sign."""
        unknown = set(text.split()) - self._without
        if not unknown:
            return False
        if not self._with.isdisjoint(unknown):
            return True
        signs = {chunk for chunk in unknown if self._shows_sign(chunk)}
        for known, more in ((self._with, signs), (self._without, unknown - signs)):
            if len(known) + len(more) > MOST_REMEMBERED:
                known.clear()
            if len(more) <= MOST_REMEMBERED:
                known |= more
        return bool(signs)

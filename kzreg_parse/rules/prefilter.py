"""Whether any stretch between two blanks of a text shows a sign, each stretch looked at once for all signs.

Acts say the same words again and again, so what is asked of a word is remembered: most texts are known
to show no sign of a rule before the rule, which costs many times as much, is asked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

MOST_REMEMBERED: Final = 1 << 15  # stretches, from one act to the next
_ASKED: Final[list[Callable[[str], bool]]] = []  # what is asked of every stretch; each has its bit


class Prefilter:
    """Passes the texts in which a stretch between two blanks shows a sign; made once for a kind of sign."""

    def __init__(self, shows_sign: Callable[[str], bool]) -> None:
        self._bit = 1 << len(_ASKED)
        _ASKED.append(shows_sign)
        _SIGNS.clear()
        _signs_in.cache_clear()

    def passes(self, text: str) -> bool:
        """Whether any stretch of the text shows the sign."""
        return _signs_in(text) & self._bit != 0


class _Signs(dict[str, int]):
    """The signs that a stretch shows, a bit each."""

    def __missing__(self, chunk: str) -> int:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        signs = self[chunk] = sum(1 << bit for bit, shows_sign in enumerate(_ASKED) if shows_sign(chunk))
        return signs


_SIGNS: Final = _Signs()


@lru_cache(maxsize=4_096)
def _signs_in(text: str) -> int:
    """The signs of all stretches; many rules are asked of a text, some long after the others."""
    found = 0
    for signs in set(map(_SIGNS.__getitem__, text.split())):
        found |= signs
    return found

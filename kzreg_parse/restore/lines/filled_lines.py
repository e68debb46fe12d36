"""Lines of a narrow column as one text: a word that is longer than the column was broken where the column ended."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.restore.words.harmony import breaches
from kzreg_parse.restore.words.lexicon import Lexicon

LAST: Final = regex.compile(r"(?<![\p{L}\p{M}\d])[\p{L}\p{M}]+$")
FIRST: Final = regex.compile(r"[\p{L}\p{M}]+(?!\d)")
HYPHEN_END: Final = regex.compile(r"[\p{L}\p{M}]-$")


def whole_cell(lines: Sequence[tuple[Traced, float]], lexicon: Lexicon) -> Traced:
    """Return the lines of a cell as one text. With each line: how many more characters its column holds."""
    made = lines[0][0]
    width = len(made.text) + lines[0][1]
    for (above, room), (line, _) in pairwise(lines):
        whole = (room <= 0 and _is_broken(above.text, line.text, width, lexicon)) or HYPHEN_END.search(above.text)
        made = made + line if whole else Traced.spaced((made, line))
    return made


def _is_broken(above: str, below: str, width: float, lexicon: Lexicon) -> bool:
    """Tell whether the end of a line and the beginning of the next are one word, too long for the column."""
    last, first = LAST.search(above), FIRST.match(below)
    if last is None or first is None or not first[0][0].islower():
        return False
    word = last[0] + first[0]
    if len(word) <= width:
        return False  # it would have stood on a line of its own
    apart = lexicon.cost(last[0]) + lexicon.cost(first[0])
    return lexicon.cost(word) <= apart or (
        last[0] not in lexicon and first[0] not in lexicon and breaches(word.lower()) == 0
    )

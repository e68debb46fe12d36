"""Which lines have nothing to mend in their letters and blanks: nearly all, and telling so must be cheap.

Asked of every line, so two searches that skip over most characters stand before all the steps.
"""

from __future__ import annotations

import re

from kzreg_parse.restore.letters.weights import LEAST_BLANKS

# Cyrillic letters, ASCII but its letters, and the marks that acts are printed with; no blank but the common one.
ODD = re.compile(r"[^\u0400-\u04ff !-@\[-`{-~«»№–—“”„’…°·•]")
SPACED = re.compile(r" (?:[ .,;:)-]|[^\W\d_](?!\S))")


def is_plain(line: str) -> bool:
    """Tell whether a line holds letters of one script and the blanks of running text, so that no step would change it.

    Only for a text that keeps its word boundaries, and for a line that no blanks behind it show to be torn.
    """
    if ODD.search(line) or SPACED.search(line):
        return False
    return line[1:2] != " " and line.count(" ") < LEAST_BLANKS * len(line)

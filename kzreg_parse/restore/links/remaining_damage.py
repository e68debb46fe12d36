"""Words that stand in the wrong place after all repairs: what no Kazakh sentence has, told from the text alone.

Nothing is changed here. Where a displaced link left no hole that could be found, the words at its
new place often make nonsense of the grammar there; a text with such a place is said to be doubtful.
"""

from __future__ import annotations

from typing import Final

import regex

from kzreg_parse.restore.links.nouns import noun_before
from kzreg_parse.rules import rule

RULES: Final = (
    "misplaced.lone_number",
    "misplaced.unit_order",
    "misplaced.postposition",
    "misplaced.title",
    "misplaced.idiom",
    "misplaced.object",
    "misplaced.behind_end",
    "misplaced.glued",
)
LONGEST_NOUN: Final = 40  # characters, with its number
BRACKET = regex.compile(r"[«»()]")
OPENING: Final = {"»": "«", ")": "("}


def is_misplaced(text: str) -> bool:
    """Tell whether some word of a restored text stands where grammar or a bracket leaves it no place."""
    return owns_nothing(text) or any(rule(name).search(text) for name in RULES) or brackets_cross(text)


def owns_nothing(text: str) -> bool:
    """Tell whether an act or a part in the genitive stands before a word that nothing can own."""
    return any(
        noun_before(text[max(0, found.start() - LONGEST_NOUN) : found.start()])
        for found in rule("misplaced.possessor").pattern.finditer(text)
    )


def brackets_cross(text: str) -> bool:
    """Tell whether a quotation ends inside a bracket that began in it, or a bracket inside a quotation."""
    open_marks: list[str] = []
    for found in BRACKET.finditer(text):
        mark = found[0]
        if mark in "«(":
            open_marks.append(mark)
        elif open_marks and open_marks[-1] == OPENING[mark]:
            open_marks.pop()
        elif OPENING[mark] in open_marks:
            return True
    return False

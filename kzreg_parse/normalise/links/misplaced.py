"""Words that stand in the wrong place after all repairs: what no Kazakh sentence has, told from the text alone.

Nothing is changed here. Where a displaced link left no hole that could be found, the words at its
new place often make nonsense of the grammar there; a text with such a place is said to be doubtful.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import regex

from kzreg_parse.normalise.links.nouns import noun_before
from kzreg_parse.rules import rule

MOST_REMEMBERED: Final = 1 << 15  # stretches between blanks, from one act to the next
OWNER, GOVERNOR, NUMBER, NUMERO, GLUED, UNIT, TITLE, IDIOM = (1 << bit for bit in range(8))
ALONE: Final = GLUED | UNIT | TITLE | IDIOM  # signs that a stretch shows by itself
BEGUN_BY: Final = (
    (OWNER, "possessor"),
    (GOVERNOR, "postposition"),
    (UNIT, "unit_order"),
    (TITLE, "title"),
    (IDIOM, "idiom"),
)
NUMBER_END = regex.compile(r"\d\)?$")
LONGEST_NOUN: Final = 40  # characters, with its number
BRACKET = regex.compile(r"[«»()]")
STOPS: Final = tuple('.;:«»"()')  # behind which nothing stands
OPENING: Final = {"»": "«", ")": "("}


def is_misplaced(text: str) -> bool:
    """Whether some word of a restored text stands where grammar or a bracket leaves it no place."""
    signs = _signs(text)
    if signs & OWNER and owns_nothing(text):
        return True
    return any(rule(name).search(text) for name in _rules(text, signs)) or brackets_cross(text)


def _rules(text: str, signs: int) -> Iterator[str]:
    """The rules that may hold in the text."""
    if signs & (NUMBER | NUMERO):
        yield "misplaced.lone_number"
    if signs & GOVERNOR:
        yield "misplaced.postposition"
    if signs & GLUED:
        yield "misplaced.glued"
    if not text.endswith(STOPS):
        yield "misplaced.behind_end"
    if signs & UNIT:
        yield "misplaced.unit_order"
    if signs & TITLE:
        yield "misplaced.title"
    if signs & IDIOM:
        yield "misplaced.idiom"


def _signs(text: str) -> int:
    """What two stretches between blanks, one behind the other, have of a misplaced word, and each for itself.

    Far cheaper than the rules, as acts repeat their words; the rules are asked where a sign is seen.
    """
    found = before = 0
    for chunk in text.split():
        left, right = _signs_of(chunk)
        found |= before & right | left & ALONE
        before = left
    return found


@lru_cache(maxsize=MOST_REMEMBERED)
def _signs_of(chunk: str) -> tuple[int, int]:
    """The signs that need the chunk on their left, and those that need it on their right."""
    possessor, postposition, finite = (rule(f"misplaced.{name}") for name in ("possessor", "postposition", "finite"))
    left = sum(sign for sign, name in BEGUN_BY if _may_begin_with(name, chunk))
    left |= NUMBER * (NUMBER_END.search(chunk) is not None) | NUMERO * any(map(str.isdecimal, chunk))
    left |= GLUED * (rule("misplaced.glued").search(chunk) is not None)
    is_finite = finite.match(chunk) is not None
    small = chunk.lower()
    owned = is_finite or small.startswith(tuple(possessor.words))
    governed = small.startswith(tuple(postposition.words))
    counted = is_finite or chunk[0].isdecimal() or rule("word.conjunction").match(chunk) is not None
    return left, OWNER * owned | GOVERNOR * governed | NUMBER * counted | NUMERO * (chunk[0] == "№")


def _may_begin_with(name: str, chunk: str) -> bool:
    """Whether the rule may hold over the chunk's end and what stands behind the blank there."""
    begun = rule(f"misplaced.{name}").pattern.search(chunk + " ", partial=True)
    return begun is not None and begun.start() <= len(chunk)


def owns_nothing(text: str) -> bool:
    """Whether an act or a part in the genitive stands before a word that nothing can own."""
    return any(
        noun_before(text[max(0, found.start() - LONGEST_NOUN) : found.start()])
        for found in rule("misplaced.possessor").pattern.finditer(text)
    )


def brackets_cross(text: str) -> bool:
    """Whether a quotation ends inside a bracket that began in it, or a bracket inside a quotation."""
    if "(" not in text or "«" not in text:
        return False
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

"""How well a hyperlink's words fit a place: case government, number and noun, the document's own word pairs.

The figures are weights in one scale, set so that one sure sign of grammar (a dative before `сәйкес`)
outweighs two weak ones. They were chosen on acts 001 and 004 and checked on the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

import regex

from kzreg_parse.rules import rule
from kzreg_parse.rules.cases import Case, case_of

GOVERNED: Final = 3.0  # the next word asks for this case, or a number for its noun
MISGOVERNED: Final = -2.0  # the next word asks for another case
POSSESSED: Final = 2.0  # a genitive before a possessed noun or a number
SEEN_PAIR: Final = 1.5  # the two words stand side by side elsewhere in the document
WEAK: Final = 1.0
WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}-]*\)?|№")
NUMBER_END = regex.compile(r"(?:№\s*\S+|\d+-?|\d+\))$")
NUMERO_END = regex.compile(r"(?:№|(?<!\p{L})N)\s*\S*\d\S*$")


class AtomKind(StrEnum):
    """What a piece of a displaced tail is."""

    UNIT = "unit"  # бап, тармақ …
    ANNEX = "annex"  # қосымша
    ACT = "act"  # бұйрық, қаулы …
    DOCUMENT = "document"  # стандарт, регламент …
    NUMBER = "number"  # 1, 2)
    NUMERO = "numero"  # № 376
    WORD = "word"  # any other word


@dataclass(frozen=True, slots=True)
class Atom:
    """One hyperlink's words; `start` and `end` are positions in its line."""

    start: int
    end: int
    kind: AtomKind
    whole: str  # lower case
    first: str
    last: str
    numbered: bool = False
    possessed: bool = False
    case: Case = Case.NOMINATIVE


class WordPairs:
    """Words that stand side by side somewhere in the document, and all its words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._pairs: set[tuple[str, str]] = set()
        self.words: set[str] = set()
        for line in lines:
            words = [word.lower() for word in WORD.findall(line)]
            self.words.update(words)
            self._pairs.update(pairwise(words))

    def __contains__(self, pair: tuple[str, str]) -> bool:
        return pair in self._pairs


def last_word(text: str) -> str:
    """The last word of some text, lower case; empty where it ends in none."""
    words = WORD.findall(text[-60:])
    return words[-1].lower() if words else ""


def first_word(text: str) -> str:
    """The first word of some text, lower case."""
    found = WORD.search(text[:60])
    return found[0].lower() if found else ""


def fit_left(left: str, atom: Atom, pairs: WordPairs) -> float:
    """How well the atom follows the text on its left."""
    left = left.rstrip()
    word = last_word(left)
    score = SEEN_PAIR if (word, atom.first) in pairs else 0.0
    joining = left.endswith(",") or _joins(word)
    bare_noun = atom.kind in (AtomKind.UNIT, AtomKind.ANNEX, AtomKind.ACT, AtomKind.DOCUMENT) and not atom.numbered
    if atom.kind is AtomKind.NUMERO:
        return score + (GOVERNED if rule("link.dated").search(left) else 0.0)
    if atom.kind is AtomKind.ACT and bare_noun and NUMERO_END.search(_without_bracket(left)):
        return score + GOVERNED
    if bare_noun and atom.kind in (AtomKind.UNIT, AtomKind.ANNEX) and NUMBER_END.search(left):
        return score + GOVERNED
    if atom.kind is AtomKind.NUMBER and joining:
        return score + WEAK
    case = case_of(word)
    if case is Case.GENITIVE and (atom.possessed or atom.kind is AtomKind.NUMBER):
        return score + POSSESSED
    if case is Case.DATIVE and atom.kind is AtomKind.ANNEX and not atom.possessed:
        return score + POSSESSED + 0.5
    if bare_noun and rule("link.pointer").fullmatch(word):
        return score + 1.5
    if joining and atom.numbered:
        return score + WEAK
    if atom.kind is AtomKind.DOCUMENT and atom.possessed and rule("link.owned").fullmatch(word):
        return score + POSSESSED
    if left.endswith(("–", "-", "—")) and atom.case is Case.NOMINATIVE:
        return score + WEAK
    return score


def _without_bracket(left: str) -> str:
    """Without the bracket at its end: `№ 1128 (ресми … енгізіледі) қаулысымен` has the kind behind the bracket."""
    depth = 0
    for place in range(len(left) - 1, -1, -1) if left.endswith(")") else ():
        depth += {")": 1, "(": -1}.get(left[place], 0)
        if depth == 0:
            return left[:place].rstrip()
    return left


def fit_right(right: str, atom: Atom, pairs: WordPairs) -> float:
    """How well the text on its right follows the atom."""
    right = right.lstrip()
    word = first_word(right)
    if right[:1] in {",", ")", ";", ".", ":"}:
        return WEAK + (WEAK if right[0] == ")" and atom.case is Case.NOMINATIVE else 0.0)
    if right.startswith("("):
        return WEAK if atom.kind in (AtomKind.ACT, AtomKind.DOCUMENT, AtomKind.NUMERO) else 0.0
    score = SEEN_PAIR if (atom.last, word) in pairs else 0.0
    governor = rule("link.governor").match(right)
    if governor is not None:
        wanted = rule("link.governor").value(governor["word"])
        if wanted == "any":
            return score + WEAK
        return score + (GOVERNED if atom.case == wanted else MISGOVERNED)
    if _joins(word):
        return score + (WEAK if atom.kind is AtomKind.NUMBER or atom.numbered else 0.0)
    if atom.case is Case.GENITIVE and (word[:1].isdigit() or rule("link.noun").match(right)):
        return score + POSSESSED
    return score


def _joins(word: str) -> bool:
    return rule("word.conjunction").fullmatch(word) is not None


def fit_without(left: str, right: str, pairs: WordPairs) -> float:
    """How well the two texts go together with nothing between them."""
    before, after = last_word(left), first_word(right)
    governor = rule("link.governor").match(right.lstrip())
    if governor is not None and rule("link.governor").value(governor["word"]) not in ("any", "nominative"):
        return SEEN_PAIR if case_of(before) == rule("link.governor").value(governor["word"]) else -SEEN_PAIR
    return SEEN_PAIR if (before, after) in pairs else 0.0

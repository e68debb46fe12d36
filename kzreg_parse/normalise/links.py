"""Hyperlinked words that the PDF engine painted behind their line, put back into their holes.

Flying Saucer paints an `<a>` after the rest of its line, so a reader that follows the content stream
meets the link's words at the line's end and a hole where they were printed: two blanks, a blank
before a comma, a line start, or nothing but a single blank. The words keep their order; so the
line's tail is cut into consecutive pieces, the i-th for the i-th hole, the rest stays. Every filling
is scored by grammar against the reading that nothing is displaced; a word is moved only with a clear
margin. Where damage is certain but no filling is clearly best, the line stays as it is, and a
diagnostic says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.normalise.lexicon import Lexicon
from kzreg_parse.normalise.link_fit import (
    Atom,
    AtomKind,
    WordPairs,
    first_word,
    fit_left,
    fit_right,
    fit_without,
    last_word,
)
from kzreg_parse.rules import rule
from kzreg_parse.rules.cases import Case, case_of

MARGIN: Final = 2.0  # by how much a filling must beat the reading that nothing moved
RIVAL_MARGIN: Final = 0.5  # … and any other filling
HOLE_SEEN: Final = 2.0  # two blanks, a blank before a comma, an empty line start: marks of a hole
LEFT_EMPTY: Final = -0.5  # two blanks may be nothing, a blank before a stop the stretching of a line
START_LEFT_EMPTY: Final = -2.0  # but no line begins with a blank by itself
NUMBER_LEFT: Final = 4.0  # moving a noun away from the number that belongs to it
SURE_FIT: Final = 3.0  # what grammar must say for a place that shows no hole
NO_FIT: Final = -10.0
ANY_WORD: Final = 2.0  # a word that is no reference is seldom a link
SPLIT_NUMBER_SEEN: Final = 1.0  # the second of two numbers glued to one stands elsewhere in the document
GLUED: Final = -5.0  # words glued behind a stop cannot belong there
SURE: Final = 5.0  # margin from which a move counts as certain
MOST_TAIL_TOKENS: Final = 6
MOST_HOLES: Final = 6

TOKEN = regex.compile(r"\S+")
GAP = regex.compile(r"(?<=\S)(?:\s{2,4}(?=\S)|\s+(?=[,;:.)](?:\s|$|[,;:.)])))")
GLUE = regex.compile(
    r"(?<=[;:)»\"])(?=[\p{L}\d№])|(?<=[\p{Ll}\d)»\"\s][.,])(?=[\p{L}№])|(?<=[\p{L})\s][.,])(?=\d)|(?<=[(«])(?=[№\d\p{L}])|(?<=\p{L})(?=\d)|(?<=\p{Ll})(?=\p{Lu}\p{Ll})"
)
MAYBE = regex.compile(r"\s{2}|\s[,;:.)]|[.;:,)\"»](?=[\p{L}\d№])|\p{L}\d|[(«](?:№|\d|\p{L}+$)")
NUMERO = regex.compile(r"(?:№|N)\s*\S*\d\S*")
NUMBER = regex.compile(r"\d+(?:-\d+)*\)?(?!\S)")
ORDINARY_WORD = regex.compile(r"\p{L}[\p{L}-]*\p{L}")
BARE_NUMBER = regex.compile(r"\d\)?\s*$")
NUMBER_WITHOUT_KIND = regex.compile(r"(?<=(?:№|N)\s?[\d/-]{1,12})\s(?=\((?:\p{L}|$))")
TORN_NUMBER = regex.compile(r"-\p{L}")
GLUED_NUMBERS = regex.compile(r"(?P<digits>\d{2,})-\p{L}")
WEB = regex.compile(r"(?:www\.|https?:|\w@)\S+|\S+\.(?:kz|com|ru|org|net)\b")


class HoleKind(StrEnum):
    """How a hole shows."""

    BLANKS = "blanks"
    STOP = "stop"
    START = "start"
    GRAMMAR = "grammar"


EMPTY: Final = {
    HoleKind.BLANKS: LEFT_EMPTY,
    HoleKind.STOP: LEFT_EMPTY,
    HoleKind.START: START_LEFT_EMPTY,
    HoleKind.GRAMMAR: 0.0,
}


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in the line's text where words may be missing."""

    start: int
    end: int
    kind: HoleKind


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around the line in its block."""

    before: str = ""  # text of the line above
    after: str = ""  # text of the line below
    open_start: bool = False  # the line begins with a hole: a blank before its first word, or an empty line


@dataclass(frozen=True, slots=True)
class Returned:
    """The line with its links put back; `confidence` None: nothing was moved; `doubt`: words that may be displaced."""

    text: Traced
    confidence: float | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class _Filling:
    score: float
    tail: int
    moves: tuple[tuple[Hole, tuple[Atom, ...]], ...]
    glued: bool


def return_links(line: Traced, context: Context, pairs: WordPairs, lexicon: Lexicon) -> Returned:
    """Put the displaced words of one line back where they were printed."""
    text = line.text
    if not context.open_start and not MAYBE.search(text) and not _grammar_holes(text):
        return Returned(line)
    fillings: list[_Filling] = []
    glued_tail = ""
    for start, glued in _tail_starts(text, context, lexicon):
        atoms = _atoms(text, start)
        if atoms is None:
            continue
        in_bracket = glued and text[start - 1] in "(«"  # at a line's end; what follows it may well belong there
        if in_bracket and atoms[0].kind in (AtomKind.WORD, AtomKind.NUMBER):
            continue
        certain = glued and not in_bracket
        if certain and any(atom.kind is not AtomKind.WORD for atom in atoms):
            glued_tail = glued_tail or text[start:]
        fillings.extend(_fillings(text, start, atoms, context, pairs, glued=certain))
    moving = sorted((filling for filling in fillings if filling.moves), key=lambda filling: -filling.score)
    if not moving:
        return Returned(line, doubt=glued_tail or None)
    best = moving[0]
    staying = max((filling.score for filling in fillings if not filling.moves), default=GLUED)
    rival = next((filling.score for filling in moving[1:] if _result(text, filling) != _result(text, best)), GLUED)
    margin = best.score - staying
    if margin < MARGIN or best.score - rival < RIVAL_MARGIN:
        return Returned(line, doubt=glued_tail or None)
    return Returned(_move(line, best), 0.95 if margin >= SURE else 0.85)


def _tail_starts(text: str, context: Context, lexicon: Lexicon) -> Iterator[tuple[int, bool]]:
    """Where the moved words may begin: at a word, or glued to the word before."""
    tokens = [match.span() for match in TOKEN.finditer(text)][-MOST_TAIL_TOKENS:]
    for start, end in tokens:
        if start:
            yield start, False
        if WEB.match(text, start, end):
            continue
        for glue in GLUE.finditer(text, start, end):
            if glue.start() > start:
                yield glue.start(), True
        if end == tokens[-1][1] and TORN_NUMBER.match(context.after):
            yield from ((place, True) for place in _number_cuts(text, start, end))
        inner = _glued_noun(text[start:end], lexicon)
        if inner:
            yield start + inner, True


def _number_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Where two numbers may be glued: `210-бабының` above `-тармағына` is 2 and 10-бабының."""
    digits = GLUED_NUMBERS.match(text, start, end)
    if digits is not None:
        for place in range(start + 1, digits.end("digits")):
            if text[place] != "0":
                yield place


def _glued_noun(token: str, lexicon: Lexicon) -> int:
    """Where a link noun is glued to a known word (`сәйкесстандартына`); 0 where none is."""
    if token in lexicon or not token.isalpha():
        return 0
    for position in range(3, len(token) - 3):
        if token[:position] in lexicon and rule("link.noun").fullmatch(token[position:]):
            return position
    return 0


def _atoms(text: str, start: int) -> list[Atom] | None:
    """The tail from `start` on as link pieces; None where it is not made of them."""
    atoms: list[Atom] = []
    position, end = start, len(text.rstrip())
    while position < end:
        if text[position].isspace():
            position += 1
            continue
        atom = _atom(text, position, end)
        if atom is None or (atom.kind is AtomKind.WORD and (position != start or atom.end != end)):
            return None
        atoms.append(atom)
        position = atom.end
    return atoms or None


def _atom(text: str, start: int, end: int) -> Atom | None:
    noun = rule("link.noun").pattern.match(text, start, end)
    if noun is not None and (noun.end() == end or text[noun.end()].isspace()):
        case = case_of(noun["case"]) if noun["case"] else Case.NOMINATIVE
        if noun["case"] in ("на", "не"):
            case = Case.DATIVE
        return Atom(
            start,
            noun.end(),
            AtomKind(rule("link.noun").value(noun["stem"])),
            noun[0].lower(),
            first_word(noun[0]),
            last_word(noun[0]),
            numbered=noun["num"] is not None,
            possessed=noun["possessive"] is not None,
            case=case,
        )
    for kind, pattern in ((AtomKind.NUMERO, NUMERO), (AtomKind.NUMBER, NUMBER), (AtomKind.WORD, ORDINARY_WORD)):
        found = pattern.match(text, start, end)
        if found is not None and (found.end() == end or text[found.end()].isspace()):
            return Atom(
                start,
                found.end(),
                kind,
                found[0].lower(),
                first_word(found[0]),
                last_word(found[0]),
                case=case_of(found[0]),
            )
    return None


def _holes(text: str, tail: int, context: Context) -> list[Hole]:
    """Every place before the tail where words may be missing, in order."""
    stem_end = len(text[:tail].rstrip())
    holes = [Hole(0, 0, HoleKind.START)] if context.open_start else []
    for gap in GAP.finditer(text, 0, tail):
        if gap.start() < stem_end:
            kind = HoleKind.STOP if text[gap.end() : gap.end() + 1] in ",;:.)" else HoleKind.BLANKS
            holes.append(Hole(gap.start(), gap.end(), kind))
    seen = {hole.start for hole in holes}
    holes += [hole for hole in _grammar_holes(text[:stem_end]) if hole.start not in seen]
    return sorted(holes, key=lambda hole: hole.start)[:MOST_HOLES]


def _grammar_holes(text: str) -> list[Hole]:
    """Single blanks where grammar lacks a word: `Стандарттың сәйкес` has no dative, `№ 331 (Норма…` no kind of act."""
    holes = [Hole(gap.start(), gap.end(), HoleKind.GRAMMAR) for gap in NUMBER_WITHOUT_KIND.finditer(text)]
    for governor in rule("link.governor").pattern.finditer(text):
        wanted = rule("link.governor").value(governor["word"])
        before = text[: governor.start()]
        if wanted in ("any", "nominative") or not before[-1:].isspace():
            continue
        if case_of(last_word(before)) in (Case.GENITIVE, Case.DATIVE, Case.NOMINATIVE):
            start = len(before.rstrip())
            if (start and case_of(last_word(before)) != wanted) or wanted == "dative":
                holes.append(Hole(start, governor.start(), HoleKind.GRAMMAR))
    return holes


def _fillings(
    text: str, tail: int, atoms: list[Atom], context: Context, pairs: WordPairs, *, glued: bool
) -> Iterator[_Filling]:
    """Every way to part the atoms over the holes in order; what is left stays at the line's end."""
    holes = _holes(text, tail, context)
    if atoms[0].kind is AtomKind.WORD:
        holes = [hole for hole in holes if hole.kind is not HoleKind.GRAMMAR]
    stem = text[:tail]

    def place(
        atom: int, hole: int, score: float, moves: tuple[tuple[Hole, tuple[Atom, ...]], ...]
    ) -> Iterator[_Filling]:
        if hole == len(holes):
            yield _Filling(
                score + _end_score(atoms[atom:], atoms[0], stem, context, pairs, glued=glued), tail, moves, glued
            )
            return
        spot = holes[hole]
        yield from place(atom, hole + 1, score + EMPTY[spot.kind], moves)
        for stop in range(atom + 1, len(atoms) + 1):
            piece = tuple(atoms[atom:stop])
            value = _hole_score(spot, piece, text, stem, context, pairs)
            yield from place(stop, hole + 1, score + value, (*moves, (spot, piece)))

    yield from place(0, 0, 0.0, ())


def _hole_score(hole: Hole, piece: tuple[Atom, ...], text: str, stem: str, context: Context, pairs: WordPairs) -> float:
    """How well the piece fits the hole, and how sure it is that there is one."""
    left = context.before if hole.kind is HoleKind.START else text[: hole.start]
    right = stem[hole.end :] or context.after
    score = fit_left(left, piece[0], pairs) + fit_right(right, piece[-1], pairs)
    if any(atom.kind is not AtomKind.NUMBER for atom in piece[:-1]):
        score -= 1.0  # two references in one hole
    if piece[0].kind is AtomKind.WORD:
        score -= ANY_WORD
    if text[piece[0].start - 1 : piece[0].start].isdigit() and piece[0].whole in pairs.words:
        score += SPLIT_NUMBER_SEEN
    if hole.kind is HoleKind.GRAMMAR:
        return score if score >= SURE_FIT else NO_FIT
    return score + HOLE_SEEN


def _end_score(atoms: list[Atom], first: Atom, stem: str, context: Context, pairs: WordPairs, *, glued: bool) -> float:
    """How well the line's end reads with the atoms that stay there, or with none; `first` begins the tail."""
    if not atoms:
        score = fit_without(stem, context.after, pairs) if context.after else 0.0
        bare_noun = first.kind in (AtomKind.UNIT, AtomKind.ANNEX) and not first.numbered
        return score - NUMBER_LEFT if bare_noun and BARE_NUMBER.search(stem) else score
    score = fit_left(stem or context.before, atoms[0], pairs) + fit_right(context.after, atoms[-1], pairs)
    return score + (GLUED if glued else 0.0)


def _result(text: str, filling: _Filling) -> str:
    """The line's words in the order that a filling gives, blanks aside."""
    return "".join("".join(text[start:end].split()) for start, end in _pieces(text, filling) if end >= 0)


def _pieces(text: str, filling: _Filling) -> list[tuple[int, int]]:
    """Stretches of the line in their new order; (n, -1) is a blank put in at n."""
    pieces: list[tuple[int, int]] = []
    position = 0
    for hole, atoms in filling.moves:
        pieces.append((position, hole.start))
        if hole.kind is not HoleKind.START:
            pieces.append((hole.start, -1))
        pieces.extend([(atoms[0].start, atoms[-1].end), (hole.start, -1)])
        position = hole.end
    pieces.append((position, filling.tail))
    last = filling.moves[-1][1][-1].end if filling.moves else filling.tail
    if text[last:].strip():
        pieces.extend([(filling.tail, -1), (last, len(text))])
    return pieces


def _move(line: Traced, filling: _Filling) -> Traced:
    parts = []
    for start, end in _pieces(line.text, filling):
        parts.append(line[start:end] if end >= 0 else Traced.blank(line.offset(min(start, len(line) - 1))))
    return Traced.join(parts).strip()

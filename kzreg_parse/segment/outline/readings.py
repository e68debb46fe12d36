"""What a block may be: its readings, each with the evidence of the block alone.

A block that begins `4.` may be a chapter heading, a clause, or a paragraph that happens to begin so;
the outline decides between the readings by the whole sequence.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import regex

from kzreg_parse.language.quotes import OPENING_QUOTES
from kzreg_parse.language.vocabulary import DIVISION, depth_of, kind_of
from kzreg_parse.read import Indent, Role
from kzreg_parse.restore import Block
from kzreg_parse.restore.words.packaged import packaged_words
from kzreg_parse.rules import rule
from kzreg_parse.segment.outline import weights
from kzreg_parse.segment.outline.ranks import POINT, RANK, SUBPOINT, Order, ReadingKind, order_of

END_MARK = regex.compile(r"[.;:,!?]\s*[»\"”]?$")
OPENING: Final = frozenset(OPENING_QUOTES + "(")
ROMAN_LETTERS: Final = frozenset("IVXLІХ")
DIVISIONS: Final = ("structure.division", "structure.unnumbered")
ITEMS: Final = ("structure.numbered", "structure.point", "structure.lettered", "structure.legend", "frame.note")


class Reading(NamedTuple):
    """One way to read a block. `order` is its number for comparison, `skip` the length of its mark.

    `rank` is its depth, `style` tells apart the rows that are counted side by side (`1)` and `а)`).
    """

    kind: ReadingKind
    evidence: float
    num: str | None = None
    label: str | None = None
    order: Order | None = None
    skip: int = 0
    heading: bool = False  # its words are a heading, not text
    rank: int = RANK["alinea"]
    style: str = ""
    named: bool = False  # its mark says in a word what it is


class Habits(NamedTuple):
    """How this document marks things: what an indent or bold type is worth as a sign."""

    indents: bool  # paragraphs are indented, headings are not
    bold: bool  # bold type is used, but not throughout


def habits_of(blocks: list[Block]) -> Habits:
    """Return the habits of a document's text blocks."""
    texts = [block for block in blocks if block.text]
    indented = sum(block.place is Indent.INDENT for block in texts)
    bold = sum(block.bold for block in texts)
    return Habits(
        indents=indented > weights.INDENTED_SHARE * len(texts), bold=0 < bold < weights.BOLD_SHARE * len(texts)
    )


def has_heading_shape(text: str, longest: int = weights.LONGEST_HEADING) -> bool:
    """Short enough, begins in a capital, a quotation or a year, and ends without a stop."""
    if len(text) > longest or END_MARK.search(text) is not None:
        return False
    return text[:1].isupper() or text[:1] in OPENING or rule("date.year_first").match(text) is not None


def is_person(text: str) -> bool:
    """Tell whether the text is a person's name alone: an initial and a word that published acts have as a name only."""
    found = rule("signature.name").fullmatch(text)
    if found is None:
        return False
    surname = max(found["name"].replace(".", " ").split(), key=len).lower()
    return surname not in packaged_words() or rule("signature.surname").search(surname) is not None


def opens_division(text: str) -> bool:
    """Tell whether the text begins with the printed mark of a part, chapter, section or article."""
    return any(rule(name).match(text) for name in DIVISIONS)


def is_marked(text: str) -> bool:
    """Tell whether the text opens a division, an item or a note."""
    return opens_division(text) or any(rule(name).match(text) for name in ITEMS)


def readings(block: Block, below: Block | None, habits: Habits) -> list[Reading]:
    """Return the readings of a block; `below` is the next text block. Plain text is always one."""
    text = block.text.text
    found: list[Reading] = []
    division = rule("structure.division").match(text)
    if division is not None:
        found.append(_division(division, block))
    elif (counted := rule("structure.unnumbered").match(text)) is not None:
        found.append(_counted_in_words(counted))
    reference = rule("structure.reference_start").match(text) is not None
    numbered = rule("structure.numbered").match(text)
    if numbered is not None:
        found.extend(_numbered(numbered, block, habits))
    point = rule("structure.point").match(text)
    if point is not None and not reference:
        found.extend(_point(point))
    lettered = rule("structure.lettered").match(text)
    if lettered is not None and has_heading_shape(lettered["rest"]) and not is_person(text):
        evidence = weights.HEADING_LETTER + _heading_signs(block, lettered["rest"], habits)
        style = "roman" if set(lettered["num"]) <= ROMAN_LETTERS else "letter"
        found.extend(_heading(_marked("chapter", lettered, evidence, heading=True)._replace(style=style)))
    if not found and _may_be_bare_heading(block, habits):
        evidence = _bare_heading_evidence(block, below, habits)
        found.append(Reading("chapter", evidence, heading=True, rank=RANK["chapter"]))
    marked = any(reading.label for reading in found) and not reference
    found.append(Reading("alinea", weights.TEXT_MARKED if marked else weights.TEXT_PLAIN))
    return found


def _division(match: regex.Match[str], block: Block) -> Reading:
    word = rule("structure.division").value_or_none(match["kind"]) or match["kind"]  # a sign, or the noun itself
    kind = str(kind_of(word, DIVISION))
    heading = bool(match["rest"]) and (block.bold or END_MARK.search(match["rest"]) is None or kind != "article")
    reading = _marked(kind, match, weights.DIVISION_WORD, heading=heading)  # type: ignore[arg-type]
    return reading._replace(rank=depth_of(word), named=True)


def _counted_in_words(match: regex.Match[str]) -> Reading:
    """Return a part or chapter whose number is a word, or that has none."""
    word = match["kind"]
    kind = kind_of(word, DIVISION)
    ordinal = match["ordinal"]
    return Reading(
        kind="part" if kind == "subdivision" else kind,
        evidence=weights.DIVISION_WORD,
        label=match["label"].strip(),
        order=(int(rule("vocabulary.ordinal").value(ordinal)),) if ordinal else None,
        skip=match.start("rest"),
        heading=bool(match["rest"]),
        rank=depth_of(word),
        named=True,
    )


def _numbered(match: regex.Match[str], block: Block, habits: Habits) -> list[Reading]:
    rest = match["rest"]
    sentence = weights.CLAUSE_SENTENCE if END_MARK.search(rest) else 0.0
    evidence = weights.CLAUSE_MARK + sentence + _clause_place(block, habits)
    clause = _marked("clause", match, evidence)
    if "." in match["num"]:
        return [
            clause._replace(style="dotted"),
            clause._replace(kind="point", style="dotted", rank=POINT),
            clause._replace(kind="point", style="dotted", rank=SUBPOINT),
        ]
    if not has_heading_shape(rest):
        return [clause]
    signs = weights.HEADING_NUMBER + _heading_signs(block, rest, habits)
    return [clause, *_heading(_marked("chapter", match, signs, heading=True))]


def _heading(chapter: Reading) -> list[Reading]:
    """Return a chapter, or a section of a chapter that is counted in another way."""
    return [chapter, chapter._replace(kind="section", rank=RANK["section"])]


def _point(match: regex.Match[str]) -> list[Reading]:
    """Return a point, or a point below a point that is counted in the other way."""
    point = _marked("point", match, weights.POINT_MARK)._replace(
        style="number" if match["num"][0].isdigit() else "letter"
    )
    return [point, point._replace(rank=SUBPOINT)]


def _clause_place(block: Block, habits: Habits) -> float:
    if block.role is Role.HEADING or (habits.bold and block.bold):
        return weights.BOLD_CLAUSE
    if not habits.indents:
        return 0.0
    return weights.INDENTED_CLAUSE if block.place is Indent.INDENT else weights.FLUSH_CLAUSE


def _heading_signs(block: Block, words: str, habits: Habits) -> float:
    """Signs in type, place and wording that a block is a heading."""
    score = 0.0
    if habits.bold:
        score += weights.BOLD_HEADING if block.bold else weights.LIGHT_HEADING
    if habits.indents:
        score += weights.FLUSH_HEADING if block.place is not Indent.INDENT else weights.INDENTED_HEADING
    if block.role is Role.HEADING:
        score += weights.HEADING_ROLE
    if rule("structure.heading_end").search(words):
        score += weights.HEADING_WORDS
    if words.isupper() and len(words) >= weights.SHORTEST_CAPITALS:
        score += weights.HEADING_CAPITALS
    return score


def _may_be_bare_heading(block: Block, habits: Habits) -> bool:
    if not has_heading_shape(block.text.text) or block.text.text.startswith("("):
        return False
    if (
        block.role is Role.NOTE
        or rule("frame.note").match(block.text.text)
        or rule("appendix.form_word").fullmatch(block.text.text)
    ):
        return False
    return not habits.indents or block.place is not Indent.INDENT


def _bare_heading_evidence(block: Block, below: Block | None, habits: Habits) -> float:
    """Return an unnumbered heading has clauses below it; without them it is a title or a caption."""
    text = below.text.text if below is not None else ""
    if rule("structure.numbered").match(text) is None or (below is not None and below.role is Role.HEADING):
        return weights.BARE_HEADING_ALONE
    signs = _heading_signs(block, block.text.text, habits)
    is_shown = habits.indents or habits.bold or block.role is Role.HEADING
    return signs - (0.0 if is_shown else weights.BARE_HEADING_UNSHOWN)


def _marked(kind: ReadingKind, match: regex.Match[str], evidence: float, *, heading: bool = False) -> Reading:
    return Reading(
        kind=kind,
        evidence=evidence,
        num=match["num"],
        label=match["label"].strip(),
        order=order_of(match["num"]),
        skip=match.start("rest"),
        heading=heading,
        rank=RANK[kind],
    )

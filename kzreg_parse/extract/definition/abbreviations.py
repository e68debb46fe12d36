"""Abbreviations: the phrase whose first letters they are, and the spellings that a scanner made of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import regex

from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import LocatedText
from kzreg_parse.language.quotes import OPENING_QUOTES
from kzreg_parse.language.tokens import Token, Tokens
from kzreg_parse.model.facts import Definition
from kzreg_parse.rules import rule

WORD_PART: Final = regex.compile(r"[^\W_]+")
CAPITALS: Final = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}{3,8}(?!\p{L})")
QUOTED: Final = regex.compile(r"[«\"“„][^«»\"“”„]*+[»\"”“]\s*")
LEAST_LIKENESS: Final = 60.0
# letters that a scanner takes for one another
FOLDED: Final = str.maketrans("ҚҒҢҮҰӨІҺӘ", "КГНУУОІХА")


def is_abbreviation(term: str) -> bool:
    """Capitals only, perhaps with a quoted name before them (`«Е-лицензиялау» МДБ АЖ`)."""
    bare = QUOTED.sub("", term).strip()
    return rule("definition.abbreviation").fullmatch(bare) is not None


def initials_start(tokens: Tokens, end: int, term: str) -> int | None:
    """Return where the phrase begins whose words begin with the abbreviation's letters; None where none does."""
    if not is_abbreviation(term) or term[0] in OPENING_QUOTES:
        return None
    place = tokens.before(end)
    halves = term.split("/")
    for position, half in enumerate(reversed(halves)):
        start = _match_back(tokens, place, half.replace(" ", ""), elided=position > 0)
        if start is None:
            return None
        place = start - 1
        if position + 1 < len(halves):
            while place >= 0 and tokens.items[place].text.lower() in (*rule("word.conjunction").words, "/", ","):
                place -= 1
        first = start
    return _with_quote(tokens, first, end)


def _match_back(tokens: Tokens, place: int, letters: str, *, elided: bool) -> int | None:
    """Return index of the word where the letters, read from the last, are used up. `elided`.

    The last word may be left out.
    """
    for used in (letters, letters[:-1]) if elided and len(letters) > 2 else (letters,):
        left, index = used.upper(), place
        found: int | None = None
        while index >= 0 and left and place - index < 24:
            token = tokens.items[index]
            if token.kind == "word" and token.text.lower() not in rule("word.conjunction").words:
                rest = _use(token, left)
                if rest is None:
                    break
                left, found = rest, index
            elif token.kind not in ("word", "dash", "quote_open", "quote_close"):
                break
            index -= 1
        if not left and found is not None:
            return found
    return None


def _use(token: Token, letters: str) -> str | None:
    """Return the letters left when the word has taken its own from the end; None where it takes none."""
    parts = [part.upper() for part in WORD_PART.findall(token.text)]
    firsts = "".join(part[0] for part in parts)
    if len(firsts) > 1 and _folded(letters).endswith(_folded(firsts)):
        return letters[: -len(firsts)]
    if firsts and _folded(letters[-1]) == _folded(firsts[0]):
        return letters[:-1]
    return None


def _with_quote(tokens: Tokens, first: int, end: int) -> int:
    """Return the start of the word, or of the quotation mark right before it when that closes within the phrase."""
    before = tokens.items[first - 1] if first else None
    if before is not None and before.kind == "quote_close" and before.partner >= 0:
        return tokens.items[before.partner].start  # the name belongs to it, `«Х» мемлекеттік мекемесі`
    quoted = before is not None and before.kind == "quote_open" and before.partner >= 0
    if before is not None and quoted and tokens.items[before.partner].end <= end:
        return before.start
    return tokens.items[first].start


def _folded(letters: str) -> str:
    return letters.upper().translate(FOLDED)


def note_variants(definitions: Iterable[Definition], places: Iterable[LocatedText], log: DiagnosticLog) -> None:
    """Report abbreviations that are spelt in two ways, and those that disagree with the words they stand for."""
    known: dict[str, str] = {}
    for definition in definitions:
        if is_abbreviation(definition.term) and definition.term.isalpha():
            known.setdefault(definition.term, definition.meaning)
    if not known:
        return
    by_fold: dict[str, list[str]] = {}
    for term in known:
        by_fold.setdefault(_folded(term), []).append(term)
    seen: set[str] = set()
    for place in places:
        for found in CAPITALS.finditer(place.text.text):
            word = found[0]
            if word in seen:
                continue
            seen.add(word)
            meant = _meant(word, known, by_fold)
            if meant is not None:
                log.note("KZE52", place.text[found.start() : found.end()], meant=meant)


def _meant(word: str, known: dict[str, str], by_fold: dict[str, list[str]]) -> str | None:
    """Return the spelling that is right by the words it stands for; None where the word is right or unknown."""
    from rapidfuzz import fuzz  # loaded only when an act has abbreviations

    twins = by_fold.get(_folded(word), [])
    if not twins:
        return None
    for twin in twins:
        expected = _expected(twin, known[twin])
        if expected == word:
            return None
        if expected is not None and fuzz.ratio(expected, word) >= LEAST_LIKENESS:
            return expected
    if word in known or len(twins) != 1:
        return None
    return twins[0]


def _expected(term: str, meaning: str) -> str | None:
    """Return the abbreviation as the first letters of its meaning spell it; None where they are others."""
    firsts = [
        part[0].upper() for part in WORD_PART.findall(meaning) if part.lower() not in rule("word.conjunction").words
    ]
    spelt = "".join(firsts)
    return spelt if _folded(spelt) == _folded(term) else None

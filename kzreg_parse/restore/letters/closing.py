"""Closing up lines whose letters stand apart.

The publisher's engine stretches a justified last line by moving its letters apart; the text
extractor then writes a blank for every gap. In such a line two blanks are a word boundary and one
is an artefact. A line may be stretched in part (`куәл ік .`): there a single blank may be either,
and the words known to the document decide. Copies that lost the double blanks have no boundaries
left inside a run; `letter_runs` finds the most likely words there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.model import Traced
from kzreg_parse.restore.letters.measured_gaps import readings
from kzreg_parse.restore.letters.runs import close_lost_runs, has_lone_run
from kzreg_parse.restore.letters.weights import (
    BY_LEXICON,
    BY_LIKELIHOOD,
    CERTAIN,
    FULLY_STRETCHED,
    LEAST_BLANKS,
    LEAST_SEEN,
    LEAST_TOKENS,
    LONGEST_MERGE,
    LONGEST_SINGLE,
    LONGEST_STRETCHED_WORD,
    MUCH_LIKELIER,
    PARTED_SHARE,
    PUBLISHED_MEASURE,
)
from kzreg_parse.restore.words.lexicon import WORD, Lexicon
from kzreg_parse.rules import rule

TOKEN = regex.compile(r"\S+")
ARTEFACT = regex.compile(r"(?<=\S)(?!(?<=\p{Ll})\s\d)\s(?=\s*\S)")  # the first blank behind a letter
WORD_PART = regex.compile(r"(?P<open>[«\"(]*)(?P<word>\p{L}+(?:-\p{L}+)*)(?P<close>[;:.,)»\"]*)")
BLANK_MARKS: Final = ("  ", "\u00a0", "\t", " .", " ,", " ;", " :", " )", " -")
LONE_LETTER = regex.compile(r"\s\p{Ll}(?!\S)")
PIECE = regex.compile(r"\p{L}+")
LONE_FIGURES = regex.compile(r"\d(?:\s\d)+")
STOPS: Final = frozenset(".,;:")
LEAST_STOPS: Final = 2
LONGEST_LINE: Final = 300  # characters; no page holds more on a line
MOST_REMEMBERED: Final = 1 << 13  # tokens, from one act to the next

Span = tuple[int, int]


class Closed(NamedTuple):
    """A line with its letters closed up, and how sure that is (None: nothing was done)."""

    text: Traced
    confidence: float | None = None


def may_be_spaced(line: str, *, torn: bool, boundaries_kept: bool) -> bool:
    """Tell whether `close_up` may find anything to do; cheap."""
    if torn or (not boundaries_kept and has_lone_run(line)) or _has_blanks(line):
        return True
    return any(mark in line for mark in BLANK_MARKS) or line[1:2].isspace() or LONE_LETTER.search(line) is not None


def _has_blanks(line: str) -> bool:
    """Tell whether there are as many blanks as a line of single letters has."""
    least = LEAST_BLANKS * len(line)
    blanks = line.count(" ")
    return blanks >= least or blanks + line.count("\u00a0") + line.count("\t") >= least


def close_up(
    text: Traced,
    lexicon: Lexicon,
    *,
    boundaries_kept: bool,
    torn: bool = False,
    lead: int = 0,
    measure: float = PUBLISHED_MEASURE,
) -> Closed:
    """Close the letter-spaced parts of a line.

    `boundaries_kept`: two blanks still part words in this document. `torn`: the line ended in two
    blanks, so it was stretched and single blanks in it may be artefacts. `lead`: blanks before the
    line; `measure`: the column's width in parts of the type size.
    """
    if not may_be_spaced(text.text, torn=torn, boundaries_kept=boundaries_kept):
        return Closed(text)
    if boundaries_kept:
        if is_stretched(text.text, lexicon) or (torn and LONE_FIGURES.fullmatch(text.text)):
            return Closed(_close_by_gaps(text, lexicon), CERTAIN)
        if len(text) <= LONGEST_LINE:
            return _close_by_widths(text, lexicon, lead, measure)
    elif has_lone_run(text.text):
        return Closed(close_lost_runs(text, lexicon), BY_LIKELIHOOD)
    return Closed(text)


def is_stretched(line: str, lexicon: Lexicon) -> bool:
    """Tell whether a whole line is letter-spaced; a row of figures `1 2 3 4` or a formula `S = a x b` is not.

    Without a double blank there is only one word, or two glued by a displaced link.
    """
    if not _is_of_single_letters(line):
        return False
    if "  " in line:
        return True
    tokens = line.split()
    if all(len(token) == 1 for token in tokens) and sum(token in STOPS for token in tokens) >= LEAST_STOPS:
        return True  # nobody writes a blank before every stop: `1 1 8 - б . б .`
    words = PIECE.findall("".join(tokens))
    return bool(words) and all(word in lexicon or rule("word.sayable").fullmatch(word) for word in words)


def _is_of_single_letters(line: str) -> bool:
    if not _has_blanks(line):
        return False
    tokens = line.split()
    if len(tokens) < LEAST_TOKENS:
        return False
    single = sum([len(token) == 1 for token in tokens])
    if single < FULLY_STRETCHED * len(tokens):
        return False
    letters = sum([len(token) == 1 and token.isalpha() for token in tokens])
    return letters >= 2 or ("  " in line and not _is_row_of_figures(tokens))


def keeps_boundaries(lines: Iterable[str]) -> bool:
    """Tell whether the document's stretched lines still have double blanks. Yes, where there are too few to tell.

    A line of a single word has none in any document.
    """
    seen = double = 0
    for line in lines:
        parted = "  " in line
        if len(line) > (20 if parted else LONGEST_STRETCHED_WORD) and _has_blanks(line) and _is_of_single_letters(line):
            seen += 1
            double += parted
    return seen < LEAST_SEEN or double > PARTED_SHARE * seen


def _is_row_of_figures(tokens: list[str]) -> bool:
    numbers = [int(token) for token in tokens if token.isdigit()]
    return len(numbers) >= len(tokens) - 1 and all(below < above for below, above in pairwise(numbers))


def _close_by_gaps(text: Traced, lexicon: Lexicon) -> Traced:
    """Return one blank goes, two become one, three stay two: a third stands where a link was lifted out.

    Between a letter and a figure even one stays: no word runs on in figures, but one link may stand
    behind another there (`б а б ы н ы ң 5 - б ө л і г і`).
    """
    return _part_links(text.drop(ARTEFACT), lexicon)


def _part_links(text: Traced, lexicon: Lexicon) -> Traced:
    """Return a blank between two links that ran together, `қаулыныңқосымшасына`: a genitive and what it owns."""
    for word in PIECE.finditer(text.text):
        if len(word[0]) >= LONGEST_SINGLE and word[0] not in lexicon:
            halves = lexicon.split(word[0])
            if len(halves) == 2 and case_of(halves[0]) is Case.GENITIVE and all(half in lexicon for half in halves):
                place = word.start() + len(halves[0])
                return Traced.join([text[:place], Traced.blank(text.offset(place) - 1), text[place:]])
    return text


def _close_by_widths(text: Traced, lexicon: Lexicon, lead: int, measure: float) -> Closed:
    """Return the reading that the letters' widths allow; where they allow several, the one with the likeliest words."""
    found = readings(text.text, lead=lead, measure=measure)
    if not found:
        return Closed(text)
    if len(found) == 1 and sum(found[0].blanks) == text.text.count(" ") and text.text == text.text.strip():
        return _merge_fragments(text, lexicon)  # read as it stands
    options = [_with_blanks(text, reading.blanks) for reading in found]
    best = min(options, key=lambda option: _cost(option.text, lexicon)) if len(options) > 1 else options[0]
    merged = _merge_fragments(best, lexicon)
    if merged.confidence is not None or best.text == text.text:
        return merged
    return Closed(best, CERTAIN if len(options) == 1 else BY_LEXICON)


def _cost(line: str, lexicon: Lexicon) -> float:
    return sum(lexicon.cost(word) for word in WORD.findall(line))


def _with_blanks(text: Traced, blanks: tuple[int, ...]) -> Traced:
    """Return the text with so many of the blanks of each of its runs."""
    tokens = [match.span() for match in TOKEN.finditer(text.text)]
    parts = [text[tokens[0][0] : tokens[0][1]]]
    for (_, (start, stop)), printed in zip(pairwise(tokens), blanks, strict=True):
        parts.append(text[start - printed : start])
        parts.append(text[start:stop])
    return Traced.join(parts)


def _merge_fragments(text: Traced, lexicon: Lexicon) -> Closed:
    """Join the fragments of a partly stretched line; only what stands between double blanks is weighed together."""
    words = [word for group in _groups(text.text) for word in _best_words(text.text, group, lexicon)]
    if all(len(word) == 1 for word in words):
        return Closed(text)
    parts: list[Traced] = []
    position = 0
    for word in words:
        parts.append(text[position : word[0][0]])
        parts.extend(text[start:end] for start, end in word)
        position = word[-1][1]
    parts.append(text[position:])
    return Closed(Traced.join(parts), BY_LEXICON)


def _groups(line: str) -> list[list[Span]]:
    """Return the line's tokens, parted at double blanks."""
    groups: list[list[Span]] = []
    for match in TOKEN.finditer(line):
        if not groups or match.start() - groups[-1][-1][1] > 1:
            groups.append([])
        groups[-1].append(match.span())
    return groups


class _WordPart(NamedTuple):
    """A token's letters, and whether marks stand before and behind them."""

    word: str
    opened: bool
    closed: bool


@lru_cache(maxsize=MOST_REMEMBERED)
def _word_part(token: str) -> _WordPart | None:
    found = WORD_PART.fullmatch(token)
    return _WordPart(found["word"], bool(found["open"]), bool(found["close"])) if found is not None else None


def _best_words(line: str, tokens: list[Span], lexicon: Lexicon) -> list[list[Span]]:
    """Return the tokens grouped into words at the least cost; tokens stay apart unless they make a known word."""
    parts = [_word_part(line[start:end]) for start, end in tokens]
    alone = [lexicon.cost(part.word) if part else 0.0 for part in parts]
    wholes = [list(_wholes(parts, end, alone, lexicon)) for end in range(1, len(tokens) + 1)]
    if not any(wholes):
        return [[token] for token in tokens]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end, cost in enumerate(alone, 1):
        options = [(best[end - 1][0] + cost, end - 1)]
        options += [(best[start][0] + whole, start) for start, whole in wholes[end - 1]]
        best.append(min(options))
    words: list[list[Span]] = []
    end = len(tokens)
    while end:
        start = best[end][1]
        words.append(tokens[start:end])
        end = start
    return words[::-1]


def _wholes(
    parts: list[_WordPart | None], end: int, alone: list[float], lexicon: Lexicon
) -> Iterator[tuple[int, float]]:
    """Yield where a word of two or more tokens that ends before token `end` may begin, and what it costs."""
    whole, apart, all_known = "", 0.0, True
    for start in range(end - 1, max(0, end - LONGEST_MERGE) - 1, -1):
        part = parts[start]
        if part is None or (part.closed and start < end - 1):
            return
        word = part.word
        whole = word + whole
        apart += alone[start]
        all_known = all_known and word in lexicon
        if start < end - 1 and whole in lexicon:
            cost = lexicon.cost(whole)
            if cost + MUCH_LIKELIER < apart or not all_known:
                yield start, cost
        if part.opened:
            return

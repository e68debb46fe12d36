"""Closing up lines whose letters stand apart.

The publisher's engine stretches a justified last line by moving its letters apart; the text
extractor then writes a blank for every gap. In such a line two blanks are a word boundary and one
is an artefact. A line may be stretched in part (`куәл ік .`): there a single blank may be either,
and the words known to the document decide. Copies that lost the double blanks have no boundaries
left inside a run; `letter_runs` finds the most likely words there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.normalise.letter_runs import close_lost_runs, has_lone_run
from kzreg_parse.normalise.lexicon import Lexicon
from kzreg_parse.rules import rule

TOKEN = regex.compile(r"\S+")
LETTER = regex.compile(r"\p{L}")
WORD_PART = regex.compile(r"(?P<open>[«\"(]*)(?P<word>\p{L}+(?:-\p{L}+)*)(?P<close>[;:.,)»\"]*)")
LONE_LETTER = regex.compile(r"(?<!\S)\p{Ll}(?!\S)")
LONE_FIGURES = regex.compile(r"\d(?:\s\d)+")
FULLY_STRETCHED: Final = 0.75  # share of one-character tokens; the sample acts' stretched lines have 0.9 and more
LEAST_TOKENS: Final = 3
LEAST_SEEN: Final = 3  # stretched lines; one or two without a double blank may be single words
LONGEST_MERGE: Final = 6  # tokens of one word in a partly stretched line; seen: four
CERTAIN, BY_LEXICON, BY_LIKELIHOOD = 1.0, 0.95, 0.8

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Closed:
    """A line with its letters closed up, and how sure that is (None: nothing was done)."""

    text: Traced
    confidence: float | None = None


def close_up(text: Traced, lexicon: Lexicon, *, boundaries_kept: bool, torn: bool = False) -> Closed:
    """Close the letter-spaced parts of a line.

    `boundaries_kept`: two blanks still part words in this document. `torn`: the line ended in two
    blanks, so it was stretched and single blanks in it may be artefacts.
    """
    if boundaries_kept:
        if is_stretched(text.text) or (torn and LONE_FIGURES.fullmatch(text.text)):
            return Closed(_close_by_gaps(text), CERTAIN)
        if torn or "  " in text.text or LONE_LETTER.search(text.text):
            return _merge_fragments(text, lexicon)
    elif has_lone_run(text.text):
        return Closed(close_lost_runs(text, lexicon), BY_LIKELIHOOD)
    return Closed(text)


def is_stretched(line: str) -> bool:
    """Whether a whole line is letter-spaced; a row of figures such as `1 2 3 4` is not."""
    tokens = line.split()
    if len(tokens) < LEAST_TOKENS:
        return False
    single = sum(len(token) == 1 for token in tokens)
    if single < FULLY_STRETCHED * len(tokens):
        return False
    letters = sum(1 for token in tokens if len(token) == 1 and LETTER.match(token))
    return letters >= 2 or ("  " in line and not _is_row_of_figures(tokens))


def keeps_boundaries(lines: Iterable[str]) -> bool:
    """Whether the document's stretched lines still have double blanks. Yes, where there are too few to tell."""
    seen = double = 0
    for line in lines:
        if len(line) > 20 and is_stretched(line):
            seen += 1
            double += "  " in line
    return seen < LEAST_SEEN or double > 0.2 * seen


def _is_row_of_figures(tokens: list[str]) -> bool:
    numbers = [int(token) for token in tokens if token.isdigit()]
    return len(numbers) >= len(tokens) - 1 and all(below < above for below, above in pairwise(numbers))


def _close_by_gaps(text: Traced) -> Traced:
    """One blank goes, two become one, three stay two: a third stands where a link was lifted out."""
    tokens = [match.span() for match in TOKEN.finditer(text.text)]
    parts = [text[tokens[0][0] : tokens[0][1]]]
    for (_, end), (start, stop) in pairwise(tokens):
        parts.append(text[end + 1 : start])
        parts.append(text[start:stop])
    return Traced.join(parts)


def _merge_fragments(text: Traced, lexicon: Lexicon) -> Closed:
    """Join the fragments of a partly stretched line; only what stands between double blanks is weighed together."""
    parts: list[Traced] = []
    position = 0
    merged = False
    for group in _groups(text.text):
        for word in _best_words(text.text, group, lexicon):
            parts.append(text[position : word[0][0]])
            parts.extend(text[start:end] for start, end in word)
            position = word[-1][1]
            merged = merged or len(word) > 1
    parts.append(text[position:])
    return Closed(Traced.join(parts), BY_LEXICON) if merged else Closed(text)


def _groups(line: str) -> list[list[Span]]:
    """The line's tokens, parted at double blanks."""
    groups: list[list[Span]] = []
    for match in TOKEN.finditer(line):
        if not groups or match.start() - groups[-1][-1][1] > 1:
            groups.append([])
        groups[-1].append(match.span())
    return groups


def _best_words(line: str, tokens: list[Span], lexicon: Lexicon) -> list[list[Span]]:
    """The tokens grouped into words at the least cost; tokens stay apart unless they make a known word."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(tokens) + 1):
        options = [
            (best[start][0] + cost, start)
            for start in range(max(0, end - LONGEST_MERGE), end)
            if (cost := _word_cost(line, tokens[start:end], lexicon)) is not None
        ]
        best.append(min(options))
    words: list[list[Span]] = []
    end = len(tokens)
    while end:
        start = best[end][1]
        words.append(tokens[start:end])
        end = start
    return words[::-1]


def _word_cost(line: str, tokens: list[Span], lexicon: Lexicon) -> float | None:
    """What it costs to read the tokens as one word; None where they cannot be one."""
    parts = [WORD_PART.fullmatch(line, start, end) for start, end in tokens]
    if len(tokens) == 1:
        return lexicon.cost(parts[0]["word"]) if parts[0] else 0.0
    words = []
    for index, part in enumerate(parts):
        if part is None or (part["open"] and index) or (part["close"] and index < len(parts) - 1):
            return None
        words.append(part["word"])
    whole = "".join(words)
    if whole in lexicon:
        return None if all(word in lexicon for word in words) else lexicon.cost(whole)
    torn = any(len(word) == 1 and word.islower() and not rule("word.one_letter").fullmatch(word) for word in words)
    if not torn or words[0].isupper() != whole.isupper():
        return None
    return lexicon.cost(whole)

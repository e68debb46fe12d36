"""Runs of single letters that have lost their word boundaries (`з а ң д ы т ұ л ғ а`).

Optical recognition writes one blank between all letters of a stretched line, so the words must be
found again: the most likely row of words over the lexicon, unknown ones weighed by their letters.
Tokens of two letters and more are words already and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.restore.words.letter_model import packaged_spelling
from kzreg_parse.restore.words.lexicon import Lexicon
from kzreg_parse.restore.words.lookup import packaged_look_alikes

TOKEN = regex.compile(r"\S+")
LETTER = regex.compile(r"[\p{L}\p{M}]")
PIECE = regex.compile(r"[\p{L}\p{M}]+|\d+|[^\p{L}\p{M}\d]")
LEAST_LETTERS: Final = 3  # single letters in a row; `А. Б. В` of a name has two
LEAST_MISREAD: Final = 6  # letters; a shorter word is too often like another
LONGEST_RUN: Final = 200  # letters in which misread ones are looked for; no printed line holds more
NO_BLANK_BEFORE: Final = frozenset(");:,.»")
NO_BLANK_AFTER: Final = frozenset("(«")
HYPHENS: Final = frozenset("-/")


def has_lone_run(line: str) -> bool:
    """Tell whether the line holds a run of single letters."""
    return next(_runs(line), None) is not None


def close_lost_runs(text: Traced, lexicon: Lexicon) -> Traced:
    """Return the text with every run of single letters parted into its most likely words."""
    parts: list[Traced] = []
    position = 0
    for start, end in _runs(text.text):
        parts.append(text[position:start])
        parts.append(_words_of(text[start:end], lexicon))
        position = end
    parts.append(text[position:])
    return Traced.join(parts)


def _runs(line: str) -> Iterator[tuple[int, int]]:
    """Stretches of one-character tokens with enough letters among them."""
    run: list[tuple[int, int]] = []
    for match in [*TOKEN.finditer(line), None]:
        if match is not None and match.end() - match.start() == 1:
            run.append(match.span())
            continue
        if sum(1 for start, _ in run if LETTER.match(line, start)) >= LEAST_LETTERS:
            yield run[0][0], run[-1][1]
        run = []


def _words_of(run: Traced, lexicon: Lexicon) -> Traced:
    solid = Traced.join(run[start : start + 1] for start in range(0, len(run)) if not run.text[start].isspace())
    pieces: list[Traced] = []
    for match in PIECE.finditer(solid.text):
        piece = solid[match.start() : match.end()]
        position = 0
        is_word = LETTER.match(match[0]) is not None
        for word in _split(match[0], lexicon) if is_word else [match[0]]:
            pieces.append(piece[position : position + len(word)])
            position += len(word)
    parts: list[Traced] = []
    for index, piece in enumerate(pieces):
        if index and _parted(pieces, index, lexicon):
            parts.append(Traced.blank(piece.offset(0) - 1))
        parts.append(piece)
    return Traced.join(parts)


def _split(letters: str, lexicon: Lexicon) -> list[str]:
    if len(letters) > LONGEST_RUN:
        return lexicon.split_by_spelling(letters, packaged_spelling())
    return lexicon.split_by_spelling(letters, packaged_spelling(), _meant)


def _meant(word: str) -> tuple[str, ...]:
    """Return the known words that a word of ordinary length may stand for."""
    return packaged_look_alikes(word) if len(word) >= LEAST_MISREAD else ()


def _parted(pieces: list[Traced], index: int, lexicon: Lexicon) -> bool:
    """Tell whether a blank stands before the piece at `index`."""
    before, here = pieces[index - 1].text, pieces[index].text
    if here in NO_BLANK_BEFORE or before in NO_BLANK_AFTER:
        return False
    for place in (index - 1, index):
        if pieces[place].text in HYPHENS:
            if not 0 < place < len(pieces) - 1:
                return True
            return "".join(piece.text for piece in pieces[place - 1 : place + 2]) not in lexicon
    return True

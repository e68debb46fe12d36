"""Lines of one block to running text, and blanks as an editor would set them.

One blank between words; none after `(` and `«`, none before `)` `»` `,` `;` `:` `.`. Dashes,
slashes and missing blanks stay as the author left them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import regex

from kzreg_parse.model import Traced

ODD_BLANKS = regex.compile(  # all but a single blank between two words
    r"[\s\u00a0\u2007\u202f\u200b\ufeff]{2,}|[^\S ]|[\u00a0\u2007\u202f\u200b\ufeff]"
    r"| (?=[)»,;:.\"]|$)|(?<=[(«\"]|^) "
)
UNCOMMON_BLANK = re.compile(r"[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff]")
BEFORE_A_MARK, BEHIND_A_MARK = re.compile(' [ )»,;:."]'), re.compile('[(«"] ')
TIGHT_BEFORE = regex.compile(r"[)»]|[,;:.](?=$|[\s,;:.)»\"])")
OPENING: Final = frozenset("(«")
WORD_HYPHEN = regex.compile(r"[\p{L}\d%]-$")
TIGHT_START = regex.compile(r"[/-][\p{L}\d]")
RANGE_END, FIGURE = regex.compile(r"\d–$"), regex.compile(r"\d")
FIGURE_END, HOUSE_LETTER = regex.compile(r"(?:^|[\s,])\d{1,3}$"), regex.compile(r"[А-Я](?=,|$)")  # 2А, a house number


def join_lines(lines: Sequence[Traced], trails: Sequence[int]) -> Traced:
    """Return the lines one behind the other. `trails` says of each in how many blanks it ended.

    Nothing is ever hyphenated by the engine, so a hyphen at a line end is the word's own.
    """
    if len(lines) == 1:
        return lines[0]
    parts: list[Traced] = []
    for index, line in enumerate(lines):
        if index and not _is_inside_word(lines[index - 1].text, line.text, trail=trails[index - 1]):
            parts.append(Traced.blank(lines[index - 1].span[1]))
        parts.append(line)
    return Traced.join(parts)


def _is_inside_word(above: str, below: str, *, trail: int) -> bool:
    """Tell whether the line break fell inside a word: after its hyphen or slash, or before one."""
    last = above[-1:]
    if last == "-" and WORD_HYPHEN.search(above):
        return True
    if trail:
        return False
    if last == "/" or (last == "–" and RANGE_END.search(above) and FIGURE.match(below)):
        return True
    if below[1:2] in ("", ",") and HOUSE_LETTER.match(below) and FIGURE_END.search(above):
        return True
    return below[:1] in ("/", "-") and TIGHT_START.match(below) is not None


def _is_tidy(text: str) -> bool:
    """Tell whether no blank is odd; asked of every text, so that most need no more."""
    if UNCOMMON_BLANK.search(text) or BEFORE_A_MARK.search(text) or BEHIND_A_MARK.search(text):
        return False
    return text[:1] != " " and text[-1:] != " "


def tidy(text: Traced) -> Traced:
    """Return the text with its blanks set as an editor would."""
    if _is_tidy(text.text):
        return text
    parts: list[Traced] = []
    position = 0
    quotes = _Quotes(text.text)
    for gap in ODD_BLANKS.finditer(text.text):
        start, end = gap.span()
        if start == 0 or end == len(text) or _is_tight(text.text, start, end, quotes):
            parts.append(text[position:start])
        elif gap[0] != " ":
            parts.append(text[position:start])
            parts.append(Traced.blank(text.offset(start)))
        else:
            continue
        position = end
    if not parts:
        return text
    parts.append(text[position:])
    return Traced.join(parts)


def _is_tight(text: str, start: int, end: int, quotes: _Quotes) -> bool:
    """Tell whether no blank belongs between the characters around text[start:end]."""
    if text[start - 1] in OPENING or TIGHT_BEFORE.match(text, end):
        return True
    if text[start - 1] == '"' and quotes.stands_alone(start - 1):
        return quotes.opens(start - 1)
    return text[end] == '"' and quotes.stands_alone(end) and not quotes.opens(end)


class _Quotes:
    """Straight quotes: which open and which close.

    A quote with a blank on one side leans to the other; one with blanks on both sides opens where
    none is open.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._opens: dict[int, bool] | None = None

    def stands_alone(self, index: int) -> bool:
        """Tell whether there is a blank, or the text's end, on both sides."""
        return self._blank(index - 1) and self._blank(index + 1)

    def opens(self, index: int) -> bool:
        """Tell whether the quote at `index` opens."""
        if self._opens is None:
            self._opens = {}
            depth = 0
            for place in [place for place, letter in enumerate(self._text) if letter == '"']:
                opens = (
                    depth == 0 if self.stands_alone(place) else self._blank(place - 1) and not self._blank(place + 1)
                )
                depth = depth + 1 if opens else max(0, depth - 1)
                self._opens[place] = opens
        return self._opens[index]

    def _blank(self, index: int) -> bool:
        return not 0 <= index < len(self._text) or self._text[index].isspace()

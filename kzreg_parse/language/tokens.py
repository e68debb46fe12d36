"""Words and marks of a text, quotation marks and brackets with their partners."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

import regex

TOKEN: Final = regex.compile(
    r"(?P<url>(?:www\.|https?:)[^\s,;()«»\"]*+)"
    r"|(?P<word>(?:[\p{L}\p{N}%]|№(?=\p{N}))(?:[\p{L}\p{N}'’№]|-(?=[\p{L}\p{N}])|/(?=\p{N}|\p{L}(?!\p{L}))"
    r"|\.(?=\p{N}|\p{Ll}|(?<=(?<!\p{L})\p{Lu}\.)\p{Lu}\p{Ll}))*+|№)"
    r"|(?P<quote>[«»\"“”„])|(?P<bracket>[()])|(?P<comma>,)|(?P<dash>[-–—])|(?P<stop>[.;:!?])|(?P<other>[^\s])"
)


@dataclass(slots=True)
class Token:
    """A word, address or mark; `partner` is the index of the quotation mark or bracket that belongs to it, or -1.

    `kind` is `word`, `url`, `comma`, `dash`, `stop` or `other`, of marks in pairs `quote_open`, `quote_close`,
    `bracket_open` or `bracket_close`. `start` and `end` are code points of the text, the end exclusive.
    """

    kind: str
    text: str
    start: int
    end: int
    partner: int = -1


@dataclass(slots=True)
class Tokens:
    """The tokens of one text, read once for all phrases in it."""

    text: str
    items: list[Token] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def before(self, end: int) -> int:
        """Return index of the last token that ends at or before `end`; -1 where there is none."""
        index = bisect_left(self.ends, end)
        return index if index < len(self.ends) and self.ends[index] == end else index - 1


def tokens_of(text: str, *, every_mark: bool = False) -> Tokens:
    """Return words and marks, quotation marks and brackets with their partners.

    Words keep their hyphens and apostrophes (`9-1-бабына`), a stroke before a figure or a single letter (`2/335`,
    `Р/с`), a full stop before a small letter or a figure (`2.1`, `egov.kz`) or behind an initial (`Б.Момышұлы`).
    Marks that nothing asks for (`*`, `_`, `/`) are given with `every_mark` only.
    """
    made = Tokens(text)
    quotes: list[int] = []
    brackets: list[int] = []
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or ""
        if kind == "other" and not every_mark:
            continue
        token = Token(kind, found[0], found.start(), found.end())
        place = len(made.items)
        made.items.append(token)
        made.ends.append(token.end)
        if kind == "bracket":
            _pair(made, brackets, place, opens=token.text == "(")
        elif kind == "quote":
            _pair(made, quotes, place, opens=_opens(text, token, made, quotes))
    return made


def _pair(made: Tokens, stack: list[int], place: int, *, opens: bool) -> None:
    token = made.items[place]
    token.kind = f"{token.kind}_{'open' if opens else 'close'}"
    if opens:
        stack.append(place)
    elif stack:
        token.partner = stack.pop()
        made.items[token.partner].partner = place


def _opens(text: str, token: Token, made: Tokens, stack: list[int]) -> bool:
    """`«` opens and `»` closes; an equal mark opens before a word that nothing but a blank stands in front of."""
    if token.text in "«„":
        return True
    if token.text in "»”":
        return False
    before = text[token.start - 1] if token.start else " "
    after = text[token.end] if token.end < len(text) else " "
    if not stack:
        return True
    return (before.isspace() or before in '([-–—«"/') and not after.isspace() and after not in ",;.)"

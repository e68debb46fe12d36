"""Words and marks of a text, quotation marks and brackets with their partners."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

import regex

TOKEN: Final = regex.compile(
    r"(?P<url>(?:www\.|https?:)[^\s,;()«»\"]*+)|(?P<word>[\p{L}\p{N}№%](?:[\p{L}\p{N}'’№]|-(?=[\p{L}\p{N}])|[./](?=\p{N}))*+)"
    r"|(?P<quote>[«»\"“”„])|(?P<bracket>[()])|(?P<comma>,)|(?P<dash>[-–—])|(?P<stop>[.;:!?])"
)


@dataclass(slots=True)
class Token:
    """A word, quotation mark, bracket or stop; `partner` is the index of the mark that belongs to it."""

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
        """Index of the last token that ends at or before `end`; -1 where there is none."""
        index = bisect_left(self.ends, end)
        return index if index < len(self.ends) and self.ends[index] == end else index - 1


def tokens_of(text: str) -> Tokens:
    """Words and marks, quotation marks and brackets with their partners."""
    made = Tokens(text)
    quotes: list[int] = []
    brackets: list[int] = []
    for found in TOKEN.finditer(text):
        kind = found.lastgroup or ""
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

"""The strings that a page's content stream shows, with their blanks and the advances of their letters.

A library's text page would be less work, but pdfium's merges neighbouring blanks into one and puts
in blanks of its own, so nothing is left of the publisher's indent of six blanks or of a stretched
line's double ones. Here every string is decoded by pdfminer's fonts, the same ones that pdfplumber
uses. Where each string begins is not computed again: the page's text objects say that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.psparser import PSBaseParser

if TYPE_CHECKING:
    from pdfminer.pdffont import PDFFont

BLANK_CODE: Final = 32  # the only code that word spacing widens, and only in one-byte fonts
UNKNOWN_LETTER: Final = "\ufffd"


def _nested(depth: int) -> bytes:
    """Return a literal string with unescaped brackets inside, `depth` deep; a deeper one is not read here."""
    inner = rb"|" + _nested(depth - 1) if depth else b""
    return rb"\((?:[^()\\]++|\\." + inner + rb")*+\)"


_STRING: Final = _nested(3) + rb"|<[0-9A-Fa-f\s]*+>"
_NUMBER: Final = rb"[-+.0-9]++"
# Most of a page besides its strings: numbers, blanks and the operators that draw or move.
_PASSED_OVER: Final = rb"(?:\s++|" + _NUMBER + rb"(?!\s++T[cws]\b)|(?:re|Tm|Td|BT|ET|rg|RG|cm|[mlhfnwSJjMW])(?=\s))++"
# Operands stand before their operator, so those that matter are read together with it; all the rest
# of the page is read past, token by token, so that nothing inside a string is taken for an operator.
TOKEN = re.compile(
    rb"\[(?P<array>(?:" + _STRING + rb"|[-+.0-9\s]++)*+)\]\s*+TJ\b"
    rb"|(?P<string>" + _STRING + rb")(?:\s*+(?P<show>Tj\b|'|\"))?"
    rb"|/(?P<font>[^\s()<>\[\]{}/%]*+)(?:\s++(?P<size>" + _NUMBER + rb")\s++Tf\b)?"
    rb"|(?P<value>" + _NUMBER + rb")\s++(?P<state>T[cws])\b"
    rb"|" + _PASSED_OVER + rb"|[-+.0-9]++"
    rb"|(?P<operator>[^\s()<>\[\]{}/%]++)"
    rb"|<<|>>|[\[\]{}]"
    rb"|%[^\r\n]*+",
    re.DOTALL,
)
ELEMENT = re.compile(rb"(" + _STRING + rb")?+\s*+(" + _NUMBER + rb")?+", re.DOTALL)


class UnreadableError(Exception):
    """The content stream holds something that only a full interpreter reads right."""


class Font(dict[bytes, tuple[tuple[str, float, bool], ...]]):
    """A font of pdfminer, as what each string written in the file says in it.

    `font[b"(ab)"]` is the text, the width in em and whether word spacing widens it, for each code of
    the string. Looked up once for every letter of a stretched line, therefore a dictionary.
    """

    def __init__(self, font: PDFFont) -> None:
        super().__init__()
        if font.is_vertical():
            raise UnreadableError("vertical writing")
        self._font = font
        self._has_word_space = not font.is_multibyte()
        self.descent: float = font.get_descent()
        self.bold = "bold" in str(font.fontname).lower()

    def __missing__(self, string: bytes) -> tuple[tuple[str, float, bool], ...]:
        decoded = cast("bytes", PSBaseParser(io.BytesIO(string)).nexttoken()[1])
        self[string] = letters = tuple(
            (self._text(code), self._font.char_width(code), self._has_word_space and code == BLANK_CODE)
            for code in self._font.decode(decoded)
        )
        return letters

    def _text(self, code: int) -> str:
        try:
            return self._font.to_unichr(code)
        except PDFUnicodeNotDefined:
            return UNKNOWN_LETTER


class TextState(NamedTuple):
    """What the text operators set, in units of text space. Horizontal scaling is in pdfium's matrix already."""

    font: Font | None = None
    size: float = 0.0
    char_space: float = 0.0
    word_space: float = 0.0
    rise: float = 0.0


class Shown(NamedTuple):
    """One string, or array of strings and numbers, that the page shows; pdfium makes one text object of it."""

    state: TextState
    operands: list[tuple[bytes, bytes]]  # a string and the number behind it, as written; either may be empty


def shown_strings(content: bytes, fonts: dict[str, Font]) -> Iterator[Shown]:
    """Yield every string that the stream shows, in order.

    Raises UnreadableError where it takes a full interpreter to read the stream right.
    """
    state = TextState()
    saved: list[TextState] = []
    end = 0
    for token in TOKEN.finditer(content):
        if token.start() != end:
            break
        end = token.end()
        kind = token.lastgroup
        if kind in ("array", "show"):
            shown = _shown(token, state)
            if shown is not None:
                yield shown
        elif kind == "size":
            state = state._replace(font=_font(fonts, token["font"]), size=float(token["size"]))
        elif kind == "state":
            state = _with_value(state, token["state"], float(token["value"]))
        elif kind == "operator":
            state = _after(token["operator"], state, saved)
    if end != len(content):
        raise UnreadableError(f"no token at byte {end}")


def _shown(token: re.Match[bytes], state: TextState) -> Shown | None:
    """None where there is nothing but numbers and empty strings: pdfium makes no text object of that."""
    if token["show"] == b'"':
        raise UnreadableError("a string that sets the spacing, too")
    operands = ELEMENT.findall(token["array"]) if token["show"] is None else [(token["string"], b"")]
    if any(0 < len(string) <= len(b"()") for string, _ in operands) and any(number for _, number in operands):
        raise UnreadableError("moves between strings of which one is empty; pdfium loses some")
    return Shown(state, operands) if any(len(string) > len(b"()") for string, _ in operands) else None


def _with_value(state: TextState, operator: bytes, value: float) -> TextState:
    if operator == b"Tc":
        return state._replace(char_space=value)
    return state._replace(word_space=value) if operator == b"Tw" else state._replace(rise=value)


def _after(operator: bytes, state: TextState, saved: list[TextState]) -> TextState:
    if operator == b"q":
        saved.append(state)
    elif operator == b"Q" and saved:
        return saved.pop()
    elif operator == b"BI":
        raise UnreadableError("a picture inside the content stream")
    return state


def _font(fonts: dict[str, Font], name: bytes) -> Font:
    font = fonts.get(name.decode("latin-1"))
    if font is None:
        raise UnreadableError(f"font {name!r} is not among the page's own")
    return font

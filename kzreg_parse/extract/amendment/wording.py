"""The words of an instruction: its quotations, which of them are the new ones, which parts it names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import regex

from kzreg_parse.extract.text.located import LocatedText
from kzreg_parse.extract.text.spans import Spans
from kzreg_parse.language.tokens import Tokens
from kzreg_parse.rules import rule

OPENS: Final = regex.compile(r"\s*+[«\"“„]")
CLOSES: Final = regex.compile(r"[»\"”“]\s*+[;.,]?+\s*+(?:[»\"”]\s*+[;.]?)?+$")


def new_words(text: str, quotes: Sequence[tuple[int, int]]) -> list[str]:
    """Return what the quotations before the verb put in: one wording for each `деген сөзбен`, several quotations
    joined.

    `«он» деген сөз «жиырма» деген сөзбен, «бес» деген сөз «алты» деген сөзбен` has two.
    """
    found: list[str] = []
    for index, (start, end) in enumerate(quotes):
        if not _is_new(text, end):
            continue
        first = index
        while first and _is_listed(text[quotes[first - 1][1] : quotes[first][0]]):
            first -= 1
        found.append(text[start + 1 : end - 1] if first == index else text[quotes[first][0] : end])
    if not found and quotes:
        found = [text[quotes[-1][0] + 1 : quotes[-1][1] - 1]]
    return [words.strip() for words in found]


def words_named(text: str, quotes: Sequence[tuple[int, int]]) -> str | None:
    """`«зияткерлік» деген сөз`: the words that are taken out, when an instruction names them."""
    behind = [rule("amendment.words_of").pattern.match(text, end, end + 60) for _, end in quotes]
    last = next((match for match in reversed(behind) if match is not None), None)
    return text[quotes[0][0] : last.end()].strip() if last is not None else None


def _is_new(text: str, end: int) -> bool:
    """Tell whether `деген сөздермен` stands behind the quotation: these are the new words."""
    found = rule("amendment.words_of").pattern.match(text, end, end + 60)
    return found is not None and found["with"] is not None


def _is_listed(between: str) -> bool:
    return rule("citation.listed").fullmatch(between) is not None


def wording(places: Sequence[LocatedText]) -> str:
    """Return the wording of several paragraphs without the marks around it, one paragraph a line."""
    lines = []
    for place in places:
        label = next((num for _, num, node_id in reversed(place.parts) if node_id == place.node), None)
        mark = f"{label}{')' if place.kind == 'point' else '.'} " if label and place.kind in ("point", "clause") else ""
        lines.append(f"{mark}{place.text.text}")
    words = "\n".join(lines).strip()
    return CLOSES.sub("", words[1:]).strip()


def quotations(tokens: Tokens) -> Spans:
    """Outermost quotations of a text."""
    found: list[tuple[int, int]] = []
    for token in tokens.items:
        if token.kind == "quote_open" and token.partner >= 0 and (not found or token.start >= found[-1][1]):
            found.append((token.start, tokens.items[token.partner].end))
    return Spans(found)


def hangs_on(words: str, place: int, heres: list[tuple[int, int]]) -> bool:
    """Tell whether the part named at a place is one of this act, `осы бұйрыққа 4-қосымшаға`."""
    return any(end <= place and not words[end:place].strip() for _, end in heres)

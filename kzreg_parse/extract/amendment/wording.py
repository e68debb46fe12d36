"""The words of an instruction: its quotations, which of them are the new ones, which parts it names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import regex

from kzreg_parse.extract.reference.mentions_in_text import ActMention
from kzreg_parse.extract.text.located import LocatedText
from kzreg_parse.extract.text.spans import Spans
from kzreg_parse.language.cases import Case
from kzreg_parse.language.tokens import Tokens
from kzreg_parse.rules import rule

OPENS: Final = regex.compile(r"\s*+[«\"“„]")
CLOSES: Final = regex.compile(r"[»\"”“]\s*+[;.,]?+\s*+(?:[»\"”]\s*+[;.]?)?+$")
# brackets with the sources of the act that stands in front of them, at the end of a header
SOURCES: Final = regex.compile(r"\s*+(?:\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)\s*+)?+:?+\s*+$")
ALONE: Final = regex.compile(r"\s*+[«“„]\s*+$")
CLOSED_FIRST: Final = regex.compile(r"\s*+[»”“]")


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
    pieces: list[str] = []
    before: LocatedText | None = None
    for place in places:
        label = next((num for _, num, node_id in reversed(place.parts) if node_id == place.node), None)
        mark = f"{label}{')' if place.kind == 'point' else '.'} " if label and place.kind in ("point", "clause") else ""
        joint = "\t" if before is not None and before.cell and place.cell and before.node == place.node else "\n"
        pieces += (joint, mark, place.text.text)
        before = place
    words = "".join(pieces).strip()
    return CLOSES.sub("", words[1:]).strip()


def closing(places: Sequence[LocatedText], start: int, heads: Callable[[LocatedText], bool]) -> tuple[int | None, int]:
    """Return the position of the text that closes the quotation which opens at a position, and how far was looked.

    There is no limit but the next act's header and the end of the document. Guillemets inside are counted; where one
    of them is missing, the wording ends at the last closing mark before the next instruction. None: never closed.
    """
    depth, last = 0, None
    document = places[start].document
    for index in range(start, len(places)):
        text = places[index].text.text
        if places[index].document is not document or (index > start and heads(places[index])):
            return last, index
        if last is not None and rule("amendment.instruction").search(text) is not None:
            return last, index
        depth += text.count("«") - text.count("»")
        if CLOSES.search(text):
            last = index
            if depth <= 0:
                return index, index
    return last, len(places)


def act_in_header(text: str, mentions: Sequence[ActMention]) -> list[ActMention]:
    """Return the act in the locative or dative that ends a header, `… № 95 қаулысында (…):`."""
    within = [one for one in mentions if one.case in (Case.LOCATIVE, Case.DATIVE)]
    return [one for one in within[-1:] if SOURCES.match(text, one.end)]


def bare_quotation(places: Sequence[LocatedText], start: int) -> int:
    """Return where a quotation whose opening mark stands alone at a position ends, its closing mark left out.

    `start` itself when there is none, or it is not closed before the next one, or before an instruction.
    """
    if start >= len(places) or not ALONE.match(places[start].text.text):
        return start
    for index in range(start + 1, len(places)):
        if CLOSED_FIRST.match(places[index].text.text):
            return index
        if ALONE.match(places[index].text.text) or rule("amendment.instruction").search(places[index].text.text):
            break  # another one opens
    return start


def named_parts(text: str, quotes: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """Return the parts that are named by their headings, `«…» деген бөлім`: where each stands, and its name."""
    found = ((start, rule("amendment.named_part").pattern.match(text, end)) for start, end in quotes)
    return [(start, text[start : match.end("part")]) for start, match in found if match is not None]


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

"""A document beside its source: what every text was made from, and what became of every source character."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from kzreg_parse.model import Act, Repair
from kzreg_parse.read import Box, Source
from kzreg_parse.trace.cleaned import Cleaned, Span
from kzreg_parse.trace.pages import page_teller
from kzreg_parse.trace.texts import Part, Printed, printed_texts


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a character of the clean text comes from.

    `exact`: `span` is that one character of the source. Otherwise the character was put in, or the
    ledger does not tell which one of `span` it was; `span` is then the whole of `repair`, or what
    parts two blocks where `repair` is None. `box` holds the span's characters on `page`, in points
    from the page's top left corner; None without the `Source` of a PDF.
    """

    span: Span
    exact: bool
    repair: Repair | None
    page: int | None
    box: Box | None


@dataclass(frozen=True, slots=True)
class Target:
    """What became of a character of the source: `span` of the text `printed`; one character where `exact`."""

    printed: Printed
    span: Span
    exact: bool
    repair: Repair | None


class Rebuilt:
    """An act's texts rebuilt from its source text by its ledger.

    `text` is the whole clean text, a line a block, furniture left out; `texts` are the document's
    own, in reading order; `unmatched` those of them that the clean text does not hold where their
    spans say, which is never so for a document that `convert` wrote.
    """

    def __init__(self, act: Act, source: Source | str) -> None:
        self.act = act
        self.source_text = source if isinstance(source, str) else source.text
        self._source = None if isinstance(source, str) else source
        self._cleaned = Cleaned(self.source_text, act.repairs)
        self._page_of = page_teller(act, source)
        self.text = self._cleaned.text
        found = tuple(printed_texts(act, self._cleaned))
        self.texts = tuple(printed for printed in found if printed.pieces is not None)
        self.unmatched = tuple(printed for printed in found if printed.pieces is None)
        self._named = {(printed.id, printed.part, printed.row, printed.column): printed for printed in self.texts}
        stretches = ((place, start, length, text) for text in self.texts for start, place, length in text.pieces or ())
        self._stretches = sorted(stretches, key=lambda stretch: stretch[0])
        self._places = [stretch[0] for stretch in self._stretches]

    def find(self, id: str, part: Part = "text", row: int | None = None, column: int | None = None) -> Printed:
        """Return a text by the id of its node or appendix (`preamble` for the preamble). Raises KeyError."""
        return self._named[id, part, row, column]

    def rebuild(self, printed: Printed) -> str:
        """Return the text as the ledger makes it from the source."""
        parts = []
        end = 0
        for start, place, length in printed.pieces or ():
            parts += [" " * (start - end), self.text[place : place + length].replace("\n", " ")]
            end = start + length
        return "".join(parts)

    def locate(self, text: str, span: Span) -> Printed | None:
        """Return some clean text inside `span`, such as a term's or a notice's; None where it does not stand there."""
        start, end = self._cleaned.region(span)
        found = self.text.replace("\n", " ").find(text, start, end) if text else -1
        return None if found < 0 else Printed("", "text", text, ((0, found, len(text)),))

    def origin(self, printed: Printed, position: int) -> Origin:
        """Return where the character at `position` of a text comes from. Raises IndexError."""
        if not 0 <= position < len(printed.text):
            raise IndexError(f"{position} is no position in a text of {len(printed.text)} characters")
        pieces = printed.pieces or ()
        number = bisect_right(pieces, position, key=lambda piece: piece[0]) - 1
        start, place, length = pieces[number]
        if position < start + length:
            return self._origin(*self._cleaned.source_of(place + position - start))
        low = high = self._cleaned.source_of(place + length - 1)[0][1]  # the blank between the parts of a cut cell:
        while self.source_text[high : high + 1].isspace():  # other cells may stand behind it
            high += 1
        return self._origin((low, high), False, None)

    def target(self, offset: int) -> Target | None:
        """Return what became of the source character at `offset`; None where it stands in no text.

        Raises IndexError.
        """
        if not 0 <= offset < len(self.source_text):
            raise IndexError(f"{offset} is no offset in a source of {len(self.source_text)} characters")
        (start, end), exact, repair = self._cleaned.clean_of(offset)
        number = bisect_right(self._places, start) - 1
        if number < 0:
            return None
        place, first, length, printed = self._stretches[number]
        if start >= place + length:
            return None
        start, end = start - place + first, min(end - place, length) + first
        return Target(printed, (start, end), exact, repair)

    def _origin(self, span: Span, exact: bool, repair: Repair | None) -> Origin:
        box = self._source.box_of(span) if self._source is not None else None
        return Origin(span, exact, repair, self._page_of(span[0]), box)


def rebuild(act: Act, source: Source | str) -> Rebuilt:
    """Rebuild an act's texts from its source text by its ledger alone; nothing is parsed again.

    `source` is the text that the act's spans index (`source_of(file).text`), or the `Source` itself,
    which also knows the pages and, in a PDF, where on the page each character stands. Raises
    LedgerError where the repairs do not fit the text.
    """
    return Rebuilt(act, source)

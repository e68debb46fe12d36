"""The page of a source character, also where only the source text and the document are at hand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator

from kzreg_parse.model import Act, AnyNode, Appendix
from kzreg_parse.model.walk import walk, walk_appendices
from kzreg_parse.read import Source


def page_teller(act: Act, source: Source | str) -> Callable[[int], int | None]:
    """Return a function from an offset to its page; it gives None where that cannot be told."""
    if isinstance(source, Source):
        return source.page_of
    if act.source.pages is None:
        return lambda offset: None
    starts = [0, *(index + 1 for index, letter in enumerate(source) if letter == "\f")]
    if act.source.media_type == "application/pdf" and len(starts) == act.source.pages:
        return lambda offset: bisect_right(starts, offset)
    return _between_known(sorted(set(_known(act))))


def _known(act: Act) -> Iterator[tuple[int, int]]:
    """Yield every place of which the document says on which page it is."""
    yield 0, 1
    for repair in act.repairs:
        if repair.page is not None:
            yield repair.span[0], repair.page
    parts: list[AnyNode | Appendix] = [found.node for found in walk(act)]
    parts += [found[-1] for found in walk_appendices(act.appendices)]
    yield from ((part.span[0], part.page) for part in parts if part.page is not None)


def _between_known(known: list[tuple[int, int]]) -> Callable[[int], int | None]:
    """Return the page that the places before and behind agree on."""
    offsets = [offset for offset, _ in known]

    def page_of(offset: int) -> int | None:
        number = bisect_right(offsets, offset) - 1
        place, page = known[number]
        is_told = place == offset or number + 1 == len(known) or known[number + 1][1] == page
        return page if is_told else None

    return page_of

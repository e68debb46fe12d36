"""What of a PDF was lost on its way here, though it can be opened: pages that are gone, streams with wrong bytes.

Readers of PDF go on in silence: a page that cannot be found is left out, a packed stream ends where its first wrong
byte stands, and the words behind it are gone. Each packed stream carries a checksum (RFC 1950), which tells.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from pdfminer.pdftypes import PDFStream, dict_value, int_value, resolve1
from pdfminer.psparser import PSLiteral

from kzreg_parse.model import Diagnostic
from kzreg_parse.model.diagnostics import diagnose

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage
    from pdfplumber.pdf import PDF

CHECKSUM: Final = 4  # bytes of Adler-32 behind the packed ones; some producers leave them out
HEAD: Final = 2  # bytes before the packed ones: method and window, and flags that make of both a multiple of 31
HEAD_DIVISOR: Final = 31
METHOD: Final = 0x0F
DEFLATE: Final = 8


def damage_of(pdf: PDF) -> list[Diagnostic]:
    """Return what is known to be missing (KZR40, KZR41), in the order of the pages.

    Asked before the pages are read: a stream's packed bytes are gone once it was unpacked.
    """
    found = [
        diagnose("KZR41", page=page.page_number, number=page.page_number)
        for page in pdf.pages
        if any(map(_is_damaged, _streams_of(page.page_obj)))
    ]
    counted = _pages_counted(pdf)
    if counted > len(pdf.pages):
        found.append(diagnose("KZR40", counted=counted, read=len(pdf.pages)))
    return found


def _pages_counted(pdf: PDF) -> int:
    """Return how many pages the file says it has; 0 where it does not say."""
    return int_value(dict_value(pdf.doc.catalog.get("Pages")).get("Count") or 0)


def _streams_of(page: PDFPage) -> Iterator[Any]:
    """Yield the streams that a page's words come from: what is painted, and what its fonts' codes mean."""
    fonts = dict_value(dict_value(page.resources).get("Font")) if page.resources else {}
    yield from map(resolve1, page.contents)
    for font in fonts.values():
        meaning = dict_value(font).get("ToUnicode")
        if meaning is not None:
            yield resolve1(meaning)


def _is_damaged(thing: Any) -> bool:
    """Tell whether something is no stream where one should be, or its packed bytes are not what was packed."""
    if not isinstance(thing, PDFStream):
        return not isinstance(thing, PSLiteral)  # a font may name a meaning that every reader knows (`Identity-H`)
    packed = thing.rawdata
    if packed is None or [getattr(name, "name", "") for name, _ in thing.get_filters()] != ["FlateDecode"]:
        return False
    if int.from_bytes(packed[:HEAD]) % HEAD_DIVISOR or packed[0] & METHOD != DEFLATE:
        return True
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        plain = unpacker.decompress(packed[HEAD:])
    except zlib.error:
        return True
    checksum = unpacker.unused_data[:CHECKSUM]
    if not unpacker.eof:
        return True
    return len(checksum) == CHECKSUM and int.from_bytes(checksum) != zlib.adler32(plain)

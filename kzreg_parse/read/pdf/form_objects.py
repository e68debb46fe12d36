"""Form XObjects of a page: drawings that a content stream paints, and that may paint others in turn.

A file of some hundred bytes can have them painted without end (a form that paints itself) or 2^24 times (each paints
the next one twice), and no reader of PDF bounds that. How often forms are painted is therefore reckoned before a page
is read, without painting any.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import regex
from pdfminer.pdftypes import PDFStream, dict_value, resolve1

from kzreg_parse.model.errors import ReadError

if TYPE_CHECKING:
    from pdfminer.pdfpage import PDFPage

MOST_PAINTINGS: Final = 20_000  # of forms on one page; drawings of maps have hundreds
DEEPEST: Final = 64  # forms in forms; word processors nest two or three
PAINTING = regex.compile(rb"/([^\s/\[\]<>(){}%]+)\s+Do\b")

ESCAPED = regex.compile(rb"#([0-9A-Fa-f]{2})")  # a byte of a name


def check_forms(page: PDFPage) -> None:
    """Raise ReadError (KZR07) where a page paints forms without end, or more often than any document does."""
    forms = _forms_of(page.resources)
    if forms:
        content = b"\n".join(stream.get_data() for stream in map(resolve1, page.contents))
        _paintings(content, forms, {}, ())


def _paintings(
    content: bytes, forms: Mapping[bytes, PDFStream], counted: dict[int, int], inside: tuple[int, ...]
) -> int:
    """Return how many forms are painted by a content stream, those inside forms with them."""
    total = 0
    for name in PAINTING.findall(content):
        form = forms.get(ESCAPED.sub(lambda code: bytes.fromhex(code[1].decode()), name))
        if form is None:
            continue
        key = id(form)
        if key in inside or len(inside) == DEEPEST:
            raise ReadError("KZR07", "the PDF is broken: a drawing that paints itself")
        if key not in counted:
            within = _forms_of(form.attrs.get("Resources")) or forms  # one without resources has the page's
            counted[key] = 1 + _paintings(form.get_data(), within, counted, (*inside, key))
        total += counted[key]
        if total > MOST_PAINTINGS:
            raise ReadError("KZR07", f"the PDF is broken: a page of more than {MOST_PAINTINGS:,} drawings in drawings")
    return total


def _forms_of(resources: Any) -> dict[bytes, PDFStream]:
    named = dict_value(dict_value(resources).get("XObject")) if resources else {}
    found = {name.encode("latin-1", "replace"): resolve1(thing) for name, thing in named.items()}
    return {
        name: thing
        for name, thing in found.items()
        if isinstance(thing, PDFStream) and getattr(resolve1(thing.attrs.get("Subtype")), "name", None) == "Form"
    }

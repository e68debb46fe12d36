"""Pages saved from the publisher's site."""

from __future__ import annotations

from kzreg_parse.read.form import Form, Input
from kzreg_parse.read.kind import is_page
from kzreg_parse.read.source import Source


def _read(given: Input) -> Source:
    from kzreg_parse.read.html import read_html

    return read_html(given.name, given.data, given.text or "", given.label)


FORM = Form(
    "html",
    (
        ".html",
        ".htm",
    ),
    20,
    _read,
    tells_text=is_page,
)

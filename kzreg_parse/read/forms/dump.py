"""Plain text: whatever no other form is told by."""

from __future__ import annotations

from kzreg_parse.read.form import Form, Input
from kzreg_parse.read.source import Source


def _read(given: Input) -> Source:
    from kzreg_parse.read.dump import read_dump

    return read_dump(given.name, given.data, given.text or "", given.label)


FORM = Form("dump", (".txt",), 1000, _read, tells_text=lambda text: True)

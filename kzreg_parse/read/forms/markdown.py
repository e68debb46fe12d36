"""Markdown, as tools of optical recognition and open mirrors write it."""

from __future__ import annotations

from kzreg_parse.read.form import Form, Input
from kzreg_parse.read.kind import is_markdown
from kzreg_parse.read.source import Source


def _read(given: Input) -> Source:
    from kzreg_parse.read.markdown import read_markdown

    return read_markdown(given.name, given.data, given.text or "", given.label)


FORM = Form("markdown", (".md",), 30, _read, tells_text=is_markdown)

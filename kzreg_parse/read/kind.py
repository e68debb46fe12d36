"""What kind of file some bytes are, told from the bytes alone."""

from __future__ import annotations

from typing import Final, Literal

import regex

from kzreg_parse.model.errors import ReadError

Kind = Literal["pdf", "text"]
TextKind = Literal["html", "markdown", "dump"]

# First bytes of files that people mistake for acts; offsets are 0.
FOREIGN: Final[tuple[tuple[bytes, str], ...]] = (
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"BM", "a BMP picture"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file (.doc, .xls)"),
    (b"{\\rtf", "an RTF file"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"AT&TFORM", "a DjVu file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"RIFF", "a sound, film or WebP file"),
)
ZIP: Final = b"PK\x03\x04"
HEAD: Final = 1024  # bytes in which a PDF's mark may stand, after the PDF specification's appendix H

HTML_PAGE = regex.compile(r"<(?:!doctype\s+html|html|head|body|article)\b[^>]*>", regex.IGNORECASE)
HTML_MARK = regex.compile(r"<(?:div|table|p|h[1-6])\b[^>]*>", regex.IGNORECASE)
HTML_TABLE = regex.compile(r"<table\b", regex.IGNORECASE)
MARKDOWN_MARKS = regex.compile(
    r"^(?:\#{1,6}\s+\S|\*\*\S.*\*\*\s*$|-\s+\S|[^\S\n]*+\d++\\?\.\s+\*\*|!?\[[^\]\n]{1,200}\]\([^)\n]{1,500}\))",
    regex.MULTILINE,
)
INLINE_LINK = regex.compile(r"\[[^\]\n]{1,200}\]\((?:https?:|/)[^)\n]{1,500}\)")


def sniff(data: bytes) -> Kind:
    """`pdf` or `text`. Raises ReadError for an empty file and for a known other kind of file."""
    if not data:
        raise ReadError("KZR01", "the file is empty")
    if b"%PDF-" in data[:HEAD]:
        return "pdf"
    if data.startswith(ZIP):
        raise ReadError("KZR03", f"{_zip_kind(data)}, not a PDF or a text; convert it first")
    for mark, name in FOREIGN:
        if data.startswith(mark):
            raise ReadError("KZR03", f"{name}, not a PDF or a text")
    return "text"


def sniff_text(text: str) -> TextKind:
    """Whether decoded text is a saved page, Markdown, or a plain dump."""
    head = text[:20_000]
    if HTML_PAGE.search(head[:4000]):
        return "html"
    marks = HTML_MARK.findall(head) if HTML_MARK.search(head[:4000]) else []
    if len(marks) >= 2 and any(HTML_TABLE.match(mark) is None for mark in marks):
        return "html"  # tables alone stand in Markdown, too
    if "#" not in text and "**" not in text and "](" not in text:
        return "markdown" if HTML_TABLE.search(text) else "dump"  # no mark of Markdown that counts
    headings = sum(1 for mark in MARKDOWN_MARKS.finditer(text, 0, 200_000) if not mark[0].startswith("-"))
    if headings >= 2 or len(INLINE_LINK.findall(text, 0, 200_000)) >= 2 or HTML_TABLE.search(text):
        return "markdown"
    return "dump"


def _zip_kind(data: bytes) -> str:
    head = data[:4096]
    for mark, name in (
        (b"word/", "a Word file (.docx)"),
        (b"xl/", "an Excel file (.xlsx)"),
        (b"ppt/", "a PowerPoint file (.pptx)"),
        (b"opendocument.text", "an OpenDocument text (.odt)"),
        (b"application/epub", "an e-book (.epub)"),
    ):
        if mark in head or mark in data[-4096:]:
            return name
    return "a zip archive"

"""Bytes to text: UTF-8, UTF-16, or one of the eight-bit Kazakh code pages, told by the letters."""

from __future__ import annotations

import codecs
from typing import Final, NamedTuple

import regex

from kzreg_parse.model import Diagnostic
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.model.errors import ReadError

KAZAKH_LETTERS: Final = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
# KZ-1048 (STRK 1048-2002) and PT154 (ptcp154) both put the Kazakh letters where Windows-1251 has
# Serbian, Ukrainian and other letters, but each in other places; decoded with the wrong one, words
# hold letters that Kazakh does not have.
EIGHT_BIT: Final = ("kz1048", "ptcp154", "cp1251")
NAMES: Final = {"kz1048": "KZ-1048", "ptcp154": "PT154", "cp1251": "Windows-1251"}
SAMPLE_BYTES: Final = 200_000

KAZAKH_WORD_LETTER = regex.compile(r"[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі]")
STRANGER = regex.compile(
    r"[\p{L}--[А-Яа-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІіA-Za-z]]|[\x80-\x9f]|(?<=\p{L})[\p{S}¤¦§©](?=\p{L})", regex.V1
)


class Decoded(NamedTuple):
    """Decoded text with the name of its encoding and what there is to say about it."""

    text: str
    encoding: str
    diagnostics: tuple[Diagnostic, ...] = ()


def decode(data: bytes) -> Decoded:
    """Return the text of `data`, without a byte order mark. Raises ReadError KZR05 where no encoding fits."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _decode_unicode(data[len(mark) :], name)
    wide = _utf16_by_zero_bytes(data)
    if wide:
        return _decode_unicode(data, wide)
    try:
        return _accept(data.decode("utf-8"), "utf-8", ())
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data, error):
            return _decode_unicode(data, "utf-8")
    return _decode_eight_bit(data)


def _decode_unicode(data: bytes, encoding: str) -> Decoded:
    try:
        return _accept(data.decode(encoding), encoding, ())
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        note = diagnose("KZR20", count=text.count("\ufffd"), encoding=encoding.upper())
        return _accept(text, encoding, (note,))


def _accept(text: str, encoding: str, notes: tuple[Diagnostic, ...]) -> Decoded:
    controls = sum(text.count(chr(code)) for code in range(9))
    if controls > max(8, len(text) // 100):
        raise ReadError("KZR03", "a binary file, not a PDF or a text")
    return Decoded(text, encoding, notes)


def _utf16_by_zero_bytes(data: bytes) -> str | None:
    """UTF-16 without a mark: Cyrillic has the high byte 4, blanks and digits the high byte 0."""
    sample = data[: SAMPLE_BYTES & ~1]
    if len(sample) < 4:
        return None
    half = len(sample) // 2
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high.count(0) + high.count(4) > 0.95 * half and high.count(0) > 0:
            return name
    return None


def _is_mostly_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Return a UTF-8 text cut inside a letter, or with a few broken bytes."""
    sample = data[:SAMPLE_BYTES]
    replaced = sample.decode("utf-8", errors="replace")
    cyrillic = len(KAZAKH_WORD_LETTER.findall(replaced))
    return cyrillic > 0 and (replaced.count("\ufffd") < 0.01 * len(replaced) or error.start >= len(data) - 3)


def _decode_eight_bit(data: bytes) -> Decoded:
    best, best_score = None, 0.0
    for name in EIGHT_BIT:
        text = data[:SAMPLE_BYTES].decode(name, errors="replace")
        score = _kazakh_score(text)
        if score > best_score:
            best, best_score = name, score
    if best is None:
        raise ReadError("KZR05", "no text encoding fits the bytes (tried UTF-8, UTF-16, KZ-1048, PT154, Windows-1251)")
    text = data.decode(best, errors="replace")
    return _accept(text, best, (diagnose("KZR21", encoding=NAMES[best]),))


def _kazakh_score(text: str) -> float:
    """Return how Kazakh the letters are: the Kazakh ones count for it, letters of no Kazakh word against it."""
    cyrillic = len(KAZAKH_WORD_LETTER.findall(text))
    if cyrillic < 0.3 * len(text.replace(" ", "")):
        return 0.0
    kazakh = sum(text.count(letter) for letter in KAZAKH_LETTERS)
    strangers = len(STRANGER.findall(text)) + text.count("\ufffd")
    return max(0.0, cyrillic + 3 * kazakh - 10 * strangers)

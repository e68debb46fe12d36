"""When two texts count as equal: to the letter, by their words, or by their letters alone."""

from __future__ import annotations

from typing import Final

_DASHES: Final = str.maketrans("–—", "--")
_QUOTES: Final = str.maketrans("", "", '«»"“”„')
_ENDS: Final = " .;:,-"
# Roman numerals are typed with the Cyrillic letters that look like them, too.
_ROMAN: Final = str.maketrans("ІХМС", "IXMC")


def clean(text: str | None) -> str:
    """To the letter, blanks apart: every run of blanks is one blank; nothing for None."""
    return " ".join((text or "").split())


def loose(text: str | None) -> str:
    """By its words: letter case, quotes, the length of dashes and end marks do not count."""
    return clean(clean(text).lower().translate(_DASHES).translate(_QUOTES)).strip(_ENDS)


def bare(text: str | None) -> str:
    """Return its letters and signs without any blanks."""
    return "".join((text or "").split())


def act_number(text: str | None) -> str | None:
    """Return an act's number; Roman numerals are the same in either script. None where there is none."""
    return clean(text).translate(_ROMAN) or None

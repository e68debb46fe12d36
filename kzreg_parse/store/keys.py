"""What acts and mentions of acts are matched by: issuer, number, identity."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from typing import Final

import regex

from kzreg_parse.language.fold import folded_text
from kzreg_parse.rules import rule

CACHED: Final = 100_000
NOT_IN_NUMBER: Final = regex.compile(r"[\s№]+")
DASHES: Final = str.maketrans("‐‑‒–—", "-----")


@lru_cache(CACHED)
def issuer_key(issuer: str | None) -> str | None:
    """A body's name as folded words, short forms (`ҚР`, `ҚРҮ`, `м.а.`) written out; None where none is given."""
    if not issuer or not issuer.strip():
        return None
    return folded_text(_written_out(_written_out(issuer, "act.body_short"), "act.abbreviation")) or None


def _written_out(name: str, short_forms: str) -> str:
    short = rule(short_forms)
    return short.pattern.sub(lambda found: str(short.value("".join(found[0].split()))), name)


@lru_cache(CACHED)
def number_key(number: str | None) -> str | None:
    """An act's number in one spelling: capitals, no blanks, one kind of dash, Cyrillic where letters look alike.

    Without what is printed behind the numbers of laws (`88-V ҚРЗ`).
    """
    if not number:
        return None
    number = rule("act.law_tail").pattern.sub("", number)
    plain = NOT_IN_NUMBER.sub("", number).translate(DASHES).upper().translate(_lookalikes())
    return plain or None


@cache
def _lookalikes() -> dict[int, str]:
    return str.maketrans({latin: str(own) for latin, own in rule("script.lookalike").words.items() if latin.isupper()})


def act_id(kind: str | None, date: str | None, number: str | None, issuer: str | None, source_sha256: str) -> str:
    """Twelve hexadecimal figures that name an act in every store.

    Made from kind, date, number and issuer, so that copies of one act (its dump, its PDF) share it; the FRBR URI
    will not do, for it leaves out the issuer. Where one of the four is not told, from the source file instead.
    """
    parts = (kind, date, number_key(number), issuer_key(issuer))
    told = "|".join(part for part in parts if part) if all(parts) else source_sha256
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def search_key(*words: str | None) -> str:
    """Folded words between single blanks, to be asked for whole words: ` қаулы 810 `."""
    return f" {folded_text(' '.join(word for word in words if word))} "

"""Errors that end the reading of one input, and foreign text as a message quotes it."""

from __future__ import annotations


class KzregError(Exception):
    """Base of every error this package raises on purpose."""


class ReadError(KzregError):
    """An input that holds no act that can be read; `code` is a KZR code, `reason` one line."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code = code
        self.reason = reason


class RuleError(KzregError):
    """A grammar file that cannot be used; the message names the file and the key."""


class WordListError(KzregError):
    """A user's word list that cannot be used; the message names the file, the line and the reason."""


class LedgerError(KzregError):
    """A ledger of repairs and a source text that do not belong together."""


def printable(text: str, *, limit: int | None = 120) -> str:
    """Foreign text as a message quotes it: on one line, what does not print escaped, cut at `limit` characters."""
    short = text if limit is None else str(shorten(text, limit))
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in short)


def shorten(value: str | int | None, limit: int = 120) -> str | int | None:
    """Return a quotation cut at `limit` characters; numbers and None as they are."""
    if isinstance(value, str) and len(value) > limit:
        return value[: limit - 1].rstrip() + "…"
    return value

"""Quotation marks as acts print them: «…», "…", “…”, „…“."""

from __future__ import annotations

from typing import Final

OPENING_QUOTES: Final = '«"“„'
CLOSING_QUOTES: Final = '»"”“'  # the last closes what „ opens
QUOTES: Final = '«»"“”„'

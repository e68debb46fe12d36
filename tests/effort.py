"""How much a test of properties tries: a quarter on a desk, all of it where CI=true or KZREG_TESTS=full says so."""

from __future__ import annotations

import os
from typing import Final

FULL: Final = os.environ.get("CI", "").lower() in ("true", "1") or os.environ.get("KZREG_TESTS") == "full"
FEWEST: Final = 5  # examples that a property is tried with at least


def examples(count: int) -> int:
    """Return how many of `count` examples are tried here."""
    return count if FULL else min(count, max(count // 4, FEWEST))

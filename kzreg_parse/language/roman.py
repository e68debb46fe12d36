"""Roman numbers, typed in Latin letters or in the Kazakh ones that look like them (`ІV`, `ХІІ`)."""

from __future__ import annotations

from typing import Final

LOOKALIKES: Final = str.maketrans("ІХ", "IX")
VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


def roman_value(letters: str) -> int | None:
    """Return the value of a number in Roman capitals up to eighty-nine; None where the letters make none."""
    folded = letters.translate(LOOKALIKES)
    if not folded or any(letter not in VALUES for letter in folded):
        return None
    values = [VALUES[letter] for letter in folded]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))

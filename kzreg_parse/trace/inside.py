"""Inside one repair: which source character each clean character is.

A ledger says what a stretch became, not how. Letters that only closed up or changed script go in
step; moved words are found again where they stand in the source only once. Where two readings are
possible nothing is said.
"""

from __future__ import annotations

import regex

CYRILLIC = regex.compile(r"\p{Cyrillic}")
WORD = regex.compile(r"\S+")


def places_inside(raw: str, clean: str) -> list[int | None]:
    """For each character of `clean` its index in `raw`; None where that cannot be told, as for every blank."""
    inked = [index for index, letter in enumerate(raw) if not letter.isspace()]
    places: list[int | None] = [None] * len(clean)
    printed = [index for index, letter in enumerate(clean) if not letter.isspace()]
    if len(printed) == len(inked) and all(
        _is_same_letter(raw[there], clean[here]) for here, there in zip(printed, inked, strict=True)
    ):
        for here, there in zip(printed, inked, strict=True):
            places[here] = there
        return places
    letters = "".join(raw[index] for index in inked)
    taken = bytearray(len(letters))
    for word in sorted(WORD.finditer(clean), key=lambda word: (-len(word[0]), word.start())):
        found = _only_place(letters, word[0], taken)
        if found is not None:
            taken[found : found + len(word[0])] = b"\1" * len(word[0])
            for index in range(len(word[0])):
                places[word.start() + index] = inked[found + index]
    return places


def _is_same_letter(raw: str, clean: str) -> bool:
    """Return the same letter, or one that was changed for its script alone."""
    return raw == clean or (CYRILLIC.match(raw) is None) is not (CYRILLIC.match(clean) is None)


def _only_place(letters: str, word: str, taken: bytearray) -> int | None:
    """Return where the word stands free of words already found; None when nowhere or more than once."""
    found = None
    start = letters.find(word)
    while start >= 0:
        if not any(taken[start : start + len(word)]):
            if found is not None:
                return None
            found = start
        start = letters.find(word, start + 1)
    return found

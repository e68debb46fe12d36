"""How deep each kind of node stands, and how the numbers of siblings follow one another."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, Literal

from kzreg_parse.language.roman import roman_value

ReadingKind = Literal["part", "chapter", "section", "article", "clause", "point", "alinea"]
Order = tuple[int, ...]  # a printed number for comparison: 9-1 is (9, 1), IV is (4,), ә) is (1, 1)

# What ranks higher closes what ranks lower; a division that names its kind has its rank from the vocabulary.
RANK: Final = {"part": 1, "chapter": 3, "section": 4, "article": 5, "clause": 6, "point": 7, "alinea": 9}
SUBPOINT: Final = 8  # `а)` below `1)`, or the other way about
CHAPTER, SECTION, ARTICLE = RANK["chapter"], RANK["section"], RANK["article"]
CLAUSE, POINT = RANK["clause"], RANK["point"]

# the letters that number points, by the alphabet; one that lists may leave out hangs on the one before
LETTERS: Final = "а:ә б в г:ғ д е:ё ж з и:й к:қ л м н:ң о:ө п р с т у:ұ:ү ф х:һ ц ч ш щ ы:і э ю я"
LETTER_ORDER: Final[dict[str, Order]] = {
    letter: (place,) if not spare else (place, spare)
    for place, group in enumerate(LETTERS.split(), 1)
    for spare, letter in enumerate(group.split(":"))
}
LATIN_ROW: Final = tuple(LETTER_ORDER[letter] for letter in ("а", "в", "с"))  # А, В, С typed for A, B, C


def order_of(num: str) -> Order:
    """Return a printed number for comparison; `(0,)` where it counts nothing."""
    if num[0].isdigit():
        return tuple(int(part) for part in num.replace(".", "-").split("-") if part.isdigit())
    if len(num) == 1 and num not in "IVXLІХ":
        letter = num.lower()
        return LETTER_ORDER.get(letter) or (ord(letter) - ord("a") + 1 if "a" <= letter <= "z" else 0,)
    return (roman_value(num.split("-", maxsplit=1)[0]) or 0,)


def follows_in_latin(last: Order, order: Order) -> bool:
    """Tell whether two Cyrillic letters follow one another as the Latin ones that look like them."""
    return (last, order) in pairwise(LATIN_ROW)


def follows(last: Order, order: Order) -> bool:
    """Tell whether `order` is the number right behind `last`: 2 or 1-1 behind 1, 10 or 9-2 behind 9-1."""
    depth = len(order)
    if depth > len(last):
        return order[:-1] == last and order[-1] == 1
    return order[:-1] == last[: depth - 1] and order[-1] == last[depth - 1] + 1

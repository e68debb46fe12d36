"""Short names in capitals whose letters stand apart, where too few of them do to be told by that alone.

`МДБ А Ж` is `МДБ АЖ` where the document writes so elsewhere: the same letters closed up, beside the
same word. Initials, letters of a list and of a scheme stand beside no such word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

import regex

from kzreg_parse.model import Traced
from kzreg_parse.restore.links.junctions import WordPairs, first_word, last_word

TORN = regex.compile(r"(?<![\p{L}\p{N}.-])\p{Lu}(?:\s\p{Lu}){1,4}(?![\p{L}\p{N}.])")
CLOSED = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}{2,5}(?![\p{L}\p{N}])")
NOTHING_HERE: Counter[tuple[str, str]] = Counter()  # a torn name makes no pair with its neighbours


def short_names(lines: Iterable[str]) -> frozenset[str]:
    """Return the words of two to five capitals in lines of a document."""
    return frozenset(name for line in lines for name in CLOSED.findall(line))


def torn_short_names(text: Traced, names: frozenset[str], pairs: WordPairs) -> Iterator[tuple[int, int]]:
    """Yield where a short name of the document has its letters apart, beside a word that it stands beside elsewhere."""
    for found in TORN.finditer(text.text):
        name = "".join(found[0].split())
        before, behind = last_word(text.text[: found.start()]), first_word(text.text[found.end() :])
        if name in names and (
            pairs.seen(before, name.lower(), NOTHING_HERE) or pairs.seen(name.lower(), behind, NOTHING_HERE)
        ):
            yield found.span()


def close_short_names(text: Traced, places: Iterable[tuple[int, int]]) -> Traced:
    """Return the text with the letters at these places closed up."""
    parts: list[Traced] = []
    position = 0
    for start, end in places:
        parts.append(text[position:start])
        parts.extend(text[place : place + 1] for place in range(start, end) if not text.text[place].isspace())
        position = end
    return Traced.join([*parts, text[position:]])

"""How alike the names of two bodies and the titles of two acts are, word by word, so that no other one is taken."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import Final

from kzreg_parse.language.fold import folded_text
from kzreg_parse.rules import rule
from kzreg_parse.store.keys import issuer_key

SAME_WORD: Final = 0.86  # of two words: a misread letter, not `Оңтүстік` and `Солтүстік` (0.82)
SAME_OFFICE: Final = 0.97  # the state's name, or that somebody acts for the minister, is said by one of the two only
SHORTEST_HOLDER: Final = 5  # letters: `министр` and `министрлік` are one, `әкім` and `әкімдік` number on their own
LEFT_OVER: Final = 0.08  # what each word costs that only one of the names has
OTHER_BODY: Final = 0.5  # at most, where a word of the shorter name has no partner
OTHER_TITLE: Final = 0.8  # at most, where a word of either title has no partner: most titles share most words
CACHED: Final = 100_000


@lru_cache(CACHED)
def body_similarity(one: str, other: str) -> float:
    """How alike two bodies' names are (0 to 1), given as `keys.issuer_key` folds them.

    Each word has one partner at most: `Абай облысы Абай ауданы` is not `Қарағанды облысы Абай ауданы`. A word of the
    shorter name without a partner makes them different bodies, words that only the longer name has cost a little.
    """
    if one == other:
        return 1.0
    short, long = sorted((_office(one), _office(other)), key=lambda words: (len(words), words))
    if short == long:
        return SAME_OFFICE
    found = _partners(short, long)
    if len(found) < len(short):
        return round(min(OTHER_BODY, sum(found) / len(long)), 4)
    return round(max(0.0, min(SAME_OFFICE, sum(found) / len(short)) - LEFT_OVER * (len(long) - len(short))), 4)


@lru_cache(CACHED)
def title_similarity(one: str, other: str) -> float:
    """How alike two titles are (0 to 1), quotes and endings aside; all words of both must agree to be the same."""
    from rapidfuzz.distance import Indel

    folded, other_folded = sorted((folded_text(one), folded_text(other)))
    likeness = float(Indel.normalized_similarity(folded, other_folded))
    words, others = folded.split(), other_folded.split()
    if len(words) != len(others) or len(_partners(words, others)) < len(words):
        likeness = min(likeness, OTHER_TITLE)
    return round(likeness, 4)


@lru_cache(CACHED)
def is_local(body: str) -> bool:
    """Whether a body (folded) is one of a region, a district, a town or a village."""
    return not _place_kinds().isdisjoint(body.split())


@lru_cache(CACHED)
def under_one_name(body: str) -> str:
    """A body (folded) with places that were renamed called by one of their names."""
    for new, old in _renamed_places():
        body = f" {body} ".replace(f" {new} ", f" {old} ").strip()
    return body


def _partners(short: list[str], long: list[str]) -> list[float]:
    """The likeness of each word of `short` to its partner in `long`; words that have none are left out."""
    from rapidfuzz.distance import Indel

    same = Counter(short) & Counter(long)
    rest, others = list((Counter(short) - same).elements()), list((Counter(long) - same).elements())
    found = [1.0] * same.total()
    pairs = sorted((-Indel.normalized_similarity(word, each), word, each) for word in set(rest) for each in set(others))
    for likeness, word, each in pairs:
        while word in rest and each in others and _same_word(-likeness, word, each):
            rest.remove(word)
            others.remove(each)
            found.append(-likeness)
    return found


def _same_word(likeness: float, one: str, other: str) -> bool:
    """Figures must agree to the last one; else a letter may be misread, or one be the office of the other."""
    if any(map(str.isdigit, one + other)):
        return one == other
    short, long = sorted((one, other), key=len)
    if likeness >= SAME_WORD:
        return True
    is_office = long.startswith(short) and long[len(short) :] in rule("act.office_ending").words
    return is_office and len(short) >= SHORTEST_HOLDER


@lru_cache(CACHED)
def _office(body: str) -> list[str]:
    """The words that tell offices apart: without the state's name in front, and without `міндетін атқарушы`."""
    words = body.split()
    state, acting = _asides()
    if words[: len(state)] == state and len(words) > len(state):
        words = words[len(state) :]
    for place in range(1, len(words) - len(acting) + 1):
        if all(word.startswith(start) for word, start in zip(words[place:], acting, strict=False)):
            return words[:place] + words[place + len(acting) :]
    return words


@cache
def _asides() -> tuple[list[str], list[str]]:
    state, acting = rule("act.abbreviation").words["қр"], rule("act.body_short").words["м.а."]
    return (issuer_key(str(state)) or "").split(), (issuer_key(str(acting)) or "").split()


@cache
def _place_kinds() -> frozenset[str]:
    return frozenset(
        folded_text(stem + ending)
        for stem in rule("vocabulary.local_place").words
        for ending in ("", *rule("act.place_kind").words)
    )


@cache
def _renamed_places() -> tuple[tuple[str, str], ...]:
    words = rule("act.renamed_place").words
    return tuple((folded_text(new), folded_text(str(old))) for new, old in words.items())

"""Cyrillic letters in the place of other Cyrillic letters: `күәлігі` for `куәлігі`, `ЭЦК` for `ЭЦҚ`.

Nothing is changed: an author's own spelling stays. A word that nobody knows is said to be a slip
where it differs from a known one in one or two letters of like shape and breaks vowel harmony more
than that one does. Where harmony cannot tell, a word is one only with `н` for `ң` inside (`жана` for
`жаңа`), in recognised text also `ң` for `н` and `и` for `ы`, or with `у` for the `ү` of a far commoner word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import regex

from kzreg_parse.model import Traced
from kzreg_parse.restore.words.harmony import breaches
from kzreg_parse.restore.words.lookup import (
    LEAST_STEM,
    MOST_SPELLINGS,
    Words,
    by_folded,
    is_form,
    is_look_alike,
    look_alikes,
    packaged,
    packaged_look_alikes,
)
from kzreg_parse.restore.words.misread_abbreviations import is_short_name, short_name_slips
from kzreg_parse.rules import rule

WORD = re.compile(r"[\u0400-\u04ff]+")  # Cyrillic; not `regex`, which takes twice the time
KAZAKH_LETTER = regex.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
SEVERAL: Final = 3  # places; a typist who writes a word so often means it
FEW: Final = 8  # words that are looked for one by one
MISTYPED: Final = frozenset("н")  # for `ң`: an exchange that seldom makes another word
MISREAD: Final = frozenset(("н", "ң", "и"))
OF_BOTH_ROWS: Final = frozenset("у")  # stands beside vowels of both rows, so that harmony does not tell
FAR_MORE: Final = 5  # times as often as the slip stands the right word, where no list has it


@dataclass(frozen=True, slots=True)
class Slip:
    """A word with a wrong letter: its first place, what it may stand for, and how often it is there."""

    place: Traced
    meant: str
    count: int


def find_slips(texts: Sequence[Traced], listed: Mapping[str, int], *, recognised: bool) -> list[Slip]:
    """Return the slips of a document's clean texts, each once, in reading order.

    `listed` are the user's words; `recognised`: the text comes from optical recognition, which makes
    the same slip again and again, as no typist does.
    """
    document = _Document(texts, listed, recognised)
    meant = dict(document.slips())
    return document.placed(meant) if meant else []


class _Document:
    """A document's words; what costs much is made when the first word is in doubt."""

    def __init__(self, texts: Sequence[Traced], listed: Mapping[str, int], recognised: bool) -> None:
        self._texts = texts
        self._listed = Words.of(listed) if listed else None
        self._lists = (packaged(),) if self._listed is None else (packaged(), self._listed)
        self._recognised = recognised
        self._whole = "\n".join(text.text for text in texts)
        self._chunks = Counter(self._whole.split())
        self._printed = set(WORD.findall("\n".join(self._chunks)))

    def slips(self) -> Iterator[tuple[str, str]]:
        """Yield each wrong word with what it may stand for, both in lower case but short names."""
        for words in by_folded(self._unknown()).values():
            fellows = words if 1 < len(words) <= MOST_SPELLINGS else ()
            for word in words:
                own = [other for other in fellows if is_look_alike(word, other)]
                listed = packaged_look_alikes(word)
                if self._listed is not None:
                    listed += tuple(look_alikes(word, self._listed))
                if own or listed:
                    meant = self._best(word, dict.fromkeys(own, False) | dict.fromkeys(listed, True))
                    if meant is not None:
                        yield word, meant
        short = {word for word in self._printed if is_short_name(word)}
        yield from short_name_slips(short, self._whole, recognised=self._recognised)

    def _unknown(self) -> set[str]:
        """Return the words, in lower case, that the packaged list does not have."""
        forms = packaged().forms
        unlisted = [word for word in self._printed - forms if len(word) >= LEAST_STEM and not is_short_name(word)]
        return {word.lower() for word in unlisted} - forms

    def _best(self, word: str, options: Mapping[str, bool]) -> str | None:
        """Return the option that the word most likely stands for; None where it may well be right itself.

        An option that is True comes from a list, not only from the document.
        """
        if any(is_form(word, known) for known in self._lists) or rule("word.loan").match(word):
            return None
        likely = [other for other, listed in options.items() if self._is_likely(word, other, listed=listed)]
        return min(likely, key=lambda other: self._rank(word, other), default=None)

    def _is_likely(self, word: str, other: str, *, listed: bool) -> bool:
        worse = breaches(word) - breaches(other)
        no_matter = worse == 0 and _differ_in(word, other, OF_BOTH_ROWS)
        if not (worse > 0 or no_matter or (worse == 0 and self._is_sure(word, other))):
            return False
        all_places, capitalised = self._counts
        mine, others = all_places[word], all_places[other]
        if capitalised[word] == mine:  # perhaps a name
            as_name = capitalised[other] > mine or (self._recognised and others > 0)
            if not (listed and as_name):
                return False
        far_more = others >= FAR_MORE * mine
        if not listed:
            return far_more or (self._recognised and not no_matter and others > max(1, mine))
        return far_more or (not no_matter and (self._recognised or mine < SEVERAL))

    def _is_sure(self, word: str, other: str) -> bool:
        """Tell whether the other one is a listed word and differs in letters inside the word that seldom make two
        words.

        A last `н` or `ң`, `и` or `ы` may be the right ending of either.
        """
        exact = any(other in known.forms for known in self._lists)
        letters = MISREAD if self._recognised else MISTYPED
        return exact and word[-1] == other[-1] and _differ_in(word, other, letters)

    def _rank(self, word: str, other: str) -> tuple[int, int, int, str]:
        """Return the fewest letters changed first, then the words that the document has most, then those that
        harmonise.
        """
        changed = sum(mine != yours for mine, yours in zip(word, other, strict=True))
        return changed, -self._counts[0][other], breaches(other), other

    @cached_property
    def _counts(self) -> tuple[Counter[str], Counter[str]]:
        """How often a word stands in the document, and how often so with a capital before small letters."""
        all_places, capitalised = Counter[str](), Counter[str]()
        for chunk, times in self._chunks.items():
            for printed in WORD.findall(chunk):
                word = printed.lower()
                all_places[word] += times
                if printed[0].isupper() and not printed.isupper():
                    capitalised[word] += times
        return all_places, capitalised

    def placed(self, meant: Mapping[str, str]) -> list[Slip]:
        """Return the wrong words at their first places, without those that stand in Russian text or behind a number
        alone.
        """
        wanted = frozenset(word.lower() for word in meant)
        places: dict[str, list[Traced]] = {}
        for text in self._texts:
            if not _holds_any(text.text.lower(), wanted) or _is_russian(text.text):
                continue
            for found in WORD.finditer(text.text):
                word = found[0] if is_short_name(found[0]) else found[0].lower()
                if word in meant and not _is_ending(text.text, found.start()):
                    places.setdefault(word, []).append(text[found.start() : found.end()])
        return [Slip(at[0], _in_case_of(at[0].text, meant[word]), len(at)) for word, at in places.items()]


def _holds_any(text: str, words: frozenset[str]) -> bool:
    """Tell whether one of the words may stand in the text; cheap for a few words, and linear for many."""
    if len(words) <= FEW:
        return any(word in text for word in words)
    return not words.isdisjoint(WORD.findall(text))


def _is_ending(text: str, start: int) -> bool:
    """Tell whether what begins there is the ending of a number or of a short name (`ЭЦҚ-ның`)."""
    return start > 1 and text[start - 1] == "-" and (text[start - 2].isdigit() or text[start - 2].isupper())


def _differ_in(word: str, other: str, letters: Collection[str]) -> bool:
    """Tell whether the words differ only where this one has one of the letters."""
    return all(mine == yours or mine in letters for mine, yours in zip(word, other, strict=True))


def _in_case_of(printed: str, word: str) -> str:
    if printed.isupper():
        return word.upper()
    return word.capitalize() if printed[0].isupper() else word


def _is_russian(text: str) -> bool:
    """Tell whether a text has no letter that Russian lacks, and a word that Kazakh lacks."""
    return not KAZAKH_LETTER.search(text) and rule("word.russian").search(text) is not None

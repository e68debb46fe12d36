"""Readings of a noun that is not listed: the splits into a stem and endings that the grammar of Kazakh allows.

The endings have to agree with the stem's last vowel and last sound, so most chance likenesses fall away:
`стандарты` is no accusative, which behind р would be -ды, and `техника` no dative, which would be -ға.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final, NamedTuple

from kzreg_parse.language.endings import forms_of, is_back
from kzreg_parse.language.word_form import Case, WordForm
from kzreg_parse.rules import rule

SHORTEST_STEM: Final = 3  # letters: what is shorter is listed, or no noun
SHORTEST_AGAINST_HARMONY: Final = 3  # letters of an ending that is believed though its vowel is of the other side
LONG_STEM: Final = 6  # letters behind which a shorter one is believed, too (`Тургумбаевқа`)
BARE, UNLIKELY = 1, 2  # behind 0, a likely stem with endings
ORDER: Final = (  # which case is meant where several fit; those whose endings are longer, and so surer, first
    Case.GENITIVE,
    Case.ABLATIVE,
    Case.LOCATIVE,
    Case.INSTRUMENTAL,
    Case.DATIVE,
    Case.ACCUSATIVE,
    Case.NOMINATIVE,
)


class _Ending(NamedTuple):
    """Endings behind a stem's last letter: the reading, and the letter that the last one was before it softened."""

    reading: WordForm
    hardened: str


def readings_of_unknown(word: str) -> tuple[WordForm, ...]:
    """Return every reading of a word in small letters that the endings allow, the likeliest first.

    One is always the word as it stands, in the nominative; the only one of a finite verb, which has no case. An
    ending against the harmony of its stem, as misprints and loans have them, counts where nothing else fits.
    """
    bare = WordForm(word, Case.NOMINATIVE, known=False)
    if rule("noun.finite").search(word):
        return (bare,)
    made = list(_splits(word)) or list(_splits(word, against_harmony=True))
    return tuple(dict.fromkeys(sorted((*made, bare), key=_weight)))


def readings_of_ending(ending: str) -> tuple[WordForm, ...]:
    """Readings of endings that stand without their stem (`ның` of `ЭЦҚ-ның`), the lemma empty; none of other words.

    How an abbreviation is spoken, its letters do not tell: the ending may be of either harmony and of any last sound.
    """
    return _endings_alone().get(ending, ())


def _splits(word: str, *, against_harmony: bool = False) -> Iterator[WordForm]:
    sounds = rule("noun.sound").words
    for length in range(max(SHORTEST_STEM, len(word) - _longest_ending()), len(word)):
        stem, tail = word[:length], word[length:]
        sure = len(tail) >= SHORTEST_AGAINST_HARMONY or (len(tail) > 1 and length >= LONG_STEM)
        if tail not in _endings_alone() or (against_harmony and not sure) or not _may_be_stem(stem):
            continue
        last = stem[-2] if sounds.get(stem[-1], {}).get("last") == "soft" else stem[-1]
        softens = "before_vowel" in sounds.get(last, {}) and "harmony" not in sounds.get(stem[-2], {})
        harmony = is_back(stem) is not against_harmony
        for back in (True, False) if harmony and _may_be_front(stem) else (harmony,):
            for reading, hardened in _endings().get((back, last), {}).get(tail, ()):
                if against_harmony and reading.case is Case.NOMINATIVE:
                    continue
                if softens and not hardened and reading.possessed and not reading.plural:
                    continue  # behind a consonant, a last қ or п never stays (`мүмкін` is no form of `мүмк`)
                yield reading._replace(lemma=stem[:-1] + hardened if hardened else stem, known=False)


def _may_be_stem(stem: str) -> bool:
    """Tell whether a noun may end so: it has a vowel, and no double consonant ends it (loans that do are listed)."""
    sounds = rule("noun.sound").words
    vowels = ["harmony" in sounds.get(letter, {}) for letter in stem]
    return any(vowels) and (vowels[-1] or stem[-1] != stem[-2])


def _may_be_front(stem: str) -> bool:
    """Tell whether a stem with back vowels may take front endings, by the loanword's letter it ends in (`парк`)."""
    return any(rule("noun.sound").words.get(letter, {}).get("front") for letter in stem[-2:])


def _weight(reading: WordForm) -> tuple[int, bool, int, int]:
    """Order of likelihood: by case, the likelier stem, the shorter stem.

    An accusative in -ны behind a stem that
    does not end like a noun in a vowel comes after the nominatives.
    """
    stem, case = reading.lemma, reading.case
    place = ORDER.index(case)
    if case is Case.ACCUSATIVE and not (reading.plural or reading.possessed) and _ends_in_vowel(stem):
        place += 0 if rule("noun.open_stem").search(stem) else len(ORDER)
    bare = case is Case.NOMINATIVE and not (reading.plural or reading.possessed)
    unlikely = not reading.plural and not bare and rule("noun.unlikely_stem").search(stem) is not None
    return place, reading.attributive, BARE if bare else UNLIKELY if unlikely else 0, len(stem)


def _ends_in_vowel(stem: str) -> bool:
    return bool(rule("noun.sound").words.get(stem[-1], {}).get("last") == "vowel")


@cache
def _endings() -> Mapping[tuple[bool, str], Mapping[str, tuple[_Ending, ...]]]:
    """Return every run of endings by the harmony and the last letter of the stem it stands behind."""
    found: dict[tuple[bool, str], dict[str, list[_Ending]]] = {}
    sounds = rule("noun.sound").words
    vowels = [letter for letter, told in sounds.items() if told["last"] == "vowel"]
    for last, told in sounds.items():
        if told["last"] == "soft":
            continue
        stems = [last] if told["last"] == "vowel" else [vowel + last for vowel in vowels]
        for back in (True, False):
            stem = next((stem for stem in stems if is_back(stem) is back), stems[0])
            for form, reading in forms_of(stem, back=back):
                head = len(stem)
                if len(form) == head:
                    continue
                hardened = "" if form.startswith(stem) else last
                endings = found.setdefault((back, form[head - 1]), {}).setdefault(form[head:], [])
                endings.append(_Ending(reading, hardened))
                if hardened and not reading.plural:  # some nouns keep their last letter (`тарапынан`, `принципі`)
                    found.setdefault((back, last), {}).setdefault(form[head:], []).append(_Ending(reading, ""))
    return MappingProxyType(
        {key: MappingProxyType({tail: tuple(told) for tail, told in tails.items()}) for key, tails in found.items()}
    )


@cache
def _endings_alone() -> Mapping[str, tuple[WordForm, ...]]:
    """Return every run of endings, and every case ending behind a possessive one (`нда`), with a reading for each
    case.
    """
    found: dict[str, dict[tuple[Case, bool], WordForm]] = {}
    for endings in _endings().values():
        for tail, told in endings.items():
            for reading, _ in told:
                alone = reading._replace(lemma="", known=False)
                cut = _case_ending(tail) if reading.possessed else tail
                for ending in {tail, cut} - {""}:
                    found.setdefault(ending, {}).setdefault((reading.case, reading.attributive), alone)
    return MappingProxyType({ending: tuple(sorted(told.values(), key=_order)) for ending, told in found.items()})


def _order(reading: WordForm) -> tuple[bool, int]:
    return reading.attributive, ORDER.index(reading.case)


def _case_ending(tail: str) -> str:
    """Return the case behind the last vowel of a possessive ending (`нда` of `ында`, `сында`, `ларында`)."""
    found = rule("noun.possessive_case").search(tail)
    return found["case"] if found is not None else ""


@cache
def _longest_ending() -> int:
    return max(len(ending) for endings in _endings().values() for ending in endings)

"""Other names: of steps, places, ministries, officials and persons."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import regex
import yaml
from generality.mapping import Reworded, Rewording, Way, everywhere
from generality.rewording import reworded

VOCABULARY: Final = Path(__file__).resolve().parents[2] / "grammars" / "vocabulary" / "step_noun.yaml"
PLACES: Final = (
    "Ақсуат", "Жаңақорған", "Теректі", "Мұғалжар", "Ордабасы", "Шиелі", "Еңбекшілдер", "Байғанин", "Сырымбет", "Көкпекті",
    "Ұзынкөл", "Ырғыз", "Қобда", "Өскенбай", "Тайынша", "Үржар", "Іле", "Әулиекөл", "Ғабит", "Бесқарағай",
)  # fmt: skip
MINISTRIES: Final = (
    "Индустрия және жаңа технологиялар", "Инвестициялар және даму", "Денсаулық сақтау және әлеуметтік даму",
    "Білім және ғылым", "Мәдениет және спорт", "Ауыл шаруашылығы", "Қоршаған ортаны қорғау", "Ұлттық экономика",
    "Еңбек және халықты әлеуметтік қорғау", "Энергетика", "Қаржы", "Қорғаныс", "Ішкі істер", "Әділет", "Көлік",
)  # fmt: skip
OFFICIALS: Final = {"орындаушы": ("маман", "инспектор"), "басшы": ("меңгеруші", "директор"), "маман": ("инспектор",)}
SURNAMES: Final = {
    "ов": ("Жанысбаев", "Сәрсенов", "Омаров", "Тілеубердинов"),
    "ев": ("Қасенев", "Әбдіғалиев", "Нұрмағамбетев"),
    "ова": ("Ысқақова", "Тұрсынова", "Әшімова"),
    "ева": ("Бектаева", "Өтегенева"),
}
PLACE = regex.compile(r"(?<!\p{L})(\p{Lu}\p{Ll}+)(?= (?:облыс|аудан|қала|ауыл)[ыс]\p{Ll}*)")
PERSON = regex.compile(
    r"(?<!\p{L})(\p{Lu}\.)(\s?(?:\p{Lu}\.\s?)?)(\p{Lu}\p{Ll}+?)(ова|ева|ов|ев)(?=(?:қа|ға|ке|ге|ның|нің|тың|тің|ны|ні|ты|ті)?(?!\p{L}))"
)


@cache
def step_nouns() -> tuple[str, ...]:
    """Return every noun of the vocabulary that names what is done."""
    words = yaml.safe_load(VOCABULARY.read_text(encoding="utf-8"))["words"]
    return tuple(lemma for lemma, told in words.items() if told["kind"] == "action")


def _has(text: str, noun: str) -> bool:
    return regex.search(rf"(?<![\p{{L}}-]){regex.escape(noun[:-1])}", text, regex.IGNORECASE) is not None


def _labelling(text: str) -> list[str]:
    """Return the nouns that steps are labelled by or said to have; the longer of two that hold one another."""
    return [
        noun
        for noun in step_nouns()
        if regex.search(rf"(?<![\p{{L}}-])(?:\d+[- ])?{regex.escape(noun)}", text, regex.IGNORECASE)
        and regex.search(rf"\d+[- ]{regex.escape(noun)}|әрбір {regex.escape(noun)}", text, regex.IGNORECASE)
    ]


def _step_noun(other: str) -> Way:
    def make(text: str, rng: random.Random) -> tuple[str, Reworded]:
        nouns = [noun for noun in _labelling(text) if noun != other]
        if not nouns or _has(text, other):
            return text, Reworded()
        noun = rng.choice(nouns)
        return everywhere(text, Reworded(text=lambda said: reworded(said, noun, other)))

    return Way(f"step noun {other}", "step noun", make)


def _swap(names: dict[str, str], before: str = r"(?<!\p{L})", behind: str = r"(?!\p{L})") -> Callable[[str], str]:
    words = "|".join(regex.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
    pattern = regex.compile(f"{before}({words}){behind}")

    def put(found: regex.Match[str]) -> str:
        other = names[" ".join(found[1].split())]
        broken = regex.search(r"\s*\n\s*", found[1])  # a signature's office on two lines stays on two
        return other.replace(" ", broken[0], 1) if broken else other

    return lambda text: pattern.sub(put, text) if names else text


def _places(text: str, rng: random.Random) -> tuple[str, Reworded]:
    old = [name for name in dict.fromkeys(PLACE.findall(text)) if name != "Қазақстан"]
    free = [name for name in PLACES if name not in text]
    names = dict(zip(old, rng.sample(free, len(free)), strict=False))
    return everywhere(text, Reworded(text=_swap(names)))


def _ministries(text: str, rng: random.Random) -> tuple[str, Reworded]:
    behind = r"(?=\s+(?:вице-)?министр)"
    old = [
        name for name in MINISTRIES if regex.search(rf"(?<!\p{{L}}){name.replace(' ', chr(92) + 's+')}{behind}", text)
    ]
    free = [name for name in MINISTRIES if name not in text]
    return everywhere(
        text, Reworded(text=_swap(dict(zip(old, rng.sample(free, len(free)), strict=False)), behind=behind))
    )


def _officials(text: str, rng: random.Random) -> tuple[str, Reworded]:
    present = [noun for noun in OFFICIALS if _has(text, noun)]
    pairs = [(noun, other) for noun in present for other in OFFICIALS[noun] if not _has(text, other)]
    if not pairs:
        return text, Reworded()
    noun, other = rng.choice(pairs)
    return everywhere(text, Reworded(text=lambda said: reworded(said, noun, other)))


def _persons(text: str, rng: random.Random) -> tuple[str, Reworded]:
    told: dict[tuple[str, str, str], tuple[str, str]] = {}
    for found in PERSON.finditer(text):
        told.setdefault(
            (found[1], found[3], found[4]), (rng.choice("АӘБҒЕЖКҚМНӨСТҰҮІ") + ".", rng.choice(SURNAMES[found[4]]))
        )

    def put(found: regex.Match[str]) -> str:
        new = told.get((found[1], found[3], found[4]))
        return found[0] if new is None else f"{new[0]}{found[2]}{new[1]}"

    return everywhere(text, Reworded(text=lambda said: PERSON.sub(put, said)))


NAMES: Final[tuple[Rewording, ...]] = (
    *map(_step_noun, step_nouns()),
    Way("places", "places", _places),
    Way("ministries", "ministries", _ministries),
    Way("officials", "officials", _officials),
    Way("persons", "persons", _persons),
)

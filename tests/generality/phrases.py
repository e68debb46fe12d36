"""Other set phrases of acts, and other forms of what stays the same: durations in words, hyphens behind numbers."""

from __future__ import annotations

import random
from typing import Final

import regex
from generality.mapping import Reworded, Rewording, Way, everywhere
from generality.values import duration_of, durations_pattern

from kzreg_parse.language.numbers import number_to_words

PHRASES: Final[dict[str, tuple[str, ...]]] = {
    "бұдан әрі": ("бұдан былай", "әрі қарай"),
    "күші жойылды деп танылсын": ("күшін жойған деп танылсын", "күші жойылсын", "күші жойылған деп танылсын"),
    "мынадай редакцияда жазылсын": ("жаңа редакцияда жазылсын", "келесі редакцияда жазылсын"),
    "алып тасталсын": ("алынып тасталсын", "алып тасталынсын"),
    "болып тіркелді": ("тіркелді", "тіркелген", "болып тіркелген"),
    "болып тіркелген": ("тіркелген",),
    "қолданысқа енгізіледі": ("күшіне енеді", "қолданысқа енеді"),
    "Күші жойылды -": ("Күші жойылды –", "Күшi жойылды -"),
}
PARTS: Final = regex.compile(r"(?<=(?<![\d-])\d{1,3})-(?=(?:баб|тармағ|тарау|қосымша)\p{L}*)")
MARKS: Final = "абвгдежзик"
POINT: Final = regex.compile(r"^ ( \s* ) (\d{1,2}) \) \s ", regex.VERBOSE | regex.MULTILINE)
POINT_NAMED: Final = regex.compile(r"\d\)[^.;]{0,20}тармақша")
CITY: Final = {
    "ауданы": "қаласы", "аудандық": "қалалық", "аудан": "қала", "Аудан": "Қала", "Аудандық": "Қалалық",
}  # fmt: skip
DISTRICT: Final = regex.compile(r"(?<!\p{L})(аудандық|ауданы|аудан)(?=\P{L}|н[ыі]ң|нда|на|н\b)", regex.IGNORECASE)


def _phrase(old: str, new: str) -> Way:
    def say(text: str) -> str:
        return text.replace(old, new)

    return Way(f"{old} > {new}", old, lambda text, rng: everywhere(text, Reworded(text=say)))


def _written(style: str) -> Way:
    """Durations with figures and words (`15 (он бес) минут`), figures or words alone."""

    def put(found: regex.Match[str]) -> str:
        told = duration_of(found)
        if told is None:
            return found[0]
        value = int(told[0])
        number = {
            "15": f"{value}",
            "он бес": number_to_words(value),
            "15 (он бес)": f"{value} ({number_to_words(value)})",
        }
        old = found["words"] or found["figures"]
        if found["bracket"]:
            old += f" ({found['bracket']})"
        return found[0].replace(old, number[style], 1)

    return Way(
        f"durations {style}",
        "written",
        lambda text, rng: everywhere(text, Reworded(text=lambda said: durations_pattern().sub(put, said))),
    )


def _lettered(text: str, rng: random.Random) -> tuple[str, Reworded]:
    numbers = {int(found[2]) for found in POINT.finditer(text)}
    if POINT_NAMED.search(text) or not numbers or max(numbers) > len(MARKS):
        return text, Reworded()
    labels: dict[str, str | None] = {f"{number})": f"{MARKS[number - 1]})" for number in numbers}
    return POINT.sub(lambda found: f"{found[1]}{MARKS[int(found[2]) - 1]}) ", text), Reworded(labels=labels)


def _no_hyphens(text: str, rng: random.Random) -> tuple[str, Reworded]:
    if "зылсын" in text or "деген сөз" in text or regex.search(r"\d-(?:тармақ|бап)(?!\p{L})", text):
        return text, Reworded()
    return everywhere(text, Reworded(text=lambda said: PARTS.sub(" ", said)))


def _city(text: str, rng: random.Random) -> tuple[str, Reworded]:
    if regex.search(r"қала(?:сы|лық)", text):
        return text, Reworded()
    return everywhere(text, Reworded(text=lambda said: DISTRICT.sub(lambda found: CITY.get(found[1], found[1]), said)))


FORMS: Final[tuple[Rewording, ...]] = (
    *(_phrase(old, new) for old, others in PHRASES.items() for new in others),
    *map(_written, ("15", "он бес", "15 (он бес)")),
    Way("points а)", "points", _lettered),
    Way("parts without hyphens", "hyphens", _no_hyphens),
    Way("district > city", "places of bodies", _city),
)

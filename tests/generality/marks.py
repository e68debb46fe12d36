"""Other signs: quotes, dashes, marks of lists, numbers of chapters."""

from __future__ import annotations

import random
from typing import Final

import regex
from generality.mapping import Reworded, Rewording, Way, everywhere

QUOTES: Final = {"«»": ("«", "»"), '""': ('"', '"'), "“”": ("“", "”"), "„“": ("„", "“")}
DASHES: Final = {"-": "-", "–": "–", "—": "—"}
OPENING = regex.compile(r"""(?: « | “ | „ | (?<= ^ | [\s(\[«“] ) " )""", regex.VERBOSE | regex.MULTILINE)
CLOSING = regex.compile(r"[»”\"]")
DASH = regex.compile(r"(?<=[ \t])[-–—](?=[ \t])")
CHAPTER = regex.compile(
    r"^ (?: (?P<num> \d{1,2} )-тарау\. | (?P<num> \d{1,2} )\. (?= \s \p{Lu}[^.;:?]+ $ ) ) \s+ (?P<heading> .+ ) $",
    regex.VERBOSE | regex.MULTILINE,
)
POINT = regex.compile(r"^ ( \s* ) \d{1,2}\) \s ", regex.VERBOSE | regex.MULTILINE)
POINT_NAMED = regex.compile(r"\d\) \s* (?: ,\s*\d+\) \s* )* (?: және \s \d+\) \s* )? тармақша", regex.VERBOSE)
CYRILLIC_ROMAN: Final = str.maketrans({"I": "І", "X": "Х"})
ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(value: int) -> str:
    """Return a number in Roman figures."""
    said = ""
    for worth, sign in ROMAN:
        times, value = divmod(value, worth)
        said += sign * times
    return said


def _quotes(style: str) -> Way:
    opening, closing = QUOTES[style]

    def say(text: str) -> str:
        return CLOSING.sub(closing, OPENING.sub("\0", text)).replace("\0", opening)

    return Way(f"quotes {style}", "quotes", lambda text, rng: everywhere(text, Reworded(text=say)))


def _dashes(dash: str) -> Way:
    return Way(
        f"dashes {dash}",
        "dashes",
        lambda text, rng: everywhere(text, Reworded(text=lambda said: DASH.sub(dash, said))),
    )


def _chapters(form: str) -> Way:
    def make(text: str, rng: random.Random) -> tuple[str, Reworded]:
        if form == "1." and regex.search(r"^\s*\d+-бап\.", text, regex.MULTILINE):
            return text, Reworded()  # articles below a bare number are read as its children, and rightly

        def say(found: regex.Match[str]) -> str:
            num = int(found["num"])
            mark = form.replace("1", str(num)).replace("І", roman(num).translate(CYRILLIC_ROMAN))
            return f"{mark.replace('I', roman(num))} {found['heading']}"

        return CHAPTER.sub(say, text), Reworded()

    return Way(f"chapters {form}", "chapters", make)


def _points(mark: str) -> Way:
    def make(text: str, rng: random.Random) -> tuple[str, Reworded]:
        if POINT_NAMED.search(text):
            return text, Reworded()
        labels: dict[str, str | None] = {f"{number})": None for number in range(1, 100)}
        return POINT.sub(rf"\1{mark} ", text), Reworded(labels=labels)

    return Way(f"points {mark}", "points", make)


MARKS: Final[tuple[Rewording, ...]] = (
    *map(_quotes, QUOTES),
    *map(_dashes, DASHES),
    *map(_chapters, ("1-тарау.", "1 тарау.", "1-тарау:", "1 - тарау.", "1-ТАРАУ.", "І тарау.", "I тарау.", "1.")),
    *map(_points, ("-", "–")),
)

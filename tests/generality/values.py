"""Other values: dates, years, numbers of acts and of registrations, durations, parts of other acts."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from functools import cache
from itertools import chain, pairwise
from typing import Final

import regex
from generality.mapping import Duration, Reworded, Rewording, Unit, Way, everywhere

from kzreg_parse.language.endings import forms_of
from kzreg_parse.language.numbers import number_in_words, number_to_words

MONTHS: Final = (
    "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
)  # fmt: skip
FIRST, LAST = dt.date(2000, 1, 1).toordinal(), dt.date(2023, 12, 31).toordinal()


@cache
def _month_forms() -> dict[str, tuple[int, int]]:
    """Return month and number of the form for every form of a month's name."""
    return {
        form: (month, place) for month, name in enumerate(MONTHS, 1) for place, (form, _) in enumerate(forms_of(name))
    }


@cache
def _form_of_month(month: int, place: int) -> str:
    return [form for form, _ in forms_of(MONTHS[month - 1])][place]


def _alternatives(words: object) -> str:
    return "|".join(sorted(map(regex.escape, words), key=len, reverse=True))  # type: ignore[arg-type, call-overload]


@cache
def _dates_pattern() -> regex.Pattern[str]:
    return regex.compile(
        rf"""(?<!\d) (?P<year>(?:19|20)\d\d) (?P<said>\s жыл[ғ]?ы \s ["«“]?) (?P<day>\d{{1,2}}) (?P<blank>["»”]?\s)
             (?P<month>{_alternatives(_month_forms())}) (?!\p{{L}})
           | (?<![\d.]) (?P<day>\d\d) \. (?P<mm>\d\d) \. (?P<year>(?:19|20)\d\d) (?!\d)""",
        regex.VERBOSE,
    )


def _date(found: regex.Match[str]) -> str | None:
    month = _month_forms()[found["month"]][0] if found["month"] else int(found["mm"])
    try:
        return dt.date(int(found["year"]), month, int(found["day"])).isoformat()
    except ValueError:
        return None


def _dates(text: str, rng: random.Random) -> tuple[str, Reworded]:
    pattern = _dates_pattern()
    old = sorted({date for found in pattern.finditer(text) if (date := _date(found))})
    new = [dt.date.fromordinal(day).isoformat() for day in sorted(rng.sample(range(FIRST, LAST), len(old)))]
    dates = dict(zip(old, new, strict=True))  # in the order of the old ones

    def put(found: regex.Match[str]) -> str:
        date = dates.get(_date(found) or "")
        if date is None:
            return found[0]
        day = dt.date.fromisoformat(date)
        if found["mm"]:
            return day.strftime("%d.%m.%Y")
        month = _form_of_month(day.month, _month_forms()[found["month"]][1])
        return f"{day.year}{found['said']}{day.day}{found['blank']}{month}"

    return everywhere(text, Reworded(text=lambda said: pattern.sub(put, said), dates=dates))


YEAR = regex.compile(r"(?<![\d.-])(?:((?:19|20)\d\d)-)?((?:19|20)\d\d)(?=\s+жыл(?!(?:ғы|ы)\s+[\"«“]?\d))")


def _years(text: str, rng: random.Random) -> tuple[str, Reworded]:
    shift = rng.choice((-6, -3, -1, 1, 2, 5))

    def put(found: regex.Match[str]) -> str:
        years = [str(int(year) + shift) for year in found.groups() if year]
        return "-".join(years)

    return everywhere(text, Reworded(text=lambda said: YEAR.sub(put, said)))


# ---- numbers -------------------------------------------------------------------------------------

NUMBER = regex.compile(
    r"(?P<sign>№|(?<!\p{L})N)(?P<blank>\s?)(?P<number>\d[\p{L}\d]*(?:[-–/][\p{L}\d]+)*)(?![\p{L}\d])", regex.VERBOSE
)
DATED = regex.compile(r"(?:\d\s\p{L}+[дт][ае][ғг][ыі]|\d\d\.\d\d\.\d{4}|\d{4})\s\(?$")
ACT = regex.compile(r"^\s(?:бұйр|қаул|шешім|[Зз]аң|жарлы|өкім)")
REGISTERED = regex.compile(r"^\s(?:болып\s)?тіркел|^\s?нөмірімен")


def _figures(rng: random.Random, most: int) -> str:
    return str(rng.randint(10 ** (most - 1), 10**most - 1))


SHAPES: Final[dict[str, Callable[[random.Random], str]]] = {
    "№ 57": lambda rng: f"№ {rng.randint(3, 999)}",
    "N 57": lambda rng: f"N {rng.randint(3, 999)}",
    "№ 20-42-3.3": lambda rng: f"№ {rng.randint(10, 60)}-{rng.randint(1, 60)}-{rng.randint(1, 9)}.{rng.randint(1, 9)}",
    "№ С-45/2": lambda rng: f"№ С-{rng.randint(2, 60)}/{rng.randint(1, 30)}",
    "№ ҚР ДСМ-18": lambda rng: f"№ ҚР ДСМ-{rng.randint(2, 320)}",
    "№ 2/335-V": lambda rng: f"№ {rng.randint(1, 60)}/{_figures(rng, 3)}-{rng.choice(('V', 'VI', 'VII', 'IV'))}",
    "№ А-2/35": lambda rng: f"№ А-{rng.randint(1, 12)}/{_figures(rng, rng.randint(2, 3))}",
    "№ 243-НҚ": lambda rng: f"№ {_figures(rng, 3)}-НҚ",
    "№ 130 н/қ": lambda rng: f"№ {_figures(rng, 3)} н/қ",
    "№57": lambda rng: f"№{rng.randint(3, 999)}",
    "№ 01-05/117": lambda rng: f"№ 0{rng.randint(1, 9)}-0{rng.randint(1, 9)}/{_figures(rng, 3)}",
    "№ 6С-28/2": lambda rng: f"№ {rng.randint(2, 7)}С-{rng.randint(10, 60)}/{rng.randint(1, 30)}",
    "№ 6С 28/2": lambda rng: f"№ {rng.randint(2, 7)}С {rng.randint(10, 60)}/{rng.randint(1, 30)}",
    "№ VІ-21/4": lambda rng: f"№ {rng.choice(('VІ', 'V', 'VІІ'))}-{rng.randint(1, 60)}/{rng.randint(1, 30)}",
    "№ 36/407-VІ": lambda rng: f"№ {rng.randint(2, 60)}/{_figures(rng, 3)}-{rng.choice(('ІV', 'VІ', 'VІІ'))}",
    "№ 36-VII С": lambda rng: f"№ {rng.randint(2, 60)}-{rng.choice(('V', 'VI', 'VII'))} С",
    "№ 115-ө": lambda rng: f"№ {_figures(rng, 3)}-ө",
    "№ 47 ө/м": lambda rng: f"№ {rng.randint(2, 99)} ө/м",
    "№ 5-1/25 НҚ": lambda rng: f"№ {rng.randint(2, 9)}-{rng.randint(1, 9)}/{rng.randint(2, 99)} НҚ",
    "№ 15/3-ө": lambda rng: f"№ {rng.randint(2, 40)}/{rng.randint(1, 9)}-ө",
}


def _numbers_in(text: str) -> tuple[set[str], set[str]]:
    """Return the numbers of acts in a text, and those of registrations; none that stand for anything else too."""
    acts: set[str] = set()
    registrations: set[str] = set()
    others: set[str] = set()
    for found in NUMBER.finditer(text):
        if REGISTERED.match(text, found.end()) or text[: found.start()].endswith(" тізілімінде "):
            registrations.add(found["number"])
        elif DATED.search(text[max(0, found.start() - 40) : found.start()]) or ACT.match(text[found.end() :][:12]):
            acts.add(found["number"])
        else:
            others.add(found["number"])
    return acts - registrations - others, registrations - acts - others


def _put_numbers(new: dict[str, str]) -> Callable[[str], str]:
    def put(found: regex.Match[str]) -> str:
        return new.get(found["number"], found[0])

    return lambda said: NUMBER.sub(put, said)


def _number_shape(shape: str) -> Way:
    def make(text: str, rng: random.Random) -> tuple[str, Reworded]:
        old = sorted(_numbers_in(text)[0])
        new: dict[str, str] = {}
        for number in old:
            while (said := SHAPES[shape](rng)) in new.values():
                pass
            new[number] = said
        bare = {number: said.lstrip("№N ") for number, said in new.items()}
        return everywhere(text, Reworded(text=_put_numbers(new), numbers=bare))

    return Way(f"number {shape}", "number", make)


def _registrations(text: str, rng: random.Random) -> tuple[str, Reworded]:
    old = sorted(number for number in _numbers_in(text)[1] if number.isdecimal())
    new = dict(zip(old, map(str, rng.sample(range(1000, 32000), len(old))), strict=True))
    return everywhere(
        text, Reworded(text=_put_numbers({number: f"№ {said}" for number, said in new.items()}), registrations=new)
    )


# ---- durations -----------------------------------------------------------------------------------

UNITS: Final = {"минут": "minute", "сағат": "hour", "күн": "day", "ай": "month", "жыл": "year"}
DAYS: Final = {"жұмыс": "working_day", "күнтізбелік": "calendar_day"}
LONGEST: Final = {"minute": 45, "hour": 23, "day": 45, "working_day": 30, "calendar_day": 60, "month": 11, "year": 9}
NUMBER_WORDS: Final = (
    "бір", "екі", "үш", "төрт", "бес", "алты", "жеті", "сегіз", "тоғыз", "он", "жиырма", "отыз", "қырық", "елу", "алпыс",
)  # fmt: skip


@cache
def _unit_forms() -> dict[str, tuple[str, int]]:
    return {form: (unit, place) for unit in UNITS for place, (form, _) in enumerate(forms_of(unit))}


@cache
def _form_of_unit(unit: str, place: int) -> str:
    return [form for form, _ in forms_of(unit)][place]


@cache
def durations_pattern() -> regex.Pattern[str]:
    """Return what finds a duration."""
    words = rf"(?:{'|'.join(NUMBER_WORDS)})(?:\s(?:{'|'.join(NUMBER_WORDS)}))?"
    return regex.compile(
        rf"""(?<![\p{{L}}\d№./,-] | № \s | ізбелік \s) (?: (?P<day>жұмыс|күнтізбелік) \s )?
             (?: (?P<figures>\d{{1,3}}) (?: \s \( (?P<bracket>{words}) \) )? | (?P<words>{words}) ) \s
             (?: (?P<day>жұмыс|күнтізбелік) \s )? (?P<unit>{_alternatives(_unit_forms())}) (?! [\p{{L}}/] )""",
        regex.VERBOSE,
    )


def duration_of(found: regex.Match[str]) -> Duration | None:
    """Return value and unit of a duration that was found; None for what is none."""
    unit, _ = _unit_forms()[found["unit"]]
    value = int(found["figures"]) if found["figures"] else number_in_words(found["words"])
    told = found.captures("day")
    if value is None or len(told) > 1 or (told and unit != "күн"):
        return None
    return float(value), DAYS[told[0]] if told else UNITS[unit]


def _say(found: regex.Match[str], new: Duration) -> str:
    """Return the words of another duration in the shape of the one found."""
    value, unit = int(new[0]), new[1]
    stem, place = _unit_forms()[found["unit"]]
    noun = stem if unit in DAYS.values() else next(word for word, name in UNITS.items() if name == unit)
    said = found[0][: found.start("unit") - found.start()] + _form_of_unit(noun, place)
    for old, name in DAYS.items():
        if name == unit:
            said = regex.sub("|".join(DAYS), old, said)
    if found["figures"]:
        said = said.replace(found["figures"], str(value), 1)
        return said.replace(f"({found['bracket']})", f"({number_to_words(value)})") if found["bracket"] else said
    return said.replace(found["words"], number_to_words(value), 1)


def _leading_day(found: regex.Match[str]) -> bool:
    """Tell whether the kind of day stands before the number (`күнтізбелік он күн`), where only one kind can."""
    return bool(found["day"]) and found.start("day") == found.start()


def _fixed(text: str) -> set[Duration | None]:
    """Return durations whose unit can be no other: the kind of day leads, or a smaller unit is counted behind it."""
    told = list(durations_pattern().finditer(text))
    beside = [pair for pair in pairwise(told) if not text[pair[0].end() : pair[1].start()].strip()]
    return {duration_of(found) for found in (*filter(_leading_day, told), *chain.from_iterable(beside))}


def _durations(other_unit: dict[str, str]) -> Callable[[str, random.Random], tuple[str, Reworded]]:
    """Make a re-wording that gives every duration another value, or where units are told another unit."""

    def make(text: str, rng: random.Random) -> tuple[str, Reworded]:
        pattern = durations_pattern()
        new: dict[Duration, Duration] = {}
        fixed = _fixed(text)
        for old in sorted({told for found in pattern.finditer(text) if (told := duration_of(found))}):
            unit = other_unit.get(old[1], old[1])
            if other_unit and (unit == old[1] or old in fixed):
                continue
            free = [
                value for value in range(1, LONGEST[unit] + 1) if (value, unit) not in new.values() and value != old[0]
            ]
            value = int(old[0]) if other_unit and (old[0], unit) not in new.values() else rng.choice(free)
            new[old] = float(value), unit

        def put(found: regex.Match[str]) -> str:
            told = duration_of(found)
            return _say(found, new[told]) if told in new else found[0]

        return everywhere(text, Reworded(text=lambda said: pattern.sub(put, said), durations=new))

    return make


# ---- parts of other acts -------------------------------------------------------------------------

PART = regex.compile(
    r"(?<![\d,-]) (?P<num>\d+(?:-\d+)?) (?P<sign>[ -]) (?P<noun>баб|тармағ) (?P<end>ы\p{L}*)", regex.VERBOSE
)
KINDS: Final = {"баб": "article", "тармағ": "clause"}
OF_ANOTHER = regex.compile(r"(?<!\p{L})(?P<this>осы\s)?(?P<act>\p{L}+)[ндт][ыі]ң\s$", regex.IGNORECASE)


def _parts(text: str, rng: random.Random) -> tuple[str, Reworded]:
    """Swap articles and clauses of other acts; none whose number is also one of this act's, or has a clause below it."""
    swapped: set[tuple[str, str]] = set()
    kept: set[tuple[str, str]] = set()
    for found in PART.finditer(text):
        behind = regex.match(r"\s\d+[- )]*(?:тармағ|,|және)", text[found.end() :][:20])
        owner = OF_ANOTHER.search(text[max(0, found.start() - 60) : found.start()])
        free = owner and not owner["this"] and owner["act"][-3:] not in ("бабы", "абы", "ағы") and not behind
        (swapped if free else kept).add((found["noun"], found["num"]))
    swapped -= kept
    other = {"баб": "тармағ", "тармағ": "баб"}
    swapped -= {(noun, num) for noun, num in swapped if (other[noun], num) in kept | swapped}

    def put(found: regex.Match[str]) -> str:
        if (found["noun"], found["num"]) not in swapped:
            return found[0]
        return f"{found['num']}{found['sign']}{other[found['noun']]}{found['end']}"

    units: dict[Unit, Unit] = {(KINDS[noun], num): (KINDS[other[noun]], num) for noun, num in swapped}
    return everywhere(text, Reworded(text=lambda said: PART.sub(put, said), units=units))


VALUES: Final[tuple[Rewording, ...]] = (
    Way("dates", "dates", _dates),
    Way("years", "years", _years),
    *map(_number_shape, SHAPES),
    Way("registrations", "registrations", _registrations),
    Way("durations", "durations", _durations({})),
    Way("units minute/hour", "units", _durations({"minute": "hour", "hour": "minute"})),
    Way("units of days", "units", _durations({"working_day": "calendar_day", "calendar_day": "working_day"})),
    Way("parts", "parts", _parts),
)

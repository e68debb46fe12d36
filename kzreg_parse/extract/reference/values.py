"""Small values: dates, numbers in words, names in the nominative, identifiers."""

from __future__ import annotations

import datetime as dt
from typing import Final

import regex

from kzreg_parse.language.numbers import number_in_words
from kzreg_parse.rules import rule

BLANKS = regex.compile(r"\s+")
NOT_IN_URI = regex.compile(r"[^0-9A-Za-z-]+")
ROMAN_NUMBER: Final = regex.compile(r"(\d{1,4})-[IVXІХ]+")  # of a law: its number and the convocation that passed it
FIRST_LONG_ID_YEAR: Final = 2011  # from then on numbers in eight figures
FIRST_PARLIAMENT_YEAR: Final = 1996  # of the two-chamber Parliament, whose laws are numbered so


def date_of(match: regex.Match[str], prefix: str = "") -> dt.date | None:
    """Return the date in a match of `date.any`; None where there is no such day."""
    month = match[f"{prefix}month"]
    try:
        number = int(month) if month.isdigit() else rule("vocabulary.month").value(month)
        return dt.date(int(match[f"{prefix}year"]), number, int(match[f"{prefix}day"]))
    except ValueError:
        return None


def amount_of(match: regex.Match[str]) -> tuple[float | None, bool]:
    """Return the number in a match of `number.amount`, and whether its figures and words agree."""
    in_words = number_in_words(match["words"]) if match["words"] else None
    if not match["figures"]:
        return (None if in_words is None else float(in_words)), True
    figures = float(match["figures"].replace(",", "."))
    return figures, not match["words"] or in_words == figures


def nominative(name: str) -> str:
    """Return a body's name without its case ending, the state's short name written out, blanks single."""
    name = BLANKS.sub(" ", name).strip(" ,-–")
    name = rule("act.abbreviation").pattern.sub(lambda found: rule("act.abbreviation").value(found[0]), name)
    name = rule("noun.demonstrative").pattern.sub("", name)
    return rule("noun.oblique").pattern.sub("", name)


def kind_kk(stem: str) -> str:
    """Return the kind of act in the nominative: `бұйрығ` of `бұйрығы` is `бұйрық`."""
    return bare_kind(stem.lower())


def bare_kind(stem: str) -> str:
    """Return the same, its letter case kept."""
    return stem[:-1] + "қ" if stem.endswith("ғ") else stem


def frbr_uri(kind: str | None, date: dt.date | None, number: str | None) -> str | None:
    """`/akn/kz/act/buiryk/2019-02-01/33`; None where one of the three is missing."""
    if kind is None or date is None or number is None:
        return None
    return f"/akn/kz/act/{_latin(kind)}/{date.isoformat()}/{_latin(number)}"


def _latin(text: str) -> str:
    table = rule("act.uri").words
    letters = []
    for letter in text:
        latin = table.get(letter.lower(), letter)
        letters.append(latin.upper() if letter.isupper() else latin)
    return NOT_IN_URI.sub("-", "".join(letters)).strip("-")


def adilet_id(
    kind: str | None,
    issuer: str | None,
    date: dt.date | None,
    number: str | None,
    registration: tuple[str, dt.date | None, str] | None,
) -> str | None:
    """Return the id on adilet.zan.kz, only where kind, year and number settle it.

    A letter, two figures of the year, and the number in eight figures; of acts before 2011 in seven, with `_` behind
    (`V060004112_`, `P090002116_`, `Z050000029_`). Orders registered by the Ministry of Justice: `V` and the
    registration number, where year of act and registration are one. Resolutions of the Government: `P` and the
    act's number. Laws and codes of the Parliament, since 1996: `Z` or `K` and the number without its Roman part
    (`№ 480-V`).
    """
    if date is None:
        return None
    if kind == "order" and registration is not None:
        authority, registered, reg_number = registration
        certain = (
            rule("act.justice_ministry").fullmatch(authority)
            and registered is not None
            and registered.year == date.year
        )
        return _id_of("V", date, reg_number) if certain and reg_number.isdigit() else None
    roman = ROMAN_NUMBER.fullmatch(number) if number is not None else None
    if kind in ("law", "code") and roman is not None and date.year >= FIRST_PARLIAMENT_YEAR:
        return _id_of("Z" if kind == "law" else "K", date, roman[1])
    of_government = issuer is not None and rule("act.government").fullmatch(issuer)
    if kind == "resolution" and of_government and number is not None and number.isdigit():
        return _id_of("P", date, number)
    return None


def _id_of(letter: str, date: dt.date, number: str) -> str:
    year = f"{letter}{date.year % 100:02d}"
    return f"{year}{int(number):08d}" if date.year >= FIRST_LONG_ID_YEAR else f"{year}{int(number):07d}_"

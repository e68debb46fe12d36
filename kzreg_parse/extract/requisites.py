"""What identifies the act: the requisites line and the registration behind it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kzreg_parse.extract.reader import Notebook
from kzreg_parse.extract.values import date_of, kind_kk, nominative
from kzreg_parse.language.vocabulary import ACT_KIND, kind_of
from kzreg_parse.model import ActKind, Registration, Traced
from kzreg_parse.rules import rule


@dataclass(frozen=True, slots=True)
class Requisites:
    """The parts of the requisites line; `rest` is what stands behind the act's own."""

    kind: ActKind | None = None
    kind_kk: str | None = None
    issuer: str | None = None
    date: dt.date | None = None
    number: str | None = None
    registration: Registration | None = None
    rest: Traced | None = None


def requisites_of(text: Traced | None, notebook: Notebook) -> Requisites:
    """The requisites in the line below the title; empty where there is none or it is not understood."""
    if text is None:
        return Requisites()
    match = rule("frame.requisites").match(text.text)
    if match is None:
        notebook.note("KZE01", text)
        return Requisites(rest=text)
    date = date_of(match)
    if date is None:
        notebook.note("KZE07", text[match.start() : match.end()])
    issuer = nominative(match["issuer"])
    rest = text[match.end() :].strip()
    if match["issuer_two"]:
        issuer = f"{issuer} {match['joined']} {nominative(match['issuer_two'])}"
        notebook.note("KZE09", text[match.start() : match.end()], first=match["number"], second=match["two_number"])
    second = rule("frame.requisites").match(rest.text.lstrip(". "))
    if second is not None:  # the other body's act in a sentence of its own
        rest = rest[len(rest.text) - len(rest.text.lstrip(". ")) :]
        notebook.note("KZE13", rest[: second.end()], issuer=nominative(second["issuer"]), number=second["number"])
        rest = rest[second.end() :].strip()
    return Requisites(
        kind=kind_of(match["kind"], ACT_KIND),
        kind_kk=kind_kk(match["kind"]),
        issuer=issuer,
        date=date,
        number=match["number"],
        registration=_registration(rest, notebook),
        rest=rest,
    )


def _registration(text: Traced, notebook: Notebook) -> Registration | None:
    match = rule("frame.registration").search(text.text)
    if match is None:
        return None
    date = date_of(match)
    if date is None:
        notebook.note("KZE07", text[match.start() : match.end()])
    return Registration(authority=nominative(match["authority"]), date=date, number=match["reg_number"])

"""What identifies the act: the requisites line and the registration behind it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import regex

from kzreg_parse.extract.reference.values import date_of, kind_kk, nominative
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.vocabulary import ACT_KIND, kind_of
from kzreg_parse.model import ActKind, Registration, Traced
from kzreg_parse.rules import rule


class Requisites(NamedTuple):
    """The parts of the requisites line; `rest` is what stands behind the act's own."""

    kind: ActKind | None = None
    kind_kk: str | None = None
    issuer: str | None = None
    date: dt.date | None = None
    number: str | None = None
    registration: Registration | None = None
    rest: Traced | None = None


def requisites_of(text: Traced | None, log: DiagnosticLog) -> Requisites:
    """Return the requisites in the line below the title; empty where there is none or it is not understood."""
    if text is None:
        return Requisites()
    match = rule("frame.requisites").match(text.text)
    if match is None and (bare := rule("frame.requisites_bare").match(text.text)) is not None:
        return _without_kind(bare, text, log)
    if match is None:
        log.note("KZE01", text)
        return Requisites(rest=text)
    date = date_of(match)
    if date is None:
        log.note("KZE07", text[match.start() : match.end()])
    issuer = nominative(match["issuer"])
    rest = text[match.end() :].strip()
    if match["issuer_two"]:
        issuer = f"{issuer} {match['joined']} {nominative(match['issuer_two'])}"
        log.note("KZE09", text[match.start() : match.end()], first=match["number"], second=match["two_number"])
    own = rest[_start_of_second(rest.text) :]
    second = rule("frame.requisites").match(own.text)
    if second is not None:  # the other body's act, behind a conjunction or in a sentence of its own
        rest = own
        log.note("KZE13", rest[: second.end()], issuer=nominative(second["issuer"]), number=second["number"])
        rest = rest[second.end() :].strip()
    return Requisites(
        kind=kind_of(match["kind"], ACT_KIND),
        kind_kk=kind_kk(match["kind"]),
        issuer=issuer,
        date=date,
        number=match["number"],
        registration=_registration(rest, log),
        rest=rest,
    )


def _without_kind(match: regex.Match[str], text: Traced, log: DiagnosticLog) -> Requisites:
    """Return requisites that name no kind of act."""
    date = date_of(match)
    if date is None:
        log.note("KZE07", text[match.start() : match.end()])
    rest = text[match.end() :].strip()
    return Requisites(
        issuer=nominative(match["issuer"]),
        date=date,
        number=match["number"],
        registration=_registration(rest, log),
        rest=rest,
    )


def _start_of_second(rest: str) -> int:
    """Return where a second body's requisites would begin: behind stops, blanks and a conjunction."""
    start = len(rest) - len(rest.lstrip(". "))
    joined = rule("word.and").match(rest[start:])
    behind = joined.end() if joined is not None else 0
    return start + behind + len(rest[start + behind :]) - len(rest[start + behind :].lstrip())


def unread_in(rest: Traced | None) -> list[Traced]:
    """Return what stands behind the act's own requisites and is no registration: stretches with letters or figures."""
    if not rest:
        return []
    match = rule("frame.registration").search(rest.text)
    parts = [rest] if match is None else [rest[: match.start()], rest[match.end() :]]
    return [part.strip() for part in parts if any(map(str.isalnum, part.text))]


def _registration(text: Traced, log: DiagnosticLog) -> Registration | None:
    match = rule("frame.registration").search(text.text)
    if match is None:
        return None
    date = date_of(match)
    if date is None:
        log.note("KZE07", text[match.start() : match.end()])
    return Registration(authority=nominative(match["authority"]), date=date, number=match["reg_number"])

"""An act as a text names it, made a reference with the identifiers that follow from its parts."""

from __future__ import annotations

import datetime as dt

import regex

from kzreg_parse.extract.reference.values import adilet_id, date_of, frbr_uri, kind_kk, nominative
from kzreg_parse.language.vocabulary import ACT_KIND, kind_of
from kzreg_parse.model import ActRef
from kzreg_parse.model.facts import ActKind


def reference(match: regex.Match[str], title: str | None = None, registration: str | None = None) -> ActRef:
    """Return the act that a match of `act.reference` names."""
    stem = match["kind"]
    kind, kind_word = (kind_of(stem, ACT_KIND), kind_kk(stem)) if stem else (None, None)
    date = date_of(match)
    return act_ref(
        kind,
        kind_word,
        issuer=nominative(match["issuer"]) if match["issuer"] else None,
        date=date,
        number=match["number"],
        title=title or match["title"],
        registration=registration,
    )


def act_ref(
    kind: ActKind | None,
    kind_word: str | None,
    *,
    issuer: str | None = None,
    date: dt.date | None = None,
    number: str | None = None,
    title: str | None = None,
    registration: str | None = None,
) -> ActRef:
    """Return a reference with the identifiers that follow from its parts."""
    return ActRef(
        kind=kind,
        kind_kk=kind_word,
        issuer=issuer,
        date=date,
        number=number,
        title=title,
        registration_number=registration,
        frbr_uri=frbr_uri(kind_word, date, number),
        adilet_id=adilet_id(kind, issuer, date, number, None),
    )

"""What the fact modules share: a text with its place in the source, and a notebook of diagnostics."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import regex

from kzreg_parse.extract.values import adilet_id, date_of, frbr_uri, kind_kk, nominative
from kzreg_parse.language.vocabulary import ACT_KIND, kind_of
from kzreg_parse.model import ActRef, Diagnostic, Traced
from kzreg_parse.model.errors import diagnose
from kzreg_parse.model.facts import ActKind
from kzreg_parse.read import Source


@dataclass(slots=True)
class Notebook:
    """Diagnostics of one act, noted as the facts are read."""

    source: Source
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, text: Traced | None = None, **values: str | None) -> None:
        """Note a diagnostic at the place of `text`, or of the whole act."""
        if text:
            span = text.span
            self.diagnostics.append(diagnose(code, span, self.source.page_of(span[0]), text=text.text, **values))
        else:
            self.diagnostics.append(diagnose(code, None, None, **{"text": "", **values}))

    def note_at(self, code: str, span: tuple[int, int], text: str, **values: str | None) -> None:
        """Note a diagnostic at a span of the source."""
        self.diagnostics.append(diagnose(code, span, self.source.page_of(span[0]), text=text, **values))


def reference(match: regex.Match[str], title: str | None = None, registration: str | None = None) -> ActRef:
    """The act that a match of `act.reference` names."""
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
    """A reference with the identifiers that follow from its parts."""
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

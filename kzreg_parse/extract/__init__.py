"""Facts: what an act says of itself and of others."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kzreg_parse.extract.act.effective_date import effective_date_of
from kzreg_parse.extract.act.impossible_dates import check_dates
from kzreg_parse.extract.act.in_force import force_of
from kzreg_parse.extract.act.noted_changes import amended_by, struck_out
from kzreg_parse.extract.act.own_repeal import repeal_of
from kzreg_parse.extract.act.requisites import requisites_of
from kzreg_parse.extract.act.signatures import signatures_of
from kzreg_parse.extract.act.stated_requisites import stated_requisites
from kzreg_parse.extract.kind import Reading
from kzreg_parse.extract.kinds import kinds
from kzreg_parse.extract.reference.values import adilet_id, frbr_uri
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import LocatedTexts, locate_texts
from kzreg_parse.model import ActMetadata, AmendedBy, Diagnostic, Term, Traced
from kzreg_parse.model.base import Model
from kzreg_parse.model.walk import walk_nodes
from kzreg_parse.read import Source
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft, Frame, Segmented

__all__ = ["Facts", "extract"]


class Facts(NamedTuple):
    """The facts of one act; `lists` holds every kind by its name."""

    act: ActMetadata
    lists: Mapping[str, tuple[Model, ...]]
    diagnostics: tuple[Diagnostic, ...]


def extract(segmented: Segmented, source: Source) -> Facts:
    """Read the facts from a segmented act. Pure."""
    log = DiagnosticLog(source)
    frame, draft = segmented.frame, segmented.draft
    head = requisites_of(_requisites_text(frame), log)
    repeal = repeal_of(frame.status.text if frame.status else None, head.rest, frame.whole_notes(), log)
    force = force_of(repeal, frame, head.rest, source.in_force_mark, log)
    signed = signatures_of(frame.conclusions, log)
    if frame.requisites is None:
        head = stated_requisites(draft, signed.signatories, log)
    registration = head.registration
    title = Traced.spaced(block.text for block in frame.title)
    places = locate_texts(draft, " ".join(block.text.text for block in frame.title))
    act = ActMetadata(
        kind=head.kind,
        kind_kk=head.kind_kk,
        title=title.text or None,
        issuer=head.issuer,
        date=head.date,
        number=head.number,
        registration=registration,
        in_force=force.in_force,
        repeal=force.repeal,
        entry_into_force=_entry_into_force(draft, log),
        amended_by=_changes(segmented, places),
        signatories=tuple(signed.signatories),
        agreed_by=tuple(signed.agreements),
        frbr_uri=frbr_uri(head.kind_kk, head.date, head.number),
        adilet_id=adilet_id(
            head.kind,
            head.issuer,
            head.date,
            head.number,
            (registration.authority, registration.date, registration.number) if registration else None,
        ),
    )
    reading = Reading(draft, title, places, act, log)
    for kind in kinds():
        reading.found[kind.name] = tuple(kind.read(reading))
    check_dates(draft, log)
    return Facts(act, MappingProxyType(reading.found), tuple(dict.fromkeys(log.diagnostics)))


def _requisites_text(frame: Frame) -> Traced | None:
    """Return the requisites, with the registration that stands in a paragraph of its own."""
    if frame.requisites is None:
        return None
    parts = [block.text for block in (frame.requisites, frame.registration) if block is not None]
    return Traced.spaced(parts)


def _changes(segmented: Segmented, places: LocatedTexts) -> tuple[AmendedBy, ...]:
    """What notes and struck-out parts say of changes, in reading order."""
    noted, gone = amended_by(segmented.notes), tuple(struck_out(places.texts))
    return tuple(sorted((*noted, *gone), key=lambda change: change.span[0])) if gone else noted


def _entry_into_force(act: ActDraft, log: DiagnosticLog) -> Term | None:
    """The last clause or paragraph in which the act speaks of its own taking effect."""
    found = None
    for node, _ in walk_nodes(act.body):
        text = node.text
        if text is None or not rule("term.own_act").search(text.text) or not rule("term.in_force").search(text.text):
            continue
        term = effective_date_of(text, log)
        if term is None:
            log.note("KZE08", text)
        else:
            found = term
    return found

"""Facts: what an act says of itself and of others."""

from __future__ import annotations

from dataclasses import dataclass

from kzreg_parse.extract.act.effective_date import effective_date_of
from kzreg_parse.extract.act.impossible_dates import check_dates
from kzreg_parse.extract.act.in_force import force_of
from kzreg_parse.extract.act.noted_changes import amended_by, struck_out
from kzreg_parse.extract.act.own_repeal import repeal_of
from kzreg_parse.extract.act.requisites import requisites_of
from kzreg_parse.extract.act.signatures import signatures_of
from kzreg_parse.extract.amendment.declared_repeals import declared_repeals
from kzreg_parse.extract.amendment.instructions import AmendmentReader, title_target
from kzreg_parse.extract.citation.citations import CitationReader
from kzreg_parse.extract.citation.mentions import OwnAct
from kzreg_parse.extract.definition.definitions import definitions_of
from kzreg_parse.extract.duration.durations import durations_of
from kzreg_parse.extract.procedure.participants import participants_of
from kzreg_parse.extract.procedure.procedures import procedures_of
from kzreg_parse.extract.reference.values import adilet_id, frbr_uri
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import LocatedTexts, locate_texts
from kzreg_parse.model import ActMetadata, ActRef, AmendedBy, Diagnostic, Term, Traced
from kzreg_parse.model.facts import Amendment, Citation, Definition, Duration, Participants, Procedure
from kzreg_parse.model.walk import walk_nodes
from kzreg_parse.read import Source
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft, Segmented

__all__ = ["Facts", "extract"]


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one act."""

    act: ActMetadata
    repeals: tuple[ActRef, ...]
    durations: tuple[Duration, ...]
    procedures: tuple[Procedure, ...]
    participants: tuple[Participants, ...]
    definitions: tuple[Definition, ...]
    citations: tuple[Citation, ...]
    amendments: tuple[Amendment, ...]
    diagnostics: tuple[Diagnostic, ...]


def extract(segmented: Segmented, source: Source) -> Facts:
    """Read the facts from a segmented act. Pure."""
    log = DiagnosticLog(source)
    frame, draft = segmented.frame, segmented.draft
    head = requisites_of(frame.requisites.text if frame.requisites else None, log)
    repeal = repeal_of(frame.status.text if frame.status else None, head.rest, [note.text for note in frame.notes], log)
    force = force_of(repeal, frame, head.rest, source.in_force_mark, log)
    signed = signatures_of(frame.conclusions, log)
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
    repeals = declared_repeals(draft, log)
    durations = durations_of(draft, log)
    procedures = procedures_of(draft, durations, log)
    participants = participants_of(draft)
    definitions, citations, amendments = _references(title, places, act, log)
    parts = (
        one.model_copy(update={"id": f"amendment_{len(amendments) + number}"})
        for number, one in enumerate(repeals.parts, 1)
    )
    check_dates(draft, log)
    return Facts(
        act=act,
        repeals=tuple(repeals.acts),
        durations=durations,
        procedures=procedures,
        participants=participants,
        definitions=definitions,
        citations=citations,
        amendments=(*amendments, *parts),
        diagnostics=tuple(dict.fromkeys(log.diagnostics)),
    )


def _changes(segmented: Segmented, places: LocatedTexts) -> tuple[AmendedBy, ...]:
    """What notes and struck-out parts say of changes, in reading order."""
    noted, gone = amended_by(segmented.notes), tuple(struck_out(places.texts))
    return tuple(sorted((*noted, *gone), key=lambda change: change.span[0])) if gone else noted


def _references(
    title: Traced, places: LocatedTexts, act: ActMetadata, log: DiagnosticLog
) -> tuple[tuple[Definition, ...], tuple[Citation, ...], tuple[Amendment, ...]]:
    """Terms, then the changes to other acts, then citations, which need both."""
    defined = definitions_of(places, log)
    amendments = AmendmentReader(places, title_target(title, log), log)
    changes = tuple(amendments.read())
    own = OwnAct(act.kind_kk, act.date, act.number)
    citations = CitationReader(places, defined, own, amendments.changed, log).read()
    return tuple(one.fact for one in defined), tuple(citations), changes


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

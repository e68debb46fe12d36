"""Whether and how the act lost force.

The status line, the requisites line and the note at the head are three witnesses; each is read for
itself, and a difference between them is reported, never settled in silence.
"""

from __future__ import annotations

from collections.abc import Iterable

from kzreg_parse.extract.act.effective_date import effective_date_of
from kzreg_parse.extract.reference.act_ref import reference
from kzreg_parse.extract.reference.values import date_of, nominative
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import ActRef, Repeal, RepealNotice, Term, Traced
from kzreg_parse.rules import rule


def repeal_of(
    status: Traced | None, requisites: Traced | None, notes: Iterable[Traced], log: DiagnosticLog
) -> Repeal | None:
    """Return how the act lost force; None where nothing says that it did."""
    found: list[tuple[RepealNotice, ActRef | None, Term | None]] = []
    if requisites:
        _read(requisites, "requisites", found, log)
    for note in notes:
        _read(note, "note", found, log)
    if not found and status is not None and _says_repealed(status):
        found.append((RepealNotice(where="requisites", text=status.text, span=status.span), None, None))
    if not found:
        return None
    refs = [ref for _, ref, _ in found if ref is not None]
    if not refs:
        log.note("KZE03", status or requisites)
    for other in refs[1:]:
        if not _agree(refs[0], other):
            log.note("KZE02", first=_shown(refs[0]), second=_shown(other))
    effective = next((term for _, _, term in found if term is not None), None)
    return Repeal(by=refs[0] if refs else None, effective=effective, notices=tuple(notice for notice, _, _ in found))


def _says_repealed(status: Traced) -> bool:
    match = rule("frame.status").fullmatch(status.text)
    return match is not None and rule("frame.status").value(status.text) == "repealed"


def _read(
    text: Traced, where: str, found: list[tuple[RepealNotice, ActRef | None, Term | None]], log: DiagnosticLog
) -> None:
    match = rule("repeal.notice").search(text.text) or rule("repeal.notice_last").match(text.text)
    if match is None:
        return
    notice = text[match.start("verb") :].strip() if where == "requisites" else text
    rest = text[match.start("rest") : match.end("rest")]
    named = rule("act.reference").search(rest.text)
    if named is not None and (named["joint"] or rule("repeal.another").match(rest.text[named.end() :])):
        log.note("KZE12", rest)
    term = effective_date_of(rest, log) if rest.strip() else None
    if term is None and match["from_year"]:
        words = text[match.start("from_year") : match.start("verb")].strip()
        term = Term(value=None, unit=None, after="date", date=date_of(match, "from_"), text=words.text, span=words.span)
    found.append(
        (
            RepealNotice(where=where, text=notice.text, span=notice.span),
            reference(named) if named is not None else None,
            term,
        )
    )


def _agree(one: ActRef, other: ActRef) -> bool:
    """Same date and number; kind and body too, where both texts name them."""
    return (one.date, one.number) == (other.date, other.number) and all(
        mine is None or theirs is None or _bare(mine) == _bare(theirs)
        for mine, theirs in ((one.kind_kk, other.kind_kk), (one.issuer, other.issuer))
    )


def _bare(name: str) -> str:
    """Return a name without what two spellings of it differ in, `Республикасы`, `Республикасының`.

    `ауданы`, `аудандық`.
    """
    place = rule("repeal.territory").pattern
    return " ".join(place.sub(r"\g<stem>", nominative(word)) for word in name.lower().split())


def _shown(ref: ActRef) -> str:
    named = " ".join(filter(None, (ref.issuer, ref.kind_kk)))
    return f"{ref.date or '?'} № {ref.number or '?'}{f', {named}' if named else ''}"

"""Whether and how the act lost force, and what changed it.

The status line, the requisites line and the note at the head are three witnesses; each is read for
itself, and a difference between them is reported, never settled in silence.
"""

from __future__ import annotations

from collections.abc import Iterable

from kzreg_parse.extract.reader import Notebook, reference
from kzreg_parse.extract.terms import term_of
from kzreg_parse.extract.values import frbr_uri, kind_kk
from kzreg_parse.model import ActRef, AmendedBy, Repeal, RepealNotice, Term, Traced
from kzreg_parse.rules import rule


def repeal_of(
    status: Traced | None, requisites: Traced | None, notes: Iterable[Traced], notebook: Notebook
) -> Repeal | None:
    """How the act lost force; None where nothing says that it did."""
    found: list[tuple[RepealNotice, ActRef | None, Term | None]] = []
    if requisites:
        _read(requisites, "requisites", found, notebook)
    for note in notes:
        _read(note, "note", found, notebook)
    if not found and status is not None and _says_repealed(status):
        found.append((RepealNotice(where="requisites", text=status.text, span=status.span), None, None))
    if not found:
        return None
    refs = [ref for _, ref, _ in found if ref is not None]
    if not refs:
        notebook.note("KZE03", status or requisites)
    for other in refs[1:]:
        if (other.date, other.number) != (refs[0].date, refs[0].number):
            notebook.note("KZE02", first=_shown(refs[0]), second=_shown(other))
    effective = next((term for _, _, term in found if term is not None), None)
    return Repeal(by=refs[0] if refs else None, effective=effective, notices=tuple(notice for notice, _, _ in found))


def _says_repealed(status: Traced) -> bool:
    match = rule("frame.status").fullmatch(status.text)
    return match is not None and rule("frame.status").value(" ".join(status.text.split())) == "repealed"


def _read(
    text: Traced, where: str, found: list[tuple[RepealNotice, ActRef | None, Term | None]], notebook: Notebook
) -> None:
    match = rule("repeal.notice").search(text.text)
    if match is None:
        return
    notice = text[match.start("verb") :].strip() if where == "requisites" else text
    rest = text[match.start("rest") :]
    named = rule("act.reference").search(rest.text)
    if named is not None and rule("repeal.another").match(rest.text[named.end() :]):
        notebook.note("KZE12", rest)
    term = term_of(rest, notebook) if rest.strip() else None
    found.append(
        (
            RepealNotice(where=where, text=notice.text, span=notice.span),
            reference(named) if named is not None else None,
            term,
        )
    )


def _shown(ref: ActRef) -> str:
    return f"{ref.date or '?'} № {ref.number or '?'}"


def amended_by(notes: Iterable[Traced], notebook: Notebook) -> tuple[AmendedBy, ...]:
    """The changes that editorial notes speak of, one for each amending act they name."""
    changes: list[AmendedBy] = []
    for note in notes:
        match = rule("repeal.change_note").match(note.text)
        if match is None or (not match["target"] and rule("repeal.notice").search(note.text)):
            continue
        action = rule("repeal.change_note").value(" ".join(match["action"].split()))
        for ref in _references(match["rest"]):
            changes.append(
                AmendedBy(
                    target=match["target"].strip(" ,-–") or None, action=action, by=ref, text=note.text, span=note.span
                )
            )
    return tuple(changes)


def _references(text: str) -> list[ActRef]:
    """Every act named in a note; in `… 29.05.2020 № 337-VI; 29.12.2022 № 174-VII Заңдарымен` one kind serves both."""
    refs: list[ActRef] = []
    issuer: str | None = None
    for match in rule("repeal.dated_number").pattern.finditer(text):
        ref = reference(match)
        issuer = ref.issuer or issuer
        refs.append(ref if ref.issuer else ref.model_copy(update={"issuer": issuer}))
    kinds = list(rule("act.kind").pattern.finditer(text))
    if not kinds:
        return refs
    kind = rule("act.kind").value(kinds[-1]["kind"])
    word = kind_kk(kinds[-1]["kind"])
    return [
        ref
        if ref.kind
        else ref.model_copy(update={"kind": kind, "kind_kk": word, "frbr_uri": frbr_uri(word, ref.date, ref.number)})
        for ref in refs
    ]

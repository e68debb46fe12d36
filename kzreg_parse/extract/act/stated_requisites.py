"""What identifies an act that is published without its line of requisites.

Its own words still say much of it: the headers of its annexes name the act with its body, date and number, the
enacting formula its kind and who enacts, `осы бұйрық` its kind, the signature who signed. Headers come first, for they
say all in one place. A field on which two places disagree stays empty.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from kzreg_parse.extract.act.requisites import Requisites
from kzreg_parse.extract.reference.act_text import ActWords
from kzreg_parse.extract.reference.issuer import issuer_start
from kzreg_parse.extract.reference.values import date_of, kind_kk, nominative
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.lemmas import lemma_of
from kzreg_parse.language.vocabulary import ACT_KIND, ACTOR, kind_of, lemmas_in
from kzreg_parse.model import Signatory, Traced
from kzreg_parse.model.walk import walk_nodes
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft

FIELDS: Final = ("kind_kk", "issuer", "date", "number")
FULL_OFFICE: Final = 2  # words of an office that says whose it is (`Облыс әкімі`)


class Statement(NamedTuple):
    """What one place of the act says of it."""

    text: Traced
    kind_kk: str | None = None
    issuer: str | None = None
    date: dt.date | None = None
    number: str | None = None


def stated_requisites(draft: ActDraft, signatories: Sequence[Signatory], log: DiagnosticLog) -> Requisites:
    """Return what the act's own words say of it; each place something was taken from is noted (KZE18, info)."""
    stamps = [told for part in draft.appendices if (told := _of_header(part.header)) is not None]
    formula = _of_formula(draft.preamble, log)
    own = next(_own_mentions(draft), None)
    ranked = (stamps, [formula] if formula else [], [own] if own else [])
    taken: dict[Traced, list[str]] = {}
    said = {field: _agreed(ranked, field, taken) for field in FIELDS}
    for place, fields in taken.items():
        log.note("KZE18", place, what=", ".join(fields).removesuffix("_kk").replace("_kk,", ","))
    if said["issuer"] is None and not stamps and formula and rule("frame.formula_verb").search(formula.text.text):
        said["issuer"] = _signing_office(signatories)
        if said["issuer"] is not None:
            log.note("KZE19", None, office=said["issuer"])
    return Requisites(kind=kind_of(said["kind_kk"], ACT_KIND) if said["kind_kk"] else None, **said)


def _agreed(ranked: Sequence[Sequence[Statement]], field: str, taken: dict[Traced, list[str]]) -> Any:
    """Return a field as the first places say it that say it at all, and all of them alike; None where they differ."""
    for places in ranked:
        said = [(value, place) for place in places if (value := getattr(place, field)) is not None]
        if said:
            value, place = said[0]
            if any(other != value for other, _ in said):
                return None
            taken.setdefault(place.text, []).append(field)
            return value
    return None


def _of_header(header: Traced) -> Statement | None:
    """Return what an annex's header says of the act it belongs to; None for one of another document."""
    text = " ".join(header.text.split())
    stamped = rule("appendix.stamp").match(text)
    to_act = rule("appendix.to_act").match(text)
    if stamped is None and to_act is None and rule("appendix.to_bare_act").fullmatch(text) is None:
        return None
    dated, numbered = rule("date.any").search(text), rule("act.number").search(text)
    kinds = list(rule("act.kind").pattern.finditer(text, to_act.end("issuer") if to_act is not None else 0))
    if numbered is not None and dated is not None and numbered.start() < dated.end():
        numbered = None  # of something that stands before the date
    return Statement(
        header,
        kind_kk=kind_kk(kinds[0]["kind"]) if kinds else None,
        issuer=nominative(to_act["issuer"]) if to_act is not None else None,
        date=date_of(dated) if dated is not None else None,
        number=numbered["number"] if numbered is not None else None,
    )


def _of_formula(preamble: Traced | None, log: DiagnosticLog) -> Statement | None:
    """Return what the first enacting formula says: the kind of act, and who enacts where it has a subject."""
    if preamble is None:
        return None
    found = rule("frame.enacting").search(preamble.text)
    if found is None:
        return None
    formula = preamble[found.start("formula") : found.end("formula")]
    verb, noun = rule("frame.formula_verb").search(formula.text), rule("act.kind").search(formula.text)
    kind = rule("frame.formula_verb").value(verb["verb"]) if verb else kind_kk(noun["kind"]) if noun else None
    return Statement(formula, kind_kk=kind, issuer=_subject(preamble, found.start("formula"), log))


def _subject(preamble: Traced, end: int, log: DiagnosticLog) -> str | None:
    """Return the body before an enacting formula, in the nominative, as printed; None for a first person."""
    before = preamble.text[:end].rstrip()
    start = issuer_start(ActWords(preamble, log), 0, len(before))
    name = before[start:] if start is not None else ""
    words = name.split()
    if not words or lemma_of(words[-1]) not in lemmas_in(ACTOR):
        return None
    return " ".join(words)


def _own_mentions(draft: ActDraft) -> Iterator[Statement]:
    """Yield where the act speaks of itself by its kind (`осы бұйрық`)."""
    for node, _ in walk_nodes(draft.body):
        found = rule("term.own_act").search(node.text.text) if node.text is not None else None
        if node.text is not None and found is not None:
            yield Statement(node.text[found.start() : found.end()], kind_kk=kind_kk(found["kind"]))


def _signing_office(signatories: Sequence[Signatory]) -> str | None:
    """Return the office of the only one who signed, up to its noun; None for one that does not say whose it is."""
    offices = {signed.position for signed in signatories if signed.position}
    if len(offices) != 1:
        return None
    words = offices.pop().split()
    nouns = [at for at, word in enumerate(words) if lemma_of(word.strip(",.")) in lemmas_in(("vocabulary.office",))]
    if len(nouns) != 1 or nouns[0] + 1 < FULL_OFFICE or rule("act.acting").search(" ".join(words)):
        return None
    return " ".join(words[: nouns[0] + 1])

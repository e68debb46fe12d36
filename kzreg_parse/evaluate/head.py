"""Measures of the act's head: what identifies it, whether it is in force, what it changes and what changed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from kzreg_parse.evaluate.gold import Gold, Reference
from kzreg_parse.evaluate.matching import Found, Score, Span, Wanted, score
from kzreg_parse.evaluate.wording import act_number, clean, loose
from kzreg_parse.model import Act, ActRef
from kzreg_parse.model import Term as ActTerm

Key = tuple[object, ...]


def metadata(gold: Gold, act: Act) -> Score:
    """Title, kind, issuer, date, number, registration, signatories, preamble, entry into force: a field an item."""
    return score("metadata", _told_metadata(gold), _found_metadata(act))


def repeal(gold: Gold, act: Act) -> Score:
    """Tell whether it lost force, by which act (kind, issuer, date, number) and from when."""
    return score("repeal", _told_repeal(gold), _found_repeal(act))


def repeals(gold: Gold, act: Act) -> Score:
    """Acts that it repeals, by kind, date and number."""
    return score("repeals", _references(gold.repeals), (_found_reference(ref, None) for ref in act.repeals))


def amendments(gold: Gold, act: Act) -> Score:
    """Acts that it amends, by kind, date and number, each once."""
    targets = {_key(change.target): _found_reference(change.target, change.span) for change in act.amendments}
    return score("amendments", _references(gold.amends), targets.values())


def amended_by(gold: Gold, act: Act) -> Score:
    """Notes of amendment, by the amending act's kind, date and number; the amended part is not compared."""
    found = (_found_reference(note.by, note.span) for note in act.act.amended_by)
    return score("amended_by", _references(gold.amended_by), found)


def _told(name: str, *values: str | None, loosely: bool = True) -> Iterator[Wanted]:
    if values[0] is not None:
        keys = tuple((name, loose(value) if loosely else clean(value)) for value in values)
        yield Wanted(keys, f"{name}: {values[0]}", slot=name, words=values[0])


def _given(name: str, value: str | None, span: Span | None = None, *, loosely: bool = True) -> Iterator[Found]:
    if value is not None:
        yield Found((name, loose(value) if loosely else clean(value)), f"{name}: {value}", span, slot=name)


def _told_metadata(gold: Gold) -> Iterator[Wanted]:
    head = gold.act
    for name, key in (("title", "title"), ("kind", "type"), ("issuer", "issuer"), ("preamble", "preamble")):
        yield from _told(name, *head.readings(key))
    yield from _told("date", *head.readings("date"), loosely=False)
    yield from _told("number", *head.readings("number"), loosely=False)
    if head.registration:
        for key in ("authority", "date", "number"):
            yield from _told(f"registration {key}", *head.registration.readings(key))
    for who in head.signatories:
        key_ = ("signatory", loose(who.position), loose(who.name))
        shown = " ".join(filter(None, (who.position, who.name)))
        yield Wanted((key_,), f"signatory: {shown}", slot="signatory", optional=who.note is not None, words=who.name)
    if gold.entry_into_force:
        told = gold.entry_into_force
        key_term = ("entry into force", told.value, told.unit, told.after)
        yield Wanted((key_term,), _words(key_term), slot=key_term[0], optional=told.note is not None)


def _found_metadata(act: Act) -> Iterator[Found]:
    head = act.act
    yield from _given("title", head.title)
    yield from _given("kind", head.kind_kk)
    yield from _given("issuer", head.issuer)
    if act.preamble:
        yield from _given("preamble", act.preamble.text, act.preamble.span)
    yield from _given("date", _iso(head.date), loosely=False)
    yield from _given("number", head.number, loosely=False)
    if head.registration:
        yield from _given("registration authority", head.registration.authority)
        yield from _given("registration date", _iso(head.registration.date))
        yield from _given("registration number", head.registration.number)
    for who in head.signatories:
        shown = " ".join(filter(None, (who.position, who.name)))
        yield Found(("signatory", loose(who.position), loose(who.name)), f"signatory: {shown}", None, slot="signatory")
    yield from _found_term("entry into force", head.entry_into_force)


def _told_repeal(gold: Gold) -> Iterator[Wanted]:
    told = gold.repeal
    yield Wanted((("repealed", told.repealed),), f"repealed: {told.repealed}", slot="repealed")
    if told.by:
        yield from _told("by kind", *told.by.readings("type"))
        yield from _told("by issuer", *told.by.readings("issuer"))
        yield from _told("by date", *told.by.readings("date"), loosely=False)
        yield from _told("by number", *told.by.readings("number"), loosely=False)
    if told.effective:
        key = ("effective", told.effective.value, told.effective.unit, told.effective.after)
        yield Wanted((key,), _words(key), slot=key[0], optional=told.effective.note is not None)


def _found_repeal(act: Act) -> Iterator[Found]:
    repealed = act.act.in_force is False
    told = act.act.repeal
    span = told.notices[0].span if told and told.notices else None
    yield Found(("repealed", repealed), f"repealed: {repealed}", span, slot="repealed")
    if told and told.by:
        yield from _given("by kind", told.by.kind_kk, span)
        yield from _given("by issuer", told.by.issuer, span)
        yield from _given("by date", _iso(told.by.date), span, loosely=False)
        yield from _given("by number", told.by.number, span, loosely=False)
    if told:
        yield from _found_term("effective", told.effective)


def _found_term(name: str, term: ActTerm | None) -> Iterator[Found]:
    if term:
        key = (name, term.value, term.unit, term.after)
        yield Found(key, _words(key), term.span, slot=name)


def _words(key: tuple[str, int | None, str | None, str | None]) -> str:
    name, *parts = key
    return f"{name}: {' '.join(str(part) for part in parts if part is not None)}"


def _references(told: Iterable[Reference]) -> Iterator[Wanted]:
    for ref in told:
        numbers = [act_number(number) for number in ref.readings("number")]
        keys = tuple((loose(kind), ref.date, number) for kind in ref.readings("type") for number in numbers)
        shown = " ".join(filter(None, (ref.type, ref.date, ref.number)))
        yield Wanted(keys, shown, optional=ref.note is not None, words=ref.number)


def _found_reference(ref: ActRef, span: Span | None) -> Found:
    shown = " ".join(filter(None, (ref.kind_kk, _iso(ref.date), ref.number)))
    return Found(_key(ref), shown, span)


def _key(ref: ActRef) -> Key:
    return loose(ref.kind_kk), _iso(ref.date), act_number(ref.number)


def _iso(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None

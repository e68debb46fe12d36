"""Measures of the facts that stand in clauses: durations, definitions, citations, participants."""

from __future__ import annotations

from collections.abc import Iterator

from kzreg_parse.evaluate.gold import Gold, GoldCitation, GoldDuration
from kzreg_parse.evaluate.layout import Layout
from kzreg_parse.evaluate.matching import Found, Place, Score, Wanted, score
from kzreg_parse.evaluate.steps import length, length_shown
from kzreg_parse.evaluate.wording import act_number, loose
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Citation


def durations(gold: Gold, act: Act, layout: Layout) -> Score:
    """Return every length of time where it stands (attachment, clause): value, range, unit."""
    return _score_durations("durations", gold, act, layout, bounds=False)


def duration_bounds(gold: Gold, act: Act, layout: Layout) -> Score:
    """Return the same with the bound: exact, within, at most."""
    return _score_durations("duration_bounds", gold, act, layout, bounds=True)


def definition_terms(gold: Gold, act: Act, layout: Layout) -> Score:
    """Return the defined terms, by their words."""
    return _score_definitions("definition_terms", gold, act, layout, whole=False)


def definitions(gold: Gold, act: Act, layout: Layout) -> Score:
    """Terms with what they stand for, both by their words."""
    return _score_definitions("definitions", gold, act, layout, whole=True)


def participants(gold: Gold, act: Act, layout: Layout) -> Score:
    """Lists of units and employees, each as a whole: all names, in order."""
    told = []
    for entry in gold.participants:
        key = (entry.attachment, tuple(loose(name) for name in entry.names))
        place = (entry.attachment, entry.clause)
        told.append(Wanted((key,), "; ".join(entry.names), place, place, entry.note is not None, words=""))
    found = []
    for given in act.participants:
        place = layout.home(given.node)
        names = tuple(loose(name.name) for name in given.names)
        span = (given.names[0].span[0], given.names[-1].span[1]) if given.names else None
        found.append(Found((place[0], names), "; ".join(name.name for name in given.names), span, place, place))
    return score("participants", told, found)


def citations(gold: Gold, act: Act, layout: Layout) -> Score:
    """Mentions of other acts, each once, by kind, date and number.

    A mention of the gold that has neither date nor number (a document that an act approves, such as the
    Standard) is met by one whose alias begins with that type, or of that kind without date and number. Of such
    a document the mentions without a part (`Стандарт` alone) need not be given.
    """
    undated = {loose(entry.type) for entry in gold.citations if _undated(entry)}
    by_type = undated - {loose(entry.type) for entry in gold.citations if not _undated(entry)} - {""}
    told = [_told_citation(entry) for entry in gold.citations]
    found = [_found_citation(given, by_type, layout) for given in act.citations if not given.internal]
    return score("citations", told, found)


def _score_durations(measure: str, gold: Gold, act: Act, layout: Layout, *, bounds: bool) -> Score:
    told = []
    for place, entry, optional in _told_durations(gold):
        key = (place, (entry.value, entry.max, entry.unit))
        keys = tuple((*key, bound) for bound in entry.readings("bound")) if bounds else (key,)
        shown = f"{length_shown(key[1])}{f', {entry.bound}' if bounds else ''} («{entry.text}»)"
        told.append(Wanted(keys, shown, place, key, optional, entry.text))
    found = []
    for given in act.durations:
        if not given.inherited:
            place = layout.home(given.node)
            slot = (place, length(given))
            shown = f"{length_shown(slot[1])}{f', {given.bound}' if bounds else ''} («{given.text}»)"
            found.append(Found((*slot, given.bound) if bounds else slot, shown, given.span, place, slot))
    return score(measure, told, found)


def _told_durations(gold: Gold) -> Iterator[tuple[Place, GoldDuration, bool]]:
    """Place, entry, whether it is left out; what a line passes down to several steps counts once for the line."""
    lines = set()
    for step in gold.steps:
        for entry in step.durations:
            line = (step.attachment, step.clause, entry.header_line)
            if entry.inherited and line in lines:
                continue
            if entry.inherited:
                lines.add(line)
            yield (step.attachment, step.clause), entry, step.note is not None or entry.note is not None
    for other in gold.durations_other:
        yield (other.attachment, other.clause), other, other.note is not None


def _score_definitions(measure: str, gold: Gold, act: Act, layout: Layout, *, whole: bool) -> Score:
    told = []
    for entry in gold.definitions:
        terms = [loose(term) for term in entry.readings("term")]
        meanings = [loose(meaning) for meaning in entry.readings("meaning")]
        keys = tuple((term, meaning) for term in terms for meaning in meanings) if whole else tuple(terms)
        shown = f"{entry.term} = {entry.meaning}" if whole else entry.term
        place = (entry.attachment, entry.clause)
        told.append(Wanted(keys, shown, place, terms[0], entry.note is not None, entry.term))
    found = []
    for given in act.definitions:
        term = loose(given.term)
        shown = f"{given.term} = {given.meaning}" if whole else given.term
        key = (term, loose(given.meaning)) if whole else term
        found.append(Found(key, shown, given.span, layout.home(given.node), term))
    return score(measure, told, found)


def _undated(entry: GoldCitation) -> bool:
    return entry.date is None and entry.number is None


def _told_citation(entry: GoldCitation) -> Wanted:
    numbers = [act_number(number) for number in entry.readings("number")]
    keys = tuple((loose(kind), entry.date, number) for kind in entry.readings("type") for number in numbers)
    shown = " ".join(filter(None, (entry.type, entry.date, entry.number, ", ".join(entry.units), entry.title)))
    place = (entry.attachment, entry.clause)
    noted = entry.note is not None
    return Wanted(keys, shown, place, None if noted else place, noted, entry.title)


def _found_citation(given: Citation, by_type: set[str], layout: Layout) -> Found:
    place = layout.home(given.node)
    ref = given.act
    kind, alias = loose(ref.kind_kk if ref else None), loose(given.alias)
    undated = ref is not None and ref.date is None and ref.number is None
    named = [told for told in by_type if alias.startswith(told) or (kind == told and undated)]
    if named:
        return Found((named[0], None, None), given.text, given.span, place, place, counts=bool(given.units))
    date = ref.date.isoformat() if ref and ref.date else None
    key = (kind, date, act_number(ref.number if ref else None))
    shown = " ".join(filter(None, (*(part for part in key if part), f"«{given.text}»")))
    return Found(key, shown, given.span, place, place)

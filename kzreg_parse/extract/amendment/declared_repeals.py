"""Acts that this act declares to have lost force, in its clauses or in a list that it has for an appendix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kzreg_parse.extract.reference.mentions_in_text import ActMention, ActText
from kzreg_parse.extract.reference.units import nominative_units, unit_groups
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.cases import Case
from kzreg_parse.model import ActRef, Traced
from kzreg_parse.model.facts import Amendment
from kzreg_parse.model.walk import walk_nodes
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft, AppendixDraft, NodeDraft

ITEMS = (
    "clause",
    "point",
    "article",
)  # an item of a list that names no act is doubtful; a line of another kind a heading


@dataclass(slots=True)
class Repeals:
    """The repealed acts, and the parts of acts that a list names among them; both in reading order."""

    acts: list[ActRef] = field(default_factory=list)
    parts: list[Amendment] = field(default_factory=list)  # their ids are given later


def declared_repeals(act: ActDraft, log: DiagnosticLog) -> Repeals:
    """Return what the act's clauses, and the lists that they point at, declare to have lost force."""
    found = Repeals()
    for draft, ancestors in walk_nodes(act.body):
        if draft.kind not in ITEMS or draft.text is None:
            continue
        verb = rule("repeal.declared").search(draft.text.text)
        if verb is None:
            continue
        for item in _listed_before(draft, ancestors, log):
            _take(item, item.text, None, found, log, listed=True)
        words, tail = draft.text[: verb.start()], draft.text[verb.end() :]
        if draft.text.text.rstrip().endswith(":"):
            for child in draft.children:
                _take(child, child.text, None, found, log, listed=True)
            continue
        listed = _list_of(words.text, act.appendices)
        if listed is not None and not ActText(words, DiagnosticLog(log.source)).mentions:
            before = len(found.acts) + len(found.parts)
            _take_list(listed.body, found, log)
            if len(found.acts) + len(found.parts) == before:
                log.note("KZE04", words or draft.text)
        else:
            _take(draft, words, tail, found, log, listed=False)
    return found


def _listed_before(last: NodeDraft, ancestors: Sequence[NodeDraft], log: DiagnosticLog) -> Sequence[NodeDraft]:
    """Return the items in front of the last one of a list, where that has the verb of all (`Мыналар: 1) …; 2) … күші`).

    Each then ends in an act in the genitive and says nothing of its own.
    """
    above = ancestors[-1] if ancestors else None
    if above is None or above.text is None or not above.text.text.rstrip().endswith(":"):
        return ()
    items = [child for child in above.children if child.kind == last.kind and child.text]
    if len(items) < 2 or items[-1] is not last or rule("repeal.declared").search(above.text.text):
        return ()
    quiet = DiagnosticLog(log.source)
    named = [ActText(item.text, quiet).mentions for item in items[:-1] if item.text is not None]
    return items[:-1] if all(acts and acts[-1].case is Case.GENITIVE for acts in named) else ()


def _list_of(words: str, appendices: Sequence[AppendixDraft]) -> AppendixDraft | None:
    """Return the appendix that `осы қаулыға 2-қосымшаға сәйкес` points at."""
    for here in rule("citation.here").pattern.finditer(words):
        if rule("citation.here").value(here["pointer"]) != "here":
            continue
        units = [unit for group in unit_groups(words[here.end() :])[:1] for unit in group.units]
        num = units[0].num if units and units[0].kind == "appendix" else None
        if num is None and rule("citation.annex").pattern.match(words, here.end()) is None:
            continue
        return next((appendix for appendix in appendices if num is None or appendix.num == num), None)
    return None


def _take_list(drafts: Iterable[NodeDraft], found: Repeals, log: DiagnosticLog) -> None:
    """Every item of a list, the cells of a table among them."""
    for draft, _ in walk_nodes(drafts):
        if draft.text is not None:
            _take(draft, draft.text, None, found, log, listed=True)
        for row in draft.rows:
            for cell in row:
                if cell is not None and ActText(cell, DiagnosticLog(log.source)).mentions:
                    _take(draft, cell, None, found, log, listed=True)


def _take(
    draft: NodeDraft, text: Traced | None, tail: Traced | None, found: Repeals, log: DiagnosticLog, *, listed: bool
) -> None:
    if text is None:
        return
    mentions = _named(text, log)
    if not mentions:
        if not listed or draft.kind in ITEMS:
            log.note("KZE04", text or draft.text)
        return
    last = mentions[-1]
    if rule("repeal.part").search(text.text, last.end):
        if listed:
            found.parts.append(_part(draft, text, last))
        return  # a part of an act: an amendment, which the reader of instructions finds where the verb stands by it
    refs = [mention.ref for mention in mentions]
    registered = rule("act.registered").search(tail.text) if tail else None
    if registered is not None and refs[-1].registration_number is None:
        refs[-1] = refs[-1].model_copy(update={"registration_number": registered["reg_number"]})
    found.acts.extend(refs)


def _named(text: Traced, log: DiagnosticLog) -> list[ActMention]:
    """Return the acts that stand right before the verb, several joined by commas; earlier ones are its grounds."""
    mentions = ActText(text, log).mentions
    first = len(mentions) - 1
    while first > 0 and rule("repeal.joined").pattern.fullmatch(
        text.text, mentions[first - 1].end, mentions[first].start
    ):
        first -= 1
    return mentions[max(first, 0) :]


def _part(draft: NodeDraft, text: Traced, mention: ActMention) -> Amendment:
    """Return a part of an act in a list of what loses force."""
    approved = rule("citation.approved").pattern.match(text.text[mention.end :].lstrip())
    rest = text.text[mention.end :].lstrip()[approved.end() if approved is not None else 0 :].strip(" ;.,")
    return Amendment(
        id="",
        target=mention.ref,
        unit=nominative_units(rest) or None,
        action="delete",
        new_text=None,
        node=draft.id,
        span=text.span,
    )

"""The steps of a list: who, what, in what time; terms, cases and actors passed down from headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kzreg_parse.extract.procedure.actor import Actor, actor_of
from kzreg_parse.extract.procedure.draft import StepDraft
from kzreg_parse.extract.procedure.duration_pointers import StatedTerms, pointer_in
from kzreg_parse.extract.procedure.lists import (
    ITEM_KINDS,
    Item,
    StepList,
    announces_cases,
    is_header,
    item_of,
    names_case,
    says_action,
    step_of_term_line,
)
from kzreg_parse.extract.syntax.word_forms import is_actor_noun
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import Duration
from kzreg_parse.rules import rule
from kzreg_parse.segment import NodeDraft


class Carried(NamedTuple):
    """What a header passes on to the steps below it."""

    durations: tuple[Duration, ...] = ()
    condition: str | None = None
    actor: Actor | None = None


def steps_of(found: StepList, durations: Mapping[str, Sequence[Duration]], log: DiagnosticLog) -> list[StepDraft]:
    """Return the steps of a list in reading order; `durations` holds those that each node states, by its id.

    A term that is pointed back at and cannot be told with certainty is noted, and the step has none. Noted is also a
    noun that labels the steps and is not known to: a sentence that speaks of them by it is not understood.
    """
    reader = _Reader(durations, log)
    opened = [item for item in found.items if item.noun]
    if len(opened) > 1:
        log.note("KZE28", opened[0].draft.text, label=opened[0].label)
    return [step for item in found.items for step in reader.item(item)]


class _Reader:
    """Reads items one after the other."""

    def __init__(self, durations: Mapping[str, Sequence[Duration]], log: DiagnosticLog) -> None:
        self._durations = durations
        self._log = log

    def item(self, item: Item) -> Iterator[StepDraft]:
        """Yield the step that an item is, or those that stand below it."""
        own = self._stated(item.draft)
        below_it = [*item.draft.children, *item.below]
        opens = item.is_header and bool(below_it)
        base = self._carried(item.text, own, Carried(), Carried()) if opens else Carried()
        terms = StatedTerms(own)
        terms.add(own, base.actor)
        if not opens:
            _take_in_lines(item)
            step = self._step(item, own, Carried(), StatedTerms())
            terms.add(own, step.actor)
            yield step
        carried, cases = base, announces_cases(item.text.text)
        for child in below_it:
            if child.kind not in ITEM_KINDS or child.text is None:
                continue
            below = self._stated(child)
            if is_header(child.text.text):
                carried = self._carried(child.text, below, carried, base)
                terms.add(below, None)
                cases = announces_cases(child.text.text)
            elif cases and names_case(child.text.text):
                continue
            elif says_action(child.text.text) and not rule("step.total").search(child.text.text):
                step = self._step(item_of(child), below, carried, terms)
                terms.add(below, step.actor)
                yield step
                cases = False

    def _stated(self, draft: NodeDraft) -> tuple[Duration, ...]:
        return tuple(self._durations.get(draft.id, ()))

    def _carried(self, text: Traced, own: Sequence[Duration], above: Carried, base: Carried) -> Carried:
        """Return what a header passes on: its term, its case, its actor.

        A term alone keeps the case above it; a new case without a term goes back to the term that the
        point as a whole has.
        """
        case = rule("procedure.variant").match(text.text)
        return Carried(
            durations=tuple(own) or (above.durations if case is None else base.durations),
            condition=case["variant"] if case is not None else above.condition,
            actor=_surely(actor_of(text)) or base.actor,
        )

    def _step(self, item: Item, own: Sequence[Duration], carried: Carried, above: StatedTerms) -> StepDraft:
        text, stated = item.text, list(own)
        for more in item.more:
            if more.text is not None:
                text = Traced.spaced((text, more.text))
                stated.extend(self._stated(more))
        leading = rule("step.leading_result").match(item.text.text)
        actor = actor_of(item.text[leading.end() :] if leading is not None else item.text) or carried.actor
        result = leading or rule("step.own_result").search(item.text.text)
        terms: Sequence[Duration] = carried.durations
        pointer = pointer_in(text) if not stated else None
        if pointer is not None:
            words, where = pointer
            terms = above.meant(where, actor, carried.durations)
            if not terms:
                self._log.note("KZE26", words)
        passed = [duration.model_copy(update={"inherited": True}) for duration in terms]
        marks = [part for part in (item.draft.label, item.draft.text, text) if part]
        spans = [part.span for part in marks]
        return StepDraft(
            label=item.label,
            number=item.number,
            kind=item.kind,
            actor=actor,
            text=text,
            durations=tuple(stated or passed),
            condition=carried.condition,
            node=item.draft.id,
            whole=(min(start for start, _ in spans), max(end for _, end in spans)),
            result=item.result if result is None else item.text[result.start("result") : result.end("result")],
        )


def _take_in_lines(item: Item) -> None:
    """Put the paragraphs right below a step that only say how long it takes, or what it ends in, to it."""
    for child in item.draft.children:
        if child.kind != "alinea" or child.text is None:
            return
        result = rule("step.own_result").match(child.text.text)
        if step_of_term_line(child.text.text, [item]) is not None:
            item.more.append(child)
        elif result is not None:
            item.result = child.text[result.start("result") : result.end("result")]
        else:
            return


def _surely(actor: Actor | None) -> Actor | None:
    """Return a header has no predicate that a subject could be told by, so only a noun that can act counts."""
    return actor if actor is not None and is_actor_noun(actor.name.split()[-1]) else None

"""Procedures: lists and tables of steps as the document has them, with the results that are told elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from kzreg_parse.extract.procedure.accounts import link_accounts
from kzreg_parse.extract.procedure.draft import ProcedureDraft, StepDraft
from kzreg_parse.extract.procedure.durations_below_table import give_written_out, written_out
from kzreg_parse.extract.procedure.list_steps import steps_of
from kzreg_parse.extract.procedure.lists import StepList, step_lists
from kzreg_parse.extract.procedure.tables import StepTable, step_tables, table_steps
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import Duration, NextStep, Procedure, Step
from kzreg_parse.rules import rule
from kzreg_parse.segment import AppendixDraft, NodeDraft, Segmented

PORTAL_SHARE: Final = 0.3  # of the steps that must speak of a portal where the introduction does not


def procedures_of(segmented: Segmented, durations: Sequence[Duration], log: DiagnosticLog) -> tuple[Procedure, ...]:
    """Every procedure in reading order. `durations` are those that the act's nodes state."""
    by_node: dict[str, list[Duration]] = defaultdict(list)
    for duration in durations:
        by_node[duration.node].append(duration)
    body, appendices = segmented.body_drafts, segmented.appendix_drafts
    drafts = [
        made
        for found in step_lists(body, appendices, lambda draft: bool(by_node.get(draft.id)))
        if (made := _from_list(found, by_node, log)) is not None
    ]
    drafts += [
        made for table in step_tables(body, appendices, log) if (made := _from_table(table, by_node, log)) is not None
    ]
    drafts.sort(key=lambda draft: draft.place)
    _add_results(drafts, segmented)
    link_accounts(drafts, appendices, log)
    give_written_out(drafts, log)
    return _frozen(drafts, log)


def _from_list(
    found: StepList, durations: Mapping[str, Sequence[Duration]], log: DiagnosticLog
) -> ProcedureDraft | None:
    steps = steps_of(found, durations, log)
    if not steps:
        return None
    return ProcedureDraft(
        kind="portal" if _is_portal(found, steps) else "sequence",
        node=found.node,
        appendix=found.appendix,
        clause=found.clause,
        chapter=found.chapter,
        heading=found.heading,
        variant=found.variant,
        steps=steps,
        place=min(step.whole[0] for step in steps),
    )


def _is_portal(found: StepList, steps: Sequence[StepDraft]) -> bool:
    """Whether the list tells how the service runs through a portal or an information system."""
    portal = rule("procedure.portal")
    speaking = sum(portal.search(step.text.text) is not None for step in steps)
    if speaking >= PORTAL_SHARE * len(steps) and any(step.kind == "condition" for step in steps):
        return True
    return portal.search(found.intro) is not None and speaking > 0


def _from_table(
    table: StepTable, durations: Mapping[str, Sequence[Duration]], log: DiagnosticLog
) -> ProcedureDraft | None:
    steps = table_steps(table, log)
    if not steps:
        return None
    return ProcedureDraft(
        kind="table",
        node=table.node,
        appendix=table.appendix,
        clause=None,
        chapter=None,
        heading="",
        variant=None,
        steps=steps,
        place=min(step.whole[0] for step in steps),
        written_out=() if "term" in table.rows else written_out(table.below, durations),
    )


# ---- results told in another clause --------------------------------------------------------------


def _add_results(drafts: Sequence[ProcedureDraft], segmented: Segmented) -> None:
    """Give the labelled steps the results that another clause states by their number."""
    for appendix, clause, variant, number, result in _stated_results(segmented):
        for draft in drafts:
            if draft.kind == "table" or draft.appendix is not appendix or (clause and draft.clause != clause):
                continue
            if variant is not None and (draft.variant is None or _plain(draft.variant) != variant):
                continue
            for step in draft.steps:
                if step.number == number and step.kind == "action" and step.result is None:
                    step.result = result


def _stated_results(
    segmented: Segmented,
) -> Iterator[tuple[AppendixDraft | None, str | None, str | None, int, Traced]]:
    def walk(
        drafts: Sequence[NodeDraft], appendix: AppendixDraft | None
    ) -> Iterator[tuple[AppendixDraft | None, str | None, str | None, int, Traced]]:
        variant: str | None = None
        for draft in drafts:
            if draft.text is not None and draft.kind in ("alinea", "point", "clause"):
                if draft.text.text.rstrip().endswith(":"):
                    case = rule("procedure.variant").match(draft.text.text)
                    variant = " ".join(case["variant"].lower().split()) if case is not None else variant
                for found in rule("step.stated_result").pattern.finditer(draft.text.text):
                    result = draft.text[found.start("result") : found.end("result")]
                    yield appendix, found["clause"], variant, int(found["number"]), result
            yield from walk(draft.children, appendix)

    def annexes(appendices: Sequence[AppendixDraft]) -> Iterator[AppendixDraft]:
        for appendix in appendices:
            yield appendix
            yield from annexes(appendix.appendices)

    yield from walk(segmented.body_drafts, None)
    for appendix in annexes(segmented.appendix_drafts):
        yield from walk(appendix.body, appendix)


def _plain(text: Traced) -> str:
    return " ".join(text.text.lower().split())


# ---- ids -----------------------------------------------------------------------------------------


def _frozen(drafts: Sequence[ProcedureDraft], log: DiagnosticLog) -> tuple[Procedure, ...]:
    names = {id(draft): f"procedure_{number}" for number, draft in enumerate(drafts, 1)}
    return tuple(
        Procedure(
            id=names[id(draft)],
            kind=draft.kind,
            node=draft.node.id,
            appendix=draft.appendix.id if draft.appendix is not None else None,
            variant=draft.variant.text if draft.variant is not None else None,
            steps=tuple(
                Step(
                    id=_step_id(names[id(draft)], place),
                    seq=place + 1,
                    label=step.label,
                    kind=step.kind,
                    actor=step.actor.name if step.actor is not None else None,
                    text=step.text.text,
                    durations=step.durations,
                    result=step.result.text if step.result is not None else None,
                    next=tuple(NextStep(to=to, condition=condition) for to, condition in step.next),
                    node=step.node,
                    span=step.whole,
                    page=log.source.page_of(step.whole[0]),
                    condition=step.condition,
                    same_as=tuple(_step_id(names[id(other)], at) for other, at in draft.matching_steps.get(place, ())),
                )
                for place, step in enumerate(draft.steps)
            ),
            same_as=tuple(names[id(other)] for other in draft.same_as),
        )
        for draft in drafts
    )


def _step_id(procedure: str, place: int) -> str:
    return f"{procedure}__step_{place + 1}"

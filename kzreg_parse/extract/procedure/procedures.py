"""Procedures: lists and tables of steps as the document has them, with the results that are told elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kzreg_parse.extract.procedure.accounts import link_accounts
from kzreg_parse.extract.procedure.draft import ProcedureDraft, StepDraft
from kzreg_parse.extract.procedure.durations_below_table import give_written_out, written_out
from kzreg_parse.extract.procedure.list_steps import steps_of
from kzreg_parse.extract.procedure.lists import StepList, step_lists
from kzreg_parse.extract.procedure.tables import StepTable, step_tables, table_steps
from kzreg_parse.extract.procedure.weights import PORTAL_SHARE
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import Duration, NextStep, Procedure, Step
from kzreg_parse.model.walk import walk
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft, AppendixDraft


def procedures_of(act: ActDraft, durations: Sequence[Duration], log: DiagnosticLog) -> tuple[Procedure, ...]:
    """Return every procedure in reading order. `durations` are those that the act's nodes state."""
    by_node: dict[str, list[Duration]] = defaultdict(list)
    for duration in durations:
        by_node[duration.node].append(duration)
    drafts = [
        made
        for found in step_lists(act, lambda draft: bool(by_node.get(draft.id)))
        if (made := _from_list(found, by_node, log)) is not None
    ]
    drafts += [made for table in step_tables(act, log) if (made := _from_table(table, by_node, log)) is not None]
    drafts.sort(key=lambda draft: draft.place)
    _add_results(drafts, act)
    link_accounts(drafts, act.appendices, log)
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
    """Tell whether the list tells how the service runs through a portal or an information system."""
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


def _add_results(drafts: Sequence[ProcedureDraft], act: ActDraft) -> None:
    """Give the labelled steps the results that another clause states by their number."""
    for appendix, clause, variant, number, result in _stated_results(act):
        for draft in drafts:
            if draft.kind == "table" or draft.appendix is not appendix or (clause and draft.clause != clause):
                continue
            if variant is not None and (draft.variant is None or _plain(draft.variant) != variant):
                continue
            for step in draft.steps:
                if step.number == number and step.kind == "action" and step.result is None:
                    step.result = result


def _stated_results(act: ActDraft) -> Iterator[tuple[AppendixDraft | None, str | None, str | None, int, Traced]]:
    """(appendix, clause, variant, number of the step, result) of each result that a text states so."""
    variants: dict[int, str] = {}  # the case named last among the children of one node
    for found in walk(act):
        text = found.node.text
        if found.part != "body" or text is None or found.node.kind not in ("alinea", "point", "clause"):
            continue
        siblings = id(found.ancestors[-1] if found.ancestors else found.appendix)
        if text.text.rstrip().endswith(":"):
            case = rule("procedure.variant").match(text.text)
            if case is not None:
                variants[siblings] = " ".join(case["variant"].lower().split())
        for stated in rule("step.stated_result").pattern.finditer(text.text):
            result = text[stated.start("result") : stated.end("result")]
            yield found.appendix, stated["clause"], variants.get(siblings), int(stated["number"]), result


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

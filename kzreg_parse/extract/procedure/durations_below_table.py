"""Terms of a step table whose row of terms is written out below it, because its cells could not be told apart.

The row's words are then certain, and how many they are; only which column each belongs to is open. Where
another account of the procedure states, step by step from the first on, the very terms that the row has in
its printed order, two witnesses agree, and the steps get them. From the first step on for which they do not
agree nothing is given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import regex

from kzreg_parse.extract.procedure.draft import ProcedureDraft, StepDraft
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.row_labels import role_of
from kzreg_parse.model.facts import Duration
from kzreg_parse.rules import rule
from kzreg_parse.segment import NodeDraft

LEAST_AGREED: Final = 2  # different terms that both accounts must have in one order; a single one may agree by chance
WORD: Final = regex.compile(r"[\p{L}\d]+")
ENDING: Final = regex.compile(r"\p{L}*\s*")


def written_out(below: Sequence[NodeDraft], stated: Mapping[str, Sequence[Duration]]) -> tuple[Duration, ...]:
    """Return the terms of a row that the paragraphs right below a table write out; none where they say anything else.

    The first paragraph begins with the row's label. `stated` holds the durations of each node by its id.
    """
    terms: list[Duration] = []
    for draft in below:
        own = stated.get(draft.id, ())
        if draft.text is None or not own:
            break
        label = _label_of_terms(draft, own[0]) if not terms else ""
        said, told = Counter(WORD.findall(draft.text.text)), Counter(WORD.findall(label or ""))
        for term in own:
            told.update(WORD.findall(term.text))
        if label is None or said != told:
            break
        terms.extend(own)
    return tuple(terms)


def _label_of_terms(draft: NodeDraft, first: Duration) -> str | None:
    """Return the words before the first term, where they are a label of terms (`Орындау мерзімдері`) and nothing
    else.
    """
    if draft.text is None or role_of(draft.text.text) != "term":
        return None
    label, found, _ = draft.text.text.partition(first.text)
    named = rule("table.row_label").match(label)
    return label if found and named is not None and ENDING.fullmatch(label, named.end()) else None


def give_written_out(drafts: Sequence[ProcedureDraft], log: DiagnosticLog) -> None:
    """Give the steps of such tables the terms that another account confirms; KZE27 says which and by what."""
    for table in drafts:
        terms = table.written_out
        if not terms or len(terms) != len(table.steps) or any(step.durations for step in table.steps):
            continue
        for other in table.same_as:
            agreed = list(_agreed(terms, _answers(table, other)))
            if len({_value(term) for term in agreed}) < LEAST_AGREED:
                continue
            for step, term in zip(table.steps, agreed, strict=False):
                step.durations = (term,)
            log.note_at(
                "KZE27",
                (min(term.span[0] for term in agreed), max(term.span[1] for term in agreed)),
                ", ".join(term.text for term in agreed),
                given=str(len(agreed)),
                steps=str(len(table.steps)),
                place=str(other.place),
            )
            break


def _answers(table: ProcedureDraft, other: ProcedureDraft) -> Sequence[StepDraft]:
    """Return the other account's steps where each answers the table's step of its place, none left out; else none."""
    places = range(len(table.steps))
    same = all((other, place) in [(told, at) for told, at in table.matching_steps.get(place, ())] for place in places)
    return other.steps if same and len(other.steps) == len(table.steps) else ()


def _agreed(terms: Sequence[Duration], answers: Sequence[StepDraft]) -> Iterator[Duration]:
    """Yield the terms from the first on, as far as each is all that the answering step states."""
    for term, step in zip(terms, answers, strict=False):
        if [_value(stated) for stated in step.durations] != [_value(term)]:
            return
        yield term


def _value(term: Duration) -> tuple[float, float | None, str]:
    return term.value, term.max, term.unit

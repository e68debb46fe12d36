"""Step tables: each column a step, each row one thing said of all of them; or the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

import regex

from kzreg_parse.extract.duration.durations import durations_in
from kzreg_parse.extract.procedure.actor import Actor
from kzreg_parse.extract.procedure.draft import StepDraft
from kzreg_parse.extract.syntax.word_forms import is_actor_noun, words_of
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced
from kzreg_parse.model.walk import walk_appendices, walk_nodes
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft, AppendixDraft, NodeDraft
from kzreg_parse.segment.tables.step_roles import step_figures

Row = list[Traced | None]
NOTHING: Final = regex.compile(r"[–—-]+")
SAID: Final = frozenset({"unit", "form", "term"})  # two of them are said of each step, and of little else
LEAST_STEPS: Final = 2
END_MARK: Final = regex.compile(r"[\s;.]+$")


@dataclass(slots=True)
class StepTable:
    """A step table: rows by role, cells without the label column; `parts` are the tables it was printed as."""

    node: NodeDraft
    appendix: AppendixDraft | None
    rows: dict[str, Row]
    labels: list[str] = field(default_factory=list)  # the roles in printed order
    below: list[NodeDraft] = field(default_factory=list)  # the paragraphs right below it
    lies: bool = True  # a column for each step; else a row

    @property
    def width(self) -> int:
        """How many steps it has."""
        return max((len(row) for row in self.rows.values()), default=0)


def step_tables(act: ActDraft, log: DiagnosticLog) -> Iterator[StepTable]:
    """Yield every step table in reading order, parts joined; a part that cannot be placed becomes a diagnostic."""
    yield from _tables_of(act.body, None, log)
    for *_, appendix in walk_appendices(act.appendices):
        yield from _tables_of(appendix.body, appendix, log)


def _tables_of(body: Sequence[NodeDraft], appendix: AppendixDraft | None, log: DiagnosticLog) -> Iterator[StepTable]:
    yield from _tables(body, appendix, log)
    for node, _ in walk_nodes(body):
        yield from _tables(node.children, appendix, log)


def _tables(siblings: Sequence[NodeDraft], appendix: AppendixDraft | None, log: DiagnosticLog) -> Iterator[StepTable]:
    """Yield the step tables among nodes side by side."""
    current: StepTable | None = None
    for draft in siblings:
        if draft.kind == "table":
            read = _read(draft, appendix)
            if current is not None and (joined := _join(current, read, draft)):
                current = joined
                continue
            if current is not None:
                yield from _whole(current, log)
            if read is None and current is not None and _goes_on_counting(draft):
                log.note("KZE22", next(cell for row in draft.rows for cell in row if cell))
            current = read
        else:
            if current is not None and draft.kind == "alinea":
                current.below.append(draft)
            if draft.heading or (draft.text and rule("step_table.caption").match(draft.text.text)):
                if current is not None:
                    yield from _whole(current, log)
                current = None
    if current is not None:
        yield from _whole(current, log)


def _whole(table: StepTable, log: DiagnosticLog) -> Iterator[StepTable]:
    """Yield the table where it tells what is done in each step; a diagnostic where a step table has lost that row."""
    if "name" in table.rows:
        yield table
    elif "next" in table.rows or (table.lies and table.width >= LEAST_STEPS and len(SAID & set(table.rows)) >= 2):
        log.note("KZE22", next(cell for row in table.rows.values() for cell in row if cell))


# ---- one printed table ---------------------------------------------------------------------------


def _read(draft: NodeDraft, appendix: AppendixDraft | None) -> StepTable | None:
    """Return the table with its rows by role; None for a table that is none of steps."""
    if not draft.row_roles:
        return None
    rows = (
        [list(column) for column in zip_longest(*draft.rows)]
        if draft.steps_run_down
        else [row[draft.label_column :] for row in draft.rows]
    )
    table = _by_role(draft, appendix, rows, draft.row_roles)
    table.lies = not draft.steps_run_down
    return table


def _by_role(
    draft: NodeDraft, appendix: AppendixDraft | None, rows: Sequence[Row], roles: Sequence[str | None]
) -> StepTable:
    made: dict[str, Row] = {}
    labels: list[str] = []
    for row, role in zip(rows, roles, strict=True):
        if role is not None and role not in made:
            made[role] = list(row[1:])
            labels.append(role)
    others = [row for row, role in zip(rows, roles, strict=True) if role is None and _names_actors(row[1:])]
    if "unit" not in made and "name" in made and len(others) == 1:
        made["unit"] = list(others[0][1:])
    return StepTable(draft, appendix, made, labels)


def _names_actors(cells: Sequence[Traced | None]) -> bool:
    """Tell whether every cell names one that can act, whatever the label says (`Қызмет алушы` above a list of
    officials).
    """
    names = [words_of(cell.text) for cell in cells if cell]
    return bool(names) and all(words and is_actor_noun(words[-1].text) for words in names)


# ---- parts ---------------------------------------------------------------------------------------


def _join(above: StepTable, below: StepTable | None, draft: NodeDraft) -> StepTable | None:
    """Return the table with a further part of it: rows it lacks, or columns that go on counting.

    None where it is another.
    """
    if below is not None:
        if set(above.rows) & set(below.rows):
            first, last = step_figures(below.rows.get("number", ())), step_figures(above.rows.get("number", ()))
            if not first or not last or first[0] != last[-1] + 1:
                return None
            return _wider(above, below.rows)
        return _deeper(above, below) if above.width == below.width else None
    numbers, last = step_figures(draft.rows[0] if draft.rows else ()), step_figures(above.rows.get("number", ()))
    if not numbers or not last or numbers[0] != last[-1] + 1 or len(draft.rows) != len(above.labels):
        return None
    return _wider(above, dict(zip(above.labels, [list(row) for row in draft.rows], strict=True)))


def _deeper(above: StepTable, below: StepTable) -> StepTable:
    return StepTable(
        above.node, above.appendix, {**above.rows, **below.rows}, [*above.labels, *below.labels], lies=above.lies
    )


def _wider(above: StepTable, more: dict[str, Row]) -> StepTable:
    width, added = above.width, max(len(row) for row in more.values())
    rows = {
        role: [*_filled(above.rows.get(role), width), *_filled(more.get(role), added)]
        for role in dict.fromkeys((*above.labels, *more))
    }
    return StepTable(above.node, above.appendix, rows, list(rows), lies=above.lies)


def _filled(row: Row | None, width: int) -> Row:
    cells = list(row or ())
    return [*cells, *([None] * (width - len(cells)))]


def _goes_on_counting(draft: NodeDraft) -> bool:
    return bool(draft.rows and step_figures(draft.rows[0]))


# ---- steps ---------------------------------------------------------------------------------------


def table_steps(table: StepTable, log: DiagnosticLog) -> list[StepDraft]:
    """Return the steps of a table's columns; a column in which nothing is done is none."""
    scratch = DiagnosticLog(log.source)  # the cells' doubts are noted where all durations are read
    steps = []
    for column in range(table.width):
        cells = {role: row[column] for role, row in table.rows.items() if column < len(row) and row[column]}
        unit, name, term = cells.get("unit"), cells.get("name"), cells.get("term")
        if name is None:
            continue
        number = cells.get("number")
        printed = number.text.strip(" .") if number is not None else ""
        form = cells.get("form")
        spans = [cell.span for cell in cells.values() if cell]
        steps.append(
            StepDraft(
                label=printed or None,
                number=int(printed) if printed.isdigit() else None,
                kind="action",
                actor=Actor(END_MARK.sub("", unit.text), unit) if unit is not None else None,
                text=name,
                durations=tuple(
                    found.at(table.node.id) for found in (durations_in(term, scratch) if term is not None else ())
                ),
                condition=None,
                node=table.node.id,
                whole=(min(start for start, _ in spans), max(end for _, end in spans)),
                result=None if form is None or NOTHING.fullmatch(form.text) else form,
                next=next_steps(cells.get("next"), log),
            )
        )
    return steps


def next_steps(cell: Traced | None, log: DiagnosticLog) -> list[tuple[str | None, str | None]]:
    """(number, condition) of each following step that a cell names; a dash is the end; an empty cell says nothing."""
    if cell is None or not cell.text.strip():
        return []
    if NOTHING.fullmatch(cell.text.strip()):
        return [(None, None)]
    found = list(rule("step_table.next").pattern.finditer(cell.text))
    if not found or cell.text[: found[0].start()].strip(" –—-№"):
        log.note("KZE23", cell)
        return []
    made: list[tuple[str | None, str | None]] = []
    for match, below in zip(found, [*found[1:], None], strict=True):
        condition = cell.text[match.end() : below.start() if below else None].strip(" –—-/,;.\t")
        made.append((match["to"], condition or None))
    return made

"""Step tables: columns as steps, tables that run downwards, tables in parts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from conftest import source_of, stages

from kzreg_parse.extract.procedure.list_steps import StepDraft
from kzreg_parse.extract.procedure.tables import step_tables, table_steps
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced
from kzreg_parse.segment import ActDraft, NodeDraft
from kzreg_parse.segment.tables.step_roles import with_roles

SOURCE = source_of("text/000.txt")
NUMBERS = ["Рәсім (жұмыс барысының, ағынының) №", "1", "2", "3"]
UNITS = ["Құрылымдық бөлімшенің атауы", "Кеңсе маманы", "Басшылық", "Жауапты орындаушы (комиссия хатшысы)"]
NAMES = ["Рәсім (іс-қимыл) атауы", "Құжаттарды тіркеу", "Қарар жазу", "Куәлікті дайындау"]
FORMS = ["Аяқтау нысаны (деректер, құжат, ұйымдық-өкімдік шешім)", "Тіркеу", "Қарар", "–"]
TERMS = ["Орындау мерзімдері", "15 минут", "күнтізбелік 1 күн", "10-15 сек"]
NEXT = ["Келесі іс-қимыл №", "2", "3", "-"]


def table(*rows: Sequence[str | None]) -> NodeDraft:
    """A table node; every cell has a place of its own."""
    places = iter(range(0, 100_000, 1_000))
    cells = [[Traced(cell, ((0, next(places)),)) if cell else None for cell in row] for row in rows]
    return with_roles(NodeDraft("table", rows=cells, id="table_1"))


def read(*drafts: NodeDraft) -> tuple[list[list[StepDraft]], DiagnosticLog]:
    log = DiagnosticLog(SOURCE)
    return [table_steps(found, log) for found in step_tables(ActDraft(body=list(drafts)), log)], log


def told(steps: Sequence[StepDraft]) -> list[tuple[object, ...]]:
    return [
        (
            step.label,
            step.actor.name if step.actor else None,
            step.text.text,
            step.result.text if step.result else None,
            [(found.value, found.max, found.unit, found.bound) for found in step.durations],
            step.next,
        )
        for step in steps
    ]


WHOLE = [
    ("1", "Кеңсе маманы", "Құжаттарды тіркеу", "Тіркеу", [(15, None, "minute", "exact")], [("2", None)]),
    ("2", "Басшылық", "Қарар жазу", "Қарар", [(1, None, "calendar_day", "exact")], [("3", None)]),
    ("3", "Жауапты орындаушы (комиссия хатшысы)", "Куәлікті дайындау", None, [(10, 15, "second", "exact")], [(None, None)]),
]  # fmt: skip


def test_each_column_is_a_step() -> None:
    (steps,), log = read(table(NUMBERS, UNITS, NAMES, FORMS, TERMS, NEXT))
    assert told(steps) == WHOLE
    assert not log.diagnostics


def test_in_a_table_that_runs_downwards_each_row_is_a_step() -> None:
    (steps,), _ = read(table(*zip(NUMBERS, UNITS, NAMES, FORMS, TERMS, NEXT, strict=True)))
    assert told(steps) == WHOLE


def test_a_column_of_nothing_but_officials_names_who_acts_whatever_stands_above_it() -> None:
    (steps,), _ = read(
        table(
            ["№", "Қызмет алушы", "Рәсімнің атауы", "Мерзімі"],
            ["1", "Көрсетілетін қызметті берушінің бөлім басшысы", "дәлелді жауапты келіседі", "2 жұмыс күні"],
            ["2", "Кеңсе маманы (комиссия хатшысы)", "нәтижесін тіркейді", "20 минут"],
        )
    )
    assert [step.actor and step.actor.name for step in steps] == [
        "Көрсетілетін қызметті берушінің бөлім басшысы",
        "Кеңсе маманы (комиссия хатшысы)",
    ]


@pytest.mark.parametrize("noun", ["Кезең", "Қадам", "Саты", "Процесс"])
def test_a_noun_of_steps_alone_numbers_them_above_figures_and_names_them_above_words(noun: str) -> None:
    head = [noun, f"{noun}нің мазмұны" if noun != "Саты" else "Сатының мазмұны", "Жауапты", "Мерзімі"]
    (steps,), _ = read(
        table(head, ["1", "Әңгімелесу", "Емтихан комиссиясы", "3 күн"], ["2", "Шешім", "Ректор", "1 ай"])
    )
    assert [(step.label, step.text.text, step.actor and step.actor.name) for step in steps] == [
        ("1", "Әңгімелесу", "Емтихан комиссиясы"),
        ("2", "Шешім", "Ректор"),
    ]
    (steps,), _ = read(table(["№", noun, "Жауапты", "Мерзімі"], ["1", "Әңгімелесу", "Комиссия", "3 күн"]))
    assert [(step.label, step.text.text) for step in steps] == [("1", "Әңгімелесу")]


def test_rows_in_a_second_part_belong_to_the_first() -> None:
    tables, log = read(table(NUMBERS, UNITS), table(NAMES, FORMS, TERMS, NEXT))
    assert [told(steps) for steps in tables] == [WHOLE]
    assert not log.diagnostics


def test_columns_that_go_on_counting_belong_to_the_table_above() -> None:
    rest = table(["4"], ["Кеңсе маманы"], ["Куәлікті беру"], ["Куәлік"], ["1 жұмыс күні"], ["–"])
    line = NodeDraft("alinea", text=Traced("кестенің жалғасы:", ((0, 90_000),)))
    (steps,), _ = read(table(NUMBERS, UNITS, NAMES, FORMS, TERMS, NEXT), line, rest)
    assert [step.label for step in steps] == ["1", "2", "3", "4"]
    assert told(steps)[3][1:3] == ("Кеңсе маманы", "Куәлікті беру")


def test_a_numbered_title_begins_another_table() -> None:
    title = NodeDraft("alinea", text=Traced("2-кесте. Бөлімнің іс-қимылы", ((0, 90_000),)))
    tables, _ = read(table(NUMBERS, UNITS, NAMES), title, table(NUMBERS, UNITS, NAMES))
    assert [len(steps) for steps in tables] == [3, 3]


@pytest.mark.parametrize(
    "part",
    [
        [["4"], ["Кеңсе маманы"]],  # too few rows to tell them apart
        [[TERMS[0], "15 минут"], [NEXT[0], "2"]],  # too few columns
    ],
)
def test_a_part_that_cannot_be_placed_is_reported_and_not_guessed(part: list[list[str | None]]) -> None:
    tables, log = read(table(NUMBERS, UNITS, NAMES), table(*part))
    assert [len(steps) for steps in tables] == [3]
    assert [found.code for found in log.diagnostics] == ["KZE22"]


def test_a_table_of_other_things_is_no_step_table() -> None:
    plan = table(["№", "Іс-шараның атауы", "Орындаушылар", "Мерзімі"], ["1", "Сенбілік өткізу", "Әкімдік", "1 ай"])
    tables, log = read(table(["№", "Атауы", "Саны"], ["1", "Орындық", "2"]), plan)
    assert tables == []
    assert not log.diagnostics


def test_the_tables_of_an_act_read_from_pdf() -> None:
    act = stages("pdf/001.pdf").act
    tables = [procedure for procedure in act.procedures if procedure.kind == "table"]
    assert [len(procedure.steps) for procedure in tables] == [5, 7, 5, 7, 5, 6, 7, 7]
    sixth = tables[6].steps
    assert [(found.to, found.condition) for found in sixth[2].next] == [("4", None), ("5", None)]
    assert [(found.to, found.condition) for found in sixth[5].next] == [("7", None), ("8", None)]
    assert [(found.to, found.condition) for found in sixth[6].next] == [(None, None)]
    assert sixth[5].result == "Хаттама"
    contradictions = [found.message for found in act.diagnostics if found.code == "KZE24"]
    assert any("«5 жұмыс күнінің ішінде»" in message and "«1 жұмыс күні»" in message for message in contradictions)

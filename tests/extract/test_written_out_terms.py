"""A row of terms written out below its table, because its cells could not be told: what another telling settles."""

from __future__ import annotations

import pytest
from conftest import source_of

from kzreg_parse.extract.duration.durations import durations_in
from kzreg_parse.extract.procedure.procedures import procedures_of
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import Duration, Procedure
from kzreg_parse.segment import ActDraft, AppendixDraft, NodeDraft
from kzreg_parse.segment.tables.step_roles import with_roles

SOURCE = source_of("text/000.txt")
CONTENT = "Рәсімдердің (іс-қимылдардың) мазмұны, орындалу ұзақтығы:"
TELLING = (
    "зертхана маманы 20 минут ішінде сынаманы қабылдайды және тіркейді;",
    "зертхана меңгерушісі 2 сағат ішінде жауапты талдаушыны айқындайды;",
    "талдаушы 12 жұмыс күні ішінде сынаманы зерттейді;",
    "зертхана маманы 20 минут ішінде хаттаманы береді.",
)
NAMES = ("Сынаманы қабылдау және тіркеу", "Жауапты талдаушыны айқындау", "Сынаманы зерттеу", "Хаттаманы беру")
UNITS = ("Зертхана маманы", "Зертхана меңгерушісі", "Талдаушы", "Зертхана маманы")
AS_TOLD = [(20, "minute"), (2, "hour"), (12, "working_day"), (20, "minute")]


class Act:
    """A procedure told as a list and as a table without its row of terms, and the lines below the table."""

    def __init__(self, *below: str, telling: tuple[str, ...] = TELLING, names: tuple[str, ...] = NAMES) -> None:
        self._place = 0
        points = [self._node("point", text, f"p{at}", num=str(at)) for at, text in enumerate(telling, 1)]
        clause = self._node("clause", CONTENT, "cl_5", num="5", children=points)
        rows = (
            ("Рәсім (іс-қимыл) №", *map(str, range(1, len(names) + 1))),
            ("Құрылымдық бөлімшенің атауы", *UNITS[: len(names)]),
            ("Рәсім (іс-қимыл) атауы", *names),
            (None,) * (len(names) + 1),
            ("Келесі іс-қимыл №", *map(str, range(2, len(names) + 1)), "–"),
        )
        cells = [[self._traced(cell) if cell else None for cell in row] for row in rows]
        table = with_roles(NodeDraft("table", rows=cells, id="t"))
        written = [self._node("alinea", text, f"al_{at}") for at, text in enumerate(below, 1)]
        body = [clause, table, *written]
        appendix = AppendixDraft(self._traced("Ережеге қосымша"), None, body=body, id="appendix_1")
        self.log = DiagnosticLog(SOURCE)
        stated: list[Duration] = [
            found.at(node.id)
            for node in (*points, *written)
            if node.text is not None
            for found in durations_in(node.text, DiagnosticLog(SOURCE))
        ]
        act = ActDraft(appendices=[appendix])
        self.procedures: tuple[Procedure, ...] = procedures_of(act, stated, self.log)

    def _traced(self, text: str) -> Traced:
        self._place += 500
        return Traced(text, ((0, self._place),))

    def _node(self, kind: str, text: str, name: str, **more: object) -> NodeDraft:
        return NodeDraft(kind, text=self._traced(text), id=name, **more)  # type: ignore[arg-type]

    @property
    def terms(self) -> list[tuple[float, str] | None]:
        """The one term of each step of the table."""
        (table,) = (found for found in self.procedures if found.kind == "table")
        assert all(len(step.durations) < 2 for step in table.steps)
        return [(step.durations[0].value, step.durations[0].unit) if step.durations else None for step in table.steps]

    @property
    def codes(self) -> list[str]:
        return [found.code for found in self.log.diagnostics]


def test_terms_in_the_order_of_another_telling_go_to_their_steps_and_are_told() -> None:
    act = Act("Орындау мерзімдері 20 минут 2 сағат 12 жұмыс күні 20 минут")
    assert act.terms == AS_TOLD
    (told,) = [found for found in act.log.diagnostics if found.code == "KZE27"]
    assert "first 4 of 4 steps" in told.message
    assert "KZE24" not in act.codes


def test_a_row_cut_by_a_page_gives_only_the_steps_before_the_first_that_differs() -> None:
    act = Act("Орындалу мерзімі 20 минут 2 сағат 20 минут", "12 жұмыс күні")
    assert act.terms == [(20, "minute"), (2, "hour"), None, None]
    assert act.codes.count("KZE27") == 1


@pytest.mark.parametrize(
    "below",
    [
        ("Орындау мерзімдері 20 минут 2 сағат 12 жұмыс күні",),  # a term is missing, and who knows whose
        ("Орындау мерзімдері 2 сағат 20 минут 20 минут 12 жұмыс күні",),  # another order from the first on
        ("Орындау мерзімдері 20 минут 5 сағат 12 жұмыс күні 20 минут",),  # one may agree by chance
        ("Орындау мерзімдері әр кезең үшін 20 минут 2 сағат 12 жұмыс күні 20 минут",),  # says more than terms
        ("20 минут 2 сағат 12 жұмыс күні 20 минут",),  # no row of terms
        (),
    ],
    ids=["one missing", "another order", "only one agrees", "more words", "no label", "nothing"],
)
def test_where_the_two_do_not_bear_each_other_out_no_term_is_given(below: tuple[str, ...]) -> None:
    act = Act(*below)
    assert act.terms == [None] * 4
    assert "KZE27" not in act.codes


def test_without_another_telling_of_every_step_no_term_is_given() -> None:
    act = Act("Орындау мерзімдері 20 минут 2 сағат 12 жұмыс күні 20 минут", telling=TELLING[:3])
    assert act.terms == [None] * 4

"""Any table: whatever its words, widths, alignment and page ends, no cell of it comes out other than it was."""

from __future__ import annotations

from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from segment.test_tables import act_of, codes, tables_of
from simulator.table_dump import Rows, narrowest, spread, table_dump

WHO = [
    "Ветеринариялық инспектор", "Уәкілетті орган", "Жер қатынастары басқармасының басшысы", "Мұрағатшы",
    "Халыққа қызмет көрсету орталығының инспекторы", "Сараптама комиссиясы", "Порталдың ақпараттық жүйесі",
]  # fmt: skip
WHAT = [
    "Өтініштің толтырылуын тексереді және қолхат береді", "Тізілімге енгізеді", "Баланы кезекке қояды",
    "Жер учаскесінің шекараларын белгілейді, актіні дайындайды және келісуге жолдайды",
    "Сұрау салуды электрондық үкіметтің веб-порталы арқылы қабылдайды", "Комиссия отырысын өткізеді, шешім шығарады",
]  # fmt: skip
IN_WHAT = ["Қолхат", "Акт жобасы", "Хаттама", "Келісімхат немесе бас тарту туралы жауап", "Электрондық құжат"]
TERM = ["10 минут", "3 жұмыс күні", "бір жұмыс күні ішінде", "күнтізбелік 5 күн", "15 (он бес) минут", "2 сағат"]
LABELS = [
    ("Рәсім (іс-қимыл) нөмірі", "Іс-әрекеттің (барысының, жұмыс ағынының) №"),
    ("ҚФБ-нің атауы", "Құрылымдық бөлімшенің атауы"),
    ("Іс-әрекеттің (үдерістің) атауы", "Рәсім (іс-қимыл) атауы және оларды сипаттау"),
    ("Аяқтау нысаны (деректер, құжат, ұйымдық-өкімдік шешім)", "Аяқталу нысаны"),
    ("Орындау мерзімдері", "Орындалу уақыты"),
    ("Келесі іс-қимыл №", "Келесі рәсімнің нөмірі"),
]


@st.composite
def step_tables(draw: st.DrawFn) -> Rows:
    count = draw(st.integers(3, 6))
    number, unit, action, form, term, following = (draw(st.sampled_from(choice)) for choice in LABELS)
    cells = [[draw(st.sampled_from(words)) for _ in range(count)] for words in (WHO, WHAT, IN_WHAT, TERM)]
    figures = [str(place) for place in range(1, count + 1)]
    told = [[label, *row] for label, row in zip((unit, action, form, term), cells, strict=True)]
    return [[number, *figures], *told, [following, *figures[1:], "-"]]


@st.composite
def numbered_tables(draw: st.DrawFn) -> Rows:
    rows = [[draw(st.sampled_from(words)) for words in (WHO, WHAT, TERM)] for _ in range(draw(st.integers(3, 9)))]
    heads = ["№", "Құрылымдық бөлімше", "Рәсімнің сипаты", "Мерзімі"]
    return [heads, *([str(place), *row] for place, row in enumerate(rows, 1))]


@given(
    rows=st.one_of(step_tables(), numbered_tables()),
    shares=st.lists(st.floats(0.1, 1.0), min_size=7, max_size=7),
    middle=st.booleans(),
    cut=st.none() | st.tuples(st.integers(1, 4), st.integers(1, 5)),
)
@settings(max_examples=examples(60), deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_no_cell_comes_out_other_than_it_was(
    rows: Rows, shares: list[float], middle: bool, cut: tuple[int, int] | None
) -> None:
    widths = spread(narrowest(rows), shares[: len(rows[0])])
    act = act_of(table_dump(rows, widths, middle=middle, cut=cut))
    tables = tables_of(act)
    if not tables:
        assert codes(act) == ["KZS07"]
        return
    assert len(tables[0]) == len(rows)
    cells = [
        (cell, told) for got, row in zip(tables[0], rows, strict=True) for cell, told in zip(got, row, strict=True)
    ]
    assert all(cell in (None, told) for cell, told in cells)
    assert codes(act) == (["KZS20"] if any(cell is None for cell, _ in cells) else [])

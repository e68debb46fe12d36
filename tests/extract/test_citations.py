"""Mentions of acts, of their parts, by given names, and of parts of the act itself."""

from __future__ import annotations

import gc
import time

import pytest
from cases import Reading, act_of
from conftest import ALL, stages

from kzreg_parse.extract.reference.units import numbers_in, unit_groups
from kzreg_parse.model.facts import Citation


def units(citation: Citation) -> str:
    return " ".join(f"{unit.kind}:{unit.num}" for unit in citation.units)


ACTS = [
    (
        "«Мемлекеттік көрсетілетін қызметтер туралы» 2013 жылғы 15 сәуірдегі Қазақстан Республикасы Заңының 10-бабының "
        "2) тармақшасына сәйкес",
        ("заң", "Қазақстан Республикасы", "2013-04-15", None, "«Мемлекеттік көрсетілетін қызметтер туралы»"),
        "article:10 point:2",
    ),
    (
        "Қазақстан Республикасы Үкіметінің 2014 жылғы 13 наурыздағы № 235 қаулысымен бекітілген",
        ("қаулы", "Қазақстан Республикасы Үкіметі", "2014-03-13", "235", None),
        "",
    ),
    (
        "Кентау қалалық мәслихатының 2015 жылғы 26 наурыздағы № 5-27/2 «Көмек көрсету туралы» шешіміне",
        ("шешім", "Кентау қалалық мәслихаты", "2015-03-26", "5-27/2", "«Көмек көрсету туралы»"),
        "",
    ),
    (
        'ТМД "Тізбені бекіту туралы" Қазақстан Республикасы Денсаулық сақтау министрінің 2021 жылғы 9 ақпандағы '
        "№ ҚР ДСМ-16 бұйрығының 3-қосымшасында",
        (
            "бұйрық",
            "Қазақстан Республикасы Денсаулық сақтау министрі",
            "2021-02-09",
            "ҚР ДСМ-16",
            '"Тізбені бекіту туралы"',
        ),
        "appendix:3",
    ),
    (
        "Қазақстан Республикасы Қаржы министрінің м.а. 2015 жылғы 11 желтоқсандағы № 648 бұйрығымен",
        ("бұйрық", "Қазақстан Республикасы Қаржы министрінің м.а.", "2015-12-11", "648", None),
        "",
    ),
    (
        "Қазақстан Республикасының Бюджет кодексінің 75-бабы 2-тармағы 1) тармақшасының үшінші абзацы",
        ("кодекс", "Қазақстан Республикасы", None, None, "Бюджет кодексі"),
        "article:75 clause:2 point:1 alinea:3",
    ),
    (
        "Қазақстан Республикасы Конституциясының 87-бабына",
        ("конституция", "Қазақстан Республикасы", None, None, None),
        "article:87",
    ),
    (
        "Мемлекеттік сатып алу туралы Қазақстан Республикасының 2015 жылғы 4 желтоқсандағы № 434-V Заңының 8-бабына",
        ("заң", "Қазақстан Республикасы", "2015-12-04", "434-V", "Мемлекеттік сатып алу туралы"),
        "article:8",
    ),
    (
        "Қазақстан Республикасы Президентінің 1995 жылғы 19 желтоқсандағы № 2700 заң күші бар Жарлығының 5-бабы",
        ("жарлық", "Қазақстан Республикасы Президенті", "1995-12-19", "2700", None),
        "article:5",
    ),
    (
        "Министрлер Кабинетінің 1994 ж. 12 қыркүйектегі N 1021 қаулысы",
        ("қаулы", "Министрлер Кабинеті", "1994-09-12", "1021", None),
        "",
    ),
    # the sentence's own first word is no part of the body's name
    (
        "Қызмет Солтүстік Қазақстан облысы әкімдігінің 2016 жылғы 6 мамырдағы № 152 қаулысымен айқындалады",
        ("қаулы", "Солтүстік Қазақстан облысы әкімдігі", "2016-05-06", "152", None),
        "",
    ),
]


@pytest.mark.parametrize(("text", "act", "parts"), ACTS)
def test_an_act_is_read_from_its_parts_in_any_order(text: str, act: tuple[str | None, ...], parts: str) -> None:
    (found,) = Reading(text).citations
    ref = found.act
    assert ref is not None
    date = str(ref.date) if ref.date else None
    assert (ref.kind_kk, ref.issuer, date, ref.number, ref.title) == act
    assert units(found) == parts
    assert not found.internal


def test_a_registration_number_belongs_to_the_act_in_front_of_it() -> None:
    (found,) = Reading(
        "Энергетика министрінің 2015 жылғы 29 мамырдағы № 380 бұйрығына (Нормативтік құқықтық актілерді мемлекеттік тіркеу "
        "тізілімінде № 11604 болып тіркелген, 2015 жылғы 12 тамызда жарияланған) сәйкес"
    ).citations
    assert found.act is not None
    assert (found.act.number, found.act.registration_number) == ("380", "11604")


def test_two_acts_behind_one_kind_word() -> None:
    found = Reading(
        "Кентау қалалық мәслихатының 2018 жылғы 20 желтоқсандағы № 33/181-VI және 2019 жылғы 12 наурыздағы № 37/200-VI "
        "шешімдерінің 1-тармағы"
    ).citations
    assert [(one.act.number, one.act.issuer) for one in found if one.act] == [
        ("33/181-VI", "Кентау қалалық мәслихаты"),
        ("37/200-VI", "Кентау қалалық мәслихаты"),
    ]


def test_identifiers_follow_from_kind_year_and_number_only() -> None:
    def adilet(text: str) -> str | None:
        (found,) = Reading(text).citations
        return found.act.adilet_id if found.act else None

    assert adilet("Қазақстан Республикасы Үкіметінің 2014 жылғы 13 наурыздағы № 235 қаулысы") == "P1400000235"
    assert adilet("Қазақстан Республикасының 2016 жылғы 6 сәуірдегі № 480-V Заңы") == "Z1600000480"
    assert adilet("Қазақстан Республикасы Энергетика министрінің 2015 жылғы 14 сәуірдегі № 281 бұйрығы") is None


@pytest.mark.parametrize(
    ("nums", "plural", "expected"),
    [
        ("1), 2) және 3)", True, ["1", "2", "3"]),
        ("9-1", False, ["9-1"]),
        ("739-743", True, ["739-743"]),
        ("1) - 3)", True, ["1-3"]),
        ("2 және 3-1", True, ["2", "3-1"]),
        ("бірінші", False, ["1"]),
        ("екінші және он үшінші", True, ["2", "13"]),
    ],
)
def test_lists_and_ranges_of_numbers(nums: str, plural: bool, expected: list[str]) -> None:
    assert numbers_in(nums, plural=plural) == expected


@pytest.mark.parametrize("text", ["№ 33", "15 минут ішінде", "2019 жылғы 1 ақпанда", "лицензияға қосымша", "5 МВт"])
def test_other_numbers_are_no_parts(text: str) -> None:
    assert unit_groups(text) == []


STANDARD = "«Газ туралы» мемлекеттік көрсетілетін қызмет стандартының (бұдан әрі – Стандарт) 10-тармағында көзделген"


def test_a_given_name_stands_for_the_document_it_was_given_to() -> None:
    full, named = Reading(STANDARD, "Стандарттың 9-тармағында көрсетілген құжаттар").citations
    assert named.alias == "Стандарт"
    assert units(named) == "clause:9"
    assert named.act == full.act
    assert named.act is not None
    assert (named.act.kind_kk, named.act.title) == (
        "стандарт",
        "«Газ туралы» мемлекеттік көрсетілетін қызмет стандарты",
    )


def test_a_given_name_of_two_words_in_any_case() -> None:
    found = Reading(
        "№ 648 бұйрығымен бекітілген Мемлекеттік сатып алуды жүзеге асыру қағидаларының (бұдан әрі – Сатып алу қағидалары) "
        "12, 13 және 15-тармақтары",
        "Сатып алу қағидаларына 4-қосымшаға сәйкес",
    ).citations
    assert [(one.alias, units(one)) for one in found] == [
        (None, ""),
        (None, "clause:12 clause:13 clause:15"),
        ("Сатып алу қағидалары", "appendix:4"),
    ]


def test_laws_in_general_are_not_the_law_that_was_named() -> None:
    found = Reading(
        "«Газ туралы» Қазақстан Республикасы Заңының (бұдан әрі – Заң) 5-бабы",
        "Қазақстан Республикасының заңдарында",
        "Заңға",
    ).citations
    assert [(one.alias, one.node) for one in found] == [(None, "cl_1"), ("Заң", "cl_3")]


def test_a_kind_without_a_name_is_left_open() -> None:
    reading = Reading("Кодекстің 3-бабын сақтау")
    (found,) = reading.citations
    assert found.act is not None and found.act.title is None
    assert not found.internal
    assert reading.codes == ["KZE54"]


def test_parts_of_the_act_itself_point_at_their_nodes() -> None:
    act = act_of(
        "1. Тізбе бекітілсін.",
        "2. Мекеме:",
        "1) тіркелуін;",
        "2) жіберілуін;",
        "3) осы тармақтың 1) және 2) тармақшаларында көзделген іс-шараларды қамтамасыз етсін.",
        "3. Осы қаулының 1-тармағы және осы қаулының 9-тармағы қолданылады.",
    )
    inside = [one for one in act.citations if one.internal]
    assert [(units(one), one.target) for one in inside] == [
        ("clause:2 point:1 point:2", "cl_2__point_1"),
        ("clause:1", "cl_1"),
        ("clause:9", None),
    ]
    assert "KZE56" in [one.code for one in act.diagnostics]


def test_an_annex_is_the_annex_of_what_the_words_name() -> None:
    targets = {(one.node, one.text): one.target for one in stages("text/001.txt").act.citations if one.internal}
    assert targets["cl_1__point_3", "осы бұйрыққа 3-қосымшаға"] == "appendix_3"
    assert targets["appendix_3__chp_2__cl_6", "осы регламентке 1-қосымшада"] == "appendix_3__appendix_1"
    one = next(one for one in stages("text/000.txt").act.citations if one.text == "осы қаулының қосымшасына")
    assert one.target == "appendix_u1"


def test_an_act_that_cites_itself_is_told_from_another() -> None:
    act = act_of(
        "1. Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысының 2-тармағы қолданылсын.", "2. Тізбе."
    )
    (found,) = act.citations
    assert (found.internal, found.target) == (True, "cl_2")
    assert "KZE58" in [one.code for one in act.diagnostics]


def test_dates_that_disagree_and_dates_that_do_not_exist_are_reported() -> None:
    reading = Reading(
        "«Газ туралы» Қазақстан Республикасының 2012 жылғы 9 қаңтардағы Заңының 5-бабы",
        "«Газ туралы» Қазақстан Республикасының 2013 жылғы 9 қаңтардағы Заңының 6-бабы",
        "Шымкент қаласы әкімдігінің 2014 жылғы 31 ақпандағы № 2/335 қаулысымен",
    )
    assert reading.codes == ["KZE07", "KZE57"]
    last = reading.citations[-1].act
    assert last is not None
    assert (last.date, last.number, last.frbr_uri) == (None, "2/335", None)


def test_a_title_of_four_hundred_characters_is_one_title() -> None:
    title = "«" + "мемлекеттік қызметтер көрсету тәртібін айқындау және " * 8 + "бекіту туралы»"
    (found,) = Reading(f"{title} Қазақстан Республикасы Үкіметінің 2014 жылғы 13 наурыздағы № 235 қаулысы").citations
    assert found.act is not None
    assert found.act.title == title


@pytest.mark.parametrize("name", ALL)
def test_citations_lie_in_the_source_and_point_at_nodes(name: str) -> None:
    made = stages(name)
    ids = {part for part in _ids(made.act.model_dump()) if part}
    for one in made.act.citations:
        start, end = one.span
        assert 0 <= start < end <= len(made.source.text)
        assert one.text
        assert one.node in ids | {"preamble"}
        assert one.target is None or (one.internal and one.target in ids)


def _ids(value: object) -> list[str]:
    if isinstance(value, dict):
        own = [str(value["id"])] if "id" in value else []
        return own + [found for inner in value.values() for found in _ids(inner)]
    if isinstance(value, list | tuple):
        return [found for inner in value for found in _ids(inner)]
    return []


@pytest.mark.heavy
@pytest.mark.parametrize(
    "piece",
    [
        "Қазақстан Республикасы Үкіметінің 2014 жылғы 13 наурыздағы № 235 қаулысының 3-тармағы ",
        "осы қаулының 1-тармағы, ",
        "№ 3 бұйрығы тізілімінде № 12 болып тіркелген ",
        "бекітілген «Х» стандартының 1-тармағы ",
        "1) және ",
        "« ",
        "2014 жылғы 13 наурыздағы № 3, ",
    ],
)
def test_hostile_repetition_takes_linear_time(piece: str) -> None:
    def seconds(count: int) -> float:
        gc.disable()
        try:
            start = time.process_time()
            Reading(piece * count + "қаулысы")
            return time.process_time() - start
        finally:
            gc.enable()

    seconds(10)
    assert any(seconds(4_000) < 12 * max(seconds(1_000), 0.02) for _ in range(3))

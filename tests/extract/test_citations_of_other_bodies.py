"""Mentions of acts of other bodies, in other orders of their parts; abbreviations of codes; parts that nobody owns."""

from __future__ import annotations

import pytest
from cases import SOURCE, Reading, act_of

from kzreg_parse.extract.reference.mentions_in_text import ActText
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import ActRef, Traced


def named(text: str) -> list[ActRef]:
    return [one.ref for one in ActText(Traced.cut(text, 0, len(text)), DiagnosticLog(SOURCE)).mentions]


@pytest.mark.parametrize(
    ("text", "kind", "issuer", "date", "number", "title"),
    [
        ("«Бюджет туралы» Ақмола облысы Шортанды аудандық мәслихатының 2011 жылғы 12 желтоқсандағы № С-45/2 шешіміне",
         "шешім", "Ақмола облысы Шортанды аудандық мәслихаты", "2011-12-12", "С-45/2", "«Бюджет туралы»"),
        ("Осыған байланысты Ақмола облысы Қорғалжын ауданы әкімдігінің 2011 жылғы 12 желтоқсандағы № 45 қаулысы",
         "қаулы", "Ақмола облысы Қорғалжын ауданы әкімдігі", "2011-12-12", "45", None),
        ('"Бас жоспар туралы" облыстық мәслихаттың 2014 жылғы 15 тамыздағы № 232 шешіміне',
         "шешім", "облыстық мәслихат", "2014-08-15", "232", '"Бас жоспар туралы"'),
        ("Мұнайлы ауданы әкімдігінің 2018 жылғы 25 маусымдағы 170-қ қаулысына",
         "қаулы", "Мұнайлы ауданы әкімдігі", "2018-06-25", "170-қ", None),
        ("Қазақстан Республикасы Президентінің 1995 жылғы желтоқсанның 29-ындағы \"Конституциялық Кеңес туралы\", "
         "конституциялық заң күші бар Жарлығының",
         "жарлық", "Қазақстан Республикасы Президенті", "1995-12-29", None, '"Конституциялық Кеңес туралы"'),
        ("Кеден одағы Комиссиясының \"Сыныптауыштар туралы\" 2010 жылғы 20 қыркүйектегі № 378 шешіміне",
         "шешім", "Кеден одағы Комиссиясы", "2010-09-20", "378", '"Сыныптауыштар туралы"'),
        ("Қазақстан Республикасының 2014 жылғы 5 шілдедегі Әкімшілік құқық бұзушылық туралы Кодексінің",
         "кодекс", "Қазақстан Республикасы", "2014-07-05", None, "Әкімшілік құқық бұзушылық туралы"),
        ("2014 жылғы 5 шілдедегі № 235-V ҚРЗ Қазақстан Республикасының Кодексі",
         "кодекс", "Қазақстан Республикасы", "2014-07-05", "235-V", None),
        ("\"Салық туралы\" (Салық кодексі) 2017 жылғы 25 желтоқсандағы Қазақстан Республикасының Кодексінің",
         "кодекс", "Қазақстан Республикасы", "2017-12-25", None, None),
    ],
)  # fmt: skip
def test_an_act_is_read_whatever_its_body(
    text: str, kind: str, issuer: str, date: str, number: str | None, title: str | None
) -> None:
    ref = named(text)[-1]
    assert (ref.kind_kk, ref.issuer, str(ref.date), ref.number, ref.title) == (kind, issuer, date, number, title)


def test_a_title_that_names_an_act_makes_one_mention() -> None:
    refs = named(
        "«Қазақстан Республикасы Үкіметінің 2001 жылғы 11 қыркүйектегі № 1177 қаулысына өзгеріс енгізу туралы» Қазақстан "
        "Республикасы Үкіметінің 2006 жылғы 7 шілдедегі № 647 қаулысы"
    )
    assert [(ref.number, (ref.title or "")[:12]) for ref in refs] == [("647", "«Қазақстан Р")]


def test_a_joint_order_is_an_act_of_each_body() -> None:
    refs = named(
        "Қазақстан Республикасы Қаржы министрінің 2015 жылғы 25 желтоқсандағы № 692 және Қазақстан Республикасы Ұлттық "
        "экономика министрінің 2015 жылғы 29 желтоқсандағы № 809 бірлескен бұйрығымен"
    )
    assert [(ref.number, ref.issuer) for ref in refs] == [
        ("692", "Қазақстан Республикасы Қаржы министрі"),
        ("809", "Қазақстан Республикасы Ұлттық экономика министрі"),
    ]


def test_a_bracket_that_names_a_code_again_is_no_second_act() -> None:
    reading = Reading("«Салық туралы» Қазақстан Республикасының Кодексі (Салық кодексі) 16-бабына сәйкес төленеді.")
    (citation,) = reading.citations
    assert (citation.act and citation.act.title, citation.units[0].num) == ("«Салық туралы»", "16")


def test_an_abbreviation_stands_for_its_code() -> None:
    reading = Reading(
        "Қазақстан Республикасының Азаматтық процестік кодексінің (бұдан әрі - АПК) 8-бабы қолданылады.",
        "АПК-нің 24 және 25-баптарын, АПК 55-бабының бірінші және екінші бөліктерін ескеру керек.",
    )
    _, first, second = reading.citations
    assert [(one.alias, one.internal) for one in (first, second)] == [("АПК", False)] * 2
    assert [unit.num for unit in first.units] == ["24", "25"]
    assert [(unit.kind, unit.num) for unit in second.units] == [
        ("article", "55"), ("subdivision", "1"), ("subdivision", "2")
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["Тізбенің 5-тармағы", "шарттың № 1 қосымшасы", "өтінішінің 2-тармағы"])
def test_parts_of_something_unknown_are_not_this_acts(words: str) -> None:
    reading = Reading("Бірінші ереже.", f"Бұйрықта {words} көрсетілген.")
    (citation,) = reading.citations
    assert (citation.act, citation.internal, citation.target) == (None, False, None)
    assert "KZE54" in reading.codes


def test_a_kind_that_somebody_owns_is_not_taken_for_the_one_named_before() -> None:
    reading = Reading(
        "«Сайлау туралы» Қазақстан Республикасының Заңының 6-бабына, ескі одақ Заңының 8-бабына сәйкес, жаңа жүйе "
        "Заңның 9-бабына сәйкес."
    )
    _, owned, bare = reading.citations
    assert owned.act is not None and owned.act.title is None
    assert bare.act is not None and bare.act.title == "«Сайлау туралы»"


def test_a_law_named_behind_a_bare_kind_is_not_its_meaning() -> None:
    reading = Reading("Заңның 23-бабына, «Басқару туралы» 2001 жылғы 23 қаңтардағы Заңының 33-бабына сәйкес.")
    first = reading.citations[0]
    assert first.act is not None and first.act.title is None


def test_a_list_points_at_its_first_member() -> None:
    act = act_of(
        "1. Бірінші.",
        "2. Екінші:",
        "1) а;",
        "2) б.",
        "3. Осы қаулының 2-тармағына, 1-тармағының 4) тармақшасына сәйкес.",
    )
    citation = next(one for one in act.citations if one.node == "cl_3")
    assert [(unit.kind, unit.num) for unit in citation.units] == [("clause", "2"), ("clause", "1"), ("point", "4")]
    assert citation.target == "cl_2"


def test_lettered_points_are_read() -> None:
    reading = Reading('Шарттың 1-тармағының "а" тармақшасының алтыншы және жетінші абзацтары.')
    (citation,) = reading.citations
    assert [(unit.kind, unit.num) for unit in citation.units] == [
        ("clause", "1"), ("point", "а"), ("alinea", "6"), ("alinea", "7")
    ]  # fmt: skip


def test_this_joint_order_is_this_act() -> None:
    act = act_of("1. Тізбе.", "2. Осы бірлескен қаулының 1-тармағына сәйкес.")
    assert [(one.internal, one.target) for one in act.citations] == [(True, "cl_1")]

"""Appendix headers in every form, what they hang on, and titles apart from them."""

from __future__ import annotations

import pytest
from acts import appendices
from small_acts import HEADER, SIGNATURE, order, outline

APPROVED = "      1. Қоса беріліп отырған регламент бекітілсін.\n"
TITLE = '"Мұрағаттық анықтамалар беру" мемлекеттік көрсетілетін қызмет регламенті'
BODY = "\n\n1. Жалпы ережелер\n\n      1. Қызметті басқарма көрсетеді.\n      2. Нысаны қағаз.\n"


@pytest.mark.parametrize(
    ("header", "num"),
    [
        ("Ақмола облысы әкімдігінің\n2021 жылғы 5 мамырдағы\n№ А-5/214 қаулысына\nқосымша", None),
        ("Ақмола облысы әкімдігінің 2021 жылғы 5 мамырдағы № А-5/214 қаулысына 1-қосымша", "1"),
        ('Ақмола облысы әкімдігінің\n2021 жылғы "05" мамырдағы\nА-5/214 қаулысымен\nбекітілді', None),
        ("Ақмола облысы әкімдігінің\n\n2021 жылғы 5 мамырдағы\n\n№ А-5/214 қаулысымен\nБЕКІТІЛГЕН", None),
        ("Бекітілген\nАқмола облысы әкімдігінің\n2021 жылғы 5 мамырдағы\n№ А-5/214 қаулысымен", None),
        ("1-қосымша\nАқмола облысы әкімдігінің\n2021 жылғы 5 мамырдағы\n№ А-5/214 қаулысына", "1"),
        ("№ 1 қосымша\nАқмола облысы әкімдігінің 2021 жылғы 5 мамырдағы № А-5/214 қаулысына", "1"),
        (
            "Қазақстан Республикасы\nАуыл шаруашылығы министрінің\n2021 жылғы 5 мамырдағы\n№ 214 бұйрығына\n2 қосымша",
            "2",
        ),
        ("ҚР Ауыл шаруашылығы министрінің\nм.а. 05.05.2021 ж.\n№ 214 бұйрығына\n1-1-қосымша", "1-1"),
        ("Қазақстан Республикасы\nПрезидентінің\n2021 жылғы 5 мамырдағы\n№ 214 Жарлығына\nҚОСЫМША", None),
        ("Қарағанды қалалық мәслихатының\nXLIV сессиясының\n2021 жылғы 5 мамырдағы\n№ 214 шешіміне\n1 қосымша", "1"),
        ("2021 жылғы 5 мамырдағы\n№ А-5/214 қаулыға\n1-қосымша", "1"),
        ("Бұйрыққа 1-қосымша", "1"),
        ("Қаулыға\n№ 3 қосымша", "3"),
    ],
)
def test_headers_in_every_form(header: str, num: str | None) -> None:
    act = order(APPROVED, f"\n\n\n{header}\n\n{TITLE}{BODY}")
    (appendix,) = act.appendices
    assert appendix.header == " ".join(header.split())
    assert (appendix.num, appendix.title) == (num, TITLE)
    assert outline(appendix.body) == [["chapter 1", "clause 1", "clause 2"]]
    assert [node.text for node in act.conclusions] == [SIGNATURE.strip()]


def test_a_header_straight_below_the_signature_does_not_take_the_signature() -> None:
    act = order(
        APPROVED, "Ақмола облысы әкімдігінің\n2021 жылғы 5 мамырдағы\n№ А-5/214 қаулысына\n1-қосымша\nКомиссия құрамы\n"
    )
    assert act.appendices[0].header.startswith("Ақмола облысы әкімдігінің")
    assert [node.text for node in act.conclusions] == [SIGNATURE.strip()]


@pytest.mark.parametrize(
    "line",
    [
        "осы бұйрыққа 1-қосымшаға сәйкес бекітілсін;",
        "көрсетілген бұйрыққа 1-қосымша жаңа редакцияда жазылсын;",
        "Қаулыға 1-қосымша алып тасталсын.",
    ],
)
def test_appendices_that_running_text_speaks_of_are_none(line: str) -> None:
    assert order(f"      1. Мыналар:\n      {line}\n      2. Жүктелсін.\n").appendices == ()


def annex(header: str, title: str) -> str:
    return f"\n\n\n{header}\n\n{title}\n"


def test_annexes_hang_on_the_document_they_name_however_it_is_spelled() -> None:
    act = order(
        APPROVED,
        HEADER
        + TITLE
        + BODY
        + annex('"Мұрағатттық анықтама беру"\nмемлекеттік көрсетілетін қызмет\nрегламентіне 1-қосымша', "Өтініш нысаны")
        + annex("Регламентке 2-қосымша", "Блок-схема")
        + HEADER.replace("1-қосымша", "2-қосымша")
        + '"Техникалық паспорт беру" мемлекеттік көрсетілетін қызмет регламенті'
        + BODY
        + annex('"Техникалық паспорт беру"\nмемлекеттік көрсетілетін қызмет\nрегламентіне 1-қосымша', "Анықтамалық"),
    )
    assert [(found.id, found.of, found.title) for found in appendices(act) if found.of] == [
        ("appendix_1__appendix_1", "appendix_1", "Өтініш нысаны"),
        ("appendix_1__appendix_2", "appendix_1", "Блок-схема"),
        ("appendix_2__appendix_1", "appendix_2", "Анықтамалық"),
    ]


def test_an_annex_of_an_annex_stands_in_it_and_the_next_one_beside_it() -> None:
    act = order(
        APPROVED,
        HEADER
        + "Субсидиялау қағидалары"
        + BODY
        + annex("Субсидиялау қағидаларына\n1-қосымша", "Субсидия алуға арналған өтінім")
        + annex("Субсидия алуға арналған өтінімге\n1-қосымша", "Құжаттар тізбесі")
        + annex("Субсидиялау қағидаларына\n2-қосымша", "Тізілім"),
    )
    assert [found.id for found in appendices(act)] == [
        "appendix_1",
        "appendix_1__appendix_1",
        "appendix_1__appendix_1__appendix_1",
        "appendix_1__appendix_2",
    ]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("2020 жылға арналған Павлодар қаласының бюджеті", "2020 жылға арналған Павлодар қаласының бюджеті"),
        ("2021-2023 жылдарға арналған іс-шаралар жоспары", "2021-2023 жылдарға арналған іс-шаралар жоспары"),
        ("Нысан\n\nЕсеп беру", "Есеп беру"),
        ("1-нысан\n\nЕсеп беру", "Есеп беру"),
        ("Комиссияның\nқұрамы", "Комиссияның құрамы"),
    ],
)
def test_titles_of_every_shape(lines: str, title: str) -> None:
    act = order(APPROVED, HEADER + lines + "\n\n      1. Ұйымның атауы;\n      2. Мекенжайы.\n")
    assert act.appendices[0].title == title
    assert [node.num for node in act.appendices[0].body if node.kind == "clause"] == ["1", "2"]


def test_a_form_word_is_the_title_only_where_there_is_no_other() -> None:
    act = order(APPROVED, HEADER + "Нысан\n\n      1. Ұйымның атауы;\n      2. Мекенжайы.\n")
    assert act.appendices[0].title == "Нысан"


def test_a_second_form_begins_at_its_own_mark() -> None:
    act = order(
        APPROVED,
        HEADER
        + "1-нысан\n\nЕсеп беру\n\n      1. Ұйымның атауы;\n      2. Мекенжайы.\n\n2-нысан\n\nТізілім\n\n      1. Реттік нөмірі.\n",
    )
    assert outline(act.appendices[0].body) == ["alinea", "clause 1", "clause 2", "alinea", ["chapter", "clause 1"]]

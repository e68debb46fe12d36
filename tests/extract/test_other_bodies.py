"""Requisites, repeal, terms and notes as other bodies word them: courts, maslikhats, ministers together, commissions."""

from __future__ import annotations

import pytest
from cases import SOURCE

from kzreg_parse import parse
from kzreg_parse.extract.act.effective_date import effective_date_of
from kzreg_parse.extract.act.noted_changes import amended_by
from kzreg_parse.extract.act.own_repeal import repeal_of
from kzreg_parse.extract.act.requisites import requisites_of
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced


def cut(text: str) -> Traced:
    return Traced.cut(text, 0, len(text))


@pytest.fixture
def log() -> DiagnosticLog:
    return DiagnosticLog(SOURCE)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Қазақстан Республикасы Жоғарғы Сотының 2005 жылғы 23 желтоқсандағы N 11 нормативтік қаулысы.",
         ("resolution", "қаулы", "Қазақстан Республикасы Жоғарғы Соты", "2005-12-23", "11")),
        ("Қазақстан Республикасы Жоғарғы Сотының нормативтік 2002 жылғы 28 маусымдағы N 13 қаулысы.",
         ("resolution", "қаулы", "Қазақстан Республикасы Жоғарғы Соты", "2002-06-28", "13")),
        ("Қазақстан Республикасының 1995 жылғы 28 қыркүйектегі N 2464 Конституциялық заңы.",
         ("law", "заң", "Қазақстан Республикасы", "1995-09-28", "2464")),
        ("Қазақстан Республикасы Президентінің 1995 жылғы 17 сәуірдегі N 2198 заң күші бар Жарлығы.",
         ("decree", "жарлық", "Қазақстан Республикасы Президенті", "1995-04-17", "2198")),
        ("Қазақстан Республикасының Конституциясы 1995 жылы 30 тамызда республикалық референдумда қабылданды.",
         ("constitution", "конституция", "Қазақстан Республикасы", "1995-08-30", None)),
        ("Ақтөбе облысы Мұғалжар аудандық мәслихатының (IV сайланған XI сессиясы) 2009 жылғы 20 желтоқсандағы N 84/11 "
         "шешімі.",
         ("decision", "шешім", "Ақтөбе облысы Мұғалжар аудандық мәслихаты", "2009-12-20", "84/11")),
        ("Қазақстан Республикасы Инвестициялар және даму министрінің 2016 жылғы 28 қаңтардағы № 130 н/қ бұйрығы.",
         ("order", "бұйрық", "Қазақстан Республикасы Инвестициялар және даму министрі", "2016-01-28", "130 н/қ")),
        ("Маңғыстау облысы Мұнайлы ауданы әкімдігінің 2018 жылғы 25 маусымдағы 170-қ қаулысы.",
         ("resolution", "қаулы", "Маңғыстау облысы Мұнайлы ауданы әкімдігі", "2018-06-25", "170-қ")),
        ("Еуразиялық экономикалық комиссия Алқасының 2016 жылғы 2 маусымдағы № 54 шешімі.",
         ("decision", "шешім", "Еуразиялық экономикалық комиссия Алқасы", "2016-06-02", "54")),
    ],
)  # fmt: skip
def test_requisites_of_courts_sessions_and_commissions(
    line: str, expected: tuple[str | None, ...], log: DiagnosticLog
) -> None:
    head = requisites_of(cut(line), log)
    assert (head.kind, head.kind_kk, head.issuer, str(head.date), head.number) == expected
    assert log.diagnostics == []


def test_a_title_that_begins_with_another_act_is_no_requisites_line() -> None:
    act = parse(
        (
            "Кеден одағы Комиссиясының 2010 жылғы 20 қыркүйектегі № 378 шешіміне өзгерістер енгізу туралы\n\n"
            "Еуразиялық экономикалық комиссия Алқасының 2016 жылғы 2 маусымдағы № 54 шешімі.\n"
            "      Еуразиялық экономикалық комиссия Алқасы шешті:\n"
            "      1. Осы Шешім ресми жарияланған күнінен бастап күнтізбелік 30 күн өткен соң күшіне енеді.\n"
            "      Еуразиялық экономикалық комиссия\n      Алқасының Төрағасы Т. Саркисян\n"
        ).encode()
    ).act
    assert (act.title or "").startswith("Кеден одағы Комиссиясының 2010 жылғы")
    assert (act.number, str(act.date)) == ("54", "2016-06-02")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2019 жылғы 1 ақпаннан бастап қолданысқа енгізіледі", ("date", None, "2019-02-01")),
        ("2020 жылдың 1 қаңтарынан бастап қолданысқа енгізіледі", ("date", None, "2020-01-01")),
        ("ресми жариялануға жатады және қол қойылған күнінен бастап күшіне енеді", ("signing", None, "None")),
        ("жарияланған күнінен бастап қолданысқа енгізіледі", ("other", None, "None")),
        ("алғаш ресми жарияланғаннан кейін он күнтізбелік күн өткен соң қолданысқа енгізіледі",
         ("first_official_publication", 10, "None")),
        ("2019 жылғы 30 ақпаннан бастап қолданысқа енгізіледі", ("date", None, "None")),
    ],
)  # fmt: skip
def test_terms_in_other_words(line: str, expected: tuple[str, int | None, str], log: DiagnosticLog) -> None:
    term = effective_date_of(cut(f"Осы бұйрық {line}."), log)
    assert term is not None
    assert (term.after, term.value, str(term.date)) == expected


def test_the_date_of_an_exception_is_not_the_acts_own(log: DiagnosticLog) -> None:
    line = (
        "Осы Заң 2021 жылғы 1 шілдеден бастап қолданысқа енгізілетін 1-баптың 2-тармағын қоспағанда, алғашқы ресми "
        "жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі."
    )
    term = effective_date_of(cut(line), log)
    assert term is not None
    assert (term.value, term.unit, term.after, term.date) == (60, "calendar_day", "first_official_publication", None)
    assert [found.code for found in log.diagnostics] == ["KZE14"]


def test_a_date_before_which_a_term_does_not_end_is_said(log: DiagnosticLog) -> None:
    line = (
        "Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң, бірақ 2016 жылғы 1 "
        "наурыздан ерте емес қолданысқа енгізіледі."
    )
    term = effective_date_of(cut(line), log)
    assert term is not None and term.value == 60
    assert [found.code for found in log.diagnostics] == ["KZE15"]


@pytest.mark.parametrize(
    ("requisites", "note", "number", "codes"),
    [
        ("Күші жойылды - Қазақстан Республикасы Ауыл шаруашылығы министрінің 2018 жылғы 31 қазандағы № 443 және Қазақстан "
         "Республикасы Ұлттық экономика министрінің 2018 жылғы 31 қазандағы № 51 бірлескен бұйрығымен.",
         None, "443", ["KZE12"]),
        (None, "Ескерту. Бұйрықтың күші жойылды - ҚР Қаржы министрінің 2012.03.30 № 180 Бұйрығымен.", "180", []),
        (None, "Ескерту. Күші жойылды - ҚР Үкіметінің 2011.12.29. № 1604 қаулысымен.", "1604", []),
        ("2017 жылғы 1 қаңтардан бастап күші жойылды - Қазақстан Республикасының 2016 жылғы 30 қарашадағы № 26-VI Заңымен",
         None, "26-VI", []),
        ("Шешімнің қабылданған мерзімі өтуіне байланысты қолданылуы тоқтатылды",
         "Ескерту. Қолданылу мерзімі аяқталуына байланысты күші жойылды - (мәслихаттың 2014 жылғы 4 қарашадағы № 159 хаты).",
         None, ["KZE03"]),
        ("Күші жойылды - Ақтөбе облысы Мәртөк ауданы мәслихатының 2014 жылғы 14 қаңтардағы № 95 шешімімен",
         "Ескерту. Күші жойылды - Ақтөбе облысы Мәртөк аудандық мәслихатының 14.01.2014 № 95 шешімімен.", "95", []),
    ],
)  # fmt: skip
def test_notices_of_repeal_in_other_words(
    requisites: str | None, note: str | None, number: str | None, codes: list[str], log: DiagnosticLog
) -> None:
    repeal = repeal_of(None, cut(requisites) if requisites else None, [cut(note)] if note else [], log)
    assert repeal is not None
    assert (repeal.by.number if repeal.by else None) == number
    assert [found.code for found in log.diagnostics] == codes


def test_a_suspended_act_has_not_lost_force(log: DiagnosticLog) -> None:
    note = "Ескерту. Қолданысы 01.01.2016 дейін тоқтатыла тұрды - ҚР 05.10.2015 № 3-V Заңымен."
    assert repeal_of(None, None, [cut(note)], log) is None


def test_a_repeal_from_a_stated_day_gives_the_day(log: DiagnosticLog) -> None:
    line = "2017 жылғы 1 қаңтардан бастап күші жойылды - Қазақстан Республикасының 2016 жылғы 30 қарашадағы № 26-VI Заңымен"
    repeal = repeal_of(None, cut(line), [], log)
    assert repeal is not None and repeal.effective is not None
    assert (repeal.effective.after, str(repeal.effective.date)) == ("date", "2017-01-01")


@pytest.mark.parametrize(
    ("note", "target"),
    [
        ("Бүкіл мәтін бойынша \"АІЖК-нің\" деген сөз \"АПК-нің\" деген сөзбен ауыстырылды", "Бүкіл мәтін"),
        ("Нормативтік қаулының тақырыбы жаңа редакцияда", "Нормативтік қаулының тақырыбы"),
        ("Тақырыпқа өзгеріс енгізілді", "Тақырып"),
        ("Жарлыққа өзгерістер енгізілді", "Жарлық"),
        ("2-тарау 12-1-тармақпен толықтырылды", "2-тарау 12-1-тармақ"),
    ],
)  # fmt: skip
def test_a_note_names_the_changed_part_in_the_nominative(note: str, target: str) -> None:
    (change,) = amended_by([cut(f"Ескерту. {note} - ҚР Жоғарғы Сотының 31.03.2017 № 3 нормативтік қаулысымен.")])
    assert (change.target, change.by.number, change.by.kind_kk) == (target, "3", "қаулы")


def test_a_note_that_the_whole_act_lost_force_is_no_change_of_a_part() -> None:
    assert amended_by([cut("Ескерту. Қаулының күші жойылды - ҚР Үкіметінің 21.11.2012 № 1471 қаулысымен.")]) == ()


def test_a_rule_to_sign_upon_is_no_part_of_the_name() -> None:
    act = parse(
        (
            "Квотаны бекіту туралы\n\nҚазақстан Республикасы Қаржы министрінің 2017 жылғы 21 шілдедегі № 226 бұйрығы.\n"
            "      БҰЙЫРАМЫН:\n      1. Квота бекітілсін.\n      Министр Т. Дүйсенова ________\n"
            '      "КЕЛІСІЛДІ"\n      Қазақстан Республикасының\n      Ішкі істер министрі\n'
            "      Қ. Қасымов _______________\n      2017 жылғы 25 шілде\n"
        ).encode()
    ).act
    assert [(one.position, one.name) for one in act.signatories] == [("Министр", "Т. Дүйсенова")]
    assert [(one.position, one.name, str(one.date)) for one in act.agreed_by] == [
        ("Қазақстан Республикасының Ішкі істер министрі", "Қ. Қасымов", "2017-07-25")
    ]

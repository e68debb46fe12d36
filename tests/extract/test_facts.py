"""What an act says of itself: requisites, registration, repeal, terms, signatures, repealed acts."""

from __future__ import annotations

import datetime as dt

import pytest
from conftest import TEXTS, source_of, stages

from kzreg_parse import parse
from kzreg_parse.extract.act.effective_date import effective_date_of
from kzreg_parse.extract.act.noted_changes import amended_by
from kzreg_parse.extract.act.own_repeal import repeal_of
from kzreg_parse.extract.act.requisites import requisites_of
from kzreg_parse.extract.reference.values import adilet_id, frbr_uri, nominative
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.numbers import number_in_words
from kzreg_parse.model import Act, Traced

SOURCE = source_of("text/000.txt")


def cut(text: str) -> Traced:
    return Traced.cut(text, 0, len(text))


@pytest.fixture
def log() -> DiagnosticLog:
    return DiagnosticLog(SOURCE)


def codes(log: DiagnosticLog) -> list[str]:
    return [found.code for found in log.diagnostics]


@pytest.mark.parametrize(
    ("line", "kind_kk", "issuer", "date", "number"),
    [
        (
            "Алматы облысы Талғар аудандық мәслихатының 2016 жылғы 20 желтоқсандағы № 12-65 шешімі.",
            "шешім",
            "Алматы облысы Талғар аудандық мәслихаты",
            "2016-12-20",
            "12-65",
        ),
        (
            "Қазақстан Республикасы Президентінің 2010 жылғы 1 ақпандағы № 922 Жарлығы.",
            "жарлық",
            "Қазақстан Республикасы Президенті",
            "2010-02-01",
            "922",
        ),
        (
            "Қазақстан Республикасы Үкіметінің 2014 жылғы 13 наурыздағы № 235 қаулысы.",
            "қаулы",
            "Қазақстан Республикасы Үкіметі",
            "2014-03-13",
            "235",
        ),
        (
            "Қазақстан Республикасының 2012 жылғы 13 қаңтардағы № 541-ІV Заңы.",
            "заң",
            "Қазақстан Республикасы",
            "2012-01-13",
            "541-ІV",
        ),
        (
            "Қазақстан Республикасы Энергетика министрінің м.а. 2015 жылғы 29 мамырдағы № 380 бұйрығы.",
            "бұйрық",
            "Қазақстан Республикасы Энергетика министрінің м.а",
            "2015-05-29",
            "380",
        ),
        (
            "Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 5 мамырдағы № ҚР ДСМ-45/2020 бұйрығы.",
            "бұйрық",
            "Қазақстан Республикасы Денсаулық сақтау министрі",
            "2020-05-05",
            "ҚР ДСМ-45/2020",
        ),
        ("Ақмола облысы әкімінің 2009 жылғы 3 тамыздағы N 5 өкімі.", "өкім", "Ақмола облысы әкімі", "2009-08-03", "5"),
        (
            "Қазақстан Республикасы Ұлттық Банкі Басқармасының 2012 жылғы 24 тамыздағы № 242 қаулысы.",
            "қаулы",
            "Қазақстан Республикасы Ұлттық Банкі Басқармасы",
            "2012-08-24",
            "242",
        ),
        (
            "Қазақстан Республикасының Кодексі 2014 жылғы 3 шілдедегі № 226-V ҚРЗ.",
            "кодекс",
            "Қазақстан Республикасы",
            "2014-07-03",
            "226-V",
        ),
    ],
)
def test_requisites_of_other_bodies(
    line: str, kind_kk: str, issuer: str, date: str, number: str, log: DiagnosticLog
) -> None:
    head = requisites_of(cut(line), log)
    assert (head.kind_kk, (head.issuer or "").rstrip("."), str(head.date), head.number) == (
        kind_kk,
        issuer,
        date,
        number,
    )
    assert codes(log) == []


def test_a_joint_act_has_two_issuers_and_says_so(log: DiagnosticLog) -> None:
    line = (
        "Қазақстан Республикасы Ұлттық экономика министрінің 2015 жылғы 29 желтоқсандағы № 821 және Қазақстан Республикасы "
        "Қаржы министрінің 2015 жылғы 30 желтоқсандағы № 726 бірлескен бұйрығы."
    )
    head = requisites_of(cut(line), log)
    assert head.issuer == "Қазақстан Республикасы Ұлттық экономика министрі және Қазақстан Республикасы Қаржы министрі"
    assert (str(head.date), head.number) == ("2015-12-29", "821")
    assert codes(log) == ["KZE09"]


def test_a_day_that_does_not_exist_is_reported_and_not_invented(log: DiagnosticLog) -> None:
    head = requisites_of(cut("Шымкент қаласы әкімдігінің 2019 жылғы 31 қыркүйектегі № 816 қаулысы."), log)
    assert head.date is None
    assert codes(log) == ["KZE07"]


@pytest.mark.parametrize(
    ("text", "value", "unit", "after", "date"),
    [
        (
            "алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
            10,
            "calendar_day",
            "first_official_publication",
            None,
        ),
        (
            "алғашқы ресми жарияланғанынан кейін күнтізбелік жиырма бір күн өткен соң қолданысқа енгізіледі",
            21,
            "calendar_day",
            "first_official_publication",
            None,
        ),
        (
            "алғашқы ресми жарияланған күнінен кейін он күнтізбелік күн өткен соң қолданысқа енгізіледі",
            10,
            "calendar_day",
            "first_official_publication",
            None,
        ),
        (
            "алғашқы ресми жарияланған күнінен кейін алты ай өткен соң қолданысқа енгізіледі",
            6,
            "month",
            "first_official_publication",
            None,
        ),
        (
            "мемлекеттік тіркелген күнінен кейін 10 (он) жұмыс күні өткен соң қолданысқа енгізіледі",
            10,
            "working_day",
            "registration",
            None,
        ),
        (
            "алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі",
            None,
            None,
            "first_official_publication",
            None,
        ),
        ("қол қойылған күнінен бастап қолданысқа енгізіледі", None, None, "signing", None),
        ("2016 жылғы 1 қаңтардан бастап қолданысқа енгізіледі", None, None, "date", "2016-01-01"),
        (
            "тіркелген күннен бастап күшіне енеді және алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
            10,
            "calendar_day",
            "first_official_publication",
            None,
        ),
    ],
)
def test_terms_of_entry_into_force(
    text: str, value: int | None, unit: str | None, after: str, date: str | None, log: DiagnosticLog
) -> None:
    term = effective_date_of(cut(text), log)
    assert term is not None
    assert (term.value, term.unit, term.after) == (value, unit, after)
    assert term.date == (dt.date.fromisoformat(date) if date else None)


def test_a_misspelt_kind_of_day_is_read_and_reported(log: DiagnosticLog) -> None:
    term = effective_date_of(
        cut("ресми жарияланған күнінен кейін құнтізбелік он күн өткен соң қолданысқа енгізіледі"), log
    )
    assert term is not None
    assert (term.value, term.unit) == (10, "calendar_day")
    assert codes(log) == ["KZE11"]


def test_a_figure_and_its_words_that_disagree_are_reported(log: DiagnosticLog) -> None:
    effective_date_of(cut("алғашқы ресми жарияланған күнінен кейін 15 (он) күн өткен соң қолданысқа енгізіледі"), log)
    assert codes(log) == ["KZE05"]


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("он", 10),
        ("жиырма бір", 21),
        ("он екі", 12),
        ("жүз отыз екі", 132),
        ("алпыс", 60),
        ("екі мың бес жүз", 2500),
        ("бір он", None),
        ("он жиырма", None),
        ("мәселе", None),
    ],
)
def test_number_words(words: str, number: int | None) -> None:
    assert number_in_words(words) == number


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Шымкент қаласы әкімдігінің", "Шымкент қаласы әкімдігі"),
        ("Қазақстан Республикасының Әділет министрлігінде", "Қазақстан Республикасының Әділет министрлігі"),
        ("Әділет департаментіне", "Әділет департаменті"),
        ("Ұлттық Банктің", "Ұлттық Банк"),
        ("Энергетика министрінің міндетін атқарушының", "Энергетика министрінің міндетін атқарушы"),
        ("ҚР Энергетика министрінің", "Қазақстан Республикасы Энергетика министрі"),
    ],
)
def test_names_are_given_in_the_nominative(name: str, plain: str) -> None:
    assert nominative(name) == plain


def test_requisites_and_note_must_agree_on_the_repealing_act(log: DiagnosticLog) -> None:
    repeal = repeal_of(
        cut("Күшін жойған"),
        cut(". Күші жойылды - Шымкент қаласы әкімдігінің 2020 жылғы 23 желтоқсандағы № 810 қаулысымен"),
        [
            cut(
                "Ескерту. Күші жойылды - Шымкент қаласы әкімдігінің 23.12.2020 № 811 қаулысымен (алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі)."
            )
        ],
        log,
    )
    assert repeal is not None
    assert repeal.by is not None
    assert repeal.by.number == "810"
    assert repeal.effective is not None
    assert (repeal.effective.value, repeal.effective.unit) == (10, "calendar_day")
    assert [notice.where for notice in repeal.notices] == ["requisites", "note"]
    assert codes(log) == ["KZE02"]


def test_a_repeal_without_an_act_is_a_repeal(log: DiagnosticLog) -> None:
    note = cut(
        "Ескерту. Қолданылу мерзімінің аяқталуына байланысты тоқтатылды - (әкім аппаратының 08.01.2018 № 1-18 хаты)."
    )
    repeal = repeal_of(None, None, [note], log)
    assert repeal is not None
    assert repeal.by is None
    assert codes(log) == ["KZE03"]


@pytest.mark.parametrize(
    "note",
    [
        "Ескерту. 3-тармақтың күші жойылды - Шымкент қаласы әкімдігінің 23.12.2020 № 810 қаулысымен.",
        "Ескерту. Тақырып жаңа редакцияда - ҚР Энергетика министрінің 28.05.2015 № 376 бұйрығымен.",
        "Ескерту. 2-қосымшаға өзгеріс енгізілді - ҚР Үкіметінің 28.05.2015 № 376 қаулысымен.",
    ],
)
def test_a_note_on_a_part_does_not_repeal_the_act(note: str, log: DiagnosticLog) -> None:
    assert repeal_of(None, None, [cut(note)], log) is None
    assert len(amended_by([cut(note)])) == 1


def test_an_act_that_repeals_others_is_itself_in_force() -> None:
    act = parse(
        (
            "Күшін жою туралы\n\nҚазақстан Республикасы Үкіметінің 2016 жылғы 5 мамырдағы № 271 қаулысы.\n"
            "      Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\n      1. Мыналардың күші жойылды деп танылсын:\n"
            '      1) "Тізбені бекіту туралы" Қазақстан Республикасы Үкіметінің 2011 жылғы 22 сәуірдегі № 433 қаулысы;\n'
            '      2) "Өзгерістер енгізу туралы" Қазақстан Республикасы Үкіметінің 2012 жылғы 3 тамыздағы № 1020 қаулысы.\n'
            "      2. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.\n"
            "      Қазақстан Республикасының\n      Премьер-Министрі К. Мәсімов\n"
        ).encode()
    )
    assert act.act.in_force is True
    assert act.act.repeal is None
    assert [(ref.number, str(ref.date), ref.title) for ref in act.repeals] == [
        ("433", "2011-04-22", '"Тізбені бекіту туралы"'),
        ("1020", "2012-08-03", '"Өзгерістер енгізу туралы"'),
    ]
    assert act.act.signatories[0].position == "Қазақстан Республикасының Премьер-Министрі"
    assert act.act.adilet_id == "P1600000271"


def test_a_part_of_an_act_that_loses_force_is_no_repealed_act() -> None:
    act = parse(
        (
            "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.\n      Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n"
            "      1. Шымкент қаласы әкімдігінің 2018 жылғы 5 мамырдағы № 12 қаулысының 1-тармағының 3) тармақшасының күші жойылды деп танылсын.\n"
            "      2. Осы қаулы қолданысқа енгізіледі.\n      Қала әкімі Е. Айтаханов\n"
        ).encode()
    )
    assert act.repeals == ()
    (change,) = act.amendments
    assert (change.target.number, change.unit, change.action) == ("12", "1-тармақ 3) тармақша", "delete")


def test_several_signatories_and_an_agreement() -> None:
    act = parse(
        (
            "Алматы облысы Талғар аудандық мәслихатының 2016 жылғы 20 желтоқсандағы № 12-65 шешімі.\n"
            "      Талғар аудандық мәслихаты ШЕШІМ ҚАБЫЛДАДЫ:\n      1. Бюджет бекітілсін.\n      2. Осы шешім қолданысқа енгізіледі.\n"
            "      Сессия төрағасы Б. Қожабеков\n      Аудандық мәслихат\n      хатшысы А. Данабаев\n"
            '      "КЕЛІСІЛДІ"\n      Қаржы бөлімінің басшысы\n      М. Оспанов\n      2016 жылғы 19 желтоқсан\n'
        ).encode()
    )
    assert [(who.position, who.name) for who in act.act.signatories] == [
        ("Сессия төрағасы", "Б. Қожабеков"),
        ("Аудандық мәслихат хатшысы", "А. Данабаев"),
    ]
    agreed = act.act.agreed_by[0]
    assert (agreed.position, agreed.name, str(agreed.date)) == ("Қаржы бөлімінің басшысы", "М. Оспанов", "2016-12-19")


def test_identifiers() -> None:
    day = dt.date(2019, 2, 1)
    registered = ("Қазақстан Республикасының Әділет министрлігі", dt.date(2019, 2, 7), "18274")
    assert frbr_uri("бұйрық", day, "33") == "/akn/kz/act/buiryk/2019-02-01/33"
    assert frbr_uri("бұйрық", day, "243-НҚ") == "/akn/kz/act/buiryk/2019-02-01/243-NK"
    assert frbr_uri("шешім", day, "2/335") == "/akn/kz/act/sheshim/2019-02-01/2-335"
    assert frbr_uri("бұйрық", None, "33") is None
    assert adilet_id("order", "x", day, "33", registered) == "V1900018274"
    late = (registered[0], dt.date(2020, 1, 7), "18274")
    assert adilet_id("order", "x", day, "33", late) is None, "which year counts is not certain"
    local = ("Шымкент қаласының Әділет департаменті", dt.date(2019, 2, 7), "70")
    assert adilet_id("order", "x", day, "33", local) is None
    assert adilet_id("resolution", "Қазақстан Республикасы Үкіметі", dt.date(2014, 3, 13), "235", None) == "P1400000235"
    akimat = "Шымкент қаласы әкімдігі"
    assert adilet_id("resolution", akimat, dt.date(2014, 3, 13), "235", None) is None


@pytest.mark.parametrize(
    ("kind", "day", "number", "known"),
    [
        ("resolution", dt.date(2009, 12, 15), "2116", "P090002116_"),
        ("resolution", dt.date(2004, 2, 10), "158", "P040000158_"),
        ("resolution", dt.date(2011, 3, 30), "310", "P1100000310"),
        ("law", dt.date(2005, 1, 8), "29-III", "Z050000029_"),
        ("code", dt.date(1999, 7, 1), "409-I", "K990000409_"),
        ("code", dt.date(2007, 1, 9), "212-III", "K070000212_"),
        ("code", dt.date(2014, 7, 3), "226-V", "K1400000226"),
        ("code", dt.date(1994, 12, 27), "268-XIII", None),  # K940001000_: the numbers of then are no ids
    ],
)
def test_identifiers_of_known_acts(kind: str, day: dt.date, number: str, known: str | None) -> None:
    assert adilet_id(kind, "Қазақстан Республикасы Үкіметі", day, number, None) == known


def test_an_order_before_2011_has_a_shorter_identifier() -> None:
    registered = ("Қазақстан Республикасының Әділет министрлігі", dt.date(2006, 3, 7), "4112")
    assert adilet_id("order", "x", dt.date(2006, 2, 1), "33", registered) == "V060004112_"


# Read by hand in the acts themselves.
BY_HAND = {
    "text/000.txt": ("қаулы", "Шымкент қаласы әкімдігі", "2019-10-28", "816", "70", "810", "2020-12-23", 10, "Е. Айтаханов"),
    "text/001.txt": (
        "бұйрық",
        "Қазақстан Республикасы Премьер-Министрінің орынбасары - Қазақстан Республикасының Индустрия және жаңа технологиялар министрі",
        "2014-06-02", "192", "9556", "376", "2015-05-28", 21, "Ә.Исекешев",
    ),
    "text/002.txt": ("бұйрық", "Қазақстан Республикасы Энергетика министрі", "2019-02-01", "33", "18274", "139", "2020-04-10", 21, "Қ. Бозымбаев"),
    "text/003.md": (
        "бұйрық", "Қазақстан Республикасы Табиғи монополияларды реттеу агенттігі төрағасы",
        "2012-09-21", "243-НҚ", "7951", "51-НҚ", "2014-03-03", 10, "М. Оспанов",
    ),
    "text/004.txt": ("қаулы", "Шығыс Қазақстан облысы әкімдігі", "2014-09-11", "245", "3505", "144", "2017-06-12", 10, "Б. Сапарбаев"),
}  # fmt: skip


def identity(act: Act) -> tuple[object, ...]:
    data = act.act
    assert data.registration is not None
    assert data.repeal is not None
    assert data.repeal.by is not None
    assert data.repeal.effective is not None
    return (
        data.kind_kk, data.issuer, str(data.date), data.number, data.registration.number,
        data.repeal.by.number, str(data.repeal.by.date), data.repeal.effective.value, data.signatories[0].name,
    )  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
def test_metadata_and_repeal_of_the_five_acts(name: str) -> None:
    act = stages(name).act
    assert identity(act) == BY_HAND[name]
    assert act.act.in_force is False
    assert act.act.entry_into_force is not None
    assert (act.act.entry_into_force.value, act.act.entry_into_force.unit) == (10, "calendar_day")


@pytest.mark.parametrize(
    ("name", "dump"),
    [("pdf/001.pdf", "text/001.txt"), ("pdf/004.pdf", "text/004.txt"), ("html/004.html", "text/004.txt")],
)
def test_other_copies_of_an_act_give_the_same_metadata(name: str, dump: str) -> None:
    assert identity(stages(name).act) == BY_HAND[dump]


@pytest.mark.parametrize(
    ("line", "authority", "date", "number"),
    [
        (
            "Қаржы министрлігінің 2003 жылғы 27 мамырдағы N 160 бұйрығы. Қазақстан Республикасы Әділет министрлігінде "
            "2003 жылғы 20 маусымда тіркелді. Тіркеу N 2368.",
            "Қазақстан Республикасы Әділет министрлігі",
            "2003-06-20",
            "2368",
        ),
        (
            "Аудан әкімдігінің 2010 жылғы 5 қаңтардағы N 12 қаулысы. Ақмола облысы Бұланды ауданының Әділет басқармасында "
            "2010 жылғы 12 ақпанда N 1-16-101 тіркелді.",
            "Ақмола облысы Бұланды ауданының Әділет басқармасы",
            "2010-02-12",
            "1-16-101",
        ),
    ],
)
def test_older_ways_of_registration(line: str, authority: str, date: str, number: str, log: DiagnosticLog) -> None:
    found = requisites_of(cut(line), log).registration
    assert found is not None
    assert (found.authority, str(found.date), found.number) == (authority, date, number)


def test_a_joint_act_in_two_sentences_names_the_other_body(log: DiagnosticLog) -> None:
    line = (
        "Қазақстан Республикасы Қаржы министрінің 2009 жылғы 28 қаңтардағы N 36 Бұйрығы. Қазақстан Республикасы Ұлттық "
        "Банкі Басқармасының 2009 жылғы 26 қаңтардағы N 4 Қаулысы. Қазақстан Республикасының Әділет министрлігінде "
        "2009 жылғы 27 ақпанда N 5570 тіркелді."
    )
    found = requisites_of(cut(line), log)
    assert (found.number, found.issuer) == ("36", "Қазақстан Республикасы Қаржы министрі")
    assert found.registration is not None and found.registration.number == "5570"
    assert codes(log) == ["KZE13"]


def test_two_acts_may_repeal_one_and_that_is_said(log: DiagnosticLog) -> None:
    line = (
        "Күші жойылды - Қазақстан Республикасы Ұлттық Банкі Басқармасының 2013 жылғы 25 қаңтардағы № 15 Қаулысымен және "
        "Қазақстан Республикасы Қаржы министрінің 2013 жылғы 22 ақпандағы № 99 Бұйрығымен."
    )
    found = repeal_of(None, cut(line), [], log)
    assert found is not None and found.by is not None
    assert found.by.number == "15"
    assert codes(log) == ["KZE12"]


def test_a_repeal_takes_effect_on_a_day_in_figures(log: DiagnosticLog) -> None:
    note = "Ескерту. Күші жойылды - Абай аудандық мәслихатының 23.12.2016 № 8/3-VI шешімімен (01.01.2017 бастап қолданысқа енгізіледі)."
    found = repeal_of(None, None, [cut(note)], log)
    assert found is not None and found.effective is not None
    assert (str(found.effective.date), found.effective.after) == ("2017-01-01", "date")


def test_offices_without_names_are_signatories_each() -> None:
    act = parse(
        (
            "Регламент туралы\n\nБұланды аудандық мәслихатының 2004 жылғы 27 мамырдағы N 1/8 шешімі.\n\n"
            "      Аудандық мәслихат ШЕШІМ ЕТТІ:\n      1. Бекітілсін.\n"
            "      2. Осы шешім Әділет департаментінде тіркеуден өткен күннен бастап күшіне енеді.\n\n"
            "      Сессия төрағасы\n\n      Мәслихат хатшысы\n"
        ).encode()
    )
    assert [(who.position, who.name) for who in act.act.signatories] == [
        ("Сессия төрағасы", None),
        ("Мәслихат хатшысы", None),
    ]
    assert act.act.entry_into_force is not None
    assert act.act.entry_into_force.after == "registration"

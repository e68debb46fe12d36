"""Whole lists of steps as other bodies than the corpora's word them, clean and damaged as in a dump."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest
from extract.test_procedures import CONTENT, Regulation
from simulator.dump import DumpWriter

from kzreg_parse import parse
from kzreg_parse.model.facts import Procedure

Terms = list[tuple[float, float | None, str, str]]
Row = tuple[str | None, str | None, Terms]


class Told(NamedTuple):
    """The lines of a list, and its steps as read by hand: label, who acts, terms."""

    lines: list[str]
    rows: list[Row]


COURT = Told(
    [
        f"1. {CONTENT}",
        "1) сот кеңсесінің маманы өтініш келіп түскен күні 20 (жиырма) минуттың ішінде оны тіркейді және сот төрағасына береді;",
        "2) сот төрағасы 2 (екі) сағаттың ішінде бұрыштама қояды және істі судьяға тапсырады;",
        "3) судья үш жұмыс күнінен кешіктірмей сот актісінің көшірмесін беру туралы ұйғарым шығарады;",
        "4) сот хатшысы күнтізбелік 5 (бес) күннен аспайтын мерзімде көшірмені дайындайды және куәландырады;",
        "5) мұрағат меңгерушісі бір тәулік ішінде істі мұрағаттан алып береді;",
        "6) сот кеңсесінің маманы нәтижені көрсетілетін қызметті алушыға береді – 15 минут.",
    ],
    [
        ("1)", "сот кеңсесінің маманы", [(20, None, "minute", "within")]),
        ("2)", "сот төрағасы", [(2, None, "hour", "within")]),
        ("3)", "судья", [(3, None, "working_day", "at_most")]),
        ("4)", "сот хатшысы", [(5, None, "calendar_day", "at_most")]),
        ("5)", "мұрағат меңгерушісі", [(1, None, "day", "within")]),
        ("6)", "сот кеңсесінің маманы", [(15, None, "minute", "exact")]),
    ],
)
CUSTOMS = Told(
    [
        "4. Кедендік рәсімдерді (іс-қимылдарды) орындау тәртібінің сипаттамасы, олардың ұзақтығы:",
        "1-іс-қимыл – декларант кедендік декларацияны электрондық түрде кеден органына береді;",
        "2-іс-қимыл – кеден органының лауазымды адамы декларация берілген сәттен бастап 2 (екі) сағаттан кешіктірмей оны тіркейді;",
        "3-іс-қимыл – кедендік бекеттің бастығы бір жұмыс күні ішінде тәуекел бейіндерін қарайды;",
        "4-іс-қимыл – зертхана сынамаларды 10 (он) жұмыс күніне дейін зерттейді;",
        "5-іс-қимыл – кеден органының лауазымды адамының тауарларды шығаруы. Орындалу ұзақтығы – 4 (төрт) сағаттан артық емес.",
    ],
    [
        ("1-іс-қимыл", "декларант", []),
        ("2-іс-қимыл", "кеден органының лауазымды адамы", [(2, None, "hour", "at_most")]),
        ("3-іс-қимыл", "кедендік бекеттің бастығы", [(1, None, "working_day", "within")]),
        ("4-іс-қимыл", "зертхана", [(10, None, "working_day", "at_most")]),
        ("5-іс-қимыл", "кеден органының лауазымды адамы", [(4, None, "hour", "at_most")]),
    ],
)
UNIVERSITY = Told(
    [
        "7. Студентті ауыстыру процесі мынадай кезеңдерден тұрады:",
        "1-кезең – білім алушы тіркеуші офисіне өтініш береді;",
        "2-кезең – тіркеуші офисінің маманы 2-3 жұмыс күні ішінде транскриптті салыстырады;",
        "3-кезең – факультет деканы бес күн ішінде академиялық айырмашылықты айқындайды;",
        "4-кезең – ғылыми кеңес бір ай ішінде шешім қабылдайды;",
        "5-кезең – ректор 3 жұмыс күнінің ішінде бұйрыққа қол қояды.",
    ],
    [
        ("1-кезең", "білім алушы", []),
        ("2-кезең", "тіркеуші офисінің маманы", [(2, 3, "working_day", "within")]),
        ("3-кезең", "факультет деканы", [(5, None, "day", "within")]),
        ("4-кезең", "ғылыми кеңес", [(1, None, "month", "within")]),
        ("5-кезең", "ректор", [(3, None, "working_day", "within")]),
    ],
)
BANK = Told(
    [
        "12. Клиенттің өтінішін қарау рәсімі және оның қадамдарының реті:",
        "1-қадам: операциялық бөлімнің менеджері өтінішті 10-15 минут ішінде қабылдайды;",
        "2-қадам: кредиттік талдаушы 1 (бір) банктік күн ішінде қарыз алушының төлем қабілетін бағалайды;",
        "3-қадам: кредиттік комитет үш күннен бес күнге дейінгі мерзімде шешім шығарады;",
        "4-қадам: Басқарма төрағасы не ол уәкілеттік берген тұлға шартқа сол күні қол қояды.",
    ],
    [
        ("1-қадам", "операциялық бөлімнің менеджері", [(10, 15, "minute", "within")]),
        ("2-қадам", "кредиттік талдаушы", [(1, None, "working_day", "within")]),
        ("3-қадам", "кредиттік комитет", [(3, 5, "day", "at_most")]),
        ("4-қадам", "Басқарма төрағасы не ол уәкілеттік берген тұлға", []),
    ],
)
POLICE = Told(
    [
        "7. Жол-көлік оқиғасы туралы хабарламаны қарау іс-қимылдарының реті және мерзімдері:",
        "- кезекші хабарламаны қабылдайды және 5 минуттан кешіктірмей экипажды жібереді;",
        "- жол полициясының инспекторы оқиға орнына 30 минут ішінде жетеді;",
        "- тергеуші 10 тәулік ішінде тексеру жүргізеді және қаулы шығарады;",
        "- полиция бөлімінің бастығы қаулыны 24 сағат ішінде бекітеді.",
    ],
    [
        (None, "кезекші", [(5, None, "minute", "at_most")]),
        (None, "жол полициясының инспекторы", [(30, None, "minute", "within")]),
        (None, "тергеуші", [(10, None, "day", "within")]),
        (None, "полиция бөлімінің бастығы", [(24, None, "hour", "within")]),
    ],
)
DUTIES = Told(
    [
        f"1. {CONTENT}",
        "1) кеңсе маманы құжаттарды 15 минут ішінде тіркеуі тиіс;",
        "2) басшы орындаушыны 1 сағат ішінде айқындауы қажет;",
        "3) орындаушы 3 жұмыс күні ішінде қорытынды беруге міндетті;",
        "4) комиссия 10 күн ішінде шешім қабылдауы керек.",
    ],
    [
        ("1)", "кеңсе маманы", [(15, None, "minute", "within")]),
        ("2)", "басшы", [(1, None, "hour", "within")]),
        ("3)", "орындаушы", [(3, None, "working_day", "within")]),
        ("4)", "комиссия", [(10, None, "day", "within")]),
    ],
)
GENITIVES = Told(
    [
        f"1. {CONTENT}",
        "1) кеңсе маманының 15 минут ішінде өтінішті қабылдауы және тіркеуі;",
        "2) жауапты орындаушының 3 жұмыс күні ішінде құжаттардың толықтығын тексеруі;",
        "3) Министрдің орынбасарының 1 жұмыс күні ішінде лицензияға қол қоюы;",
        "4) кеңсе маманының лицензияны беруі.",
    ],
    [
        ("1)", "кеңсе маманы", [(15, None, "minute", "within")]),
        ("2)", "жауапты орындаушы", [(3, None, "working_day", "within")]),
        ("3)", "Министрдің орынбасары", [(1, None, "working_day", "within")]),
        ("4)", "кеңсе маманы", []),
    ],
)
LISTS = {
    "court": COURT,
    "customs": CUSTOMS,
    "university": UNIVERSITY,
    "bank": BANK,
    "police": POLICE,
    "duties": DUTIES,
    "genitives": GENITIVES,
}


@pytest.mark.parametrize("name", LISTS)
def test_steps_of_other_bodies(name: str) -> None:
    told = LISTS[name]
    assert rows(Regulation(*told.lines).procedures) == told.rows


@pytest.mark.parametrize("old_style", [False, True], ids=["new style", "old style"])
@pytest.mark.parametrize("name", LISTS)
def test_steps_of_other_bodies_in_a_damaged_dump(name: str, old_style: bool) -> None:
    told = LISTS[name]
    assert rows(parse(dump(told.lines, old_style=old_style).encode(), name="act.txt").procedures) == told.rows


@pytest.mark.parametrize(
    "lines",
    [
        (
            "14. Көрсетілетін қызметті алушының құқықтары:",
            "1) қызмет көрсету мәртебесі туралы ақпарат алады;",
            "2) шағым береді.",
        ),
        (
            "16. Мемлекеттік қызметті көрсетуден бас тарту үшін негіздер:",
            "1) көрсетілетін қызметті алушы дұрыс емес құжаттарды ұсынады;",
            "2) сот шешімі заңды күшіне енеді.",
        ),
        (
            "17. Қызмет көрсету мерзімдері:",
            "1) құжаттар топтамасын тапсырған сәттен бастап – 3 жұмыс күні;",
            "2) қызмет көрсетудің рұқсат етілген ең ұзақ уақыты – 15 минут.",
        ),
        (
            "18. Уәкілетті орган:",
            "1) мемлекеттік саясатты әзірлейді;",
            "2) стандарттарды бекітеді;",
            "3) 30 күн ішінде шағымды қарайды.",
        ),
    ],
    ids=["rights", "grounds", "terms", "functions"],
)
def test_lists_of_other_things_hold_no_steps(lines: tuple[str, ...]) -> None:
    assert Regulation(*lines).procedures == ()


def rows(procedures: tuple[Procedure, ...]) -> list[Row]:
    """Label, who acts and terms of every step."""
    return [
        (step.label, step.actor, [(term.value, term.max, term.unit, term.bound) for term in step.durations])
        for one in procedures
        for step in one.steps
    ]


def dump(lines: list[str], *, old_style: bool) -> str:
    """A regulation of an order with these lines, as the publisher's engine and a text extractor leave it."""
    rng = random.Random(len(lines))
    writer = DumpWriter(old_style=old_style, page_breaks=lambda: rng.random() < 1 / 20)
    date = "2013 жылғы 11 қарашадағы"
    writer.raw("\n")
    writer.flush("Төлемдерді қайтару регламентін бекіту туралы", "title")
    writer.raw("\n")
    writer.flush(f"Қазақстан Республикасы Қаржы министрінің {date} № 517 бұйрығы.", "requisites")
    writer.paragraph("Заңның 10-бабына сәйкес БҰЙЫРАМЫН:")
    writer.paragraph("1. Қоса беріліп отырған Төлемдерді қайтару регламенті бекітілсін.", short_end=True)
    writer.signature("Министр Б. Сұлтанов")
    writer.raw("\n \n\n")
    parts = ["Қазақстан Республикасы", "Қаржы министрінің", date, "№ 517 бұйрығына", "қосымша"]
    writer.header(parts, measure_pt=213.0, left_pt=322.9, parted=[False] * len(parts))
    writer.raw("\n\n")
    writer.flush("Төлемдерді қайтару регламенті", "title")
    writer.raw("\n")
    for at, line in enumerate(lines, 1):
        writer.paragraph(line, short_end=at == len(lines))
    return writer.text

"""Procedures as regulations of other years and bodies word them: who acts, what is a step, what a table says."""

from __future__ import annotations

import pytest

from kzreg_parse import parse
from kzreg_parse.model import Act
from kzreg_parse.model.facts import Step

INTRO = (
    "Мемлекеттік қызмет көрсету процесінің құрамына кіретін әрбір рәсімнің (іс-қимылдың) мазмұны, оны орындау ұзақтығы:"
)


def act(clause: str, *below: str, after: str = "") -> Act:
    """An order with a regulation whose second clause is given, with what stands below it."""
    parts = (
        "# «Орман билетін беру» мемлекеттік көрсетілетін қызмет регламентін бекіту туралы",
        "Қазақстан Республикасы Орман министрінің 2017 жылғы 3 мамырдағы № 118 бұйрығы",
        "«Мемлекеттік көрсетілетін қызметтер туралы» Заңның 10-бабына сәйкес БҰЙЫРАМЫН:",
        "1. Қоса беріліп отырған регламент бекітілсін.",
        "*Министр С. Жүнісов*",
        "> *Қазақстан Республикасы Орман министрінің*  \n> *2017 жылғы 3 мамырдағы*  \n> *№ 118 бұйрығымен*  \n> *бекітілген*",
        "## «Орман билетін беру» мемлекеттік көрсетілетін қызмет регламенті",
        "1. Қызмет қағаз түрінде көрсетіледі.",
        f"2. {clause}",
        *(f"   {line}" for line in below),
        after,
    )
    return parse("\n\n".join(part for part in parts if part).encode(), name="act.md")


def steps(made: Act) -> tuple[Step, ...]:
    (procedure,) = made.procedures
    return procedure.steps


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        # what is done to, and by whom
        ("өтінімдердің орман бөлімінің инспекторымен тексерілуі", "орман бөлімінің инспекторы"),
        ("билеттің маманмен рәсімделуі", "маман"),
        ("журналдардың толтырылуы", None),
        # the owner of who it is sent to
        ("маманның хатты Қаржы министрлігінің бюджет комитетіне жіберуі", "маман"),
        ("үш жұмыс күні ішінде инспектордың сұрау салуды Орман министрлігі Аумақтық департаментінің қор басқармасына "
         "келісу үшін жолдауы", "инспектор"),
        # who acts in a clause of time
        ("құжаттардың толықтығын өтініш берушінің билетті тапсырған күні тексеру", None),
        ("билетті көрсетілетін қызметті алушының келген сәті тіркеу", None),
        # a bare plural before one who acts is no part of the name
        ("екі сағат ішінде берілген деректер орман инспекторының сәйкестікті тексеруі", "орман инспекторы"),
        ("ардагерлер кеңесінің төрағасы өтінішті қарайды", "ардагерлер кеңесінің төрағасы"),
        # an adjective that ends like a possessed noun
        ("суармалы алқаптарды есепке алуды жүзеге асыратын су бөлімінің маманы өтінішті қарайды", "су бөлімінің маманы"),
        # the object of a verbal noun inside the name, where the predicate has one of its own
        ("орман қорын қорғау бөлімінің инспекторы бес жұмыс күні ішінде хат жолдайды", "орман қорын қорғау бөлімінің инспекторы"),
        # a system by its letters
        ("деректер болмаған жағдайда, ОРП бас тарту хабарламасын қалыптастырады", "ОРП"),
        ("ОРП тіркеуден бас тарту хабарламасын жібереді", "ОРП"),
    ],
)  # fmt: skip
def test_who_acts(text: str, actor: str | None) -> None:
    made = steps(act(INTRO, f"1) {text};", "2) кеңсе маманы билетті береді."))
    assert [step.actor for step in made] == [actor, "кеңсе маманы"]


@pytest.mark.parametrize(
    ("text", "actor", "result"),
    [
        ("нәтижесі кіріс нөмірі қойылған өтінім болып табылатын кеңсенің 10 минут ішінде құжаттарды қабылдауы", "кеңсе",
         "кіріс нөмірі қойылған өтінім"),
        ("нәтижесі бұрыштама болатын басшының өтінімді қарауы", "басшы", "бұрыштама"),
    ],
)  # fmt: skip
def test_a_step_that_begins_with_its_result(text: str, actor: str, result: str) -> None:
    first, _ = steps(act(INTRO, f"1) {text};", "2) кеңсе маманы билетті береді."))
    assert (first.actor, first.result) == (actor, result)


def test_paragraphs_below_an_open_point_are_its_steps() -> None:
    made = steps(
        act(
            INTRO, "1) маман 20 минут ішінде өтінімді тіркейді;", "2) инспектор мынадай іс-қимылдарды жүзеге асырады:",
            "   өтінімнің толықтығын тексереді;", "   Министрлікте: 4 сағат ішінде учаскені қарайды;",
            "   бөлім басшысы 15 минут ішінде билетке қол қояды;", "3) маман билетті береді.",
        )
    )  # fmt: skip
    assert [(step.label, step.actor) for step in made] == [
        ("1)", "маман"), ("2)", "инспектор"), (None, None), (None, None), (None, "бөлім басшысы"), ("3)", "маман"),
    ]  # fmt: skip
    assert [[one.text for one in step.durations] for step in made][3:5] == [["4 сағат ішінде"], ["15 минут ішінде"]]


@pytest.mark.parametrize(
    "intro", ["Мемлекеттік қызмет көрсету кезеңдері:", "Өтініш алынғаннан бастап қызметті көрсету қадамдары:"]
)
def test_stages_are_a_procedure(intro: str) -> None:
    made = steps(act(intro, "1) алушы өтінімді береді;", "2) маман өтінімді тіркейді, билетті әзірлейді."))
    assert [step.actor for step in made] == ["алушы", "маман"]


def test_how_long_things_may_last_is_no_procedure() -> None:
    made = act(
        "Мемлекеттік қызмет мынадай мерзімдерде көрсетіледі:",
        "1) өтінім берілген сәттен бастап қызмет көрсету мерзімі 3 сағаттан аспауы тиіс;",
        "2) кезекте күту уақыты 15 минуттан артық болмауы тиіс;", "3) билетті алу кезінде күту уақыты 10 минуттан аспайды.",
    )  # fmt: skip
    assert made.procedures == ()
    assert [(one.value, one.bound) for one in made.durations if one.unit == "minute"] == [
        (15, "at_most"),
        (10, "at_most"),
    ]


def test_names_of_participants_end_before_their_duties() -> None:
    made = act(
        "Қызмет көрсету процесіне мынадай бірліктер жұмылдырылады:",
        "1) кеңсенің маманы – өтінімдерді қабылдау және тіркеу;", "2) орман қорын қорғау бөлімінің инспекторы - учаскені қарау;",
        "3) ОРП – орман ресурстары порталы (бұдан әрі – ОРП).",
    )  # fmt: skip
    (found,) = made.participants
    assert [one.name for one in found.names] == ["кеңсенің маманы", "орман қорын қорғау бөлімінің инспекторы", "ОРП"]


TABLE = (
    ("Іс-қимыл (жұмыс барысының, ағынының) №", "1", "2", "3"),
    ("ҚФБ-ның атауы", "Кеңсе маманы", "Инспектор", "Басшы"),
    ("Іс-қимылдың (рәсімнің) атауы және олардың сипаттамасы", "Өтінімді тіркеу", "Учаскені қарау", "Билетке қол қою"),
    ("Аяқтау нысаны (деректер, құжат)", "Журналдағы жазба", "Акт", "Билет"),
    ("Орындау мерзімдері", "20 минут", "2 күн", "1 күн"),
)


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("banner", [False, True])
def test_a_column_that_numbers_the_rows_changes_no_step(numbered: bool, banner: bool) -> None:
    rows = [(str(number), *row) if numbered else row for number, row in enumerate(TABLE, 1)]
    cells = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    if banner:
        cells.insert(0, f'<tr><th colspan="{len(rows[0])}">Негізгі процестің іс-қимылдары</th></tr>')
    made = steps(act("Сипаттама кестеде келтірілген.", after="<table>\n" + "\n".join(cells) + "\n</table>"))
    assert [(one.number if hasattr(one, "number") else one.label, one.actor, one.text, one.result) for one in made] == [
        ("1", "Кеңсе маманы", "Өтінімді тіркеу", "Журналдағы жазба"),
        ("2", "Инспектор", "Учаскені қарау", "Акт"),
        ("3", "Басшы", "Билетке қол қою", "Билет"),
    ]
    assert [[term.text for term in one.durations] for one in made] == [["20 минут"], ["2 күн"], ["1 күн"]]

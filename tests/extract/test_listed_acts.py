"""Acts that are repealed or changed several at a time: lists in clauses, in an appendix, orders for each act in turn."""

from __future__ import annotations

import pytest
from cases import act_of

from kzreg_parse import parse
from kzreg_parse.model import Act

REPEALING = (
    "Кейбір бұйрықтардың күші жойылды деп тану туралы\n\n"
    "Қазақстан Республикасы Денсаулық сақтау министрінің 2020 жылғы 16 желтоқсандағы № ҚР ДСМ-267/2020 бұйрығы.\n"
    "      БҰЙЫРАМЫН:\n"
    "      1. Осы бұйрыққа қосымшаға сәйкес Қазақстан Республикасы Денсаулық сақтау министрінің кейбір бұйрықтарының күші "
    "жойылды деп танылсын.\n"
    "      Қазақстан Республикасының\n      Денсаулық сақтау министрі А. Цой\n\n\n"
    "Қазақстан Республикасы\nДенсаулық сақтау министрінің\n2020 жылғы 16 желтоқсандағы\n№ ҚР ДСМ-267/2020 бұйрығына\n"
    "қосымша\n\n"
    "Күші жойылған кейбір бұйрықтардың тізбесі\n"
)
FIRST = (
    "      1. «Нысандарды бекіту туралы» Қазақстан Республикасы Денсаулық сақтау министрінің міндетін атқарушының 2010 жылғы "
    "23 қарашадағы № 907 бұйрығы (Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 6697 болып тіркелген).\n"
)
OF_FIRST = (
    "      2. «“Нысандарды бекіту туралы” Қазақстан Республикасы Денсаулық сақтау министрінің міндетін атқарушының 2010 жылғы "
    "23 қарашадағы № 907 бұйрығына өзгерістер енгізу туралы» Қазақстан Республикасы Денсаулық сақтау министрінің 2013 "
    "жылғы 2 қазандағы № 570 бұйрығы.\n"
)
PART = (
    "      3. Қазақстан Республикасы Денсаулық сақтау министрінің 2014 жылғы 6 наурыздағы № 128 бұйрығымен бекітілген "
    "өзгерістер тізбесінің 4-тармағы.\n"
)


def numbers(act: Act) -> list[str | None]:
    return [ref.number for ref in act.repeals]


def test_a_list_in_an_appendix_is_read_act_by_act() -> None:
    act = parse((REPEALING + FIRST + OF_FIRST).encode())
    assert numbers(act) == ["907", "570"]
    assert act.repeals[0].registration_number == "6697"


def test_a_part_in_a_list_is_an_amendment_and_no_repealed_act() -> None:
    act = parse((REPEALING + FIRST + PART).encode())
    assert numbers(act) == ["907"]
    (part,) = act.amendments
    assert (part.action, part.unit, part.target.number) == ("delete", "өзгерістер тізбесінің 4-тармақ", "128")


def test_a_list_that_names_no_act_is_reported() -> None:
    act = parse((REPEALING + "      1. Ескірген бұйрықтар.\n").encode())
    assert act.repeals == ()
    assert "KZE04" in [found.code for found in act.diagnostics]


def test_two_acts_of_one_plural_lose_force_with_their_registrations() -> None:
    act = act_of(
        "1. «Қағидаларды бекіту туралы» Қазақстан Республикасы Қаржы министрінің 2006 жылғы 29 шілдедегі № 276 (Нормативтік "
        "құқықтық актілерді мемлекеттік тіркеу тізілімінде № 4341 болып тіркелген) және «Өзгерістер енгізу туралы» Қазақстан "
        "Республикасы Қаржы министрінің 2010 жылғы 7 сәуірдегі № 158 (Нормативтік құқықтық актілерді мемлекеттік тіркеу "
        "тізілімінде № 6195 болып тіркелген) бұйрықтарының күші жойылды деп танылсын."
    )
    assert [(ref.number, ref.registration_number) for ref in act.repeals] == [("276", "4341"), ("158", "6195")]


@pytest.mark.parametrize("verb", ["күші жойылсын", "күшін жойған деп танылсын", "күші жойылған деп саналсын"])
def test_other_words_for_losing_force(verb: str) -> None:
    act = act_of(f"1. «Учаскелер туралы» аудан әкімінің 2011 жылғы 12 қазандағы № 98 шешімінің {verb}.")
    (ref,) = act.repeals
    assert (ref.number, ref.issuer, ref.title) == ("98", "аудан әкімі", "«Учаскелер туралы»")


def test_each_act_of_an_order_to_change_several_has_its_own_instructions() -> None:
    act = act_of(
        "1. Қазақстан Республикасы Президентінің мына жарлықтарына өзгерістер мен толықтырулар енгізілсін:",
        "1) «Мәртебе туралы» Қазақстан Республикасы Президентінің 2002 жылғы 11 ақпандағы № 805 Жарлығына:",
        "2-тармақта:",
        "6) тармақша алып тасталсын;",
        "2) «Рәміздер туралы» Қазақстан Республикасы Президентінің 2005 жылғы 3 тамыздағы № 1625 Жарлығына:",
        "тақырыптағы «кейбір мәселелері» деген сөздер «мәселелері» деген сөзбен ауыстырылсын;",
        "қосымша осы Жарлыққа қосымшаға сәйкес жаңа редакцияда жазылсын.",
    )
    changes = [(one.target.number, one.unit, one.action) for one in act.amendments]
    assert changes == [
        ("805", "2-тармақ 6) тармақша", "delete"),
        ("1625", "тақырып", "replace"),
        ("1625", "қосымша", "new_wording"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("1-тармақтағы «он» деген сөз «жиырма» деген сөзбен, «бес» деген сөз «алты» деген сөзбен ауыстырылсын;",
         [("replace", "1-тармақ", "жиырма"), ("replace", "1-тармақ", "алты")]),
        ("2-тармақтағы «А», «Б» деген әріптер тиісінше «В», «Г» деген сөздермен ауыстырылсын;",
         [("replace", "2-тармақ", "«В», «Г»")]),
        ("12) тармақшадағы «зияткерлік» деген сөз алып тасталсын;",
         [("delete", "12) тармақша «зияткерлік» деген сөз", None)]),
        ("3 және 4-тармақтар тиісінше 4 және 5-тармақтар деп есептелсін;",
         [("rename", "3 және 4-тармақтар", "4 және 5-тармақтар")]),
        ("қосымшада реттік нөмірлері 3, 5-жолдар алып тасталсын;", [("delete", "қосымша 3, 5-жолдар", None)]),
        ("көрсетілген шешімнің №3 қосымшасындағы \"150\" саны \"800\" санына өзгертілсін.",
         [("replace", "№3 қосымша", "800")]),
    ],
)  # fmt: skip
def test_instructions_of_several_words(line: str, expected: list[tuple[str, str, str | None]]) -> None:
    order = "1. Меркі аудандық мәслихатының 2020 жылғы 25 маусымдағы №68-3 шешіміне мынадай өзгеріс енгізілсін:"
    act = act_of(order, line)
    assert [(one.action, one.unit, one.new_text) for one in act.amendments] == expected


def test_a_body_behind_the_last_of_several_acts_issued_them_all() -> None:
    act = act_of(
        "1. «Өзгерістер туралы» 2001 жылғы 6 тамыздағы N 1029 және «Толықтырулар туралы» 2002 жылғы 12 маусымдағы N 636 "
        "Қазақстан Республикасы Үкіметінің қаулыларының күші жойылды деп танылсын."
    )
    assert [(ref.number, ref.issuer) for ref in act.repeals] == [
        ("1029", "Қазақстан Республикасы Үкіметі"),
        ("636", "Қазақстан Республикасы Үкіметі"),
    ]


OWN = "Көктал ауданы мәслихатының"
NESTED = [
    # the title names an act with its own title, behind the number
    f"{OWN} 2018 жылғы 3 мамырдағы № 29/5 «{OWN} 2016 жылғы 12 ақпандағы № 7/2 «Құдықтар туралы» шешіміне өзгерістер "
    "енгізу туралы» шешімі",
    # between date and number, its first mark only closed twice
    f"{OWN} 2018 жылғы 3 мамырдағы «Құдықтар туралы» {OWN} 2016 жылғы 12 ақпандағы № 7/2 шешіміне өзгерістер енгізу "
    "туралы» № 29/5 шешімі",
    # in front of all
    f"«{OWN} 2016 жылғы 12 ақпандағы № 7/2 «Құдықтар туралы» шешіміне өзгерістер енгізу туралы» {OWN} 2018 жылғы 3 "
    "мамырдағы № 29/5 шешімі",
]


@pytest.mark.parametrize("named", NESTED)
def test_a_title_that_names_another_act_costs_no_date_and_no_number(named: str) -> None:
    made = act_of(f"1. {named}нің күші жойылды деп танылсын.")
    (ref,) = made.repeals
    assert (ref.kind_kk, ref.issuer, str(ref.date), ref.number) == (
        "шешім", "Көктал ауданы мәслихаты", "2018-05-03", "29/5",
    )  # fmt: skip
    assert ref.title is not None
    assert "№ 7/2" in ref.title
    assert ref.title.rstrip("»").endswith("өзгерістер енгізу туралы")


def test_the_last_point_may_have_the_verb_of_all() -> None:
    made = act_of(
        "1. Мыналар:\n      1) Облыс әкімінің 2001 жылғы 10 қыркүйектегі № 65 шешімінің;\n"
        "      2) Облыс әкімінің 2003 жылғы 4 сәуірдегі № 11 шешімінің;\n"
        "      3) Облыс әкімінің 2012 жылғы 9 қарашадағы № 59 шешімінің күші жойылды деп танылсын."
    )
    assert [ref.number for ref in made.repeals] == ["65", "11", "59"]


def test_points_with_verbs_of_their_own_are_not_repealed() -> None:
    made = act_of(
        "1. Облыс әкімінің қолданыстағы шешімдерінде:\n"
        "      1) Облыс әкімінің 2001 жылғы 10 қыркүйектегі № 65 шешімінің 2-тармағы алып тасталсын;\n"
        "      2) Облыс әкімінің 2012 жылғы 9 қарашадағы № 59 шешімінің күші жойылды деп танылсын."
    )
    assert [ref.number for ref in made.repeals] == ["59"]


@pytest.mark.parametrize("words", ["күштері жойылды деп танылсын", "күштері жойылсын", "күшін жойды деп танылсын"])
def test_the_force_of_several_acts(words: str) -> None:
    made = act_of(f"1. Облыс әкімінің 2001 жылғы 10 қыркүйектегі № 65 шешімінің {words}.")
    assert [ref.number for ref in made.repeals] == ["65"]


@pytest.mark.parametrize(
    "told",
    [
        "3417 нөмірімен тіркелген", "Нормативтік құқықтық актілерді тіркеу мемлекеттік тізілімінде 3417-нөмірінде тіркелген",
        "облыстық әділет басқармасында 2013 жылы 17 мамырда N 3417 тіркелген",
    ],
)  # fmt: skip
def test_registrations_however_they_are_told(told: str) -> None:
    made = act_of(f"1. Облыс әкімінің 2013 жылғы 4 мамырдағы № 38 ({told}) шешімінің күші жойылды деп танылсын.")
    assert [(ref.number, ref.registration_number) for ref in made.repeals] == [("38", "3417")]

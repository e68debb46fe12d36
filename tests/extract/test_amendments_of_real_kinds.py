"""Amendments of the kinds that real acts have: approved annexes of changes, locative headers, rows in quotes."""

from __future__ import annotations

import pytest

from kzreg_parse.api import parse_bytes
from kzreg_parse.model import Act

HEAD = """Қазақстан Республикасы Үкіметінің кейбір шешімдеріне өзгерістер енгізу туралы

Қазақстан Республикасы Үкіметінің 2019 жылғы 4 наурыздағы № 95 қаулысы

Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:

1. Қоса беріліп отырған Қазақстан Республикасы Үкіметінің кейбір шешімдеріне енгізілетін {changes} бекітілсін.

2. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.

Қазақстан Республикасының Премьер-Министрі\tА. Мамин

Қазақстан Республикасы
Үкіметінің
2019 жылғы 4 наурыздағы
№ 95 қаулысымен
бекітілген

Қазақстан Республикасы Үкіметінің кейбір шешімдеріне енгізілетін {changes}

"""
CHANGES = ["өзгерістер", "өзгерістер мен толықтырулар"]
FIRST = (
    "1. «Балық шаруашылығының мәселелері туралы» Қазақстан Республикасы Үкіметінің 2011 жылғы 7 маусымдағы № 640 "
    "қаулысында{sources}:\n\n"
)
SOURCES = ["", " (Қазақстан Республикасының ПҮАЖ-ы, 2011 ж., № 41, 523-құжат)"]


def _read(text: str) -> Act:
    return parse_bytes(text.encode(), "act.txt")


def _act(items: str, changes: str = CHANGES[0]) -> Act:
    return _read(HEAD.format(changes=changes) + items)


def _made(act: Act) -> list[tuple[str | None, str | None, str, str | None]]:
    return [(one.target.number, one.unit, one.action, one.new_text) for one in act.amendments]


@pytest.mark.parametrize("changes", CHANGES)
@pytest.mark.parametrize("sources", SOURCES)
def test_instructions_of_an_approved_annex_take_act_and_clause_from_their_headers(changes: str, sources: str) -> None:
    act = _act(
        FIRST.format(sources=sources) + "3-тармақта:\n\n2) тармақша алып тасталсын;\n\n"
        "мынадай мазмұндағы 4) тармақшамен толықтырылсын:\n\n«4) осы тармақтың 2) тармақшасына сәйкес есеп беру;»;\n\n"
        "7-тармақ мынадай редакцияда жазылсын:\n\n«7. Бақылау министрлікке жүктелсін.».\n\n"
        "2. «Орман қорының мәселелері туралы» Қазақстан Республикасы Үкіметінің 2014 жылғы 9 сәуірдегі № 318 "
        "қаулысында:\n\n5-тармақ алып тасталсын.\n",
        changes,
    )
    assert _made(act) == [
        ("640", "3-тармақ 2) тармақша", "delete", None),
        ("640", "3-тармақ 4) тармақша", "insert", "4) осы тармақтың 2) тармақшасына сәйкес есеп беру;"),
        ("640", "7-тармақ", "new_wording", "7. Бақылау министрлікке жүктелсін."),
        ("318", "5-тармақ", "delete", None),
    ]
    assert not [one for one in act.citations if one.internal]


@pytest.mark.parametrize("part", ["бөлім", "кіші бөлім"])
def test_a_part_named_by_its_heading_is_the_unit_and_no_new_wording(part: str) -> None:
    act = _act(
        FIRST.format(sources="") + f"«Облыс әкімдіктеріне» деген {part} мынадай мазмұндағы жолмен толықтырылсын:\n\n"
        "«Су шаруашылығы комитетіне\n\n15-3 «Аққу «Көл» орталығы» КеАҚ».».\n"
    )
    assert _made(act) == [
        (
            "640",
            f"«Облыс әкімдіктеріне» деген {part}",
            "insert",
            "Су шаруашылығы комитетіне\n15-3 «Аққу «Көл» орталығы» КеАҚ",
        )
    ]


@pytest.mark.parametrize("number", ["4", "12"])
def test_a_row_in_quotes_that_stand_alone_is_old_wording_and_the_next_one_new(number: str) -> None:
    row = f"{number}\tЖайық бассейнінің инспекциясы\t"
    act = _act(
        FIRST.format(sources="") + f"{number}-бөлімде:\n\nмына:\n\n«\n\n{row}31\n\n»\n\n"
        f"деген жол мынадай редакцияда жазылсын:\n\n«\n\n{row}28\n\n».\n"
    )
    assert [one[:3] for one in _made(act)] == [("640", f"{number}-бөлім", "new_wording")]
    assert (act.amendments[0].new_text or "").split() == f"{row}28".split()


@pytest.mark.parametrize("count", [450, 900])
def test_a_wording_of_any_length_is_whole(count: int) -> None:
    lines = "\n\n".join(f"{number}) есептің {number} көрсеткіші;" for number in range(1, count + 1))
    act = _act(FIRST.format(sources="") + f"3-тармақ мынадай редакцияда жазылсын:\n\n«3. Есеп:\n\n{lines}».\n")
    assert len(act.amendments) == 1
    assert (act.amendments[0].new_text or "").endswith(f"{count}) есептің {count} көрсеткіші;")


@pytest.mark.parametrize("words", ["5-тармақ алып тасталсын.", "5-тармақ мынадай редакцияда жазылсын: «5. Жоқ.»."])
def test_an_instruction_below_no_named_act_is_said_and_not_guessed(words: str) -> None:
    act = _act(f"1. {words}\n")
    assert act.amendments == ()
    assert "KZE53" in {one.code for one in act.diagnostics}


@pytest.mark.parametrize("title", ["Есеп беру қағидалары", "Енгізілетін өзгерістерді есепке алу қағидалары"])
def test_another_annex_holds_no_instructions(title: str) -> None:
    text = HEAD.replace("Қазақстан Республикасы Үкіметінің кейбір шешімдеріне енгізілетін {changes}\n", title + "\n")
    act = _read(text.format(changes=CHANGES[0]) + "1. Артық жазбалар тізілімнен алып тасталсын.\n")
    assert act.amendments == ()


@pytest.mark.parametrize("sources", [" (Жаршы, 1976 ж., N 31 (қосымша); N 40, 12-құжат)", " (Жаршы, 3-қосымша)"])
def test_sources_in_brackets_are_no_unit(sources: str) -> None:
    act = _act(FIRST.format(sources=sources) + "5-тармақ алып тасталсын.\n")
    assert [one[:2] for one in _made(act)] == [("640", "5-тармақ")]


@pytest.mark.parametrize("number", ["6", "33"])
def test_a_wording_that_is_never_closed_ends_before_the_next_act_and_is_said(number: str) -> None:
    act = _act(
        FIRST.format(sources="") + f"мынадай мазмұндағы {number}-тармақпен толықтырылсын:\n\n«{number}. Есеп беру.\n\n"
        "2. «Орман қорының мәселелері туралы» Қазақстан Республикасы Үкіметінің 2014 жылғы 9 сәуірдегі № 318 "
        "қаулысында:\n\n5-тармақ мынадай редакцияда жазылсын:\n\n«5. Жоқ.».\n"
    )
    assert _made(act) == [("640", f"{number}-тармақ", "insert", None), ("318", "5-тармақ", "new_wording", "5. Жоқ.")]
    assert "KZS08" in {one.code for one in act.diagnostics}


@pytest.mark.parametrize("header", ["комитеттің міндеттерінде:", "орталық аппараттың құқықтарында:"])
def test_a_header_that_is_not_read_is_said_until_it_is_left(header: str) -> None:
    act = _act(
        FIRST.format(sources="") + f"16-тармақта:\n\n{header}\n\n2) тармақша алып тасталсын;\n\n"
        "18-тармақ алып тасталсын.\n"
    )
    assert [one[1] for one in _made(act)] == ["16-тармақ 2) тармақша", "18-тармақ"]
    assert [one.code for one in act.diagnostics].count("KZE53") == 1

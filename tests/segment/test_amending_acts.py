"""Wording that goes into another act is text of its clause, whatever it looks like."""

from __future__ import annotations

import pytest
from small_acts import act_of, codes, order, outline

LAW = """Қазақстан Республикасының кейбір заңнамалық актілеріне байланыс мәселелері бойынша өзгерістер енгізу туралы

Қазақстан Республикасының 2017 жылғы 28 желтоқсандағы № 128-VІ Заңы.

      1-бап. Қазақстан Республикасының мына заңнамалық актілеріне өзгерістер мен толықтырулар енгізілсін:
      1. 2014 жылғы 5 шілдедегі Қазақстан Республикасының Әкімшілік құқық бұзушылық туралы кодексіне:
      1) 637-бапта:
      бірінші бөлік мынадай редакцияда жазылсын:
      «1. Байланыс саласындағы заңнаманы бұзу –
      ескерту жасауға әкеп соғады.»;
      2) мынадай мазмұндағы 637-1-баппен толықтырылсын:
      «637-1-бап. Байланыс операторларының міндеттері

      1. Операторлар:
      1) тіркеуді;
      2) сақтауды жүзеге асырады.

      2. Операторлар ақпаратты береді.»;
      3) 640-бап алып тасталсын.
      2. «Байланыс туралы» 2004 жылғы 5 шілдедегі Қазақстан Республикасының Заңына:
      1) мынадай мазмұндағы 5-1) және 5-2) тармақшалармен толықтырылсын:
      «5-1) абоненттік құрылғы – құрылғы;
      5-2) идентификатор – код;».
      2-бап. Осы Заң алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.

      Қазақстан Республикасының
      Президенті Н. Назарбаев
"""


def test_articles_clauses_and_points_of_an_amending_law() -> None:
    act = act_of(LAW)
    assert outline(act.body) == [
        [
            "article 1",
            [
                "clause 1",
                ["point 1", "alinea", "alinea", "alinea"],
                ["point 2", "alinea", "alinea", "alinea", "alinea", "alinea"],
                "point 3",
            ],
            ["clause 2", ["point 1", "alinea", "alinea"]],
        ],
        "article 2",
    ]
    assert codes(act) == []


@pytest.mark.parametrize(("opening", "closing"), ["«»", "“”", '""', "„“"])
def test_quoted_points_in_every_style_of_quotation(opening: str, closing: str) -> None:
    act = order(
        f"      1. Мынадай өзгерістер енгізілсін:\n      1) 3-тармақ мынадай редакцияда жазылсын:\n      {opening}3. Басқарма:\n"
        f"      1) тіркеуді;\n      2) жіберуді қамтамасыз етсін.{closing};\n      2) 5-тармақ алып тасталсын.\n      2. Жүктелсін.\n"
    )
    assert outline(act.body) == [["clause 1", ["point 1", "alinea", "alinea", "alinea"], "point 2"], "clause 2"]


def test_whole_chapters_of_new_wording_stay_in_their_clause() -> None:
    act = order(
        "      1. Қаулымен бекітілген қағидаларда:\n      2-тарау мынадай редакцияда жазылсын:\n\n«2-тарау. Субсидиялау тәртібі\n\n"
        "      5. Субсидия өтінім бойынша беріледі.\n      6. Өтінімде:\n      1) атауы көрсетіледі.\n\n3-тарау. Қорытынды ережелер\n\n"
        "      7. Шағым сотқа беріледі.».\n      2. Жүктелсін.\n"
    )
    assert outline(act.body) == [["clause 1", *["alinea"] * 7], "clause 2"]
    assert codes(act) == []


def test_parts_of_the_other_act_at_a_lines_start_are_no_marks() -> None:
    act = order(
        "      1. Мынадай өзгерістер енгізілсін:\n      4) тармақша алып тасталсын;\n      3-бап алып тасталсын;\n"
        "      2-тарау мынадай редакцияда жазылсын:\n      «2-тарау. Тәртіп»;\n      7-тармақтың екінші бөлігі алып тасталсын.\n"
        "      2. Жүктелсін.\n"
    )
    assert outline(act.body) == [["clause 1", *["alinea"] * 5], "clause 2"]


def test_an_unclosed_quotation_costs_one_paragraph_and_is_said() -> None:
    act = order(
        "      1. Мынадай өзгеріс енгізілсін:\n      2-тармақ мынадай редакцияда жазылсын:\n"
        '      "2. Бақылау орынбасарға жүктелсін.\n      2. Бақылау жүктелсін.\n      3. Қолданысқа енгізіледі.\n'
    )
    assert outline(act.body) == [["clause 1", "alinea", "alinea"], "clause 2", "clause 3"]
    assert codes(act) == ["KZS08"]


def test_new_wording_without_quotation_marks_is_said_to_break_the_numbers() -> None:
    """Which of the two clauses 1 belongs to the other act cannot be told from the print."""
    act = order(
        "      1. Шешімге мынадай өзгерістер енгізілсін:\n      1-тармақ жаңа редакцияда жазылсын:\n"
        "      1. 2024-2026 жылдарға арналған аудандық бюджет бекітілсін.\n      2. Шешім қолданысқа енгізіледі.\n"
    )
    assert codes(act) == ["KZS03"]

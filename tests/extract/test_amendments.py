"""Changes to other acts, and what notes say of changes to this one."""

from __future__ import annotations

import pytest
from cases import SOURCE, Reading, act_of
from conftest import stages

from kzreg_parse.extract.act.noted_changes import amended_by
from kzreg_parse.extract.act.own_repeal import repeal_of
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Traced

ORDER = (
    "1. Кентау қалалық мәслихатының 2015 жылғы 26 наурыздағы № 5-27/2 «Көмек көрсету қағидаларын бекіту туралы» шешіміне "
    "мынадай өзгерістер мен толықтырулар енгізілсін:"
)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("3) тармақшадағы «отбасы» деген сөз «отбасы (азамат)» деген сөздермен ауыстырылсын;",),
         ("replace", "3) тармақша", "отбасы (азамат)")),
        (("2-тармақта:", '3) тармақша мынадай редакцияда жазылсын:', '"3) уәкілетті орган – бөлім;', '4) комиссия.";'),
         ("new_wording", "2-тармақ 3) тармақша", "3) уәкілетті орган – бөлім;\n4) комиссия.")),
        (("мынадай мазмұндағы 5-1) тармақшамен толықтырылсын:", "«5-1) уәкілетті ұйым – орталық;»;"),
         ("insert", "5-1) тармақша", "5-1) уәкілетті ұйым – орталық;")),
        (("12-тармақ мынадай редакцияда жазылсын: “12. Көмек ақшалай көрсетіледі.”;",),
         ("new_wording", "12-тармақ", "12. Көмек ақшалай көрсетіледі.")),
        (("7-тармақтың екінші абзацы алып тасталсын;",), ("delete", "7-тармақ екінші абзац", None)),
        (("3) және 5) тармақшалар алып тасталсын;",), ("delete", "3) және 5) тармақшалар", None)),
        (("көрсетілген шешімнің тақырыбы мынадай редакцияда жазылсын:", "«Жаңа тақырып туралы»;"),
         ("new_wording", "тақырып", "Жаңа тақырып туралы")),
        (("«Қамқор» мекемесі «Қамқорлық» мекемесі деп қайта аталсын;",), ("rename", None, "Қамқорлық")),
        (("көрсетілген шешіммен бекітілген Көмек көрсету қағидаларында:", "4-тармақ алып тасталсын;"),
         ("delete", "Көмек көрсету қағидалары 4-тармақ", None)),
        (("осы шешімге 1-қосымшаға сәйкес 3-қосымша жаңа редакцияда жазылсын.",), ("new_wording", "3-қосымша", None)),
    ],
)  # fmt: skip
def test_an_instruction_says_what_is_done_to_which_part(
    lines: tuple[str, ...], expected: tuple[str, str | None, str | None]
) -> None:
    act = act_of(ORDER, *lines, "2. Осы қаулы қолданысқа енгізіледі.")
    (change,) = act.amendments
    assert (change.action, change.unit, change.new_text) == expected
    assert change.target.number == "5-27/2"


def test_new_wording_speaks_of_the_changed_act() -> None:
    act = stages("text/002.txt").act
    spoken = [one for one in act.citations if one.node in ("cl_1__al_5", "cl_1__al_6", "cl_1__al_9")]
    assert [(one.act.number, one.internal) for one in spoken if one.act] == [("380", False)] * 3
    here = next(one for one in act.citations if one.node == "cl_1__al_13" and one.internal)
    assert here.target == "appendix_4"


def test_an_order_without_an_act_is_reported() -> None:
    reading = Reading("Мынадай өзгерістер енгізілсін:", "2-тармақ алып тасталсын;")
    assert reading.amendments == []
    assert reading.codes == ["KZE53"]


def test_unclosed_wording_ends_with_its_first_paragraph() -> None:
    act = act_of(
        ORDER, "2-тармақ мынадай редакцияда жазылсын:", "«2. Көмек көрсетіледі", "3. Осы қаулы қолданысқа енгізіледі."
    )
    (change,) = act.amendments
    assert change.new_text is None
    assert "KZS08" in [one.code for one in act.diagnostics]


def note(text: str) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(one.target, one.action, one.by.kind_kk, one.by.number) for one in amended_by([Traced(text, ((0, 0),))])]


def test_a_note_may_speak_of_several_kinds_of_change() -> None:
    found = note(
        "Ескерту. 1-бап жаңа редакцияда - ҚР 13.06.2017 № 69-VI (жарияланған күнінен кейін он күн өткен соң қолданысқа "
        "енгізіледі); өзгерістер енгізілді - ҚР 18.03.2019 № 237-VI; 27.12.2019 № 291-VI Заңдарымен."
    )
    assert found == [
        ("1-бап", "new_wording", "заң", "69-VI"),
        ("1-бап", "amend", "заң", "237-VI"),
        ("1-бап", "amend", "заң", "291-VI"),
    ]


@pytest.mark.parametrize(
    ("printed", "target"),
    [
        ("Ескерту. 2-бапқа өзгеріс енгізілді – ҚР 30.06.2025 № 202-VIII Заңымен.", "2-бап"),
        ("Ескерту. 6-тараудың тақырыбына өзгеріс енгізілді - ҚР 18.04.2011 № 429-IV Заңымен.", "6-тараудың тақырыбы"),
        ("Ескерту. 5-тарау 23-1-баппен толықтырылды - ҚР 13.06.2017 № 69-VI Заңымен.", "5-тарау 23-1-бап"),
        ("Ескерту. Регламент жаңа редакцияда - ҚР Үкіметінің 13.02.2013 № 47 қаулысымен.", "Регламент"),
        ("Ескерту. Жаңа редакцияда - ҚР Үкіметінің 13.02.2013 № 47 қаулысымен.", None),
    ],
)
def test_the_changed_part_is_in_the_nominative(printed: str, target: str | None) -> None:
    assert [one[0] for one in note(printed)] == [target]


def test_a_part_that_was_struck_out_names_the_act_that_did_it() -> None:
    act = act_of(
        "1. Мекеме:",
        "1) тіркейді;",
        "2) алып тасталды – Шымкент қаласы әкімдігінің 05.03.2020 № 12 қаулысымен;",
        "2. Тізбе.",
    )
    (change,) = act.act.amended_by
    assert (change.target, change.action, change.by.number) == ("1-тармақ 2) тармақша", "delete", "12")


@pytest.mark.parametrize(
    ("note_text", "codes"),
    [
        ("Ескерту. Күші жойылды - ҚР Энергетика министрінің 28.05.2015 № 376 бұйрығымен.", []),
        ("Ескерту. Күші жойылды - ҚР Энергетика министрінің 29.05.2015 № 376 бұйрығымен.", ["KZE02"]),
        ("Ескерту. Күші жойылды - ҚР Қаржы министрінің 28.05.2015 № 376 бұйрығымен.", ["KZE02"]),
        ("Ескерту. Күші жойылды - ҚР Энергетика министрінің 28.05.2015 № 376 қаулысымен.", ["KZE02"]),
    ],
)
def test_both_repeal_notices_are_compared_in_every_part(note_text: str, codes: list[str]) -> None:
    log = DiagnosticLog(SOURCE)
    line = "Күші жойылды - Қазақстан Республикасының Энергетика министрінің 2015 жылғы 28 мамырдағы № 376 бұйрығымен"
    repeal_of(None, Traced(line, ((0, 0),)), [Traced(note_text, ((0, 0),))], log)
    assert [one.code for one in log.diagnostics] == codes


def test_an_act_that_is_not_repealed_says_so() -> None:
    act = act_of("1. Тізбе бекітілсін.", "2. Осы қаулы қолданысқа енгізіледі.")
    assert act.act.in_force is True
    assert act.act.repeal is None

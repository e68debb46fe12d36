"""Acts published without a line of requisites: what their own words say of them, and that it is said where from."""

from __future__ import annotations

import datetime as dt

import pytest

from kzreg_parse import parse
from kzreg_parse.model import Act

TITLE = "# Ауылдық округтің жайылымдарын пайдалану қағидаларын бекіту туралы"
LAW = "«Жайылымдар туралы» Қазақстан Республикасының Заңына сәйкес "
BODY = "1. Қоса беріліп отырған қағидалар бекітілсін.\n\n2. Осы {own} алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі."


def act(formula: str, *, own: str, signed: str, header: str = "", second: str = "") -> Act:
    annexes = [
        f"> *{one}*\n\n## Жайылымдарды пайдалану қағидалары\n\n1. Жайылымдар пайдаланылады."
        for one in (header, second)
        if one
    ]
    parts = (TITLE, LAW + formula, BODY.format(own=own), *(f"**{line}**" for line in signed.split("|")), *annexes)
    return parse("\n\n".join(parts).encode(), name="act.md")


def told(made: Act) -> tuple[str | None, str | None, dt.date | None, str | None]:
    return made.act.kind_kk, made.act.issuer, made.act.date, made.act.number


SAID = [
    (
        act(
            "БҰЙЫРАМЫН:", own="бұйрық", signed="Министр|Қ. Сәрсенов",
            header="Қазақстан Республикасы Ауыл шаруашылығы министрінің 2017 жылғы 5 мамырдағы № 41-3/2 бұйрығымен бекітілген",
        ),
        ("бұйрық", "Қазақстан Республикасы Ауыл шаруашылығы министрі", dt.date(2017, 5, 5), "41-3/2"),
    ),
    (
        act("Қарасу ауданының әкімдігі ҚАУЛЫ ЕТЕДІ:", own="қаулы", signed="Аудан әкімі|Б. Омаров"),
        ("қаулы", "Қарасу ауданының әкімдігі", None, None),
    ),
    (
        act("Көктал қалалық мәслихаты ШЕШТІ:", own="шешім", signed="Мәслихат хатшысы|Б. Омаров"),
        ("шешім", "Көктал қалалық мәслихаты", None, None),
    ),
    (act("ШЕШТІМ:", own="шешім", signed="Қарасу ауданының әкімі|Б. Омаров"), ("шешім", "Қарасу ауданының әкімі", None, None)),
    (act("БҰЙЫРАМЫН:", own="бұйрық", signed="Министр|Б. Омаров"), ("бұйрық", None, None, None)),
    (
        act(
            "ШЕШТІМ:", own="шешім", signed="Облыс әкімі|Б. Омаров",
            header="Облыс әкімінің 2003 жылғы 17 ақпандағы N 91 шешіміне 1-қосымша",
            second="Облыс әкімінің 2003 жылғы 17 ақпандағы N 19 шешіміне 2-қосымша",
        ),
        ("шешім", "Облыс әкімі", dt.date(2003, 2, 17), None),
    ),
    (
        act(
            "Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:", own="қаулы", signed="Қазақстан Республикасының Премьер-Министрі|А. Асқаров",
            header="Қазақстан Республикасы Үкіметінің 2020 жылғы « » наурыздағы № қаулысымен бекітілген",
        ),
        ("қаулы", "Қазақстан Республикасы Үкіметі", None, None),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("made", "wanted"), SAID, ids=lambda one: str(one.act.issuer) if isinstance(one, Act) else "")
def test_an_act_says_elsewhere_what_it_is(
    made: Act, wanted: tuple[str | None, str | None, dt.date | None, str | None]
) -> None:
    assert told(made) == wanted
    codes = [one.code for one in made.diagnostics]
    assert "KZS01" in codes
    assert {"KZE18", "KZE19"} & set(codes)
    assert all(one.severity == "info" for one in made.diagnostics if one.code in {"KZE18", "KZE19"})


def test_what_is_taken_is_said_with_its_place() -> None:
    made, _ = SAID[0]
    (note,) = [one for one in made.diagnostics if one.code == "KZE18"]
    assert "kind, issuer, date, number" in note.message
    assert note.span is not None


def test_who_stands_in_for_an_office_is_no_issuer() -> None:
    made = act("ШЕШТІМ:", own="шешім", signed="Облыс әкімінің м.а.|Б. Омаров")
    assert told(made) == ("шешім", None, None, None)


def test_a_line_of_requisites_counts_alone() -> None:
    head = "Қарасу ауданы әкімінің 2019 жылғы 3 шілдедегі № 7 шешімі"
    stamp = "> *Қарасу ауданы әкімінің 2019 жылғы 4 шілдедегі № 8 шешіміне қосымша*"
    parts = (
        TITLE,
        head,
        LAW + "ШЕШТІМ:",
        BODY.format(own="шешім"),
        "**Аудан әкімі**",
        "**Б. Омаров**",
        stamp,
        "## Қағидалар",
    )
    made = parse("\n\n".join(parts).encode(), name="act.md")
    assert told(made) == ("шешім", "Қарасу ауданы әкімі", dt.date(2019, 7, 3), "7")
    assert "KZE18" not in {one.code for one in made.diagnostics}

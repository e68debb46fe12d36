"""A repealed act is never given as in force, whatever happened to the letters of its head."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
from conftest import CORPORA

from kzreg_parse import ReadError, parse
from kzreg_parse.model import Act

REQUISITES = (
    "Талдысай ауданы әкімдігінің 2015 жылғы 11 наурыздағы № 87 қаулысы. Жетісу облысының Әділет департаментінде "
    "2015 жылғы 2 сәуірде № 3141 болып тіркелді."
)
BY = "Талдысай ауданы әкімдігінің 2018 жылғы 23 тамыздағы № 251 қаулысымен"
NOTE = "      Ескерту. {verb} - Талдысай ауданы әкімдігінің 23.08.2018 № 251 қаулысымен."
BODY = """      "Жергілікті мемлекеттік басқару туралы" Қазақстан Республикасының Заңына сәйкес Талдысай ауданының әкімдігі ҚАУЛЫ ЕТЕДІ:
      1. Қоса берілген "Мектеп автобусы" қызметінің регламенті бекітілсін.
      2. Осы қаулы алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.
      Аудан әкімі Қ. Оспанов
"""
VARIANTS = 60  # of each head; the figures in the change log were taken with 3,400


def read(head: str) -> Act:
    return parse((head + "\n" + BODY).encode(), name="act.txt")


def repealed(verb: str = "Күші жойылды") -> str:
    return f"{REQUISITES} {verb} - {BY}\n\n{NOTE.format(verb=verb)}"


@pytest.mark.parametrize(
    "verb",
    [
        "Күші жойыл\u00adды", "Күші жойылды\u200e", "Күші\u200b жойылды", "Күші жой\u2060ылды", "Күші жойы\u0301лды",
        "Күші жои\u0306ылды", "К\u202aүші\u202c жойылды", "Күші жой\ufe0fылды", "Күші\u00a0жойылды", "К\x02үші жойылды",
        "Кyші жойылды", "Куші жойылды", "Күші жойылд", "Күші жой ылды", "Күші жойыл-ды", "Күшіжойылды", "Күші жйоылды",
        "Күші  жойылды", "Күшi жойылды", "Күші жойыллды", "КҮШІ ЖОЙЫЛДЫ", "Күші жойылдьі",
    ],
)  # fmt: skip
def test_the_repealing_act_is_found_behind_damaged_words(verb: str) -> None:
    act = read(repealed(verb)).act
    assert act.in_force is False
    assert act.repeal is not None and act.repeal.by is not None
    assert (act.repeal.by.number, str(act.repeal.by.date)) == ("251", "2018-08-23")


def test_what_prints_nothing_stands_in_the_ledger_and_spans_stay_those_of_the_source() -> None:
    text = repealed("Күші жойыл\u00adды") + "\n" + BODY
    made = parse(text.encode(), name="act.txt")
    gone = [repair for repair in made.repairs if repair.raw == "\u00ad"]
    assert [text[slice(*repair.span)] for repair in gone] == ["\u00ad", "\u00ad"]
    assert made.act.repeal is not None
    notice = made.act.repeal.notices[0]
    assert text[slice(*notice.span)].replace("\u00ad", "") == notice.text


def test_unread_words_behind_the_requisites_leave_it_open() -> None:
    made = read(f"{REQUISITES} Әрекеті доғарылған деп белгіленді")
    assert made.act.in_force is None
    assert made.status == "partial"
    assert "KZE16" in {diagnostic.code for diagnostic in made.diagnostics}


def test_damaged_words_without_a_repealing_act_leave_it_open() -> None:
    made = read(f"{REQUISITES}\n\n      Ескерту. Куші жоылды.")
    assert made.act.in_force is None
    assert made.status == "partial"


@pytest.mark.parametrize(
    "note",
    [
        "",
        "      Ескерту. 3-тармақ алып тасталды - Талдысай ауданы әкімдігінің 23.08.2018 № 251 қаулысымен.",
        "      Ескерту. 1-тармақтың күші жойылды - Талдысай ауданы әкімдігінің 23.08.2018 № 251 қаулысымен.",
    ],
)
def test_a_head_read_whole_is_in_force(note: str) -> None:
    made = read(f"{REQUISITES}\n\n{note}")
    assert made.act.in_force is True
    assert made.act.repeal is None
    assert made.status == "complete"


def _insert(text: str, place: int, dice: random.Random) -> str:
    return text[:place] + dice.choice("аеіыйлдн -.,'\u00ad\u200b\u0301іxo1") + text[place:]


def _delete(text: str, place: int, dice: random.Random) -> str:
    return text[:place] + text[place + 1 :]


def _swap(text: str, place: int, dice: random.Random) -> str:
    return text[:place] + text[place : place + 2][::-1] + text[place + 2 :]


def _decompose(text: str, place: int, dice: random.Random) -> str:
    return text[:place] + unicodedata.normalize("NFD", text[place : place + 8]) + text[place + 8 :]


def _replace(text: str, place: int, dice: random.Random) -> str:
    return text[:place] + dice.choice("аеоуіиклн1lI0") + text[place + 1 :]


DAMAGES: tuple[Callable[[str, int, random.Random], str], ...] = (_insert, _delete, _swap, _decompose, _replace)


def heads() -> list[tuple[str, str]]:
    """Return the repealed acts in hand as (all above the preamble, the page below)."""
    made = [(repealed() + "\n", BODY), (repealed().replace("\n\n", "\n") + "\n", BODY)]
    for name in ("000", "001", "002", "004"):
        text = (CORPORA / "text" / f"{name}.txt").read_text("utf-8")
        act = parse(text.encode(), name="act.txt")
        assert act.act.in_force is False and act.preamble is not None
        end = act.preamble.span[0]
        made.append((text[:end], text[end : end + 2500]))
    return made


def silent_faults(variants: int, seed: int) -> list[str]:
    """Damage heads of repealed acts in `variants` ways each; return those that are given as in force."""
    dice = random.Random(seed)
    wrong = []
    for head, below in heads():
        for _ in range(variants):
            text = head
            for _ in range(dice.choice((1, 1, 1, 2))):
                text = dice.choice(DAMAGES)(text, dice.randrange(len(text)), dice)
            try:
                made = parse((text + below).encode(), name="act.txt")
            except ReadError:
                continue
            if made.act.in_force is True:
                wrong.append(text)
    return wrong


@pytest.mark.heavy
def test_no_damage_of_the_head_puts_a_repealed_act_in_force() -> None:
    assert silent_faults(VARIANTS, seed=7) == []

"""Facts that once depended on a sign: a curly quote, a dash before an item, a Roman number, the ending of a name."""

from __future__ import annotations

import pytest
from small_acts import HEADER, act_of, order


@pytest.mark.parametrize(("opening", "closing"), ["«»", '""', "“”", "„“"])
def test_a_title_in_any_quotes_is_the_appendix_title_and_the_cited_title(opening: str, closing: str) -> None:
    title = f"{opening}Жол салу{closing} мемлекеттік көрсетілетін қызмет регламенті"
    text = (
        f"{title}\n\n      1. Қызмет {opening}Жол туралы{closing} Қазақстан Республикасы Үкіметінің 2013 жылғы "
        f"23 желтоқсандағы № 1399 қаулысымен бекітілген {opening}Жол салу{closing} стандарты (бұдан әрі – Стандарт) "
        f"негізінде көрсетіледі, (бұдан әрі – {opening}Х{closing} АЖ) арқылы.\n"
    )
    act = order("      1. Регламент бекітілсін.\n", HEADER + text)
    assert act.appendices[0].title == title
    assert [found.act.title for found in act.citations if found.act and found.act.number] == [
        f"{opening}Жол туралы{closing}"
    ]
    assert f"{opening}Х{closing} АЖ" in [found.term for found in act.definitions]


@pytest.mark.parametrize("mark", ["1)", "-", "–", "•"])
def test_an_entry_of_a_list_of_terms_may_have_a_dash_for_its_mark(mark: str) -> None:
    act = order(f"      1. Мынадай ұғымдар пайдаланылады:\n      {mark} кезек – балаларды есепке алу тәртібі;\n")
    assert [(found.term, found.meaning) for found in act.definitions] == [("кезек", "балаларды есепке алу тәртібі")]


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_steps_behind_dashes_are_steps(dash: str) -> None:
    act = order(
        "      1. Қызмет көрсету процесінің құрамына кіретін әрбір рәсімнің мазмұны:\n"
        f"      {dash} 1-рәсім – маман 15 минут ішінде өтінішті тіркейді;\n"
        f"      {dash} 2-рәсім – Бөлім басшысы 2 сағат ішінде құжаттарды қарайды.\n"
    )
    (procedure,) = act.procedures
    assert [(step.label, step.actor) for step in procedure.steps] == [
        ("1-рәсім", "маман"),
        ("2-рәсім", "Бөлім басшысы"),
    ]


def test_a_dashed_item_that_begins_with_a_name_is_an_item() -> None:
    act = order(
        "      1. Қызмет көрсету процесінің құрамына кіретін әрбір рәсімнің мазмұны:\n"
        "      - Бөлім маманы 15 минут ішінде өтінішті тіркейді;\n      - Бөлім басшысы құжаттарды қарайды.\n"
        "      Бөлім нәтижені береді.\n"
    )
    (procedure,) = act.procedures
    assert [step.actor for step in procedure.steps] == ["Бөлім маманы", "Бөлім басшысы"]


@pytest.mark.parametrize("second", ["2-тарау.", "ІІ тарау.", "II тарау.", "2."])
def test_a_chapter_is_found_by_its_number_however_it_is_numbered(second: str) -> None:
    first = second.replace("ІІ", "І").replace("II", "I").replace("2", "1")
    act = order(
        "      1. Ереже бекітілсін.\n",
        HEADER + f"Ереже\n\n{first} Жалпы ережелер\n\n      1. Өтініш осы ереженің 2-тарауына сәйкес қаралады.\n\n"
        f"{second} Қарау тәртібі\n\n      2. Өтініш қаралады.\n",
    )
    chapters = act.appendices[0].body
    assert [node.kind for node in chapters] == ["chapter", "chapter"]
    assert [found.target for found in act.citations if found.text.endswith("2-тарауына")] == [chapters[1].id]


def test_an_ending_of_a_district_s_name_is_no_case() -> None:
    act = order("      1. Қызметті Теректі ауданының білім бөлімі (бұдан әрі – Бөлім) көрсетеді.\n")
    assert [found.meaning for found in act.definitions] == ["Теректі ауданының білім бөлімі"]


@pytest.mark.parametrize("number", ["20-42-3.3", "12-31-4.2.9", "6С 28/2", "5-1/25 НҚ", "36-VII С", "ҚР ДСМ-18"])
def test_numbers_of_acts_are_read_whole(number: str) -> None:
    act = act_of(
        f"Шек қою туралы\n\nШымкент қаласы әкімдігінің 2021 жылғы 5 мамырдағы № {number} қаулысы.\n"
        f"      1. Шымкент қаласы әкімдігінің 2012 жылғы 3 мамырдағы № {number} қаулысының күші жойылды деп танылсын.\n"
        "      Қала әкімі Е. Маржықпаев\n"
    )
    assert act.act.number == number
    assert [found.number for found in act.repeals] == [number]

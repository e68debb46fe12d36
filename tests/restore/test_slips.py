"""Wrong Cyrillic letters: which words are said to be slips, and which are left alone."""

from __future__ import annotations

import time
from itertools import product

import pytest
import regex
from conftest import TEXTS, stages
from hypothesis import given
from hypothesis import strategies as st

from kzreg_parse import parse
from kzreg_parse.model import Traced
from kzreg_parse.model.diagnostics import is_partial
from kzreg_parse.restore.words.harmony import breaches
from kzreg_parse.restore.words.lookup import folded, is_look_alike, packaged
from kzreg_parse.restore.words.misread_letters import find_slips
from kzreg_parse.rules import rule

CLEAN_SLIPS = {  # misprints of the authors themselves
    "000": {"қөрсетілген": "көрсетілген"},
    "001": {"коюына": "қоюына"},
    "002": {"кұбырларын": "құбырларын"},
    "004": {},
}
RECOGNISED_SLIPS = {
    "құнтізбелік": "күнтізбелік",
    "күәлігінің": "куәлігінің",
    "күелігін": "куәлігін",
    "ЭЦК": "ЭЦҚ",
    "ЭУП": "ЭҮП",
    "ЭУӨШ": "ЭҮӨШ",
    "ХҚҚО": "ХҚКО",
    "МДК": "МДҚ",
    "занды": "заңды",
    "өндеуге": "өңдеуге",
    "өндөу": "өңдеу",
    "шенберінде": "шеңберінде",
    "номірі": "нөмірі",
    "күжат": "құжат",
    "Кызметті": "Қызметті",
    "удеріс": "үдеріс",
    "төлнүсқаларын": "төлнұсқаларын",
}


def slips(*paragraphs: str, recognised: bool = False, listed: dict[str, int] | None = None) -> dict[str, str]:
    whole = "\n".join(paragraphs)
    starts = [sum(len(paragraph) + 1 for paragraph in paragraphs[:number]) for number in range(len(paragraphs))]
    texts = [
        Traced.cut(whole, start, start + len(paragraph)) for start, paragraph in zip(starts, paragraphs, strict=True)
    ]
    return {slip.place.text: slip.meant for slip in find_slips(texts, listed or {}, recognised=recognised)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("сертификаттың күәлігі беріледі", {"күәлігі": "куәлігі"}),
        ("құнтізбелік он күн өткен соң", {"құнтізбелік": "күнтізбелік"}),
        ("күжаттарды кабылдау тәртібі", {"күжаттарды": "құжаттарды", "кабылдау": "қабылдау"}),  # with an ending
        ("жана редакцияда жазылсын", {"жана": "жаңа"}),  # harmony cannot tell
        ("МЕМЛЕКЕТТІК КЫЗМЕТТЕРДІ көрсету үшін", {"КЫЗМЕТТЕРДІ": "ҚЫЗМЕТТЕРДІ"}),
        ("іс-кимыл тәртібі", {"кимыл": "қимыл"}),
    ],
)
def test_a_word_nobody_knows_is_a_slip_of_one_that_looks_like_it(text: str, found: dict[str, str]) -> None:
    assert slips(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "қызметкерлеріміздің міндеттемелеріндегі мерзімдерінің",  # endings that nobody counted on known stems
        "тұрғындарының, түрлерінің, бөлуінің, болуының, күнінің, құнының, өтсе, етсе, адами, оннан",
        "әскери корабльдер (катерлер мен басқа да кемелер), торттар",  # loanwords
        "осы Нұрлан Кабылұлы Каратаевтың, Қаратаевтың және Кызылжардың атынан",  # names
        "О внесении изменений и дополнений в решение; колы, кару, аскер, каза, кала",  # a Russian paragraph
        "«Сагат» ЖШС мен «Алга» ЖШС арасындағы шарт",  # a firm's name
        "2014-кызмет",
        "танкіге қарсы миналардың орналасуы",
        "",
    ],
)
def test_a_word_that_may_be_right_is_left_alone(text: str) -> None:
    assert slips(text) == {}
    assert slips(text, recognised=True) == {}


def test_a_typist_means_what_he_writes_again_and_again_and_a_machine_does_not() -> None:
    twice, often = ["күжат тапсыру"] * 2, ["күжат тапсыру"] * 3
    assert slips(*twice) == {"күжат": "құжат"}
    assert slips(*often) == {}
    assert slips(*often, recognised=True) == {"күжат": "құжат"}


def test_letters_that_only_a_machine_takes_for_one_another() -> None:
    text = "мисалы, арыз бойынша міңдетін орындайды"
    assert slips(text) == {}
    assert slips(text, recognised=True) == {"мисалы": "мысалы", "міңдетін": "міндетін"}


def test_the_documents_own_words_count() -> None:
    own = ["Ақсуқұмдағы жерлер"] * 6
    assert slips("аксуқұмдағы жерлер", "ақсуқұмдағы жерлер") == {}
    assert slips("аксуқұмдағы жерлер", *(text.lower() for text in own)) == {"аксуқұмдағы": "ақсуқұмдағы"}


def test_the_users_words_count() -> None:
    listed = {"бекетқұдық": 20, "ақсеңгір": 20}
    text = "бекеткұдықта және ақсенгір мен аксеңгір"
    assert slips(text) == {}
    found = {"бекеткұдықта": "бекетқұдықта", "ақсенгір": "ақсеңгір", "аксеңгір": "ақсеңгір"}
    assert slips(text, listed=listed) == found
    assert slips("күжат", listed={"күжат": 1}) == {}  # the user says that it is one


def test_a_name_is_a_slip_only_where_the_document_has_the_right_one_more_often() -> None:
    assert slips("Казақстан Республикасы") == {}
    right = "Қазақстан Республикасының Қазақстан халқы"
    assert slips("Казақстан Республикасы", right) == {"Казақстан": "Қазақстан"}


@pytest.mark.parametrize(
    ("paragraphs", "found"),
    [
        (["ЭЦК арқылы", "ЖСН мен БСН"], {"ЭЦК": "ЭЦҚ"}),
        (["электрондық цифрлық қолтаңба (бұдан әрі – ЭЦК)", "ЭЦК"], {"ЭЦК": "ЭЦҚ"}),
        (["ЭЦҚ мен ХҚКО, ЗТ МДБ, ЖТ МДҚ, ЭҮШ, ЭҮӨШ, МКК, МҚК, РМҚК"], {}),  # none is a slip of another
        (["кәсіпкерлік тәуекел қоры (бұдан әрі – КТҚ)", "КТҚ", "ҚТК"], {"ҚТК": "КТҚ"}),
        (["қала тұрғын комитеті (бұдан әрі – ҚТК)", "ҚТК", "кәсіби тіл қоры (бұдан әрі – КТҚ)", "КТҚ"], {}),
        (["ҚТК", "КТҚ"], {}),  # neither is known
        (["КР мен ҚР"], {}),  # two letters say too little
        (["мүлік басқару кеңесі (бұдан әрі – МБК) және медициналық бақылау қоры (бұдан әрі – МБҚ)"], {}),
    ],
)
def test_short_names(paragraphs: list[str], found: dict[str, str]) -> None:
    assert slips(*paragraphs) == found
    assert slips(*paragraphs, recognised=True) == found


@pytest.mark.parametrize("number", CLEAN_SLIPS)
def test_clean_acts_raise_their_authors_misprints_alone(number: str) -> None:
    for name in (text for text in TEXTS if number in text):
        found = find_slips(restored(name), {}, recognised=False)
        assert {slip.place.text: slip.meant for slip in found} == CLEAN_SLIPS[number]


def test_slips_of_a_recognised_act() -> None:
    name = next(text for text in TEXTS if "003" in text)
    found = {slip.place.text: slip.meant for slip in find_slips(restored(name), {}, recognised=True)}
    assert {printed: found.get(printed) for printed in RECOGNISED_SLIPS} == RECOGNISED_SLIPS
    assert all(is_look_alike(printed.lower(), meant.lower()) for printed, meant in found.items())


def restored(name: str) -> list[Traced]:
    blocks = stages(name).restored.blocks
    return [text for block in blocks for text in (block.text, *(c for row in block.rows for c in row)) if text]


def test_the_diagnostic_names_the_first_place_the_proposal_and_how_many_places() -> None:
    head = "# Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.\n\n**Әкімдік ҚАУЛЫ ЕТЕДІ:**\n\n"
    body = "1. Күжаттар қабылдансын.\n\n2. Тапсырылған күжаттар мен құжаттар тіркелсін.\n"
    act = parse((head + body).encode(), name="act.md")
    (found,) = [one for one in act.diagnostics if one.code == "KZN06"]
    assert found.span is not None
    assert (head + body)[slice(*found.span)] == "Күжаттар"
    assert "«Күжаттар», perhaps «Құжаттар»; places: 2." in found.message
    assert found.severity == "warning"
    assert not is_partial((found,))
    assert act.body[0].text == "Күжаттар қабылдансын."  # left as printed


def test_a_slip_in_a_letter_spaced_line_has_the_span_of_all_its_letters() -> None:
    source = "к ү ж а т"
    letters = Traced.join(Traced.cut(source, place, place + 1) for place in range(0, len(source), 2))
    (slip,) = find_slips([letters], {}, recognised=False)
    assert slip.place.span == (0, len(source))


def test_time_grows_with_the_text_however_many_words_look_alike() -> None:
    words = [
        "".join(letters) for letters in product(*["қк", "ұү", "нң", "аә", "гғ", "оө", "кқ", "уұ", "ін", "ыи", "аә"])
    ]
    assert len(words) == 2048
    lowered, capitals = " ".join(words), " ".join(word[:5].upper() for word in words)
    started = time.process_time()
    assert slips(lowered, capitals, recognised=True) == {}
    assert time.process_time() - started < 5  # seconds; each held against every other would take more than ten


@given(st.text(alphabet="абғгқкңнүұуөоәеіыи КҚ-.\n", max_size=60))
def test_whatever_is_found_differs_in_letters_of_like_shape(text: str) -> None:
    for slip in find_slips([Traced.cut(text, 0, len(text))], {}, recognised=True):
        assert folded(slip.place.text.lower()) == folded(slip.meant.lower())
        assert slip.place.text != slip.meant
        assert text[slice(*slip.place.span)] == slip.place.text
        assert slip.count == len(regex.findall(rf"(?<!\p{{L}}){slip.place.text}(?!\p{{L}})", text, regex.I))


def test_no_listed_word_is_a_slip() -> None:
    words = sorted(packaged().forms)
    assert slips(*words) == {}
    assert slips(*rule("word.short_name").words, recognised=True) == {}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("куәлігі", "күәлігі"),
        ("күнтізбелік", "құнтізбелік"),
        ("қоюына", "коюына"),
        ("өңдеу", "өндөу"),
        ("нөмірі", "номірі"),
        ("отырған", "отырган"),
    ],
)
def test_a_slip_breaks_harmony_more_than_the_word_it_stands_for(right: str, wrong: str) -> None:
    assert breaches(right) < breaches(wrong)

"""Where a noun phrase begins that ends at a given word, for names of actors and for what terms stand for."""

from __future__ import annotations

import pytest

from kzreg_parse.extract.procedure.actor import actor_of
from kzreg_parse.extract.syntax.noun_phrase import first_word, phrase_start
from kzreg_parse.extract.syntax.word_forms import words_of
from kzreg_parse.language.tokens import tokens_of
from kzreg_parse.model import Traced


@pytest.mark.parametrize(
    ("before", "phrase"),
    [
        ("хатты", "заң бөлімінің маманы"),
        ("", "Кезекшілікті атқарып жүрген қорықшы"),
        ("", "Келісімшарт бойынша жайылымды пайдаланып отырған шаруа қожалықтарына"),
        ("", "ауданның, қаланың сәулет бөлімдерімен"),
        ("жобаны тексереді және", "«Қамқор» орталығының директоры"),
        ("хатты", "Экология министрлігінің"),
        ("", "мал дәрігерлік бақылау және қадағалау басқармасының басшысына"),
        ("құжаттарды", "жерді пайдалану туралы рұқсат"),
        ("", "заңды және жеке тұлғаларға"),
    ],
)
def test_the_phrase_is_whole_and_no_longer(before: str, phrase: str) -> None:
    text = f"{before} {phrase}".strip()
    assert text[phrase_start(tokens_of(text, every_mark=True), len(text)) :] == phrase


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("актіні экранға шығару және мұрағат маманының өтінімді тіркеуі", "мұрағат маманы"),
        ("порталдан келіп түскен өтінімді бөлім қызметкерінің тексеруі", "бөлім қызметкері"),
        ("қайтару туралы жүйемен хабарлама жіберу", "жүйе"),
        ("талаптарға сай келуін көрсетілетін қызметті берушінің тексеруі", "көрсетілетін қызметті беруші"),
        ("ЭЦҚ-ға маманның қол қоюы", "маман"),
    ],
)
def test_who_acts_is_named_without_what_stands_before_the_name(text: str, actor: str) -> None:
    found = actor_of(Traced(text, ((0, 0),)))
    assert found is not None
    assert found.name == actor


def test_a_word_of_a_sentence_is_found_by_its_place_although_brackets_are_left_out() -> None:
    sentence = words_of("бөлім (бұдан әрі – орган) басшысының тексеруі")
    assert [word.text for word in sentence] == ["бөлім", "басшысының", "тексеруі"]
    assert sentence[first_word(sentence, 1)].text == "басшысының"


def test_clauses_of_any_length_take_linear_time() -> None:
    text = "өтінішті қарап жүрген " * 4_000 + "маман"
    assert phrase_start(tokens_of(text, every_mark=True), len(text)) < len(text)

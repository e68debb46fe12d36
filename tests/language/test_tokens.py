"""The one tokenizer: words and marks, quotations and brackets with their partners."""

from __future__ import annotations

import pytest

from kzreg_parse.extract.syntax.word_forms import words_of
from kzreg_parse.language.tokens import tokens_of


def texts(text: str) -> list[str]:
    return [token.text for token in tokens_of(text).items]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Заңның 9-1-бабына сәйкес,", ["Заңның", "9-1-бабына", "сәйкес", ","]),
        ("№ 2/335 қаулы; №192 бұйрық", ["№", "2/335", "қаулы", ";", "№192", "бұйрық"]),
        ("№Шаруашылық", ["№", "Шаруашылық"]),
        ("және/немесе Р/с", ["және", "немесе", "Р/с"]),
        ("Б.Момышұлы көшесі. Осы", ["Б.Момышұлы", "көшесі", ".", "Осы"]),
        ("бекітілсін.Осы", ["бекітілсін", ".", "Осы"]),
        ("2.1-тармақ www.egov.kz, egov.kz", ["2.1-тармақ", "www.egov.kz", ",", "egov.kz"]),
        ("ЭЦҚ-ның 10% – бес", ["ЭЦҚ-ның", "10", "%", "–", "бес"]),
        ("_____ *", []),
    ],
)
def test_words_keep_their_marks_and_sentences_part(text: str, tokens: list[str]) -> None:
    assert texts(text) == tokens


def test_every_mark_is_given_where_it_is_asked_for() -> None:
    assert [token.text for token in tokens_of("А / Б *", every_mark=True).items] == ["А", "/", "Б", "*"]


def test_tokens_stand_where_they_say() -> None:
    text = "«Х» (бұдан әрі – «Ү») министрлігінің 2/335"
    assert all(text[token.start : token.end] == token.text for token in tokens_of(text).items)


@pytest.mark.parametrize(
    "text", ["«А «Б» В» қоғамы", '"А "Б" В" қоғамы', "(а (б) в) қоғамы"], ids=["angled", "equal marks", "brackets"]
)
def test_inner_pairs_have_partners_of_their_own(text: str) -> None:
    marks = [token for token in tokens_of(text).items if token.kind.endswith(("open", "close"))]
    items = tokens_of(text).items
    assert [mark.partner for mark in marks] == [items.index(marks[3]), items.index(marks[2]), items.index(marks[1]), 0]


def test_an_open_mark_has_no_partner() -> None:
    assert [token.partner for token in tokens_of("«А (б").items] == [-1, -1, -1, -1]


def test_for_the_search_of_actors_a_quotation_is_one_word_and_brackets_are_left_out() -> None:
    words = words_of("«Шайсұлтан атындағы «Тіл» орталығы» қоғамы (бұдан әрі – (Қоғам)) тіркейді")
    assert [(word.text, word.form) for word in words] == [
        ("«Шайсұлтан атындағы «Тіл» орталығы»", "quoted"),
        ("қоғамы", "possessed"),
        ("тіркейді", "finite"),
    ]


def test_for_the_search_of_actors_an_open_bracket_is_a_mark() -> None:
    assert [(word.text, word.form) for word in words_of("маман (кеңсе")] == [
        ("маман", "noun"),
        ("(", "mark"),
        ("кеңсе", "noun"),
    ]


@pytest.mark.parametrize("unit", ["«", "(", '"', "№", "а-", "Б."])
def test_hostile_texts_end(unit: str) -> None:
    assert len(tokens_of(unit * 20_000).text) == len(unit) * 20_000

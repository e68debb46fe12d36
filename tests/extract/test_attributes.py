"""Words that are attributes whatever their ending looks like: listed once."""

from __future__ import annotations

import pytest

from kzreg_parse.extract.syntax.attribute import ATTRIBUTIVE, is_listed_attribute
from kzreg_parse.rules import rule


@pytest.mark.parametrize("word", ["заңды", "Лауазымды", "қажетті", "тәуелді"])
def test_a_listed_word_is_an_attribute(word: str) -> None:
    assert is_listed_attribute(word)


@pytest.mark.parametrize("word", ["сұранысты", "арқылы", "мамандары"])
def test_any_other_word_is_none(word: str) -> None:
    assert not is_listed_attribute(word)


def test_no_attribute_is_listed_twice() -> None:
    of_steps = {word for word, form in rule("actor.word").words.items() if form == ATTRIBUTIVE}
    assert of_steps & set(rule("definition.attribute").words) == set()

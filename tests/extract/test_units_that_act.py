"""Units of the police, the army, customs act as others do; a describing clause belongs to the name or is left out whole."""

from __future__ import annotations

import pytest
from extract.test_procedures import CONTENT, Regulation

from kzreg_parse.extract.procedure.actor import actor_of
from kzreg_parse.model import Traced

UNITS = ("бөлімшесі", "бөлінісі", "бөлімі")


def actor(text: str) -> str | None:
    found = actor_of(Traced(text, ((0, 0),)))
    return found.name if found is not None else None


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_is_carried_over_the_possessed_noun_before_it(unit: str) -> None:
    assert actor(f"жүк тексеру қызметі {unit}нің бастығы 2 сағат ішінде өтінішті қарайды;") == (
        f"жүк тексеру қызметі {unit}нің бастығы"
    )


@pytest.mark.parametrize("noun", ["кеңесі", "кеңестері", "бөлінісі", "бөліністері"])
def test_a_stem_that_ends_in_s_keeps_it(noun: str) -> None:
    assert actor(f"қала ғалымдарының {noun} 3 күн ішінде шешім қабылдайды;") == f"қала ғалымдарының {noun}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("бас бостандығын шектеуді жүзеге асыратын инспекция бөлінісі екі күн ішінде жауап жолдайды;",
         "инспекция бөлінісі"),
        ("бір күн ішінде төлемдерді жүзеге асыратын бөлім маманы өтінішті тіркейді;",
         "төлемдерді жүзеге асыратын бөлім маманы"),
        ("басшы өтінішті қарайтын маманға құжаттарды береді;", "басшы"),
    ],
)  # fmt: skip
def test_a_describing_clause_is_not_cut_in_its_middle(text: str, name: str) -> None:
    assert actor(text) == name


@pytest.mark.parametrize("unit", ["бөлімшелерінің", "бөліністерінің", "бірліктерінің"])
def test_lists_of_units_are_lists_of_participants(unit: str) -> None:
    made = Regulation(
        f"1. {CONTENT}",
        "1) кеңсе маманы өтінішті 15 минут ішінде тіркейді;",
        "2) бастық хатты 1 сағат ішінде қарайды.",
        f"2. Қызмет көрсету процесіне қатысатын құрылымдық {unit} (қызметкерлерінің) тізбесі:",
        "1) кеңсе маманы;",
        "2) сақтау бөлінісінің бастығы.",
    )
    assert [[one.name for one in found.names] for found in made.participants] == [
        ["кеңсе маманы", "сақтау бөлінісінің бастығы"]
    ]

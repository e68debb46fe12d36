"""A noun that a vocabulary knows is read wherever a fact speaks of it, in every case."""

from __future__ import annotations

import pytest
from cases import SOURCE, act_of

from kzreg_parse.extract.act.effective_date import effective_date_of
from kzreg_parse.extract.reference.units import unit_groups
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.vocabulary import ACT_PART_NUMBERED, nouns_in
from kzreg_parse.model import Traced
from kzreg_parse.rules import rule

ORDER = "1. Кентау қалалық мәслихатының 2015 жылғы 26 наурыздағы № 5-27/2 шешіміне мынадай өзгерістер енгізілсін:"


def units(text: str) -> list[tuple[str, str | None]]:
    return [(unit.kind, unit.num) for group in unit_groups(text) for unit in group.units]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("1-тармақтан басқа", ("clause", "1")),
        ("10-баптан туындайтын", ("article", "10")),
        ("жиырма бірінші абзацында", ("alinea", "21")),
        ("бірінші азат жолында", ("alinea", "1")),
        ("3-бағанында", ("column", "3")),
        ("2-кіші бөлімнің", ("section", "2")),
        ("12-тармақпен белгіленген", ("clause", "12")),
        ("7-қосымшаны қоса беріп", ("appendix", "7")),
    ],
)
def test_a_part_is_read_in_any_case(text: str, unit: tuple[str, str]) -> None:
    assert units(text) == [unit]


@pytest.mark.parametrize("stem", sorted(nouns_in(ACT_PART_NUMBERED)))
def test_every_part_of_the_vocabulary_is_a_cited_part(stem: str) -> None:
    kind = nouns_in(ACT_PART_NUMBERED)[stem].kind
    ending = "ы" if stem.endswith(("ғ", "б", "ж", "жол", "баған", "раф", "бөлім")) else ""
    assert units(f"5-{stem}{ending}") == [(kind, "5")]


def test_new_words_may_be_a_phrase() -> None:
    given = act_of(
        ORDER,
        "2-тармақтағы «ауыл шаруашылығы» деген сөз тіркесі «агроөнеркәсіп кешені» деген сөз тіркесімен ауыстырылсын.",
    )
    (change,) = given.amendments
    assert (change.action, change.unit, change.new_text) == ("replace", "2-тармақ", "агроөнеркәсіп кешені")


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("екі апта", 14, "day"),
        ("күнтізбелік бір ай", 1, "month"),
        ("күнтізбелік он күн", 10, "calendar_day"),
        ("бес жұмыс күні", 5, "working_day"),
    ],
)
def test_a_term_counts_in_any_unit(words: str, value: int, unit: str) -> None:
    text = f"Осы бұйрық алғашқы ресми жарияланған күнінен кейін {words} өткен соң қолданысқа енгізіледі."
    term = effective_date_of(Traced(text, ((0, 0),)), DiagnosticLog(SOURCE))
    assert term is not None and (term.value, term.unit) == (value, unit)


@pytest.mark.parametrize("noun", ["сипаттамасына", "тізілімінің", "бюджетіне", "хаттамасына", "нысанына", "жоспарына"])
def test_an_annex_may_hang_on_any_document(noun: str) -> None:
    found = rule("appendix.to_document").match(f"Көмек көрсету {noun} 2-қосымша")
    assert (found is not None) is noun.endswith(("на", "не"))
    assert found is None or found["num"] == "2"

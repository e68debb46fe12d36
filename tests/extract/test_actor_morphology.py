"""Who acts, where the forms of nouns used to mislead."""

from __future__ import annotations

import pytest

from kzreg_parse.extract.procedure.actor import actor_of
from kzreg_parse.extract.syntax.noun_phrase import phrase_start
from kzreg_parse.extract.syntax.word_forms import form_of, is_actor_in_case, is_actor_noun
from kzreg_parse.language.tokens import tokens_of
from kzreg_parse.model import Traced


def actor(text: str) -> str | None:
    found = actor_of(Traced.cut(text, 0, len(text)))
    return found.name if found is not None else None


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("қызметін", "possessed_accusative"),  # no participle in -етін
        ("құжатын", "possessed_accusative"),
        ("көрсетін", "participle_present"),
        ("жағдайды", "accusative_or_adjective"),  # no finite verb in -йды
        ("қарайды", "finite"),
        ("рота", "noun"),
        ("команда", "noun"),
        ("атағы", "possessed"),
        ("ерекшелігіндегі", "possessed_attributive"),
        ("жарғының", "genitive"),
        ("қызметшінің", "genitive"),
        ("маманының", "possessed_genitive"),
        ("техниканы", "accusative"),
        ("бастапқы", "attributive"),
        ("тексеруге", "verbal_case"),
        ("қарап-тексеруді", "verbal_case"),
        ("ЭҮП-ны", "accusative"),
        ("ның", "noun"),
    ],
)
def test_a_noun_shows_the_form_its_analysis_gives(word: str, form: str) -> None:
    assert form_of(word) == form


@pytest.mark.parametrize("word", ["капитаны", "маманынан", "комитеттің", "тіркеушіге", "басқармаларының", "шлюзінен"])
def test_a_noun_that_can_act_is_known_in_any_case(word: str) -> None:
    assert is_actor_in_case(word)


@pytest.mark.parametrize("word", ["бөлімдегі", "қызметінің", "мамандықтың", "құжатқа", "ның"])
def test_a_noun_that_cannot_act_or_only_says_where_is_no_actor(word: str) -> None:
    assert not is_actor_in_case(word)


def test_one_that_acts_is_known_with_its_endings_only() -> None:
    assert is_actor_noun("орынбасарлары")
    assert not is_actor_noun("орынбасарларын")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "тұрғын үй қызметін бақылау бөлінісінің жауапты қызметкері өтінішті тіркейді;",
            "тұрғын үй қызметін бақылау бөлінісінің жауапты қызметкері",
        ),
        (
            "«Куәлік беру» мемлекеттік қызметін Қазақстан Республикасы Энергетика министрлігі көрсетеді;",
            "Қазақстан Республикасы Энергетика министрлігі",
        ),
        (
            "Қазақстан Республикасы Қаржы министрлігінің комитеті тізбені бекітеді;",
            "Қазақстан Республикасы Қаржы министрлігінің комитеті",
        ),
        ("ғылыми комиссияның қызметін қамтамасыз ету;", None),  # whose work it is, not who does it
        ("мүдделі органдармен келісу үшін сұрау жолдау;", None),
        ("үйлестіру кеңесімен өзара іс-қимылды жүзеге асыру;", None),
        ("порталмен хабарлама қалыптастыру;", "портал"),
        ("2019 жылғы", None),
    ],
)
def test_who_acts_is_found_by_the_forms_of_the_nouns(text: str, name: str | None) -> None:
    assert actor(text) == name


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Балық аулау стандартын Қазақстан Республикасы Экология министрлігі", "Қазақстан"),  # no participle in -тын
        ("Қазақстан Республикасы Қорғаныс министрлігінің аумақтық көші-қон қызметі бөліністері", "Қазақстан"),
        ("хатты басшының аталған саланы жетекшілік ететін орынбасарына", "басшының"),
        ("тәртіппен бекітілген тізбе", "тізбе"),  # a participle with a complement is a clause
        ("өтінішті қарайтын бөлім", "бөлім"),
    ],
)
def test_a_phrase_begins_where_the_forms_of_its_words_allow(text: str, start: str) -> None:
    assert text[phrase_start(tokens_of(text), len(text)) :].startswith(start)

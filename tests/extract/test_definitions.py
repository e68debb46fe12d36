"""Terms and the shortest complete phrases that they stand for."""

from __future__ import annotations

import gc
import time

import pytest
from cases import Reading, act_of
from conftest import ALL, stages

INLINE = [
    # the phrase begins behind what governs the words before it
    (
        "Заңының 10-бабының 2-тармағына сәйкес Қазақстан Республикасы Индустрия және жаңа технологиялар министрлігінің "
        "Мемлекеттік энергетикалық қадағалау және бақылау комитеті (бұдан әрі – көрсетілетін қызметті беруші) көрсетеді.",
        "көрсетілетін қызметті беруші",
        "Қазақстан Республикасы Индустрия және жаңа технологиялар министрлігінің Мемлекеттік энергетикалық қадағалау және "
        "бақылау комитеті",
    ),
    # a list of owners goes on over its comma
    (
        "сәйкес комитетінің облыстардың, Астана және Алматы қалаларының аумақтық департаменттері (бұдан әрі – беруші)",
        "беруші",
        "комитетінің облыстардың, Астана және Алматы қалаларының аумақтық департаменттері",
    ),
    # a participle with its complement is left out
    (
        "нәтижесін беруді жүзеге асыратын облыстың жергілікті атқарушы органы (бұдан әрі – қызмет беруші) көрсетеді",
        "қызмет беруші",
        "облыстың жергілікті атқарушы органы",
    ),
    # an owner that belongs to the verb further on is none of a quoted name
    (
        "қызметті беруші деректерінің «Заңды тұлғалар» мемлекеттік деректер қорында (бұдан әрі – ЗТ МДҚ) болуын тексеру",
        "ЗТ МДҚ",
        "«Заңды тұлғалар» мемлекеттік деректер қорында",
    ),
    # an abbreviation takes as many words as it has letters
    (
        "беруші уәкілетті тұлғасының электрондық цифрлық қолтаңбасын (бұдан әрі – ЭЦҚ) пайдалану арқылы",
        "ЭЦҚ",
        "электрондық цифрлық қолтаңбасын",
    ),
    # the bracket holds the words themselves
    (
        "логин (жеке сәйкестендіру нөмірі/бизнес сәйкестендіру нөмірі бұдан әрі – ЖСН/БСН) мен пароль арқылы",
        "ЖСН/БСН",
        "жеке сәйкестендіру нөмірі/бизнес сәйкестендіру нөмірі",
    ),
    # or stands behind the bracket that does
    (
        "логин (жеке сәйкестендіру нөмірі/бизнес сәйкестендіру нөмірі) (бұдан әрі – ЖСН/БСН) мен пароль",
        "ЖСН/БСН",
        "жеке сәйкестендіру нөмірі/бизнес сәйкестендіру нөмірі",
    ),
    # two numbers share one noun
    (
        "алушы Жеке сәйкестендіру немесе бизнес сәйкестендіру нөмірлерінің (бұдан әрі – ЖСН/БСН) көмегімен",
        "ЖСН/БСН",
        "Жеке сәйкестендіру немесе бизнес сәйкестендіру нөмірлерінің",
    ),
    # the term's last word stands behind the bracket
    (
        "оны көрсетілетін қызметті берушінің тиісті құрылымдық бөлімшесі (бұдан әрі-көрсетілетін қызметті беруші "
        "басшылығы) басшылығының қарауына беруі",
        "көрсетілетін қызметті беруші басшылығы",
        "көрсетілетін қызметті берушінің тиісті құрылымдық бөлімшесі басшылығының",
    ),
    # another bracket in between
    (
        '"Газ желісі ұйымдарын аккредиттеу" мемлекеттік көрсетілетін қызмет стандартының (Нормативтік құқықтық актілерді '
        "мемлекеттік тіркеу тізілімінде № 11279 болып тіркелген), (бұдан әрі – Стандарт) 9-тармағында",
        "Стандарт",
        '"Газ желісі ұйымдарын аккредиттеу" мемлекеттік көрсетілетін қызмет стандартының',
    ),
    # a bare term would say nothing: it takes its objects with it
    (
        "нәтижесі – теңіз объектілерін құрауға және орналастыруға рұқсат (бұдан әрі – рұқсат) немесе жауап",
        "рұқсат",
        "теңіз объектілерін құрауға және орналастыруға рұқсат",
    ),
    # the bracket stands behind the verb
    (
        '"Шымкент қаласының энергетика басқармасы" мемлекеттік мекемесі көрсетеді (бұдан әрі – қызмет беруші).',
        "қызмет беруші",
        '"Шымкент қаласының энергетика басқармасы" мемлекеттік мекемесі',
    ),
    (
        "Қазақстан Республикасы Қаржы министрлігінің және оның аумақтық органдары (бұдан әрі – органдар)",
        "органдар",
        "Қазақстан Республикасы Қаржы министрлігінің және оның аумақтық органдары",
    ),
    # a possessed nominative is the subject and owns nothing
    (
        "көрсетілетін қызметті беруші басшылығы басқарманың жауапты басшысын немесе жауапты жұмыскерді (бұдан әрі – "
        "Орындаушы) анықтауы;",
        "Орындаушы",
        "басқарманың жауапты басшысын немесе жауапты жұмыскерді",
    ),
    # other words for it
    ("«Архив» коммуналдық мекемесі (бұдан былай - Мекеме) сақтайды", "Мекеме", "«Архив» коммуналдық мекемесі"),
    ("Мемлекеттік сатып алу порталы (әрі қарай – портал) арқылы", "портал", "Мемлекеттік сатып алу порталы"),
]


@pytest.mark.parametrize(("text", "term", "meaning"), INLINE)
def test_a_term_stands_for_the_shortest_complete_phrase(text: str, term: str, meaning: str) -> None:
    (found,) = Reading(text).definitions
    assert (found.kind, found.term, found.meaning) == ("inline", term, meaning)


def test_several_terms_in_one_sentence() -> None:
    found = Reading(
        "логин (жеке сәйкестендіру нөмірі (бұдан әрі – ЖСН) немесе бизнес-сәйкестендіру нөмірі (бұдан әрі – БСН) мен пароль"
    ).definitions
    assert [(one.term, one.meaning) for one in found] == [
        ("ЖСН", "жеке сәйкестендіру нөмірі"),
        ("БСН", "бизнес-сәйкестендіру нөмірі"),
    ]


def test_a_term_with_a_bracket_of_its_own() -> None:
    (found,) = Reading("құжат – лицензия (бұдан әрі – лицензия және (немесе) қосымша) беріледі").definitions
    assert found.term == "лицензия және (немесе) қосымша"


def test_a_bracket_left_open_is_said_to_be_doubtful() -> None:
    reading = Reading("бөлім басшысы жауапты орындаушыны (бұдан әрі – орындаушы, хатшы анықтауы;")
    assert [one.term for one in reading.definitions] == ["орындаушы"]
    assert reading.codes == ["KZE59"]


GLOSSARY = (
    "1. Осы қаулыда мынадай ұғымдар мен қысқартулар пайдаланылады:",
    "1) балк-өнім – соңғы қаптаудан басқа барлық кезеңнен өткен дәрілік зат;",
    "2) тіркеу деректемесі (бұдан әрі – деректеме) - тіркеу туралы құжаттар жиынтығы;",
    "3) ақпараттық жүйе - ақпаратты сақтауға арналған жүйе (бұдан әрі - АЖ);",
    "4) алып тасталды – ҚР 30.06.2025 № 202-VIII Заңымен;",
    "5) ЭЦҚ – электрондық цифрлық қолтаңба.",
    "2. Осы қаулы қолданысқа енгізіледі.",
)


def test_a_glossary_gives_its_terms_and_their_short_names() -> None:
    found = act_of(*GLOSSARY).definitions
    assert [(one.kind, one.term, one.meaning) for one in found] == [
        ("glossary", "балк-өнім", "соңғы қаптаудан басқа барлық кезеңнен өткен дәрілік зат"),
        ("glossary", "тіркеу деректемесі", "тіркеу туралы құжаттар жиынтығы"),
        ("inline", "деректеме", "тіркеу деректемесі"),
        ("glossary", "ақпараттық жүйе", "ақпаратты сақтауға арналған жүйе"),
        ("inline", "АЖ", "ақпараттық жүйе"),
        ("abbreviation", "ЭЦҚ", "электрондық цифрлық қолтаңба"),
    ]
    assert [one.id for one in found] == [f"definition_{number}" for number in range(1, 7)]


def test_a_step_with_a_dash_is_no_glossary_entry() -> None:
    assert Reading("1-рәсім – кеңсе маманы құжаттарды қабылдайды").definitions == []


def test_a_wrong_letter_in_an_abbreviation_is_reported_with_the_right_one() -> None:
    found = stages("text/003.md").act.diagnostics
    messages = [one.message for one in found if one.code == "KZE52"]
    assert "An abbreviation spelt otherwise than «ЭЦҚ»: «ЭЦК»." in messages
    assert not any("«ЭЦҚ»." in message for message in messages)


@pytest.mark.parametrize("name", ALL)
def test_terms_and_meanings_lie_in_their_spans(name: str) -> None:
    made = stages(name)
    for one in made.act.definitions:
        start, end = one.span
        place = "".join(made.source.text[start:end].split())
        assert 0 <= start < end <= len(made.source.text)
        assert len(one.term.replace(" ", "")) <= len(place)


@pytest.mark.heavy
def test_ten_thousand_definitions_take_linear_time() -> None:
    def seconds(count: int) -> float:
        text = " ".join(f"мемлекеттік қызмет стандартының (бұдан әрі – Стандарт {number})" for number in range(count))
        gc.disable()
        try:
            start = time.process_time()
            assert len(Reading(text).definitions) == count
            return time.process_time() - start
        finally:
            gc.enable()

    seconds(10)
    assert any(seconds(10_000) < 12 * max(seconds(2_500), 0.05) for _ in range(3))

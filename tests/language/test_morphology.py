"""The one analysis of nouns: what is listed, what endings tell, what is no form at all."""

from __future__ import annotations

import pytest

from kzreg_parse.language.cases import Case, case_of, case_of_ending
from kzreg_parse.language.endings import forms_of
from kzreg_parse.language.lemmas import known_lemmas
from kzreg_parse.language.morphology import analyse
from kzreg_parse.language.word_form import WordForm

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE = Case.NOMINATIVE, Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE
LOCATIVE, ABLATIVE, INSTRUMENTAL = Case.LOCATIVE, Case.ABLATIVE, Case.INSTRUMENTAL


def forms(lemma: str) -> list[tuple[str, WordForm]]:
    noun = known_lemmas()[lemma]
    return list(forms_of(lemma, stem=noun.stem, possessed_stem=noun.possessed, back=noun.back))


def shown_case(reading: WordForm) -> Case:
    return NOMINATIVE if reading.attributive else reading.case


@pytest.fixture(scope="module")
def made() -> dict[str, set[WordForm]]:
    """Every form of every listed noun, made by the endings alone."""
    found: dict[str, set[WordForm]] = {}
    for lemma in known_lemmas():
        for form, reading in forms(lemma):
            found.setdefault(form, set()).add(reading)
    return found


def test_every_form_of_every_listed_noun_is_read_as_what_it_was_made_as(made: dict[str, set[WordForm]]) -> None:
    assert len(known_lemmas()) > 700
    assert [form for form, readings in made.items() if not readings <= set(analyse(form))] == []


def test_no_unambiguous_form_of_a_listed_noun_gets_a_wrong_case(made: dict[str, set[WordForm]]) -> None:
    single = {form: {shown_case(reading) for reading in readings} for form, readings in made.items()}
    wrong = [form for form, cases in single.items() if len(cases) == 1 and case_of(form) not in cases]
    assert len(single) > 20_000
    assert wrong == []


def test_few_forms_of_listed_nouns_leave_their_case_to_the_sentence(made: dict[str, set[WordForm]]) -> None:
    ambiguous = {form for form, readings in made.items() if len({shown_case(reading) for reading in readings}) > 1}
    assert ambiguous == {"бағаны", "отын", "ойын", "теңге", "басқа"}
    assert [case_of(form) for form in sorted(ambiguous - {"бағаны"})] == [NOMINATIVE] * 4
    assert case_of("бағаны") is ACCUSATIVE


@pytest.mark.parametrize(
    ("word", "case"),
    [
        # possessed nouns of stems in т, which look like accusatives
        *[(word, NOMINATIVE) for word in "стандарты регламенті шарты құжаты рұқсаты паспорты қызметі комитеті".split()],
        # accusatives behind a vowel
        *[(word, ACCUSATIVE) for word in "қаулыны қосымшаны кестені тармақшаны қағиданы".split()],
        # stems that end like a case
        *[(word, NOMINATIVE) for word in "кесте қағида апта тұлға төраға республика аудан Түркістан Алматы".split()],
        # a vowel is lost, a stem changes
        *[("орнына", DATIVE), ("халқының", GENITIVE), ("мүлкін", ACCUSATIVE), ("еркімен", INSTRUMENTAL)],
        *[("құқығында", LOCATIVE), ("актілерден", ABLATIVE), ("бабынан", ABLATIVE), ("банкінің", GENITIVE)],
        # pronouns
        *[("оның", GENITIVE), ("оған", DATIVE), ("оны", ACCUSATIVE), ("одан", ABLATIVE), ("осымен", INSTRUMENTAL)],
    ],
)
def test_listed_words_have_the_case_that_grammar_gives_them(word: str, case: Case) -> None:
    assert case_of(word) is case
    assert case_of(word.upper()) is case


@pytest.mark.parametrize(
    ("word", "stem", "case", "plural", "possessed"),
    [
        ("көрсеткіштердің", "көрсеткіш", GENITIVE, True, False),
        ("субвенциялары", "субвенция", NOMINATIVE, True, True),
        ("коэффициенті", "коэффициент", NOMINATIVE, False, True),
        ("бекітпемен", "бекітпе", INSTRUMENTAL, False, False),
        ("сүйемелдеуге", "сүйемелдеу", DATIVE, False, False),
        ("ұстамды", "ұстам", ACCUSATIVE, False, False),
        ("айналымында", "айналым", LOCATIVE, False, True),
        ("сақтандырушысына", "сақтандырушы", DATIVE, False, True),
        ("қалдығынан", "қалдық", ABLATIVE, False, True),
        ("мемориалдың", "мемориал", GENITIVE, False, False),
        ("патрульдің", "патруль", GENITIVE, False, False),
        ("маркетингті", "маркетинг", ACCUSATIVE, False, False),
        ("субсидияны", "субсидия", ACCUSATIVE, False, False),
    ],
)
def test_an_unlisted_noun_is_split_where_its_endings_fit(
    word: str, stem: str, case: Case, plural: bool, possessed: bool
) -> None:
    assert stem not in known_lemmas()
    assert analyse(word)[0] == WordForm(stem, case, plural, possessed, known=False)


@pytest.mark.parametrize(
    "word",
    [
        "механика",  # -ка is no ending behind и
        "субтитрты",  # behind р the accusative is -ды
        *["бекітілсін", "көрсетеді", "тіркейді", "айқындайды"],  # finite verbs have no case
        *["сәйкес", "бойынша", "арқылы", "және", "үшін"],
        *["жүргізілген", "тоқтатылғаны", "телефоны"],  # the н is the stem's own
        *["12", "№", "", "—", "..."],
    ],
)
def test_what_shows_no_case_is_given_as_nominative(word: str) -> None:
    assert case_of(word) is NOMINATIVE


def test_one_reading_of_an_unlisted_word_is_the_word_itself() -> None:
    readings = analyse("көрсеткішін")
    assert readings[0] == WordForm("көрсеткіш", ACCUSATIVE, possessed=True, known=False)
    assert WordForm("көрсеткішін", NOMINATIVE, known=False) in readings
    assert analyse("барабаншы")[0] == WordForm("барабаншы", NOMINATIVE, known=False)
    assert analyse("барабаншының")[0] == WordForm("барабаншы", GENITIVE, known=False)
    assert not any(reading.known for reading in readings)


def test_an_ending_against_harmony_counts_only_where_nothing_else_fits() -> None:
    assert analyse("мониторингтардың")[0].case is GENITIVE
    assert case_of("Сүлейменовқа") is DATIVE
    assert case_of("көрсеткішта") is LOCATIVE


@pytest.mark.parametrize(
    ("word", "lemma", "case", "known"),
    [
        ("9-1-бабына", "9-1-бап", DATIVE, True),
        ("ЭЦҚ-ның", "эцқ", GENITIVE, False),
        ("ЭЦҚ-ны", "эцқ", ACCUSATIVE, False),
        ("243-НҚ", "243-нқ", NOMINATIVE, False),
        ("вице-министрдің", "вице-министр", GENITIVE, True),
        ("іс-қимылдан", "іс-қимыл", ABLATIVE, True),
        ("жоспар-кестеде", "жоспар-кесте", LOCATIVE, True),
        ("9‑бабында", "9-бап", LOCATIVE, True),
    ],
)
def test_of_a_word_with_a_dash_the_last_part_is_read(word: str, lemma: str, case: Case, known: bool) -> None:
    reading = analyse(word)[0]
    assert (reading.lemma, reading.case, reading.known) == (lemma, case, known)


def test_a_locative_with_the_attributive_ending_stands_as_a_nominative() -> None:
    (reading,) = analyse("тармағындағы")
    assert reading == WordForm("тармақ", LOCATIVE, possessed=True, attributive=True)
    assert case_of("тармағындағы") is NOMINATIVE


def test_of_several_words_the_last_gives_the_case() -> None:
    assert case_of("осы Қағидалардың 9-тармағына") is DATIVE
    assert case_of("Көрсету қағидалары»);") is NOMINATIVE
    assert case_of("«Әділет» министрлігінің)") is GENITIVE


@pytest.mark.parametrize(
    ("ending", "case"),
    [
        *[
            ("ның", GENITIVE),
            ("тың", GENITIVE),
            ("нда", LOCATIVE),
            ("те", LOCATIVE),
            ("нан", ABLATIVE),
            ("дан", ABLATIVE),
        ],
        *[("на", DATIVE), ("ге", DATIVE), ("қа", DATIVE), ("пен", INSTRUMENTAL), ("н", ACCUSATIVE), ("ды", ACCUSATIVE)],
        *[("ы", NOMINATIVE), ("лар", NOMINATIVE), ("ка", NOMINATIVE), ("х", NOMINATIVE), ("", NOMINATIVE)],
    ],
)
def test_an_ending_cut_from_its_noun_has_its_case(ending: str, case: Case) -> None:
    assert case_of_ending(ending) is case


def test_a_latin_i_inside_a_word_is_read_as_the_letter_it_looks_like() -> None:
    assert case_of("министрлiгiнiң") is GENITIVE


@pytest.mark.heavy
def test_long_and_hostile_words_end_at_once() -> None:
    assert case_of("қ" * 100_000) is NOMINATIVE
    assert case_of("-" * 50 + "ның" * 50) is NOMINATIVE
    assert analyse("а-" * 1_000) == ()

"""Lemma and case of the nouns acts are written with."""

from __future__ import annotations

import pytest
import regex
from conftest import TEXTS, stages

from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.language.endings import forms_of, is_back
from kzreg_parse.language.lemmas import form_of, known_lemmas, lemma_of, readings_of
from kzreg_parse.language.vocabulary import ACT_KIND, ACT_PART_NUMBERED, nouns_in
from kzreg_parse.rules import rule

WORD = regex.compile(r"\p{L}+(?:-\p{L}+)?")


@pytest.mark.parametrize(
    ("word", "lemma", "case", "possessed", "plural"),
    [
        ("қызметі", "қызмет", Case.NOMINATIVE, True, False),
        ("қызметінің", "қызмет", Case.GENITIVE, True, False),
        ("баптың", "бап", Case.GENITIVE, False, False),
        ("бабына", "бап", Case.DATIVE, True, False),
        ("тармағында", "тармақ", Case.LOCATIVE, True, False),
        ("тармақшаларына", "тармақша", Case.DATIVE, True, True),
        ("Заңының", "заң", Case.GENITIVE, True, False),
        ("бұйрығымен", "бұйрық", Case.INSTRUMENTAL, True, False),
        ("қаулысымен", "қаулы", Case.INSTRUMENTAL, True, False),
        ("регламентке", "регламент", Case.DATIVE, False, False),
        ("стандартының", "стандарт", Case.GENITIVE, True, False),
        ("министрлігінде", "министрлік", Case.LOCATIVE, True, False),
        ("министрдің", "министр", Case.GENITIVE, False, False),
        ("әкімдіктен", "әкімдік", Case.ABLATIVE, False, False),
        ("актілерімен", "акт", Case.INSTRUMENTAL, True, True),
        ("банкінің", "банк", Case.GENITIVE, True, False),
        ("кәсіпорнына", "кәсіпорын", Case.DATIVE, True, False),
        ("берушіден", "беруші", Case.ABLATIVE, False, False),
        ("тіркеудің", "тіркеу", Case.GENITIVE, False, False),
        ("минуттан", "минут", Case.ABLATIVE, False, False),
        ("күннен", "күн", Case.ABLATIVE, False, False),
        ("іс-қимылдың", "іс-қимыл", Case.GENITIVE, False, False),
    ],
)
def test_a_form_has_its_lemma_and_case(word: str, lemma: str, case: Case, possessed: bool, plural: bool) -> None:
    (reading,) = readings_of(word)
    assert (reading.lemma, reading.case, reading.possessed, reading.plural) == (lemma, case, possessed, plural)
    assert lemma_of(word) == lemma
    assert form_of(lemma, case, plural=plural, possessed=possessed) == word.lower()


def test_an_attributive_locative_is_known() -> None:
    (reading,) = readings_of("тармағындағы")
    assert (reading.lemma, reading.case, reading.attributive) == ("тармақ", Case.LOCATIVE, True)


@pytest.mark.parametrize(
    "word",
    ["қызме", "қызметші", "қызметтік", "ұйымдастыру", "мемлекеттік", "және", "регламентқа", "минуттен", "заңдік", "x"],
)
def test_a_word_outside_the_set_or_against_harmony_has_no_lemma(word: str) -> None:
    assert readings_of(word) == ()
    assert lemma_of(word) is None


def test_the_kind_of_a_noun_is_one_of_a_few() -> None:
    kinds = {told["kind"] if isinstance(told, dict) else told for told in rule("noun.lemma").words.values()}
    assert kinds == {"unit", "act", "document", "body", "actor", "procedure", "time", "place", "other"}


@pytest.mark.parametrize("lemma", sorted(known_lemmas()))
def test_every_noun_is_the_lemma_of_its_own_forms(lemma: str) -> None:
    assert Case.NOMINATIVE in {reading.case for reading in readings_of(lemma)}
    for case in Case:
        for plural in (False, True):
            for possessed in (False, True):
                form = form_of(lemma, case, plural=plural, possessed=possessed)
                assert any(
                    (reading.lemma, reading.case, reading.plural, reading.possessed) == (lemma, case, plural, possessed)
                    for reading in readings_of(form)
                )


def test_link_nouns_are_in_the_set() -> None:
    linked = nouns_in((*ACT_PART_NUMBERED, *ACT_KIND, "vocabulary.table", "vocabulary.list", "vocabulary.heading"))
    lemmas = {noun.lemma for noun in linked.values() if " " not in noun.lemma}
    assert lemmas and sorted(lemmas - set(known_lemmas())) == []


def test_only_whole_spellings_have_forms_of_their_own() -> None:
    """A softened, shortened or abbreviated stem of a vocabulary makes no forms by itself."""
    assert {noun.lemma: noun.spellings for noun in known_lemmas().values() if noun.spellings} == {
        "рәсім": ("ресім",),
        "процесс": ("процес",),
    }
    assert [readings_of(word) for word in ("кәсіпорнның", "сектің", "баб", "кун", "қфбның")] == [()] * 5


def test_harmony_is_decided_by_the_last_vowel() -> None:
    assert [is_back(word) for word in ("заң", "бөлім", "министр", "тіркеу", "алу", "минут", "комиссия")] == [
        True, False, False, False, True, True, True,
    ]  # fmt: skip


def test_forms_never_mix_back_and_front_endings() -> None:
    back, front = set("аыұо"), set("әеіүө")
    for noun in ("заң", "бөлім", "министр", "стандарт", "күн"):
        for form, reading in forms_of(noun):
            ending = form[len(noun) :]
            if reading.case is not Case.INSTRUMENTAL:
                assert not (set(ending) & (front if is_back(noun) else back)), form


def test_the_case_of_a_listed_noun_is_one_of_its_readings_on_the_acts() -> None:
    words = {
        word
        for name in TEXTS
        for block in stages(name).restored.blocks
        for word in WORD.findall(block.text.text.lower())
    }
    known = {word: readings_of(word) for word in words if readings_of(word)}
    assert len(known) > 700
    cases = {
        word: {Case.NOMINATIVE if reading.attributive else reading.case for reading in readings}
        for word, readings in known.items()
    }
    assert [word for word in known if case_of(word) not in cases[word]] == []

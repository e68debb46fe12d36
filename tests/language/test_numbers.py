"""Numbers in words, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzreg_parse.language.cases import Case
from kzreg_parse.language.numbers import LIMIT, NumberWord, number_in_words, number_to_words, read_number


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("нөл", 0),
        ("бір", 1),
        ("он бес", 15),
        ("жиырма бір", 21),
        ("отыз", 30),
        ("тоқсан тоғыз", 99),
        ("жүз", 100),
        ("бір жүз", 100),
        ("жүз отыз екі", 132),
        ("екі жүз елу алты", 256),
        ("мың", 1000),
        ("бір мың", 1000),
        ("мың тоғыз жүз тоқсан бес", 1995),
        ("екі мың он төрт", 2014),
        ("он екі мың", 12000),
        ("жүз мың", 100_000),
        ("бір миллион екі жүз отыз төрт мың бес жүз алпыс жеті", 1_234_567),
        ("екі миллиард", 2_000_000_000),
        ("Он Екі", 12),
    ],
)
def test_a_cardinal_in_words_has_its_value(words: str, value: int) -> None:
    assert number_in_words(words) == value


@pytest.mark.parametrize(
    "words",
    ["", "бір он", "он он", "екі үш", "он жиырма", "бес отыз", "он жүз", "екі жүз жүз", "жүз екі жүз", "мың мың",
     "мың екі миллион", "нөл бір", "бір нөл", "он бес үш", "отыз он", "күн", "бір күн"],
)  # fmt: skip
def test_what_is_no_number_is_refused(words: str) -> None:
    assert number_in_words(words) is None
    assert read_number(words) is None


@pytest.mark.parametrize(
    ("words", "value", "ordinal", "case"),
    [
        ("екінің", 2, False, Case.GENITIVE),
        ("онға", 10, False, Case.DATIVE),
        ("жиырма бесті", 25, False, Case.ACCUSATIVE),
        ("отызда", 30, False, Case.LOCATIVE),
        ("бестен", 5, False, Case.ABLATIVE),
        ("оннан", 10, False, Case.ABLATIVE),
        ("алтымен", 6, False, Case.INSTRUMENTAL),
        ("бірі", 1, False, Case.NOMINATIVE),
        ("екі жүзге", 200, False, Case.DATIVE),
        ("бірінші", 1, True, Case.NOMINATIVE),
        ("он екінші", 12, True, Case.NOMINATIVE),
        ("жиырмасыншы", 20, True, Case.NOMINATIVE),
        ("қырқыншы", 40, True, Case.NOMINATIVE),
        ("екі мыңыншы", 2000, True, Case.NOMINATIVE),
        ("екі мың он төртінші", 2014, True, Case.NOMINATIVE),
        ("үшіншісінде", 3, True, Case.LOCATIVE),
        ("оныншыға", 10, True, Case.DATIVE),
    ],
)
def test_case_endings_and_ordinals(words: str, value: int, ordinal: bool, case: Case) -> None:
    assert read_number(words) == NumberWord(value, ordinal, case)


@pytest.mark.parametrize("words", ["онге", "екіға", "бестан", "екінші он", "бірінші екінші", "жиырмалар", "он екіншы"])
def test_forms_that_do_not_exist_are_refused(words: str) -> None:
    assert read_number(words) is None


@given(st.integers(min_value=0, max_value=LIMIT - 1))
def test_words_of_a_number_are_read_back(value: int) -> None:
    assert number_in_words(number_to_words(value)) == value
    assert read_number(number_to_words(value, ordinal=True)) == NumberWord(value, True, Case.NOMINATIVE)


@given(st.integers(min_value=0, max_value=9_999_999))
def test_swapping_the_last_two_words_never_gives_the_same_number(value: int) -> None:
    words = number_to_words(value).split()
    if len(words) > 1:
        swapped = [*words[:-2], words[-1], words[-2]]
        assert number_in_words(" ".join(swapped)) != value


@given(st.lists(st.sampled_from(["бір", "екі", "он", "отыз", "жүз", "мың", "миллион", "нөл"]), max_size=8))
def test_whatever_is_accepted_says_the_same_number_again(words: list[str]) -> None:
    value = number_in_words(" ".join(words))
    if value is not None:
        assert number_in_words(number_to_words(value)) == value
        spoken = [word for word in words if word != "бір"]  # `бір жүз` and `жүз` are both said
        assert [word for word in number_to_words(value).split() if word != "бір"] == spoken


def test_a_number_out_of_range_is_refused() -> None:
    for value in (-1, LIMIT):
        with pytest.raises(ValueError, match=str(LIMIT - 1)):
            number_to_words(value)


@pytest.mark.parametrize(
    "value", [0, 7, 10, 21, 100, 101, 110, 256, 1000, 1001, 1100, 21_000, 100_000, 1_234_567, 10**9]
)
def test_num2words_says_the_same(value: int) -> None:
    """num2words (LGPL, a tool of the tests only) knows Kazakh cardinals, no ordinals, and reads nothing back."""
    num2words = pytest.importorskip("num2words").num2words
    assert number_to_words(value) == num2words(value, lang="kz")


@given(st.integers(min_value=0, max_value=LIMIT - 1))
def test_num2words_is_understood(value: int) -> None:
    num2words = pytest.importorskip("num2words").num2words
    assert number_in_words(num2words(value, lang="kz")) == value

"""Words folded for search: the forms of a noun share a fold, other nouns do not."""

from __future__ import annotations

import pytest

from kzreg_parse.language.fold import fold, folded_text, folded_words, other_folds

FORMS = {
    "әкімдік": "әкімдік әкімдігі әкімдігінің әкімдікке әкімдіктердің ӘКІМДІГІНДЕ",
    "облыс": "облыс облысы облысының облыста облыстарының",
    "қала": "қала қаласы қаласының қалада қалаларға",
    "жұмыс": "жұмыс жұмысы жұмысына жұмыстарынан жұмыспен",
    "кітап": "кітап кітабы кітаптың кітабында",
    "штаб": "штаб штабы штабтың штабтарда",
    "клуп": "клуб клубы клубтың клубтарда",
    "біліктілік": "біліктілік біліктілігі біліктілікті",
    "электр": "электр",
    "эцқ": "ЭЦҚ ЭЦҚ-ның ЭЦҚ-мен",
    "9-1-бап": "9-1-бап 9-1-бабына 9‑1‑баптың",
    "243-нқ": "243-НҚ",
    "2/335": "2/335",
}


@pytest.mark.parametrize("folded", FORMS)
def test_forms_of_a_word_share_a_fold(folded: str) -> None:
    assert {fold(form) for form in FORMS[folded].split()} == {folded}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("тарау", "тармақ"),
        ("қызмет", "қызметкер"),
        ("министр", "министрлік"),
        ("Оңтүстік", "Солтүстік"),
        ("кесте", "кен"),
    ],
)
def test_other_words_keep_other_folds(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["календар", "мүмкін", "бойынша", "арқылы", "WWW", "x", "", "ъ", "№"])
def test_what_no_rule_makes_is_only_lowered(word: str) -> None:
    assert fold(word) in (word.lower(), word.lower()[:-1])


def test_a_stem_that_only_a_reader_can_tell_is_asked_for_both_ways() -> None:
    forms = ["желі", "желісі", "желісіне", "желілер", "желілерге"]
    for asked in forms[1:]:
        reached = {fold(asked), *other_folds(asked)}
        assert all(fold(form) in reached for form in forms), asked


def test_words_stand_where_they_are_said_to() -> None:
    text = "«Қала» әкімдігінің 9-бабына: № 2/335 ЭЦҚ-ның."
    found = [text[word.start : word.end] for word in folded_words(text)]
    assert found == ["Қала", "әкімдігінің", "9-бабына", "2/335", "ЭЦҚ-ның"]
    assert folded_text(text) == "қала әкімдік 9-бап 2/335 эцқ"

"""Kazakh for spaCy: tokens, lemmas, and an act with its facts as spans."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, stages

import kzreg_parse

if TYPE_CHECKING:
    from spacy.language import Language


@cache
def nlp() -> Language:
    """The language with its lemmatizer; spaCy is loaded by the first test, not while tests are collected."""
    from kzreg_parse.language.spacy.language import LEMMATIZER, Kazakh

    made = Kazakh()
    made.add_pipe(LEMMATIZER)
    return made


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Заңның 9-1-бабына сәйкес,", ["Заңның", "9-1-бабына", "сәйкес", ","]),
        ("№ 192 бұйрығы", ["№", "192", "бұйрығы"]),
        ("№192 бұйрығы", ["№", "192", "бұйрығы"]),
        ("1) құжаттар; 2-1) өтініш.", ["1)", "құжаттар", ";", "2-1)", "өтініш", "."]),
        ("(1) (осы тармақтың 2-1)", ["(", "1", ")", "(", "осы", "тармақтың", "2-1", ")"]),
        ("ЭЦҚ-ның іс-қимылы", ["ЭЦҚ-ның", "іс-қимылы"]),
        ("15 (он бес) минут", ["15", "(", "он", "бес", ")", "минут"]),
        ("«Стандарт» бекітілсін", ["«", "Стандарт", "»", "бекітілсін"]),
        ("10–15 сек. 28.05.2015.", ["10", "–", "15", "сек.", "28.05.2015", "."]),
        ("4-рәсім –жауапты", ["4-рәсім", "–", "жауапты"]),
        ("министрдің м.а. 2/335 www.egov.kz,", ["министрдің", "м.а.", "2/335", "www.egov.kz", ","]),
        ("және/немесе", ["және", "/", "немесе"]),
        ("ҚР ДСМ-45/2020", ["ҚР", "ДСМ-45/2020"]),
        ("тармағының (қағида)ережесі", ["тармағының", "(", "қағида)ережесі"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    doc = nlp()(text)
    assert [token.text for token in doc] == tokens
    assert doc.text == text


@pytest.mark.parametrize(
    ("word", "lemma", "features"),
    [
        ("қызметі", "қызмет", {"Case": "Nom", "Number": "Sing", "Person[psor]": "3"}),
        ("9-1-бабына", "9-1-бап", {"Case": "Dat", "Number": "Sing", "Person[psor]": "3"}),
        ("тармақтардан", "тармақ", {"Case": "Abl", "Number": "Plur"}),
        ("екінші", "екінші", {"NumType": "Ord", "Case": "Nom"}),
        ("және", None, {}),
        ("қызметші", None, {}),
    ],
)
def test_lemma_and_features(word: str, lemma: str | None, features: dict[str, str]) -> None:
    from kzreg_parse.language.spacy.language import lemma_and_features

    assert lemma_and_features(word) == (lemma, features)


def test_a_word_that_is_not_known_gets_no_lemma() -> None:
    doc = nlp()("министрлігінің қызметшісі")
    assert [token.lemma_ for token in doc] == ["министрлік", ""]
    assert doc[0].morph.get("Case") == ["Gen"]


def test_the_pipeline_is_saved_and_loaded(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import spacy

    nlp().to_disk(tmp_path / "kk")
    again = spacy.load(tmp_path / "kk")
    assert [token.lemma_ for token in again("1) Заңның")] == ["", "заң"]
    assert [token.text for token in again("1) Заңның")] == ["1)", "Заңның"]


@pytest.mark.parametrize("name", ["text/000.txt", "text/001.txt", "text/003.md", "pdf/004.pdf"])
def test_an_act_becomes_a_doc_with_its_facts(name: str) -> None:
    act = stages(name).act
    doc = kzreg_parse.to_spacy(act)
    spans = list(doc.spans["durations"])
    assert sorted(span.text for span in spans) == sorted(duration.text for duration in act.durations)
    assert [words for group, words in doc.user_data["kzreg_unplaced"] if group == "durations"] == []
    assert {(span.text, span.label_, span.id_) for span in spans} == {
        (duration.text, duration.unit, duration.node) for duration in act.durations
    }
    nodes = {span.id_: span for span in doc.spans["nodes"]}
    for span in spans:
        home = nodes[span.id_]
        assert home.start <= span.start < span.end <= home.end
    assert {"citations", "definitions", "amendments", "participants", "steps"} <= set(doc.spans)


def test_the_same_words_twice_in_a_node_are_two_spans() -> None:
    doc = kzreg_parse.to_spacy(stages("pdf/001.pdf").act)
    places = [(span.start, span.end) for span in doc.spans["durations"]]
    assert len(set(places)) == len(places)


def test_another_pipeline_may_be_given() -> None:
    import spacy

    doc = kzreg_parse.to_spacy(stages("text/004.txt").act, spacy.blank("xx"))
    assert doc.lang_ == "xx"
    assert len(doc.spans["durations"]) == len(stages("text/004.txt").act.durations)


def test_entry_points_name_what_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    points = project["entry-points"]
    assert points["spacy_languages"]["kk"].endswith(":Kazakh")
    for group in ("spacy_languages", "spacy_factories", "spacy_tokenizers"):
        for target in points[group].values():
            module, _, name = target.partition(":")
            assert callable(getattr(import_module(module), name))


def test_parsing_and_help_do_not_load_spacy() -> None:
    code = (
        "import sys, kzreg_parse, kzreg_parse.cli.app; kzreg_parse.parse(sys.argv[1]); "
        "assert not [name for name in sys.modules if name.split('.')[0] == 'spacy']"
    )
    subprocess.run([sys.executable, "-c", code, str(ROOT / "corpora" / "text" / "004.txt")], check=True, cwd=ROOT)

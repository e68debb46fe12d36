"""Letter-spaced lines, as the samples have them."""

from __future__ import annotations

import pytest
from conftest import source_of

from kzreg_parse.model import Traced
from kzreg_parse.restore.letters.closing import close_up, is_stretched, keeps_boundaries
from kzreg_parse.restore.words.lexicon import Lexicon

WORDS = Lexicon.of_lines(line.text.text for line in source_of("text/002.txt").items if hasattr(line, "text"))


def closed(line: str, *, boundaries_kept: bool = True, torn: bool = False) -> str:
    return " ".join(
        close_up(Traced.cut(line, 0, len(line)), WORDS, boundaries_kept=boundaries_kept, torn=torn).text.text.split()
    )


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("к ө р с е т е д і .", "көрсетеді."),
        ("1 .  М ы н а л а р :", "1. Мыналар:"),
        ("2 0 1 4  ж ы л ғ ы  2  м а у с ы м д а ғ ы", "2014 жылғы 2 маусымдағы"),
        ("к ә с і п о р н ы  ( б ұ д а н  ә р і  –  Х Қ О ) ;", "кәсіпорны (бұдан әрі – ХҚО);"),
        ("2 7 8 2 3 )  ж а р и я л а н д ы ) .", "27823) жарияланды)."),
        ("ж а у а п т ы", "жауапты"),
        ("о ғ а н", "оған"),
    ],
)
def test_two_blanks_are_a_boundary_and_one_is_an_artefact(line: str, clean: str) -> None:
    assert closed(line) == clean


def test_a_third_blank_keeps_the_hole_of_a_lifted_link() -> None:
    line = "о с ы  б ұ й р ы қ қ а   с ә й к е с ;4 - қ о с ы м ш а ғ а"
    text = close_up(Traced.cut(line, 0, len(line)), WORDS, boundaries_kept=True).text.text
    assert text == "осы бұйрыққа  сәйкес;4-қосымшаға"


@pytest.mark.parametrize(
    ("line", "clean"),
    [
        ("мемлекеттік  қызметт і  көрсету", "мемлекеттік қызметті көрсету"),
        ("көрсет ілетін  қызметті  берушін ің", "көрсетілетін қызметті берушінің"),
        ("электрондық  құжат  ны  т іркеу", "электрондық құжат ны тіркеу"),
    ],
)
def test_a_partly_stretched_line_is_mended_by_known_words(line: str, clean: str) -> None:
    assert closed(line) == clean


@pytest.mark.parametrize(
    "line", ["1 2 3 4 5", "2 3 4 5 -", "2 3  4 5 6", "А. Б. Сериков", "5 МВт және 35 кВ", "8 800 080 7777"]
)
def test_rows_of_figures_and_names_are_left_alone(line: str) -> None:
    assert closed(line) == " ".join(line.split())
    assert not is_stretched(line, WORDS)


@pytest.mark.parametrize(
    "line",
    [
        "бас тарту туралы дәлелді жауап",
        "в соответствии с законом и кодексом",
        "қол қою үшін куәландыру",
    ],
)
def test_clean_lines_pass_unchanged(line: str) -> None:
    assert closed(line) == line
    assert closed(line, boundaries_kept=False) == line
    assert closed(line, torn=True) == line


def test_lost_boundaries_come_back_from_known_words() -> None:
    assert (
        closed("субъект (тұтынушы, қ ы з м е т б е р у ш і ) ;", boundaries_kept=False)
        == "субъект (тұтынушы, қызмет беруші);"
    )


def test_a_document_without_double_blanks_has_lost_its_boundaries() -> None:
    assert keeps_boundaries(["к ө р с е т е д і  ж ә н е  б е р е д і ."])
    assert keeps_boundaries(["ешбір созылған жол жоқ"])
    assert not keeps_boundaries(["ж а у а п т ы о р ы н д а у ш ы а н ы қ т а й д ы ."] * 3)
    assert keeps_boundaries(["х а б а р л а м а н ы ң ;"]), "one line may be a single word"


def test_every_letter_keeps_its_place() -> None:
    line = "ө т к е н  с о ң"
    text = close_up(Traced.cut(line, 0, len(line)), WORDS, boundaries_kept=True).text
    assert [line[text.offset(index)] for index in range(len(text))] == list(text.text)

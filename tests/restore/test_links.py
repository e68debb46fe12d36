"""Displaced links, every kind in the samples; and the double blanks that are no holes."""

from __future__ import annotations

import pytest
from conftest import source_of

from kzreg_parse.model import Traced
from kzreg_parse.read import Line, read
from kzreg_parse.restore import restore
from kzreg_parse.restore.blocks.tidy import tidy
from kzreg_parse.restore.links.junctions import WordPairs
from kzreg_parse.restore.links.returning import Context, return_links
from kzreg_parse.restore.words.lexicon import Lexicon

DUMP = [item.text.text for item in source_of("text/002.txt").items if isinstance(item, Line)]
PAIRS, WORDS = WordPairs(DUMP), Lexicon.of_lines(DUMP)


def returned(line: str, before: str = "", after: str = "", *, open_links: int = 0) -> str:
    text = Traced.cut(line, 0, len(line))
    return tidy(return_links(text, Context(before, after, open_links), PAIRS, WORDS).text).text


@pytest.mark.parametrize(
    ("line", "after", "clean"),
    [
        # glued behind the line's last stop
        ("осы қаулының  сәйкес бекітілсін.қосымшасына", "", "осы қаулының қосымшасына сәйкес бекітілсін."),
        ("осы бұйрыққа  сәйкес;1-қосымшаға", "", "осы бұйрыққа 1-қосымшаға сәйкес;"),
        ("көрсетілген бұйрықтың :1-тармағында", "", "көрсетілген бұйрықтың 1-тармағында:"),
        (
            "көрсетілген бұйрықтың  мынадай редакцияда жазылсын:тақырыбы",
            "",
            "көрсетілген бұйрықтың тақырыбы мынадай редакцияда жазылсын:",
        ),
        # glued inside a word
        (
            "мемлекеттік көрсетілетін қызмет  сәйкесстандартына",
            "нысан бойынша",
            "мемлекеттік көрсетілетін қызмет стандартына сәйкес",
        ),
        (
            "таңдауы, стандарттың  сәйкес нысан бойынша3-қосымшаға",
            "куәландырылған",
            "таңдауы, стандарттың 3-қосымшаға сәйкес нысан бойынша",
        ),
        (
            "Заңының 10-бабының сәйкес Қостанай2) тармақшасына",
            "облысының",
            "Заңының 10-бабының 2) тармақшасына сәйкес Қостанай",
        ),
        # several on a line, in order
        (
            "Заңының 16 бабының  және  сәйкес 1 3 тармақтарына",
            "Шымкент",
            "Заңының 16 бабының 1 және 3 тармақтарына сәйкес",
        ),
        (
            "тармақтың ,  және  көзделген іс-шаралардың орындалуы 1) 2) 3) тармақшаларында",
            "туралы",
            "тармақтың 1), 2) және 3) тармақшаларында көзделген іс-шаралардың орындалуы",
        ),
        (
            "көрсетілетін қызмет  осы бұйрыққа  сәйкес регламенті 4-қосымшаға",
            "жаңа",
            "көрсетілетін қызмет регламенті осы бұйрыққа 4-қосымшаға сәйкес",
        ),
        # the hole before a comma, before a bracket, after a dash
        (
            'Заңының 27-бабының , "Мемлекеттік 2-тармағына',
            "көрсетілетін қызметтер",
            'Заңының 27-бабының 2-тармағына, "Мемлекеттік',
        ),
        (
            "12.06.2017 № 144  (алғашқы ресми жарияланған күнінен кейін он күн қаулысымен",
            "өткен соң",
            "12.06.2017 № 144 қаулысымен (алғашқы ресми жарияланған күнінен кейін он күн",
        ),
        (
            '(бұдан әрі - ) негізінде, "Шымкент қаласының энергетика Стандарт',
            "және",
            '(бұдан әрі - Стандарт) негізінде, "Шымкент қаласының энергетика',
        ),
        ("Энергетика министрінің 28.05.2015  (№ 376", "алғашқы ресми", "Энергетика министрінің 28.05.2015 № 376 ("),
        ("енгізіледі) .бұйрығымен", "", "енгізіледі) бұйрығымен."),
        # no hole but a single blank: only grammar tells
        (
            "Стандарттың сәйкес қызмет алушының (не оның сенімхат бойынша 9-тармағына",
            "өкілінің)",
            "Стандарттың 9-тармағына сәйкес қызмет алушының (не оның сенімхат бойынша",
        ),
        (
            "2012 жылғы 7 мамырдағы № 522 күші жойылды деп қаулысының",
            "танылсын",
            "2012 жылғы 7 мамырдағы № 522 қаулысының күші жойылды деп",
        ),
        (
            "2013 жылғы 23 сәуірдегі № 312 (бұйрығымен",
            "Нормативтік құқықтық",
            "2013 жылғы 23 сәуірдегі № 312 бұйрығымен (",
        ),
        # two numbers glued to one, the second torn from its noun by the line end
        ("Республикасы Заңының  210-бабының", "-тармағына сәйкес, 10-бабының", "Республикасы Заңының 10-бабының 2"),
    ],
)
def test_displaced_words_go_back_to_their_holes(line: str, after: str, clean: str) -> None:
    assert returned(line, after=after) == clean


@pytest.mark.parametrize(
    ("line", "before", "clean"),
    [
        ("сәйкес;қосымшаға", "регламенті осы бұйрыққа 6-", "қосымшаға сәйкес;"),
        (
            "көрсетілген тізбе бойынша ұсынылған құжаттардың және тармағында",
            "Стандарт) 9-",
            "тармағында көрсетілген тізбе бойынша ұсынылған құжаттардың және",
        ),
        (
            "күші жойылды деп танылсын (Нормативтік құқықтық актілерді бұйрығының",
            "21 қыркүйектегі № 331",
            "бұйрығының күші жойылды деп танылсын (Нормативтік құқықтық актілерді",
        ),
        (
            "сәйкес, әрбір іс-қимылды өту блок-схемасында көрсетілген.қосымшаға",
            "осы Регламентке 1",
            "қосымшаға сәйкес, әрбір іс-қимылды өту блок-схемасында көрсетілген.",
        ),
    ],
)
def test_a_line_may_begin_with_the_hole(line: str, before: str, clean: str) -> None:
    assert returned(line, before=before, after="мемлекеттік", open_links=1) == clean


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("мемлекеттік көрсетілетін қызмет  регламенті", "осы қаулының"),  # the link stood last on its line
        ("Үкіметінің 2014 жылғы 15 ақпандағы № 94  қаулысына", "сәйкес Шығыс Қазақстан"),
        ("стандартының (бұдан әрі – Стандарт)  10-тармағында", "көзделген жағдайларда"),
        ("осы  регламентке 2-қосымшада", "келтірілген."),
        ("Осы Регламенттің 5-тармағында көрсетілген 2-іс-қимылдың нәтижесі қызмет", "беруші"),
        ("газетінде № 136-850 (22018)", "жарияланған)."),
        ("жаңа технологиялар министрі                Ә.Исекешев", ""),
        ("порталдың сall-орталығының телефоны (1414, 8", "800 080"),
        ("www.egov.kz, www.elicense.kz веб-порталы (", "бұдан әрі"),
        ("Осы бұйрықтың орындалуын бақылау орынбасар Б.Пармановқа", "жүктелсін."),
    ],
)
def test_right_lines_keep_the_order_of_their_words(line: str, after: str) -> None:
    assert returned(line, after=after).split() == line.split()


def test_what_cannot_be_decided_stays_and_is_reported() -> None:
    line = "жүзеге асырылады.3-тармағына"
    result = return_links(Traced.cut(line, 0, len(line)), Context(), PAIRS, WORDS)
    assert result.text.text == line
    assert result.confidence is None
    assert result.doubt == "3-тармағына"


def test_no_letter_is_lost_or_made_up() -> None:
    line = "тармақтың ,  және  көзделген іс-шаралардың орындалуы 1) 2) 3) тармақшаларында"
    text = return_links(Traced.cut(line, 0, len(line)), Context(after="туралы"), PAIRS, WORDS).text
    assert sorted("".join(text.text.split())) == sorted("".join(line.split()))


def test_the_kind_of_act_behind_a_bracket_is_in_its_place() -> None:
    line = (
        "Қаржы министрінің 2021 жылғы 5 мамырдағы № 77 (алғашқы ресми жарияланған күнінен (сол күнді қоса) кейін "
        "күнтізбелік он күн өткен соң қолданысқа енгізіледі) бұйрығымен"
    )
    assert returned(line) == line


def test_a_title_that_goes_on_from_the_line_above_is_closed_there(text_of) -> None:  # type: ignore[no-untyped-def]
    body = (
        "      2. Қаржы министрінің 2013 жылғы 13 наурыздағы № 143 «Мемлекеттік \n"
        "\n"
        "  толықтыру енгізілсін.мекемелердің есептілік нысандарын бекіту туралы» бұйрығына\n"
    )
    texts = [block.text.text for block in restore(read(text_of(body), "act.txt")).blocks]
    assert (
        "2. Қаржы министрінің 2013 жылғы 13 наурыздағы № 143 «Мемлекеттік мекемелердің есептілік нысандарын бекіту "
        "туралы» бұйрығына толықтыру енгізілсін."
    ) in texts

"""Lines to blocks: line breaks, page breaks, headers, blanks, quotes, scripts."""

from __future__ import annotations

import difflib

import pytest
from conftest import CORPORA, stages

from kzreg_parse.model import Traced
from kzreg_parse.read import read
from kzreg_parse.restore import BlockKind, restore
from kzreg_parse.restore.blocks.tidy import join_lines, tidy
from kzreg_parse.restore.lines.scripts import fold_aliens, fold_mixed_words

HEAD = "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.\n"


def blocks(text: str) -> list[str]:
    made = restore(read((HEAD + text).encode(), "x.txt"))
    return [block.text.text for block in made.blocks][1:]


def cut(text: str) -> Traced:
    return Traced.cut(text, 0, len(text))


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("      электрондық және (\nнемесе) қағаз түрінде.", "электрондық және (немесе) қағаз түрінде."),
        ("      ол 5-\nіс-қимылды бастау үшін негіз болады;", "ол 5-іс-қимылды бастау үшін негіз болады;"),
        ("      көрсетілген ЖСН\n/БСН арасындағы", "көрсетілген ЖСН/БСН арасындағы"),
        (
            '      бұл ақпарат "\nЕ-лицензиялау" МДБ АЖ-ға келіп түседі;',
            'бұл ақпарат "Е-лицензиялау" МДБ АЖ-ға келіп түседі;',
        ),
        ("      «Егемен Қазақстан\n» газетінде", "«Егемен Қазақстан» газетінде"),
        ("      вице-министрі жүктелсін\n.", "вице-министрі жүктелсін."),
        ("      Орындалу ұзақтығы\n– екі жұмыс күні ішінде;", "Орындалу ұзақтығы – екі жұмыс күні ішінде;"),
        ("      12.06.2017 №\n144 қаулысымен", "12.06.2017 № 144 қаулысымен"),
        (
            "      құжаттарды тапсыру кезінде қызметкер көрсетілетін \n\n\n\nқызметті алушыға:",
            "құжаттарды тапсыру кезінде қызметкер көрсетілетін қызметті алушыға:",
        ),
        (
            "      жай-күйі туралы қорытынды беру осы бұйрыққа 6-\n\n\n\n с ә й к е с ;қ о с ы м ш а ғ а",
            "жай-күйі туралы қорытынды беру осы бұйрыққа 6-қосымшаға сәйкес;",
        ),
    ],
)
def test_lines_of_one_block_are_joined_as_they_were_printed(lines: str, joined: str) -> None:
    assert blocks(lines) == [joined]


def test_an_indent_begins_a_block_and_a_page_break_does_not() -> None:
    text = "      1. Осы қаулының орындалуын бақылау басшыға \n\n\n\nжүктелсін.\n      2. Осы қаулы күшіне енеді."
    assert blocks(text) == ["1. Осы қаулының орындалуын бақылау басшыға жүктелсін.", "2. Осы қаулы күшіне енеді."]


def test_a_header_is_gathered_over_blank_lines_and_pages() -> None:
    text = (
        '      2. Осы қаулы қолданысқа енгізіледі.\n\n \n\nАлматы облысы\nәкімдігінің\n\n2014 жылғы\n" 11 " қыркүйектегі\n\n\n\n'
        "№ 245 қаулысымен\n\nбекітілді\n\nМемлекеттік қызмет регламенті\n"
    )
    assert blocks(text)[1:] == [
        'Алматы облысы әкімдігінің 2014 жылғы "11" қыркүйектегі № 245 қаулысымен бекітілді',
        "Мемлекеттік қызмет регламенті",
    ]


def test_a_header_right_below_a_clause_begins_a_block() -> None:
    text = (
        "      Диаграмма осы регламентке  келтірілген.3-қосымшада\n«Электрлік  зертханаларды аккредиттеу»\n"
        "м е м л е к е т т і к  к ө р с е т і л е т і н  қ ы з м е т   \nрегламентіне 1-қосымша      \n"
    )
    assert blocks(text) == [
        "Диаграмма осы регламентке 3-қосымшада келтірілген.",
        "«Электрлік зертханаларды аккредиттеу» мемлекеттік көрсетілетін қызмет регламентіне 1-қосымша",
    ]


def test_a_heading_painted_on_two_pages_counts_once() -> None:
    assert stages("pdf_synthetic/0011.pdf").act.appendices[0].appendices[1].title == (
        "Мемлекеттік қызмет көрсетудің бизнес-процестерінің анықтамалығы"
    )
    assert any(found.code == "KZN05" for found in stages("pdf_synthetic/0011.pdf").act.diagnostics)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("қызмет беруші) .", "қызмет беруші)."),
        ("( іс-қимылдарының)  ретінің", "(іс-қимылдарының) ретінің"),
        ('2014 жылғы " 11 " қыркүйектегі', '2014 жылғы "11" қыркүйектегі'),
        ("талаптар :", "талаптар:"),
        ("электрондық/ қағаз", "электрондық/ қағаз"),  # the author's own
        ("рәсімдер(іс-қимылдар)", "рәсімдер(іс-қимылдар)"),
        ("5- үдеріс – 2 .5", "5- үдеріс – 2 .5"),
        ("« Егемен »\u00a0газеті", "«Егемен» газеті"),
    ],
)
def test_blanks_stand_as_an_editor_would_set_them(text: str, clean: str) -> None:
    assert tidy(cut(text)).text == clean


def test_a_hyphen_at_a_line_end_is_the_words_own() -> None:
    parts = [cut("іс-"), cut("қимыл")]
    assert join_lines(parts, [0, 0]).text == "іс-қимыл"


@pytest.mark.parametrize(
    ("word", "clean"),
    [
        ("Күшi", "Күші"),
        ("elіcense", "elicense"),
        ("сall-орталық", "call-орталық"),
        ("Деректerde", "Деректерде"),
        ("жəне", "және"),
        ("Pecпубликасы", "Республикасы"),
        ("541-ІV", "541-ІV"),  # a Roman number in two scripts is printed so
        ("ЭЦК", "ЭЦК"),  # a wrong Cyrillic letter stays
        ("кВт-тан", "кВт-тан"),
        ("Adobe", "Adobe"),
    ],
)
def test_a_word_is_of_one_script(word: str, clean: str) -> None:
    assert fold_mixed_words(cut(word)).text == clean


def test_letters_of_foreign_scripts_are_put_back() -> None:
    assert fold_aliens(cut("т ұ լ ғ а")).text == "т ұ л ғ а"
    assert fold_aliens(cut("լ only")).text == "լ only", "a line without Cyrillic is not touched"


# Where the two copies of an act differ in their own words (the PDFs were typeset anew).
DIFFERENT_WORDS = {"001": 4, "004": 1}


@pytest.mark.parametrize("act", ["001", "004"])
def test_the_same_act_as_pdf_and_as_dump_gives_the_same_blocks(act: str) -> None:
    printed, dumped = (
        [
            block.text.text
            for block in stages(name).restored.blocks
            if block.kind is BlockKind.TEXT and block.table_region is None
        ]
        for name in (f"pdf/{act}.pdf", f"text/{act}.txt")
    )
    matcher = difflib.SequenceMatcher(None, printed, dumped, autojunk=False)
    different = sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in matcher.get_opcodes() if tag != "equal")
    assert different <= DIFFERENT_WORDS[act]


def test_clean_paragraphs_pass_unchanged() -> None:
    clean = [
        block.text.text
        for name in ("text/000.txt", "text/002.txt", "text/004.txt")
        for block in stages(name).restored.blocks
    ]
    again = restore(read((HEAD + "\n".join(f"      {text}" for text in clean)).encode(), "x.txt"))
    assert [block.text.text for block in again.blocks][1:] == clean
    assert not [repair for repair in again.ledger.edits if repair.kind not in ("line_join", "spacing")]


def test_a_line_of_blanks_of_any_kind_makes_no_block() -> None:
    assert blocks("      Бірінші тармақ.\n\x1c\n      \ufeff\n      Екінші тармақ.") == [
        "Бірінші тармақ.",
        "Екінші тармақ.",
    ]


def test_pictures_of_a_pdf_become_blocks() -> None:
    kinds = {block.kind for block in stages("pdf/004.pdf").restored.blocks}
    assert kinds == {BlockKind.TEXT, BlockKind.PICTURE}
    assert (CORPORA / "pdf" / "004.pdf").exists()

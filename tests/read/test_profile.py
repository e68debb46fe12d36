"""What kind of copy a text is, decided from the text: indents, margins, broken lines, and the blocks that follow."""

from __future__ import annotations

import pytest

from kzreg_parse import parse
from kzreg_parse.read.profile import profile_of

HEAD = "Қараой ауданы әкімінің 2017 жылғы 4 сәуірдегі № 6 шешімі.\n"
PARAGRAPHS = (
    "Қараой ауданының әкімі ШЕШІМ ҚАБЫЛДАДЫ:",
    "1. Мемлекеттік қызмет көрсету процесінің құрамына кіретін рәсімдердің мазмұны, олардың орындалу ұзақтығы:",
    "жолдама беру кезінде:",
    "1-рәсім – кеңсе маманы өтінішті қабылдайды және оны сол күні басшыға береді, бұл отыз минуттан аспайды;",
    "2-рәсім – басшы жауапты орындаушыны айқындайды және оған құжаттарды тапсырады, бұл бір жұмыс күнінен аспайды.",
    "Нәтижені беру нысаны: электрондық.",
    "Өтініш беруші нәтижені қағаз тасығышта алуға өтініш білдірген жағдайда ол басып шығарылады және беріледі.",
    "2. Осы шешім алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.",
    "Аудан әкімі Б. Жолдасов",
)


def wrapped(*, first: str, margin: str = "", trail: str = "", width: int = 78) -> str:
    """Break the paragraphs into lines as an extractor would leave them."""
    lines = []
    for paragraph in PARAGRAPHS:
        line = first
        for word in paragraph.split():
            if len(line) + len(word) > width:
                lines.append(margin + line.rstrip() + trail)
                line = ""
            line += word + " "
        lines.append(margin + line.rstrip())
    return margin + HEAD + "\n".join(lines) + "\n"


FORMS = {
    "six blanks and the blank at the break, as PDFBox": wrapped(first="      ", trail=" "),
    "one blank of the indent, as PDFium": wrapped(first=" ", trail=" "),
    "no indents and no blanks, as poppler": wrapped(first=""),
    "a margin before every line": wrapped(first="      ", margin="    ", trail=" "),
    "a margin and no indents": wrapped(first="", margin="  "),
    "a paragraph a line": HEAD + "\n\n".join(PARAGRAPHS),
    "a paragraph a line, each indented": HEAD + "\n\n".join(f"      {paragraph}" for paragraph in PARAGRAPHS),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_paragraphs(form: str) -> None:
    made = parse(FORMS[form].encode(), name="act.txt")
    texts = [made.preamble.text] if made.preamble else []
    for node in made.body:
        texts += [f"{node.label} {node.text}" if node.label else node.text]
        texts += [child.text for child in node.children]
    assert texts == list(PARAGRAPHS[:-1])
    assert [len(procedure.steps) for procedure in made.procedures] == [2]


def test_the_profile_names_its_evidence() -> None:
    found = profile_of(FORMS["one blank of the indent, as PDFium"])
    assert (found.indent, found.margin, found.wrapped, found.broken_at_blank) == (1, 0, True, True)
    assert any("begin a paragraph" in line for line in found.evidence)


def test_a_margin_is_no_indent() -> None:
    found = profile_of(FORMS["a margin and no indents"] * 8)
    assert (found.margin, found.lead(2), found.lead(6)) == (2, 0, 4)


def test_a_hole_of_a_link_is_no_indent() -> None:
    text = "\n".join(["осы қаулының сәйкес бекітілген және", " көрсетілген тізбе бойынша жүргізілетін"] * 40)
    assert profile_of(text).indent == 3

"""Facts of one sentence or of a few lines, read without the stages before."""

from __future__ import annotations

from conftest import stages

from kzreg_parse import parse
from kzreg_parse.extract.amendments import AmendmentReader
from kzreg_parse.extract.citations import CitationReader
from kzreg_parse.extract.definitions import definitions_of
from kzreg_parse.extract.mentions import OwnAct
from kzreg_parse.extract.places import Home, Place, Places
from kzreg_parse.extract.reader import Notebook
from kzreg_parse.model import Act, Traced
from kzreg_parse.model.facts import Amendment, Citation, Definition

SOURCE = stages("text/000.txt").source


class Reading:
    """What is read from clauses that follow each other in one act."""

    def __init__(self, *texts: str) -> None:
        own = Home(None, "")
        places = Places(homes=[own])
        for number, text in enumerate(texts, 1):
            node = f"cl_{number}"
            traced = Traced(text, ((0, 0),))
            places.texts.append(Place(node, "clause", traced, own, (("clause", str(number), node),)))
            places.below[None, "clause", str(number)] = [node]
        notebook = Notebook(SOURCE)
        defined = definitions_of(places, notebook)
        amendments = AmendmentReader(places, None, notebook)
        self.amendments: list[Amendment] = amendments.read()
        self.citations: list[Citation] = CitationReader(
            places, defined, OwnAct(None, None, None), amendments.changed, notebook
        ).read()
        self.definitions: list[Definition] = [one.fact for one in defined]
        self.codes = [found.code for found in notebook.diagnostics]


def act_of(*lines: str) -> Act:
    """An act of a city's administration with these paragraphs."""
    head = (
        "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.\n"
        "      Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n"
    )
    return parse((head + "".join(f"      {line}\n" for line in lines)).encode())

"""Facts of one sentence or of a few lines, read without the stages before."""

from __future__ import annotations

from conftest import source_of

from kzreg_parse import parse
from kzreg_parse.extract.amendment.instructions import AmendmentReader
from kzreg_parse.extract.citation.citations import CitationReader
from kzreg_parse.extract.citation.mentions import OwnAct
from kzreg_parse.extract.definition.definitions import definitions_of
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import Document, LocatedText, LocatedTexts
from kzreg_parse.model import Act, Traced
from kzreg_parse.model.facts import Amendment, Citation, Definition

SOURCE = source_of("text/000.txt")


class Reading:
    """What is read from clauses that follow each other in one act."""

    def __init__(self, *texts: str) -> None:
        own = Document(None, "")
        places = LocatedTexts(documents=[own])
        for number, text in enumerate(texts, 1):
            node = f"cl_{number}"
            traced = Traced(text, ((0, 0),))
            places.texts.append(LocatedText(node, "clause", traced, own, (("clause", str(number), node),)))
            places.below[None, "clause", str(number)] = [node]
        log = DiagnosticLog(SOURCE)
        defined = definitions_of(places, log)
        amendments = AmendmentReader(places, None, log)
        self.amendments: list[Amendment] = amendments.read()
        self.citations: list[Citation] = CitationReader(
            places, defined, OwnAct(None, None, None), amendments.changed, log
        ).read()
        self.definitions: list[Definition] = [one.fact for one in defined]
        self.codes = [found.code for found in log.diagnostics]


def act_of(*lines: str) -> Act:
    """An act of a city's administration with these paragraphs."""
    head = (
        "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.\n"
        "      Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n"
    )
    return parse((head + "".join(f"      {line}\n" for line in lines)).encode())

"""The model of page engine and extractor against real dumps: the same line ends, letter-spacing and moved words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import pytest
import regex
from conftest import CORPORA, stages

from kzreg_parse.read import Indent
from simulator.dump import DumpWriter, LinkSpan
from simulator.engine import lay_out, natural_width_pt, pieces_of
from simulator.material import parse_marks

# Shares of paragraphs that the model dumps letter for letter and blank for blank as the real dumps have them.
LEAST_OF_REAL_ACTS = 0.95  # 001: 306 of 321, 004: 93 of 94; most others hold a link that stood last on its line
LEAST_OF_MADE_UP_ACTS = 0.99  # 226 of 226, 43 of them with links
LEAST_STRETCHED = 130  # 131 # letter-spaced paragraphs of the real acts among them
EMPTY_LINES = regex.compile(r"\n\n+")


def squeezed(text: str) -> str:
    return "".join(text.split())


def dumped(text: str, links: Sequence[LinkSpan] = ()) -> dict[str, str]:
    """How the paragraph may stand in a dump, in either style of act, empty lines aside; with its kind of damage."""
    found = {}
    for old_style in (True, False):
        writer = DumpWriter(old_style=old_style)
        writer.paragraph(text, links)
        found[EMPTY_LINES.sub("\n", writer.text)] = writer.damaged[0].kind
    return found


@pytest.mark.parametrize("act", ["001", "004"])
def test_real_acts_are_dumped_as_the_model_dumps_them(act: str) -> None:
    dump = (CORPORA / "text" / f"{act}.txt").read_text("utf-8")
    flat, ink = EMPTY_LINES.sub("\n", dump), squeezed(dump)
    kinds: Counter[str] = Counter()
    for block in stages(f"pdf/{act}.pdf").restored.blocks:
        if block.place is not Indent.INDENT or squeezed(block.text.text) not in ink:
            continue  # a link of it was moved, or the two copies differ in their words
        kind = next((kind for text, kind in dumped(block.text.text).items() if text in flat), "otherwise")
        kinds[kind] += 1
    share = 1 - kinds["otherwise"] / kinds.total()
    print(f"act {act}: {share:.1%} of {kinds.total()} paragraphs as in the dump; {dict(kinds)}")
    assert share >= LEAST_OF_REAL_ACTS
    if act == "001":
        assert sum(count for kind, count in kinds.items() if kind.startswith("spacing")) >= LEAST_STRETCHED


def linked_variants(text: str, names: Sequence[str]) -> Iterator[list[LinkSpan]]:
    """The places of the links so named, in order, each with or without the blank behind it."""
    spans: list[LinkSpan] = []
    for name in names:
        found = regex.search(rf"(?<!\w){regex.escape(name)}(?![\w-])", text, pos=spans[-1][1] if spans else 0)
        if found is None:
            break
        spans.append(found.span())
    for blanks in product((False, True), repeat=len(spans)):
        yield [
            (start, end + (blank and text[end : end + 1] == " "))
            for (start, end), blank in zip(spans, blanks, strict=True)
        ]


def test_made_up_acts_are_dumped_as_the_model_dumps_them() -> None:
    counts: Counter[tuple[bool, bool]] = Counter()
    for truth in sorted((CORPORA / "pdf_synthetic").glob("*.json")):
        record = json.loads(truth.read_text("utf-8"))
        flat = EMPTY_LINES.sub("\n", truth.with_suffix(".txt").read_text("utf-8"))
        names = [link["text"] for link in record["links"]]
        for paragraph in (block["text"] for block in record["blocks"] if block["type"] == "para"):
            variants = list(linked_variants(paragraph, names))
            names = names[len(variants[0]) :]
            as_dumped = any(text in flat for links in variants for text in dumped(paragraph, links))
            counts[bool(variants[0]), as_dumped] += 1
    right = counts[True, True] + counts[False, True]
    print(f"{right} of {counts.total()} paragraphs as in the dump, {counts[True, True]} of them with links")
    assert right >= LEAST_OF_MADE_UP_ACTS * counts.total()


@pytest.mark.parametrize(
    ("marked", "dump"),
    [
        ("Осы {бұйрыққа} сәйкес.", "      Осы  сәйкес.бұйрыққа\n"),
        ("Осы бұйрыққа {1}, {2} және {3-қосымшалар}.", "      Осы бұйрыққа ,  және .1 2 3-қосымшалар\n"),
        ("осы {бұйрық}", "      осы бұйрық\n"),
    ],
    ids=["one link", "three links", "a link that stood last"],
)
def test_links_are_painted_behind_the_rest_of_their_line(marked: str, dump: str) -> None:
    paragraph = parse_marks(marked)
    writer = DumpWriter(old_style=False)
    writer.paragraph(paragraph.text, paragraph.links)
    assert writer.text == dump


@pytest.mark.parametrize(
    ("text", "line_ends"),
    [
        ("жергілікті мемлекеттік басқару туралы бұйрығымен (Нормативтік", "("),  # behind an opening bracket
        ("жергілікті мемлекеттік басқару туралы бұйрығымен іс-қимылды", " "),  # not inside a word with a hyphen
    ],
)
def test_lines_end_where_the_word_iterator_lets_them(text: str, line_ends: str) -> None:
    words = text.rsplit(" ", 1)[0] + " "
    opening = "(" if line_ends == "(" else ""
    lines = lay_out(pieces_of(text, [], indent=False), natural_width_pt(words + opening) + 1)
    assert "".join(glyph.char for glyph in lines[0].glyphs) == words + opening

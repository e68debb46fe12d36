"""Whole acts of clean paragraphs, damaged: title, requisites, clauses, signature, an appendix with its header."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

import regex

from simulator.dump import DumpWriter, LinkSpan
from simulator.material import Marked, frames, material

MONTHS: Final = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split()
HEADER_MEASURE_PT, HEADER_LEFT_PT = 213.0, 322.9  # the cell at the page's right, as in the samples
LEAST_MEASURE_PT, MOST_MEASURE_PT = 445.0, 560.0
OLD_STYLE_SHARE: Final = 2 / 3
LABELLED_SHARE: Final = 0.6  # of the clauses
LINES_A_PAGE: Final = 38
LINK_COUNTS: Final = (0, 1, 1, 2, 2, 3)
BLANK_BEHIND, BLANK_BEFORE = 0.22, 0.05  # shares of links that hold the blank behind or before them
BROKEN_HEADER, PARTED_HEADER = 0.8, 0.15  # shares of headers below an empty cell; of their lines below an empty one
LABELLED = regex.compile(r"\d+[-.)]|[а-я]\)|Ескерту")
FRONT_ENDINGS: Final = {"сәуір": "де", "шілде": "де", "қыркүйек": "те"}


def whole_act(
    rng: random.Random,
    paragraphs: Sequence[Marked],
    *,
    old_style: bool | None = None,
    links: bool = True,
    measure_pt: float | None = None,
) -> DumpWriter:
    """An act whose clauses are the paragraphs, in order. `links` off: nothing is hyperlinked."""
    writer = DumpWriter(
        old_style=rng.random() < OLD_STYLE_SHARE if old_style is None else old_style,
        measure_pt=rng.uniform(LEAST_MEASURE_PT, MOST_MEASURE_PT) if measure_pt is None else measure_pt,
        page_breaks=lambda: rng.random() < 1 / LINES_A_PAGE,
    )
    frame = rng.choice(frames())
    date = f"{rng.randint(2009, 2017)} жылғы {rng.randint(1, 28)} {_attributive(rng.choice(MONTHS))}"
    number = f"№ {rng.randint(3, 990)}"
    _write_head(writer, rng, frame, date, number)
    half = len(paragraphs) // 2
    for count, paragraph in enumerate(paragraphs, 1):
        clause = _labelled(rng, paragraph, count)
        chosen = [] if not links else clause.links if _is_note(clause) else _choose_links(rng, clause)
        writer.paragraph(clause.text, chosen, short_end=count in (half, len(paragraphs)))
        if count == half:
            writer.signature(frame["signature"])
            _write_appendix_head(writer, rng, frame, date, number)
    return writer


def random_acts(seed: int, count: int, *, links: bool = True) -> list[DumpWriter]:
    """Acts of ten to forty clauses drawn from the linked paragraphs, the notes and the prose."""
    rng = random.Random(seed)
    pools = [material("linked"), material("notes"), material("prose")]
    acts = []
    for _ in range(count):
        clauses = [rng.choice(rng.choices(pools, (0.65, 0.15, 0.2))[0]) for _ in range(rng.choice((10, 16, 24, 40)))]
        acts.append(whole_act(rng, clauses, links=links))
    return acts


def _with_ending(month: str) -> str:
    """The month in the locative."""
    return month + FRONT_ENDINGS.get(month, "да")


def _attributive(month: str) -> str:
    """The month as it stands before a number: `мамырдағы`."""
    return _with_ending(month) + ("гі" if month in FRONT_ENDINGS else "ғы")


def _write_head(writer: DumpWriter, rng: random.Random, frame: dict[str, str], date: str, number: str) -> None:
    writer.raw("\n")
    writer.flush(frame["title"], "title")
    writer.raw("\n")
    registered = f"{date[:4]} жылы {rng.randint(1, 28)} {_with_ending(rng.choice(MONTHS))} № {rng.randint(1000, 9999)}"
    requisites = f"{frame['issuer']} {date} {number} {frame['kind']}. {frame['department']} {registered} тіркелді."
    writer.flush(requisites, "requisites")


def _write_appendix_head(writer: DumpWriter, rng: random.Random, frame: dict[str, str], date: str, number: str) -> None:
    broken = rng.random() < BROKEN_HEADER
    writer.raw("\n" + " " * rng.choice((1, 1, 0)) + "\n\n" if broken else "\n\n")
    parts = [frame["issuer"], date, f"{number} {frame['dative']}", rng.choice(("қосымша", "1-қосымша"))]
    parted = [False, *(rng.random() < PARTED_HEADER for _ in parts[1:])]
    writer.header(parts, measure_pt=HEADER_MEASURE_PT, left_pt=HEADER_LEFT_PT, parted=parted)
    writer.raw("\n\n")
    for title in (frame["document"], "1. Жалпы ережелер"):
        writer.flush(title, "title")
        writer.raw("\n")


def _labelled(rng: random.Random, paragraph: Marked, count: int) -> Marked:
    """The paragraph as a clause or a point of that number, or as it is."""
    if LABELLED.match(paragraph.text) or rng.random() >= LABELLED_SHARE:
        return paragraph
    label = rng.choice((f"{count}. ", f"{count}) "))
    text = paragraph.text[:1].upper() + paragraph.text[1:] if label.endswith(". ") else paragraph.text
    return Marked(label + text, tuple((start + len(label), end + len(label)) for start, end in paragraph.links))


def _is_note(paragraph: Marked) -> bool:
    return paragraph.text.startswith("Ескерту")


def _choose_links(rng: random.Random, paragraph: Marked) -> list[LinkSpan]:
    """Some of the words that may be linked; a link may hold a blank at its end or, seldom, at its start."""
    count = min(len(paragraph.links), rng.choice(LINK_COUNTS))
    chosen: list[LinkSpan] = []
    for link in sorted(rng.sample(paragraph.links, count)):
        start, end = link
        draw = rng.random()
        if draw < BLANK_BEHIND and paragraph.text[end : end + 1] == " ":
            end += 1
        elif draw < BLANK_BEHIND + BLANK_BEFORE and paragraph.text[start - 1 : start] == " ":
            start -= 1
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end))
    return chosen

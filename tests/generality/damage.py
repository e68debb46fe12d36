"""A re-worded text as a page engine's dump: lines broken and stretched, linked words behind their line."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Final

import regex
from generality.facts import Lines
from simulator.dump import DumpWriter
from simulator.whole_act import HEADER_LEFT_PT, HEADER_MEASURE_PT, OLD_STYLE_SHARE

LINKED = regex.compile(r"(?<![\d,-])\d+(?:-\d+)?-(?:баб|тармағ|қосымша)\p{L}*")
LINKED_SHARE: Final = 0.3
HEADER = regex.compile(r"^\d*-?(?:қосымша|бекітілген)$|\p{L}(?:на|не)\s(?:\d+-)?қосымша$")


def damaged(text: str, rng: random.Random) -> tuple[str, Lines]:
    """Return the dump, and where in it every line of the text stands."""
    writer = DumpWriter(old_style=rng.random() < OLD_STYLE_SHARE)
    numbers: list[int] = []
    writer.raw("\n")
    parted = True  # an empty line stands above
    for number, lines in _groups(text):
        if not lines[0]:
            continue
        before, parted = parted, False
        if len(lines) > 1 or HEADER.search(lines[0]):
            writer.raw("\n\n")
            writer.header(lines, measure_pt=HEADER_MEASURE_PT, left_pt=HEADER_LEFT_PT, parted=[False] * len(lines))
            writer.raw("\n\n")
            parted = True
        elif lines[0].startswith(" "):
            said = lines[0].strip()
            links = [found.span() for found in LINKED.finditer(said) if rng.random() < LINKED_SHARE]
            writer.paragraph(said, links)
        else:
            writer.raw("" if before else "\n")
            writer.flush(lines[0], "title")
            writer.raw("\n")
            parted = True
        numbers.append(number)
    return writer.text, Lines([0, *(part.start for part in writer.damaged[1:])], numbers)


def _groups(text: str) -> Iterator[tuple[int, list[str]]]:
    """Return every line with its number, the lines of an appendix header in one."""
    lines = text.rstrip("\n").split("\n")
    start = 0
    while start < len(lines):
        end = start + 1
        if lines[start] and not lines[start].startswith(" "):
            while end < len(lines) and lines[end] and not lines[end].startswith(" "):
                end += 1
            if not HEADER.search(lines[end - 1]):
                end = start + 1
        yield start, lines[start:end]
        start = end

"""Clean Kazakh paragraphs that no list or rule of the package was made from.

In `material/linked.txt` and `material/notes.txt` braces mark what the publisher links; of the linked
paragraphs it links some, of the editorial notes all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from simulator.dump import LinkSpan

FOLDER: Final = Path(__file__).parent / "material"


@dataclass(frozen=True, slots=True)
class Marked:
    """A clean paragraph, and the places of its words that are hyperlinked or may be."""

    text: str
    links: tuple[LinkSpan, ...] = ()


def parse_marks(line: str) -> Marked:
    """A line of material, its braces taken out."""
    text, links, start = "", [], 0
    for char in line:
        if char == "{":
            start = len(text)
        elif char == "}":
            links.append((start, len(text)))
        else:
            text += char
    return Marked(text, tuple(links))


@cache
def material(name: str) -> tuple[Marked, ...]:
    """The paragraphs of `linked`, `notes` (links marked), `prose` or `single` (short lines of all kinds)."""
    lines = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(parse_marks(line) for line in lines if line and not line.startswith("#"))


@cache
def frames() -> tuple[dict[str, str], ...]:
    """What stands around an act's clauses: issuer, kind, signature, department, title, document."""
    rows = (FOLDER / "frames.tsv").read_text("utf-8").splitlines()
    names = rows[0].split("\t")
    return tuple(dict(zip(names, row.split("\t"), strict=True)) for row in rows[1:])

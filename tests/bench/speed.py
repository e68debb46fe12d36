"""How fast acts are read, beside `pdfplumber`'s own text extraction of the same file in the same run.

    python tests/bench/speed.py [FILE…]      default: every act of the corpora

Each file is read once to warm up and then `ROUNDS` times; the best round counts. Nothing is asserted:
machines differ, only the ratios of one run mean something.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pdfplumber
from rich.console import Console
from rich.table import Table

from kzreg_parse import parse
from kzreg_parse.read import read

ROUNDS = 3
CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def best_time(work: Callable[[], object]) -> float:
    """Seconds of the fastest of `ROUNDS` rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def extract_text(data: bytes) -> int:
    """What pdfplumber alone does with the file; returns the number of pages."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
        return len(pdf.pages)


def main(names: list[str]) -> None:
    """Print a line for each file."""
    files = [Path(name) for name in names] or sorted(
        path for path in CORPORA.rglob("*") if path.suffix in (".txt", ".md", ".html", ".pdf")
    )
    table = Table("file", "characters", "pages", "read s", "whole s", "chars/s", "pages/s", "extract_text s", "ratio")
    for file in files:
        data = file.read_bytes()
        source = read(data, file.name)
        parse(data)
        reading, whole = best_time(lambda data=data: read(data, "x")), best_time(lambda data=data: parse(data))
        row = [
            file.name,
            str(len(source.text)),
            "",
            f"{reading:.3f}",
            f"{whole:.3f}",
            f"{len(source.text) / whole:,.0f}",
        ]
        if source.info.media_type == "application/pdf":
            pages = extract_text(data)
            alone = best_time(lambda data=data: extract_text(data))
            row[2] = str(pages)
            row += [f"{pages / whole:.1f}", f"{alone:.3f}", f"{whole / alone:.2f}"]
        table.add_row(*row)
    Console(width=120).print(table)


if __name__ == "__main__":
    main(sys.argv[1:])

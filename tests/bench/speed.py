"""How fast acts are read, and PDFs with either backend beside `pdfplumber`'s own text extraction.

    python tests/bench/speed.py [FILE…]      default: every act of the corpora

Each file is read once to warm up and then `ROUNDS` times; the best round counts. What is compared is
timed in turns, so that a busy machine slows all alike. Nothing is asserted: machines differ, only the
ratios of one run mean something.
"""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pdfplumber
from rich.console import Console
from rich.table import Table

from kzreg_parse import parse
from kzreg_parse.normalise import normalise
from kzreg_parse.read import read

ROUNDS = 5
CORPORA = Path(__file__).resolve().parents[2] / "corpora"


def best_times(*works: Callable[[], object]) -> list[float]:
    """Seconds of the fastest of `ROUNDS` rounds of each work, the works taking turns."""
    best = [float("inf")] * len(works)
    for turn in range(ROUNDS + 1):
        for index, work in enumerate(works):
            start = time.perf_counter()
            work()
            if turn:
                best[index] = min(best[index], time.perf_counter() - start)
    return best


def extract_text(data: bytes) -> int:
    """What pdfplumber alone does with the file; returns the number of pages."""
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            page.extract_text()
        return len(pdf.pages)


def acts_table(files: Iterable[Path]) -> Table:
    """From bytes to the document, and restoration alone in megabytes of UTF-8 a second."""
    table = Table("file", "characters", "read s", "restore MB/s", "whole s", "chars/s", title="Whole acts")
    for file in files:
        data = file.read_bytes()
        source = read(data, file.name)
        length, size = len(source.text), len(source.text.encode()) / 1e6
        reading, restoring, whole = best_times(
            lambda data=data: read(data, "x"), lambda source=source: normalise(source), lambda data=data: parse(data)
        )
        table.add_row(
            file.name,
            f"{length:,}",
            f"{reading:.3f}",
            f"{size / restoring:.2f}",
            f"{whole:.3f}",
            f"{length / whole:,.0f}",
        )
    return table


def pdf_table(files: Iterable[Path]) -> Table:
    """From bytes to the source: text, tables, pictures, links. Ratios are to `extract_text`."""
    table = Table("file", "pages", "extract_text p/s", "pdfplumber p/s", "pypdfium2 p/s", title="Reading of PDFs")
    totals = [0.0, 0.0, 0.0]
    pages = 0
    for file in files:
        data = file.read_bytes()
        count = extract_text(data)
        times = best_times(
            lambda data=data: extract_text(data),
            lambda data=data: read(data, "x", pdf_backend="pdfplumber"),
            lambda data=data: read(data, "x", pdf_backend="pypdfium2"),
        )
        table.add_row(file.name, *_rates(count, times))
        pages += count
        totals = [total + spent for total, spent in zip(totals, times, strict=True)]
    table.add_section()
    table.add_row("all", *_rates(pages, totals))
    return table


def _rates(pages: int, times: list[float]) -> list[str]:
    alone, *backends = times
    return [str(pages), f"{pages / alone:.1f}", *(f"{pages / spent:.1f} (×{alone / spent:.2f})" for spent in backends)]


def main(names: list[str]) -> None:
    """Print a line for each file."""
    files = [Path(name) for name in names] or sorted(
        path for path in CORPORA.rglob("*") if path.suffix in (".txt", ".md", ".html", ".pdf")
    )
    console = Console(width=120)
    console.print(acts_table(files))
    pdfs = [file for file in files if file.read_bytes()[:5] == b"%PDF-"]
    if pdfs:
        console.print(pdf_table(pdfs))


if __name__ == "__main__":
    main(sys.argv[1:])

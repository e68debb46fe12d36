"""How fast acts are read, and PDFs with either backend beside `pdfplumber`'s own text extraction.

    python tests/bench/speed.py [FILE…]      default: every act of the corpora

Each file is read once to warm up and then `ROUNDS` times; the best round counts. What is compared is
timed in turns, so that a busy machine slows all alike. The table of stages is of processor time, and of
texts not seen before: each round is a child of a process that has read another act, so that what is
remembered of a text's own words helps it no more than it helps a new act. Nothing is asserted:
machines differ, only the ratios of one run mean something.
"""

from __future__ import annotations

import gc
import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pdfplumber
from rich.console import Console
from rich.table import Table

from kzreg_parse import parse
from kzreg_parse.export import to_json
from kzreg_parse.extract import extract
from kzreg_parse.pipeline import assemble
from kzreg_parse.read import read
from kzreg_parse.restore import restore
from kzreg_parse.rules import all_rule_ids, rule
from kzreg_parse.segment import segment

ROUNDS = 5
CORPORA = Path(__file__).resolve().parents[2] / "corpora"
STAGES = ("read", "restore", "structure", "facts", "JSON")
WARM_UP = CORPORA / "text" / "003.md"  # an act that is not among the dumps


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
            lambda data=data: read(data, "x"), lambda source=source: restore(source), lambda data=data: parse(data)
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


def stage_times(files: Iterable[Path]) -> list[float]:
    """Seconds of processor time of each of `STAGES`, the files one after the other."""
    spent = [0.0] * len(STAGES)
    for file in files:
        data = file.read_bytes()
        marks = [time.process_time()]
        source = read(data, file.name)
        marks.append(time.process_time())
        restored = restore(source)
        marks.append(time.process_time())
        segmented = segment(restored, source)
        marks.append(time.process_time())
        facts = extract(segmented, source)
        marks.append(time.process_time())
        to_json(assemble(source, restored, segmented, facts))
        marks.append(time.process_time())
        spent = [total + end - start for total, start, end in zip(spent, marks, marks[1:], strict=False)]
    return spent


def in_a_child(files: Iterable[Path]) -> list[float]:
    """`stage_times` of a process that has seen none of the files."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.write(writing, json.dumps(stage_times(files)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        spent: list[float] = json.loads(answer.read())
    os.waitpid(child, 0)
    return spent


def stages_table(dumps: list[Path]) -> Table:
    """Megabytes of UTF-8 a second, by stage: each dump alone, then all in a row."""
    for rule_id in all_rule_ids():
        rule(rule_id)
    stage_times([WARM_UP])
    gc.collect()
    gc.freeze()
    table = Table("dump", "KB", *STAGES, "all", title="MB/s of new text by stage")
    for name, files in [*((file.name, [file]) for file in dumps), ("all in a row", dumps)]:
        size = sum(file.stat().st_size for file in files)
        rounds = [in_a_child(files) for _ in range(ROUNDS)]
        best = [min(times) for times in zip(*rounds, strict=True)]
        rates = (size / 1e6 / spent for spent in (*best, sum(best)))
        table.add_row(name, f"{size / 1000:.0f}", *(f"{rate:.2f}" for rate in rates))
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
    dumps = [file for file in files if file.suffix == ".txt"]
    if dumps and hasattr(os, "fork"):
        console.print(stages_table(dumps))  # first, before the texts are known
    console.print(acts_table(files))
    pdfs = [file for file in files if file.read_bytes()[:5] == b"%PDF-"]
    if pdfs:
        console.print(pdf_table(pdfs))


if __name__ == "__main__":
    main(sys.argv[1:])

"""Bulk runs: two workers beside one, and how much memory the parent and its workers take.

    python tests/bench/bulk.py [DOCUMENTS [MANY]]      default: 500 and 20000

`DOCUMENTS` variations of the dumps of the corpora are converted with one worker and with two, in turns; the better of
two rounds counts. A worker takes about a second to start, so few documents say little of many. Then: what the joint
outputs cost, which the parent writes alone at the end; what workers take for the PDFs of the corpora; and the parent's
peak memory for 100 and for `MANY` documents that are refused at once, so that only the parent has work. Nothing is
asserted: only ratios of one run mean something.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

CORPORA = Path(__file__).resolve().parents[2] / "corpora"
ACTS = ("text/000.txt", "text/004.txt", "pdf_synthetic/0003.txt", "pdf_synthetic/0011.txt", "pdf_synthetic/0017.txt")
ROUNDS = 2


def fill(folder: Path, count: int, *, real: bool) -> None:
    """Documents that differ: acts with another number of their own line at the end, or texts that are no acts."""
    folder.mkdir()
    for index in range(count):
        text = (CORPORA / ACTS[index % len(ACTS)]).read_text("utf-8") if real else "no act, "
        (folder / f"{index:06}.txt").write_text(f"{text}\n{index}\n", encoding="utf-8")


def measured(acts: Path, workers: int, formats: str = "json") -> dict[str, float]:
    """Seconds of a run in a process of its own, and peak megabytes of it and of its largest worker."""
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, __file__, "--one", str(acts), out, str(workers), formats]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        figures: dict[str, float] = json.loads(told)
        return figures


def one(acts: str, out: str, workers: str, formats: str) -> None:
    """One run; prints its figures."""
    from kzreg_parse.bulk.run import Options, run_bulk
    from kzreg_parse.cli.bulk import PlainWatch

    options = Options(formats=frozenset(formats.split()), workers=int(workers))
    start = time.perf_counter()
    summary = run_bulk([acts], Path(out), options, PlainWatch(Console(), quiet=True))
    seconds = time.perf_counter() - start
    own, workers_use = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    figures = {
        "seconds": seconds,
        "documents": summary.documents,
        "parent": own.ru_maxrss / 1024,
        "parent_cpu": own.ru_utime + own.ru_stime,
        "worker": workers_use.ru_maxrss / 1024,  # of the largest
    }
    print(json.dumps(figures))


def main(documents: int = 500, many: int = 20_000) -> None:
    """Print the tables."""
    console = Console()
    with tempfile.TemporaryDirectory() as home:
        acts = Path(home) / "acts"
        fill(acts, documents, real=True)
        rounds = [(measured(acts, 1), measured(acts, 2)) for _ in range(ROUNDS)]
        best = [min((turn[index] for turn in rounds), key=lambda found: found["seconds"]) for index in (0, 1)]
        table = Table("workers", "seconds", "documents/s", "times one", "parent MB", "worker MB", title="Whole runs")
        for workers, found in zip((1, 2), best, strict=True):
            ratio = best[0]["seconds"] / found["seconds"]
            rate = documents / found["seconds"]
            cells = (f"{found['seconds']:.1f}", f"{rate:.1f}", f"{ratio:.2f}", f"{found['parent']:.0f}")
            table.add_row(str(workers), *cells, f"{found['worker']:.0f}")
        console.print(table)
        table = Table("outputs", "parent's CPU ms a document", "parent MB", title="What the joint outputs cost")
        for formats in ("json", "json jsonl", "json jsonl parquet"):
            found = measured(acts, 2, formats)
            milliseconds = 1000 * found["parent_cpu"] / documents
            table.add_row(formats, f"{milliseconds:.1f}", f"{found['parent']:.0f}")
        console.print(table)
        found = measured(CORPORA / "pdf", 1)
        console.print(f"a worker for the PDFs of the corpora: at most {found['worker']:.0f} MB")
        table = Table("documents", "parent MB", "seconds", title="The parent alone")
        for count in (100, many):
            few = Path(home) / str(count)
            fill(few, count, real=False)
            found = measured(few, 2)
            table.add_row(str(count), f"{found['parent']:.0f}", f"{found['seconds']:.1f}")
        console.print(table)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(*sys.argv[2:])
    else:
        main(*map(int, sys.argv[1:]))

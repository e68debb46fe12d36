"""A long run under fire: workers killed every so many documents, the run itself with kill -9, then everything counted.

    PYTHONPATH=tests python tests/bulk/soak.py [DOCUMENTS [KILL_EVERY]]      default: 5000, and a worker killed every 75

Every good document must have been converted exactly once and be the same bytes as in an undisturbed run, every broken
one be named with the code of what was done to it, and the run's memory be flat. `test_soak.py` does the same in small.
Linux only: processes are found in /proc.

The killer goes by what the manifest says is settled, never by the clock, so that a busy machine sees the same soak as an
idle one. No document loses more than one worker: the third would be blamed on it, and rightly.
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import soak_run
from soak_documents import Made, make_documents
from soak_killer import LOOK, Killer, workers_of

from kzreg_parse.bulk.manifest import MANIFEST_FILE
from kzreg_parse.bulk.pool import resident_megabytes

SEED: Final = 20_150_101
SAMPLED: Final = 20  # of the good documents one in so many is converted again undisturbed
MOST_PARENT_MB, MOST_WORKER_MB = 300, 500
MOST_GROWTH_MB: Final = 40  # of the run, from a fifth of its documents to the end


@dataclass(slots=True)
class Figures:
    """What a soak saw."""

    documents: int = 0
    broken: int = 0
    seconds: float = 0.0
    workers_killed: int = 0
    runs_killed: int = 0
    kept: int = 0  # documents that were settled before a kill -9 of the run
    parent_mb: list[tuple[int, float]] = field(default_factory=list)  # documents settled, megabytes resident
    worker_mb: float = 0.0
    statuses: dict[str, int] = field(default_factory=dict)

    def lines(self) -> list[str]:
        """The figures for people."""
        largest = max(megabytes for _, megabytes in self.parent_mb)
        return [
            f"{self.documents} documents, {self.broken} of them broken; {self.statuses}",
            f"{self.seconds:.0f} s; {self.workers_killed} workers killed, the run {self.runs_killed} times",
            f"{self.kept} documents were settled before a kill of the run, all of them left as they were",
            f"parent at most {largest:.0f} MB, a worker at most {self.worker_mb:.0f} MB",
            "parent along the way: " + ", ".join(f"{count}: {mb:.0f} MB" for count, mb in _thinned(self.parent_mb)),
        ]


def soak(home: Path, documents: int, *, kill_every: int, run_kills: int, seed: int = SEED) -> Figures:
    """Make the documents below `home`, run, kill, resume, check. Raises AssertionError where something is wrong.

    A worker is killed whenever `kill_every` documents more are settled; the run itself `run_kills` times, after equal
    parts of the documents.
    """
    made = make_documents(home / "acts", documents, seed)
    figures = Figures(documents=documents, broken=len(made.broken))
    out = home / "out"
    killer = Killer(home / "notes", kill_every, random.Random(seed))
    start = time.monotonic()
    for turn in range(run_kills + 1):
        until = documents * (turn + 1) // (run_kills + 1) if turn < run_kills else None
        before = _settled(out)
        killer.begin(made.plain[-1] if until is not None else None)
        _one_run(home, out, until, killer, figures)
        after = _settled(out)
        converted = {output: entry for output, entry in before.items() if entry[1]}  # what is refused unread has no key
        again = {
            output: (entry, after.get(output)) for output, entry in converted.items() if after.get(output) != entry
        }
        assert not again, f"settled documents were made again: {dict(list(again.items())[:5])}"
        if until is not None:
            figures.kept = len(after)
    figures.seconds = time.monotonic() - start
    _check_documents(out, made, figures)
    _check_bytes(home, out, made, documents)
    _check_memory(figures)
    return figures


def _one_run(home: Path, out: Path, until: int | None, killer: Killer, figures: Figures) -> None:
    """One run; killed once `until` documents are settled, else to its end."""
    words = ["convert", home / "acts", "-o", out, "--workers", "2", "--resume", "-f", "json", "-f", "jsonl", "-q"]
    command = [sys.executable, soak_run.__file__, *map(str, words), "--timeout", "0"]  # a stopped worker takes its time
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), soak_run.FOLDER: str(killer.notes)}
    with (home / "told").open("ab") as told:
        run = subprocess.Popen(command, env=environment, stderr=told, stdout=told, cwd=home)
    while run.poll() is None:
        count, fresh = _count(out)
        _look_at_memory(run.pid, count, figures)
        if until is not None and count >= until:
            run.kill()
            run.wait()
            figures.runs_killed += 1
            return
        figures.workers_killed += killer.look(run.pid, fresh)
        time.sleep(LOOK)
    assert run.returncode == 1, f"exit status {run.returncode}: {(home / 'told').read_text('utf-8')[-2000:]}"
    assert until is None, "the run was over before it could be killed"


def _look_at_memory(run: int, count: int, figures: Figures) -> None:
    """Note what the run and its workers hold, whenever a hundredth of the documents more is settled."""
    last = figures.parent_mb[-1][0] if figures.parent_mb else -1
    megabytes = resident_megabytes(run)
    if megabytes and abs(count - last) * 100 >= figures.documents:
        figures.parent_mb.append((count, megabytes))
        figures.worker_mb = max([figures.worker_mb, *(resident_megabytes(pid) or 0 for pid in workers_of(run))])


def _check_documents(out: Path, made: Made, figures: Figures) -> None:
    with sqlite3.connect(out / MANIFEST_FILE) as base:
        rows = base.execute("select input, output, status, code, bytes, seconds from documents").fetchall()
        figures.statuses = dict(base.execute("select status, count(*) from documents group by status"))
        reused = base.execute(
            "select count(*) - count(distinct key) from documents where status <> 'failed'"
        ).fetchone()
    assert sorted(row[0] for row in rows) == sorted([*made.good, *made.broken]), "not each document once"
    for shown, output, status, code, size, _ in rows:
        if shown in made.broken:
            kind, wanted = made.broken[shown]
            assert (status, code) == ("failed", wanted), f"{kind}: {shown}"
        else:
            assert status in ("complete", "partial"), f"{shown}: {status} {code}"
            assert (out / output).stat().st_size == size, shown
    written = {path.relative_to(out).as_posix() for path in out.rglob("*.json")}
    assert written == {row[1] for row in rows if row[2] in ("complete", "partial")}
    converted = sum(row[5] is not None for row in rows if row[0] not in made.broken)
    assert converted <= len(made.good) - reused[0], "a duplicate was converted"
    told = (out.parent / "told").read_text("utf-8")
    for shown, (kind, code) in made.broken.items():
        assert f"kzreg: {shown}: {code} " in told, f"{kind} is not named: {shown}"
    assert "Traceback" not in told


def _check_bytes(home: Path, out: Path, made: Made, documents: int) -> None:
    """A sample, archives among it, against a run that nobody disturbs; and the joint file against the single ones."""
    step = SAMPLED if documents > 1000 else 4
    sample = home / "sample"
    for path in made.plain[::step]:
        target = sample / path.relative_to(home / "acts")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    for path in list((home / "acts").glob("packed_*"))[:3]:
        shutil.copyfile(path, sample / path.name)
    words = ["convert", sample, "-o", home / "undisturbed", "--workers", "1", "-q"]
    command = [sys.executable, "-c", "from kzreg_parse.cli.app import app; app()", *map(str, words)]
    subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    undisturbed = list((home / "undisturbed").rglob("*.json"))
    assert len(undisturbed) >= len(made.plain[::step])
    for path in undisturbed:
        same = out / path.relative_to(home / "undisturbed")
        assert path.read_bytes() == same.read_bytes(), f"{same} differs from an undisturbed run"
    lines = Counter(hash(json.dumps(json.loads(line))) for line in (out / "acts.jsonl").open(encoding="utf-8"))
    files = Counter(hash(json.dumps(json.loads(path.read_bytes()))) for path in out.rglob("*.json"))
    assert lines == files, "acts.jsonl does not hold each act once"


def _check_memory(figures: Figures) -> None:
    assert max(megabytes for _, megabytes in figures.parent_mb) <= MOST_PARENT_MB
    assert figures.worker_mb <= MOST_WORKER_MB
    early = [megabytes for count, megabytes in figures.parent_mb if count >= figures.documents // 5][:1]
    late = figures.parent_mb[-1][1]
    assert not early or late - early[0] <= MOST_GROWTH_MB, figures.parent_mb


def _settled(out: Path) -> dict[str, tuple[int, str | None, int | None]]:
    """Every entry of the manifest: the run that made it, its content's key, when its file was put in place."""
    if not (out / MANIFEST_FILE).exists():
        return {}
    with sqlite3.connect(out / MANIFEST_FILE) as base:
        rows = base.execute("select output, made, key, bytes from documents").fetchall()
    return {
        output: (made, key, (out / output).stat().st_ctime_ns if size else None) for output, made, key, size in rows
    }


def _count(out: Path) -> tuple[int, int]:
    """Count the documents that the last run has settled, and those of them that it did not take over; also meanwhile."""
    query = "select count(*), coalesce(sum(made = run), 0) from documents where run = (select max(id) from runs)"
    try:
        with contextlib.closing(sqlite3.connect(f"{(out / MANIFEST_FILE).as_uri()}?mode=ro", uri=True)) as base:
            count, fresh = base.execute(query).fetchone()
            return int(count), int(fresh)
    except sqlite3.OperationalError:
        return 0, 0


def _thinned(points: list[tuple[int, float]], wanted: int = 12) -> list[tuple[int, float]]:
    return points[:: max(len(points) // wanted, 1)] + points[-1:]


def main(documents: int = 5000, kill_every: int = 75) -> None:
    """Soak in a temporary folder and print the figures."""
    with tempfile.TemporaryDirectory() as home:
        print("\n".join(soak(Path(home), documents, kill_every=kill_every, run_kills=2).lines()))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))

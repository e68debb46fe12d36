"""The killer of the soak: it ends worker processes as a stranger would, by how many documents are settled.

Never by the clock: on a busy machine a new worker needs longer to begin than a killer by the clock waits, and the same
document then loses one worker after the other. Linux only: processes are found in /proc.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from pathlib import Path
from typing import Final

import soak_run

LOOK: Final = 0.02  # seconds between two looks


class Killer:
    """Kills workers by how many documents are settled, each on a document that has lost none before."""

    def __init__(self, notes: Path, every: int, rng: random.Random) -> None:
        self.notes = notes
        self._every, self._rng = every, rng
        self._hit: set[str] = set()  # contents that lost a worker
        self._last = 0  # documents that the run had settled when it last lost a worker
        notes.mkdir()

    def begin(self, held: Path | None) -> None:
        """A new run is to come; a document that is held back is never settled, so that the run is there to be killed."""
        self._last = 0
        for note in self.notes.iterdir():  # of processes that are no more
            note.unlink()
        mark = self.notes / soak_run.HOLD
        if held is not None:
            mark.write_text(soak_run.content_of(held.read_bytes()), encoding="ascii")

    def look(self, run: int, settled: int) -> bool:
        """Kill one of the run's workers if enough documents more are settled in it; tell whether one was killed."""
        if settled - self._last < self._every:
            return False
        workers = workers_of(run)
        if not any(self._kill(pid) for pid in self._rng.sample(workers, len(workers))):
            return False  # each was between two documents, or on one that was hit before; the next look may do better
        self._last = settled
        return True

    def _kill(self, pid: int) -> bool:
        """Kill a worker but for these two cases. It is stopped first, so that what it notes is what it does."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
            while _state(pid) not in ("T", "Z", ""):
                time.sleep(LOOK / 10)
            content = self._content(pid)
            if _state(pid) == "T" and content and content not in self._hit:
                os.kill(pid, signal.SIGKILL)
                self._hit.add(content)
                return True
            os.kill(pid, signal.SIGCONT)
        return False

    def _content(self, pid: int) -> str:
        try:
            return (self.notes / str(pid)).read_text("ascii")
        except FileNotFoundError:
            return ""


def workers_of(run: int) -> list[int]:
    """Return the worker processes of a run."""
    workers = []
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{run}/task/{run}/children").read_text().split():
            with contextlib.suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    workers.append(int(child))
    return workers


def _state(pid: int) -> str:
    """Return the letter of what a process does, as `T` for stopped; nothing where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""

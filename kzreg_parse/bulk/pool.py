"""Worker processes under limits of time and memory. One that overruns them or crashes costs its document only."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Final

from kzreg_parse.bulk.tasks import Answer, Converter, Refused, Task
from kzreg_parse.bulk.worker import READY, convert_document, work
from kzreg_parse.model.errors import KzregError

POLL: Final = 0.05  # seconds between two looks at the limits
TRIES: Final = 3  # a worker may have been killed from outside; a document is at fault the third time
FALSE_STARTS: Final = 3  # workers in a row that end by themselves before they are ready
KILLED_STARTS: Final = 20  # workers in a row that a stranger kills before they are ready
AHEAD_BYTES: Final = 64 * 2**20  # of documents read and waiting for a worker
RETIRE: Final = 0.6  # a worker that holds this part of the memory limit after a document makes room for a new one
SECOND_BYTES: Final = 32 * 2**10 if sys.platform == "linux" else 0  # of a second task; sending must never wait
LAST_WORDS: Final = 2.0  # seconds for workers to end by themselves


class PoolError(KzregError):
    """The worker processes do not start."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take; None is no limit."""

    seconds: float | None = None
    megabytes: int | None = None  # resident memory of its worker; enforced where the system tells it (Linux)


class _Worker:
    """One process, and what it is doing."""

    def __init__(self, converter: Converter) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, far = context.Pipe()
        self.process: SpawnProcess = context.Process(target=work, args=(far, converter, os.getpid()), daemon=True)
        with _no_interrupts():
            self.process.start()
        far.close()  # so that the end of the process is the end of the connection
        self.ready = False
        self.tasks: deque[Task] = deque()  # the first is under way, a second one may wait in the connection
        self.since = 0.0

    def takes(self, task: Task) -> bool:
        """Whether it can be given a task: also a small second one, so that it need not wait for the parent."""
        if not self.ready or not self.tasks:
            return self.ready
        return len(self.tasks) == 1 and len(task.data or b"") < SECOND_BYTES

    def give(self, task: Task) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        with contextlib.suppress(OSError):  # it died; its connection says so at the next look
            self.connection.send(task)

    def finish(self) -> Task | None:
        """The task that was under way is no more; the next one is."""
        self.since = time.monotonic()
        return self.tasks.popleft() if self.tasks else None

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


class Pool:
    """Up to `workers` processes; a context that leaves none behind."""

    def __init__(self, workers: int, limits: Limits, *, converter: Converter = convert_document) -> None:
        self._wanted = workers
        self._limits = limits
        self._converter = converter
        self._workers: list[_Worker] = []
        self._ahead: deque[Task] = deque()
        self._crashes: dict[int, int] = {}  # by task, how many workers it has cost
        self._false_starts = 0

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        busy = [worker for worker in self._workers if worker.tasks]
        for worker in self._workers:
            if worker in busy:
                worker.process.kill()
            worker.connection.close()
        until = time.monotonic() + LAST_WORDS
        for worker in self._workers:
            worker.process.join(max(0.0, until - time.monotonic()))
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self._workers = []

    def run(self, next_task: Callable[[], Task | None], stopped: Callable[[], bool]) -> Iterator[tuple[Task, Answer]]:
        """Every task with its answer, as they come. Ends when nothing is under way and `next_task` has none.

        `next_task` is asked again after each answer, so answers may bring new tasks. Once `stopped`,
        nothing more is answered; what is under way is given up. Raises PoolError.
        """
        while not stopped():
            self._fill(next_task)
            if not self._ahead and not any(worker.tasks for worker in self._workers):
                return
            self._start_missing()
            for worker in self._events():
                ended = self._listen(worker)
                if ended is not None:
                    self._give_out()  # so that the worker goes on while the answer is dealt with
                    yield ended
            yield from self._overruns()
            self._give_out()

    def _fill(self, next_task: Callable[[], Task | None]) -> None:
        while len(self._ahead) < self._wanted and sum(len(task.data or b"") for task in self._ahead) < AHEAD_BYTES:
            task = next_task()
            if task is None:
                break
            self._ahead.append(task)
        self._give_out()

    def _give_out(self) -> None:
        for worker in sorted(self._workers, key=lambda worker: len(worker.tasks)):
            if self._ahead and worker.takes(self._ahead[0]):
                worker.give(self._ahead.popleft())

    def _start_missing(self) -> None:
        idle = sum(not worker.tasks for worker in self._workers)
        while len(self._workers) < self._wanted and idle < len(self._ahead):
            self._workers.append(_Worker(self._converter))
            idle += 1

    def _events(self) -> list[_Worker]:
        """The workers that have something to say, within a poll's time; the dead are among them."""
        by_connection: dict[object, _Worker] = {worker.connection: worker for worker in self._workers}
        return [by_connection[found] for found in wait([worker.connection for worker in self._workers], POLL)]

    def _listen(self, worker: _Worker) -> tuple[Task, Answer] | None:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if said == READY:
            worker.ready = True
            self._false_starts = 0
            self._give_out()
            return None
        task = worker.finish()
        if task is None:
            return None
        limit = self._limits.megabytes
        if limit is not None and (resident_megabytes(worker.process.pid) or 0) > RETIRE * limit:
            self._remove(worker)
        return task, said

    def _remove(self, worker: _Worker) -> None:
        """End a worker; what waited for it is another's."""
        worker.kill()
        self._workers.remove(worker)
        self._ahead.extendleft(reversed(worker.tasks))

    def _bury(self, worker: _Worker) -> tuple[Task, Answer] | None:
        """A worker that ended by itself or by a stranger's hand."""
        seconds = time.monotonic() - worker.since
        task = worker.finish()
        self._remove(worker)
        if not worker.ready:
            self._false_starts += 1
            killed = os.name == "posix" and worker.process.exitcode == -signal.SIGKILL
            if self._false_starts >= (KILLED_STARTS if killed else FALSE_STARTS):
                raise PoolError(f"the worker processes end before they begin ({_ending(worker.process.exitcode)})")
            return None
        if task is None:
            return None
        crashes = self._crashes[task.number] = self._crashes.get(task.number, 0) + 1
        if crashes < TRIES:
            self._ahead.appendleft(task)
            return None
        del self._crashes[task.number]
        reason = f"its worker process ended {TRIES} times ({_ending(worker.process.exitcode)})"
        return task, Refused("KZR93", reason, seconds, quarantined=True)

    def _overruns(self) -> Iterator[tuple[Task, Answer]]:
        now = time.monotonic()
        for worker in list(self._workers):
            if not worker.tasks or worker.connection.poll():
                continue
            refusal = self._overrun(worker, now - worker.since)
            if refusal is not None:
                task = worker.tasks.popleft()
                self._remove(worker)
                yield task, refusal

    def _overrun(self, worker: _Worker, seconds: float) -> Refused | None:
        if self._limits.seconds is not None and seconds > self._limits.seconds:
            return Refused("KZR91", f"it took longer than {self._limits.seconds:g} s", seconds, quarantined=True)
        limit = self._limits.megabytes
        if limit is not None and (resident_megabytes(worker.process.pid) or 0) > limit:
            return Refused("KZR92", f"it took more than {limit} MB of memory", seconds, quarantined=True)
        return None


def resident_megabytes(pid: int | None) -> float | None:
    """Resident memory of a process; None where the system does not tell it this way."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_bytes().split()[1])
    except (OSError, IndexError, ValueError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _ending(exit_code: int | None) -> str:
    if exit_code is not None and exit_code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-exit_code).name
    return f"exit status {exit_code}"


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Have a new process born deaf to Ctrl-C, which also goes to it while it still imports."""
    if sys.platform == "win32":
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # the first process would start it, and it lets interrupts through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

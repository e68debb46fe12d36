"""The two passes of a cluster run as Ray datasets: all documents are read and hashed, then the new ones converted."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import orjson
import pyarrow as pa
import ray
import ray.data

from kzreg_parse.bulk.cluster.converting import Content, ConvertingWorker
from kzreg_parse.bulk.cluster.work import ClusterError, InputReading, Order, packed, read_chunk, told_bytes
from kzreg_parse.bulk.tasks import Refused
from kzreg_parse.model.errors import ReadError

if TYPE_CHECKING:
    from ray.data import Dataset

BLOCK_BYTES: Final = 2**20  # of documents that travel together to a worker; some ten acts
READERS_CORES: Final = 0.1  # a reader waits for the disk; it and a converting worker share a core
WORKERS_CORES: Final = 0.9
HELD: Final = 16  # blocks of answers that wait for the driver
LOOK: Final = 0.2  # seconds between two looks whether the run was stopped
SURVEYED: Final = pa.schema([
    ("position", pa.int64()), ("sha256", pa.string()), ("code", pa.string()), ("reason", pa.string()),
    ("fatal", pa.string()),
])  # fmt: skip
READ: Final = pa.schema([
    ("key", pa.string()), ("data", pa.large_binary()), ("wanted", pa.large_binary()), ("code", pa.string()),
    ("reason", pa.string()), ("fatal", pa.string()),
])  # fmt: skip
ANSWERED: Final = pa.schema([("key", pa.string()), ("answers", pa.large_binary()), ("fatal", pa.string())])


def surveyed(chunks: Sequence[list[InputReading]], roots: tuple[str, ...]) -> Dataset:
    """Every document's SHA-256, or why it cannot be read."""
    return _works(chunks).map_batches(
        _survey, fn_kwargs={"roots": roots}, batch_size=1, batch_format="pyarrow", num_cpus=READERS_CORES
    )


def converted(chunks: Sequence[list[InputReading]], order: Order, workers: int) -> Dataset:
    """The answers for every content: read by tasks, converted by a pool of actors."""
    read = _works(chunks).map_batches(
        _read, fn_kwargs={"roots": order.roots}, batch_size=1, batch_format="pyarrow", num_cpus=READERS_CORES
    )
    return read.map_batches(
        ConvertingActor,
        fn_constructor_args=(order,),
        batch_size=None,
        batch_format="pyarrow",
        concurrency=workers,
        num_cpus=WORKERS_CORES,
    )


def rows(dataset: Dataset, stopped: Callable[[], bool]) -> Iterator[dict[str, Any]]:
    """The rows of a dataset as its blocks come; ends early once `stopped`. Raises ClusterError."""
    found: queue.Queue[list[dict[str, Any]] | Exception | None] = queue.Queue(HELD)

    def fetch() -> None:
        try:
            for block in dataset.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
                found.put(block.to_pylist())
            found.put(None)
        except Exception as error:
            found.put(error)

    threading.Thread(target=fetch, daemon=True).start()
    while not stopped():
        try:
            block = found.get(timeout=LOOK)
        except queue.Empty:
            continue
        if block is None:
            return
        if isinstance(block, Exception):
            raise ClusterError(f"the cluster broke off: {_one_line(block)}") from block
        for row in block:
            if row["fatal"]:
                raise ClusterError(row["fatal"])
            yield row


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Ray Data without its bars and reports, in blocks of our size."""
    context = ray.data.DataContext.get_current()
    names = ("enable_progress_bars", "print_on_execution_start", "target_max_block_size")
    before = {name: getattr(context, name) for name in names if hasattr(context, name)}
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    context.target_max_block_size = BLOCK_BYTES
    # For good: the executor of a run that was stopped tells at the end of the connection that it was cut off.
    logging.getLogger("ray.data").setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for name, value in before.items():
            setattr(context, name, value)


class ConvertingActor:
    """A ConvertingWorker as Ray keeps it: made once, given blocks; its faults are rows that end the run."""

    def __init__(self, order: Order) -> None:
        self._fault = ""
        try:
            self._worker = ConvertingWorker(order)
        except (ClusterError, OSError) as error:
            self._fault = str(error)

    def __call__(self, block: pa.Table) -> pa.Table:
        """The answers for a block of contents."""
        contents: list[Content] = []
        for row in block.to_pylist():
            fault = row["fatal"] or self._fault
            wanted = [(output, name) for output, name in orjson.loads(row["wanted"] or b"[]")]
            if fault:
                return _table([{"fatal": fault}], ANSWERED)
            content = Content(row["key"], row["data"], wanted)
            if row["code"]:
                content.refuse(Refused(row["code"], row["reason"], 0.0))
            contents.append(content)
        try:
            self._worker.convert([content for content in contents if not content.answers])
        except (ClusterError, OSError) as error:
            return _table([{"fatal": str(error)}], ANSWERED)
        answered = [{"key": one.key, "answers": told_bytes(one.answers), "fatal": ""} for one in contents]
        return _table(answered, ANSWERED)


def _works(chunks: Sequence[list[InputReading]]) -> Dataset:
    return ray.data.from_items([{"work": packed(chunk)} for chunk in chunks], override_num_blocks=len(chunks))


def _survey(works: pa.Table, *, roots: tuple[str, ...]) -> Iterator[pa.Table]:
    for work in works["work"].to_pylist():
        told: list[dict[str, Any]] = []
        try:
            for asked, data in read_chunk(work, roots):
                told.append({"position": asked.position, **_told(data), "fatal": ""})
        except ClusterError as error:
            told = [{"fatal": str(error)}]
        yield _table(told, SURVEYED)


def _told(data: bytes | ReadError) -> dict[str, str]:
    if isinstance(data, ReadError):
        return {"sha256": "", "code": data.code, "reason": data.reason}
    return {"sha256": hashlib.sha256(data).hexdigest(), "code": "", "reason": ""}


def _read(works: pa.Table, *, roots: tuple[str, ...]) -> Iterator[pa.Table]:
    """The wanted contents of some chunks, a table a content; Ray puts them together to blocks."""
    for work in works["work"].to_pylist():
        try:
            for asked, data in read_chunk(work, roots):
                if not asked.wanted:
                    continue  # of an archive that has to be gone through
                row = {"key": asked.key, "data": b"", "wanted": orjson.dumps(asked.wanted), "fatal": ""}
                if isinstance(data, ReadError):
                    yield _table([{**row, "code": data.code, "reason": data.reason}], READ)
                else:
                    yield _table([{**row, "data": data, "code": "", "reason": ""}], READ)
        except ClusterError as error:
            yield _table([{"fatal": str(error)}], READ)


def _table(found: list[dict[str, Any]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist(found, schema=schema)


def _one_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__

"""A worker process: loads the rules once, then converts one document after the other."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import time
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, Final

import orjson

from kzreg_parse.bulk.parts import BrokenPart, as_file, pack, unpack
from kzreg_parse.bulk.tasks import Answer, Converter, Made, Refused, Task, Unwritable, made
from kzreg_parse.model.errors import ReadError

if TYPE_CHECKING:
    from kzreg_parse.read import PdfBackend

READY: Final = "ready"
OUT_OF_MEMORY: Final = "the document needs more memory than there is"


def convert_document(data: bytes, name: str, pdf_backend: str, *, lexicon: str | None = None) -> bytes | ReadError:
    """The converter of every real run: what `kzreg_parse.parse` reads, as one line of JSON."""
    from kzreg_parse.api import try_parse
    from kzreg_parse.export import to_json

    backend: PdfBackend = "pdfplumber" if pdf_backend == "pdfplumber" else "pypdfium2"
    act = try_parse(data, name=name, pdf_backend=backend, lexicon=lexicon)
    if not isinstance(act, ReadError):
        return to_json(act, indent=False)
    return ReadError("KZR92", OUT_OF_MEMORY) if isinstance(act.__cause__, MemoryError) else act


def work(connection: Connection, converter: Converter, parent: int) -> None:
    """Answer tasks until the other end closes. Runs in a process of its own."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal's Ctrl-C reaches all; the parent decides
    _end_with(parent)
    if (converter.func if isinstance(converter, partial) else converter) is convert_document:
        _load_rules()
    with contextlib.suppress(EOFError, OSError):  # the parent ended or was killed: so does the worker
        connection.send(READY)
        while True:
            task: Task = connection.recv()
            connection.send(answer(task, converter))


def answer(task: Task, converter: Converter) -> Answer:
    """Do one task; whatever a document does short of ending the process comes back as an answer."""
    start = time.perf_counter()
    try:
        document = _earlier(task)
        if document is None:
            if task.data is None:
                return Refused("KZR90", "a fault of kzreg itself: the result of an equal document is missing", 0.0)
            result = converter(task.data, task.name, task.pdf_backend)
            if isinstance(result, ReadError):
                seconds = time.perf_counter() - start
                return Refused(result.code, result.reason, seconds, quarantined=result.code == "KZR92")
            seconds = time.perf_counter() - start
            document = orjson.loads(result)
            return _write(task, document, converted=True, seconds=seconds)
        return _write(task, document, converted=False, seconds=time.perf_counter() - start)
    except MemoryError:
        return Refused("KZR92", OUT_OF_MEMORY, time.perf_counter() - start, quarantined=True)
    except Exception as fault:  # the other documents must still be read
        reason = f"a fault of kzreg itself, please report it: {type(fault).__name__}: {fault}"
        return Refused("KZR90", reason, time.perf_counter() - start)


def _earlier(task: Task) -> dict[str, Any] | None:
    if task.part is None:
        return None
    try:
        return unpack(task.part, task.name)
    except BrokenPart:
        return None


def _write(task: Task, document: dict[str, Any], *, converted: bool, seconds: float) -> Made | Unwritable:
    data = as_file(document) if task.new_file is not None else b""
    try:
        if converted:
            task.new_part.write_bytes(pack(document))
        if task.new_file is not None:
            task.new_file.write_bytes(data)
    except OSError as error:
        return Unwritable(error.errno, error.strerror or str(error), str(error.filename or task.new_part))
    return made(document, converted=converted, seconds=seconds, size=len(data))


def _load_rules() -> None:
    """Load what every document needs; none of it is ever garbage, so none of it is looked through for that."""
    gc.disable()
    from kzreg_parse import pipeline  # noqa: F401
    from kzreg_parse.rules import default_grammar

    default_grammar()
    gc.freeze()
    gc.enable()


def _end_with(parent: int) -> None:
    """See to it that a killed parent leaves no worker behind, busy as it may be."""
    if sys.platform == "linux":
        import ctypes

        set_death_signal = 1  # PR_SET_PDEATHSIG of prctl(2)
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    threading.Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)

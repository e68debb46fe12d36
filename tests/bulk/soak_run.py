"""`kzreg` as it is, but that each worker notes on which document it is, for the soak's killer to read.

The module is the run's main one, so each worker process imports it before it begins. Notes are files named after the
process in the folder `KZREG_SOAK_NOTES`; an empty one says that the worker is between two documents. The document whose
content the file `hold` there names is not answered while that file exists: the run cannot end before it is killed.
"""

from __future__ import annotations

import hashlib
import os
import time
from pathlib import Path
from typing import Final

from kzreg_parse.bulk import worker
from kzreg_parse.bulk.tasks import Answer, Converter, Task

FOLDER: Final = "KZREG_SOAK_NOTES"
HOLD: Final = "hold"
LOOK: Final = 0.02  # seconds between two looks whether a held document is let go
real_answer = worker.answer


def content_of(data: bytes) -> str:
    """Name a document by what is in it, as the pool holds each content once a run."""
    return hashlib.sha256(data).hexdigest()


def held(notes: Path) -> str | None:
    """Return the content that is held back; None where there is none."""
    try:
        return (notes / HOLD).read_text("ascii")
    except FileNotFoundError:
        return None


def noted_answer(task: Task, converter: Converter) -> Answer:
    """Do a task as ever, its content noted from before it is begun until all is written."""
    notes = Path(os.environ[FOLDER])
    note = notes / str(os.getpid())
    content = content_of(task.data or task.name.encode())
    note.write_text(content, encoding="ascii")
    while held(notes) == content:
        time.sleep(LOOK)
    answer = real_answer(task, converter)
    note.write_bytes(b"")
    return answer


worker.answer = noted_answer

if __name__ == "__main__":
    from kzreg_parse.cli.app import app

    app()

"""One run at a time on an output folder."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kzreg_parse.model.errors import KzregError

LOCK_FILE: Final = ".kzreg-lock"


class FolderInUse(KzregError):  # noqa: N818  # it is a state of the folder that the message tells
    """Another run is writing to the output folder."""


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder, making it where it is missing. Raises FolderInUse, and OSError where it cannot be written.

    The system itself lets go of the lock when the process ends, however it ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # a link in its place would have another file emptied: O_NOFOLLOW refuses it, where the system has that
    handle = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        if not _lock(handle):
            owner = os.read(handle, 20).decode("ascii", "replace").strip()
            raise FolderInUse(f"another run is writing to {folder}" + (f" (process {owner})" if owner else ""))
        os.ftruncate(handle, 0)
        os.write(handle, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Whether the lock could be had; it goes with the handle."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, 1 << 20, os.SEEK_SET)  # far behind the owner's number, which others must be able to read
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            os.lseek(handle, 0, os.SEEK_SET)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True

"""The output folder of a cluster run: a local one that every node sees, or one of an object store.

A local folder is kept as the local engine keeps it, so that either engine goes on where the other ended. In an
object store the manifest is worked on in a folder of the driver and copied to the store again and again; what a
killed driver had not copied is found again by the parts, which lie in the store.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sqlite3
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import orjson

from kzreg_parse.bulk.cluster.work import RUN_FILE
from kzreg_parse.bulk.lock import LOCK_FILE, FolderInUse, locked
from kzreg_parse.bulk.manifest import MANIFEST_FILE, Manifest
from kzreg_parse.bulk.parts import PARTS_FOLDER, Parts
from kzreg_parse.convert.remote import MISSING, Location, RemotePath

BEAT: Final = 20.0  # seconds between two signs of life of a run, and two copies of its manifest
DEAD_AFTER: Final = 90.0  # seconds without a sign of life
UNDER_WAY: Final = "unfinished"


@dataclass(slots=True)
class Store:
    """An output folder that this run holds."""

    out: Location
    manifest: Manifest
    parts: Parts | RemoteParts
    token: str
    check: Callable[[], None]  # raises what went wrong in the background

    def plain_out(self) -> Location:
        """The folder as workers know it."""
        return self.out.plain() if isinstance(self.out, Listing) else self.out


@contextlib.contextmanager
def held(out: Location) -> Iterator[Store]:
    """Hold the folder. Raises FolderInUse, ManifestError, and OSError where nothing can be written."""
    token = uuid.uuid4().hex
    if isinstance(out, Path):
        with locked(out), Manifest(out) as manifest:
            (out / RUN_FILE).write_text(token, encoding="ascii")
            try:
                yield Store(out, manifest, Parts(out), token, lambda: None)
            finally:
                (out / RUN_FILE).unlink(missing_ok=True)
        return
    with tempfile.TemporaryDirectory(prefix="kzreg-") as home, _leased(out, token) as lease:
        _fetch(out / MANIFEST_FILE, Path(home) / MANIFEST_FILE)
        listing = Listing(out)
        with Manifest(Path(home)) as manifest:
            (out / RUN_FILE).write_bytes(token.encode())
            with _Beating(out, manifest.path, lease) as beating:
                yield Store(listing, manifest, RemoteParts(listing, Path(home) / UNDER_WAY), token, beating.check)
        (out / RUN_FILE).unlink(missing_ok=True)


class Listing(RemotePath):
    """A folder of a store whose files were listed once: asking after each would take a call a file."""

    __slots__ = ("_sizes",)

    def __init__(self, folder: RemotePath) -> None:
        super().__init__(folder.url)
        sizes = {str(relative): file.known for file, relative in folder.files()} if folder.is_dir() else {}
        object.__setattr__(self, "_sizes", sizes)

    def __truediv__(self, name: str) -> RemotePath:
        """A file of the folder as it was listed."""
        sizes: dict[str, int | None] = getattr(self, "_sizes")  # noqa: B009
        return RemotePath(RemotePath.__truediv__(self, name).url, sizes.get(name, MISSING))

    def plain(self) -> RemotePath:
        """The folder without its listing."""
        return RemotePath(self.url)


class RemoteParts:
    """As Parts, in a store; files that are being written are in a local folder."""

    def __init__(self, out: Listing, unfinished: Path) -> None:
        self._out = out
        self.unfinished = unfinished

    def prepare(self) -> None:
        """Make the local folder; notes of an earlier run on documents under way go. Raises OSError."""
        self.unfinished.mkdir(parents=True, exist_ok=True)
        self._drop_notes()

    def file(self, key: str) -> RemotePath:
        """Where the part of that key is; what is known of it is what was there when the run began."""
        return self._out / f"{PARTS_FOLDER}/{key[:2]}/{key}.z"

    def drop_unused(self, in_use: Callable[[str], bool]) -> None:
        """Remove the parts that no document needs any more."""
        folder = self._out.plain() / PARTS_FOLDER
        for file, _ in folder.files():
            if file.suffix == ".z" and not in_use(file.name.removesuffix(".z")):
                file.unlink(missing_ok=True)
        self._drop_notes()
        shutil.rmtree(self.unfinished, ignore_errors=True)

    def _drop_notes(self) -> None:
        folder = self._out.plain() / PARTS_FOLDER / UNDER_WAY
        if folder.is_dir():
            for file, _ in folder.files():
                file.unlink(missing_ok=True)


@dataclass(slots=True)
class _Lease:
    """A file that says who writes to a folder of a store, with a counter that grows while he lives."""

    file: RemotePath
    token: str
    beats: int = 0

    def beat(self) -> None:
        """Show life. Raises FolderInUse where another took the folder meanwhile."""
        if self.beats and self._owner().get("token") != self.token:
            raise FolderInUse(f"another run took over {self.file}")
        self.beats += 1
        whose = {"token": self.token, "host": socket.gethostname(), "process": os.getpid()}
        self.file.write_bytes(orjson.dumps({**whose, "beats": self.beats, "time": time.time()}))

    def take(self) -> None:
        """Begin. Raises FolderInUse where the last sign of life is too young; clocks should agree."""
        owner = self._owner()
        if owner and time.time() - float(owner["time"]) < DEAD_AFTER:
            told = f"process {owner['process']} on {owner['host']}"
            raise FolderInUse(
                f"another run is writing to {self.file} ({told}), or was killed less than {DEAD_AFTER:.0f} s ago"
            )
        self.beat()

    def _owner(self) -> dict[str, str]:
        try:
            owner: dict[str, str] = orjson.loads(self.file.read_bytes())
        except (FileNotFoundError, orjson.JSONDecodeError):
            return {}
        return owner


@contextlib.contextmanager
def _leased(out: RemotePath, token: str) -> Iterator[_Lease]:
    lease = _Lease(out / LOCK_FILE, token)
    lease.take()
    try:
        yield lease
    finally:
        with contextlib.suppress(OSError):
            lease.file.unlink(missing_ok=True)


class _Beating:
    """While the block runs, signs of life and copies of the manifest; the last copy when it ends."""

    def __init__(self, out: RemotePath, manifest: Path, lease: _Lease) -> None:
        self._out, self._manifest, self._lease = out, manifest, lease
        self._ended = threading.Event()
        self._fault: Exception | None = None
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> _Beating:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()
        self.check()
        self._copy()

    def check(self) -> None:
        """Raise what went wrong, if anything did."""
        if self._fault is not None:
            raise self._fault

    def _beat(self) -> None:
        while not self._ended.wait(BEAT):
            try:
                self._lease.beat()
                self._copy()
            except (OSError, FolderInUse, sqlite3.Error) as fault:
                self._fault = fault
                return

    def _copy(self) -> None:
        copy = self._manifest.with_suffix(".copy")
        with (
            contextlib.closing(sqlite3.connect(self._manifest)) as base,
            contextlib.closing(sqlite3.connect(copy)) as to,
        ):
            base.backup(to)
        (self._out / MANIFEST_FILE).take(copy)


def _fetch(source: RemotePath, target: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        target.write_bytes(source.read_bytes())

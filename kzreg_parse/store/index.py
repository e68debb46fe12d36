"""A folder of converted acts into the store: what is new or changed, in one transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kzreg_parse.store.batch import insert
from kzreg_parse.store.resolve import resolve
from kzreg_parse.store.rows import Batch, NotAnActError, RowMaker, load
from kzreg_parse.store.schema import StoreError, open_store, told
from kzreg_parse.store.words import sync_words

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ENDINGS: Final = (".json", ".jsonl")
BATCH_BYTES: Final = 16_000_000  # of JSON; its rows take a few times that in memory
OF_DOCUMENT: Final = ("documents", "parts", "citations", "repeals", "amendments")
UNUSED_REFS: Final = """
DELETE FROM refs WHERE ref NOT IN (
    SELECT ref FROM citations WHERE ref IS NOT NULL UNION SELECT ref FROM repeals WHERE ref IS NOT NULL
    UNION SELECT ref FROM amendments WHERE ref IS NOT NULL)
"""


@dataclass(slots=True)
class Indexed:
    """What an index run did, in documents; `problems` names files, or lines of files, that hold no act."""

    added: int = 0
    unchanged: int = 0
    removed: int = 0
    acts: int = 0
    problems: list[str] = field(default_factory=list)


def index_folder(folder: Path, store: Path) -> Indexed:
    """Bring the store in step with the folder; all of it or, where something fails, nothing.

    A file is known by its SHA-256: one that has not changed is not read into tables again, one that is gone from
    the folder, or holds no act any more, is taken out. Acts of other folders stay. Raises StoreError.
    """
    files = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in ENDINGS and path.is_file()]
    if not files:
        raise StoreError(f"{folder}: no .json or .jsonl files; kzreg convert writes them")
    with open_store(store, write=True) as connection:
        import duckdb

        try:
            with _transaction(connection):
                run = _Run(connection, folder)
                done = run.take(files)
                if run.changed:
                    connection.execute(UNUSED_REFS)
                    resolve(connection)
                done.acts = _number(connection, "SELECT count(*) FROM acts")
        except duckdb.Error as error:
            raise StoreError(f"{store}: nothing was indexed: {told(error)}") from error
        sync_words(connection, store)
    return done


class _transaction:  # noqa: N801 (used as a statement)
    """Commits when the block ends well; whatever ends it otherwise, Ctrl-C too, leaves the store as it was."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self._connection = connection

    def __enter__(self) -> None:
        self._connection.execute("BEGIN")

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._connection.execute("COMMIT" if kind is None else "ROLLBACK")


def _number(connection: DuckDBPyConnection, query: str) -> int:
    row = connection.execute(query).fetchone()
    return int(row[0]) if row and row[0] is not None else 0


class _Run:
    """One pass over a folder, its rows written in batches."""

    def __init__(self, connection: DuckDBPyConnection, folder: Path) -> None:
        self._connection, self._folder, self._root = connection, folder, str(folder.resolve())
        of_root = "FROM {} WHERE root = ?"
        asked = connection.execute(f"SELECT file, sha256 {of_root.format('files')}", [self._root])
        self._file_hashes: dict[str, str] = dict(asked.fetchall())
        self._known: dict[str, dict[str, int]] = {}  # by file: its documents' hashes and numbers
        asked = connection.execute(f"SELECT file, sha256, doc {of_root.format('documents')}", [self._root])
        for file, sha256, doc in asked.fetchall():
            self._known.setdefault(file, {})[sha256] = doc
        # a number is never given twice: the search file knows documents by it
        self._last = _number(connection, "SELECT value::BIGINT FROM meta WHERE key = 'last_doc'")
        self._maker, self._batch, self._bytes = RowMaker(), Batch(), 0
        self._done = Indexed()
        self._files: list[tuple[str, str, str]] = []
        self.changed = False

    def take(self, files: list[Path]) -> Indexed:
        """Read what is new or changed, take out what is gone. Raises StoreError where no file holds an act."""
        gone: list[int] = []
        for path in files:
            file = path.relative_to(self._folder).as_posix()
            gone += self._take_file(path, file, self._known.pop(file, {}))
        for documents in self._known.values():  # of files that are there no more
            gone += documents.values()
        if not self._done.added + self._done.unchanged:
            raise StoreError(f"{self._folder}: no file holds an act; {self._done.problems[0]}")
        self._flush()
        self._take_out(gone)
        self._connection.execute("DELETE FROM files WHERE root = ?", [self._root])
        insert(self._connection, "files", self._files)
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('last_doc', ?)", [str(self._last)])
        self.changed = bool(gone or self._done.added)
        return self._done

    def _take_file(self, path: Path, file: str, known: dict[str, int]) -> list[int]:
        """Add the acts of a file that are not known; returns the numbers of those that it holds no more."""
        try:
            data = path.read_bytes()
        except OSError as error:
            self._done.problems.append(f"{path}: {error.strerror or error}")
            return list(known.values())
        sha256 = hashlib.sha256(data).hexdigest()
        if self._file_hashes.get(file) == sha256:
            self._done.unchanged += len(known)
            self._files.append((self._root, file, sha256))
            return []
        before = len(self._done.problems)
        for line, piece in _pieces(path, data):
            self._take_act(f"{path}:{line}" if line else str(path), piece, file, known)
        if len(self._done.problems) == before:  # a file with a problem is looked at, and named, every time
            self._files.append((self._root, file, sha256))
        return [doc for doc in known.values() if doc > 0]

    def _take_act(self, shown: str, piece: bytes, file: str, known: dict[str, int]) -> None:
        sha256 = hashlib.sha256(piece).hexdigest()
        if sha256 in known:
            self._done.unchanged += known[sha256] > 0
            known[sha256] = 0  # still there; a second one of the same bytes is the same document
            return
        try:
            act = load(piece)
            self._maker.add(act, self._batch, doc=self._last + 1, root=self._root, file=file, sha256=sha256)
        except NotAnActError as error:
            self._done.problems.append(f"{shown}: {error}")
            return
        known[sha256] = 0
        self._last += 1
        self._done.added += 1
        self._bytes += len(piece)
        if self._bytes >= BATCH_BYTES:
            self._flush()

    def _flush(self) -> None:
        tables = self._batch.tables()
        new = {row[0] for row in tables["refs"]}
        if new:
            stored = self._connection.execute("SELECT ref FROM refs WHERE ref IN (SELECT unnest(?))", [list(new)])
            new -= {ref for (ref,) in stored.fetchall()}
            tables["refs"] = [row for row in tables["refs"] if row[0] in new]
        for table, rows in tables.items():
            insert(self._connection, table, rows)
        self._batch, self._bytes = Batch(), 0

    def _take_out(self, gone: list[int]) -> None:
        if gone:
            for table in OF_DOCUMENT:
                self._connection.execute(f"DELETE FROM {table} WHERE doc IN (SELECT unnest(?))", [gone])
        self._done.removed = len(gone)


def _pieces(path: Path, data: bytes) -> Iterator[tuple[int, bytes]]:
    """The acts of a file: the whole of a .json, each line of a .jsonl with its number from 1."""
    if path.suffix.lower() == ".json":
        yield 0, data
        return
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.strip():
            yield number, line

"""A folder of converted acts into the store: what is new or changed, in one transaction."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kzreg_parse.store.batch import insert
from kzreg_parse.store.folder import Lines, act_files, is_lines, sha256_of
from kzreg_parse.store.resolve import resolve
from kzreg_parse.store.rows import Batch, Data, NotAnActError, RowMaker, as_line, load
from kzreg_parse.store.schema import StoreError, fact_tables, open_store, told
from kzreg_parse.store.words import generation, sync_words

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

BATCH_BYTES: Final = 16_000_000  # of JSON; its rows take a few times that in memory
OWN_TABLES: Final = ("documents", "parts", "citations", "repeals", "amendments")
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
    repeated: int = 0  # the same act in another output of the folder, such as acts.jsonl beside its own file
    acts: int = 0
    problems: list[str] = field(default_factory=list)


def index_folder(folder: Path, store: Path) -> Indexed:
    """Bring the store in step with the folder; all of it or, where something fails, nothing.

    A file is known by its SHA-256: one that has not changed is not read into tables again. A document is known by
    its JSON, however it is laid out: it is stored once, in whatever files of the folder it stands, and taken out
    when none holds it any more. What cannot be read stays as it was. Acts of other folders stay. Raises StoreError.
    """
    files = act_files(folder)
    if not files:
        raise StoreError(f"{folder}: no .json or .jsonl files; kzreg convert writes them")
    with open_store(store, write=True) as connection, _no_cycles():
        import duckdb

        try:
            before = generation(connection)
            with _transaction(connection):
                run = _Run(connection, folder)
                done = run.take(files)
                if run.changed:
                    connection.execute(UNUSED_REFS)
                    resolve(connection)
                    connection.execute("INSERT OR REPLACE INTO meta VALUES ('generation', ?)", [uuid.uuid4().hex])
                done.acts = _number(connection, "SELECT count(*) FROM acts")
        except duckdb.Error as error:
            raise StoreError(f"{store}: nothing was indexed: {told(error)}") from error
        sync_words(connection, store, before)
    return done


@contextlib.contextmanager
def _no_cycles() -> Iterator[None]:
    """Without the search for circles of objects: rows make none, and there are millions to look through."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
        self._connection, self._folder, self._root = connection, str(folder), str(folder.resolve())
        asked = connection.execute("SELECT file, sha256, acts FROM files WHERE root = ?", [self._root])
        self._stored_files: dict[str, tuple[str, int]] = {
            file: (sha256, acts) for file, sha256, acts in asked.fetchall()
        }
        asked = connection.execute("SELECT sha256, doc, file FROM documents WHERE root = ?", [self._root])
        self._stored: dict[str, tuple[int, str]] = {sha256: (doc, file) for sha256, doc, file in asked.fetchall()}
        self._of_file: dict[str, list[str]] = {}
        for sha256, (_, file) in self._stored.items():
            self._of_file.setdefault(file, []).append(sha256)
        self._here: set[str] = set()  # hashes of the documents that the folder was found to hold
        self._moved: list[tuple[int, str]] = []
        # a number is never given twice: the search file knows documents by it
        self._last = _number(connection, "SELECT value::BIGINT FROM meta WHERE key = 'last_doc'")
        self._maker, self._batch, self._bytes = RowMaker(), Batch(), 0
        self._refs_stored = _number(connection, "SELECT count(*) FROM refs") > 0
        self._done = Indexed()
        self._files: list[tuple[str, str, str, int]] = []
        self.changed = False

    def take(self, files: list[str]) -> Indexed:
        """Read what is new or changed, take out what is gone. Raises StoreError where no file holds an act."""
        for file in files:
            self._take_file(f"{self._folder}/{file}", file)
        if not self._here:
            raise StoreError(f"{self._folder}: no file holds an act; {self._done.problems[0]}")
        self._flush()
        gone = [doc for sha256, (doc, _) in self._stored.items() if sha256 not in self._here]
        self._take_out(gone)
        if self._moved:
            self._connection.execute(
                "UPDATE documents SET file = moved.file FROM (SELECT unnest(?) AS doc, unnest(?) AS file) moved "
                "WHERE documents.doc = moved.doc",
                list(map(list, zip(*self._moved, strict=True))),
            )
        self._connection.execute("DELETE FROM files WHERE root = ?", [self._root])
        insert(self._connection, "files", self._files)
        self._connection.execute("INSERT OR REPLACE INTO meta VALUES ('last_doc', ?)", [str(self._last)])
        self.changed = bool(gone or self._moved or self._done.added)
        return self._done

    def _take_file(self, path: str, file: str) -> None:
        """Add the acts of a file that are not known, keep those that are."""
        stored = self._of_file.get(file, [])
        problems, acts = len(self._done.problems), 0
        try:
            sha256, held = self._stored_files.get(file, (None, 0))
            # where a document of this file is stored as another file's, that one may be gone by now: look again
            if sha256 is not None and held == len(stored) and sha256_of(path) == sha256:
                self._here.update(stored)
                self._done.unchanged += len(stored)
                self._files.append((self._root, file, sha256, held))
                return
            if is_lines(file):
                lines = Lines(path)
                for number, line in lines:
                    acts += self._take_act(f"{path}:{number}", line, hashlib.sha256(line).hexdigest(), file)
                sha256 = lines.sha256
            else:
                data = Path(path).read_bytes()
                sha256 = hashlib.sha256(data).hexdigest()
                acts = self._take_act(path, data, sha256, file)
        except OSError as error:  # nobody knows what it holds now: what it held is kept
            self._done.problems.append(f"{path}: {error.strerror or error}")
            self._here.update(stored)
            self._done.unchanged += len(stored)
            return
        if len(self._done.problems) == problems:  # a file with a problem is looked at, and named, every time
            self._files.append((self._root, file, sha256, acts))

    def _take_act(self, shown: str, piece: bytes, sha256: str, file: str) -> int:
        """Add or keep one document; returns how many acts it is."""
        if self._is_known(sha256, file):
            return 1
        try:
            act = load(piece)
            plain = as_line(act)
            if plain != piece:
                sha256 = hashlib.sha256(plain).hexdigest()
                if self._is_known(sha256, file):
                    return 1
            self._add(act, file, sha256, len(piece))
        except NotAnActError as error:
            self._done.problems.append(f"{shown}: {error}")
            return 0
        return 1

    def _is_known(self, sha256: str, file: str) -> bool:
        if sha256 in self._here:
            self._done.repeated += 1
            return True
        if sha256 not in self._stored:
            return False
        doc, stood_in = self._stored[sha256]
        if stood_in != file:
            self._moved.append((doc, file))
        self._here.add(sha256)
        self._done.unchanged += 1
        return True

    def _add(self, act: Data, file: str, sha256: str, size: int) -> None:
        self._maker.add(act, self._batch, doc=self._last + 1, root=self._root, file=file, sha256=sha256)
        self._here.add(sha256)
        self._last += 1
        self._done.added += 1
        self._bytes += size
        if self._bytes >= BATCH_BYTES:
            self._flush()

    def _flush(self) -> None:
        for table, rows in self._batch.tables().items():
            fresh = "ref NOT IN (SELECT ref FROM refs)" if table == "refs" and self._refs_stored else ""
            insert(self._connection, table, rows, where=fresh)
        self._batch, self._bytes = Batch(), 0

    def _take_out(self, gone: list[int]) -> None:
        if gone:
            for table in (*OWN_TABLES, *(table.name for table in fact_tables())):
                self._connection.execute(f"DELETE FROM {table} WHERE doc IN (SELECT unnest(?))", [gone])
        self._done.removed = len(gone)

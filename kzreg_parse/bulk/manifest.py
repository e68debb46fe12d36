"""The manifest of an output folder: an SQLite file that says what became of every document."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal

from kzreg_parse.model.errors import KzregError

MANIFEST_FILE: Final = ".kzreg-manifest.sqlite"
LAYOUT: Final = 1  # of the tables below; a manifest with a higher one was made by a newer version
Status = Literal["complete", "partial", "failed", "quarantined"]
TABLES: Final = """
create table runs (
    id integer primary key, started real not null, ended real, workers integer not null, documents integer not null,
    passed_over integer not null, formats text not null, schema text not null, rules text not null, outcome text
);
create table documents (
    output text primary key, run integer not null, position integer not null, input text not null, name text not null,
    sha256 text, key text, status text not null, code text, reason text, seconds real, bytes integer not null,
    chars integer, pages integer, schema text not null, rules text not null, made integer not null
) without rowid;
create index documents_by_key on documents (key);
create index documents_by_run on documents (run, position);
create table diagnostics (
    output text not null, code text not null, count integer not null, primary key (output, code)
) without rowid;
create table assembled (format text primary key, fingerprint text not null) without rowid;
"""


class ManifestError(KzregError):
    """A manifest that cannot be used; one line of reason."""


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one document."""

    output: str  # below the output folder, or `!…` of a document that has none
    run: int  # the last run that had this document
    position: int  # its place in that run
    input: str
    name: str
    sha256: str | None  # of the input; None where it could not be read
    key: str | None  # see versions.content_key
    status: Status
    code: str | None = None  # KZR code of a failure
    reason: str | None = None
    seconds: float | None = None  # that converting took; None where an earlier result was used
    bytes: int = 0  # of the JSON file; 0 where none was written
    chars: int | None = None
    pages: int | None = None
    schema: str = ""
    rules: str = ""
    made: int = 0  # the run that settled it
    diagnostics: Mapping[str, int] = field(default_factory=dict)  # how often each code; only when written

    @property
    def converted(self) -> bool:
        """Whether there is an act."""
        return self.status in ("complete", "partial")


COLUMNS: Final = tuple(one.name for one in fields(Row) if one.name != "diagnostics")


class Manifest:
    """The manifest of one folder, open. Every OSError names its file; use it as a context."""

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.path = folder / MANIFEST_FILE
        with self._told():
            target = f"{self.path.absolute().as_uri()}?mode=ro" if read_only else str(self.path)
            self._base = sqlite3.connect(target, uri=read_only, timeout=30.0)
            try:
                self._prepare(read_only=read_only)
            except BaseException:
                self._base.close()
                raise

    def _prepare(self, *, read_only: bool) -> None:
        layout = self._base.execute("pragma user_version").fetchone()[0]
        if layout > LAYOUT:
            raise ManifestError(f"{self.path} was made by a newer version of kzreg (layout {layout}, known: {LAYOUT})")
        if read_only:
            if layout == 0:
                raise ManifestError(f"{self.path} is no manifest of kzreg")
            return
        self._base.execute("pragma journal_mode=wal")
        self._base.execute("pragma synchronous=normal")  # outlives any kill; a power cut may cost the last documents
        if layout == 0:
            self._base.executescript(f"begin; {TABLES} pragma user_version={LAYOUT}; commit;")

    def __enter__(self) -> Manifest:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def begin(self, *, workers: int, documents: int, passed_over: int, formats: str, schema: str, rules: str) -> int:
        """A new run; returns its number."""
        with self._told(), self._base:
            made = self._base.execute(
                "insert into runs (started, workers, documents, passed_over, formats, schema, rules) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                (time.time(), workers, documents, passed_over, formats, schema, rules),
            )
            return made.lastrowid or 0

    def end(self, run: int, outcome: str) -> None:
        """Say how a run ended."""
        with self._told(), self._base:
            self._base.execute("update runs set ended = ?, outcome = ? where id = ?", (time.time(), outcome, run))

    def row(self, output: str) -> Row | None:
        """What became of the document with that output, in this run or an earlier one."""
        return self._one("where output = ?", output)

    def failure_of(self, key: str, run: int) -> Row | None:
        """A document of the same content that failed in this run."""
        # By key: SQLite would rather go through all documents of the run, for each document once.
        index = "indexed by documents_by_key"
        return self._one(f"{index} where key = ? and run = ? and status in ('failed', 'quarantined')", key, run)

    def keep(self, output: str, run: int, position: int) -> None:
        """Take a settled document over into a run; kept with the next `record`, or at the end."""
        with self._told():
            self._base.execute("update documents set run = ?, position = ? where output = ?", (run, position, output))

    def commit(self) -> None:
        """Have what was kept so far stay."""
        with self._told():
            self._base.commit()

    def forget(self, output: str) -> None:
        """Say that the output of a document is about to change, before it does."""
        with self._told(), self._base:
            self._base.execute("delete from documents where output = ?", (output,))
            self._base.execute("delete from diagnostics where output = ?", (output,))

    def record(self, row: Row) -> None:
        """Settle a document. When this returns, a kill cannot undo it."""
        values = [getattr(row, column) for column in COLUMNS]
        with self._told(), self._base:
            self._base.execute(f"replace into documents ({', '.join(COLUMNS)}) values ({_marks(COLUMNS)})", values)
            self._base.execute("delete from diagnostics where output = ?", (row.output,))
            self._base.executemany(
                "insert into diagnostics values (?, ?, ?)",
                [(row.output, code, count) for code, count in sorted(row.diagnostics.items())],
            )

    def rows(self, run: int, *, only: str = "") -> Iterator[Row]:
        """The documents of a run in order; `only` is one status, or all."""
        where = "where run = ?" + (" and status = ?" if only else "")
        with self._told():
            found = self._base.execute(
                f"select {', '.join(COLUMNS)} from documents {where} order by position", (run, only) if only else (run,)
            )
            for values in found:
                yield Row(*values)

    def has_key(self, key: str) -> bool:
        """Whether any document of the folder has this content."""
        return self._one("where key = ?", key) is not None

    def counts(self, run: int) -> dict[str, int]:
        """How many documents of a run have each status."""
        return dict(self._all("select status, count(*) from documents where run = ? group by status", run))

    def codes(self, run: int) -> list[tuple[str, int, int]]:
        """Each diagnostic code of a run: in how many acts, how often; failures count by their KZR code."""
        return self._all(
            "select code, count(*), sum(count) from (select d.code, d.count from diagnostics d join documents "
            "using (output) where run = ?1 union all select code, 1 from documents where run = ?1 and code "
            "is not null) group by code order by code",
            run,
        )

    def last_run(self) -> dict[str, float | int | str | None]:
        """The columns of the last run. Raises ManifestError where there was none."""
        with self._told():
            found = self._base.execute("select * from runs order by id desc limit 1")
            values = found.fetchone()
            if values is None:
                raise ManifestError(f"{self.path}: no run is recorded")
            return dict(zip((column[0] for column in found.description), values, strict=True))

    def assembled(self, format: str) -> str | None:
        """What a joint output was made of (see run.fingerprint); None where it was not made."""
        found = self._all("select fingerprint from assembled where format = ?", format)
        return str(found[0][0]) if found else None

    def set_assembled(self, format: str, fingerprint: str) -> None:
        """Say what a joint output was made of; an empty text before it is written."""
        with self._told(), self._base:
            self._base.execute("replace into assembled values (?, ?)", (format, fingerprint))

    def _one(self, where: str, *values: str | int) -> Row | None:
        with self._told():
            found = self._base.execute(f"select {', '.join(COLUMNS)} from documents {where} limit 1", values).fetchone()
            return Row(*found) if found else None

    def _all(self, query: str, *values: str | int) -> list[tuple[Any, ...]]:
        with self._told():
            return self._base.execute(query, values).fetchall()

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors as this package's: full and unwritable disks as OSError, the rest as ManifestError."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            reason = str(error)
            if "full" in reason:
                raise OSError(errno.ENOSPC, "no space left on the disk", str(self.path)) from error
            if any(word in reason for word in ("unable to open", "readonly", "disk I/O")):
                raise OSError(errno.EACCES, reason, str(self.path)) from error
            raise ManifestError(f"{self.path}: {reason}") from error


def _marks(columns: tuple[str, ...]) -> str:
    return ", ".join("?" * len(columns))

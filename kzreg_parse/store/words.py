"""Full text over the parts of acts: SQLite FTS5, in a file beside the store.

DuckDB's own full text is an extension fetched at run time; SQLite's is in Python's standard library. The index
holds folded words only, each part under the number `doc * 2**20 + seq`; what is shown comes from the store.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Final

import regex

from kzreg_parse.language.fold import FOLD_VERSION, WORD, fold, folded_text, folded_words, other_folds
from kzreg_parse.store.schema import StoreError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WORDS_VERSION: Final = f"1.{FOLD_VERSION}"
PARTS_BITS: Final = 20  # a document has fewer than a million parts
AT_ONCE: Final = 20_000  # parts read from the store at a time
MOST_WAYS: Final = 16  # readings of a phrase that are asked for
SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (doc INTEGER PRIMARY KEY);
CREATE VIRTUAL TABLE words USING fts5(folded, tokenize = "unicode61 remove_diacritics 0 tokenchars '-/'");
"""
WANTED: Final = regex.compile(r'(?P<not>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for: the words for SQLite, and the folds to be marked in what is found."""

    match: str
    folds: frozenset[str]
    starts: tuple[str, ...]  # `электр*`: any word that begins so


@dataclass(frozen=True, slots=True)
class Hit:
    """A part of an act that answers a question; `score` is BM25, higher is better."""

    doc: int
    seq: int
    score: float


def words_file(store: Path) -> Path:
    """The search file that belongs to a store."""
    return store.with_name(f"{store.name}.search")


def sync_words(connection: DuckDBPyConnection, store: Path) -> None:
    """Bring the search file in step with the store, whatever became of it in between. Raises StoreError."""
    path = words_file(store)
    try:
        with _opened(path) as words:
            if not _is_ours(words):
                words.close()
                path.unlink()
                with _opened(path) as fresh:
                    _make(fresh)
                    _sync(fresh, connection)
                return
            _sync(words, connection)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{path}: the acts are indexed, their words are not: {error}") from error


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    fresh = not path.exists()
    words = sqlite3.connect(path, isolation_level=None)
    try:
        if fresh:
            _make(words)
        yield words
    finally:
        words.close()


def _make(words: sqlite3.Connection) -> None:
    if words.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return
    words.executescript(f"BEGIN; {SCHEMA} INSERT INTO meta VALUES ('version', '{WORDS_VERSION}'); COMMIT;")


def _is_ours(words: sqlite3.Connection) -> bool:
    try:
        row = words.execute("SELECT value FROM meta WHERE key = 'version'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(row and row[0] == WORDS_VERSION)


def _sync(words: sqlite3.Connection, connection: DuckDBPyConnection) -> None:
    here = {doc for (doc,) in words.execute("SELECT doc FROM documents")}
    there = {doc for (doc,) in connection.execute("SELECT doc FROM acts").fetchall()}  # of copies, one
    words.execute("BEGIN IMMEDIATE")
    try:
        for doc in here - there:
            first = doc << PARTS_BITS
            words.execute("DELETE FROM words WHERE rowid BETWEEN ? AND ?", (first, first + (1 << PARTS_BITS) - 1))
            words.execute("DELETE FROM documents WHERE doc = ?", (doc,))
        new = sorted(there - here)
        asked = connection.execute(
            "SELECT doc, seq, heading, text FROM parts WHERE doc IN (SELECT unnest(?)) "
            "AND (heading IS NOT NULL OR text IS NOT NULL)",
            [new],
        )
        while rows := asked.fetchmany(AT_ONCE):
            words.executemany(
                "INSERT INTO words (rowid, folded) VALUES (?, ?)",
                ((doc << PARTS_BITS | seq, folded_text(part_text(heading, text))) for doc, seq, heading, text in rows),
            )
        words.executemany("INSERT INTO documents VALUES (?)", ((doc,) for doc in new))
    except BaseException:
        words.execute("ROLLBACK")
        raise
    words.execute("COMMIT")


def part_text(heading: str | None, text: str | None) -> str:
    """What of a part is searched and shown."""
    return "\n".join(filter(None, (heading, text)))


def question_of(asked: str) -> Question:
    """Words that must all stand in a part, `"… …"` one behind the other, `-word` not, `word*` begun so.

    Raises StoreError where there is nothing to look for.
    """
    wanted: list[str] = []
    refused: list[str] = []
    starts: list[str] = []
    folds: set[str] = set()
    for found in WANTED.finditer(asked):
        if found["word"] and found["word"].endswith("*"):
            start = found["word"].rstrip("*").lower()
            if not regex.fullmatch(r"[\p{L}\p{N}/-]+", start):
                continue
            both = dict.fromkeys((start, fold(start)))  # what is indexed has lost its endings, so may have the start
            term = "(" + " OR ".join(f'"{each}"*' for each in both) + ")"
            starts += [] if found["not"] else both
        else:
            given = WORD.findall(found["phrase"] or found["word"] or "")
            if not given:
                continue
            readings = [(fold(word), *other_folds(word)) for word in given]
            ways = islice(product(*readings), MOST_WAYS)
            term = "(" + " OR ".join('"' + " ".join(way) + '"' for way in ways) + ")"
            folds |= set() if found["not"] else {one for reading in readings for one in reading}
        (refused if found["not"] else wanted).append(term)
    if not wanted:
        raise StoreError("nothing to search for: give a word that is wanted")
    return Question(" AND ".join(wanted) + "".join(f" NOT {term}" for term in refused), frozenset(folds), tuple(starts))


def find_words(store: Path, question: Question, acts: int, *, limit: int) -> tuple[list[Hit], int]:
    """The best hits by BM25, and how many there are. `acts`: how many the store holds. Raises StoreError."""
    path = words_file(store)
    if not path.exists():
        raise StoreError(f"{path}: no search file; kzreg index makes it")
    try:
        with _opened(path) as words:
            if not _is_ours(words):
                raise StoreError(f"{path}: made by another version of kzreg; run kzreg index again")
            if words.execute("SELECT count(*) FROM documents").fetchone()[0] != acts:
                raise StoreError(f"{path}: not in step with the store; run kzreg index again")
            count = words.execute("SELECT count(*) FROM words WHERE words MATCH ?", (question.match,)).fetchone()[0]
            rows = words.execute(
                "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ? ORDER BY rank, rowid LIMIT ?",
                (question.match, limit),
            ).fetchall()
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from error
    return [Hit(row >> PARTS_BITS, row & ((1 << PARTS_BITS) - 1), score) for row, score in rows], count


def marks_in(text: str, question: Question) -> list[tuple[int, int]]:
    """Where the words that were asked for stand in a text, in any form; spans of the text, end exclusive."""
    return [
        (word.start, word.end)
        for word in folded_words(text)
        if word.fold in question.folds or (question.starts and word.fold.startswith(question.starts))
    ]

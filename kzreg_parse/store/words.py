"""Full text over the parts of acts: SQLite FTS5, in a file beside the store.

DuckDB's own full text is an extension fetched at run time; SQLite's is in Python's standard library. The index
holds which folded words stand where and not the words themselves, each part under the number `doc * 2**20 + seq`;
what is shown comes from the store. Such an index cannot forget a part: documents that are gone are marked and left
out of answers, and when they are many, the index is made anew.
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

WORDS_VERSION: Final = f"2.{FOLD_VERSION}"
PARTS_BITS: Final = 20  # a document has fewer than a million parts
AT_ONCE: Final = 20_000  # parts read from the store at a time
MOST_WAYS: Final = 16  # readings of a phrase that are asked for
MOST_GONE: Final = 0.2  # of the documents that an index holds; with more it is made anew
# Folded words are in lower case and end at blanks: the plain tokenizer keeps all that is not ASCII. Half a second for
# 100,000 parts instead of one, a fifth of the size. `hashsize`: bytes of words held until they are written.
SCHEMA: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE documents (doc INTEGER PRIMARY KEY, gone INTEGER NOT NULL DEFAULT 0);
CREATE VIRTUAL TABLE words USING fts5(folded, content = '', tokenize = "ascii tokenchars '-/_'");
INSERT INTO words (words, rank) VALUES ('hashsize', 16777216);
"""
THERE: Final = f" AND rowid >> {PARTS_BITS} NOT IN (SELECT doc FROM documents WHERE gone)"
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


def generation(connection: DuckDBPyConnection) -> str | None:
    """The mark that the store got when it last changed; no two states of any stores share one."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    return str(row[0]) if row else None


def sync_words(connection: DuckDBPyConnection, store: Path, before: str | None) -> None:
    """Bring the search file in step with the store, whatever became of it in between. Raises StoreError.

    `before` is the store's generation that this run found: a search file of that one is added to, one of any other
    (of a store that was deleted or put back from a copy) is made anew, for its numbers may mean other documents.
    """
    path = words_file(store)
    try:
        with _opened(path) as words:
            if _is_ours(words):
                _sync(words, connection, before)
                return
        path.unlink()
        with _opened(path) as words:
            _sync(words, connection, None)
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
        return _told(words, "version") == WORDS_VERSION
    except sqlite3.DatabaseError:
        return False


def _told(words: sqlite3.Connection, key: str) -> str | None:
    row = words.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else None


def _sync(words: sqlite3.Connection, connection: DuckDBPyConnection, before: str | None) -> None:
    now, found = generation(connection), _told(words, "generation")
    if now is not None and found == now:
        return
    held = dict(words.execute("SELECT doc, gone FROM documents"))
    there = {doc for (doc,) in connection.execute("SELECT doc FROM acts").fetchall()}  # of copies, one
    words.execute("BEGIN IMMEDIATE")
    try:
        if found is None or found != before or len(held.keys() - there) > MOST_GONE * len(held):
            words.execute("INSERT INTO words (words) VALUES ('delete-all')")
            words.execute("DELETE FROM documents")
            held = {}
        changed = [(doc not in there, doc) for doc, gone in held.items() if (doc not in there) != bool(gone)]
        words.executemany("UPDATE documents SET gone = ? WHERE doc = ?", changed)
        new = sorted(there - held.keys())
        asked = connection.execute(
            "SELECT doc, seq, heading, text FROM parts WHERE doc IN (SELECT unnest(?)) "
            "AND (heading IS NOT NULL OR text IS NOT NULL)",
            [new],
        )
        while rows := asked.fetchmany(AT_ONCE):
            words.executemany(
                "INSERT INTO words (rowid, folded) VALUES (?, ?)",
                [(doc << PARTS_BITS | seq, folded_text(part_text(heading, text))) for doc, seq, heading, text in rows],
            )
        words.executemany("INSERT INTO documents (doc) VALUES (?)", ((doc,) for doc in new))
        words.execute("INSERT OR REPLACE INTO meta VALUES ('generation', ?)", (now,))
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


def find_words(store: Path, question: Question, now: str | None, *, limit: int) -> tuple[list[Hit], int]:
    """The best hits by BM25, and how many there are. `now`: the store's generation. Raises StoreError."""
    path = words_file(store)
    if not path.exists():
        raise StoreError(f"{path}: no search file; kzreg index makes it")
    try:
        with _opened(path) as words:
            if not _is_ours(words):
                raise StoreError(f"{path}: made by another version of kzreg; run kzreg index again")
            if _told(words, "generation") != now:
                raise StoreError(f"{path}: not in step with the store; run kzreg index again")
            gone = words.execute("SELECT total(gone) FROM documents").fetchone()[0]
            found = f"FROM words WHERE words MATCH ?{THERE if gone else ''}"
            count = words.execute(f"SELECT count(*) {found}", (question.match,)).fetchone()[0]
            rows = words.execute(
                f"SELECT rowid, -bm25(words) {found} ORDER BY rank, rowid LIMIT ?", (question.match, limit)
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

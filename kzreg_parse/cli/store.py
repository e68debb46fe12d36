"""What the commands of the store do: ask, print, and how they end."""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from kzreg_parse.cli.views.plain_json import as_json
from kzreg_parse.store.schema import MISSING, StoreError, open_store

if TYPE_CHECKING:
    from rich.console import RenderableType

    from kzreg_parse.store.queries import Rows

OK, FAILED, STOPPED = 0, 1, 130
MOST_PROBLEMS: Final = 50  # named one by one
PLAIN_WIDTH: Final = 160  # columns where standard output is no terminal
Shape = Literal["table", "csv", "json"]


def _guarded(run: Callable[[], int]) -> int:
    """Return the status of `run`; a StoreError is one line on standard error and status 1, Ctrl-C status 130."""
    try:
        return run()
    except StoreError as error:
        _say(str(error))
        return FAILED
    except (KeyboardInterrupt, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "interrupt" not in str(error).lower():
            raise  # DuckDB makes a RuntimeError of a Ctrl-C while it is at work
        _say("stopped")
        return STOPPED


def _say(message: str) -> None:
    from kzreg_parse.cli.terminal import errors

    console = errors()
    console.print(f"kzreg: {message}", markup=False, style="red" if console.is_terminal else "")


def run_index(folder: Path, store: Path) -> int:
    """Return index a folder; 1 where some files hold no act (each is named, the rest is indexed)."""

    def run() -> int:
        try:
            import duckdb  # noqa: F401
        except ImportError as error:
            raise StoreError(MISSING) from error
        from kzreg_parse.store.index import index_folder

        done = index_folder(folder, store)
        for problem in done.problems[:MOST_PROBLEMS]:
            _say(problem)
        if len(done.problems) > MOST_PROBLEMS:
            _say(f"… and {len(done.problems) - MOST_PROBLEMS:,} more like these")
        again = f"{done.repeated} met again in another file, " if done.repeated else ""
        sys.stderr.write(
            f"{done.added} added, {done.unchanged} unchanged, {done.removed} removed, {again}"
            f"{len(done.problems)} not indexed; {done.acts} acts in {store}\n"
        )
        return FAILED if done.problems else OK

    return _guarded(run)


def run_repealed(
    store: Path, *, first: dt.date | None, last: dt.date | None, issuer: str | None, by: str | None, undated: bool,
    shape: Shape, limit: int | None,
) -> int:  # fmt: skip
    """Print repealed acts; the counts of all three states go below a table, into the JSON, or to standard error."""

    def run() -> int:
        from kzreg_parse.store.queries import repealed, states

        with open_store(store) as connection:
            answer = repealed(
                connection, first=first, last=last, issuer=issuer, by=by, undated=undated,
                limit=limit if shape == "table" else None,
            )  # fmt: skip
            counted = states(connection)
        undated_in = undated or first is last is None
        if shape != "json":
            from kzreg_parse.cli.views.answers import repealed_entries, states_line
        if shape == "csv":
            _write_csv(answer.columns, answer.rows)
            _say(states_line(len(answer.rows), counted, undated=undated_in))
        elif shape == "json":
            total = {name: getattr(counted, name) for name in counted.__slots__}
            _write_json({"found": len(answer.rows), "in_store": total, "acts": answer.as_dicts()})
        else:
            _print(repealed_entries(answer, counted, undated=undated_in))
        return OK

    return _guarded(run)


def run_history(store: Path, act: str, *, shape: Shape) -> int:
    """Print an act's history as a tree or as JSON."""

    def run() -> int:
        from kzreg_parse.cli.views.answers import history_tree
        from kzreg_parse.store.history import history
        from kzreg_parse.store.queries import find_act

        with open_store(store) as connection:
            told = history(connection, find_act(connection, act))
        if shape == "json":
            _write_json(told)
        else:
            _print([history_tree(told)])
        return OK

    return _guarded(run)


def run_cites(
    store: Path, act: str, *, incoming: bool, internal: bool, node: str | None, shape: Shape, limit: int | None
) -> int:
    """Print what an act, or one node of it, cites, or who cites it."""

    def run() -> int:
        from kzreg_parse.cli.views.answers import cites_entries
        from kzreg_parse.store.queries import Rows, cites, find_act, part_of

        with open_store(store) as connection:
            found = find_act(connection, act)
            if node is not None:
                part_of(connection, found, node)
            answer = cites(connection, found, incoming=incoming, internal=internal)
        if node is not None:
            place = answer.columns.index("node")
            inside = [row for row in answer.rows if row[place] == node or str(row[place]).startswith(f"{node}__")]
            answer = Rows(answer.columns, inside)
        return _put_out(answer, shape, limit, cites_entries)

    return _guarded(run)


def run_sql(store: Path, query: str, *, shape: Shape, limit: int | None) -> int:
    """Print what SQL answers; the store is opened for reading only."""

    def run() -> int:
        from kzreg_parse.cli.views.answers import rows_table
        from kzreg_parse.store.queries import ask_one

        with open_store(store) as connection:
            answer = ask_one(connection, query, limit=limit if shape == "table" else None)
        return _put_out(answer, shape, limit, rows_table)

    return _guarded(run)


def run_search(store: Path, asked: str, *, shape: Shape, limit: int) -> int:
    """Print the parts that hold the words, best first; 1 where none does."""

    def run() -> int:
        from kzreg_parse.cli.views.answers import search_hits
        from kzreg_parse.store.search import search

        with open_store(store) as connection:
            hits, count = search(connection, store, asked, limit=limit)
        if shape == "json":
            _write_json({"found": count, "parts": hits})
        elif shape == "csv":
            columns = tuple(hits[0]) if hits else ("act",)
            _write_csv(columns, [tuple(hit.values()) for hit in hits])
        else:
            _print(search_hits(hits, count))
        return OK if hits else FAILED

    return _guarded(run)


def _put_out(answer: Rows, shape: Shape, limit: int | None, view: Callable[[Rows], Iterable[RenderableType]]) -> int:
    if shape == "csv":
        _write_csv(answer.columns, answer.rows)
    elif shape == "json":
        _write_json(answer.as_dicts())
    else:
        _print(view(answer.first(limit)))
    return OK


def _print(view: Iterable[RenderableType]) -> None:
    from kzreg_parse.cli.terminal import output

    console = output(width=PLAIN_WIDTH)
    for part in view:
        console.print(part)


def _write_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)


def _write_json(data: object) -> None:
    sys.stdout.write(as_json(data))

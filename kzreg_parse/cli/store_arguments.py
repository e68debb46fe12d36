"""The commands of the store, as the command line has them: arguments only."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kzreg_parse.cli.store import Shape

DEFAULT = Path("acts.duckdb")

Store = Annotated[Path, typer.Option("--db", metavar="FILE", help="The store that kzreg index made.")]
AsCsv = Annotated[bool, typer.Option("--csv", help="Print CSV, all rows.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, all rows.")]
Limit = Annotated[int, typer.Option("--limit", min=0, metavar="N", help="Rows of a table; 0: all.")]
ActName = Annotated[
    list[str], typer.Argument(metavar="ACT", help="Id, FRBR URI, adilet id, or number and date (816 2019-10-28).")
]
DATES = ["%Y-%m-%d", "%d.%m.%Y"]


def add_commands(app: typer.Typer) -> None:
    """Add index, repealed, history, cites, sql and search to the command line."""
    for command in (index, repealed, history, cites, sql, search):
        app.command()(command)


def index(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", exists=True, file_okay=False, help="What convert wrote, .json and .jsonl.")
    ],
    db: Annotated[Path, typer.Option("--db", metavar="FILE", help="The store; made where it is not there.")] = DEFAULT,
) -> None:
    """Index converted acts for questions.

    Only new and changed files are read, files that are gone are taken out; all or nothing. Beside FILE stands
    FILE.search. Exit status: 0 done, 1 some files hold no act (named; the rest is indexed) or nothing was indexed.

    Examples:

    `kzreg convert acts -o json`

    `kzreg index json --db acts.duckdb`
    """
    from kzreg_parse.cli.store import run_index

    raise typer.Exit(run_index(out, db))


def repealed(
    first: Annotated[
        dt.datetime | None, typer.Option("--from", formats=DATES, metavar="DATE", help="First day (2015-01-01).")
    ] = None,
    last: Annotated[
        dt.datetime | None, typer.Option("--to", formats=DATES, metavar="DATE", help="Last day, included.")
    ] = None,
    issuer: Annotated[
        str | None, typer.Option("--issuer", help="Words of the repealed act's body, in any form.")
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", help="Words of the repealing act: body, kind, number, date, id.")
    ] = None,
    undated: Annotated[bool, typer.Option("--undated", help="Also those repealed at a date not told.")] = False,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
    limit: Limit = 50,
    db: Store = DEFAULT,
) -> None:
    """List acts that have lost force, by the date of the repealing act.

    An act is repealed where its own text says so or another act of the store declares it. In force and not to be
    told are answers of their own, and counted.

    Examples:

    `kzreg repealed --from 2015-01-01 --to 2020-12-31`

    `kzreg repealed --issuer "Шымкент қаласының әкімдігі" --csv > repealed.csv`

    `kzreg repealed --by "Энергетика министрі" --json`
    """
    from kzreg_parse.cli.store import run_repealed

    if first and last and first > last:
        raise typer.BadParameter("--from is later than --to")
    days = {"first": first.date() if first else None, "last": last.date() if last else None}
    status = run_repealed(
        db, **days, issuer=issuer, by=by, undated=undated, shape=_shape(as_csv, as_json), limit=limit or None
    )
    raise typer.Exit(status)


def history(act: ActName, as_json: AsJson = False, db: Store = DEFAULT) -> None:
    """Show what repealed and amended an act, and what it repealed and amended, as a tree of chains.

    Examples:

    `kzreg history 816 2019-10-28`

    `kzreg history V1900018274 --json`
    """
    from kzreg_parse.cli.store import run_history

    raise typer.Exit(run_history(db, " ".join(act), shape=_shape(False, as_json)))


def cites(
    act: ActName,
    incoming: Annotated[bool, typer.Option("--incoming", help="Who cites the act, instead of what it cites.")] = False,
    internal: Annotated[bool, typer.Option("--internal", help="Also mentions of the act's own parts.")] = False,
    node: Annotated[str | None, typer.Option("--node", metavar="ID", help="Only from this node and below.")] = None,
    as_csv: AsCsv = False,
    as_json: AsJson = False,
    limit: Limit = 50,
    db: Store = DEFAULT,
) -> None:
    """List what an act cites, each citation with the act of the store that it means, or with none.

    The score (0 to 1) says how well mention and act agree; below 0.85, or between equals, none is taken.

    Examples:

    `kzreg cites V1400009556`

    `kzreg cites 192 02.06.2014 --incoming`
    """
    from kzreg_parse.cli.store import run_cites

    if incoming and (internal or node):
        raise typer.BadParameter("--incoming goes without --internal and --node")
    status = run_cites(
        db, " ".join(act), incoming=incoming, internal=internal, node=node, shape=_shape(as_csv, as_json),
        limit=limit or None,
    )  # fmt: skip
    raise typer.Exit(status)


def sql(
    query: Annotated[str, typer.Argument(metavar="SQL", help="DuckDB SQL over acts, documents, parts, citations, …")],
    as_csv: AsCsv = False,
    as_json: AsJson = False,
    limit: Limit = 50,
    db: Store = DEFAULT,
) -> None:
    """Ask the store in SQL; nothing can be changed, no other file read.

    Examples:

    `kzreg sql "SELECT state, count(*) FROM acts GROUP BY state"`

    `kzreg sql "SHOW TABLES" --csv`
    """
    from kzreg_parse.cli.store import run_sql

    raise typer.Exit(run_sql(db, query, shape=_shape(as_csv, as_json), limit=limit or None))


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help='Words in any form; "…", -word, word*.')],
    as_csv: AsCsv = False,
    as_json: AsJson = False,
    limit: Annotated[int, typer.Option("--limit", min=1, metavar="N", help="Parts to show, the best first.")] = 20,
    db: Store = DEFAULT,
) -> None:
    """Find clauses by their words, endings aside, the best first (BM25).

    Exit status: 0 found, 1 nothing found, or the store cannot be asked.

    Examples:

    `kzreg search "қуат паспорты"`

    `kzreg search --limit 50 -- '"жұмыс күні" лицензия* -портал'`
    """
    from kzreg_parse.cli.store import run_search

    raise typer.Exit(run_search(db, " ".join(words), shape=_shape(as_csv, as_json), limit=limit))


def _shape(as_csv: bool, as_json: bool) -> Shape:
    if as_csv and as_json:
        raise typer.BadParameter("--csv or --json, not both")
    return "csv" if as_csv else "json" if as_json else "table"

"""Questions to the store. Every answer has the act's id, and the node and span of the source that say so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any, Final

from kzreg_parse.store.schema import StoreError, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ISO_DATE: Final = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
PRINTED_DATE: Final = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
NAMED_IN_DOUBT: Final = 5  # acts listed where a name fits several
AT_ONCE: Final = 10_000  # rows counted at a time

REPEALED: Final = """
SELECT a.act, a.kind_kk, a.number, a.date, a.issuer, a.title, a.repealed_on,
       a.repeal_effective AS effective, a.repeal_effective_text AS effective_text,
       a.repealing_kind_kk, a.repealing_number, a.repealing_issuer, a.repealing_act, a.repeal_score AS score,
       a.doubt, a.repeal_said AS said, d.act AS said_in, d.file, a.repeal_node AS node,
       a.repeal_span_start AS span_start, a.repeal_span_end AS span_end, a.frbr_uri, a.adilet_id
FROM (SELECT * {kept}) a LEFT JOIN documents d ON d.doc = a.repeal_doc
{order}
"""
ORDER: Final = "ORDER BY a.repealed_on NULLS LAST, a.date, a.act"
CITES: Final = """
SELECT d.act, c.id AS citation, c.text, c.alias, c.units, c.internal, f.kind_kk, f.number, f.date, f.issuer, f.title,
       m.act AS cited_act, m.candidate, m.score, m.how, c.target, d.file, c.node, c.span_start, c.span_end
FROM citations c JOIN documents d USING (doc) LEFT JOIN refs f USING (ref) LEFT JOIN resolved m USING (ref)
"""


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: names of the columns, and the rows; `more` is how many there are beyond them."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    more: int = 0

    def as_dicts(self) -> list[dict[str, Any]]:
        """Each row by its columns' names; of two columns of one name the second is called `name_2`."""
        names = _parted(self.columns)
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def first(self, limit: int | None) -> Rows:
        """The first rows, the others counted."""
        if limit is None or len(self.rows) <= limit:
            return self
        return Rows(self.columns, self.rows[:limit], self.more + len(self.rows) - limit)


def _parted(names: Sequence[str]) -> list[str]:
    """Return the names, with a number behind those that stood before."""
    parted: list[str] = []
    for name in names:
        free = (f"{name}_{number}" for number in count(2))
        parted.append(name if name not in parted else next(one for one in free if one not in (*parted, *names)))
    return parted


def ask(connection: DuckDBPyConnection, query: str, values: Sequence[Any] = ()) -> Rows:
    """Whatever SQL answers. Raises StoreError with the first line of what is wrong with it."""
    import duckdb

    try:
        asked = connection.execute(query, list(values))
        columns = tuple(column[0] for column in asked.description or ())
        return Rows(columns, asked.fetchall() if columns else [])
    except duckdb.Error as error:
        raise StoreError(told(error)) from error


def ask_one(connection: DuckDBPyConnection, query: str, *, limit: int | None) -> Rows:
    """What one statement of a user answers; of rows beyond `limit` only the count is held. Raises StoreError."""
    import duckdb

    try:
        statements = connection.extract_statements(query)
        if len(statements) != 1:
            raise StoreError(f"one SQL statement is wanted, not {len(statements) or 'none'}")
        asked = connection.execute(statements[0])
        columns = tuple(column[0] for column in asked.description or ())
        if not columns:
            return Rows(columns, [])
        if limit is None:
            return Rows(columns, asked.fetchall())
        rows, more = asked.fetchmany(limit), 0
        while beyond := asked.fetchmany(AT_ONCE):
            more += len(beyond)
        return Rows(columns, rows, more)
    except duckdb.Error as error:
        raise StoreError(told(error)) from error


@dataclass(frozen=True, slots=True)
class States:
    """How many acts are repealed, in force, and neither for certain; `undated`: repealed, nobody says when."""

    repealed: int
    in_force: int
    not_to_be_told: int
    undated: int


def states(connection: DuckDBPyConnection) -> States:
    """The three answers counted over the whole store."""
    row = ask(
        connection,
        "SELECT count(*) FILTER (state = 'repealed'), count(*) FILTER (state = 'in force'), "
        "count(*) FILTER (state = 'not to be told'), count(*) FILTER (state = 'repealed' AND repealed_on IS NULL) "
        "FROM acts",
    ).rows[0]
    return States(*row)


def repealed(
    connection: DuckDBPyConnection,
    *,
    first: dt.date | None = None,
    last: dt.date | None = None,
    issuer: str | None = None,
    by: str | None = None,
    undated: bool = False,
    limit: int | None = None,
) -> Rows:
    """Acts that have lost force, by the date of the repealing act (both days included).

    `issuer` are words of the repealed act's body, `by` words of the repealing one (kind, body, number, date, id), in
    any form. `undated` adds those whose repealing act has no date; without `first` and `last` they are in anyway.
    """
    query = "FROM acts a WHERE a.state = 'repealed'"
    values: list[Any] = []
    for bound, sign in ((first, ">="), (last, "<=")):
        if bound is not None:
            query += f" AND (a.repealed_on {sign} ?{' OR a.repealed_on IS NULL' if undated else ''})"
            values.append(bound)
    if issuer is not None or by is not None:  # folding words loads the rules, which takes as long as the answer
        from kzreg_parse.store.keys import issuer_key, search_key

        for word in (issuer_key(issuer) or "").split():
            query += " AND contains(' ' || a.issuer_key || ' ', ?)"
            values.append(f" {word} ")
        for word in search_key(issuer_key(by) or "").split():
            query += " AND (contains(a.repealing_key, ?) OR a.repealing_act = ?)"
            values += [f" {word} ", word]
    first_ones = "" if limit is None else f" {ORDER} LIMIT {limit}"  # before anything is joined to them
    answer = ask(connection, REPEALED.format(kept=query + first_ones, order=ORDER), values)
    if limit is None or len(answer.rows) < limit:
        return answer
    return replace(answer, more=ask(connection, f"SELECT count(*) {query}", values).rows[0][0] - limit)


def find_act(connection: DuckDBPyConnection, name: str) -> str:
    """The id of the act that is meant by an id, an FRBR URI, an adilet id, or number and date in any order.

    Raises StoreError where there is none, or more than one.
    """
    name = name.strip()
    found = ask(
        connection,
        "SELECT act, kind_kk, number, date, issuer FROM acts WHERE act = lower(?) OR frbr_uri = ? "
        "OR upper(adilet_id) = upper(?) ORDER BY act",
        [name, name, name],
    ).rows
    number, date = _number_and_date(name)
    if not found and number:
        found = ask(
            connection,
            "SELECT act, kind_kk, number, date, issuer FROM acts WHERE number_key = ?"
            + (" AND date = ?" if date else "")
            + " ORDER BY act",
            [number, date] if date else [number],
        ).rows
    if len(found) == 1:
        return str(found[0][0])
    if found:
        listed = "; ".join(
            f"{act} ({kind} № {no}, {day}, {body})" for act, kind, no, day, body in found[:NAMED_IN_DOUBT]
        )
        more = f" and {len(found) - NAMED_IN_DOUBT} more" if len(found) > NAMED_IN_DOUBT else ""
        raise StoreError(f"{name}: {len(found)} acts are called so, give the id of one: {listed}{more}")
    mentioned = ask(
        connection,
        "SELECT count(*) FROM refs WHERE frbr_uri = ? OR (number_key = ? AND date = ?)",
        [name, number, date],
    ).rows[0][0]
    raise StoreError(f"{name}: no such act in the store{', though acts of it name one' if mentioned else ''}")


def _number_and_date(name: str) -> tuple[str | None, dt.date | None]:
    from kzreg_parse.store.keys import number_key

    for pattern in (ISO_DATE, PRINTED_DATE):
        found = pattern.search(name)
        if found is not None:
            try:
                date = dt.date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError:
                continue
            return number_key(f"{name[: found.start()]} {name[found.end() :]}".strip(" ,;")), date
    return number_key(name), None


def cites(connection: DuckDBPyConnection, act: str, *, incoming: bool = False, internal: bool = False) -> Rows:
    """What an act cites, in reading order; `incoming`: who cites it. `internal` adds mentions of its own parts."""
    if incoming:
        return ask(connection, CITES + "WHERE m.act = ? ORDER BY d.act, d.doc, c.span_start", [act])
    inside = "" if internal else "AND NOT c.internal "
    query = f"{CITES}WHERE c.doc = (SELECT doc FROM acts WHERE act = ?) {inside}ORDER BY c.span_start"
    return ask(connection, query, [act])


def part_of(connection: DuckDBPyConnection, act: str, node: str) -> dict[str, Any]:
    """One node of an act. Raises StoreError where the act has none of that id."""
    found = ask(
        connection,
        "SELECT a.act, p.node, p.kind, p.label, p.heading, p.text, p.span_start, p.span_end, p.page "
        "FROM parts p JOIN acts a USING (doc) WHERE a.act = ? AND p.node = ?",
        [act, node],
    ).as_dicts()
    if not found:
        raise StoreError(f"{act}: the act has no node {node}")
    return found[0]

"""What became of an act and what it did to others, followed from act to act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kzreg_parse.store.queries import ask

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# relation: view, column of the act that is asked about, column and mention of the act at the other end
RELATIONS: Final = {
    "repealed_by": ("repeal_edges", "repealed_act", "repealing_act", "repealing_ref"),
    "amended_by": ("amendment_edges", "amended_act", "amending_act", "amending_ref"),
    "repeals": ("repeal_edges", "repealing_act", "repealed_act", "repealed_ref"),
    "amends": ("amendment_edges", "amending_act", "amended_act", "amended_ref"),
}
HEAD: Final = """
SELECT act, kind_kk, number, date, issuer, title, state, repealed_on, doubt, frbr_uri, adilet_id, copies
FROM acts WHERE act = ?
"""
DEEPEST: Final = 6  # acts in a chain

Edges = list[dict[str, Any]]


def history(connection: DuckDBPyConnection, act: str) -> dict[str, Any]:
    """The act, and for each relation its edges; an edge to an act of the store has that act's edges below it.

    Each act is opened once a relation, at the shortest way to it; where it is met again it is not followed (`seen`),
    nor is one more than DEEPEST steps away (`cut`). The answer is so never longer than there are edges.
    """
    told = ask(connection, HEAD, [act]).as_dicts()[0]
    for relation in RELATIONS:
        told[relation] = _edges(connection, told, relation)
        _follow(connection, told[relation], relation, opened={act})
    return told


def _follow(connection: DuckDBPyConnection, rows: Edges, relation: str, *, opened: set[str]) -> None:
    """Put below each edge those of the act at its other end, all of one step before any of the next."""
    step = rows
    for steps in range(1, DEEPEST + 1):
        below: Edges = []
        for row in step:
            if row["act"] is None:
                continue
            if row["act"] in opened:
                row["seen"] = True
            elif steps == DEEPEST:
                row["cut"] = True
            else:
                opened.add(row["act"])
                row[relation] = _edges(connection, row, relation)
                below += row[relation]
        step = below


def _edges(connection: DuckDBPyConnection, of: dict[str, Any], relation: str) -> Edges:
    view, own, other, mention = RELATIONS[relation]
    if view == "amendment_edges":  # changes are many between two acts: those that one copy tells
        details, once = "e.action, e.unit, ", "AND e.doc IN (SELECT doc FROM acts)"
    else:
        details = "e.effective, e.effective_text, "
        once = f"QUALIFY row_number() OVER (PARTITION BY coalesce(e.{other}, e.{mention}::VARCHAR) " \
               "ORDER BY e.said = 'of another', d.status, d.file, e.doc) = 1"  # fmt: skip
    rows = ask(
        connection,
        f"SELECT e.{other} AS act, coalesce(f.kind_kk, a.kind_kk) AS kind_kk, "
        "coalesce(f.number, a.number) AS number, coalesce(f.date, a.date) AS date, "
        f"coalesce(f.issuer, a.issuer) AS issuer, coalesce(f.title, a.title) AS title, {details} a.state, e.score, "
        "m.candidate, e.said, d.act AS said_in, d.file, e.node, e.span_start, e.span_end, e.text "
        f"FROM {view} e JOIN documents d ON d.doc = e.doc LEFT JOIN refs f ON f.ref = e.{mention} "
        f"LEFT JOIN acts a ON a.act = e.{other} LEFT JOIN resolved m ON m.ref = e.{mention} "
        f"WHERE e.{own} = ? {once} "
        f"ORDER BY coalesce(f.date, a.date) NULLS LAST, d.file, e.span_start, e.{mention}",
        [of["act"]],
    ).as_dicts()
    for row in rows:
        older, newer = (of, row) if relation in ("repealed_by", "amended_by") else (row, of)
        out_of_order = older["date"] and newer["date"] and newer["date"] < older["date"]
        row["doubt"] = "the dates are out of order" if out_of_order else None
    return rows

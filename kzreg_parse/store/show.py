"""Answers for the eye: tables, trees, highlighted text. Nothing is cut off without a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from kzreg_parse.store.queries import Rows, States

RELATION_NAMES: Final = {
    "repealed_by": "repealed by",
    "amended_by": "amended by",
    "repeals": "repeals",
    "amends": "amends",
}
AROUND: Final = 90  # characters of a part shown on either side of the words that were found


def name_of(told: Mapping[str, Any]) -> str:
    """An act in a line: kind, number, date, body."""
    parts = (
        told["kind_kk"],
        f"№ {told['number']}" if told["number"] else None,
        _plain(told["date"]),
        told.get("issuer"),
    )
    return ", ".join(filter(None, parts)) or "an act that is not named"


def place_of(told: Mapping[str, Any], act: str | None = None) -> str:
    """Where it is said: act, node, span, file."""
    span = "" if told["span_start"] is None else f" [{told['span_start']}–{told['span_end']}]"
    return f"{act or told['act']}#{told['node'] or '?'}{span} {told['file'] or ''}".rstrip()


def rows_table(answer: Rows, *, limit: int | None) -> Iterator[RenderableType]:
    """Any answer as a grid; what is beyond the limit is counted below it."""
    grid = Table(header_style="bold")
    for column in answer.columns:
        grid.add_column(column, overflow="fold")
    for row in answer.rows[:limit]:
        grid.add_row(*(Text(_plain(value) or "") for value in row))
    yield grid
    yield from _rest(len(answer.rows) - (limit or len(answer.rows)))


def repealed_table(answer: Rows, counted: States, *, undated: bool) -> Iterator[RenderableType]:
    """Repealed acts, who repealed them and when, and below them the acts of which that cannot be said."""
    grid = Table(header_style="bold")
    for column in ("act", "what", "repealed", "by", "said at"):
        grid.add_column(column, overflow="fold")
    for row in answer.as_dicts():
        by = name_of({key: row[f"repealing_{key}"] for key in ("kind_kk", "number", "issuer")} | {"date": None})
        takes_effect = row["effective"] or row["effective_text"]
        grid.add_row(
            Text(row["act"]),
            Text(f"{name_of(row)}\n{_cut(row['title'] or '')}"),
            Text(
                "; ".join(filter(None, (_plain(row["repealed_on"]) or "date not told", _cut(str(takes_effect or "")))))
            ),
            Text(f"{by}{_resolution(row['repealing_act'], row['score'])}"),
            Text(place_of(row, row["said_in"])),
        )
    yield grid
    yield from _rest(answer.more)
    yield Text(states_line(len(answer.rows) + answer.more, counted, undated=undated))


def states_line(found: int, counted: States, *, undated: bool) -> str:
    """How many were found, and how the whole store divides."""
    hidden = (
        f", {counted.undated} of them at a date not told{'' if undated else ' (--undated)'}" if counted.undated else ""
    )
    return (
        f"{found} found. In the store: {counted.repealed} repealed{hidden}, {counted.in_force} in force, "
        f"{counted.not_to_be_told} not to be told"
    )


def history_tree(told: Mapping[str, Any]) -> Tree:
    """An act with what repealed and amended it and what it repealed and amended, chain by chain."""
    state = told["state"] + (f" on {told['repealed_on']}" if told["repealed_on"] else "")
    head = Text(f"{name_of(told)}", style="bold").append(f"  {told['act']}  {state}", style="dim")
    tree = Tree(head)
    if told["title"]:
        tree.add(Text(_cut(told["title"]), style="italic"))
    for relation, name in RELATION_NAMES.items():
        edges = told[relation]
        if edges:
            _add_edges(tree.add(Text(name, style="bold cyan")), edges, relation)
        else:
            tree.add(Text(f"{name}: nothing known", style="dim"))
    return tree


def _add_edges(branch: Tree, edges: Sequence[Mapping[str, Any]], relation: str) -> None:
    for edge in edges:
        line = Text(name_of(edge))
        if edge.get("action"):
            unit = f" ({edge['unit']})" if edge["unit"] else ""
            line.append(f" · {edge['action']}{unit}")
        line.append(_resolution(edge["act"], edge["score"], edge["candidate"]), style="dim")
        if edge["state"]:
            line.append(f" · {edge['state']}")
        line.append(f"  said at {place_of(edge, edge['said_in'])}", style="dim")
        if edge.get("seen"):
            line.append("  (already above)", style="yellow")
        if edge.get("cut"):
            line.append("  (chain goes on)", style="yellow")
        _add_edges(branch.add(line), edge.get(relation, ()), relation)


def cites_table(answer: Rows, *, limit: int | None) -> Iterator[RenderableType]:
    """Citations: the words, the act that is meant and how sure that is, where it stands."""
    grid = Table(header_style="bold")
    for column in ("cites", "means", "act", "stands at"):
        grid.add_column(column, overflow="fold")
    for row in answer.as_dicts()[:limit]:
        meant = f"this act#{row['target'] or '?'}" if row["internal"] else name_of(row)
        if row["title"] and not row["number"]:
            meant += f", {_cut(row['title'])}"
        act = "" if row["internal"] else _resolution(row["cited_act"], row["score"], row["candidate"]).strip()
        grid.add_row(Text(row["text"]), Text(meant), Text(act), Text(place_of(row)))
    yield grid
    yield from _rest(len(answer.rows) - (limit or len(answer.rows)))


def search_hits(hits: Sequence[Mapping[str, Any]], count: int) -> Iterator[RenderableType]:
    """Each part that was found, the words around the first mark, all marks bold."""
    for hit in hits:
        yield Text(name_of(hit), style="cyan").append(
            f"  {place_of(hit)}  {hit['state']}  {hit['score']:.2f}", style="dim"
        )
        yield _marked(hit["text"], hit["marks"])
    yield Text(f"{len(hits)} of {count} found")


def _marked(text: str, marks: Sequence[Sequence[int]]) -> Text:
    first = marks[0][0] if marks else 0
    start, end = max(0, first - AROUND), min(len(text), first + 2 * AROUND)
    shown = Text(f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}".replace("\n", " "))
    for left, right in marks:
        if start <= left and right <= end:
            offset = bool(start) - start
            shown.stylize("bold yellow", left + offset, right + offset)
    return shown


def _resolution(act: str | None, score: float | None, candidate: str | None = None) -> str:
    if act is not None:
        return f" → {act}{f' ({score:.2f})' if score is not None else ''}"
    if candidate is not None:
        return f" → not resolved, perhaps {candidate} ({score:.2f})"
    return " → not in the store"


def _rest(more: int) -> Iterator[Text]:
    if more > 0:
        yield Text(f"… and {more:,} more: --limit 0, --csv and --json give all", style="yellow")


def _plain(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _cut(words: str, limit: int = 100) -> str:
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"

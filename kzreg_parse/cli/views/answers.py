"""Answers for the eye: entries, trees, highlighted text, one column wide. Nothing is cut off without a word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from rich.text import Text

from kzreg_parse.store.queries import Rows, States

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.tree import Tree

RELATION_NAMES: Final = {
    "repealed_by": "repealed by",
    "amended_by": "amended by",
    "repeals": "repeals",
    "amends": "amends",
}
AROUND: Final = 90  # characters of a part shown on either side of the words that were found
UNDER_DATE: Final = 12  # columns
UNDER_WORDS: Final = 4
MOST_COLUMNS: Final = 8  # of a grid; more do not fit a line


def name_of(told: Mapping[str, Any]) -> str:
    """Return an act in a line: kind and number, date, body."""
    number = f"№ {told['number']}" if told["number"] else None
    called = " ".join(filter(None, (told["kind_kk"], number)))
    return ", ".join(filter(None, (called, _plain(told["date"]), told.get("issuer")))) or "an act that is not named"


def place_of(told: Mapping[str, Any], act: str | None = None) -> str:
    """Return where it is said: act, node, span, file."""
    span = "" if told["span_start"] is None else f" [{told['span_start']}–{told['span_end']}]"
    return f"{act or told['act']}#{told['node'] or '?'}{span} {told['file'] or ''}".rstrip()


def rows_table(answer: Rows) -> Iterator[RenderableType]:
    """Yield any answer as a grid, one of many columns row by row; what is beyond its rows is counted below it."""
    from rich.table import Table

    if len(answer.columns) > MOST_COLUMNS:
        longest = max(map(len, answer.columns))
        for number, row in enumerate(answer.rows, start=1):
            yield Text(f"row {number}", style="bold cyan")
            for column, value in zip(answer.columns, row, strict=True):
                shown = _plain(value)
                yield Text(f"  {column:<{longest}}  ", style="dim").append("" if shown is None else shown, "default")
        yield from _rest(answer.more)
        return
    grid = Table(header_style="bold")
    for column in answer.columns:
        grid.add_column(column, overflow="fold")
    for row in answer.rows:
        grid.add_row(*(Text(_plain(value) or "") for value in row))
    yield grid
    yield from _rest(answer.more)


def repealed_entries(answer: Rows, counted: States, *, undated: bool) -> Iterator[RenderableType]:
    """Repealed acts by date: what they are, who repealed them, and where that is said; below them what is not told."""
    for row in answer.as_dicts():
        date = _plain(row["repealed_on"])
        by = name_of({key: row[f"repealing_{key}"] for key in ("kind_kk", "number", "issuer")} | {"date": date})
        takes_effect = _plain(row["effective"]) or row["effective_text"]
        yield Text(f"{date or 'no date':<{UNDER_DATE}}", style="bold").append(
            f"{row['act']}  {row['kind_kk'] or ''} № {row['number'] or '?'}, {_plain(row['date']) or 'no date'}", "cyan"
        )
        lines = [Text(row["issuer"] or "a body that is not told")]
        if row["title"]:
            lines.append(Text(_cut(row["title"]), style="italic"))
        lines.append(Text(f"repealed by {by}{_resolution(row['repealing_act'], row['score'])}"))
        if takes_effect:
            lines.append(Text(f"effective: {_cut(takes_effect)}"))
        if row["doubt"]:
            lines.append(Text(f"doubtful: {row['doubt']}", style="yellow"))
        lines.append(Text(f"said at {place_of(row, row['said_in'])}", style="dim"))
        yield _Indented(lines, UNDER_DATE)
    yield from _rest(answer.more)
    yield Text(states_line(len(answer.rows) + answer.more, counted, undated=undated))


def states_line(found: int, counted: States, *, undated: bool) -> str:
    """Return how many were found, and how the whole store divides."""
    hidden = (
        f", {counted.undated} of them at a date not told{'' if undated else ' (--undated)'}" if counted.undated else ""
    )
    return (
        f"{found} found. In the store: {counted.repealed} repealed{hidden}, {counted.in_force} in force, "
        f"{counted.not_to_be_told} not to be told"
    )


def history_tree(told: Mapping[str, Any]) -> Tree:
    """Return an act with what repealed and amended it and what it repealed and amended, chain by chain."""
    from rich.tree import Tree

    state = told["state"] + (f" on {told['repealed_on']}" if told["repealed_on"] else "")
    doubt = f", doubtful: {told['doubt']}" if told["doubt"] else ""
    tree = Tree(Text(name_of(told), style="bold").append(f"\n{told['act']}  {state}{doubt}", style="dim"))
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
        if edge["doubt"]:
            line.append(f"\ndoubtful: {edge['doubt']}", style="yellow")
        line.append(f"\nsaid at {place_of(edge, edge['said_in'])}", style="dim")
        if edge.get("seen"):
            line.append("\n(followed elsewhere in this answer)", style="yellow")
        if edge.get("cut"):
            line.append("\n(chain goes on)", style="yellow")
        _add_edges(branch.add(line), edge.get(relation, ()), relation)


def cites_entries(answer: Rows) -> Iterator[RenderableType]:
    """Citations: the words, the act that is meant and how sure that is, where it stands."""
    for row in answer.as_dicts():
        if row["internal"]:
            meant = f"this act#{row['target'] or '?'}"
        else:
            title = f", {_cut(row['title'])}" if row["title"] and not row["number"] else ""
            meant = f"{name_of(row)}{title}{_resolution(row['cited_act'], row['score'], row['candidate'])}"
        yield Text(row["text"], style="cyan")
        yield _Indented([Text(f"means {meant}"), Text(f"stands at {place_of(row)}", style="dim")], UNDER_WORDS)
    yield from _rest(answer.more)


def search_hits(hits: Sequence[Mapping[str, Any]], count: int) -> Iterator[RenderableType]:
    """Yield each part that was found, the words around the first mark, all marks bold."""
    for hit in hits:
        yield Text(name_of(hit), style="cyan").append(f" · {hit['state']}")
        lines = [_marked(hit["text"], hit["marks"]), Text(f"{place_of(hit)}  score {hit['score']:.2f}", style="dim")]
        yield _Indented(lines, UNDER_WORDS)
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
        return f" → {act}{f' (score {score:.2f})' if score is not None else ''}"
    if candidate is not None:
        return f" → not resolved, perhaps {candidate} (score {score:.2f})"
    return " → not in the store"


class _Indented:
    """Lines some columns to the right, wrapped at the width there is, without blanks at their ends."""

    def __init__(self, lines: Sequence[Text], columns: int) -> None:
        self._text, self._columns = Text("\n").join(lines), columns

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for line in self._text.wrap(console, max(1, options.max_width - self._columns)):
            line.rstrip()
            yield Text(" " * self._columns).append_text(line)


def _rest(more: int) -> Iterator[Text]:
    if more > 0:
        yield Text(f"… and {more:,} more: --limit 0, --csv and --json give all", style="yellow")


def _plain(value: object) -> str | None:
    if value is None:
        return None
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _cut(words: str, limit: int = 160) -> str:
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"

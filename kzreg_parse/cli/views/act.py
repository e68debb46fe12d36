"""An act for the eye: rich renderables of its metadata, its tree and its diagnostics."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree

from kzreg_parse.cli.views.procedures import participants_view, procedure_view
from kzreg_parse.cli.views.references import reference_views
from kzreg_parse.export.table_files import tables_of
from kzreg_parse.model import Act, ActRef, AnyNode, Appendix, Repair, Table, Term
from kzreg_parse.model.walk import walk_appendices, walk_nodes

SHOWN_REPAIRS: Final = frozenset(("displaced_link", "letter_spacing", "script", "markdown"))
SEVERITY_STYLE: Final = {"error": "red", "warning": "yellow", "info": "dim"}


def act_view(act: Act, *, full: bool) -> Iterator[RenderableType]:
    """Yield the act from its title to its diagnostics; `full` gives whole texts instead of one line each."""
    marks = _RepairMarks(act.repairs)
    yield Text(act.act.title or "(no title)", style="bold")
    yield _metadata(act)
    tree = Tree("")
    tree.hide_root = True
    for name, nodes in (("preface", act.preface), ("body", act.body), ("conclusions", act.conclusions)):
        if name == "body" and act.preamble is not None:
            tree.add(_line("preamble", act.preamble.text, full=full))
        if nodes:
            _add_nodes(tree.add(Text(name, style="bold cyan")), nodes, marks, full=full)
    branches: dict[str | None, Tree] = {None: tree}
    for *_, appendix in walk_appendices(act.appendices):
        branches[appendix.id] = _add_appendix(branches[appendix.of], appendix, marks, full=full)
    yield tree
    for procedure in act.procedures:
        yield procedure_view(procedure, full=full)
    if act.participants:
        yield participants_view(act.participants)
    yield from reference_views(act, full=full)
    if act.diagnostics:
        yield _diagnostics(act)


class _RepairMarks:
    """Which repairs fall into a node's own span."""

    def __init__(self, repairs: Iterable[Repair]) -> None:
        self._repairs = sorted((repair for repair in repairs if repair.kind in SHOWN_REPAIRS), key=lambda r: r.span)
        self._starts = [repair.span[0] for repair in self._repairs]

    def of(self, span: tuple[int, int]) -> str:
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        counts = Counter(repair.kind for repair in self._repairs[first:last])
        return ", ".join(f"{kind} ×{count}" if count > 1 else kind for kind, count in counts.items())


def _metadata(act: Act) -> Grid:
    data = act.act
    grid = Grid(show_header=False, box=None, padding=(0, 2, 0, 0))
    grid.add_column(style="cyan", no_wrap=True)
    grid.add_column(overflow="fold")
    in_force = {True: "yes", False: "no", None: "cannot be told"}[data.in_force]
    rows: list[tuple[str, str | None]] = [
        ("kind", f"{data.kind_kk} ({data.kind})" if data.kind else None),
        ("issuer", data.issuer),
        ("date, number", f"{data.date or '?'} № {data.number or '?'}" if data.date or data.number else None),
        (
            "registration",
            f"{data.registration.date} № {data.registration.number}, {data.registration.authority}"
            if data.registration
            else None,
        ),
        ("in force", in_force),
        ("repealed by", _reference(data.repeal.by) if data.repeal and data.repeal.by else None),
        ("repeal takes effect", _term(data.repeal.effective) if data.repeal else None),
        ("enters into force", _term(data.entry_into_force)),
        ("signed", "; ".join(" ".join(filter(None, (who.position, who.name))) for who in data.signatories) or None),
        ("agreed", "; ".join(" ".join(filter(None, (who.position, who.name))) for who in data.agreed_by) or None),
        ("repeals", "; ".join(map(_reference, act.repeals)) or None),
        (
            "amended by",
            "; ".join(f"{change.target or 'act'}: {_reference(change.by)}" for change in data.amended_by) or None,
        ),
        ("adilet id", data.adilet_id),
        ("status", act.status),
    ]
    for name, value in rows:
        if value:
            grid.add_row(name, Text(value))
    return grid


def _reference(ref: ActRef) -> str:
    parts = (ref.kind_kk, f"№ {ref.number}" if ref.number else None, str(ref.date) if ref.date else None, ref.issuer)
    return ", ".join(filter(None, parts))


def _term(term: Term | None) -> str | None:
    if term is None:
        return None
    if term.date:
        return str(term.date)
    lapse = f"{term.value} {term.unit} after " if term.value is not None else "from "
    return f"{lapse}{term.after}"


def _add_nodes(tree: Tree, nodes: Iterable[AnyNode], marks: _RepairMarks, *, full: bool) -> None:
    branches: dict[str, Tree] = {}
    for node, ancestors in walk_nodes(nodes):
        branch = branches[ancestors[-1].id] if ancestors else tree
        if isinstance(node, Table):
            head = Text("table", style="magenta")
            head.append(_place(node), style="dim")
            branches[node.id] = branch.add(head if node.rows is None else Group(head, _table(node)))
            continue
        words = node.heading or node.text or ""
        style = "bold" if node.heading else ""
        line = _line(node.label or node.kind, words, full=full, style=style)
        line.append(_place(node), style="dim")
        inner = [child.span[0] for child in node.children]
        own = (node.span[0], min(inner, default=node.span[1]))
        mended = marks.of(own)
        if mended:
            line.append(f"  ⚒ {mended}", style="dim green")
        branches[node.id] = branch.add(line)


def _add_appendix(tree: Tree, appendix: Appendix, marks: _RepairMarks, *, full: bool) -> Tree:
    head = _line(f"appendix {appendix.num or ''}".strip(), appendix.title or "(no title)", full=full, style="bold")
    head.append(_place(appendix), style="dim")
    branch = tree.add(head)
    branch.add(Text(appendix.header if full else _cut(appendix.header), style="dim"))
    _add_nodes(branch, appendix.body, marks, full=full)
    return branch


def _line(label: str, words: str, *, full: bool, style: str = "") -> Text:
    line = Text(f"{label} ", style="cyan")
    line.append(words if full else _cut(words), style=style)
    return line


def _cut(words: str, limit: int = 100) -> str:
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"


def _place(what: AnyNode | Appendix) -> str:
    """Id and place in the source, as they stand in the JSON."""
    return f"  #{what.id}{_source(what.span, what.page)}"


def _source(span: tuple[int, int], page: int | None) -> str:
    return f"  [{span[0]}–{span[1]}{f', page {page}' if page else ''}]"


def _table(node: Table) -> Grid:
    """Draw a table: its head bold, figures to the right; `∅` is a cell that cannot be read."""
    grid = Grid(show_header=False, show_lines=True)
    for number, _ in enumerate(node.rows[0] if node.rows else ()):
        is_figures = bool(node.columns) and node.columns[number].kind in ("number", "percent")
        grid.add_column(overflow="fold", justify="right" if is_figures else "left")
    covered = {
        (row, column)
        for top, left, rows, columns in node.spans
        for row in range(top, top + rows)
        for column in range(left, left + columns)
    }
    for number, row in enumerate(node.rows or ()):
        style = "bold" if number < node.header_rows or number in node.totals else ""
        grid.add_row(*(
            Text(cell if cell is not None else "" if (number, column) in covered else "∅", style=style)
            for column, cell in enumerate(row)
        ))  # fmt: skip
    return grid


def tables_view(act: Act) -> Iterator[RenderableType]:
    """Yield the tables of an act as drawings, each with its caption and place; one that has no rows as its lines."""
    for table in tables_of(act):
        head = Text(table.caption or "table", style="magenta").append(_place(table), style="dim")
        drawn = [Text(child.text or "") for child in table.children] if table.rows is None else [_table(table)]
        yield Group(head, *drawn, "")


def _diagnostics(act: Act) -> Group:
    lines = []
    for found in act.diagnostics:
        place = _source(found.span, found.page) if found.span else ""
        lines.append(Text(f"{found.code} {found.message}{place}", style=SEVERITY_STYLE[found.severity]))
    return Group(Text("diagnostics", style="bold cyan"), *lines)

"""Terms, cited acts, changes to other acts and facts of further kinds, each in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from kzreg_parse.extract.kinds import added, kinds
from kzreg_parse.model import Act, ActRef
from kzreg_parse.model.facts import Citation

MOST_LINES: Final = 12  # of each list, unless everything is asked for
LONGEST_LINE: Final = 110


def reference_views(act: Act, *, full: bool) -> Iterator[RenderableType]:
    """Yield the lists that are not empty; `full` gives every line, else the first ones and how many more there are."""
    cited = Counter(_cited(citation) for citation in act.citations if not citation.internal)
    lists = (
        ("terms", [f"{one.term} – {one.meaning}" for one in act.definitions]),
        ("cites", [f"{name} ×{count}" if count > 1 else name for name, count in cited.items()]),
        ("amends", [f"{one.action} {one.unit or 'act'} of {_named(one.target)}" for one in act.amendments]),
    )
    for name, lines in (*lists, *_other_kinds(act)):
        if lines:
            yield _list(name, lines, full=full)


def _other_kinds(act: Act) -> Iterator[tuple[str, list[str]]]:
    """The kinds of facts that the contract does not name and no view is made for, by their words."""
    for kind in kinds():
        if kind.name in added() and kind.marks is not None:
            yield kind.name, [f"{mark.label}: {mark.words}" for mark in kind.marks(act)]


def _list(name: str, lines: list[str], *, full: bool) -> Group:
    shown = lines if full else lines[:MOST_LINES]
    rows = [Text(f"  {line if full else _cut(line)}") for line in shown]
    if len(shown) < len(lines):
        rows.append(Text(f"  … and {len(lines) - len(shown)} more", style="dim"))
    return Group(Text(f"{name} ({len(lines)})", style="bold cyan"), *rows)


def _cited(citation: Citation) -> str:
    name = _named(citation.act) if citation.act is not None else citation.text
    return f"{citation.alias}: {name}" if citation.alias else name


def _named(ref: ActRef) -> str:
    number = f"№ {ref.number}" if ref.number else None
    parts = (ref.kind_kk, number, str(ref.date) if ref.date else None, ref.title or ref.issuer)
    return ", ".join(filter(None, parts))


def _cut(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[: LONGEST_LINE - 1].rstrip() + "…"

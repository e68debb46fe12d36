"""Procedures for the eye: each a list of steps, who does what in what time, and where one goes from there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from kzreg_parse.model.facts import Duration, NextStep, Participants, Procedure, Step

SHORT: Final = 100  # characters of a step's text where whole texts are not asked for
SHORT_NAME: Final = 60


def procedure_view(procedure: Procedure, *, full: bool) -> RenderableType:
    """Return one procedure: a heading with its kind, place and case, below it a row for each step."""
    head = Text(f"{procedure.id} ({procedure.kind})", style="bold cyan")
    head.append(f"  {procedure.node}", style="dim")
    if procedure.variant:
        head.append(f"  {_cut(procedure.variant, SHORT, full=full)}")
    if procedure.same_as:
        head.append(f"  told again: {', '.join(procedure.same_as)}", style="dim")
    grid = Grid(box=None, padding=(0, 1), pad_edge=False)
    for title in ("step", "who", "what", "in", "result", "then"):
        grid.add_column(title, header_style="cyan", overflow="fold")
    for step in procedure.steps:
        grid.add_row(*(Text(cell) for cell in _cells(step, full=full)))
    return Group(Text(), head, grid)


def _cells(step: Step, *, full: bool) -> tuple[str, ...]:
    what = f"[{step.condition}] {step.text}" if step.condition else step.text
    return (
        step.label or f"({step.seq})",
        step.actor or "–",
        _cut(what, SHORT, full=full),
        "; ".join(map(_duration, step.durations)),
        _cut(step.result or "", SHORT_NAME, full=full),
        "; ".join(map(_next, step.next)),
    )


def _duration(duration: Duration) -> str:
    return f"{duration.text} (passed down)" if duration.inherited else duration.text


def _next(following: NextStep) -> str:
    place = following.to or "end"
    return f"{place}: {following.condition}" if following.condition else place


def participants_view(lists: Iterable[Participants]) -> RenderableType:
    """Return the lists of units and employees, one line each."""
    lines = [Text("\nparticipants", style="bold cyan")]
    for found in lists:
        line = Text("; ".join(name.name for name in found.names))
        line.append(f"  {found.node}", style="dim")
        lines.append(line)
    return Group(*lines)


def _cut(words: str, limit: int, *, full: bool) -> str:
    return words if full or len(words) <= limit else words[: limit - 1].rstrip() + "…"

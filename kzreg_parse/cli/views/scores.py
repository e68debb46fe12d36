"""Scores and misses for the eye (rich) and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rich.table import Table as Grid
from rich.text import Text

from kzreg_parse.evaluate.floor import Scores
from kzreg_parse.evaluate.matching import Miss, Score
from kzreg_parse.evaluate.places import SourcePlace

ACTS_A_TABLE: Final = 7
NONE: Final = "–"
NO_SCORE: Final = Score()


@dataclass(frozen=True, slots=True)
class Lost:
    """A miss of an act with its place in the source."""

    act: str
    miss: Miss
    place: SourcePlace


def totals(scores: Scores) -> dict[str, Score]:
    """Return each measure over all acts: their items taken together."""
    total: dict[str, Score] = {}
    for of_act in scores.values():
        for measure, value in of_act.items():
            total[measure] = total[measure] + value if measure in total else value
    return total


def score_tables(scores: Scores) -> Iterator[Grid]:
    """Yield the totals with precision, recall and F1; for several acts the score of each of them by measure."""
    total = totals(scores)
    grid = Grid(title=f"{len(scores)} outputs" if len(scores) > 1 else next(iter(scores)), title_justify="left")
    grid.add_column("measure", no_wrap=True)
    for name in ("hits", "gold", "found", "precision", "recall", "F1"):
        grid.add_column(name, justify="right", no_wrap=True)
    for measure, value in total.items():
        found = NONE if value.found is None else str(value.found)
        shares = map(_share, (value.precision, value.recall, value.f1))
        grid.add_row(measure, str(value.hits), str(value.gold), found, *shares, style=_style(value))
    yield grid
    acts = list(scores)
    for start in range(0, len(acts) if len(acts) > 1 else 0, ACTS_A_TABLE):
        yield _by_act(scores, acts[start : start + ACTS_A_TABLE], total)


def _by_act(scores: Scores, acts: list[str], measures: Iterable[str]) -> Grid:
    grid = Grid(title="F1 by act (recall where there is no precision)", title_justify="left")
    grid.add_column("measure", no_wrap=True)
    for act in acts:
        grid.add_column(act, justify="right", overflow="fold")
    for measure in measures:
        values = [scores[act].get(measure, NO_SCORE) for act in acts]
        grid.add_row(measure, *(Text(_score(value), style=_style(value)) for value in values))
    return grid


def miss_lines(lost: Iterable[Lost], counts: Mapping[tuple[str, str], int]) -> Iterator[Text]:
    """Yield each miss: what it is, what the gold and the output say, the source's line; `counts` by act and measure."""
    last = None
    for item in lost:
        head = (item.act, item.miss.measure)
        if head != last:
            count = counts[head]
            yield Text(f"\n{item.act} {item.miss.measure}: {count} {'miss' if count == 1 else 'misses'}", style="bold")
            last = head
        yield Text(f"  {item.miss.kind}", style="yellow")
        if item.miss.wanted is not None:
            yield Text(f"    gold:   {item.miss.wanted.shown}")
        if item.miss.found is not None:
            yield Text(f"    found:  {item.miss.found.shown}")
        yield Text(f"    source: {_place(item)}", style="dim")


def as_json(
    scores: Scores, seeds: Mapping[str, str], lost: Iterable[Lost] | None, problems: list[str], below: list[str] | None
) -> dict[str, Any]:
    """Return all scores, and the misses (None: not asked for), what could not be compared, what is below the floor."""
    told: dict[str, Any] = {
        "acts": {
            act: {"gold": seeds[act], "measures": {measure: _plain(value) for measure, value in of_act.items()}}
            for act, of_act in scores.items()
        },
        "total": {measure: _plain(value) for measure, value in totals(scores).items()},
        "problems": problems,
    }
    if lost is not None:
        told["misses"] = [_plain_miss(item) for item in lost]
    if below is not None:
        told["below_floor"] = below
    return told


def _plain(value: Score) -> dict[str, float | None]:
    shares = {"precision": value.precision, "recall": value.recall, "f1": value.f1, "score": value.value}
    rounded = {name: None if share is None else round(share, 4) for name, share in shares.items()}
    return {"hits": value.hits, "gold": value.gold, "found": value.found, **rounded}


def _plain_miss(item: Lost) -> dict[str, Any]:
    wanted, found, place = item.miss.wanted, item.miss.found, item.place
    return {
        "act": item.act,
        "measure": item.miss.measure,
        "kind": item.miss.kind,
        "gold": wanted.shown if wanted else None,
        "found": found.shown if found else None,
        "line": place.line,
        "page": place.page,
        "span": place.span,
        "text": place.text,
    }


def _place(item: Lost) -> str:
    place = item.place
    page = f", page {place.page}" if place.page else ""
    if place.line is not None:
        return f"{item.act}{page}, line {place.line}: {place.text}"
    if place.span is not None:
        known = f"{item.act}, offsets {place.span[0]}–{place.span[1]} (the source file is not at hand)"
        return f"{known}: {place.text}" if place.text else known
    return f"{item.act}: no place for it was found"


def _share(value: float | None) -> str:
    return NONE if value is None else f"{value:.4f}"


def _score(value: Score) -> str:
    return NONE if not value.gold and not value.found else f"{value.value:.4f}"


def _style(value: Score) -> str:
    if not value.gold and not value.found:
        return "dim"
    return "" if value.value >= 1 else "yellow" if value.value > 0 else "red"

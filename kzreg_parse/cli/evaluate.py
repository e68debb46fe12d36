"""What `kzreg evaluate` does: read, compare, print; and how it ends."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from kzreg_parse.cli import terminal
from kzreg_parse.cli.views.scores import Lost, as_json, miss_lines, score_tables
from kzreg_parse.evaluate.floor import FloorError, Scores, below_floor, read_floor
from kzreg_parse.evaluate.measures import evaluate_act
from kzreg_parse.evaluate.outputs import Material, read_material
from kzreg_parse.evaluate.places import Finder

OK, BELOW_FLOOR, UNUSABLE = 0, 1, 2
PLAIN_WIDTH: Final = 120  # columns where standard output is no terminal


def run_evaluate(
    gold: Path,
    out: Path,
    *,
    measures: Sequence[str],
    misses: int,
    as_json_text: bool,
    floor_file: Path | None,
    sources: Path,
) -> int:
    """Compare a folder of outputs with a folder of gold and print the scores; returns the exit status.

    0: done; 1: a score is below the floor; 2: something could not be compared (each is named on standard
    error; what could be is scored all the same).
    """
    messages = terminal.errors()
    try:
        floor = read_floor(floor_file) if floor_file else None
    except FloorError as error:
        _say(messages, str(error))
        return UNUSABLE
    material = read_material(gold, out)
    for problem in material.problems:
        _say(messages, problem)
    scores: Scores = {output.name: evaluate_act(output.gold, output.act, measures) for output in material.outputs}
    below = None if floor is None else below_floor(scores, floor, measures)
    lost = list(_lost(material, scores, sources, misses)) if misses else None
    if as_json_text:
        seeds = {output.name: output.gold.seed for output in material.outputs}
        told = as_json(scores, seeds, lost, material.problems, below)
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    elif scores:
        _print(scores, lost)
    for line in below or ():
        _say(messages, line)
    if material.problems:
        return UNUSABLE
    return BELOW_FLOOR if below else OK


def _lost(material: Material, scores: Scores, sources: Path, at_most: int) -> Iterator[Lost]:
    """Yield the first misses of each measure of each act."""
    for output in material.outputs:
        first = [miss for value in scores[output.name].values() for miss in value.misses[:at_most]]
        if first:
            finder = Finder(output, sources)
            yield from (Lost(output.name, miss, finder.place(miss)) for miss in first)


def _print(scores: Scores, lost: Sequence[Lost] | None) -> None:
    console = terminal.output(width=PLAIN_WIDTH)
    for grid in score_tables(scores):
        console.print(grid)
    counts = {(act, measure): len(value.misses) for act, of_act in scores.items() for measure, value in of_act.items()}
    for line in miss_lines(lost or (), counts):
        console.print(line, soft_wrap=True)


def _say(console: Console, message: str) -> None:
    console.print(f"kzreg: {message}", markup=False, style="red" if console.is_terminal else "")

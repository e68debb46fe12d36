"""The floor: committed scores that no act may fall below."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Final

from kzreg_parse.evaluate.matching import Score
from kzreg_parse.evaluate.measures import MEASURES
from kzreg_parse.model.errors import KzregError

DIGITS: Final = 4
Floor = Mapping[str, Mapping[str, float]]  # act, measure
Scores = Mapping[str, Mapping[str, Score]]  # act, measure


class FloorError(KzregError):
    """A floor file that cannot be used; one line."""


def read_floor(path: Path) -> dict[str, dict[str, float]]:
    """Return the floor of a file: for each act (`text/001`) a number from 0 to 1 a measure. Raises FloorError."""
    try:
        told = json.loads(path.read_bytes())
    except OSError as error:
        raise FloorError(f"{path}: cannot be read: {error.strerror or error}") from error
    except ValueError as error:
        raise FloorError(f"{path}: no JSON: {error}") from error
    if not isinstance(told, dict) or not all(isinstance(scores, dict) for scores in told.values()):
        raise FloorError(f"{path}: a floor is an object of acts, each an object of measures")
    for act, scores in told.items():
        for measure, value in scores.items():
            if measure not in MEASURES:
                raise FloorError(f"{path}: {act}: no measure is called {measure!r}")
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
                raise FloorError(f"{path}: {act}: {measure} is {value!r}, not a number from 0 to 1")
    return told


def below_floor(scores: Scores, floor: Floor, measures: Collection[str] = MEASURES) -> list[str]:
    """Return one line for every score below its floor, and for every act of the floor that has no output."""
    lines = []
    for act, least in floor.items():
        if act not in scores:
            lines.append(f"{act}: the floor has scores for it, but there is no output")
            continue
        for measure in MEASURES:
            if measure in least and measure in measures:
                value = scores[act][measure].value
                if value < least[measure] - 1e-9:
                    lines.append(f"{act}: {measure} is {value:.4f}, below the floor of {least[measure]:.4f}")
    return lines


def raised(scores: Scores, floor: Floor) -> dict[str, dict[str, float]]:
    """Return the floor with every score of today that is higher, and those it did not have; nothing is lowered."""
    return {
        act: {measure: max(rounded(value), floor.get(act, {}).get(measure, 0.0)) for measure, value in of_act.items()}
        for act, of_act in scores.items()
    }


def rounded(score: Score) -> float:
    """Return the score as floors hold it, cut off behind four digits."""
    return math.floor(score.value * 10**DIGITS + 1e-6) / 10**DIGITS

"""The Kaplan–Meier estimate: which share of the acts is still in force after so long, where some have not ended yet.

E. L. Kaplan, P. Meier: Nonparametric estimation from incomplete observations, JASA 53 (1958). The band is Greenwood's
variance on the log-log scale, which stays between 0 and 1.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

NORMAL_95: Final = 1.959963984540054  # the normal distribution's 97.5 % point


@dataclass(frozen=True, slots=True)
class SurvivalPoint:
    """The estimate from `time` up to the next point's time; times in the unit they were given in."""

    time: float
    at_risk: int  # acts still watched just before `time`
    ended: int  # of them, those that end at `time`
    share: float  # estimated share that lives longer than `time`, 0 to 1
    low: float  # 95 % band; equal to `share` at 0 and 1, where it has no width
    high: float


def kaplan_meier(lives: Iterable[tuple[float, bool]]) -> list[SurvivalPoint]:
    """Return the curve, one point a time at which something ended, the first at 0.

    `lives` are lengths with whether the end was seen; False is a life still under way when it was last looked at
    (censored). One that ends and one that is last seen at the same time: the end comes first. No lives give no
    points. Raises ValueError on a negative or unordered length.
    """
    lengths = list(lives)
    if not all(length >= 0 for length, _ in lengths):
        raise ValueError("a life cannot be shorter than nothing")
    if not lengths:
        return []
    ends = Counter(length for length, seen in lengths if seen)
    leaving = Counter(length for length, _ in lengths)
    at_risk, share, variance = len(lengths), 1.0, 0.0
    curve = [SurvivalPoint(0.0, at_risk, 0, 1.0, 1.0, 1.0)] if 0.0 not in ends else []
    for time in sorted(leaving):
        ended = ends[time]
        if ended:
            share *= 1 - ended / at_risk
            variance += ended / (at_risk * (at_risk - ended)) if at_risk > ended else math.inf
            curve.append(SurvivalPoint(time, at_risk, ended, share, *_band(share, variance)))
        at_risk -= leaving[time]
    return curve


def median(curve: Iterable[SurvivalPoint]) -> float | None:
    """Return the first time at which half have ended; None where more than half outlive what was seen."""
    return next((point.time for point in curve if point.share <= 0.5), None)


def _band(share: float, variance: float) -> tuple[float, float]:
    if not 0 < share < 1:
        return share, share
    spread = NORMAL_95 * math.sqrt(variance) / abs(math.log(share))
    return share ** math.exp(spread), share ** math.exp(-spread)

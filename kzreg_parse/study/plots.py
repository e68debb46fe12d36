"""Plots that read well in Kazakh: a font with all its letters, long names of bodies and services wrapped.

Needs matplotlib (`pip install "kzreg-parse[notebooks]"`), which is imported when a plot is made.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from kzreg_parse.study.survival import SurvivalPoint

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FONT: Final = "DejaVu Sans"  # comes with matplotlib and has ә ғ қ ң ө ұ ү һ і
COLOURS: Final = ("#3b6ea5", "#d98c3f", "#6a9f58", "#a85c8f", "#c9b458", "#5fa8b8", "#b3574e", "#8c8c8c")
STYLE: Final = {
    "font.family": FONT, "font.size": 10, "figure.titlesize": 11,
    "axes.spines.top": False, "axes.spines.right": False, "axes.axisbelow": True, "axes.grid": True,
    "grid.color": "#e4e4e4", "figure.dpi": 100, "legend.frameon": False, "hatch.linewidth": 0.6,
}  # fmt: skip
WIDTH: Final = 10.0  # inches
LINE: Final = 0.19  # inches that a line of a label takes


def wrapped(name: str | None, *, width: int = 46, lines: int = 3) -> str:
    """Return a name in lines of up to `width` characters, broken between words; more than `lines` end in `…`.

    What stands on a line of its own in the name gets lines of its own.
    """
    parts = [" ".join(part.split()) for part in (name or "–").split("\n")]
    return "\n".join(
        textwrap.fill(part, width, max_lines=lines, placeholder=" …", break_on_hyphens=False) for part in parts
    )


def bars(
    names: Sequence[str | None], parts: Mapping[str, Sequence[float]], *, title: str, unit: str,
    pale: Sequence[str] = (), ends: Sequence[str] = (), lines: int = 3,
) -> Figure:  # fmt: skip
    """Horizontal bars from the top down, one a name, each made of `parts` (legend and values, in order of the names).

    Parts named in `pale` are drawn hatched. Every bar ends in its sum, or in what `ends` says of it.
    """
    from matplotlib.ticker import MaxNLocator

    labels = [wrapped(name, lines=lines) for name in names]
    depth = [0.16 + LINE * (label.count("\n") + 1) for label in labels]  # inches a bar's row takes
    figure, axes = _figure(title, sum(depth) + 1.0 + (0.3 if len(parts) > 1 else 0.0))
    middles = [sum(depth[:index]) + each / 2 for index, each in enumerate(depth)]
    tops = [0.0] * len(labels)
    for index, (part, values) in enumerate(parts.items()):
        look: dict[str, Any] = {"hatch": "////", "alpha": 0.55} if part in pale else {}
        axes.barh(
            middles, values, left=tops, height=0.24, label=part,
            color=COLOURS[index % len(COLOURS)], edgecolor="white", linewidth=0.6, **look,
        )  # fmt: skip
        tops = [top + value for top, value in zip(tops, values, strict=True)]
    for middle, top, end in zip(middles, tops, ends or [f"{round(top, 2):,g}" for top in tops], strict=True):
        axes.annotate(end, (top, middle), (4, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_yticks(middles, labels)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(sum(depth), 0)
    axes.set_xlim(0, 1.08 * max(tops, default=0) or 1)
    axes.grid(visible=False, axis="y")
    if all(float(top).is_integer() for top in tops):
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_xlabel(unit)
    _legend(figure, axes, parts)
    return figure


def columns(
    names: Sequence[object], parts: Mapping[str, Sequence[float]], *, title: str, unit: str, pale: Sequence[str] = ()
) -> Figure:
    """Upright bars in the order of `names` (years), made of `parts` as in `bars`."""
    from matplotlib.ticker import MaxNLocator

    figure, axes = _figure(title, 3.6)
    ends = [0.0] * len(names)
    places = list(range(len(names)))
    for index, (part, values) in enumerate(parts.items()):
        look: dict[str, Any] = {"hatch": "////", "alpha": 0.55} if part in pale else {}
        axes.bar(
            places,
            values,
            bottom=ends,
            width=0.7,
            label=part,
            color=COLOURS[index % len(COLOURS)],
            edgecolor="white",
            **look,
        )
        ends = [end + value for end, value in zip(ends, values, strict=True)]
    step = max(1, len(names) // 16)
    axes.set_xticks(places[::step], [str(name) for name in names[::step]])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(visible=False, axis="x")
    axes.set_ylabel(unit)
    _legend(figure, axes, parts)
    return figure


def survival(curve: Sequence[SurvivalPoint], censored: Sequence[float], *, title: str, unit: str) -> Figure:
    """Return a Kaplan–Meier curve with its 95 % band; ticks where acts were last seen in force."""
    figure, axes = _figure(title, 3.8)
    last = max([*(point.time for point in curve), *censored])
    times = [point.time for point in curve] + [last]
    shares = [point.share for point in curve]
    axes.step(
        times, [*shares, shares[-1]], where="post", color=COLOURS[0], linewidth=2, label="still in force (estimate)"
    )
    low, high = [point.low for point in curve], [point.high for point in curve]
    axes.fill_between(
        times, [*low, low[-1]], [*high, high[-1]], step="post", color=COLOURS[0], alpha=0.15, linewidth=0,
        label="95 % band",
    )  # fmt: skip
    if censored:
        heights = [[point.share for point in curve if point.time <= time][-1] for time in censored]
        axes.plot(censored, heights, "|", color="#222222", markersize=10, label="an act last seen in force")
    axes.set_ylim(0, 1.04)
    axes.set_xlim(left=0)
    axes.yaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
    axes.set_xlabel(unit)
    axes.legend(loc="upper right")
    return figure


def lifelines(
    names: Sequence[str], spans: Sequence[tuple[float, float]], ended: Sequence[bool], *, title: str,
    pale: Sequence[bool] = (), lines: int = 3,
) -> Figure:  # fmt: skip
    """Return one line a life from its start to its end (years as numbers).

    A dot where it ended, an arrow where it goes on.
    """
    labels = [wrapped(name, lines=lines) for name in names]
    depth = [0.14 + LINE * (label.count("\n") + 1) for label in labels]
    figure, axes = _figure(title, sum(depth) + 0.9)
    for index, (start, end) in enumerate(spans):
        place = sum(depth[:index]) + depth[index] / 2
        look = "--" if pale and pale[index] else "-"
        axes.plot([start, end], [place, place], look, color=COLOURS[0], linewidth=2, solid_capstyle="butt")
        axes.plot([end], [place], "o" if ended[index] else ">", color=COLOURS[1] if ended[index] else COLOURS[0])
        axes.annotate(f"{end - start:.1f}", (end, place), (7, 0), textcoords="offset points", va="center", fontsize=9)
    axes.set_yticks([sum(depth[:index]) + each / 2 for index, each in enumerate(depth)], labels)
    axes.tick_params(axis="y", length=0)
    axes.set_ylim(sum(depth), 0)
    axes.grid(visible=False, axis="y")
    axes.margins(x=0.07)
    axes.xaxis.set_major_formatter(lambda year, _: f"{year:.0f}" if year == round(year) else "")
    return figure


def _figure(title: str, height: float) -> tuple[Figure, Axes]:
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    mpl.rcParams.update(STYLE)
    figure, axes = plt.subplots(figsize=(WIDTH, height), layout="constrained")
    figure.suptitle(textwrap.fill(title, 110), x=0.01, ha="left")
    return figure, axes


def _legend(figure: Figure, axes: Axes, parts: Mapping[str, Sequence[float]]) -> None:
    if len(parts) > 1:
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower left", ncols=min(len(parts), 5))

"""One HTML page on the last run of an output folder: counts, bars, failures. Nothing is loaded from elsewhere."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from kzreg_parse.bulk.manifest import MANIFEST_FILE, Manifest, Row
from kzreg_parse.convert.plan import write_atomically
from kzreg_parse.model.diagnostics import MESSAGES
from kzreg_parse.model.errors import KzregError

STATUSES: Final = ("complete", "partial", "failed", "quarantined")
COLOURS: Final = {"complete": "#2f7d4f", "partial": "#c08a1e", "failed": "#b3372f", "quarantined": "#6d3b8e"}
SEVERITY_COLOURS: Final = {"error": "#b3372f", "warning": "#c08a1e", "info": "#3b6ea5"}
BAR_WIDTH: Final = 140  # pixels, of the longest bar inside a table
LISTED: Final = 2000  # failures in full; the manifest has all
SLOWEST: Final = 20
EDGES: Final = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)  # seconds, upper ends of the bars of the histogram
VALUE: Final = re.compile(r"\{\w+\}")  # stands in a message where each diagnostic has its own words
STYLE: Final = """
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}td,th{padding:.2rem .7rem;border-bottom:1px solid #ddd;
text-align:left;vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
td.p{overflow-wrap:anywhere}h1,h2{line-height:1.2}svg{display:block}td svg{margin-top:.3rem}
"""


def write_report(folder: Path, target: Path) -> Path:
    """Write the page on the manifest of `folder`; returns `target`.

    Raises KzregError where there is no manifest or it cannot be used, OSError where nothing can be written.
    """
    if not (folder / MANIFEST_FILE).is_file():
        raise KzregError(f"{folder}: no manifest here; kzreg convert with --workers writes one")
    with Manifest(folder, read_only=True) as manifest:
        page = "\n".join(_page(folder, manifest))
    write_atomically(target, page.encode())
    return target


def _page(folder: Path, manifest: Manifest) -> Iterator[str]:
    run = manifest.last_run()
    number = int(run["id"] or 0)
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield f"<title>{_text(folder.absolute().name)}: kzreg</title><style>{STYLE}</style></head><body>"
    yield f"<h1>Conversion of {_text(folder.absolute().name)}</h1>"
    counts = manifest.counts(number)
    times = _Times(manifest.rows(number))
    yield from _table(("", ""), _facts(run, counts, times), numbers=())
    yield "<h2>Documents by status</h2>"
    total = sum(counts.values()) or 1
    yield from _bars([
        (status, counts.get(status, 0), f"{counts.get(status, 0) / total:.1%}", COLOURS[status]) for status in STATUSES
    ])  # fmt: skip
    yield from _codes(manifest, number)
    yield "<h2>Seconds a document</h2>"
    yield from _bars([(label, count, "", "#777") for label, count in times.histogram()])
    yield "<h2>Slowest documents</h2>"
    timed = ((row.input, f"{row.seconds or 0:.2f}", row.chars or "", row.status) for row in times.slowest())
    yield from _table(("document", "seconds", "characters", "status"), timed, numbers=(1, 2))
    yield from _failures(manifest, number)
    yield "</body></html>\n"


def _facts(
    run: dict[str, float | int | str | None], counts: dict[str, int], times: _Times
) -> Iterator[tuple[object, ...]]:
    started, ended = float(run["started"] or 0), run["ended"]
    yield "started", dt.datetime.fromtimestamp(started, dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    yield "ended", "not yet, or killed" if ended is None else f"{run['outcome']}, after {float(ended) - started:,.1f} s"
    yield "documents", f"{sum(counts.values())} of {run['documents']} settled; {run['passed_over']} files passed over"
    yield "converted", f"{times.converted} documents of {times.chars:,} characters in {times.seconds:,.1f} s of workers"
    yield "workers", run["workers"]
    yield "formats", run["formats"]
    yield "schema, rules", f"{run['schema']}, {run['rules']}"


class _Times:
    """What conversions took: in all, as a histogram, and the slowest documents."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.converted = self.chars = 0
        self.seconds = 0.0
        self._bins = [0] * (len(EDGES) + 1)
        self._slowest: list[Row] = []
        for row in rows:
            if row.seconds is None or not (row.converted or row.status == "quarantined"):
                continue
            if row.converted:
                self.converted += 1
                self.chars += row.chars or 0
            self.seconds += row.seconds
            self._bins[sum(row.seconds > edge for edge in EDGES)] += 1
            self._slowest.append(row)
            if len(self._slowest) > 10 * SLOWEST:
                self._slowest = self.slowest()

    def histogram(self) -> list[tuple[str, int]]:
        """The bars from the first to the last that is not empty."""
        labels = [*(f"≤ {edge:g} s" for edge in EDGES), f"> {EDGES[-1]:g} s"]
        filled = [index for index, count in enumerate(self._bins) if count] or [0]
        return list(zip(labels, self._bins, strict=True))[filled[0] : filled[-1] + 1]

    def slowest(self) -> list[Row]:
        """Slowest first."""
        return sorted(self._slowest, key=_by_seconds)[:SLOWEST]


def _codes(manifest: Manifest, run: int) -> Iterator[str]:
    """Why documents have no act, then what is doubtful in acts; the most frequent first."""
    found = sorted(manifest.codes(run), key=lambda one: (-one[1], one[0]))
    most = max((documents for code, documents, _ in found if code in MESSAGES), default=1)
    failures = [(code, documents) for code, documents, _ in found if code not in MESSAGES]
    reasons: dict[str, str] = {}
    for row in (row for status in ("failed", "quarantined") for row in manifest.rows(run, only=status)):
        reasons.setdefault(row.code or "", row.reason or "")
    if failures:
        yield "<h2>Why documents have no act</h2>"
        colour, most_failed = COLOURS["failed"], failures[0][1]
        rows = ((code, count, _Bar(count / most_failed, colour), reasons.get(code)) for code, count in failures)
        yield from _table(("code", "documents", "", "the first one's reason"), rows, numbers=(1,))
    yield "<h2>What is doubtful in acts</h2>"
    told = []
    for code, documents, times in found:
        if code in MESSAGES:
            severity, message = MESSAGES[code][:2]
            bar = _Bar(documents / most, SEVERITY_COLOURS.get(severity, "#777"))
            told.append((code, severity, documents, bar, times, VALUE.sub("…", message).replace("….", "…")))
    if not told:
        yield "<p>Nothing.</p>"
        return
    yield from _table(("code", "severity", "documents", "", "times", "meaning"), told, numbers=(2, 4))


def _by_seconds(row: Row) -> tuple[float, int]:
    return -(row.seconds or 0.0), row.position


def _failures(manifest: Manifest, run: int) -> Iterator[str]:
    yield "<h2>Documents without an act</h2>"
    listed: list[tuple[object, ...]] = []
    total = 0
    for status in ("failed", "quarantined"):
        for row in manifest.rows(run, only=status):
            total += 1
            if len(listed) < LISTED:
                listed.append((row.input, status, row.code, row.reason))
    if not total:
        yield "<p>None.</p>"
        return
    yield from _table(("document", "status", "code", "reason"), listed, numbers=())
    if total > len(listed):
        yield f"<p>{total - len(listed)} more are in the manifest only.</p>"


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, numbers: Sequence[int]) -> Iterator[str]:
    def kind(index: int) -> str:
        return ' class="n"' if index in numbers else ' class="p"'

    yield "<table>"
    if any(heads):
        yield "<tr>" + "".join(f"<th{kind(index)}>{_text(head)}</th>" for index, head in enumerate(heads)) + "</tr>"
    for row in rows:
        yield (
            "<tr>"
            + "".join(
                f"<td{kind(index)}>{cell if isinstance(cell, _Bar) else _text(cell)}</td>"
                for index, cell in enumerate(row)
            )
            + "</tr>"
        )
    yield "</table>"


def _bars(bars: Sequence[tuple[str, int, str, str]]) -> Iterator[str]:
    """Horizontal bars (label, count, what stands behind the count, colour) as inline SVG."""
    height, left, width = 22, 110, 560
    longest = max((count for _, count, _, _ in bars), default=0) or 1
    yield f'<svg width="{left + width + 130}" height="{height * len(bars) + 6}" role="img" font-size="13">'
    for index, (label, count, more, colour) in enumerate(bars):
        top, length = index * height, count / longest * width
        yield f'<text x="{left - 8}" y="{top + 16}" text-anchor="end">{_text(label)}</text>'
        yield f'<rect x="{left}" y="{top + 3}" width="{length:.1f}" height="{height - 6}" fill="{colour}"/>'
        shown = f"{count}, {more}" if more else count
        yield f'<text x="{left + length + 6:.1f}" y="{top + 16}">{shown}</text>'
    yield "</svg>"


@dataclass(frozen=True, slots=True)
class _Bar:
    """A bar in a cell of a table."""

    share: float  # of the longest
    colour: str

    def __str__(self) -> str:
        bar = f'<rect width="{self.share * BAR_WIDTH:.1f}" height="12" fill="{self.colour}"/>'
        return f'<svg width="{BAR_WIDTH}" height="12">{bar}</svg>'


def _text(value: object) -> str:
    return escape("" if value is None else str(value).encode("utf-8", "backslashreplace").decode())

"""One HTML page on the last run of an output folder: counts, bars, failures. Nothing is loaded from elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Final

from kzreg_parse.bulk.manifest import MANIFEST_FILE, Manifest, Row
from kzreg_parse.files import write_atomically
from kzreg_parse.model.errors import MESSAGES, KzregError

STATUSES: Final = ("complete", "partial", "failed", "quarantined")
COLOURS: Final = {"complete": "#2f7d4f", "partial": "#c08a1e", "failed": "#b3372f", "quarantined": "#6d3b8e"}
LISTED: Final = 2000  # failures in full; the manifest has all
SLOWEST: Final = 20
EDGES: Final = (0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)  # seconds, upper ends of the bars of the histogram
STYLE: Final = """
body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#222}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}td,th{padding:.2rem .7rem;border-bottom:1px solid #ddd;
text-align:left;vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
td.p{overflow-wrap:anywhere}h1,h2{line-height:1.2}svg{display:block}
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
    yield from _table(("", ""), _facts(run, manifest.counts(number)), numbers=())
    yield "<h2>Documents by status</h2>"
    counts = manifest.counts(number)
    yield from _bars([(status, counts.get(status, 0), COLOURS[status]) for status in STATUSES])
    codes = manifest.codes(number)
    yield "<h2>Diagnostics and failures by code</h2>"
    yield from _bars([(code, documents, "#3b6ea5") for code, documents, _ in codes])
    rows = ((code, documents, times, _meaning(code)) for code, documents, times in codes)
    yield from _table(("code", "documents", "times", "meaning"), rows, numbers=(1, 2))
    seconds, slowest = _times(manifest.rows(number))
    yield "<h2>Seconds a document</h2>"
    yield from _bars([(label, count, "#777") for label, count in seconds])
    yield "<h2>Slowest documents</h2>"
    timed = ((row.input, f"{row.seconds or 0:.2f}", row.chars or "", row.status) for row in slowest)
    yield from _table(("document", "seconds", "characters", "status"), timed, numbers=(1, 2))
    yield from _failures(manifest, number)
    yield "</body></html>\n"


def _facts(run: dict[str, float | int | str | None], counts: dict[str, int]) -> Iterator[tuple[object, ...]]:
    started, ended = float(run["started"] or 0), run["ended"]
    yield "started", dt.datetime.fromtimestamp(started, dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    yield "ended", "not yet, or killed" if ended is None else f"{run['outcome']}, after {float(ended) - started:.1f} s"
    yield "documents", f"{sum(counts.values())} of {run['documents']} settled; {run['passed_over']} files passed over"
    yield "workers", run["workers"]
    yield "formats", run["formats"]
    yield "schema, rules", f"{run['schema']}, {run['rules']}"


def _times(rows: Iterable[Row]) -> tuple[list[tuple[str, int]], list[Row]]:
    """A histogram of the seconds that conversions took, and the slowest documents, slowest first."""
    bins = [0] * (len(EDGES) + 1)
    slowest: list[Row] = []
    for row in rows:
        if row.seconds is None or not (row.converted or row.status == "quarantined"):
            continue
        bins[sum(row.seconds > edge for edge in EDGES)] += 1
        slowest.append(row)
        if len(slowest) > 10 * SLOWEST:
            slowest = sorted(slowest, key=_by_seconds)[:SLOWEST]
    labels = [*(f"≤ {edge:g} s" for edge in EDGES), f"> {EDGES[-1]:g} s"]
    return list(zip(labels, bins, strict=True)), sorted(slowest, key=_by_seconds)[:SLOWEST]


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
        yield "<tr>" + "".join(f"<td{kind(index)}>{_text(cell)}</td>" for index, cell in enumerate(row)) + "</tr>"
    yield "</table>"


def _bars(bars: Sequence[tuple[str, int, str]]) -> Iterator[str]:
    """Horizontal bars with their labels and figures, as inline SVG."""
    height, left, width = 22, 110, 560
    longest = max((count for _, count, _ in bars), default=0) or 1
    yield f'<svg width="{left + width + 90}" height="{height * len(bars) + 6}" role="img" font-size="13">'
    for index, (label, count, colour) in enumerate(bars):
        top, length = index * height, count / longest * width
        yield f'<text x="{left - 8}" y="{top + 16}" text-anchor="end">{_text(label)}</text>'
        yield f'<rect x="{left}" y="{top + 3}" width="{length:.1f}" height="{height - 6}" fill="{colour}"/>'
        yield f'<text x="{left + length + 6:.1f}" y="{top + 16}">{count}</text>'
    yield "</svg>"


def _meaning(code: str) -> str:
    return MESSAGES[code][1] if code in MESSAGES else "not converted; the reason stands with each document"


def _text(value: object) -> str:
    return escape("" if value is None else str(value).encode("utf-8", "backslashreplace").decode())

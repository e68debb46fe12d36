"""The research store at the size of the national archive: indexing, `kzreg repealed`, search.

    python tests/bench/store.py [ACTS]      default: 200,000 rows for the questions, a tenth of them indexed from JSON

The acts are made up, the schema is the real one. Times are the best of three where nothing is changed. Nothing is
asserted.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

from kzreg_parse.store.command import run_repealed, run_search
from kzreg_parse.store.index import index_folder
from kzreg_parse.store.words import words_file

TOWNS = "Ақтау Ақтөбе Алматы Атырау Көкшетау Қостанай Павлодар Семей Тараз Шымкент".split()
WORDS = "мемлекеттік қызмет көрсету туралы лицензияларын рұқсатты құжаттарын тексерісінің электр желісіне жұмыс".split()
FIRST_DAY = dt.date(2000, 1, 1)


def made_up(number: int, chance: random.Random, *, clauses: int) -> dict[str, object]:
    """The JSON of an act of a few clauses, with citations; two in five are repealed."""
    issuer = f"{chance.choice(TOWNS)} қаласы әкімдігі"
    date = FIRST_DAY + dt.timedelta(days=chance.randrange(8000))

    def ref(age: int) -> dict[str, object]:
        day = date + dt.timedelta(days=age)
        return {
            "kind": "resolution", "kind_kk": "қаулы", "issuer": issuer, "date": day.isoformat(),
            "number": str(chance.randrange(1, 900)), "title": None, "registration_number": None, "frbr_uri": None,
        }  # fmt: skip

    def node(place: str, kind: str, index: int, words: int) -> dict[str, object]:
        text = " ".join(chance.choices(WORDS, k=words))
        return {
            "id": f"{place}{index}", "kind": kind, "num": str(index), "label": f"{index}.", "heading": None, "text": text,
            "span": [index * 100, index * 100 + 90], "page": None, "children": [],
        }  # fmt: skip

    gone = chance.random() < 0.4
    by = ref(chance.randrange(100, 3000))
    notice = {"where": "note", "text": "Ескерту. Күші жойылды", "span": [110, 150]}
    return {
        "schema_version": "1.0", "status": "complete",
        "source": {"name": f"{number}.txt", "media_type": "text/plain", "sha256": f"{number:064x}", "chars": 9000,
                   "pages": None, "reader": "made up"},
        "act": {
            "kind": "resolution", "kind_kk": "қаулы", "title": " ".join(chance.choices(WORDS, k=6)), "issuer": issuer,
            "date": date.isoformat(), "number": f"{number % 900 + 1}-{number}", "registration": None,
            "in_force": False if gone else chance.choice((True, None)),
            "repeal": {"by": by, "effective": None, "notices": [notice]} if gone else None,
            "entry_into_force": None, "amended_by": [], "signatories": [], "agreed_by": [],
            "frbr_uri": f"/akn/kz/act/kauly/{date}/{number}", "adilet_id": None,
        },
        "preface": [node("preface__note_", "note", 1, 4)], "preamble": None,
        "body": [node("cl_", "clause", index, 20) for index in range(2, clauses + 2)],
        "conclusions": [], "appendices": [], "procedures": [], "participants": [], "durations": [], "definitions": [],
        "citations": [
            {"id": f"cit_{index}", "text": "қаулысы", "act": ref(-chance.randrange(3000)), "alias": None, "units": [],
             "internal": False, "target": None, "node": "cl_2", "span": [210, 260]} for index in range(2)
        ],
        "repeals": [ref(-1000)], "amendments": [], "repairs": [], "diagnostics": [],
    }  # fmt: skip


def write(folder: Path, count: int, *, clauses: int, lines: bool) -> int:
    """Made-up acts into a folder, as files or as one file of lines; how many bytes."""
    chance = random.Random(7)
    folder.mkdir()
    size = 0
    with (folder / "acts.jsonl").open("wb") if lines else io.BytesIO() as together:
        for number in range(count):
            data = orjson.dumps(made_up(number, chance, clauses=clauses))
            size += len(data)
            if lines:
                together.write(data + b"\n")
            else:
                (folder / f"{number}.json").write_bytes(data)
    return size


def timed(what: Callable[[], object], *, turns: int = 3) -> float:
    """Seconds, the best of some turns; what is printed is thrown away."""
    best = float("inf")
    for _ in range(turns):
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            started = time.perf_counter()
            what()
            best = min(best, time.perf_counter() - started)
    return best


def main(count: int) -> None:
    """Print what indexing and asking take."""
    table = Table("what", "acts", "seconds", "acts/s", "MB/s of JSON")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for title, acts, clauses, lines in (
            ("index: a file an act, 12 clauses", count // 10, 12, False),
            ("index: one file of lines, 2 clauses", count, 2, True),
        ):
            folder, store = root / title, root / f"{acts}.duckdb"
            size = write(folder, acts, clauses=clauses, lines=lines)
            spent = timed(lambda folder=folder, store=store: index_folder(folder, store), turns=1)
            table.add_row(title, f"{acts:,}", f"{spent:.2f}", f"{acts / spent:,.0f}", f"{size / spent / 1e6:.1f}")
            again = timed(lambda folder=folder, store=store: index_folder(folder, store), turns=1)
            table.add_row("the same again", f"{acts:,}", f"{again:.2f}", f"{acts / again:,.0f}", "")
        days = {"first": dt.date(2015, 1, 1), "last": dt.date(2020, 12, 31), "by": None, "undated": False}
        for title, issuer, shape, limit in (
            ("repealed: table, 50 rows", None, "table", 50),
            ("repealed: of one body, CSV", "Шымкент қаласының әкімдігі", "csv", None),
            ("repealed: CSV", None, "csv", None),
            ("repealed: JSON", None, "json", None),
        ):
            spent = timed(
                lambda issuer=issuer, shape=shape, limit=limit: run_repealed(
                    store, **days, issuer=issuer, shape=shape, limit=limit
                )
            )
            table.add_row(title, f"{count:,}", f"{spent:.3f}", "", "")
        spent = timed(lambda: run_search(store, "рұқсат тексерістер", shape="table", limit=20))
        table.add_row("search: two words", f"{count:,}", f"{spent:.3f}", "", "")
        sizes = (
            f"store {store.stat().st_size / 1e6:.0f} MB, search file {words_file(store).stat().st_size / 1e6:.0f} MB"
        )
    Console(width=100).print(table, sizes)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)

"""The research store at the size of the national archive: indexing, `kzreg repealed`, search.

    python tests/bench/store.py [ACTS]      default: 200,000 rows for the questions, a tenth of them indexed from JSON

The acts are made up of the words of the corpora, the schema is the real one; besides, the acts of the corpora
themselves under other numbers. Indexing is one process. Times are the best of three where nothing is changed; the
processor's seconds tell more where others use the machine, too. Nothing is asserted.
"""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

import orjson
from rich.console import Console
from rich.table import Table

import kzreg_parse
from kzreg_parse.cli.store import run_repealed, run_search
from kzreg_parse.export import to_json
from kzreg_parse.store.index import index_folder
from kzreg_parse.store.words import words_file

TOWNS = "Ақтау Ақтөбе Алматы Атырау Көкшетау Қостанай Павлодар Семей Тараз Шымкент".split()
CORPORA = sorted(Path(__file__).parents[2].glob("corpora/text/*"))
WORDS = re.findall(r"\w{2,}[,.;]?", " ".join(path.read_text("utf-8") for path in CORPORA))  # as often as they come
RUN = "from kzreg_parse.cli.app import app; app()"  # of a new Python: what the installed command does
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


def write_corpora(folder: Path, count: int) -> int:
    """The acts of the corpora, over and over under other numbers; how many bytes."""
    acts = [orjson.loads(to_json(kzreg_parse.parse(path))) for path in CORPORA]
    folder.mkdir()
    size = 0
    for number in range(count):
        act = acts[number % len(acts)]
        act["act"]["number"] = str(number)
        size += (folder / f"{number}.json").write_bytes(orjson.dumps(act, option=orjson.OPT_INDENT_2))
    return size


def timed(what: Callable[[], object], *, turns: int = 3) -> tuple[float, float]:
    """Seconds by the clock and of the processor, the best of some turns; what is printed is thrown away."""
    best, busy = float("inf"), float("inf")
    for _ in range(turns):
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
            started, began = time.perf_counter(), time.process_time()
            what()
            best, busy = min(best, time.perf_counter() - started), min(busy, time.process_time() - began)
    return best, busy


def command(*words: str) -> tuple[float, float]:
    """The same for a whole command, from the start of Python to its end."""
    best, busy = float("inf"), float("inf")
    for _ in range(3):
        started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", RUN, *words], stdout=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, time.perf_counter() - started)
        busy = min(busy, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best, busy


def main(count: int) -> None:
    """Print what indexing and asking take."""
    table = Table("what", "acts", "seconds", "processor", "acts/s", "by processor", "MB/s of JSON")
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for title, acts, write_them in (
            ("index: the corpora's acts", count // 1000, write_corpora),
            ("index: a file an act, 12 clauses", count // 10, partial(write, clauses=12, lines=False)),
            ("index: one file of lines, 2 clauses", count, partial(write, clauses=2, lines=True)),
        ):
            folder, store = root / title, root / f"{acts}.duckdb"
            size = write_them(folder, acts)
            for turn in (title, "the same again"):
                spent, busy = timed(lambda folder=folder, store=store: index_folder(folder, store), turns=1)
                rates = (f"{acts / spent:,.0f}", f"{acts / busy:,.0f}", f"{size / spent / 1e6:.1f}")
                table.add_row(turn, f"{acts:,}", f"{spent:.2f}", f"{busy:.2f}", *rates)
        days = {"first": dt.date(2015, 1, 1), "last": dt.date(2020, 12, 31), "by": None, "undated": False}
        for title, issuer, shape, limit in (
            ("repealed: table, 50 rows", None, "table", 50),
            ("repealed: of one body, CSV", "Шымкент қаласының әкімдігі", "csv", None),
            ("repealed: CSV", None, "csv", None),
            ("repealed: JSON", None, "json", None),
        ):
            spent, busy = timed(partial(run_repealed, store, **days, issuer=issuer, shape=shape, limit=limit))
            table.add_row(title, f"{count:,}", f"{spent:.3f}", f"{busy:.3f}")
        spent, busy = timed(lambda: run_search(store, "рұқсат желісі", shape="table", limit=20))
        table.add_row("search: two words", f"{count:,}", f"{spent:.3f}", f"{busy:.3f}")
        asked = ("repealed", "--from", "2015-01-01", "--to", "2020-12-31", "--db", str(store))
        for title, words in (("kzreg --version", ("--version",)), ("kzreg repealed, whole command", asked)):
            spent, busy = command(*words)
            table.add_row(title, f"{count:,}", f"{spent:.3f}", f"{busy:.3f}")
        sizes = (
            f"store {store.stat().st_size / 1e6:.0f} MB, search file {words_file(store).stat().st_size / 1e6:.0f} MB"
        )
    Console(width=120).print(table, sizes)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)

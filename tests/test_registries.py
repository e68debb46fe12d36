"""A new kind of fact, form of input or form of output is one new module: the rest finds it by itself."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet
import pytest
from conftest import ROOT
from evaluate import made

from kzreg_parse.export.writer import Writer

ACT = (
    "Талас ауданы әкімдігінің 2018 жылғы 5 ақпандағы № 44 қаулысы.\n"
    "      Аудан әкімдігі ҚАУЛЫ ЕТЕДІ:\n"
    "      1. Қыстақ мектебі ашылсын.\n"
    "      2. Осы қаулы алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.\n"
    "      Аудан әкімі М. Ермеков\n"
)
TOY_READER = '''
"""A toy: text turned back to front."""

from kzreg_parse.read.dump import read_dump
from kzreg_parse.read.form import Form, Input


def _read(given: Input):
    text = given.data[4:].decode()[::-1]
    return read_dump(given.name, given.data, text, given.label)


FORM = Form("toy", (".toy",), 5, _read, tells_bytes=lambda data: data.startswith(b"TOY:"))
'''
TOY_WRITER = '''
"""A toy: number and clauses of an act, a line each."""

from kzreg_parse.export.writer import Writer


def _write(act):
    lines = [f"No {act.act.number}", *(node.text for node in act.body)]
    return ("\\n".join(lines) + "\\n").encode()


WRITER = Writer("toy", "toy: number and clauses", ".toy.txt", _write)
'''
TOY_JOIN = '''
"""A toy: numbers of all acts, counted."""

from kzreg_parse.export.writer import Writer


def _join(acts):
    count = 0
    for count, act in enumerate(acts, start=1):
        yield f"{count}: No {act.act.number}\\n".encode()
    yield f"{count} acts\\n".encode()


WRITER = Writer("toylist", "toylist: numbers of all acts", file="numbers.txt", join=_join)
'''
TOY_FACT = '''
"""A toy: words in capitals."""

from kzreg_parse.extract.flat import SPAN, Table, facts_of
from kzreg_parse.extract.kind import FactKind, Mark
from kzreg_parse.model.base import Model, Span


class Shout(Model):
    text: str
    node: str
    span: Span


def _read(act):
    for place in act.places.texts:
        position = 0
        for word in place.text.text.split():
            start = place.text.text.index(word, position)
            position = start + len(word)
            if len(word) > 3 and word.isupper():
                yield Shout(text=word, node=place.node, span=place.text[start:position].span)


def _marks(act):
    for one in act.shouts:
        yield Mark(one.node, one.text, "shout", one.span)


TABLE = Table("shouts", {"position": "whole", "text": "text", "node": "text", **SPAN}, facts_of("shouts"))
KIND = FactKind("shouts", 200, Shout, lambda act: tuple(_read(act)), (TABLE,), _marks)
'''
WRITTEN = "No 44\nҚыстақ мектебі ашылсын.\nОсы қаулы алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package and four files more."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "kzreg_parse", root / "kzreg_parse", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "grammars", root / "grammars")
    (root / "kzreg_parse/read/forms/toy.py").write_text(TOY_READER, encoding="utf-8")
    (root / "kzreg_parse/export/forms/toy.py").write_text(TOY_WRITER, encoding="utf-8")
    (root / "kzreg_parse/export/forms/toylist.py").write_text(TOY_JOIN, encoding="utf-8")
    (root / "kzreg_parse/extract/kinds/toy.py").write_text(TOY_FACT, encoding="utf-8")
    return root


def kzreg(package: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kzreg_parse", *words],
        cwd=package, env={**os.environ, "PYTHONPATH": str(package), "COLUMNS": "200"}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    folder = tmp_path / "acts"
    (folder / "sub").mkdir(parents=True)
    (folder / "plain.txt").write_text(ACT, encoding="utf-8")
    (folder / "sub/turned.toy").write_bytes(b"TOY:" + ACT[::-1].encode())
    return folder


def test_a_toy_reader_and_a_toy_writer_serve_the_plain_command(package: Path, acts: Path, tmp_path: Path) -> None:
    done = kzreg(package, "convert", str(acts), "--out", str(tmp_path / "out"), "--format", "toy")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/plain.toy.txt").read_text("utf-8") == WRITTEN
    assert (tmp_path / "out/sub/turned.toy.txt").read_text("utf-8") == WRITTEN


@pytest.mark.heavy
def test_a_toy_writer_serves_a_bulk_run_beside_json(package: Path, acts: Path, tmp_path: Path) -> None:
    words = ("convert", str(acts), "--out", str(tmp_path / "out"), "-w", "1", "-f", "json", "-f", "toy")
    for _ in range(2):  # the second run finds everything in place
        done = kzreg(package, *words)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "out/plain.json").exists()
        assert (tmp_path / "out/sub/turned.toy.txt").read_text("utf-8") == WRITTEN


def test_a_toy_writer_stands_in_the_help(package: Path) -> None:
    told = " ".join(kzreg(package, "convert", "--help").stdout.replace("│", " ").split())
    assert "json|jsonl|parquet|toy|toylist" in told
    assert "toy: number and clauses" in told
    assert "searched for .toy .pdf .html .htm .md .txt;" in told


@pytest.mark.heavy
def test_a_toy_writer_of_all_acts_together_serves_plain_and_bulk(package: Path, acts: Path, tmp_path: Path) -> None:
    for more in ((), ("-w", "1"), ("-w", "1", "-f", "json")):
        out = tmp_path / f"out{len(more)}"
        done = kzreg(package, "convert", str(acts), "--out", str(out), "-f", "toylist", *more)
        assert done.returncode == 0, done.stderr
        assert (out / "numbers.txt").read_text("utf-8") == "1: No 44\n2: No 44\n2 acts\n"
    done = kzreg(package, "convert", str(acts), "--out", "-", "-f", "toylist")
    assert done.stdout == "1: No 44\n2: No 44\n2 acts\n"


def test_a_form_that_nothing_writes_is_refused() -> None:
    with pytest.raises(ValueError, match="form lost"):
        Writer("lost", "lost: written by nobody")


@pytest.mark.heavy
def test_json_and_stores_from_before_a_kind_are_read_or_refused_in_one_line(
    package: Path, acts: Path, tmp_path: Path
) -> None:
    (acts / "sub/turned.toy").unlink()
    old, new, store = tmp_path / "old", tmp_path / "new", tmp_path / "a.duckdb"
    assert kzreg(ROOT, "convert", str(acts), "--out", str(old)).returncode == 0
    assert kzreg(package, "convert", str(acts), "--out", str(new)).returncode == 0
    assert "shouts" not in json.loads((old / "plain.json").read_text("utf-8"))

    assert kzreg(package, "index", str(old), "--db", str(tmp_path / "b.duckdb")).returncode == 0
    asked = kzreg(package, "sql", "SELECT count(*) AS n FROM shouts", "--db", str(tmp_path / "b.duckdb"), "--json")
    assert json.loads(asked.stdout) == [{"n": 0}], asked.stderr

    assert kzreg(ROOT, "index", str(old), "--db", str(store)).returncode == 0
    refused = kzreg(package, "index", str(new), "--db", str(store))
    assert refused.returncode == 1
    assert refused.stderr.splitlines() == [
        f"kzreg: {store}: made by a kzreg of other kinds of facts (table shouts); index the output into a new file"
    ]
    asked = kzreg(package, "sql", "SELECT count(*) AS n FROM documents", "--db", str(store), "--json")
    assert json.loads(asked.stdout) == [{"n": 1}], asked.stderr


@pytest.mark.heavy
def test_an_act_with_a_toy_fact_goes_to_another_process_and_through_its_json(package: Path, acts: Path) -> None:
    code = (
        "import kzreg_parse, pickle, sys; from kzreg_parse.export import to_json; act = kzreg_parse.parse(sys.argv[1]); "
        "assert act.shouts and isinstance(act, kzreg_parse.Act); "
        "assert kzreg_parse.Act.model_validate_json(to_json(act)) == act; "
        "sys.stdout.buffer.write(pickle.dumps(act))"
    )
    env = {**os.environ, "PYTHONPATH": str(package)}
    made = subprocess.run(
        [sys.executable, "-c", code, str(acts / "plain.txt")], cwd=package, env=env, capture_output=True, check=False
    )
    assert made.returncode == 0, made.stderr.decode()
    code = "import pickle, sys; print([one.text for one in pickle.loads(sys.stdin.buffer.read()).shouts])"
    read = subprocess.run(
        [sys.executable, "-c", code], input=made.stdout, cwd=package, env=env, capture_output=True, check=False
    )
    assert read.stdout.decode() == "['ҚАУЛЫ', 'ЕТЕДІ:']\n", read.stderr.decode()


@pytest.mark.heavy
def test_a_toy_fact_reaches_json_parquet_store_evaluate_diff_and_spacy(
    package: Path, acts: Path, tmp_path: Path
) -> None:
    shouting = ACT.replace("Қыстақ мектебі", "ҚЫСТАҚ мектебі")
    (acts / "plain.txt").write_text(shouting, encoding="utf-8")
    out = tmp_path / "out"
    done = kzreg(package, "convert", str(acts), "--out", str(out), "-w", "1", "-f", "json", "-f", "parquet")
    assert done.returncode == 0, done.stderr

    (one,) = [fact for fact in json.loads((out / "plain.json").read_text("utf-8"))["shouts"] if fact["node"] == "cl_1"]
    assert (one["text"], shouting[slice(*one["span"])]) == ("ҚЫСТАҚ", "ҚЫСТАҚ")
    rows = pyarrow.parquet.read_table(out / "shouts.parquet").to_pylist()
    assert ("plain", "ҚЫСТАҚ", "cl_1") in [(row["act"], row["text"], row["node"]) for row in rows]

    assert kzreg(package, "index", str(out), "--db", str(tmp_path / "a.duckdb")).returncode == 0
    asked = kzreg(
        package, "sql", "SELECT text, span_end - span_start AS n FROM shouts WHERE node = 'cl_1'",
        "--db", str(tmp_path / "a.duckdb"), "--json",
    )  # fmt: skip
    assert json.loads(asked.stdout) == [{"text": "ҚЫСТАҚ", "n": 6}], asked.stderr

    assert "shouts (3)" in kzreg(package, "show", str(out / "plain.json")).stdout

    gold = tmp_path / "gold"
    gold.mkdir()
    told = made.gold_dict(seed="plain", shouts=[{"text": word} for word in ("ҚАУЛЫ", "ЕТЕДІ:", "ҚЫСТАҚ")])
    (gold / "plain.json").write_text(json.dumps(told), encoding="utf-8")
    scored = kzreg(package, "evaluate", str(gold), str(out), "--only", "shouts", "--json")
    assert json.loads(scored.stdout)["acts"]["plain"]["measures"]["shouts"]["f1"] == 1, scored.stderr

    differs = kzreg(package, "diff", str(out / "sub/turned.json"), str(out / "plain.json"))
    assert "+ shouts" in differs.stdout
    code = (
        "import kzreg_parse, sys; from kzreg_parse.export.spacy_doc import to_spacy; "
        "doc = to_spacy(kzreg_parse.parse(sys.argv[1])); print([span.text for span in doc.spans['shouts']])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code, str(acts / "plain.txt")],
        cwd=package, env={**os.environ, "PYTHONPATH": str(package)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "ҚЫСТАҚ" in told.stdout, told.stderr


@pytest.mark.heavy
def test_the_store_answers_of_steps_durations_definitions_and_participants(tmp_path: Path) -> None:
    made = kzreg(ROOT, "convert", "corpora/text/001.txt", "--out", str(tmp_path / "json"))
    assert made.returncode == 0, made.stderr
    act = json.loads((tmp_path / "json/001.json").read_text("utf-8"))
    assert kzreg(ROOT, "index", str(tmp_path / "json"), "--db", str(tmp_path / "a.duckdb")).returncode == 0
    counts = {
        "steps": sum(len(procedure["steps"]) for procedure in act["procedures"]),
        "durations": len(act["durations"]),
        "definitions": len(act["definitions"]),
        "participants": sum(len(listed["names"]) for listed in act["participants"]),
    }
    assert min(counts.values()) > 0
    for table, count in counts.items():
        query = f"SELECT count(*) AS n FROM {table} JOIN documents USING (doc)"
        asked = kzreg(ROOT, "sql", query, "--db", str(tmp_path / "a.duckdb"), "--json")
        assert json.loads(asked.stdout) == [{"n": count}], asked.stderr
    query = "SELECT max, value FROM durations WHERE max IS NULL LIMIT 1"
    asked = kzreg(ROOT, "sql", query, "--db", str(tmp_path / "a.duckdb"), "--json")
    assert json.loads(asked.stdout)[0]["max"] is None


def test_an_unknown_form_is_refused_in_one_line(package: Path, acts: Path) -> None:
    done = kzreg(package, "convert", str(acts), "--out", "-", "--format", "docx")
    assert done.returncode == 2
    assert "'docx' is not one of 'json'" in " ".join(done.stderr.replace("│", " ").split())

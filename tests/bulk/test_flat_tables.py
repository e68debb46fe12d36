"""The tables: every fact of an act is a row, and Parquet holds the rows."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from acts import appendices, nodes
from conftest import CORPORA, stages
from typer.testing import CliRunner

from kzreg_parse.bulk.tables import TABLES, rows_of
from kzreg_parse.cli.app import app
from kzreg_parse.export import to_json

ACTS = ("text/000.txt", "text/001.txt", "pdf_synthetic/0003.pdf", "html/004.html")


def rows(name: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
    for table, row in rows_of("act", json.loads(to_json(stages(name).act))):
        found[table].append(row)
    return found


@pytest.mark.parametrize("name", ACTS)
def test_every_node_and_fact_is_a_row(name: str) -> None:
    act, found = stages(name).act, rows(name)
    expected = [node.id for node in nodes(act)] + [one.id for one in appendices(act)]
    assert sorted(row["id"] for row in found["nodes"]) == sorted([*expected, *(["preamble"] if act.preamble else [])])
    assert {row.get("parent") for row in found["nodes"]} - {None} <= set(expected)
    assert [row["id"] for row in found["steps"]] == [step.id for one in act.procedures for step in one.steps]
    for table in ("durations", "definitions", "citations", "repeals", "amendments", "diagnostics"):
        assert len(found[table]) == len(getattr(act, table)), table
    assert all("start" in row and "kind" in row for row in found["nodes"])


def test_every_column_is_filled_from_the_act() -> None:
    """A column that no row of any act has a key for would be a slip of its name."""
    filled: dict[str, set[str]] = {table: set() for table in TABLES}
    for name in ACTS:
        for table, found in rows(name).items():
            filled[table].update(*found)
    for table in ("acts", "nodes", "steps", "durations", "repeals", "diagnostics"):
        assert set(TABLES[table]) <= filled[table] or not filled[table], table


def test_the_head_of_an_act_is_one_row() -> None:
    (row,) = rows("text/000.txt")["acts"]
    assert (row["number"], row["date"], row["repealed"]) == ("816", "2019-10-28", True)
    assert (row["repealed_by_number"], row["repealed_by_date"]) == ("810", "2020-12-23")
    assert (row["repeal_value"], row["repeal_unit"]) == (10, "calendar_day")
    assert (row["source_name"], row["status"]) == ("000.txt", "complete")


@pytest.mark.heavy
def test_parquet_holds_the_rows_and_is_the_same_every_time(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    inputs = [str(CORPORA / name) for name in ("text/000.txt", "text/001.txt")]
    for workers in ("1", "2"):
        words = ["convert", *inputs, "-o", str(tmp_path / workers), "-f", "parquet", "-w", workers]
        assert CliRunner().invoke(app, words).exit_code == 0
    for table, columns in TABLES.items():
        file = tmp_path / "1" / f"{table}.parquet"
        assert file.read_bytes() == (tmp_path / "2" / f"{table}.parquet").read_bytes()
        read = parquet.read_table(file)
        assert read.column_names == list(columns)
        assert read.num_rows == sum(len(rows(name)[table]) for name in ("text/000.txt", "text/001.txt"))
    acts = parquet.read_table(tmp_path / "1" / "acts.parquet").to_pylist()
    assert [row["act"] for row in acts] == ["000", "001"]
    assert acts[0]["date"] == dt.date(2019, 10, 28)
    tables = [row for row in parquet.read_table(tmp_path / "1" / "nodes.parquet").to_pylist() if row["kind"] == "table"]
    assert any(row["rows"] for row in tables)
    assert not (tmp_path / "1" / "000.json").exists()


def test_without_pyarrow_parquet_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    words = ["convert", str(CORPORA / "text" / "000.txt"), "-o", str(tmp_path / "out"), "-f", "parquet"]
    ended = CliRunner().invoke(app, words)
    assert ended.exit_code == 2
    assert "kzreg-parse[parquet]" in ended.stderr
    assert not (tmp_path / "out").exists()

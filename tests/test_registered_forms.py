"""A new form of input or output is one new module: the rest of the program finds it by itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

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
WRITTEN = "No 44\nҚыстақ мектебі ашылсын.\nОсы қаулы алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.\n"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of the package and two files more."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "kzreg_parse", root / "kzreg_parse", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "grammars", root / "grammars")
    (root / "kzreg_parse/read/forms/toy.py").write_text(TOY_READER, encoding="utf-8")
    (root / "kzreg_parse/export/forms/toy.py").write_text(TOY_WRITER, encoding="utf-8")
    return root


def kzreg(package: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kzreg_parse", *words],
        cwd=package, env={**os.environ, "PYTHONPATH": str(package)}, capture_output=True, text=True, check=False,
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


def test_a_toy_writer_serves_a_bulk_run_beside_json(package: Path, acts: Path, tmp_path: Path) -> None:
    words = ("convert", str(acts), "--out", str(tmp_path / "out"), "-w", "1", "-f", "json", "-f", "toy")
    for _ in range(2):  # the second run finds everything in place
        done = kzreg(package, *words)
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "out/plain.json").exists()
        assert (tmp_path / "out/sub/turned.toy.txt").read_text("utf-8") == WRITTEN


def test_a_toy_writer_stands_in_the_help(package: Path) -> None:
    told = " ".join(kzreg(package, "convert", "--help").stdout.replace("│", " ").split())
    assert "json|jsonl|parquet|toy" in told
    assert "toy: number and clauses" in told


def test_an_unknown_form_is_refused_in_one_line(package: Path, acts: Path) -> None:
    done = kzreg(package, "convert", str(acts), "--out", "-", "--format", "docx")
    assert done.returncode == 2
    assert "'docx' is not one of 'json'" in " ".join(done.stderr.replace("│", " ").split())

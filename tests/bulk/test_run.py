"""Runs: what is converted, what is left alone, what the outputs are, how documents fail."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
import toy
from conftest import CORPORA
from typer.testing import CliRunner

from kzreg_parse.bulk.lock import FolderInUse, locked
from kzreg_parse.bulk.manifest import MANIFEST_FILE, Manifest, ManifestError
from kzreg_parse.bulk.parts import PARTS_FOLDER, BrokenPart
from kzreg_parse.bulk.pool import Limits
from kzreg_parse.bulk.run import Options, with_word_list
from kzreg_parse.cli.app import app


def kzreg(*words: object) -> tuple[int, str]:
    ended = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return ended.exit_code, ended.stderr


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    folder = tmp_path / "acts"
    folder.mkdir()
    return folder


def log_of(tmp_path: Path) -> Counter[str]:
    log = tmp_path / "log"
    return Counter(log.read_text("utf-8").split()) if log.exists() else Counter()


def fill(acts: Path, tmp_path: Path, count: int, then: str = "wait 0") -> None:
    for index in range(count):
        (acts / f"{index:03}.txt").write_text(f"log {tmp_path / 'log'} {then} {index}", encoding="utf-8")


@pytest.mark.heavy
def test_outputs_are_those_of_the_plain_command_whatever_the_number_of_workers(acts: Path, tmp_path: Path) -> None:
    for name in ("text/000.txt", "text/003.md", "pdf_synthetic/0003.pdf", "pdf_synthetic/0003.txt", "html/004.html"):
        (acts / Path(name).name).write_bytes((CORPORA / name).read_bytes())
    (acts / "again.txt").write_bytes((CORPORA / "text" / "000.txt").read_bytes())
    (acts / "bad.txt").write_bytes(b"")
    assert kzreg("convert", acts, "-o", tmp_path / "plain")[0] == 1
    assert kzreg("convert", acts, "-o", tmp_path / "plain", "-f", "jsonl")[0] == 1
    for workers in (1, 2):
        out = tmp_path / str(workers)
        status, told = kzreg("convert", acts, "-o", out, "--workers", workers, "-f", "json", "-f", "jsonl")
        assert status == 1
        assert f"kzreg: {acts / 'bad.txt'}: KZR01 the file is empty" in told.splitlines()
        assert "6 converted (1 only in part, see their diagnostics), 1 failed" in told
        assert toy.outputs(out) == toy.outputs(tmp_path / "plain")


@pytest.mark.heavy
def test_a_rerun_converts_what_is_new_or_changed(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 4)
    toy.run(acts, tmp_path / "out", formats="json jsonl")
    (acts / "001.txt").write_text(f"log {tmp_path / 'log'} wait 0 changed", encoding="utf-8")
    (acts / "004.txt").write_text(f"log {tmp_path / 'log'} wait 0 new", encoding="utf-8")
    (tmp_path / "out" / "002.json").unlink()
    (tmp_path / "out" / "003.json").write_bytes(b"{}")
    summary = toy.run(acts, tmp_path / "out", formats="json jsonl")
    assert log_of(tmp_path) == {"000.txt": 1, "001.txt": 2, "002.txt": 1, "003.txt": 1, "004.txt": 1}
    assert (summary.unchanged, summary.reused, summary.statuses) == (1, 2, {"complete": 5})
    toy.run(acts, tmp_path / "fresh", formats="json jsonl")
    assert toy.outputs(tmp_path / "out") == toy.outputs(tmp_path / "fresh")
    parts = list((tmp_path / "out" / PARTS_FOLDER).glob("??/*.z"))
    assert len(parts) == 5  # that of the changed input is gone


def test_another_format_costs_no_second_conversion(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 3)
    toy.run(acts, tmp_path / "out")
    toy.run(acts, tmp_path / "out", formats="jsonl")
    assert set(log_of(tmp_path).values()) == {1}
    assert (tmp_path / "out" / "acts.jsonl").read_bytes().count(b"\n") == 3


@pytest.mark.heavy
def test_an_input_that_changed_for_the_worse_leaves_no_old_output(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 2)
    toy.run(acts, tmp_path / "out", formats="json jsonl")
    (acts / "000.txt").write_text("refuse", encoding="utf-8")
    summary = toy.run(acts, tmp_path / "out", formats="json jsonl")
    assert sorted(toy.outputs(tmp_path / "out")) == ["001.json", "acts.jsonl"]
    assert summary.failures == [(str(acts / "000.txt"), "KZR12 no act")]
    assert (tmp_path / "out" / "acts.jsonl").read_bytes().count(b"\n") == 1


@pytest.mark.heavy
def test_other_rules_convert_everything_again(acts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(acts, tmp_path, 2)
    toy.run(acts, tmp_path / "out")
    monkeypatch.setattr("kzreg_parse.bulk.run.rules_version", lambda: "other")
    assert toy.run(acts, tmp_path / "out").unchanged == 0
    assert set(log_of(tmp_path).values()) == {2}


def test_equal_documents_are_converted_once_and_keep_their_names(acts: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (acts / name).write_text(f"log {tmp_path / 'log'} wait 0.2", encoding="utf-8")
    for name in ("x.txt", "y.txt"):
        (acts / name).write_text(f"log {tmp_path / 'log'} refuse", encoding="utf-8")
    summary = toy.run(acts, tmp_path / "out", workers=3)
    assert log_of(tmp_path).total() == 2
    written = toy.outputs(tmp_path / "out")
    assert sorted(written) == ["a.json", "b.json", "c.json"]
    assert len({data.replace(name.encode().replace(b".json", b".txt"), b"") for name, data in written.items()}) == 1
    assert (summary.reused, summary.failed) == (2, 2)


@pytest.mark.heavy
def test_a_document_over_its_limits_is_quarantined_and_the_rest_goes_on(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 4)
    (acts / "a_spin.txt").write_text(f"log {tmp_path / 'log'} spin", encoding="utf-8")
    (acts / "b_crash.txt").write_text("crash", encoding="utf-8")
    (acts / "c_raise.txt").write_text("raise", encoding="utf-8")
    summary = toy.run(acts, tmp_path / "out", limits=Limits(seconds=2.0))
    assert summary.statuses == {"complete": 4, "failed": 1, "quarantined": 2}
    reasons = {Path(shown).name: reason for shown, reason in summary.failures}
    assert reasons["a_spin.txt"] == "KZR91 it took longer than 2 s"
    assert reasons["b_crash.txt"].startswith("KZR93 its worker process ended 3 times (")
    assert reasons["c_raise.txt"].endswith("IndexError: list index out of range")
    assert ("KZS10", 4, 8) in summary.codes
    assert ("KZR91", 1, 1) in summary.codes
    toy.run(acts, tmp_path / "out", limits=Limits(seconds=2.0), resume=True)
    assert log_of(tmp_path)["a_spin.txt"] == 1
    assert toy.run(acts, tmp_path / "out", limits=Limits(seconds=0.5)).statuses == summary.statuses
    assert log_of(tmp_path)["a_spin.txt"] == 2


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="memory of other processes is read from /proc")
def test_a_document_over_the_memory_limit_is_quarantined(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 2)
    (acts / "huge.txt").write_text("huge", encoding="utf-8")
    summary = toy.run(acts, tmp_path / "out", limits=Limits(megabytes=400))
    assert summary.failures == [(str(acts / "huge.txt"), "KZR92 it took more than 400 MB of memory")]
    assert summary.statuses == {"complete": 2, "quarantined": 1}


def test_a_worker_killed_from_outside_costs_nothing(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 3)
    (acts / "once.txt").write_text(f"crash_once {tmp_path / 'mark'}", encoding="utf-8")
    assert toy.run(acts, tmp_path / "out").statuses == {"complete": 4}


@pytest.mark.heavy
def test_what_waits_behind_a_crash_is_not_to_blame(acts: Path, tmp_path: Path) -> None:
    (acts / "a.txt").write_text("crash", encoding="utf-8")
    fill(acts, tmp_path, 3)
    summary = toy.run(acts, tmp_path / "out", workers=1)
    assert [Path(shown).name for shown, _ in summary.failures] == ["a.txt"]
    assert summary.statuses == {"complete": 3, "quarantined": 1}
    assert set(log_of(tmp_path).values()) == {1}


@pytest.mark.heavy
def test_time_spent_waiting_behind_another_document_is_not_counted(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 2, "wait 3")
    assert toy.run(acts, tmp_path / "out", workers=1, limits=Limits(seconds=5.5)).statuses == {"complete": 2}


def test_the_second_run_on_a_folder_is_told(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 2, f"until {tmp_path / 'go'}")
    first = threading.Thread(target=toy.run, args=(acts, tmp_path / "out"))
    first.start()
    try:
        until = time.monotonic() + 300
        while not (tmp_path / "out" / MANIFEST_FILE).exists() and time.monotonic() < until:
            time.sleep(0.02)
        with pytest.raises(FolderInUse, match=r"another run is writing to .*out \(process \d+\)"):
            toy.run(acts, tmp_path / "out")
    finally:
        (tmp_path / "go").touch()
        first.join()
    assert sorted(toy.outputs(tmp_path / "out")) == ["000.json", "001.json"]


def test_a_folder_in_use_is_one_line(acts: Path, tmp_path: Path) -> None:
    (acts / "a.txt").write_bytes((CORPORA / "text" / "000.txt").read_bytes())
    with locked(tmp_path / "out"):
        status, told = kzreg("convert", acts, "-o", tmp_path / "out", "-w", "1")
    assert (status, len(told.splitlines())) == (1, 1)
    assert told.startswith("kzreg: another run is writing to ")


def test_a_folder_that_cannot_be_written_is_one_line(acts: Path, tmp_path: Path) -> None:
    (acts / "a.txt").write_bytes((CORPORA / "text" / "000.txt").read_bytes())
    (tmp_path / "out").write_bytes(b"a file, not a folder")
    status, told = kzreg("convert", acts, "-o", tmp_path / "out", "-w", "1")
    assert (status, len(told.splitlines())) == (1, 1)
    assert told.startswith(f"kzreg: cannot write {tmp_path / 'out'}: ")


@pytest.mark.heavy
def test_a_damaged_result_is_said_and_then_made_again(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 2)
    toy.run(acts, tmp_path / "out", formats="jsonl")
    lines = toy.outputs(tmp_path / "out")
    for part in (tmp_path / "out" / PARTS_FOLDER).glob("??/*.z"):
        part.write_bytes(part.read_bytes()[:9])
    assert toy.run(acts, tmp_path / "out", formats="jsonl").unchanged == 2  # nothing has to be read
    (tmp_path / "out" / "acts.jsonl").unlink()
    for _ in range(2):
        with pytest.raises(BrokenPart, match="was damaged"):
            toy.run(acts, tmp_path / "out", formats="jsonl")
    toy.run(acts, tmp_path / "out", formats="jsonl")
    assert toy.outputs(tmp_path / "out") == lines


@pytest.mark.heavy
@pytest.mark.parametrize("trouble", ["newer", "not a database"])
def test_a_manifest_that_cannot_be_used_is_named(acts: Path, tmp_path: Path, trouble: str) -> None:
    fill(acts, tmp_path, 1)
    toy.run(acts, tmp_path / "out")
    manifest = tmp_path / "out" / MANIFEST_FILE
    if trouble == "newer":
        import sqlite3

        base = sqlite3.connect(manifest)
        base.execute("pragma user_version = 99")
        base.close()
    else:
        manifest.write_bytes(b"x" * 5000)
    with pytest.raises(ManifestError, match="newer version" if trouble == "newer" else "not a database"):
        toy.run(acts, tmp_path / "out")


def test_the_manifest_tells_what_became_of_each_document(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 2)
    (acts / "z.txt").write_text("refuse", encoding="utf-8")
    summary = toy.run(acts, tmp_path / "out")
    with Manifest(tmp_path / "out", read_only=True) as manifest:
        rows = list(manifest.rows(summary.run))
    assert [(row.output, row.status, row.code) for row in rows] == [
        ("000.json", "complete", None), ("001.json", "complete", None), ("z.json", "failed", "KZR12"),
    ]  # fmt: skip
    for row in rows:
        assert row.sha256 is not None
        assert len(row.sha256) == 64
        assert (row.schema, "+" in row.rules) == ("1.0", True)
        assert row.seconds is not None
    assert rows[0].bytes == len((tmp_path / "out" / "000.json").read_bytes())


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["a.txt", "--workers", "0", "-o", "out"], "workers"),
        (["a.txt", "--workers", "2", "-o", "-"], "--out"),
        (["-", "--workers", "2", "-o", "out"], "--out"),
        (["a.txt", "--resume"], "--out"),
    ],
)
def test_wrong_usage(words: list[str], reason: str) -> None:
    status, told = kzreg("convert", *words)
    assert status == 2
    assert reason in told


def test_the_report_is_one_page_of_its_own(acts: Path, tmp_path: Path) -> None:
    fill(acts, tmp_path, 3)
    (acts / "<b>&.txt").write_text("refuse", encoding="utf-8")
    toy.run(acts, tmp_path / "out")
    assert kzreg("report", tmp_path / "out")[0] == 0
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "&lt;b&gt;&amp;.txt" in page
    assert "<b>&" not in page
    for words in ("<svg", "KZR12", "no act", "KZS10", "An appendix without a title.", "4 of 4 settled", "3, 75.0%"):
        assert words in page
    assert not [word for word in ("http:", "https:", "src=", "<script", "<link", "url(") if word in page]
    toy.run(tmp_path / "out", tmp_path / "out")  # neither the page nor acts.jsonl are taken for inputs
    assert kzreg("report", tmp_path)[0] == 1


def test_results_made_with_another_word_list_are_not_used(tmp_path: Path) -> None:
    words = tmp_path / "words.tsv"
    words.write_text("Шымкент\t9\n", encoding="utf-8")
    plain = Options(workers=1)
    with_words = with_word_list(plain, words)
    assert with_words.words != plain.words
    words.write_text("Шымкент\t10\n", encoding="utf-8")
    assert with_word_list(plain, words).words != with_words.words
    answered = with_words.converter((CORPORA / "text" / "000.txt").read_bytes(), "000.txt", "pypdfium2")
    assert isinstance(answered, bytes)
    assert answered == plain.converter((CORPORA / "text" / "000.txt").read_bytes(), "000.txt", "pypdfium2")


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are refused where the system can")
@pytest.mark.parametrize("name", [".kzreg-lock", ".kzreg-parts"])
def test_a_link_in_the_place_of_what_a_run_writes_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_bytes((CORPORA / "text" / "000.txt").read_bytes())
    other = tmp_path / "other"
    out = tmp_path / "out"
    out.mkdir()
    if name == ".kzreg-lock":
        other.write_bytes(b"kept")
    else:
        (other / "unfinished").mkdir(parents=True)
        (other / "unfinished" / "kept").write_bytes(b"kept")
    (out / name).symlink_to(other)
    ended = CliRunner().invoke(app, ["convert", str(tmp_path / "a.txt"), "-o", str(out), "-w", "1"])
    assert ended.exit_code == 1
    assert name in ended.stderr
    kept = other if other.is_file() else other / "unfinished" / "kept"
    assert kept.read_bytes() == b"kept"

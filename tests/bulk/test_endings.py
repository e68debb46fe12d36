"""How runs end before their time: kill -9, signals, a full disk; and going on afterwards."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import toy

from kzreg_parse.bulk.manifest import MANIFEST_FILE

POSIX = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
COUNT = 24
LONGEST = 300  # seconds a test waits for what it started, on a machine that is very busy


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    """Documents of which the last waits for the file `go`: no run is over before a test has ended it."""
    folder = tmp_path / "acts"
    folder.mkdir()
    for index in range(COUNT):
        word = "wait 0.1" if index < COUNT - 1 else f"until {tmp_path / 'go'}"
        (folder / f"{index:03}.txt").write_text(f"log {tmp_path / 'log'} {word} {index}", encoding="utf-8")
    return folder


def start(acts: Path, out: Path, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, toy.__file__, str(acts), str(out), *words]
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True)


def settled(out: Path) -> set[str]:
    try:
        base = sqlite3.connect(f"{(out / MANIFEST_FILE).as_uri()}?mode=ro", uri=True)
        try:
            return {name for (name,) in base.execute("select name from documents where status = 'complete'")}
        finally:
            base.close()
    except sqlite3.OperationalError:
        return set()


def wait_for(out: Path, count: int, run: subprocess.Popen[str]) -> None:
    until = time.monotonic() + LONGEST
    while len(settled(out)) < count:
        assert run.poll() is None, run.communicate()[1]
        assert time.monotonic() < until
        time.sleep(0.01)


def processes_in(folder: Path) -> list[int]:
    """Processes whose working folder is this one: a run started there, and its workers."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if entry.readlink() == folder:
                found.append(int(entry.parent.name))
        except OSError:
            continue
    return found


@pytest.mark.heavy
@POSIX
def test_kill_9_in_the_middle_loses_and_repeats_nothing(acts: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for count in (4, 11):
        run = start(acts, out, "--resume")
        wait_for(out, count, run)
        run.kill()
        run.communicate()
    before = settled(out)
    assert len(before) < COUNT
    done_before = Counter((tmp_path / "log").read_text("utf-8").split())
    (tmp_path / "go").touch()
    again = start(acts, out, "--resume")
    told = again.communicate(timeout=LONGEST)[1]
    assert again.returncode == 0, told
    log = Counter((tmp_path / "log").read_text("utf-8").split())
    assert set(log) == {f"{index:03}.txt" for index in range(COUNT)}
    assert {name: log[name] for name in before} == {name: done_before[name] for name in before}  # none repeated
    # two workers, killed twice: each may have one in work and one done that was not yet recorded
    assert sum(log.values()) <= COUNT + 2 * 2 * 2
    toy.run(acts, tmp_path / "undisturbed", formats="json jsonl")
    assert toy.outputs(out) == toy.outputs(tmp_path / "undisturbed")
    assert not list((out / ".kzreg-parts").glob("unfinished/*"))


@pytest.mark.heavy
@POSIX
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_run_cleanly(acts: Path, tmp_path: Path, number: signal.Signals) -> None:
    out = tmp_path / "out"
    run = start(acts, out)
    wait_for(out, 3, run)
    os.killpg(run.pid, number) if number == signal.SIGINT else run.send_signal(number)
    told = run.communicate(timeout=LONGEST)[1]
    assert run.returncode == 128 + number
    assert told.splitlines()[-1] == "kzreg: interrupted; the same command with --resume goes on"
    assert "Traceback" not in told
    assert 3 <= len(settled(out)) < COUNT
    assert {f"{name.removesuffix('.txt')}.json" for name in settled(out)} == set(toy.outputs(out))
    (tmp_path / "go").touch()
    again = start(acts, out, "--resume")
    assert again.communicate(timeout=LONGEST)[1].count(" -> ") == COUNT - len(settled_before(told))
    assert len(settled(out)) == COUNT


def settled_before(told: str) -> list[str]:
    return [line for line in told.splitlines() if " -> " in line]


@pytest.mark.heavy
@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_killed_run_leaves_no_worker_behind(tmp_path: Path) -> None:
    acts, out = tmp_path / "acts", tmp_path / "out"
    acts.mkdir()
    mark = tmp_path / "mark"
    (acts / "a.txt").write_text(f"log {mark} spin", encoding="utf-8")
    home = tmp_path / "home"
    home.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.Popen([sys.executable, toy.__file__, str(acts), str(out)], env=environment, cwd=home)
    until = time.monotonic() + LONGEST
    while not mark.exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert len(processes_in(home)) >= 2
    run.kill()
    run.wait()
    until = time.monotonic() + LONGEST
    while processes_in(home) and time.monotonic() < until:
        time.sleep(0.05)
    assert processes_in(home) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(folder)]
    try:
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("a small file system needs the right to mount one")
    except FileNotFoundError:
        pytest.skip("no mount command")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.heavy
def test_a_full_disk_is_one_clear_line(tmp_path: Path, small_disk: Path) -> None:
    acts = tmp_path / "acts"
    acts.mkdir()
    for index in range(10):
        (acts / f"{index}.txt").write_text(f"wait 0 {index}" + " x" * 50_000, encoding="utf-8")
    run = start(acts, small_disk / "out")
    told = run.communicate(timeout=LONGEST)[1]
    assert run.returncode == 1
    errors = [line for line in told.splitlines() if line.startswith("kzreg: ")]
    assert len(errors) == 1, told
    assert errors[0].startswith("kzreg: cannot write ")
    assert "no space left on" in errors[0].lower()
    assert "Traceback" not in told


@pytest.mark.heavy
def test_after_a_full_disk_the_run_goes_on(tmp_path: Path, small_disk: Path) -> None:
    acts = tmp_path / "acts"
    acts.mkdir()
    for index in range(3):
        (acts / f"{index}.txt").write_text(f"wait 0 {index}" + " x" * 50_000, encoding="utf-8")
    first = start(acts, small_disk / "out")
    first.communicate(timeout=LONGEST)
    assert first.returncode == 1
    subprocess.run(["mount", "-o", "remount,size=5m", str(small_disk)], check=True)
    again = start(acts, small_disk / "out", "--resume")
    told = again.communicate(timeout=LONGEST)[1]
    assert again.returncode == 0, told
    toy.run(acts, tmp_path / "undisturbed", formats="json jsonl")
    assert toy.outputs(small_disk / "out") == toy.outputs(tmp_path / "undisturbed")


@pytest.mark.heavy
def test_a_disk_that_is_read_only_is_one_clear_line(acts: Path, small_disk: Path) -> None:
    (small_disk / "out").mkdir()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    run = start(acts, small_disk / "out")
    told = run.communicate(timeout=LONGEST)[1]
    assert run.returncode == 1
    assert [line.startswith(f"kzreg: cannot write {small_disk}") for line in told.splitlines()] == [True], told

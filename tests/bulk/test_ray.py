"""The cluster's engine on a real Ray cluster of two nodes, both on this machine and on loopback addresses only."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import toy
from conftest import CORPORA
from test_endings import settled
from typer.testing import CliRunner

from kzreg_parse.bulk.cluster.engine import run_on_cluster
from kzreg_parse.bulk.cluster.work import ClusterError
from kzreg_parse.bulk.manifest import MANIFEST_FILE
from kzreg_parse.bulk.options import Options, Summary
from kzreg_parse.bulk.pool import Limits
from kzreg_parse.bulk.run import run_bulk
from kzreg_parse.bulk.tables import TABLES
from kzreg_parse.cli.app import app
from kzreg_parse.convert.remote import Location, location_of

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.ray,
    pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="Ray is not installed: kzreg-parse[ray]"),
    pytest.mark.skipif(sys.platform != "linux", reason="clusters of Ray are supported on Linux only"),
]
STORE = 100 * 2**20  # bytes of a node's object store
LONGEST = 400  # seconds of a run, on a machine that is very busy
ACTS = ("text/000.txt", "pdf_synthetic/0003.txt", "pdf_synthetic/0011.txt", "pdf_synthetic/0017.txt")


@dataclass
class Nodes:
    """A cluster: a head with one core, and nodes with one core each that come and go."""

    cluster: Any

    @property
    def address(self) -> str:
        return str(self.cluster.address)

    def add(self) -> Any:
        return self.cluster.add_node(num_cpus=1, object_store_memory=STORE, node_ip_address="127.0.0.1")

    def kill(self, node: Any) -> None:
        """End a node and all its processes without a word to the others."""
        lost = [*descendants(raylet_of(node)), raylet_of(node)]
        self.cluster.remove_node(node, allow_graceful=False)
        for process in lost:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    home = tempfile.mkdtemp(prefix="kzr")  # short: sockets have their names there
    changed = {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),  # for toy
        "RAY_TMPDIR": home,
        "RAY_USAGE_STATS_ENABLED": "0",
        "RAY_ENABLE_AUTO_CONNECT": "0",
        "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # which makes Ray keep to loopback
        "RAY_health_check_failure_threshold": "2",  # a lost node is noticed soon
        "RAY_health_check_period_ms": "1000",
        "RAY_health_check_timeout_ms": "2000",
    }
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 1, "include_dashboard": False, "object_store_memory": STORE, "node_ip_address": "127.0.0.1"}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    processes = [raylet_of(cluster.head_node)]
    try:
        yield Nodes(cluster)
    finally:
        cluster.shutdown()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)
        shutil.rmtree(home, ignore_errors=True)
    assert not any(Path(f"/proc/{process}").exists() for process in processes)


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    folder = tmp_path / "acts"
    folder.mkdir()
    return folder


def raylet_of(node: Any) -> int:
    return int(node.all_processes["raylet"][0].process.pid)


def descendants(process: int) -> list[int]:
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
            parents[int(stat.parent.name)] = int(fields[1])
    found = [process]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def is_converting(node: Any) -> bool:
    """Whether the node has one of our limited processes."""
    for process in descendants(raylet_of(node)):
        with contextlib.suppress(OSError):
            if b"spawn_main" in Path(f"/proc/{process}/cmdline").read_bytes():
                return True
    return False


def wait_until(true: Any, seconds: float = 180.0) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.05)


def run(
    nodes: Nodes,
    inputs: Path | str,
    out: Location,
    *,
    formats: str = "json",
    watch: toy.Told | None = None,
    limits: Limits | None = None,
    options: Options | None = None,
) -> Summary:
    """A run of the toy converter, or as the options say, that ends in bounded time."""
    chosen = options or Options(frozenset(formats.split()), 0, limits=limits or Limits(), converter=toy.convert)
    until = time.monotonic() + LONGEST
    told = watch or toy.Told()
    summary = run_on_cluster([str(inputs)], out, chosen, told, lambda: time.monotonic() > until, address=nodes.address)
    assert not summary.interrupted, "the run took too long"
    return summary


def entries(out: Path) -> list[tuple[object, ...]]:
    """What the manifest says, but for times."""
    wanted = "output, position, input, name, sha256, key, status, code, reason, bytes, chars, pages, schema, rules"
    with contextlib.closing(sqlite3.connect(out / MANIFEST_FILE)) as base:
        return base.execute(f"select {wanted} from documents order by position").fetchall()


class KillsOnce(toy.Told):
    """Kills a node as soon as something is done, and the node has begun something."""

    def __init__(self, nodes: Nodes, node: Any) -> None:
        super().__init__()
        self._nodes, self._node = nodes, node
        self.done_before = 0

    def done(self, shown: str, message: str, *, failed: bool) -> None:
        super().done(shown, message, failed=failed)
        if self._node is not None and not failed:
            wait_until(lambda: is_converting(self._node))
            self._nodes.kill(self._node)
            self._node = None
            self.done_before = len(self.lines) - 1


def test_a_node_is_killed_and_the_outputs_are_those_of_the_local_engine(
    nodes: Nodes, acts: Path, tmp_path: Path
) -> None:
    for index in range(12):
        text = (CORPORA / ACTS[index % len(ACTS)]).read_text("utf-8")
        (acts / f"{index:02}.txt").write_text(f"{text}\n{index}\n", encoding="utf-8")
    for name in ("pdf_synthetic/0003.pdf", "html/004.html", "text/003.md"):
        (acts / "sub").mkdir(exist_ok=True)
        (acts / "sub" / Path(name).name).write_bytes((CORPORA / name).read_bytes())
    (acts / "again.txt").write_bytes((acts / "05.txt").read_bytes())
    (acts / "bad.txt").write_bytes(b"")
    with zipfile.ZipFile(acts / "more.zip", "w") as archive:
        archive.write(CORPORA / "text" / "000.txt", "245.txt")
        archive.write(CORPORA / "text" / "000.txt", "../816.txt")
    watch = KillsOnce(nodes, nodes.add())
    options = Options(frozenset({"json", "jsonl", "parquet"}), 2)
    out, local = tmp_path / "out", tmp_path / "local"
    summary = run(nodes, acts, out, watch=watch, options=options)
    assert 0 < watch.done_before < 16  # it was killed in the middle
    expected = run_bulk([str(acts)], local, options, toy.Told())
    assert toy.outputs(out) == toy.outputs(local)
    assert len(toy.outputs(out)) == 12 + 3 + 1 + 1 + 1 + len(TABLES)  # acts, copies, the zip's, lines, tables
    assert entries(out) == entries(local)
    assert (summary.statuses, summary.codes) == (expected.statuses, expected.codes)
    assert sorted(summary.failures) == sorted(expected.failures)
    unchanged = run_bulk([str(acts)], out, options, toy.Told())  # either engine goes on where the other ended
    assert unchanged.unchanged == len(entries(out)) - 1  # the refused member of the zip is refused each time
    assert not list((out / ".kzreg-parts").glob("unfinished/*"))


def test_documents_that_fail_in_every_way_cost_only_themselves(nodes: Nodes, acts: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    ways = {
        "spin": "KZR91", "huge": "KZR92", "crash": "KZR93", "raise": "KZR90", "refuse": "KZR12", "orphan": "KZR93",
    }  # fmt: skip
    for way in ways:
        (acts / f"{way}.txt").write_text(f"log {log} {way}", encoding="utf-8")
    for index in range(10):
        (acts / f"{index}.txt").write_text(f"log {log} wait 0 {index}", encoding="utf-8")
    summary = run(nodes, acts, tmp_path / "out", limits=Limits(3.0, 400))
    codes = {Path(shown).stem: reason.split()[0] for shown, reason in summary.failures}
    assert codes == ways
    assert summary.statuses == {"complete": 10, "failed": 2, "quarantined": 4}
    assert sorted(toy.outputs(tmp_path / "out")) == [f"{index}.json" for index in range(10)]
    counts = Counter(log.read_text("utf-8").split())
    assert (counts["orphan.txt"], counts["crash.txt"]) == (3, 3)  # and no more


def test_kill_9_of_the_driver_loses_and_repeats_nothing(nodes: Nodes, acts: Path, tmp_path: Path) -> None:
    out, log = tmp_path / "out", tmp_path / "log"
    for index in range(40):
        word = "wait 0.2" if index < 39 else f"until {tmp_path / 'go'}"  # the run is not over before it is killed
        (acts / f"{index:03}.txt").write_text(f"log {log} {word} {index}", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, toy.__file__, str(acts), str(out), "--resume", "--address", nodes.address]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as killed:
        wait_until(lambda: settled(out) or killed.poll() is not None)
        killed.kill()
        told = killed.communicate()[1]
    done = settled(out)
    assert 0 < len(done) < 40, told
    wait_until(lambda: not is_converting(nodes.cluster.head_node))  # the cluster ends the work of a lost driver
    (tmp_path / "go").touch()
    before = Counter(log.read_text("utf-8").split())
    whole = {path.name for path in (out / ".kzreg-parts").glob("??/*.z")}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=LONGEST, check=False)
    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == ""
    after = Counter(log.read_text("utf-8").split())
    assert {name: after[name] for name in done} == {name: before[name] for name in done}
    assert sum(after.values()) - sum(before.values()) == 40 - len(whole)  # what had a part was not converted again
    toy.run(acts, tmp_path / "local", formats="json jsonl")
    assert toy.outputs(out) == toy.outputs(tmp_path / "local")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_run_cleanly(nodes: Nodes, acts: Path, tmp_path: Path, number: signal.Signals) -> None:
    for index in range(40):
        word = "wait 0.2" if index < 39 else f"until {tmp_path / 'never'}"  # the run is not over before its end
        (acts / f"{index:03}.txt").write_text(f"{word} {index}", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, toy.__file__, str(acts), str(tmp_path / "out"), "--address", nodes.address]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as stopped:
        wait_until(lambda: settled(tmp_path / "out") or stopped.poll() is not None)
        stopped.send_signal(number)
        told = stopped.communicate(timeout=LONGEST)[1]
    assert stopped.returncode == 128 + number, told
    assert told.splitlines()[-1] == "kzreg: interrupted; the same command with --resume goes on"
    assert "Traceback" not in told
    assert 0 < len(settled(tmp_path / "out")) < 40


def test_an_object_store_is_read_and_written_by_the_nodes(nodes: Nodes, tmp_path: Path) -> None:
    """With a file system of fsspec behind another one, which has nothing of a local path."""
    acts = tmp_path / "acts"
    (acts / "sub").mkdir(parents=True)
    for index in range(12):
        (acts / ("sub" if index % 3 else ".") / f"{index}.txt").write_text(f"wait 0 {index}", encoding="utf-8")
    (acts / "9.txt").write_text("refuse", encoding="utf-8")
    inputs, out = f"dir://acts::file://{tmp_path}", location_of(f"dir://out::file://{tmp_path}")
    first = run(nodes, inputs, out, formats="json jsonl")
    assert first.statuses == {"complete": 11, "failed": 1}
    toy.run(acts, tmp_path / "local", formats="json jsonl")
    assert toy.outputs(tmp_path / "out") == toy.outputs(tmp_path / "local")
    (acts / "0.txt").write_text("wait 0 changed", encoding="utf-8")
    (acts / "sub" / "1.txt").unlink()
    again = run(nodes, inputs, out, formats="json jsonl")
    assert (again.unchanged, again.documents) == (10, 11)
    assert b"changed" in (tmp_path / "out" / "0.json").read_bytes()
    parts = list((tmp_path / "out" / ".kzreg-parts").glob("??/*.z"))
    assert len(parts) == 11  # the removed input's entry and part stay, as in a local folder; the changed one's is gone


def test_a_second_run_on_an_object_store_is_told_of_the_first(nodes: Nodes, acts: Path, tmp_path: Path) -> None:
    (acts / "a.txt").write_text("wait 0", encoding="utf-8")
    (tmp_path / "out").mkdir()
    lock = f'{{"token": "x", "host": "other", "process": 7, "beats": 1, "time": {time.time()}}}'
    (tmp_path / "out" / ".kzreg-lock").write_text(lock, encoding="ascii")
    with pytest.raises(
        Exception, match=r"another run is writing to .* \(process 7 on other\), or was killed less than"
    ):
        run(nodes, acts, location_of(f"dir://out::file://{tmp_path}"))


def test_a_folder_that_workers_cannot_write_ends_the_run_in_one_line(nodes: Nodes, acts: Path, tmp_path: Path) -> None:
    (acts / "a.txt").write_text("wait 0", encoding="utf-8")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.json").mkdir()  # where the output belongs
    summary = run(nodes, acts, tmp_path / "out")
    ((shown, reason),) = summary.failures
    assert (Path(shown).name, reason.split(":")[0]) == ("a.txt", "KZR94 its output cannot be placed")


def test_a_node_with_other_rules_ends_the_run(
    nodes: Nodes, acts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (acts / "a.txt").write_text("wait 0", encoding="utf-8")
    monkeypatch.setattr("kzreg_parse.bulk.run.rules_version", lambda: "0.0.9+here")
    with pytest.raises(ClusterError, match=r"^node \S+ has kzreg_parse \S+, this machine 0\.0\.9\+here; install"):
        run(nodes, acts, tmp_path / "out")


def test_an_address_that_does_not_answer_is_one_line(acts: Path, tmp_path: Path) -> None:
    (acts / "a.txt").write_text("x", encoding="utf-8")
    told = {
        "127.0.0.1:1": "kzreg: no Ray cluster at --address 127.0.0.1:1: [Errno 111] Connection refused",
        "head": "kzreg: --address head: give auto, or host:port of the head node",
        "ray://head:10001": "kzreg: --address ray://head:10001: give host:port of the head node, "
        "from a machine of the cluster",
    }
    for address, line in told.items():
        words = ["convert", str(acts), "-o", str(tmp_path / "out"), "--engine", "ray", "--address", address]
        ended = CliRunner().invoke(app, words)
        assert (ended.exit_code, ended.stderr) == (1, f"{line}\n")
    assert not (tmp_path / "out").exists()

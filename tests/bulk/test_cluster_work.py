"""What nodes of a cluster do, without a cluster: reading, refusing to write elsewhere, trying again, giving up."""

from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import toy
from conftest import ROOT
from typer.testing import CliRunner

from kzreg_parse.bulk.cluster.converting import Content, ConvertingWorker
from kzreg_parse.bulk.cluster.work import (
    RUN_FILE,
    ClusterError,
    InputReading,
    Order,
    heard,
    packed,
    read_chunk,
    told_bytes,
)
from kzreg_parse.bulk.inputs import Document
from kzreg_parse.bulk.parts import PARTS_FOLDER, Parts
from kzreg_parse.bulk.pool import Limits
from kzreg_parse.bulk.tasks import Answer, Made, Refused
from kzreg_parse.bulk.versions import rules_version
from kzreg_parse.cli.app import app
from kzreg_parse.model.errors import ReadError


@pytest.fixture
def order(tmp_path: Path) -> Order:
    out = tmp_path / "out"
    Parts(out).prepare()
    (out / RUN_FILE).write_text("token", encoding="ascii")
    limits = Limits(seconds=20.0)
    return Order(out, "token", rules_version(), True, "pypdfium2", limits, toy.convert, None, ())


@pytest.fixture
def worker(order: Order) -> Iterator[ConvertingWorker]:
    made = ConvertingWorker(order)
    yield made
    made.close()


def content(key: str, text: str, *outputs: str) -> Content:
    return Content(key, text.encode(), [(f"{name}.json", f"{name}.txt") for name in outputs or (key,)])


def answers(contents: list[Content]) -> dict[str, Answer]:
    return {name: answer for one in contents for name, answer in heard(told_bytes(one.answers))}


def tries(order: Order, key: str) -> Path:
    assert isinstance(order.out, Path)
    return order.out / PARTS_FOLDER / "unfinished" / f"{key}.tries"


def test_equal_documents_are_converted_once_and_each_has_its_file(
    worker: ConvertingWorker, order: Order, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    given = [content("aa", f"log {log} wait 0", "a", "b", "c"), content("bb", f"log {log} refuse", "x", "y")]
    worker.convert(given)
    assert Counter(log.read_text("utf-8").split()) == {"a.txt": 1, "x.txt": 1}
    found = answers(given)
    assert [found[name].converted for name in ("a.json", "b.json", "c.json")] == [True, False, False]  # type: ignore[union-attr]
    assert {found["x.json"].code, found["y.json"].code} == {"KZR12"}  # type: ignore[union-attr]
    assert isinstance(order.out, Path)
    assert sorted(toy.outputs(order.out)) == ["a.json", "b.json", "c.json"]
    assert b'"b.txt"' in (order.out / "b.json").read_bytes()
    assert list((order.out / PARTS_FOLDER / "unfinished").iterdir()) == []


def test_what_is_there_already_is_not_converted_again(worker: ConvertingWorker, order: Order, tmp_path: Path) -> None:
    """A driver that was killed, or a task that Ray repeats, finds the part."""
    log = tmp_path / "log"
    worker.convert([content("aa", f"log {log} wait 0")])
    assert isinstance(order.out, Path)
    before = (order.out / "aa.json").read_bytes()
    (order.out / "aa.json").unlink()
    again = [content("aa", f"log {log} wait 0")]
    worker.convert(again)
    assert log.read_text("utf-8").split() == ["aa.txt"]
    assert (order.out / "aa.json").read_bytes() == before
    assert answers(again)["aa.json"].converted is False  # type: ignore[union-attr]


@pytest.mark.heavy
def test_a_damaged_part_is_made_again(worker: ConvertingWorker, order: Order) -> None:
    given = content("aa", "wait 0")
    worker.convert([given])
    assert isinstance(order.out, Path)
    part = Parts(order.out).file("aa")
    whole = part.read_bytes()
    part.write_bytes(whole[:20])
    again = [content("aa", "wait 0")]
    worker.convert(again)
    assert answers(again)["aa.json"].converted is True  # type: ignore[union-attr]
    assert part.read_bytes() == whole


def test_what_three_workers_were_lost_over_is_quarantined_and_its_neighbours_are_not(
    worker: ConvertingWorker, order: Order, tmp_path: Path
) -> None:
    tries(order, "bad").write_bytes(b"xxx")
    tries(order, "once").write_bytes(b"x")
    given = [content("bad", f"log {tmp_path / 'log'} wait 0"), content("once", "wait 0"), content("good", "wait 0")]
    worker.convert(given)
    found = answers(given)
    assert found["bad.json"] == Refused("KZR93", "its worker was lost 3 times", 0.0, quarantined=True)
    assert not (tmp_path / "log").exists()
    assert isinstance(found["once.json"], Made)
    assert isinstance(found["good.json"], Made)
    assert not tries(order, "once").exists()


@pytest.mark.heavy
def test_a_task_that_ray_repeats_does_not_go_through_a_quarantine_again(
    worker: ConvertingWorker, order: Order, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    first, again = [content("aa", f"log {log} crash")], [content("aa", f"log {log} crash")]
    worker.convert(first)
    worker.convert(again)
    assert log.read_text("utf-8").split() == ["aa.txt"] * 3
    found = answers(first)["aa.json"]
    assert (found.code, found.quarantined) == ("KZR93", True)  # type: ignore[union-attr]
    assert answers(again) == answers(first)


@pytest.mark.heavy
def test_a_document_that_lost_a_worker_goes_alone(
    worker: ConvertingWorker, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only what is under way when a worker is lost may be blamed for it."""
    tries(order, "b").write_bytes(b"x")
    together: list[set[str]] = []
    settle = ConvertingWorker._settle

    def note(self: ConvertingWorker, one: Content, *rest: object) -> None:
        together.append({one.key} | {other.key for other, *_ in self._under_way.values()})
        settle(self, one, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(ConvertingWorker, "_settle", note)
    given = [content(key, f"wait 0.1 {key}") for key in "abcd"]
    worker.convert(given)
    assert {"b"} in together
    assert not any("b" in keys and len(keys) > 1 for keys in together)
    assert all(isinstance(answer, Made) for answer in answers(given).values())


def test_a_node_that_does_not_see_the_output_folder_does_nothing(order: Order) -> None:
    assert isinstance(order.out, Path)
    (order.out / RUN_FILE).write_text("another", encoding="ascii")
    with pytest.raises(ClusterError, match=r"^node \S+ does not see the output folder .*/out; give one that every"):
        ConvertingWorker(order)


def test_a_node_with_other_rules_does_nothing(order: Order, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzreg_parse.bulk.cluster.converting.rules_version", lambda: "0.0.9+x")
    with pytest.raises(ClusterError, match=r"has kzreg_parse 0\.0\.9\+x, this machine .*; install the same there"):
        ConvertingWorker(order)


def test_a_file_that_changes_between_the_passes_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"new")
    reading = InputReading(0, Document(file, "a.txt", "a.json"), hashlib.sha256(b"old").hexdigest(), "key")
    ((_, data),) = read_chunk(packed([reading]), (str(tmp_path),))
    assert isinstance(data, ReadError)
    assert str(data) == "KZR04 the file changed while the run went on"


def test_a_node_that_does_not_see_the_inputs_says_so(tmp_path: Path) -> None:
    with pytest.raises(ClusterError, match=r"does not see .*/nowhere; inputs must lie where every node sees them"):
        list(read_chunk(packed([]), (str(tmp_path / "nowhere"),)))


def test_without_ray_the_engine_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    words = ["convert", str(tmp_path / "a.txt"), "-o", str(tmp_path / "out"), "--engine", "ray"]
    ended = CliRunner().invoke(app, words)
    assert (ended.exit_code, ended.stderr) == (1, "kzreg: --engine ray needs Ray: pip install 'kzreg-parse[ray]'\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.heavy
def test_the_local_engine_imports_neither_ray_nor_fsspec(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    code = (
        "import sys; from typer.testing import CliRunner; from kzreg_parse.cli.app import app; "
        f"CliRunner().invoke(app, ['convert', {str(tmp_path)!r}, '-o', {str(tmp_path / 'out')!r}, '-w', '1']); "
        "print(sorted({'ray', 'fsspec', 'pandas', 'kzreg_parse.bulk.cluster'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert ended.stdout.splitlines()[-1] == "[]"
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [["--address", "auto"], ["--engine", "local", "--address", "h:1"]])
def test_an_address_goes_with_the_cluster_only(words: list[str]) -> None:
    ended = CliRunner().invoke(app, ["convert", "acts", "-o", "out", *words])
    assert ended.exit_code == 2
    assert "it goes with --engine ray" in ended.stderr


def test_an_object_store_as_output_needs_the_cluster() -> None:
    for words in ([], ["--workers", "2"]):
        ended = CliRunner().invoke(app, ["convert", "acts", "-o", "s3://bucket/out", *words])
        assert ended.exit_code == 2
        assert "an object store needs --engine ray" in ended.stderr

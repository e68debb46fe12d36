"""Where outputs go, and how they get there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzreg_parse.convert.plan import open_atomically, plan_jobs, write_atomically

NAMES = st.sampled_from(
    ["a.pdf", "a.txt", "A.txt", "a.pdf.txt", "b.md", "a", "a-2.txt", "s/a.pdf", "s/a.txt", "s/b.md"]
)


@given(st.lists(NAMES, min_size=1, max_size=8))
def test_no_two_inputs_share_an_output(names: list[str]) -> None:
    jobs = plan_jobs([f"{folder}/{name}" for folder in ("x", "y") for name in names]).jobs
    outputs = [job.output.casefold() for job in jobs]
    assert len(outputs) == len(set(outputs)) == len({f"{f}/{n}" for f in ("x", "y") for n in names})
    assert all(output.endswith(".json") for output in outputs)


def test_the_same_file_named_twice_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    plan = plan_jobs([str(tmp_path), str(tmp_path / "a.txt")])
    assert [job.output for job in plan.jobs] == ["a.json"]


def test_files_stand_in_a_stable_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "s/a.pdf", "r/z.htm"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [job.output for job in plan_jobs([str(tmp_path)]).jobs] == ["a.json", "b.json", "r/z.json", "s/a.json"]


def test_a_write_that_fails_leaves_the_old_file_and_no_other(tmp_path: Path) -> None:
    target = tmp_path / "a.json"
    write_atomically(target, b"old")
    with pytest.raises(RuntimeError), open_atomically(target) as file:
        file.write(b"half")
        raise RuntimeError
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_a_written_file_has_the_usual_rights(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_atomically(tmp_path / "a.json", b"x")
    assert (tmp_path / "a.json").stat().st_mode == (tmp_path / "plain").stat().st_mode

"""Two threads that read acts from a cold start give the bytes of one; `threads.py` does it with many acts."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from conftest import CORPORA

sys.path.insert(0, str(Path(__file__).parent))
import threads


@pytest.mark.heavy
@pytest.mark.parametrize("cache", ["on", "off"])
def test_two_threads_give_the_bytes_of_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: str) -> None:
    monkeypatch.setenv("KZREG_CACHE_DIR", str(tmp_path / "kept"))
    monkeypatch.setenv("KZREG_CACHE", cache)
    acts = [CORPORA / "text" / "000.txt", CORPORA / "html" / "004.html", *threads.put_acts(tmp_path, 22)[-4:]]
    assert len(threads.sums(acts, 1)) == len(acts)
    assert not threads.differing(acts, times=2, threads=2)


@pytest.mark.heavy
def test_an_act_that_comes_out_otherwise_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "sums", lambda acts, count: {str(act): str(count * (act.name == "a")) for act in acts})
    assert threads.differing([Path("a"), Path("b")], times=3, threads=2) == {"a": 3}

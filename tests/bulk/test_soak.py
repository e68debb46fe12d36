"""The soak in small: 150 documents, every way of breaking one among them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from soak import soak
from soak_documents import BROKEN


@pytest.mark.heavy
@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_a_run_under_fire_converts_each_good_document_once_and_names_each_broken_one(tmp_path: Path) -> None:
    figures = soak(tmp_path, 150, kill_every=15, run_kills=1)
    assert figures.runs_killed == 1
    assert 0 < figures.workers_killed <= 10
    assert figures.kept >= 75
    assert figures.broken == len(BROKEN)
    print("\n".join(figures.lines()))

"""Where no cluster runs; a module of its own, since `auto` finds any cluster of this machine.

Ray is not imported here: what reads its environment on import would not see what `test_ray.py` sets.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = [
    pytest.mark.heavy,
    pytest.mark.ray,
    pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: kzreg-parse[ray]"),
]


def test_no_cluster_where_auto_looks_is_one_line(tmp_path: Path) -> None:
    acts = tmp_path / "acts"
    acts.mkdir()
    (acts / "a.txt").write_text("x", encoding="utf-8")
    command = [
        sys.executable,
        "-c",
        "from kzreg_parse.cli.app import app; app()",
        "convert",
        str(acts),
        "-o",
        str(tmp_path / "out"),
        "--engine",
        "ray",
    ]
    environment = {name: value for name, value in os.environ.items() if name != "RAY_ADDRESS"}
    environment |= {"RAY_TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400, check=False)
    assert ended.returncode == 1
    assert ended.stderr.startswith("kzreg: no Ray cluster at --address auto: Could not find any running Ray instance")
    assert ended.stderr.count("\n") == 1

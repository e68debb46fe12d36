"""The built wheel works outside the checkout."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import CORPORA, ROOT

for tool in ("build", "hatchling"):
    pytest.importorskip(tool, reason=f"{tool} is not installed (extra kzreg-parse[heavy])")

pytestmark = [pytest.mark.heavy, pytest.mark.wheel]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


def test_grammars_and_the_type_marker_are_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    rules = {
        path.relative_to(ROOT / "grammars").as_posix() for path in (ROOT / "grammars").rglob("*") if path.is_file()
    }
    assert {f"kzreg_parse/_grammars/{rule}" for rule in rules} <= names
    assert "kzreg_parse/py.typed" in names
    assert not [name for name in names if name.startswith(("tests/", "corpora/", "golden/"))]


def test_an_installed_wheel_converts_an_act(wheel: Path, tmp_path: Path) -> None:
    """Dependencies are lent from this environment, so that no network is needed; the package is not."""
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [scripts / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)],
        check=True,
        capture_output=True,
    )
    home = subprocess.run(
        [scripts / "python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # a plain path file: it comes behind the wheel's own site-packages, and editable installs' hooks are not run
    Path(home, "lent.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    ended = subprocess.run(
        [scripts / "kzreg", "convert", str(CORPORA / "text" / "004.txt"), "--out", str(tmp_path / "out")],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
    )
    assert ended.returncode == 0, ended.stderr
    assert json.loads((tmp_path / "out" / "004.json").read_bytes())["act"]["number"] == "245"
    where = subprocess.run(
        [scripts / "python", "-c", "from kzreg_parse.rules import grammar_folder; print(grammar_folder())"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
    ).stdout
    assert where.strip().startswith(str(tmp_path))
    spoken = subprocess.run(
        [scripts / "python", "-c", "import spacy; print(len(spacy.blank('kk')('1) ЭЦҚ-ның 9-1-бабы')))"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=environment,
    ).stdout
    assert spoken.strip() == "3"

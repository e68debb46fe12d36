"""The notebooks run from the first cell to the last, and are kept without what they print."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from conftest import CORPORA, ROOT

import kzreg_parse

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TIMEOUT = 300  # seconds a cell may take
FOLDERS = ("text", "pdf", "html", "pdf_synthetic")


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_bytes())["cells"] if cell["cell_type"] == kind]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped(path: Path) -> None:
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None
    assert set(json.loads(path.read_bytes())["metadata"]) <= {"kernelspec", "language_info"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_cells_are_short_and_every_notebook_says_what_it_is_for(path: Path) -> None:
    first = json.loads(path.read_bytes())["cells"][0]
    assert first["cell_type"] == "markdown"
    assert "".join(first["source"]).startswith("# ")
    for cell in cells(path, "code"):
        source = "".join(cell["source"])
        ast.parse(source)
        assert source.count("\n") < 35, source


def test_the_readme_names_every_notebook() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [path.name for path in NOTEBOOKS if f"notebooks/{path.name}" not in readme] == []


@pytest.mark.heavy
@pytest.mark.notebooks
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_runs(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for tool in ("nbclient", "nbformat", "ipykernel", "matplotlib", "duckdb", "pyarrow"):
        pytest.importorskip(tool, reason=f"{tool} is not installed (extra kzreg-parse[notebooks])")
    import nbclient
    import nbformat

    monkeypatch.setenv("PYTHONPATH", str(Path(kzreg_parse.__file__).parent.parent))  # what the tests import
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    (tmp_path / "notebooks").mkdir()
    for folder in FOLDERS:
        shutil.copytree(CORPORA / folder, tmp_path / "corpora" / folder)
    copy = Path(shutil.copy(path, tmp_path / "notebooks"))
    notebook = nbformat.read(copy, as_version=4)
    where = {"metadata": {"path": str(copy.parent)}}
    nbclient.NotebookClient(notebook, timeout=TIMEOUT, kernel_name="python3", resources=where).execute()
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    assert outputs
    assert not [output for output in outputs if output.output_type == "error"]
    drawn = sum("image/png" in output.get("data", {}) for output in outputs)
    assert drawn == sum("plots." in "".join(cell["source"]) for cell in cells(path, "code"))

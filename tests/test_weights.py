"""The tables of weights: every figure says its unit and what it means, and nobody keeps one elsewhere."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "kzreg_parse"
TABLES = sorted(PACKAGE.rglob("weights.py"))
UNITS = (
    "point", "share", "character", "letter", "confidence", "type size", "nat", "state", "cell", "row", "likeness", "step",
    "procedure", "line", "token", "gap", "contradiction", "how far",
)  # fmt: skip


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def figures(path: Path) -> dict[str, tuple[int, ast.expr]]:
    """The names that a table gives, each with its line and its value."""
    tree = ast.parse(path.read_text("utf-8"))
    return {
        node.target.id: (node.lineno, node.value)
        for node in tree.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None
    }


def test_there_is_a_table_for_each_stage_that_weighs() -> None:
    assert [name(path) for path in TABLES] == [
        "extract/procedure/weights.py",
        "restore/letters/weights.py",
        "restore/links/weights.py",
        "segment/outline/weights.py",
        "segment/tables/dumped/weights.py",
    ]


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_every_figure_says_its_unit_and_what_it_means(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    told = {}
    for figure, (line, _) in figures(path).items():
        first = line - 2
        while lines[first - 1].startswith("#:"):
            first -= 1
        told[figure] = lines[first].removeprefix("#: ") if lines[line - 2].startswith("#:") else ""
    assert [figure for figure, words in told.items() if len(words.split()) < 3] == []
    assert [figure for figure, words in told.items() if not words.startswith(UNITS)] == []


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_a_table_says_what_holds_its_figures(path: Path) -> None:
    assert "held by" in " ".join((ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split())


@pytest.mark.parametrize("path", TABLES, ids=name)
def test_every_figure_is_used(path: Path) -> None:
    room = " ".join(one.read_text("utf-8") for one in PACKAGE.rglob("*.py") if one != path)
    own = path.read_text("utf-8")
    assert [figure for figure in figures(path) if figure not in room and own.count(figure) < 2] == []

"""Each room imports only rooms above it, so that a change is felt downwards only."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from conftest import ROOT

PACKAGE = ROOT / "kzreg_parse"
LAYERS = (
    "model", "rules", "language", "read", "restore", "segment", "extract", "export", "trace", "diff", "pipeline", "api",
    "convert", "bulk", "evaluate", "store", "study", "cli", "__main__",
)  # fmt: skip
FREE = ("__init__",)  # the package's door: names the homes of what it offers, imports them when asked
ALPHABET = "әғқңөұүһі"
KAZAKH_WORD = re.compile(f"[а-я{ALPHABET}]{{3,}}")
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(module: Path) -> str:
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(module: Path) -> set[str]:
    rooms = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: relative import"
            names = [node.module or ""]
            if node.module == "kzreg_parse":
                names = [f"kzreg_parse.{alias.name}" for alias in node.names]
        rooms |= {name.split(".")[1] for name in names if name.startswith("kzreg_parse.")}
    return rooms - {"__version__"}


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_room_imports_only_rooms_above_it(module: Path) -> None:
    own = room(module)
    if own in FREE:
        return
    allowed = set(LAYERS[: LAYERS.index(own) + 1])
    assert imported_rooms(module) <= allowed


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_stays_short(module: Path) -> None:
    assert len(module.read_text("utf-8").splitlines()) < 400


def imported_modules(module: Path, names: frozenset[str]) -> set[str]:
    """Return the package's own modules that a module imports when it is loaded; a name inside a door counts as the door."""
    found = set()
    for node in ast.parse(module.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kzreg_parse"):
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in names else str(node.module) for name in inner}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name in names}
    return found


def dotted(module: Path) -> str:
    parts = module.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = frozenset(dotted(module) for module in MODULES)
    graph = {dotted(module): imported_modules(module, names) & names - {dotted(module)} for module in MODULES}
    while True:
        leaves = {name for name, needs in graph.items() if not needs}
        if not leaves:
            break
        graph = {name: needs - leaves for name, needs in graph.items() if name not in leaves}
    assert sorted(graph) == []


def test_the_pipeline_fits_on_a_page() -> None:
    assert len((PACKAGE / "pipeline.py").read_text("utf-8").splitlines()) < 100


def test_words_live_in_grammars() -> None:
    """Kazakh in code is what docstrings, comments and field descriptions quote, or the alphabet itself."""
    found = []
    for module in MODULES:
        if room(module) == "model":
            continue
        tree = ast.parse(module.read_text("utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and node.body
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                found += [f"{module.name}:{node.lineno}: {word}" for word in KAZAKH_WORD.findall(node.value)]
    assert not [word for word in found if ALPHABET not in word]

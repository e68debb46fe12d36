"""Fixtures shared by all tests: the corpora, parsed once, and the option that refreshes frozen output."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import known_faults
import pytest

from kzreg_parse.extract import Facts, extract
from kzreg_parse.model import Act
from kzreg_parse.pipeline import assemble
from kzreg_parse.read import Source, read
from kzreg_parse.restore import Restored, restore
from kzreg_parse.segment import Segmented, segment

pytest_plugins = ["pytester"]
ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT / "corpora"
TEXTS = ("text/000.txt", "text/001.txt", "text/002.txt", "text/003.md", "text/004.txt")
PDFS = ("pdf/001.pdf", "pdf/004.pdf")
OTHERS = (
    "html/004.html",
    "pdf_synthetic/0003.pdf",
    "pdf_synthetic/0003.txt",
    "pdf_synthetic/0011.pdf",
    "pdf_synthetic/0017.txt",
)
ALL = (*TEXTS, *PDFS, *OTHERS)
SCORES = "scores"  # for --golden-update: the floor of golden/scores.json instead of an act's output


@cache
def source_of(name: str) -> Source:
    """One input as it was read, once a session; all that a module may ask for while tests are collected."""
    return read((CORPORA / name).read_bytes(), Path(name).name)


class Stages:
    """Every stage's value for one input of the corpora."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.source: Source = source_of(name)
        self.restored: Restored = restore(self.source)
        self.segmented: Segmented = segment(self.restored, self.source)
        self.facts: Facts = extract(self.segmented, self.source)
        self.act: Act = assemble(self.source, self.restored, self.segmented, self.facts)


@cache
def stages(name: str) -> Stages:
    """The stages of one input, computed once a session."""
    return Stages(name)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--golden-update",
        metavar="ACT",
        default=None,
        help="rewrite the frozen output of one act of the corpora (e.g. text/001.txt), or raise the floor of the scores "
        "(scores); read the diff before you commit it",
    )


def pytest_configure(config: pytest.Config) -> None:
    wanted = config.getoption("--golden-update")
    if wanted is None:
        return
    if os.environ.get("CI", "").lower() in ("true", "1"):
        raise pytest.UsageError("--golden-update is refused under CI: frozen output is refreshed by hand and read")
    if wanted not in (*ALL, SCORES):
        raise pytest.UsageError(f"--golden-update={wanted}: not one of {', '.join((*ALL, SCORES))}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        name = known_faults.name_of(item.nodeid)
        if name in known_faults.KNOWN_FAULTS:
            run = name not in known_faults.ENDLESS
            item.add_marker(pytest.mark.xfail(reason=known_faults.KNOWN_FAULTS[name], run=run, strict=False))


@pytest.fixture
def text_of() -> object:
    """Turns some text into the bytes of a dump, with an act's head so that it is taken for one."""

    def make(body: str) -> bytes:
        head = "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.\n      Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n"
        return (head + body).encode()

    return make

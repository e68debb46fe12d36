"""What the README shows is what happens."""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from typing import Any

import pytest
from conftest import CORPORA, ROOT

from kzreg_parse import parse
from kzreg_parse.export import to_json

README = (ROOT / "README.md").read_text("utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def holds(whole: Any, part: Any) -> bool:
    """Whether `part` is `whole` with keys or list items left out."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and holds(whole[key], part[key]) for key in part)
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return isinstance(whole, list) and all(any(holds(item, wanted) for item in whole) for wanted in part)
    return bool(whole == part)


def test_the_example_is_real() -> None:
    path = CORPORA / "text" / "000.txt"
    (damaged,), (shown,) = fenced("text"), fenced("json")
    assert damaged in path.read_text("utf-8")
    assert holds(json.loads(to_json(parse(path))), json.loads(shown))


def test_the_python_example_runs() -> None:
    (code,) = fenced("python")
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = ended.stdout.splitlines()
    assert lines[0] == "816 810"
    assert lines[2] == "corpora/text/000.txt complete"
    assert lines[3].startswith("missing.txt KZR04 the file cannot be read")


def test_the_sessions_run_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    session = "\n".join(fenced("pycon"))
    examples = doctest.DocTestParser().get_doctest(session, {}, "README", None, 0)
    assert doctest.DocTestRunner(verbose=False).run(examples).failed == 0


def test_the_two_commands_are_single_lines_that_the_build_server_finds() -> None:
    for mark in ("main", "tests"):
        found = re.search(rf"^<!-- {mark} -->\n```sh\n(?P<line>[^\n]+)\n```$", README, re.MULTILINE)
        assert found is not None, mark
        assert found["line"].startswith("python3 -m venv .venv && ")


def test_every_file_the_documents_name_is_there() -> None:
    for document in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        text = (ROOT / document).read_text("utf-8")
        for name in re.findall(r"`((?:corpora|golden|grammars|tests|notebooks|kzreg_parse|\.ci)/[\w./-]*)`", text):
            assert (ROOT / name).exists(), f"{document}: {name}"

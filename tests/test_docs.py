"""Generated pages say what the data says, and the documents name only files that are there."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from conftest import ROOT

PATHS = re.compile(r"`((?:kzreg_parse|grammars|golden|tests|docs|corpora|notebooks)/[\w./-]*)`")


def test_generated_pages_are_what_the_data_says() -> None:
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", ["docs/architecture.md", "CONTRIBUTING.md", "README.md"])
def test_files_that_documents_name_are_there(page: str) -> None:
    named = set(PATHS.findall((ROOT / page).read_text("utf-8")))
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []

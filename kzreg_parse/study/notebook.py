"""What a notebook needs besides: the commands, and tables to look at."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from html import escape
from typing import Any

COLOURED = ("FORCE_COLOR", "CLICOLOR_FORCE")  # Jupyter sets them; a bar that redraws itself is no text to keep


def kzreg(*words: str | os.PathLike[str]) -> int:
    """Run a command as `kzreg` would in a terminal, print what it says, return its exit status.

    Status 1 (some inputs hold no act; each is named) is an answer. Raises RuntimeError where the command could not
    run at all.
    """
    command = [sys.executable, "-m", "kzreg_parse", *(os.fspath(word) for word in words)]
    plain = {name: value for name, value in os.environ.items() if name not in COLOURED} | {"PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False, env=plain)
    if told := (run.stdout + run.stderr).rstrip():
        print(told)
    if run.returncode not in (0, 1):
        raise RuntimeError(f"kzreg {' '.join(command[3:])}: ended with status {run.returncode}")
    return run.returncode


class Table:
    """Rows with the names of their columns, drawn as a table by Jupyter; None is a dash."""

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
        self.columns, self.rows = tuple(columns), [tuple(row) for row in rows]

    def _repr_html_(self) -> str:
        def line(cells: Sequence[Any], tag: str) -> str:
            shown = ("–" if cell is None else escape(str(cell)) for cell in cells)
            return "<tr>" + "".join(f"<{tag} style='text-align:left'>{cell}</{tag}>" for cell in shown) + "</tr>"

        return f"<table>{line(self.columns, 'th')}{''.join(line(row, 'td') for row in self.rows)}</table>"

    def __repr__(self) -> str:
        return "\n".join(
            " | ".join("–" if cell is None else str(cell) for cell in row) for row in (self.columns, *self.rows)
        )

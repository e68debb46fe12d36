"""Which files are opened: one that waits for a writer would keep a run waiting for ever."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import Final

from kzreg_parse.model.errors import ReadError

GIVEN_BY_A_SHELL: Final = ("/dev/", "/proc/")  # `kzreg convert <(…)` names a pipe on purpose


def check_is_file(path: Path) -> None:
    """Raise ReadError (KZR04) for a pipe, a socket or a device that no shell handed over. Raises OSError."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or str(path).startswith(GIVEN_BY_A_SHELL)):
        raise ReadError("KZR04", "the file cannot be read: it is a pipe or a device")

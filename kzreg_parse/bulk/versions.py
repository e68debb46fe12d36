"""What an output depends on besides its input: the package, its rules, what reads PDFs."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from kzreg_parse import __version__
from kzreg_parse.rules import grammar_folder

ROOMS: Final = ("model", "rules", "language", "read", "restore", "segment", "extract", "export", "pipeline.py")
LIBRARIES: Final = ("pypdfium2", "pdfplumber", "lxml", "regex", "rapidfuzz")


def rules_version() -> str:
    """`0.1.0+…`: the package's version and a hash of the grammars, of the code that makes outputs, of its libraries.

    Two runs of the same version write the same bytes for the same input.
    """
    seen = hashlib.sha256()
    package = Path(__file__).resolve().parents[1]
    for root in (grammar_folder(), *(package / room for room in ROOMS)):
        files = [root] if root.is_file() else sorted(root.rglob("*.yaml")) + sorted(root.rglob("*.py"))
        for file in files:
            seen.update(file.relative_to(root.parent).as_posix().encode() + b"\0")
            seen.update(file.read_bytes() + b"\0")
    for library in LIBRARIES:
        try:
            seen.update(f"{library} {version(library)}\0".encode())
        except PackageNotFoundError:
            continue  # then it cannot have had a part in any output
    return f"{__version__}+{seen.hexdigest()[:12]}"


def content_key(sha256: str, *, reading: str, schema: str, rules: str) -> str:
    """What names the result of converting some bytes: 32 hexadecimal digits. `reading`: PDF backend and word list."""
    return hashlib.sha256("\0".join((sha256, reading, schema, rules)).encode()).hexdigest()[:32]

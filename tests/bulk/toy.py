"""A converter for tests of runs and pools: what a document does stands in its first line.

It lives in a module of its own because worker processes import it.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import orjson

from kzreg_parse.bulk.pool import Limits
from kzreg_parse.bulk.run import Options, Summary, run_bulk
from kzreg_parse.model.errors import ReadError


def convert(data: bytes, name: str, pdf_backend: str) -> bytes | ReadError:
    """`log FILE`: note the conversion there; then, by the last word, be quick, slow, huge, or worse."""
    word, *values = data.decode().split()
    if word == "log":
        with Path(values[0]).open("a", encoding="utf-8") as log:
            log.write(f"{name}\n")
        word, *values = values[1:]
    if word == "wait":
        time.sleep(float(values[0]))
    elif word == "until":
        while not Path(values[0]).exists():
            time.sleep(0.02)
    elif word == "huge":
        hold = [bytearray(50_000_000) for _ in range(20)]
        time.sleep(60)
        del hold
    elif word == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif word == "crash_once" and not Path(values[0]).exists():
        Path(values[0]).write_text("x", encoding="utf-8")
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "orphan":  # bring down the process that gives out the documents, as a lost node does
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    elif word == "raise":
        raise IndexError("list index out of range")
    elif word == "refuse":
        return ReadError("KZR12", "no act")
    elif word == "spin":
        while True:
            pass
    source = {"name": name, "chars": len(data), "pages": None}
    found = [{"code": "KZS10"}] * 2
    return orjson.dumps({"source": source, "text": data.decode(), "status": "complete", "diagnostics": found}) + b"\n"


class Told:
    """A watch that keeps what it is told."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def planned(self, documents: int) -> None:
        self.lines.append(f"{documents} documents")

    def done(self, shown: str, message: str, *, failed: bool) -> None:
        self.lines.append(f"{Path(shown).name} {message}")

    def unchanged(self, failed: bool) -> None:
        self.lines.append("unchanged")

    def joining(self, format: str) -> None:
        self.lines.append(f"joining {format}")


def run(
    acts: Path,
    out: Path,
    *,
    workers: int = 2,
    resume: bool = False,
    limits: Limits | None = None,
    formats: str = "json",
) -> Summary:
    """A run over the folder `acts` with this converter."""
    options = Options(frozenset(formats.split()), workers, resume, limits or Limits(), converter=convert)
    return run_bulk([str(acts)], out, options, Told())


def outputs(out: Path) -> dict[str, bytes]:
    """Every file that users see, with its bytes."""
    files = (path for path in out.rglob("*") if path.is_file())
    relative = ((path.relative_to(out).as_posix(), path) for path in files)
    return {name: path.read_bytes() for name, path in sorted(relative) if not name.startswith(".kzreg")}


if __name__ == "__main__":
    import toy  # under its own name, which worker processes can import

    from kzreg_parse.cli.bulk import run_convert_bulk

    chosen = Options(frozenset({"json", "jsonl"}), 2, "--resume" in sys.argv, converter=toy.convert)
    cluster = sys.argv[sys.argv.index("--address") + 1] if "--address" in sys.argv else None
    sys.exit(run_convert_bulk([sys.argv[1]], Path(sys.argv[2]), chosen, quiet=False, cluster=cluster))

"""How long restoration takes a character, from ten kilobytes to ten megabytes: the figures of a column should be alike.

    python tests/bench/flat_time.py [MEGABYTES]      default: up to 10

Long dumps are acts of the corpora one behind the other, cut at a line end. Nothing is asserted.
"""

from __future__ import annotations

import sys
import time
from itertools import cycle
from pathlib import Path

from rich.console import Console
from rich.table import Table

from kzreg_parse.read import read
from kzreg_parse.restore import restore

ACTS = sorted((Path(__file__).resolve().parents[2] / "corpora" / "text").glob("*.txt"))
SIZES_KB = (10, 30, 100, 300, 1000, 3000, 10_000)


def dump_of(size: int) -> bytes:
    """A dump of about that many bytes."""
    parts, length = [], 0
    for act in cycle(ACTS):
        data = act.read_bytes()
        parts.append(data)
        length += len(data)
        if length >= size:
            break
    whole = b"\n".join(parts)
    return whole[: whole.rindex(b"\n", 0, size)] if len(whole) > size else whole


def main(most_kb: int) -> None:
    """Print a line for each size."""
    table = Table("KB", "characters", "blocks", "read µs/char", "restore µs/char")
    restore(read(dump_of(1000), "warm.txt"))  # loads the grammars
    for size in (size for size in SIZES_KB if size <= most_kb):
        data = dump_of(1000 * size)
        started = time.process_time()
        source = read(data, "long.txt")
        middle = time.process_time()
        made = restore(source)
        ended = time.process_time()
        count = len(source.text)
        times = ((middle - started) * 1e6 / count, (ended - middle) * 1e6 / count)
        table.add_row(str(size), f"{count:,}", f"{len(made.blocks):,}", *(f"{each:.2f}" for each in times))
    Console(width=100).print(table)


if __name__ == "__main__":
    main(1000 * int(sys.argv[1]) if len(sys.argv) > 1 else SIZES_KB[-1])

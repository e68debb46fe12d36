"""Threads give the bytes of one thread, each time from a cold start.

    python tests/rules/threads.py                       200 acts, 20 times, 2 threads
    python tests/rules/threads.py --acts 8 --times 2    acts of the corpora, then acts made up

Each time is a process of its own whose threads begin together, with nothing loaded: what is loaded or
remembered for the first time is loaded while another thread reads. Prints how many acts differed, and which.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
CORPORA = TESTS.parent / "corpora"


def put_acts(folder: Path, count: int, *, seed: int = 1) -> list[Path]:
    """Return `count` acts: those of the corpora that come first, then made-up ones, written to `folder`."""
    sys.path.insert(0, str(TESTS))
    from simulator.whole_act import random_acts

    acts = sorted(file for file in CORPORA.rglob("*") if file.suffix in {".txt", ".md", ".html", ".pdf"})[:count]
    for number, made in enumerate(random_acts(seed, max(0, count - len(acts)))):
        acts.append(folder / f"{number:03}.txt")
        acts[-1].write_text(made.text, encoding="utf-8")
    return acts


def sums(acts: Sequence[Path], threads: int) -> dict[str, str]:
    """Return a hash of each act's JSON, or its error, made in a new process by so many threads."""
    command = [sys.executable, __file__, "--child", str(threads), *map(str, acts)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=3600)
    if done.returncode:
        raise RuntimeError(f"{threads} threads ended with {done.returncode}: {done.stderr[-2000:]}")
    made: dict[str, str] = json.loads(done.stdout)
    return made


def differing(acts: Sequence[Path], *, times: int, threads: int) -> Counter[str]:
    """Return how often each act came out otherwise than in one thread."""
    alone = sums(acts, 1)
    found: Counter[str] = Counter()
    for time in range(times):
        turned = [*acts[time % len(acts) :], *acts[: time % len(acts)]]  # the first texts meet the cold start
        made = sums(turned, threads)
        found.update(act for act in alone if made.get(act) != alone[act])
    return found


def _child(acts: Sequence[str], threads: int) -> dict[str, str]:
    """Read the acts in threads that begin together; each reads every `threads`-th act, and the first one of all."""
    start = threading.Barrier(threads)
    made: list[dict[str, str]] = [{} for _ in range(threads)]

    def work(number: int) -> None:
        start.wait()
        from kzreg_parse.api import try_parse
        from kzreg_parse.export import to_json
        from kzreg_parse.model import Act

        for act in dict.fromkeys((*acts[:1], *acts[number::threads])):
            read = try_parse(act)
            data = to_json(read) if isinstance(read, Act) else repr(read).encode()
            made[number][act] = hashlib.sha256(data).hexdigest()

    workers = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    together: dict[str, str] = {}
    for one in made:
        for act, digest in one.items():
            together[act] = digest if together.get(act, digest) == digest else "threads differ"
    return together


def main() -> None:
    """Compare, print the figures; exit with 1 where anything differed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=200)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        print(json.dumps(_child(given.child[1:], int(given.child[0]))))
        return
    with tempfile.TemporaryDirectory() as folder:
        acts = put_acts(Path(folder), given.acts)
        found = differing(acts, times=given.times, threads=given.threads)
    print(f"{len(acts)} acts, {given.times} times, {given.threads} threads: {sum(found.values())} differ")
    for act, count in found.most_common():
        print(f"{count:4} {act}")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

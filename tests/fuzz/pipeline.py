"""Coverage-guided fuzzing with atheris: every reader and the whole pipeline against `promises`.

    pip install atheris
    python tests/fuzz/pipeline.py -max_total_time=60             # all promises in turn
    python tests/fuzz/pipeline.py dump -max_total_time=600       # one of them
    python tests/fuzz/pipeline.py dump crash-0a1b2c…             # a finding once more

The inputs start from `tests/fuzz/corpus`; what libFuzzer adds goes into a folder of its own below the system's
temporary folder. A finding is written to the current folder as `crash-…`, with its traceback.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
sys.path[:0] = [str(FUZZ.parent.parent), str(FUZZ.parent), str(FUZZ)]

try:
    import atheris
except ImportError:
    sys.exit("atheris is not installed: pip install atheris (Linux and macOS)")

with atheris.instrument_imports(include=["kzreg_parse"]):
    from edits import KINDS, TOKENS, Edit, changed, changed_json, seeds
    from promises import PROMISES, keep

JSON = ("act", "store")
TIMEOUT = "-timeout=60"  # seconds one input may take before it counts as a hang
LONGEST = "-max_len=20000"


def edits(data: bytes) -> tuple[int, list[Edit]]:
    """A seed's number and edits of it, as the fuzzer's bytes choose them."""
    chosen = atheris.FuzzedDataProvider(data)
    seed = chosen.ConsumeIntInRange(0, 255)
    made = []
    while chosen.remaining_bytes() > 4 and len(made) < 40:
        made.append(
            Edit(
                KINDS[chosen.ConsumeIntInRange(0, len(KINDS) - 1)],
                chosen.ConsumeProbability(),
                chosen.ConsumeProbability(),
                chosen.ConsumeIntInRange(0, 2**20),
            )
        )
    return seed, made


def one_input(names: list[str], data: bytes) -> None:
    """The first byte chooses the promise, the second whether the rest is the input itself or edits of a seed."""
    if len(data) < 2:
        return
    name = names[data[0] % len(names)]
    rest = data[2:]
    if data[1] % 2:
        base = seeds(name)
        seed, made = edits(rest)
        change = changed_json if name in JSON and data[1] % 4 == 1 else changed
        if change is changed_json:
            rest = changed_json(base[seed % len(base)], made)
        else:
            rest = changed(base[seed % len(base)], made, [*base, *seeds("document")])
    keep(PROMISES[name], rest)


def main() -> None:
    """Run libFuzzer on the promises that are named, or on all."""
    words = sys.argv[1:]
    names = [word for word in words if word in PROMISES] or list(PROMISES)
    options = [word for word in words if word not in PROMISES]
    folder = Path(tempfile.gettempdir()) / f"kzreg-fuzz-{'-'.join(names) if len(names) < len(PROMISES) else 'all'}"
    folder.mkdir(exist_ok=True)
    for place, name in enumerate(names):
        for number, seed in enumerate(seeds(name)):
            (folder / f"seed-{name}-{number}").write_bytes(bytes([place, 0]) + seed)
    dictionary = folder.parent / "kzreg-fuzz.dict"
    dictionary.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS), encoding="ascii")
    given = [] if any(not option.startswith("-") for option in options) else [str(folder)]
    defaults = [TIMEOUT, LONGEST, f"-dict={dictionary}"]
    atheris.Setup([sys.argv[0], *defaults, *options, *given], lambda data: one_input(names, data))
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


if __name__ == "__main__":
    main()

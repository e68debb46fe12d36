"""Inputs made by hypothesis from the seeds: only promised errors come out, nothing is lost, no input takes long."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from edits import KINDS, Edit, changed, changed_json, seeds
from effort import examples
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from promises import PROMISES, keep

EDITS = st.lists(
    st.builds(Edit, st.sampled_from(KINDS), st.floats(0, 1), st.floats(0, 1), st.integers(0, 2**20)),
    min_size=1,
    max_size=8,
)
JSON = ("act", "store", "jsonl")
# How many inputs each promise gets; some hundredths of a second each, a PDF and a store some tenths.
COUNTS = {
    "document": 40,
    "dump": 50,
    "page": 40,
    "pdf": 8,
    "zip": 40,
    "tar": 40,
    "jsonl": 40,
    "words": 60,
    "act": 60,
    "store": 8,
}


def steady(count: int) -> settings:
    """The same inputs every run, and those of a failure made smaller."""
    return settings(
        max_examples=examples(count),
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


def hold(name: str, make: Callable[[list[Edit], int], bytes], count: int) -> None:
    @given(EDITS, st.integers(0, 99))
    @steady(count)
    def run(edits: list[Edit], seed: int) -> None:
        keep(PROMISES[name], make(edits, seed))

    run()


@pytest.mark.parametrize("name", PROMISES)
def test_seeds_keep_the_promise(name: str) -> None:
    needs(name)
    for seed in seeds(name):
        keep(PROMISES[name], seed)


@pytest.mark.parametrize("name", PROMISES)
def test_edited_seeds_keep_the_promise(name: str) -> None:
    needs(name)
    base = seeds(name)
    others = [*base, *seeds("document")]
    most = 60_000 if name == "pdf" else 12_000
    hold(name, lambda edits, seed: changed(base[seed % len(base)], edits, others, most=most), COUNTS[name])


@pytest.mark.parametrize("name", JSON)
def test_json_with_other_values_keeps_the_promise(name: str) -> None:
    needs(name)
    base = seeds(name)

    def make(edits: list[Edit], seed: int) -> bytes:
        lines = base[seed % len(base)].split(b"\n") if name == "jsonl" else [base[seed % len(base)]]
        return b"\n".join(changed_json(line, edits) for line in lines if line.strip())

    hold(name, make, COUNTS[name])


@pytest.mark.parametrize("name", PROMISES)
def test_any_bytes_keep_the_promise(name: str) -> None:
    needs(name)

    @given(st.binary(max_size=300))
    @steady(COUNTS[name] // 2)
    def run(data: bytes) -> None:
        keep(PROMISES[name], data)

    run()


@given(st.text(max_size=400))
@steady(30)
def test_any_text_behind_the_head_of_an_act_is_read_whole(text: str) -> None:
    keep(PROMISES["dump"], text.encode("utf-8", "surrogatepass"))


def needs(name: str) -> None:
    if name == "store":
        pytest.importorskip("duckdb", reason="DuckDB is not installed (extra kzreg-parse[store])")

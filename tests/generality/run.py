"""Re-word every act in every way and in combinations, and print what differs, a table of the re-wordings.

python tests/generality/run.py --full --seed 1 --list
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from generality.cases import CORPORA, KNOWN, MADE_UP, Case, Outcome, combinations, dumps, judge, sample, singles

import kzreg_parse

COMBINED = "combinations"
ACTS_IN_SHORT = 3  # of the corpora, where --full is not asked for


def table(outcomes: Iterable[Outcome]) -> str:
    """Return cases, facts compared, differences and silent ones, one re-wording a line."""
    rows: dict[str, Counter[str]] = {}
    for outcome in outcomes:
        case = outcome.case
        way = case.ways[0] if len(case.ways) == 1 else COMBINED if case.ways else "as it is"
        way += ", dumped" if case.dumped else ""
        for row in (rows.setdefault(way, Counter()), rows.setdefault("all", Counter())):
            row["cases"] += 1
            row["facts"] += outcome.compared
            row["differences"] += len(outcome.differences)
            row["silent"] += sum(one.silent for one in outcome.differences)
            row["cases that differ"] += bool(outcome.differences)
    names = ("cases", "cases that differ", "facts", "differences", "silent")
    lines = [f"{'re-wording':24}" + "".join(f"{name:>19}" for name in names)]
    rows["all"] = rows.pop("all", Counter())
    return "\n".join(
        [*lines, *(f"{way:24}" + "".join(f"{row[name]:19}" for name in names) for way, row in rows.items())]
    )


def kinds(outcomes: Iterable[Outcome], most: int = 25) -> str:
    """Return the most frequent kinds of difference."""
    counted = Counter(one.kind for outcome in outcomes for one in outcome.differences)
    return "\n".join(f"{number:6}  {kind}" for kind, number in counted.most_common(most))


def cases_of(*, full: bool, seed: int) -> list[Case]:
    """Return every case of a run."""
    acts = [*MADE_UP, *(CORPORA if full else CORPORA[:ACTS_IN_SHORT])]
    seeds = range(seed, seed + (2 if full else 1))
    few = (25, 5) if full else (5, 1)
    return [*singles(acts, seeds), *combinations(acts, seed, few[0]), *dumps(acts, seed, few[1])]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, print, return 0."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument(
        "--full", action="store_true", help="every act of the corpora, two seeds, 25 combinations an act"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--list", action="store_true", help="print every difference")
    parser.add_argument("--only", default="", help="cases whose name holds this")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--known", action="store_true", help="judge the sample of the tests and write known.json")
    told = parser.parse_args(arguments)
    cases = sample() if told.known else cases_of(full=told.full, seed=told.seed)
    cases = [case for case in cases if told.only in case.name]
    print(f"{len(cases)} cases judged by {kzreg_parse.__file__}", file=sys.stderr)
    with ProcessPoolExecutor(told.processes) as pool:
        outcomes = list(pool.map(judge, cases, chunksize=8))
    if told.list:
        for outcome in outcomes:
            if outcome.differences:
                print(outcome.case.name)
                for one in outcome.differences:
                    print(f"    {one}")
    if told.known:
        known = {one.case.name: len(one.differences) for one in outcomes if one.differences}
        KNOWN.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(table(outcomes), kinds(outcomes), sep="\n\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What the package makes of a damaged dump, paragraph by paragraph.

    PYTHONPATH=tests python -m simulator.outcome [--seed 1] [--acts 60] [--show 5] [--kind double] [--no-links]

prints the shares of paragraphs restored to the letter by kind of damage, and some that were not.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kzreg_parse.read import read
from kzreg_parse.restore import Restored, restore
from simulator.dump import Damaged, DumpWriter
from simulator.whole_act import random_acts

SURE: Final = 0.9  # a repair with less confidence says that it may be wrong


@dataclass(frozen=True, slots=True)
class Outcome:
    """One paragraph, what came of it, and whether the package itself doubts it."""

    paragraph: Damaged
    dumped: str
    restored: str  # its blocks, ` ¶ ` between them
    exact: bool
    told: bool  # a KZN diagnostic or a repair without much confidence touches it

    @property
    def silent(self) -> bool:
        """Wrong without a word."""
        return not self.exact and not self.told


def outcomes(act: DumpWriter) -> list[Outcome]:
    """What becomes of every paragraph of the act."""
    text = act.text
    made = restore(read(text.encode(), "act.txt"))
    doubts = _doubts(made)
    found = []
    for paragraph in act.damaged:
        start, end = paragraph.start, paragraph.end
        mine = [block.text for block in made.blocks if block.text and _touch(block.text.span, (start, end))]
        inside = all(start <= block.span[0] and block.span[1] <= end for block in mine)
        found.append(
            Outcome(
                paragraph,
                text[start:end],
                " ¶ ".join(block.text for block in mine),
                exact=inside and [block.text for block in mine] == [paragraph.truth],
                told=any(_touch(doubt, (start, end)) for doubt in doubts),
            )
        )
    return found


def _doubts(made: Restored) -> list[tuple[int, int]]:
    said = [found.span for found in made.diagnostics if found.code.startswith("KZN") and found.span]
    unsure = (edit for edit in made.ledger.edits if edit.confidence < SURE)
    return [*said, *((edit.start, edit.end) for edit in unsure)]


def _touch(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass(frozen=True, slots=True)
class Share:
    """Paragraphs of one kind: how many there were, came back to the letter, came back wrong in silence."""

    count: int
    exact: int
    silent: int

    @property
    def percent(self) -> float:
        """Percentage restored to the letter."""
        return 100 * self.exact / self.count


def shares(found: Iterable[Outcome]) -> dict[str, Share]:
    """The shares by kind of damage; titles, requisites and signatures count as `frame`."""
    counts: dict[str, Counter[str]] = {}
    for outcome in found:
        kind = outcome.paragraph.kind if outcome.paragraph.role in ("body", "header") else "frame"
        counts.setdefault(kind, Counter()).update(
            {"count": 1, "exact": int(outcome.exact), "silent": int(outcome.silent)}
        )
    return {
        kind: Share(counts[kind]["count"], counts[kind]["exact"], counts[kind]["silent"]) for kind in sorted(counts)
    }


def table(found: Sequence[Outcome]) -> str:
    """The shares as lines of text."""
    rows = [f"{'kind of damage':26}{'paragraphs':>11}{'to the letter':>15}{'wrong, silent':>15}"]
    for kind, share in {**shares(found), "all": _all(found)}.items():
        rows.append(f"{kind:26}{share.count:11}{share.exact:7}{share.percent:7.1f}%{share.silent:15}")
    return "\n".join(rows)


def _all(found: Sequence[Outcome]) -> Share:
    return Share(len(found), sum(one.exact for one in found), sum(one.silent for one in found))


def main() -> None:
    """Print the table for random acts, and some paragraphs that came back wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--acts", type=int, default=60)
    parser.add_argument("--show", type=int, default=5)
    parser.add_argument("--kind", default="")
    parser.add_argument("--no-links", action="store_true")
    given = parser.parse_args()
    found = [one for act in random_acts(given.seed, given.acts, links=not given.no_links) for one in outcomes(act)]
    print(table(found))
    wrong = [one for one in found if not one.exact and given.kind in one.paragraph.kind]
    for one in sorted(wrong, key=lambda one: not one.silent)[: given.show]:
        print(f"\n[{one.paragraph.kind}] {'silent' if one.silent else 'told'}\n  dump  {one.dumped!r}")
        print(f"  truth {one.paragraph.truth}\n  got   {one.restored}")


if __name__ == "__main__":
    main()

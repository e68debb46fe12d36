"""The acts that are re-worded, and one case: an act, the re-wordings done to it, a seed."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

from generality.damage import damaged
from generality.facts import Fact, Lines, Told, rewording_of, told_in
from generality.mapping import Reworded, Rewording
from generality.marks import MARKS
from generality.names import NAMES
from generality.phrases import FORMS
from generality.relation import Difference, differences
from generality.values import VALUES

from kzreg_parse import parse

HERE: Final = Path(__file__).resolve().parent
FROZEN: Final = HERE.parents[1] / "golden" / "frozen"
MADE_UP: Final = tuple(sorted(path.stem for path in (HERE / "acts").glob("*.txt")))
CORPORA: Final = (
    "text/000-txt", "text/001-txt", "text/002-txt", "text/003-md", "text/004-txt", "html/004-html",
    "pdf_synthetic/0003-txt", "pdf_synthetic/0011-pdf", "pdf_synthetic/0017-txt",
)  # fmt: skip
REWORDINGS: Final[dict[str, Rewording]] = {way.name: way for way in (*NAMES, *VALUES, *MARKS, *FORMS)}


@cache
def text_of(act: str) -> str:
    """Return an act's text, one paragraph a line: a made-up one, or the clean paragraphs of one of the corpora."""
    made_up = HERE / "acts" / f"{act}.txt"
    if made_up.exists():
        return made_up.read_text(encoding="utf-8")
    lines = []
    for row in (FROZEN / act / "blocks.txt").read_text(encoding="utf-8").splitlines():
        if not row.startswith("text "):
            continue  # pictures, and tables, which are no paragraphs
        place, flags, words = row[7:14].strip(), row[14:19], row[19:]
        if place == "indent":
            lines.append("      " + words)
        else:
            lines += ["", words] if "h" in flags or place == "far" else [words]
    return "\n".join(lines) + "\n"


def read(text: str, lines: Lines | None = None) -> Told:
    """Parse a text and return what was read."""
    act = json.loads(parse(text.encode(), name="act.txt").model_dump_json())
    return told_in(act, lines or Lines.of(text))


@cache
def told_of(act: str) -> Told:
    """Return what is read from an act as it is."""
    return read(text_of(act))


@dataclass(frozen=True)
class Case:
    """An act, the re-wordings done to it one after the other, and a seed."""

    act: str
    ways: tuple[str, ...]
    seed: int
    dumped: bool = False

    @property
    def name(self) -> str:
        """Return the name of the case, by which known differences are listed."""
        return f"{self.act} | {' + '.join((*self.ways, *(['dumped'] if self.dumped else [])))} | {self.seed}"

    def reworded(self) -> tuple[str, list[Reworded]]:
        """Return the re-worded text and what was changed, step by step."""
        rng = random.Random(self.name)
        text, made = text_of(self.act), []
        for way in self.ways:
            text, one = REWORDINGS[way].apply(text, rng)
            made.append(one)
        return text, made

    def applies(self) -> bool:
        """Tell whether every one of its re-wordings changes the text."""
        rng = random.Random(self.name)
        text = text_of(self.act)
        for way in self.ways:
            said, _ = REWORDINGS[way].apply(text, rng)
            if said == text:
                return False
            text = said
        return True

    def expected(self, made: Sequence[Reworded]) -> tuple[Fact, ...]:
        """Return the facts that must come out."""
        facts = told_of(self.act).facts
        for one in made:
            facts = tuple(rewording_of(fact, one) for fact in facts)
        return facts


@dataclass(frozen=True)
class Outcome:
    """A case, how many facts were compared, and what differs."""

    case: Case
    compared: int
    differences: list[Difference]


def judge(case: Case) -> Outcome:
    """Re-word, parse, compare."""
    text, made = case.reworded()
    expected = case.expected(made)
    dump, lines = damaged(text, random.Random(case.name)) if case.dumped else (text, None)
    return Outcome(case, len(expected), differences(expected, told_of(case.act), read(dump, lines)))


def singles(acts: Sequence[str], seeds: Sequence[int]) -> list[Case]:
    """Return every act with every re-wording that changes it."""
    made = (Case(act, (way,), seed) for act in acts for way in REWORDINGS for seed in seeds)
    return [case for case in made if case.applies()]


def combinations(acts: Sequence[str], seed: int, count: int) -> list[Case]:
    """Return for every act `count` combinations of two to five re-wordings of different families."""
    cases = []
    for act in acts:
        rng = random.Random(f"{act} {seed}")
        alone = [way for way in REWORDINGS if Case(act, (way,), seed).applies()]
        for number in range(count):
            ways: list[str] = []
            for way in rng.sample(alone, len(alone)):
                if REWORDINGS[way].family not in {REWORDINGS[one].family for one in ways}:
                    ways.append(way)
            case = Case(act, tuple(ways[: rng.randint(2, 5)]), seed + number)
            if case.applies():
                cases.append(case)
    return cases


def dumps(acts: Sequence[str], seed: int, count: int) -> list[Case]:
    """Return every act as it is, and `count` combinations an act, as dumps of a page engine."""
    said = [Case(act, (), seed) for act in acts] + combinations(acts, seed, count)
    return [replace(case, dumped=True) for case in said]


KNOWN: Final = HERE / "known.json"
SAMPLED: Final = (*MADE_UP, "text/000-txt", "pdf_synthetic/0011-pdf")


def sample() -> list[Case]:
    """Return the cases of the tests, act by act."""
    return [case for act in SAMPLED for case in (*singles([act], [1]), *combinations([act], 1, 8), *dumps([act], 1, 3))]


def known_differences() -> dict[str, int]:
    """Return how many differences each case may have; a case that is not named may have none."""
    return dict(json.loads(KNOWN.read_text(encoding="utf-8")))

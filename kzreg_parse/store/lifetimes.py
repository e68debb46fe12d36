"""How long the acts of a store were in force, and which acts that cannot be said of."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kzreg_parse.store.queries import ask

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LAST_DAY: Final = (
    "SELECT max(greatest(d.date, d.registration_date, a.repealed_on)) FROM documents d JOIN acts a USING (act)"
)
ACTS: Final = """
SELECT a.act, a.kind_kk, a.number, a.issuer, a.date, a.state, a.repealed_on, d.file, said.file, a.repeal_node,
       a.repeal_span_start, a.repeal_span_end
FROM acts a JOIN documents d ON d.doc = a.doc LEFT JOIN documents said ON said.doc = a.repeal_doc
ORDER BY a.date, a.act
"""
UNTOLD: Final = "its state cannot be told"
UNDATED: Final = "it has no date of adoption"
NO_END: Final = "it is repealed, and nobody says when"
BACKWARDS: Final = "it is repealed before its adoption"
LATER: Final = "it was adopted after the last day looked at"


@dataclass(frozen=True, slots=True)
class Lifetime:
    """One act from its adoption to the repealing act's date, or to the last day looked at where it is in force."""

    act: str
    name: str  # kind and number
    issuer: str | None
    adopted: dt.date
    until: dt.date
    repealed: bool  # False: still in force on `until`, its life goes on
    file: str  # of the act
    said_in: str | None  # file, node and span of the words that say it is repealed
    node: str | None
    span: tuple[int, int] | None

    @property
    def days(self) -> int:
        """Days from adoption to `until`."""
        return (self.until - self.adopted).days


@dataclass(frozen=True, slots=True)
class Lifetimes:
    """The lives of a store's acts; `left_out` counts those without one, by reason."""

    lives: list[Lifetime]
    left_out: Counter[str]
    seen_on: dt.date | None


def lifetimes(connection: DuckDBPyConnection, *, seen_on: dt.date | None = None) -> Lifetimes:
    """The life of every act of which it can be told.

    `seen_on` is the day on which the acts were last seen, for those in force: what was repealed later counts as in
    force. Without it, it is the last day that any act of the store speaks of, as copies seldom say when they were made.
    A life ends with the date of the repealing act: when it took effect is mostly counted from its publication,
    which no act tells. Raises StoreError.
    """
    last = seen_on or ask(connection, LAST_DAY).rows[0][0]
    told = Lifetimes([], Counter(), last)
    for act, kind, number, issuer, adopted, state, repealed_on, file, said_in, node, start, end in ask(
        connection, ACTS
    ).rows:
        reason = _without_a_life(adopted, state, repealed_on, last)
        if reason is not None:
            told.left_out[reason] += 1
            continue
        repealed = state == "repealed" and repealed_on <= last
        name = " ".join(filter(None, (kind, number and f"№ {number}")))
        span = (start, end) if start is not None else None
        until = repealed_on if repealed else last
        told.lives.append(Lifetime(act, name, issuer, adopted, until, repealed, file, said_in, node, span))
    return told


def _without_a_life(adopted: dt.date | None, state: str, repealed_on: dt.date | None, last: dt.date) -> str | None:
    if state == "not to be told":
        return UNTOLD
    if adopted is None:
        return UNDATED
    if state == "repealed" and repealed_on is None:
        return NO_END
    if repealed_on is not None and repealed_on < adopted:
        return BACKWARDS
    return LATER if adopted > last else None

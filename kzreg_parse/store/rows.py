"""The JSON of one act to rows of the store's tables.

The JSON is read as it is, without the models: only the schema version and what becomes a date are checked.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import orjson

from kzreg_parse.extract.flat import Column
from kzreg_parse.model import SCHEMA_VERSION
from kzreg_parse.store.keys import act_id, issuer_key, number_key, search_key
from kzreg_parse.store.kinds import check_rows
from kzreg_parse.store.schema import added_kinds, fact_tables

Data = Mapping[str, Any]
REF_FIELDS: Final = (
    "kind", "kind_kk", "issuer", "date", "number", "title", "registration_number", "frbr_uri", "adilet_id",
)  # fmt: skip
PLACES: Final = ("preface", "body", "conclusions")
MAJOR: Final = SCHEMA_VERSION.split(".")[0]
DEEPEST: Final = 100  # lists and objects in each other; each level of nodes is two, and acts have seven


class NotAnActError(Exception):
    """Why a piece of JSON is no act that this version reads; one line."""


@dataclass(slots=True)
class Batch:
    """Rows of many acts by table, each a tuple in the order of the table's columns."""

    documents: list[tuple[Any, ...]] = field(default_factory=list)
    parts: list[tuple[Any, ...]] = field(default_factory=list)
    refs: list[tuple[Any, ...]] = field(default_factory=list)
    citations: list[tuple[Any, ...]] = field(default_factory=list)
    repeals: list[tuple[Any, ...]] = field(default_factory=list)
    amendments: list[tuple[Any, ...]] = field(default_factory=list)
    facts: dict[str, list[tuple[Any, ...]]] = field(default_factory=lambda: {table.name: [] for table in fact_tables()})

    def take_back(self, lengths: tuple[int, ...]) -> None:
        """Forget what was added since `lengths` were taken: an act is stored whole or not at all."""
        for rows, length in zip(self.tables().values(), lengths, strict=True):
            del rows[length:]

    def tables(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every table's rows by its name."""
        own = {name: getattr(self, name) for name in self.__slots__ if name != "facts"}
        return {**own, **self.facts}

    def lengths(self) -> tuple[int, ...]:
        """How many rows each table has."""
        return tuple(len(rows) for rows in self.tables().values())


def as_line(act: Data) -> bytes:
    """The JSON without blanks, the same for every layout of it; what convert writes into lines."""
    return orjson.dumps(act)


def load(data: bytes) -> Data:
    """The JSON of an act. Raises NotAnActError where it is broken, something else, or of a newer schema."""
    try:
        act = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise NotAnActError(f"broken JSON: {error}") from error
    version = act.get("schema_version") if isinstance(act, dict) else None
    if not isinstance(version, str) or not isinstance(act.get("act"), dict):
        raise NotAnActError("not an act written by kzreg convert")
    if version.split(".")[0] != MAJOR:
        raise NotAnActError(f"its schema version is {version}, this kzreg reads {MAJOR}.x")
    if _depth(act) > DEEPEST:
        raise NotAnActError(f"it nests more than {DEEPEST} deep, which no act does")
    return act  # type: ignore[no-any-return]


def _depth(data: Any) -> int:
    """Return how deep lists and objects stand in each other, counted no further than there is a need to."""
    level, depth = [data], 0
    while level and depth <= DEEPEST:
        level = [
            inside
            for one in level
            for inside in (one.values() if isinstance(one, dict) else one)
            if isinstance(inside, dict | list)
        ]
        depth += 1
    return depth


class RowMaker:
    """Adds acts to a batch; mentions of the same act are stored once a run."""

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def add(self, act: Data, batch: Batch, *, doc: int, root: str, file: str, sha256: str) -> None:
        """Put one act's rows into the batch. Raises NotAnActError where the JSON does not follow the contract."""
        before, seen = batch.lengths(), set[int]()
        try:
            self._add(act, batch, seen, doc, root, file, sha256)
            check_rows(batch.tables(), before)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            batch.take_back(before)
            raise NotAnActError(
                f"not an act written by kzreg convert: {type(error).__name__}: {error}".replace("\n", " ")
            ) from error
        self._seen |= seen

    def _add(self, act: Data, batch: Batch, seen: set[int], doc: int, root: str, file: str, sha256: str) -> None:
        data, source = act["act"], act["source"]
        registration = data["registration"] or {}
        date, number, issuer = _date(data["date"]), data["number"], data["issuer"]
        batch.documents.append((
            doc, act_id(data["kind"], date, number, issuer, source["sha256"]), root, file, sha256, source["name"],
            source["sha256"], act["status"], data["kind"], data["kind_kk"], data["title"], issuer, issuer_key(issuer),
            date, number, number_key(number), registration.get("authority"), _date(registration.get("date")),
            registration.get("number"), data["in_force"], data["frbr_uri"], data["adilet_id"],
        ))  # fmt: skip
        parts = _parts(act, doc)
        batch.parts += parts

        def ref_of(ref: Data | None) -> int | None:
            if ref is None or not any(ref.values()):
                return None
            key, row = _ref_row(*[ref.get(name) for name in REF_FIELDS])
            if key not in self._seen and key not in seen:
                seen.add(key)
                batch.refs.append(row)
            return key

        for one in act["citations"]:
            units = orjson.dumps(one["units"]).decode() if one["units"] else None
            batch.citations.append((
                doc, one["id"], one["text"], ref_of(one["act"]), one["alias"], units, one["internal"], one["target"],
                one["node"], *one["span"],
            ))  # fmt: skip
        for one in act["amendments"]:
            batch.amendments.append((
                doc, "of another", ref_of(one["target"]), one["action"], one["unit"], one["new_text"], None,
                one["node"], *one["span"],
            ))  # fmt: skip
        for one in data["amended_by"]:
            batch.amendments.append((
                doc, "of itself", ref_of(one["by"]), one["action"], one["target"], None, one["text"],
                node_at(parts, one["span"]), *one["span"],
            ))  # fmt: skip
        act = {**dict.fromkeys(added_kinds(), ()), **act}
        for table in fact_tables():
            batch.facts[table.name] += [_cells(doc, table.columns, row) for row in table.rows(act)]
        batch.repeals.extend(_own_repeal(data, doc, ref_of, parts))
        for ref in act["repeals"]:
            text, *place = _place_of(ref, act["citations"], parts)
            batch.repeals.append((doc, "of another", ref_of(ref), None, None, None, text, *place))


def _cells(doc: int, columns: Mapping[str, Column], row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return a row of facts in the order of its table's columns, lists as JSON."""
    cells: list[Any] = [doc]
    for name, kind in columns.items():
        value = row.get(name)
        if value is not None and kind in ("texts", "cells"):
            value = orjson.dumps(value).decode()
        elif kind == "date":
            value = _date(value)
        elif kind == "number" and type(value) is int:
            value = float(value)
        cells.append(value)
    return tuple(cells)


def _own_repeal(data: Data, doc: int, ref_of: Any, parts: Sequence[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """The row that says the act itself has lost force, at the first notice that says so."""
    repeal = data["repeal"]
    if repeal is None:
        return
    term = repeal["effective"] or {}
    text, node, start, end = None, None, None, None
    if repeal["notices"]:
        notice = max(
            repeal["notices"], key=lambda one: one["where"] == "note"
        )  # a note names the act, the line may not
        (start, end), text = notice["span"], notice["text"]
        node = node_at(parts, (start, end))
    by = repeal["by"] or {}
    asked = search_key(*[by.get(name) for name in ("kind_kk", "issuer", "date", "number", "frbr_uri", "adilet_id")])
    yield (
        doc, "of itself", ref_of(repeal["by"]), asked, _date(term.get("date")), term.get("text"), text, node, start,
        end,
    )  # fmt: skip


def _place_of(ref: Data, citations: Sequence[Data], parts: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
    """Text, node and span of the order that repeals `ref`: the contract gives none, so where the act is named.

    By a citation of the same act; without one by the first part of the body whose words hold number and year.
    """
    number, date = ref["number"], ref["date"]
    for one in citations:
        named = one["act"]
        if number and named and named["number"] == number and named["date"] == date:
            return one["text"], one["node"], *one["span"]
    for row in parts if number and date else ():
        text = row[9]
        if row[4] == "body" and text and number in text and date[:4] in text:
            return text, row[2], row[10], row[11]
    return None, None, None, None


def node_at(parts: Sequence[tuple[Any, ...]], span: Sequence[int]) -> str | None:
    """The smallest part whose span holds the place; None where none does."""
    start, end = span
    holding = [row for row in parts if row[10] <= start and end <= row[11]]
    return min(holding, key=lambda row: row[11] - row[10])[2] if holding else None


def _parts(act: Data, doc: int) -> list[tuple[Any, ...]]:
    """Every node, the preamble and the appendices, in reading order; rows of a table are lines of its text."""
    rows: list[tuple[Any, ...]] = []

    def nodes(below: Sequence[Data], place: str, parent: str | None) -> None:
        for node in below:
            text = node["text"]
            if node["kind"] == "table":
                lines = [" | ".join(cell or "" for cell in row) for row in node["rows"] or ()]
                text = "\n".join(filter(None, (node["caption"], text, *lines))) or None
            add(node, place, parent, node["kind"], node["label"], node["heading"], text)
            nodes(node["children"], place, node["id"])

    def add(
        what: Data, place: str, parent: str | None, kind: str, label: str | None, heading: str | None, text: str | None
    ) -> None:
        start, end = what["span"]
        rows.append((
            doc, len(rows), what.get("id", kind), parent, place, kind, what.get("num"), label, heading, text, start,
            end, what["page"],
        ))  # fmt: skip

    def appendices(below: Sequence[Data], parent: str | None) -> None:
        for appendix in below:
            add(appendix, "appendix", parent, "appendix", None, appendix["title"], appendix["header"])
            nodes(appendix["body"], "appendix", appendix["id"])
            appendices(appendix["appendices"], appendix["id"])

    for place in PLACES:
        if place == "body" and act["preamble"] is not None:
            add(act["preamble"], "preamble", None, "preamble", None, None, act["preamble"]["text"])
        nodes(act[place], place, None)
    appendices(act["appendices"], None)
    return rows


@lru_cache(100_000)
def _ref_row(*values: str | None) -> tuple[int, tuple[Any, ...]]:
    """A mention's key (63 bits), the same for equal mentions in every store, and its row."""
    kind, kind_kk, issuer, date, number, title, registration_number, frbr_uri, adilet_id = values
    key = int.from_bytes(hashlib.sha256(orjson.dumps(values)).digest()[:8]) >> 1
    return key, (
        key, kind, kind_kk, issuer, issuer_key(issuer), _date(date), number, number_key(number), title,
        registration_number, frbr_uri, adilet_id,
    )  # fmt: skip


@lru_cache(100_000)
def _date(value: str | None) -> str | None:
    """The date as it stands. Raises ValueError where it is none, or not written YYYY-MM-DD."""
    if value is not None and dt.date.fromisoformat(value).isoformat() != value:
        raise ValueError(f"{value} is no date of the form YYYY-MM-DD")
    return value

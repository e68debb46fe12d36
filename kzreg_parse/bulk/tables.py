"""An act as rows of flat tables, for those who ask many acts at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

Kind = Literal["text", "whole", "number", "truth", "date", "texts", "cells"]
Row = dict[str, Any]
Rows = Iterator[tuple[str, Row]]  # table and row

SPAN: Final[dict[str, Kind]] = {"start": "whole", "end": "whole"}
PLACE: Final[dict[str, Kind]] = {**SPAN, "page": "whole"}


def _ref(prefix: str) -> dict[str, Kind]:
    columns: dict[str, Kind] = {
        "kind": "text", "kind_kk": "text", "issuer": "text", "date": "date", "number": "text", "title": "text",
        "registration_number": "text", "frbr_uri": "text",
    }  # fmt: skip
    return {prefix + name: kind for name, kind in columns.items()}


def _term(prefix: str) -> dict[str, Kind]:
    columns: dict[str, Kind] = {"value": "whole", "unit": "text", "after": "text", "date": "date", "text": "text"}
    return {f"{prefix}_{name}": kind for name, kind in columns.items()}


# Columns of each table with their kinds. `act` is the output's name without .json; spans are `start` and `end`.
TABLES: Final[dict[str, dict[str, Kind]]] = {
    "acts": {
        "act": "text", "source_name": "text", "sha256": "text", "media_type": "text", "chars": "whole",
        "pages": "whole", "status": "text", "kind": "text", "kind_kk": "text", "title": "text", "issuer": "text",
        "date": "date", "number": "text", "registration_authority": "text", "registration_date": "date",
        "registration_number": "text", "in_force": "truth", "repealed": "truth", **_ref("repealed_by_"),
        **_term("repeal"), **_term("entry_into_force"), "amended_by": "texts", "signatories": "texts",
        "frbr_uri": "text", "adilet_id": "text",
    },
    "nodes": {
        "act": "text", "position": "whole", "id": "text", "parent": "text", "part": "text", "appendix": "text",
        "depth": "whole", "kind": "text", "num": "text", "label": "text", "heading": "text", "text": "text",
        "caption": "text", "rows": "cells", **PLACE,
    },
    "steps": {
        "act": "text", "procedure": "text", "procedure_kind": "text", "appendix": "text", "variant": "text",
        "id": "text", "seq": "whole", "label": "text", "kind": "text", "actor": "text", "text": "text",
        "result": "text", "condition": "text", "next": "texts", "same_as": "texts", "durations": "whole",
        "node": "text", **PLACE,
    },
    "durations": {
        "act": "text", "position": "whole", "text": "text", "value": "number", "max": "number", "unit": "text",
        "bound": "text", "iso8601": "text", "inherited": "truth", "node": "text", **SPAN,
    },
    "definitions": {
        "act": "text", "id": "text", "kind": "text", "term": "text", "meaning": "text", "node": "text", **SPAN,
    },
    "citations": {
        "act": "text", "id": "text", "text": "text", **_ref("cited_"), "alias": "text", "units": "texts",
        "internal": "truth", "target": "text", "node": "text", **SPAN,
    },
    "repeals": {"act": "text", "position": "whole", **_ref("")},
    "amendments": {
        "act": "text", "id": "text", **_ref("target_"), "unit": "text", "action": "text", "new_text": "text",
        "node": "text", **SPAN,
    },
    "diagnostics": {
        "act": "text", "position": "whole", "code": "text", "severity": "text", "message": "text", **PLACE,
    },
}  # fmt: skip


def rows_of(act: str, document: Mapping[str, Any]) -> Rows:
    """Every row that a document (as in its JSON) gives; what has no column stays in the JSON only."""
    yield "acts", {"act": act, **_head(document)}
    for position, row in enumerate(_nodes(document), start=1):
        yield "nodes", {"act": act, "position": position, **row}
    for procedure in document["procedures"]:
        for step in procedure["steps"]:
            row = {
                **step, "procedure": procedure["id"], "procedure_kind": procedure["kind"],
                "appendix": procedure["appendix"], "variant": procedure["variant"],
                "next": [_plain(f"{then['to'] or ''} {then['condition'] or ''}") for then in step["next"]],
                "durations": len(step["durations"]), "act": act, **_span(step),
            }  # fmt: skip
            yield "steps", row
    for table in ("durations", "definitions", "diagnostics"):
        for position, fact in enumerate(document[table], start=1):
            yield table, {**fact, "act": act, "position": position, **_span(fact)}
    for fact in document["citations"]:
        units = [_plain(f"{unit['kind']} {unit['num'] or ''}") for unit in fact["units"]]
        yield "citations", {**fact, **_act_ref("cited_", fact["act"]), "units": units, "act": act, **_span(fact)}
    for position, fact in enumerate(document["repeals"], start=1):
        yield "repeals", {"act": act, "position": position, **_act_ref("", fact)}
    for fact in document["amendments"]:
        yield "amendments", {**fact, **_act_ref("target_", fact["target"]), "act": act, **_span(fact)}


def _head(document: Mapping[str, Any]) -> Row:
    source, head = document["source"], document["act"]
    registration, repeal = head["registration"] or {}, head["repeal"] or {}
    names = [one["name"] or one["position"] for one in head["signatories"]]
    return {
        **head, **source, "source_name": source["name"], "status": document["status"],
        **{f"registration_{key}": value for key, value in registration.items()},
        "repealed": bool(repeal), **_act_ref("repealed_by_", repeal.get("by")),
        **_prefixed("repeal_", repeal.get("effective")),
        **_prefixed("entry_into_force_", head["entry_into_force"]),
        "amended_by": [note["text"] for note in head["amended_by"]],
        "signatories": [name for name in names if name],
    }  # fmt: skip


def _nodes(document: Mapping[str, Any]) -> Iterator[Row]:
    """Every node in reading order; the preamble and each appendix are rows of their own kind."""
    yield from _below(document["preface"], "preface")
    preamble = document["preamble"]
    if preamble is not None:
        row = {"id": "preamble", "part": "preamble", "depth": 0, "kind": "preamble"}
        yield {**row, "text": preamble["text"], "page": preamble["page"], **_span(preamble)}
    yield from _below(document["body"], "body")
    yield from _below(document["conclusions"], "conclusions")
    yield from _appendices(document["appendices"], None, 0)


def _appendices(appendices: list[Row], parent: str | None, depth: int) -> Iterator[Row]:
    for appendix in appendices:
        own = {"part": "appendix", "appendix": appendix["id"], "depth": depth, "parent": parent, "kind": "appendix"}
        told = {"id": appendix["id"], "num": appendix["num"], "label": appendix["header"], "heading": appendix["title"]}
        yield {**own, **told, "text": appendix["second_header"], "page": appendix["page"], **_span(appendix)}
        yield from _below(appendix["body"], "appendix", appendix["id"], appendix["id"], depth + 1)
        yield from _appendices(appendix["appendices"], appendix["id"], depth + 1)


def _below(
    nodes: list[Row], part: str, appendix: str | None = None, parent: str | None = None, depth: int = 0
) -> Iterator[Row]:
    for node in nodes:
        yield {**node, "part": part, "appendix": appendix, "parent": parent, "depth": depth, **_span(node)}
        yield from _below(node["children"], part, appendix, node["id"], depth + 1)


def _span(value: Mapping[str, Any]) -> Row:
    start, end = value["span"] or (None, None)
    return {"start": start, "end": end}


def _act_ref(prefix: str, ref: Mapping[str, Any] | None) -> Row:
    """The columns of an ActRef; all of them, so that none of the row's own shows through."""
    return {name: (ref or {}).get(name.removeprefix(prefix)) for name in _ref(prefix)}


def _prefixed(prefix: str, value: Mapping[str, Any] | None) -> Row:
    return {prefix + key: one for key, one in (value or {}).items()}


def _plain(text: str) -> str:
    return text.strip()


def as_date(value: str | None) -> dt.date | None:
    """A date of the JSON as one."""
    return None if value is None else dt.date.fromisoformat(value)

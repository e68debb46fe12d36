"""Hand-made truth (golden/checked) beside the program's output, measure by measure.

Each function returns pairs (truth, output); a test says which may differ. Blanks and quotation marks'
style do not count, words do. `note` in a truth entry leaves it out, `…_alt` is right too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from kzreg_parse.model import Act, AnyNode, Appendix, Table
from kzreg_parse.model.facts import Step

Pair = tuple[object, object]


def load(path: Path) -> dict[str, Any]:
    """One act's truth."""
    return dict(json.loads(path.read_bytes()))


def bare(text: str | None) -> str:
    """The text without blanks."""
    return "".join((text or "").split())


def metadata(truth: dict[str, Any], act: Act) -> list[Pair]:
    """What identifies the act and who signed it."""
    told, data = truth["act"], act.act
    registration = data.registration and {
        "authority": data.registration.authority,
        "date": str(data.registration.date),
        "number": data.registration.number,
    }
    return [
        (bare(told["title"]), bare(data.title)),
        (told["type"], data.kind_kk),
        (told["issuer"], data.issuer),
        (told["date"], str(data.date)),
        (told["number"], data.number),
        (told["registration"], registration),
        (bare(told["preamble"]), bare(act.preamble and act.preamble.text)),
        (
            [(bare(who["position"]), bare(who["name"])) for who in told["signatories"]],
            [(bare(who.position), bare(who.name)) for who in data.signatories],
        ),
    ]


def repeal(truth: dict[str, Any], act: Act) -> list[Pair]:
    """Whether, by what and from when the act lost force, and what it repeals itself."""
    told, found = truth["repeal"], act.act.repeal
    by, effective = (found.by, found.effective) if found else (None, None)
    return [
        (told["repealed"], found is not None),
        (not told["repealed"], act.act.in_force),
        (told["by"], by and {"type": by.kind_kk, "issuer": by.issuer, "date": str(by.date), "number": by.number}),
        (
            told["effective"],
            effective and {"value": effective.value, "unit": effective.unit, "after": effective.after},
        ),
        (
            [(ref["type"], ref["date"], ref["number"]) for ref in truth["repeals"]],
            [(ref.kind_kk, str(ref.date), ref.number) for ref in act.repeals],
        ),
    ]


def flat(appendices: tuple[Appendix, ...], parent: int, out: list[tuple[Appendix, int]]) -> list[tuple[Appendix, int]]:
    """Appendices in reading order with the running number of the one they hang on (0: the act)."""
    for appendix in appendices:
        out.append((appendix, parent))
        flat(appendix.appendices, len(out), out)
    return out


def appendices(truth: dict[str, Any], act: Act) -> list[Pair]:
    """Number, parent, title and header of every appendix, in reading order."""
    told = [
        (entry["num"], entry["parent"], bare(entry["title"]), bare(entry["approves_header"]))
        for entry in truth["attachments"]
    ]
    found = [
        (appendix.num, parent, bare(appendix.title), bare(appendix.header))
        for appendix, parent in flat(act.appendices, 0, [])
    ]
    return [*zip(told, found, strict=False), (len(told), len(found))]


def chapters(truth: dict[str, Any], act: Act) -> list[Pair]:
    """Number, heading and clause numbers of every chapter."""
    pairs: list[Pair] = []
    for entry, (appendix, _) in zip(truth["attachments"], flat(act.appendices, 0, []), strict=False):
        told = [(chapter["num"], bare(chapter["title"]), chapter["clauses"]) for chapter in entry["chapters"]]
        found = [
            (node.num, bare(node.heading), [child.num for child in node.children if child.kind == "clause"])
            for node in appendix.body
            if node.kind == "chapter"
        ]
        pairs.append((told, found))
    return pairs


def units(truth: dict[str, Any], act: Act) -> list[Pair]:
    """Every clause, point and alinea of the act and of its appendices: appendix, clause, kind, number, text."""
    homes = [(truth["body"], act.body)] + [
        (entry["clauses"], appendix.body)
        for entry, (appendix, _) in zip(truth["attachments"], flat(act.appendices, 0, []), strict=False)
    ]
    pairs: list[Pair] = []
    for index, (clauses, body) in enumerate(homes):
        found = list(_found_units(index, body))
        for unit in _told_units(index, clauses):
            hit = next((other for other in found if other == unit), None)
            if hit is not None:
                found.remove(hit)
            pairs.append((unit, hit))
    return pairs


def _told_units(index: int, clauses: list[dict[str, Any]]) -> Iterator[tuple[int, str, str, str | None, str]]:
    for clause in clauses:
        if "note" not in clause:
            yield index, clause["num"], "clause", clause["num"], bare(clause["text"])
        for point in clause.get("points", []):
            if "note" not in point:
                yield index, clause["num"], "point", point["num"], bare(point["text"])
        for alinea in clause.get("alineas", []):
            yield index, clause["num"], "alinea", None, bare(alinea if isinstance(alinea, str) else alinea["text"])


def _found_units(
    index: int, nodes: tuple[AnyNode, ...], clause: str | None = None
) -> Iterator[tuple[int, str | None, str, str | None, str]]:
    for node in nodes:
        if node.kind == "clause":
            yield index, node.num, "clause", node.num, bare(node.text)
        elif node.kind == "point":
            yield index, clause, "point", node.num, bare(node.text)
        elif node.kind == "alinea":
            yield index, clause, "alinea", None, bare(f"{node.label or ''}{node.text or ''}")
        yield from _found_units(index, node.children, node.num if node.kind == "clause" else clause)


def tables(truth: dict[str, Any], act: Act) -> list[Pair]:
    """Every table, cell by cell."""
    told = [table["rows"] for entry in truth["attachments"] for table in entry["tables"]]
    found = [
        [list(row) for row in node.rows]
        for appendix, _ in flat(act.appendices, 0, [])
        for node in appendix.body
        if isinstance(node, Table)
    ]
    return [*zip(told, found, strict=False), (len(told), len(found))]


def restored(truth: dict[str, Any], printed: str) -> list[Pair]:
    """Damaged pieces: the clean form must stand in the output's printed text."""
    whole = bare(printed)
    return [(bare(entry["clean"]), bare(entry["clean"]) in whole) for entry in truth["restored"] if "note" not in entry]


def steps(truth: dict[str, Any], act: Act, *, tables: bool) -> list[Pair]:
    """Every step of the lists, or of the tables: its words, kind, actor and terms beside those of the same words."""
    found: dict[tuple[int, str | None], list[Step]] = {}
    homes = _homes(act)
    for procedure in act.procedures:
        if (procedure.kind == "table") == tables:
            index, clause = homes[procedure.node]
            found.setdefault((index, None if tables else clause), []).extend(procedure.steps)
    pairs: list[Pair] = []
    for told in truth["steps"]:
        if "note" in told or (told["variant"] == "table") != tables:
            continue
        there = found.get((told["attachment"], told["clause"]), [])
        match = next((step for step in there if _loose(step.text) == _loose(told["action"])), None)
        if match is not None:
            there.remove(match)
        pairs.append((_told_step(told), _found_step(match, told) if match is not None else None))
    return pairs


def _told_step(told: dict[str, Any]) -> tuple[object, ...]:
    terms = sorted((float(term["value"]), term.get("max"), term["unit"]) for term in told["durations"])
    return told["kind"], told.get("label"), _loose(told["actor"]), terms


def _found_step(step: Step, told: dict[str, Any]) -> tuple[object, ...]:
    """The step as the truth would put it; another actor that the truth allows counts as its own."""
    others = told.get("actor_alt", [])
    allowed = {_loose(other) for other in (others if isinstance(others, list) else [others])}
    actor = _loose(step.actor)
    terms = sorted((term.value, term.max, term.unit) for term in step.durations)
    label = told.get("label") and step.label
    return step.kind, label, _loose(told["actor"]) if actor in allowed else actor, terms


def _loose(text: str | None) -> str:
    return " ".join((text or "").lower().replace("–", "-").split()).strip(" .;:")


def _homes(act: Act) -> dict[str, tuple[int, str | None]]:
    """The id of each node to the running number of its appendix and to its clause."""
    homes: dict[str, tuple[int, str | None]] = {}

    def walk(nodes: Iterable[AnyNode], index: int, clause: str | None) -> None:
        for node in nodes:
            inside = node.num if node.kind == "clause" else clause
            homes[node.id] = (index, inside)
            walk(node.children, index, inside)

    walk(act.body, 0, None)
    for index, (appendix, _) in enumerate(flat(act.appendices, 0, []), 1):
        homes[appendix.id] = (index, None)
        walk(appendix.body, index, None)
    return homes


def participants(truth: dict[str, Any], act: Act) -> list[Pair]:
    """The lists of units and employees, all of them in order."""
    homes = _homes(act)
    told = [
        (one["attachment"], one["clause"], [_loose(name) for name in one["names"]]) for one in truth["participants"]
    ]
    found = [(*homes[one.node], [_loose(name.name) for name in one.names]) for one in act.participants]
    return [(told, found)]

"""The facts of an act's JSON in one list, each with the line it was read from; what they must be when re-worded."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import regex
from generality.mapping import Reworded

DOUBTS: Final = ("warning", "error")
ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True)
class Fact:
    """One fact: its kind, its values by name, and the line of the text that it was read from."""

    kind: str
    values: dict[str, Any]
    line: int | None

    def key(self) -> str:
        """Return kind and values in one string: equal facts have equal keys."""
        return f"{self.kind} {json.dumps(self.values, ensure_ascii=False)}"


@dataclass(frozen=True)
class Told:
    """What was read from a text: facts, and (code, line) of every doubt."""

    facts: tuple[Fact, ...]
    doubts: tuple[tuple[str, int | None], ...]


class Lines:
    """Numbers of lines by code point."""

    def __init__(self, starts: Sequence[int], numbers: Sequence[int] | None = None) -> None:
        self._starts = starts
        self._numbers = range(len(starts)) if numbers is None else numbers

    @classmethod
    def of(cls, text: str) -> Lines:
        """Number the lines of a text."""
        return cls([0, *(place + 1 for place, char in enumerate(text) if char == "\n")])

    def at(self, span: Sequence[int] | None) -> int | None:
        """Return the number of the line in which a span begins."""
        return None if span is None else self._numbers[bisect_right(self._starts, span[0]) - 1]


def told_in(act: dict[str, Any], lines: Lines) -> Told:
    """Return the facts and the doubts of an act's JSON."""
    doubts = [(one["code"], lines.at(one["span"])) for one in act["diagnostics"] if one["severity"] in DOUBTS]
    return Told(tuple(_facts(act, lines)), tuple(doubts))


def arabic(num: str | None) -> str | None:
    """Return the number of a chapter in Arabic figures."""
    letters = (num or "").replace("І", "I").replace("Х", "X")
    if not letters or set(letters) - set(ROMAN):
        return num
    values = [ROMAN[letter] for letter in letters]
    return str(sum(-one if one < later else one for one, later in zip(values, [*values[1:], 0], strict=True)))


def _facts(act: dict[str, Any], lines: Lines) -> Iterator[Fact]:
    head = act["act"]
    for name in ("kind", "issuer", "date", "number", "title", "in_force"):
        yield Fact(name, {name: head[name]}, None)
    if head["registration"]:
        found = head["registration"]
        values = {"authority": found["authority"], "date": found["date"], "registration_number": found["number"]}
        yield Fact("registration", values, None)
    if head["repeal"] and head["repeal"]["by"]:
        yield Fact("repeal", _ref(head["repeal"]["by"]), None)
    if head["entry_into_force"]:
        term = head["entry_into_force"]
        values = {"text": term["text"], "duration": _pair(term), "after": term["after"], "date": term["date"]}
        yield Fact("entry", values, lines.at(term["span"]))
    for found in head["amended_by"]:
        values = {"unit_text": found["target"], "action": found["action"], **_ref(found["by"])}
        yield Fact("amended_by", values, lines.at(found["span"]))
    for found in head["signatories"]:
        yield Fact("signatory", {"position": found["position"], "name": found["name"]}, None)
    for found in head["agreed_by"]:
        yield Fact("agreed_by", {"position": found["position"], "name": found["name"], "date": found["date"]}, None)
    nodes = _nodes_by_id(act)
    for node in nodes.values():
        if node["kind"] in ("part", "chapter", "section", "article"):
            values = {"division": node["kind"], "division_num": arabic(node["num"]), "heading": node["heading"]}
            yield Fact("chapter", values, lines.at(node["span"]))
        elif node["kind"] == "clause":
            yield Fact("clause", {"clause_num": node["num"]}, lines.at(node["span"]))
    for found in _appendices(act["appendices"]):
        yield Fact("appendix", {"appendix_num": found["num"], "title": found["title"]}, lines.at(found["span"]))
    yield from _extracted(act, nodes, lines)


def _extracted(act: dict[str, Any], nodes: dict[str, Any], lines: Lines) -> Iterator[Fact]:
    for step in (step for found in act["procedures"] for step in found["steps"]):
        yield Fact("step", _step(step), lines.at(step["span"]))
    for found in act["participants"]:
        yield Fact(
            "participants", {"names": [one["name"] for one in found["names"]]}, lines.at(nodes[found["node"]]["span"])
        )
    for found in act["durations"]:
        yield Fact("duration", _duration(found), lines.at(found["span"]))
    for found in act["definitions"]:
        yield Fact("definition", {"term": found["term"], "meaning": found["meaning"]}, lines.at(found["span"]))
    for found in act["citations"]:
        target = nodes.get(found["target"])
        values = {
            "text": found["text"],
            **(_ref(found["act"]) if found["act"] else {}),
            "alias": found["alias"],
            "internal": found["internal"],
            "units": [[unit["kind"], unit["num"]] for unit in found["units"]],
            "target": [target["kind"], arabic(target["num"])]
            if target
            else found["target"] and found["target"].rpartition("__")[2],
        }
        yield Fact("citation", values, lines.at(found["span"]))
    for found in act["repeals"]:
        yield Fact("repeals", _ref(found), None)
    for found in act["amendments"]:
        values = {
            "unit_text": found["unit"],
            "action": found["action"],
            "new_text": found["new_text"],
            **_ref(found["target"]),
        }
        yield Fact("amendment", values, lines.at(found["span"]))


def _step(step: dict[str, Any]) -> dict[str, Any]:
    return {
        "label": step["label"],
        "actor": step["actor"],
        "text": step["text"],
        "durations": [_duration(found) for found in step["durations"]],
        "result": step["result"],
        "next": [one["to"] for one in step["next"]],
    }


def _duration(found: dict[str, Any]) -> dict[str, Any]:
    return {"text": found["text"], "duration": _pair(found), "max": found["max"], "bound": found["bound"]}


def _pair(found: dict[str, Any]) -> list[Any]:
    return [found["value"] if found["value"] is None else float(found["value"]), found["unit"]]


def _ref(found: dict[str, Any]) -> dict[str, Any]:
    names = ("kind", "issuer", "date", "number", "title", "registration_number")
    return {f"act {name}" if name in ("kind", "title") else name: found[name] for name in names}


def _appendices(below: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for found in below:
        yield found
        yield from _appendices(found["appendices"])


def _nodes_by_id(act: dict[str, Any]) -> dict[str, Any]:
    def below(nodes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for node in nodes:
            yield node
            yield from below(node["children"])

    parts = [
        act["preface"],
        act["body"],
        act["conclusions"],
        *(found["body"] for found in _appendices(act["appendices"])),
    ]
    return {node["id"]: node for part in parts for node in below(part)}


# ---- re-worded -----------------------------------------------------------------------------------

AS_THEY_ARE: Final = frozenset(
    ("kind", "act kind", "in_force", "after", "action", "bound", "max", "internal", "target", "division",
     "division_num", "clause_num", "appendix_num")
)  # fmt: skip


def rewording_of(fact: Fact, made: Reworded) -> Fact:
    """Return the fact as it must come out of the re-worded text."""
    return Fact(fact.kind, _reworded(fact.values, made), fact.line)


def _reworded(values: dict[str, Any], made: Reworded) -> dict[str, Any]:
    changed = "text" in values and made.text(values["text"]) != values["text"]
    said: dict[str, Any] = {}
    for name, value in values.items():
        if value is None or name in AS_THEY_ARE:
            said[name] = value
        elif name == "duration":
            whole = changed and values.get("max") is None and tuple(value) in made.durations
            said[name] = list(made.durations[tuple(value)]) if whole else value
        elif name == "units":
            said[name] = [list(made.units.get(tuple(unit), unit)) for unit in value] if changed else value
        elif name == "durations":
            said[name] = [_reworded(one, made) for one in value]
        else:
            said[name] = _one(name, value, made)
    return said


def _one(name: str, value: Any, made: Reworded) -> Any:
    match name:
        case "date":
            return made.dates.get(value, value)
        case "number":
            return made.numbers.get(value, value)
        case "registration_number":
            return made.registrations.get(value, value)
        case "unit_text":
            return _other_parts(made.text(value), made)
        case "label":
            return made.labels[value] if value in made.labels else made.text(value)
        case "names" | "next":
            return [one and made.text(one) for one in value]
        case _:
            return made.text(value)


PARTS: Final = {"article": "бап", "clause": "тармақ"}


def _other_parts(text: str, made: Reworded) -> str:
    """Return the words of changed parts, which stand in the nominative, with the swapped ones."""
    for (kind, num), (other, _) in made.units.items():
        text = regex.sub(rf"(?<![\d-]){num}-{PARTS[kind]}(?!\p{{L}})", f"{num}-\0{PARTS[other]}", text)
    return text.replace("\0", "")

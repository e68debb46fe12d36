"""Changes to a seed: pieces cut, doubled, moved, words of acts put in, bytes changed. Plain data, so that any of
hypothesis, a random generator or a fuzzer can choose them."""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SEEDS = Path(__file__).parent / "corpus"
KINDS = ("cut", "double", "move", "insert", "replace", "flip", "splice", "repeat")
TOKENS = tuple(
    token.encode()
    for token in (
        "\n", "\n\n", "\n\n\n\n", "\f", "\r", "\r\n", "\t", " ", "  ", "      ", "\u00a0", "\u2028", "\x85", "\x0b", "\x1c",
        "\x00", "\ufeff", "\ufffd", "\u200b", "\u0301", "\U0001f600", "İ", "ß", "ﬁ", "²", "٣", "½", "Ⅳ", "e\u0301", "й",
        "1.", "1)", "1-1.", "а)", "2.1.", "IV.", "1-тарау.", "1-бап.", "2-параграф.", "1-рәсім –", "2-шарт –", "- ", "– ",
        "қосымша", "1-қосымша", "қаулысына\n1-қосымша\n", "Күші жойылды", "Күшін жойған", "Ескерту.", "№", "№ 816", "N",
        "2019 жылғы 28 қазандағы", "30.02.2019", "31 ақпан", "0000-00-00", "9999 жылғы 31 желтоқсан", "бұйрығымен",
        "(бұдан әрі – ", "(", ")", "«", "»", '"', "“", "”", "’", "„", ";", ":", ",", ".", "…", "күші жойылды деп танылсын",
        "мынадай редакцияда жазылсын:", "деген сөздер", "алып тасталсын", "БҰЙЫРАМЫН:", "Б Ұ Й Ы Р А М Ы Н :", "КЕЛІСІЛДІ",
        "15 (он бес) минут", "1 жұмыс күні", "99999999999999999999 күн", "10-15 сек", "жарты сағат", "осы бұйрықтың 1-тармағы",
        "1 2 3 4 5", "Рәсім (іс-қимыл) атауы", "Орындау мерзімдері", "кестенің жалғасы", "1-кесте.", "к ө р с е т е д і",
        "  сәйкес;қосымшаға", "# ", "**", "|", "| --- |", "![](a.png)", "[a](http://b)", "\\", "`", "<p>", "</p>", "<table>",
        "<tr><td rowspan=9>", "<td colspan=0>", "<!--", "]]>", "<a href='#z1'>", "<h1>", "&nbsp;", "&#x110000;", "&#0;",
        "null", "true", "-1", "1e999", "99999999999999999999", "[]", "{}", '""', '"\\ud800"', '"date":"2019-02-30"',
    )
)  # fmt: skip

VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, 2**64, -(2**63), 1e308, 0.5, "", " ", "\n", "a\nb\u2028c", "\x00", "'", "%", "қаулы",
    "9999-12-31", "0001-01-01", "2019-02-30", "10000-01-01", "20191028", "2019-W01-1", "2019-10-28T00:00:00", "order", "table", "x" * 5000, [], {}, [None],
    [0, 0], [5, 1], [-3, 2**40], [[]], [["a", None], ["b"]], {"a": 1}, {"span": [0, 1]}, "1.1", "2.0", "1", "1.0\n",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edit:
    """One change; places and lengths are shares (0 to 1) of the text, `pick` chooses token, byte or seed."""

    kind: str
    place: float
    length: float
    pick: int


def seeds(kind: str) -> list[bytes]:
    """The seeds of a promise, in a fixed order."""
    return [path.read_bytes() for path in sorted((SEEDS / kind).iterdir())]


def changed(data: bytes, edits: list[Edit], others: list[bytes], *, most: int = 12_000) -> bytes:
    """The seed after its edits, in order; never longer than `most` bytes. Texts are cut between characters."""
    for edit in edits:
        start = _between(data, int(edit.place * len(data)))
        size = int(edit.length**3 * len(data))  # mostly short ones
        end = _between(data, min(len(data), start + size))
        piece = data[start:end]
        token = TOKENS[edit.pick % len(TOKENS)]
        match edit.kind:
            case "cut":
                data = data[:start] + data[end:]
            case "double":
                data = data[:end] + piece + data[end:]
            case "move":
                left = data[:start] + data[end:]
                there = _between(left, edit.pick % (len(left) + 1))
                data = left[:there] + piece + left[there:]
            case "insert":
                data = data[:start] + token + data[start:]
            case "replace":
                data = data[:start] + token + data[end:]
            case "repeat":
                data = data[:start] + token * (1 + edit.pick % 60) + data[start:]
            case "flip":
                data = data[:start] + bytes([edit.pick % 256]) + data[start + 1 :]
            case "splice":
                other = others[edit.pick % len(others)]
                there = _between(other, int(edit.length * len(other)))
                data = data[:start] + other[there : there + 400] + data[end:]
            case _:
                raise ValueError(edit.kind)
        data = data[:most]
    return data


def _between(data: bytes, place: int) -> int:
    """The place, or the next one that is not inside a letter of UTF-8."""
    while place < len(data) and data[place] & 0xC0 == 0x80:
        place += 1
    return place


def changed_json(data: bytes, edits: list[Edit], *, most: int = 200_000) -> bytes:
    """JSON after changes to its values: one replaced, left out, doubled, renamed, or put in place of another."""
    root = [json.loads(data)]
    for edit in edits:
        places = list(_places(root))
        holder, key = places[int(edit.place * (len(places) - 1))]
        other_holder, other_key = places[edit.pick % len(places)]
        match KINDS.index(edit.kind) % 5:
            case 0 if holder is not root:
                del holder[key]
            case 1 if isinstance(holder, list) and holder is not root:
                holder.insert(key, copy.deepcopy(holder[key]))
            case 2 if isinstance(holder, dict):
                holder[f"{key}\n"] = holder.pop(key)
            case 3:
                holder[key] = json.loads(json.dumps(other_holder[other_key]))
            case _:
                holder[key] = copy.deepcopy(VALUES[edit.pick % len(VALUES)])
        if len(json.dumps(root)) > most:
            break
    return json.dumps(root[0], ensure_ascii=bool(len(edits) % 2)).encode()


def _places(value: Any) -> Any:
    """Every place that holds a value, as its holder and the key or index there."""
    waiting = [value]
    while waiting:
        holder = waiting.pop()
        for key, below in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
            yield holder, key
            if isinstance(below, dict | list):
                waiting.append(below)

"""The parts of a difference, and the words that changed within a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from typing import Any, Final, Literal

import regex

WORD: Final = regex.compile(r"\S+")
MOST_WORDS: Final = 5_000  # longer texts are told apart as wholes: the comparison is quadratic in words

FactChangeKind = Literal["added", "removed", "changed"]
NodeChangeKind = Literal["added", "removed", "changed", "moved"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both texts have (`=`), only the first (`-`) or only the second (`+`)."""

    sign: Literal["=", "-", "+"]
    text: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a node or fact before and after; `words` where both are texts."""

    name: str
    before: Any
    after: Any
    words: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeChange:
    """A node or appendix that one act has and the other has not, or has otherwise.

    `before` and `after` are its ids; `moved`: the same words in another parent. `text` is what it
    says, for a node that was added or removed.
    """

    kind: NodeChangeKind
    before: str | None
    after: str | None
    text: str = ""
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact outside the tree; `path` names the field, of a list without the number of the entry.

    `node` is the id of the node that the fact was read from, in `after` where it is there.
    """

    kind: FactChangeKind
    path: str
    fields: tuple[FieldChange, ...]
    node: str | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two acts; false where nothing does."""

    nodes: tuple[NodeChange, ...]
    facts: tuple[FactChange, ...]

    def __bool__(self) -> bool:
        return bool(self.nodes or self.facts)

    def as_data(self) -> dict[str, Any]:
        """The difference as plain data, for JSON."""
        return {"same": not self, **asdict(self)}


def field_change(name: str, before: object, after: object) -> FieldChange:
    """A field with both its values; word by word where both are texts."""
    is_text = isinstance(before, str) and isinstance(after, str)
    return FieldChange(name, before, after, word_pieces(str(before), str(after)) if is_text else ())


def word_pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Both texts as one row of runs of words: kept, taken out, put in."""
    return tuple(_pieces(WORD.findall(before), WORD.findall(after)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    if len(before) > MOST_WORDS or len(after) > MOST_WORDS:
        yield from (Piece("-", " ".join(before)), Piece("+", " ".join(after)))
        return
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece("=", " ".join(before[start:end]))
            continue
        if start < end:
            yield Piece("-", " ".join(before[start:end]))
        if new_start < new_end:
            yield Piece("+", " ".join(after[new_start:new_end]))

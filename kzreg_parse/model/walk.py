"""The one walk through the tree of an act, drafts and finished nodes alike.

An act has a preface, a body and conclusions, each of nodes that have children, and appendices, each of
which has a body and appendices of its own. Whoever looks through an act asks here for the nodes in
reading order, and gets with each the nodes and the appendices around it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Literal, Protocol, TypeVar

Part = Literal["preface", "body", "conclusions"]
PARTS: Final[tuple[Part, ...]] = ("preface", "body", "conclusions")


class _HasChildren(Protocol):
    @property
    def children(self) -> Sequence[Any]: ...


class _HasAppendices(Protocol):
    @property
    def body(self) -> Sequence[Any]: ...

    @property
    def appendices(self) -> Sequence[Any]: ...


NodeT = TypeVar("NodeT", bound=_HasChildren)
NodeT_co = TypeVar("NodeT_co", bound=_HasChildren, covariant=True)
AppendixT = TypeVar("AppendixT", bound=_HasAppendices)
AppendixT_co = TypeVar("AppendixT_co", bound=_HasAppendices, covariant=True)


class Tree(Protocol[NodeT_co, AppendixT_co]):
    """The root of an act: a draft of one, or the document."""

    @property
    def preface(self) -> Sequence[NodeT_co]:
        """What is printed before the preamble."""
        ...

    @property
    def body(self) -> Sequence[NodeT_co]:
        """Chapters, articles, clauses."""
        ...

    @property
    def conclusions(self) -> Sequence[NodeT_co]:
        """What is printed behind the body."""
        ...

    @property
    def appendices(self) -> Sequence[AppendixT_co]:
        """The annexes of the act."""
        ...


@dataclass(frozen=True, slots=True)
class Located(Generic[NodeT, AppendixT]):
    """A node and where it stands. `ancestors` and `appendices` are those around it, outermost first."""

    node: NodeT
    ancestors: tuple[NodeT, ...]
    part: Part
    appendices: tuple[AppendixT, ...]

    @property
    def appendix(self) -> AppendixT | None:
        """The appendix that the node stands in; None for a node of the act itself."""
        return self.appendices[-1] if self.appendices else None

    @property
    def path(self) -> tuple[NodeT, ...]:
        """The nodes around it and the node itself, outermost first."""
        return (*self.ancestors, self.node)


def walk(act: Tree[NodeT, AppendixT]) -> Iterator[Located[NodeT, AppendixT]]:
    """Yield every node of an act in reading order: preface, body, conclusions, then each appendix with its annexes."""
    for part, nodes in ((part, getattr(act, part)) for part in PARTS):
        for node, ancestors in walk_nodes(nodes):
            yield Located(node, ancestors, part, ())
    for appendices in walk_appendices(act.appendices):
        for node, ancestors in walk_nodes(appendices[-1].body):
            yield Located(node, ancestors, "body", appendices)


def walk_nodes(nodes: Iterable[NodeT]) -> Iterator[tuple[NodeT, tuple[NodeT, ...]]]:
    """Yield every node of a part, each before its children, with the nodes around it, outermost first."""
    waiting: list[tuple[Iterator[NodeT], tuple[NodeT, ...]]] = [(iter(nodes), ())]
    while waiting:
        siblings, ancestors = waiting[-1]
        node = next(siblings, None)
        if node is None:
            waiting.pop()
            continue
        yield node, ancestors
        if node.children:
            waiting.append((iter(node.children), (*ancestors, node)))


def walk_appendices(appendices: Iterable[AppendixT]) -> Iterator[tuple[AppendixT, ...]]:
    """Yield every appendix before its annexes: the appendix itself last, before it those that it is annexed to."""
    waiting: list[tuple[Iterator[AppendixT], tuple[AppendixT, ...]]] = [(iter(appendices), ())]
    while waiting:
        siblings, above = waiting[-1]
        appendix = next(siblings, None)
        if appendix is None:
            waiting.pop()
            continue
        yield (*above, appendix)
        if appendix.appendices:
            waiting.append((iter(appendix.appendices), (*above, appendix)))

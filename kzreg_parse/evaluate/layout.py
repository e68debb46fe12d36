"""The output's appendices beside the gold's, and the clause that each node of the output stands in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Final

from kzreg_parse.evaluate.gold import Gold
from kzreg_parse.evaluate.matching import WHOLE_ACT, Place
from kzreg_parse.evaluate.wording import clean, loose
from kzreg_parse.model import Act, AnyNode, Appendix
from kzreg_parse.model.walk import walk_appendices, walk_nodes

CLAUSES: Final = frozenset(("clause", "article"))


class Layout:
    """An act's output with the gold's numbers of attachments.

    Appendices are matched by title in reading order; where titles differ, by their order between two that
    agree. One that the gold does not have has a negative number, so that nothing in it is ever right.
    """

    def __init__(self, gold: Gold, act: Act) -> None:
        self.appendices = _flat(act.appendices)  # with the position of the parent, from 1
        self.numbers = self._align(gold)
        self._homes: dict[str | None, Place] = {}
        self._nodes: dict[Place, list[AnyNode]] = {}
        for part in (act.preface, act.body, act.conclusions):
            self._settle(part, WHOLE_ACT)
        for (appendix, _), number in zip(self.appendices, self.numbers, strict=True):
            self._homes[appendix.id] = (number, None)
            self._settle(appendix.body, (number, None))

    def home(self, *ids: str | None) -> Place:
        """Attachment and clause of the first of these nodes or appendices that the output has; else the act itself."""
        return next((self._homes[id] for id in ids if id in self._homes), WHOLE_ACT)

    def nodes(self, place: Place) -> list[AnyNode]:
        """Return the nodes of a clause, or those of an attachment outside its clauses; empty where there is none."""
        return self._nodes.get(place, [])

    def all_nodes(self, attachment: int) -> list[AnyNode]:
        """Return every node of an attachment (0: of the act itself), outside clauses first."""
        return [node for (number, _), nodes in self._nodes.items() if number == attachment for node in nodes]

    def appendix(self, number: int) -> Appendix | None:
        """Return the output's appendix for the gold's attachment `number`."""
        return self.appendices[self.numbers.index(number)][0] if number in self.numbers else None

    def parent(self, position: int) -> int:
        """Return the gold's number of what the appendix at `position` (from 0) belongs to; 0 for the act."""
        above = self.appendices[position][1]
        return self.numbers[above - 1] if above else 0

    def _align(self, gold: Gold) -> list[int]:
        told = [loose(attachment.title) for attachment in gold.attachments]
        titles = [loose(appendix.title) for appendix, _ in self.appendices]
        numbers = [-position for position in range(1, len(titles) + 1)]
        for tag, start, end, from_, to in SequenceMatcher(None, told, titles, autojunk=False).get_opcodes():
            if tag in ("equal", "replace"):
                for index, position in zip(range(start, end), range(from_, to), strict=False):
                    numbers[position] = index + 1
        return numbers

    def _settle(self, nodes: Iterable[AnyNode], place: Place) -> None:
        for node, ancestors in walk_nodes(nodes):
            here = (place[0], clause_of((*ancestors, node)))
            self._homes[node.id] = here
            self._nodes.setdefault(here, []).append(node)


def clause_of(path: Sequence[AnyNode]) -> str | None:
    """Return the number of the innermost clause or article of a path of nodes; empty for one without.

    None without any.
    """
    return next((clean(node.num) for node in reversed(path) if node.kind in CLAUSES), None)


def _flat(appendices: Iterable[Appendix]) -> list[tuple[Appendix, int]]:
    """Return every appendix with the position, from 1, of the one it is annexed to; 0 for the act's own."""
    chains = list(walk_appendices(appendices))
    position = {found[-1].id: place for place, found in enumerate(chains, 1)}
    return [(found[-1], position[found[-2].id] if len(found) > 1 else 0) for found in chains]

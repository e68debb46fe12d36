"""What changed between two acts: nodes, matched by id and then by their words, and facts."""

from __future__ import annotations

from kzreg_parse.diff.changes import Difference, FactChange, FieldChange, NodeChange, Piece
from kzreg_parse.diff.facts import fact_changes
from kzreg_parse.diff.nodes import node_changes
from kzreg_parse.model import Act

__all__ = ["Difference", "FactChange", "FieldChange", "NodeChange", "Piece", "difference"]


def difference(before: Act, after: Act) -> Difference:
    """What is in `after` and not in `before`, and the other way about, in reading order of `after`.

    Where they stand in the source (span, page), the source itself and the repairs do not count: two
    outputs are the same if they say the same. Ids count only where a node has moved to another parent.
    """
    return Difference(tuple(node_changes(before, after)), tuple(fact_changes(before, after)))

"""The walk through an act's tree: reading order, and what stands around each node."""

from __future__ import annotations

from kzreg_parse.model import Traced
from kzreg_parse.model.walk import walk, walk_appendices, walk_nodes
from kzreg_parse.segment import ActDraft, AppendixDraft, NodeDraft


def node(name: str, *children: NodeDraft) -> NodeDraft:
    return NodeDraft("clause", id=name, children=list(children))


def appendix(name: str, *body: NodeDraft, annexes: tuple[AppendixDraft, ...] = ()) -> AppendixDraft:
    return AppendixDraft(Traced("", ()), None, body=list(body), appendices=list(annexes), id=name)


ANNEX = appendix("annex", node("annex_1"))
ACT = ActDraft(
    preface=[node("title")],
    body=[node("1", node("1.1", node("1.1.1")), node("1.2")), node("2")],
    conclusions=[node("signature")],
    appendices=[appendix("first", node("first_1"), annexes=(ANNEX,)), appendix("second", node("second_1"))],
)


def test_nodes_come_in_reading_order() -> None:
    found = [one.node.id for one in walk(ACT)]
    assert found == ["title", "1", "1.1", "1.1.1", "1.2", "2", "signature", "first_1", "annex_1", "second_1"]


def test_each_node_comes_with_the_nodes_around_it_outermost_first() -> None:
    around = {one.id: [above.id for above in ancestors] for one, ancestors in walk_nodes(ACT.body)}
    assert around == {"1": [], "1.1": ["1"], "1.1.1": ["1", "1.1"], "1.2": ["1"], "2": []}
    deepest = next(one for one in walk(ACT) if one.node.id == "1.1.1")
    assert [one.id for one in deepest.path] == ["1", "1.1", "1.1.1"]


def test_each_node_comes_with_its_part_and_its_appendices() -> None:
    places = {one.node.id: (one.part, [above.id for above in one.appendices]) for one in walk(ACT)}
    assert places["title"] == ("preface", [])
    assert places["signature"] == ("conclusions", [])
    assert places["annex_1"] == ("body", ["first", "annex"])
    assert {one.node.id for one in walk(ACT) if one.appendix is ANNEX} == {"annex_1"}


def test_appendices_come_before_their_annexes() -> None:
    assert [[one.id for one in found] for found in walk_appendices(ACT.appendices)] == [
        ["first"],
        ["first", "annex"],
        ["second"],
    ]


def test_a_deep_tree_is_walked_to_its_end() -> None:
    deep = node("0")
    for number in range(1, 5_000):
        deep = node(str(number), deep)
    assert sum(1 for _ in walk_nodes([deep])) == 5_000

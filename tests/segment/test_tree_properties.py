"""What holds for the tree of any blocks, in order or not: nothing lost, nothing made up, never an exception."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from conftest import stages
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_acts import act_of, order, outline

from kzreg_parse.model import AnyNode, Appendix, Table
from kzreg_parse.model.errors import ReadError
from kzreg_parse.restore import Block
from kzreg_parse.segment import Segmented, segment

STEADY = settings(max_examples=examples(30), deadline=None, suppress_health_check=[HealthCheck.too_slow])
NAMES = st.sampled_from(["text/000.txt", "text/002.txt", "text/003.md", "text/004.txt", "pdf/004.pdf"])


@st.composite
def disordered(draw: st.DrawFn) -> tuple[str, list[int]]:
    """An act, and places of its blocks: a stretch of them cut out, with some left out, repeated and moved."""
    name = draw(NAMES)
    count = len(stages(name).restored.blocks)
    start = draw(st.integers(0, count - 1))
    places = list(range(start, min(count, start + draw(st.integers(1, 60)))))
    for _ in range(draw(st.integers(0, 6))):
        what = draw(st.sampled_from(["cut", "repeat", "move"]))
        place = draw(st.integers(0, len(places) - 1))
        if what == "repeat":
            places.insert(draw(st.integers(0, len(places))), places[place])
        elif len(places) > 1:
            taken = places.pop(place)
            if what == "move":
                places.insert(draw(st.integers(0, len(places))), taken)
    return name, places


def segmented(name: str, places: list[int]) -> tuple[Segmented, list[Block]] | None:
    """The structure of these blocks of an act; None where they are no act."""
    made = stages(name)
    blocks = [made.restored.blocks[place] for place in places]
    try:
        return segment(made.restored._replace(blocks=tuple(blocks)), made.source), blocks
    except ReadError as error:
        assert error.code == "KZR12"
        return None


def walk(nodes: tuple[AnyNode, ...]) -> Iterator[AnyNode]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def all_appendices(appendices: tuple[Appendix, ...]) -> Iterator[Appendix]:
    for appendix in appendices:
        yield appendix
        yield from all_appendices(appendix.appendices)


def all_nodes(made: Segmented) -> Iterator[AnyNode]:
    for part in (made.preface, made.body, made.conclusions):
        yield from walk(part)
    for appendix in all_appendices(made.appendices):
        yield from walk(appendix.body)


def printed(made: Segmented) -> Counter[str]:
    texts: list[str | None] = [made.preamble.text if made.preamble else None]
    for node in all_nodes(made):
        texts += [node.label, node.heading, node.text]
        if isinstance(node, Table):
            texts += [cell for row in node.rows for cell in row]
    for appendix in all_appendices(made.appendices):
        texts += [appendix.header, appendix.second_header, appendix.title]
    return Counter("".join("".join(filter(None, texts)).split()))


def letters(blocks: list[Block]) -> Counter[str]:
    texts = [block.text.text for block in blocks]
    texts += [cell.text for block in blocks for row in block.rows for cell in row if cell]
    return Counter("".join("".join(texts).split()))


@STEADY
@given(disordered())
def test_no_letter_is_lost_or_made_up(case: tuple[str, list[int]]) -> None:
    made = segmented(*case)
    if made is not None:
        assert printed(made[0]) == letters(made[1])


@STEADY
@given(disordered())
def test_ids_are_unique_and_the_same_every_time(case: tuple[str, list[int]]) -> None:
    made = segmented(*case)
    if made is None:
        return
    ids = [node.id for node in all_nodes(made[0])] + [found.id for found in all_appendices(made[0].appendices)]
    assert len(ids) == len(set(ids))
    again = segmented(*case)
    assert again is not None
    assert again[0].body == made[0].body
    assert again[0].appendices == made[0].appendices


@STEADY
@given(disordered())
def test_labels_are_what_is_printed_and_numbers_stand_in_them(case: tuple[str, list[int]]) -> None:
    made = segmented(*case)
    if made is None:
        return
    starts = {"".join(block.text.text.split()) for block in made[1]}
    for node in all_nodes(made[0]):
        if node.label and node.kind != "table":
            assert node.num is None or node.num in node.label
            label = "".join(node.label.split())
            assert any(text.startswith(label) for text in starts)


@STEADY
@given(NAMES, st.data())
def test_children_stand_in_source_order_where_the_blocks_do(name: str, data: st.DataObject) -> None:
    count = len(stages(name).restored.blocks)
    places = sorted(data.draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=60)))
    made = segmented(name, places)
    if made is None:
        return
    for node in all_nodes(made[0]):
        starts = [child.span[0] for child in node.children]
        assert starts == sorted(starts)
        assert all(node.span[0] <= child.span[0] <= child.span[1] <= node.span[1] for child in node.children)


@st.composite
def numbered_acts(draw: st.DrawFn) -> tuple[str, list[object]]:
    """A body of clauses, points and sub-points counted without a fault, and its outline."""
    lines: list[str] = []
    rows: list[object] = []
    for clause in range(1, draw(st.integers(2, 9)) + 1):
        lines.append(f"      {clause}. Мыналар қамтамасыз етілсін:\n")
        row: list[object] = [f"clause {clause}"]
        for point in range(1, draw(st.integers(0, 5)) + 1):
            lines.append(f"      {point}) құжаттарды қабылдау:\n")
            inner: list[object] = [f"point {point}"]
            for letter in "абвгде"[: draw(st.sampled_from([0, 0, 2, 4]))]:
                lines.append(f"      {letter}) тіркеу журналы;\n")
                inner.append(f"point {letter}")
            row.append(inner if len(inner) > 1 else inner[0])
        rows.append(row if len(row) > 1 else row[0])
    return "".join(lines), rows


@STEADY
@given(numbered_acts())
def test_siblings_counted_without_a_fault_come_out_as_printed(case: tuple[str, list[object]]) -> None:
    body, rows = case
    act = order(body)
    assert outline(act.body) == rows
    assert not [found for found in act.diagnostics if found.code.startswith("KZS")]


@pytest.mark.parametrize("articles", [300])
def test_hundreds_of_articles(articles: int) -> None:
    """A law in twenty chapters, an article in ten inserted later (`9-1-бап`)."""
    text = "Байланыс туралы\n\nҚазақстан Республикасының 2004 жылғы 5 шілдедегі N 567 Заңы\n\n"
    expected = []
    for number in range(1, articles + 1):
        if number % 15 == 1:
            text += f"{number // 15 + 1}-тарау. ЖАЛПЫ ЕРЕЖЕЛЕР\n\n"
        for mark in (f"{number}", f"{number}-1") if number % 10 == 9 else (f"{number}",):
            expected.append(mark)
            text += f"{mark}-бап. Операторлардың міндеттері\n\n      1. Операторлар:\n      1) тіркеуді;\n      2) сақтауды жүзеге асырады.\n"
            text += "      2. Ақпарат беріледі.\n\n"
    act = act_of(text)
    chapters = [node for node in act.body if node.kind == "chapter"]
    assert [chapter.num for chapter in chapters] == [str(number) for number in range(1, 21)]
    found = [article for chapter in chapters for article in chapter.children]
    assert [article.num for article in found] == expected
    assert all(outline(article.children) == [["clause 1", "point 1", "point 2"], "clause 2"] for article in found)
    assert not [found for found in act.diagnostics if found.code.startswith("KZS")]

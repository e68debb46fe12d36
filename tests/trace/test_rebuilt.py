"""From the ledger alone the clean text is rebuilt, and every place leads back to the source."""

from __future__ import annotations

import unicodedata
from functools import cache

import pytest
from acts import nodes, restored_texts, texts
from conftest import ALL, CORPORA, PDFS, source_of, stages
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

import kzreg_parse
from kzreg_parse.export import to_json
from kzreg_parse.model import Act, AnyNode
from kzreg_parse.model.errors import LedgerError, ReadError
from kzreg_parse.pipeline import parse_source
from kzreg_parse.read import read
from kzreg_parse.trace import Printed, Rebuilt, rebuild
from kzreg_parse.trace.inside import places_inside

EVERY = sorted(
    path.relative_to(CORPORA).as_posix()
    for path in CORPORA.rglob("*")
    if path.suffix in (".txt", ".md", ".html", ".pdf")
)


@cache
def rebuilt(name: str) -> Rebuilt:
    """From the JSON and the source text, as another program would have them."""
    made = stages(name)
    return rebuild(Act.model_validate_json(to_json(made.act)), made.source.text)


@pytest.mark.parametrize("name", EVERY)
def test_every_printed_text_is_rebuilt_to_the_letter(name: str) -> None:
    made = rebuilt(name)
    assert not made.unmatched
    assert sorted(made.rebuild(text) for text in made.texts) == sorted(texts(made.act))


@pytest.mark.parametrize("name", EVERY)
def test_the_rebuilt_source_holds_the_texts_and_nothing_else(name: str) -> None:
    made = rebuilt(name)
    used = bytearray(len(made.text))
    for printed in made.texts:
        for _, place, length in printed.pieces or ():
            assert not any(used[place : place + length]), f"{printed.id}: {printed.text} shares its place"
            used[place : place + length] = b"\1" * length
    assert not "".join(letter for letter, mark in zip(made.text, used, strict=True) if not mark).strip()


@pytest.mark.parametrize("name", ALL)
def test_a_text_with_a_span_of_its_own_is_the_repaired_source_of_that_span(name: str) -> None:
    made = rebuilt(name)
    act = made.act
    notices = act.act.repeal.notices if act.act.repeal else ()
    leaves = [node for node in _leaves(act) if node.text and not node.label]
    for found in (*([act.preamble] if act.preamble else []), *leaves, *notices, *act.act.amended_by):
        located = made.locate(found.text, found.span)
        assert located is not None
        assert made.rebuild(located) == found.text
    for leaf in leaves:
        assert _applied(made, leaf.span) == leaf.text


def _leaves(act: Act) -> list[AnyNode]:
    return [node for node in nodes(act) if not node.children and node.kind != "table"]


def _applied(made: Rebuilt, span: tuple[int, int]) -> str:
    """The recipe of the README: the source text of a span, each repair inside it applied once."""
    parts, position = [], span[0]
    for repair in made.act.repairs:
        if span[0] <= repair.span[0] and repair.span[1] <= span[1]:
            parts += [made.source_text[position : repair.span[0]], repair.clean]
            position = repair.span[1]
    return "".join([*parts, made.source_text[position : span[1]]])


@pytest.mark.parametrize("name", ALL)
def test_characters_lead_back_to_the_places_they_were_read_from(name: str) -> None:
    """What the ledger alone tells agrees with the places that restoration itself kept."""
    made, told = stages(name), rebuilt(name)
    inked = unsure = 0
    for text in restored_texts(made.restored, made.segmented):
        located = told.locate(text.text.replace("\n", " "), text.span)
        assert located is not None
        for index in range(len(located.text)):
            origin = told.origin(located, index)
            is_inked = not text.text[index].isspace()
            inked += is_inked
            unsure += is_inked and not origin.exact
            if origin.exact:
                assert origin.span == (text.offset(index), text.offset(index) + 1)
            elif is_inked:
                assert origin.span[0] <= text.offset(index) < origin.span[1]
    assert unsure <= 0.002 * inked


@given(st.data())
@settings(max_examples=examples(400), deadline=None)
def test_any_position_leads_to_the_same_character_or_to_a_repair_that_says_otherwise(data: st.DataObject) -> None:
    made = rebuilt(data.draw(st.sampled_from(ALL)))
    printed = data.draw(st.sampled_from(made.texts))
    position = data.draw(st.integers(0, len(printed.text) - 1))
    origin = made.origin(printed, position)
    raw = made.source_text[slice(*origin.span)]
    letter = printed.text[position]
    if origin.repair is None:
        assert raw == letter or (letter == " " and not raw.strip())
        return
    assert origin.repair in made.act.repairs
    assert origin.repair.span[0] <= origin.span[0] <= origin.span[1] <= origin.repair.span[1]
    if origin.exact:
        assert raw == letter or ("CYRILLIC" in unicodedata.name(raw)) is not ("CYRILLIC" in unicodedata.name(letter))
        back = made.target(origin.span[0])
        assert back is not None
        assert (back.printed, back.span, back.exact) == (printed, (position, position + 1), True)
    else:
        assert origin.span == origin.repair.span


@given(st.data())
@settings(max_examples=examples(300), deadline=None)
def test_any_printed_character_of_the_source_leads_into_the_text_that_holds_it(data: st.DataObject) -> None:
    made = rebuilt(data.draw(st.sampled_from(ALL)))
    offset = data.draw(st.integers(0, len(made.source_text) - 1))
    target = made.target(offset)
    if target is None:
        letter = made.source_text[offset]
        inside = [repair for repair in made.act.repairs if repair.span[0] <= offset < repair.span[1]]
        assert not letter.strip() or (inside and not inside[0].clean)
        return
    if target.exact:
        origin = made.origin(target.printed, target.span[0])
        assert (origin.span, origin.exact) == ((offset, offset + 1), True)
    else:
        assert target.repair is None or target.repair.span[0] <= offset < target.repair.span[1]


def test_a_row_that_a_page_cut_is_rebuilt_from_its_two_halves() -> None:
    made = rebuilt("pdf/001.pdf")
    cut = [printed for printed in made.texts if len(printed.pieces or ()) > 1]
    assert cut
    for printed in cut:
        assert made.rebuild(printed) == printed.text
        blank = (printed.pieces or ())[1][0] - 1
        assert not made.origin(printed, blank).exact
        assert made.origin(printed, 0).page != made.origin(printed, len(printed.text) - 1).page


@pytest.mark.parametrize("name", PDFS)
def test_a_character_of_a_pdf_has_its_page_and_its_box(name: str) -> None:
    made = stages(name)
    told = rebuild(made.act, made.source)
    alone = rebuilt(name)
    boxes = [item.box for item in made.source.items if getattr(item, "box", None)]
    page_box = (min(box[0] for box in boxes), 0, max(box[2] for box in boxes), max(box[3] for box in boxes))
    for printed in told.texts[::7]:
        for position in range(0, len(printed.text), 5):
            origin = told.origin(printed, position)
            assert origin.page == alone.origin(printed, position).page == made.source.page_of(origin.span[0])
            if printed.text[position] != " ":
                assert origin.box is not None
                x0, top, x1, bottom = origin.box
                assert page_box[0] - 1 <= x0 < x1 <= page_box[2] + 1
                assert page_box[1] <= top < bottom <= page_box[3] + 1


@pytest.mark.parametrize("name", ["text/001.txt", "text/004.txt"])
def test_the_page_in_a_dump_is_told_where_the_document_leaves_no_doubt(name: str) -> None:
    made, alone = stages(name), rebuilt(name)
    known = 0
    for printed in alone.texts:
        origin = alone.origin(printed, 0)
        assert origin.page in (None, made.source.page_of(origin.span[0]))
        known += origin.page is not None
    assert known > 0.9 * len(alone.texts)


def test_repairs_of_another_text_are_refused() -> None:
    made = stages("text/000.txt")
    with pytest.raises(LedgerError, match="repair_1 is not a repair of this source text"):
        rebuild(made.act, stages("text/004.txt").source.text)
    with pytest.raises(LedgerError):
        rebuild(made.act.model_copy(update={"repairs": made.act.repairs[::-1]}), made.source.text)


def test_a_text_that_was_tampered_with_is_named() -> None:
    made = stages("text/000.txt")
    clause = made.act.body[0].model_copy(update={"text": "басқа мәтін"})
    changed = rebuild(made.act.model_copy(update={"body": (clause, *made.act.body[1:])}), made.source.text)
    assert [(printed.id, printed.part) for printed in changed.unmatched] == [("cl_1", "text")]


def test_places_out_of_range_are_refused() -> None:
    made = rebuilt("text/000.txt")
    text = made.find("preamble")
    with pytest.raises(IndexError):
        made.origin(text, len(text.text))
    with pytest.raises(IndexError):
        made.target(len(made.source_text))
    with pytest.raises(KeyError):
        made.find("cl_99")


def test_the_public_functions_go_together() -> None:
    path = CORPORA / "text" / "000.txt"
    kept = kzreg_parse.parse_with_source(path)
    again = kzreg_parse.rebuild(kzreg_parse.parse(path), kzreg_parse.source_of(path).text)
    assert kept.act == again.act
    assert kept.text == again.text
    clause = kept.find("cl_1")
    place = clause.text.index("қосымшасына")
    origin = kept.origin(clause, place)
    assert origin.exact
    assert origin.repair is not None
    assert origin.repair.kind == "displaced_link"
    assert kept.source_text[origin.span[0] :].startswith("қосымшасына")
    assert isinstance(clause, Printed)


@pytest.mark.parametrize(
    ("raw", "clean", "places"),
    [
        ("т а", "та", [0, 2]),
        ("Кyш", "Күш", [0, 1, 2]),
        ("б  в.а", "б а в.", [0, None, 5, None, 3, 4]),
        ("а б а", "б а а", [2, None, None, None, None]),  # which of the two came first cannot be told
        ("\n\n", " ", [None]),
    ],
)
def test_inside_a_repair_only_what_is_certain_is_told(raw: str, clean: str, places: list[int | None]) -> None:
    assert places_inside(raw, clean) == places


LINES = {name: source_of(name).text.split("\n") for name in ("text/004.txt", "text/003.md")}
NOISE = [
    "\u00a0",
    "\r",
    "\f",
    "  ",
    "\t",
    "\u2028",
    "\u200b",
    "\ufeff",
    "«",
    '"',
    "\n\n\n\n",
    "i",
    "1)",
    "\x1c",
    "*",
    "|",
]


@given(st.data())
@settings(max_examples=examples(60), deadline=None)
def test_shuffled_and_damaged_lines_are_rebuilt_too(data: st.DataObject) -> None:
    lines = LINES[data.draw(st.sampled_from(sorted(LINES)))]
    picked = data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=30, max_size=90))
    text = "\n".join(lines[index] for index in [*range(12), *picked])
    for place, sign in data.draw(st.lists(st.tuples(st.integers(0, len(text)), st.sampled_from(NOISE)), max_size=40)):
        text = text[:place] + sign + text[place:]
    try:
        source = read(text.encode(), "damaged.txt")
        act = parse_source(source)
    except ReadError:
        return
    made = rebuild(act, source.text)
    assert not made.unmatched
    assert sorted(made.rebuild(found) for found in made.texts) == sorted(texts(act))

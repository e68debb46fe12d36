"""No character of a source is ever lost, and none is made up."""

from __future__ import annotations

from collections import Counter

import pytest
from acts import restored_texts, spans, texts
from conftest import ALL, source_of, stages
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kzreg_parse.model import Act
from kzreg_parse.model.errors import ReadError
from kzreg_parse.pipeline import assemble, parse_bytes
from kzreg_parse.read import Source, read
from kzreg_parse.restore import restore


def uncovered(source_text: str, act: Act) -> str:
    """The non-blank characters that stand in no span of the output, apart from markup that was taken out."""
    seen = bytearray(len(source_text))
    taken_out = [repair.span for repair in act.repairs if not repair.clean]
    for start, end in (*spans(act), *taken_out):
        seen[start:end] = b"\x01" * (end - start)
    return "".join(letter for letter, mark in zip(source_text, seen, strict=True) if not mark and not letter.isspace())


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


def rebuilt(source_text: str, act: Act) -> str:
    """The source text with every repair of the ledger applied."""
    parts, position = [], 0
    for repair in act.repairs:
        assert repair.span[0] >= position, f"{repair.id} overlaps the repair before it"
        parts += [source_text[position : repair.span[0]], repair.clean]
        position = repair.span[1]
    return "".join([*parts, source_text[position:]])


@pytest.mark.parametrize("name", ALL)
def test_every_printed_character_stands_in_the_output(name: str) -> None:
    made = stages(name)
    assert uncovered(made.source.text, made.act) == ""


@pytest.mark.parametrize("name", ALL)
def test_the_output_holds_the_letters_of_the_repaired_source_and_no_others(name: str) -> None:
    made = stages(name)
    expected = letters(rebuilt(made.source.text, made.act))
    assert sum((letters(text) for text in texts(made.act)), Counter()) == expected


@pytest.mark.parametrize("name", ALL)
def test_the_ledger_quotes_the_source_and_rebuilds_every_block(name: str) -> None:
    made = stages(name)
    for repair in made.act.repairs:
        assert made.source.text[slice(*repair.span)] == repair.raw
        assert repair.raw != repair.clean
    for text in restored_texts(made.restored, made.segmented):
        assert _rebuilt_between(made.source, made.act, text.span) == text.text


def _rebuilt_between(source: Source, act: Act, span: tuple[int, int]) -> str:
    parts, position = [], span[0]
    for repair in act.repairs:
        if span[0] <= repair.span[0] and repair.span[1] <= span[1] and repair.span[0] < span[1]:
            parts += [source.text[position : repair.span[0]], repair.clean]
            position = repair.span[1]
    return "".join([*parts, source.text[position : span[1]]]).strip()


LINES = source_of("text/004.txt").text.split("\n")


@given(st.lists(st.integers(0, len(LINES) - 1), min_size=30, max_size=120))
@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_shuffled_and_repeated_lines_lose_nothing(picked: list[int]) -> None:
    data = "\n".join(LINES[index] for index in [*range(12), *picked]).encode()
    source = read(data, "shuffled.txt")
    act = parse_bytes(data, "shuffled.txt")
    assert uncovered(source.text, act) == ""


@given(st.text(alphabet=st.sampled_from('абвәіқ 1.)(«»"–-,;:\n\u00a0№\f\r\tN'), max_size=400))
@settings(max_examples=examples(80), deadline=None)
def test_any_text_is_read_or_refused_with_a_reason(text: str) -> None:
    head = "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.\n"
    try:
        source = read((head + text).encode(), "any.txt")
        act = parse_bytes((head + text).encode(), "any.txt")
    except ReadError as error:
        assert error.code.startswith("KZR")
    else:
        assert uncovered(source.text, act) == ""
        restore(source)


def test_assemble_takes_the_stages_as_they_are() -> None:
    made = stages("text/000.txt")
    assert assemble(made.source, made.restored, made.segmented, made.facts) == made.act

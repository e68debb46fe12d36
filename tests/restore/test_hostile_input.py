"""Inputs that nobody would print: they take no more time than their length, and raise nothing but a ReadError."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

import pytest

from kzreg_parse import ReadError
from kzreg_parse.pipeline import parse_bytes
from kzreg_parse.read import read
from kzreg_parse.restore import restore

HEAD = (
    "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.\n      Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n"
)
SENTENCE = "Мемлекеттік көрсетілетін қызмет стандартына сәйкес нысан бойынша өтініш беріледі, ол 3 күнде қаралады. "
SHORT = 3_500  # characters; the same again four times as long may take as much a character
STEEPEST = 2.0  # times as long a character for the long one as for the short one; 4 would be quadratic time
MOST_MICROSECONDS_A_CHARACTER = 200  # a guard against a hang, not a measure of speed
ATTEMPTS = 3
LONG_ENOUGH_S = 0.25  # a measurement that takes less is taken again, as chance has a part in it


def repeat(text: str) -> Callable[[int], str]:
    return lambda length: text * (length // len(text))


def nest(opening: str, closing: str) -> Callable[[int], str]:
    return lambda length: opening * (length // 2) + "қызмет" + closing * (length // 2)


# What the input is made of, as a function of its length, and the shorter of the two lengths it is tried at.
HOSTILE: dict[str, tuple[Callable[[int], str], int]] = {
    "one line of sentences": (repeat(SENTENCE), SHORT),
    "one word": (repeat("қ"), SHORT),
    "one word in two scripts": (repeat("қa"), SHORT),
    "one letter-spaced line": (repeat("к ө р с е т е д і  "), SHORT),
    "one letter-spaced line without double blanks": (repeat("к ө р с е т е д і "), SHORT),
    "one partly stretched line": (repeat("көрсет ілет ін  қызмет  "), 60_000),
    "one partly stretched line without double blanks": (repeat("көрсет ілет ін қызмет "), SHORT),
    "nested brackets": (nest("(", ")"), SHORT),
    "nested brackets with blanks": (nest("( ", " )"), SHORT),
    "nested quotation marks": (nest("«", "»"), SHORT),
    "straight quotation marks": (repeat('" '), SHORT),
    "stops": (repeat("."), SHORT),
    "stops with blanks": (repeat(" ."), SHORT),
    "double blanks": (repeat("қызмет  "), SHORT),
    "blanks before commas": (repeat("қызмет , "), SHORT),
    "blanks alone": (lambda length: f"қызмет{' ' * length}қызмет", SHORT),
    "hyphens": (repeat("қызмет-"), SHORT),
    "figures and hyphens": (lambda length: "1-" * (length // 2) + "қосымшаға", 30_000),
    "figures": (repeat("1 2 3 "), SHORT),
    "displaced links on one line": (repeat("осы бұйрыққа  сәйкес;1-қосымшаға "), SHORT),
    "displaced links in one block": (repeat("осы бұйрыққа  сәйкес;1-қосымшаға \n"), 6_000),
    "short lines": (repeat("қызмет\n"), SHORT),
    "short lines far apart": (repeat("қызмет\n\n"), SHORT),
    "pages of one word": (repeat("қызмет \n\n\n\n"), SHORT),
    "lines left open": (repeat("қызмет (\n"), SHORT),
    "one block of many lines": (repeat(SENTENCE[:80] + "\n"), SHORT),
    "headers": (repeat("Алматы облысы\nәкімдігінің\n2014 жылғы\n№ 245 қаулысымен\nбекітілді\n"), SHORT),
    "lines of the word appendix": (repeat("қосымша\n"), 1500),
    "cells": (repeat("1\n2\n3\n4\n"), SHORT),
    "rows of a table": (repeat("1 2 3 4 5\n\nРәсім (іс-қимыл) атауы\n\nҚарау\n"), SHORT),
    "a heading on every page": (repeat("Жалпы ережелер мен басқа да\n\n\n\n"), SHORT),
    "control characters": (repeat("қызмет\x0b\x0c\x1b\x7f\x85 "), SHORT),
}


def restore_bytes(data: bytes) -> None:
    """Read and restore; a refusal is an answer too."""
    try:
        source = read(data, "hostile.txt")
    except ReadError:
        return
    restore(source)


def seconds(data: bytes) -> float:
    """Processor time, the best of up to three rounds; without the collector, whose work depends on other tests."""
    best = float("inf")
    gc.disable()
    try:
        for _ in range(3):
            start = time.process_time()
            restore_bytes(data)
            best = min(best, time.process_time() - start)
            if best > LONG_ENOUGH_S:
                break
    finally:
        gc.enable()
    return best


@pytest.mark.heavy
@pytest.mark.parametrize("kind", HOSTILE)
def test_time_grows_with_the_length(kind: str) -> None:
    make, length = HOSTILE[kind]
    short, long = ((HEAD + make(times * length) + "\n") for times in (1, 4))
    for _ in range(ATTEMPTS):
        long_s = seconds(long.encode())
        steepness = (long_s / len(long)) / (seconds(short.encode()) / len(short))
        if steepness < STEEPEST or long_s > 1:
            break
    assert steepness < STEEPEST, f"{steepness:.1f} times as long a character"


@pytest.mark.heavy
def test_ten_megabytes_on_one_line_are_restored() -> None:
    text = HEAD + repeat(SENTENCE)(10_000_000) + "\n"
    start = time.process_time()
    restore_bytes(text.encode())
    assert (time.process_time() - start) * 1e6 / len(text) < MOST_MICROSECONDS_A_CHARACTER / 20


def test_a_hundred_thousand_letters_apart_are_closed_up() -> None:
    word = "көрсетілетін"
    line = "  ".join(" ".join(word) for _ in range(100_000 // len(word)))
    made = restore(read((HEAD + "      " + line + "\n").encode(), "letters.txt"))
    assert made.blocks[-1].text.text == " ".join([word] * (100_000 // len(word)))


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_but_a_read_error_is_raised(kind: str) -> None:
    make, _ = HOSTILE[kind]
    data = (HEAD + make(3000) + "\n").encode()
    start = time.process_time()
    try:
        parse_bytes(data, "hostile.txt")
    except ReadError as error:
        assert error.code.startswith("KZR")
    assert (time.process_time() - start) * 1e6 / len(data) < 10 * MOST_MICROSECONDS_A_CHARACTER


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("count", [1, 40, 1500])
def test_lone_surrogates_raise_nothing_but_a_read_error(encoding: str, count: int) -> None:
    text = HEAD + f"      1. Қызмет{chr(0xD800)}көрсету{chr(0xDFFF)} {SENTENCE}\n" * count
    mark = "\ufeff" if encoding != "utf-8" else ""
    data = (mark + text).encode(encoding, "surrogatepass")
    try:
        parse_bytes(data, "surrogates.txt")
    except ReadError as error:
        assert error.code.startswith("KZR")


@pytest.mark.parametrize("code", [*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0x85, 0xAD, 0x200B, 0x2028, 0xFEFF])
def test_control_characters_cost_no_letter(code: int) -> None:
    text = HEAD + f"      1. Мемлекеттік {chr(code)}қызмет көрсетіледі.\n"
    made = restore(read(text.encode(), "control.txt"))
    kept = "".join(block.text.text for block in made.blocks)
    assert "".join(filter(str.isalnum, kept)) == "".join(filter(str.isalnum, text))

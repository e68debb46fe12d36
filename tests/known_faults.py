"""Tests that fail because of a fault of the package, each with the fault; the one place where they are listed.

A key is the end of a test's id, as pytest prints it below `tests/`. Take a line off when its fault is
mended; a test that passes nevertheless is shown as XPASS.
"""

from __future__ import annotations

from typing import Final

KNOWN_FAULTS: Final[dict[str, str]] = {
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[three blanks before links that stood last]": "links put into a gap that links in their place left",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a link in its place behind a hole at the line's start]": "links put into a gap that links in their place left",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a typed blank before a comma is no hole, a figure stands last]": "a blank typed before a stop is taken for the hole of a link",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a typed blank before a colon between figures]": "a blank typed before a stop is taken for the hole of a link",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a typed blank before a comma is no hole, a noun stands last]": "a blank typed before a stop is taken for the hole of a link",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a typed blank before a comma is no hole, a verb's object stands last]": "a blank typed before a stop is taken for the hole of a link",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a fragment is joined to its word and not to the next]": "fragments of a partly stretched line are joined to a neighbour or left apart",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a whole word before a torn one stays apart]": "fragments of a partly stretched line are joined to a neighbour or left apart",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a label's hyphen in a partly stretched line]": "fragments of a partly stretched line are joined to a neighbour or left apart",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[an unknown word in a partly stretched line]": "fragments of a partly stretched line are joined to a neighbour or left apart",
    "normalise/test_any_damage.py::test_stretched_lines_of_old_acts_are_closed_up": "fragments of a partly stretched line are joined to a neighbour or left apart",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[one-letter words of Russian]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[variables in a sentence]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a formula in Latin letters]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a formula in Cyrillic letters]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a product of measures]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_unchanged.py::test_a_short_line_passes_unchanged[line 28]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_unchanged.py::test_a_short_line_passes_unchanged[line 29]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_unchanged.py::test_a_short_line_passes_unchanged[line 30]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_unchanged.py::test_a_short_line_passes_unchanged[line 36]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_unchanged.py::test_a_short_line_passes_unchanged[line 43]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_unchanged.py::test_a_short_line_passes_unchanged[line 47]": "one-letter words of clean text are taken for a letter-spaced line",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a page ends before a capital]": "a page break inside a sentence makes two blocks",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a page ends behind an abbreviation]": "a page break inside a sentence makes two blocks",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a page ends behind a semicolon inside a sentence]": "a page break inside a sentence makes two blocks",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a page ends behind a number]": "a page break inside a sentence makes two blocks",
    "normalise/test_any_damage.py::test_pages_of_new_acts_are_joined_as_they_were_printed": "a page break inside a sentence makes two blocks",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a link with its blank stood first on its line]": "an empty line above a line that began with a link makes two blocks",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[two links stood first on their line]": "an empty line above a line that began with a link makes two blocks",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a number stood first on its line, below a date]": "an empty line above a line that began with a link makes two blocks",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a line ends behind a dash between figures]": "a line end inside a word or number gets a blank",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a line begins with a hyphen before a figure]": "a line end inside a word or number gets a blank",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a line begins with a slash before a figure]": "a line end inside a word or number gets a blank",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a line ends behind a hyphen after a sign]": "a line end inside a word or number gets a blank",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a Roman number is glued to a word]": "a Roman number glued to a Cyrillic word is turned into Cyrillic letters and not parted from it",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[the same paragraph on both sides of a page break]": "a paragraph that ends a page and stands again over the next one is left out as furniture",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[two links in a stretched line]": "links of a stretched line stay glued together",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a torn link glued to a partly stretched line]": "links of a stretched line stay glued together",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a torn link glued behind a colon]": "links of a stretched line stay glued together",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[two links from one hole, the act first]": "several links of one hole are not put back together",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[three links from one hole]": "several links of one hole are not put back together",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[two links, one left in place]": "several links of one hole are not put back together",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a link of two words]": "several links of one hole are not put back together",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a word and a number in two holes]": "a link that its case ending would place is left at the line's end",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[an attributive link behind the stop]": "a link that its case ending would place is left at the line's end",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a link in the instrumental]": "a link that its case ending would place is left at the line's end",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a link inside a chain of genitives]": "a link that its case ending would place is left at the line's end",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a number glued to a number's hyphen]": "a link that its case ending would place is left at the line's end",
    "normalise/test_smallest_damage.py::test_small_damage_is_mended[a number torn from its sign]": "a link that its case ending would place is left at the line's end",
    "normalise/test_round_trip.py::test_every_wrong_paragraph_is_said_to_be_doubtful": "wrong paragraphs, most of them with displaced links, without a diagnostic",
    "normalise/test_hostile_input.py::test_time_grows_with_the_length[one partly stretched line]": "time grows with the square of the length",
    "normalise/test_hostile_input.py::test_time_grows_with_the_length[figures and hyphens]": "time grows with the square of the length",
    "normalise/test_hostile_input.py::test_time_grows_with_the_length[displaced links in one block]": "time grows with the square of the length",
    "normalise/test_hostile_input.py::test_ten_megabytes_on_one_line_are_restored": "time grows with the square of the length",
}
# Of these the tests that would take minutes; they are not run at all.
ENDLESS: Final = frozenset({"normalise/test_hostile_input.py::test_ten_megabytes_on_one_line_are_restored"})


def name_of(node_id: str) -> str:
    """A test's id as the list has it."""
    return node_id.removeprefix("tests/")

"""What differs between two acts: nodes by id and by words, facts, and how the command ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import CORPORA, stages
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from small_acts import order
from typer.testing import CliRunner

from kzreg_parse.cli.app import app
from kzreg_parse.diff import Difference, Piece, difference
from kzreg_parse.diff.changes import word_pieces
from kzreg_parse.export import to_json

BODY = (
    "      1. Мыналар бекітілсін:\n      1) қызмет көрсету тәртібі;\n      2) құжаттар тізбесі;\n      3) өтініш нысаны.\n"
    "      2. Осы қаулының орындалуын бақылау облыс әкімінің орынбасарына жүктелсін.\n"
    "      Басқарма қаулыны интернет-ресурста орналастырсын.\n"
    "      3. Осы қаулы алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.\n"
)


def changed(old: str, new: str) -> Difference:
    assert old in BODY
    return difference(order(BODY), order(BODY.replace(old, new)))


def marks(found: Difference) -> list[tuple[str, str | None, str | None]]:
    return [(change.kind, change.before, change.after) for change in found.nodes]


@pytest.mark.parametrize("name", ["text/000.txt", "text/003.md", "pdf/001.pdf"])
def test_an_act_is_the_same_as_itself_read_back(name: str) -> None:
    act = stages(name).act
    found = difference(act, type(act).model_validate_json(to_json(act)))
    assert not found
    assert found.as_data() == {"same": True, "nodes": (), "facts": ()}


def test_a_changed_text_is_told_word_by_word() -> None:
    found = changed("облыс әкімінің орынбасарына", "аппарат басшысына")
    assert marks(found) == [("changed", "cl_2", "cl_2")]
    (field,) = found.nodes[0].fields
    assert field.name == "text"
    assert [piece for piece in field.words if piece.sign != "="] == [
        Piece("-", "облыс әкімінің орынбасарына"),
        Piece("+", "аппарат басшысына"),
    ]
    assert not found.facts


def test_a_removed_point_does_not_make_the_ones_below_it_new() -> None:
    found = changed("      2) құжаттар тізбесі;\n      3) өтініш", "      2) өтініш")
    assert marks(found) == [("removed", "cl_1__point_2", None), ("changed", "cl_1__point_3", "cl_1__point_2")]
    assert found.nodes[0].text == "2) құжаттар тізбесі;"
    assert {field.name for field in found.nodes[1].fields} == {"num", "label"}


def test_an_added_paragraph_does_not_make_its_neighbours_new() -> None:
    found = changed("      Басқарма қаулыны", "      Аппарат есеп берсін.\n      Басқарма қаулыны")
    assert marks(found) == [("added", None, "cl_2__al_1")]


def test_words_that_went_to_another_clause_have_moved() -> None:
    line = "      Басқарма қаулыны интернет-ресурста орналастырсын.\n"
    found = difference(order(BODY), order(BODY.replace(line, "") + line))
    assert marks(found) == [("moved", "cl_2__al_1", "cl_3__al_1")]


def test_facts_are_compared_field_by_field_and_entry_by_entry() -> None:
    act = order(BODY)
    other = act.model_copy(
        update={
            "act": act.act.model_copy(update={"number": "А-5/215", "signatories": ()}),
            "diagnostics": act.diagnostics[:-1],
        }
    )
    found = difference(act, other)
    assert not found.nodes
    assert [(change.kind, change.path) for change in found.facts] == [
        ("changed", "act.number"),
        ("removed", "act.signatories"),
        ("removed", "diagnostics"),
    ]


def test_where_a_text_stands_in_the_source_does_not_count() -> None:
    act = order(BODY)
    assert not difference(act, order(BODY.replace("жүктелсін.\n", "жүктелсін.\n\n")))


WORDS = st.lists(st.sampled_from("осы қаулы облыс әкім тармақ және".split()), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_word_differences_hold_both_texts_whole(before: str, after: str) -> None:
    pieces = word_pieces(before, after)
    assert " ".join(piece.text for piece in pieces if piece.sign != "+") == before
    assert " ".join(piece.text for piece in pieces if piece.sign != "-") == after


LINES = BODY.splitlines(keepends=True)


@settings(max_examples=examples(40), deadline=None)
@given(st.permutations(LINES), st.permutations(LINES))
def test_what_is_added_one_way_is_removed_the_other_way(before: list[str], after: list[str]) -> None:
    one, two = order("".join(before)), order("".join(after))
    there, back = difference(one, two), difference(two, one)
    assert bool(there) == bool(back)
    added = sum(change.kind == "added" for change in there.nodes)
    assert added == sum(change.kind == "removed" for change in back.nodes)


def run(*words: object) -> tuple[int, str, str]:
    ended = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return ended.exit_code, ended.stdout, ended.stderr


@pytest.fixture
def two_files(tmp_path: Path) -> tuple[Path, Path]:
    text = (CORPORA / "text" / "000.txt").read_text("utf-8")
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(text, "utf-8")
    new.write_text(text.replace("кеңсе қызметкері;", "кеңсе маманы;"), "utf-8")
    return old, new


def test_the_command_ends_with_0_where_acts_are_the_same(two_files: tuple[Path, Path]) -> None:
    assert run("diff", two_files[0], two_files[0]) == (0, "the same\n", "")


def test_the_command_shows_the_words_and_ends_with_1(two_files: tuple[Path, Path]) -> None:
    status, shown, _ = run("diff", *two_files)
    assert status == 1
    assert "~ appendix_u1__chp_3__cl_7__point_1" in shown
    assert "[-қызметкері;-] {+маманы;+}" in shown
    assert shown.splitlines()[-1] == "2 changed"  # the point, and the list of participants that it belongs to


def test_the_commands_json_says_the_same(two_files: tuple[Path, Path]) -> None:
    status, shown, _ = run("diff", *two_files, "--json")
    assert status == 1
    data = json.loads(shown)
    assert data["same"] is False
    assert data["nodes"][0]["fields"][0]["words"][-2:] == [
        {"sign": "-", "text": "қызметкері;"},
        {"sign": "+", "text": "маманы;"},
    ]
    assert json.loads(run("diff", two_files[0], two_files[0], "--json")[1])["same"] is True


def test_an_input_that_cannot_be_read_ends_with_2(two_files: tuple[Path, Path], tmp_path: Path) -> None:
    status, shown, said = run("diff", two_files[0], tmp_path / "none.json")
    assert (status, shown) == (2, "")
    assert "KZR04" in said
    assert run("diff", two_files[0])[0] == 2


def test_the_help_has_examples() -> None:
    status, shown, _ = run("diff", "--help")
    assert status == 0
    assert "kzreg diff old/245.json new/245.json" in shown

"""What fuzzing found, each as the smallest input that showed it."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path
from typing import Any, get_args

import pytest
from edits import seeds
from promises import HEAD, PROMISES, keep

from kzreg_parse import ReadError, parse
from kzreg_parse.bulk.archives import members
from kzreg_parse.bulk.inputs import plan_documents
from kzreg_parse.cli.documents import load_act
from kzreg_parse.model import Table
from kzreg_parse.model.errors import WordListError
from kzreg_parse.pipeline import parse_bytes
from kzreg_parse.read import PdfBackend, read
from kzreg_parse.restore.words.user_list import read_word_list

REQUISITES = "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы."


def page(body: str) -> bytes:
    enacting = "<p>Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:</p>"
    return f"<html><body><h1>Тақырып</h1><p>{REQUISITES}</p>{enacting}{body}<p>2. Бақылау жүктелсін.</p></body></html>".encode()


def changed_act(*path: str | int, value: Any) -> bytes:
    """The seed of an act's JSON with another value at a place."""
    root = json.loads(seeds("act")[0])
    holder = root
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return json.dumps(root).encode()


@pytest.mark.parametrize("clause", ["Күші жойылды деп танылсын", "Күші жойылды деп танылсын."])
def test_a_clause_that_begins_with_the_verb_of_repeal_is_doubtful_not_a_crash(clause: str) -> None:
    act = parse_bytes((HEAD + f"      1. {clause}\n").encode(), "act.txt")
    noted = [found for found in act.diagnostics if found.code == "KZE04"]
    assert len(noted) == 1
    assert clause in noted[0].message
    assert act.repeals == ()


@pytest.mark.parametrize("unit", ["\r\n\n\n", "\t\n", "\n \n"])
def test_blank_lines_take_linear_time(unit: str) -> None:
    def seconds(length: int) -> float:
        data = (HEAD + unit * (length // len(unit)) + "1. Қызмет.\n").encode()
        best = float("inf")
        for _ in range(3):
            start = time.process_time()
            read(data, "blank.txt")
            best = min(best, time.process_time() - start)
        return best

    assert any(seconds(40_000) < 12 * seconds(10_000) + 0.05 for _ in range(3))


def test_words_of_a_table_in_a_table_are_written_once() -> None:
    inner = "<table border=1><tr><td>ішкі</td><td>ұяшық</td></tr></table>"
    for border in ("", " border=1"):
        text = read(page(f"<table{border}><tr><td>сыртқы {inner}</td></tr></table>"), "page.html").text
        assert (text.count("сыртқы"), text.count("ішкі"), text.count("ұяшық")) == (1, 1, 1)


def test_tables_in_tables_take_linear_time() -> None:
    start = time.process_time()
    keep(PROMISES["document"], page("<table><tr><td>" * 60 + "қызмет"))
    assert time.process_time() - start < 5  # 2 to the 60th before; a guard against a hang


def test_words_of_a_table_outside_its_cells_are_read() -> None:
    text = read(
        page("<table border=1><caption>1-кесте. Атаулар</caption>бос сөз<tr><td>а</td></tr></table>"), "page.html"
    ).text
    assert "1-кесте. Атаулар" in text
    assert "бос сөз" in text


def test_rows_in_a_form_are_rows() -> None:
    act = parse(page("<p>1. Кесте:</p><table border=1><form><tr><td>а</td><td>ә</td><td>б</td></tr></form></table>"))
    tables = [node for clause in act.body for node in clause.children if isinstance(node, Table)]
    assert [table.rows for table in tables] == [(("а", "ә", "б"),)]


def test_a_page_nested_too_deep_is_refused_not_cut() -> None:
    with pytest.raises(ReadError, match="nested too deep"):
        read(page("<div>" * 400 + "<p>1. Қызмет көрсетілсін.</p>"), "page.html")


@pytest.mark.parametrize("size", [b"00.00", b"-1.00", b"99999", b"1e-99"])
def test_type_of_no_or_of_any_size_is_read(size: bytes) -> None:
    data = next(seed for seed in seeds("pdf") if b" 13.99 Tf" in seed).replace(b" 13.99 Tf", b" " + size + b" Tf")
    keep(PROMISES["pdf"], data)
    texts = [read(data, "a.pdf", pdf_backend=backend).text for backend in get_args(PdfBackend)]
    assert texts[0] == texts[1]
    assert "Энергия" in texts[0]


def test_a_member_of_a_zip_without_a_name_is_passed_over(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("x", "")
        archive.writestr("a.txt", "сөз")
        archive.infolist()[0].filename = ""
    (tmp_path / "a.zip").write_bytes(buffer.getvalue())
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.namelist() == ["", "a.txt"]
    assert [member and member.label for member in members(tmp_path / "a.zip")] == [None, "a.txt"]


def test_two_refused_members_of_one_name_are_two_failures(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("../x.txt", "../y.txt", "good.txt"):
            archive.writestr(name, "сөз")
    data = (tmp_path / "a.zip").read_bytes().replace(b"../y.txt", b"../x.txt")
    (tmp_path / "a.zip").write_bytes(data)
    plan = plan_documents([str(tmp_path / "a.zip")], tmp_path / "out", frozenset())
    assert [document.member for document in plan.all] == ["../x.txt", "../x.txt", "good.txt"]
    assert len({document.output for document in plan.all}) == 3


@pytest.mark.parametrize("letter", ["\x85", "\u2028", "\u2029"])
def test_names_in_messages_stay_on_one_line(tmp_path: Path, letter: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"name": f"a{letter}b.txt", "text": "сөз"}), encoding="utf-8")
    (member,) = members(tmp_path / "a.jsonl")
    assert member is not None
    assert len(member.label.splitlines()) == 1


@pytest.mark.parametrize("line", ["ауыл\x1cдар", "ауыл\u2028дар", "ауыл\t1\x1c2", "ауыл" * 100 + "1"])
def test_a_word_list_says_what_is_wrong_in_one_short_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "words.tsv").write_text(line, encoding="utf-8")
    with pytest.raises(WordListError) as caught:
        read_word_list(tmp_path / "words.tsv")
    told = str(caught.value).removeprefix(str(tmp_path))
    assert len(told.splitlines()) == 1
    assert len(told) < 250


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("body", 0, "kind"), "a\nb\u2028c"),
        (("source", "chars"), 2**64),
        (("body", 0, "span"), [0, 2**70]),
        (("x\ny",), 1),
    ],
    ids=["a kind over two lines", "a number beyond 64 bits", "a span beyond 64 bits", "a key over two lines"],
)
def test_json_that_is_no_act_is_refused_in_one_line(tmp_path: Path, path: tuple[str | int, ...], value: Any) -> None:
    (tmp_path / "act.json").write_bytes(changed_act(*path, value=value))
    with pytest.raises(ReadError, match="KZR13") as caught:
        load_act(tmp_path / "act.json", pdf_backend="pypdfium2", lexicon=None)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("body", 0, "text"), ["a"], "text of parts is list"),
        (("body", 0, "span"), [[], 5], "not an act written by kzreg convert"),
        (("body", 0, "span"), [-3, 5], "span_start cannot be -3"),
        (("body", 0, "page"), 2**31, "page cannot be 2147483648"),
        (("act", "in_force"), "false", "in_force of documents is str"),
        (("act", "title"), 5, "title of documents is int"),
        (("act", "date"), "20191028", "20191028 is no date"),
        (("act", "date"), "2019-W44-1", "2019-W44-1 is no date"),
    ],
)
def test_one_wrong_value_in_an_act_is_named_and_the_others_are_indexed(
    tmp_path: Path, path: tuple[str | int, ...], value: Any, named: str
) -> None:
    pytest.importorskip("duckdb", reason="DuckDB is not installed (extra kzreg-parse[store])")
    from kzreg_parse.store.index import index_folder

    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "good.json").write_bytes(seeds("store")[0])
    (tmp_path / "out" / "wrong.json").write_bytes(changed_act(*path, value=value))
    done = index_folder(tmp_path / "out", tmp_path / "a.duckdb")
    assert done.acts == 1
    assert len(done.problems) == 1
    assert "wrong.json" in done.problems[0]
    assert named in done.problems[0]

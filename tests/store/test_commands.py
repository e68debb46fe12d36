"""The store's commands: what they answer, and what they say where they cannot."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from conftest import CORPORA, TEXTS
from store_made import MINISTER, act, put, ref
from typer.testing import CliRunner, Result

from kzreg_parse.cli.app import app

FIVE = {  # act: number and day of the act that repealed it, as printed in the five
    "816": ("810", "2020-12-23"),
    "192": ("376", "2015-05-28"),
    "33": ("139", "2020-04-10"),
    "243-НҚ": ("51-НҚ", "2014-03-03"),
    "245": ("144", "2017-06-12"),
}
A, B, C = ("бұйрық", "1", "2015-01-01"), ("бұйрық", "2", "2016-01-01"), ("бұйрық", "3", "2017-01-01")


@pytest.fixture
def kzreg(tmp_path: Path) -> Callable[..., Result]:
    def run(*words: object) -> Result:
        named = [] if "--help" in words or "--db" in words or words[0] == "convert" else ["--db", tmp_path / "a.duckdb"]
        return CliRunner().invoke(app, [str(word) for word in (words[0], *named, *words[1:])], catch_exceptions=False)

    return run


@pytest.fixture
def chain(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    """1 was amended by 4 (not in the store), repealed by 2, which 3 repealed; 2 cites 1 and a stranger."""
    put(
        tmp_path / "out",
        act(*A, repealed_by=ref(*B), amended_by=(ref("бұйрық", "4", "2015-06-01"),), adilet_id="V1500000001"),
        act(*B, repeals=(ref(*A),), cites=(ref(*A), ref("бұйрық", "77", "2001-01-01")), amends=(ref(*C),)),
        act(*C, repeals=(ref(*B),), clauses=("Электр желісіне қосу.", "Желілерге қосылмайды, лицензиясыз.")),
    )
    assert kzreg("index", tmp_path / "out").exit_code == 0


def test_the_five_acts_with_who_repealed_them_and_when(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    assert kzreg("convert", *(CORPORA / name for name in TEXTS), "-o", tmp_path / "out").exit_code == 0
    assert kzreg("index", tmp_path / "out").exit_code == 0
    told = json.loads(kzreg("repealed", "--json").stdout)
    assert {row["number"]: (row["repealing_number"], row["repealed_on"]) for row in told["acts"]} == FIVE
    assert all(row["act"] and row["node"] and row["span_end"] > row["span_start"] for row in told["acts"])
    within = kzreg("repealed", "--from", "2015-01-01", "--to", "2020-12-31", "--csv")
    assert sorted(row["number"] for row in csv.DictReader(io.StringIO(within.stdout))) == ["192", "245", "33", "816"]
    by = kzreg("repealed", "--by", "Энергетика министрінің", "--issuer", "ҚР энергетика министрлігі", "--json")
    assert json.loads(by.stdout)["found"] == 0
    by = kzreg("repealed", "--by", "Энергетика министрінің", "--json")
    assert {row["number"] for row in json.loads(by.stdout)["acts"]} == {"192", "33"}
    assert "5 found. In the store: 5 repealed, 0 in force" in kzreg("repealed").stdout
    tree = kzreg("history", "816", "28.10.2019").stdout
    assert "№ 810, 2020-12-23" in tree
    hits = json.loads(kzreg("search", "жылу желісі паспортының", "--json").stdout)
    assert hits["found"]
    for part in hits["parts"]:
        assert {part["text"][start:end].lower()[:3] for start, end in part["marks"]} <= {"жыл", "жел", "пас"}


@pytest.mark.heavy
@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("name", ["1 2015-01-01", "2015-01-01 № 1", "01.01.2015 1", "v1500000001", "1"])
def test_history_follows_the_chain(kzreg: Callable[..., Result], name: str) -> None:
    told = json.loads(kzreg("history", *name.split(), "--json").stdout)
    assert (told["state"], told["repealed_on"]) == ("repealed", "2016-01-01")
    by = told["repealed_by"]
    assert [(edge["number"], edge["score"], edge["node"]) for edge in by] == [("2", 1.0, "preface__note_1")]
    assert [(edge["number"], edge["said"], edge["node"]) for edge in by[0]["repealed_by"]] == [
        ("3", "of another", None)
    ]
    assert [(edge["number"], edge["act"], edge["unit"]) for edge in told["amended_by"]] == [("4", None, "1-тармақ")]


@pytest.mark.usefixtures("chain")
def test_a_circle_of_acts_ends(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    put(tmp_path / "out", act("бұйрық", "8", "2020-01-01", repeals=(ref("бұйрық", "9", "2020-01-01"),)))
    put(tmp_path / "out", act("бұйрық", "9", "2020-01-01", repeals=(ref("бұйрық", "8", "2020-01-01"),)))
    assert kzreg("index", tmp_path / "out").exit_code == 0
    assert "followed elsewhere" in kzreg("history", "8 2020-01-01").stdout.replace("\n", " ")


@pytest.mark.usefixtures("chain")
def test_citations_both_ways(kzreg: Callable[..., Result]) -> None:
    told = json.loads(kzreg("cites", "2", "--json").stdout)
    assert [(row["number"], bool(row["cited_act"]), row["node"], row["span_start"]) for row in told] == [
        ("1", True, "cl_1", 100),
        ("77", False, "cl_1", 101),
    ]
    incoming = json.loads(kzreg("cites", "1", "--incoming", "--json").stdout)
    assert [row["citation"] for row in incoming] == ["citation_0"]
    assert "not in the store" in kzreg("cites", "2").stdout


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    ("asked", "nodes"),
    [
        ("желі", {"cl_1", "cl_2"}),
        ("желілеріне", {"cl_1", "cl_2"}),
        ('"электр желісі"', {"cl_1"}),
        ("желі -электр", {"cl_2"}),
        ("лиценз*", {"cl_2"}),
        ("желі AND (", set()),
        ("жоқсөз", set()),
    ],
)
def test_search_knows_the_forms_of_a_word(kzreg: Callable[..., Result], asked: str, nodes: set[str]) -> None:
    ended = kzreg("search", "--json", "--", asked)
    assert {part["node"] for part in json.loads(ended.stdout)["parts"]} == nodes
    assert ended.exit_code == (0 if nodes else 1)


@pytest.mark.usefixtures("chain")
def test_long_answers_say_what_they_leave_out(kzreg: Callable[..., Result]) -> None:
    assert "… and 2 more" in kzreg("sql", "SELECT number FROM acts", "--limit", "1").stdout
    assert "more" not in kzreg("sql", "SELECT number FROM acts", "--limit", "0").stdout
    assert kzreg("sql", "SELECT number FROM acts ORDER BY 1", "--csv").stdout.split() == ["number", "1", "2", "3"]


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("sql", "SELEC 1"), "syntax error"),
        (("sql", "SELECT nothing FROM acts"), "nothing"),
        (("sql", "DELETE FROM acts"), "read-only"),
        (("sql", "SELECT * FROM read_csv('/etc/hosts')"), "disabled"),
        (("sql", "COPY acts TO 'acts.csv'"), "disabled"),
        (("history", "12345"), "no such act in the store"),
        (("history", "77 2001-01-01"), "though acts of it name one"),
        (("cites", "1", "--node", "cl_99"), "the act has no node cl_99"),
        (("search", "***"), "nothing to search for"),
    ],
)
def test_what_cannot_be_answered_is_one_line(kzreg: Callable[..., Result], words: tuple[str, ...], reason: str) -> None:
    ended = kzreg(*words)
    assert ended.exit_code == 1
    assert reason in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert ended.stdout == ""


@pytest.mark.parametrize(
    "words",
    [("--from", "tomorrow"), ("--from", "2020-01-01", "--to", "2019-01-01"), ("--csv", "--json"), ("--limit", "-1")],
)
def test_wrong_usage_ends_with_2(kzreg: Callable[..., Result], words: tuple[str, ...]) -> None:
    assert kzreg("repealed", *words).exit_code == 2


@pytest.mark.heavy
@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    ("damage", "reason"), [("newer", "made by a newer kzreg"), ("older", "older"), ("other", "no store of kzreg"),
                           ("text", "not a valid DuckDB"), ("missing", "no such store")]
)  # fmt: skip
def test_a_file_that_is_no_store_of_this_version_is_refused(
    kzreg: Callable[..., Result], tmp_path: Path, damage: str, reason: str
) -> None:
    store = tmp_path / "a.duckdb"
    if damage in ("newer", "older"):
        with duckdb.connect(str(store)) as connection:
            connection.execute(
                "UPDATE meta SET value = ? WHERE key = 'store_version'", ["99" if damage == "newer" else "0"]
            )
    else:
        store.unlink()
        if damage == "other":
            duckdb.connect(str(store)).execute("CREATE TABLE acts (act VARCHAR)").close()
        elif damage == "text":
            store.write_text("no database " * 1000)
    for words in (("repealed",), ("index", tmp_path / "out")) if damage != "missing" else (("repealed",),):
        ended = kzreg(*words)
        assert ended.exit_code == 1
        assert reason in ended.stderr
        assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("words", [("index", "."), ("repealed",), ("history", "1")])
def test_without_duckdb_it_is_said_what_to_install(
    kzreg: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    ended = kzreg(*words)
    assert ended.exit_code == 1
    assert "pip install 'kzreg-parse[store]'" in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.usefixtures("chain")
def test_a_store_that_is_being_written_says_so(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    code = f"import duckdb, sys; c = duckdb.connect({str(tmp_path / 'a.duckdb')!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        assert other.stdout.readline() == b"open\n"
        for words in (("repealed",), ("index", tmp_path / "out")):
            ended = kzreg(*words)
            assert ended.exit_code == 1
            assert f"in use by process {other.pid}" in ended.stderr
            assert ended.stderr.count("\n") == 1
        other.communicate(b"")


def test_duckdb_is_loaded_only_by_the_commands_that_ask_it() -> None:
    code = "import sys, kzreg_parse.cli.app; print(sorted({'duckdb', 'rich.table', 'numpy', 'sqlite3'} & set(sys.modules)))"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "duckdb" not in ended.stdout
    assert "numpy" not in ended.stdout


@pytest.mark.parametrize("command", ["index", "repealed", "history", "cites", "sql", "search"])
def test_every_command_has_examples(kzreg: Callable[..., Result], command: str) -> None:
    ended = kzreg(command, "--help")
    assert ended.exit_code == 0
    assert f"kzreg {command}" in ended.stdout.split("Examples:")[1]


@pytest.mark.heavy
def test_a_history_is_no_longer_than_there_are_changes(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    """Each of 14 orders changes all before it; followed along every way, they would be told 2^13 times."""
    days = [f"{2000 + number}-01-01" for number in range(14)]
    put(
        tmp_path / "out",
        *(
            act("бұйрық", str(number), day, amends=tuple(ref("бұйрық", str(n), days[n]) for n in range(number)))
            for number, day in enumerate(days)
        ),
    )
    assert kzreg("index", tmp_path / "out").exit_code == 0
    told = json.loads(kzreg("history", "0 2000-01-01", "--json").stdout)
    edges = list(_edges(told, "amended_by"))
    assert len(edges) == 14 * 13 // 2
    assert {edge["number"] for edge in told["amended_by"]} == {str(n) for n in range(1, 14)}
    assert all("amended_by" in edge for edge in told["amended_by"])


def _edges(told: dict[str, Any], relation: str) -> Iterator[dict[str, Any]]:
    for edge in told.get(relation, ()):
        yield edge
        yield from _edges(edge, relation)


ODD_ANSWERS = {
    "SELECT MAP{2014: 1} AS m": [{"m": {"2014": 1}}],
    "SELECT MAP{DATE '2014-01-02': 1} AS m": [{"m": {"2014-01-02": 1}}],
    "SELECT 99999999999999999999::HUGEINT AS n": [{"n": 99999999999999999999}],
    "SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a": [{"a": 1, "a_3": 2, "a_2": 3, "a_4": 4}],
}


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("query", ODD_ANSWERS)
def test_whatever_sql_answers_is_json_with_every_column(kzreg: Callable[..., Result], query: str) -> None:
    assert json.loads(kzreg("sql", query, "--json").stdout) == ODD_ANSWERS[query]


def test_an_output_of_no_act_costs_itself_alone(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    put(tmp_path / "out", act(*A))
    deep = json.loads(next((tmp_path / "out").glob("*.json")).read_text(encoding="utf-8"))
    node = deep["body"][0]
    text = json.dumps(node)
    for _ in range(400):
        text = text.replace('"children": []', f'"children": [{json.dumps({**node, "children": []})}]')
    deep["body"] = ["NODE"]
    (tmp_path / "out" / "deep.json").write_text(json.dumps(deep).replace('"NODE"', text), encoding="utf-8")
    indexed = kzreg("index", tmp_path / "out")
    assert indexed.exit_code == 1
    assert "deep.json: it nests more than 100 deep" in indexed.stderr.replace("\n", " ")
    assert "1 added" in indexed.stderr


@pytest.mark.usefixtures("chain")
def test_answers_are_utf8_whatever_the_console_takes(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "kzreg_parse", "repealed", "--csv", "--db", str(tmp_path / "a.duckdb")]
    told = subprocess.run(asked, capture_output=True, check=True, env={**os.environ, "PYTHONIOENCODING": "cp1251"})
    assert MINISTER in told.stdout.decode("utf-8")


def test_what_a_document_holds_is_no_command_to_a_terminal(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    evil = "\x1b]0;title\x07Жарлық\x9b2J\u202e\x1b[31m"
    put(tmp_path / "out", act("бұйрық", "1", "2015-01-01", issuer=evil, title=evil, clauses=(f"Желі {evil}",)))
    assert kzreg("index", tmp_path / "out").exit_code == 0
    (file,) = (tmp_path / "out").glob("*.json")
    for words in (
        ("show", file), ("search", "желі"), ("repealed",), ("history", "1 2015-01-01"), ("sql", "SELECT issuer FROM acts"),
    ):  # fmt: skip
        told = kzreg(*words) if words[0] != "show" else CliRunner().invoke(app, [str(word) for word in words])
        assert not set(told.output) & set("\x1b\x07\x9b\u202e"), words
        assert words[0] == "repealed" or "\\x1b" in told.output, words

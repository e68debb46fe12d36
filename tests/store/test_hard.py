"""What must not harm a store: being killed at any moment, two at once, damage, folders that change, SQL of any kind."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from store_made import act, put, ref
from typer.testing import CliRunner

from kzreg_parse.cli.app import app
from kzreg_parse.cli.store import run_sql
from kzreg_parse.export import to_json
from kzreg_parse.store.index import Indexed, index_folder
from kzreg_parse.store.queries import repealed, states
from kzreg_parse.store.schema import StoreError, open_store
from kzreg_parse.store.search import search
from kzreg_parse.store.words import MOST_GONE

OLD = act("бұйрық", "1", "2015-01-01", clauses=("Электр желісіне қосу.",))
NEW = act("бұйрық", "2", "2016-01-01", repeals=(ref("бұйрық", "1", "2015-01-01"),))
LATER = act("бұйрық", "3", "2017-01-01", clauses=("Газ желісіне қосу.",))

# runs `kzreg index` and stops, saying so, where the named function of the module is called
STOPPING = """
import sys, time
from pathlib import Path
from kzreg_parse.store import index
def stop(*given, **named):
    print("here", flush=True)
    time.sleep(60)
setattr(index, sys.argv[1], stop)
index.index_folder(Path(sys.argv[2]), Path(sys.argv[3]))
"""


@pytest.fixture
def out(tmp_path: Path) -> Path:
    put(tmp_path / "out", OLD, NEW)
    return tmp_path / "out"


@pytest.fixture
def store(out: Path) -> Path:
    index_folder(out, out.parent / "a.duckdb")
    return out.parent / "a.duckdb"


def numbers(store: Path) -> list[tuple[object, ...]]:
    with open_store(store) as connection:
        return connection.execute("SELECT number, state FROM acts ORDER BY number").fetchall()


def found(store: Path, words: str) -> list[str]:
    with open_store(store) as connection:
        return sorted(str(part["number"]) for part in search(connection, store, words, limit=9)[0])


def counts(done: Indexed) -> tuple[int, ...]:
    return done.added, done.unchanged, done.removed, done.repeated


def killed_at(step: str, out: Path, store: Path) -> None:
    command = [sys.executable, "-c", STOPPING, step, str(out), str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as run:
        assert run.stdout
        assert run.stdout.readline() == b"here\n"
        run.send_signal(signal.SIGKILL)


@pytest.mark.heavy
@pytest.mark.parametrize("step", ["insert", "resolve", "_number"])
def test_a_run_killed_in_the_middle_leaves_the_old_state(out: Path, store: Path, step: str) -> None:
    put(out, LATER)
    killed_at(step, out, store)
    assert numbers(store) == [("1", "repealed"), ("2", "in force")]
    assert found(store, "желі") == ["1"]
    assert counts(index_folder(out, store)) == (1, 2, 0, 0)
    assert found(store, "желілер") == ["1", "3"]


@pytest.mark.heavy
@pytest.mark.parametrize("step", ["insert", "resolve"])
def test_a_first_run_killed_in_the_middle_leaves_an_empty_store(out: Path, tmp_path: Path, step: str) -> None:
    store = tmp_path / "new.duckdb"
    killed_at(step, out, store)
    assert numbers(store) == []
    assert counts(index_folder(out, store)) == (2, 0, 0, 0)
    assert found(store, "желі") == ["1"]


@pytest.mark.heavy
def test_a_run_killed_before_the_words_says_so_and_the_next_one_adds_them(out: Path, store: Path) -> None:
    put(out, LATER)
    killed_at("sync_words", out, store)
    assert len(numbers(store)) == 3
    with pytest.raises(StoreError, match="not in step"):
        found(store, "желі")
    assert counts(index_folder(out, store)) == (0, 3, 0, 0)
    assert found(store, "желі") == ["1", "3"]


@pytest.mark.heavy
def test_of_two_runs_at_once_one_is_told_and_nothing_mixes(out: Path, tmp_path: Path) -> None:
    put(out, *(act("бұйрық", str(number), "2017-01-01") for number in range(100, 150)))
    words = ["index", str(out), "--db", str(tmp_path / "a.duckdb")]
    command = [sys.executable, "-c", "from kzreg_parse.cli.app import app; app()", *words]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    ended = [(run.communicate()[1], run.returncode) for run in runs]
    assert any(status == 0 for _, status in ended)
    for message, status in ended:
        assert status == 0 or "in use by process" in message
    assert len(numbers(tmp_path / "a.duckdb")) == 52


def test_words_of_a_store_that_was_deleted_are_not_believed(out: Path, store: Path) -> None:
    assert found(store, "электр") == ["1"]
    store.unlink()
    for path in out.iterdir():
        path.unlink()
    put(out, LATER, NEW)  # the same numbers of documents, other acts
    index_folder(out, store)
    assert found(store, "электр") == []
    assert found(store, "газ") == ["3"]


def test_words_of_acts_that_are_gone_are_not_found_before_and_after_the_index_is_made_anew(
    out: Path, store: Path
) -> None:
    put(out, *(act("бұйрық", str(number), "2017-01-01", clauses=("Жылу желісі.",)) for number in range(10, 20)))
    index_folder(out, store)
    for gone, left in ((1, 9), (round(12 * MOST_GONE) + 3, 9 - round(12 * MOST_GONE) - 3)):
        for path in sorted(out.glob("1?-*.json"))[:gone]:
            path.unlink()
        index_folder(out, store)
        assert len(found(store, "жылу")) == left
        assert found(store, "электр") == ["1"]


def test_an_act_that_changed_is_read_again_and_its_old_words_are_gone(out: Path, store: Path) -> None:
    path = next(out.glob("1-*.json"))
    path.write_bytes(path.read_bytes().replace("Электр".encode(), "Жылу".encode()))
    assert counts(index_folder(out, store)) == (1, 1, 1, 0)
    assert (found(store, "электр"), found(store, "жылу")) == ([], ["1"])
    assert numbers(store) == [("1", "repealed"), ("2", "in force")]


def test_another_layout_or_another_name_of_a_file_is_the_same_document(out: Path, store: Path) -> None:
    path = next(out.glob("1-*.json"))
    path.write_bytes(json.dumps(json.loads(path.read_bytes()), indent=7).encode())
    assert counts(index_folder(out, store)) == (0, 2, 0, 0)
    path.rename(out / "renamed.json")
    assert counts(index_folder(out, store)) == (0, 2, 0, 0)
    with open_store(store) as connection:
        assert ("renamed.json",) in connection.execute("SELECT file FROM documents").fetchall()


def test_an_act_in_two_outputs_is_stored_once_and_goes_with_the_last_of_them(out: Path, store: Path) -> None:
    lines = out / "acts.jsonl"
    lines.write_bytes(to_json(OLD, indent=False) + to_json(NEW, indent=False))
    for _ in range(2):
        assert counts(index_folder(out, store)) == (0, 2, 0, 2)
    for path in out.glob("*.json"):
        path.unlink()
    assert counts(index_folder(out, store)) == (0, 2, 0, 0)
    assert found(store, "электр") == ["1"]
    lines.write_bytes(to_json(NEW, indent=False))
    assert counts(index_folder(out, store)) == (0, 1, 1, 0)


def test_what_a_bulk_run_keeps_for_itself_is_passed_over(out: Path, store: Path) -> None:
    (out / ".kzreg-parts").mkdir()
    (out / ".kzreg-parts" / "acts.jsonl").write_bytes(to_json(LATER, indent=False))
    (out / ".kzreg-half.json").write_bytes(to_json(LATER)[:100])
    (out / "acts.parquet").write_bytes(b"PAR1")
    done = index_folder(out, store)
    assert (counts(done), done.problems) == ((0, 2, 0, 0), [])


def test_a_file_that_cannot_be_read_is_named_and_keeps_its_acts(
    out: Path, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: str) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kzreg_parse.store.index.sha256_of", refuse)
    done = index_folder(out, store)
    assert counts(done) == (0, 2, 0, 0)
    assert all("Permission denied" in problem for problem in done.problems)
    assert len(numbers(store)) == 2


def test_an_older_act_cannot_repeal_a_newer_one_and_nothing_is_told_then(tmp_path: Path) -> None:
    later = act("қаулы", "5", "2018-05-05")
    put(
        tmp_path / "out",
        later,
        act("қаулы", "1", "2015-01-01", repeals=(ref("қаулы", "5", "2018-05-05"),)),
        act("қаулы", "6", "2019-01-01", repealed_by=ref("қаулы", "9", "2018-01-01")),
        act("қаулы", "7", "2019-01-01", repeals=(ref("қаулы", "7", "2019-01-01"),)),
    )
    store = tmp_path / "a.duckdb"
    index_folder(tmp_path / "out", store)
    with open_store(store) as connection:
        told = connection.execute("SELECT number, state, repealed_on, doubt FROM acts ORDER BY number").fetchall()
        assert [(number, state, bool(date), doubt) for number, state, date, doubt in told] == [
            ("1", "in force", False, None),
            ("5", "not to be told", False, "an older act repeals it"),
            ("6", "repealed", True, "the repealing act is older"),
            ("7", "not to be told", False, "an older act repeals it"),
        ]
        assert [row["doubt"] for row in repealed(connection).as_dicts()] == ["the repealing act is older"]
        counted = states(connection)
        assert (counted.repealed, counted.in_force, counted.not_to_be_told) == (1, 1, 2)
    said = CliRunner().invoke(app, ["history", "5 2018-05-05", "--db", str(store)]).stdout
    assert "not to be told, doubtful: an older act repeals it" in said
    assert "doubtful: the dates are out of order" in said


@pytest.fixture
def sql(store: Path) -> Callable[[str], tuple[int, str, str]]:
    def ask(query: str) -> tuple[int, str, str]:
        ended = CliRunner().invoke(app, ["sql", query, "--csv", "--db", str(store)], catch_exceptions=False)
        return ended.exit_code, ended.stdout, ended.stderr

    return ask


@pytest.mark.parametrize(
    "query",
    [
        "UPDATE meta SET value = '9'",
        "DROP TABLE acts",
        "CREATE TABLE x (a INT)",
        "SELECT 1; DELETE FROM acts",
        "COPY acts TO '{there}/x.csv'",
        "EXPORT DATABASE '{there}'",
        "ATTACH '{there}/x.duckdb' AS x",
        "SELECT * FROM read_text('/etc/hosts')",
        "SELECT * FROM '/etc/hosts'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_parquet('https://example.com/a.parquet')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET temp_directory = '{there}'",
        "SET lock_configuration = false",
        "PRAGMA enable_profiling = 'json'",
        "SELECT * FROM query",
        "",
        "  ",
        "SELECT ?",
        "SELECT 'open",
        "SELECT * FROM acts WHERE number = 'x' OR",
    ],
)
def test_sql_changes_nothing_and_reads_nothing_else(
    sql: Callable[[str], tuple[int, str, str]], store: Path, tmp_path: Path, query: str
) -> None:
    before = hashlib.sha256(store.read_bytes()).hexdigest()
    (tmp_path / "there").mkdir()
    status, output, message = sql(query.format(there=tmp_path / "there"))
    assert (status, output) == (1, "")
    assert message.startswith("kzreg: ")
    assert message.count("\n") == 1
    assert hashlib.sha256(store.read_bytes()).hexdigest() == before
    assert list((tmp_path / "there").iterdir()) == []


@pytest.mark.parametrize("text", ["it''s 100% «ә»", "%s {} \\\\ --", "☃ ''; DROP TABLE acts; --"])
def test_quotes_and_percent_signs_are_text(sql: Callable[[str], tuple[int, str, str]], text: str) -> None:
    status, output, _ = sql(f"SELECT '{text}' AS told")
    assert (status, output.splitlines()[1].strip('"')) == (0, text.replace("''", "'"))


@pytest.mark.heavy
@pytest.mark.parametrize("words", ["' OR 1=1 --", '"', "100%", '1" OR "2', "Абай'; DROP TABLE acts", "%", "*", "🜁"])
def test_no_words_of_a_question_are_taken_for_sql(store: Path, words: str) -> None:
    for asked in (["history", words], ["cites", words], ["repealed", "--issuer", words], ["repealed", "--by", words],
                  ["search", "--", words]):  # fmt: skip
        at = asked.index("--") if "--" in asked else len(asked)
        ended = CliRunner().invoke(app, [*asked[:at], "--db", str(store), *asked[at:]], catch_exceptions=False)
        assert ended.exit_code in (0, 1)
        assert "Traceback" not in ended.output
        assert not ended.stdout.startswith("kzreg") or ended.stderr == ""
    assert numbers(store) == [("1", "repealed"), ("2", "in force")]


@pytest.mark.parametrize("raised", [KeyboardInterrupt, RuntimeError])
def test_ctrl_c_ends_a_long_question_with_one_line(
    store: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], raised: type[BaseException]
) -> None:
    def interrupted(*given: object, **named: object) -> None:
        raise raised("Query interrupted")

    monkeypatch.setattr("kzreg_parse.store.queries.ask_one", interrupted)
    assert run_sql(store, "SELECT 1", shape="csv", limit=None) == 130
    assert capsys.readouterr() == ("", "kzreg: stopped\n")


def test_a_log_without_its_store_is_not_played_into_a_new_one(out: Path, tmp_path: Path) -> None:
    (tmp_path / "a.duckdb.wal").write_bytes(b"left by another store" * 100)
    assert counts(index_folder(out, tmp_path / "a.duckdb")) == (2, 0, 0, 0)
    assert len(numbers(tmp_path / "a.duckdb")) == 2


@pytest.mark.parametrize("damage", ["cut", "flipped", "emptied"])
def test_a_damaged_store_is_said_to_be(store: Path, damage: str) -> None:
    data = bytearray(store.read_bytes())
    if damage == "flipped":
        for place in range(100, len(data), 5000):
            data[place] ^= 255
    store.write_bytes(data[: len(data) // 3] if damage == "cut" else b"" if damage == "emptied" else data)
    for asked in (["repealed"], ["history", "1"], ["search", "желі"], ["sql", "SELECT count(*) FROM parts"]):
        ended = CliRunner().invoke(app, [*asked, "--db", str(store)], catch_exceptions=False)
        assert (ended.exit_code, ended.stdout) == (1, "")
        assert ended.stderr.count("\n") == 1

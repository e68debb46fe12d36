"""Indexing: what is new, changed or gone, all of it or nothing; broken input named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from store_made import act, put, ref

from kzreg_parse.export import to_json
from kzreg_parse.store import index as index_module
from kzreg_parse.store.index import index_folder
from kzreg_parse.store.queries import find_act, repealed, states
from kzreg_parse.store.schema import StoreError, open_store
from kzreg_parse.store.search import search
from kzreg_parse.store.words import words_file

OLD, NEW = (
    act("бұйрық", "1", "2015-01-01"),
    act("бұйрық", "2", "2016-01-01", repeals=(ref("бұйрық", "1", "2015-01-01"),)),
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    put(tmp_path / "out", OLD, NEW)
    index_folder(tmp_path / "out", tmp_path / "a.duckdb")
    return tmp_path / "a.duckdb"


def counts(done: index_module.Indexed) -> tuple[int, ...]:
    return done.added, done.unchanged, done.removed, len(done.problems)


def rows(store: Path, query: str) -> list[tuple[object, ...]]:
    with open_store(store) as connection:
        return connection.execute(query).fetchall()


def test_only_what_changed_is_read_again_and_states_follow(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert counts(index_folder(out, store)) == (0, 2, 0, 0)
    assert rows(store, "SELECT number, state FROM acts ORDER BY number") == [("1", "repealed"), ("2", "in force")]
    next(path for path in out.iterdir() if path.name.startswith("2-")).unlink()
    put(out, act("бұйрық", "3", "2017-01-01"))
    assert counts(index_folder(out, store)) == (1, 1, 1, 0)
    assert rows(store, "SELECT number, state FROM acts ORDER BY number") == [("1", "in force"), ("3", "in force")]
    assert rows(store, "SELECT count(*) FROM refs") == [(0,)]


def test_a_mention_is_resolved_when_its_act_comes_later(tmp_path: Path) -> None:
    store, out = tmp_path / "a.duckdb", tmp_path / "out"
    put(out, NEW)
    index_folder(out, store)
    assert rows(store, "SELECT * FROM resolved") == []
    put(out, OLD)
    index_folder(out, store)
    assert rows(store, "SELECT score FROM resolved WHERE act IS NOT NULL") == [(1.0,)]


def test_lines_of_one_file_are_acts_each(tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "a.duckdb"
    out.mkdir()
    lines = [to_json(one, indent=False) for one in (OLD, NEW, OLD)]
    (out / "acts.jsonl").write_bytes(b"".join(lines))
    assert counts(index_folder(out, store)) == (2, 0, 0, 0)
    (out / "acts.jsonl").write_bytes(lines[0] + b"{broken\n" + to_json(act("бұйрық", "3", "2017-01-01"), indent=False))
    done = index_folder(out, store)
    assert counts(done) == (1, 1, 1, 1)
    assert "acts.jsonl:2: broken JSON" in done.problems[0]


def test_copies_of_one_act_are_one_answer(tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "a.duckdb"
    put(
        out,
        act("қаулы", "5", "2015-01-01", repealed_by=ref("қаулы", "9", "2018-01-01")),
        act("қаулы", "5", "2015-01-01", source="older"),
    )
    index_folder(out, store)
    assert rows(store, "SELECT copies, state FROM acts") == [(2, "repealed")]
    with open_store(store) as connection:
        assert search(connection, store, "бұйрық", limit=5)[1] == 1


def test_acts_that_share_a_number_and_a_day_are_kept_apart(tmp_path: Path) -> None:
    out, store = tmp_path / "out", tmp_path / "a.duckdb"
    put(out, *(act("қаулы", "5", "2015-01-01", f"{place} ауданы әкімдігі") for place in ("Абай", "Жаңаарқа")))
    index_folder(out, store)
    with open_store(store) as connection, pytest.raises(StoreError, match="2 acts are called so"):
        find_act(connection, "5 01.01.2015")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "broken JSON"),
        (b'{"schema_version": "1.0", "act"', "broken JSON"),
        (b"[1, 2]", "not an act"),
        (b'{"schema_version": "2.0", "act": {}}', "schema version is 2.0"),
        (b'{"schema_version": "1.0", "act": {}}', "not an act"),
        (to_json(OLD).replace(b'"2015-01-01"', b'"2015-02-30"'), "not an act"),
        (to_json(OLD).replace(b'"span": [', b'"span": [1, '), "not an act"),
        (b"\xff\xfe{}", "broken JSON"),
    ],
)
def test_a_file_that_holds_no_act_is_named_and_the_rest_indexed(
    store: Path, tmp_path: Path, data: bytes, reason: str
) -> None:
    (tmp_path / "out" / "bad.json").write_bytes(data)
    for _ in range(2):
        done = index_folder(tmp_path / "out", store)
        assert counts(done) == (0, 2, 0, 1)
        assert done.problems[0].startswith(str(tmp_path / "out" / "bad.json"))
        assert reason in done.problems[0]
        assert "\n" not in done.problems[0]


def test_a_run_that_fails_leaves_the_store_as_it_was(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(connection: object) -> None:
        raise KeyboardInterrupt

    put(tmp_path / "out", act("бұйрық", "3", "2017-01-01"))
    monkeypatch.setattr(index_module, "resolve", stop)
    with pytest.raises(KeyboardInterrupt):
        index_folder(tmp_path / "out", store)
    assert rows(store, "SELECT count(*) FROM documents") == [(2,)]
    with pytest.raises(KeyboardInterrupt):
        index_folder(tmp_path / "out", tmp_path / "new.duckdb")
    assert not (tmp_path / "new.duckdb").exists()


def test_a_folder_without_acts_makes_no_store(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(StoreError, match=r"no \.json"):
        index_folder(tmp_path / "out", tmp_path / "a.duckdb")
    (tmp_path / "out" / "a.json").write_text("{}")
    with pytest.raises(StoreError, match="no file holds an act"):
        index_folder(tmp_path / "out", tmp_path / "a.duckdb")
    assert not (tmp_path / "a.duckdb").exists()


@pytest.mark.parametrize("damage", ["gone", "garbage", "another version", "half"])
def test_the_search_file_is_brought_back_in_step(store: Path, tmp_path: Path, damage: str) -> None:
    words = words_file(store)
    if damage == "gone":
        words.unlink()
    elif damage == "garbage":
        words.write_bytes(b"no database at all " * 100)
    else:
        key = "version" if damage == "another version" else "generation"
        with sqlite3.connect(words) as connection:
            connection.execute("UPDATE meta SET value = '0' WHERE key = ?", [key])
            connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    with open_store(store) as connection, pytest.raises(StoreError, match="kzreg index"):
        search(connection, store, "бұйрық", limit=5)
    index_folder(tmp_path / "out", store)
    with open_store(store) as connection:
        assert search(connection, store, "бұйрықтың", limit=5)[1] == 2


def test_the_three_states_are_three_answers(tmp_path: Path) -> None:
    out = tmp_path / "out"
    put(
        out,
        act("қаулы", "1", "2015-01-01", repealed_by=ref("қаулы", "9", "2018-01-01")),
        act("қаулы", "2", "2015-01-01", in_force=None),
        act("қаулы", "3", "2015-01-01"),
        act("қаулы", "4", "2015-01-01", in_force=None),
        act("қаулы", "5", "2018-05-05", repeals=(ref("қаулы", "4", "2015-01-01"),)),
        act("қаулы", "6", "2015-01-01", repealed_by=ref(None, None, None, None)),
    )
    index_folder(out, tmp_path / "a.duckdb")
    with open_store(tmp_path / "a.duckdb") as connection:
        counted = states(connection)
        assert (counted.repealed, counted.in_force, counted.not_to_be_told, counted.undated) == (3, 2, 1, 1)
        found = {row["number"]: row for row in repealed(connection).as_dicts()}
    assert list(found) == ["1", "4", "6"]
    assert (found["1"]["said"], found["1"]["node"], found["1"]["span_start"]) == ("of itself", "preface__note_1", 12)
    assert (found["4"]["said"], found["4"]["repealing_number"], found["4"]["score"]) == ("of another", "5", 1.0)
    assert found["6"]["repealed_on"] is None

"""Rules kept on disk spare the compiling; whatever is wrong with what is kept costs that time and nothing else."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from kzreg_parse.rules import Grammar, disk, grammar_folder, load

GOOD = """\
id: a
why: w
source: s
pattern: '(?P<year>\\d{4}) \\s жыл'
words: {бап: {kind: article, stems: [бап, баб]}}
examples: [{text: 2014 жыл, act: adilet.zan.kz, groups: {year: '2014'}}]
rejects: [y]
"""
posix = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


@pytest.fixture
def grammars(tmp_path: Path) -> Path:
    folder = tmp_path / "grammars"
    folder.mkdir()
    (folder / "a.yaml").write_text(GOOD, encoding="utf-8")
    return folder


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where rules are kept in these tests."""
    folder = tmp_path / "kept" / "here"
    monkeypatch.delenv("KZREG_CACHE", raising=False)
    monkeypatch.setenv("KZREG_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders whose rules had to be compiled."""
    folders: list[Path] = []
    real = load.load_rules
    monkeypatch.setattr(load, "load_rules", lambda folder: folders.append(folder) or real(folder))
    return folders


def only(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def test_rules_are_compiled_once_and_then_read_back(grammars: Path, kept: Path, compiled: list[Path]) -> None:
    first, second = Grammar.load(grammars), Grammar.load(grammars)
    assert compiled == [grammars]
    assert only(kept).stat().st_size > disk.DIGEST
    one, other = first.rule("a"), second.rule("a")
    assert one._replace(pattern=other.pattern) == other
    assert second.rule("a").value("баб") == {"kind": "article", "lemma": "бап"}
    found = second.rule("a").search("2014 ЖЫЛ")
    assert found is not None
    assert found["year"] == "2014"


@pytest.mark.heavy
def test_the_own_grammar_can_be_kept_whole(kept: Path) -> None:
    folder = grammar_folder()
    rules = Grammar.load(folder).rules
    back = disk.read_rules(disk.key_of(folder), folder)
    assert back is not None
    assert [one.id for one in back] == sorted(rules)


def test_a_changed_grammar_is_compiled_anew(grammars: Path, kept: Path, compiled: list[Path]) -> None:
    Grammar.load(grammars)
    (grammars / "a.yaml").write_text(GOOD.replace("жыл", "күн"), encoding="utf-8")
    assert Grammar.load(grammars).rule("a").search("2014 күн") is not None
    (grammars / "b.yaml").write_text(GOOD.replace("id: a", "id: b"), encoding="utf-8")
    assert sorted(Grammar.load(grammars).rules) == ["a", "b"]
    assert len(compiled) == len(list(kept.iterdir())) == 3


def test_another_library_of_expressions_compiles_anew(
    grammars: Path, kept: Path, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    Grammar.load(grammars)
    monkeypatch.setattr("regex.__version__", "0")
    Grammar.load(grammars)
    assert len(compiled) == len(list(kept.iterdir())) == 2


def test_rules_kept_for_one_folder_name_the_files_of_another_alike(grammars: Path, kept: Path, tmp_path: Path) -> None:
    Grammar.load(grammars)
    other = grammars.rename(tmp_path / "moved")
    assert Grammar.load(other).rule("a").path == other / "a.yaml"


@pytest.mark.parametrize("damage", ["cut", "empty", "turned", "foreign"])
def test_a_damaged_file_is_replaced(grammars: Path, kept: Path, compiled: list[Path], damage: str) -> None:
    Grammar.load(grammars)
    file = only(kept)
    data = file.read_bytes()
    called = pickle.dumps([os.getcwd])  # names something to call that is no pattern
    file.write_bytes(
        {
            "cut": data[:-10],
            "empty": b"",
            "turned": data[:-100] + bytes([data[-100] ^ 1]) + data[-99:],
            "foreign": hashlib.sha256(called).digest() + called,
        }[damage]
    )
    assert Grammar.load(grammars).rule("a").search("2014 жыл") is not None
    assert len(compiled) == 2
    assert only(kept).read_bytes() == data


@posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_read(grammars: Path, kept: Path, compiled: list[Path], mode: int) -> None:
    Grammar.load(grammars)
    only(kept).chmod(mode)
    Grammar.load(grammars)
    assert len(compiled) == 2
    assert only(kept).stat().st_mode & 0o777 == 0o600


@posix
def test_a_file_of_another_user_is_not_read(
    grammars: Path, kept: Path, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    Grammar.load(grammars)
    monkeypatch.setattr(os, "geteuid", lambda: only(kept).stat().st_uid + 1)
    Grammar.load(grammars)
    assert len(compiled) == 2


def test_where_nothing_can_be_kept_rules_are_compiled(grammars: Path, kept: Path, compiled: list[Path]) -> None:
    kept.parent.mkdir()
    kept.write_text("a file stands where the folder should", encoding="utf-8")
    for _ in range(2):
        assert Grammar.load(grammars).rule("a").search("2014 жыл") is not None
    assert len(compiled) == 2


def test_a_disk_that_fails_leaves_nothing_behind(
    grammars: Path, kept: Path, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    for _ in range(2):
        Grammar.load(grammars)
    assert len(compiled) == 2
    assert list(kept.iterdir()) == []


@posix
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_left_alone(grammars: Path, kept: Path, compiled: list[Path]) -> None:
    kept.mkdir(parents=True)
    kept.chmod(0o500)
    for _ in range(2):
        Grammar.load(grammars)
    assert len(compiled) == 2
    assert list(kept.iterdir()) == []


def test_off_keeps_and_reads_nothing(
    grammars: Path, kept: Path, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KZREG_CACHE", "off")
    for _ in range(2):
        Grammar.load(grammars)
    assert len(compiled) == 2
    assert not kept.exists()


def test_old_files_are_forgotten(grammars: Path, kept: Path) -> None:
    for number in range(disk.FILES_KEPT + 3):
        (grammars / "a.yaml").write_text(GOOD.replace("why: w", f"why: w{number}"), encoding="utf-8")
        Grammar.load(grammars)
        os.utime(max(kept.iterdir(), key=lambda file: file.stat().st_mtime_ns), (number, number))
    assert len(list(kept.iterdir())) == disk.FILES_KEPT


def test_the_users_own_folder_is_the_place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("KZREG_CACHE", "KZREG_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert disk.cache_folder() == tmp_path / ".cache" / "kzreg_parse"
    variable = "LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME"
    monkeypatch.setenv(variable, str(tmp_path / "own"))
    assert disk.cache_folder() == tmp_path / "own" / "kzreg_parse"
    monkeypatch.setenv(variable, "not/absolute")
    assert disk.cache_folder() == tmp_path / ".cache" / "kzreg_parse"


def test_a_user_without_a_home_keeps_nothing(
    grammars: Path, compiled: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("KZREG_CACHE", "KZREG_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert disk.cache_folder() is None
    assert Grammar.load(grammars).rule("a").search("2014 жыл") is not None
    assert compiled == [grammars]


@pytest.mark.heavy
def test_two_processes_at_once_keep_one_good_file(kept: Path) -> None:
    code = "from kzreg_parse.rules import rule; print(rule('date.any').search('2014 жылғы 5 мамыр').span())"
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [process.communicate(timeout=120) for process in started]
    assert answers[0] == answers[1]
    assert answers[0][1] == ""
    data = only(kept).read_bytes()
    assert hashlib.sha256(data[disk.DIGEST :]).digest() == data[: disk.DIGEST]

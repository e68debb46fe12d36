"""A user's own word list: what it may hold, what is said of a bad one, and what it is good for."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kzreg_parse import ReadError, WordListError, parse, parse_many, parse_with_source
from kzreg_parse.cli.app import app
from kzreg_parse.restore.words.user_list import LISTED_WEIGHT, read_word_list

HEAD = """# Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.

**Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:**

"""
# Optical recognition wrote one blank between all letters; `аққошқар` is in no list of ours.
SPELT_OUT = f"{HEAD}1. А қ қ о ш қ а р с у қ о й м а с ы қолданысқа берілсін.\n".encode()
BAD_LISTS = {
    "аққошқар\nсу қоймасы\n": ":2: a blank inside the word «су қоймасы»",
    "аққошқар\tмного\n": ":1: «много» is no count",
    "аққошқар\t0\n": ":1: «0» is no count",
    "# нөмірлер\n№12\n": ":2: «№12» is no word",
}


@pytest.fixture
def words(tmp_path: Path) -> Path:
    file = tmp_path / "words.tsv"
    file.write_text("# су нысандары\r\n\r\nАққошқар\r\nқоймасы\t7\r\nоңтүстік-батыс\nқоймасы\t1\n", "utf-8-sig")
    return file


def first_clause(data: bytes, lexicon: Path | None) -> str | None:
    return parse(data, name="x.md", lexicon=lexicon).body[0].text


def test_words_are_read_with_and_without_counts(words: Path) -> None:
    expected = {"аққошқар": LISTED_WEIGHT, "қоймасы": 8, "оңтүстік-батыс": LISTED_WEIGHT}
    assert dict(read_word_list(words)) == expected


def test_a_changed_list_is_read_again(words: Path) -> None:
    read_word_list(words)
    words.write_text("өзен", "utf-8")
    assert list(read_word_list(str(words))) == ["өзен"]


def test_a_listed_word_is_found_where_the_blanks_were_lost(words: Path) -> None:
    assert first_clause(SPELT_OUT, words) == "Аққошқар су қоймасы қолданысқа берілсін."
    assert first_clause(SPELT_OUT, None) != "Аққошқар су қоймасы қолданысқа берілсін."


def test_many_acts_share_one_list(words: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(SPELT_OUT)
    (tmp_path / "b.md").write_bytes(b"")
    good, bad = parse_many([tmp_path / "a.md", tmp_path / "b.md"], lexicon=words)
    assert good.act is not None
    assert good.act.body[0].text == "Аққошқар су қоймасы қолданысқа берілсін."
    assert isinstance(bad.error, ReadError)


def test_the_act_beside_its_source_has_the_listed_words_too(words: Path) -> None:
    rebuilt = parse_with_source(SPELT_OUT, name="x.md", lexicon=words)
    assert rebuilt.act.body[0].text == "Аққошқар су қоймасы қолданысқа берілсін."


@pytest.mark.parametrize("text", BAD_LISTS)
def test_a_bad_line_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "bad.tsv").write_text(text, "utf-8")
    with pytest.raises(WordListError) as caught:
        parse(SPELT_OUT, name="x.md", lexicon=tmp_path / "bad.tsv")
    assert str(caught.value).startswith(f"{tmp_path / 'bad.tsv'}{BAD_LISTS[text]}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("command", ["convert", "show"])
def test_the_command_ends_with_one_line_and_status_2(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(SPELT_OUT)
    (tmp_path / "cp1251.txt").write_bytes("өзен\n".encode() + "бекет\n".encode("cp1251"))
    out = ["--out", str(tmp_path / "out")] if command == "convert" else []
    for name, reason in (
        ("cp1251.txt", ":2: the word list is not UTF-8"),
        ("missing.txt", ": the word list cannot be read: No such file or directory"),
        ("", ": the word list cannot be read: Is a directory"),
    ):
        ended = CliRunner().invoke(app, [command, str(tmp_path / "a.md"), "--lexicon", str(tmp_path / name), *out])
        assert ended.exit_code == 2
        assert ended.stderr == f"kzreg: {tmp_path / name}{reason}\n"
        assert ended.stdout == ""
    assert not (tmp_path / "out").exists()


def test_the_command_uses_the_list(words: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(SPELT_OUT)
    backend = ["--pdf-backend", "pdfplumber"]
    for arguments in (["convert", "--out", "-"], ["show"], ["show", "--repairs"], ["show", *backend]):
        ended = CliRunner().invoke(app, [*arguments, str(tmp_path / "a.md"), "--lexicon", str(words)])
        assert ended.exit_code == 0
        assert "Аққошқар су қоймасы" in ended.stdout

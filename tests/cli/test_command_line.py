"""The command: what it writes, where, what it says and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from conftest import CORPORA, ROOT
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from kzreg_parse import __version__
from kzreg_parse.cli.app import Kind, app
from kzreg_parse.model import RepairKind

ACT = (CORPORA / "text" / "004.txt").read_bytes()
OTHER_ACT = (CORPORA / "text" / "000.txt").read_bytes()


@pytest.fixture
def kzreg() -> Callable[..., Result]:
    runner = CliRunner()

    def run(*words: object, stdin: bytes | None = None) -> Result:
        return runner.invoke(app, [str(word) for word in words], input=stdin, catch_exceptions=False)

    return run


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    folder = tmp_path / "acts"
    (folder / "sub").mkdir(parents=True)
    (folder / "b.txt").write_bytes(ACT)
    (folder / "sub" / "c.TXT").write_bytes(OTHER_ACT)
    (folder / "notes.docx").write_bytes(b"PK\x03\x04")
    (folder / "image.png").write_bytes(b"\x89PNG")
    return folder


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_keeps_its_subfolders_and_counts_what_it_passed_over(
    kzreg: Callable[..., Result], acts: Path, tmp_path: Path
) -> None:
    ended = kzreg("convert", acts, "--out", tmp_path / "out")
    assert ended.exit_code == 0
    assert files_below(tmp_path / "out") == ["b.json", "sub/c.json"]
    assert "2 converted" in ended.stderr
    assert "2 files of other kinds passed over" in ended.stderr
    assert ended.stdout == ""


def test_what_is_written_follows_the_committed_schema_and_is_the_same_every_time(
    kzreg: Callable[..., Result], acts: Path, tmp_path: Path
) -> None:
    schema = json.loads((ROOT / "golden" / "schema" / "act-1.0.json").read_bytes())
    for turn in ("one", "two"):
        assert kzreg("convert", acts, "--out", tmp_path / turn).exit_code == 0
    for name in files_below(tmp_path / "one"):
        written = (tmp_path / "one" / name).read_bytes()
        assert written == (tmp_path / "two" / name).read_bytes()
        Draft202012Validator(schema).validate(json.loads(written))


def test_names_that_would_clash_keep_their_endings(kzreg: Callable[..., Result], acts: Path, tmp_path: Path) -> None:
    (acts / "b.md").write_bytes(OTHER_ACT)
    assert kzreg("convert", acts, acts / "b.txt", "--out", tmp_path / "out").exit_code == 0
    assert files_below(tmp_path / "out") == ["b.md.json", "b.txt.json", "sub/c.json"]


def test_a_file_named_outright_is_read_whatever_its_ending(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "act.dat").write_bytes(ACT)
    assert kzreg("convert", tmp_path / "act.dat", "--out", tmp_path / "out").exit_code == 0
    assert files_below(tmp_path / "out") == ["act.json"]


def test_one_bad_input_is_named_and_the_others_are_written(
    kzreg: Callable[..., Result], acts: Path, tmp_path: Path
) -> None:
    (acts / "a.pdf").write_bytes(b"")
    ended = kzreg("convert", acts, acts / "missing.txt", "--out", tmp_path / "out")
    assert ended.exit_code == 1
    assert files_below(tmp_path / "out") == ["b.json", "sub/c.json"]
    told = [line for line in ended.stderr.splitlines() if line.startswith("kzreg:")]
    assert [line.split(": ")[1:3] for line in told] == [
        [str(acts / "a.pdf"), "KZR01 the file is empty"],
        [str(acts / "missing.txt"), "KZR04 the file cannot be read"],
    ]
    assert "Traceback" not in ended.stderr


def test_a_fault_of_the_program_costs_one_act_only(
    kzreg: Callable[..., Result], acts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kzreg_parse import api

    real = api.parse_bytes

    def faulty(data: bytes, name: str, **options: object) -> object:
        if name == "b.txt":
            raise IndexError("list index out of range")
        return real(data, name, **options)

    monkeypatch.setattr(api, "parse_bytes", faulty)
    ended = kzreg("convert", acts, "--out", tmp_path / "out")
    assert ended.exit_code == 1
    assert files_below(tmp_path / "out") == ["sub/c.json"]
    assert "b.txt: KZR90 a fault of kzreg itself" in ended.stderr
    assert "IndexError: list index out of range" in ended.stderr


def test_standard_input_goes_to_standard_output(kzreg: Callable[..., Result]) -> None:
    ended = kzreg("convert", "-", stdin=ACT)
    assert ended.exit_code == 0
    act = json.loads(ended.stdout)
    assert act["act"]["number"] == "245"
    assert act["source"]["name"] == "stdin"


def test_lines_of_json_one_an_act(kzreg: Callable[..., Result], acts: Path, tmp_path: Path) -> None:
    assert kzreg("convert", acts, "-o", tmp_path / "out", "-f", "jsonl").exit_code == 0
    assert files_below(tmp_path / "out") == ["acts.jsonl"]
    lines = (tmp_path / "out" / "acts.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["act"]["number"] for line in lines] == ["245", "816"]
    ended = kzreg("convert", acts, "-o", "-", "-f", "jsonl", "--quiet")
    assert ended.stdout.splitlines() == lines
    assert ended.stderr == ""


def test_no_lines_file_where_nothing_was_converted(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert kzreg("convert", tmp_path / "a.txt", "-o", tmp_path / "out", "-f", "jsonl").exit_code == 1
    assert files_below(tmp_path / "out") == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["convert"], "Missing argument"),
        (["convert", "a.txt"], "where the output goes"),
        (["convert", "a.txt", "--format", "xml", "-o", "out"], "xml"),
        (["convert", "a.txt", "b.txt", "-o", "-"], "jsonl"),
        (["convert", "-", "-", "-o", "-", "-f", "jsonl"], "read once"),
        (["turn"], "No such command"),
        (["show", "a.txt", "--kind", "script"], "--repairs"),
        (["show", "a.txt", "--repairs", "--below", "2"], "--below"),
        (["show", "a.txt", "--repairs", "--kind", "links"], "--kind"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_why(kzreg: Callable[..., Result], words: list[str], reason: str) -> None:
    ended = kzreg(*words)
    assert ended.exit_code == 2
    assert reason in ended.stderr


def test_an_empty_folder_is_no_success(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "acts").mkdir()
    ended = kzreg("convert", tmp_path / "acts", "-o", tmp_path / "out")
    assert ended.exit_code == 1
    assert "nothing to convert" in ended.stderr
    assert not (tmp_path / "out").exists()


def test_an_output_folder_that_cannot_be_written_is_named(
    kzreg: Callable[..., Result], acts: Path, tmp_path: Path
) -> None:
    (tmp_path / "out").write_bytes(b"a file, not a folder")
    ended = kzreg("convert", acts, "-o", tmp_path / "out")
    assert ended.exit_code == 1
    assert ended.stderr.splitlines()[-1].startswith(f"kzreg: cannot write {tmp_path / 'out'}")


def test_show_prints_metadata_tree_tables_and_repairs(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    ended = kzreg("show", CORPORA / "text" / "001.txt")
    assert ended.exit_code == 0
    for words in (
        "Ә.Исекешев",
        "repealed by",
        "Жалпы ережелер",
        "appendix 1",
        "#appendix_1__chp_1__cl_1  [",
        "⚒ letter_spacing",
        "displaced_link",
        "┌",
    ):
        assert words in ended.stdout, words
    assert kzreg("convert", CORPORA / "text" / "001.txt", "-o", tmp_path).exit_code == 0
    assert kzreg("show", tmp_path / "001.json").stdout == ended.stdout


def test_show_lists_repairs_side_by_side(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    ended = kzreg("show", "--repairs", CORPORA / "text" / "004.txt")
    assert ended.exit_code == 0
    lines = ended.stdout.splitlines()
    assert lines[0].startswith("004.txt: ")
    assert lines[0].endswith(" repairs")
    assert all(len(line) <= 80 for line in lines)
    assert "\x1b" not in ended.stdout
    (found,) = (line for line in lines if line.startswith(" ") and "letter_spacing" in line and "700–730" in line)
    assert found.split("│")[1].strip() == "page 1, 700–730, 1.00"
    sides = [side.strip() for side in lines[lines.index(found) + 1].split("│")]
    assert sides == ["Р Қ А О  е с к е р т п е с і .", "РҚАО ескертпесі."]
    assert kzreg("convert", CORPORA / "text" / "004.txt", "-o", tmp_path).exit_code == 0
    assert kzreg("show", "--repairs", tmp_path / "004.json").stdout == ended.stdout


def test_joined_lines_are_counted_and_listed_only_when_asked_for(kzreg: Callable[..., Result]) -> None:
    act = CORPORA / "text" / "000.txt"
    brief, whole = kzreg("show", "--repairs", act).stdout, kzreg("show", "--repairs", "--all", act).stdout
    (told,) = (line for line in brief.splitlines() if line.startswith("not listed: "))
    assert "line_join" in told
    assert "--all" in brief
    assert "⏎" not in brief
    assert "␣⏎" in whole
    assert "not listed" not in whole
    listed, of = (int(word) for word in whole.splitlines()[0].split() if word.isdigit())
    assert listed == of


def test_repairs_are_picked_by_kind_and_by_confidence(kzreg: Callable[..., Result], tmp_path: Path) -> None:
    assert kzreg("convert", CORPORA / "text" / "000.txt", "-o", tmp_path).exit_code == 0
    act = tmp_path / "000.json"
    made = json.loads(act.read_bytes())
    moved = next(repair for repair in made["repairs"] if repair["kind"] == "displaced_link")
    moved["confidence"] = 0.85
    note = {"code": "KZN02", "severity": "warning", "message": "A word was put back.", "span": [7, 9], "page": 1}
    made["diagnostics"].append(note)
    act.write_text(json.dumps(made), encoding="utf-8")
    by_kind = kzreg("show", "--repairs", "--kind", "script", act).stdout
    assert "latin small letter i" in by_kind
    assert "displaced_link" not in by_kind.partition("not listed")[0]
    doubtful = kzreg("show", "--repairs", "--below", "0.9", act).stdout.partition("not listed")[0]
    heads = [line for line in doubtful.splitlines() if ", 0." in line or ", 1." in line]
    assert heads
    assert all(line.rstrip().endswith("doubtful") for line in heads)
    told = kzreg("show", "--repairs", act).stdout.partition("restoration says\n")[2]
    assert "KZN02 A word was put back. [7–9]" in told.splitlines()
    none = kzreg("show", "--repairs", "--kind", "markdown", act).stdout
    assert none.startswith("000.txt: 0 of ")
    assert "restoration says" not in none


def test_kinds_of_repair_are_those_of_the_output() -> None:
    assert {str(kind) for kind in Kind} == set(get_args(RepairKind))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("a.json", b"{}", "KZR13"), ("a.json", b"no json", "KZR13"), ("a.txt", b"", "KZR01"), ("a.txt", None, "KZR04")],
)
def test_show_names_what_it_cannot_read(
    kzreg: Callable[..., Result], tmp_path: Path, name: str, data: bytes | None, code: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    ended = kzreg("show", tmp_path / name)
    assert ended.exit_code == 1
    assert ended.stderr.startswith(f"kzreg: {tmp_path / name}: {code} ")
    assert len(ended.stderr.splitlines()) == 1


def test_schema_is_the_committed_one(kzreg: Callable[..., Result]) -> None:
    assert kzreg("schema").stdout == (ROOT / "golden" / "schema" / "act-1.0.json").read_text("utf-8")


@pytest.mark.heavy
@pytest.mark.parametrize("backend", ["pypdfium2", "pdfplumber"])
def test_the_pdf_backend_can_be_chosen(kzreg: Callable[..., Result], backend: str) -> None:
    ended = kzreg("convert", CORPORA / "pdf" / "004.pdf", "-o", "-", "-q", "--pdf-backend", backend)
    assert json.loads(ended.stdout)["source"]["reader"].startswith(backend)
    ended = kzreg("show", CORPORA / "pdf" / "004.pdf", "--pdf-backend", backend)
    assert ended.exit_code == 0


def test_an_unknown_pdf_backend_is_wrong_usage(kzreg: Callable[..., Result]) -> None:
    assert kzreg("convert", CORPORA / "pdf", "-o", "-", "--pdf-backend", "pdfbox").exit_code == 2


def test_version_and_help(kzreg: Callable[..., Result]) -> None:
    assert kzreg("--version").stdout == f"kzreg {__version__}\n"
    for words in (["--help"], ["convert", "--help"], ["show", "--help"], ["schema", "--help"]):
        ended = kzreg(*words)
        assert ended.exit_code == 0
        assert "Example" in ended.stdout
        assert "kzreg " in ended.stdout.partition("Example")[2]


def test_version_and_help_import_nothing_heavy() -> None:
    code = (
        "import sys; from kzreg_parse.cli.app import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'pdfplumber', 'pdfminer', 'pydantic', 'lxml', 'yaml', 'orjson', 'pypdfium2'} & set(sys.modules)\n"
        "sys.exit(' '.join(sorted(heavy)) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")

"""`kzreg evaluate`: tables, JSON, misses with their source lines, the floor, and what cannot be compared."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made
import pytest
from conftest import CORPORA, ROOT, stages
from typer.testing import CliRunner, Result

from kzreg_parse.cli.app import app
from kzreg_parse.evaluate.measures import MEASURES
from kzreg_parse.export import to_json


class Folders:
    """A folder of gold and one of outputs, with the command over both."""

    def __init__(self, folder: Path) -> None:
        self.gold, self.out = folder / "gold", folder / "out"
        self.gold.mkdir()
        self.out.mkdir()

    def put_gold(self, name: str = "074.json", **other: Any) -> None:
        (self.gold / name).write_text(json.dumps(made.gold_dict(**other)), encoding="utf-8")

    def put_output(self, name: str = "074.json", **other: Any) -> None:
        path = self.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(made.act_dict(**other)), encoding="utf-8")

    def run(self, *words: object) -> Result:
        given = ["evaluate", self.gold, self.out, *words]
        return CliRunner().invoke(app, [str(word) for word in given], catch_exceptions=False)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path)


def act_of_the_corpora(folders: Folders, name: str, change: Callable[[dict[str, Any]], None]) -> None:
    """The real output for an act of the corpora, and its gold with something changed."""
    number = name.split("/")[1][:3]
    told = json.loads((ROOT / "golden" / "checked" / f"{number}.json").read_bytes())
    change(told)
    (folders.gold / f"{number}.json").write_text(json.dumps(told), encoding="utf-8")
    target = folders.out / Path(name).with_suffix(".json")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(to_json(stages(name).act))


def test_the_table_has_every_measure_with_its_shares(folders: Folders) -> None:
    folders.put_gold()
    folders.put_output(act={**made.act_dict()["act"], "number": "75"})
    ended = folders.run()
    assert (ended.exit_code, ended.stderr) == (0, "")
    rows = [[cell.strip() for cell in line.split("│")[1:-1]] for line in ended.stdout.splitlines() if "│" in line]
    assert [row[0] for row in rows] == list(MEASURES)
    assert rows[0] == ["metadata", "6", "7", "7", "0.8571", "0.8571", "0.8571"]
    assert rows[2] == ["repeals", "0", "0", "0", "–", "–", "–"]


def test_every_output_of_an_act_is_a_row_of_its_own(folders: Folders) -> None:
    folders.put_gold()
    for name in ("text/074.json", "pdf/074.pdf.json", "pdf/074.txt.json", "074_copy.json", "html/1074.json"):
        folders.put_output(name)
    ended = folders.run("--json")
    assert sorted(json.loads(ended.stdout)["acts"]) == ["074_copy", "pdf/074.pdf", "pdf/074.txt", "text/074"]


def test_json_has_scores_by_act_and_in_total(folders: Folders) -> None:
    folders.put_gold()
    folders.put_output("a/074.json")
    folders.put_output("b/074.json", act={**made.act_dict()["act"], "number": None})
    told = json.loads(folders.run("--json", "--only", "metadata,text", "--misses", 9).stdout)
    assert list(told["total"]) == ["metadata", "unit_text", "restored", "restored_order"]
    assert told["acts"]["b/074"]["gold"] == "074"
    assert told["acts"]["b/074"]["measures"]["metadata"] == {
        "hits": 6, "gold": 7, "found": 6, "precision": 1.0, "recall": 0.8571, "f1": 0.9231, "score": 0.9231,
    }  # fmt: skip
    assert told["total"]["metadata"]["hits"] == 13
    assert told["total"]["restored"]["f1"] is None
    assert [(miss["act"], miss["kind"], miss["gold"]) for miss in told["misses"]] == [
        ("b/074", "missing", "number: 74")
    ]
    assert told["problems"] == []


@pytest.mark.parametrize("name", ["text/004.txt", "pdf/004.pdf"])
def test_a_miss_names_the_line_of_the_source(folders: Folders, name: str) -> None:
    words = "қызмет берушінің кеңсесінде Стандарттың 9-тармағына сәйкес"

    def change(told: dict[str, Any]) -> None:
        told["definitions"] = told["citations"] = []
        told["durations_other"] = [
            {"attachment": 1, "clause": "5", "text": words, "value": 77, "max": None, "unit": "day", "bound": "exact"}
        ]
        told["steps"] = []
        told["attachments"][0]["clauses"][0]["text"] = "Мұндай мәтін жоқ."

    act_of_the_corpora(folders, name, change)
    ended = folders.run("--misses", 3, "--only", "units,durations", "--sources", CORPORA)
    text = stages(name).source.text
    lines = text.split("\n")
    (missing, wrong) = (next(n for n, line in enumerate(lines, 1) if part in line) for part in (words, '1. "Мақта'))
    output = ended.stdout.splitlines()
    at = output.index(next(line for line in output if "77 day" in line))
    assert f"line {missing}: {lines[missing - 1].strip()}" in output[at + 1]
    at = output.index(next(line for line in output if line.strip() == "gold:   clause 1: Мұндай мәтін жоқ."))
    assert output[at + 1].strip().startswith('found:  clause 1: "Мақта')
    assert f"line {wrong}: {lines[wrong - 1].strip()}" in output[at + 2]
    assert name.partition(".")[0] in output[at + 2]


def test_a_restored_piece_is_found_by_its_damaged_text(folders: Folders) -> None:
    raw = "осы Регламенттің 3 \n\n"
    assert raw in stages("text/004.txt").source.text

    def change(told: dict[str, Any]) -> None:
        told["restored"] = [{"raw": raw, "clean": "мұндай мәтін шықпаған"}]

    act_of_the_corpora(folders, "text/004.txt", change)
    ended = folders.run("--misses", 1, "--only", "restored", "--sources", CORPORA)
    text = stages("text/004.txt").source.text
    assert f"line {text.count(chr(10), 0, text.index(raw)) + 1}: " in ended.stdout


def test_without_the_source_the_offsets_and_the_clean_text_are_given(folders: Folders) -> None:
    folders.put_gold(body=[{"num": "1", "text": "Басқа.", "points": [], "alineas": []}])
    folders.put_output()
    ended = folders.run("--misses", 1, "--only", "unit_text", "--sources", folders.gold)
    assert "074, offsets 0–10 (the source file is not at hand): Қоса берілген" in ended.stdout


def test_no_more_misses_than_asked_for(folders: Folders) -> None:
    folders.put_gold()
    folders.put_output(appendices=[])
    ended = folders.run("--misses", 2, "--only", "units")
    assert "074 units: 4 misses" in ended.stdout
    assert ended.stdout.count("missing") == 2


def test_scores_below_the_floor_are_named(folders: Folders, tmp_path: Path) -> None:
    floor = tmp_path / "floor.json"
    folders.put_gold()
    folders.put_output(act={**made.act_dict()["act"], "number": None})
    floor.write_text(json.dumps({"074": {"metadata": 0.92307, "units": 1}}), encoding="utf-8")
    assert (folders.run("--floor", floor).exit_code, folders.run("--floor", floor).stderr) == (0, "")
    floor.write_text(json.dumps({"074": {"metadata": 0.9232, "units": 1}, "pdf/074": {}}), encoding="utf-8")
    ended = folders.run("--floor", floor)
    assert ended.exit_code == 1
    assert ended.stderr.splitlines() == [
        "kzreg: 074: metadata is 0.9231, below the floor of 0.9232",
        "kzreg: pdf/074: the floor has scores for it, but there is no output",
    ]
    assert folders.run("--floor", floor, "--only", "units").stderr.count("\n") == 1


def test_extras_fall_below_a_floor_where_nothing_was_to_be_found(folders: Folders, tmp_path: Path) -> None:
    floor = tmp_path / "floor.json"
    floor.write_text(json.dumps({"074": {"definitions": 1.0}}), encoding="utf-8")
    folders.put_gold()
    folders.put_output()
    assert folders.run("--floor", floor).exit_code == 0
    invented = {"id": "d", "kind": "inline", "term": "X", "meaning": "Y", "node": "cl_1", "span": [1, 2]}
    folders.put_output(definitions=[invented])
    assert folders.run("--floor", floor).exit_code == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read"),
        ("{", "no JSON"),
        ("[]", "a floor is an object of acts"),
        ('{"074": {"unit": 1}}', "no measure is called 'unit'"),
        ('{"074": {"units": 2}}', "units is 2, not a number from 0 to 1"),
    ],
)
def test_a_floor_that_cannot_be_used(folders: Folders, tmp_path: Path, content: str | None, told: str) -> None:
    floor = tmp_path / "floor.json"
    if content is not None:
        floor.write_text(content, encoding="utf-8")
    folders.put_gold()
    folders.put_output()
    ended = folders.run("--floor", floor)
    assert ended.exit_code == 2
    assert ended.stderr.startswith(f"kzreg: {floor}: ")
    assert told in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_no_gold_files(folders: Folders) -> None:
    ended = folders.run()
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr == f"kzreg: {folders.gold}: no gold files (*.json)\n"


def without(key: str) -> dict[str, Any]:
    return {name: value for name, value in made.gold_dict().items() if name != key}


def with_attachment(**other: Any) -> dict[str, Any]:
    (entry,) = made.gold_dict()["attachments"]
    return made.gold_dict(attachments=[{**entry, **other}])


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{", "no JSON: "),
        ("[]", "the file is []"),
        (json.dumps(without("steps")), "steps is missing"),
        (json.dumps(with_attachment(clauses=[{"num": "1"}])), "attachments[0].clauses[0].text is missing (and 2 more)"),
        (json.dumps(made.gold_dict(seed=74)), "seed is 74: Input should be a valid string"),
        (json.dumps(with_attachment(index=3)), "attachments[0].index is 3, it should be 1"),
        (json.dumps(with_attachment(parent=1)), "attachments[0].parent is 1, no attachment before it"),
        (
            json.dumps(made.gold_dict(participants=[{"attachment": 2, "clause": "1", "names": []}])),
            "participants[0].attachment is 2, there is none of that number",
        ),
    ],
)
def test_gold_that_cannot_be_used_is_named_and_the_rest_scored(folders: Folders, content: str, told: str) -> None:
    folders.put_gold()
    folders.put_output()
    (folders.gold / "bad.json").write_text(content, encoding="utf-8")
    ended = folders.run()
    assert ended.exit_code == 2
    assert ended.stderr.startswith(f"kzreg: {folders.gold / 'bad.json'}: {told}")
    assert len(ended.stderr.splitlines()) == 1
    assert "metadata" in ended.stdout


def test_two_files_of_gold_for_one_act(folders: Folders) -> None:
    folders.put_gold("a.json")
    folders.put_gold("b.json")
    folders.put_output()
    ended = folders.run()
    assert ended.exit_code == 2
    assert ended.stderr.splitlines() == [
        f"kzreg: {folders.gold / 'b.json'}: the seed '074' is that of {folders.gold / 'a.json'}, too"
    ]


@pytest.mark.parametrize("content", ["{}", "no json", "[1]", '{"schema_version": "1.0"}'])
def test_an_output_that_is_no_act(folders: Folders, content: str) -> None:
    folders.put_gold()
    (folders.out / "074.json").write_text(content, encoding="utf-8")
    ended = folders.run()
    assert (ended.exit_code, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"kzreg: {folders.out / '074.json'}: no act written by kzreg convert: ")
    assert len(ended.stderr.splitlines()) == 1


def test_an_act_without_output_is_named(folders: Folders) -> None:
    folders.put_gold()
    folders.put_gold("075.json", seed="075")
    folders.put_output()
    ended = folders.run("--json")
    assert ended.exit_code == 2
    line = f"{folders.out}: no output for act 075 (no 075.json in it or below)"
    assert ended.stderr == f"kzreg: {line}\n"
    told = json.loads(ended.stdout)
    assert told["problems"] == [line]
    assert list(told["acts"]) == ["074"]


def test_wrong_usage(folders: Folders, tmp_path: Path) -> None:
    assert folders.run("--only", "steps,nothing").exit_code == 2
    assert "no measure is called 'nothing'" in folders.run("--only", "steps,nothing").stderr.replace("\n", " ")
    assert folders.run("--misses", -1).exit_code == 2
    folders.out = tmp_path / "nowhere"
    assert folders.run().exit_code == 2


def test_help_has_examples() -> None:
    ended = CliRunner().invoke(app, ["evaluate", "--help"])
    assert ended.exit_code == 0
    assert "kzreg evaluate golden/checked out" in ended.stdout.partition("Example")[2]

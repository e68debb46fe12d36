"""The published schema is the model's, and the output keeps it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import ALL, ROOT, stages

from kzreg_parse.export import json_schema, to_json
from kzreg_parse.model import Act, Node, Table
from kzreg_parse.model.act import ActMetadata

COMMITTED = ROOT / "golden" / "schema" / "act-1.0.json"
CONTRACT_KEYS = (
    "schema_version source status act preface preamble body conclusions appendices procedures participants durations "
    "definitions citations repeals amendments repairs diagnostics"
).split()
METADATA_KEYS = (
    "kind kind_kk title issuer date number registration in_force repeal entry_into_force amended_by signatories "
    "agreed_by frbr_uri adilet_id"
).split()


def test_the_committed_schema_is_the_models() -> None:
    assert COMMITTED.read_bytes() == json_schema(), (
        "run: kzreg schema > golden/schema/act-1.0.json, and say why it changed"
    )


def test_keys_stand_in_the_contracts_order() -> None:
    assert list(Act.model_fields) == CONTRACT_KEYS
    assert list(ActMetadata.model_fields) == METADATA_KEYS
    assert list(Node.model_fields) == "id kind num label heading text span page children".split()
    assert list(Table.model_fields) == [
        *"id kind num label heading text span page children rows caption".split(),
        *"header_rows spans columns totals".split(),
    ]


def _objects(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [("Act", schema), *schema["$defs"].items()]


def test_every_model_and_field_is_described() -> None:
    schema = json.loads(COMMITTED.read_text(encoding="utf-8"))
    for name, definition in _objects(schema):
        assert definition.get("description"), name
        for key, value in definition["properties"].items():
            assert value.get("description") or "$ref" in value, f"{name}.{key}"


@pytest.mark.parametrize("name", ALL)
def test_every_output_is_valid(name: str) -> None:
    schema = json.loads(COMMITTED.read_text(encoding="utf-8"))
    document = json.loads(to_json(stages(name).act))
    jsonschema.Draft202012Validator(schema).validate(document)
    assert list(document) == CONTRACT_KEYS


@pytest.mark.parametrize("name", ALL)
def test_the_json_reads_back_to_the_same_act(name: str) -> None:
    act = stages(name).act
    assert Act.model_validate_json(to_json(act)) == act


def test_two_runs_give_the_same_bytes(tmp_path: Path) -> None:
    from conftest import CORPORA

    from kzreg_parse import parse

    path = CORPORA / "text" / "004.txt"
    assert to_json(parse(path)) == to_json(parse(path))


def test_the_model_refuses_unknown_keys_and_change() -> None:
    act = stages("text/000.txt").act
    with pytest.raises(ValueError, match="frozen"):
        act.status = "partial"
    with pytest.raises(ValueError, match="extra"):
        Act.model_validate({**act.model_dump(), "more": 1})

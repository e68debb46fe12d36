"""Documents to bytes: JSON with the keys in the contract's order, the same bytes from run to run."""

from __future__ import annotations

import json
from typing import Any

import orjson

from kzreg_parse.model import Act

SCHEMA_ID = "https://kzreg-parse.dev/schema/act-1.0.json"


def to_json(act: Act, *, indent: bool = True) -> bytes:
    """One act as JSON (UTF-8), with a line end; `indent=False` gives one line, as JSONL needs it."""
    options = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(act.model_dump(mode="json"), option=options)


def json_schema() -> bytes:
    """The JSON Schema (draft 2020-12) of the output, generated from the model."""
    schema: dict[str, Any] = Act.model_json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return (json.dumps({**head, **schema}, ensure_ascii=False, indent=2) + "\n").encode()

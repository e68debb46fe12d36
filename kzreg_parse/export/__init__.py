"""Documents to bytes: JSON with the keys in the contract's order, the same bytes from run to run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kzreg_parse.model import Act

SCHEMA_ID = "https://kzreg-parse.dev/schema/act-1.0.json"


def to_json(act: Act, *, indent: bool = True) -> bytes:
    """Return one act as JSON (UTF-8), with a line end; `indent=False` gives one line, as JSONL needs it."""
    import orjson  # with the model, too heavy for a command that only asks which forms there are

    options = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps(act.model_dump(mode="json"), option=options)


def json_schema() -> bytes:
    """Return the JSON Schema (draft 2020-12) of the output, generated from the model."""
    import json

    from kzreg_parse.extract.kinds import act_model

    schema: dict[str, Any] = act_model().model_json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID}
    return (json.dumps({**head, **schema}, ensure_ascii=False, indent=2) + "\n").encode()

"""Whatever a database answers, as JSON."""

from __future__ import annotations

from typing import Any


def as_json(data: object) -> str:
    """Return data as JSON with a line end: what JSON has no form for (dates, intervals) as text, keys of maps too."""
    import orjson  # too heavy for a command that prints none

    try:
        return orjson.dumps(data, default=str, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
    except TypeError:  # a key that is no text, a number of more than 64 bits
        import json

        return json.dumps(_with_text_keys(data), default=str, ensure_ascii=False, indent=2) + "\n"


def _with_text_keys(data: Any) -> Any:
    if isinstance(data, dict):
        return {str(key): _with_text_keys(value) for key, value in data.items()}
    return [_with_text_keys(value) for value in data] if isinstance(data, list | tuple) else data

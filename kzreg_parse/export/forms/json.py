"""One JSON file an act."""

from __future__ import annotations

from kzreg_parse.export import to_json
from kzreg_parse.export.writer import Writer

WRITER = Writer("json", "json (default): a file an act", ".json", to_json)

"""One line of JSON an act, all in one file."""

from __future__ import annotations

from kzreg_parse.export.writer import Writer

WRITER = Writer("jsonl", "jsonl: a line an act, in acts.jsonl")

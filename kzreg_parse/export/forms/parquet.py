"""Tables of acts, nodes and facts."""

from __future__ import annotations

from kzreg_parse.export.writer import Writer

WRITER = Writer("parquet", "parquet: acts.parquet, nodes.parquet and other tables", by_run=True, needs="pyarrow")

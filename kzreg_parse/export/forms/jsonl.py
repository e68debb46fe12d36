"""One line of JSON an act, all in one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kzreg_parse.export import to_json
from kzreg_parse.export.writer import Writer

if TYPE_CHECKING:
    from kzreg_parse.model import Act


def _join(acts: Iterable[Act]) -> Iterator[bytes]:
    return (to_json(act, indent=False) for act in acts)


WRITER = Writer("jsonl", "jsonl: a line an act, in acts.jsonl", file="acts.jsonl", join=_join)

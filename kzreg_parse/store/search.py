"""`kzreg search`: the words from the search file, the parts they stand in from the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kzreg_parse.store.queries import ask
from kzreg_parse.store.words import find_words, generation, marks_in, part_text, question_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARTS: Final = """
SELECT p.doc, p.seq, d.act, d.kind_kk, d.number, d.date, d.title, a.state, d.file, p.node, p.kind, p.label,
       p.heading, p.text, p.span_start, p.span_end, p.page
FROM (SELECT unnest(?) AS doc, unnest(?) AS seq) wanted JOIN parts p USING (doc, seq) JOIN documents d USING (doc)
LEFT JOIN acts a USING (act)
"""


def search(connection: DuckDBPyConnection, store: Path, asked: str, *, limit: int) -> tuple[list[dict[str, Any]], int]:
    """The best parts, each with `text`, `marks` (spans of `text`, end exclusive) and BM25 score; and how many fit.

    Every word must stand in the part in any form, `"…"` is a phrase, `-word` must not, `word*` is a start.
    Raises StoreError.
    """
    question = question_of(asked)
    hits, count = find_words(store, question, generation(connection), limit=limit)
    if not hits:
        return [], 0
    rows = ask(connection, PARTS, [[hit.doc for hit in hits], [hit.seq for hit in hits]]).as_dicts()
    by_place = {(row.pop("doc"), row.pop("seq")): row for row in rows}
    found = []
    for hit in hits:
        row = by_place[hit.doc, hit.seq]
        text = part_text(row.pop("heading"), row["text"])
        found.append(row | {"text": text, "marks": marks_in(text, question), "score": round(hit.score, 4)})
    return found, count

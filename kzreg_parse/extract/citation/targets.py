"""Where an internal citation points: from `осы регламентке 1-қосымшада` to the id of the annex."""

from __future__ import annotations

from collections.abc import Sequence

from kzreg_parse.extract.reference.units import HIERARCHY
from kzreg_parse.extract.text.located import Document, LocatedText, LocatedTexts
from kzreg_parse.model.facts import CitedUnit

NODE_KINDS = {
    "article": "article",
    "clause": "clause",
    "point": "point",
    "chapter": "chapter",
    "section": "section",
    "part": "part",
    "appendix": "appendix",
}


def home_of_document(place: LocatedText, noun: str) -> Document | None:
    """Return the appendix around the text whose title names such a document.

    The outermost one around it where none does.
    """
    documents = _chain(place.document)
    for document in documents:
        if document.id is not None and noun[:-1].lower() in document.title.lower():
            return document
    return next((document for document in reversed(documents) if document.id is not None), None)


def act_home(place: LocatedText) -> Document:
    """Return the act itself."""
    return _chain(place.document)[-1]


def _chain(document: Document) -> list[Document]:
    documents = [document]
    while documents[-1].above is not None:
        documents.append(documents[-1].above)
    return documents


def target_in(scope: str | None, units: Sequence[CitedUnit], places: LocatedTexts) -> tuple[str | None, int]:
    """Return the id of the part that the units name below `scope`, and how many parts go by that name.

    Of a list (`1), 2) және 3) тармақшалар`) it is the first one's.
    """
    current, count = scope, 1
    last_kind: str | None = None
    for unit in units:
        if last_kind is not None and HIERARCHY.index(unit.kind) <= HIERARCHY.index(last_kind):
            break  # another one of the same kind or a larger one: a list
        last_kind = unit.kind
        found = _step(current, unit, places)
        if not found:
            return None, 0
        current, count = found[0], len(found)
        if count > 1:
            return None, count
    return (current, count) if units else (None, 0)


def _step(scope: str | None, unit: CitedUnit, places: LocatedTexts) -> list[str]:
    num = unit.num or ""
    first = num.split("-", 1)[0] if num.count("-") == 1 and "-" in num else num
    if unit.kind in ("alinea", "subdivision"):
        return _paragraph(scope, num, places)
    kind = NODE_KINDS.get(unit.kind)
    if kind is None:
        return []
    return places.below.get((scope, kind, num)) or (places.below.get((scope, kind, first), []) if first != num else [])


def _paragraph(scope: str | None, num: str, places: LocatedTexts) -> list[str]:
    """Return a part's first paragraph is its own text, the second its first unnumbered child."""
    if scope is None or not num.isdigit():
        return []
    if num == "1":
        return [scope]
    alineas = [node_id for kind, node_id in places.children.get(scope, []) if kind == "alinea"]
    return alineas[int(num) - 2 : int(num) - 1]

"""An act as a spaCy Doc: the text of its nodes, line by line, with its facts as spans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kzreg_parse.extract.kinds import kinds
from kzreg_parse.model import Act, AnyNode
from kzreg_parse.model.walk import walk

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

Fact = tuple[str, str, str, str, tuple[int, int]]  # group, node id, words, label, span in the source


def to_spacy(act: Act, nlp: Language | None = None) -> Doc:
    """The act as one Doc; a line for each node (label and text) and each table cell.

    `doc.spans` has a group for every kind of fact (`durations`, `citations`, `definitions`, `amendments`,
    `participants`, `steps`) and `nodes`, whose spans carry the kind as label and the id as `id_`. A fact's
    span has the node's id as `id_`. What stands nowhere word for word in or below its node (a nominative made
    for a list, a step that takes in several lines) is listed in `doc.user_data["kzreg_unplaced"]` as pairs
    (group, words). Without `nlp` the text is tokenized and lemmatized by `spacy.blank("kk")`.
    """
    lines = list(_lines(act))
    starts: list[int] = []
    position = 0
    for _, text in lines:
        starts.append(position)
        position += len(text) + 1
    doc = _doc("\n".join(text for _, text in lines), nlp)
    places: dict[str, list[tuple[int, str]]] = {}
    kinds: dict[str, str] = {}
    for (node, text), start in zip(lines, starts, strict=True):
        places.setdefault(node.id, []).append((start, text))
        kinds[node.id] = node.kind
    below = _with_below(places)
    _mark_nodes(doc, places, kinds)
    _mark_facts(doc, act, below)
    return doc


def _with_below(places: dict[str, list[tuple[int, str]]]) -> dict[str, list[tuple[int, str]]]:
    """The lines of each node, behind them those of the nodes below it (a list's names stand in its points)."""
    found = {node: list(lines) for node, lines in places.items()}
    for node, lines in places.items():
        above = node
        while "__" in above:
            above = above.rpartition("__")[0]
            found.setdefault(above, []).extend(lines)
    return found


def _doc(text: str, nlp: Language | None) -> Doc:
    if nlp is None:
        from kzreg_parse.language.spacy.language import LEMMATIZER, Kazakh

        nlp = Kazakh()
        nlp.add_pipe(LEMMATIZER)
    doc = nlp.tokenizer(text)  # past nlp.max_length, which guards parsers and taggers
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def _mark_nodes(doc: Doc, places: dict[str, list[tuple[int, str]]], kinds: dict[str, str]) -> None:
    spans = []
    for node, lines in places.items():
        start, (last, text) = lines[0][0], lines[-1]
        spans.append(_span(doc, start, last + len(text), kinds[node], node))
    doc.spans["nodes"] = spans


def _mark_facts(doc: Doc, act: Act, places: dict[str, list[tuple[int, str]]]) -> None:
    groups: dict[str, list[Span]] = {kind.group or kind.name: [] for kind in kinds() if kind.marks is not None}
    unplaced: list[tuple[str, str]] = []
    used: dict[tuple[str, str], int] = {}
    for group, node, words, label, _ in sorted(_facts(act), key=lambda fact: (fact[0], fact[4])):
        found = _find(places.get(node, []), words, used.get((group, node), 0))
        if found is None:
            unplaced.append((group, words))
            continue
        used[group, node] = found + 1  # the same words again are the next ones in the node
        groups[group].append(_span(doc, found, found + len(words), label, node))
    for group, spans in groups.items():
        doc.spans[group] = spans
    doc.user_data["kzreg_unplaced"] = unplaced


def _find(lines: list[tuple[int, str]], words: str, least: int) -> int | None:
    """Where the words stand in the lines at or behind `least`, else anywhere in them, in any case of letters."""
    for floor in (least, 0):
        for start, text in lines:
            lower = text.lower()
            found = (lower if len(lower) == len(text) else text).find(words.lower(), max(0, floor - start))
            if found >= 0:
                return start + found
    return None


def _span(doc: Doc, start: int, end: int, label: str, node: str) -> Span:
    span = doc.char_span(start, end, label=label, span_id=node, alignment_mode="expand")
    if span is None:
        raise IndexError(f"no tokens at {start}:{end} of {node}")
    return span


def _facts(act: Act) -> Iterator[Fact]:
    for kind in kinds():
        for mark in kind.marks(act) if kind.marks is not None else ():
            yield (kind.group or kind.name, *mark)


def _lines(act: Act) -> Iterator[tuple[AnyNode, str]]:
    for node in (found.node for found in walk(act)):
        words = " ".join(part for part in (node.label, node.heading, node.text) if part)
        if words:
            yield node, words
        if node.kind == "table":
            yield from ((node, cell) for row in node.rows or () for cell in row if cell)

"""Measures of the structure: units, chapters with their clauses, appendices, tables cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kzreg_parse.evaluate.gold import Clause, Gold, Unit
from kzreg_parse.evaluate.layout import CLAUSES, Layout, clause_of
from kzreg_parse.evaluate.matching import Found, Place, Score, Wanted, score
from kzreg_parse.evaluate.wording import clean, loose
from kzreg_parse.model import Act, AnyNode, Table
from kzreg_parse.model.walk import walk_nodes

UNITS = ("clause", "article", "point", "alinea", "note")
CHAPTERS = ("part", "chapter", "section")


def units(gold: Gold, act: Act, layout: Layout) -> Score:
    """Clauses, points and paragraphs with their kind, number and text; an article counts as a clause."""
    return _score_units("units", gold, act, layout, text_alone=False)


def unit_text(gold: Gold, act: Act, layout: Layout) -> Score:
    """Return the texts of clauses, points and paragraphs to the letter, whatever they were taken for."""
    return _score_units("unit_text", gold, act, layout, text_alone=True)


def chapters(gold: Gold, act: Act, layout: Layout) -> Score:
    """Chapters of the attachments by number and heading."""
    told, found = list(_told_chapters(gold)), list(_found_chapters(layout))
    return score("chapters", (wanted for wanted, _ in told), (item for item, _ in found))


def chapter_clauses(gold: Gold, act: Act, layout: Layout) -> Score:
    """Return the numbers of each chapter's clauses, all of them.

    A chapter that was not found has none of them right.
    """
    told = (
        replace(
            wanted,
            keys=tuple((*key, clauses) for key in _tuples(wanted)),
            shown=f"{wanted.shown}: {', '.join(clauses)}",
        )
        for wanted, clauses in _told_chapters(gold)
    )
    found = (
        replace(item, key=(*item.key, clauses), shown=f"{item.shown}: {', '.join(clauses)}")
        for item, clauses in _found_chapters(layout)
        if isinstance(item.key, tuple)
    )
    return score("chapter_clauses", told, found)


def appendices(gold: Gold, act: Act, layout: Layout) -> Score:
    """Number, title, header and parent of each appendix, an item each."""
    told, found, left_out = [], [], set()
    for entry in gold.attachments:
        place = (entry.index, None)
        values: dict[str, tuple[object, ...]] = {
            "number": (entry.num,),
            "title": tuple(loose(title) for title in entry.readings("title")),
            "header": tuple(loose(header) for header in entry.readings("approves_header")),
            "parent": (entry.parent,),
        }
        if entry.title is None:  # no heading that could be told
            left_out.add((entry.index, "title"))
            del values["title"]
        for name, right in values.items():
            shown = f"appendix {entry.index}, {name}: {entry.title if name == 'title' else right[0]}"
            keys = tuple((entry.index, name, value) for value in right)
            told.append(Wanted(keys, shown, place, (entry.index, name), optional=entry.note is not None))
    for position, ((appendix, _), number) in enumerate(zip(layout.appendices, layout.numbers, strict=True)):
        given = {
            "number": clean(appendix.num) or None,
            "title": loose(appendix.title),
            "header": loose(appendix.header),
            "parent": layout.parent(position),
        }
        for name, value in given.items():
            shown = f"{appendix.id}, {name}: {appendix.title if name == 'title' else value}"
            found.append(Found((number, name, value), shown, appendix.span, (number, None), (number, name)))
    return score("appendices", told, found, left_out=left_out)


def table_shape(gold: Gold, act: Act, layout: Layout) -> Score:
    """Tables of the attachments in reading order: how many cells each row has."""
    told = [
        Wanted(((place, shape),), _shape_shown(place, shape), (place[0], None), place, optional=noted)
        for place, rows, noted in _told_tables(gold)
        for shape in [tuple(len(row) for row in rows)]
    ]
    found = [
        Found((place, shape), _shape_shown(place, shape), table.span, (place[0], None), place)
        for place, table in _found_tables(layout)
        for shape in [tuple(len(row) for row in table.rows or ())]
    ]
    return score("table_shape", told, found)


def table_cells(gold: Gold, act: Act, layout: Layout) -> Score:
    """Tables of the attachments cell by cell, by their words; empty cells and open ones (null) do not count."""
    told, found, left_out = [], [], set()
    for place, rows, noted in _told_tables(gold):
        for row, column, cell in _cells(rows):
            slot = (*place, row, column)
            if cell is None:
                left_out.add(slot)
            elif loose(cell):
                shown = f"table {place[1] + 1}, row {row + 1}, column {column + 1}: {cell}"
                told.append(Wanted(((slot, loose(cell)),), shown, (place[0], None), slot, optional=noted, words=cell))
    for place, table in _found_tables(layout):
        for row, column, cell in _cells(table.rows or ()):
            if loose(cell):
                slot = (*place, row, column)
                shown = f"table {place[1] + 1}, row {row + 1}, column {column + 1}: {cell}"
                found.append(Found((slot, loose(cell)), shown, table.span, (place[0], None), slot))
    return score("table_cells", told, found, left_out=left_out)


def _score_units(measure: str, gold: Gold, act: Act, layout: Layout, *, text_alone: bool) -> Score:
    told = list(_told_units(0, gold.body))
    found = list(_found_units(0, act.body))
    for entry in gold.attachments:
        told += _told_units(entry.index, entry.clauses)
    for (appendix, _), number in zip(layout.appendices, layout.numbers, strict=True):
        found += _found_units(number, appendix.body)
    if text_alone:
        told = [replace(item, keys=tuple(dict.fromkeys((key[0], key[3]) for key in _tuples(item)))) for item in told]
        found = [replace(item, key=(item.key[0], item.key[3])) for item in found if isinstance(item.key, tuple)]
    return score(measure, told, found, left_out=_noted_clauses(gold))


def _tuples(item: Wanted) -> Iterator[tuple[object, ...]]:
    yield from (key for key in item.keys if isinstance(key, tuple))


def _told_units(attachment: int, clauses: tuple[Clause, ...]) -> Iterator[Wanted]:
    for clause in clauses:
        place = (attachment, clause.num)
        noted = clause.note is not None
        yield _told_unit("clause", clause, place, optional=noted)
        for point in clause.points:
            yield _told_unit("point", point, place, optional=noted or point.note is not None)
        for alinea in clause.paragraphs():
            yield _told_unit("alinea", alinea, place, optional=noted or alinea.note is not None)


def _told_unit(kind: str, unit: Unit, place: Place, *, optional: bool) -> Wanted:
    number = unit.num if kind != "alinea" else None
    keys = tuple((place[0], kind, number, clean(text)) for text in unit.readings("text"))
    shown = f"{kind} {number or ''}".strip() + f": {unit.text}"
    return Wanted(keys, shown, place, (place, kind, number), optional, words=unit.text)


def _noted_clauses(gold: Gold) -> set[object]:
    """Return the slots of clauses that are left out as a whole: what the output has in them is no extra."""
    noted = [(0, clause) for clause in gold.body if clause.note is not None]
    noted += [
        (entry.index, clause) for entry in gold.attachments for clause in entry.clauses if clause.note is not None
    ]
    return {
        ((attachment, clause.num), kind, num)
        for attachment, clause in noted
        for kind, num in [("clause", clause.num), ("alinea", None), *(("point", unit.num) for unit in clause.points)]
    }


def _found_units(attachment: int, nodes: tuple[AnyNode, ...]) -> Iterator[Found]:
    """Yield the units; what stands in no clause, and notes, the gold need not list."""
    for node, ancestors in walk_nodes(nodes):
        if node.kind not in UNITS:
            continue
        here = clause_of((*ancestors, node))
        kind = "clause" if node.kind in CLAUSES else node.kind
        number = clean(node.num) or None
        key = (attachment, kind, number, clean(node.text))
        shown = f"{kind} {number or ''}".strip() + f": {node.text or node.heading or ''}"
        place = (attachment, here)
        counts = here is not None and kind != "note"
        yield Found(key, shown, node.span, place, (place, kind, number), counts)


def _told_chapters(gold: Gold) -> Iterator[tuple[Wanted, tuple[str, ...]]]:
    for entry in gold.attachments:
        for chapter in entry.chapters:
            first = chapter.clauses[0] if chapter.clauses else None
            keys = tuple((entry.index, chapter.num, loose(title)) for title in chapter.readings("title"))
            shown = f"{chapter.num or '–'} {chapter.title}"
            slot = (entry.index, chapter.num)
            noted = chapter.note is not None
            wanted = Wanted(keys, shown, (entry.index, first), slot, noted, words=chapter.title)
            yield wanted, tuple(clean(clause) for clause in chapter.clauses)


def _found_chapters(layout: Layout) -> Iterator[tuple[Found, tuple[str, ...]]]:
    for (appendix, _), attachment in zip(layout.appendices, layout.numbers, strict=True):
        for node, _ in walk_nodes(appendix.body):
            if node.kind in CHAPTERS:
                number = clean(node.num) or None
                clauses = tuple(clean(child.num) for child, _ in walk_nodes(node.children) if child.kind in CLAUSES)
                key = (attachment, number, loose(node.heading))
                shown = f"{number or '–'} {node.heading or ''}"
                yield Found(key, shown, node.span, (attachment, None), (attachment, number)), clauses


Rows = tuple[tuple[str | None, ...], ...]
TablePlace = tuple[int, int]  # attachment, position among its tables from 0


def _told_tables(gold: Gold) -> Iterator[tuple[TablePlace, Rows, bool]]:
    for entry in gold.attachments:
        for number, table in enumerate(entry.tables):
            yield (entry.index, number), table.rows, table.note is not None


def _found_tables(layout: Layout) -> Iterator[tuple[TablePlace, Table]]:
    for (appendix, _), attachment in zip(layout.appendices, layout.numbers, strict=True):
        tables = [node for node, _ in walk_nodes(appendix.body) if isinstance(node, Table)]
        for number, table in enumerate(tables):
            yield (attachment, number), table


def _cells(rows: Rows) -> Iterator[tuple[int, int, str | None]]:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            yield row, column, cell


def _shape_shown(place: TablePlace, shape: tuple[int, ...]) -> str:
    return f"table {place[1] + 1}: {len(shape)} rows of {', '.join(map(str, sorted(set(shape)))) or 'no'} cells"

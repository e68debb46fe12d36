"""The tree of an act: nodes, tables, appendices (Akoma Ntoso terms)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from kzreg_parse.model.base import Model, Page, Span

NodeKind = Literal["part", "chapter", "section", "article", "clause", "point", "alinea", "figure", "note"]

NodeId = Annotated[
    str,
    Field(
        description="Akoma Ntoso style id, unique in the document, e.g. `appendix_1__chp_2__cl_5__point_1`; "
        "a number printed twice gets `_2`, `_3` in reading order."
    ),
]


Num = Annotated[str | None, Field(description='Number as printed without its mark: "5", "9-1", "IV"; null where none.')]
Label = Annotated[str | None, Field(description='What is printed: "5.", "1)", "2-тарау."; null where none.')]
Heading = Annotated[str | None, Field(description="Words of a heading; `text` is then null.")]
Text = Annotated[
    str | None, Field(description="Clean text without the node's own number mark and with nothing else left out.")
]


class Node(Model):
    """A part of the act: бөлім part, тарау chapter, параграф section, бап article, тармақ clause,
    тармақша point, an unnumbered paragraph (абзац) alinea, a picture or its title figure, a note."""

    id: NodeId
    kind: NodeKind = Field(description="Which kind of part it is.")
    num: Num
    label: Label
    heading: Heading
    text: Text
    span: Span
    page: Page
    children: tuple[AnyNode, ...] = Field(description="Parts of this part in reading order.")


ColumnKind = Literal["ordinal", "number", "percent", "date", "text"]


class TableColumn(Model):
    """A column of a table that has a head."""

    name: str | None = Field(description="Words of the head above it from top to bottom, parted by ` / `.")
    kind: ColumnKind | None = Field(
        description="What its cells hold: row numbers, figures, shares in percent, dates, or anything; "
        "null where all are empty."
    )
    unit: str | None = Field(description="Unit of its figures as its head says, e.g. `мың теңге`; null where none.")


class Table(Model):
    """A table; parts broken by a page or by «кестенің жалғасы» are one table."""

    id: NodeId
    kind: Literal["table"] = Field(description="Always `table`.")
    num: Num
    label: Label
    heading: Heading
    text: Text
    span: Span
    page: Page
    children: tuple[AnyNode, ...] = Field(
        description="Empty; where `rows` is null the table's words in reading order, an `alinea` for each piece."
    )
    rows: tuple[tuple[str | None, ...], ...] | None = Field(
        description="Row 0 as printed first; all of one length; null = a cell that cannot be read. "
        "Null where the table cannot be rebuilt."
    )
    caption: str | None = Field(description="The line printed above it as its title; null where none.")
    header_rows: int = Field(
        default=0, ge=0, description="Rows at the top that are the head, a row of column numbers included; 0: not told."
    )
    spans: tuple[tuple[int, int, int, int], ...] = Field(
        default=(),
        description="Cells over several places: [row, column, rows, columns], from 0; the places covered are null.",
    )
    columns: tuple[TableColumn, ...] = Field(
        default=(), description="The columns from left to right; empty where the head is not told."
    )
    totals: tuple[int, ...] = Field(default=(), description="Rows that sum up others, by their labels, from 0.")


AnyNode = Annotated[Node | Table, Field(discriminator="kind")]


class Preamble(Model):
    """The words before the first clause, up to the enacting formula."""

    text: str = Field(description="Clean text, e.g. `… ҚАУЛЫ ЕТЕДІ:`.")
    span: Span
    page: Page


class Appendix(Model):
    """An annex (қосымша) of the act, or of a document that is itself an annex."""

    id: NodeId
    num: str | None = Field(description="Printed number; null where only `қосымша` is printed.")
    title: str | None = Field(description="Title of the annexed document; null where none is printed.")
    header: str = Field(description="The block that says what it is annexed to, on one line.")
    second_header: str | None = Field(description="A further such block right below the first; null where none.")
    of: str | None = Field(description="Id of the appendix it is annexed to; null for the act itself.")
    body: tuple[AnyNode, ...] = Field(description="Its parts in reading order.")
    appendices: tuple[Appendix, ...] = Field(description="Annexes of this annex in reading order.")
    span: Span
    page: Page

"""Made-up tables as the copies of a page leave them: columns by blanks, rows by TABs, markup."""

from __future__ import annotations

import textwrap
from random import Random
from typing import Final

from tables.made import FIGURES, MadeTable

GAP: Final = 2


def even(table: MadeTable, width: int) -> str:
    """Return a table with columns of one width: cells begin at the left, words that are too long are broken, and a cell
    that a span from above covers has its text again."""
    lines: list[str] = []
    for number, row in enumerate(table.rows):
        below = [s for s in table.spans if s[0] < number < s[0] + s[2]]
        texts = [
            table.shown(number, column) if any(s[1] == column for s in below) else cell or ""
            for column, cell in enumerate(row)
        ]
        cells = [textwrap.wrap(text, width, break_on_hyphens=False) for text in texts]
        for at in range(max(map(len, cells))):
            parts = [(cell[at] if at < len(cell) else "").ljust(width + GAP) for cell in cells]
            lines.append("".join(parts).rstrip())
    return "\n".join(lines)


def laid_out(table: MadeTable, random: Random, *, centred_head: bool = False, parted: bool = False) -> str:
    """Return a table as `pdftotext -layout` draws it: columns of their own widths, figures on the right, the words of a
    head above several columns in the middle of them. `parted`: an empty line between rows."""
    widths = [_width(table, column, random) for column in range(len(table.kinds))]
    gaps = [random.randint(GAP + 1, GAP + 3) for _ in widths]
    starts = [sum(widths[:i]) + sum(gaps[:i]) for i in range(len(widths))]
    rights = [kind in FIGURES and random.random() < 0.7 for kind in table.kinds]
    lines: list[str] = []
    for number, row in enumerate(table.rows):
        cells: list[tuple[int, int, list[str]]] = []
        for column, cell in enumerate(row):
            if not cell:
                continue
            over = next((s[3] for s in table.spans if s[:2] == (number, column)), 1)
            last = column + over - 1
            width = starts[last] + widths[last] - starts[column]
            cells.append((column, width, textwrap.wrap(cell, width, break_long_words=False)))
        for at in range(max((len(texts) for *_, texts in cells), default=0)):
            line = ""
            for column, width, texts in cells:
                if at >= len(texts):
                    continue
                is_head = number < table.head
                is_centred = is_head and (centred_head or width > widths[column])
                text = texts[at]
                room = width - len(text)
                lead = room // 2 if is_centred else room if rights[column] and not is_head else 0
                line = line.ljust(starts[column] + lead) + text
            lines.append(line)
        if parted and number + 1 < len(table.rows) and number + 1 >= table.head:
            lines.append("")
    return "\n".join(lines)


def _width(table: MadeTable, column: int, random: Random) -> int:
    words = [word for row in table.rows for word in (row[column] or "").split()]
    figures = [len(row[column] or "") for row in table.rows[table.head :]] if table.kinds[column] != "name" else []
    least = max(map(len, words), default=1)
    return max([least, *figures, random.randint(8, 30) if table.kinds[column] == "name" else 1])


def tabbed(table: MadeTable) -> str:
    """Return a table as a browser puts it on the clipboard: a row a line, cells between TABs."""
    return "\n".join("\t".join(cell or "" for cell in row) for row in table.rows)


def marked_up(table: MadeTable) -> str:
    """Return a table as HTML with its spans."""
    covered = {
        (row, column)
        for top, left, rows, columns in table.spans
        for row in range(top, top + rows)
        for column in range(left, left + columns)
        if (row, column) != (top, left)
    }
    lines = ["<table>"]
    for number, row in enumerate(table.rows):
        lines.append("<tr>")
        for column, cell in enumerate(row):
            if (number, column) in covered:
                continue
            span = next((s for s in table.spans if s[:2] == (number, column)), (0, 0, 1, 1))
            size = "".join(f' {name}="{n}"' for name, n in (("rowspan", span[2]), ("colspan", span[3])) if n > 1)
            tag = "th" if number < table.head else "td"
            lines.append(f"<{tag}{size}>{cell or ''}</{tag}>")
        lines.append("</tr>")
    return "\n".join([*lines, "</table>"])

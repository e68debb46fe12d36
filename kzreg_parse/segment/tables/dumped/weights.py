"""Weights of dumped tables: what speaks against a way to part a row into cells, and how sure the best must be.

All costs are points of one sum; a cell without any is as cells are. They were set by hand and are held by
`tests/segment/test_tables*.py`, which lays out tables of its own as the engine does, and by `golden/`.
"""

from __future__ import annotations

from typing import Final

# One cell

#: points; begins in a small letter or a stop where nothing says that its column does
STRANGE_START: Final = 1.0

#: points; begins otherwise than its column
OTHER_START: Final = 1.5

#: points; each capital inside it that may begin another cell
CAPITAL: Final = 1.0

#: points; more must follow its last word, or a bracket is open
OPEN_END: Final = 1.5

#: points; no term in a row or column of terms
OTHER_KIND: Final = 2.0

#: points; another cell of the column says the same
KNOWN: Final = -1.0

# Its lines

#: points; its last line was broken at a blank, yet nothing follows
OPEN_LINE: Final = 2.0

#: points; a line ends without a blank, though there was room for one
ODD_LINE: Final = 0.5

#: points; a page cuts it, yet its line was not broken at a blank
CLOSED_LINE: Final = 0.3

# Habits of a column

#: share of the cells told that begin alike, for a column to have a habit
USUAL: Final = 0.8

#: cells told, for a column to have a habit
LEAST_TOLD: Final = 3

#: characters; a shorter text may be part of another
LEAST_KNOWN: Final = 8

# The decision

#: points by which the best way must be better than the next
LEAST_MARGIN: Final = 0.75

#: points; from it on, ways that are as good as others say nothing of any cell
MOST_COST: Final = 2.0

#: points; from it on, the best way is no better than one that was not tried
STRANGE: Final = 0.75

#: share of rows that must be certain whole, for a table with unsure cells
LEAST_WHOLE: Final = 2 / 3

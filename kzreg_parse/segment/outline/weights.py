"""Weights of the outline: what a block and its number say of what the block is.

All are points of one score, in which about 1 is a weak sign, 2 a good one, and 6 a word that leaves no doubt. They
were set by hand and are held by the trees of `golden/checked/` and `golden/frozen/` and by `tests/segment/`.
"""

from __future__ import annotations

from typing import Final

# The block alone

#: points; the mark says in a word what it is (`2-тарау`)
DIVISION_WORD: Final = 6.0

#: points; `4.` read as a clause
CLAUSE_MARK: Final = 2.0

#: points; what stands behind it ends in a stop
CLAUSE_SENTENCE: Final = 1.0

#: points; `4)` or `а)` read as a point
POINT_MARK: Final = 2.5

#: points; `4.` before a heading's shape read as a chapter
HEADING_NUMBER: Final = 1.0

#: points; `А.` before a heading's shape read as a chapter
HEADING_LETTER: Final = 1.5

#: points; running text though it begins with a mark
TEXT_MARKED: Final = -2.0

#: points; running text where no mark stands
TEXT_PLAIN: Final = 0.5

#: points; a heading without a number below which no clause begins: a title or a caption
BARE_HEADING_ALONE: Final = -4.0

#: points taken from a heading without a number where the document shows none by type or place
BARE_HEADING_UNSHOWN: Final = 2.0

# Type and place

#: points; a clause in the type of headings
BOLD_CLAUSE: Final = -1.0

#: points; a clause that is indented as paragraphs are
INDENTED_CLAUSE: Final = 1.0

#: points; a clause that is not, where paragraphs are
FLUSH_CLAUSE: Final = -1.5

#: points; a heading in bold, where bold type is used but not throughout
BOLD_HEADING: Final = 2.0

#: points; a heading that is not in bold there
LIGHT_HEADING: Final = -0.5

#: points; a heading that is not indented, where paragraphs are
FLUSH_HEADING: Final = 1.5

#: points; one that is
INDENTED_HEADING: Final = -1.0

#: points; the markup says that it is a heading
HEADING_ROLE: Final = 1.5

#: points; it ends as headings do (`structure.heading_end`)
HEADING_WORDS: Final = 1.5

#: points; it is all capitals
HEADING_CAPITALS: Final = 1.0

#: share of the text blocks that are indented, above which an indent is a habit of the document
INDENTED_SHARE: Final = 0.2

#: share of the text blocks in bold, from which bold type tells nothing
BOLD_SHARE: Final = 0.6

#: characters; a longer text is no heading. Longest heading seen in the corpora: 300
LONGEST_HEADING: Final = 420

#: characters; shorter words in capitals are abbreviations
SHORTEST_CAPITALS: Final = 6

# The row of numbers

#: points; the number follows the last one of its kind
SUCCESSOR: Final = 2.0

#: points; 1, where none of its kind stands before it
FIRST: Final = 1.5

#: points; 1 again where a chapter or an article has just begun
RESTART: Final = 0.5

#: points; a number that skips others, or is counted in another way than its like
GAP: Final = -1.5

#: points; a number that is not above the last one
BACK: Final = -2.0

#: points; a point below a point where none stands, `2.1.` outside of 2
ASTRAY: Final = -6.0

#: points; a heading that carries only a number, or none, and has nothing in it
EMPTY: Final = -2.5

#: points; one that says what it is: `2-тарау.`
EMPTY_NAMED: Final = -0.5

# The search

#: states kept at each block
BEAM: Final = 8

#: points; an outline so much worse than the best is given up. The corpora come out alike from 6 on
BAND: Final = 10.0

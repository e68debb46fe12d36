"""Weights of displaced links: what grammar, a hole's blanks and the words themselves say for a filling.

All are points of one score, set so that one sure sign of grammar (3) outweighs two weak ones (1). They were set by
hand and are held by `tests/restore/`, whose damage is made by the model of the page engine in `tests/simulator/`,
and by the restored texts of `golden/`.
"""

from __future__ import annotations

from typing import Final

# Junctions: how well two stretches of text go together

#: points; the next word asks for this case, or a number for its noun
GOVERNED: Final = 3.0

#: points; the next word asks for another case
MISGOVERNED: Final = -4.0

#: points; a genitive before what it owns, a part before its own part
OWNED: Final = 2.0

#: points; a dative before the annex to it
ANNEXED: Final = 2.5

#: points; the two words stand side by side elsewhere in the document
SEEN_PAIR: Final = 1.5

#: points; a weak sign
WEAK: Final = 1.0

#: points; a weak sign to the contrary
UNLIKELY: Final = -1.0

# What the words of a link cost

#: points a word; a link of a name and its noun is a little less likely than the noun
NAMED: Final = 0.3

#: points a word; one of small words and a noun still less
DESCRIBED: Final = 1.2

#: points; a link that would leave a capital word behind: `Салық` without `кодексінің`
CUT_NAME: Final = 1.0

#: points; a word that is no reference is seldom a link
PLAIN_WORD: Final = 2.0

#: points; several such words
PLAIN_WORDS: Final = 3.0

#: points; several that begin in a capital (`Әділет департаментінде`)
PLAIN_NAME: Final = 1.5

#: points gained; the second of two numbers glued to one stands elsewhere in the document
SPLIT_NUMBER_SEEN: Final = 1.0

# Holes

#: points for filling a hole that several blanks show
BLANKS: Final = 2.5

#: points for filling one that a blank before a stop shows, on a line without others
BEFORE_STOP: Final = 0.7

#: points for filling one beside a bracket, or before a stop on a line that has others
IN_BRACKET: Final = 2.0

#: points for filling one at the line's start, which the line above shows
AT_START: Final = 4.0

#: points for filling one of which only an empty line tells
EMPTY_LINE: Final = 2.0

#: points for filling one that grammar alone asks for
BY_GRAMMAR: Final = -1.5

#: points; a governor behind words of another case
IMPOSSIBLE: Final = -10.0

#: points a link; a hole's blanks tell of more links than are put there
LINK_MISSING: Final = -2.0

#: points a link; they tell of fewer
LINK_TOO_MANY: Final = -1.0

#: points a link; one that stays at the line's end while others left it
IN_PLACE: Final = 0.6

#: points; words glued behind a stop, which cannot belong there, are moved
GLUE_LEFT: Final = 5.0

# The decision

#: points by which a filling must beat the line as it stands, to be put in
MARGIN: Final = 2.0

#: points from which on it is worth a remark
DOUBTFUL: Final = 0.5

#: points by which it must beat any other filling
RIVAL_MARGIN: Final = 0.5

#: points from which a move counts as certain
SURE: Final = 5.0

#: points over any other filling, likewise
SURE_RIVAL: Final = 1.5

#: confidence of such a move
MOVED_SURELY: Final = 0.95

#: confidence of any other move
MOVED: Final = 0.85

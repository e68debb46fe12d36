"""Weights and bounds of letter-spaced lines.

Widths are in parts of the type size. Those of the engine and of the extractor are theirs, read off real dumps, and are
held by the model of both in `tests/simulator/`, which paints pages so and dumps them again. The others were set by hand
and are held by `tests/restore/test_letter_*.py` and the restored texts of `golden/`.
"""

from __future__ import annotations

from typing import Final

# The engine and the extractor

#: type sizes; the width of a blank
BLANK: Final = 0.25

#: type sizes; a gap that is wider is written as a blank
WIDEST_THRESHOLD: Final = BLANK / 2

#: share of the running mean of the widths; likewise, if that is less
MEAN_SHARE: Final = 0.3

#: type sizes; the mean goes on from the line above, which ends in a blank as a rule, or from the indent
MEAN_BEFORE: Final = 0.3

#: share of a line's slack that goes between its letters; the rest widens its blanks
LETTER_SHARE: Final = 0.2

#: type sizes; the width of the publisher's text column, points by points of the type
PUBLISHED_MEASURE: Final = 490.88 / 13.99

#: type sizes; a capital that the table of widths lacks
UPPER_WIDTH: Final = 0.722

#: type sizes; any other character that it lacks
LOWER_WIDTH: Final = 0.5

# Which gap a line was stretched by

#: type sizes; below it no letter's threshold lies
NARROWEST_GAP: Final = 0.075

#: type sizes; between two gaps that are tried
GAP_STEP: Final = 0.002

#: gaps tried; above the last every letter's threshold lies below
GAPS: Final = 27

#: how far, as a share, a gap may be from what the line's length says, and what it costs in contradictions
GAP_PLAY: Final = ((0.15, 0.0), (0.35, 1.0))

#: share; beyond it, no blanks that were taken for printed can make up the difference
WIDEST_PLAY: Final = 0.5

#: contradictions; what it costs at most, when the line did not fill the column but a cell of unknown width
IN_A_CELL: Final = 2.0

#: lines; enough to measure a column
MEASURED_LINES: Final = 200

#: share of broken lines that are narrower than the column
FULL_LINE: Final = 0.95

#: lines; fewer do not tell the column's width
LEAST_LINES: Final = 20

# Whether a line was stretched

#: share of one-character tokens in a stretched line. Seen in the corpora: 0.9 and more
FULLY_STRETCHED: Final = 0.75

#: tokens of a stretched line
LEAST_TOKENS: Final = 3

#: share of blanks among a line's characters, where three tokens in four are single
LEAST_BLANKS: Final = 0.3

#: lines, stretched ones, that show whether words are still parted
LEAST_SEEN: Final = 3

#: share of them with two blanks, above which words are still parted in the document
PARTED_SHARE: Final = 0.2

# Which words it has

#: characters with the blanks in it; a longer line holds several words
LONGEST_STRETCHED_WORD: Final = 36

#: letters; a longer word that nobody has seen may be two
LONGEST_SINGLE: Final = 12

#: nats; words that are known apart are joined only to one so much likelier
MUCH_LIKELIER: Final = 6.0

#: tokens of one word in a partly stretched line. Seen: four
LONGEST_MERGE: Final = 6

# Confidence of the repair

#: confidence where the two blanks between words are kept
CERTAIN: Final = 1.0

#: confidence where words known to the document or the list decide
BY_LEXICON: Final = 0.95

#: confidence where the likeliest words were taken
BY_LIKELIHOOD: Final = 0.8

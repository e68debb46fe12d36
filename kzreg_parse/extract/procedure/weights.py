"""Weights and bounds of procedures: which paragraphs are steps, and which tellings are of one procedure.

A likeness is a share of stems, from 0 to 1. The bounds were set by hand between what tellings of one procedure and of
two reach in the regulations of the corpora, and are held by `golden/` and `tests/extract/`.
"""

from __future__ import annotations

from typing import Final

# Two steps

#: letters of a word that stay the same under most endings
STEM_LENGTH: Final = 5

#: share of the likeness of two steps that who does it has; what is done has the rest
ACTOR_WEIGHT: Final = 0.35

#: likeness of two steps that answer each other. Seen: 0.46 and more
LEAST_LIKENESS: Final = 0.42

#: share of a regulation's steps; a stem in more of them is its subject matter and tells nothing
MOST_STEPS: Final = 0.4

# Two tellings

#: share of the shorter account's steps that must be answered. Seen: 0.83 and more
LEAST_ANSWERED: Final = 0.7

#: likeness a step of the shorter account. Seen: 0.54 and more, of other procedures mostly below
LEAST_MEAN: Final = 0.5

#: share of the stems of the shorter case that the other has; authors misspell one word of five
SAME_CASE: Final = 0.75

#: procedures before one that may tell the same. Seen in one regulation: up to 5
LOOK_BACK: Final = 24

#: steps; a longer list is not compared. Longest seen: 24
LONGEST_LIST: Final = 200

# Lists and tables

#: share of a list without an introduction that must say who does what in what time
LEAST_DOING: Final = 0.6

#: share of the steps that must speak of a portal where the introduction does not
PORTAL_SHARE: Final = 0.3

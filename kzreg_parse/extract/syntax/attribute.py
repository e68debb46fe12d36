"""Words that can be nothing but attributes: the one definition that both searches for noun phrases ask.

A Kazakh noun phrase ends in its head; what stands before the head belongs to it. Of most attributes the ending tells
that they are no nouns in a case. Those whose ending misleads (`заңды`, no accusative) are listed: with the words of
steps in `actor.word`, and in `definition.attribute` what only the search backwards takes so (names of territories,
participles that belong to a name).
"""

from __future__ import annotations

from kzreg_parse.rules import rule

ATTRIBUTIVE = "attributive"


def is_listed_attribute(word: str) -> bool:
    """Tell whether the word, in any letter case, is listed as an attribute, whatever its ending looks like."""
    lower = word.lower()
    return rule("actor.word").words.get(lower) == ATTRIBUTIVE or lower in rule("definition.attribute").words

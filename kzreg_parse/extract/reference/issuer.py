"""Where the name of the body begins that issued an act, in front of the act's date."""

from __future__ import annotations

from typing import Final

import regex

from kzreg_parse.extract.reference.act_text import ActWords
from kzreg_parse.extract.syntax.noun_phrase import phrase_start
from kzreg_parse.extract.syntax.word_forms import is_actor_in_case
from kzreg_parse.language.quotes import CLOSING_QUOTES
from kzreg_parse.rules import rule

CAPITAL: Final = regex.compile(r"(?<![\p{L}-])\p{Lu}")


def issuer_start(words: ActWords, lowest: int, end: int) -> int | None:
    """Return where the body's name begins: at the state, or at the first capital of the noun phrase."""
    low = max(lowest, end - 320)
    window = words.text[low:end]
    states = list(rule("citation.state").pattern.finditer(window))
    for state in reversed(states):
        rest = window[state.end() :]
        if not regex.search(r"[«»\"“”„():;№\d]", rest) and not rule("definition.stop").search(rest):
            return low + state.start()
    start = max(phrase_start(words.tokens, end), lowest)
    return _name_start(words.text, start, end)


def _name_start(text: str, start: int, end: int) -> int | None:
    """Return the first capital of the body's own name, told from a capital that begins the sentence."""
    start = _behind_title(text, start, end)
    capitals = [found.start() for found in CAPITAL.finditer(text, start, end)]
    if not capitals:
        return _small_name_start(text, start, end)
    first = capitals[-1]
    for capital in reversed(capitals[:-1]):
        between = text[capital:first].strip(" ,-–")
        before = text[max(0, capital - 12) : capital].rstrip()
        begins = not before or before[-1] in ".;:"
        last = between.rsplit(maxsplit=1)[-1].lower() if between else ""
        known = rule("citation.name_part").search(between) or rule("definition.owner").search(last)
        if not known and (begins or " " in between):
            break
        first = capital
    return first


def _behind_title(text: str, start: int, end: int) -> int:
    """Return where the words behind a title begin, quoted or not, that the noun phrase took for a part of the name."""
    words = text[start:end]
    abouts = [found.end() for found in rule("citation.about").pattern.finditer(words)]
    return start + max([max(words.rfind(mark) for mark in CLOSING_QUOTES) + 1, *abouts[-1:]])


def _small_name_start(text: str, start: int, end: int) -> int | None:
    """Return a body without the name of its place, `«…» туралы аудан әкімінің`.

    Behind a title, or first in its text.
    """
    name = text[start:end]
    before = text[:start].rstrip()[-1:]
    alone = not before or before in CLOSING_QUOTES or before in ",;:"
    about = rule("citation.about").pattern.search(text, max(0, start - 10), start)
    if not name.split() or not (alone or about) or not is_actor_in_case(name.split()[-1]):
        return None
    return start + len(name) - len(name.lstrip())

"""Who acts in a step, by grammar.

Three ways to say it, tried in this order: a nominative subject (`кеңсе маманы … тіркейді`), the genitive of
a verbal noun (`маманның … тіркеуі`), an agent in the instrumental (`порталмен … қалыптастыру`). A system in
the locative is a place, the subject of a passive verb is what something is done to, and the owner of an
object is no subject; in all three the answer is None.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

import regex

from kzreg_parse.extract.syntax.genitive_subject import owner_of
from kzreg_parse.extract.syntax.noun_phrase import first_word
from kzreg_parse.extract.syntax.subject import clause_subject_of, subject_of
from kzreg_parse.extract.syntax.subject_phrase import first_predicate, form_at, phrase_at
from kzreg_parse.extract.syntax.word_forms import (
    BRACKET,
    INSTRUMENTAL,
    PAST_PARTICIPLES,
    Sentence,
    is_actor_in_case,
    is_actor_noun,
    words_of,
)
from kzreg_parse.language.quotes import CLOSING_QUOTES
from kzreg_parse.model import Traced
from kzreg_parse.rules import rule

FIRST_SENTENCE: Final = regex.compile(r"(?:[^.;:]++|\.(?!\s+\p{Lu})|;(?=\s*\p{Ll}))*+")
LONGEST_NAME: Final = 25  # words; longer is no name. Longest actor seen: 9
LONGEST_SENTENCE: Final = 200  # words; longer is no step. Longest seen: 93
CLOSING: Final = tuple(CLOSING_QUOTES)
ROLE: Final = regex.compile(r"\s?\((?P<role>[^()]{3,60})\)")


class Actor(NamedTuple):
    """Who acts: the name in the nominative, and the words it was read from."""

    name: str
    words: Traced


def actor_of(text: Traced) -> Actor | None:
    """Return the one who acts in a step; None where the step names none. `text` is the step without its label."""
    found = _read(text.text)
    return Actor(found.name, text[found.start : found.end]) if found is not None else None


class _Found(NamedTuple):
    """A name in the nominative, and the place of its words in the text."""

    name: str
    start: int
    end: int


@lru_cache(maxsize=4_096)  # one procedure is told several times, often in the same words
def _read(text: str) -> _Found | None:
    sentence = FIRST_SENTENCE.match(text)
    words = words_of(sentence[0] if sentence is not None else text).first_words(LONGEST_SENTENCE)
    predicate = first_predicate(words)
    found = subject_of(words, predicate)
    done_to: tuple[int, int] | None = None
    if predicate is not None and words[predicate].form == "finite":
        if found is not None:
            return _named(text, words, *found)
    else:
        owner = owner_of(words)
        acts = owner is not None and is_actor_in_case(words[owner[1] - 1].text)
        if owner is not None and acts and (found is None or owner[0] < found[0]):
            return _named(text, words, *owner, ending="actor.genitive")
        if found is not None:
            return _named(text, words, *found)
        if predicate is not None and rule("actor.passive_noun").search(words[predicate].lower):
            done_to = owner
        if owner is not None and done_to is None and _agent(words) is None:
            return _named(text, words, *owner, ending="actor.genitive")
        late = clause_subject_of(words, predicate) if form_at(words, predicate or -1) == "verbal_possessed" else None
        if late is not None:
            return _named(text, words, *late)
    agent = _agent(words)
    if agent is None:
        return None
    first, end = agent
    if done_to is not None and done_to[0] <= first < done_to[1] < end:  # `құжаттардың | бөлім маманымен тексерілуі`
        first = done_to[1]
    return _named(text, words, first, end, ending="actor.instrumental")


def _named(text: str, words: Sentence, first: int, end: int, *, ending: str | None = None) -> _Found | None:
    """Return the actor from its first to its last word in the nominative, with a role in brackets behind it.

    None where it is too long for a name, or ends before its quotation does.
    """
    while form_at(words, first) == "demonstrative" and first < end - 1:
        first += 1
    start, stop = words[first].start, words[end - 1].end
    if text[stop : stop + 1] in CLOSING:  # the name goes on behind a quotation that holds its beginning
        return None
    if ending is not None:
        name = rule(ending).pattern.sub("", BRACKET.sub("", text[start:stop]))
    else:
        role = ROLE.match(text, stop)
        name = BRACKET.sub("", text[start:stop])
        if role is not None and _is_role(role["role"]):
            name, stop = f"{name} ({role['role']})", role.end()
    return _Found(" ".join(name.split()), start, stop) if end - first <= LONGEST_NAME else None


def _is_role(words: str) -> bool:
    """`(комиссия хатшысы)`: a nominative noun that can act, and nothing else."""
    parts = words_of(words)
    phrase = phrase_at(parts, 0, shortest=True) if parts else None
    return phrase is not None and phrase.nominative and phrase.end == len(parts) and is_actor_noun(parts[-1].text)


# ---- the instrumental agent ----------------------------------------------------------------------


def _agent(words: Sentence) -> tuple[int, int] | None:
    """Return who does it, in the instrumental or with `тарапынан`; not a means (`тәсілмен`).

    Nor what a participle behind it speaks of.
    """
    for index, word in enumerate(words):
        if rule("actor.by_side").search(word.lower) and index and is_actor_noun(words[index - 1].text):
            return first_word(words, index - 1), index
        if word.form not in INSTRUMENTAL or _speaks_of_past(words, index + 1):
            continue
        if index + 1 < len(words) and rule("actor.with_whom").search(words[index + 1].lower):
            continue
        if is_actor_noun(rule("actor.instrumental").pattern.sub("", word.lower)):
            return first_word(words, index), index + 1
    return None


def _speaks_of_past(words: Sentence, index: int) -> bool:
    """Return a participle in -ған: what is done was done before (`порталмен қалыптастырылған нәтиже`)."""
    return form_at(words, index) in PAST_PARTICIPLES

"""Words of a step and their forms, read from endings: what the search for the one who acts works on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple, overload

import regex

from kzreg_parse.language.cases import Case
from kzreg_parse.language.morphology import analyse
from kzreg_parse.language.tokens import Tokens, tokens_of
from kzreg_parse.language.vocabulary import ACTOR, lemmas_in
from kzreg_parse.language.word_form import WordForm
from kzreg_parse.rules import rule

BRACKET: Final = regex.compile(r"\((?:[^()]|\([^()]*+\))*+\)")
NUMBER: Final = regex.compile(r"\d[\d.,/-]*")
OPENING, CLOSING = '«"“„', '»"”'
SUFFIX_OF_ABBREVIATION: Final = regex.compile(r"(?<=[\p{Lu}\d»\"])-(?=\p{Ll})")

SHORTEST_HEAD: Final = 5  # letters of a noun that can act, for a misprint of it to be known
LONGEST_MISPRINT: Final = 3  # letters behind it; `басшы|сым`

BARE_FORMS: Final = frozenset({"agent", "adjective_or_noun"})  # of nouns without endings
NOMINATIVE: Final = frozenset({"noun", "agent", "possessed", "verbal", "adjective_or_noun", "pronoun", "quoted"})
POSSESSED: Final = frozenset(
    {
        "possessed",
        "possessed_accusative",
        "possessed_dative",
        "possessed_locative",
        "possessed_ablative",
        "possessed_genitive",
        "possessed_instrumental",
        "possessed_attributive",
    }
)
GENITIVE: Final = frozenset(
    {
        "genitive",
        "possessed_genitive",
        "agent_genitive",
        "verbal_genitive",
        "verbal_possessed_genitive",
        "pronoun_genitive",
    }
)
INSTRUMENTAL: Final = frozenset({"instrumental", "possessed_instrumental", "agent_instrumental"})
OBLIQUE: Final = (
    frozenset(
        {
            "accusative",
            "accusative_or_adjective",
            "possessed_accusative",
            "dative",
            "possessed_dative",
            "locative",
            "possessed_locative",
            "ablative",
            "possessed_ablative",
            "agent_oblique",
            "verbal_case",
            "verbal_oblique",
            "time",
        }
    )
    | INSTRUMENTAL
)
PAST_PARTICIPLES: Final = frozenset({"participle", "participle_passive"})
ACTIVE_PARTICIPLES: Final = frozenset({"participle", "participle_present"})
PARTICIPLES: Final = PAST_PARTICIPLES | ACTIVE_PARTICIPLES | {"participle_passive_present"}


class Word(NamedTuple):
    """One word or mark of a text; `start` and `end` are places in that text."""

    text: str
    form: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """In small letters, as grammars have it."""
        return self.text.lower()


class Sentence(Sequence[Word]):
    """The words and marks of a text in order, without what stands in brackets, over all its `tokens`."""

    __slots__ = ("_words", "tokens")

    def __init__(self, tokens: Tokens, words: list[Word]) -> None:
        self.tokens = tokens
        self._words = words

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> list[Word]: ...
    def __getitem__(self, place: int | slice) -> Word | list[Word]:
        return self._words[place]

    def __len__(self) -> int:
        return len(self._words)

    def first_words(self, most: int) -> Sentence:
        """Return the sentence with no more than `most` words."""
        return self if len(self) <= most else Sentence(self.tokens, self._words[:most])

    def place_of(self, start: int) -> int:
        """Return the place of the first word that ends behind the character at `start`."""
        return bisect_right(self._words, start, key=lambda word: word.end)


def words_of(text: str) -> Sentence:
    """Return the text's words and marks in order, without what stands in brackets."""
    tokens = tokens_of(text, every_mark=True)
    words = list(_words(tokens))
    for index, (word, below) in enumerate(pairwise(words)):
        if word.text[0].isupper() and rule("actor.place").search(below.lower):
            words[index] = word._replace(form="noun")
    return Sentence(tokens, words)


def _words(tokens: Tokens) -> Iterator[Word]:
    """The tokens with their forms; a quotation is one word, and what brackets hold is left out."""
    place = 0
    while place < len(tokens.items):
        first = last = tokens.items[place]
        if first.kind in ("bracket_open", "quote_open") and first.partner > place:
            place = first.partner
            last = tokens.items[place]
        place += 1
        if first.kind != "bracket_open" or last is first:
            words = tokens.text[first.start : last.end]
            yield Word(words, form_of(words), first.start, last.end)


@lru_cache(maxsize=32_768)
def form_of(word: str) -> str:
    """The form of a word as `actor.form` names it; `noun` where no ending shows, `mark` for punctuation."""
    if word[0] in OPENING:
        return "quoted" if word[-1] in CLOSING and len(word) > 1 else "mark"
    if not word[0].isalnum():
        return "mark"
    if NUMBER.fullmatch(word):
        return "number"
    lower = word.lower()
    known = rule("actor.word").words.get(lower)
    if known is not None:
        return str(known)
    agent = rule("actor.agent_case").search(lower)
    if agent is not None and agent.lastgroup is not None:
        return agent.lastgroup
    abbreviation = SUFFIX_OF_ABBREVIATION.search(word)
    if abbreviation is None and word.isupper():
        return "noun"
    if lower in rule("vocabulary.number").words:
        return "number"
    readings = analyse(lower)
    if readings and not readings[0].lemma:
        return "noun"  # an ending without its noun
    if abbreviation is not None and readings:
        return _form_of_reading(lower, readings[0])
    if readings and readings[0].known and not _is_verbal(readings[0].lemma):
        return _form_of_noun(lower, readings[0])
    found = rule("actor.form").pattern.match(lower)
    if found is not None and found.lastgroup is not None:
        return found.lastgroup
    return _form_of_reading(lower, readings[0]) if readings else "noun"


def _is_verbal(lemma: str) -> bool:
    """Tell whether a listed noun is a verbal noun in -у, with the forms of a verb (`тексеру`, `қарап-тексеру`)."""
    return rule("noun.verbal").search(lemma.rpartition("-")[2]) is not None


def _form_of_noun(word: str, reading: WordForm) -> str:
    """The form of a listed noun: without endings it may still name who acts, or stand as an adjective (`орталық`)."""
    if reading.case is Case.NOMINATIVE and not reading.possessed:
        found = rule("actor.form").pattern.match(word)
        if found is not None and found.lastgroup in BARE_FORMS:
            return str(found.lastgroup)
    return _form_of_reading(word, reading)


def _form_of_reading(word: str, reading: WordForm) -> str:
    """The form that a reading is: its case, and before it whether the noun is possessed."""
    if reading.case is Case.NOMINATIVE:
        return "possessed" if reading.possessed else "noun"
    form = "attributive" if reading.attributive else str(reading.case)
    if reading.possessed:
        return f"possessed_{form}"
    shared = form == "accusative" and not reading.plural and rule("actor.shared_ending").search(word) is not None
    return "accusative_or_adjective" if shared else form


@lru_cache(maxsize=8_192)
def is_actor_noun(word: str) -> bool:
    """Tell whether the nominative or possessed noun names someone or something that can act."""
    lower = word.lower()
    if not lower:
        return False  # nothing is left of a word that is all ending
    return form_of(lower) == "agent" or any(
        _can_act(reading.lemma) for reading in analyse(lower) if reading.case is Case.NOMINATIVE
    )


def _can_act(lemma: str) -> bool:
    return lemma in _actor_nouns() or (bool(lemma) and form_of(lemma) == "agent")


@lru_cache(maxsize=8_192)
def is_misspelt_actor_noun(word: str) -> bool:
    """Whether a bare noun is one that can act with an ending that no noun has (`басшысым`)."""
    lower = word.lower()
    if form_of(lower) != "noun" or is_actor_noun(lower):
        return False
    return any(
        len(stem) >= SHORTEST_HEAD and lower.startswith(stem) and len(lower) - len(stem) <= LONGEST_MISPRINT
        for stem in _actor_nouns()
    )


@cache
def _actor_nouns() -> frozenset[str]:
    """Return the nouns for what can act, those of the vocabularies and the others."""
    return lemmas_in(ACTOR) | frozenset(rule("actor.head").words)


@lru_cache(maxsize=8_192)
def is_actor_in_case(word: str) -> bool:
    """Tell the same of a word with a case ending."""
    readings = [reading for reading in analyse(word) if not reading.attributive]
    return any(_can_act(reading.lemma) for reading in readings)  # an ending without its noun has no lemma

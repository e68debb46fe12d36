"""Words of a step and their forms, read from endings: what the search for the one who acts works on."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

import regex

from kzreg_parse.rules import rule

TOKEN: Final = regex.compile(
    r"«[^«»]*+»|\"[^\"]*+\"|[\p{L}\p{N}][\p{L}\p{N}/№'’]*+(?:[-.][\p{L}\p{N}][\p{L}\p{N}/№'’]*+)*+|[^\s]"
)
BRACKET: Final = regex.compile(r"\((?:[^()]|\([^()]*+\))*+\)")
NUMBER: Final = regex.compile(r"\d[\d.,/-]*")
SUFFIX_OF_ABBREVIATION: Final = regex.compile(r"(?<=[\p{Lu}\d»\"])-(?=\p{Ll})")

SHORTEST_HEAD: Final = 5  # letters of a noun that can act, for a misprint of it to be known
LONGEST_MISPRINT: Final = 3  # letters behind it; `басшы|сым`

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


def words_of(text: str) -> list[Word]:
    """The text's words and marks in order, without what stands in brackets."""
    bare = BRACKET.sub(lambda found: " " * len(found[0]), text) if "(" in text else text
    words = [Word(found[0], form_of(found[0]), found.start(), found.end()) for found in TOKEN.finditer(bare)]
    for index, (word, below) in enumerate(pairwise(words)):
        if word.text[0].isupper() and rule("actor.place").search(below.lower):
            words[index] = word._replace(form="noun")
    return words


@lru_cache(maxsize=32_768)
def form_of(word: str) -> str:
    """The form of a word as `actor.form` names it; `noun` where no ending shows, `mark` for punctuation."""
    if word[0] in '«"':
        return "quoted" if word[-1] in '»"' and len(word) > 1 else "mark"
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
    found = rule("actor.form").pattern.match(lower[max(0, abbreviation.start() - 1) :] if abbreviation else lower)
    form = found.lastgroup if found is not None and found.lastgroup is not None else "noun"
    if form not in ("noun", "agent", "adjective_or_noun"):
        form = _form_of_head(lower) or form
    if form in ("genitive", "instrumental") and rule("actor.possessed_case").search(lower):
        return f"possessed_{form}"
    return form


def _form_of_head(word: str) -> str | None:
    """The form of a noun known to act, without a case: its stem may end like one (`капитан`, `капитаны`)."""
    heads = rule("actor.head").words
    if word in heads:
        return "agent" if word.endswith(("шы", "ші")) else "noun"
    ending = rule("actor.stem_ending")
    found = ending.search(word)
    if found is None or word[-1] not in "ыі":
        return None
    stem = word[: found.start()]
    restored = stem[:-1] + ending.words.get(stem[-1:], stem[-1:])
    return "possessed" if stem in heads or restored in heads else None


@lru_cache(maxsize=8_192)
def is_actor_noun(word: str) -> bool:
    """Whether the nominative or possessed noun names someone or something that can act."""
    lower = word.lower()
    if not lower:
        return False  # nothing is left of a word that is all ending
    if form_of(lower) == "agent":
        return True
    known = rule("actor.head").words
    return any(stem in known or form_of(stem) == "agent" for stem in _stems(lower) if stem)


@lru_cache(maxsize=8_192)
def is_misspelt_actor_noun(word: str) -> bool:
    """Whether a bare noun is one that can act with an ending that no noun has (`басшысым`)."""
    lower = word.lower()
    if form_of(lower) != "noun" or is_actor_noun(lower):
        return False
    return any(
        len(stem) >= SHORTEST_HEAD and lower.startswith(stem) and len(lower) - len(stem) <= LONGEST_MISPRINT
        for stem in rule("actor.head").words
    )


def is_actor_in_case(word: str) -> bool:
    """The same for a word with a case ending."""
    bare = rule("actor.case_ending").pattern.sub("", word.lower())
    return bool(bare) and is_actor_noun(bare)  # nothing is left of a word that is an ending


def _stems(word: str) -> list[str]:
    """The word, and its stem without plural and possessive endings; `министрлігі`: `министрлік`.

    A `с` before the possessive vowel may be the stem's own.
    """
    ending = rule("actor.stem_ending")
    stems = [word]
    for _ in range(2):  # a possessive behind a plural
        stem = ending.pattern.sub("", stems[-1])
        whole = [stems[-1][:-1]] if len(stems[-1]) - len(stem) == 2 else []  # `кеңесі`: кеңес, not кеңе
        stems += [*whole, stem, stem[:-1] + ending.words.get(stem[-1:], stem[-1:])]
    return stems

"""Words of a step and their forms, read from endings: what the search for the one who acts works on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from kzreg_parse.rules import rule

TOKEN: Final = regex.compile(r"«[^«»]*+»|\"[^\"]*+\"|[\p{L}\p{N}](?:[\p{L}\p{N}/№'’]|[-.](?=[\p{L}\p{N}]))*+|[^\s]")
BRACKET: Final = regex.compile(r"\((?:[^()]|\([^()]*+\))*+\)")
NUMBER: Final = regex.compile(r"\d[\d.,/-]*")
SUFFIX_OF_ABBREVIATION: Final = regex.compile(r"(?<=[\p{Lu}\d»\"])-(?=\p{Ll})")

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
OBLIQUE: Final = frozenset(
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
) | INSTRUMENTAL
PARTICIPLES: Final = frozenset({"participle", "participle_passive"})
POSSESSIVE_CASE: Final = regex.compile(r"(?<!ш)[ыі](?:н[ыі]ң|мен)$")
CASE_ENDING: Final = regex.compile(r"(?:[ндт][ыі]ң|[мбп]ен|[дт][ае]н?|[ыі]\Kн[дт][ае]н?|[ғгқк][ае]|[дтн][ыі]|[ыі]\Kн[ае]?)$")
AGENT_CASE: Final = regex.compile(
    r"(?:у|ю)ш[ыі](?:лар|лер)?(?P<case>н[ыі]ң|д[ыі]ң|мен|н[ыі]|д[ыі]|ғ[ае]|г[ае]|д[ае]|д[ае]н|на|не)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a text; `start` and `end` are places in that text."""

    text: str
    form: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        return self.text.lower()


def words_of(text: str) -> list[Word]:
    """The text's words and marks in order, without what stands in brackets."""
    bare = BRACKET.sub(lambda found: " " * len(found[0]), text)
    return [
        Word(found[0], form_of(found[0]), found.start(), found.end()) for found in TOKEN.finditer(bare)
    ]


@lru_cache(maxsize=32_768)
def form_of(word: str) -> str:
    """The form of a word as `actor.form` names it; `noun` where no ending shows, `mark` for punctuation."""
    if word[0] in "«\"":
        return "quoted" if word[-1] in "»\"" and len(word) > 1 else "mark"
    if not word[0].isalnum():
        return "mark"
    if NUMBER.fullmatch(word):
        return "number"
    lower = word.lower()
    known = rule("actor.word").words.get(lower)
    if known is not None:
        return str(known)
    agent = AGENT_CASE.search(lower)
    if agent is not None:
        case = agent["case"]
        if case[-1] == "ң":
            return "agent_genitive"
        return "agent_instrumental" if case == "мен" else "agent_oblique"
    abbreviation = SUFFIX_OF_ABBREVIATION.search(word)
    if abbreviation is None and word.isupper():
        return "noun"
    if lower in rule("number.word").words:
        return "number"
    found = rule("actor.form").pattern.match(lower[max(0, abbreviation.start() - 1) :] if abbreviation else lower)
    if found is None or found.lastgroup is None:
        return "noun"
    form = found.lastgroup
    if form in ("genitive", "instrumental") and POSSESSIVE_CASE.search(lower):
        return f"possessed_{form}"
    return form


@lru_cache(maxsize=8_192)
def is_actor_noun(word: str) -> bool:
    """Whether the nominative or possessed noun names someone or something that can act."""
    lower = word.lower()
    if form_of(lower) == "agent":
        return True
    known = rule("actor.head").words
    return any(stem in known or form_of(stem) == "agent" for stem in _stems(lower) if stem)


def is_actor_in_case(word: str) -> bool:
    """The same for a word with a case ending."""
    return is_actor_noun(CASE_ENDING.sub("", word.lower()))


def _stems(word: str) -> list[str]:
    """The word, and the stems it may have without plural and possessive endings; `министрлігі`: `министрлік`."""
    stems = [word]
    for ending in ("сы", "сі", "ы", "і"):
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            stems += [stem, stem[:-1] + {"ғ": "қ", "г": "к", "б": "п"}.get(stem[-1:], stem[-1:])]
    plural = ("лары", "лері", "дары", "дері", "тары", "тері", "лар", "лер", "дар", "дер", "тар", "тер")
    stems += [word.removesuffix(ending) for ending in plural if word.endswith(ending)]
    return stems

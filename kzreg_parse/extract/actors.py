"""Who acts in a step, by grammar.

Three ways to say it, tried in this order: a nominative subject (`кеңсе маманы … тіркейді`), the genitive of
a verbal noun (`маманның … тіркеуі`), an agent in the instrumental (`порталмен … қалыптастыру`). A system in
the locative is a place, the subject of a passive verb is what something is done to, and the owner of an
object is no subject; in all three the answer is None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from kzreg_parse.extract.phrases import begin_of, form_at, phrase_at
from kzreg_parse.extract.words import (
    BRACKET,
    GENITIVE,
    INSTRUMENTAL,
    PARTICIPLES,
    POSSESSED,
    Word,
    is_actor_in_case,
    is_actor_noun,
    words_of,
)
from kzreg_parse.model import Traced
from kzreg_parse.rules import rule

FIRST_SENTENCE: Final = regex.compile(r"(?:[^.;:]|\.(?!\s+\p{Lu})|;(?=\s*\p{Ll}))*+")
ROLE: Final = regex.compile(r"\s?\((?P<role>[^()]{3,60})\)")
NOT_A_SUBJECT_BEFORE: Final = frozenset(
    {"postposition", "time", "verbal", "finite", "verbal_possessed", "conditional"}
)
SUBORDINATE_END: Final = frozenset({"time", "postposition"})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the name in the nominative, and the words it was read from."""

    name: str
    words: Traced


def actor_of(text: Traced) -> Actor | None:
    """The one who acts in a step; None where the step names none. `text` is the step without its label."""
    sentence = FIRST_SENTENCE.match(text.text)
    words = words_of(sentence[0] if sentence is not None else text.text)
    predicate = _first_predicate(words)
    found = _subject(words, predicate)
    if found is not None:
        return _named(text, words, *found)
    if predicate is None or words[predicate].form != "finite":
        owner = _owner(words)
        if owner is not None:
            return _named(text, words, *owner, ending="actor.genitive")
    agent = _agent(words)
    return _named(text, words, *agent, ending="actor.instrumental") if agent is not None else None


def _named(text: Traced, words: Sequence[Word], start: int, end: int, *, ending: str | None = None) -> Actor:
    """The actor from its first to its last word, with a role in brackets behind it, in the nominative."""
    piece = text[words[start].start : words[end - 1].end]
    while form_at(words, start) == "demonstrative" and start < end - 1:
        start += 1
        piece = text[words[start].start : words[end - 1].end]
    name = piece.text
    if ending is not None:
        name = rule(ending).pattern.sub("", name)
    role = ROLE.match(text.text, words[end - 1].end)
    if role is not None and ending is None and _is_role(role["role"]):
        piece = text[words[start].start : role.end()]
        name = piece.text
    inner = BRACKET.sub("", name) if role is None or ending is not None else name
    return Actor(" ".join(inner.split()), piece)


def _is_role(words: str) -> bool:
    """`(комиссия хатшысы)`: a nominative noun that can act, and nothing else."""
    parts = words_of(words)
    phrase = phrase_at(parts, 0, shortest=True) if parts else None
    return phrase is not None and phrase.nominative and phrase.end == len(parts) and is_actor_noun(parts[-1].text)


# ---- predicates ----------------------------------------------------------------------------------


def _first_predicate(words: Sequence[Word]) -> int | None:
    """The first word that ends a main clause: a finite verb, or a verbal noun that nothing behind it governs."""
    for index, word in enumerate(words):
        if word.form == "finite" or (word.form in ("verbal", "verbal_possessed") and _ends_clause(words, index)):
            return index
    return None


def _ends_clause(words: Sequence[Word], index: int) -> bool:
    below = form_at(words, index + 1)
    return below in ("conjunction", "mark")


# ---- the nominative subject ----------------------------------------------------------------------


def _subject(words: Sequence[Word], predicate: int | None) -> tuple[int, int] | None:
    """The nominative subject of the predicate, as word places."""
    form = words[predicate].form if predicate is not None else "finite"
    if predicate is not None and form == "finite" and rule("actor.passive").search(words[predicate].lower):
        return None
    end = predicate if predicate is not None else len(words)
    same_subject: tuple[int, int] | None = None  # of a clause before the main one
    index, opening = 0, True
    while index < end:
        of_converb = words[index].form == "participle" and form_at(words, index - 1) == "converb"
        phrase = None if of_converb else phrase_at(words, index, shortest=form != "verbal")
        if phrase is None or phrase.end > end:
            opening = _opens(words, index)
            index += 1
            continue
        if not phrase.nominative:
            opening = True
            index = phrase.end
            continue
        last = words[phrase.end - 1]
        acts = is_actor_noun(last.text)
        below = form_at(words, phrase.end)
        if below in NOT_A_SUBJECT_BEFORE and not (acts and phrase.end == end and form == "finite"):
            index, opening = phrase.end + 1, True
            continue
        after = _end_of_subordinate(words, phrase.end, end, shortest=form != "verbal")
        if after is not None:
            if opening and same_subject is None and (acts or last.form == "possessed"):
                same_subject = (phrase.start, phrase.end)
            index, opening = after, True
            continue
        of_noun = form == "verbal_possessed" and last.form == "agent" and below in GENITIVE
        if (form == "verbal" and below in GENITIVE) or (of_noun and is_actor_in_case(words[phrase.end].text)):
            # the beginning of a longer compound (`беруші жұмыскердің`)
            index, opening = phrase.end, False
            continue
        if acts or (opening and phrase.start == 0 and form != "verbal" and last.form in ("possessed", "noun")):
            return phrase.start, phrase.end
        index, opening = phrase.end, False
    return same_subject if form == "finite" and predicate is not None else None


def _opens(words: Sequence[Word], index: int) -> bool:
    return words[index].form in ("mark", "postposition", "time", "converb", "conditional", "adverb")


def _end_of_subordinate(words: Sequence[Word], start: int, end: int, *, shortest: bool) -> int | None:
    """Where the clause ends whose subject stands right before `start`; None where that is the main clause's own.

    `алушы ұсынған құжаттарды`: a participle right behind. `алушы органға жүгінген жағдайда`: a participle
    before a word of time, and no other nominative between.
    """
    behind = start
    while form_at(words, behind) == "adverb":
        behind += 1
    if form_at(words, behind) == "participle":
        return behind + 1
    index = start
    while index < end:
        form = words[index].form
        if form == "pronoun_genitive":
            return None
        if form == "conditional":
            return index + 1
        if form in PARTICIPLES and form_at(words, index + 1) in SUBORDINATE_END:
            return index + 2
        if form in PARTICIPLES and form == "participle" and form_at(words, index - 1) == "converb":
            return None if form_at(words, index + 1) not in SUBORDINATE_END else index + 2
        if form == "mark" and words[index].text == ",":
            return None
        if form not in ("adverb", *PARTICIPLES):
            phrase = phrase_at(words, index, shortest=shortest)
            if phrase is not None and phrase.nominative:
                return None
            index = phrase.end if phrase is not None else index + 1
            continue
        index += 1
    return None


# ---- the genitive of a verbal noun ---------------------------------------------------------------


def _owner(words: Sequence[Word]) -> tuple[int, int] | None:
    """The genitive that a verbal noun takes for its subject.

    Genitives wait on a stack for the noun they belong to. A possessed noun right behind one, or behind
    an attribute, takes it (`деректерінің сәйкестігін`); one behind a bare noun may be a compound of its
    own (`қызмет нәтижесін`) and leaves it waiting, marked. A verbal noun in -уы takes the last one that
    waits; a bare -у only one that no other noun can own.
    """
    waiting: list[int] = []
    marked: set[int] = set()
    given: int | None = None  # the genitive that the last possessed noun took
    for index, word in enumerate(words):
        form = word.form
        if form in GENITIVE:
            if form in ("possessed_genitive", "verbal_possessed_genitive"):
                _give(words, index, waiting, marked)
            waiting.append(index)
        elif form == "verbal_oblique":
            _give(words, index, waiting, marked)
        elif form in ("postposition", "time"):
            if form_at(words, index - 1) in GENITIVE and waiting:
                waiting.pop()
        elif form == "verbal_possessed":
            if not _ends_clause(words, index):
                if waiting:
                    waiting.pop()
            elif people := [place for place in waiting if words[place].form != "pronoun_genitive"]:
                chosen = next((place for place in reversed(people) if place not in marked), people[-1])
                if not (rule("actor.appointing").search(word.lower) and chosen in marked and _owns_person(words, index)):
                    return begin_of(words, chosen), chosen + 1
        elif form in POSSESSED:
            if rule("actor.process").search(word.lower) and form_at(words, index - 1) == "verbal":
                owner = _unowned(words, waiting, marked)
                if owner is None and given is not None and is_actor_in_case(words[given].text):
                    owner = given
                if owner is not None and form_at(words, index + 1) == "mark":
                    return begin_of(words, owner), owner + 1
            before = list(waiting)
            _give(words, index, waiting, marked)
            given = before[-1] if len(before) > len(waiting) else None
        elif form == "verbal" and _ends_clause(words, index):
            owner = _unowned(words, waiting, marked)
            if owner is not None and index == _last_word(words):
                return begin_of(words, owner), owner + 1
            if form_at(words, index + 1) == "mark":
                waiting = [place for place in waiting if place not in marked]
    return None


def _unowned(words: Sequence[Word], waiting: Sequence[int], marked: set[int]) -> int | None:
    """The last genitive that no noun owns or may own, where it names one that can act."""
    unowned = [place for place in waiting if place not in marked]
    return unowned[-1] if unowned and is_actor_in_case(words[unowned[-1]].text) else None


def _last_word(words: Sequence[Word]) -> int:
    return max((index for index, word in enumerate(words) if word.form not in ("mark",)), default=-1)


def _give(words: Sequence[Word], index: int, waiting: list[int], marked: set[int]) -> None:
    """Give the possessed noun at `index` the genitive it surely owns, or mark the one it may own."""
    if not waiting:
        return
    before = index - 1
    while form_at(words, before) in ("conjunction", "possessed"):
        before -= 1
    form = form_at(words, before)
    if form in GENITIVE or (form not in ("noun", "verbal", "adjective_or_noun", "agent", "quoted", "possessed")):
        if words[index].form != "time":
            waiting.pop()
    else:
        marked.add(waiting[-1])


def _owns_person(words: Sequence[Word], predicate: int) -> bool:
    """Whether the object right before an appointing verb is a person."""
    before = words[predicate - 1].lower if predicate else ""
    return before.endswith("н") and is_actor_noun(before[:-1])


# ---- the instrumental agent ----------------------------------------------------------------------


def _agent(words: Sequence[Word]) -> tuple[int, int] | None:
    """Who does it, in the instrumental; not a means (`тәсілмен`), nor what a participle behind it speaks of."""
    for index, word in enumerate(words):
        if word.form not in INSTRUMENTAL or _speaks_of_past(words, index + 1):
            continue
        if is_actor_noun(rule("actor.instrumental").pattern.sub("", word.lower)):
            return begin_of(words, index), index + 1
    return None


def _speaks_of_past(words: Sequence[Word], index: int) -> bool:
    """A participle in -ған: what is done was done before (`порталмен қалыптастырылған нәтиже`)."""
    return form_at(words, index) in PARTICIPLES and not words[index].lower.endswith(("тын", "тін"))

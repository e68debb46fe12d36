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
    ACTIVE_PARTICIPLES,
    BRACKET,
    GENITIVE,
    INSTRUMENTAL,
    PARTICIPLES,
    PAST_PARTICIPLES,
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
NOT_A_SUBJECT_BEFORE: Final = frozenset({"postposition", "time", "verbal", "finite", "verbal_possessed", "conditional"})
BARE: Final = frozenset({"noun", "verbal", "adjective_or_noun", "agent", "quoted"})  # may make a compound with the next
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
        of_converb = words[index].form in ACTIVE_PARTICIPLES and form_at(words, index - 1) == "converb"
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
    if form_at(words, behind) in ACTIVE_PARTICIPLES:
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
        if form == "participle" and form_at(words, index - 1) == "converb":
            return None
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
    """The genitive that a verbal noun takes for its subject, as word places."""
    genitives = _Genitives(words)
    for index in range(len(words)):
        found = genitives.meet(index)
        if found is not None:
            return begin_of(words, found), found + 1
    return None


class _Genitives:
    """Genitives of a sentence that wait, last first, for the noun they belong to.

    A possessed noun right behind one, or behind an attribute, takes it (`деректерінің сәйкестігін`); one
    behind a bare noun may be a compound of its own (`қызмет нәтижесін`) and leaves it waiting, marked.
    A verbal noun in -уы takes the last one that waits, an unmarked one before a marked one; a bare -у only
    one that no other noun can own.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._waiting: list[int] = []
        self._marked: set[int] = set()
        self._given: int | None = None  # the one that the last possessed noun took
        self._last = max((index for index, word in enumerate(words) if word.form != "mark"), default=-1)

    def meet(self, index: int) -> int | None:
        """Read the next word; the place of the genitive that is the subject, where this word settles it."""
        form = self._words[index].form
        if form in GENITIVE:
            if form in ("possessed_genitive", "verbal_possessed_genitive"):
                self._give(index)
            self._waiting.append(index)
        elif form in ("postposition", "time"):
            if form_at(self._words, index - 1) in GENITIVE and self._waiting:
                self._waiting.pop()
        elif form == "verbal_possessed":
            return self._verbal_noun(index)
        elif form == "verbal" and _ends_clause(self._words, index):
            return self._bare_verbal_noun(index)
        elif form in POSSESSED or form == "verbal_oblique":
            return self._possessed(index)
        return None

    def _verbal_noun(self, index: int) -> int | None:
        if not _ends_clause(self._words, index):
            if self._waiting:
                self._waiting.pop()
            return None
        people = [place for place in self._waiting if self._words[place].form != "pronoun_genitive"]
        if not people:
            return None
        chosen = next((place for place in reversed(people) if place not in self._marked), people[-1])
        appoints = rule("actor.appointing").search(self._words[index].lower) is not None
        return None if appoints and chosen in self._marked and _owns_person(self._words, index) else chosen

    def _bare_verbal_noun(self, index: int) -> int | None:
        if index == self._last:
            return self._unowned()
        if form_at(self._words, index + 1) == "mark":  # the next clause begins
            self._waiting = [place for place in self._waiting if place not in self._marked]
        return None

    def _possessed(self, index: int) -> int | None:
        word = self._words[index]
        if rule("actor.process").search(word.lower) and form_at(self._words, index - 1) == "verbal":
            owner = self._unowned()
            if owner is None and self._given is not None and is_actor_in_case(self._words[self._given].text):
                owner = self._given
            if owner is not None and form_at(self._words, index + 1) == "mark":
                return owner
        self._given = self._give(index)
        return None

    def _unowned(self) -> int | None:
        """The last genitive that no noun owns or may own, where it names one that can act."""
        unowned = [place for place in self._waiting if place not in self._marked]
        return unowned[-1] if unowned and is_actor_in_case(self._words[unowned[-1]].text) else None

    def _give(self, index: int) -> int | None:
        """Give the possessed noun at `index` the genitive it surely owns and return that; or mark one it may own."""
        if not self._waiting:
            return None
        before = index - 1
        while form_at(self._words, before) in ("conjunction", "possessed"):
            before -= 1
        if form_at(self._words, before) not in BARE:
            return self._waiting.pop()
        self._marked.add(self._waiting[-1])
        return None


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
    return form_at(words, index) in PAST_PARTICIPLES

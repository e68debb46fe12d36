"""The genitive that a verbal noun takes for its subject (`маманның … тіркеуі`)."""

from __future__ import annotations

from typing import Final

from kzreg_parse.extract.syntax.noun_phrase import first_word
from kzreg_parse.extract.syntax.subject_phrase import ends_clause, form_at
from kzreg_parse.extract.syntax.word_forms import (
    GENITIVE,
    NOMINATIVE,
    PARTICIPLES,
    POSSESSED,
    Sentence,
    Word,
    is_actor_in_case,
    is_actor_noun,
)
from kzreg_parse.language.cases import Case
from kzreg_parse.language.morphology import analyse
from kzreg_parse.rules import rule

VERBS: Final = PARTICIPLES | {  # what may take an object
    "verbal", "verbal_case", "verbal_oblique", "verbal_possessed", "verbal_genitive", "verbal_possessed_genitive",
    "agent", "agent_genitive", "agent_oblique", "agent_instrumental", "converb", "finite", "conditional",
}  # fmt: skip
BARE: Final = frozenset({"noun", "verbal", "adjective_or_noun", "agent", "quoted"})  # may make a compound with the next


def owner_of(words: Sentence) -> tuple[int, int] | None:
    """The genitive that a verbal noun takes for its subject, as word places."""
    genitives = _Genitives(words)
    for index in range(len(words)):
        found = genitives.meet(index)
        if found is not None:
            return _well_spelt(words, first_word(words, found), found + 1)
    return None


def _well_spelt(words: Sentence, first: int, end: int) -> tuple[int, int]:
    """The place given, or that of the same name before it where this one has a letter wrong in its noun.

    `кеңсе қызметкерінің … кеңсе қызметікерінің енгізуі` names one actor twice.
    """
    if is_actor_in_case(words[end - 1].text):
        return first, end
    from rapidfuzz.distance import Levenshtein  # loaded only where a noun may be misspelt

    length = end - first
    for start in range(first - length, -1, -1):
        noun = words[start + length - 1]
        if not is_actor_in_case(noun.text) or Levenshtein.distance(noun.lower, words[end - 1].lower) != 1:
            continue
        if all(words[start + place].lower == words[first + place].lower for place in range(length - 1)):
            return start, start + length
    return first, end


class _Genitives:
    """Genitives of a sentence that wait, last first, for the noun they belong to.

    A possessed noun right behind one, or behind an attribute, takes it (`деректерінің сәйкестігін`); one
    behind a bare noun may be a compound of its own (`қызмет нәтижесін`) and leaves it waiting, marked.
    A verbal noun in -уы takes the last one that waits, an unmarked one before a marked one; a bare -у only
    one that no other noun can own. An abbreviation shows no possessive ending: one right behind a genitive,
    with a postposition (`порталдың ТШ арқылы`), leaves it waiting, marked. Where none waits but marked ones not
    known to act, the owner of a purpose acts (`алушының куәландыруы үшін ЭЦҚ-ның тіркеу куәлігін таңдауы`).
    """

    def __init__(self, words: Sentence) -> None:
        self._words = words
        self._waiting: list[int] = []
        self._marked: set[int] = set()
        self._of_purpose: int | None = None  # the one that a verbal noun before a postposition took
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
            if self._waiting and (form_at(self._words, index - 1) in GENITIVE or self._says_when(index)):
                self._waiting.pop()
            elif self._waiting and self._waiting[-1] == index - 2 and self._words[index - 1].text.isupper():
                self._marked.add(index - 2)
        elif form == "verbal_possessed":
            return self._verbal_noun(index)
        elif form == "verbal" and ends_clause(self._words, index):
            return self._bare_verbal_noun(index)
        elif form in POSSESSED or form == "verbal_oblique":
            return self._possessed(index)
        return None

    def _says_when(self, index: int) -> bool:
        """Tell whether the last genitive is the subject of a clause of time alone (`алушының тапсырған күні`)."""
        between = self._words[self._waiting[-1] + 1 : index]
        return bool(between) and between[-1].form in PARTICIPLES and not any(one.form in NOMINATIVE for one in between)

    def _verbal_noun(self, index: int) -> int | None:
        if not ends_clause(self._words, index):
            taken = self._waiting.pop() if self._waiting else None
            if taken is not None and form_at(self._words, index + 1) == "postposition" and self._acts(taken):
                self._of_purpose = taken
            return None
        people = [place for place in self._waiting if self._words[place].form != "pronoun_genitive"]
        if self._of_purpose is not None and all(place in self._marked and not self._acts(place) for place in people):
            return self._of_purpose
        if not people:
            return None
        chosen = next((place for place in reversed(people) if place not in self._marked), people[-1])
        appoints = rule("actor.appointing").search(self._words[index].lower) is not None
        return None if appoints and chosen in self._marked and _owns_person(self._words, index) else chosen

    def _acts(self, place: int) -> bool:
        """Whether the noun in the genitive is known to act."""
        return is_actor_in_case(self._words[place].text)

    def _bare_verbal_noun(self, index: int) -> int | None:
        if index == self._last:
            return self._unowned()
        if form_at(self._words, index + 1) == "mark":  # the next clause begins
            self._waiting = [place for place in self._waiting if place not in self._marked]
        return None

    def _possessed(self, index: int) -> int | None:
        word = self._words[index]
        if rule("actor.process").search(word.lower) and form_at(self._words, index - 1) == "verbal":
            owner = self._unowned(open_head=True)
            if owner is None and self._given is not None and is_actor_in_case(self._words[self._given].text):
                owner = self._given
            if owner is not None and form_at(self._words, index + 1) == "mark":
                return owner
        self._given = self._give(index)
        return None

    def _unowned(self, *, open_head: bool = False) -> int | None:
        """The last genitive that no noun owns or may own; unless `open_head`, only of a noun known to act."""
        unowned = [place for place in self._waiting if place not in self._marked]
        return unowned[-1] if unowned and (open_head or is_actor_in_case(self._words[unowned[-1]].text)) else None

    def _give(self, index: int) -> int | None:
        """Give the possessed noun at `index` the genitive it surely owns and return that; or mark one it may own."""
        if not self._waiting or self._has_object_between(index):
            return None
        before = index - 1
        while form_at(self._words, before) in ("conjunction", "possessed"):
            before -= 1
        if form_at(self._words, before) not in BARE:
            return self._waiting.pop()
        self._marked.add(self._waiting[-1])
        return None

    def _has_object_between(self, index: int) -> bool:
        """Tell whether an object parts the last genitive from a possessed noun, with no verb between that takes it.

        Then no noun phrase holds both: `маманның хатты | министрлігінің …` go with the verb behind them.
        """
        between = self._words[self._waiting[-1] + 1 : index]
        objects = [place for place, one in enumerate(between) if _is_object(one)]
        if not objects:
            return False
        return not any(one.form in VERBS for one in between[min(objects) + 1 :])


def _is_object(word: Word) -> bool:
    """Tell whether a word is an object; of one that an adjective may end like, whether its noun is known."""
    if word.form in ("accusative", "possessed_accusative"):
        return True
    reading = next(iter(analyse(word.lower)), None)
    if reading is None or reading.case is not Case.ACCUSATIVE:
        return False
    return word.form == "verbal_case" or (word.form == "accusative_or_adjective" and reading.known)


def _owns_person(words: Sentence, predicate: int) -> bool:
    """Whether the object right before an appointing verb is a person."""
    before = words[predicate - 1].lower if predicate else ""
    return before.endswith("н") and is_actor_noun(before[:-1])

"""The nominative subject of a step's predicate."""

from __future__ import annotations

from typing import Final

from kzreg_parse.extract.syntax.noun_phrase import first_word
from kzreg_parse.extract.syntax.subject_phrase import Phrase, form_at, is_short_name, phrase_at
from kzreg_parse.extract.syntax.word_forms import (
    ACTIVE_PARTICIPLES,
    GENITIVE,
    NOMINATIVE,
    OBLIQUE,
    PARTICIPLES,
    POSSESSED,
    Sentence,
    Word,
    is_actor_in_case,
    is_actor_noun,
    is_misspelt_actor_noun,
)
from kzreg_parse.rules import rule

GOVERNORS: Final = frozenset({"postposition", "time", "verbal", "finite", "verbal_possessed", "conditional"})
OPENING: Final = frozenset({"mark", "postposition", "time", "converb", "conditional", "adverb"})
OBJECTS: Final = frozenset({"accusative", "possessed_accusative", "accusative_or_adjective"})
COMPLEMENTS: Final = OBJECTS | {"dative", "possessed_dative", "verbal_case", "verbal_oblique"}  # of a participle
OF_VERBAL_NOUN: Final = OBJECTS | {"verbal_case", "verbal_oblique"}  # objects that a verbal noun may have
BEFORE_COMPLEMENT: Final = COMPLEMENTS | GENITIVE | {"attributive", "conjunction"}
SUBORDINATE_END: Final = frozenset({"time", "postposition"})


def subject_of(words: Sentence, predicate: int | None) -> tuple[int, int] | None:
    """The subject of the predicate as word places; None where there is none, or where the verb is passive."""
    return _Subject(words, predicate).find()


def clause_subject_of(words: Sentence, predicate: int | None) -> tuple[int, int] | None:
    """The subject of a clause before the main one, where the main one has none of its own."""
    search = _Subject(words, predicate)
    return search.find() or search.of_clause


class _Subject:
    """The search for the nominative subject of a predicate, from the sentence's beginning.

    `_opening` says that a clause or an adverbial has just ended, so that a subject may begin here.
    """

    def __init__(self, words: Sentence, predicate: int | None) -> None:
        self._words = words
        self._end = predicate if predicate is not None else len(words)
        self._form = words[predicate].form if predicate is not None else "finite"
        self._verb = words[predicate].lower if predicate is not None and self._form == "finite" else ""
        self._happens = rule("actor.happening").search(self._verb) is not None
        self._index, self._opening = 0, True
        self.of_clause: tuple[int, int] | None = None  # subject of a clause before the main one
        self._open_head: tuple[int, int] | None = None  # a noun with its owner, not known to act

    def find(self) -> tuple[int, int] | None:
        """The subject as word places; None where there is none, or where the verb is passive."""
        if rule("actor.passive").search(self._verb):
            return None
        while self._index < self._end:
            phrase = self._phrase()
            if phrase is None:
                before = self._words[self._index].form
                self._go(self._index + 1, opening=before in OPENING)
            elif not phrase.nominative:
                self._go(phrase.end, opening=True)
            elif self._is_subject(phrase):
                return self._with_complement(phrase), phrase.end
        return (self.of_clause or self._open_head) if self._verb else None

    def _with_complement(self, phrase: Phrase) -> int:
        """Where the name begins: with the object of its verbal noun where the predicate has an object of its own.

        `тұтынушылардың құқықтарын қорғау департаменті … үлгілерді іріктейді`, but `өтінішті | тіркеу бөлімі қарайды`.
        """
        start, words = phrase.start, self._words
        if words[start].form == "participle_present" and form_at(words, start - 1) in COMPLEMENTS:
            return self._with_clause(start)
        if words[start].form != "verbal" or form_at(words, start - 1) not in OF_VERBAL_NOUN:
            return start
        has_object = any(word.form in OBJECTS for word in words[phrase.end : self._end])
        bare = self._end - 1 >= phrase.end and form_at(words, self._end - 1) == "noun"  # `хат жолдайды`
        has_object = has_object or bare
        return first_word(words, start - 1) if has_object else start

    def _with_clause(self, participle: int) -> int:
        """Where a name begins that a participle describes: with its clause, or behind it where that is not told.

        `төлемдерді жүзеге асыратын бөлім маманы` as a whole; never `асыратын бөлім маманы`.
        """
        first = participle
        while first and self._words[first - 1].form in BEFORE_COMPLEMENT:
            first -= 1
        return first if form_at(self._words, first - 1) in OPENING else participle + 1

    def _go(self, index: int, *, opening: bool) -> None:
        self._index, self._opening = index, opening

    def _phrase(self) -> Phrase | None:
        words, index = self._words, self._index
        if words[index].form in ACTIVE_PARTICIPLES and form_at(words, index - 1) == "converb":
            return None
        phrase = phrase_at(words, index, shortest=self._form != "verbal")
        return phrase if phrase is not None and phrase.end <= self._end else None

    def _is_subject(self, phrase: Phrase) -> bool:
        """Whether the nominative is the subject; where not, the search goes on behind it."""
        last, opening = self._words[phrase.end - 1], self._opening
        if self._is_second_half(phrase):
            self._go(phrase.end, opening=False)
            return False
        acts = is_actor_noun(last.text) or is_misspelt_actor_noun(last.text)
        acts = acts or (opening and self._form == "finite" and is_short_name(last.text))
        if self._is_governed(phrase, acts=acts):
            self._go(phrase.end + 1, opening=True)
            return False
        after = _end_of_subordinate(self._words, phrase.end, self._end, shortest=self._form != "verbal")
        if after is not None:
            timed = form_at(self._words, after - 1) not in PARTICIPLES  # not `алушы ұсынған құжаттарды`
            if opening and timed and (acts or last.form == "possessed"):
                self.of_clause = self.of_clause or (phrase.start, phrase.end)
            self._go(after, opening=True)
            return False
        self._go(phrase.end, opening=False)
        if self._is_cut_compound(phrase):
            return False
        open_head = opening and not self._happens and self._form != "verbal"
        describes = rule("actor.adjective").search(last.lower) and form_at(self._words, phrase.end) in OBJECTS
        if acts or (open_head and phrase.start == 0 and last.form in ("possessed", "noun") and not describes):
            return True
        owned = any(word.form in GENITIVE for word in self._words[phrase.start : phrase.end])
        if open_head and last.form == "possessed" and owned:
            self._open_head = self._open_head or (phrase.start, phrase.end)
        return False

    def _is_governed(self, phrase: Phrase, *, acts: bool) -> bool:
        """Whether a postposition, or a verb as its object, takes the noun."""
        below = form_at(self._words, phrase.end)
        if below not in GOVERNORS:
            return False
        after = form_at(self._words, phrase.end + 1)
        compound = below == "verbal" and (after in POSSESSED or after == "verbal_case")  # `маман | тексеру актісін`
        behind = phrase.end + (below == "verbal")
        alone = behind == self._end and self._form == "finite"  # `маман тіркейді`, `маман сұрау келіседі`
        return not (acts and (alone or compound))

    def _is_second_half(self, phrase: Phrase) -> bool:
        """Whether `не`, `немесе` joins it to one that acts and that was not understood: half a name is none."""
        before = phrase.start - 2
        if before < 0 or form_at(self._words, before + 1) != "conjunction":
            return False
        return self._words[before].form in NOMINATIVE and is_actor_noun(self._words[before].text)

    def _is_cut_compound(self, phrase: Phrase) -> bool:
        """Whether the noun begins a compound that goes on without its ending (`беруші жұмыскердің тіркеуі`)."""
        if form_at(self._words, phrase.end) not in GENITIVE:
            return False
        if self._form == "verbal":
            return True
        agent = self._words[phrase.end - 1].form == "agent" and self._form == "verbal_possessed"
        return agent and is_actor_in_case(self._words[phrase.end].text)


def _end_of_subordinate(words: Sentence, start: int, end: int, *, shortest: bool) -> int | None:
    """Where the clause ends whose subject stands right before `start`; None where that is the main clause's own.

    `алушы ұсынған құжаттарды`: a participle right behind, or behind its bare object (`алушы қол қойған
    қорытындыны`) if it does not speak of a person (`маман өтініш берген тұлғаны`). `алушы органға
    жүгінген жағдайда`: a participle before a word of time, and no other nominative between.
    """
    behind = start
    while form_at(words, behind) == "adverb":
        behind += 1
    if form_at(words, behind) in ACTIVE_PARTICIPLES:
        return None if _describes_what_came(words, behind) else behind + 1
    if _is_object_of_participle(words, behind):
        return behind + (3 if form_at(words, behind + 2) in SUBORDINATE_END else 2)
    index = start
    while index < end:
        form = words[index].form
        if form == "pronoun_genitive":
            return None
        if form == "conditional":
            return index + 1
        if form_at(words, index + 1) in SUBORDINATE_END and (
            form in PARTICIPLES or _is_participle_in_case(words[index])
        ):
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


def _describes_what_came(words: Sentence, index: int) -> bool:
    """Whether the participle says that what stands behind it came or ended (`маман түскен құжаттарды`), not when."""
    if rule("actor.said_of_things").search(words[index].lower) is None:
        return False
    return form_at(words, index + 1) not in SUBORDINATE_END | {"mark"}


def _is_participle_in_case(word: Word) -> bool:
    """Whether it is a participle with the case that a postposition takes (`түскеннен кейін`)."""
    return word.form in OBLIQUE and rule("actor.participle_in_case").search(word.lower) is not None


def _is_object_of_participle(words: Sentence, index: int) -> bool:
    """Whether the bare noun at a place is the object of the participle behind it, whose subject stands before.

    Not where a converb parts them, and not where the participle speaks of one who acts, its own subject.
    """
    if form_at(words, index) != "noun" or form_at(words, index + 1) != "participle" or is_actor_noun(words[index].text):
        return False
    if rule("actor.taking_no_object").search(words[index + 1].lower):
        return False
    below = phrase_at(words, index + 2, shortest=True)
    return below is None or not is_actor_in_case(words[below.end - 1].text)

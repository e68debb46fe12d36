"""The one finder of noun phrases: where the phrase begins that ends at a given place, the shortest complete one.

Kazakh puts everything that belongs to a noun in front of it, so the scan goes backwards from the
phrase's last word and stops at the first word that cannot belong to it: an adverb, a converb, a
finite verb, an object that no verb to its right takes, a comma that is no enumeration.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from kzreg_parse.extract.syntax.attribute import is_listed_attribute
from kzreg_parse.extract.syntax.word_forms import (
    NOMINATIVE,
    OBLIQUE,
    PARTICIPLES,
    POSSESSED,
    Sentence,
    form_of,
    is_actor_in_case,
)
from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.language.morphology import analyse
from kzreg_parse.language.tokens import Token, Tokens
from kzreg_parse.rules import rule

MOST_TOKENS: Final = 160  # words of one phrase
OBJECTS: Final = frozenset({Case.ACCUSATIVE, Case.DATIVE, Case.LOCATIVE, Case.ABLATIVE, Case.INSTRUMENTAL})


def phrase_start(tokens: Tokens, end: int, term: str = "") -> int:
    """Index in the text where the phrase begins that ends at `end`; `end` where none does."""
    last = tokens.before(end)
    if last < 0:
        return end
    word = tokens.items[last].text.lower()
    adverb = word in rule("definition.stop").words or rule("noun.converb").search(word) is not None
    start = tokens.items[_Scan(tokens, last, term, loose=adverb).run()].start
    if term and tokens.text[start:end].lower().startswith(term.lower()[: max(4, len(term) - 2)]):
        return tokens.items[
            _Scan(tokens, last, term, loose=True).run()
        ].start  # the bare term says nothing: with its objects
    return start


def first_word(sentence: Sentence, last: int) -> int:
    """Return the place of the first word of the noun phrase whose last word stands at place `last`."""
    return sentence.place_of(phrase_start(sentence.tokens, sentence[last].end))


def phrase_end(tokens: Tokens, end: int, term: str) -> int:
    """Where the phrase really ends that a bracket at `end` speaks of: in no verb, participle or postposition."""
    place = tokens.before(end)
    if (
        place >= 0
        and tokens.items[place].kind == "word"
        and rule("noun.finite").search(tokens.items[place].text.lower())
    ):
        return tokens.items[place - 1].end if place else end
    stem = term.lower()[:-1] if " " not in term and len(term) > 5 else None
    if place < 0 or stem is None:
        return end
    last = tokens.items[place].text.lower()
    if last not in rule("word.postposition").words and form_of(last) not in PARTICIPLES:
        return end
    for index in range(place, max(-1, place - MOST_TOKENS), -1):
        if tokens.items[index].text.lower().startswith(stem):
            return tokens.items[index].end
    return end


def _case(word: str) -> Case:
    return Case.NOMINATIVE if is_listed_attribute(word) else case_of(word)


def _stands_alone(agent: str) -> bool:
    """Tell whether an agent noun names an official by itself, so that no object in front belongs to it."""
    lemmas = (reading.lemma for reading in analyse(agent))
    return any(lemma and rule("actor.standing_alone").search(lemma) is not None for lemma in lemmas)


class _Scan:
    """One walk to the left; `index` is the leftmost token that belongs to the phrase so far."""

    def __init__(self, tokens: Tokens, last: int, term: str, *, loose: bool = False) -> None:
        self.items = tokens.items
        self.index = last
        self.last = last
        self.term = term
        self.head = self.items[last]
        self.acts = is_actor_in_case(self.head.text)
        self.quoted = False
        self.loose = loose

    def run(self) -> int:
        self._enter(self.last)
        while self.index > 0 and self.last - self.index < MOST_TOKENS:
            wanted = self._left_of(self.index)
            if wanted is None:
                break
            self.index = wanted
        return self.index

    def _enter(self, place: int) -> None:
        """Jump over a quotation that the phrase ends in."""
        token = self.items[place]
        if token.kind == "quote_close" and token.partner >= 0:
            self.index = token.partner
            self.quoted = True

    def _left_of(self, index: int) -> int | None:
        token = self.items[index - 1]
        if token.kind == "url":
            return index - 1
        if token.kind == "quote_close":
            return None if token.partner < 0 else self._take_quote(token.partner)
        if token.kind == "comma":
            return self._over_comma(index)
        if token.kind == "bracket_close" and token.partner == index - 3:  # `және (немесе)`
            return index - 3 if self.items[index - 2].text.lower() in rule("word.conjunction").words else None
        if token.kind == "word":
            clause = self._clause_start(index - 1)
            return clause if clause is not None else index - 1 if self._fits(token, index) else None
        return None

    def _clause_start(self, participle: int) -> int | None:
        """Return where the clause of a participle behind a converb begins (`кезекшілікті атқарып жүрген балықшы`).

        None unless it fills all the sentence so far and holds no noun that may be the subject of either clause.
        """
        word = self.items[participle].text.lower()
        before = self.items[participle - 1].text.lower() if participle else ""
        if rule("noun.converb").search(before) is None or form_of(word) not in PARTICIPLES:
            return None
        if self.acts and rule("actor.said_of_things").search(word):  # not `келіп түскен маманның`
            return None
        first = participle
        while first and self.items[first - 1].kind == "word" and participle - first < MOST_TOKENS:
            first -= 1
        if first and self.items[first - 1].kind not in ("stop", "bracket_close"):
            return None
        forms = [form_of(token.text) for token in self.items[first:participle]]
        doubtful = any(
            form == "finite" or (form in NOMINATIVE and below not in POSSESSED and below != "postposition")
            for form, below in pairwise(forms)
        )
        has_complement = any(form in OBLIQUE or form == "postposition" for form in forms)  # not `қоса беріліп отырған`
        return first if has_complement and not doubtful else None

    def _take_quote(self, opening: int) -> int:
        self.quoted = True
        return opening

    def _fits(self, token: Token, index: int) -> bool:
        right = self.items[index]
        word = token.text.lower()
        if word in rule("word.conjunction").words or word == "не":
            return self._joins(index)
        if word in rule("word.owner").words:
            return index > 1 and self.items[index - 2].text.lower() in rule("word.conjunction").words
        if word in rule("definition.stop").words:
            return False
        if is_listed_attribute(word) or (token.text[0].isupper() and self._is_named(index)):
            return True
        if word in rule("definition.inner_postposition").words:
            if rule("definition.inner_postposition").words[word]:
                return not (self.acts and index == self.last)  # nobody who acts is `туралы` something
            return self._names_territory(index - 2)
        case = _case(token.text) if not token.text[0].isdigit() else Case.NOMINATIVE
        if self.quoted and right.kind == "quote_open":
            return case is Case.GENITIVE and rule("definition.owner").search(word) is not None
        if case is Case.GENITIVE:
            return self._owns()
        if rule("noun.agent").search(word) and case in (Case.NOMINATIVE, Case.DATIVE):
            return case is Case.NOMINATIVE
        if form_of(word) in PARTICIPLES:
            return self._attributive(index)
        if case in OBJECTS:
            joined = right.text.lower() in rule("word.conjunction").words and case is _case(self.head.text)
            return self.loose or joined or self._governed(index, case)
        if self._is_subject(word, index) or self._is_plural(word, right):
            return False
        return rule("noun.finite").search(word) is None and rule("noun.converb").search(word) is None

    def _is_plural(self, word: str, right: Token) -> bool:
        """Tell whether a bare plural stands before a bare noun of one who acts (`деректер | мұрағат маманы`).

        It describes a possessed noun (`ардагерлер кеңесі`) or a deed (`құжаттар қабылдау бөлімі`), and no such noun.
        """
        if not self.acts or right.kind != "word" or form_of(right.text) != "noun" or form_of(word) != "noun":
            return False
        reading = next(iter(analyse(word)), None)
        return reading is not None and reading.plural and reading.case is Case.NOMINATIVE and not reading.possessed

    def _begins_state(self, index: int) -> bool:
        """Tell whether the name of the state begins at a place, its two words."""
        pair = " ".join(token.text for token in self.items[index : index + 2])
        return pair[:1].isupper() and rule("vocabulary.state").match(pair) is not None

    def _is_subject(self, word: str, index: int) -> bool:
        """Tell whether a nominative is the sentence's subject, which belongs to no phrase behind it.

        It is before an object's owner (`басшылығы басқарманың …`), and before the state's name, which no bare noun
        describes (`қызмет Қазақстан Республикасының министрлігімен`).
        """
        right = self.items[index]
        if self._begins_state(index):
            return form_of(word) == "noun"
        return (
            _case(self.head.text) is Case.ACCUSATIVE
            and right.text[:1].islower()
            and case_of(right.text) is Case.GENITIVE
            and rule("definition.owned").search(word) is not None
        )

    def _owns(self) -> bool:
        """A genitive belongs to the phrase when a possessed word stands to its right within it."""
        return any(
            token.kind == "word" and rule("definition.owned").search(token.text.lower())
            for token in self.items[self.index : min(self.last + 1, self.index + 40)]
        )

    def _attributive(self, index: int) -> bool:
        """A participle without a complement of its own is an adjective, `бекітілген тізбе`."""
        if index < 2:
            return True
        left = self.items[index - 2]
        if left.kind in ("quote_close", "comma", "bracket_close"):
            return left.kind == "comma"
        if left.kind != "word":
            return True
        word = left.text.lower()
        if is_listed_attribute(word):
            return True
        if rule("noun.converb").search(word):  # `келіп түскен` has a clause of its own
            return False
        if word in rule("definition.stop").words or word in rule("definition.inner_postposition").words:
            return False
        return _case(left.text) not in OBJECTS

    def _governed(self, index: int, case: Case) -> bool:
        """Tell whether a verbal noun, an agent or a noun made a verb right behind takes this word for its object.

        An agent takes one direct object (`қызметті беруші`), and another one beside it (`жәрдемақыға өтініш беруші`).
        """
        has_object = False  # a bare noun in between
        for token in self.items[index : index + 3]:
            word = token.text.lower()
            if token.kind != "word" or token.start >= self.items[self.last].end:
                return False
            if rule("noun.agent").search(word):
                return has_object is not (case is Case.ACCUSATIVE) and not _stands_alone(word)
            if rule("noun.light_verb").search(word):
                return True
            has_object = form_of(word) == "noun"
            if rule("noun.verbal").search(token.text.lower()):
                return token is not self.head or not self._is_term(token.text)
            if _case(token.text) is not Case.NOMINATIVE and token.text.lower() not in rule("definition.idiom").words:
                return False
        return False

    def _over_comma(self, index: int) -> int | None:
        """A comma inside a list of owners, of addresses, or of the parts of a body's name."""
        if index < 2:
            return None
        left, right = self.items[index - 2], self.items[index]
        if left.kind == "url" and right.kind in ("url", "word"):
            return index - 2
        if left.kind != "word" or left.text.lower() in rule("definition.stop").words:
            return None
        case = _case(left.text)
        words = self.items[index : min(self.last + 1, index + 25)]
        if case is Case.GENITIVE and self._owns():
            listed = any(token.kind == "word" and _case(token.text) is Case.GENITIVE for token in words)
            return index - 2 if listed else None
        joined = any(token.text.lower() in rule("word.and").words for token in words)
        if (
            joined
            and case is Case.NOMINATIVE
            and self._named_body(words)
            and rule("noun.finite").search(left.text) is None
        ):
            return index - 2
        return None

    def _named_body(self, words: list[Token]) -> bool:
        return any(token.kind == "word" and rule("definition.owner").search(token.text.lower()) for token in words)

    def _names_territory(self, index: int) -> bool:
        return index >= 0 and rule("definition.territory").search(self.items[index].text.lower()) is not None

    def _is_named(self, index: int) -> bool:
        """Tell whether the word is a territory, in any case: the capital word before it is its name."""
        word = self.items[index].text.lower()
        return self._names_territory(index) or rule("definition.territory_in_case").match(word) is not None

    def _joins(self, index: int) -> bool:
        """Whether a conjunction joins two things within the phrase."""
        if index < 2:
            return False
        conjunction, left = self.items[index - 1].text.lower(), self.items[index - 2]
        if left.kind == "quote_close":
            return left.partner >= 0
        if (
            left.kind != "word"
            or rule("noun.finite").search(left.text.lower())
            or left.text.lower() in rule("definition.stop").words
        ):
            return False
        case, head = _case(left.text), _case(self.head.text)
        if case is not head and case is Case.NOMINATIVE and rule("noun.verbal").search(left.text.lower()):
            return self._verbal_from(index)  # not `тіркеу және | маманның`: a deed is not joined to who does it
        if conjunction in rule("word.or").words and head is case and self._is_term(self.head.text):
            return False
        if case in OBJECTS:
            return case is head or self.loose or self._verbal_ahead(index)
        return head is Case.NOMINATIVE or rule("noun.verbal_owned").search(left.text.lower()) is None

    def _verbal_ahead(self, index: int) -> bool:
        right = self.items[index : index + 5]
        return any(token.kind == "word" and rule("noun.verbal").search(token.text.lower()) for token in right[1:])

    def _verbal_from(self, index: int) -> bool:
        """Tell whether a verbal noun of the phrase stands at `index` or behind it."""
        right = self.items[index : self.last + 1]
        return any(token.kind == "word" and rule("noun.verbal").search(token.text.lower()) for token in right)

    def _is_term(self, word: str) -> bool:
        return bool(self.term) and word.lower().startswith(self.term.lower()[: max(4, len(self.term) - 3)])

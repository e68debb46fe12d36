"""Read a sentence onwards from a place: how far the noun phrase there goes, and whether it can be a subject."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kzreg_parse.extract.syntax.word_forms import (
    GENITIVE,
    NOMINATIVE,
    OBLIQUE,
    PARTICIPLES,
    POSSESSED,
    Word,
    is_actor_in_case,
    is_actor_noun,
    is_misspelt_actor_noun,
)
from kzreg_parse.rules import rule

ATTRIBUTIVE: Final = frozenset({"attributive", "possessed_attributive", "demonstrative"}) | PARTICIPLES
AGENTS: Final = frozenset({"agent", "agent_genitive", "agent_oblique", "agent_instrumental"})
PREDICATES: Final = frozenset({"finite", "verbal_possessed", "converb", "conditional"})
CASES: Final = OBLIQUE | GENITIVE
ADJECTIVE_ENDINGS: Final = ("лы", "лі")  # no case of a noun that ends in a consonant ends so
LONGEST_STAND_IN: Final = 6  # words behind `не ол` in which the one who stands in is looked for
LONGEST_JOINED: Final = 12  # words behind `және` in which one that can act is looked for


class Phrase(NamedTuple):
    """The words from `start` to `end` (exclusive); nominative where its last word is."""

    start: int
    end: int
    nominative: bool


def form_at(words: Sequence[Word], index: int) -> str:
    """The form at a place; `mark` beyond both ends."""
    return words[index].form if 0 <= index < len(words) else "mark"


def phrase_at(words: Sequence[Word], start: int, *, shortest: bool) -> Phrase | None:
    """The noun phrase that begins at `start`; None where none does.

    `shortest` ends it at the first noun that can act: there a finite verb still wants its subject, and
    the bare noun behind is the object (`орындаушы рұқсат жобасын дайындайды`).
    """
    index = start
    owner = False  # a genitive that still waits for its noun
    while index < len(words):
        form, below = words[index].form, form_at(words, index + 1)
        if form in GENITIVE:
            if below in ("postposition", "time"):
                return Phrase(start, index + 2, nominative=False)
            owner = True
        elif form in NOMINATIVE:
            if owner and _names_region(words, index):
                index += 1
            elif not _extends(words, index, shortest=shortest):
                joined = _joined(words, index, shortest=shortest)
                if owner and form_at(words, joined.end - 1 if joined else index) != "possessed":
                    return None
                return joined and Phrase(start, joined.end, joined.nominative)
        elif form != "number" and form not in ATTRIBUTIVE and not _is_attribute(words, index):
            return Phrase(start, index + 1, nominative=False) if form in OBLIQUE else None
        elif form == "possessed_accusative":  # `басшысының міндетін атқарушы`
            owner = False
        index += 1
    return None


def _is_attribute(words: Sequence[Word], index: int) -> bool:
    """Whether a word in -ты, -ді belongs to what follows: the object of an agent noun, or an adjective in -лы.

    The words of an acting post belong together, too (`басшысының міндетін атқарушы`).
    """
    form, below = words[index].form, form_at(words, index + 1)
    if below in AGENTS and rule("actor.acting").search(words[index].lower):
        return True
    if form != "accusative_or_adjective" and not (form == "verbal_case" and below in AGENTS):
        return False
    if below in AGENTS:
        agent = words[index + 1].lower
        deverbal = rule("noun.agent").search(agent) is not None  # not `өтінішті | кітапханашы`
        return deverbal and rule("actor.standing_alone").search(agent) is None
    return words[index].lower.endswith(ADJECTIVE_ENDINGS) and is_actor_noun(words[index + 1].text)


def _extends(words: Sequence[Word], index: int, *, shortest: bool) -> bool:
    """Whether the phrase goes on behind the nominative at `index`."""
    form, below = words[index].form, form_at(words, index + 1)
    if below == "attributive" and rule("actor.binding").search(words[index + 1].lower):
        return True
    if below in POSSESSED:
        return _owns_next(words, index, shortest=shortest)
    if form == "possessed":
        return _names_body_of_state(words, index)
    if below in AGENTS:
        return form != "agent" or rule("actor.rank").search(words[index].lower) is not None
    if not is_actor_noun(words[index].text) and _qualifies(words, index):
        return True
    if below in OBLIQUE and words[index + 1].text[:2].isupper() and words[index].text.isupper():
        return True
    if form == "agent" and not shortest and below not in ("time", "locative"):
        if below in OBLIQUE:
            return is_actor_in_case(words[index + 1].text)
        if below in ATTRIBUTIVE and form_at(words, index + 2) in OBLIQUE:
            return is_actor_in_case(words[index + 2].text)
    return _makes_compound(words, index, shortest=shortest)


def _owns_next(words: Sequence[Word], index: int, *, shortest: bool) -> bool:
    """Whether the possessed noun right behind the nominative belongs to it."""
    form, below = words[index].form, form_at(words, index + 1)
    if _begins_clause(words, index + 1) and (form == "possessed" or is_actor_noun(words[index].text)):
        return False
    if form == "possessed" and below == "possessed_genitive" and not is_actor_in_case(words[index + 1].text):
        return False  # `маманы | объектінің сәйкестігін`, but `басшысы орынбасарының`
    return not (shortest and form in ("agent", "possessed") and below == "possessed_accusative")


def _makes_compound(words: Sequence[Word], index: int, *, shortest: bool) -> bool:
    """Whether the bare noun or adjective makes a compound with the bare noun, or the noun in a case, behind it."""
    form, below, after = words[index].form, form_at(words, index + 1), form_at(words, index + 2)
    acts = is_actor_noun(words[index].text)
    if is_short_name(words[index].text) and not (index + 1 < len(words) and is_actor_in_case(words[index + 1].text)):
        return False  # `ЭРП | тіркеуден бас тартады`
    if below == "noun" and acts and _is_misprint(words, index + 1):
        return True
    if below in ("noun", "adjective_or_noun", "verbal", "quoted"):
        if after in PREDICATES or (below == "verbal" and after not in POSSESSED):
            return False
        if after in ("possessed", "possessed_genitive") and is_actor_in_case(words[index + 2].text):
            return True  # `департамент | тіркеу бөлімінің инспекторы`
        return not acts or not shortest or is_actor_noun(words[index + 1].text)
    if form == "adjective_or_noun" and not acts:
        return below in CASES
    return form == "noun" and not acts and below in OBLIQUE and below != "time" and not _ends_clearly(words, index)


def is_short_name(word: str) -> bool:
    """Tell whether a word is an abbreviation in capitals, as systems and bodies have them."""
    return len(word) > 1 and word.isupper() and word.isalpha()


def _names_region(words: Sequence[Word], index: int) -> bool:
    """Whether `бойынша` behind a place belongs to a name (`комитетінің … облысы бойынша департаменті`)."""
    if rule("actor.place").search(words[index].lower) is None or form_at(words, index + 1) != "postposition":
        return False
    return form_at(words, index + 2) == "possessed" and is_actor_noun(words[index + 2].text)


def _names_body_of_state(words: Sequence[Word], index: int) -> bool:
    """Tell whether a territory begins the name of a body behind it (`… Республикасы Қаржы министрлігі`)."""
    if rule("definition.territory").search(words[index].lower) is None:
        return False
    return form_at(words, index + 1) in ("noun", "adjective_or_noun") and words[index + 1].text[0].isupper()


def _begins_clause(words: Sequence[Word], index: int) -> bool:
    """Whether the possessed noun is the subject of a participle that describes the next (`мерзімі өткен қарыз`)."""
    if words[index].form != "possessed" or is_actor_noun(words[index].text):
        return False
    after = form_at(words, index + 1)
    return after in PARTICIPLES and rule("actor.taking_no_object").search(words[index + 1].lower) is not None


def _qualifies(words: Sequence[Word], index: int) -> bool:
    """Whether a noun or adjective that cannot act belongs to the one behind it that can, or to an attribute of that.

    `ғылыми кеңестің`, `консулдық лауазымды адам`, `«…» мемлекеттік корпорациясы`.
    """
    form, below = words[index].form, form_at(words, index + 1)
    if below == "attributive":
        return form in ("adjective_or_noun", "quoted")
    if below in GENITIVE:
        return is_actor_in_case(words[index + 1].text)
    return below in ("noun", "adjective_or_noun") and is_actor_noun(words[index + 1].text)


def _is_misprint(words: Sequence[Word], index: int) -> bool:
    """Whether the bare noun behind one that can act belongs to it, its ending misprinted (`басқарма басшысым`).

    So it is where its stem can act, or where `және` joins one that can act to it (`бөлім бастығ және орынбасары`).
    """
    if is_misspelt_actor_noun(words[index].text):
        return True
    return form_at(words, index + 1) == "conjunction" and _is_actor_joined(words, index + 2)


def _is_actor_joined(words: Sequence[Word], start: int) -> bool:
    """Whether a nominative of one that can act begins at `start`, before any object or predicate."""
    for index in range(start, min(start + LONGEST_JOINED, len(words))):
        form, below = words[index].form, form_at(words, index + 1)
        if form in OBLIQUE and not _is_attribute(words, index):
            return False
        if form in PREDICATES or form in ("mark", "conjunction", "verbal"):
            return False
        if form in NOMINATIVE and below not in POSSESSED and below not in AGENTS and is_actor_noun(words[index].text):
            return True
    return False


def _ends_clearly(words: Sequence[Word], index: int) -> bool:
    """A bare noun before a plural or possessed object, or before a system's place: the noun stands for itself."""
    return words[index + 1].form in ("accusative", "possessed_accusative", "locative", "dative", "time")


def _joined(words: Sequence[Word], index: int, *, shortest: bool) -> Phrase | None:
    """The nominative that ends at `index` with what `және`, `немесе` join to it; None where that takes another case."""
    if form_at(words, index + 1) != "conjunction":
        return Phrase(index, index + 1, nominative=True)
    other = phrase_at(words, index + 2, shortest=shortest)
    if index + 2 < len(words) and rule("actor.stands_in").search(words[index + 2].lower):
        other = _stand_in(words, index + 3) or other
    if other is None:
        return None
    return Phrase(index, other.end, other.nominative)


def _stand_in(words: Sequence[Word], start: int) -> Phrase | None:
    """Who stands in for another: the first noun that can act right behind a participle (`алмастыратын адам`)."""
    for index in range(start + 1, min(start + LONGEST_STAND_IN, len(words))):
        if words[index].form == "mark" or words[index].form in PREDICATES:
            return None
        if form_at(words, index - 1) in PARTICIPLES and words[index].form in NOMINATIVE:
            return Phrase(start, index + 1, nominative=True) if is_actor_noun(words[index].text) else None
    return None


def first_predicate(words: Sequence[Word]) -> int | None:
    """The first word that ends a main clause: a finite verb, or a verbal noun that nothing behind it governs."""
    for index, word in enumerate(words):
        if word.form == "finite" or (word.form in ("verbal", "verbal_possessed") and ends_clause(words, index)):
            return index
    return None


def ends_clause(words: Sequence[Word], index: int) -> bool:
    """Whether the verbal noun at a place ends its clause: a mark or a conjunction follows, nothing that governs it."""
    below = form_at(words, index + 1)
    return below in ("conjunction", "mark")

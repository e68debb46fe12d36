"""A noun is listed once, in grammars/vocabulary/; every other rule puts the list in."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
import regex
import yaml
from conftest import TEXTS, stages

from kzreg_parse.language import vocabulary
from kzreg_parse.language.lemmas import known_lemmas
from kzreg_parse.language.vocabulary import may_name, noun_of
from kzreg_parse.rules import all_rule_ids, rule

LABELS = (
    "vocabulary.row_label"  # forms of everyday words, as labels of rows end in them: no nouns that others must not say
)
VOCABULARIES = [rule_id for rule_id in all_rule_ids() if rule_id.startswith("vocabulary.") and rule_id != LABELS]
# read by whole words: forms of these are other words' beginnings too (`баптизм`, `жолаушы`)
SHORTEST = 4
SHORT = frozenset(("бап", "заң", "жол", "сот", "сөз", "сан", "қор"))
# what a pattern holds besides words
NOT_WORDS = regex.compile(r"\\p\{\w+\}|\\[A-Za-z]|\(\?P<\w+>|\(\?[-a-z]+:|\{\{[^}]*\}\}|\(\?[<=!]+|\#[^\n]*")
CLASS = regex.compile(
    r"(?P<stem>\p{L}{2})\[(?P<letter>\p{L})\p{L}?\]"
)  # `тарма[қғ]`: read with the first of the letters
WORD = regex.compile(r"\p{L}+(?:-\p{L}+)*")
TAIL = regex.compile(
    r"(?:[лдт][ыі](?:[қк](?:т[ае]|т[ыі])?)?)?(?:[лдт][ае]р)?(?:с?[ыі])?"
    r"(?:[ндт][ыі]ң|н?[дт][ае]н?(?:[ғг][ыі])?|[дтн][ае]н|[мбп]ен|[ғгқкн]?[ае]|[дтн][ыі]|н)?"
)
HARD = {"ғ": "қ", "г": "к", "б": "п"}

# Rules that hold a vocabulary's noun in their own words, and why. The list may only shrink.
EXCEPTIONS = {
    "act.attribute": "adjectives and fixed titles of their own: `нормативтік`, `заң күші бар`",
    "act.renamed_place": "proper names",
    "actor.head": "another noun, leadership: `басшылық`",
    "actor.word": "adjectives and adverbs whose ending looks like a case, and a day of the clock: `заңды`, `тәулік`",
    "citation.bare_state": "the second word of the state's proper name, standing alone",
    "definition.attribute": "adjectives and names whose ending looks like a case: `заңды`, `шартты`, `аудан`",
    "definition.hereinafter": "the phrase `мәтін бойынша`",
    "definition.list_head": "what a list is called: `шартты белгілер`",
    "duration.after": "the phrase `күн тәртібі`, an agenda",
    "duration.before": "the phrase `барынша жол берілетін`",
    "frame.note_more": "the publisher's own phrase, misprinted or not",
    "misplaced.possessor": "the phrase `басшылыққа алу`",
    "step.referred_place": "the ordinal `first` alone, a place and no number",
    "structure.legend": "the phrase `шартты белгілер`",
    "term.event": "the phrase `бірінші ресми жариялану`",
    "word.joint_body": "proper names",
    "word.loan": "a loanword that begins as another word does",
    "word.russian": "Russian words",
}
# Nouns of two vocabularies, which are two words of one spelling.
HOMOGRAPHS = {
    "банк": "a body; in `банк күні` a kind of day",
    "бөлім": "a part of a code; a department",
    "жұмыс": "work; in `жұмыс күні` a kind of day",
    "тоқсан": "ninety; a quarter of a year",
    "шарт": "a contract; a condition that a step checks",
}


def stems() -> dict[str, list[str]]:
    """Every stem with the vocabularies that list it."""
    found: dict[str, list[str]] = {}
    for rule_id in VOCABULARIES:
        for stem in rule(rule_id).words:
            found.setdefault(stem, []).append(rule_id)
    return found


@cache
def told_stems() -> frozenset[str]:
    return frozenset(stem.lower() for stem in stems() if (len(stem) >= SHORTEST or stem in SHORT) and " " not in stem)


def literal_words(path: Path) -> list[str]:
    """The words that a grammar file lists or writes out in its pattern, small letters."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    listed = " ".join(str(word) for word in data.get("words", ()))
    pattern = CLASS.sub(lambda found: found["stem"] + found["letter"], str(data.get("pattern", "")))
    return WORD.findall((NOT_WORDS.sub(" ", pattern) + " " + listed).lower())


def stem_in(word: str) -> str | None:
    """The vocabulary's stem of which the word is a form."""
    stems = told_stems()
    for end in range(len(word), 2, -1):
        if word[:end] in stems and TAIL.fullmatch(word[end:]):
            return word[:end]
    return None


def strangers() -> dict[str, set[str]]:
    """Rules outside of the vocabularies with the nouns that they write out."""
    found: dict[str, set[str]] = {}
    for rule_id in all_rule_ids():
        group = rule_id.split(".")[0]
        if group in ("vocabulary", "ending"):
            continue
        held = {stem for word in literal_words(rule(rule_id).path) if (stem := stem_in(word)) is not None}
        if held:
            found[rule_id] = held
    return found


def test_no_rule_writes_out_a_noun_of_a_vocabulary() -> None:
    found = strangers()
    assert {rule_id: nouns for rule_id, nouns in found.items() if rule_id not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(found), "an exception that is none any more"


# Written out where only one of the shapes is meant, and why.
SHAPES = {
    "actor.form": "endings of a verbal noun behind у, without those of others: `сауна`, `трибуна`",
    "noun.verbal": "endings of a verbal noun behind у, without those of others: `сауна`, `трибуна`",
}
CASE_ENDING = regex.compile(
    r"\[[ндт]{2,3}\]\[ыі\]ң|\[[мбп]{2,3}\]ен|\[[лдт]{2,3}\]\[ае\]р|\[[ғгқкн]{2,5}\]\[ае\](?!н)|\[[дтн]{2,3}\]\[ае\]|н\[ае\]"
)


def test_no_rule_writes_out_an_ending() -> None:
    rule_ids = [rule_id for rule_id in all_rule_ids() if rule_id.split(".")[0] != "ending"]
    found = {
        rule_id
        for rule_id in rule_ids
        if CASE_ENDING.search(str(yaml.safe_load(rule(rule_id).path.read_text(encoding="utf-8")).get("pattern", "")))
    }
    assert found == set(SHAPES)


def test_every_noun_is_listed_once() -> None:
    twice = {stem for stem, homes in stems().items() if len(homes) > 1}
    assert twice == set(HOMOGRAPHS)


def test_every_known_noun_stands_in_one_list() -> None:
    """What is no noun of a vocabulary stands in the rest of the known nouns or among those who act, not in both."""
    rest, acting = set(rule("noun.lemma").words), set(rule("actor.head").words)
    assert rest & acting == set()
    assert (rest | acting) & vocabulary.lemmas_in(vocabulary.NOUN) == set()


# Vocabularies whose words are no nouns with forms of their own.
NO_NOUNS = {
    "vocabulary.calendar_day": "adjectives",
    "vocabulary.number": "numerals",
    "vocabulary.ordinal": "numerals",
    "vocabulary.state": "a proper name of two words",
    "vocabulary.working_day": "adjectives, and nouns that stand before `күн` unchanged",
}


def test_the_nouns_of_all_vocabularies_are_known() -> None:
    holding = {rule_id for rule_id in VOCABULARIES if rule(rule_id).words}
    assert holding - set(vocabulary.NOUN) == set(NO_NOUNS)
    lemmas = vocabulary.lemmas_in(vocabulary.NOUN)
    unknown = {lemma for lemma in lemmas if " " not in lemma and lemma not in known_lemmas()}
    assert unknown == {"кун", "сагат", "қфб", "қфт"}, "misprints and abbreviations"


@pytest.mark.parametrize("rule_id", VOCABULARIES)
def test_a_softened_stem_stands_beside_its_hard_one(rule_id: str) -> None:
    """A softened stem has its hard one beside it."""
    words = rule(rule_id).words
    for stem, value in words.items():
        lemma = value["lemma"].lower() if isinstance(value, dict) and "lemma" in value else stem
        if stem != lemma and stem[-1] in HARD and len(stem) == len(lemma):
            assert stem[:-1] + HARD[stem[-1]] in words, stem


@pytest.mark.parametrize("name", ["ACT_PART_NUMBERED", "ACT_PART", "UNNUMBERED_PART", "ACT_KIND", "CITED_DOCUMENT"])
def test_the_lists_that_are_read_hold_each_noun_once(name: str) -> None:
    lists = getattr(vocabulary, name)
    listed = Counter(stem for rule_id in lists for stem in rule(rule_id).words)
    assert listed and max(listed.values()) == 1


@pytest.mark.parametrize(
    ("name", "union"),
    [
        ("DIVISION", "vocabulary.division"),
        ("ACT_PART_NUMBERED", "vocabulary.act_part_numbered"),
        ("ACT_PART", "vocabulary.act_part"),
        ("TIME_UNIT", "vocabulary.time_unit"),
        ("DAY_KIND", "vocabulary.day_kind"),
    ],
)
def test_the_lists_that_are_read_are_those_of_the_union(name: str, union: str) -> None:
    lists = getattr(vocabulary, name)
    own = {stem for rule_id in lists for stem in rule(rule_id).words}
    assert all(rule(union).fullmatch(stem) for stem in own)
    others = {stem for rule_id in VOCABULARIES for stem in rule(rule_id).words} - own
    assert [stem for stem in others if rule(union).fullmatch(stem)] == []


def test_a_stem_knows_its_noun() -> None:
    assert noun_of("баб", vocabulary.ACT_PART_NUMBERED) == ("бап", "article")
    assert noun_of("азат  жол", vocabulary.ACT_PART_NUMBERED) == ("азатжол", "alinea")
    assert noun_of("Бұйрығ", vocabulary.ACT_KIND) == ("бұйрық", "order")
    with pytest.raises(KeyError):
        noun_of("регламент", vocabulary.ACT_KIND)


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("тармақтың", "genitive"), ("регламенттің", "genitive"), ("заңның", "genitive"), ("бұйрыққа", "dative"),
        ("заңға", "dative"), ("қаулысына", "dative"), ("тармақты", "accusative"), ("қаулыны", "accusative"),
        ("тармағын", "accusative"), ("бапта", "locative"), ("заңында", "locative"), ("бапқа", "dative"),
        ("тармақтан", "ablative"), ("заңынан", "ablative"), ("бұйрықпен", "instrumental"), ("заңмен", "instrumental"),
        ("кодекстен", "ablative"), ("тізіммен", "instrumental"), ("келісіммен", "instrumental"),
    ],
)  # fmt: skip
def test_an_ending_is_read_in_all_its_shapes(word: str, case: str) -> None:
    found = rule(f"ending.{case}").search(word)
    assert found is not None and found.end() == len(word)
    assert rule("ending.case").search(word) is not None


LOOKED_FOR = [
    ("citation.unit", "unit", vocabulary.ACT_PART_NUMBERED),
    ("act.kind", "kind", vocabulary.ACT_KIND),
    ("citation.document", "doc", vocabulary.CITED_DOCUMENT),
]


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(("rule_id", "group", "lists"), LOOKED_FOR, ids=[rule_id for rule_id, _, _ in LOOKED_FOR])
def test_a_first_look_at_the_nouns_misses_no_match(name: str, rule_id: str, group: str, lists: tuple[str, ...]) -> None:
    texts = [block.text.text for block in stages(name).restored.blocks if block.text]
    texts += [example.text for example in rule(rule_id).examples]
    for text in (
        *texts,
        *(text.upper() for text in texts[::9]),
        *(text.replace(" ", "\u00a0\n") for text in texts[::9]),
    ):
        for found in rule(rule_id).finditer(text):
            assert found[group] is None or may_name(found[group], lists), found[0]


@pytest.mark.parametrize("lists", [lists for _, _, lists in LOOKED_FOR], ids=[rule_id for rule_id, _, _ in LOOKED_FOR])
def test_a_first_look_finds_every_stem(lists: tuple[str, ...]) -> None:
    for stem in vocabulary.words_in(lists):
        assert may_name(f"so {stem.replace(' ', chr(10)).upper()} on", lists)
    assert not may_name("", lists)

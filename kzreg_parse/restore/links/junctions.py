"""How well two stretches of text go together: case government, number and noun, the document's own word pairs.

`Junctions` gives a score for the place where one text ends and another begins. A displaced link is
put where the junctions get better by it: a dative before сәйкес, a number before its тармақ, a
genitive before what it owns. The figures stand in `weights`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

import regex

from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.restore.links.nouns import UNITS, WHOLES, LinkKind, Noun, noun_at, noun_before
from kzreg_parse.restore.links.weights import ANNEXED, GOVERNED, MISGOVERNED, OWNED, SEEN_PAIR, UNLIKELY, WEAK
from kzreg_parse.rules import rule

REACH: Final = (400, 80)  # characters on the left, where a bracket may stand between, and on the right

WORD = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}-]*\)?|№")
NUMBER_END = regex.compile(r"(?:№\s*\S+|(?<!\S)\d+(?:-\d+)*-?|\d+\))$")
PLAIN_NUMBER_END = regex.compile(r"(?<![№N]\s?)(?<!\S)\d+(?:-\d+)*\)?$")
NUMERO_END = regex.compile(r"(?:№|(?<!\p{L})N)\s*\S*\d\S*$")
NUMERO = regex.compile(r"(?:№|N)\s*\S*\d\S*")
NUMBER = regex.compile(r"\d+(?:-\d+)*\)?(?![\p{L}\d.-])")
TORN_NUMBER = regex.compile(r"\d+(?:-\d+)*-")
TORN_BELOW = regex.compile(r"/\d|-\p{Ll}")


SIGHT: Final = 60  # characters in which a first or a last word is looked for
MOST_REMEMBERED: Final = 1 << 15  # stretches between blanks, from one act to the next


class WordPairs:
    """Words that stand side by side in lines of the document which show no damage, and all its words."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: set[str] = set()
        pairs: list[tuple[str, str]] = []
        for line in lines:
            words = words_in(line)
            self.words.update(words)
            if "  " not in line:
                pairs += pairwise(words[:-1])  # the last may be a link that was painted later
        self._pairs = Counter(pairs)

    def seen(self, left: str, right: str, here: Counter[tuple[str, str]]) -> bool:
        """Tell whether another line than this one, whose own pairs are `here`, has the two words."""
        pair = (left, right)
        return self._pairs[pair] > here[pair]


def words_in(line: str) -> list[str]:
    """Return the words of a line, lower case; none of them holds a blank."""
    return [*chain.from_iterable(map(_WORDS_IN.__getitem__, line.split()))]


class _WordsIn(dict[str, tuple[str, ...]]):
    """The words in what stands between two blanks, remembered."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        words = self[chunk] = tuple(word.lower() for word in WORD.findall(chunk))
        return words


_WORDS_IN: Final = _WordsIn()


def last_word(text: str) -> str:
    """Return the last word of some text, lower case; empty where it ends in none."""
    chunk = text[-SIGHT:].rsplit(maxsplit=1)[-1:]
    words = _WORDS_IN[chunk[0]] if chunk and len(chunk[0]) < SIGHT else ()
    if words:
        return words[-1]
    found = WORD.findall(text[-SIGHT:])
    return found[-1].lower() if found else ""


def first_word(text: str) -> str:
    """Return the first word of some text, lower case."""
    chunk = text[:SIGHT].split(maxsplit=1)[:1]
    words = _WORDS_IN[chunk[0]] if chunk and len(chunk[0]) < SIGHT else ()
    if words:
        return words[0]
    found = WORD.search(text[:SIGHT])
    return found[0].lower() if found else ""


def governed(word: str, right: str) -> bool:
    """Tell whether the governor that `right` begins with has its case in the word before it.

    True where there is none.
    """
    wanted = _wanted(right)
    return not wanted or "any" in wanted or "nominative" in wanted or case_of(word) in wanted


def _wanted(right: str) -> tuple[str, ...]:
    """Return the cases that the first word of `right` may govern; empty where it governs none."""
    governor = rule("link.governor").match(right)
    return tuple(rule("link.governor").value(governor["word"]).split(" or ")) if governor is not None else ()


class Junctions:
    """Scores of junctions for one line; `line`'s own word pairs do not count as seen."""

    def __init__(self, line: str, pairs: WordPairs) -> None:
        self.pairs = pairs
        words = words_in(line)
        self._here = Counter(pairwise(words[:-1])) if "  " not in line else Counter[tuple[str, str]]()
        self._memo: dict[tuple[str, str], float] = {}

    def __call__(self, left: str, right: str) -> float:
        """How well `right` follows `left`; 0 where either is empty."""
        return self.between(left_of(left), right_of(right))

    def between(self, left: str, right: str) -> float:
        """Return the same, of texts that `left_of` and `right_of` gave."""
        if not left or not right:
            return 0.0
        key = (left, right)
        score = self._memo.get(key)
        if score is None:
            seen = self.pairs.seen(last_word(key[0]), first_word(key[1]), self._here)
            score = self._memo[key] = grammar_of(*key) + (SEEN_PAIR if seen and key[1][0] not in ",;:.)" else 0.0)
        return score


def left_of(text: str) -> str:
    """Return as much of a text as counts for what follows it."""
    return text.rstrip()[-REACH[0] :]


def right_of(text: str) -> str:
    """Return as much of a text as counts for what it follows."""
    return text.lstrip()[: REACH[1]]


@lru_cache(maxsize=16_384)
def grammar_of(left: str, right: str) -> float:
    """Return what grammar alone says of `right` behind `left`."""
    if left[-1] in ".;:(«" or right[0] in ",;:.)»(":
        return _beside_a_mark(left, right)
    if left[-1].isdigit() and TORN_BELOW.match(right):
        return GOVERNED  # 14 and /169-V, 5 and -бөлігі
    wanted = _wanted(right)
    if wanted:
        return _before_governor(left, wanted)
    noun = noun_at(right, 0)
    if noun is not None:
        return _before_noun(left, noun)
    if NUMERO.match(right):
        if rule("link.dated").search(left):
            return GOVERNED
        return -GOVERNED if NUMERO_END.search(left) else UNLIKELY  # two numbers never stand side by side
    if NUMBER.match(right) or TORN_NUMBER.fullmatch(right):
        return _before_number(left)
    return _before_word(left, right)


def _beside_a_mark(left: str, right: str) -> float:
    noun = noun_before(left)
    if right[0] == "(":
        if NUMERO_END.search(left):
            return UNLIKELY / 2 if right[1:2].isalpha() else 0.0
        return WEAK if noun is not None and noun.kind in WHOLES else 0.0
    if right[0] in ",;:.)»":
        if left[-1] in "(«":
            return -GOVERNED if right[0] in ")»" else UNLIKELY
        named = noun is not None or PLAIN_NUMBER_END.search(left) is not None
        closing = right[0] in ")»" and noun is not None and noun.case is Case.NOMINATIVE
        return WEAK * (named + closing)
    return 0.0


def _before_governor(left: str, wanted: tuple[str, ...]) -> float:
    if "any" in wanted:
        return 0.0
    noun = noun_before(left)
    case = noun.case if noun is not None else case_of(last_word(left))
    if case not in wanted:
        return UNLIKELY if wanted == ("nominative",) else MISGOVERNED
    if case is Case.NOMINATIVE:
        return WEAK if noun is not None else 0.0
    return GOVERNED


def _before_noun(left: str, noun: Noun) -> float:
    word = last_word(left)
    if rule("link.pointer").fullmatch(word):
        return UNLIKELY if noun.possessed else OWNED
    bare = 0.0 if noun.numbered else _before_bare_noun(left, word, noun)
    if bare:
        return bare
    owned = _before_owned(left, word, noun)
    if owned is not None:
        return owned
    if noun.numbered and (left.endswith(",") or _joins(word)):
        return WEAK
    if left.endswith(("–", "-", "—")) and noun.case is Case.NOMINATIVE:
        return WEAK
    orphan = noun.numbered and noun.kind in UNITS and noun.possessed
    return UNLIKELY if orphan or PLAIN_NUMBER_END.search(left) else 0.0


def _before_bare_noun(left: str, word: str, noun: Noun) -> float:
    """Return what a noun without a number gains from a number, a title or a name before it."""
    if noun.kind is LinkKind.ACT and NUMERO_END.search(_without_bracket(left)):
        return GOVERNED
    if noun.kind in (*UNITS, LinkKind.ANNEX) and NUMBER_END.search(left):
        return GOVERNED
    if rule("link.titled").search(left) and noun.kind in WHOLES:
        return OWNED
    if noun.kind is LinkKind.DOCUMENT and noun.possessed and rule("link.owned").fullmatch(word):
        return OWNED
    named = noun.kind is LinkKind.ACT and noun.possessed and _ends_in_name(left)
    return WEAK if named and case_of(word) is Case.NOMINATIVE else 0.0  # Салық кодексінің


def _before_owned(left: str, word: str, noun: Noun) -> float | None:
    """Return what a part gains from the whole before it; None where there is none."""
    case = case_of(word)
    whole = noun_before(left)
    if case is Case.DATIVE and noun.kind is LinkKind.ANNEX and not noun.possessed:
        return ANNEXED
    if case is Case.GENITIVE and (whole is None or _is_part(whole.kind, noun.kind)):
        named = whole is not None or _ends_in_name(left)
        return (OWNED if named else WEAK) if noun.possessed else 0.0
    if whole is None:
        return None
    if whole.possessed and whole.case is Case.NOMINATIVE and _is_part(whole.kind, noun.kind):
        return OWNED if noun.kind in UNITS else 0.0
    if case is Case.ABLATIVE and noun.numbered and noun.case is Case.DATIVE:
        return OWNED  # 84-бабынан 90-бабына дейін
    if case is Case.ACCUSATIVE and whole.possessed and noun.numbered and noun.case is Case.ABLATIVE:
        return OWNED  # енгізілу тәртібін 3-баптан қараңыз
    return None


def _ends_in_name(left: str) -> bool:
    """Tell whether the last word begins with a capital letter."""
    return left.rsplit(maxsplit=1)[-1][:1].isupper()


def _is_part(whole: LinkKind, part: LinkKind) -> bool:
    """Tell whether the one may be a part of the other, or stand beside it."""
    if part in UNITS:
        return whole not in UNITS or UNITS.index(whole) < UNITS.index(part)
    return whole in WHOLES


def _before_number(left: str) -> float:
    if left.endswith(("№", "/")):
        return GOVERNED
    word = last_word(left)
    if left.endswith(",") or _joins(word):
        return WEAK
    if case_of(word) is Case.GENITIVE:
        return OWNED
    noun = noun_before(left)
    return WEAK if noun is not None and noun.possessed and noun.case is Case.NOMINATIVE else 0.0


def _before_word(left: str, right: str) -> float:
    word = first_word(right)
    noun = noun_before(left)
    if _joins(word):
        if noun is not None and noun.kind in UNITS and noun.case is Case.GENITIVE:
            return UNLIKELY
        return WEAK if PLAIN_NUMBER_END.search(left) or (noun is not None and noun.numbered) else 0.0
    if left.endswith(")") and PLAIN_NUMBER_END.search(left):
        return UNLIKELY
    before, _, joining = left.rpartition(" ")
    if _joins(joining) and PLAIN_NUMBER_END.search(before):
        return UNLIKELY  # `7 және` asks for another number
    if case_of(last_word(left)) is Case.GENITIVE:
        if noun is not None and noun.kind in UNITS:
            return 0.0 if rule("noun.possessed").search(word) else UNLIKELY
        return WEAK if rule("noun.possessed").search(word) else UNLIKELY / 2
    return 0.0


def _without_bracket(left: str) -> str:
    """Without the bracket at its end: `№ 1128 (ресми … енгізіледі) қаулысымен` has the kind behind the bracket."""
    depth = 0
    for place in range(len(left) - 1, -1, -1) if left.endswith(")") else ():
        depth += {")": 1, "(": -1}.get(left[place], 0)
        if depth == 0:
            return left[:place].rstrip()
    return left


@lru_cache(maxsize=4_096)
def _joins(word: str) -> bool:
    return rule("word.conjunction").fullmatch(word) is not None

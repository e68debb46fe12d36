"""Kazakh for spaCy: `spacy.blank("kk")` in any environment that has this package.

spaCy (to 3.8) ships no Kazakh; the language is registered under the ISO 639-1 code through the entry point
`spacy_languages`. spaCy asks its registry before its own languages, so if it gains a `kk` of its own, the code
names ours where this package is installed, and nothing clashes. Import this module only where spaCy is wanted:
it loads all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER, LIST_CURRENCY, LIST_ELLIPSES, LIST_ICONS
from spacy.language import BaseDefaults, Language
from spacy.symbols import ORTH
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, load_config_from_str, registry

from kzreg_parse.language.cases import Case
from kzreg_parse.language.morphology import analyse
from kzreg_parse.language.numbers import read_number
from kzreg_parse.rules import rule

LEMMATIZER: Final = "kazakh_act_lemmatizer"
TOKENIZER: Final = "kzreg.KazakhTokenizer.v1"
OWN: Final = "әғқңөұүһі"  # spaCy's Cyrillic lacks some of them
LOWER, UPPER, LETTER = ALPHA_LOWER + OWN, ALPHA_UPPER + OWN.upper(), ALPHA + OWN + OWN.upper()
OPENING = [r"\(", r"\[", "«", '"', "“", "„", "№", "§", "–", "—", "…", r"\*", "<", ",", ";", ":"]
CLOSING = [r"\)", r"\]", "»", '"', "”", "“", ",", ";", ":", r"\?", "!", "–", "—", "…", r"\*", ">", "%"]
CASES: Final = {
    Case.NOMINATIVE: "Nom",
    Case.GENITIVE: "Gen",
    Case.DATIVE: "Dat",
    Case.ACCUSATIVE: "Acc",
    Case.LOCATIVE: "Loc",
    Case.ABLATIVE: "Abl",
    Case.INSTRUMENTAL: "Ins",
}


EXCEPTIONS = {word: [{ORTH: word}] for word in rule("word.abbreviation").words}
PREFIXES: list[Any] = [*OPENING, *LIST_ELLIPSES, *LIST_CURRENCY]
SUFFIXES: list[Any] = [*CLOSING, *LIST_ELLIPSES, rf"(?<=[0-9{LOWER}»”\")%])\.", rf"(?<=[{UPPER}][{UPPER}])\."]
INFIXES: list[Any] = [  # no hyphen among them: it never parts a word
    *LIST_ELLIPSES,
    *LIST_ICONS,
    r"[–—]",
    rf"(?<=[{LOWER}])\.(?=[{UPPER}]{{2}})",
    rf"(?<=[{LETTER}]),(?=[{LETTER}])",
    rf"(?<=[{LOWER}]{{3}})/(?=[{LOWER}]{{3}})",
    rf"(?<=[{LETTER}»\")])[:;](?=[{LETTER}«\"(])",
    rf"(?<=[{LETTER}0-9])[(«](?=[{LETTER}0-9])",
]
CONFIG: Final = f"""
[nlp]

[nlp.tokenizer]
@tokenizers = "{TOKENIZER}"
"""


class KazakhDefaults(BaseDefaults):
    """Punctuation of acts: `9-1-бабына`, `ЭЦҚ-ның`, `іс-қимыл` are one token each, `№192` and `«Стандарт»` are not."""

    config = load_config_from_str(CONFIG)
    tokenizer_exceptions = EXCEPTIONS
    prefixes = PREFIXES
    suffixes = SUFFIXES
    infixes = INFIXES
    token_match = None


class KazakhTokenizer(Tokenizer):  # type: ignore[misc]
    """spaCy's tokenizer that keeps the label of a point, `1)` or `2-1)`, in one token."""

    def __call__(self, text: str) -> Doc:
        """The text as tokens; blanks are kept as spaCy keeps them."""
        doc: Doc = super().__call__(text)
        with doc.retokenize() as retokenizer:
            for index in _labels(doc):
                retokenizer.merge(doc[index : index + 2])
        return doc


def _labels(doc: Doc) -> Iterator[int]:
    """Where a number stands with a closing bracket right behind it that closes nothing."""
    depth = 0
    for token in doc:
        if token.text == "(":
            depth += 1
        elif token.text == ")" and depth:
            depth -= 1
        elif token.text == ")" and token.i:
            number = doc[token.i - 1]
            if not number.whitespace_ and number.text.replace("-", "").isdigit():
                yield token.i - 1
        elif "\n" in token.text:
            depth = 0  # a bracket left open ends with its line


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], KazakhTokenizer]:
    """The tokenizer as a spaCy config names it."""

    def made(nlp: Language) -> KazakhTokenizer:
        return KazakhTokenizer(
            nlp.vocab,
            rules=EXCEPTIONS,
            prefix_search=compile_prefix_regex(PREFIXES).search,
            suffix_search=compile_suffix_regex(SUFFIXES).search,
            infix_finditer=compile_infix_regex(INFIXES).finditer,
            url_match=KazakhDefaults.url_match,
        )

    return made


@registry.languages("kk")
class Kazakh(Language):  # type: ignore[no-untyped-call]
    """Kazakh of normative acts: tokenizer, and the component `kazakh_act_lemmatizer` to be added."""

    lang = "kk"
    Defaults = KazakhDefaults


class ActLemmatizer:
    """Sets lemma, case, number and possessive of the nouns and numbers it knows, and nothing on other tokens."""

    def __call__(self, doc: Doc) -> Doc:
        """The same Doc, annotated."""
        for token in doc:
            lemma, features = lemma_and_features(token.text)
            if lemma:
                token.lemma_ = lemma
                if features:
                    token.set_morph(features)  # type: ignore[attr-defined]
        return doc


def lemma_and_features(word: str) -> tuple[str | None, dict[str, str]]:
    """Lemma and Universal Dependencies features of a word; (None, {}) for a word outside the closed set.

    `9-1-бабына` is `9-1-бап` in the dative; where two readings differ, only what they share is given.
    """
    readings = [reading for reading in analyse(word) if reading.known]
    lemmas = {reading.lemma for reading in readings}
    if len(lemmas) == 1:
        shared = [
            {
                "Case": CASES[reading.case],
                "Number": "Plur" if reading.plural else "Sing",
                **({"Person[psor]": "3"} if reading.possessed else {}),
            }
            for reading in readings
        ]
        features = {key: value for key, value in shared[0].items() if all(one.get(key) == value for one in shared)}
        return lemmas.pop(), features
    number = read_number(word)
    if number is not None:
        return word.lower(), {"NumType": "Ord" if number.ordinal else "Card", "Case": CASES[number.case]}
    return None, {}


@Language.factory(LEMMATIZER, assigns=["token.lemma", "token.morph"])
def make_lemmatizer(nlp: Language, name: str) -> Any:
    """The lemmatizer as a spaCy pipeline names it."""
    return ActLemmatizer()

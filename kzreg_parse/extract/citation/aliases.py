"""Names that an act gives to other acts and documents, `(бұдан әрі – Стандарт)`, and what they stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Final, NamedTuple

import regex

from kzreg_parse.extract.definition.abbreviations import is_abbreviation
from kzreg_parse.extract.definition.definitions import Defined
from kzreg_parse.extract.reference.act_ref import act_ref
from kzreg_parse.extract.reference.mentions_in_text import ActText
from kzreg_parse.extract.reference.values import kind_kk, nominative
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import Document
from kzreg_parse.language.quotes import OPENING_QUOTES, QUOTES
from kzreg_parse.language.vocabulary import ACT_KIND, CITED_DOCUMENT, kind_of, nouns_in
from kzreg_parse.model import ActRef
from kzreg_parse.model.facts import ActKind
from kzreg_parse.rules import rule

MOST_WORDS: Final = 8  # of a name
FARTHEST: Final = 400  # characters between an act and the bracket that names it, other brackets


class Alias(NamedTuple):
    """A defined name of an act or document."""

    term: str
    ref: ActRef
    plural: bool


@dataclass(slots=True)
class Aliases:
    """The names by document, by the stem of their last word, by the words before it (lower case)."""

    by_home: dict[str | None, dict[str, dict[str, Alias]]] = field(default_factory=dict)
    anywhere: dict[str, dict[str, Alias]] = field(default_factory=dict)
    short: dict[str, Alias] = field(default_factory=dict)  # abbreviations, as printed

    def find(self, document: Document, stem: str, before: str) -> Alias | None:
        """Return the name that ends in `stem` behind the text `before`; the longest, of the nearest document first."""
        names = self._names(document, stem)
        if not names:
            return None
        words = before[-120:].split()
        for count in range(min(MOST_WORDS, len(words)), -1, -1):
            for known in names:
                alias = known.get(" ".join(words[len(words) - count :]).lower().strip(OPENING_QUOTES))
                if alias is not None:
                    return alias
        return None

    def _names(self, document: Document, stem: str) -> list[dict[str, Alias]]:
        found: list[dict[str, Alias]] = []
        here: Document | None = document
        while here is not None:
            known = self.by_home.get(here.id, {}).get(stem)
            if known:
                found.append(known)
            here = here.above
        known = self.anywhere.get(stem)
        return [*found, known] if known else found


def aliases_of(definitions: Iterable[Defined], log: DiagnosticLog) -> Aliases:
    """Return the definitions whose terms stand for acts or documents."""
    aliases = Aliases()
    acts: tuple[object, ActText] | None = None
    for defined in definitions:
        short = is_abbreviation(defined.fact.term)
        last, before = _last_noun(defined.fact.meaning if short else defined.fact.term)
        stem = stem_of(last["kind"] if "kind" in last.groupdict() else last["doc"]) if last is not None else None
        if last is None or stem is None or defined.fact.kind == "glossary":
            continue
        if acts is None or acts[0] is not defined.place:
            acts = (defined.place, ActText(defined.place.text, DiagnosticLog(log.source)))
        alias = Alias(defined.fact.term, _ref_of(defined, acts[1], stem), last["plural"] is not None)
        if short:
            aliases.short.setdefault(defined.fact.term, alias)
            continue
        documents = aliases.by_home.setdefault(defined.place.document.id, {})
        documents.setdefault(stem, {}).setdefault(before, alias)
        aliases.anywhere.setdefault(stem, {}).setdefault(before, alias)
    return aliases


def stem_of(word: str) -> str:
    """Return one stem for all forms: `тәртіб`, `тәртіп` are the same."""
    return regex.sub("б$", "п", regex.sub("ғ$", "қ", word.lower()))


def _last_noun(term: str) -> tuple[regex.Match[str] | None, str]:
    """Return the kind word or document noun at the end of the term, and the words before it."""
    words = term.strip(QUOTES + " ").split()
    if not words:
        return None, ""
    last = rule("act.kind").match(words[-1]) or rule("citation.document").match(words[-1])
    if last is None or last.end() != len(words[-1]):
        return None, ""
    return last, " ".join(words[:-1]).lower()


def _ref_of(defined: Defined, acts: ActText, stem: str) -> ActRef:
    """Return the act that the defined words name; a document of that title where they name none."""
    words = defined.fact.meaning
    place = bisect_right(acts.mentions, defined.at, key=attrgetter("end")) - 1
    if place >= 0:
        named = acts.mentions[place]
        if stem_of(named.ref.kind_kk or "") == stem and named.end > defined.at - len(words) - FARTHEST:
            return named.ref
    if stem in nouns_in(ACT_KIND):
        return act_ref(kind_of(stem, ACT_KIND), kind_kk(stem), title=None)
    return document_ref(words, stem)


def document_ref(words: str, stem: str) -> ActRef:
    """Return a document by its title in the nominative."""
    title = nominative_document(words)
    kind: ActKind = kind_of(stem, CITED_DOCUMENT) if stem in nouns_in(CITED_DOCUMENT) else "other"
    last = rule("citation.document").match(title.rsplit(maxsplit=1)[-1]) if title else None
    return act_ref(kind, stem + (last["plural"] or "").lower() if last else stem, title=title or None)


def nominative_document(words: str) -> str:
    """`… қызмет стандартының` as `… қызмет стандарты`."""
    last = regex.search(r"\p{L}+$", words)
    if last is None:
        return words
    found = rule("citation.document").match(last[0])
    if found is None:
        return nominative(words)
    keep = found.start("case") if found["case"] else found.end()
    return words[: last.start()] + last[0][:keep]

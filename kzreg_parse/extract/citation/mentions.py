"""What parts of acts may hang on: acts named in full or by a defined name, documents, and `осы …` of this act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import regex

from kzreg_parse.extract.amendment.instructions import Changed
from kzreg_parse.extract.citation.aliases import Alias, Aliases, aliases_of, document_ref, nominative_document, stem_of
from kzreg_parse.extract.citation.named_acts import NamedActs, loose
from kzreg_parse.extract.citation.targets import act_home, home_of_document
from kzreg_parse.extract.definition.definitions import Defined
from kzreg_parse.extract.reference.act_ref import act_ref
from kzreg_parse.extract.reference.mentions_in_text import ActMention, ActText
from kzreg_parse.extract.reference.values import kind_kk
from kzreg_parse.extract.syntax.noun_phrase import phrase_start
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import Document, LocatedText, LocatedTexts
from kzreg_parse.extract.text.spans import Spans
from kzreg_parse.language.quotes import OPENING_QUOTES
from kzreg_parse.language.vocabulary import ACT_KIND, ACT_PART_NUMBERED, CITED_DOCUMENT, kind_of, may_name
from kzreg_parse.model import ActRef
from kzreg_parse.model.facts import CitedUnit
from kzreg_parse.rules import rule

CAPITAL: Final = regex.compile(r"\s\p{Lu}")
ABBREVIATED: Final = regex.compile(r"(?<![\p{L}\p{N}])(?P<term>\p{Lu}{2,8})(?:-?\p{Ll}{1,6})?(?!\p{L})")


@dataclass(slots=True)
class Mention:
    """Something that units may hang on; `weak` ones are no citation without units."""

    start: int
    end: int
    act: ActRef | None = None
    alias: str | None = None
    internal: bool = False
    scope: str | None = None  # id below which internal units are sought; None: the act itself
    known: bool = True  # the scope is known
    here: str | None = None  # id that the words themselves point at
    weak: bool = False
    document: bool = False  # named by its title
    only: bool = False  # a bare kind, taken for the one act of that kind that was named
    unresolved: bool = False  # a bare kind, `Кодекстің 3-бабы`, that nothing says the act of
    units: tuple[CitedUnit, ...] = ()
    lead: int = 0  # how many of the units name the first member of a list


class OwnAct(NamedTuple):
    """What tells a mention of the act itself from that of another."""

    kind: str | None
    date: object
    number: str | None


class MentionReader:
    """Reads the mentions of one act's texts, place after place: what was named before counts."""

    def __init__(self, places: LocatedTexts, definitions: Iterable[Defined], own: OwnAct, log: DiagnosticLog) -> None:
        self.places = places
        self.aliases: Aliases = aliases_of(definitions, log)
        self.own = own
        self.log = log
        self.named = NamedActs()
        self.titles = {loose(document.title) for document in places.documents if document.title}

    def read(self, place: LocatedText, acts: ActText, changes: Changed | None) -> Iterator[Mention]:
        """Yield the mentions of one text, in no order; those that overlap an earlier one among them."""
        text = place.text.text
        defining = Spans(found.span() for found in rule("definition.hereinafter").pattern.finditer(text))
        for found in acts.mentions:
            yield self._act(found, place)
        named = Spans((found.start, found.end) for found in acts.mentions)
        heres: list[tuple[int, int]] = []
        for match in rule("citation.here").pattern.finditer(text):
            mention = (
                None
                if named.covers(match.start()) or defining.covers(match.start())
                else self._here(match, place, acts, changes)
            )
            if mention is not None:
                heres.append(match.span())
                yield mention
        taken = (defining, named, Spans(heres))
        for match in rule("act.kind").pattern.finditer(text) if may_name(text, ACT_KIND) else ():
            if (
                not any(spans.covers(match.start()) for spans in taken)
                and not text[match.start() - 1 : match.start()].isalpha()
            ):
                mention = self._by_name(match, match["kind"], place, acts, 0)
                if mention is not None:
                    yield mention
        if self.aliases.short:
            yield from self._abbreviations(text, taken)
        for match in rule("citation.document").pattern.finditer(text) if may_name(text, CITED_DOCUMENT) else ():
            if not any(spans.covers(match.start()) for spans in taken):
                before = named.before(match.start())
                mention = self._by_name(match, match["doc"], place, acts, before[1] if before is not None else 0)
                if mention is not None:
                    yield mention
        self.named.add(acts.mentions)

    def _abbreviations(self, text: str, taken: tuple[Spans, ...]) -> Iterator[Mention]:
        """`АПК-нің`: an abbreviation that stands for an act, with its ending."""
        for match in ABBREVIATED.finditer(text):
            alias = self.aliases.short.get(match["term"])
            if alias is not None and not any(spans.covers(match.start()) for spans in taken):
                yield Mention(match.start(), match.end(), act=alias.ref, alias=alias.term)

    def _act(self, found: ActMention, place: LocatedText) -> Mention:
        ref = found.ref
        itself = (ref.kind_kk, ref.date, ref.number) == (self.own.kind, self.own.date, self.own.number)
        if itself and ref.number is not None and ref.date is not None:
            self.log.note("KZE58", place.text[found.start : found.end])
            return Mention(found.start, found.end, internal=True, act=ref)
        return Mention(found.start, found.end, act=ref)

    def _here(
        self, match: regex.Match[str], place: LocatedText, acts: ActText, changes: Changed | None
    ) -> Mention | None:
        if changes is not None and changes.quotes(match.start()):  # the changed act's own words
            return Mention(match.start(), match.end(), act=changes.ref, weak=True)
        if rule("citation.here").value(match["pointer"]) == "named":
            ref = self.named.last(kind_kk(match["kind"]), acts, match.start())[0] if match["kind"] else None
            return Mention(match.start(), match.end(), act=ref, weak=True) if ref is not None else None
        mention = Mention(match.start(), match.end(), internal=True, weak=True)
        if match["kind"]:
            mention.scope = act_home(place).id
        elif match["doc"]:
            document = home_of_document(place, match["doc"])
            mention.scope, mention.known = (document.id, True) if document is not None else (None, False)
        else:
            self._part(mention, kind_of(match["part"], ACT_PART_NUMBERED), place)
        return mention

    def _part(self, mention: Mention, kind: str, place: LocatedText) -> None:
        """`осы тармақтың`: the part of that kind around the text."""
        node = place.document.id if kind == "appendix" else place.part("article" if kind == "subdivision" else kind)
        if kind in ("alinea", "subdivision") and node is None:
            node = place.node
        num = next((num for name, num, node_id in place.parts if node_id == node), None)
        mention.scope, mention.here, mention.known, mention.weak = node, node, node is not None, False
        mention.units, mention.lead = (CitedUnit(kind=kind, num=num),), 1

    def _by_name(
        self, match: regex.Match[str], word: str, place: LocatedText, acts: ActText, lowest: int
    ) -> Mention | None:
        """Return a defined name; else a document named by its title, or the bare kind, which counts with units only."""
        text = place.text.text
        before = text[max(0, match.start() - 200) : match.start()]
        named = self._document(match, place, acts, lowest) if self._may_be_document(match, text) else None
        if named is not None and text[named.start] in OPENING_QUOTES:
            return named
        approved = rule("citation.approved").search(" ".join(before.split()[-1:]))  # a document of the act in front
        alias: Alias | None = None if approved else self.aliases.find(place.document, stem_of(word), before)
        printed = text[match.start()].isupper()
        quoted = text[match.start() - 1 : match.start()] in tuple(OPENING_QUOTES)  # the name of something else
        if alias is not None and not quoted and self._fits(alias, match, printed=printed):
            words = len(alias.term.split()) - 1
            start = match.start() - len(" ".join(before.split()[-words:])) - 1 if words else match.start()
            document = self._own_home(alias.ref)
            if document is not None:
                pointer = rule("citation.here_before").pattern.search(text, max(0, start - 8), max(0, start))
                start = pointer.start() if pointer is not None else start
                return Mention(
                    max(0, start), match.end(), internal=True, scope=document.id, alias=alias.term, weak=True
                )
            return Mention(max(0, start), match.end(), act=alias.ref, alias=alias.term, weak=not printed)
        return named if "doc" in match.groupdict() else self._bare(match, acts)

    def _own_home(self, ref: ActRef) -> Document | None:
        """Return the appendix of this act that a defined name stands for, the name's rules being approved here."""
        if ref.date is not None or ref.number is not None or ref.title is None:
            return None
        title = loose(ref.title)
        return next(
            (
                document
                for document in self.places.documents
                if document.id is not None and loose(document.title) == title
            ),
            None,
        )

    def _bare(self, match: regex.Match[str], acts: ActText) -> Mention | None:
        """Return a kind without a name, singular: the one act of that kind that was named, else left open."""
        if match["plural"] is not None:
            return None
        word = kind_kk(match["kind"])
        last, count = self.named.last(word, acts, match.start())
        only = last if count == 1 and not _possessed(match) else None
        ref = only or act_ref(kind_of(match["kind"], ACT_KIND), word)
        return Mention(match.start(), match.end(), act=ref, weak=True, only=only is not None, unresolved=only is None)

    @staticmethod
    def _fits(alias: Alias, match: regex.Match[str], *, printed: bool) -> bool:
        """`Заң` is the defined law, `заңдар` are laws in general; a document is meant in small letters, too."""
        if "kind" in match.groupdict() and not printed and alias.term[0].isupper():
            return False
        return match["plural"] is None or alias.plural

    @staticmethod
    def _may_be_document(match: regex.Match[str], text: str) -> bool:
        """Return a cheap look first: a document counts where a part of it is named, or that an act approved it."""
        return "doc" in match.groupdict() and (
            rule("citation.unit_near").search(text[match.end() : match.end() + 200]) is not None
            or rule("citation.approved").pattern.search(text, max(0, match.start() - 1200), match.start()) is not None
        )

    def _document(self, match: regex.Match[str], place: LocatedText, acts: ActText, lowest: int) -> Mention | None:
        """Return a document by its title, behind `lowest`.

        A regulation's own noun without one is the regulation itself.
        """
        text = place.text.text
        start = max(phrase_start(acts.tokens, match.end()), lowest)
        start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip(" ,"))
        approved = [
            one.end()
            for one in rule("citation.approved").pattern.finditer(text, max(lowest, match.start() - 400), match.start())
        ]
        if approved and CAPITAL.match(text, approved[-1]):
            start = approved[-1] + 1
        title = nominative_document(text[start : match.end()])
        if loose(title) in self.titles:
            return None
        if (
            title[:1] not in OPENING_QUOTES
            and place.document.id is not None
            and match["doc"].lower() in place.document.title.lower()
        ):
            return Mention(match.start(), match.end(), internal=True, scope=place.document.id, weak=True)
        ref = document_ref(text[start : match.end()], stem_of(match["doc"]))
        named = _approved_before(text, start) and (title[:1] in OPENING_QUOTES or title[:1].isupper())
        if " " not in title:
            ref = ref.model_copy(update={"title": None})
        return Mention(start, match.end(), act=ref, weak=not named, document=True)


def _approved_before(text: str, start: int) -> bool:
    """Tell whether `бекітілген` is the last word in front of the place."""
    words = text[max(0, start - 30) : start].split()
    return bool(words) and rule("citation.approved").fullmatch(words[-1]) is not None


def _possessed(match: regex.Match[str]) -> bool:
    """`Заңының` belongs to a body or a title in front of it, which was not understood; `Заңның` to none."""
    ending = match[0][len(match["kind"]) : len(match[0]) - len(match["case"] or "")]
    return ending.endswith(("ы", "і"))

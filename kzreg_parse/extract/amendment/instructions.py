"""Instructions that change other acts: which act, which part, what is done, the new words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from kzreg_parse.extract.amendment.wording import (
    OPENS,
    act_in_header,
    bare_quotation,
    closing,
    hangs_on,
    named_parts,
    new_words,
    quotations,
    wording,
    words_named,
)
from kzreg_parse.extract.reference.mentions_in_text import ActMention, ActText
from kzreg_parse.extract.reference.units import HIERARCHY, nominative_units, unit_groups
from kzreg_parse.extract.syntax.noun_phrase import phrase_start
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import Document, LocatedText, LocatedTexts
from kzreg_parse.extract.text.spans import Spans
from kzreg_parse.language.cases import Case
from kzreg_parse.language.quotes import OPENING_QUOTES
from kzreg_parse.language.tokens import Tokens, tokens_of
from kzreg_parse.language.vocabulary import UNNUMBERED_PART, noun_of
from kzreg_parse.model import ActRef, Traced
from kzreg_parse.model.facts import Amendment
from kzreg_parse.rules import rule


@dataclass(slots=True)
class Changed:
    """How a text takes part in a change: whose bare units it names, and which of its words are another act's."""

    ref: ActRef
    whole: bool = False  # all of it is new wording
    spans: Spans = field(default_factory=lambda: Spans(()))

    def quotes(self, at: int) -> bool:
        """Tell whether the words at that place belong to the changed act."""
        return self.whole or self.spans.covers(at)


@dataclass(slots=True)
class _Context:
    """What the lines above said: the act, and the parts that the instructions below lie in."""

    ref: ActRef | None  # None: below an order to change several acts, none of them named yet
    below: tuple[str, ...]
    parts: list[tuple[int, str]] = field(default_factory=list)  # rank in the hierarchy, words
    unnamed: int | None = None  # rank of the part below which a header names one that was not read

    def leave(self, rank: int) -> None:
        """Leave the part that was not read when one of that rank is named: it does not stand below it."""
        if self.unnamed is not None and rank <= self.unnamed:
            self.unnamed = None

    def holds(self, place: LocatedText) -> bool:
        ids = tuple(node_id for _, _, node_id in place.parts)
        return ids[: len(self.below)] == self.below


class AmendmentReader:
    """Reads the instructions of one act in reading order."""

    def __init__(self, places: LocatedTexts, title: ActRef | None, log: DiagnosticLog) -> None:
        self.texts: Sequence[LocatedText] = places.texts
        self.title = title
        self.log = log
        self.context: _Context | None = None
        self.several: _Context | None = None  # the order to change several acts that the text stands below
        self.made: list[Amendment] = []
        self.open_until = 0  # no quotation that opens before this place is closed
        self.changed: dict[int, Changed] = {}

    def read(self) -> list[Amendment]:
        """Return the amendments; `changed` then tells which texts speak of, or are, another act's words."""
        position = 0
        document = self.texts[0].document if self.texts else None
        while position < len(self.texts):
            place = self.texts[position]
            if place.document is not document:
                document = place.document
                self._enter(document)
            text = place.text.text
            if self.several is not None and not self.several.holds(place):
                self.several = None
            if self.context is not None and not self.context.holds(place):
                self.context = self.several
            if (
                (document is None or document.id is None or self.several is not None)
                and not place.heading
                and not place.cell
                and place.kind != "preamble"
                and rule("amendment.sign").search(text.lower())
            ):
                position = self._read(position, place)
            position += 1
        return self.made

    def _heads(self, place: LocatedText) -> bool:
        """Tell whether a line names the next act to be changed: no wording goes on behind it."""
        text = place.text.text
        return (
            self.several is not None
            and text.rstrip().endswith(":")
            and bool(act_in_header(text, self._mentions(place)))
        )

    def _enter(self, document: Document) -> None:
        """Forget the acts of the document above; an annex of changes is an order to change several acts."""
        changes = rule("amendment.list_title").search(document.title) is not None
        self.context = self.several = _Context(None, ()) if changes else None

    def _read(self, position: int, place: LocatedText) -> int:
        text = place.text.text
        verbs = list(rule("amendment.instruction").pattern.finditer(text))
        tokens = tokens_of(text)
        quotes = quotations(tokens)
        verbs = [verb for verb in verbs if not quotes.covers(verb.start())]
        order = rule("amendment.order").search(text)
        before = self.context
        self._take_target(place, order.start() if order is not None else None, bool(verbs))
        if self.context is None:
            return position
        if self.context.ref is None:
            if verbs:
                self.log.note("KZE53", place.text)
            return position
        self.changed[position] = Changed(self.context.ref, spans=quotes)
        if not verbs:
            if text.rstrip().endswith(":"):
                end = bare_quotation(self.texts, position + 1)
                if end > position + 1:
                    return self._pass_old_wording(position, end, self.context.ref)
                if self.context is before or order is not None or not act_in_header(text, self._mentions(place)):
                    self._take_header(tokens, quotes)
            return position
        start = 0
        for verb in verbs:
            position = self._instruct(position, place, tokens, quotes, (start, verb.start(), verb.end()), verb)
            start = verb.end()
        return position

    def _take_target(self, place: LocatedText, order: int | None, instructs: bool) -> None:
        """The act that the text names as the one to be changed."""
        text = place.text.text
        listed = text.rstrip().endswith(":") and self.context is not None
        if order is None and not listed and not instructs:
            return
        mentions = [one for one in self._mentions(place) if order is None or one.end <= order]
        dative = [one for one in mentions if one.case is Case.DATIVE]
        owned = [one for one in mentions if one.case is Case.GENITIVE] if instructs else []
        named = dative[-1:] if order is not None or listed else owned[-1:]
        if listed and order is None and not named:
            named = act_in_header(text, mentions)
        if instructs and owned and rule("repeal.declared").search(text) and not unit_groups(text[owned[-1].end :]):
            return  # the act as a whole loses force: a repeal
        ids = tuple(node_id for kind, _, node_id in place.parts if kind != "alinea")  # the lines below are its equals
        if named:
            self.context = _Context(named[0].ref, ids)
        elif order is not None:
            if text.rstrip().endswith(":") and rule("amendment.several").search(text, 0) is not None:
                self.context = self.several = _Context(None, ids)
            elif self.title is not None:
                self.context = _Context(self.title, ids)
            else:
                self.log.note("KZE53", place.text)

    def _take_header(self, tokens: Tokens, quotes: Spans) -> None:
        """`1-тармағында:` above the instructions that change it."""
        text = tokens.text
        assert self.context is not None
        words = self._unit(tokens, (0, len(text)), quotes)
        if words is None:
            if rule("citation.approved").pattern.search(text) is not None:  # the one document that the act approved
                self.context.parts, self.context.unnamed = [], None
                return
            self.context.unnamed = self.context.parts[-1][0] if self.context.parts else -1
            return
        groups = [group for group in unit_groups(text) if not quotes.covers(group.start)]
        rank = HIERARCHY.index(groups[0].units[0].kind) if groups else -1
        self.context.parts = [part for part in self.context.parts if part[0] < rank]
        self.context.leave(rank)
        self.context.parts.append((rank, words))

    def _mentions(self, place: LocatedText) -> Sequence[ActMention]:
        return ActText(place.text, DiagnosticLog(self.log.source)).mentions

    def _pass_old_wording(self, position: int, end: int, ref: ActRef) -> int:
        """`мына:` above a row in quotes that stand alone: the words as they are in the changed act."""
        for index in range(position + 1, end):
            self.changed[index] = Changed(ref, whole=True)
        return end - 1

    def _instruct(
        self,
        position: int,
        place: LocatedText,
        tokens: Tokens,
        quotes: Spans,
        at: tuple[int, int, int],
        verb: regex.Match[str],
    ) -> int:
        assert self.context is not None and self.context.ref is not None
        start, end, behind = at
        text = place.text.text
        action = rule("amendment.instruction").value(verb["action"])
        own, renumbered = self._renumbered(text, (start, end), action, quotes)
        own = own or self._unit(tokens, (start, end), quotes)
        if action == "repeal":
            if own is None:
                return position
            action = "delete"
        if own is not None:
            groups = [one for one in unit_groups(text[start:end]) if not quotes.covers(start + one.start)]
            rank = HIERARCHY.index(groups[0].units[0].kind) if groups else len(HIERARCHY)
            if not groups and not rule("amendment.words_of").pattern.search(text, start, end):
                rank = -1  # a heading, a document: not a part of what stands above
            above = [words for level, words in self.context.parts if level < rank]
        else:
            above = [words for _, words in self.context.parts]
        if own is not None:
            self.context.leave(rank)
        if self.context.unnamed is not None:
            self.log.note("KZE53", place.text)
        taken = words_named(text, quotes.within(start, end)) if action == "delete" else None
        unit = " ".join(filter(None, [*above, own, taken])) or None
        new_texts, last = self._new_text(position, place, quotes, (start, end, behind), action)
        if renumbered is not None:
            new_texts = [renumbered]
        quoted = quotes.after(behind) if new_texts[0] and last == position else None
        inline = quoted[1] if quoted is not None and not text[behind : quoted[0]].strip(" :") else behind
        span = place.text[start:inline].strip().span
        if last > position:
            span = (span[0], max(self.texts[index].text.span[1] for index in range(position, last + 1)))
            span = (min(span[0], self.texts[position + 1].text.span[0]), span[1])
            for index in range(position + 1, last + 1):
                self.changed[index] = Changed(self.context.ref, whole=True)
        for new_text in new_texts:
            self.made.append(
                Amendment(
                    id=f"amendment_{len(self.made) + 1}",
                    target=self.context.ref,
                    unit=unit,
                    action=action,
                    new_text=new_text,
                    node=place.node,
                    span=span,
                )
            )
        return last

    def _unit(self, tokens: Tokens, within: tuple[int, int], quotes: Spans) -> str | None:
        """Return the part that the words name, in the nominative: numbered parts, the title, an approved document."""
        start, end = within
        words = tokens.text[start:end]
        heres = [
            found.span()
            for found in rule("citation.here").pattern.finditer(words)
            if rule("citation.here").value(found["pointer"]) == "here"
        ]
        groups = [one for one in unit_groups(words) if not quotes.covers(start + one.start)]
        named = [one for one in groups if not hangs_on(words, one.start, heres)]
        pieces = [(one.start, nominative_units(words[one.start : one.end])) for one in named]
        pieces.extend((at - start, part) for at, part in named_parts(tokens.text, quotes.within(start, end)))
        document = self._document(tokens, start, end, quotes)
        if document is not None:
            pieces.append((-1, document))
        for one in rule("amendment.whole").pattern.finditer(words):
            numbered = any(group.start <= one.start() < group.end for group in groups)
            if not numbered and not quotes.covers(start + one.start()) and not hangs_on(words, one.start(), heres):
                pieces.append((one.start(), noun_of(one["whole"], UNNUMBERED_PART).lemma))
                break
        return " ".join(piece for _, piece in sorted(pieces)) or None

    @staticmethod
    def _renumbered(text: str, within: tuple[int, int], action: str, quotes: Spans) -> tuple[str | None, str | None]:
        """`3 және 4-тармақтар тиісінше 4 және 5-тармақтар деп есептелсін`: the parts, and what they become."""
        start, end = within
        if action != "rename" or quotes.within(start, end):
            return None, None
        words = text[start:end]
        groups = unit_groups(words)
        if len(groups) < 2 or words[groups[-1].end :].strip():
            return None, None
        named = [nominative_units(words[one.start : one.end]) for one in groups]
        return " ".join(named[:-1]), named[-1]

    def _document(self, tokens: Tokens, start: int, end: int, quotes: Spans) -> str | None:
        """Return a document that the changed act approved, named by its title."""
        text = tokens.text
        for found in rule("citation.document").pattern.finditer(text, start, end):
            if quotes.covers(found.start()) or found.end() > end:
                continue
            begin = max(phrase_start(tokens, found.end()), start)
            approved = rule("citation.approved").pattern.search(text, start, begin)
            if approved is not None:
                begin = max(begin, approved.end())
            if approved is not None or text[begin : begin + 1] in tuple(OPENING_QUOTES):
                keep = found.start("case") if found["case"] else found.end()
                return text[begin:keep].strip()
        return None

    def _new_text(
        self, position: int, place: LocatedText, quotes: Spans, at: tuple[int, int, int], action: str
    ) -> tuple[list[str | None], int]:
        """Return the new words, one for each change, and the position of the last text that they take."""
        start, end, behind = at
        text = place.text.text
        if action == "delete":
            return [None], position
        inner = quotes.within(start, end)
        headings = {at for at, _ in named_parts(text, inner)}
        inner = [one for one in inner if one[0] not in headings]
        if action in ("replace", "insert", "rename") and inner:
            return list(new_words(text, inner)), position
        after = quotes.after(behind)
        if after is not None and regex.fullmatch(r"\s*:?\s*", text[behind : after[0]]):
            return [text[after[0] + 1 : after[1] - 1].strip()], position
        if (
            not text.rstrip().endswith(":")
            or position + 1 >= len(self.texts)
            or not OPENS.match(self.texts[position + 1].text.text)
        ):
            return [None], position
        last = None
        if position >= self.open_until:
            last, seen = closing(self.texts, position + 1, self._heads)
            self.open_until = seen if last is None else self.open_until
        if last is not None:
            return [wording(self.texts[position + 1 : last + 1])], last
        self.log.note("KZS08", self.texts[position + 1].text)
        return [None], position + 1


def title_target(title: Traced, log: DiagnosticLog) -> ActRef | None:
    """Return the act that the title says is changed, `… бұйрығына өзгерістер енгізу туралы`."""
    mentions: Iterator[ActRef] = (
        one.ref for one in ActText(title, DiagnosticLog(log.source)).mentions if one.case is Case.DATIVE
    )
    return next(mentions, None)

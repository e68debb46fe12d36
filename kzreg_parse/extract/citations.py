"""Citations: every mention of another act, of parts of one, also by a defined name, and of parts of this act."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

import regex

from kzreg_parse.extract.aliases import Alias, Aliases, aliases_of, document_ref, nominative_document, stem_of
from kzreg_parse.extract.amendments import Changed
from kzreg_parse.extract.citation_acts import ActMention, ActText
from kzreg_parse.extract.citation_targets import act_home, home_of_document, target_in
from kzreg_parse.extract.citation_units import LONELY, UnitGroup, unit_groups
from kzreg_parse.extract.definitions import Defined
from kzreg_parse.extract.phrase import phrase_start
from kzreg_parse.extract.places import Place, Places
from kzreg_parse.extract.reader import Notebook, act_ref
from kzreg_parse.extract.spans import Spans
from kzreg_parse.extract.values import kind_kk
from kzreg_parse.model import ActRef
from kzreg_parse.model.facts import Citation, CitedUnit
from kzreg_parse.rules import rule

FARTHEST_ANNEX: Final = 40  # characters in which `қосымшасына` stands; a bounded look is a fast one
CAPITAL: Final = regex.compile(r"\s\p{Lu}")
NOT_LETTERS: Final = regex.compile(r"[^\p{L}\p{N}]++")
GAP: Final = regex.compile(r"[»\"”]?+\s*+(?:,?\s*+\((?:[^()]|\([^()]*+\))*+\)\s*+)*+,?\s*+")


@dataclass(slots=True)
class _Mention:
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


@dataclass(frozen=True, slots=True)
class OwnAct:
    """What tells a mention of the act itself from that of another."""

    kind: str | None
    date: object
    number: str | None


class CitationReader:
    """Reads the citations of one act, place after place."""

    def __init__(
        self,
        places: Places,
        definitions: Iterable[Defined],
        own: OwnAct,
        amended: Mapping[int, Changed],
        notebook: Notebook,
    ) -> None:
        self.places = places
        self.definitions = list(definitions)
        self.aliases: Aliases = aliases_of(self.definitions, notebook)
        self.own = own
        self.amended = amended  # by the place's position: the act whose words these are, or that they change
        self.notebook = notebook
        self.last: dict[str, ActRef] = {}  # the act of each kind that was named last
        self.named: dict[str, set[tuple[object, ...]]] = {}  # what tells the acts of each kind apart
        self.titles = {_loose(home.title) for home in places.homes if home.title}
        self.made: list[Citation] = []

    def read(self) -> list[Citation]:
        """All citations in reading order."""
        for position, place in enumerate(self.places.texts):
            if rule("citation.sign").search(place.text.text.lower()) and not _is_editorial(place):
                self._read(place, self.amended.get(position))
        self._compare_dates()
        return self.made

    def _read(self, place: Place, changes: Changed | None) -> None:
        acts = ActText(place.text, self.notebook)
        text = place.text.text
        mentions = sorted(self._mentions(place, acts, changes), key=lambda one: (one.start, -one.end))
        mentions = list(_apart(mentions))
        bare: list[_Mention] = []
        for group in unit_groups(text):
            self._attach(group, mentions, bare, place, changes)
        for mention in sorted((*mentions, *bare), key=lambda one: one.start):
            self._write(mention, place, changes)

    def _compare_dates(self) -> None:
        """Report an act that two mentions of the same title (and number, where both give it) date differently."""
        dated: dict[tuple[str | None, str], ActRef] = {}
        for citation in self.made:
            ref = citation.act
            if ref is None or ref.date is None or ref.title is None or citation.alias is not None:
                continue
            first = dated.setdefault((ref.kind_kk, _loose(ref.title)), ref)
            if first.date != ref.date and (first.number == ref.number or None in (first.number, ref.number)):
                self.notebook.note_at(
                    "KZE57", citation.span, citation.text, first=str(first.date), second=str(ref.date)
                )

    # what units may hang on

    def _mentions(self, place: Place, acts: ActText, changes: Changed | None) -> Iterator[_Mention]:
        text = place.text.text
        defining = Spans(found.span() for found in rule("definition.hereinafter").finditer(text))
        for found in acts.mentions:
            word = found.ref.kind_kk or ""
            self.last[word] = found.ref
            self.named.setdefault(word, set()).add((found.ref.date, found.ref.number, found.ref.title))
            yield self._act(found, place)
        named = Spans((found.start, found.end) for found in acts.mentions)
        heres: list[tuple[int, int]] = []
        for match in rule("citation.here").finditer(text):
            mention = (
                None
                if named.covers(match.start()) or defining.covers(match.start())
                else self._here(match, place, changes)
            )
            if mention is not None:
                heres.append(match.span())
                yield mention
        taken = (defining, named, Spans(heres))
        for match in rule("act.kind").finditer(text):
            if (
                not any(spans.covers(match.start()) for spans in taken)
                and not text[match.start() - 1 : match.start()].isalpha()
            ):
                mention = self._by_name(match, match["kind"], place, acts, 0)
                if mention is not None:
                    yield mention
        for match in rule("citation.document").finditer(text):
            if not any(spans.covers(match.start()) for spans in taken):
                before = named.before(match.start())
                mention = self._by_name(match, match["doc"], place, acts, before[1] if before is not None else 0)
                if mention is not None:
                    yield mention

    def _act(self, found: ActMention, place: Place) -> _Mention:
        ref = found.ref
        itself = (ref.kind_kk, ref.date, ref.number) == (self.own.kind, self.own.date, self.own.number)
        if itself and ref.number is not None and ref.date is not None:
            self.notebook.note("KZE58", place.text[found.start : found.end])
            return _Mention(found.start, found.end, internal=True, act=ref)
        return _Mention(found.start, found.end, act=ref)

    def _here(self, match: regex.Match[str], place: Place, changes: Changed | None) -> _Mention | None:
        if changes is not None and changes.quotes(match.start()):  # the changed act's own words
            return _Mention(match.start(), match.end(), act=changes.ref, weak=True)
        if rule("citation.here").value(" ".join(match["pointer"].split())) == "named":
            ref = self.last.get(kind_kk(match["kind"])) if match["kind"] else None
            return _Mention(match.start(), match.end(), act=ref, weak=True) if ref is not None else None
        mention = _Mention(match.start(), match.end(), internal=True, weak=True)
        if match["kind"]:
            mention.scope = act_home(place).id
        elif match["doc"]:
            home = home_of_document(place, match["doc"])
            mention.scope, mention.known = (home.id, True) if home is not None else (None, False)
        else:
            self._part(mention, rule("citation.unit").value(match["part"]), place)
        return mention

    def _part(self, mention: _Mention, kind: str, place: Place) -> None:
        """`осы тармақтың`: the part of that kind around the text."""
        node = place.home.id if kind == "appendix" else place.part("article" if kind == "subdivision" else kind)
        if kind in ("alinea", "subdivision") and node is None:
            node = place.node
        num = next((num for name, num, node_id in place.parts if node_id == node), None)
        mention.scope, mention.here, mention.known, mention.weak = node, node, node is not None, False
        mention.units = (CitedUnit(kind=kind, num=num),)

    def _by_name(self, match: regex.Match[str], word: str, place: Place, acts: ActText, lowest: int) -> _Mention | None:
        """A defined name; else a document named by its title, or the bare kind, which counts with units only."""
        text = place.text.text
        before = text[max(0, match.start() - 200) : match.start()]
        named = self._document(match, place, acts, lowest) if self._may_be_document(match, text) else None
        if named is not None and text[named.start] in '«"“':
            return named
        alias: Alias | None = self.aliases.find(place.home, stem_of(word), before)
        printed = text[match.start()].isupper()
        quoted = text[match.start() - 1 : match.start()] in ("«", '"', "“")  # the name of something else
        if alias is not None and not quoted and self._fits(alias, match, printed=printed):
            words = len(alias.term.split()) - 1
            start = match.start() - len(" ".join(before.split()[-words:])) - 1 if words else match.start()
            return _Mention(max(0, start), match.end(), act=alias.ref, alias=alias.term, weak=not printed)
        return named if "doc" in match.groupdict() else self._bare(match)

    def _bare(self, match: regex.Match[str]) -> _Mention | None:
        """A kind without a name, singular: the one act of that kind that was named, else left open."""
        if match["plural"] is not None:
            return None
        word = kind_kk(match["kind"])
        only = self.last.get(word) if len(self.named.get(word, ())) == 1 else None
        ref = only or act_ref(rule("act.kind").value(match["kind"]), word)
        return _Mention(match.start(), match.end(), act=ref, weak=True, only=only is not None, unresolved=only is None)

    @staticmethod
    def _fits(alias: Alias, match: regex.Match[str], *, printed: bool) -> bool:
        """`Заң` is the defined law, `заңдар` are laws in general; a document is meant in small letters, too."""
        if "kind" in match.groupdict() and not printed and alias.term[0].isupper():
            return False
        return match["plural"] is None or alias.plural

    @staticmethod
    def _may_be_document(match: regex.Match[str], text: str) -> bool:
        """A cheap look first: a document counts where a part of it is named, or that an act approved it."""
        return "doc" in match.groupdict() and (
            rule("citation.unit_near").search(text[match.end() : match.end() + 200].lower()) is not None
            or rule("citation.approved").pattern.search(text, max(0, match.start() - 1200), match.start()) is not None
        )

    def _document(self, match: regex.Match[str], place: Place, acts: ActText, lowest: int) -> _Mention | None:
        """A document by its title, behind `lowest`; a regulation's own noun without one is the regulation itself."""
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
        if _loose(title) in self.titles:
            return None
        if title[:1] not in '«"“' and place.home.id is not None and match["doc"].lower() in place.home.title.lower():
            return _Mention(match.start(), match.end(), internal=True, scope=place.home.id, weak=True)
        ref = document_ref(text[start : match.end()], stem_of(match["doc"]))
        named = _approved_before(text, start) and (title[:1] in '«"“' or title[:1].isupper())
        if " " not in title:
            ref = ref.model_copy(update={"title": None})
        return _Mention(start, match.end(), act=ref, weak=not named, document=True)

    # units

    def _attach(
        self, group: UnitGroup, mentions: list[_Mention], bare: list[_Mention], place: Place, changes: Changed | None
    ) -> None:
        """Hang the units on the mention right in front of them; else they are this act's, or the changed one's."""
        text = place.text.text
        index = bisect_right(mentions, group.start, key=attrgetter("start")) - 1
        last = mentions[index] if index >= 0 else None
        if last is not None and last.end <= group.start and GAP.fullmatch(text, last.end, group.start):
            last.end, last.units, last.weak, last.here = group.end, (*last.units, *group.units), False, None
            return
        below = mentions[index + 1] if index + 1 < len(mentions) else None
        if (last is not None and last.end > group.start) or (below is not None and below.start < group.end):
            return
        if group.units[0].kind not in LONELY:
            return
        if changes is not None:
            bare.append(_Mention(group.start, group.end, act=changes.ref, units=group.units))
            return
        scope = self._around(group.units, place)
        bare.append(_Mention(group.start, group.end, internal=True, scope=scope, units=group.units))

    def _around(self, units: tuple[CitedUnit, ...], place: Place) -> str | None:
        """The smallest part around the text that holds such a unit; the whole document otherwise."""
        for _, _, node_id in reversed(place.parts[:-1]):
            if target_in(node_id, units, self.places)[0] is not None:
                return node_id
        return place.home.id

    # output

    def _write(self, mention: _Mention, place: Place, changes: Changed | None) -> None:
        text = place.text.text
        annex = rule("citation.annex").pattern.match(text, mention.end, mention.end + FARTHEST_ANNEX)
        if annex is not None and not mention.units:
            mention.end, mention.weak = annex.end(), False
            mention.units = (CitedUnit(kind="appendix", num=None),)
        if mention.weak or (mention.document and not mention.units and changes is not None):
            return  # in an instruction the document is the part that is changed
        cited = place.text[mention.start : mention.end]
        target = self._target(mention, place, cited.text) if mention.internal else None
        if mention.only:
            self.notebook.note("KZE60", cited)
        if mention.unresolved:
            self.notebook.note("KZE54", cited)
        self.made.append(
            Citation(
                id=f"citation_{len(self.made) + 1}",
                text=cited.text,
                act=mention.act,
                alias=mention.alias,
                units=mention.units,
                internal=mention.internal,
                target=target,
                node=place.node,
                span=cited.span,
            )
        )

    def _target(self, mention: _Mention, place: Place, words: str) -> str | None:
        if mention.here is not None:
            return mention.here
        units = mention.units
        if units and mention.scope is not None and any(node_id == mention.scope for _, _, node_id in place.parts):
            own = next(num for _, num, node_id in place.parts if node_id == mention.scope)
            units = (
                units[1:]
                if len(units) > 1 and units[0].num == own and _is_own(units[0], mention.scope, place)
                else units
            )
        found, count = target_in(mention.scope, units, self.places) if mention.known else (None, 0)
        if found is None and units:
            cited = place.text[mention.start : mention.end]
            self.notebook.note("KZE55" if count > 1 else "KZE56", cited)
        return found


def _is_own(unit: CitedUnit, scope: str, place: Place) -> bool:
    return any(node_id == scope and kind == unit.kind for kind, _, node_id in place.parts)


def _apart(mentions: list[_Mention]) -> Iterator[_Mention]:
    """Without those that lie within an earlier one."""
    end = -1
    for mention in mentions:
        if mention.start >= end:
            yield mention
            end = mention.end


def _approved_before(text: str, start: int) -> bool:
    """Whether `бекітілген` is the last word in front of the place."""
    words = text[max(0, start - 30) : start].split()
    return bool(words) and rule("citation.approved").fullmatch(words[-1]) is not None


def _is_editorial(place: Place) -> bool:
    """Notes on changes and on repeal, and what is left of a part that was struck out: given as `amended_by`."""
    text = place.text.text
    return (place.kind == "note" and rule("repeal.change_note").match(text) is not None) or (
        rule("amendment.gone").match(text) is not None
    )


def _loose(title: str) -> str:
    return NOT_LETTERS.sub("", title.lower())

"""Citations: every mention of another act, of parts of one, also by a defined name, and of parts of this act."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import Final

import regex

from kzreg_parse.extract.amendment.instructions import Changed
from kzreg_parse.extract.citation.mentions import Mention, MentionReader, OwnAct
from kzreg_parse.extract.citation.named_acts import loose
from kzreg_parse.extract.citation.targets import target_in
from kzreg_parse.extract.definition.definitions import Defined
from kzreg_parse.extract.reference.mentions_in_text import ActText
from kzreg_parse.extract.reference.units import LONELY, UnitGroup, unit_groups
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import LocatedText, LocatedTexts
from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.model import ActRef
from kzreg_parse.model.facts import Citation, CitedUnit
from kzreg_parse.rules import rule

FARTHEST_ANNEX: Final = 40  # characters in which `қосымшасына` stands; a bounded look is a fast one
LONGEST_WORD: Final = 40  # characters, with its marks
LAST_WORD: Final = regex.compile(r"[\p{L}-]+(?=[»\"”]?\s*+$)")
GAP: Final = regex.compile(r"[»\"”]?+\s*+(?:,?\s*+\((?:[^()]|\([^()]*+\))*+\)\s*+)*+,?\s*+")


class CitationReader:
    """Reads the citations of one act, place after place."""

    def __init__(
        self,
        places: LocatedTexts,
        definitions: Iterable[Defined],
        own: OwnAct,
        amended: Mapping[int, Changed],
        log: DiagnosticLog,
    ) -> None:
        self.places = places
        self.mentions = MentionReader(places, definitions, own, log)
        self.amended = amended  # by the place's position: the act whose words these are, or that they change
        self.log = log
        self.made: list[Citation] = []

    def read(self) -> list[Citation]:
        """Return all citations in reading order."""
        for position, place in enumerate(self.places.texts):
            if not _is_editorial(place):
                self._read(place, self.amended.get(position))
        self._compare_dates()
        return self.made

    def _read(self, place: LocatedText, changes: Changed | None) -> None:
        acts = ActText(place.text, self.log)
        text = place.text.text
        mentions = sorted(self.mentions.read(place, acts, changes), key=lambda one: (one.start, -one.end))
        mentions = list(_apart(mentions))
        bare: list[Mention] = []
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
            first = dated.setdefault((ref.kind_kk, loose(ref.title)), ref)
            if first.date != ref.date and (first.number == ref.number or None in (first.number, ref.number)):
                self.log.note_at("KZE57", citation.span, citation.text, first=str(first.date), second=str(ref.date))

    # units

    def _attach(
        self,
        group: UnitGroup,
        mentions: list[Mention],
        bare: list[Mention],
        place: LocatedText,
        changes: Changed | None,
    ) -> None:
        """Hang the units on the mention right in front of them; else they are this act's, or the changed one's."""
        text = place.text.text
        index = bisect_right(mentions, group.start, key=attrgetter("start")) - 1
        last = mentions[index] if index >= 0 else None
        if last is not None and last.end <= group.start and GAP.fullmatch(text, last.end, group.start):
            last.lead += group.lead if last.lead == len(last.units) else 0
            last.end, last.units, last.weak, last.here = group.end, (*last.units, *group.units), False, None
            return
        below = mentions[index + 1] if index + 1 < len(mentions) else None
        if (last is not None and last.end > group.start) or (below is not None and below.start < group.end):
            return
        if group.units[0].kind not in LONELY:
            return
        if changes is not None:
            bare.append(Mention(group.start, group.end, act=changes.ref, units=group.units))
            return
        owner = self._owner(group, text)
        if owner is not None:
            bare.append(Mention(owner, group.end, units=group.units, unresolved=True))
            return
        scope = self._around(group.units, place)
        bare.append(Mention(group.start, group.end, internal=True, scope=scope, units=group.units, lead=group.lead))

    @staticmethod
    def _owner(group: UnitGroup, text: str) -> int | None:
        """Return where the noun begins whose parts these are, when it is neither an act that is known nor a part of
        one.
        """
        before = LAST_WORD.search(text, max(0, group.start - LONGEST_WORD), group.start)
        if before is None or not group.owned or case_of(before[0]) is not Case.GENITIVE:
            return None
        return None if rule("citation.unit_noun").search(before[0].lower()) else before.start()

    def _around(self, units: tuple[CitedUnit, ...], place: LocatedText) -> str | None:
        """Return the smallest part around the text that holds such a unit; the whole document otherwise."""
        for _, _, node_id in reversed(place.parts[:-1]):
            if target_in(node_id, units, self.places)[0] is not None:
                return node_id
        return place.document.id

    # output

    def _write(self, mention: Mention, place: LocatedText, changes: Changed | None) -> None:
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
            self.log.note("KZE60", cited)
        if mention.unresolved:
            self.log.note("KZE54", cited)
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

    def _target(self, mention: Mention, place: LocatedText, words: str) -> str | None:
        if mention.here is not None:
            return mention.here
        units = mention.units[: mention.lead or None]
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
            self.log.note("KZE55" if count > 1 else "KZE56", cited)
        return found


def _is_own(unit: CitedUnit, scope: str, place: LocatedText) -> bool:
    return any(node_id == scope and kind == unit.kind for kind, _, node_id in place.parts)


def _apart(mentions: list[Mention]) -> Iterator[Mention]:
    """Without those that lie within an earlier one."""
    end = -1
    for mention in mentions:
        if mention.start >= end:
            yield mention
            end = mention.end


def _is_editorial(place: LocatedText) -> bool:
    """Notes on changes and on repeal, and what is left of a part that was struck out: given as `amended_by`."""
    text = place.text.text
    return (place.kind == "note" and rule("repeal.change_note").match(text) is not None) or (
        rule("amendment.gone").match(text) is not None
    )

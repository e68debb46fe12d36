"""Mentions of acts in a text: title, issuer, date and number around the word that says what kind of act it is.

The kind word comes last (`… 2014 жылғы 13 наурыздағы № 235 қаулысымен`), what identifies the act stands in front
of it in any order, so each mention is read from the kind word to the left, part by part.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from operator import attrgetter
from typing import Final, NamedTuple

import regex

from kzreg_parse.extract.reference.act_ref import act_ref
from kzreg_parse.extract.reference.act_text import ActWords
from kzreg_parse.extract.reference.parts import FARTHEST, NAMED_KINDS, ActParts
from kzreg_parse.extract.reference.values import kind_kk
from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.language.vocabulary import ACT_KIND, kind_of, may_name
from kzreg_parse.model import ActRef
from kzreg_parse.rules import rule

NO_NAME: Final = regex.compile(r"[()«»\"“”„.;:№\d]")
JOINT: Final = "joint"
SENTENCE_END: Final = regex.compile(r"[.!?]\s+(?=\p{Lu})")


class ActMention(NamedTuple):
    """An act named in full; `start` to `end` in the text, `end` behind the kind word."""

    start: int
    end: int
    ref: ActRef
    case: Case


class ActText(ActWords):
    """One text and the acts that it names."""

    @cached_property
    def mentions(self) -> list[ActMention]:
        """Every act that is named by more than its kind, in reading order."""
        lowest = 0
        found: list[ActMention] = []
        for match in rule("act.kind").finditer(self.text) if may_name(self.text, ACT_KIND) else ():
            if match.start() and self.text[match.start() - 1].isalpha():
                continue
            if rule("citation.law_force_behind").pattern.match(self.text, match.end(), match.end() + 16):
                continue  # of the decree behind it
            if found and self._names_again(found[-1], match):
                found[-1] = found[-1]._replace(end=match.end() + 1)
                lowest = match.end() + 1
                continue
            several = self._mention(match, lowest)
            if several:
                while found and found[-1].start >= several[0].start:
                    found.pop()  # named in the title of the act that several names
                found.extend(several)
                lowest = match.end()
        return self._registered(found)

    def _names_again(self, before: ActMention, match: regex.Match[str]) -> bool:
        """`… Қазақстан Республикасының Кодексі (Салық кодексі)`: the bracket names the act in front once more."""
        between = self.text[before.end : match.start()]
        inner = between.lstrip()
        same = before.ref.kind_kk == kind_kk(match["kind"])
        return (
            same
            and inner.startswith("(")
            and inner[1:2].isupper()
            and not NO_NAME.search(inner, 1)
            and self.text[match.end() :][:1] == ")"
        )

    def ending_at(self, end: int) -> ActMention | None:
        """Return the act whose name ends with the word that ends there."""
        place = self.tokens.before(end)
        if place < 0 or rule("act.kind").match(self.tokens.items[place].text) is None:
            return None  # a cheap look first
        index = bisect_left(self.mentions, end, key=attrgetter("end"))
        return self.mentions[index] if index < len(self.mentions) and self.mentions[index].end == end else None

    def _mention(self, match: regex.Match[str], lowest: int) -> list[ActMention]:
        """Return the act of one kind word; several where it is a plural, `№ 33 және … № 37 шешімдерінің`."""
        lowest = max(lowest, match.start() - FARTHEST)
        kind = kind_of(match["kind"], ACT_KIND)
        found: list[ActParts] = []
        start = match.start()
        while True:
            parts = ActParts(self, match, lowest, start)
            parts.read()
            named = parts.date_found or parts.number
            if not (named or (not found and (parts.title or (kind in NAMED_KINDS and parts.issuer)))):
                break
            found.append(parts)
            joined = rule("citation.list_before").pattern.search(self.text, max(lowest, parts.start - 20), parts.start)
            if joined is None or (match["plural"] is None and found[0].attribute != JOINT):
                break
            start = joined.start()
        issuer = found[0].shared_issuer if found else None
        mentions: list[ActMention] = []
        for parts in reversed(found):
            issuer = parts.issuer or issuer
            ref = act_ref(
                kind, kind_kk(match["kind"]), issuer=issuer, date=parts.date, number=parts.number, title=parts.title
            )
            mentions.append(ActMention(parts.start, parts.end, ref, case_of(match[0])))
        return mentions

    def _registered(self, found: list[ActMention]) -> list[ActMention]:
        """Return each registration number goes to the last act in front of it within its sentence."""
        place = 0
        for match in rule("act.registered").pattern.finditer(self.text):
            while place + 1 < len(found) and found[place + 1].start <= match.start():
                place += 1
            if place >= len(found) or found[place].start > match.start() or found[place].ref.registration_number:
                continue
            if found[place].end <= match.start() and SENTENCE_END.search(self.text, found[place].end, match.start()):
                continue
            ref = found[place].ref.model_copy(update={"registration_number": match["reg_number"]})
            found[place] = found[place]._replace(ref=ref)
        return found

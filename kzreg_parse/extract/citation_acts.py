"""Mentions of acts in a text: title, issuer, date and number around the word that says what kind of act it is.

The kind word comes last (`… 2014 жылғы 13 наурыздағы № 235 қаулысымен`), what identifies the act stands in front
of it in any order, so each mention is read from the kind word to the left, part by part.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import regex

from kzreg_parse.extract.phrase import Token, Tokens, phrase_start, tokens_of
from kzreg_parse.extract.reader import Notebook, act_ref
from kzreg_parse.extract.values import date_of, kind_kk, nominative
from kzreg_parse.model import ActRef, Traced
from kzreg_parse.rules import rule
from kzreg_parse.rules.cases import Case, case_of

FARTHEST: Final = 1200  # characters of one mention to the left of its kind word
NAMED_KINDS: Final = ("code", "constitution")  # cited by name alone
QUOTES: Final = ("«", '"', "“")
LONGEST_TITLE: Final = 600
CAPITAL: Final = regex.compile(r"(?<![\p{L}-])\p{Lu}")
SECOND_CAPITAL: Final = regex.compile(r"\p{Lu}\p{Ll}++\s++(?=\p{Lu}\p{Ll})")
SENTENCE_END: Final = regex.compile(r"[.!?]\s+(?=\p{Lu})")


@dataclass(frozen=True, slots=True)
class ActMention:
    """An act named in full; `start` to `end` in the text, `end` behind the kind word."""

    start: int
    end: int
    ref: ActRef
    case: Case


class ActText:
    """One text with what mentions are made of, each kind of part searched once."""

    def __init__(self, text: Traced, notebook: Notebook) -> None:
        self.traced = text
        self.text = text.text
        self.notebook = notebook

    @cached_property
    def tokens(self) -> Tokens:
        """Words and marks of the text."""
        return tokens_of(self.text)

    @cached_property
    def dates(self) -> dict[int, regex.Match[str]]:
        """Dates by their ends."""
        return {found.end(): found for found in rule("date.any").finditer(self.text)}

    @cached_property
    def numbers(self) -> dict[int, regex.Match[str]]:
        """Numbers of acts by their ends."""
        return {found.end(): found for found in rule("act.number").pattern.finditer(self.text)}

    @cached_property
    def mentions(self) -> list[ActMention]:
        """Every act that is named by more than its kind, in reading order."""
        lowest = 0
        found: list[ActMention] = []
        for match in rule("act.kind").finditer(self.text):
            if match.start() and self.text[match.start() - 1].isalpha():
                continue
            if rule("citation.law_force_behind").pattern.match(self.text, match.end(), match.end() + 16):
                continue  # of the decree behind it
            several = self._mention(match, lowest)
            if several:
                found.extend(several)
                lowest = match.end()
        return self._registered(found)

    def _mention(self, match: regex.Match[str], lowest: int) -> list[ActMention]:
        """The act of one kind word; several where it is a plural, `№ 33 және … № 37 шешімдерінің`."""
        lowest = max(lowest, match.start() - FARTHEST)
        kind = rule("act.kind").value(match["kind"])
        found: list[_Parts] = []
        start = match.start()
        while True:
            parts = _Parts(self, match, lowest, start)
            parts.read()
            if not (parts.date_found or parts.number or parts.title or (kind in NAMED_KINDS and parts.issuer)):
                break
            found.append(parts)
            joined = rule("citation.list_before").pattern.search(self.text, max(lowest, parts.start - 20), parts.start)
            if joined is None or match["plural"] is None:
                break
            start = joined.start()
            if start not in self.numbers and start not in self.dates:
                break
        issuer: str | None = None
        mentions: list[ActMention] = []
        for parts in reversed(found):
            issuer = parts.issuer or issuer
            ref = act_ref(
                kind, kind_kk(match["kind"]), issuer=issuer, date=parts.date, number=parts.number, title=parts.title
            )
            mentions.append(ActMention(parts.start, parts.end, ref, case_of(match[0])))
        return mentions

    def _registered(self, found: list[ActMention]) -> list[ActMention]:
        """Each registration number goes to the last act in front of it within its sentence."""
        place = 0
        for match in rule("act.registered").pattern.finditer(self.text):
            while place + 1 < len(found) and found[place + 1].end <= match.start():
                place += 1
            if place >= len(found) or found[place].end > match.start() or found[place].ref.registration_number:
                continue
            if SENTENCE_END.search(self.text, found[place].end, match.start()):
                continue
            ref = found[place].ref.model_copy(update={"registration_number": match["reg_number"]})
            found[place] = replace(found[place], ref=ref)
        return found


class _Parts:
    """The parts of one mention, taken off the text in front of its kind word one after another."""

    def __init__(self, act: ActText, match: regex.Match[str], lowest: int, start: int) -> None:
        self.act = act
        self.kind = match
        self.lowest = lowest
        self.start = start
        self.end = match.end() if start == match.start() else start
        self.title: str | None = None
        self.issuer: str | None = None
        self.number: str | None = None
        self.date: dt.date | None = None
        self.date_found = False
        self.bracket = False
        self.named = ""  # `Бюджет` of `Бюджет кодексі`

    def read(self) -> None:
        steps = (self._take_number, self._take_date, self._take_bracket, self._take_title, self._take_issuer)
        force = rule("citation.law_force").pattern.search(self.act.text, max(self.lowest, self.start - 24), self.start)
        if force is not None:
            self.start = force.start()
        while any(step() for step in steps):
            pass
        if self.title is None and self.date_found:
            self._take_bare_title()

    def _end(self) -> int:
        """Where the text in front of what was taken ends."""
        low = max(0, self.start - 8)
        return low + len(self.act.text[low : self.start].rstrip(" ,\u00a0\t\n"))

    def _token(self) -> Token | None:
        end = self._end()
        place = self.act.tokens.before(end)
        token = self.act.tokens.items[place] if place >= 0 else None
        return token if token is not None and token.end == end and token.start >= self.lowest else None

    def _take_number(self) -> bool:
        found = self.act.numbers.get(self._end())
        if found is None or self.number is not None or self.date_found or found.start() < self.lowest:
            return False
        self.number, self.start = found["number"], found.start()
        return True

    def _take_date(self) -> bool:
        found = self.act.dates.get(self._end())
        if found is None or self.date_found or found.start() < self.lowest:
            return False
        self.date, self.date_found, self.start = date_of(found), True, found.start()
        if self.date is None:
            self.act.notebook.note("KZE07", self.act.traced[found.start() : found.end()])
        return True

    def _take_bracket(self) -> bool:
        token = self._token()
        if token is None or token.kind != "bracket_close" or token.partner < 0 or self.bracket or self.date_found:
            return False
        opening = self.act.tokens.items[token.partner].start
        before = opening
        while before > self.lowest and self.act.text[before - 1].isspace():
            before -= 1
        if before not in self.act.numbers and before not in self.act.dates:
            return False
        self.bracket, self.start = True, opening
        return True

    def _take_title(self) -> bool:
        token = self._token()
        outside = ""
        if token is not None and token.kind == "word" and rule("citation.about").fullmatch(token.text):
            place = self.act.tokens.before(token.start)
            before = self.act.tokens.items[place] if place >= 0 else None
            if before is None or before.kind != "quote_close":
                return False
            token, outside = before, f" {token.text}"
        if token is None or token.kind != "quote_close" or self.title is not None:
            return False
        if token.partner < 0:
            return self._take_title_quoted_inside(token)
        opening = self.act.tokens.items[token.partner]
        if opening.start < self.lowest:
            return False
        self.title = f"{self.act.text[opening.start : token.end]}{outside}"
        self.start = opening.start
        return True

    def _take_title_quoted_inside(self, closing: Token) -> bool:
        """`«T» регламентін бекіту туралы»`: one mark opens the title and the name in it, or the first was left out."""
        items, place = self.act.tokens.items, self.act.tokens.before(closing.start)
        first: Token | None = None
        while place >= 0 and items[place].start >= self.lowest and items[place].kind != "stop":
            if items[place].kind == "quote_open":
                first = items[place]
            place -= 1
        if first is None:
            return False
        self.title, self.start = self.act.text[first.start : closing.start].strip(), first.start
        return True

    def _take_issuer(self) -> bool:
        acting = rule("citation.acting").pattern.search(self.act.text, max(self.lowest, self.start - 8), self.start)
        if acting is not None and self.issuer is None:
            return self._take_acting(acting.start())
        token = self._token()
        if (
            token is None
            or token.kind != "word"
            or self.issuer is not None
            or rule("citation.about").fullmatch(token.text)
        ):
            return False
        end = token.end
        if rule("act.kind").value(self.kind["kind"]) in NAMED_KINDS and not self.date_found and not self.title:
            return self._take_code(end)
        owner = case_of(token.text) is Case.GENITIVE or rule("citation.bare_state").fullmatch(token.text)
        start = self._issuer_start(end) if owner else None
        if start is None:
            return False
        self.issuer, self.start = nominative(self.act.text[start:end]), start
        return True

    def _take_acting(self, end: int) -> bool:
        """The office of which somebody acts for the holder."""
        low = max(0, end - 8)
        name_end = low + len(self.act.text[low:end].rstrip())
        start = self._issuer_start(name_end)
        if start is None:
            return False
        self.issuer = f"{self.act.text[start:name_end]} {self.act.text[end : self.start].strip()}"
        self.start = start
        return True

    def _take_code(self, end: int) -> bool:
        """`Қазақстан Республикасының Бюджет кодексі`: the words behind the state are the code's name."""
        kind = rule("act.kind").value(self.kind["kind"])
        low = max(self.lowest, end - 200)
        window = self.act.text[low:end]
        state = next(reversed(list(rule("citation.state").pattern.finditer(window))), None)
        if state is not None and not window[state.end() :].strip():
            self.issuer, self.start = nominative(state[0]), low + state.start()
            return True
        name = rule("citation.code_name").search(window) if kind == "code" else None
        if name is None or any(case_of(word) is Case.GENITIVE for word in name[0].split()):
            return False
        self.start = low + name.start()
        if state is not None and not window[state.end() : name.start()].strip():
            self.issuer, self.start = nominative(state[0]), low + state.start()
        self.title = f"{name[0].strip()} {kind_kk(self.kind['kind'])}{_possessive(self.kind)}"
        return True

    def _issuer_start(self, end: int) -> int | None:
        """Where the body's name begins: at the state, or at the first capital of the noun phrase."""
        low = max(self.lowest, end - 320)
        window = self.act.text[low:end]
        states = list(rule("citation.state").pattern.finditer(window))
        for state in reversed(states):
            rest = window[state.end() :]
            if not regex.search(r"[«»\"():;№\d]", rest) and not rule("definition.stop").search(rest):
                return low + state.start()
        start = max(phrase_start(self.act.tokens, end), self.lowest)
        return self._name_start(start, end)

    def _name_start(self, start: int, end: int) -> int | None:
        """The first capital of the body's own name, told from a capital that begins the sentence."""
        capitals = [found.start() for found in CAPITAL.finditer(self.act.text, start, end)]
        if not capitals:
            return None
        first = capitals[-1]
        for capital in reversed(capitals[:-1]):
            between = self.act.text[capital:first].strip(" ,-–")
            before = self.act.text[max(0, capital - 12) : capital].rstrip()
            begins = not before or before[-1] in ".;:"
            last = between.rsplit(maxsplit=1)[-1].lower() if between else ""
            known = rule("citation.name_part").search(between) or rule("definition.owner").search(last)
            if not known and (begins or " " in between):
                break
            first = capital
        return first

    def _take_bare_title(self) -> None:
        """A title without quotation marks, `… туралы`, where it begins with its sentence or behind a stop."""
        end = self._end()
        token = self._token()
        if token is None or not rule("citation.about").fullmatch(token.text):
            return
        start = self._title_start(end)
        while start < end and self.act.text[start].isspace():
            start += 1
        second = SECOND_CAPITAL.match(self.act.text, start, end)
        if second is not None and not rule("citation.state").pattern.match(self.act.text, start, end):
            start = second.end()  # the sentence's own first word
        words = self.act.text[start:end].strip()
        if (words[:1].isupper() or words[:1] in QUOTES) and len(words) <= LONGEST_TITLE:
            self.title, self.start = words, start

    def _title_start(self, end: int) -> int:
        """Where an unquoted title may begin: at the quotation it begins with, else behind the last stop."""
        items, place = self.act.tokens.items, self.act.tokens.before(end)
        while place >= 0 and items[place].start >= self.lowest:
            token = items[place]
            if token.kind == "quote_close" and token.partner > 0 and items[token.partner - 1].kind in ("comma", "word"):
                before = items[token.partner - 1]
                if before.kind == "comma" or before.text.lower() in rule("word.conjunction").words:
                    place = token.partner - 2
                    continue
            if token.kind == "quote_close" and token.partner >= 0:
                return max(items[token.partner].start, self.lowest)
            if token.kind not in ("word", "comma", "dash"):
                break
            place -= 1
        return max(items[place].end if place >= 0 else 0, self.lowest)


def _possessive(match: regex.Match[str]) -> str:
    """The possessive ending of the kind word as printed, `і` of `кодексінің`."""
    ending = match[0][len(match["kind"]) : len(match[0]) - len(match["case"] or "")]
    return ending if regex.fullmatch(r"с?[ыі]", ending) else ""

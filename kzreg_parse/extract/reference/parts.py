"""The parts of one mention of an act, read from its kind word to the left: number, date, title, issuer in any order."""

from __future__ import annotations

import datetime as dt
from typing import Final

import regex

from kzreg_parse.extract.reference.act_text import ActWords
from kzreg_parse.extract.reference.issuer import issuer_start
from kzreg_parse.extract.reference.values import date_of, kind_kk, nominative
from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.language.quotes import CLOSING_QUOTES, OPENING_QUOTES
from kzreg_parse.language.tokens import Token
from kzreg_parse.language.vocabulary import ACT_KIND, kind_of
from kzreg_parse.rules import rule

FARTHEST: Final = 1200  # characters of one mention to the left of its kind word
NAMED_KINDS: Final = ("code", "constitution")  # cited by name alone
QUOTES: Final = tuple(OPENING_QUOTES)
LONGEST_TITLE: Final = 600
LONGEST_ATTRIBUTE: Final = 40  # characters, blanks among them
LONGEST_BARE_TITLE: Final = 300
CAPITAL_FIRST: Final = regex.compile(r"\s*+\p{Lu}")
NO_TITLE: Final = regex.compile(r"[«»\"“”„().:;№\d]")
SECOND_CAPITAL: Final = regex.compile(r"\p{Lu}\p{Ll}++\s++(?=\p{Lu}\p{Ll})")


class ActParts:
    """The parts of one mention, taken off the text in front of its kind word one after another."""

    def __init__(self, act: ActWords, match: regex.Match[str], lowest: int, start: int) -> None:
        self.act = act
        self.kind = match
        self.lowest = lowest
        self.start = start
        self.end = match.end() if start == match.start() else start
        self.title: str | None = None
        self.issuer: str | None = None
        self.number: str | None = None
        self.shared_issuer: str | None = None  # right in front of the kind word: of all acts of a plural
        self.date: dt.date | None = None
        self.date_found = False
        self.bracket = False
        self.attribute = ""  # `joint` of `бірлескен бұйрығымен`
        self.named = ""  # `Бюджет` of `Бюджет кодексі`

    def read(self) -> None:
        """Take part after part off the text in front of the kind word, as long as one fits."""
        steps = (
            self._take_attribute,
            self._take_number,
            self._take_date,
            self._take_bracket,
            self._take_title,
            self._take_issuer,
        )
        while any(step() for step in steps):
            pass
        if self.title is None and self.date_found:
            self._take_bare_title()

    def _end(self) -> int:
        """Return where the text in front of what was taken ends."""
        low = max(0, self.start - 8)
        return low + len(self.act.text[low : self.start].rstrip(" ,\u00a0\t\n"))

    def _token(self) -> Token | None:
        end = self._end()
        place = self.act.tokens.before(end)
        token = self.act.tokens.items[place] if place >= 0 else None
        return token if token is not None and token.end == end and token.start >= self.lowest else None

    def _take_attribute(self) -> bool:
        """`нормативтік`, `бірлескен`, `заң күші бар` in front of the kind or of the date."""
        if self.attribute:
            return False
        low = max(self.lowest, self.start - LONGEST_ATTRIBUTE)
        for found in rule("act.attribute").pattern.finditer(self.act.text, low, self.start):
            if found.end() == self._end():
                self.attribute, self.start = rule("act.attribute").value(found[0]), found.start()
                return True
        return False

    def _take_number(self) -> bool:
        if self.number is not None or self.date_found:
            return False
        found = self.act.numbers.get(self._end()) or self._bare_number()
        if found is None or found.start() < self.lowest:
            return False
        self.number, self.start = found["number"], found.start()
        return True

    def _bare_number(self) -> regex.Match[str] | None:
        """`170-қ` right between the date and the kind."""
        token, end = self._token(), self._end()
        if token is None or not token.text[0].isdigit():
            return None
        found = rule("act.number_bare").pattern.fullmatch(self.act.text, token.start, end)
        before = len(self.act.text[: token.start].rstrip(" \u00a0\t\n"))
        return found if before in self.act.dates else None

    def _take_date(self) -> bool:
        found = self.act.dates.get(self._end())
        if found is None or self.date_found or found.start() < self.lowest:
            return False
        self.date, self.date_found, self.start = date_of(found), True, found.start()
        if self.date is None:
            self.act.log.note("KZE07", self.act.traced[found.start() : found.end()])
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
            return self._take_other_name(token, opening)
        self.bracket, self.start = True, opening
        return True

    def _take_other_name(self, closing: Token, opening: int) -> bool:
        """`"… туралы" (Салық кодексі) Кодексінің`: a bracket that names the act by its kind once more."""
        place = self.act.tokens.before(closing.start)
        last = self.act.tokens.items[place].text if place >= 0 else ""
        kind = rule("act.kind").match(last)
        if kind is None or kind["kind"].lower() != self.kind["kind"].lower():
            return False
        if self.act.text[:opening].rstrip()[-1:] not in CLOSING_QUOTES:
            return False
        self.bracket, self.start = True, opening
        self.lowest = max(0, opening - FARTHEST)
        return True

    def _take_title(self) -> bool:
        token = self._token()
        outside = ""
        if token is not None and token.kind == "word" and rule("citation.about").fullmatch(token.text):
            place = self.act.tokens.before(token.start)
            before = self.act.tokens.items[place] if place >= 0 else None
            if before is None or before.kind != "quote_close":
                return self._take_title_behind_date(token.end)
            token, outside = before, f" {token.text}"
        if token is None or token.kind != "quote_close" or self.title is not None:
            return False
        if token.partner < 0:
            return self._take_title_quoted_inside(token)
        opening = self.act.tokens.items[token.partner]
        if opening.start < self.lowest and not self._is_title_of_acts(token, opening):
            return False
        self.title = f"{self.act.text[opening.start : token.end]}{outside}"
        self._go_before(opening)
        return True

    def _go_before(self, opening: Token) -> None:
        """Go on in front of a title that may name acts which were read already: what stands before it is this act's."""
        self.start = opening.start
        if opening.start < self.lowest:
            self.lowest = max(0, opening.start - FARTHEST)

    def _take_title_behind_date(self, end: int) -> bool:
        """`2014 жылғы 5 шілдедегі Әкімшілік құқық бұзушылық туралы Кодексінің`: no marks, but the date in front."""
        if self.title is not None or self.date_found:
            return False
        low = max(self.lowest, end - LONGEST_BARE_TITLE)
        starts = [place for place in (*self.act.dates, *self.act.numbers) if low <= place < end]
        words = self.act.text[max(starts) : end] if starts else ""
        if not CAPITAL_FIRST.match(words) or NO_TITLE.search(words):
            return False
        self.title, self.start = words.strip(), max(starts)
        return True

    def _is_title_of_acts(self, closing: Token, opening: Token) -> bool:
        """Tell whether the quotation, which begins before acts that were read already, is a title that names them."""
        last = self.act.tokens.before(closing.start)
        about = last > 0 and rule("citation.about").fullmatch(self.act.tokens.items[last].text)
        return bool(about) and opening.start > self.start - FARTHEST

    def _take_title_quoted_inside(self, closing: Token) -> bool:
        """`«T» регламентін бекіту туралы»`: one mark opens the title and the name in it, or the first was left out."""
        items, place = self.act.tokens.items, self.act.tokens.before(closing.start)
        names_acts = place >= 0 and rule("citation.about").fullmatch(items[place].text) is not None
        lowest = closing.start - LONGEST_TITLE if names_acts else self.lowest
        first: Token | None = None
        while place >= 0 and items[place].start >= lowest and items[place].kind != "stop":
            if items[place].start < self.lowest and first is not None:
                break  # the nearest one before acts that the title names
            if items[place].kind == "quote_open":
                first = items[place]
            place -= 1
        if first is None:
            return False
        self.title = self.act.text[first.start : closing.start].strip()
        self._go_before(first)
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
        if kind_of(self.kind["kind"], ACT_KIND) in NAMED_KINDS and not self.date_found and not self.title:
            return self._take_code(end)
        owner = case_of(token.text) is Case.GENITIVE or rule("citation.bare_state").fullmatch(token.text)
        start = issuer_start(self.act, self.lowest, end) if owner else None
        if start is None:
            return False
        self.issuer, self.start = nominative(self.act.text[start:end]), start
        if self.number is None and not self.date_found:
            self.shared_issuer = self.issuer
        return True

    def _take_acting(self, end: int) -> bool:
        """Return the office of which somebody acts for the holder."""
        low = max(0, end - 8)
        name_end = low + len(self.act.text[low:end].rstrip())
        start = issuer_start(self.act, self.lowest, name_end)
        if start is None:
            return False
        self.issuer = f"{self.act.text[start:name_end]} {self.act.text[end : self.start].strip()}"
        self.start = start
        return True

    def _take_code(self, end: int) -> bool:
        """`Қазақстан Республикасының Бюджет кодексі`: the words behind the state are the code's name."""
        kind = kind_of(self.kind["kind"], ACT_KIND)
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
        """Return where an unquoted title may begin: at the quotation it begins with, else behind the last stop."""
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
    """Return the possessive ending of the kind word as printed, `і` of `кодексінің`."""
    ending = match[0][len(match["kind"]) : len(match[0]) - len(match["case"] or "")]
    return ending if regex.fullmatch(r"с?[ыі]", ending) else ""

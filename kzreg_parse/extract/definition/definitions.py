"""Terms: `(бұдан әрі – X)` in the running text, entries of glossaries, lists of abbreviations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

import regex

from kzreg_parse.extract.definition.abbreviations import initials_start, is_abbreviation, note_variants
from kzreg_parse.extract.reference.mentions_in_text import ActText
from kzreg_parse.extract.syntax.noun_phrase import phrase_end, phrase_start
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import Document, LocatedText, LocatedTexts
from kzreg_parse.language.quotes import OPENING_QUOTES
from kzreg_parse.language.tokens import Tokens, tokens_of
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import Definition
from kzreg_parse.rules import rule

LONGEST_PHRASE: Final = 1000  # characters in a bracket in front of the sign
LONGEST_TERM: Final = 200  # characters; behind an unclosed bracket there may stand anything
ENTRY_KINDS: Final = ("point", "alinea")
LONGEST_TITLE: Final = 300  # characters of the name of an attached document
PHRASE_STOP: Final = regex.compile(r"[.;:]\s")
LETTERS_BEHIND: Final = regex.compile(r"(?P<words>[^()]+?)\s*\(\s*(?P<letters>[^()]+?)\s*\)")
NOT_SAID: Final = regex.compile(r"[\s«»\"“”„]+")  # what two spellings of a title may differ in
NO_NAME: Final = regex.compile(r"[.;:()№]")


class Defined(NamedTuple):
    """A definition, and where its words stand: what aliases are resolved from."""

    fact: Definition
    place: LocatedText
    meaning: Traced
    at: int  # where the definition ends in the place's text


def definitions_of(places: LocatedTexts, log: DiagnosticLog) -> list[Defined]:
    """Return all definitions in reading order, their ids given."""
    found: list[Defined] = []
    listing: tuple[str, ...] = ()  # the parts whose children are entries of a list
    for place in places.texts:
        text = place.text.text
        listing = _listing(place, listing)
        entry = _entry(place) if listing and _below(place, listing) else _lone_abbreviation(place)
        if entry is not None:
            found += _with_its_abbreviation(entry)
        if rule("definition.sign").search(text):
            found.extend(_inline(place, entry, log))
    numbered = [
        one._replace(fact=one.fact.model_copy(update={"id": f"definition_{number}"}))
        for number, one in enumerate(found, 1)
    ]
    note_variants((one.fact for one in numbered), places.texts, log)
    return numbered


def _listing(place: LocatedText, before: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts whose entries follow: those around the last line that announces terms."""
    text = place.text.text
    if len(text) < 400 and rule("definition.list_head").search(text) and (place.heading or text.rstrip().endswith(":")):
        inner = place.kind in ("clause", "article", "chapter", "section", "point")
        parts = place.parts if inner else place.parts[:-1]
        return tuple(node_id for _, _, node_id in parts) or ("",)
    return before if before and _below(place, before) else ()


def _below(place: LocatedText, listing: tuple[str, ...]) -> bool:
    return listing == tuple(node_id for _, _, node_id in place.parts[: len(listing)])


def _entry(place: LocatedText) -> Defined | None:
    """Return an entry of a list of terms; None where the text is none."""
    if place.kind not in ENTRY_KINDS or place.heading or place.cell:
        return None
    match = rule("definition.entry").match(place.text.text)
    if match is None or rule("amendment.gone").match(place.text.text):
        return None
    start, end = _without_brackets(place.text.text, *match.span("term"))
    term = place.text[start:end]
    meaning = _before_bracket(
        place.text, match.start("meaning"), _stop_before(match["meaning"]) + match.start("meaning")
    )
    if not term or not meaning:
        return None
    kind = "abbreviation" if is_abbreviation(term.text) else "glossary"
    whole = place.text[start : match.end("meaning")].strip()
    return _made(kind, term, meaning, place, whole.span, match.end())


def _with_its_abbreviation(entry: Defined) -> Iterator[Defined]:
    """Yield an entry; where its term has its own letters behind it in a bracket, `Х бірліктері (ХБ)`, those as well."""
    term = entry.fact.term
    found = LETTERS_BEHIND.fullmatch(term)
    start = entry.place.text.text.find(term)
    if found is None or start < 0 or not is_abbreviation(found["letters"]):
        yield entry
        return
    words, letters = (
        entry.place.text[start : start + found.end("words")],
        entry.place.text[start + found.start("letters") : start + found.end("letters")],
    )
    span = entry.fact.span
    yield _made("glossary", words, entry.meaning, entry.place, span, entry.at)
    yield _made("abbreviation", letters, words, entry.place, entry.place.text[start : start + len(term)].span, entry.at)


def _lone_abbreviation(place: LocatedText) -> Defined | None:
    """`ЭЦҚ – электрондық цифрлық қолтаңба` outside a list, where the letters prove it."""
    text = place.text.text
    if (
        place.kind not in ("point", "alinea", "note")
        or not text[:1].isupper()
        or len(text) > 300
        or not text[1:2].isupper()
    ):
        return None
    match = rule("definition.entry").match(text)
    if match is None or not is_abbreviation(match["term"]):
        return None
    end = _stop_before(match["meaning"])
    if initials_start(tokens_of(match["meaning"]), end, match["term"]) != 0:
        return None
    start = match.start("meaning")
    term, meaning = place.text[match.start("term") : match.end("term")], place.text[start : start + end].strip()
    return _made("abbreviation", term, meaning, place, place.text[: match.end("meaning")].span, match.end())


def _stop_before(meaning: str) -> int:
    """Return where the words end, the stop behind them left out."""
    return len(meaning.rstrip(" ;."))


def _without_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a term without the bracket that gives it another name."""
    sign = rule("definition.sign").pattern.search(text, start, end)
    if sign is None:
        return start, end
    bracket = text.rfind("(", start, sign.start())
    return start, len(text[: bracket if bracket >= 0 else sign.start()].rstrip())


def _before_bracket(text: Traced, start: int, end: int) -> Traced:
    """Return the meaning up to a closing `(бұдан әрі – X)`, which gives the term's abbreviation."""
    sign = rule("definition.hereinafter").search(text.text[start:end])
    if sign is not None and text.text[start + sign.end() : end].strip(" ;.,") == "":
        end = start + sign.start()
    return text[start:end].strip()


def _inline(place: LocatedText, entry: Defined | None, log: DiagnosticLog) -> Iterator[Defined]:
    text = place.text.text
    acts = ActText(place.text, DiagnosticLog(log.source))
    parts = rule("definition.entry").match(text) if entry is not None else None
    position = 0
    while (match := rule("definition.hereinafter").pattern.search(text, position)) is not None:
        start, end = _term_span(text, match)
        position = match.end() if match["close"] else max(end, match.start("term"))
        if start >= end:
            log.note("KZE50", place.text[match.start() : match.end()])
            continue
        if not match["close"]:
            log.note("KZE59", place.text[match.start() : end])
        term = place.text[start:end]
        meaning = _of_entry(place, parts, match) or _meaning(place, acts, match, term.text)
        if not meaning:
            log.note("KZE51", place.text[match.start() : match.end()])
            continue
        whole = (
            min(meaning.span[0], term.span[0]),
            max(meaning.span[1], place.text[match.start() : match.end()].span[1]),
        )
        yield _made("inline", term, meaning, place, whole, match.end())


def _of_entry(place: LocatedText, parts: regex.Match[str] | None, match: regex.Match[str]) -> Traced | None:
    """Return the term of a glossary's entry, where the bracket right behind it or at the entry's end names it anew."""
    text = place.text.text
    if parts is None or (match.start() > parts.end("term") and text[match.end() : match.end() + 8].strip(" ;.,")):
        return None
    return place.text[slice(*_without_brackets(text, *parts.span("term")))]


def _term_span(text: str, match: regex.Match[str]) -> tuple[int, int]:
    """Return the term without blanks; where the bracket is left open, up to the first stop or conjunction."""
    start, end = match.span("term")
    if not match["close"]:
        again = rule("definition.sign").pattern.search(text, start, end)
        end = again.start() if again is not None else end
        cut = rule("definition.open_end").pattern.search(text, start, end)
        end = cut.start() if cut is not None else min(end, start + LONGEST_TERM)
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if end - start <= LONGEST_TERM else (start, start)


def _meaning(place: LocatedText, acts: ActText, match: regex.Match[str], term: str) -> Traced:
    """Return the shortest complete phrase in front of the bracket that the term stands for."""
    text, tokens = place.text, acts.tokens
    words = text.text
    inside = not match["open"]
    low = max(0, match.start() - 40)
    end = low + len(words[low : match.start()].rstrip(" ,–-"))
    if inside:  # `(жеке сәйкестендіру нөмірі бұдан әрі – ЖСН)`
        opened = words.rfind("(", max(0, match.start() - LONGEST_PHRASE), match.start())
        if opened >= 0 and ")" not in words[opened : match.start()]:
            whole = text[opened + 1 : end].strip()
            start = initials_start(tokens, end, term)
            return text[start:end] if start is not None and start > opened else whole
    end = _over_brackets(tokens, end, term)
    following = _borrowed_head(words, match.end(), term)
    if following is not None:
        start = phrase_start(tokens, end, term)
        return Traced.spaced((text[start:end], text[slice(*following)]))
    start = initials_start(tokens, end, term)
    if start is None:
        closing = tokens.before(end)
        token = tokens.items[closing] if closing >= 0 else None
        if token is not None and token.kind == "bracket_close" and token.end == end and token.partner >= 0:
            return text[tokens.items[token.partner].end : token.start].strip()
        end = phrase_end(tokens, end, term)
        start = min(phrase_start(tokens, end, term), *_wider(words, tokens, end, term, acts))
        start = min(start, _title_start(words, end, place.document))
    return text[_with_open_quote(words, start, end) : end]


def _title_start(words: str, end: int, document: Document) -> int:
    """Return where the document's own title begins that ends here, however it is quoted; `end` where it does not."""
    title = NOT_SAID.sub("", document.title).lower()
    if not title:
        return end
    low = max(0, end - LONGEST_PHRASE)
    said = [at for at in range(low, end) if not NOT_SAID.fullmatch(words[at])]
    own = said[-len(title) :]
    if len(own) < len(title) or "".join(words[at] for at in own).lower() != title:
        return end
    start = own[0]
    return start - 1 if start and words[start - 1] in OPENING_QUOTES else start


def _closes_twice(before: str) -> bool:
    """Tell whether the last sentence part of a text closes more quotations than it opens."""
    part = PHRASE_STOP.split(before)[-1]
    return part.count("»") > part.count("«")


def _with_open_quote(words: str, start: int, end: int) -> int:
    """Return where a phrase begins whose first quotation mark only closes: at the nearest mark that opens before it.

    An author who closes a quotation twice, `«А» Б» қоғамы`, has opened it before.
    """
    marks = [words[at] for at in range(start, end) if words[at] in "«»"]
    left_open = (
        not marks
        and words[:start].rstrip().endswith("»")
        and _closes_twice(words[max(0, start - LONGEST_TITLE) : start])
    )
    if not left_open and (not marks or marks[0] == "«"):
        return start
    opened = words.rfind("«", max(0, start - LONGEST_TITLE), start)
    return start if opened < 0 or PHRASE_STOP.search(words, opened, start) or "(" in words[opened:start] else opened


def _wider(words: str, tokens: Tokens, end: int, term: str, acts: ActText) -> Iterator[int]:
    """Yield where the words begin that surely belong to the phrase, whatever the search for its start made of them."""
    named = acts.ending_at(end)
    yield named.start if named is not None else end
    low = max(0, end - LONGEST_PHRASE)
    told = words[low:end].lower().rfind(term.lower()) if " " in term else -1
    yield low + told if told >= 0 and not PHRASE_STOP.search(words, low + told, end) else end
    attached = rule("definition.attached").pattern
    titles = [found.end() for found in attached.finditer(words, max(low, end - LONGEST_TITLE), end)]
    yield titles[-1] if titles and not NO_NAME.search(words, titles[-1], end) else end
    yield _before_address(words, tokens, end)


def _before_address(words: str, tokens: Tokens, end: int) -> int:
    """`веб-порталы: www.egov.kz`: the name in front of the address and its colon."""
    place = tokens.before(end)
    if place < 2 or tokens.items[place].kind != "url" or tokens.items[place].end != end:
        return end
    colon = tokens.items[place - 1]
    return phrase_start(tokens, tokens.items[place - 2].end) if colon.text == ":" else end


def _over_brackets(tokens: Tokens, end: int, term: str) -> int:
    """Return the end of the words in front of brackets that only add something, `(… болып тіркелген), (бұдан әрі …`."""
    place = tokens.before(end)
    while place >= 0 and tokens.items[place].kind == "bracket_close" and tokens.items[place].partner > 0:
        opening = tokens.items[place].partner
        inner = tokens.text[tokens.items[opening].end : tokens.items[place].start]
        if is_abbreviation(term) and initials_start(tokens_of(inner), len(inner), term) is not None:
            return tokens.items[place].end
        before = opening - 1
        while before >= 0 and tokens.items[before].kind == "comma":
            before -= 1
        if before < 0 or tokens.items[before].kind in ("stop", "dash"):
            break
        place, end = before, tokens.items[before].end
    return end


def _borrowed_head(words: str, end: int, term: str) -> tuple[int, int] | None:
    """Return the word behind the bracket when it is the term's own last word: the bracket stands inside its phrase."""
    found = regex.match(r"\s*(\p{L}+)", words[end : end + 60])
    last = term.rsplit(maxsplit=1)[-1].lower() if term.split() else ""
    if found is None or len(last) < 5 or not found[1].lower().startswith(last[:-1]):
        return None
    return end + found.start(1), end + found.end(1)


def _made(kind: str, term: Traced, meaning: Traced, place: LocatedText, span: tuple[int, int], at: int) -> Defined:
    fact = Definition(id="", kind=kind, term=term.text, meaning=meaning.text, node=place.node, span=span)
    return Defined(fact, place, meaning, at)

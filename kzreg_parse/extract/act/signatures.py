"""Who signed, and who agreed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from kzreg_parse.extract.reference.values import date_of
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.model import Agreement, Signatory, Traced
from kzreg_parse.restore import Block
from kzreg_parse.rules import rule

LINE_BEHIND: Final = regex.compile(r"\s*+_{2,}+\s*+$")
SIGNING_LINE: Final = regex.compile(r"_{2,}+")  # to sign upon


@dataclass(slots=True)
class Signatures:
    """The signatories and the agreements, in reading order."""

    signatories: list[Signatory] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)


def signatures_of(blocks: Sequence[Block], log: DiagnosticLog) -> Signatures:
    """Offices run over several lines; each ends with a name. An agreement runs up to its date or the next head."""
    found = Signatures()
    agreement: list[Traced] | None = None
    office: list[Block] = []
    for block in blocks:
        text = _unlined(block.text)
        if not text or rule("page.furniture").match(text.text):
            continue
        if rule("signature.agreed").match(text.text):
            _close(agreement, found, log)
            agreement = []
        elif agreement is not None:
            agreement.append(text)
            if rule("date.long").match(text.text):
                _close(agreement, found, log)
                agreement = None
        else:
            office = _sign(block._replace(text=text), office, found)
    _close(agreement, found, log)
    for position in _unnamed(office):
        found.signatories.append(Signatory(position=position, name=None))
    if not found.signatories:
        log.note("KZE06")
    return found


def _sign(block: Block, office: list[Block], found: Signatures) -> list[Block]:
    """Add a line to the office; a name ends it. Returns the office lines still waiting for a name."""
    name = rule("signature.name").search(block.text.text)
    if name is None:
        return [*office, block]
    own = block.text[: name.start("name")].strip()
    lines = [line.text for line in office]
    found.signatories.append(Signatory(position=_words([*lines, own] if own else lines), name=name["name"]))
    return []


def _unnamed(office: Sequence[Block]) -> Iterator[str]:
    """Offices that were left without a name; a blank line parts one from the next."""
    groups: list[list[Traced]] = []
    for block in office:
        if block.gap or not groups:
            groups.append([])
        groups[-1].append(block.text)
    for lines in groups:
        position = _words(lines)
        if position and rule("signature.position").search(position):
            yield position


def _close(lines: list[Traced] | None, found: Signatures, log: DiagnosticLog) -> None:
    if not lines:
        return
    date = name = None
    office: list[Traced] = []
    for line in lines:
        dated = rule("date.long").match(line.text)
        named = rule("signature.name").search(line.text)
        if dated is not None:
            date = date_of(dated)
        elif named is not None:
            name = named["name"]
            own = line[: named.start("name")].strip()
            office.extend([own] if own else [])
        elif SIGNING_LINE.sub("", line.text).strip():
            office.append(line)
    if len(office) > 2:
        log.note("KZE10", Traced.spaced(office))
    found.agreements.append(Agreement(position=_words(office), name=name, date=date))


def _unlined(text: Traced) -> Traced:
    """Return the words of a line without the rule to sign upon behind them."""
    lined = LINE_BEHIND.search(text.text)
    return text[: lined.start()] if lined is not None else text


def _words(lines: Sequence[Traced]) -> str | None:
    return " ".join(SIGNING_LINE.sub(" ", Traced.spaced(lines).text).split()) or None

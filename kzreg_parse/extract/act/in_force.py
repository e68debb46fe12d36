"""Whether the act is in force, which needs evidence either way.

`true` is given only for a head that was read whole: a requisites line with nothing unread behind it, and no words
between it and the first clause that say, or nearly say, that the act lost force. Damaged words of repeal are read where
the rest of their sentence names the repealing act; otherwise nothing is claimed and the place is told. A repealed act
given as in force is the worst answer there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, NamedTuple

import regex

from kzreg_parse.extract.act.effective_date import effective_date_of
from kzreg_parse.extract.act.repeal_signals import Signal, says_only_repealed, signals_in
from kzreg_parse.extract.act.requisites import unread_in
from kzreg_parse.extract.reference.act_ref import reference
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.cases import Case, case_of
from kzreg_parse.model import ActRef, Repeal, RepealNotice, Traced
from kzreg_parse.restore import Block
from kzreg_parse.rules import rule
from kzreg_parse.segment import Frame

CLAUSE_MARK: Final = regex.compile(r"\d+(?:-\d+)*[.)]\s")
UNREADABLE: Final = "\ufffd"
MOST_BLOCKS_BELOW: Final = 6  # between the requisites and the first clause, where a note may have been missed
LONGEST_NOTICE_HEAD: Final = 12  # letters before the words of repeal: `Ескерту`, damaged or not


class Force(NamedTuple):
    """What the head says: `in_force` is None where it cannot be told."""

    in_force: bool | None
    repeal: Repeal | None


def force_of(repeal: Repeal | None, frame: Frame, rest: Traced | None, mark: bool | None, log: DiagnosticLog) -> Force:
    """Return whether the act is in force, and the repeal, also one read from damaged words.

    `repeal` is what the witnesses say in plain words, `rest` what stands behind the act's own requisites, `mark` what
    the publisher's page says of the status. Notes KZE16 where the head holds words that were not read, KZE17 where
    damaged words were read as a repeal.
    """
    if repeal is not None or mark is False:
        return Force(False, repeal)
    doubts: list[Traced] = []
    for text, where in _witnesses(frame, rest):
        for signal in signals_in(text.text):
            found = _read_damaged(text, signal, where, log)
            if found is not None:
                log.note("KZE17", text, meant=signal.meant)
                return Force(False, found)
            if not _is_of_another(text.text, signal):
                doubts.append(text)
                break
    doubts += [block.text for block in frame.title if says_only_repealed(block.text.text)]
    doubts += [block.text for block in frame.preface if UNREADABLE in block.text.text]
    doubts += unread_in(rest)
    for text in dict.fromkeys(doubts):
        log.note("KZE16", text)
    if doubts:
        return Force(None, None)
    return Force(True if mark is True or frame.requisites is not None else None, None)


def _witnesses(frame: Frame, rest: Traced | None) -> Iterator[tuple[Traced, str]]:
    """Yield what may say that the act lost force: requisites, notes, texts above the first clause."""
    if rest:
        yield rest, "requisites"
    for block in (*frame.notes, *_above_clauses(frame)):
        if block.text:
            yield block.text, "note"


def _above_clauses(frame: Frame) -> Iterable[Block]:
    below = [*frame.preamble, *frame.body][:MOST_BLOCKS_BELOW]
    for block in below:
        if CLAUSE_MARK.match(block.text.text):
            return
        yield block


def _is_of_another(text: str, signal: Signal) -> bool:
    """Tell whether undamaged words speak of a part or of another act, as notes and preambles rightly do."""
    behind = rule("repeal.signal_context").search(text[signal.end :]) is not None
    return behind or (signal.exact and rule("frame.note").match(text) is not None)


def _read_damaged(text: Traced, signal: Signal, where: str, log: DiagnosticLog) -> Repeal | None:
    """Return the repeal of a notice with damaged words; None where no act is named in its place."""
    if _is_of_another(text.text, signal) and not signal.exact:
        return None
    before, behind = text.text[: signal.start], text[signal.end :]
    ref = None
    if _is_notice_head(before, where):
        named = rule("act.reference").search(behind.text)
        ref = reference(named) if named is not None else None
    else:
        ref = _act_by_which(before)
    if ref is None or ref.date is None or ref.number is None:
        return None
    term = effective_date_of(behind, log) if behind.text.strip() else None
    notice = text[signal.start :].strip() if where == "requisites" else text
    place: Literal["requisites", "note"] = "requisites" if where == "requisites" else "note"
    return Repeal(by=ref, effective=term, notices=(RepealNotice(where=place, text=notice.text, span=notice.span),))


def _is_notice_head(before: str, where: str) -> bool:
    """Tell whether nothing stands before the words of repeal but a note's first word, or what the requisites end in."""
    if where == "requisites":
        return not unread_in(Traced.cut(before, 0, len(before)))
    return sum(letter.isalpha() for letter in before) <= LONGEST_NOTICE_HEAD and not any(map(str.isdigit, before))


def _act_by_which(before: str) -> ActRef | None:
    """Return the act in the instrumental right before the words: `… № 388 қаулысымен күші жойылды`."""
    named = next(reversed(list(rule("act.reference").finditer(before))), None)
    if named is None:
        return None
    tail = rule("repeal.by_which").match(before[named.end() :])
    if tail is None or case_of(before[named.start("kind") : named.end()] + tail["ending"]) is not Case.INSTRUMENTAL:
        return None
    return reference(named)

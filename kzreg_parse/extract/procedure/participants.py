"""Lists of the units and employees that take part in a service (`… тізбесі:`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from kzreg_parse.extract.syntax.word_forms import form_of
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import ParticipantName, Participants
from kzreg_parse.rules import rule
from kzreg_parse.segment import AppendixDraft, NodeDraft, Segmented

END: Final = regex.compile(r"[\s;.,]+$")
IN_LINE: Final = regex.compile(r"[^,;]+")
LONGEST_NAME: Final = 160  # characters; the longest of the samples has 63
LEVELS: Final = ("clause", "article", "point", "alinea")


def participants_of(segmented: Segmented) -> tuple[Participants, ...]:
    """Every such list in reading order; the names in the nominative."""
    found = [*_walk(segmented.body_drafts), *_appendices(segmented.appendix_drafts)]
    return tuple(
        Participants(
            id=f"participants_{number}",
            node=draft.id,
            names=tuple(ParticipantName(name=name.text, span=name.span) for name in names),
        )
        for number, (draft, names) in enumerate(found, 1)
    )


def _appendices(appendices: Sequence[AppendixDraft]) -> Iterator[tuple[NodeDraft, list[Traced]]]:
    for appendix in appendices:
        yield from _walk(appendix.body)
        yield from _appendices(appendix.appendices)


def _walk(drafts: Sequence[NodeDraft]) -> Iterator[tuple[NodeDraft, list[Traced]]]:
    for draft in drafts:
        if draft.kind in LEVELS and draft.text is not None:
            intro = rule("participants.intro").search(draft.text.text)
            names = _names(draft, draft.text[intro.end() :]) if intro is not None else []
            if names:
                yield draft, names
                continue
        yield from _walk(draft.children)


def _names(draft: NodeDraft, rest: Traced) -> list[Traced]:
    """The listed names: points or paragraphs below, or what stands behind the colon; none where one is a sentence."""
    below = [child for child in draft.children if child.kind in ("point", "alinea") and child.text]
    points = [child for child in below if child.kind == "point"]
    texts = [child.text for child in points or below if child.text is not None]
    if not below:
        texts = [rest[found.start() : found.end()] for found in IN_LINE.finditer(rest.text)]
    names = [_name(text) for text in texts]
    return [name for name in names if name is not None] if all(name is not None for name in names) else []


def _name(text: Traced) -> Traced | None:
    """The name without its end mark and its dash, in the nominative; None for anything too long for a name."""
    dash = rule("step.dash").match(text.text)
    text = text[dash.end() if dash is not None else 0 :].strip()
    text = text[: len(END.sub("", text.text))]
    if not text or len(text) > LONGEST_NAME or text.text.endswith(":"):
        return None
    last = text.text.split()[-1]
    if form_of(last) in ("genitive", "possessed_genitive", "agent_genitive"):
        text = text[: len(rule("actor.genitive").pattern.sub("", text.text))]
    return text

"""Lists of the units and employees that take part in a service (`… тізбесі:`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import regex

from kzreg_parse.extract.definition.abbreviations import is_abbreviation
from kzreg_parse.extract.syntax.word_forms import GENITIVE, NOMINATIVE, form_of, is_actor_noun, words_of
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import ParticipantName, Participants
from kzreg_parse.model.walk import walk
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft, NodeDraft

END: Final = regex.compile(r"[\s;.,]+$")
IN_LINE: Final = regex.compile(r"[^,;]+")
LONGEST_NAME: Final = 400  # characters; longer is no name, even of several units for one place. Longest seen: 207
DUTY: Final = regex.compile(r"\s[–—-]\s")  # before what the named one does
LEVELS: Final = ("clause", "article", "point", "alinea")


def participants_of(act: ActDraft) -> tuple[Participants, ...]:
    """Return every such list in reading order; the names in the nominative."""
    return tuple(
        Participants(
            id=f"participants_{number}",
            node=draft.id,
            names=tuple(ParticipantName(name=name.text, span=name.span) for name in names),
        )
        for number, (draft, names) in enumerate(_lists(act), 1)
    )


def _lists(act: ActDraft) -> Iterator[tuple[NodeDraft, list[Traced]]]:
    """Yield every node that introduces such a list, with the names; what stands below one belongs to it."""
    taken: set[int] = set()
    for node, around in ((found.node, found.ancestors) for found in walk(act) if found.part == "body"):
        if node.kind not in LEVELS or node.text is None or any(id(one) in taken for one in around):
            continue
        intro = rule("participants.intro").search(node.text.text)
        names = _names(node, node.text[intro.end() :]) if intro is not None else []
        if names:
            taken.add(id(node))
            yield node, names


def _names(draft: NodeDraft, rest: Traced) -> list[Traced]:
    """Return the listed names: points or paragraphs below, or what stands behind the colon.

    None where one is a sentence.
    """
    below = [child for child in draft.children if child.kind in ("point", "alinea") and child.text]
    points = [child for child in below if child.kind == "point"]
    texts = [child.text for child in points or below if child.text is not None]
    if not below:
        texts = [rest[found.start() : found.end()] for found in IN_LINE.finditer(rest.text)]
    names = [_name(text) for text in texts]
    return [name for name in names if name is not None] if all(name is not None for name in names) else []


def _name(text: Traced) -> Traced | None:
    """Return the name without its end mark, its dash and its duties, in the nominative; None for what is no name."""
    dash = rule("step.dash").match(text.text)
    text = _without_duties(text[dash.end() if dash is not None else 0 :].strip())
    text = text[: len(END.sub("", text.text))]
    if not text or len(text) > LONGEST_NAME or text.text.endswith(":"):
        return None
    last = form_of(text.text.split()[-1])
    if last == "finite":
        return None
    if last in GENITIVE:
        text = text[: len(rule("actor.genitive").pattern.sub("", text.text))]
    return text


def _without_duties(text: Traced) -> Traced:
    """Return a name up to the dash behind which stands what it does, or what it is short for.

    Before the dash stands the nominative of one who can act, or an abbreviation; not a place (`Департаментте – …`).
    """
    for found in DUTY.finditer(text.text):
        words = words_of(text.text[: found.start()])
        last = words[-1] if words else None
        if last and (is_abbreviation(last.text) or (last.form in NOMINATIVE and is_actor_noun(last.text))):
            return text[: found.start()]
    return text

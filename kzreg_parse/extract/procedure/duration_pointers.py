"""The term that a step points back at (`көрсетілген мерзім ішінде`) instead of stating one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kzreg_parse.extract.procedure.actor import Actor
from kzreg_parse.model import Traced
from kzreg_parse.model.facts import Duration
from kzreg_parse.rules import rule

Terms = tuple[Duration, ...]


def pointer_in(text: Traced) -> tuple[Traced, str | None] | None:
    """Return the words that point back, and the group of `step.referred_place` that says where to.

    None where none do.
    """
    found = rule("step.back_reference").search(text.text)
    if found is None:
        return None
    place = rule("step.referred_place").search(text.text[: found.start()])
    return text[found.start() : found.end()], place.lastgroup if place is not None else None


@dataclass(slots=True)
class StatedTerms:
    """The terms that one point has stated so far: its own, those of headers, those of steps by who acts."""

    own: Terms = ()
    stated: list[Duration] = field(default_factory=list)
    by_actor: dict[str, list[Duration]] = field(default_factory=dict)

    def add(self, terms: Sequence[Duration], actor: Actor | None) -> None:
        """Note what a header or, with its actor, a step states."""
        self.stated.extend(terms)
        if actor is not None:
            self.by_actor.setdefault(actor.name.lower(), []).extend(terms)

    def meant(self, where: str | None, actor: Actor | None, carried: Sequence[Duration]) -> Terms:
        """Return the one term that a step of `actor`, under a header with the terms `carried`, can mean; none where
        in doubt.

        Who has stated one term of his own in the point means that; a header of another term right above makes
        it doubtful. Where the point has stated but one term, that is meant whoever acts.
        """
        if where == "elsewhere":
            return ()
        if where == "first":
            return _only(self.own)
        own = self.by_actor.get(actor.name.lower(), []) if actor is not None else []
        return _only([*own, *carried]) if own else _only(self.stated)


def _only(terms: Iterable[Duration]) -> Terms:
    """Return the term where all are one; nothing where there is none or they differ."""
    by_value = {(term.value, term.max, term.unit, term.bound): term for term in terms}
    return tuple(by_value.values()) if len(by_value) == 1 else ()

"""What changed the act: editorial notes on its parts, and parts that were struck out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kzreg_parse.extract.citation.aliases import nominative_document
from kzreg_parse.extract.reference.act_ref import act_ref, reference
from kzreg_parse.extract.reference.units import nominative_units
from kzreg_parse.extract.reference.values import bare_kind, kind_kk
from kzreg_parse.extract.text.located import LocatedText
from kzreg_parse.language.vocabulary import ACT_KIND, ACT_PART_NUMBERED, kind_of, nouns_in
from kzreg_parse.model import ActRef, AmendedBy, Traced
from kzreg_parse.rules import rule


def amended_by(notes: Iterable[Traced]) -> tuple[AmendedBy, ...]:
    """Return the changes that editorial notes speak of, one for each amending act they name."""
    changes: list[AmendedBy] = []
    for note in notes:
        match = rule("repeal.change_note").match(note.text)
        if match is None or rule("repeal.notice").match(note.text):
            continue
        first = target = _target(match["target"])
        action = rule("repeal.change_note").value(match["action"])
        rest, start = match["rest"], 0
        known: ActRef | None = None
        parts = []
        for more in rule("repeal.change_more").pattern.finditer(rest):
            parts.append((target, action, rest[start : more.start() + 1]))
            target = _target(more["target"]) or first
            action = rule("repeal.change_more").value(more["action"])
            start = more.end()
        parts.append((target, action, rest[start:]))
        named = [(target, action, _references(words)) for target, action, words in parts]
        known = next((ref for _, _, refs in reversed(named) for ref in reversed(refs) if ref.kind is not None), None)
        issuer: str | None = None
        for target, action, refs in named:
            for ref in refs:
                issuer = ref.issuer or issuer
                by = _completed(ref, known, issuer)
                changes.append(AmendedBy(target=target, action=action, by=by, text=note.text, span=note.span))
    return tuple(changes)


def struck_out(places: Iterable[LocatedText]) -> Iterator[AmendedBy]:
    """Yield parts of which only a note is left: `5) алып тасталды – ҚР 30.06.2025 № 202-VIII Заңымен.`"""
    for place in places:
        match = rule("amendment.gone").match(place.text.text)
        if match is None:
            continue
        target = _part_name([(kind, num) for kind, num, _ in place.parts if num is not None])
        refs = _references(match["rest"])
        known = next((ref for ref in reversed(refs) if ref.kind is not None), None)
        issuer: str | None = None
        for ref in refs:
            issuer = ref.issuer or issuer
            yield AmendedBy(
                target=target,
                action="delete",
                by=_completed(ref, known, issuer),
                text=place.text.text,
                span=place.text.span,
            )


def _part_name(parts: list[tuple[str, str]]) -> str | None:
    """`1-бап 5) тармақша`; the chapter only where it is the part itself."""
    nouns: dict[str, str] = {}
    for noun in nouns_in(ACT_PART_NUMBERED).values():
        nouns.setdefault(noun.kind, noun.lemma)
    known = [(kind, num) for kind, num in parts if kind in nouns]
    inner = [part for part in known if part[0] not in ("part", "chapter", "section")] or known[-1:]
    return (
        " ".join(f"{num}) {nouns[kind]}" if kind == "point" else f"{num}-{nouns[kind]}" for kind, num in inner) or None
    )


def _target(words: str) -> str | None:
    """Return the changed part in the nominative.

    `2-бапқа` is `2-бап`, `6-тараудың тақырыбына` is `6-тараудың тақырыбы`.
    """
    words = rule("repeal.replaced_words").pattern.sub("", words).strip(" ,-–")
    if not words:
        return None
    whole = next(rule("amendment.whole").pattern.finditer(words), None)
    if whole is not None and whole.end() == len(words):
        return words[: whole.start("case")] if whole["case"] else words
    kind = rule("act.kind").search(words)
    if kind is not None and kind.end() == len(words) and kind["case"]:
        return words[: kind.start("kind")] + bare_kind(kind["kind"]) + words[kind.end("kind") : kind.start("case")]
    return nominative_document(nominative_units(words))


def _references(text: str) -> list[ActRef]:
    """Return every act named in a note; in `… 29.05.2020 № 337-VI.

    29.12.2022 № 174-VII Заңдарымен` one kind serves both.
    """
    refs = [reference(match) for match in rule("repeal.dated_number").pattern.finditer(text)]
    kinds = list(rule("act.kind").finditer(text))
    if not kinds:
        return refs
    kind = kind_of(kinds[-1]["kind"], ACT_KIND)
    word = kind_kk(kinds[-1]["kind"])
    return [ref if ref.kind else ref.model_copy(update={"kind": kind, "kind_kk": word}) for ref in refs]


def _completed(ref: ActRef, known: ActRef | None, issuer: str | None) -> ActRef:
    """With the kind and body that the note names once for all of its acts, and the identifiers that follow."""
    kind, word = (ref.kind, ref.kind_kk) if ref.kind or known is None else (known.kind, known.kind_kk)
    return act_ref(kind, word, issuer=ref.issuer or issuer, date=ref.date, number=ref.number, title=ref.title)

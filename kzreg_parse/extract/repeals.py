"""Acts that this act declares to have lost force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kzreg_parse.extract.citation_acts import ActText
from kzreg_parse.extract.reader import Notebook
from kzreg_parse.model import ActRef, Traced
from kzreg_parse.rules import rule
from kzreg_parse.segment import Draft


def declared_repeals(body: Sequence[Draft], notebook: Notebook) -> tuple[ActRef, ...]:
    """The repealed acts, in reading order."""
    refs: list[ActRef] = []
    for draft in _clauses(body):
        if draft.text is None:
            continue
        verb = rule("repeal.declared").search(draft.text.text)
        if verb is None:
            continue
        texts = [draft.text[: verb.start()]]
        if draft.text.text.rstrip().endswith(":"):
            texts = [child.text for child in draft.children if child.text is not None]
        tail = draft.text[verb.end() :]
        for text in texts:
            found = _named(text, tail if len(texts) == 1 else None, notebook)
            if found is None:
                continue  # a part of an act: an amendment
            if not found:
                notebook.note("KZE04", text or draft.text)  # nothing stands before the verb
            refs.extend(found)
    return tuple(refs)


def _clauses(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Every node that may say so: clauses, articles and points; a list below one belongs to it."""
    for draft in drafts:
        if draft.kind in ("clause", "point", "article"):
            yield draft
        yield from _clauses(draft.children)


def _named(text: Traced, tail: Traced | None, notebook: Notebook) -> list[ActRef] | None:
    """The acts that stand right before the verb, several joined by commas; earlier ones are its grounds.

    None where a part of an act stands there.
    """
    mentions = ActText(text, notebook).mentions
    if not mentions:
        return []
    if rule("repeal.part").search(text.text, mentions[-1].end):
        return None
    first = len(mentions) - 1
    while first and rule("repeal.joined").pattern.fullmatch(text.text, mentions[first - 1].end, mentions[first].start):
        first -= 1
    refs = [mention.ref for mention in mentions[first:]]
    registered = rule("act.registered").search(tail.text) if tail else None
    if registered is not None and refs[-1].registration_number is None:
        refs[-1] = refs[-1].model_copy(update={"registration_number": registered["reg_number"]})
    return refs

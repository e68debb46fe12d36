"""Acts that this act declares to have lost force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kzreg_parse.extract.reader import Notebook, reference
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
        found = [ref for text in texts for ref in _named(text, tail if len(texts) == 1 else None, notebook)]
        if not found:
            notebook.note("KZE04", draft.text)
        refs.extend(found)
    return tuple(refs)


def _clauses(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """Every node that may say so: clauses, articles and points; a list below one belongs to it."""
    for draft in drafts:
        if draft.kind in ("clause", "point", "article"):
            yield draft
        yield from _clauses(draft.children)


def _named(text: Traced, tail: Traced | None, notebook: Notebook) -> Iterator[ActRef]:
    start = 0
    title = rule("act.title").match(text.text)
    if title is not None:
        start = title.end()
    match = rule("act.reference").search(text.text, start) or rule("act.reference").search(text.text)
    if match is None:
        return
    if rule("repeal.part").search(text.text, match.end()):
        notebook.note("KZE04", text)
        return
    registered = rule("act.registered").search(text.text, match.end()) or (
        rule("act.registered").search(tail.text) if tail else None
    )
    yield reference(
        match,
        title=_balanced(title["title"]) if title is not None else None,
        registration=registered["reg_number"] if registered is not None else None,
    )


def _balanced(title: str) -> str:
    """Without a last quotation mark that nothing opened."""
    opened, closed = title.count("«"), title.count("»")
    return title[:-1] if title.endswith("»") and closed > opened else title

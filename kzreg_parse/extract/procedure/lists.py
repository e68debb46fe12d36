"""Where an act lists the steps of a procedure: which paragraphs belong to one list, and in which case it applies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

import regex

from kzreg_parse.extract.procedure.weights import LEAST_DOING
from kzreg_parse.extract.syntax.word_forms import PARTICIPLES, form_of
from kzreg_parse.language.numbers import read_number
from kzreg_parse.model import Traced
from kzreg_parse.model.walk import walk_appendices, walk_nodes
from kzreg_parse.rules import rule
from kzreg_parse.segment import ActDraft, AppendixDraft, NodeDraft

ITEM_KINDS: Final = ("point", "alinea")
CONTAINERS: Final = ("chapter", "section", "article", "clause", "point")
ENDS_OPEN: Final = regex.compile(r":\s*$")
IMPERATIVE: Final = regex.compile(r"с[ыі]н[.;]?\s*$")
LOWER_START: Final = regex.compile(r"[^\p{L}]*\p{Ll}")


@dataclass(slots=True)
class Item:
    """One paragraph of a list: its label as printed, and its text without it."""

    draft: NodeDraft
    label: str | None
    number: int | None
    kind: Literal["action", "condition"]
    text: Traced
    named: bool  # labelled by a noun of steps, `1-рәсім`
    noun: str = ""  # that labels it and that no vocabulary knows, in small letters
    more: list[NodeDraft] = field(default_factory=list)  # paragraphs below it that only add its term
    below: list[NodeDraft] = field(default_factory=list)  # paragraphs beside it that it opens as a header
    result: Traced | None = None  # what a paragraph below it says that it ends in

    @property
    def is_action(self) -> bool:
        """Whether it says that something is done."""
        return says_action(self.text.text)

    @property
    def is_header(self) -> bool:
        """Whether it only opens what stands below it: a term, a case, one who acts."""
        return is_header(self.text.text)


@dataclass(slots=True)
class StepList:
    """The items of one list in reading order; `intro` is what introduces it."""

    node: NodeDraft | AppendixDraft
    appendix: AppendixDraft | None
    clause: str | None  # number of the clause around it
    chapter: str | None  # id of the chapter around it
    heading: str  # of that chapter
    intro: str
    variant: Traced | None
    items: list[Item]


class ListContext(NamedTuple):
    """Where the walk stands: the appendix, the clause, the chapter, and the words above."""

    appendix: AppendixDraft | None
    clause: str | None = None
    chapter: str | None = None
    heading: str = ""
    intro: str = ""


def says_action(text: str) -> bool:
    """Tell whether a text holds a predicate of doing, and does not end as a case or the length of something does."""
    done, lasting = rule("step.action").search(text), rule("step.lasting").search(text)
    if done is None or (lasting is not None and done.start() >= lasting.start()):
        return False
    return rule("step.case_end").search(_last_word(text)) is None


def announces_cases(text: str) -> bool:
    """Tell whether a text opens a list of cases (`мына жағдайларда:`)."""
    return rule("step.case_list").search(text) is not None


def names_case(text: str) -> bool:
    """Tell whether a text of such a list names a case: its last word is a participle, no predicate."""
    word = _last_word(text)
    return bool(word) and form_of(word) in PARTICIPLES


def _last_word(text: str) -> str:
    """Return the last word, without the marks behind it."""
    return text.rstrip(" ;,.").rpartition(" ")[2]


def is_header(text: str) -> bool:
    """Tell whether the text ends in a colon with no predicate right before it."""
    if not ENDS_OPEN.search(text):
        return False
    last = [found.end() for found in rule("step.action").pattern.finditer(text)]
    return not last or last[-1] < len(text.rstrip(": ")) - 1


def step_lists(act: ActDraft, has_term: Callable[[NodeDraft], bool]) -> Iterator[StepList]:
    """Yield every list of steps in reading order; `has_term` says whether a node states a length of time."""
    yield from _lists_below(act.body, ListContext(None), has_term)
    for *_, appendix in walk_appendices(act.appendices):
        place = ListContext(appendix, intro=appendix.title.text if appendix.title else "")
        yield from _lists(appendix, appendix.body, place, has_term)
        yield from _lists_below(appendix.body, place, has_term)


def _lists_below(
    body: Sequence[NodeDraft], around: ListContext, has_term: Callable[[NodeDraft], bool]
) -> Iterator[StepList]:
    """Yield the lists that a node of the body introduces; the items of one introduce none."""
    taken: set[int] = set()
    for node, ancestors in walk_nodes(body):
        path = (*ancestors, node)
        if not node.children or any(one.kind not in CONTAINERS or id(one) in taken for one in path):
            continue
        found = list(_lists(node, node.children, _context(path, around), has_term))
        yield from found
        taken |= {id(item.draft) for one in found for item in one.items}


def _context(path: Sequence[NodeDraft], around: ListContext) -> ListContext:
    """Return where the children of the last node stand.

    `path` leads there from the body, `around` is where that stands.
    """
    clauses = [node.num for node in path if node.kind in ("clause", "article")]
    chapters = [node for node in path if node.kind in ("chapter", "section")]
    return ListContext(
        around.appendix,
        clauses[-1] if clauses else around.clause,
        chapters[-1].id if chapters else around.chapter,
        _words(chapters[-1]) if chapters else around.heading,
        _words(path[-1]),
    )


def _words(node: NodeDraft) -> str:
    own = node.text or node.heading
    return own.text if own else ""


def _lists(
    node: NodeDraft | AppendixDraft,
    children: Sequence[NodeDraft],
    place: ListContext,
    has_term: Callable[[NodeDraft], bool],
) -> Iterator[StepList]:
    for variant, drafts in _groups(children):
        items = _items(drafts, place.intro, has_term)
        if items:
            own = variant or _case_of_intro(node)
            yield StepList(node, place.appendix, place.clause, place.chapter, place.heading, place.intro, own, items)


def _case_of_intro(node: NodeDraft | AppendixDraft) -> Traced | None:
    """Return the case that the introducing sentence begins with, or the whole of a point's text that heads a list."""
    if isinstance(node, AppendixDraft) or node.text is None:
        return None
    if node.kind == "point":
        return node.text[: len(node.text.text.rstrip(": "))]
    text = node.text.text
    found = rule("procedure.case_in_brackets").search(text) or rule("procedure.variant").match(text)
    if found is None or rule("procedure.portal").search(found["variant"]):
        return None
    start, end = found.span("variant")
    tells = rule("procedure.intro").search(text, start)
    if tells is not None and tells.end() < end:  # `… мазмұны, куәлікті беру кезінде ұзақтығы:`
        start = text.find(",", tells.end(), end) + 1
    return node.text[start:end].strip() if start else None


# ---- groups by case ------------------------------------------------------------------------------


def _groups(children: Sequence[NodeDraft]) -> Iterator[tuple[Traced | None, list[NodeDraft]]]:
    """Yield the children that can be items, parted where a case is named and the numbers begin anew."""
    variant: Traced | None = None
    group: list[NodeDraft] = []
    drafts = [child for child in children if child.kind in ITEM_KINDS and child.text]
    for index, draft in enumerate(drafts):
        heading = _variant_heading(draft, drafts[index + 1] if index + 1 < len(drafts) else None)
        if heading is None:
            group.append(draft)
            continue
        if group:
            yield variant, group
        variant, group = heading, []
    if group:
        yield variant, group


def _variant_heading(draft: NodeDraft, below: NodeDraft | None) -> Traced | None:
    text = draft.text
    if draft.kind != "alinea" or text is None or not ENDS_OPEN.search(text.text) or below is None:
        return None
    found = rule("procedure.variant").match(text.text)
    if found is None or found.end() < len(text.text.rstrip(": ")):
        return None
    first = item_of(below)
    return text[found.start("variant") : found.end("variant")] if first.number == 1 else None


# ---- items ---------------------------------------------------------------------------------------


def item_of(draft: NodeDraft) -> Item:
    """Return a paragraph as an item: number mark, label of steps, dash taken off."""
    text = draft.text or Traced("", ())
    mark = draft.label.text if draft.kind == "point" and draft.label else None
    number = int(draft.num) if draft.kind == "point" and draft.num and draft.num.isdigit() else None
    dash = rule("step.dash").match(text.text)
    text = text[dash.end() :] if dash is not None else text
    known = rule("step.label").match(text.text)
    if known is not None:
        kind = rule("vocabulary.step_noun").value(" ".join(known["noun"].split()))["kind"]
        own = int(known["number"]) if known["number"] else None
        if known["in_words"]:
            ordinal = read_number(known["in_words"])
            own = ordinal.value if ordinal is not None else None
        return Item(draft, known["label"], own, kind, text[known.end() :], own is not None or mark is not None)
    opened = rule("step.open_label").match(text.text)
    if opened is not None:
        noun, rest = opened["noun"].lower(), text[opened.end() :]
        return Item(draft, opened["label"], int(opened["number"]), "action", rest, named=False, noun=noun)
    return Item(draft, mark, number, "action", text, named=False)


def _items(drafts: Sequence[NodeDraft], intro: str, has_term: Callable[[NodeDraft], bool]) -> list[Item]:
    """Return the items of the list that the paragraphs make; empty where they make none."""
    items = _with_their_lines([item_of(draft) for draft in drafts if not _heads_list(draft)])
    if not items:
        return []
    named = [index for index, item in enumerate(items) if item.named]
    tells = rule("procedure.intro").search(intro) is not None and not rule("procedure.not_steps").search(intro)
    if len(named) >= 2 or (named and tells):
        return _labelled(items, named)
    if IMPERATIVE.search(items[-1].text.text) or rule("procedure.not_steps").search(intro):
        return []
    points = [item for item in items if item.draft.kind == "point"]
    if _are_openly_labelled(items):
        return items
    if tells and points:
        doing = [item for item in points if item.is_action or (item.is_header and item.draft.children)]
        return _with_open_ends(items) if 2 * len(doing) > len(points) else []
    if tells and ENDS_OPEN.search(intro):
        return [item for item in items if item.is_action and not _is_closing(item)]
    doing = [item for item in items if item.is_action and (item.more or has_term(item.draft))]
    return items if len(doing) >= 2 and len(doing) >= LEAST_DOING * len(items) else []


def _with_open_ends(items: Sequence[Item]) -> list[Item]:
    """Return the points; paragraphs that go on with the list that one opens, and say what is done, are put to it.

    Behind a full stop a new sentence ends the list.
    """
    points: list[Item] = []
    for item in items:
        if item.draft.kind == "point":
            points.append(item)
        elif points and item.is_action and _goes_on(points[-1], item):
            points[-1].below.append(item.draft)
    return points


def _goes_on(point: Item, item: Item) -> bool:
    listed = [*point.draft.children, *point.below]
    last = listed[-1].text if listed else None
    if last is None or not ENDS_OPEN.search(point.text.text):
        return False
    return not last.text.rstrip().endswith(".") or LOWER_START.match(item.text.text) is not None


def _with_their_lines(items: Sequence[Item]) -> list[Item]:
    """Return the items.

    A paragraph that only says how long the one above takes, or what it ends in, is put to that one.
    """
    made: list[Item] = []
    for item in items:
        follows = item.draft.kind == "alinea" and not item.named and made and not made[-1].is_header
        text = _said_of(made[-1], item.text) if follows else item.text
        result = rule("step.own_result").match(text.text) if follows else None
        timed = step_of_term_line(text.text, made) if follows else None
        if timed is not None:
            timed.more.append(item.draft)
        elif result is not None:
            made[-1].result = text[result.start("result") : result.end("result")]
        else:
            made.append(item)
    return made


def step_of_term_line(text: str, above: Sequence[Item]) -> Item | None:
    """Return the step whose length a text states and nothing else: the one it numbers, or the last of those above."""
    found = rule("step.term_line").match(text)
    if found is None or found["number"] is None:
        return above[-1] if found is not None else None
    return next((item for item in reversed(above) if item.named and item.number == int(found["number"])), None)


def _said_of(step: Item, text: Traced) -> Traced:
    """Return a text without the words by which it speaks of the step, where an unlisted noun labels that."""
    found = rule("step.open_reference").match(text.text) if step.noun else None
    if found is None or not found["noun"].lower().startswith(step.noun[:-1]):  # a last қ, к, п may have become ғ, г, б
        return text
    return text[found.end() :]


def _heads_list(draft: NodeDraft) -> bool:
    """Tell whether the paragraph only introduces a labelled list of its own below it."""
    return sum(item_of(child).named for child in draft.children if child.kind in ITEM_KINDS) >= 2


def _are_openly_labelled(items: Sequence[Item]) -> bool:
    """Tell whether all are labelled by one unlisted noun, counted from 1, and say what is done."""
    numbers = [item.number for item in items]
    nouns = {item.label.lstrip("0123456789- ") for item in items if item.label}
    return (
        len(items) >= 2
        and all(item.label and item.draft.kind != "point" and item.is_action for item in items)
        and len(nouns) == 1
        and numbers == list(range(1, len(items) + 1))
    )


def _is_closing(item: Item) -> bool:
    """Tell whether an item is a whole sentence of its own below a list, and not an item of it."""
    dashed = item.draft.text is not None and rule("step.dash").match(item.draft.text.text) is not None
    return not dashed and LOWER_START.match(item.text.text) is None


def _labelled(items: list[Item], named: Sequence[int]) -> list[Item]:
    """Return the labelled items with those between and before them that belong to the list."""
    made: list[Item] = []
    for index, item in enumerate(items):
        if item.named or (item.draft.kind == "point" and (index < named[-1] or item.is_action)):
            made.append(item)
        elif made and made[-1].named and made[-1].is_header and LOWER_START.match(item.text.text):
            made[-1].below.append(item.draft)
        elif index < named[-1] and item.is_action and LOWER_START.match(item.text.text):
            made.append(item)
    return made

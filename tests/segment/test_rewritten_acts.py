"""Real acts with their headings marked in other ways: the same tree, but for the marks."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
import regex
from conftest import CORPORA
from small_acts import act_of

from kzreg_parse.model import AnyNode, Appendix

Rows = list[tuple[str, str | None]]
CHAPTER = r"(?m)^(\d)-тарау\. "
ROMAN = " I II III IV V".split(" ")

REWRITINGS: dict[str, Callable[[str], str]] = {
    "no_indents": lambda text: regex.sub(r"(?m)^ {6}", "", text),
    "chapters_by_number_only": lambda text: regex.sub(CHAPTER, r"\1. ", text),
    "chapters_at_clause_indent": lambda text: regex.sub(CHAPTER, r"      \1. ", text),
    "chapters_in_roman": lambda text: regex.sub(CHAPTER, lambda found: f"{ROMAN[int(found[1])]}. ", text),
    "chapters_without_numbers": lambda text: regex.sub(CHAPTER, "", text),
    "chapters_over_two_lines": lambda text: regex.sub(CHAPTER, r"\1-тарау\n\n", text),
    "other_years": lambda text: text.replace("2019 жылғы", "2021 жылғы").replace("2015 жылғы", "2016 жылғы"),
}


def rows(nodes: tuple[AnyNode, ...]) -> Rows:
    found: Rows = []
    for node in nodes:
        if node.kind not in ("alinea", "note", "figure", "table"):
            found.append((node.kind, None if node.kind == "chapter" else node.num))
        found += rows(node.children)
    return found


def appendix_rows(appendices: tuple[Appendix, ...]) -> Rows:
    found: Rows = []
    for appendix in appendices:
        found += [("appendix", appendix.num), *rows(appendix.body), *appendix_rows(appendix.appendices)]
    return found


def tree(text: str) -> Rows:
    act = act_of(text)
    return rows(act.body) + appendix_rows(act.appendices)


@cache
def original(name: str) -> tuple[str, Rows]:
    text = (CORPORA / "text" / name).read_text("utf-8")
    return text, tree(text)


@pytest.mark.heavy
@pytest.mark.parametrize("rewriting", REWRITINGS)
@pytest.mark.parametrize("name", ["000.txt", "002.txt"])
def test_the_tree_does_not_hang_on_how_chapters_are_marked(name: str, rewriting: str) -> None:
    text, expected = original(name)
    rewritten = REWRITINGS[rewriting](text)
    assert rewritten != text
    assert tree(rewritten) == expected

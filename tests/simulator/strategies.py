"""Hypothesis strategies: clean paragraphs, links in them, and dumps of either style with any page breaks."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

import regex
from hypothesis import strategies as st

from simulator.dump import DumpWriter
from simulator.engine import PAGE_MEASURE_PT
from simulator.material import Marked, material

MOST_WORDS: Final = 45  # of a composed paragraph
MEASURES_PT: Final = (445.0, 470.0, PAGE_MEASURE_PT, 520.0, 560.0)
WRITTEN: Final = tuple(paragraph for name in ("linked", "notes", "prose") for paragraph in material(name))
# Cyrillic words without a mark of their own; one-letter words and bare figures in a row look like letter-spacing.
WORD = regex.compile(r"\p{Cyrillic}{2,}")
WORDS: Final = tuple(sorted({word for one in WRITTEN for word in one.text.split() if WORD.fullmatch(word)}))


def composed() -> st.SearchStrategy[str]:
    """A paragraph of words in any order, with commas, brackets and a stop."""

    def punctuate(words: Sequence[str], seed: int) -> str:
        rng = random.Random(seed)
        out = []
        for word in words:
            draw = rng.random()
            out.append(f"{word}," if draw < 0.1 else f"({word})" if draw < 0.14 else word)
        text = " ".join(out).rstrip(",")
        return text[:1].upper() + text[1:] + rng.choice(".;:.")

    return st.builds(
        punctuate, st.lists(st.sampled_from(WORDS), min_size=2, max_size=MOST_WORDS), st.integers(0, 10_000)
    )


def paragraphs() -> st.SearchStrategy[str]:
    """A clean paragraph, written or composed."""
    return st.one_of(st.sampled_from([one.text for one in WRITTEN]), composed())


@st.composite
def linked_paragraphs(draw: st.DrawFn, *, whole_words: bool = False) -> Marked:
    """A clean paragraph with links over any of its words, likely or not.

    Unless `whole_words`, also over parts of words and over blanks.
    """
    text = draw(paragraphs())
    if whole_words:
        words = [match.span() for match in regex.finditer(r"\S+", text)]
        picked = sorted(draw(st.sets(st.integers(0, len(words) - 1), max_size=4)))
        return Marked(text, tuple(words[index] for index in picked))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    return Marked(text, tuple(zip(cuts[::2], cuts[1::2], strict=False)))


@st.composite
def acts(
    draw: st.DrawFn,
    content: st.SearchStrategy[Marked],
    *,
    old_style: bool | None = None,
    page_breaks: bool = True,
    most: int = 8,
) -> DumpWriter:
    """An act of some paragraphs; `old_style` None: of either style."""
    clauses = draw(st.lists(content, min_size=2, max_size=most))
    break_seed = draw(st.integers(0, 10_000))
    breaks = random.Random(break_seed)
    share = draw(st.sampled_from((0.05, 0.3))) if page_breaks else 0.0
    writer = DumpWriter(
        old_style=draw(st.booleans()) if old_style is None else old_style,
        measure_pt=draw(st.sampled_from(MEASURES_PT)),
        page_breaks=lambda: breaks.random() < share,
    )
    writer.raw("\n")
    writer.flush("Жер салығын түзету туралы", "title")
    writer.raw("\n")
    writer.flush("Маңғыстау облысы әкімдігінің 2012 жылғы 3 мамырдағы № 77 қаулысы.", "requisites")
    for number, clause in enumerate(clauses, 1):
        label = f"{number}. "
        links = [(start + len(label), end + len(label)) for start, end in clause.links]
        writer.paragraph(label + clause.text, links, short_end=number == len(clauses))
    writer.signature("Облыс әкімі А. Айдарбаев")
    return writer

"""The packaged list of word forms counted in published acts."""

from __future__ import annotations

from functools import cache

from kzreg_parse.rules import grammar_folder


@cache
def packaged_words() -> dict[str, int]:
    """Counts of word forms in published acts, `grammars/lexicon/kk_act_words.tsv`."""
    path = grammar_folder() / "lexicon" / "kk_act_words.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {word: int(count) for word, count in rows}


@cache
def packaged_total() -> int:
    """Return the sum of the packaged counts."""
    return sum(packaged_words().values())

"""No text of some kilobytes keeps a rule busy: what a pattern is asked, it answers in time that grows with the length.

Texts are short pieces repeated, alone and behind the first half of a rule's own example: what makes a pattern that
tries too much try it.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import process_time
from typing import Final

import pytest

from kzreg_parse.rules import all_rule_ids, rule

LENGTH: Final = 2_000  # characters
SECONDS: Final = 0.5  # of processor time; the slowest rule takes a tenth of it, cubic ones took twenty
PIECES: Final = (
    "1-", "-1", "1)", "1) ", "1, ", "1. ", "1 ", "а ", "аб ", "А. ", "а-", "а,", "« ", "«а» ", "( ", "(а) ", "- ", "– ",
    "I ", "_", "№ 1 ", "және ", "және 1 ", "2014 жылғы ", "1 тармақ ", "қаулысы ", "Министрінің ",
)  # fmt: skip


def texts_for(rule_id: str) -> Iterator[str]:
    """Texts that begin like what the rule finds, and go on for ever."""
    loaded = rule(rule_id)
    beginnings = ["", *(one.text[: len(one.text) // 2] for one in loaded.examples[:1])]
    for piece in (*PIECES, *(f"{word} " for word in list(loaded.words)[:2])):
        for beginning in beginnings:
            yield beginning + piece * (LENGTH // len(piece))


@pytest.mark.heavy
@pytest.mark.parametrize("rule_id", all_rule_ids())
def test_a_rule_answers_in_time_that_grows_with_the_length(rule_id: str) -> None:
    pattern = rule(rule_id).pattern
    for text in texts_for(rule_id):
        begun = process_time()
        try:
            pattern.search(text, timeout=30 * SECONDS)
        except TimeoutError:
            pytest.fail(f"no answer to «{text[:40]}…»")
        assert process_time() - begun < SECONDS, f"«{text[:40]}…»"

"""One text with what mentions of acts are made of: words and marks, dates, numbers of acts."""

from __future__ import annotations

from functools import cached_property

import regex

from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.language.tokens import Tokens, tokens_of
from kzreg_parse.model import Traced
from kzreg_parse.rules import rule


class ActWords:
    """Each kind of part is searched once, when it is first asked for."""

    def __init__(self, text: Traced, log: DiagnosticLog) -> None:
        self.traced = text
        self.text = text.text
        self.log = log

    @cached_property
    def tokens(self) -> Tokens:
        """Words and marks of the text."""
        return tokens_of(self.text)

    @cached_property
    def dates(self) -> dict[int, regex.Match[str]]:
        """Dates by their ends."""
        return {found.end(): found for found in rule("date.any").pattern.finditer(self.text)}

    @cached_property
    def numbers(self) -> dict[int, regex.Match[str]]:
        """Numbers of acts by their ends."""
        return {found.end(): found for found in rule("act.number").pattern.finditer(self.text)}

"""Where the commands print: nothing that a document or a file name holds reaches a terminal as a command to it."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from kzreg_parse.model.errors import printable

LAID_OUT = "\n\t"  # what parts lines and cells


class PlainConsole(Console):
    """A console that prints control characters of a text escaped (`\\x1b`), whatever holds the text."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield the segments of anything that can be printed, their texts made harmless."""
        for segment in super().render(renderable, options):
            text = segment.text
            if segment.control or text.isprintable():
                yield segment
            else:
                shown = "".join(letter if letter in LAID_OUT else printable(letter, limit=None) for letter in text)
                yield Segment(shown, segment.style)


def errors() -> Console:
    """Return the console of messages, on standard error; a line of one is never broken."""
    return PlainConsole(stderr=True, highlight=False, soft_wrap=True)


def output(*, width: int | None = None, soft_wrap: bool = False) -> Console:
    """Return the console of what was asked for; `width` in columns is for output that goes to no terminal."""
    return PlainConsole(highlight=False, width=None if sys.stdout.isatty() else width, soft_wrap=soft_wrap)

"""The ledger for the eye: source beside clean text, what changed set off, what a reviewer need not see counted."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

import regex
from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from kzreg_parse.model import Act, Repair

DOUBTFUL: Final = 0.9  # confidence below which a repair is marked; restoration reports such moves, too
KIND_STYLE: Final = {
    "displaced_link": "bold magenta",
    "letter_spacing": "bold cyan",
    "script": "bold yellow",
    "markdown": "bold blue",
    "page_break": "bold green",
}
SIGNS: Final = str.maketrans({"\n": "⏎", "\r": "␍", "\f": "␌", "\t": "⇥"})
NOTHING: Final = "∅"
WORD = regex.compile(r"\S+|\s+")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which repairs to list: of these kinds (none: all), below this confidence, joins of lines and blanks too."""

    kinds: Collection[str] = ()
    below: float | None = None
    joins: bool = False

    def lists(self, repair: Repair) -> bool:
        """Tell whether the repair is one of them."""
        if self.kinds and repair.kind not in self.kinds:
            return False
        if self.below is not None:
            return repair.confidence < self.below
        return self.joins or bool(self.kinds) or changes_words(repair)


def changes_words(repair: Repair) -> bool:
    """Tell whether anything but blanks was touched."""
    return bool(repair.raw.strip() or repair.clean.strip())


def repairs_view(act: Act, wanted: Wanted) -> Iterator[RenderableType]:
    """Yield the wanted repairs side by side, how many others there are, and what restoration is unsure of."""
    listed = [repair for repair in act.repairs if wanted.lists(repair)]
    yield Text(f"{act.source.name}: {len(listed)} of {len(act.repairs)} repairs", style="bold")
    if listed:
        yield _table(listed)
    others = Counter(repair.kind for repair in act.repairs if not wanted.lists(repair))
    if others:
        counts = ", ".join(f"{count} {kind}" for kind, count in sorted(others.items()))
        joins_only = not wanted.kinds and wanted.below is None
        hint = " (lines and blanks; --all lists them)" if joins_only else ""
        yield Text(f"not listed: {counts}{hint}", style="dim")
    notes = [found for found in act.diagnostics if found.code.startswith("KZN")]
    if notes and not wanted.kinds:
        yield Text("\nrestoration says", style="bold")
        for found in notes:
            place = f" [{found.span[0]}–{found.span[1]}]" if found.span else ""
            yield Text(f"{found.code} {found.message}{place}", style="yellow" if found.severity == "warning" else "dim")


def _table(repairs: Sequence[Repair]) -> Table:
    table = Table(box=box.MINIMAL, expand=True, show_lines=False, pad_edge=False)
    for name in ("source", "clean"):
        table.add_column(name, ratio=1, overflow="fold")
    for repair in repairs:
        table.add_row(_name(repair), _place(repair))
        table.add_row(*_sides(repair), end_section=True)
    return table


def _name(repair: Repair) -> Text:
    name = Text(f"{repair.id.removeprefix('repair_')} ", style="dim")
    return name.append(repair.kind, style=KIND_STYLE.get(repair.kind, "bold"))


def _place(repair: Repair) -> Text:
    page = f"page {repair.page}, " if repair.page is not None else ""
    place = Text(f"{page}{repair.span[0]}–{repair.span[1]}, ", style="dim")
    if repair.confidence < DOUBTFUL:
        return place.append(f"{repair.confidence:.2f} doubtful", style="bold red")
    return place.append(f"{repair.confidence:.2f}")


def _sides(repair: Repair) -> tuple[Text, Text]:
    """Source and clean text, the words that differ in colour; single letters with their names."""
    if repair.kind == "script" and len(repair.raw) == len(repair.clean) == 1:
        return Text(_letter(repair.raw), style="red"), Text(_letter(repair.clean), style="green")
    if not changes_words(repair):
        return Text(_blanks(repair.raw), style="red"), Text(_blanks(repair.clean), style="green")
    raw, clean = WORD.findall(repair.raw), WORD.findall(repair.clean)
    before, after = Text(), Text()
    for change, low, high, start, end in SequenceMatcher(None, raw, clean, autojunk=False).get_opcodes():
        same = change == "equal"
        before.append("".join(raw[low:high]).translate(SIGNS), style="" if same else "red")
        after.append("".join(clean[start:end]).translate(SIGNS), style="" if same else "green")
    return before, after if repair.clean else Text(NOTHING, style="green")


def _letter(letter: str) -> str:
    return f"{letter}  {unicodedata.name(letter, f'U+{ord(letter):04X}').lower()}"


def _blanks(blanks: str) -> str:
    return blanks.replace(" ", "␣").translate(SIGNS) or NOTHING

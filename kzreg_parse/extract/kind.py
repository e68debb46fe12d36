"""What a kind of fact declares of itself, and what its reader may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kzreg_parse.extract.amendment.declared_repeals import Repeals, declared_repeals
from kzreg_parse.extract.amendment.instructions import AmendmentReader, title_target
from kzreg_parse.extract.definition.definitions import Defined, definitions_of
from kzreg_parse.extract.flat import Table
from kzreg_parse.extract.text.diagnostic_log import DiagnosticLog
from kzreg_parse.extract.text.located import LocatedTexts
from kzreg_parse.model import Act, ActMetadata, Traced
from kzreg_parse.model.base import Model
from kzreg_parse.segment import ActDraft


class Mark(NamedTuple):
    """Words of a fact in the text of the act, as a span of a spaCy Doc."""

    node: str
    words: str
    label: str
    span: tuple[int, int]  # code points of the source text


@dataclass
class Reading:
    """One act while its facts are read: the tree, all texts with their places, and what was found so far, by name."""

    draft: ActDraft
    title: Traced
    places: LocatedTexts
    act: ActMetadata
    log: DiagnosticLog
    found: dict[str, tuple[Model, ...]] = field(default_factory=dict)

    @cached_property
    def declared(self) -> Repeals:
        """The acts, and parts of acts, that this one declares to have lost force."""
        return declared_repeals(self.draft, self.log)

    @cached_property
    def defined(self) -> Sequence[Defined]:
        """The terms with what citations need to know of them."""
        return definitions_of(self.places, self.log)

    @cached_property
    def instructions(self) -> AmendmentReader:
        """The reader of changes to other acts, which knows afterwards which texts are another act's words."""
        return AmendmentReader(self.places, title_target(self.title, self.log), self.log)


class FactKind(NamedTuple):
    """A kind of fact. `name` is its list in the JSON, its name in a diff and its group in a spaCy Doc."""

    name: str
    order: int  # kinds are read from the lowest to the highest; a reader may ask for what was found before
    model: type[Model]  # of one entry
    read: Callable[[Reading], Sequence[Model]]
    tables: tuple[Table, ...] = ()  # of Parquet, and of the store where it has none of its own for them
    marks: Callable[[Act], Iterator[Mark]] | None = None
    group: str | None = None  # of marks, where it is not `name`

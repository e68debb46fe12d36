"""What a form of output declares of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzreg_parse.model import Act


@dataclass(frozen=True, slots=True)
class Writer:
    """A form of output.

    One of three: with `write`, each act becomes a file of its own whose name ends in `ending`; with `join`, all acts
    become one `file`; `by_run`, a bulk run knows how to write it.
    """

    name: str  # of `--format`
    help: str  # what the command line says of it
    ending: str = ""  # with the stop
    write: Callable[[Act], bytes] | None = None
    file: str = ""  # of all acts, in the output's folder
    join: Callable[[Iterable[Act]], Iterator[bytes]] | None = None  # pieces, each as soon as its acts are there
    by_run: bool = False
    needs: str | None = None  # a package that has to be installed, `pip install "kzreg-parse[<name>]"`

    def __post_init__(self) -> None:
        if [self.write is not None, self.join is not None, self.by_run].count(True) != 1:
            raise ValueError(f"form {self.name}: it is written by one of `write`, `join` and a bulk run")

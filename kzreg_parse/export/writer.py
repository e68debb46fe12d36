"""What a form of output declares of itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kzreg_parse.model import Act


@dataclass(frozen=True, slots=True)
class Writer:
    """A form of output.

    With `write`, each act becomes a file of its own whose name ends in `ending`. Without, the form holds all acts of a
    run together and is written by the run itself.
    """

    name: str  # of `--format`
    help: str  # what the command line says of it
    ending: str = ""  # with the stop
    write: Callable[[Act], bytes] | None = None
    needs: str | None = None  # a package that has to be installed, `pip install "kzreg-parse[<name>]"`

"""Kazakh normative acts (PDF, text dump, Markdown, saved page) to restored, structured JSON.

    import kzreg_parse

    act = kzreg_parse.parse("acts/245.pdf")
    act.act.repeal.by.number, act.appendices[0].title

Everything heavy is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Act",
    "KzregError",
    "LedgerError",
    "Outcome",
    "ReadError",
    "Rebuilt",
    "WordListError",
    "__version__",
    "parse",
    "parse_many",
    "parse_with_source",
    "rebuild",
    "source_of",
    "to_spacy",
]

if TYPE_CHECKING:
    from kzreg_parse.api import Outcome, parse, parse_many, parse_with_source, source_of
    from kzreg_parse.export.spacy_doc import to_spacy
    from kzreg_parse.model import Act
    from kzreg_parse.model.errors import KzregError, LedgerError, ReadError, WordListError
    from kzreg_parse.trace import Rebuilt, rebuild

_HOMES = {
    "Act": "kzreg_parse.extract.act_type",
    "KzregError": "kzreg_parse.model.errors",
    "LedgerError": "kzreg_parse.model.errors",
    "Outcome": "kzreg_parse.api",
    "ReadError": "kzreg_parse.model.errors",
    "Rebuilt": "kzreg_parse.trace",
    "WordListError": "kzreg_parse.model.errors",
    "parse": "kzreg_parse.api",
    "parse_many": "kzreg_parse.api",
    "parse_with_source": "kzreg_parse.api",
    "rebuild": "kzreg_parse.trace",
    "source_of": "kzreg_parse.api",
    "to_spacy": "kzreg_parse.export.spacy_doc",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kzreg_parse' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)

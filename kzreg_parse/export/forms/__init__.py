"""The forms of output, one module each. A new form is one new module here that declares `WRITER`."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from kzreg_parse.export.writer import Writer

DEFAULT = "json"


@cache
def writers() -> dict[str, Writer]:
    """Return every form by its name, the default first."""
    found = [import_module(f"{__name__}.{module.name}").WRITER for module in pkgutil.iter_modules(__path__)]
    return {writer.name: writer for writer in sorted(found, key=lambda writer: (writer.name != DEFAULT, writer.name))}

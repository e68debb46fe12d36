"""The kinds of facts, one module each. A new kind is one new module here that declares `KIND`.

JSON, Parquet, the store, `kzreg evaluate`, a diff and a spaCy Doc ask this list, so a kind reaches all of them by
itself.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import Field, create_model

from kzreg_parse.extract.flat import Table
from kzreg_parse.extract.kind import FactKind
from kzreg_parse.model import Act


@cache
def kinds() -> tuple[FactKind, ...]:
    """Return every kind of fact, in the order in which they are read."""
    found = [import_module(f"{__name__}.{module.name}").KIND for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted(found, key=lambda kind: kind.order))


@cache
def added() -> frozenset[str]:
    """Return the names of the kinds that the contract does not name; JSON that was written before them has no list."""
    return frozenset(kind.name for kind in kinds() if kind.name not in Act.model_fields)


@cache
def names() -> tuple[str, ...]:
    """Return the names of all kinds in the order of the JSON's fields."""
    known = {kind.name for kind in kinds()}
    return tuple(name for name in act_model().model_fields if name in known)


@cache
def tables() -> tuple[Table, ...]:
    """Return the flat tables of all kinds, in the order of the JSON's fields."""
    by_name = {kind.name: kind for kind in kinds()}
    return tuple(table for name in names() for table in by_name[name].tables)


@cache
def act_model() -> type[Act]:
    """Return the type of acts: the contract's own, with a list more for each kind that it does not name."""
    more: dict[str, Any] = {
        kind.name: (tuple[kind.model, ...], Field(default=()))  # type: ignore[name-defined]
        for kind in kinds()
        if kind.name in added()
    }
    return create_model("Act", __base__=Act, __module__="kzreg_parse.extract.act_type", **more) if more else Act

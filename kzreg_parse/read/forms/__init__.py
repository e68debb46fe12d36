"""The forms of input, one module each. A new form is one new module here that declares `FORM`."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from kzreg_parse.read.form import Form


@cache
def forms() -> tuple[Form, ...]:
    """Return every form, in the order in which inputs are asked."""
    found = [import_module(f"{__name__}.{module.name}").FORM for module in pkgutil.iter_modules(__path__)]
    return tuple(sorted(found, key=lambda form: form.order))


@cache
def endings() -> frozenset[str]:
    """Return the endings of files that folders are searched for."""
    return frozenset(ending for form in forms() for ending in form.endings)

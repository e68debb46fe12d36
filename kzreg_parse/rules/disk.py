"""Compiled rules kept on disk between processes: compiling them takes half a second, reading them back a hundredth.

A kept file is named by a hash of all that went into it (the grammar files, the code that reads them, the versions of
Python and of the library of regular expressions), so that it is never out of date. It is written beside its place and
moved there whole. Where it cannot be read or written the rules are compiled; nothing fails for want of it.

    KZREG_CACHE=off         nothing is read or written
    KZREG_CACHE_DIR=folder  where, instead of the user's own folder for such files
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import stat
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import regex

from kzreg_parse.rules.rule import Example, Rule

FILES_KEPT: Final = 8  # the newest; each change of a grammar leaves a file behind
DIGEST: Final = 32  # bytes of SHA-256 at the head of a file, of all that follows
NAMED: Final = ("regex._regex", "compile")  # all that a kept file may call: it makes a pattern of its compiled form


def read_rules(key: str, folder: Path) -> list[Rule] | None:
    """Return the rules kept under the key, as files of `folder`; None where there are none, or none to be trusted."""
    place = _place(key)
    data = None if place is None else _read_own(place)
    if data is None or hashlib.sha256(data[DIGEST:]).digest() != data[:DIGEST]:
        return None
    try:
        return [_rule(folder, kept) for kept in _Unpickler(io.BytesIO(data[DIGEST:])).load()]
    except Exception:  # whatever is wrong with it, the grammar files are right and are read instead
        return None


def keep_rules(key: str, rules: Iterable[Rule]) -> None:
    """Keep the rules under the key, if there is a place for them."""
    place = _place(key)
    if place is None:
        return
    data = pickle.dumps([_kept(one) for one in rules], protocol=5)
    import tempfile

    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix="grammar-")  # the user's alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest() + data)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink()
            raise
        _forget_old(place.parent)


def key_of(folder: Path) -> str:
    """Return a name for what the rules of `folder` are compiled from, and by what."""
    seen = hashlib.sha256(f"{sys.version}\0{sys.byteorder}\0{regex.__version__}\0".encode())
    code = Path(__file__).parent
    for root, kind in ((code, "*.py"), (folder, "*.yaml")):
        for file in sorted(root.rglob(kind)):
            data = file.read_bytes()
            seen.update(f"{file.relative_to(root).as_posix()}\0{len(data)}\0".encode() + data)
    return seen.hexdigest()[:32]


def cache_folder() -> Path | None:
    """Return where compiled rules are kept; None where the user wants none kept, or has no home."""
    if os.environ.get("KZREG_CACHE", "").lower() == "off":
        return None
    if named := os.environ.get("KZREG_CACHE_DIR"):
        return Path(named)
    for variable in ("LOCALAPPDATA",) if os.name == "nt" else ("XDG_CACHE_HOME",):
        base = Path(os.environ.get(variable, ""))
        if base.is_absolute():
            return base / "kzreg_parse"
    try:
        return Path.home() / ".cache" / "kzreg_parse"
    except RuntimeError:
        return None


def _place(key: str) -> Path | None:
    folder = cache_folder()
    return None if folder is None else folder / f"grammar-{key}"


def _read_own(place: Path) -> bytes | None:
    """Return the bytes of a file that nobody but the user can have written; None where there is no such file."""
    with suppress(OSError), place.open("rb") as file:
        about = os.fstat(file.fileno())
        if os.name != "posix" or (about.st_uid == os.geteuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)):
            return file.read()
    return None


def _forget_old(folder: Path) -> None:
    files = sorted(folder.glob("grammar-*"), key=lambda file: file.stat().st_mtime, reverse=True)
    for file in files[FILES_KEPT:]:
        file.unlink(missing_ok=True)


def _kept(rule: Rule) -> Sequence[Any]:
    examples = [(one.text, one.act, dict(one.groups)) for one in rule.examples]
    told = (rule.id, rule.why, rule.source, rule.pattern, dict(rule.words), examples, rule.rejects)
    return (*told, rule.case_sensitive, rule.gates)


def _rule(folder: Path, kept: Sequence[Any]) -> Rule:
    rule_id, why, source, pattern, words, examples, rejects, case_sensitive, gates = kept
    return Rule(
        id=rule_id,
        why=why,
        source=source,
        pattern=pattern,
        words=MappingProxyType(words),
        examples=tuple(Example(*one) for one in examples),
        rejects=rejects,
        path=folder.joinpath(*rule_id.split(".")).with_suffix(".yaml"),
        case_sensitive=case_sensitive,
        gates=gates,
    )


class _Unpickler(pickle.Unpickler):
    """Makes plain values and patterns, and nothing else that a pickle could name."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != NAMED:
            raise pickle.UnpicklingError(f"{module}.{name} has no place among rules")
        return super().find_class(module, name)

"""All rules of a folder as one value, compiled together: what is loaded does not change while texts are read."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import Final, NamedTuple

from kzreg_parse.model.errors import RuleError
from kzreg_parse.rules import disk
from kzreg_parse.rules.rule import Rule

_LOADING: Final = Lock()


class Grammar(NamedTuple):
    """The rules of one grammar folder by their ids. Nothing in it changes, so threads may share it."""

    folder: Path
    rules: Mapping[str, Rule]

    @classmethod
    def load(cls, folder: Path) -> Grammar:
        """Return all rules below `folder`: as they were kept on disk, else read, checked and compiled.

        Raises RuleError naming the file and the key at fault.
        """
        try:
            key = disk.key_of(folder)
        except OSError as error:
            raise RuleError(f"{error.filename}: cannot be read ({error.strerror})") from error
        rules = disk.read_rules(key, folder)
        if rules is None:
            from kzreg_parse.rules.load import load_rules  # reads YAML, which a process seldom needs

            rules = load_rules(folder)
            disk.keep_rules(key, rules)
        return cls(folder, MappingProxyType({one.id: one for one in rules}))

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of that id. Raises RuleError where there is none."""
        try:
            return self.rules[rule_id]
        except KeyError:
            raise RuleError(f"{self.folder.joinpath(*rule_id.split('.'))}.yaml: no such rule") from None


def load_rule(folder: Path, rule_id: str) -> Rule:
    """Return one rule of a folder, read and compiled by itself. Raises RuleError naming the file and the key."""
    from kzreg_parse.rules.load import RuleReader

    return RuleReader(folder).compile(rule_id)


def grammar_folder() -> Path:
    """Return where the grammar files are: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_grammars", package.parent / "grammars"):
        if folder.is_dir():
            return folder
    raise RuleError(f"no grammar files beside or inside {package}")


def default_grammar() -> Grammar:
    """Return the package's own grammar, loaded once, whichever thread asks first."""
    with _LOADING:
        return _own_grammar()


@cache
def _own_grammar() -> Grammar:
    return Grammar.load(grammar_folder())


@cache
def rule(rule_id: str) -> Rule:
    """Return the rule of the package's own grammar. Raises RuleError where there is none."""
    return default_grammar().rule(rule_id)


def all_rule_ids() -> list[str]:
    """Return the ids of all rules of the package's own grammar, sorted."""
    return sorted(default_grammar().rules)

"""Grammar files (YAML) to checked rules.

A file `grammars/date/long.yaml` holds the rule `date.long`:

    id: date.long
    why: what it is for
    source: where the wording was seen
    pattern: |                     # verbose regular expression; blanks do not count
      (?P<year>\\d{4}) \\s жылғы …   {{date.month}} puts in another rule, {{date.month as from}} with its
                                    groups renamed from_month; {{words}} any of the rule's own words
    words: {қаңтар: 1}             # or words alone, without a pattern; a word with several stems lists them:
                                    бап: {kind: article, stems: [бап, баб]} is met as either, value {kind, lemma};
                                    {{vocabulary.x where kind=article}} puts in those words of x alone; where x is
                                    a union of rules of words, those of its members too
    examples: [{text: …, act: "004", groups: {year: "2014"}}]
    rejects: […]
    gates: [date.any]              # optional: rules that are asked only where this one holds; a test sees to it that
                                    it holds wherever they do
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import regex
import yaml

from kzreg_parse.model.errors import RuleError
from kzreg_parse.rules.rule import Example, Rule, folded

KEYS = frozenset({"id", "why", "source", "pattern", "words", "examples", "rejects", "case_sensitive", "gates"})
PLACEHOLDER = regex.compile(
    r"\{\{\s*(?P<rule>[a-z_]+(?:\.[a-z_]+)*)"
    r"(?:\s+where\s+(?P<key>[a-z_]+)=(?P<value>[a-z_]+)|\s+as\s+(?P<prefix>[a-z_]+))?\s*\}\}"
)
UNION = regex.compile(r"\s*\{\{[a-z_.\s]+\}\}(?:\s*\|\s*\{\{[a-z_.\s]+\}\})*\s*")
GROUP_NAME = regex.compile(r"\(\?P<(?P<name>\w+)>")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_rules(folder: Path) -> list[Rule]:
    """Read, check and compile every grammar file below `folder`, in the order of their ids. Raises RuleError."""
    reader = RuleReader(folder)
    rules = [reader.compile(rule_id) for rule_id in rule_ids_in(folder)]
    known = {made.id for made in rules}
    for made in rules:
        for gated in made.gates:
            if gated not in known:
                raise RuleError(f"{made.path}: gates: {gated}: no such rule")
    return rules


def rule_ids_in(folder: Path) -> list[str]:
    """Return the ids of all rules below `folder`, sorted."""
    return sorted(".".join(path.relative_to(folder).with_suffix("").parts) for path in folder.rglob("*.yaml"))


class RuleReader:
    """The grammar files of a folder while its rules are compiled; each file is read once, however many name it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, tuple[Path, Mapping[str, Any]]] = {}

    def compile(self, rule_id: str) -> Rule:
        """Return the checked and compiled rule. Raises RuleError naming the file and the key."""
        path, data = self._read(rule_id)
        expression = self._expand(rule_id, ())
        flags = regex.VERBOSE | (0 if data.get("case_sensitive") else regex.IGNORECASE)
        try:
            pattern = regex.compile(expression, flags)
        except regex.error as error:
            raise RuleError(f"{path}: pattern: {error}") from error
        return Rule(
            id=rule_id,
            why=_text(path, data, "why"),
            source=_text(path, data, "source"),
            pattern=pattern,
            words=_words(path, data),
            examples=_examples(path, data.get("examples", [])),
            rejects=_strings(path, data, "rejects"),
            path=path,
            case_sensitive=bool(data.get("case_sensitive")),
            gates=_strings(path, data, "gates"),
        )

    def _read(self, rule_id: str) -> tuple[Path, Mapping[str, Any]]:
        if rule_id not in self._files:
            path = self._folder.joinpath(*rule_id.split(".")).with_suffix(".yaml")
            self._files[rule_id] = path, _checked(path, rule_id)
        return self._files[rule_id]

    def _expand(self, rule_id: str, above: tuple[str, ...]) -> str:
        """Return the rule's pattern with every placeholder replaced by the pattern it names."""
        path, data = self._read(rule_id)
        if rule_id in above:
            raise RuleError(f"{path}: pattern: {' > '.join((*above, rule_id))} goes round in a circle")
        own_words = _any_of(_words(path, data))
        pattern = data.get("pattern", own_words)
        if not isinstance(pattern, str):
            raise RuleError(f"{path}: pattern: not a text")

        def put_in(found: regex.Match[str]) -> str:
            if found["rule"] == "words":
                return own_words
            if found["key"]:
                return self._some_words(found["rule"], found["key"], found["value"])
            part = self._expand(found["rule"], (*above, rule_id))
            if found["prefix"]:
                part = GROUP_NAME.sub(rf"(?P<{found['prefix']}_\g<name>>", part)
            return f"(?:{part.strip()}\n)"

        return PLACEHOLDER.sub(put_in, pattern)

    def _some_words(self, rule_id: str, key: str, value: str) -> str:
        """Return the pattern of those words of a rule whose value has `value` under `key`."""
        words = self._words_of_all(rule_id, key)
        chosen = [word for word, told in words.items() if isinstance(told, dict) and told.get(key) == value]
        if not chosen:
            raise RuleError(f"{self._read(rule_id)[0]}: words: none with {key}={value}")
        return _any_of(chosen)

    def _words_of_all(self, rule_id: str, key: str) -> Mapping[str, Any]:
        """Return the words of a rule and of those that it is the union of. Raises RuleError where it is none."""
        path, data = self._read(rule_id)
        words = dict(_words(path, data))
        pattern = data.get("pattern", "{{words}}")
        if not isinstance(pattern, str) or UNION.fullmatch(pattern) is None:
            raise RuleError(f"{path}: pattern: more than words and unions of them, which {key}= cannot choose from")
        for found in PLACEHOLDER.finditer(pattern):
            if found["rule"] != "words":
                words |= self._words_of_all(found["rule"], key)
        return words


def _checked(path: Path, rule_id: str) -> Mapping[str, Any]:
    """Return what a grammar file says, its keys checked."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as error:
        raise RuleError(f"{path}: no such rule ({error.strerror})") from error
    except yaml.YAMLError as error:
        raise RuleError(f"{path}: not valid YAML: {error}") from error
    if not isinstance(data, dict):
        raise RuleError(f"{path}: the file is not a mapping")
    unknown = sorted(set(data) - KEYS)
    if unknown:
        raise RuleError(f"{path}: {unknown[0]}: unknown key")
    if data.get("id") != rule_id:
        raise RuleError(f"{path}: id: {data.get('id')!r} should be {rule_id!r}, after the file's place")
    if "pattern" not in data and "words" not in data:
        raise RuleError(f"{path}: pattern: a rule has a pattern, words, or both")
    return data


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(_literal(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _literal(word: str) -> str:
    return r"\s+".join(regex.escape(part, special_only=True) for part in word.split())


def _words(path: Path, data: Mapping[str, Any]) -> Mapping[str, Any]:
    words = data.get("words", {})
    if isinstance(words, list):
        words = dict.fromkeys(words, True)
    if not isinstance(words, dict) or not all(isinstance(word, str) for word in words):
        raise RuleError(f"{path}: words: not a list or mapping of words")
    case_sensitive = bool(data.get("case_sensitive"))
    return MappingProxyType(
        {
            folded(stem, case_sensitive=case_sensitive): value
            for word, entry in words.items()
            for stem, value in _stems(path, word, entry)
        }
    )


def _stems(path: Path, word: str, entry: object) -> Iterator[tuple[str, object]]:
    """Yield the spellings under which a word is met, each with its value; a value with `stems` names its lemma too."""
    if not isinstance(entry, dict) or "stems" not in entry:
        yield word, entry
        return
    value = {key: told for key, told in entry.items() if key != "stems"} | {"lemma": word}
    if not isinstance(entry["stems"], list) or not entry["stems"]:
        raise RuleError(f"{path}: words: {word}: stems is not a list of stems")
    for stem in entry["stems"]:
        yield _string(path, f"words.{word}.stems", stem), value


def _examples(path: Path, examples: object) -> tuple[Example, ...]:
    if not isinstance(examples, list):
        raise RuleError(f"{path}: examples: not a list")
    made = []
    for entry in examples:
        if not isinstance(entry, dict) or set(entry) - {"text", "act", "groups"}:
            raise RuleError(f"{path}: examples: each has text, act and, if wanted, groups")
        made.append(
            Example(
                text=_string(path, "examples.text", entry.get("text")),
                act=_string(path, "examples.act", entry.get("act")),
                groups=dict(entry.get("groups", {})),
            )
        )
    return tuple(made)


def _strings(path: Path, data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    listed = data.get(key, [])
    if not isinstance(listed, list):
        raise RuleError(f"{path}: {key}: not a list")
    return tuple(_string(path, key, entry) for entry in listed)


def _text(path: Path, data: Mapping[str, Any], key: str) -> str:
    return _string(path, key, data.get(key))


def _string(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{path}: {key}: missing, or not a text")
    return value

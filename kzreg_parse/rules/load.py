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
                                    {{vocabulary.x where kind=article}} puts in those words of x alone
    examples: [{text: …, act: "004", groups: {year: "2014"}}]
    rejects: […]
    signs: [жыл]                   # optional: small letters of which every match has some in one word
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import regex
import yaml

from kzreg_parse.model.errors import RuleError
from kzreg_parse.rules.rule import Example, Rule

KEYS = frozenset({"id", "why", "source", "pattern", "words", "examples", "rejects", "case_sensitive", "signs"})
PLACEHOLDER = regex.compile(
    r"\{\{\s*(?P<rule>[a-z_]+(?:\.[a-z_]+)*)"
    r"(?:\s+where\s+(?P<key>[a-z_]+)=(?P<value>[a-z_]+)|\s+as\s+(?P<prefix>[a-z_]+))?\s*\}\}"
)
GROUP_NAME = regex.compile(r"\(\?P<(?P<name>\w+)>")


def grammar_folder() -> Path:
    """Where the grammar files are: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_grammars", package.parent / "grammars"):
        if folder.is_dir():
            return folder
    raise RuleError(f"no grammar files beside or inside {package}")


@cache
def rule(rule_id: str) -> Rule:
    """The rule of that id, loaded and compiled once. Raises RuleError naming the file and the key."""
    return load_rule(grammar_folder(), rule_id)


def all_rule_ids(folder: Path | None = None) -> list[str]:
    """Every rule there is, sorted."""
    root = folder or grammar_folder()
    return sorted(".".join(path.relative_to(root).with_suffix("").parts) for path in root.rglob("*.yaml"))


def load_rule(folder: Path, rule_id: str) -> Rule:
    """Read, check and compile one grammar file below `folder`."""
    path, data = _read(folder, rule_id)
    words = _words(path, data)
    expression = _expand(folder, rule_id, ())
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
        words=words,
        examples=_examples(path, data.get("examples", [])),
        rejects=tuple(_string(path, "rejects", reject) for reject in data.get("rejects", [])),
        path=path,
        signs=_signs(path, data, words),
    )


def _read(folder: Path, rule_id: str) -> tuple[Path, dict[str, Any]]:
    path = folder.joinpath(*rule_id.split(".")).with_suffix(".yaml")
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
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
    return path, data


def _expand(folder: Path, rule_id: str, above: tuple[str, ...]) -> str:
    """The rule's pattern with every placeholder replaced by the pattern it names."""
    path, data = _read(folder, rule_id)
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
            return _some_words(folder, found["rule"], found["key"], found["value"])
        part = _expand(folder, found["rule"], (*above, rule_id))
        if found["prefix"]:
            part = GROUP_NAME.sub(rf"(?P<{found['prefix']}_\g<name>>", part)
        return f"(?:{part.strip()}\n)"

    return PLACEHOLDER.sub(put_in, pattern)


def _some_words(folder: Path, rule_id: str, key: str, value: str) -> str:
    """Return the pattern of those words of a rule whose value has `value` under `key`."""
    path, data = _read(folder, rule_id)
    words = _words(path, data)
    chosen = [word for word, told in words.items() if isinstance(told, dict) and told.get(key) == value]
    if "pattern" in data or not chosen:
        raise RuleError(f"{path}: words: no list of words alone, or none with {key}={value}")
    return _any_of(chosen)


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
    spelt = {stem: value for word, entry in words.items() for stem, value in _stems(path, word, entry)}
    return spelt if data.get("case_sensitive") else {stem.lower(): value for stem, value in spelt.items()}


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


def _signs(path: Path, data: Mapping[str, Any], words: Mapping[str, Any]) -> tuple[str, ...]:
    """The rule's signs; `signs: words` takes its words."""
    signs = data.get("signs", [])
    if signs != "words" and not isinstance(signs, list):
        raise RuleError(f"{path}: signs: not a list")
    made = tuple(words) if signs == "words" else tuple(_string(path, "signs", sign) for sign in signs)
    if any(sign != sign.lower() or len(sign.split()) != 1 for sign in made):
        raise RuleError(f"{path}: signs: not in small letters, or with a blank inside")
    return made


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


def _text(path: Path, data: Mapping[str, Any], key: str) -> str:
    return _string(path, key, data.get(key))


def _string(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise RuleError(f"{path}: {key}: missing, or not a text")
    return value

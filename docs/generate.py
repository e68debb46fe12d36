"""Write `docs/codes.md` and `docs/rules.md` from the data of the package: messages, raised refusals, grammar files.

python docs/generate.py           # write both
python docs/generate.py --check   # exit status 1 if either is not what the data says
"""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kzreg_parse.model.diagnostics import MESSAGES
from kzreg_parse.rules import all_rule_ids, rule

ROOT = Path(__file__).resolve().parent.parent
STAGES = {"KZR": "Reading", "KZN": "Restoration", "KZS": "Structure", "KZE": "Facts"}
LONGEST_EXAMPLE = 100


def refusals() -> dict[str, list[str]]:
    """Return the codes that end the reading of an input, each with the reasons the code gives, as they stand there."""
    found: dict[str, list[str]] = defaultdict(list)
    for module in sorted((ROOT / "kzreg_parse").rglob("*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or len(node.args) < 2:
                continue
            if node.func.id in ("ReadError", "Refused") and isinstance(node.args[0], ast.Constant):
                reason = _template(node.args[1])
                if reason and reason not in found[node.args[0].value]:
                    found[node.args[0].value].append(reason)
    return dict(sorted(found.items()))


def _template(node: ast.expr) -> str:
    """Return a text of the code with `…` for what is filled in; empty for a name."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    return ""


def codes_page() -> Iterator[str]:
    """Yield the lines of the page of codes."""
    yield "# Codes"
    yield ""
    yield "Made by `docs/generate.py` from `kzreg_parse/model/diagnostics.py` and the places of refusals. Do not edit."
    yield ""
    yield "## Refusals: the input is not converted"
    yield ""
    yield "| code | reason, one line, with the input's name before it |"
    yield "| --- | --- |"
    for code, reasons in refusals().items():
        yield f"| {code} | {'<br>'.join(_cell(reason) for reason in reasons)} |"
    for stage, name in STAGES.items():
        yield ""
        yield f"## {name} ({stage})"
        yield ""
        yield "Diagnostics of an act that was converted; «partial» marks those that make its `status` partial."
        yield ""
        yield "| code | severity | message | status |"
        yield "| --- | --- | --- | --- |"
        for code, (severity, message, partial) in sorted(MESSAGES.items()):
            if code.startswith(stage):
                yield f"| {code} | {severity} | {_cell(message)} | {'partial' if partial else ''} |"


def rules_page() -> Iterator[str]:
    """Yield the lines of the page of rules, a table a group."""
    yield "# Rules"
    yield ""
    yield "Made by `docs/generate.py` from `grammars/`. Do not edit. A rule is a file, `grammars/<group>/<name>.yaml`."
    group = ""
    for rule_id in all_rule_ids():
        if rule_id.split(".")[0] != group:
            group = rule_id.split(".")[0]
            yield ""
            yield f"## {group}"
            yield ""
            yield "| rule | what it is for | seen in | an example it finds | one it does not |"
            yield "| --- | --- | --- | --- | --- |"
        one = rule(rule_id)
        example = _cut(one.examples[0].text) if one.examples else ""
        reject = _cut(one.rejects[0]) if one.rejects else ""
        yield f"| `{rule_id}` | {_cell(one.why)} | {_cell(one.source)} | {_cell(example)} | {_cell(reject)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_EXAMPLE else f"{text[: LONGEST_EXAMPLE - 1].rstrip()}…"


PAGES = {"codes.md": codes_page, "rules.md": rules_page}


def main(check: bool) -> int:
    """Write the pages, or only compare them; return the exit status."""
    stale = []
    for name, page in PAGES.items():
        path, text = ROOT / "docs" / name, "\n".join(page()) + "\n"
        if check and (not path.is_file() or path.read_text("utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} is not what the data says: run python docs/generate.py", file=sys.stderr)
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))

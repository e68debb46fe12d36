"""The program's own output, frozen stage by stage, so that every change of it is seen and read.

`golden/frozen/<act>/` holds `blocks.txt` (restored text, block by block), `repairs.txt`, `tree.txt`
(ids, numbers, spans and beginnings of texts), `procedures.txt` (who does what in what time, and lists of
participants), `references.txt` (terms, citations, amendments), `facts.json` and `durations.txt`.
`pytest --golden-update=text/001.txt` rewrites one act's; read the difference against the source before it is committed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from conftest import ALL, ROOT, Stages, stages

from kzreg_parse.export import to_json
from kzreg_parse.model import AnyNode, Appendix

FROZEN = ROOT / "golden" / "frozen"
PRINTED_LENGTH = 70


def blocks(made: Stages) -> Iterator[str]:
    for block in made.restored.blocks:
        marks = "".join(
            sign for sign, is_set in (("b", block.bold), ("h", block.header), ("p", block.page_break)) if is_set
        )
        yield f"{block.kind:7}{block.place:8}{marks:4}{block.text.text}"
        for row in block.rows:
            yield " " * 19 + " | ".join(cell.text if cell else "∅" for cell in row)


def repairs(made: Stages) -> Iterator[str]:
    for repair in made.act.repairs:
        if repair.kind not in ("line_join", "spacing"):
            raw, clean = (text.replace("\n", "⏎") for text in (repair.raw, repair.clean))
            yield f"{repair.kind}\t{repair.confidence:.2f}\t{raw}\t{clean}"


def tree(made: Stages) -> Iterator[str]:
    act = made.act
    for name, part in (("preface", act.preface), ("body", act.body), ("conclusions", act.conclusions)):
        yield name
        yield from _branch(part, 1)
    for appendix in act.appendices:
        yield from _appendix(appendix, 0)


def _branch(part: tuple[AnyNode, ...], depth: int) -> Iterator[str]:
    for node in part:
        words = (node.heading or node.text or "")[:PRINTED_LENGTH]
        yield f"{'  ' * depth}{node.id} [{node.span[0]}:{node.span[1]}] {node.label or ''} {words}".rstrip()
        yield from _branch(node.children, depth + 1)


def _appendix(appendix: Appendix, depth: int) -> Iterator[str]:
    yield f"{'  ' * depth}{appendix.id} [{appendix.span[0]}:{appendix.span[1]}] {(appendix.title or '∅')[:PRINTED_LENGTH]}"
    yield f"{'  ' * depth}  header: {appendix.header[:PRINTED_LENGTH]}"
    yield from _branch(appendix.body, depth + 1)
    for annex in appendix.appendices:
        yield from _appendix(annex, depth + 1)


def procedures(made: Stages) -> Iterator[str]:
    for procedure in made.act.procedures:
        again = f" = {', '.join(procedure.same_as)}" if procedure.same_as else ""
        yield f"{procedure.id} {procedure.kind} {procedure.node} {procedure.variant or ''}{again}".rstrip()
        for step in procedure.steps:
            terms = ", ".join(f"{'^' if term.inherited else ''}{term.text}" for term in step.durations)
            following = ", ".join(
                f"{one.to or 'end'}{f': {one.condition}' if one.condition else ''}" for one in step.next
            )
            parts = (
                f"{step.seq} {step.kind[0]} {step.label or '∅'}",
                step.actor or "∅",
                terms or "∅",
                step.result or "∅",
                following or "∅",
                " ".join(step.same_as) or "∅",
                f"[{step.condition}] {step.text}" if step.condition else step.text,
            )
            yield "  " + " | ".join(part[:PRINTED_LENGTH] for part in parts)
    for found in made.act.participants:
        yield f"{found.id} {found.node} {'; '.join(name.name for name in found.names)}"


def facts(made: Stages) -> bytes:
    act = orjson.loads(to_json(made.act))
    kept = {key: act[key] for key in ("status", "act", "preamble", "repeals", "diagnostics")}
    return orjson.dumps(kept, option=orjson.OPT_INDENT_2)


def durations(made: Stages) -> Iterator[str]:
    for one in made.act.durations:
        ends = f"{one.value:g}" if one.max is None else f"{one.value:g}-{one.max:g}"
        yield f"{one.node}\t{one.span[0]}:{one.span[1]}\t{ends} {one.unit} {one.bound}\t{one.text}"


def references(made: Stages) -> Iterator[str]:
    """Terms, citations and amendments, one a line, each with its node and span."""
    for term in made.act.definitions:
        yield f"{term.node} [{term.span[0]}:{term.span[1]}] {term.kind} {term.term} = {term.meaning}"
    for cited in made.act.citations:
        units = " ".join(f"{unit.kind}:{unit.num}" for unit in cited.units)
        ref = cited.act
        act = f"{ref.kind_kk} {ref.date} № {ref.number} {ref.issuer} {ref.title}" if ref else "this act"
        yield f"{cited.node} [{cited.span[0]}:{cited.span[1]}] {cited.alias or ''}({act}) {units} → {cited.target}"
    for change in made.act.amendments:
        place = f"{change.node} [{change.span[0]}:{change.span[1]}]"
        yield f"{place} {change.action} {change.unit} of № {change.target.number}: {change.new_text!r}"


def rendered(made: Stages) -> dict[str, str]:
    return {
        "blocks.txt": "\n".join(blocks(made)) + "\n",
        "repairs.txt": "\n".join(repairs(made)) + "\n",
        "tree.txt": "\n".join(tree(made)) + "\n",
        "procedures.txt": "\n".join(procedures(made)) + "\n",
        "references.txt": "\n".join(references(made)) + "\n",
        "facts.json": facts(made).decode() + "\n",
        "durations.txt": "".join(f"{line}\n" for line in durations(made)),
    }


def home(name: str) -> Path:
    return FROZEN / name.replace(".", "-")


@pytest.mark.parametrize("name", ALL)
def test_output_is_what_was_frozen(name: str, request: pytest.FixtureRequest) -> None:
    update = request.config.getoption("--golden-update") == name
    for file, content in rendered(stages(name)).items():
        path = home(name) / file
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == content, f"{path}: read the difference, then --golden-update={name}"


def test_nothing_is_frozen_that_is_not_tested() -> None:
    assert {path.parent for path in FROZEN.rglob("*.txt")} == {home(name) for name in ALL}


@pytest.mark.heavy
@pytest.mark.parametrize("what", ["text/001.txt", "scores"])
def test_updating_is_refused_under_ci(what: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    ended = pytester.runpytest_subprocess(
        "-c", str(ROOT / "pyproject.toml"), f"--rootdir={ROOT}", str(ROOT / "tests"), f"--golden-update={what}"
    )
    assert ended.ret == pytest.ExitCode.USAGE_ERROR
    ended.stderr.fnmatch_lines(["*--golden-update is refused under CI*"])

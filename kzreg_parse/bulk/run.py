"""A run: which documents are new or changed, their conversion, what is recorded, the joint outputs.

A document is settled in this order: its old entry is forgotten, a worker writes under a name nobody
reads, the results are put in place, the entry is committed. A kill at any moment leaves either the
settled document or one that the next run settles again, to the same bytes.

Nothing is forced to the disk meanwhile: what a killed process wrote the system still has. A power cut
can lose what was written in its last seconds; a rerun makes that again, because the manifest lost its
entry, or because the file has not the length of the entry, or the part is no whole packed line.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from kzreg_parse.bulk.inputs import Document, Documents, contents, plan_documents
from kzreg_parse.bulk.joint import JOINT_FILES, JOINT_FORMATS, Interrupted, assemble
from kzreg_parse.bulk.lock import locked
from kzreg_parse.bulk.manifest import Manifest, Row, Status
from kzreg_parse.bulk.options import SHOWN_FAILURES, Options, Summary, Watch, with_word_list
from kzreg_parse.bulk.parts import Parts, PartsFolder
from kzreg_parse.bulk.pool import Pool
from kzreg_parse.bulk.tasks import Answer, Made, Refused, Task, Unwritable
from kzreg_parse.bulk.versions import content_key, rules_version
from kzreg_parse.convert.remote import Location, put
from kzreg_parse.model.act import SCHEMA_VERSION
from kzreg_parse.model.errors import ReadError

__all__ = ["Options", "Summary", "Watch", "run_bulk", "with_word_list"]
NOT_PLACED: Final = (NotADirectoryError, IsADirectoryError, FileExistsError)


def run_bulk(
    inputs: Sequence[str], out: Path, options: Options, watch: Watch, stopped: Callable[[], bool] = lambda: False
) -> Summary:
    """Convert every document of `inputs` that is new or changed into `out`.

    `stopped` is asked all the time; once it says so the run ends, and a later one goes on. Raises
    OSError where something cannot be written, FolderInUse, ManifestError, PoolError, BrokenPart.
    """
    plan = plan_documents(inputs, out, JOINT_FILES)
    if not plan.all:
        return Summary(0, 0, plan.passed_over)
    with locked(out), Manifest(out) as manifest:
        return Run(plan, out, options, watch, stopped, manifest, Parts(out)).go()


class Run:
    """One run under way. The cluster's engine has a `_convert` of its own."""

    def __init__(
        self,
        plan: Documents,
        out: Location,
        options: Options,
        watch: Watch,
        stopped: Callable[[], bool],
        manifest: Manifest,
        parts: PartsFolder,
    ) -> None:
        self._plan, self._out, self._options = plan, out, options
        self._watch, self._stopped, self._manifest = watch, stopped, manifest
        self._rules = rules_version()
        self._parts = parts
        self._contents = contents(plan)
        self._position = 0
        self._number = 0
        self._under_way: dict[int, Row] = {}  # by task, what is known of its document
        self._equals: dict[str, list[Row]] = {}  # by key, documents that wait for the result of an equal one
        self._again: deque[Row] = deque()  # documents to be written from a part that is now there
        self._reused = 0
        self._unchanged = 0
        self._wants_file = "json" in options.formats

    def go(self) -> Summary:
        """Do it all."""
        self._parts.prepare()
        self._run = self._manifest.begin(
            workers=self._options.workers,
            documents=len(self._plan.all),
            passed_over=self._plan.passed_over,
            formats=" ".join(sorted(self._options.formats)),
            schema=SCHEMA_VERSION,
            rules=self._rules,
        )
        self._watch.planned(len(self._plan.all))
        self._convert()
        interrupted = self._stopped()
        if not interrupted:
            try:
                self._finish()
            except Interrupted:
                interrupted = True
        self._manifest.end(self._run, "interrupted" if interrupted else "complete")
        return self._summary(interrupted)

    def _convert(self) -> None:
        """Settle every document."""
        with Pool(self._options.workers, self._options.limits, converter=self._options.converter) as pool:
            for task, answer in pool.run(self._next_task, self._stopped):
                self._settle(self._under_way.pop(task.number), task, answer)

    def _next_task(self) -> Task | None:
        while not self._stopped():
            if self._again:
                row = self._again.popleft()
                return self._task(row, None)
            found = next(self._contents, None)
            if found is None:
                return None
            document, data = found
            task = self._task_for(document, data)
            self._position += 1
            if task is not None:
                return task
        return None

    def _task_for(self, document: Document, data: bytes | ReadError) -> Task | None:
        """What is to be done for a document; None where it is settled, or waits for an equal one."""
        before = self._manifest.row(document.output)
        row = self._row(self._position, document)
        if isinstance(data, ReadError):
            self._clear(before, row)
            self._fail(row, Refused(data.code, data.reason, 0.0))
            return None
        sha256 = hashlib.sha256(data).hexdigest()
        reading = self._options.pdf_backend + self._options.words
        key = content_key(sha256, reading=reading, schema=SCHEMA_VERSION, rules=self._rules)
        row = replace(row, sha256=sha256, key=key)
        if before is not None and self._is_settled(before, row):
            self._take_over(before, row)
            return None
        self._clear(before, row)
        if key in self._equals:
            self._equals[key].append(row)
            return None
        equal = self._manifest.failure_of(key, self._run)
        if equal is not None:
            self._fail_like(row, equal)
            return None
        return self._task(row, data)

    def _row(self, position: int, document: Document) -> Row:
        return Row(
            document.output, self._run, position, document.shown, document.name, None, None, "failed",
            schema=SCHEMA_VERSION, rules=self._rules, made=self._run,
        )  # fmt: skip

    def _take_over(self, before: Row, row: Row) -> None:
        self._manifest.keep(row.output, self._run, row.position)
        self._unchanged += 1
        self._watch.unchanged(failed=not before.converted)

    def _is_settled(self, before: Row, row: Row) -> bool:
        if before.key != row.key or before.name != row.name:
            return False
        if before.status == "quarantined":
            return self._options.resume
        if before.status == "failed":
            return True
        if self._options.formats != {"json"} and not self._parts.file(row.key or "").exists():
            return False
        return not self._wants_file or _size(self._out / row.output) == before.bytes > 0

    def _clear(self, before: Row | None, row: Row) -> None:
        """Forget an entry that is about to be replaced, and the file of it that would be left over."""
        if before is None:
            return
        if before.converted and before.key != row.key and before.bytes:
            (self._out / row.output).unlink(missing_ok=True)
        self._manifest.forget(row.output)

    def _task(self, row: Row, data: bytes | None) -> Task:
        key = row.key or ""
        part = self._parts.file(key)
        assert isinstance(part, Path)  # the cluster's engine makes no tasks here
        if data is not None:
            self._equals[key] = []
        self._number += 1
        self._under_way[self._number] = row
        return Task(
            self._number, row.name, self._options.pdf_backend, data, part if part.exists() else None,
            self._parts.unfinished / f"{self._number}.part",
            self._parts.unfinished / f"{self._number}.file" if self._wants_file else None,
        )  # fmt: skip

    def _settle(self, row: Row, task: Task, answer: Answer) -> None:
        if isinstance(answer, Unwritable):
            raise answer.error()
        if isinstance(answer, Made):
            try:
                self._place(row, task, answer)
            except NOT_PLACED as error:
                answer = Refused("KZR94", f"its output cannot be placed: {error.strerror}", answer.seconds)
        if isinstance(answer, Refused):
            self._fail(row, answer)
        equals = self._equals.pop(row.key or "", []) if task.data is not None else []
        if not equals:
            return
        part_is_there = self._parts.file(row.key or "").exists()
        for equal in equals:
            if part_is_there:
                self._again.append(equal)
            elif isinstance(answer, Refused):
                self._fail_like(equal, replace(row, code=answer.code, reason=answer.reason, status=_status(answer)))

    def _place(self, row: Row, task: Task, answer: Made) -> None:
        if answer.converted:
            put(task.new_part, self._parts.file(row.key or ""))
        if task.new_file is not None:
            put(task.new_file, self._out / row.output)
        self._record(row, answer)

    def _record(self, row: Row, answer: Made) -> None:
        """Settle a document whose results are in place."""
        self._reused += not answer.converted
        self._manifest.record(
            replace(
                row,
                status="complete" if answer.status == "complete" else "partial",
                bytes=answer.size,
                seconds=answer.seconds if answer.converted else None,
                chars=answer.chars,
                pages=answer.pages,
                diagnostics=answer.diagnostics,
            )
        )
        shown = self._out / row.output if self._wants_file else self._out
        self._watch.done(row.input, f"-> {shown} ({answer.status})", failed=False)

    def _fail(self, row: Row, refusal: Refused) -> None:
        settled = replace(
            row, status=_status(refusal), code=refusal.code, reason=refusal.reason, seconds=refusal.seconds
        )
        self._manifest.record(settled)
        word = "quarantined" if refusal.quarantined else "failed"
        self._watch.done(row.input, f"{word}: {refusal.code} {refusal.reason}", failed=True)

    def _fail_like(self, row: Row, equal: Row) -> None:
        quarantined = equal.status == "quarantined"
        self._fail(row, Refused(equal.code or "KZR90", equal.reason or "", 0.0, quarantined=quarantined))

    def _finish(self) -> None:
        """Write the joint outputs that changed, then remove what nothing needs any more."""
        self._manifest.commit()
        formats = self._options.formats & JOINT_FORMATS.keys()
        joining, stopped = self._watch.joining, self._stopped
        assemble(formats, self._out, self._parts, self._manifest, self._run, joining=joining, stopped=stopped)
        self._parts.drop_unused(self._manifest.has_key)

    def _summary(self, interrupted: bool) -> Summary:
        manifest = self._manifest
        summary = Summary(self._run, len(self._plan.all), self._plan.passed_over)
        summary.statuses, summary.codes = manifest.counts(self._run), manifest.codes(self._run)
        for status in ("failed", "quarantined"):
            for row in manifest.rows(self._run, only=status):
                if len(summary.failures) == SHOWN_FAILURES:
                    break
                summary.failures.append((row.input, f"{row.code} {row.reason}"))
        summary.unchanged, summary.reused, summary.interrupted = self._unchanged, self._reused, interrupted
        return summary


def _status(refusal: Refused) -> Status:
    return "quarantined" if refusal.quarantined else "failed"


def _size(file: Location) -> int | None:
    try:
        return file.stat().st_size
    except OSError:
        return None

"""A bulk run on a Ray cluster: what the local run does, with the reading and the converting done on the nodes.

The driver plans, decides what is new, keeps the manifest and writes the joint outputs; it never sees a document.
Workers put results in place themselves and tell a small row of each. A part in place is the proof that its content
is converted: whatever a lost node or a killed driver leaves undone is found out from the parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from kzreg_parse.bulk.cluster.connect import connected
from kzreg_parse.bulk.cluster.store import Store, held
from kzreg_parse.bulk.cluster.work import ClusterError, InputReading, Order, absolute, heard
from kzreg_parse.bulk.inputs import Document, Documents, plan_documents
from kzreg_parse.bulk.joint import JOINT_FILES
from kzreg_parse.bulk.manifest import Row
from kzreg_parse.bulk.run import Options, Run, Summary, Watch
from kzreg_parse.bulk.tasks import Made, Refused, Unwritable
from kzreg_parse.bulk.versions import content_key
from kzreg_parse.convert.remote import Location, location_of
from kzreg_parse.model.act import SCHEMA_VERSION

SURVEYED_TOGETHER: Final = 64  # documents of a task that only reads
CONVERTED_TOGETHER: Final = 8  # documents of a task that converts: some seconds, which a lost node costs


def run_on_cluster(
    inputs: Sequence[str],
    out: Location,
    options: Options,
    watch: Watch,
    stopped: Callable[[], bool] = lambda: False,
    *,
    address: str = "auto",
) -> Summary:
    """As run_bulk, on the cluster at `address`; 0 workers are as many as it has cores.

    Raises what run_bulk does, and ClusterError.
    """
    plan = plan_documents(inputs, out, JOINT_FILES)
    if not plan.all:
        return Summary(0, 0, plan.passed_over)
    with connected(address) as cores, held(absolute(out)) as store:
        if options.workers == 0:
            options = replace(options, workers=cores)
        return _ClusterRun(plan, options, watch, stopped, store, _local_roots(inputs)).go()


@dataclass(slots=True)
class _Job:
    """One content that is to be converted, and the documents that have it."""

    first: int  # a document to read it from, by its place in the run
    sha256: str
    rows: list[Row] = field(default_factory=list)


class _ClusterRun(Run):
    """One run under way."""

    def __init__(
        self,
        plan: Documents,
        options: Options,
        watch: Watch,
        stopped: Callable[[], bool],
        store: Store,
        roots: tuple[str, ...],
    ) -> None:
        super().__init__(plan, store.out, options, watch, stopped, store.manifest, store.parts)
        self._store, self._roots = store, roots

    def _convert(self) -> None:
        from kzreg_parse.bulk.cluster.flow import quiet

        with quiet():
            jobs = self._surveyed()
            self._manifest.commit()
            if jobs and not self._stopped():
                self._carry_out(jobs)

    def _surveyed(self) -> dict[str, _Job]:
        """Look at every document; what is settled or cannot be read is done with, the rest are jobs by key."""
        from kzreg_parse.bulk.cluster.flow import rows, surveyed

        jobs: dict[str, _Job] = {}
        for position, document in enumerate(self._plan.all):
            if document.refusal is not None:
                self._refused(position, Refused(document.refusal.code, document.refusal.reason, 0.0))
        chunks = list(self._chunks(range(len(self._plan.all)), SURVEYED_TOGETHER))
        for found in rows(surveyed(chunks, self._roots), self._stopped) if chunks else ():
            position = found["position"]
            if self._plan.all[position].refusal is not None:
                continue
            if found["code"]:
                self._refused(position, Refused(found["code"], found["reason"], 0.0))
                continue
            row = self._considered(position, found["sha256"])
            if row is not None:
                job = jobs.setdefault(row.key or "", _Job(position, found["sha256"]))
                job.rows.append(row)
        return jobs

    def _considered(self, position: int, sha256: str) -> Row | None:
        """What is known of a document that has to be converted; None where it is settled."""
        reading = self._options.pdf_backend + self._options.words
        key = content_key(sha256, reading=reading, schema=SCHEMA_VERSION, rules=self._rules)
        row = replace(self._row(position, self._plan.all[position]), sha256=sha256, key=key)
        before = self._manifest.row(row.output)
        if before is not None and self._is_settled(before, row):
            self._take_over(before, row)
            return None
        self._clear(before, row)
        return row

    def _refused(self, position: int, refusal: Refused) -> None:
        row = self._row(position, self._plan.all[position])
        self._clear(self._manifest.row(row.output), row)
        self._fail(row, refusal)

    def _carry_out(self, jobs: dict[str, _Job]) -> None:
        """Have every job done, and record each answer as it comes."""
        from kzreg_parse.bulk.cluster.flow import converted, rows

        readings = {
            job.first: InputReading(
                job.first, self._sent(job.first), job.sha256, key, tuple((row.output, row.name) for row in job.rows)
            )
            for key, job in jobs.items()
        }
        archives = {self._plan.all[position].file for position in readings if self._plan.all[position].member}
        wanted = [
            position
            for position, document in enumerate(self._plan.all)
            if position in readings or (document.member is not None and document.file in archives)
        ]
        chunks = [
            [readings.get(one.position, one) for one in chunk] for chunk in self._chunks(wanted, CONVERTED_TOGETHER)
        ]
        for found in rows(converted(chunks, self._order(), self._options.workers), self._stopped):
            self._store.check()
            job = jobs.pop(found["key"])
            waiting = {row.output: row for row in job.rows}
            for output, answer in heard(found["answers"]):
                row = waiting[output]
                if isinstance(answer, Unwritable):
                    raise answer.error()
                if isinstance(answer, Made):
                    self._record(row, answer)
                else:
                    self._fail(row, answer)
        if jobs and not self._stopped():
            raise ClusterError(f"the cluster left {len(jobs)} documents without an answer; run the command again")

    def _chunks(self, positions: Sequence[int], together: int) -> Iterator[list[InputReading]]:
        """Documents by so many; those of one archive stay together, for it is read from its beginning."""
        chunk: list[InputReading] = []
        for position in positions:
            document = self._plan.all[position]
            if document.member is None and document.refusal is not None:
                continue
            reading = InputReading(position, self._sent(position))
            if chunk and not (
                _same_archive(chunk[-1], reading) or (_plain(chunk[-1], reading) and len(chunk) < together)
            ):
                yield chunk
                chunk = []
            chunk.append(reading)
        if chunk:
            yield chunk

    def _sent(self, position: int) -> Document:
        """A document as nodes find it."""
        document = self._plan.all[position]
        return replace(document, file=absolute(document.file), refusal=None)

    def _order(self) -> Order:
        converter = self._options.converter
        lexicon = converter.keywords.get("lexicon") if isinstance(converter, partial) else None
        out = self._store.plain_out()
        return Order(
            out=out,
            token=self._store.token,
            rules=self._rules,
            wants_file=self._wants_file,
            pdf_backend=self._options.pdf_backend,
            limits=self._options.limits,
            converter=converter,
            lexicon=Path(lexicon).read_bytes() if lexicon else None,
            roots=self._roots,
        )


def _same_archive(one: InputReading, other: InputReading) -> bool:
    return one.document.member is not None is not other.document.member and one.document.file == other.document.file


def _plain(one: InputReading, other: InputReading) -> bool:
    return one.document.member is None is other.document.member


def _local_roots(inputs: Sequence[str]) -> tuple[str, ...]:
    """The local inputs that exist here and so must be seen by every node."""
    places = (absolute(location_of(given)) for given in inputs)
    return tuple(str(place) for place in places if isinstance(place, Path) and place.exists())

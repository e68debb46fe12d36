"""A worker of a cluster run: converts contents under limits and puts every result in place itself.

It writes what the local engine writes, by the same code in the same kind of limited process, so that any
number of tries at the same document leave the same bytes. A document is noted before it is begun: where the
worker or its node is lost over it three times, it is quarantined and not begun again.
"""

from __future__ import annotations

import sys
import tempfile
import uuid
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from kzreg_parse.bulk.cluster.work import ClusterError, Order, check_node, told
from kzreg_parse.bulk.parts import PARTS_FOLDER
from kzreg_parse.bulk.pool import TRIES, Pool
from kzreg_parse.bulk.tasks import Answer, Converter, Made, Refused, Task, Unwritable
from kzreg_parse.bulk.versions import rules_version
from kzreg_parse.convert.remote import Location, put
from kzreg_parse.model.errors import KzregError

NOT_PLACED = (NotADirectoryError, IsADirectoryError, FileExistsError)


@dataclass(slots=True)
class Content:
    """One content to convert, and the outputs that are wanted of it, each with the name of its source."""

    key: str
    data: bytes
    wanted: Sequence[tuple[str, str]]
    answers: list[dict[str, Any]] = field(default_factory=list)

    def refuse(self, refusal: Refused) -> None:
        """Answer for every output that there is none."""
        self.answers = [told(output, refusal) for output, _ in self.wanted]


class ConvertingWorker:
    """Converts; lives in one process of a node with one limited process of its own, which loads the rules once."""

    def __init__(self, order: Order) -> None:
        self._order = order
        check_node(order, rules_version())
        _forget_main_file()
        self._home = tempfile.TemporaryDirectory(prefix="kzreg-")
        self._parts = order.out / PARTS_FOLDER
        unfinished = self._parts / "unfinished"
        self._scratch = unfinished if isinstance(unfinished, Path) else Path(self._home.name)
        self._tries = unfinished
        self._pool = Pool(1, order.limits, converter=self._converter())
        self._alone = False  # whether what is under way was begun before
        self._mark, self._number = uuid.uuid4().hex[:12], 0
        self._waiting: deque[tuple[Content, str, str]] = deque()  # content, output, name of the source
        self._under_way: dict[int, tuple[Content, str, str]] = {}

    def convert(self, contents: Sequence[Content]) -> None:
        """Fill in the answers of some contents. Raises ClusterError, and OSError where nothing can be written."""
        self._waiting.extend((content, *content.wanted[0]) for content in contents)
        try:
            for task, answer in self._pool.run(self._next_task, lambda: False):
                self._settle(*self._under_way.pop(task.number), task, answer)
        except KzregError as error:
            raise ClusterError(str(error)) from error

    def close(self) -> None:
        """End the limited process."""
        self._pool.__exit__()

    def _next_task(self) -> Task | None:
        while self._waiting:
            content, output, name = self._waiting[0]
            part = self._part(content.key)
            noted = b"" if part is not None else self._noted(content.key)
            verdict, tries = _verdict(noted), len(noted)
            if verdict is not None:
                self._waiting.popleft()
                self._answer(content, output, verdict)
                continue
            if self._under_way and (tries or self._alone):
                return None  # what a worker was lost over goes alone, so that no other document is blamed
            self._waiting.popleft()
            self._alone = tries > 0
            if part is None:
                self._note(content.key).write_bytes(b"x" * (tries + 1))
            self._number += 1
            self._under_way[self._number] = (content, output, name)
            scratch = self._scratch / f"{self._mark}-{self._number}"
            return Task(
                self._number, name, self._order.pdf_backend, content.data, part, scratch.with_suffix(".part"),
                scratch.with_suffix(".file") if self._order.wants_file else None,
            )  # fmt: skip
        return None

    def _settle(self, content: Content, output: str, name: str, task: Task, answer: Answer) -> None:
        if isinstance(answer, Made):
            try:
                self._place(content.key, output, task, answer)
            except NOT_PLACED as error:
                answer = Refused("KZR94", f"its output cannot be placed: {error.strerror}", answer.seconds)
            except OSError as error:
                place = str(error.filename or self._order.out)
                answer = Unwritable(error.errno, error.strerror or str(error), place)
        if isinstance(answer, Refused) and answer.quarantined:
            self._note(content.key).write_bytes(orjson.dumps(answer))
        else:
            self._note(content.key).unlink(missing_ok=True)
        self._answer(content, output, answer)

    def _answer(self, content: Content, output: str, answer: Answer) -> None:
        """Note an answer; equal documents are then written from the part, or fail as this one did."""
        content.answers.append(told(output, answer))
        rest = content.wanted[len(content.answers) :]
        if isinstance(answer, Refused) and answer.code != "KZR94":
            again = Refused(answer.code, answer.reason, 0.0, answer.quarantined)
            content.answers.extend(told(other, again) for other, _ in rest)
        elif rest and not isinstance(answer, Unwritable):
            self._waiting.append((content, *rest[0]))

    def _place(self, key: str, output: str, task: Task, answer: Made) -> None:
        if answer.converted:
            put(task.new_part, self._parts / key[:2] / f"{key}.z")
        elif task.part is not None and self._scratch == Path(self._home.name):
            task.part.unlink(missing_ok=True)
        if task.new_file is not None:
            put(task.new_file, self._order.out / output)

    def _part(self, key: str) -> Path | None:
        """The part of a key as a local file; None where there is none."""
        part = self._parts / key[:2] / f"{key}.z"
        if isinstance(part, Path):
            return part if part.exists() else None
        fetched = self._scratch / f"{key}.z"
        try:
            fetched.write_bytes(part.read_bytes())
        except FileNotFoundError:
            return None
        return fetched

    def _noted(self, key: str) -> bytes:
        """A mark for each time that a content was begun and never answered, or the answer that quarantined it."""
        try:
            return self._note(key).read_bytes()
        except FileNotFoundError:
            return b""

    def _note(self, key: str) -> Location:
        return self._tries / f"{key}.tries"

    def _converter(self) -> Converter:
        converter, lexicon = self._order.converter, self._order.lexicon
        if lexicon is None:
            return converter
        file = Path(self._home.name) / "lexicon.txt"
        file.write_bytes(lexicon)
        assert isinstance(converter, partial)
        return partial(converter.func, lexicon=str(file))


def _verdict(noted: bytes) -> Refused | None:
    """What was decided already; a task that Ray repeats must not go through it all again."""
    if noted.startswith(b"{"):
        return Refused(**orjson.loads(noted))
    return (
        Refused("KZR93", f"its worker was lost {TRIES} times", 0.0, quarantined=True) if len(noted) >= TRIES else None
    )


def _forget_main_file() -> None:
    """Spare the limited process from running the main file of Ray's worker, and with it Ray, as it starts."""
    vars(sys.modules["__main__"]).pop("__file__", None)

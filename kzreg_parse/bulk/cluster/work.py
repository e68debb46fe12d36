"""What the driver of a cluster run sends to its nodes, and what it hears back. Nothing here needs Ray."""

from __future__ import annotations

import hashlib
import os
import pickle
import socket
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import orjson

from kzreg_parse.bulk.inputs import Document, Documents, contents
from kzreg_parse.bulk.pool import Limits
from kzreg_parse.bulk.tasks import Answer, Converter, Made, Refused, Unwritable
from kzreg_parse.convert.remote import Location
from kzreg_parse.model.errors import KzregError, ReadError

RUN_FILE: Final = ".kzreg-run"  # holds the token of the run that writes to a folder
KINDS: Final[dict[str, type[Made | Refused | Unwritable]]] = {
    "made": Made,
    "refused": Refused,
    "unwritable": Unwritable,
}


class ClusterError(KzregError):
    """A cluster that cannot be had, cannot do this run, or broke off; one line of reason."""


@dataclass(frozen=True, slots=True)
class Order:
    """What each worker of a run must know."""

    out: Location  # absolute
    token: str  # stands in the output folder; a node that does not see it would write elsewhere
    rules: str  # as rules_version of the driver
    wants_file: bool
    pdf_backend: str
    limits: Limits
    converter: Converter
    lexicon: bytes | None  # a user's word list, which the nodes need not have
    roots: tuple[str, ...]  # local inputs as absolute paths


@dataclass(frozen=True, slots=True)
class InputReading:
    """One document to be read: its place in the run, and with `key` what is wanted of it."""

    position: int
    document: Document
    sha256: str = ""
    key: str = ""
    wanted: tuple[tuple[str, str], ...] = ()  # outputs with the names of their sources


def packed(chunk: list[InputReading]) -> bytes:
    """Some documents as they travel."""
    return pickle.dumps(chunk)


def read_chunk(work: bytes, roots: tuple[str, ...]) -> Iterator[tuple[InputReading, bytes | ReadError]]:
    """The documents of a chunk with their bytes. Raises ClusterError on a node that does not see the inputs."""
    check_roots(roots)
    chunk: list[InputReading] = pickle.loads(work)
    for asked, (_, data) in zip(chunk, contents(Documents([one.document for one in chunk])), strict=True):
        if asked.sha256 and not isinstance(data, ReadError) and hashlib.sha256(data).hexdigest() != asked.sha256:
            yield asked, ReadError("KZR04", "the file changed while the run went on")
        else:
            yield asked, data


def check_roots(roots: tuple[str, ...]) -> None:
    """Raise ClusterError where an input of the driver is not on this node."""
    for root in roots:
        if not os.path.lexists(root):
            raise ClusterError(
                f"node {socket.gethostname()} does not see {root}; inputs must lie where every node sees them"
            )


def check_node(order: Order, rules: str) -> None:
    """Raise ClusterError where this node would write elsewhere, or other bytes."""
    node = socket.gethostname()
    try:
        seen = (order.out / RUN_FILE).read_bytes().decode()
    except OSError as error:
        seen = f"{error.strerror or error}"
    if seen != order.token:
        raise ClusterError(f"node {node} does not see the output folder {order.out}; give one that every node sees")
    if rules != order.rules:
        raise ClusterError(f"node {node} has kzreg_parse {rules}, this machine {order.rules}; install the same there")


def told(output: str, answer: Answer) -> dict[str, Any]:
    """An answer as it travels."""
    kind = next(name for name, one in KINDS.items() if isinstance(answer, one))
    return {"output": output, "kind": kind, **asdict(answer)}


def told_bytes(answers: list[dict[str, Any]]) -> bytes:
    """The answers of one content as they travel."""
    return orjson.dumps(answers)


def heard(data: bytes) -> Iterator[tuple[str, Answer]]:
    """Answers again, each with its output."""
    for one in orjson.loads(data):
        output, kind = one.pop("output"), one.pop("kind")
        yield output, KINDS[kind](**one)


def absolute(place: Location) -> Location:
    """A place as another working folder has it."""
    return Path(os.path.abspath(place)) if isinstance(place, Path) else place  # noqa: PTH100  # links stay links

"""Documents inside `.zip`, `.tar` and `.jsonl` files, read one at a time and never unpacked to disk.

What an archive may do to its reader is bounded: a document has at most `LARGEST` bytes, a member or a
whole archive unpacks to at most `RATIO` times what it takes packed (and `FREE` bytes on top), links and
names that lead elsewhere are refused. What is refused is named, the rest is read.
"""

from __future__ import annotations

import bz2
import gzip
import lzma
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import IO, BinaryIO, Final, Protocol, Self

import orjson

from kzreg_parse.bulk.names import safe_path
from kzreg_parse.convert.remote import Location
from kzreg_parse.model.errors import ReadError, printable
from kzreg_parse.read.forms import endings

LARGEST: Final = 256 * 2**20  # bytes of one document; the largest codes have some 5 MB as text
RATIO: Final = 200  # Kazakh acts as text pack 8 to 30 times, files of one repeated byte 1000 times
FREE: Final = 64 * 2**20  # bytes that are no bomb, however well they pack
TOO_MUCH: Final = "the archive unpacks to far more than its size; the rest of it is not read"
LONG_HEADERS: Final = (
    tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE,
)  # fmt: skip
LONGEST_HEADER: Final = 2**20  # bytes; a path has at most some thousand
UNREADABLE: Final = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError,
    RuntimeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """A document of an archive: its path inside, the name its output says, and its bytes when asked.

    `load` works only until the next member is taken; it raises ReadError. A member that has no path
    and a `refusal` speaks of something that cannot be read.
    """

    path: PurePosixPath | None
    label: str  # as messages name it
    name: str
    load: Callable[[], bytes]
    refusal: ReadError | None = None


def members(path: Location) -> Iterator[Member | None]:
    """The documents of an archive in its own order; None for each file that is passed over for its ending.

    The order is the same each time. A fault of the archive itself comes as a last refused member.
    """
    lower = path.name.lower()
    read = _zip_members if lower.endswith(".zip") else _lines if lower.endswith(".jsonl") else _tar_members
    try:
        yield from read(path)
    except ReadError as error:
        yield _refused("", error)
    except UNREADABLE as error:
        yield _refused("", _unreadable(error))


def _zip_members(path: Location) -> Iterator[Member | None]:
    left = RATIO * path.stat().st_size + FREE  # overlapping members could each be small and together endless
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        for info in archive.infolist():
            if info.filename.endswith("/"):  # a folder; is_dir() fails on an empty name
                continue
            left -= info.file_size
            if left < 0:
                raise ReadError("KZR94", TOO_MUCH)
            yield _member(info.filename, _zip_fault(info), partial(_from_zip, archive, info))


def _zip_fault(info: zipfile.ZipInfo) -> str | None:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "it is a link"
    if info.flag_bits & 1:
        return "it is encrypted"
    return _size_fault(info.file_size, info.compress_size)


def _from_zip(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as file:
            return _bounded(file)
    except UNREADABLE as error:
        raise _unreadable(error) from error


def _tar_members(path: Location) -> Iterator[Member | None]:
    with path.open("rb") as raw:
        packed = path.stat().st_size
        stream = _Counted(_unpacked(raw), RATIO * packed + FREE)
        with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header) as archive:  # type: ignore[call-overload]  # all it uses is read
            for info in archive:
                archive.members = []  # tarfile keeps every header it saw; nothing here goes back
                if info.size > stream.left:  # tarfile would look for its end, block by block, for hours
                    raise ReadError("KZR94", TOO_MUCH)
                if info.isdir():
                    continue
                fault = "it is a link or a device" if not info.isfile() else _size_fault(info.size, None)
                yield _member(info.name, fault, partial(_from_tar, archive, info))


class _Header(tarfile.TarInfo):
    """A header that is refused where it announces a longer one that tarfile would hold in memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """The header of a block. Raises ReadError KZR94."""
        header = super().frombuf(buf, encoding, errors)
        if header.type in LONG_HEADERS and header.size > LONGEST_HEADER:
            raise ReadError("KZR94", "the archive has a header of impossible length")
        return header


def _from_tar(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    try:
        file = archive.extractfile(info)
        return _bounded(file) if file is not None else b""
    except UNREADABLE as error:
        raise _unreadable(error) from error


def _unpacked(raw: BinaryIO) -> Readable:
    head = raw.read(6)
    raw.seek(0)
    if head.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=raw)
    if head.startswith(b"BZh"):
        return bz2.BZ2File(raw)
    if head.startswith(b"\xfd7zXZ\x00"):
        return lzma.LZMAFile(raw)
    return raw


class Readable(Protocol):
    """Whatever bytes can be read from."""

    def read(self, size: int, /) -> bytes:
        """Up to so many bytes; none at the end."""


class _Counted:
    """A stream to read that refuses to give more than `limit` bytes."""

    def __init__(self, stream: Readable, limit: int) -> None:
        self._stream = stream
        self.left = limit

    def read(self, size: int) -> bytes:
        data = self._stream.read(size)
        self.left -= len(data)
        if self.left < 0:
            raise ReadError("KZR94", TOO_MUCH)
        return data


def _lines(path: Location) -> Iterator[Member | None]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LARGEST + 1):
            number += 1
            if len(line) > LARGEST:
                raise ReadError("KZR94", f"line {number} is longer than {LARGEST} bytes; the rest is not read")
            if line.strip():
                yield _line(number, line)


def _line(number: int, line: bytes) -> Member:
    label = f"line {number}"
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return _refused(label, ReadError("KZR95", f"not a line of JSON: {error}"))
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return _refused(label, ReadError("KZR95", "not an object with a text `text`"))
    given = record.get("name", record.get("id"))
    if isinstance(given, bool) or not isinstance(given, str | int) or not str(given).strip():
        return _refused(label, ReadError("KZR95", "neither `name` nor `id` says what to call it"))
    name, text = str(given).strip(), record["text"]
    try:
        path = safe_path(name)
    except ReadError as error:
        return _refused(label, error)
    if path.suffix.lower() not in endings():  # an id such as 19.02 has no ending to lose
        path = path.with_name(path.name + ".txt")
    return Member(path, printable(name, limit=None), PurePosixPath(name).name, text.encode)


def _member(name: str, fault: str | None, load: Callable[[], bytes]) -> Member | None:
    plain = name.replace("\\", "/")
    if PurePosixPath(plain).suffix.lower() not in endings() or plain.startswith("__MACOSX/"):
        return None
    try:
        path = safe_path(name)
        if fault:
            raise ReadError("KZR94", fault)
    except ReadError as error:
        return _refused(name, error)
    return Member(path, printable(str(path), limit=None), path.name, load)


def _size_fault(size: int, packed: int | None) -> str | None:
    if size > LARGEST:
        return f"it has {size} bytes, more than {LARGEST}"
    if packed is not None and size > 2**20 and size > RATIO * packed:
        return f"it unpacks to {size // max(packed, 1)} times its size"
    return None


def _bounded(file: IO[bytes]) -> bytes:
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ReadError("KZR94", f"it has more than {LARGEST} bytes")
    return data


def _refused(label: str, error: ReadError) -> Member:
    def load() -> bytes:
        raise error

    return Member(None, printable(label, limit=None), "", load, error)


def _unreadable(error: BaseException) -> ReadError:
    reason = " ".join(str(getattr(error, "strerror", None) or error or type(error).__name__).split())
    return ReadError("KZR94", f"it cannot be read from the archive: {reason}")

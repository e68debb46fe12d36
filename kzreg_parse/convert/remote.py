"""Files of object stores and whatever else fsspec opens, with as much of `Path` as bulk runs need.

A folder or file is named by its URL: `s3://bucket/acts`, `gs://…`, `dir://acts::file:///srv`. Needs fsspec, and
what fsspec needs for the protocol (s3fs, gcsfs, …).
"""

from __future__ import annotations

import contextlib
import errno
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from kzreg_parse.model.errors import KzregError

URL: Final = re.compile(r"(?P<protocol>[a-z][a-z0-9+.\-]+)://")  # two letters at least: C: is a drive
HERE: Final = ("file", "local")
MISSING: Final = -1  # a size: listed, and not there


class RemoteError(KzregError):
    """A folder of another system that cannot be listed; one line of reason."""


class Stat(NamedTuple):
    """What is known of a file."""

    st_size: int


@dataclass(frozen=True, slots=True)
class RemotePath:
    """A file or folder by its URL. Errors of the store come as OSError.

    `known` is its size as listed, MISSING where a listing did not have it, None where nobody looked.
    """

    url: str
    known: int | None = field(default=None, compare=False)

    def __truediv__(self, name: str) -> RemotePath:
        head, mark, rest = self.url.partition("::")  # in a chain of file systems the path is that of the first
        return RemotePath(f"{head.rstrip('/')}/{name}{mark}{rest}")

    def __str__(self) -> str:
        return self.url

    @property
    def name(self) -> str:
        """The last part of the path."""
        return PurePosixPath(self.url.partition("::")[0]).name

    @property
    def suffix(self) -> str:
        """The ending of the name with its dot."""
        return PurePosixPath(self.name).suffix

    def absolute(self) -> RemotePath:
        """Itself: a URL depends on no working folder."""
        return self

    def is_dir(self) -> bool:
        """Tell whether it is a folder, or the beginning of names."""
        with self._opened() as (system, path):
            return bool(system.isdir(path))

    def exists(self) -> bool:
        """Tell whether there is such a file."""
        if self.known is not None:
            return self.known != MISSING
        with self._opened() as (system, path):
            return bool(system.exists(path))

    def stat(self) -> Stat:
        """Return its size. Raises FileNotFoundError."""
        if self.known == MISSING:
            raise FileNotFoundError(errno.ENOENT, "no such file", self.url)
        if self.known is not None:
            return Stat(self.known)
        with self._opened() as (system, path):
            return Stat(int(system.size(path)))

    def open(self, mode: str = "rb") -> BinaryIO:
        """Return the file, to read and to seek in."""
        with self._opened() as (system, path):
            return cast("BinaryIO", system.open(path, mode))

    def read_bytes(self) -> bytes:
        """Return all of it."""
        with self._opened() as (system, path):
            return bytes(system.cat_file(path))

    def write_bytes(self, data: bytes) -> None:
        """Write it in one piece, under a name of its own first where the system is one of folders."""
        with self._opened() as (system, path):
            _make_parent(system, path)
            if _has_folders(system):
                system.pipe_file(f"{path}.part", data)
                system.mv(f"{path}.part", path)
            else:
                system.pipe_file(path, data)  # an object is there whole or not at all

    def take(self, file: Path) -> None:
        """Write it from a local file, which goes."""
        self.write_bytes(file.read_bytes())
        file.unlink()

    def unlink(self, missing_ok: bool = False) -> None:
        """Remove it."""
        with self._opened() as (system, path):
            try:
                system.rm_file(path)
            except FileNotFoundError:
                if not missing_ok:
                    raise

    def files(self) -> Iterator[tuple[RemotePath, PurePosixPath]]:
        """Yield every file below a folder with its path from there, in the order in which local folders are walked.

        Raises RemoteError.
        """
        try:
            with self._opened() as (system, path):
                found = system.find(path, detail=True)
        except OSError as error:
            raise RemoteError(f"{self} cannot be listed: {error.strerror or error}") from error
        top = PurePosixPath(path.strip("/"))
        listed = [(PurePosixPath(name.strip("/")).relative_to(top), told) for name, told in found.items()]
        for relative, told in sorted(listed, key=lambda one: _walking_order(one[0])):
            yield RemotePath((self / str(relative)).url, int(told.get("size") or 0)), relative

    @contextlib.contextmanager
    def _opened(self) -> Iterator[tuple[Any, str]]:
        """The file system and the path there; every error is an OSError that names the URL."""
        try:
            from fsspec.core import url_to_fs
        except ImportError:
            raise OSError(errno.ENOSYS, "URLs need fsspec: pip install 'kzreg-parse[ray]'", self.url) from None
        try:
            yield url_to_fs(self.url, use_listings_cache=False, skip_instance_cache=False)
        except OSError as error:
            error.filename = self.url
            raise
        except Exception as error:  # each store has errors of its own
            reason = " ".join(str(error).split()) or type(error).__name__
            raise OSError(errno.EIO, reason, self.url) from error


Location = Path | RemotePath


def location_of(given: str) -> Location:
    """Return a path as written on a command line: local, `file://…`, or the URL of another system."""
    found = URL.match(given)
    if found is None:
        return Path(given)
    if found["protocol"] in HERE and "::" not in given:
        return Path(unquote(urlsplit(given).path))
    return RemotePath(given)


def is_remote(given: str) -> bool:
    """Tell whether a path of a command line is that of another system."""
    return isinstance(location_of(given), RemotePath)


def put(file: Path, target: Location) -> None:
    """Give a finished local file its place, in a folder that is made where it is missing; nobody sees half of it.

    Raises OSError.
    """
    if isinstance(target, RemotePath):
        target.take(file)
        return
    try:
        file.replace(target)
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)


def _walking_order(path: PurePosixPath) -> tuple[tuple[bool, str], ...]:
    """Files of a folder before its folders, as os.walk goes."""
    return (*((True, part) for part in path.parts[:-1]), (False, path.name))


def _has_folders(system: Any) -> bool:
    """Tell whether writing under a name shows half files: not so in object stores."""
    protocols = {system.protocol} if isinstance(system.protocol, str) else set(system.protocol)
    return not protocols & {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oss", "oci", "memory"}


def _make_parent(system: Any, path: str) -> None:
    parent = path.rpartition("/")[0]
    if parent and _has_folders(system):
        system.makedirs(parent, exist_ok=True)

"""Names of documents that come from archives and lists: paths that stay below the output folder."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from kzreg_parse.model.errors import ReadError

LONGEST_PART: Final = 255  # bytes of one part of a path, on every common file system
LONGEST_PATH: Final = 2_000  # bytes below the output folder; common systems take 4,096 in all
OWN: Final = ".kzreg-"  # what a bulk run keeps for itself in its output folder begins so
ENDING_ROOM: Final = len("-1000000.json")  # what an output's name may add to its input's


def safe_path(name: str) -> PurePosixPath:
    """The path below some folder that `name` means. Raises ReadError KZR94 where it would lead elsewhere.

    Backslashes part folders too, as some archivers write them.
    """
    if len(name) > LONGEST_PATH:
        raise ReadError("KZR94", f"its path is too long ({len(name)} characters)")
    if any(letter < " " or letter == "\x7f" for letter in name):
        raise ReadError("KZR94", "its name holds a control character")
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or (path.parts and path.parts[0].endswith(":")):
        raise ReadError("KZR94", "its name is an absolute path")
    if ".." in path.parts:
        raise ReadError("KZR94", "its name leads out of the folder (..)")
    if not path.parts:
        raise ReadError("KZR94", "it has no name")
    check_path(path)
    return path


def check_path(path: PurePosixPath) -> None:
    """Raise ReadError KZR94 where no output of that name could be made."""
    try:
        lengths = [len(part.encode()) for part in path.parts]
    except UnicodeEncodeError as error:
        raise ReadError("KZR94", "its name is not valid UTF-8") from error
    if max(lengths) > LONGEST_PART - ENDING_ROOM:
        raise ReadError("KZR94", f"its name is too long ({max(lengths)} bytes)")
    if sum(lengths) + len(lengths) + ENDING_ROOM > LONGEST_PATH:
        raise ReadError("KZR94", f"its path is too long ({sum(lengths) + len(lengths)} bytes)")
    if path.parts[0].casefold().startswith(OWN):
        raise ReadError("KZR94", f"its name begins with «{OWN}», as what kzreg keeps for itself")

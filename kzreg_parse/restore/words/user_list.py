"""A user's own word list: UTF-8, one word a line, a TAB and a count where wanted, `#` for remarks.

The words count like those of the packaged list, for names of places and terms that it lacks.
"""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

import regex

from kzreg_parse.model.errors import WordListError, printable
from kzreg_parse.restore.words.lexicon import OWN_WEIGHT, WORD

COUNT = regex.compile(r"0*[1-9][0-9]{0,8}")
LISTED_WEIGHT: Final = OWN_WEIGHT  # of a word without a count: as much as one place in the document itself


def read_word_list(path: str | os.PathLike[str]) -> Mapping[str, int]:
    """Return the list's words, lower case, with their counts. Raises WordListError naming file, line and reason.

    A list is read again only when the file has changed, so many acts can be read with it.
    """
    try:
        state = os.stat(path)  # noqa: PTH116 - `path` may be any path-like
        return _read(Path(path), state.st_mtime_ns, state.st_size)
    except OSError as error:
        raise WordListError(f"{os.fspath(path)}: the word list cannot be read: {error.strerror or error}") from error


@lru_cache(maxsize=8)
def _read(path: Path, _changed_ns: int, _size: int) -> Mapping[str, int]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        broken = data.count(b"\n", 0, error.start) + 1
        raise WordListError(f"{path}:{broken}: the word list is not UTF-8") from error
    words: Counter[str] = Counter()
    for number, line in enumerate(unicodedata.normalize("NFC", text).split("\n"), 1):
        entry = line.strip()
        if entry and not entry.startswith("#"):
            word, count = _entry(entry, f"{path}:{number}")
            words[word] += count
    return words


def _entry(entry: str, place: str) -> tuple[str, int]:
    listed, tab, counted = entry.partition("\t")
    word, count = listed.strip(), counted.strip()
    if len(word.split()) > 1:
        raise WordListError(
            f"{place}: a blank inside the word «{printable(word)}»; one word a line, a TAB before its count"
        )
    if not WORD.fullmatch(word):
        raise WordListError(f"{place}: «{printable(word)}» is no word of letters and hyphens")
    if tab and not COUNT.fullmatch(count):
        raise WordListError(f"{place}: «{printable(count)}» is no count; a whole number from 1 to 999999999")
    return word.lower(), int(count) if tab else LISTED_WEIGHT

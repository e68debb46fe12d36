"""The Python interface: one act, or many."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from kzreg_parse.model import Act
from kzreg_parse.model.errors import ReadError, WordListError
from kzreg_parse.pipeline import parse_bytes, parse_source
from kzreg_parse.read import DEFAULT_PDF_BACKEND, PdfBackend, Source, read
from kzreg_parse.read.regular import check_is_file
from kzreg_parse.restore.words.user_list import read_word_list

if TYPE_CHECKING:
    from kzreg_parse.trace import Rebuilt

AnyPath = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: `act`, or the `error` that says why there is none."""

    path: Path
    act: Act | None = None
    error: ReadError | None = None


def parse(
    path_or_bytes: AnyPath | bytes,
    *,
    name: str | None = None,
    pdf_backend: PdfBackend = DEFAULT_PDF_BACKEND,
    lexicon: AnyPath | None = None,
) -> Act:
    """Read one act from a file or from its bytes.

    The kind of file is told from its content. `name` is what `source.name` says; it defaults to the
    file's name, for bytes to `bytes`. `pdf_backend` is what reads a PDF: `pypdfium2`, or `pdfplumber`,
    which is slower and gives the same. `lexicon` is a file with words of your own, one a line;
    WordListError tells what is wrong with it. Raises ReadError (a KZR code and one line of reason) where
    no act can be read, also where the file cannot be opened.
    """
    _check_backend(pdf_backend)
    if isinstance(path_or_bytes, bytes):
        return parse_bytes(path_or_bytes, name or "bytes", pdf_backend=pdf_backend, listed=_listed(lexicon))
    path = Path(path_or_bytes)
    return parse_bytes(_read_file(path), name or path.name, pdf_backend=pdf_backend, listed=_listed(lexicon))


def parse_with_source(
    path_or_bytes: AnyPath | bytes,
    *,
    name: str | None = None,
    pdf_backend: PdfBackend = DEFAULT_PDF_BACKEND,
    lexicon: AnyPath | None = None,
) -> Rebuilt:
    """Like `parse`, keeping the source: the act beside its texts rebuilt from the ledger, page and box known."""
    from kzreg_parse.trace import rebuild

    source = source_of(path_or_bytes, name=name, pdf_backend=pdf_backend)
    return rebuild(parse_source(source, listed=_listed(lexicon)), source)


def source_of(
    path_or_bytes: AnyPath | bytes,
    *,
    name: str | None = None,
    pdf_backend: PdfBackend = DEFAULT_PDF_BACKEND,
) -> Source:
    """Return the source alone; its `text` is what every span of the act indexes. Raises ReadError."""
    _check_backend(pdf_backend)
    if isinstance(path_or_bytes, bytes):
        return read(path_or_bytes, name or "bytes", pdf_backend=pdf_backend)
    path = Path(path_or_bytes)
    return read(_read_file(path), name or path.name, pdf_backend=pdf_backend)


def parse_many(
    paths: Iterable[AnyPath], *, pdf_backend: PdfBackend = DEFAULT_PDF_BACKEND, lexicon: AnyPath | None = None
) -> Iterator[Outcome]:
    """Read many acts, one after the other, in the order given; an input that fails does not stop the rest."""
    _check_backend(pdf_backend)
    for path in map(Path, paths):
        result = try_parse(path, pdf_backend=pdf_backend, lexicon=lexicon)
        yield Outcome(path, act=result) if isinstance(result, Act) else Outcome(path, error=result)


def try_parse(
    path_or_bytes: AnyPath | bytes,
    *,
    name: str | None = None,
    pdf_backend: PdfBackend = DEFAULT_PDF_BACKEND,
    lexicon: AnyPath | None = None,
) -> Act | ReadError:
    """Like `parse`, for runs over many inputs: the error is returned.

    A fault of this package itself comes back as KZR90 (its cause is the exception), so that it costs
    one input and not the run. A word list that cannot be used is no input: WordListError is raised.
    """
    try:
        return parse(path_or_bytes, name=name, pdf_backend=pdf_backend, lexicon=lexicon)
    except ReadError as error:
        return error
    except WordListError:
        raise
    except Exception as fault:  # whatever it is, the other inputs must still be read
        told = ReadError("KZR90", f"a fault of kzreg itself, please report it: {type(fault).__name__}: {fault}")
        told.__cause__ = fault
        return told


def _listed(lexicon: AnyPath | None) -> Mapping[str, int] | None:
    return None if lexicon is None else read_word_list(lexicon)


def _check_backend(pdf_backend: str) -> None:
    """A slip of the caller's must not look like a fault of an input."""
    if pdf_backend not in get_args(PdfBackend):
        raise ValueError(f"pdf_backend is {pdf_backend!r}; it can be {' or '.join(get_args(PdfBackend))}")


def _read_file(path: Path) -> bytes:
    try:
        check_is_file(path)
        return path.read_bytes()
    except OSError as error:
        raise ReadError("KZR04", f"the file cannot be read: {error.strerror or error}") from error

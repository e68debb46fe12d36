"""What must hold for every input whatever: a promised error of one line, or a document that lost nothing.

A promise takes bytes and returns nothing; whatever it raises is a finding.
"""

from __future__ import annotations

import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import lxml.html
from acts import spans

from kzreg_parse.bulk.archives import members
from kzreg_parse.cli.documents import load_act
from kzreg_parse.export import to_json
from kzreg_parse.model import Act
from kzreg_parse.model.errors import LedgerError, ReadError, WordListError
from kzreg_parse.pipeline import parse_source
from kzreg_parse.read import PdfBackend, Source, read
from kzreg_parse.read.encoding import decode
from kzreg_parse.read.html import SKIPPED
from kzreg_parse.restore.words.user_list import read_word_list
from kzreg_parse.trace import rebuild

HEAD = (
    "Шымкент қаласы әкімдігінің 2019 жылғы 28 қазандағы № 816 қаулысы.\n      Шымкент қаласының әкімдігі ҚАУЛЫ ЕТЕДІ:\n"
)
OTHER_TEXT = "Мемлекеттік қызмет стандарты.\n" * 40
MOST_SECONDS = 5.0  # of the processor, for inputs of up to LARGEST bytes; the usual one takes some hundredths
LARGEST = 60_000


class BrokenPromiseError(AssertionError):
    """What the package promises does not hold for an input."""


def any_document(data: bytes) -> None:
    """Bytes of any kind become an act or are refused."""
    _document(data)


def any_dump(data: bytes) -> None:
    """The same behind the head of an act, so that the text is read to its end."""
    _document(HEAD.encode() + data)


def any_pdf(data: bytes) -> None:
    """Either reader of PDFs reads it or refuses it."""
    _document(data, pdf_backend="pypdfium2")
    _document(data, pdf_backend="pdfplumber")


def any_page(data: bytes) -> None:
    """A saved page: what it shows is in the source text, every letter, and nothing twice."""
    any_document(data)
    try:
        source = read(data, "page.html")
    except ReadError:
        return
    if source.info.media_type != "text/html":
        return
    root = lxml.html.fromstring(decode(data).text.replace("\x00", ""))
    article = next(root.iter("article"), None)
    content = article if article is not None else next(root.iter("body"), root)
    shown, made = Counter("".join(_shown(content)).split()), Counter(source.text.split())
    shown, made = (Counter("".join(found.elements())) for found in (shown, made))
    check(not shown - made, f"shown and not read: {''.join((shown - made).elements())[:80]!r}")
    if article is None and next(root.iter("h1"), None) is None:
        check(not made - shown, f"read and not shown: {''.join((made - shown).elements())[:80]!r}")


def any_zip(data: bytes) -> None:
    """A zip file gives its members or says why not."""
    _archive(data, ".zip")


def any_tar(data: bytes) -> None:
    """The same of a tar file, packed in whatever way."""
    _archive(data, ".tar.gz")


def any_jsonl(data: bytes) -> None:
    """The same of lines of texts."""
    _archive(data, ".jsonl")


def any_word_list(data: bytes) -> None:
    """A word list is read, or its fault named."""
    with _file(data, ".tsv") as file:
        try:
            words = read_word_list(file)
        except WordListError as error:
            _one_line(str(error))
        else:
            check(all(word == word.lower() and count > 0 for word, count in words.items()), "odd words")


def any_act_json(data: bytes) -> None:
    """The JSON of an act is read by `kzreg diff` and rebuilt against some text, or refused."""
    with _file(data, ".json") as file:
        try:
            act = load_act(file, pdf_backend="pypdfium2", lexicon=None)
        except ReadError as error:
            _one_line(str(error))
            return
    check(Act.model_validate_json(to_json(act)) == act, "the JSON of the act is another act")
    for text in ("", OTHER_TEXT):
        try:
            rebuild(act, text)
        except LedgerError as error:
            _one_line(str(error))


def any_stored_json(data: bytes) -> None:
    """The research store takes the JSON in, or says why not, and is whole afterwards."""
    from kzreg_parse.store.index import index_folder
    from kzreg_parse.store.lifetimes import lifetimes
    from kzreg_parse.store.queries import repealed, states
    from kzreg_parse.store.schema import StoreError, open_store
    from kzreg_parse.store.search import search

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "out").mkdir()
        (folder / "out" / "a.json").write_bytes(data)
        (folder / "out" / "b.jsonl").write_bytes(data.replace(b"\n", b" ") + b"\n" + data)
        store = folder / "a.duckdb"
        try:
            done = index_folder(folder / "out", store)
        except StoreError as error:
            _one_line(str(error))
            check(not store.exists(), "a store without an act was left behind")
            return
        for problem in done.problems:
            _one_line(problem)
        with open_store(store) as connection:
            told = states(connection)
            check(told.repealed + told.in_force + told.not_to_be_told == done.acts > 0, "acts without a state")
            check(len(repealed(connection).rows) == told.repealed, "repealed acts that are not listed")
            lives = lifetimes(connection)
            check(len(lives.lives) + lives.left_out.total() == done.acts, "acts neither with a life nor left out")
            search(connection, store, "қызмет", limit=3)


PROMISES: dict[str, Callable[[bytes], None]] = {
    "document": any_document,
    "dump": any_dump,
    "page": any_page,
    "pdf": any_pdf,
    "zip": any_zip,
    "tar": any_tar,
    "jsonl": any_jsonl,
    "words": any_word_list,
    "act": any_act_json,
    "store": any_stored_json,
}


def keep(promise: Callable[[bytes], None], data: bytes) -> None:
    """Hold an input to a promise, and to its time."""
    start = time.process_time()
    promise(data)
    seconds = time.process_time() - start
    check(seconds < MOST_SECONDS or len(data) > LARGEST, f"{len(data)} bytes took {seconds:.1f} s")


def check(holds: bool, message: str) -> None:
    if not holds:
        raise BrokenPromiseError(message)


def uncovered(source_text: str, act: Act) -> str:
    """The non-blank characters that stand in no span of the output, apart from markup that was taken out."""
    seen = bytearray(len(source_text))
    taken_out = [repair.span for repair in act.repairs if not repair.clean]
    for start, end in (*spans(act), *taken_out):
        seen[start:end] = b"\x01" * (end - start)
    return "".join(letter for letter, mark in zip(source_text, seen, strict=True) if not mark and not letter.isspace())


def _shown(element: Any) -> Iterator[str]:
    """The words that a browser shows."""
    if element.tag not in SKIPPED and isinstance(element.tag, str):
        yield element.text or ""
        for child in element:
            yield from _shown(child)
            yield child.tail or ""


def _document(data: bytes, *, pdf_backend: PdfBackend = "pypdfium2") -> None:
    try:
        source = read(data, "any", pdf_backend=pdf_backend)
        act = parse_source(source)
    except ReadError as error:
        check(error.code.startswith("KZR"), f"an error without a code: {error}")
        _one_line(str(error))
        return
    _nothing_lost(source, act)


def _nothing_lost(source: Source, act: Act) -> None:
    lost = uncovered(source.text, act)
    check(not lost, f"lost: {lost[:80]!r}")
    length = len(source.text)
    for start, end in spans(act):
        check(0 <= start <= end <= length, f"a span outside the source: {start, end}")
    for found in act.diagnostics:
        check(found.span is None or found.span[1] <= length, f"{found.code} points outside the source")
    check(len({repair.id for repair in act.repairs}) == len(act.repairs), "two repairs of one id")
    rebuilt = rebuild(act, source)
    check(not rebuilt.unmatched, f"not rebuilt: {[printed.text[:60] for printed in rebuilt.unmatched[:2]]}")
    data = to_json(act)
    check(Act.model_validate_json(data) == act, "the JSON of the act is another act")


def _archive(data: bytes, ending: str) -> None:
    with _file(data, ending) as file:
        for member in members(file):
            if member is None:
                continue
            if member.label:  # none: the archive itself
                _one_line(member.label)
            try:
                member.load()
            except ReadError as error:
                _one_line(str(error))
            else:
                path = member.path
                check(path is not None and not path.is_absolute() and ".." not in path.parts, f"leads away: {path}")


class _file:  # noqa: N801 (used as a statement)
    """A file with this content while the block runs."""

    def __init__(self, data: bytes, ending: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        self._path = Path(self._folder.name) / f"any{ending}"
        self._path.write_bytes(data)

    def __enter__(self) -> Path:
        return self._path

    def __exit__(self, *ended: object) -> None:
        self._folder.cleanup()


def _one_line(message: str) -> None:
    check(bool(message.strip()) and len(message.splitlines()) == 1, f"not one line: {message!r}")

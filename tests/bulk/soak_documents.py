"""A folder of made-up documents for the soak: variations of the samples, and one in fifty broken on purpose.

Everything follows from the seed. Most documents are acts of a few clauses, damaged by the simulator; others are dumps of
the samples with other dates and numbers, first pages of the samples' PDFs, members of archives, and duplicates.
"""

from __future__ import annotations

import io
import json
import random
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import regex
from pypdf import PdfReader, PdfWriter
from simulator.material import material
from simulator.whole_act import whole_act

from kzreg_parse.bulk.archives import LARGEST

CORPORA: Final = Path(__file__).resolve().parents[2] / "corpora"
SAMPLE_DUMPS: Final = ("text/000.txt", "pdf_synthetic/0011.txt", "pdf_synthetic/0000.txt")
SAMPLE_PDFS: Final = ("pdf_synthetic/0000.pdf", "pdf_synthetic/0003.pdf", "pdf_synthetic/0011.pdf", "pdf/004.pdf")
BROKEN_SHARE: Final = 0.02
PDF_SHARE, SAMPLE_SHARE, PACKED_SHARE, DUPLICATE_SHARE = 0.06, 0.03, 0.05, 0.03
PACKED_TOGETHER: Final = 25  # documents of one archive
MOST_CLAUSES: Final = 8
RUSSIAN: Final = "Приказ Министра Республики Казахстан. В соответствии с Законом ПРИКАЗЫВАЮ: 1. Утвердить правила.\n"
ENGLISH: Final = "Order of the Minister of Energy of the Republic of Kazakhstan. 1. To approve the attached rules.\n"
STORY: Final = "Бір күні ауылда үлкен той болды. Балалар ойнап жүрді, қариялар әңгіме айтты. Бәрі үйлеріне қайтты.\n"
YEAR = regex.compile(r"\b20[01]\d(?= жыл)")
ACT_NUMBER = regex.compile(r"(?<=№ )\d+")


@dataclass(slots=True)
class Made:
    """What is in the folder, each document as a run names it."""

    good: list[str] = field(default_factory=list)
    broken: dict[str, tuple[str, str]] = field(default_factory=dict)  # what was done to it, the code it must get
    plain: list[Path] = field(default_factory=list)  # the good ones that are files of their own


def make_documents(folder: Path, count: int, seed: int) -> Made:
    """Write `count` documents into `folder`; of the broken ones at least one of every kind."""
    rng = random.Random(seed)
    broken = max(round(count * BROKEN_SHARE), len(BROKEN))
    packed = round(count * PACKED_SHARE)
    made = Made()
    folder.mkdir(parents=True)
    for index in range(count - broken - packed):
        below = folder / f"{index // 500:02}"
        below.mkdir(exist_ok=True)
        ending, data = _good(rng, made)
        path = below / f"{index:05}{ending}"
        path.write_bytes(data)
        made.good.append(str(path))
        made.plain.append(path)
    for start in range(0, packed, PACKED_TOGETHER):
        _pack(folder, start, min(PACKED_TOGETHER, packed - start), rng, made)
    for index in range(broken):
        kind = list(BROKEN)[index % len(BROKEN)]
        code, break_it = BROKEN[kind]
        below = folder / f"{rng.randrange(20):02}" / "broken"
        below.mkdir(parents=True, exist_ok=True)
        made.broken[break_it(below / f"{index:04}", index)] = (kind, code)
    return made


def _good(rng: random.Random, made: Made) -> tuple[str, bytes]:
    draw = rng.random()
    if draw < PDF_SHARE:
        return ".pdf", _pdf(rng)
    if draw < PDF_SHARE + SAMPLE_SHARE:
        return ".txt", _another_sample(rng).encode()
    if draw < PDF_SHARE + SAMPLE_SHARE + DUPLICATE_SHARE and made.plain:
        earlier = rng.choice(made.plain)
        return earlier.suffix, earlier.read_bytes()
    return ".txt", _damaged_act(rng).encode()


def _damaged_act(rng: random.Random) -> str:
    pools = [material("linked"), material("notes"), material("prose")]
    count = rng.randint(3, MOST_CLAUSES)
    return whole_act(rng, [rng.choice(rng.choices(pools, (0.6, 0.1, 0.3))[0]) for _ in range(count)]).text


def _another_sample(rng: random.Random) -> str:
    """A sample's dump with other years, and another number wherever an act has one."""
    text = (CORPORA / rng.choice(SAMPLE_DUMPS)).read_text("utf-8")
    later, more = rng.randint(1, 6), rng.randint(1, 700)
    text = YEAR.sub(lambda found: str(int(found[0]) + later), text)
    return ACT_NUMBER.sub(lambda found: str(int(found[0]) + more), text)


def _pdf(rng: random.Random) -> bytes:
    """The first pages of a sample, under a title of its own."""
    source = PdfReader(CORPORA / rng.choice(SAMPLE_PDFS))
    writer = PdfWriter()
    for page in source.pages[: rng.randint(1, 2)]:
        writer.add_page(page)
    writer.add_metadata({"/Title": str(rng.random())})
    return _written(writer)


def _written(writer: PdfWriter) -> bytes:
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _pack(folder: Path, start: int, count: int, rng: random.Random, made: Made) -> None:
    """Some acts in an archive, of each kind in turn."""
    texts = {f"{start + index:04}.txt": _damaged_act(rng).encode() for index in range(count)}
    kind = ("zip", "tar.gz", "jsonl")[start // PACKED_TOGETHER % 3]
    path = folder / f"packed_{start:04}.{kind}"
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in texts.items():
                archive.writestr(name, data)
    elif kind == "tar.gz":
        with tarfile.open(path, "w:gz") as tar:
            for name, data in texts.items():
                tar.addfile(_header(name, len(data)), io.BytesIO(data))
    else:
        lines = [json.dumps({"name": name, "text": data.decode()}) for name, data in texts.items()]
        path.write_text("\n".join(lines), encoding="utf-8")
    made.good.extend(f"{path}:{name}" for name in texts)


def _header(name: str, size: int) -> tarfile.TarInfo:
    header = tarfile.TarInfo(name)
    header.size = size
    return header


Breaker = Callable[[Path, int], str]  # a path without ending and a number; writes there, returns the document's name


def _text(data: bytes) -> Breaker:
    return _file(".txt", lambda: data)


def _file(ending: str, make: Callable[[], bytes]) -> Breaker:
    def write(path: Path, number: int) -> str:
        target = path.with_suffix(ending)
        data = make()
        target.write_bytes(data + b"\n" * (number if data.strip() and ending == ".txt" else 0))  # no duplicates
        return str(target)

    return write


def _pdf_with(change: Callable[[PdfWriter], object], *, pages: bool = True) -> Breaker:
    def make() -> bytes:
        writer = PdfWriter(clone_from=str(CORPORA / "pdf" / "004.pdf")) if pages else PdfWriter()
        change(writer)
        return _written(writer)

    return _file(".pdf", make)


def _zipped(name: str, data: bytes, shown: str | None = None, *, link: bool = False) -> Breaker:
    def write(path: Path, number: int) -> str:
        target = path.with_suffix(".zip")
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        if link:
            info.external_attr = 0o120777 << 16
        with zipfile.ZipFile(target, "w") as archive:
            archive.writestr(info, data)
        return f"{target}:{shown or name}"

    return write


def _tarred(name: str) -> Breaker:
    def write(path: Path, number: int) -> str:
        target = path.with_suffix(".tar")
        with tarfile.open(target, "w") as tar:
            tar.addfile(_header(name, 1), io.BytesIO(b"x"))
        return f"{target}:{name}"

    return write


def _line(line: str) -> Breaker:
    def write(path: Path, number: int) -> str:
        target = path.with_suffix(".jsonl")
        target.write_text(line + "\n", encoding="utf-8")
        return f"{target}:line 1"

    return write


def _too_large(path: Path, number: int) -> str:
    target = path.with_suffix(".txt")
    with target.open("wb") as file:
        file.truncate(LARGEST + 1)  # takes no room on the disk
    return str(target)


def _missing(path: Path, number: int) -> str:
    target = path.with_suffix(".txt")
    target.symlink_to("nowhere")
    return str(target)


def _no_archive(path: Path, number: int) -> str:
    target = path.with_suffix(".zip")
    target.write_bytes(b"PK\x03\x04 cut")
    return str(target)


def _sample_pdf() -> bytes:
    return (CORPORA / "pdf" / "004.pdf").read_bytes()


BROKEN: Final[dict[str, tuple[str, Breaker]]] = {
    "empty": ("KZR01", _text(b"")),
    "blanks": ("KZR02", _text(b" \n\t" * 99)),
    "a JPEG": ("KZR03", _text(b"\xff\xd8\xff\xe0JFIF")),
    "a Word document": ("KZR03", _text(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    "RTF": ("KZR03", _text(b"{\\rtf1\\ansi")),
    "binary": ("KZR03", _text(bytes(range(32)) * 50)),
    "no encoding": ("KZR05", _text(bytes(range(128, 256)) * 60)),
    "a link to nothing": ("KZR04", _missing),
    "an encrypted PDF": ("KZR06", _pdf_with(lambda writer: writer.encrypt("secret"))),
    "a PDF cut off": ("KZR07", _file(".pdf", lambda: _sample_pdf()[:40_000])),
    "a PDF with its middle gone": ("KZR07", _file(".pdf", lambda: _sample_pdf()[:40_000] + b"\n%%EOF\n")),
    "no PDF inside": ("KZR07", _file(".pdf", lambda: b"%PDF-1.4\nhello\n%%EOF\n")),
    "a PDF without pages": ("KZR08", _pdf_with(lambda writer: None, pages=False)),
    "a PDF without text": ("KZR09", _pdf_with(lambda writer: writer.add_blank_page(200, 200), pages=False)),
    "Russian": ("KZR10", _text(RUSSIAN.encode() * 20)),
    "English": ("KZR11", _text(ENGLISH.encode() * 20)),
    "no words": ("KZR11", _text(b"1234567890 " * 50)),
    "no act": ("KZR12", _text(STORY.encode() * 20)),
    "too large": ("KZR94", _too_large),
    "a bomb": ("KZR94", _zipped("bomb.txt", bytes(20 * 2**20))),
    "a name that leads out": ("KZR94", _zipped("../../out.txt", b"x")),
    "an absolute name": ("KZR94", _tarred("/etc/act.txt")),
    "a link in an archive": ("KZR94", _zipped("link.txt", b"/etc/passwd", link=True)),
    "a name too long": ("KZR94", _zipped("ә" * 140 + ".txt", b"x")),
    "no archive": ("KZR94", _no_archive),
    "a line of no JSON": ("KZR95", _line('{"name": "cut')),
    "a lone surrogate": ("KZR95", _line('{"name": "a", "text": "\\ud800"}')),
    "a line without a text": ("KZR95", _line('{"name": "a"}')),
    "a line without a name": ("KZR95", _line('{"text": "бір"}')),
}

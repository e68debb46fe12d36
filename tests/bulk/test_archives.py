"""Archives and lists of texts as inputs: what is read, and what is refused of those made to do harm."""

from __future__ import annotations

import gzip
import io
import json
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import toy
from conftest import CORPORA
from typer.testing import CliRunner

import kzreg_parse
from kzreg_parse.bulk import archives
from kzreg_parse.bulk.inputs import contents, plan_documents
from kzreg_parse.cli.app import app
from kzreg_parse.model.errors import ReadError

Made = dict[str, bytes | str]  # outputs with their bytes, refused documents with their reasons


def read(*inputs: Path) -> Made:
    plan = plan_documents([str(path) for path in inputs], Path("nowhere"), frozenset())
    made: Made = {}
    for document, data in contents(plan):
        refused_as = document.member or document.file.name
        name = refused_as if document.output.startswith("!") else document.output
        made[name] = f"{data.code} {data.reason}" if isinstance(data, ReadError) else data
    assert len(made) == len(plan.all)
    return made


def zipped(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def tarred(path: Path, members: dict[str, bytes], mode: str = "w") -> Path:
    with tarfile.open(path, mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


MEMBERS = {"b.txt": b"two", "a.txt": b"one", "sub/c.pdf": b"three", "notes.docx": b"PK"}
READ = {"b.json": b"two", "a.json": b"one", "sub/c.json": b"three"}


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.TGZ", "x.tar.bz2", "x.tar.xz"])
def test_documents_are_read_in_the_order_of_the_archive(tmp_path: Path, name: str) -> None:
    kind = {"r": "w", "z": "w:gz", "Z": "w:gz", "2": "w:bz2"}.get(name[-1], "w:xz")
    path = zipped(tmp_path / name, MEMBERS) if name == "x.zip" else tarred(tmp_path / name, MEMBERS, kind)
    assert read(path) == READ
    assert list(read(path)) == list(READ)
    assert plan_documents([str(path)], tmp_path, frozenset()).passed_over == 1


def test_an_archive_in_a_folder_is_a_folder_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"plain")
    zipped(tmp_path / "x.zip", {"a.txt": b"one"})
    tarred(tmp_path / "y.tar.gz", {"./s/a.txt": b"two"}, "w:gz")
    (tmp_path / "z.jsonl").write_text('{"name": "v", "text": "three"}\n', encoding="utf-8")
    assert read(tmp_path) == {"a.json": b"plain", "x/a.json": b"one", "y/s/a.json": b"two", "z/v.json": b"three"}


@pytest.mark.parametrize("make", [zipped, tarred])
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, make: Callable[..., Path]) -> None:
    evil = {
        "../up.txt": "leads out of the folder",
        "a/../../up.txt": "leads out of the folder",
        "/etc/abs.txt": "an absolute path",
        "..\\win.txt": "leads out of the folder",
        "C:\\win.txt": "an absolute path",
        "two\nlines.txt": "a control character",
        "l" * 250 + ".txt": "name is too long",
        "/".join(["folder" * 30] * 25) + "/deep.txt": "path is too long",
        "a/" * 2_000 + "deepest.txt": "path is too long",
        ".kzreg-parts/unfinished/1.txt": "what kzreg keeps for itself",
        ".KZREG-lock.txt": "what kzreg keeps for itself",
    }
    path = make(tmp_path / ("x.zip" if make is zipped else "x.tar"), dict.fromkeys((*evil, "good.txt"), b"x"))
    made = read(path)
    assert made.pop("good.json") == b"x"
    assert len(made) == len(evil)
    assert all(isinstance(told, str) and told.startswith("KZR94 ") for told in made.values())
    for reason in set(evil.values()):
        assert sum(reason in str(told) for told in made.values()) == list(evil.values()).count(reason)


def test_links_are_refused(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        for name, kind in (("sym.txt", tarfile.SYMTYPE), ("hard.txt", tarfile.LNKTYPE), ("dev.txt", tarfile.CHRTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        link = zipfile.ZipInfo("sym.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert set(read(tmp_path / "x.tar").values()) == {"KZR94 it is a link or a device"}
    assert set(read(tmp_path / "x.zip").values()) == {"KZR94 it is a link"}


def test_bombs_are_refused_and_their_neighbours_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "x.zip", {"a.txt": b"one", "bomb.txt": bytes(20_000_000), "z.txt": b"two"})
    made = read(path)
    assert (made["a.json"], made["z.json"]) == (b"one", b"two")
    assert "times its size" in str(made["bomb.txt"])
    monkeypatch.setattr(archives, "FREE", 1_000_000)
    made = read(tarred(tmp_path / "x.tar.gz", {"a.txt": b"one", "bomb.txt": bytes(50_000_000), "z.txt": b"2"}, "w:gz"))
    assert made["a.json"] == b"one"
    assert "far more than its size" in str(made["x.tar.gz"])
    assert "z.json" not in made
    monkeypatch.setattr(archives, "LARGEST", 1000)
    made = read(tarred(tmp_path / "y.tar", {"big.txt": b"x" * 1001, "ok.txt": b"x" * 1000}))
    assert (made["ok.json"], made["big.txt"]) == (b"x" * 1000, "KZR94 it has 1001 bytes, more than 1000")


def test_a_zip_that_lies_about_a_size_gives_no_more_than_it_says(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"lie.txt": bytes(3_000_000), "ok.txt": b"fine"})
    told, real = (10).to_bytes(4, "little"), (3_000_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(real, told))
    made = read(path)
    assert made["ok.json"] == b"fine"
    assert isinstance(made["lie.json"], str) or len(made["lie.json"]) == 10


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.XHDTYPE])
def test_a_tar_header_of_impossible_length_is_refused(tmp_path: Path, kind: bytes) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = kind, 2_000_000
    path = tmp_path / "x.tar"
    path.write_bytes(info.tobuf(tarfile.GNU_FORMAT) + b"x" * 2_000_384)
    assert read(path) == {"x.tar": "KZR94 the archive has a header of impossible length"}


def test_a_tar_member_longer_than_the_archive_ends_it_at_once(tmp_path: Path) -> None:
    info, good = tarfile.TarInfo("endless.txt"), tarfile.TarInfo("good.txt")
    info.size, good.size = 2**40, 1
    path = tmp_path / "x.tar"
    path.write_bytes(good.tobuf() + b"x".ljust(512, b"\0") + info.tobuf(tarfile.GNU_FORMAT) + b"x" * 20_000)
    assert read(path) == {
        "good.json": b"x",
        "x.tar": "KZR94 the archive unpacks to far more than its size; the rest of it is not read",
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are of POSIX")
def test_a_pipe_among_the_files_of_a_folder_keeps_nobody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_bytes(b"x")
    told = "KZR04 the file cannot be read: it is a pipe or a device"
    assert read(tmp_path) == {"a.json": told, "b.json": b"x"}
    with pytest.raises(kzreg_parse.ReadError, match=told):
        kzreg_parse.parse(tmp_path / "a.txt")


@pytest.mark.parametrize("cut", [10, 200, -30])
@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.tar"])
def test_a_broken_archive_is_named_and_what_was_whole_is_read(tmp_path: Path, name: str, cut: int) -> None:
    good = tmp_path / name
    if name == "x.zip":
        zipped(good, MEMBERS)
    else:
        tarred(
            good,
            {f"{index}.txt": zlib.compress(bytes([index]) * 900) * 40 for index in range(9)},
            "w:gz" if "g" in name else "w",
        )
    good.write_bytes(good.read_bytes()[:cut])
    made = read(good)
    refused = [told for told in made.values() if isinstance(told, str)]
    if not (name == "x.tar" and cut == -30):  # only the zeros of the end are missing: nothing is lost
        assert refused
        assert all(told.startswith("KZR94 ") for told in refused)


def test_what_only_calls_itself_an_archive_is_named(tmp_path: Path) -> None:
    for name in ("x.zip", "x.tar", "x.tar.gz"):
        (tmp_path / name).write_bytes(b"not an archive at all")
    (tmp_path / "y.tar.gz").write_bytes(gzip.compress(b"no tar inside"))
    made = read(*sorted(tmp_path.iterdir()))
    assert len(made) == 4
    assert all(str(told).startswith("KZR94 ") for told in made.values())


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"a.txt": b"secret"})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert read(path) == {"a.txt": "KZR94 it is encrypted"}


def test_lines_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    lines = [
        json.dumps({"name": "a.txt", "text": "бір"}), "", json.dumps({"id": "V1900018274", "text": "екі", "more": 1}),
        json.dumps({"id": 19.02, "text": "x"}), json.dumps({"id": 7, "text": "үш"}), '{"name": "cut',
        json.dumps({"id": "19.02", "text": "төрт"}), json.dumps(["text"]), json.dumps({"name": "b"}),
        json.dumps({"text": "x"}), json.dumps({"name": "../b", "text": "x"}), json.dumps({"name": "a.txt", "text": "5"}),
    ]  # fmt: skip
    path.write_text("\n".join(lines), encoding="utf-8")
    made = read(path)
    texts = {name: data.decode() for name, data in made.items() if isinstance(data, bytes)}
    assert texts == {
        "a.txt.json": "бір", "V1900018274.json": "екі", "7.json": "үш", "19.02.json": "төрт", "a.txt-2.json": "5",
    }  # fmt: skip
    codes = {name: str(told)[:5] for name, told in made.items() if isinstance(told, str)}
    assert codes == {
        "line 4": "KZR95", "line 6": "KZR95", "line 8": "KZR95", "line 9": "KZR95", "line 10": "KZR95", "line 11": "KZR94",
    }  # fmt: skip


@pytest.mark.heavy
def test_an_act_in_an_archive_gives_what_the_file_itself_gives(tmp_path: Path) -> None:
    act = CORPORA / "text" / "000.txt"
    zipped(tmp_path / "x.zip", {"000.txt": act.read_bytes()})
    line = {"name": "000.txt", "text": act.read_text("utf-8")}
    (tmp_path / "y.jsonl").write_text(json.dumps(line), encoding="utf-8")
    for path, out in ((act, "0"), (tmp_path / "x.zip", "1"), (tmp_path / "y.jsonl", "2")):
        ended = CliRunner().invoke(app, ["convert", str(path), "-o", str(tmp_path / out)])
        assert ended.exit_code == 0, ended.stderr
    outputs = [toy.outputs(tmp_path / out) for out in "012"]
    assert outputs[0] == outputs[1]
    assert list(outputs[2]) == ["000.json"]
    if b"\r" not in act.read_bytes():
        assert outputs[0] == outputs[2]


def test_an_archive_that_changes_between_the_looks_is_told(tmp_path: Path) -> None:
    path = zipped(tmp_path / "x.zip", {"a.txt": b"1", "b.txt": b"2"})
    plan = plan_documents([str(path)], tmp_path, frozenset())
    zipped(path, {"a.txt": b"1", "c.txt": b"2"})
    answers = [data for _, data in contents(plan)]
    assert answers[0] == b"1"
    assert isinstance(answers[1], ReadError)
    assert "changed" in answers[1].reason

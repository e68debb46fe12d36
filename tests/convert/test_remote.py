"""Files of other systems, on fsspec's own systems in memory and behind another."""

from __future__ import annotations

import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from kzreg_parse.bulk.inputs import contents, plan_documents
from kzreg_parse.convert.remote import MISSING, RemoteError, RemotePath, location_of, put

fsspec = pytest.importorskip("fsspec", reason="object stores need fsspec")
NAMES = ("b/a.txt", "b.txt", "a/z/1.txt", "a/10.txt", "a/9.txt", "Я.md", "b/c.pdf", "note.doc")


@pytest.fixture(params=["memory", "dir"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RemotePath]:
    """A folder of a system without folders, and one of a system behind another."""
    yield RemotePath("memory://bucket/acts" if request.param == "memory" else f"dir://acts::file://{tmp_path}")
    fsspec.filesystem("memory").store.clear()


def fill(folder: RemotePath | Path) -> None:
    for name in NAMES:
        target = folder / name
        if isinstance(target, Path):
            target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(name.encode())


def test_documents_have_the_order_and_the_names_that_a_local_folder_gives_them(
    folder: RemotePath, tmp_path: Path
) -> None:
    fill(folder)
    fill(tmp_path / "local")
    far = plan_documents([str(folder)], tmp_path / "out", frozenset())
    near = plan_documents([str(tmp_path / "local")], tmp_path / "out", frozenset())
    assert [(one.output, one.name) for one in far.all] == [(one.output, one.name) for one in near.all]
    assert [data for _, data in contents(far)] == [data for _, data in contents(near)]
    assert far.passed_over == near.passed_over == 1


def test_archives_are_read_where_they_are(folder: RemotePath, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "acts.zip", "w") as archive:
        archive.writestr("245.txt", "one")
        archive.writestr("../816.txt", "two")
    put(tmp_path / "acts.zip", folder / "acts.zip")
    plan = plan_documents([str(folder)], tmp_path / "out", frozenset())
    read = [(one.member, one.output, data if isinstance(data, bytes) else data.code) for one, data in contents(plan)]
    assert read == [("245.txt", "acts/245.json", b"one"), ("../816.txt", f"!{plan.all[1].shown}", "KZR94")]


def test_a_file_is_written_whole_read_measured_and_removed(folder: RemotePath, tmp_path: Path) -> None:
    file = folder / "sub" / "a.json"
    assert not file.exists()
    local = tmp_path / "a.json"
    local.write_bytes(b"{}\n")
    put(local, file)
    assert not local.exists()
    assert (file.read_bytes(), file.stat().st_size, file.exists(), file.name, file.suffix) == (
        b"{}\n",
        3,
        True,
        "a.json",
        ".json",
    )
    assert [str(relative) for _, relative in folder.files()] == ["sub/a.json"]
    file.unlink()
    file.unlink(missing_ok=True)
    with pytest.raises(FileNotFoundError):
        file.read_bytes()


def test_what_a_listing_knew_is_not_asked_again() -> None:
    known, missing = RemotePath("s3://nobody/x", 7), RemotePath("s3://nobody/y", MISSING)
    assert (known.exists(), known.stat().st_size, missing.exists()) == (True, 7, False)
    with pytest.raises(FileNotFoundError):
        missing.stat()
    assert pickle.loads(pickle.dumps(known)).stat() == known.stat()


def test_local_urls_are_paths_and_drives_no_urls() -> None:
    assert location_of("file:///srv/a%20b") == Path("/srv/a b")
    assert location_of("acts") == Path("acts")
    assert location_of("C://acts") == Path("C://acts")
    assert location_of("s3://bucket/acts") == RemotePath("s3://bucket/acts")


def test_faults_of_a_system_are_one_line_each(tmp_path: Path) -> None:
    with pytest.raises(RemoteError, match=r"^nosuch://x cannot be listed: Protocol not known: nosuch$"):
        list(RemotePath("nosuch://x").files())
    plan = plan_documents(["nosuch://x/a.txt"], tmp_path, frozenset())
    ((_, data),) = contents(plan)
    assert str(data) == "KZR04 the file cannot be read: Protocol not known: nosuch"

"""`parse` and `parse_many`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from conftest import CORPORA
from pydantic import ValidationError

import kzreg_parse
from kzreg_parse import Act, KzregError, ReadError, parse, parse_many

FILE = CORPORA / "text" / "004.txt"


def test_a_path_a_string_and_bytes_give_the_same_act() -> None:
    from_path, from_string = parse(FILE), parse(str(FILE))
    from_bytes = parse(FILE.read_bytes(), name="004.txt")
    assert isinstance(from_path, Act)
    assert from_path == from_string == from_bytes
    assert parse(FILE.read_bytes()).source.name == "bytes"


def test_an_act_cannot_be_changed() -> None:
    act = parse(FILE)
    with pytest.raises(ValidationError, match="frozen"):
        act.status = "partial"


def test_what_cannot_be_read_raises_with_code_and_reason(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        parse(tmp_path / "missing.txt")
    assert isinstance(caught.value, KzregError)
    assert caught.value.code == "KZR04"
    assert str(caught.value) == f"KZR04 {caught.value.reason}"


def test_many_keeps_order_and_goes_on_after_a_failure(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"")
    outcomes = list(parse_many([tmp_path / "bad.txt", FILE, str(tmp_path / "missing.txt")]))
    assert [outcome.path.name for outcome in outcomes] == ["bad.txt", "004.txt", "missing.txt"]
    assert [outcome.error.code if outcome.error else None for outcome in outcomes] == ["KZR01", None, "KZR04"]
    assert outcomes[1].act == parse(FILE)
    assert dataclasses.is_dataclass(outcomes[0])


def test_every_public_name_is_there() -> None:
    assert all(hasattr(kzreg_parse, name) for name in kzreg_parse.__all__)
    with pytest.raises(AttributeError, match="no attribute 'pars'"):
        kzreg_parse.pars  # noqa: B018

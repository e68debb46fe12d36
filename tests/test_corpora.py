"""The corpora are what the manifest says they are."""

from __future__ import annotations

import hashlib
import json

import pytest
from conftest import CORPORA

from kzreg_parse import parse
from kzreg_parse.convert.plan import ENDINGS

ACTS = json.loads((CORPORA / "manifest.json").read_bytes())["acts"]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act["path"])
def test_manifest_entry_is_true(act: dict[str, str]) -> None:
    path = CORPORA / act["path"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == act["sha256"]
    assert act["source"].strip() and act["good_for"].strip()
    assert parse(path).act.title == act["title"]
    if "truth" in act:
        assert (CORPORA / act["truth"]).is_file()


def test_every_act_is_in_the_manifest() -> None:
    there = {path.relative_to(CORPORA).as_posix() for path in CORPORA.rglob("*") if path.suffix in ENDINGS}
    assert there == {act["path"] for act in ACTS}

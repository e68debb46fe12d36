"""The list of known faults names tests that exist."""

from __future__ import annotations

import pytest
from known_faults import KNOWN_FAULTS, name_of


def test_every_known_fault_is_a_test(request: pytest.FixtureRequest) -> None:
    config = request.config
    if config.getoption("-k") or config.getoption("deselect") or any("::" in arg for arg in config.args):
        pytest.skip("only some tests of a file are run")
    collected = {name_of(item.nodeid) for item in request.session.items}
    files = {name.partition("::")[0] for name in collected}
    assert [fault for fault in KNOWN_FAULTS if fault.partition("::")[0] in files and fault not in collected] == []

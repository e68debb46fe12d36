"""The way back: from a document, its ledger and the source text to the clean text and its places."""

from __future__ import annotations

from kzreg_parse.trace.rebuilt import Origin, Rebuilt, rebuild
from kzreg_parse.trace.texts import Printed

__all__ = ["Origin", "Printed", "Rebuilt", "rebuild"]

"""The document model: frozen types of the output contract, and text that knows its source."""

from kzreg_parse.model.act import (
    SCHEMA_VERSION,
    Act,
    ActMetadata,
    Agreement,
    AmendedBy,
    Registration,
    Repeal,
    RepealNotice,
    Signatory,
)
from kzreg_parse.model.base import Model, Page, Span
from kzreg_parse.model.facts import ActKind, ActRef, Term, TermStart, Unit
from kzreg_parse.model.nodes import AnyNode, Appendix, Node, NodeKind, Preamble, Table
from kzreg_parse.model.provenance import Diagnostic, Repair, RepairKind, Severity, SourceInfo
from kzreg_parse.model.text import Traced

__all__ = [
    "SCHEMA_VERSION",
    "Act",
    "ActKind",
    "ActMetadata",
    "ActRef",
    "Agreement",
    "AmendedBy",
    "AnyNode",
    "Appendix",
    "Diagnostic",
    "Model",
    "Node",
    "NodeKind",
    "Page",
    "Preamble",
    "Registration",
    "Repair",
    "RepairKind",
    "Repeal",
    "RepealNotice",
    "Severity",
    "Signatory",
    "SourceInfo",
    "Span",
    "Table",
    "Term",
    "TermStart",
    "Traced",
    "Unit",
]

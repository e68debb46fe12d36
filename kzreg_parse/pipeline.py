"""The stages in order: bytes to a source, to restored blocks, to a tree, to facts, to the document."""

from __future__ import annotations

from collections.abc import Mapping

from kzreg_parse.extract import Facts, extract
from kzreg_parse.extract.kinds import act_model
from kzreg_parse.model import Act
from kzreg_parse.model.diagnostics import is_partial
from kzreg_parse.read import DEFAULT_PDF_BACKEND, PdfBackend, Source, read
from kzreg_parse.restore import Restored, restore
from kzreg_parse.restore.ledger.ledger import repairs_of
from kzreg_parse.segment import Segmented, segment


def parse_bytes(
    data: bytes,
    name: str,
    *,
    pdf_backend: PdfBackend = DEFAULT_PDF_BACKEND,
    listed: Mapping[str, int] | None = None,
) -> Act:
    """Return one act; `listed` are the words of a user's list.

    Raises ReadError, with a KZR code and one line of reason, where no act can be read.
    """
    return parse_source(read(data, name, pdf_backend=pdf_backend), listed=listed)


def parse_source(source: Source, *, listed: Mapping[str, int] | None = None) -> Act:
    """Return the act of a source that was read. Raises ReadError KZR12 where it holds none."""
    restored = restore(source, listed)
    segmented = segment(restored, source)
    facts = extract(segmented, source)
    return assemble(source, restored, segmented, facts)


def assemble(source: Source, restored: Restored, segmented: Segmented, facts: Facts) -> Act:
    """Return the stages' values as one document."""
    diagnostics = (*source.diagnostics, *restored.diagnostics, *segmented.diagnostics, *facts.diagnostics)
    return act_model()(
        schema_version="1.0",
        source=source.info,
        status="partial" if is_partial(diagnostics) else "complete",
        act=facts.act,
        preface=segmented.preface,
        preamble=segmented.preamble,
        body=segmented.body,
        conclusions=segmented.conclusions,
        appendices=segmented.appendices,
        **facts.lists,
        repairs=repairs_of(source, restored.ledger.edits, segmented.joins),
        diagnostics=diagnostics,
    )

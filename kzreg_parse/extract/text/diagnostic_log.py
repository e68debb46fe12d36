"""The diagnostics of one act, collected while its facts are read."""

from __future__ import annotations

from dataclasses import dataclass, field

from kzreg_parse.model import Diagnostic, Traced
from kzreg_parse.model.diagnostics import diagnose
from kzreg_parse.read import Source


@dataclass(slots=True)
class DiagnosticLog:
    """Diagnostics of one act, noted as the facts are read."""

    source: Source
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def note(self, code: str, text: Traced | None = None, **values: str | None) -> None:
        """Note a diagnostic at the place of `text`, or of the whole act."""
        if text:
            span = text.span
            self.diagnostics.append(diagnose(code, span, self.source.page_of(span[0]), text=text.text, **values))
        else:
            self.diagnostics.append(diagnose(code, None, None, **{"text": "", **values}))

    def note_at(self, code: str, span: tuple[int, int], text: str, **values: str | None) -> None:
        """Note a diagnostic at a span of the source."""
        self.diagnostics.append(diagnose(code, span, self.source.page_of(span[0]), text=text, **values))

"""What every type of the document model shares."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Span = Annotated[
    tuple[int, int],
    Field(
        description="[start, end) in code points of the source text as decoded by the reader; "
        "for a PDF and a saved page the reader's own text, pages joined by U+000C."
    ),
]

Page = Annotated[
    int | None,
    Field(ge=1, description="Page of the source, counted from 1; null where it has none."),
]


class Model(BaseModel):
    """A frozen value of the contract: unknown keys are refused, nothing changes after creation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

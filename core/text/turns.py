"""Who speaks where: the turns of an interview, by the labels its transcriber set before them."""

from __future__ import annotations

from dataclasses import dataclass

from core.model.span import Span


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one speaks, and where in it the speaker is named."""

    span: Span
    speaker: Span

"""Codes in the sentences of the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from core.model.scheme import Code
from gui.words import shortened


def told(codes: Sequence[Code]) -> str:
    """Return one code by its name, several by how many they are."""
    if len(codes) == 1:
        return shortened(codes[0].name)
    return QCoreApplication.translate("codebook", "%n code(s)", None, len(codes))

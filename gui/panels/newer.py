"""Codes that are newer than a "done": missing for the coder who said so, not absent from the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from core.model.coding import Source
from core.model.ids import FamilyId
from core.queries.versions import NewerCodes, newer_codes
from gui.bridge import SessionBridge
from gui.desk import Desk

_MOST_NAMED = 4


def newer_for(desk: Desk, source: Source | None) -> dict[FamilyId, NewerCodes]:
    """Return what is newer than whoever codes now said of a source, by family."""
    if desk.coder is None or source is None:
        return {}
    return {one.family: one for one in desk.bridge.ask(newer_codes, desk.coder.id, source=source.id)}


def count_of(found: Iterable[NewerCodes]) -> int:
    """Return how many codes are newer."""
    return sum(len(one.codes) for one in found)


def newer_words(bridge: SessionBridge, found: Sequence[NewerCodes]) -> str:
    """Say under which version one was done, and which codes are newer; nothing where none is."""
    if not found:
        return ""
    tr, scheme = QCoreApplication.translate, bridge.scheme()
    wanted = [key for one in found for key in one.codes]
    names = {code.id: code.name for code in scheme.codes}
    named = [
        f"\N{FIRST STRONG ISOLATE}{names[key]}\N{POP DIRECTIONAL ISOLATE}" for key in wanted if key in names
    ]
    shown = ", ".join(named[:_MOST_NAMED]) + (", …" if len(named) > _MOST_NAMED else "")
    versions = ", ".join(str(number) for number in sorted({one.version for one in found}))
    newer = tr("StateButton", "%Ln newer code(s)", None, len(wanted))
    told = tr("StateButton", "Done under version {version}, which lacked {newer}: {names}.")
    return told.format(version=versions, newer=newer, names=shown)


def again_words() -> str:
    """Say what to do about newer codes."""
    return QCoreApplication.translate("StateButton", "Say done again when you have looked for them.")

"""The regions of the window that F6 goes through."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

# a part of the window, and what takes the keyboard there
Region = tuple[QWidget, QWidget]


def step_region(regions: Iterable[Region], step: int) -> None:
    """Take the keyboard so many regions on; those where nothing takes it are passed over."""
    open_ones = [(region, door) for region, door in regions if _takes_keyboard(door)]
    holder = QApplication.focusWidget()
    here = next(
        (place for place, (region, _) in enumerate(open_ones) if holder and region.isAncestorOf(holder)), None
    )
    there = 0 if here is None else (here + step) % len(open_ones)
    open_ones[there][1].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _takes_keyboard(door: QWidget) -> bool:
    while (inner := door.focusProxy()) is not None:
        door = inner
    return door.isVisible() and door.isEnabled() and door.focusPolicy() != Qt.FocusPolicy.NoFocus

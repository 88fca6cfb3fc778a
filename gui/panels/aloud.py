"""Letting a screen reader say what nobody looks at."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def say_aloud(widget: QWidget, words: str) -> None:
    """Have the words said once the reader has finished what it is saying."""
    news = QAccessibleAnnouncementEvent(widget, words)
    news.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
    QAccessible.updateAccessibility(news)

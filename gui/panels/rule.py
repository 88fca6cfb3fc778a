"""A code's rule: what a coder needs to decide, in one column."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.model.scheme import Code
from gui.look import Look
from gui.style import scaled
from gui.theme import is_right_to_left
from gui.widgets.layout import clear, column, label, row
from gui.widgets.messages import IconLabel


def paragraph(text: str, tone: str = "ink", size_delta: float = -1, *, bold: bool = False) -> QLabel:
    """Return words that stand and run as their own first letter wants, whatever the window does."""
    made = label(text, tone, size_delta, bold=bold, wraps=True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    if is_right_to_left(text):
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    elif any(letter.isalpha() for letter in text):
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return made


class RuleColumn(QWidget):
    """Definition, include, exclude and example of one code; parts without words take no room."""

    def __init__(self, look: Look, side: int = 0) -> None:
        super().__init__()
        self._look = look
        self.setProperty("kind", "content")
        self._column = QVBoxLayout(self)
        inset = scaled(side) if side else 0
        self._column.setContentsMargins(inset, 0, inset, 0)
        self._column.setSpacing(scaled(7))

    def show_code(self, code: Code | None, *, names_it: bool = True) -> None:
        """Show the rule of a code, with its name above unless that stands there already."""
        clear(self._column)
        if code is None:
            return
        meaning = code.short or code.definition
        # Signs and headings stand on the side where the rule's own words begin
        runs_left = is_right_to_left(meaning or code.include or code.exclude or code.name)
        directions = Qt.LayoutDirection
        self.setLayoutDirection(directions.RightToLeft if runs_left else directions.LeftToRight)
        for name in (code.name, *code.names.values()) if names_it else ():
            is_own = name == code.name
            words = label(name, "ink" if is_own else "ink2", 0 if is_own else -1, bold=is_own, wraps=True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            self._column.addWidget(words)
        if meaning:
            self._column.addWidget(paragraph(meaning, "ink2"))
        self._add_part("check", "good", self.tr("Include"), code.include)
        self._add_part("cross", "bad", self.tr("Exclude"), code.exclude)
        self._add_part("quote", "ink3", self.tr("Example"), code.typical)
        if not (meaning or code.include or code.exclude or code.typical):
            self._column.addWidget(paragraph(self.tr("No rule is written for this code yet."), "ink3"))
        self._column.addStretch(1)

    def _add_part(self, sign: str, token: str, title: str, words: str) -> None:
        if words:
            icon = IconLabel(self._look, sign, token, 14)
            body = column(label(title, "ink3", -2), paragraph(words), gap=0)
            part = row(column(2, icon, None, gap=0), body, gap=7)
            part.setStretch(1, 1)
            self._column.addLayout(part)


def scrolling(content: QWidget) -> QScrollArea:
    """Return an area that scrolls its content up and down, never sideways."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    return area

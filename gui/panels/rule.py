"""A code's rule: what a coder needs to decide, in one column, painted line by line.

Painted because a picker shows another rule at every arrow key, and because only who knows where each line
stands can keep a pane from ending in the middle of one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QWidget

from core.model.scheme import Code
from gui.look import Look
from gui.style import scaled, text_font
from gui.theme import is_right_to_left
from gui.widgets.icons import paint_icon
from gui.widgets.layout import label
from gui.widgets.slots import Slots

_GAP, _SIGN, _SIGN_GAP = 7, 14, 7
_STEP = 3  # lines that a key moves the pane
_EVERY_LINE = QRectF(-1e6, -1e6, 2e6, 2e6)


def paragraph(text: str, tone: str = "ink", size_delta: float = -1, *, bold: bool = False) -> QLabel:
    """Return words that stand and run as their own first letter wants, whatever the window does."""
    made = label(text, tone, size_delta, bold=bold, wraps=True)
    if is_right_to_left(text):
        made.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    elif any(letter.isalpha() for letter in text):
        made.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    return made


@dataclass(frozen=True)
class _Words:
    """A paragraph of the column; with a sign it is a heading, and what is indented stands below one.

    A name or heading stands on the side where the column begins, other words on their own.
    """

    text: str
    token: str = "ink"
    size_delta: float = -1
    is_bold: bool = False
    has_own_side: bool = True
    is_indented: bool = False
    sign: str = ""
    sign_token: str = ""
    gap: int = _GAP


@dataclass(frozen=True)
class _Laid:
    """A paragraph in lines: their boxes, from the top of the column."""

    words: _Words
    layout: QTextLayout
    at: QPointF
    lines: tuple[QRectF, ...]


class RuleColumn(QWidget):
    """Definition, include, exclude and example of one code; parts without words take no room."""

    def __init__(self, look: Look, side: int = 0) -> None:
        super().__init__()
        self._look = look
        self._inset = scaled(side) if side else 0
        self._shown: tuple[Code | None, bool] | tuple[str, str] = None, True
        self._words: list[_Words] = []
        self._runs_left = False
        self._laid: list[_Laid] = []
        self._laid_width = -1
        self._height = 0
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self.update)

    # what is shown

    def show_code(self, code: Code | None, *, names_it: bool = True) -> None:
        """Show the rule of a code, with its name above unless that stands there already."""
        if self._shown == (code, names_it):
            return
        self._shown = code, names_it
        if code is None:
            self._show([], False)
            return
        meaning = code.short or code.definition
        # Signs and headings stand on the side where the rule's own words begin
        runs_left = is_right_to_left(meaning or code.include or code.exclude or code.name)
        parts = [*(_names(code) if names_it else ()), *self._rule(code, meaning)]
        self._show(parts, runs_left)

    def show_words(self, name: str, words: str) -> None:
        """Show what is to be said of something that is no code yet."""
        if self._shown == (name, words):
            return
        self._shown = name, words
        runs_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._show(
            [_Words(name, size_delta=0, is_bold=True, has_own_side=False), _Words(words, "ink2")], runs_left
        )

    @property
    def text(self) -> str:
        """Return everything that is shown, as it would be read aloud."""
        return "\n".join(words.text for words in self._words)

    def _rule(self, code: Code, meaning: str) -> Iterator[_Words]:
        if meaning:
            yield _Words(meaning, "ink2")
        for sign, token, title, words in (
            ("check", "good", self.tr("Include"), code.include),
            ("cross", "bad", self.tr("Exclude"), code.exclude),
            ("quote", "ink3", self.tr("Example"), code.typical),
        ):
            if words:
                yield _Words(title, "ink3", -2, has_own_side=False, sign=sign, sign_token=token)
                yield _Words(words, is_indented=True, gap=0)
        if not (meaning or code.include or code.exclude or code.typical):
            yield _Words(self.tr("No rule is written for this code yet."), "ink3")

    def _show(self, words: list[_Words], runs_left: bool) -> None:
        self._words = words
        self._runs_left = runs_left
        self._laid_width = -1
        self.setAccessibleName(self.text)
        self.updateGeometry()
        self.update()

    # where it stands

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._lay_out(width)
        return self._height

    def sizeHint(self) -> QSize:
        width = self.width() if self._laid_width < 0 else self._laid_width
        return QSize(scaled(200), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def lines(self) -> list[QRectF]:
        """Return the box of every line, from the top of the column, as wide as the column is now."""
        self._lay_out(self.width())
        return [line for laid in self._laid for line in laid.lines]

    def _lay_out(self, width: int) -> None:
        if width == self._laid_width:
            return
        self._laid_width = width
        self._laid = []
        top = 0.0
        for place, words in enumerate(self._words):
            top += scaled(words.gap) if place and words.gap else 0
            laid = self._paragraph(words, top, width)
            self._laid.append(laid)
            top = laid.lines[-1].bottom()
        self._height = round(top)

    def _paragraph(self, words: _Words, top: float, width: int) -> _Laid:
        runs_left = is_right_to_left(words.text, self._runs_left)
        layout = QTextLayout(
            words.text.replace("\n", "\u2028"), text_font(words.size_delta, words.is_bold, runs_left)
        )
        layout.setTextOption(_option(runs_left, runs_left if words.has_own_side else self._runs_left))
        slots = Slots(QRectF(self._inset, top, width - 2 * self._inset, 0), self._runs_left)
        if words.is_indented or words.sign:
            slots.lead(scaled(_SIGN), scaled(_SIGN_GAP))
        room = slots.rest()
        lines: list[QRectF] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(max(room.width(), scaled(24)))
            line.setPosition(QPointF(0, lines[-1].bottom() - top if lines else 0))
            # whole pixels, so that letters stand as sharp in the tenth line as in the first
            bottom = round(top + line.y() + line.height() + 0.5)
            lines.append(QRectF(room.left(), top + line.y(), room.width(), bottom - top - line.y()))
        layout.endLayout()
        return _Laid(words, layout, room.topLeft(), tuple(lines))

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self._lay_out(self.width())
        shown = self.shown_part()
        with QPainter(self) as painter:
            for laid in self._laid:
                if laid.words.sign and shown.contains(laid.lines[0]):
                    self._paint_sign(painter, laid)
                painter.setPen(QColor(getattr(self._look.theme, laid.words.token)))
                for place, line in enumerate(laid.lines):
                    if shown.contains(line) and line.intersects(QRectF(event.rect())):
                        laid.layout.lineAt(place).draw(painter, laid.at)

    def shown_part(self) -> QRectF:
        """Return the part whose whole lines are painted: everything, where no pane cuts the column."""
        return _EVERY_LINE

    def _paint_sign(self, painter: QPainter, laid: _Laid) -> None:
        line = laid.lines[0]
        slots = Slots(
            QRectF(self._inset, line.top(), self.width() - 2 * self._inset, line.height()), self._runs_left
        )
        colour = getattr(self._look.theme, laid.words.sign_token)
        paint_icon(painter, slots.lead(scaled(_SIGN)), laid.words.sign, colour, scaled(_SIGN))


class _CutColumn(RuleColumn):
    """A column of which a pane shows a part: lines that stand there in half are left out."""

    def shown_part(self) -> QRectF:
        pane = self.parentWidget()
        return QRectF(-1, -self.y(), self.width() + 2, pane.height()) if pane else _EVERY_LINE


class RulePane(QScrollArea):
    """The rule in a pane of its own, which scrolls by wheel and by `step` and never shows half a line."""

    def __init__(self, look: Look, side: int = 0) -> None:
        super().__init__()
        self.column = _CutColumn(look, side)
        self.setWidget(self.column)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.column.setAutoFillBackground(False)
        # What is scrolled by moving pixels would keep the half of a line
        self.verticalScrollBar().valueChanged.connect(self.column.update)

    def show_code(self, code: Code | None) -> None:
        """Show the rule of a code from its beginning."""
        self.column.show_code(code)
        self._fit()
        self.verticalScrollBar().setValue(0)

    def show_words(self, name: str, words: str) -> None:
        """Show what is to be said of something that is no code yet."""
        self.column.show_words(name, words)
        self._fit()
        self.verticalScrollBar().setValue(0)

    @property
    def has_more(self) -> bool:
        """Tell whether the rule is longer than the pane."""
        return self.verticalScrollBar().maximum() > 0

    def step(self, back: bool = False) -> None:
        """Go some lines on, or back."""
        tops = [round(line.top()) for line in self.column.lines()]
        if tops:
            bar = self.verticalScrollBar()
            here = bisect_left(tops, bar.value())
            there = min(max(here + (-_STEP if back else _STEP), 0), len(tops) - 1)
            bar.setValue(tops[there])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width()
        self.column.resize(width, self.column.heightForWidth(width))


def _names(code: Code) -> Sequence[_Words]:
    others = (_Words(name, "ink2", has_own_side=False, gap=2) for name in code.names.values())
    return (_Words(code.name, size_delta=0, is_bold=True, has_own_side=False), *others)


def _option(runs_left: bool, stands_right: bool) -> QTextOption:
    made = QTextOption()
    directions = Qt.LayoutDirection
    made.setTextDirection(directions.RightToLeft if runs_left else directions.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if stands_right else Qt.AlignmentFlag.AlignLeft
    made.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
    made.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return made


def scrolling(content: QWidget) -> QScrollArea:
    """Return an area that scrolls its content up and down, never sideways."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    return area

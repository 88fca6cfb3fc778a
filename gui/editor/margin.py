"""The margin: a bracket for each coding in view, in lanes, with names that give way to each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QMenu, QToolTip, QWidget

from gui.editor.lanes import LANES, OVERFLOW, Reach, place_labels, share_lanes
from gui.editor.marks import Slots, paint_memo_sign, paint_pill, paint_swatch, write
from gui.editor.pieces import PlacedBlock, lines_of
from gui.editor.shown import ShownCoding, reading_order
from gui.editor.view import SourceView
from gui.style import scaled
from gui.theme import Theme, interface_font, is_right_to_left

FROM_TEXT, LANE, ARM, TO_LABEL = 6, 9, 5, 12
LABEL_STEP = 20
FEWEST_LANES = 3
_EDGE = 6
_GRAB = 4
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@dataclass(slots=True)
class Bracket:
    """One coding in the margin: its lane, and its lines from top to bottom in pixels."""

    coding: ShownCoding
    reach: Reach
    lane: int
    top: float
    bottom: float
    label: float | None = None


class Margin(QWidget):
    """Paints brackets and names beside the view; clicks and hovers leave as coding ids."""

    chosen = Signal(int)
    chosen_too = Signal(int, Qt.KeyboardModifier)  # with Ctrl or Shift held
    hovered = Signal(object)  # int | None

    def __init__(self, view: SourceView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._lanes: dict[int, int] = {}
        self._most_lanes = FEWEST_LANES
        self._brackets: list[Bracket] = []
        self._label_boxes: list[tuple[QRectF, Bracket]] = []
        self._below = 0
        self._chosen: frozenset[int] = frozenset()
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Codings of the visible text"))
        self._use_fonts()
        view.moved.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(214, 100)

    def set_theme(self, theme: Theme) -> None:
        """Take another appearance."""
        self._theme = theme
        self.update()

    def set_chosen(self, ids: Collection[int]) -> None:
        """Show these codings as chosen."""
        self._chosen = frozenset(ids)
        self.update()

    def forget_lanes(self) -> None:
        """Share out the lanes afresh: another source is shown."""
        self._lanes.clear()
        self._most_lanes = FEWEST_LANES

    def label_texts(self) -> list[str]:
        """Return what the labels in view say, from the top, signs in words."""
        self._arrange()
        return [self._spoken(bracket.coding) for bracket in self._brackets]

    # Where things stand

    def _arrange(self) -> None:
        blocks = self._view.placed_blocks()
        self._brackets = _brackets(blocks, self._view)
        self._lanes = share_lanes([bracket.reach for bracket in self._brackets], self._lanes)
        for bracket in self._brackets:
            bracket.lane = self._lanes[bracket.coding.id]
        used = max((bracket.lane + 1 for bracket in self._brackets), default=0)
        # A column of names that moved with every scroll could not be read
        self._most_lanes = max(self._most_lanes, used)
        self._place_labels()

    def _place_labels(self) -> None:
        labelled: list[Bracket] = []
        last_line: dict[tuple[int, str], int] = {}
        for bracket in self._brackets:
            if bracket.lane == OVERFLOW:
                continue
            same = bracket.coding.code, bracket.coding.letter
            touches = bracket.reach.first <= last_line.get(same, -2) + 1
            last_line[same] = max(bracket.reach.last, last_line.get(same, -2))
            if not touches or bracket.coding.id in self._chosen:
                labelled.append(bracket)
        step = self._step
        half = step / 2
        wanted = [max(bracket.top + half, half) for bracket in labelled]
        middles, hidden = place_labels(wanted, step, self.height())
        if hidden:
            middles, hidden = place_labels(wanted, step, self.height() - step)
        for bracket, middle in zip(labelled, middles, strict=False):
            bracket.label = middle
        self._below = hidden

    def _x(self, lane: int) -> float:
        # The grey lane stands off, so that its count hides no bracket
        return FROM_TEXT + lane * LANE + ARM + (LANE if lane == OVERFLOW else 0)

    @property
    def _labels_at(self) -> float:
        last = self._most_lanes - 1
        return self._x(last) - ARM + LANE + TO_LABEL

    @property
    def _is_right_to_left(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self._arrange()
        self._label_boxes = []
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._is_right_to_left:
                painter.translate(self.width(), 0)
                painter.scale(-1, 1)
            for bracket in self._brackets:
                if bracket.label is not None:
                    self._paint_leader(painter, bracket, bracket.label)
            for bracket in self._brackets:
                if bracket.lane != OVERFLOW:
                    self._paint_bracket(painter, bracket)
            self._paint_overflow(painter)
            painter.resetTransform()
            for bracket in self._brackets:
                if bracket.label is not None:
                    self._paint_label(painter, bracket, bracket.label)
            self._paint_counts(painter)
        self._describe()

    def _paint_leader(self, painter: QPainter, bracket: Bracket, middle: float) -> None:
        colour = QColor(bracket.coding.tint(self._theme).line)
        colour.setAlphaF(0.45)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        y = min(max(middle, bracket.top + 4), bracket.bottom - 2)
        knee = self._labels_at - 10
        path = QPainterPath(QPointF(self._x(bracket.lane), round(y) + 0.5))
        path.lineTo(knee, round(y) + 0.5)
        path.lineTo(self._labels_at - 3, round(middle) + 0.5)
        painter.drawPath(path)

    def _paint_bracket(self, painter: QPainter, bracket: Bracket) -> None:
        is_thick = bracket.coding.id in self._chosen or bracket.coding.id == self._hovered
        theme = self._theme
        pen = bracket.coding.tint(theme).pen(theme.thick_width if is_thick else theme.line_width)
        x = self._x(bracket.lane)
        top = bracket.top + 1 if not bracket.reach.opens_above else -2
        bottom = bracket.bottom - 1 if not bracket.reach.opens_below else self.height() + 2
        painter.setPen(pen)
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        pen.setStyle(Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        if not bracket.reach.opens_above:
            painter.drawLine(QPointF(x - ARM, top), QPointF(x + 1, top))
        if not bracket.reach.opens_below:
            painter.drawLine(QPointF(x - ARM, bottom), QPointF(x + 1, bottom))

    def _overflowing(self) -> list[tuple[float, float, list[Bracket]]]:
        """Return (top, bottom, codings) of each grey bracket: what overlaps shares one."""
        groups: list[tuple[float, float, list[Bracket]]] = []
        for bracket in self._brackets:
            if bracket.lane != OVERFLOW:
                continue
            if groups and bracket.top <= groups[-1][1]:
                top, bottom, members = groups[-1]
                groups[-1] = top, max(bottom, bracket.bottom), [*members, bracket]
            else:
                groups.append((bracket.top, bracket.bottom, [bracket]))
        return groups

    def _paint_overflow(self, painter: QPainter) -> None:
        painter.setPen(QPen(QColor(self._theme.control), 2))
        x = self._x(OVERFLOW)
        for top, bottom, _ in self._overflowing():
            painter.drawLine(QPointF(x, top + 1), QPointF(x, bottom - 1))
            painter.drawLine(QPointF(x - ARM, top + 1), QPointF(x + 1, top + 1))
            painter.drawLine(QPointF(x - ARM, bottom - 1), QPointF(x + 1, bottom - 1))

    def _paint_counts(self, painter: QPainter) -> None:
        """Write "+n" at the grey brackets, and how many names found no room below."""
        centre = Qt.AlignmentFlag.AlignHCenter
        for box, members in self._overflow_boxes():
            painter.fillRect(box, QColor(self._theme.paper))
            write(painter, box, f"+{len(members)}", self._theme.ink3, self._hint_font, centre)
        if self._below:
            row = QRectF(0, self.height() - self._step, self.width(), self._step)
            slots = Slots(row, self._is_right_to_left)
            slots.leading(self._labels_at)
            words = self.tr("+%n below", "", self._below)
            self._write_leading(painter, slots.leading(slots.room - _EDGE), words, self._theme.ink3)

    def _overflow_boxes(self) -> list[tuple[QRectF, list[Bracket]]]:
        boxes = []
        x = self._x(OVERFLOW)
        for top, bottom, members in self._overflowing():
            middle = (max(top, 0) + min(bottom, self.height())) / 2
            width, height = scaled(20), scaled(16)
            left = (self.width() - x if self._is_right_to_left else x) - width / 2
            boxes.append((QRectF(left, middle - height / 2, width, height), members))
        return boxes

    def _paint_label(self, painter: QPainter, bracket: Bracket, middle: float) -> None:
        coding, theme = bracket.coding, self._theme
        is_chosen = coding.id in self._chosen
        font = self._bold_font if is_chosen else self._font
        name = coding.name
        if coding.is_unsure:
            name += " ؟" if is_right_to_left(name) else " ?"
        letter_width = (
            QFontMetricsF(self._bold_font).horizontalAdvance(coding.letter) + 4 if coding.letter else 0
        )
        sign = scaled(14)
        memo_width = sign + 4 if coding.has_memo and not coding.is_memo else 0
        row = QRectF(0, round(middle) - self._step / 2, self.width(), self._step)
        slots = Slots(row, self._is_right_to_left)
        slots.leading(self._labels_at)
        slots.trailing(_EDGE)
        room = slots.room - sign - 6 - letter_width - memo_width
        width = max(0.0, min(QFontMetricsF(font).horizontalAdvance(name) + 2, room))
        box = Slots(row, self._is_right_to_left)
        box.leading(self._labels_at - 3)
        whole = box.leading(width + letter_width + memo_width + sign + 15)
        self._label_boxes.append((whole, bracket))
        shown = coding.tint(theme)
        if is_chosen:
            paint_pill(painter, whole, shown, theme)
        ink = theme.ink if is_chosen or coding.id == self._hovered else theme.ink2
        if coding.letter:
            slot = slots.leading(letter_width - 4, 4)
            write(painter, slot, coding.letter, ink, self._bold_font, Qt.AlignmentFlag.AlignHCenter)
        if coding.is_memo:
            paint_memo_sign(painter, slots.leading(sign, 6), ink)
        else:
            paint_swatch(painter, slots.leading(sign, 6), shown, theme, coding.rank, self._rank_font)
        self._write_leading(painter, slots.leading(width, 4), name, ink, is_bold=is_chosen)
        if memo_width:
            paint_memo_sign(painter, slots.leading(sign), ink if is_chosen else theme.ink3)

    def _write_leading(
        self, painter: QPainter, slot: QRectF, words: str, colour: str, is_bold: bool = False
    ) -> None:
        side = Qt.AlignmentFlag.AlignRight if self._is_right_to_left else Qt.AlignmentFlag.AlignLeft
        write(painter, slot, words, colour, self._bold_font if is_bold else self._font, side)

    def _use_fonts(self) -> None:
        self._step = max(LABEL_STEP, scaled(LABEL_STEP))
        self._font = interface_font(-1)
        self._bold_font = interface_font(-1, bold=True)
        self._rank_font = interface_font(-3, bold=True)
        self._hint_font = interface_font(-2)

    # What the hand does

    def bracket_at(self, point: QPointF) -> ShownCoding | None:
        """Return the coding whose bracket or label is under a point."""
        for box, bracket in self._label_boxes:
            if box.contains(point):
                return bracket.coding
        x = self.width() - point.x() if self._is_right_to_left else point.x()
        for bracket in self._brackets:
            lane = self._x(bracket.lane)
            near = lane - ARM - 1 <= x <= lane + _GRAB
            if bracket.lane < LANES and near and bracket.top - 2 <= point.y() <= bracket.bottom + 2:
                return bracket.coding
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if coding := self.bracket_at(event.position()):
            if event.modifiers() & _ADDING:
                self.chosen_too.emit(coding.id, event.modifiers())
            else:
                self.chosen.emit(coding.id)
            return
        for box, members in self._overflow_boxes():
            if box.adjusted(-2, -4, 2, 4).contains(event.position()):
                self._open_list([member.coding for member in members], event.globalPosition().toPoint())
                return

    def _open_list(self, codings: Sequence[ShownCoding], at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for coding in sorted(codings, key=reading_order):
            action = QAction(self._spoken(coding), menu)
            action.setData(coding.id)
            menu.addAction(action)
        menu.triggered.connect(self._on_picked)
        menu.popup(at)

    def _on_picked(self, action: QAction) -> None:
        self.chosen.emit(action.data())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        coding = self.bracket_at(event.position())
        self._hover(coding.id if coding else None)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(None)

    def _hover(self, coding_id: int | None) -> None:
        if coding_id != self._hovered:
            self._hovered = coding_id
            self.hovered.emit(coding_id)
            self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._view.viewport(), event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            coding = self.bracket_at(QPointF(event.pos()))
            if coding:
                QToolTip.showText(event.globalPos(), self._view.describe(coding), self)
            else:
                QToolTip.hideText()
            return True
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            self._use_fonts()
            self.update()
        return super().event(event)

    # What is said of it

    def _spoken(self, coding: ShownCoding) -> str:
        words = [coding.name]
        if coding.letter:
            words.insert(0, coding.letter)
        if coding.is_unsure:
            words.append(self.tr("(unsure)"))
        if coding.has_memo:
            words.append(self.tr("(with memo)"))
        return " ".join(words)

    def _describe(self) -> None:
        if QAccessible.isActive():
            self.setAccessibleDescription(
                "; ".join(self._spoken(bracket.coding) for bracket in self._brackets)
            )


def _brackets(blocks: Sequence[PlacedBlock], view: SourceView) -> list[Bracket]:
    """Return the codings of the blocks in view, with their lines counted through these blocks."""
    if not blocks:
        return []
    offsets, height = view.offsets, view.viewport().height()
    first_lines = list(accumulate((len(placed.laid.starts) for placed in blocks), initial=0))
    start, end = offsets.block_start(blocks[0].number), offsets.block_end(blocks[-1].number)
    made = []
    for coding in view.index.touching(start, end):
        first = max(0, offsets.block_of(coding.span.start) - blocks[0].number)
        last = min(len(blocks), offsets.block_of(coding.span.end - 1) - blocks[0].number + 1) - 1
        top_line = lines_of(blocks[first], coding.span).start
        end_line = lines_of(blocks[last], coding.span).stop - 1
        top, bottom = blocks[first].line_top(top_line), blocks[last].line_bottom(max(end_line, 0))
        if bottom < 0 or top > height:
            continue
        reach = Reach(
            coding.id,
            first_lines[first] + top_line,
            first_lines[last] + end_line,
            opens_above=coding.span.start < start or top < -2,
            opens_below=coding.span.end > end or bottom > height + 2,
        )
        made.append(Bracket(coding, reach, 0, top, bottom))
    return made

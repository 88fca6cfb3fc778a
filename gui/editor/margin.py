"""The margin: a bracket for each coding in view, in lanes, with names that give way to each other."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAction,
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from gui.editor.brackets import (
    ARM,
    LANE,
    Bracket,
    BracketPainter,
    Gathering,
    brackets_in_view,
    gathered,
    lane_x,
)
from gui.editor.gathered import GatheredMenu
from gui.editor.labels import EDGE, LabelPainter
from gui.editor.lanes import LANES, OVERFLOW, place_labels, share_lanes
from gui.editor.shown import ShownCoding, reading_order
from gui.editor.view import SourceView
from gui.style import scaled
from gui.theme import Theme
from gui.widgets.slots import Slots
from gui.widgets.slots import write_at as write

# Names stand behind three lanes at least, so that they seldom move; where room is short they need it more
_FEWEST_LANES, _TO_LABEL = 3, 12
_FEWEST_WHERE_TIGHT, _TO_LABEL_WHERE_TIGHT = 1, 6
_TIGHT = 180
_GRAB = 4
_ADDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class Margin(QWidget):
    """Paints brackets and names beside the view; clicks and hovers leave as coding ids."""

    chosen = Signal(int)
    chosen_too = Signal(int, Qt.KeyboardModifier)  # with Ctrl or Shift held
    menu_wanted = Signal(int, QPoint)  # on a bracket or a name; the place is the screen's
    hovered = Signal(object)  # int | None

    def __init__(self, view: SourceView, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._theme = theme
        self._lanes: dict[int, int] = {}
        self._most_lanes = 1
        self._brackets: list[Bracket] = []
        self._gatherings: list[Gathering] = []
        self._label_boxes: list[tuple[QRectF, Bracket]] = []
        self._below = 0
        self._chosen: frozenset[int] = frozenset()
        self._hovered: int | None = None
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Codings of the visible text"))
        self._use_theme()
        view.moved.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(214, 100)

    def set_theme(self, theme: Theme) -> None:
        """Take another appearance."""
        self._theme = theme
        self._use_theme()
        self.update()

    def _use_theme(self) -> None:
        self._bracket_painter = BracketPainter(self._theme)
        self._label_painter = LabelPainter(self._theme)

    def set_chosen(self, ids: Collection[int]) -> None:
        """Show these codings as chosen."""
        self._chosen = frozenset(ids)
        self.update()

    def forget_lanes(self) -> None:
        """Share out the lanes afresh: another source is shown."""
        self._lanes.clear()
        self._most_lanes = 1

    def label_texts(self) -> list[str]:
        """Return what the labels in view say, from the top, signs in words."""
        self._arrange()
        return [self._spoken(bracket.coding) for bracket in self._brackets]

    # Where things stand

    def _arrange(self) -> None:
        blocks = self._view.placed_blocks()
        self._brackets = brackets_in_view(blocks, self._view)
        self._lanes = share_lanes([bracket.reach for bracket in self._brackets], self._lanes)
        for bracket in self._brackets:
            bracket.lane = self._lanes[bracket.coding.id]
        used = max((bracket.lane + 1 for bracket in self._brackets), default=0)
        # A column of names that moved with every scroll could not be read
        self._most_lanes = max(self._most_lanes, used)
        self._gatherings = gathered(self._brackets)
        self._place_labels()

    def _place_labels(self) -> None:
        labelled: list[Bracket] = []
        last_line: dict[tuple[int, str], int] = {}
        for bracket in self._brackets:
            if bracket.lane == OVERFLOW and bracket.coding.id not in self._chosen:
                continue
            same = bracket.coding.code, bracket.coding.letter
            touches = bracket.reach.first <= last_line.get(same, -2) + 1
            last_line[same] = max(bracket.reach.last, last_line.get(same, -2))
            if not touches or bracket.coding.id in self._chosen:
                labelled.append(bracket)
        step = self._label_painter.step
        half = step / 2
        wanted = [max(bracket.top + half, half) for bracket in labelled]
        middles, hidden = place_labels(wanted, step, self.height())
        if hidden:
            middles, hidden = place_labels(wanted, step, self.height() - step)
        for bracket, middle in zip(labelled, middles, strict=False):
            bracket.label = middle
        self._below = hidden

    @property
    def _labels_at(self) -> float:
        is_tight = self.width() < scaled(_TIGHT)
        fewest = _FEWEST_WHERE_TIGHT if is_tight else _FEWEST_LANES
        gap = _TO_LABEL_WHERE_TIGHT if is_tight else _TO_LABEL
        return lane_x(max(self._most_lanes, fewest) - 1) - ARM + LANE + gap

    @property
    def _is_right_to_left(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        self._arrange()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._is_right_to_left:
                painter.translate(self.width(), 0)
                painter.scale(-1, 1)
            self._paint_brackets(painter)
            painter.resetTransform()
            self._paint_labels(painter)
            self._paint_counts(painter)
        self._describe()

    def _paint_brackets(self, painter: QPainter) -> None:
        draw = self._bracket_painter
        for bracket in self._brackets:
            if bracket.label is not None:
                draw.paint_leader(painter, bracket, bracket.label, self._labels_at)
        for gathering in self._gatherings:
            draw.paint_gathering(painter, gathering)
        for bracket in self._brackets:
            is_thick = bracket.coding.id in self._chosen or bracket.coding.id == self._hovered
            if bracket.lane != OVERFLOW or bracket.coding.id in self._chosen:
                draw.paint_bracket(painter, bracket, self.height(), is_thick)

    def _paint_labels(self, painter: QPainter) -> None:
        self._label_boxes = []
        step, mirrored = self._label_painter.step, self._is_right_to_left
        for bracket in self._brackets:
            if bracket.label is None:
                continue
            slots = Slots(QRectF(0, round(bracket.label) - step / 2, self.width(), step), mirrored)
            slots.lead(self._labels_at - 3)
            key = bracket.coding.id
            row = slots.lead(slots.room)
            chosen, hovered = key in self._chosen, key == self._hovered
            box = self._label_painter.paint(painter, row, bracket.coding, mirrored, chosen, hovered)
            self._label_boxes.append((box, bracket))

    def _paint_counts(self, painter: QPainter) -> None:
        """Write "+n" at the grey brackets, and how many names found no room below."""
        names, ink = self._label_painter, self._theme.ink3
        for box, codings in self._counts():
            painter.fillRect(box, QColor(self._theme.paper))
            write(painter, box, f"+{len(codings)}", ink, names.hint_font, Qt.AlignmentFlag.AlignHCenter)
        if self._below:
            row = QRectF(0, self.height() - names.step, self.width(), names.step)
            slots = Slots(row, self._is_right_to_left)
            slots.lead(self._labels_at)
            words = self.tr("+%n below", "", self._below)
            names.write(painter, slots.lead(slots.room - EDGE), words, ink, self._is_right_to_left)

    def _counts(self) -> list[tuple[QRectF, list[ShownCoding]]]:
        """Return where "+n" stands, in the middle of what is in view of each grey bracket, and for whom."""
        boxes = []
        x = lane_x(OVERFLOW)
        width, height = scaled(20), scaled(16)
        left = (self.width() - x if self._is_right_to_left else x) - width / 2
        for top, bottom, codings in self._gatherings:
            middle = (max(top, 0) + min(bottom, self.height())) / 2
            middle = min(max(middle, height / 2), self.height() - height / 2)
            boxes.append((QRectF(left, middle - height / 2, width, height), codings))
        return boxes

    # What the hand does

    def bracket_at(self, point: QPointF) -> ShownCoding | None:
        """Return the coding whose bracket or label is under a point."""
        for box, bracket in self._label_boxes:
            if box.contains(point):
                return bracket.coding
        x = self.width() - point.x() if self._is_right_to_left else point.x()
        for bracket in self._brackets:
            lane = lane_x(bracket.lane)
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
        if codings := self._gathered_at(event.position()):
            self._open_list(codings, event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if coding := self.bracket_at(QPointF(event.pos())):
            self.menu_wanted.emit(coding.id, event.globalPos())

    def _gathered_at(self, point: QPointF) -> Sequence[ShownCoding]:
        for box, codings in self._counts():
            if box.adjusted(-2, -4, 2, 4).contains(point):
                return codings
        return ()

    def _open_list(self, codings: Sequence[ShownCoding], at: QPoint) -> None:
        menu = GatheredMenu(codings, self._label_painter, self._spoken, self)
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
            words = self._tooltip_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            self._use_theme()
            self.update()
        return super().event(event)

    # What is said of it

    def _tooltip_at(self, point: QPointF) -> str:
        if coding := self.bracket_at(point):
            return self._view.describe(coding)
        here = sorted(self._gathered_at(point), key=reading_order)
        return "\n".join(self._spoken(coding) for coding in here)

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

"""The table of all codes under the hand: columns sorted and shown, cells edited and copied."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QContextMenuEvent, QFontMetricsF, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from core.model.ids import CodeId
from core.model.scheme import Code
from gui.codebook.table_cells import ABOVE, MOST_LINES, SIDE, CellDelegate, line_height
from gui.codebook.table_model import Column, TableModel
from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.controls import is_mirrored
from gui.widgets.icons import paint_icon
from gui.widgets.slots import Slots, write

_HEAD = 30
_HERE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_SAMPLE = "The speaker leaves because the pay had stopped, whether or not he says so."


class Header(QHeaderView):
    """Titles in the quiet ink; the column that gives the order has a chevron."""

    def __init__(self, look: Look, model: TableModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._look = look
        self._rows = model
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(scaled(40))
        look.changed.connect(self.viewport().update)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), scaled(_HEAD))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        theme, mirrored = self._look.theme, is_mirrored(self)
        column = self._rows.columns[section]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        edge = rect.left() if mirrored else rect.right()
        painter.drawLine(edge, rect.top() + scaled(8), edge, rect.bottom() - scaled(8))
        slots = Slots(rect.adjusted(scaled(SIDE), 0, -scaled(SIDE), 0), mirrored)
        ordered = self._rows.sorted_by
        is_ordered = ordered is not None and ordered[0] == column.key
        if is_ordered and ordered is not None:
            sign = "chevron-down" if ordered[1] else "chevron-up"
            paint_icon(painter, slots.trail(scaled(12), scaled(3)), sign, theme.ink2, scaled(12))
        font = text_font(-1, bold=is_ordered)
        write(painter, slots.rest(), column.title, theme.ink if is_ordered else theme.ink2, font, mirrored)
        painter.restore()


class CodesTable(QTableView):
    """Enter and F2 edit a cell, Tab goes on to the next, Del empties it, Ctrl+C copies what is chosen."""

    menu_wanted = Signal(QPoint)  # global

    def __init__(self, model: TableModel, look: Look) -> None:
        super().__init__()
        self._rows = model
        self._reckoned_for: list[tuple[str, float]] = []
        self._reckoned: dict[CodeId, tuple[Code, int]] = {}
        self.setModel(model)
        self.head = Header(look, model, self)
        self.setHorizontalHeader(self.head)
        cells = CellDelegate(look, self)
        cells.next_wanted.connect(self.edit_beside)
        self.setItemDelegate(cells)
        self._prepare()
        self.head.sectionClicked.connect(self._on_title_clicked)
        self.head.sectionResized.connect(self._on_resized)
        self.head.sectionMoved.connect(lambda *_: self.fit_rows())
        model.modelReset.connect(self.fit_rows)
        model.retold.connect(self._fit_some)
        look.density_changed.connect(self.fit_rows)
        self.give_widths()

    def _prepare(self) -> None:
        self.setAccessibleName(self.tr("All codes"))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(scaled(20))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    # widths and heights

    def give_widths(self) -> None:
        """Make each column as wide as what it usually says."""
        for place, column in enumerate(self._rows.columns):
            self.setColumnWidth(place, scaled(column.width))
        self.fit_rows()

    @Slot(object)
    def _fit_some(self, rows: list[int]) -> None:
        wrapping, upright = self._wrapping(), self.verticalHeader()
        for row in rows:
            upright.resizeSection(row, _height(self._lines_of(self._rows.codes[row], wrapping)))

    def _wrapping(self) -> list[tuple[Column, float]]:
        """Return the columns that wrap, each with how many letters a line of it holds."""
        return [
            (column, self._letters_in(place))
            for place, column in enumerate(self._rows.columns)
            if column.wraps and not self.isColumnHidden(place)
        ]

    def fit_rows(self) -> None:
        """Make each row as high as its sentences need, three lines at most.

        How many lines a text takes is reckoned from its length: to set thousands of rows for real would
        hold the window up, and a line too many or too few does no harm.
        """
        heights = [_height(lines) for lines in range(MOST_LINES + 1)]
        wrapping = self._wrapping()
        lines = self._all_lines(wrapping)
        usual = max(range(1, MOST_LINES + 1), key=lines.count)
        upright = self.verticalHeader()
        upright.setDefaultSectionSize(heights[usual])
        for row, count in enumerate(lines):
            if upright.sectionSize(row) != heights[count]:
                upright.resizeSection(row, heights[count])

    def _all_lines(self, wrapping: list[tuple[Column, float]]) -> list[int]:
        """Return the lines of every row; those of a code that is as it was are known, while columns stay."""
        widths = [(column.key, letters) for column, letters in wrapping]
        if self._reckoned_for != widths:
            self._reckoned_for, self._reckoned = widths, {}
        known, found = self._reckoned, []
        for code in self._rows.codes:
            kept = known.get(code.id)
            if kept is None or kept[0] is not code:
                kept = known[code.id] = code, self._lines_of(code, wrapping)
            found.append(kept[1])
        return found

    def _letters_in(self, place: int) -> float:
        """Return how many letters a line of this column holds."""
        each = QFontMetricsF(text_font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        return max((self.columnWidth(place) - 2 * scaled(SIDE)) / (each * 1.06), 1)

    def _lines_of(self, code: Code, wrapping: list[tuple[Column, float]]) -> int:
        most = 1
        for column, letters in wrapping:
            text = column.says(code)
            if len(text) > letters or "\n" in text:
                parts = text[: ceil(letters) * (MOST_LINES + 1)].split("\n")
                most = max(most, sum(max(ceil(len(part) / letters), 1) for part in parts))
                if most >= MOST_LINES:
                    return MOST_LINES
        return most

    def _on_resized(self, section: int, before: int, now: int) -> None:
        if self._rows.columns[section].wraps:
            self.fit_rows()

    # order

    def _on_title_clicked(self, section: int) -> None:
        """Order by a column: rising, then falling, then as the scheme has it."""
        key, ordered = self._rows.columns[section].key, self._rows.sorted_by
        if ordered is None or ordered[0] != key:
            self._rows.sort_by(key)
        elif not ordered[1]:
            self._rows.sort_by(key, is_falling=True)
        else:
            self._rows.sort_by(None)
        self.head.viewport().update()

    # keys

    def edit_current(self) -> None:
        """Edit the current cell; where it cannot be edited, the name in its row."""
        index = self.currentIndex()
        if index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEditable:
            index = index.siblingAtColumn(self._rows.column_of("name"))
        self.edit_cell(index)

    @Slot(int)
    def edit_beside(self, step: int) -> None:
        """Edit the next cell that can be edited, or the one before; behind the last column the next row."""
        order = [
            place
            for place in sorted(range(self.head.count()), key=self.head.visualIndex)
            if not self.isColumnHidden(place) and self._rows.columns[place].values is not None
        ]
        index = self.currentIndex()
        if index.column() not in order:
            return
        rows, place = divmod(order.index(index.column()) + step, len(order))
        self.edit_cell(index.sibling(index.row() + rows, order[place]))

    def edit_cell(self, index: QModelIndex) -> None:
        """Edit a cell in place."""
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.selectionModel().setCurrentIndex(index, _HERE)
            self.scrollTo(index)
            self.edit(index)

    def event(self, event: QEvent) -> bool:
        # The window has an act for this key too, which would take the whole code out
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Delete
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.edit_current()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete:
            self._empty_current()
        else:
            super().keyPressEvent(event)

    def _empty_current(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self._rows.setData(index, "")

    def copy(self) -> None:
        """Copy the chosen cells: a line for each row, tabs between columns, as spreadsheets take them."""
        chosen = [index for index in self.selectedIndexes() if not self.isColumnHidden(index.column())]
        if not chosen:
            return
        order = sorted({index.column() for index in chosen}, key=self.head.visualIndex)
        cells = {(index.row(), index.column()): str(index.data()) for index in chosen}
        lines = (
            "\t".join(_quoted(cells.get((row, column), "")) for column in order)
            for row in sorted({index.row() for index in chosen})
        )
        QApplication.clipboard().setText("\n".join(lines))

    def chosen_codes(self) -> list[Code]:
        """Return the codes of the chosen cells, that of the current one last."""
        rows = sorted({index.row() for index in self.selectedIndexes()})
        current = self.currentIndex().row()
        if current in rows:
            rows.remove(current)
            rows.append(current)
        return [self._rows.codes[row] for row in rows]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(place)


def _height(lines: int) -> int:
    """Return how high a row of so many lines is."""
    return line_height() * lines + 2 * scaled(ABOVE)


def _quoted(text: str) -> str:
    """Return a cell as spreadsheets read it: in quotes where it holds what parts cells or lines."""
    if any(sign in text for sign in '\t\n"'):
        return '"' + text.replace('"', '""') + '"'
    return text

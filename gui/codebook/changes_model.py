"""What changed since a version as a list of cards, one for each family or code, and how a card is painted."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QTextCursor, QTextDocument, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from gui.codebook.change_words import kind_words, reason_words, sentence_of
from gui.codebook.changed_things import ChangedThing
from gui.codebook.written import Writer, write_changes
from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.rows import AnyIndex
from gui.widgets.slots import Slots, width_of, write
from gui.widgets.tips import tip

THING = Qt.ItemDataRole.UserRole
NO_PARENT = QModelIndex()
_SIDE, _BETWEEN = 12, 8
_INSIDE, _ABOVE, _HEAD = 11, 8, 22
# documents kept laid out: as many as several screens show
_KEPT = 60


class ChangesModel(QAbstractListModel):
    """A card a row; those that stay keep their place when others come and go."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._things: tuple[ChangedThing, ...] = ()

    @property
    def things(self) -> tuple[ChangedThing, ...]:
        """Return what is shown."""
        return self._things

    def take(self, things: Sequence[ChangedThing]) -> None:
        """Show other changes; where the same families and codes changed, only what differs is told."""
        things = tuple(things)
        if things == self._things:
            return
        if [one.guid for one in things] == [one.guid for one in self._things]:
            before, self._things = self._things, things
            for row, (old, new) in enumerate(zip(before, things, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._things = things
        self.endResetModel()

    def row_of(self, guid: str) -> int:
        """Return where the card of a family or code is, or -1."""
        return next((row for row, one in enumerate(self._things) if one.guid == guid), -1)

    def rowCount(self, parent: AnyIndex = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._things)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        thing = self._things[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return thing.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(thing)
            case Qt.ItemDataRole.ToolTipRole:
                return tip(thing.name, thing.family, kind_words(thing))
            case _ if role == THING:
                return thing
        return None


def spoken(thing: ChangedThing) -> str:
    """Return a card in words for who hears it."""
    said = [thing.name, kind_words(thing)]
    for one in thing.told:
        said += [f"{words.kind.value}: {words.text}" for words in one.words if words.kind.value != "same"]
        said.append(sentence_of(one.change))
    return ". ".join(part for part in (*said, *reason_words(thing.reasons)) if part)


class CardDelegate(QStyledItemDelegate):
    """Paints a card: the name, what became of it, the words that came and went, and why."""

    def __init__(self, look: Look, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._look = look
        self._view = view
        self._documents: OrderedDict[tuple[object, ...], QTextDocument] = OrderedDict()
        self._heights: dict[tuple[object, ...], float] = {}
        look.changed.connect(self._forget)

    @Slot()
    def _forget(self) -> None:
        self._documents.clear()
        self._heights.clear()
        self.sizeHintChanged.emit(QModelIndex())
        self._view.viewport().update()

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        thing = index.data(THING)
        width = self._width()
        key = (thing, width)
        if key not in self._heights:
            if len(self._heights) > 2 * index.model().rowCount() + _KEPT:
                # cards that are gone, and widths there were while a handle was drawn
                self._heights.clear()
            document = self._document(thing)
            self._heights[key] = 0 if document.isEmpty() else document.size().height()
        body = self._heights[key]
        height = scaled(_ABOVE) + scaled(_HEAD) + round(body) + scaled(10) + scaled(_BETWEEN)
        return QSize(scaled(80), height)

    def _width(self) -> int:
        return max(self._view.viewport().width() - 2 * scaled(_SIDE), scaled(80))

    def _document(self, thing: ChangedThing) -> QTextDocument:
        is_mirrored = self._view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        key = (thing, self._width(), is_mirrored)
        if key in self._documents:
            self._documents.move_to_end(key)
            return self._documents[key]
        made = QTextDocument()
        made.setUndoRedoEnabled(False)
        made.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        made.setDefaultTextOption(option)
        made.setDefaultFont(text_font(-1))
        write_changes(Writer(QTextCursor(made), self._look.theme, is_mirrored), thing)
        made.setTextWidth(self._width() - 2 * scaled(_INSIDE))
        self._documents[key] = made
        if len(self._documents) > _KEPT:
            self._documents.popitem(last=False)
        return made

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        thing = index.data(THING)
        theme, is_mirrored = self._look.theme, option.direction == Qt.LayoutDirection.RightToLeft
        card = QRectF(
            scaled(_SIDE), option.rect.top(), self._width(), option.rect.height() - scaled(_BETWEEN)
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, card, option)
        inside = card.adjusted(scaled(_INSIDE), scaled(_ABOVE), -scaled(_INSIDE), 0)
        head = QRectF(inside)
        head.setHeight(scaled(_HEAD) - scaled(2))
        slots = Slots(head, is_mirrored)
        said = kind_words(thing)
        name_needs = width_of(thing.name, text_font(bold=True))
        room = max(slots.room - name_needs - scaled(10), slots.room * 0.4)
        kind = slots.trail(min(width_of(said, text_font(-2)), room), scaled(10))
        write(painter, kind, said, theme.ink3, text_font(-2), is_mirrored)
        write(painter, slots.rest(), thing.name, theme.ink, text_font(bold=True), is_mirrored)
        painter.translate(QPointF(inside.left(), inside.top() + scaled(_HEAD)))
        self._document(thing).drawContents(painter)
        painter.restore()

    def _paint_ground(self, painter: QPainter, card: QRectF, option: QStyleOptionViewItem) -> None:
        theme, state = self._look.theme, option.state
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
        edge = theme.accent if is_chosen or has_focus else theme.line
        width = 2 if has_focus else 1
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(theme.hover if state & QStyle.StateFlag.State_MouseOver else theme.raised))
        half = width / 2
        painter.drawRoundedRect(card.adjusted(half, half, -half, -half), 8, 8)
        if is_chosen:
            # not by the colour of an edge alone
            bar = Slots(card, option.direction == Qt.LayoutDirection.RightToLeft).lead(3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawRoundedRect(bar.adjusted(0, scaled(8), 0, -scaled(8)), 1.5, 1.5)

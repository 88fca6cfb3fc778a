"""The workspace Codebook: the scheme, what is said of a code, and what changed since a version."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from gui.bridge import SessionBridge
from gui.codebook.form import CodeForm
from gui.codebook.meant import Meant
from gui.codebook.outline_panel import OutlinePanel
from gui.codebook.table import TablePage
from gui.look import Look
from gui.style import scaled
from gui.widgets.layout import column, surface
from gui.widgets.messages import Banner

_SIDE, _LEAST_SIDE, _MOST_SIDE = 292, 220, 420
_MIDDLE, _LEAST_MIDDLE = 810, 420
_END, _LEAST_END, _MOST_END = 340, 240, 460
# Below this the panel at the end has no room beside the form
_NARROW = 1200


class CodebookWorkspace(QWidget):
    """Puts the parts side by side; each hears from `meant` what is looked at.

    Outline and form stand beside each other, or the table of all codes takes their place.
    """

    table_shown = Signal(bool)

    def __init__(self, bridge: SessionBridge, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._look = look
        self.meant = Meant(bridge, self)
        self.outline = OutlinePanel(bridge, self.meant, look)
        self.form = CodeForm(bridge, self.meant, look)
        self.table: TablePage | None = None
        self._settings: QSettings | None = None
        self._end: QWidget | None = None
        self._is_end_wanted = True
        self.banner = Banner(look)
        self._banner = surface("paper", column(self.banner, edges=(12, 8, 12, 8)))
        self._banner.hide()
        self.banner.closed.connect(self._banner.hide)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        self.meant.done.connect(self.banner.dismiss)
        self.form.left.connect(self.return_to_scheme)
        # after the outline has heard of it, which then shows where one stands
        bridge.changed.connect(self._look_somewhere)
        self.columns.addWidget(self.outline)
        self.columns.addWidget(self.form)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([scaled(_SIDE), scaled(_MIDDLE)])
        self.outline.setMinimumWidth(scaled(_LEAST_SIDE))
        self.outline.setMaximumWidth(scaled(_MOST_SIDE))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.columns)
        self._bands = QVBoxLayout()
        self._bands.addWidget(self._banner)
        body = column(self._bands, self._pages, gap=0)
        body.setStretch(1, 1)
        self.setLayout(body)

    # parts that others bring

    def add_band(self, band: QWidget) -> None:
        """Let a band stand above the columns, as wide as they are."""
        self._bands.addWidget(band)

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong above the columns, until it is closed or something else is done."""
        self._banner.show()
        self.banner.show_failure(sentence)

    def show_attention(self, sentence: str, act: str, does: Callable[[], object] | None) -> None:
        """Say what wants a look above the columns, with one act if there is one."""
        self._banner.show()
        self.banner.show_attention(sentence, act, does)

    def add_end(self, panel: QWidget) -> None:
        """Let a panel stand at the end, where the window is wide enough for it."""
        self._end = panel
        panel.setMinimumWidth(scaled(_LEAST_END))
        panel.setMaximumWidth(scaled(_MOST_END))
        self.columns.addWidget(panel)
        self.columns.setSizes([scaled(_SIDE), scaled(_MIDDLE), scaled(_END)])
        self._fold()

    def show_end(self, is_wanted: bool) -> None:
        """Show the panel at the end, also where it leaves the form little room, or hide it."""
        self._is_end_wanted = is_wanted
        if self._end is not None:
            self._end.setVisible(is_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_narrow, is_narrow = (size.width() < scaled(_NARROW) for size in (event.oldSize(), event.size()))
        if was_narrow != is_narrow or not event.oldSize().isValid():
            self._fold()

    def _fold(self) -> None:
        if self._end is not None:
            self._end.setVisible(self._is_end_wanted and self.width() >= scaled(_NARROW))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_somewhere()

    @Slot()
    def _look_somewhere(self, *_: object) -> None:
        if self.isVisible():
            self.meant.look_somewhere()

    # outline and form, or the table

    @property
    def is_table(self) -> bool:
        """Tell whether the table is shown."""
        return self._pages.currentWidget() is self.table and self.table is not None

    @Slot(bool)
    def show_table(self, is_wanted: bool) -> None:
        """Show the table of all codes, or outline and form again."""
        if is_wanted == self.is_table:
            return
        self.save()
        if is_wanted:
            self._table().look_for(self.outline.field.text())
            self._pages.setCurrentWidget(self._table())
        else:
            self.outline.field.setText(self._table().field.text())
            self._pages.setCurrentWidget(self.columns)
        self.table_shown.emit(is_wanted)
        self.return_to_scheme()

    def show_all(self) -> None:
        """Leave every search, so that nothing is out of sight."""
        self.outline.show_all()
        if self.table is not None:
            self.table.look_for("")

    @property
    def is_narrowed(self) -> bool:
        """Tell whether some of the scheme may be out of sight."""
        if self.table is not None and self.is_table:
            return bool(self.table.field.text().strip()) or self.table.model.sorted_by is not None
        return self.outline.model.is_narrowed

    def _table(self) -> TablePage:
        if self.table is None:
            self.table = TablePage(self._bridge, self.meant, self._look)
            self.table.left.connect(self.outline.left)
            self.table.narrowed.connect(self.outline.narrowed)
            self.table.form_wanted.connect(lambda: self.show_table(False))
            if self._settings is not None:
                self.table.restore(self._settings)
            self._pages.addWidget(self.table)
        return self.table

    @Slot()
    def edit(self) -> None:
        """Take the keyboard to the name of what is meant, or in the table into the cell one stands in."""
        if self.table is not None and self.is_table and self.meant.code is not None:
            self.table.view.edit_current()
        else:
            self.edit_name()

    def edit_name(self) -> None:
        """Take the keyboard to the name of what is meant, and nowhere else; the table has no families."""
        if self.table is not None and self.is_table and self.meant.code is not None:
            self.table.edit_name()
            return
        self.show_table(False)
        self.form.edit_name()

    # where the keyboard is

    @Slot()
    def go_to_search(self) -> None:
        """Take the keyboard to the search."""
        field = self.table.field if self.table is not None and self.is_table else self.outline.field
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def door(self) -> QWidget:
        """Return what takes the keyboard when one comes here."""
        return self.table.view if self.table is not None and self.is_table else self.outline.door()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the scheme; there it closes the message above it."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif not self.door().hasFocus():
            self.return_to_scheme()
        elif self.banner.isVisible():
            self.banner.dismiss()

    @Slot()
    def return_to_scheme(self) -> None:
        """Take the keyboard to the codes."""
        self.door().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def regions(self) -> list[tuple[QWidget, QWidget]]:
        """Return the parts that F6 goes through, each with what takes the keyboard there."""
        if self.table is not None and self.is_table:
            return [(self.table, self.table.view)]
        parts: list[tuple[QWidget, QWidget]] = [
            (self.outline, self.outline.door()), (self.form, self.form.door())
        ]  # fmt: skip
        if self._end is not None and self._end.isVisible():
            parts.append((self._end, self._end.focusProxy() or self._end))
        return parts

    # what is typed, and what is kept

    def save(self) -> None:
        """Bring what is being typed into the project."""
        self.form.save()

    @property
    def is_unsaved(self) -> bool:
        """Tell whether something typed could not be saved."""
        return self.form.is_unsaved

    def keep(self, settings: QSettings) -> None:
        """Remember where the handles are, and how the table stands."""
        settings.setValue("window/codebook", self.columns.saveState())
        if self.table is not None:
            self.table.keep(settings)

    def restore(self, settings: QSettings) -> None:
        """Put the handles where they were."""
        self._settings = settings
        kept = settings.value("window/codebook")
        if isinstance(kept, QByteArray):
            self.columns.restoreState(kept)

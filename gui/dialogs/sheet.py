"""What every dialog of ours shares: a title, what is to be decided, and two buttons."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QBoxLayout, QDialog, QFileDialog, QLayout, QWidget

from gui.style import scaled
from gui.widgets.controls import Field, button
from gui.widgets.layout import Part, column, hairline, label, row


class Sheet(QDialog):
    """Asks for what must be decided now; the verb stands on the button, Esc leaves."""

    def __init__(self, title: str, verb: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self._title = title
        self.verb = button(verb, "primary")
        self.verb.setDefault(True)
        self.cancel = button(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.fault = label("", "bad", -1, wraps=True)
        self.fault.hide()
        self.verb.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def ask(self) -> bool:
        """Show the sheet until it is answered, and let it go; tells whether the verb was chosen.

        It can be read from until the caller is done. As a child of the window it would else stay with it.
        """
        is_wanted = bool(self.exec())
        self.deleteLater()
        return is_wanted

    def fill(self, *parts: Part, width: float = 460) -> None:
        """Lay the parts out between title and buttons."""
        head = column(label(self._title, size_delta=2, bold=True, wraps=True), edges=(16, 14, 16, 0))
        self._body = column(*parts, self.fault, gap=10, edges=(16, 0, 16, 0))
        foot = row(None, self.cancel, self.verb, edges=(16, 0, 16, 14))
        self.setLayout(column(head, self._body, None, hairline(), foot, gap=12))
        self.setMinimumWidth(scaled(width))
        self._fit()

    def let_grow(self, part: QWidget) -> None:
        """Let one of the parts take the room of a sheet that is made larger; else there is blank below."""
        self._body.setStretchFactor(part, 1)
        layout = self.layout()
        if isinstance(layout, QBoxLayout):
            layout.setStretchFactor(self._body, 1)
            layout.setStretch(2, 0)

    def _fit(self) -> None:
        """Be as high as the words need at this width; Qt's own hint reckons with a narrower one."""
        width = max(self.width() if self.isVisible() else 0, self.minimumWidth())
        if (layout := self.layout()) is not None:
            # until then the layouts inside keep the heights of the words before
            layout.activate()
            height = layout.totalHeightForWidth(width)
            self.resize(width, max(height, self.height() if self.isVisible() else 0))

    @Slot(str)
    def show_fault(self, sentence: str) -> None:
        """Say what is wrong with what was entered; an empty sentence takes it back."""
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))
        self._fit()


def named(words: str, field: QWidget, hint: str = "") -> QLayout:
    """Return a field below its name, and a hint below that."""
    title = label(words, "ink2", -1)
    title.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(words)
    parts: list[Part] = [title, field]
    if hint:
        parts.append(label(hint, "ink3", -1, wraps=True))
    return column(*parts, gap=3)


class PathField(QWidget):
    """Where something is to be written: a field, and a button that asks."""

    def __init__(self, title: str, start: Path) -> None:
        super().__init__()
        self._title = title
        self._filters = ""
        self.field = Field(str(start))
        self.field.textChanged.connect(self.field.setToolTip)
        self.field.setAccessibleName(title)
        self.choose = button(self.tr("Choose…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(self._on_choose)
        made = row(self.field, self.choose, gap=6)
        made.setStretch(0, 1)
        self.setLayout(made)
        self.setFocusProxy(self.field)

    @property
    def path(self) -> Path:
        """Return the place entered."""
        return Path(self.field.text().strip()).expanduser()

    def take_suffix(self, suffix: str) -> None:
        """End the file's name in another way."""
        if self.field.text().strip():
            self.field.setText(str(self.path.with_suffix(suffix)))
        self._filters = f"*{suffix}"

    def take_name(self, name: str) -> None:
        """Call the file otherwise, in the same folder."""
        self.field.setText(str(self.path.with_name(name)))

    @Slot()
    def _on_choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self._title, str(self.path), self._filters, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if chosen:
            self.field.setText(chosen)

"""What the window says to people: the banner, the empty state, the progress of long work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QWidget

from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import ToolButton, button
from gui.widgets.icons import icon_pixmap
from gui.widgets.layout import column, label, row


class IconLabel(QLabel):
    """An icon among words, tinted anew when the theme changes."""

    def __init__(self, look: Look, icon_name: str, token: str = "ink2", size: int = 16) -> None:
        super().__init__()
        self._look = look
        self._size = scaled(size)
        self.show_icon(icon_name, token)
        look.changed.connect(self._draw)

    def show_icon(self, icon_name: str, token: str) -> None:
        """Show another icon."""
        self._icon_name = icon_name
        self._token = token
        self._draw()

    def _draw(self) -> None:
        colour = getattr(self._look.theme, self._token)
        self.setPixmap(icon_pixmap(self._icon_name, colour, self._size, self.devicePixelRatioF()))


class Banner(QFrame):
    """Attention or failure in the workspace; it stays until somebody closes it."""

    closed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._sign = IconLabel(look, "failure", "bad")
        self._words = label(wraps=True)
        # Names of codes and sources come in, to the letter
        self._words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._close = ToolButton(look, "cross", self.tr("Close this message"), size=14)
        self._close.clicked.connect(self.dismiss)
        self.act = button("")
        self.act.hide()
        self._does: Callable[[], object] | None = None
        self.act.clicked.connect(self._on_act)
        parts = row(self._sign, self._words, self.act, self._close, edges=(14, 6, 8, 6))
        parts.setStretch(1, 1)
        self.setLayout(parts)
        self.setMinimumHeight(scaled(44))
        self.hide()

    def show_failure(self, sentence: str) -> None:
        """Say what went wrong, what was kept and what to do."""
        self._does = None
        self._show(sentence, "failure", "bad")

    def show_attention(self, sentence: str, act: str = "", does: Callable[[], object] | None = None) -> None:
        """Say something that is no failure and yet wants a look; `act` is the button that does it."""
        self._does = does
        self.act.setText(act)
        self._show(sentence, "attention", "accent")

    def _show(self, sentence: str, kind: str, token: str) -> None:
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        self._sign.show_icon("failure" if kind == "failure" else "saved", token)
        self._words.setText(sentence)
        self.act.setVisible(self._does is not None)
        self.setAccessibleName(sentence)
        self.show()

    @Slot()
    def _on_act(self) -> None:
        does = self._does
        self.dismiss()
        if does is not None:
            does()

    @property
    def text(self) -> str:
        """Return the sentence shown."""
        return self._words.text()

    def dismiss(self) -> None:
        """Close the message."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)


class EmptyState(QWidget):
    """One sentence and one button in the place of what is missing."""

    asked = Signal()

    def __init__(self, sentence: str, act: str, *, is_centred: bool = False) -> None:
        super().__init__()
        words = label(sentence, "ink2", wraps=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = button(act)
        self.button.clicked.connect(self.asked)
        above = None if is_centred else 24
        self.setLayout(column(above, words, row(None, self.button, None), None, gap=12, edges=(16, 0, 16, 0)))


class WorkLine(QWidget):
    """How far a long task is, and the button that stops it where it can be stopped."""

    cancelled = Signal()

    def __init__(self, can_be_stopped: bool = True) -> None:
        super().__init__()
        self._words = label("", "ink2", -1)
        self._bar = QProgressBar()
        self._bar.setProperty("kind", "work")
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(scaled(90), 6)
        self._cancel = button(self.tr("Cancel"), "quiet")
        self._cancel.clicked.connect(self.cancelled)
        self._cancel.setVisible(can_be_stopped)
        self.setLayout(row(self._words, self._bar, self._cancel, gap=6))
        self.hide()

    def show_share(self, words: str, done: int, total: int) -> None:
        """Show words and bar, and how much is done in whole percent."""
        self.show_work(words, done, total)
        self._words.setText(self.tr("{what}: {share} %").format(what=words, share=100 * done // total))

    def show_work(self, words: str, done: int, total: int) -> None:
        """Show words and bar; `total` 0 means that nobody knows yet."""
        self._words.setText(f"{words} {done} / {total}" if total else words)
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._bar.setAccessibleName(words)
        self.show()

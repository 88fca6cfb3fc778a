"""The bar below: saved, where the selection is, what was just done, and how much is done."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from core.model.changes import ChangeSet
from core.model.span import Span
from core.queries.schemes import newest_version
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.models.sources import SourcesModel
from gui.panels.aloud import say_aloud
from gui.panels.progress import Progress
from gui.style import scaled, text_font
from gui.widgets.controls import button
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import column, label, row, surface
from gui.widgets.messages import IconLabel, WorkLine

_MESSAGE_STAYS = 10_000


class StatusBar(QWidget):
    """Says what was done, also aloud, with the button that takes it back."""

    undo_wanted = Signal()

    def __init__(self, bridge: SessionBridge, desk: Desk, sources: SourcesModel, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._desk = desk
        self._sign = IconLabel(look, "saved", "good", 14)
        self._saved = label("", "ink2", -1)
        self._place = label("", "ink2", -1)
        self._message = ElidedLabel(look, text_font(-1), "ink")
        self._undo = button(self.tr("Undo"), "quiet")
        self.work = WorkLine()
        self.opening = WorkLine(can_be_stopped=False)
        self._version = label("", "ink2", -1)
        self.progress = Progress(desk, sources, look)
        self._timer = QTimer(self)
        self._is_unsaved = False
        self._build()
        self._connect()
        self.show_unsaved(False)
        self._on_version_changed()

    def _build(self) -> None:
        self._undo.hide()
        self._timer.setSingleShot(True)
        self._timer.setInterval(_MESSAGE_STAYS)
        parts = row(
            self._sign, self._saved, 10, self._place, 10, self._message, self._undo, None, self.opening,
            self.work, 12, self._version, self.progress, gap=6, edges=(16, 0, 16, 0),
        )  # fmt: skip
        self.setLayout(column(surface("bar", parts), gap=0))
        self.setFixedHeight(scaled(28))

    def _connect(self) -> None:
        self._undo.clicked.connect(self.undo_wanted)
        self._timer.timeout.connect(self._on_message_old)
        self._bridge.changed.connect(self._on_changed)
        self._desk.done.connect(self.say_done)

    @property
    def message(self) -> str:
        """Return what is said now."""
        return self._message.text

    @Slot(int, int)
    def show_opening(self, done: int, total: int) -> None:
        """Show how much of a long source is there; not of one that is there before this could be read."""
        if done == total:
            self.opening.hide()
        elif self.opening.isVisible() or 3 * done < total:
            self.opening.show_share(self.tr("Opening the source"), done, total)

    def show_place(self, paragraph: int | None, span: Span | None, caret: int | None) -> None:
        """Say where the selection or caret is, in paragraphs and characters as people count them, from 1.

        None is a paragraph whose number is not known yet.
        """
        number = QLocale().toString
        place = []
        if paragraph is not None:
            place.append(self.tr("¶ {paragraph}").format(paragraph=number(paragraph)))
        if span is not None:
            words = self.tr("characters {first}–{last}")
            place.append(words.format(first=number(span.start + 1), last=number(span.end)))
        elif caret is not None:
            place.append(self.tr("character {caret}").format(caret=number(caret + 1)))
        self._place.setText(" · ".join(place))

    def show_scheme(self, families: int, codes: int) -> None:
        """Say how large the scheme is, where no text is read."""
        parts = self.tr("%Ln famil(ies)", "", families), self.tr("%Ln code(s)", "", codes)
        self._place.setText(self.tr("Scheme: {size}").format(size=", ".join(parts)))

    @Slot(str)
    def say_done(self, words: str) -> None:
        """Say what was just done, and offer to take it back."""
        self._tell(words)
        self._undo.setVisible(self._bridge.session.undo_title is not None)
        self._timer.start()

    def say(self, words: str) -> None:
        """Say something that there is nothing to undo about."""
        self._tell(words)
        self._undo.hide()
        self._timer.start()

    def _tell(self, words: str) -> None:
        self._message.show_text(words)
        say_aloud(self, words)

    def show_unsaved(self, is_unsaved: bool) -> None:
        """Say whether something typed is not in the project yet."""
        if self._bridge.session.is_read_only:
            self._sign.show_icon("attention", "ink2")
            self._saved.setText(self.tr("For reading only"))
            return
        if self._is_unsaved and not is_unsaved:
            say_aloud(self, self.tr("Saved"))
        self._is_unsaved = is_unsaved
        self._sign.show_icon("pending" if is_unsaved else "saved", "ink3" if is_unsaved else "good")
        self._saved.setText(self.tr("Typing…") if is_unsaved else self.tr("Saved"))

    @Slot()
    def _on_message_old(self) -> None:
        if self._undo.hasFocus():
            self._timer.start()
        else:
            self._message.show_text("")
            self._undo.hide()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        # Whatever was offered to be undone is no longer the last act, unless its own words follow
        self._message.show_text("")
        self._undo.hide()
        if "codebook_version" in changes.tables:
            self._on_version_changed()

    @Slot()
    def _on_version_changed(self) -> None:
        number = self._bridge.ask(newest_version).number
        self._version.setText(self.tr("Codebook version {number}").format(number=number))

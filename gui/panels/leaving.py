"""Asks how far the coder is with a source that was just left; it can be answered, or passed over."""

from __future__ import annotations

from itertools import pairwise
from math import ceil

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QSizePolicy, QWidget

from core.commands.statuses import SetStatus
from core.model.changes import ChangeSet
from core.model.coding import Coder, Source, State
from core.model.ids import FamilyId
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.models.sources import SourcesModel
from gui.panels.aloud import say_aloud
from gui.panels.newer import again_words, newer_for, newer_words
from gui.panels.rule import scrolling
from gui.panels.state_choice import StateChoice
from gui.style import scaled, text_font
from gui.widgets.controls import button
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import clear, column, row, surface
from gui.words import status_words

_ASKS = "leaving/asks"
_AROUND = 46  # what the edges of the band take of its width
_APART = 24
_LONGEST_NAME, _SHORTEST_NAME = 220, 72
_MOST_LINES = 4


class Leaving(QWidget):
    """A quiet band above the next text: a row for each family, and an answer for all of them.

    It never takes the keyboard by itself; each answer is one step and applies to the source that was
    left, whatever is open by then.
    """

    done = Signal(str)  # what was answered, in words
    told = Signal(str)  # something there is nothing to undo about
    closed = Signal()  # the keyboard was here and has to go somewhere
    asking_changed = Signal(bool)

    def __init__(
        self, bridge: SessionBridge, desk: Desk, sources: SourcesModel, look: Look, settings: QSettings
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._desk = desk
        self._sources = sources
        self._look = look
        self._settings = settings
        self._source: Source | None = None
        self._coder: Coder | None = None
        self._rows: dict[FamilyId, StateChoice] = {}
        self._across = self._name_width = 0
        self._question = ElidedLabel(look, text_font(bold=True), "ink", least=120)
        self.all_done = button(self.tr("All done"))
        self.not_now = button(self.tr("Not now"), "quiet")
        self.never = button(self.tr("Do not ask again"), "quiet")
        self._grid = QGridLayout()
        self._content = QWidget()
        self._area = scrolling(self._content)
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(_APART))
        self._grid.setVerticalSpacing(scaled(4))
        self._content.setProperty("kind", "content")
        self._content.setLayout(row(self._grid, None))
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        head = row(self._question, None, self.all_done, self.not_now, gap=6)
        foot = row(self._area, self.never)
        foot.setAlignment(self.never, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignTrailing)
        band = surface("attention", column(head, foot, gap=6, edges=(14, 8, 8, 8)))
        self.setLayout(column(band, edges=(12, 8, 12, 8)))

    def _connect(self) -> None:
        self.all_done.clicked.connect(self._on_all_done)
        self.not_now.clicked.connect(self.dismiss)
        self.never.clicked.connect(self._on_never)
        self._desk.left.connect(self.ask)
        self._desk.source_changed.connect(self._on_source_changed)
        self._desk.coder_changed.connect(self._on_coder_changed)
        self._bridge.changed.connect(self._on_changed)
        self._look.app.focusChanged.connect(self._on_focus_moved)

    # asking

    @property
    def asks(self) -> bool:
        """Tell whether the question is asked at all."""
        return self._settings.value(_ASKS) not in (False, "false")

    @Slot(bool)
    def set_asking(self, asks: bool) -> None:
        """Ask from now on, or not any more; remembered."""
        if asks != self.asks:
            self._settings.setValue(_ASKS, asks)
            self.asking_changed.emit(asks)
            self.told.emit(
                self.tr("You are asked again when you leave a source.")
                if asks
                else self.tr("You are not asked any more. The menu Code lets you be asked again.")
            )
        if not asks:
            self.dismiss()

    @Slot(object)
    def ask(self, source: Source) -> None:
        """Ask about a source that was left, unless nothing is left to say of it or nobody may say it."""
        if not self.asks or self._desk.coder is None or self._bridge.session.is_read_only:
            return
        if self._sources.state(source.id, self._desk.coder.id) == State.DONE:
            return
        self._source, self._coder = source, self._desk.coder
        words = self.tr("How far are you with {source}?").format(source=source.name)
        self._question.show_text(words)
        self.setAccessibleName(words)
        self._make_rows()
        self._area.verticalScrollBar().setValue(0)
        self._show_states()
        self.show()
        say_aloud(self, words)

    @Slot()
    def dismiss(self) -> None:
        """Close without an answer; nothing is changed by it."""
        if self.isHidden():
            return
        holder = QApplication.focusWidget()
        had_keyboard = holder is not None and self.isAncestorOf(holder)
        self._source = None
        self.hide()
        if had_keyboard:
            self.closed.emit()

    def door(self) -> QWidget:
        """Return what takes the keyboard when one comes here."""
        return self.all_done

    # rows

    def _make_rows(self) -> None:
        clear(self._grid)
        self._rows = {}
        for family in self._sources.families:
            made = StateChoice(self._look, family.name, self._sources)
            made.chosen.connect(lambda state, key=family.id: self._answer((key,), state))
            self._rows[family.id] = made
            made.give_name(made.name_width)
        self._across = self._name_width = 0
        self._place_rows()
        self._put_in_reading_order()

    def _put_in_reading_order(self) -> None:
        # What is made later comes last in the window, behind every other panel
        answers = [shown for made in self._rows.values() for shown in made.buttons.values()]
        for before, after in pairwise((self.all_done, self.not_now, *answers, self.never)):
            QWidget.setTabOrder(before, after)

    def _place_rows(self) -> None:
        """Stand beside each other as far as there is room; what is short of it gives way, answers last."""
        rows = tuple(self._rows.values())
        if not rows:
            return
        gap, bar = self._grid.horizontalSpacing(), self._area.verticalScrollBar().sizeHint().width()
        room = self.contentsRect().width() - scaled(_AROUND) - bar
        answers = max(made.answers_width for made in rows)
        beside = self.never.sizeHint().width() + gap
        # The menu has it too
        self.never.setVisible(room - beside >= answers + scaled(_SHORTEST_NAME))
        if not self.never.isHidden():
            room -= beside
        name = min(max(made.name_width for made in rows), scaled(_LONGEST_NAME))
        name = min(name, max(room - answers, scaled(_SHORTEST_NAME)))
        widest = name + answers + gap
        across = max(1, min((room + gap) // widest, len(rows)))
        if (across, name) == (self._across, self._name_width):
            return
        self._name_width = name
        for made in rows:
            made.give_name(name)
        self._across = across
        for place, made in enumerate(self._rows.values()):
            self._grid.addWidget(made, place // across, place % across)
        lines = ceil(len(self._rows) / across)
        step = self._grid.verticalSpacing()
        height = max((made.sizeHint().height() for made in self._rows.values()), default=0) + step
        # Where more are hidden half a row shows that there are
        shown = lines if lines <= _MOST_LINES else _MOST_LINES + 0.5
        self._area.setFixedHeight(max(1, round(shown * height) - step))
        self._area.setMaximumWidth(across * widest + bar)

    @Slot(QWidget, QWidget)
    def _on_focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._content.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, scaled(8))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_rows()

    def _show_states(self) -> None:
        if self._source is None or self._coder is None:
            return
        newer = newer_for(self._desk, self._source)
        for family, shown in self._rows.items():
            state = self._sources.state_in(self._source.id, self._coder.id, family)
            lacks = newer_words(self._bridge, [newer[family]]) if family in newer else ""
            shown.show_state(state, f"{lacks} {again_words()}" if lacks else "")

    # answering

    def _answer(self, families: tuple[FamilyId, ...], state: State) -> None:
        if self._source is None or self._coder is None:
            return
        source, coder = self._source, self._coder
        command = SetStatus(coder.id, (source.id,), families, state)
        if self._bridge.run(command) is None:
            return
        self._show_states()
        if self._sources.state(source.id, coder.id) == State.DONE:
            self.dismiss()
        self.done.emit(self._said(source, families, state))

    def _said(self, source: Source, families: tuple[FamilyId, ...], state: State) -> str:
        if len(families) == len(self._rows):
            return status_words(source.name, state)
        return status_words(
            source.name, state, (one.name for one in self._sources.families if one.id in families)
        )

    @Slot()
    def _on_all_done(self) -> None:
        self._answer(tuple(self._rows), State.DONE)

    @Slot()
    def _on_never(self) -> None:
        self.set_asking(False)

    # keeping in step

    @Slot(object)
    def _on_source_changed(self, source: Source | None) -> None:
        if source is None or (self._source is not None and source.id == self._source.id):
            self.dismiss()

    @Slot(object)
    def _on_coder_changed(self, _: object) -> None:
        self.dismiss()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if self._source is None or not changes.tables & {"status", "source", "family"}:
            return
        if self._sources.row_of(self._source.id) < 0 or {*self._rows} != {
            family.id for family in self._sources.families
        }:
            self.dismiss()
        else:
            self._show_states()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

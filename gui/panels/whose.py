"""Whose codings are shown, and that some codes are hidden."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent

from core.model.coding import Coder
from core.model.ids import CoderId
from core.queries.coders import coders
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.panels.quiet import QuietButton
from gui.panels.states import empty
from gui.widgets.menus import MenuButton, literally

# More names than this are said as a number
_MOST_NAMES = 2


class WhoseButton(MenuButton):
    """One's own codings, everybody's, or those of some coders; their ticks leave the menu open."""

    def __init__(self, bridge: SessionBridge, desk: Desk, look: Look) -> None:
        super().__init__(look, QCoreApplication.translate("WhoseButton", "Whose codings are shown"))
        self._bridge = bridge
        self._desk = desk
        self.menu().aboutToShow.connect(self._fill)
        self.menu().installEventFilter(self)
        for signal in (desk.others_shown, desk.coder_changed, bridge.changed):
            signal.connect(self._on_changed)
        self._fill()
        self._on_changed()

    @Slot()
    def _on_changed(self, *_: object) -> None:
        self.show_value(self._words())
        self._tick()

    def _words(self) -> str:
        wanted = self._desk.shown_coders
        if wanted is None:
            return self.tr("All coders")
        if not self._desk.shows_others:
            return self.tr("My codings")
        names = [coder.name for coder in self._bridge.ask(coders) if coder.id in wanted]
        if len(names) > _MOST_NAMES:
            return self.tr("%n coder(s)", "", len(names))
        return ", ".join(names)

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        empty(menu)
        group = QActionGroup(menu)
        for words, shows in ((self.tr("My codings"), ()), (self.tr("All coders"), None)):
            act = QAction(words, menu, checkable=True)
            act.setData(shows)
            act.triggered.connect(lambda _=False, wanted=shows: self._desk.show_coders(wanted))
            group.addAction(act)
            menu.addAction(act)
        menu.addSeparator()
        for coder in self._bridge.ask(coders):
            self._add_coder(coder)
        self._tick()

    def _add_coder(self, coder: Coder) -> None:
        act = QAction(literally(f"{coder.letter}  {coder.name}"), self.menu(), checkable=True)
        act.setData(coder.id)
        act.triggered.connect(lambda is_on, key=coder.id: self._show(key, is_on))
        self.menu().addAction(act)

    def _show(self, key: CoderId, is_shown: bool) -> None:
        everybody = [coder.id for coder in self._bridge.ask(coders)]
        wanted = self._desk.shown_coders
        now = {*(everybody if wanted is None else wanted)}
        now = now | {key} if is_shown else now - {key}
        self._desk.show_coders(None if now >= set(everybody) else [one for one in everybody if one in now])
        self._tick()

    def _tick(self) -> None:
        """Say in the menu what holds: ticking the last one off leaves one's own."""
        wanted, shows_others = self._desk.shown_coders, self._desk.shows_others
        for act in self.menu().actions():
            if act.actionGroup() is not None:
                act.setChecked(wanted is None if act.data() is None else not shows_others)
            elif act.isCheckable():
                act.setChecked(wanted is None or act.data() in wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tick a coder without closing the menu: two clicks for two coders."""
        act: QAction | None = None
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            act = self.menu().actionAt(event.position().toPoint())
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            act = self.menu().activeAction() if event.key() == Qt.Key.Key_Space else None
        if act is not None and act.isCheckable() and act.actionGroup() is None:
            act.trigger()
            return True
        return super().eventFilter(watched, event)


class HiddenNote(QuietButton):
    """Says that codes are hidden, for as long as some are; a press shows them all."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(look)
        self._desk = desk
        self._is_short = False
        self.clicked.connect(desk.show_all_codes)
        desk.codes_hidden.connect(self._on_codes_hidden)
        self._on_codes_hidden()

    def be_short(self, is_short: bool) -> None:
        """Say it in fewer words where room is short; the tooltip says it all."""
        if is_short != self._is_short:
            self._is_short = is_short
            self._on_codes_hidden()

    @Slot()
    def _on_codes_hidden(self, *_: object) -> None:
        count = len(self._desk.hidden_codes)
        whole = self.tr("%n code(s) hidden · Show all", "", count)
        self.setText(self.tr("%n hidden", "", count) if self._is_short else whole)
        self.setAccessibleName(whole)
        self.setToolTip(whole)
        self.setVisible(count > 0)

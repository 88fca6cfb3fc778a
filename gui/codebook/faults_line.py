"""A quiet line that says what the codebook still lacks, and shows the codes it speaks of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.jobs import Progress
from core.model.changes import ChangeSet
from core.model.ids import CodeId
from core.model.scheme import Scheme
from core.model.scheme_faults import FaultKind, faults
from core.model.use import Use
from core.queries.schemes import codings_per_code, scheme
from core.session import Reader
from gui.bridge import SessionBridge
from gui.codebook.asking import Asking
from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.controls import ToolButton, button
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import row
from gui.widgets.menus import Menu
from gui.widgets.slots import width_of

# Who types is not to be told of what they are about to write
_LOOKS_AFTER = 300  # milliseconds
_BETWEEN = " · "
Lacking = Mapping[FaultKind, frozenset[CodeId]]


def fault_words(kind: FaultKind, count: int) -> str:
    """Return what so many codes lack, in the language of the window."""
    tr = QCoreApplication.translate
    words = {
        FaultKind.NO_DEFINITION: tr("FaultsLine", "%Ln without definition", None, count),
        FaultKind.NO_EXAMPLE: tr("FaultsLine", "%Ln without example", None, count),
        FaultKind.UNUSED: tr("FaultsLine", "%Ln unused", None, count),
        FaultKind.SHORTCUT_TWICE: tr("FaultsLine", "%Ln with a shortcut used twice", None, count),
        FaultKind.COLOURS_ALIKE: tr("FaultsLine", "%Ln with a colour like another's", None, count),
    }
    return words[kind]


def _lacking(scheme: Scheme, counts: Counter[CodeId]) -> Lacking:
    found: defaultdict[FaultKind, set[CodeId]] = defaultdict(set)
    for fault in faults(scheme, {code: Use(count) for code, count in counts.items()}):
        found[fault.kind].add(fault.code)
    return {kind: frozenset(codes) for kind, codes in found.items()}


def _look(reader: Reader, progress: Progress) -> Lacking:
    counts = reader.ask(codings_per_code)
    progress.step(0, 0)
    return _lacking(reader.ask(scheme), counts)


class _Parts(ElidedLabel):
    """Leaves out whole parts where room is short: half a word would say nothing."""

    @property
    def shown(self) -> str:
        parts = self.text.split(_BETWEEN)
        for count in range(len(parts), 0, -1):
            shown = _BETWEEN.join([*parts[:count], *(["…"] if count < len(parts) else [])])
            if width_of(shown, self.font_of_words) <= self.width():
                return shown
        return self.text


class FaultsLine(QWidget):
    """Opens a menu of what is lacking; `wanted` has the codes to be shown, or None for all of them."""

    wanted = Signal(object)

    def __init__(self, bridge: SessionBridge, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._look = look
        self._codes: Lacking = {}
        self._shown: FaultKind | None = None
        self.open = button("", "quiet")
        self.open.clicked.connect(self.open_menu)
        self.open.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.words = _Parts(look, text_font(-1), "ink2")
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.open.setLayout(row(self.words, None, edges=(6, 0, 6, 0)))
        self.close_filter = ToolButton(look, "cross", self.tr("Show all codes"), size=12)
        self.close_filter.clicked.connect(self.leave)
        parts = row(self.open, self.close_filter, gap=0, edges=(10, 0, 10, 4))
        parts.setStretch(0, 1)
        self.setLayout(parts)
        self.asking = Asking(bridge.session, _look, _LOOKS_AFTER, self)
        self.asking.answered.connect(self._on_found)
        bridge.changed.connect(self._on_changed)

    @property
    def text(self) -> str:
        """Return what the line says."""
        return self.words.text

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"code", "family", "coding"}:
            self.asking.ask_soon()

    def look_again(self) -> None:
        """Find at once what is lacking now."""
        self._on_found(_lacking(self._bridge.scheme(), self._bridge.ask(codings_per_code)))

    @Slot(object)
    def _on_found(self, found: Lacking) -> None:
        before, self._codes = self._codes, found
        if self._shown is not None and self._codes.get(self._shown) != before.get(self._shown):
            # what was mended stays in sight until another list is asked for; what came in joins
            self.wanted.emit(self._codes.get(self._shown, frozenset()) | before.get(self._shown, frozenset()))
        self._say()

    def _say(self) -> None:
        counts = Counter({kind: len(codes) for kind, codes in self._codes.items()})
        if self._shown is not None:
            words = self.tr("Only: {what}").format(what=fault_words(self._shown, counts[self._shown]))
        else:
            words = _BETWEEN.join(fault_words(kind, counts[kind]) for kind in FaultKind if counts[kind])
        self.words.show_text(words)
        self.open.setToolTip(self.words.toolTip())
        self.open.setAccessibleName(self.tr("What the codebook lacks: {words}").format(words=words))
        self.close_filter.setVisible(self._shown is not None)
        self.setVisible(bool(words))

    def menu(self) -> Menu:
        """Return the menu: one row for each thing that is lacking, and one for all codes."""
        menu = Menu(self._look, self)
        for kind in FaultKind:
            if codes := self._codes.get(kind):
                self._add(menu, fault_words(kind, len(codes)), kind)
        menu.addSeparator()
        self._add(menu, self.tr("Show all codes"), None)
        return menu

    def _add(self, menu: Menu, words: str, kind: FaultKind | None) -> QAction:
        act = menu.addAction(words)
        act.setCheckable(True)
        act.setChecked(kind == self._shown)
        act.triggered.connect(lambda _=False: self._show(kind))
        return act

    @Slot()
    def open_menu(self) -> None:
        """Open the menu below the line."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setMinimumWidth(min(self.open.width(), scaled(260)))
        menu.popup(self.open.mapToGlobal(self.open.rect().bottomLeft()))

    @Slot()
    def leave(self) -> None:
        """Show all codes again."""
        if self._shown is not None:
            self._show(None)

    def _show(self, kind: FaultKind | None) -> None:
        self._shown = kind
        self.wanted.emit(None if kind is None else self._codes.get(kind, frozenset()))
        self._say()

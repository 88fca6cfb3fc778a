"""The inspector: the codings where one stands, and everything about the chosen one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QMenu, QWidget

from core.model.changes import ChangeSet
from core.model.coding import Coder, Coding
from core.model.ids import CodeId, CoderId, CodingId
from core.model.scheme import Code
from core.queries.coders import coders
from core.queries.codings import codings_by_id
from core.queries.schemes import scheme
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.models.codes import ranks_of
from gui.panels.cards import CodingCard
from gui.panels.memos import MemoSection
from gui.panels.rule import RuleColumn, scrolling
from gui.widgets.layout import clear, column, hairline, label, row, surface
from gui.widgets.menus import Menu
from gui.words import shown_time

# More cards than this are no overview; the margin and the overview show that there are more
_MOST_CARDS = 24


class Inspector(QWidget):
    """Follows the desk; `codings_at` tells which codings lie where the caret or selection is."""

    change_wanted = Signal(int)  # coding
    left = Signal()

    def __init__(
        self, bridge: SessionBridge, desk: Desk, look: Look, codings_at: Callable[[], list[CodingId]]
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._desk = desk
        self._look = look
        self._codings_at = codings_at
        self._marked: CodeId | None = None
        self._note = label("", "ink3", -2)
        self._cards = column(gap=6)
        self._hint = label("", "ink3", -1, wraps=True)
        self.memos = MemoSection(bridge, desk, look)
        self._rule = RuleColumn(look)
        self._rule_line = hairline()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        head = row(label(self.tr("Inspector"), bold=True), None, self._note, edges=(16, 12, 16, 6))
        content = QWidget()
        content.setProperty("kind", "content")
        content.setLayout(
            column(
                row(self._hint, edges=(4, 0, 4, 0)),
                self._cards,
                self.memos,
                self._rule_line,
                row(self._rule, edges=(4, 0, 4, 0)),
                None,
                gap=8,
                edges=(12, 2, 12, 10),
            )
        )
        self._area = scrolling(content)
        self.setLayout(column(surface("panel", column(head, self._area, gap=0)), gap=0))

    def _connect(self) -> None:
        self._soon.timeout.connect(self.refresh)
        self.memos.left.connect(self.left)
        self._bridge.changed.connect(self._on_changed)
        for signal in (
            self._desk.selection_changed,
            self._desk.coding_chosen,
            self._desk.source_changed,
            self._desk.coder_changed,
            self._desk.others_shown,
        ):
            signal.connect(self._on_place_changed)

    def show_rule_of(self, code: CodeId | None) -> None:
        """Show a code's rule while nothing else is asked about."""
        self._marked = code
        self._soon.start()

    @Slot()
    def place_changed(self) -> None:
        """Hear that the caret stands elsewhere."""
        self._on_place_changed()

    def write_memo(self) -> None:
        """Put the keyboard into the memo of the chosen coding."""
        self.refresh()
        if self._desk.chosen is not None:
            self.memos.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._area.ensureWidgetVisible(self.memos.field)

    def door(self) -> QWidget:
        """Return what takes the keyboard when one comes to the inspector."""
        return next(iter(self.cards()), self._area)

    def cards(self) -> list[CodingCard]:
        """Return the cards shown, in reading order."""
        parts = (self._cards.itemAt(place) for place in range(self._cards.count()))
        return [card for part in parts if part and isinstance(card := part.widget(), CodingCard)]

    @Slot()
    def refresh(self) -> None:
        """Show what lies here now."""
        self._soon.stop()
        chosen = self._desk.chosen
        keys = self._codings_at()
        if chosen is not None and chosen not in keys:
            keys.insert(0, chosen)
        found = self._bridge.ask(codings_by_id, keys[:_MOST_CARDS]) if keys else []
        whole = self._bridge.ask(scheme)
        codes = {code.id: code for code in whole.codes}
        ranks = {
            key: rank
            for family in whole.families
            for key, rank in ranks_of(family, whole.codes_of(family.id)).items()
        }
        self._show_cards(found, codes, ranks)
        self._show_note(len(keys))
        shown = next((coding for coding in found if coding.id == chosen), None)
        self.memos.setVisible(shown is not None)
        self.memos.show_coding(shown.id if shown else None)
        self._show_rule(
            codes.get(shown.code) if shown else codes.get(self._marked) if self._marked else None, shown
        )

    def _show_cards(self, found: list[Coding], codes: dict[CodeId, Code], ranks: dict[CodeId, int]) -> None:
        had_focus = next((card.coding for card in self.cards() if card.hasFocus()), None)
        clear(self._cards)
        people = {coder.id: coder for coder in self._bridge.ask(coders)}
        for coding in found:
            note = self._described(coding, people)
            card = CodingCard(self._look, coding, codes[coding.code], ranks.get(coding.code, 0), note)
            card.setChecked(coding.id == self._desk.chosen)
            card.clicked.connect(lambda _=False, key=coding.id: self._desk.choose(key))
            card.menu_wanted.connect(self._on_menu_wanted)
            self._cards.addWidget(card)
            if coding.id == had_focus:
                card.setFocus()
        self._hint.setVisible(not found)

    def _described(self, coding: Coding, people: dict[CoderId, Coder]) -> str:
        parts = [people[coding.coder].letter, shown_time(coding.modified)]
        parts.append(self.tr("%Ln character(s)", "", len(coding.span)))
        return " · ".join(parts)

    def _show_note(self, count: int) -> None:
        selection = self._desk.selection
        if selection is not None:
            self._note.setText(self.tr("Selection · %Ln character(s)", "", len(selection)))
            self._hint.setText(self.tr("No codings in the selection. Enter gives it a code."))
        else:
            self._note.setText(self.tr("%n coding(s) here", "", count) if count else "")
            self._hint.setText(self.tr("Select words in the text to code them."))

    def _show_rule(self, code: Code | None, coding: Coding | None) -> None:
        self._rule.setVisible(code is not None)
        self._rule_line.setVisible(code is not None and coding is not None)
        self._rule.show_code(code, names_it=coding is None)
        if code is not None and coding is None:
            self._hint.hide()

    @Slot()
    def _on_place_changed(self, *_: object) -> None:
        self._marked = None
        self._soon.start()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"coding", "memo", "code", "family", "coder"}:
            self._soon.start()

    @Slot(int, QPoint)
    def _on_menu_wanted(self, key: int, place: QPoint) -> None:
        self._desk.choose(CodingId(key))
        if menu := self.menu_for(CodingId(key)):
            menu.popup(place)

    def menu_for(self, key: CodingId) -> QMenu | None:
        """Return what can be done with a coding; another coder's can be read and not altered."""
        coding = self._desk.coding(key)
        if coding is None:
            return None
        menu = Menu(self._look, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = self._desk.is_own(coding)
        change = menu.addAction(self.tr("Change code…"))
        change.triggered.connect(lambda: self.change_wanted.emit(key))
        unsure = menu.addAction(self.tr("Unsure"))
        unsure.setCheckable(True)
        unsure.setChecked(coding.is_unsure)
        unsure.triggered.connect(lambda is_on: self._desk.mark_unsure((key,), is_on))
        memo = menu.addAction(self.tr("Write a memo"))
        memo.triggered.connect(self.write_memo)
        menu.addSeparator()
        delete = menu.addAction(self.tr("Delete coding"))
        delete.triggered.connect(lambda: self._desk.delete((key,)))
        for act in (change, unsure, delete):
            act.setEnabled(own)
        if not own:
            menu.addSeparator()
            menu.addAction(self.tr("Given by another coder: it can be read, not changed")).setEnabled(False)
        return menu

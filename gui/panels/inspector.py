"""The inspector: the codings and memos where one stands, and everything about the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from core.model.changes import ChangeSet
from core.model.coding import Coder, Coding, Memo
from core.model.ids import CodeId, CoderId, CodingId
from core.model.scheme import Code
from core.queries.coders import coders
from core.queries.codings import codings_by_id
from core.queries.memos import memos_of_segments
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.editor.shown import ShownCoding
from gui.look import Look
from gui.models.codes import ranks_of
from gui.panels.card_list import CardList
from gui.panels.cards import Card, Face
from gui.panels.coding_menu import CodingMenu, MemoMenu
from gui.panels.memos import MemoPlace, MemoSection, OnCoding, OnSegment
from gui.panels.rule import RuleColumn, scrolling
from gui.widgets.layout import column, hairline, label, row, surface
from gui.words import shown_time

# More cards than this are no overview; the margin and the overview show that there are more
_MOST_CARDS = 24
_EDGE = 6  # kept free above and below a card that is brought into view
_FIRST_WORDS = 80


class Inspector(QWidget):
    """Follows the desk.

    `codings_at` tells the first of what is chosen and of what else lies where the caret or selection is,
    and how many there are: keys of codings, and minus the keys of memos on words without a code. `caret_at`
    tells where a coding would be split.
    """

    change_wanted = Signal(int)  # coding
    left = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        desk: Desk,
        look: Look,
        codings_at: Callable[[Sequence[int], int], tuple[list[int], int]],
        caret_at: Callable[[], int] | None = None,
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._desk = desk
        self._look = look
        self._codings_at = codings_at
        self._caret_at = caret_at
        self._marked: CodeId | None = None
        self._codes: dict[CodeId, Code] = {}
        self._ranks: dict[CodeId, int] = {}
        self._people: dict[CoderId, Coder] = {}
        self._keys: list[int] = []
        self._count = 0
        self._ruled: tuple[Code | None, bool] = None, False
        self._note = label("", "ink3", -2)
        self._list = CardList(look)
        self._more = label("", "ink3", -2)
        self._hint = label("", "ink3", -1, wraps=True)
        self.memos = MemoSection(bridge, desk, look)
        self._rule = RuleColumn(look)
        self._rule_line = hairline()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._build()
        self._connect()
        self._read_names()
        self.refresh()

    def _build(self) -> None:
        head = row(label(self.tr("Inspector"), bold=True), None, self._note, edges=(16, 12, 16, 6))
        content = QWidget()
        content.setProperty("kind", "content")
        content.setLayout(
            column(
                row(self._hint, edges=(4, 0, 4, 0)),
                self._list,
                row(self._more, edges=(4, 0, 4, 0)),
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
        self._list.left.connect(self.left)
        self._list.choice_wanted.connect(self._on_choice_wanted)
        self._list.delete_wanted.connect(self._desk.delete_chosen)
        self._list.menu_wanted.connect(self._on_menu_wanted)
        self._list.reached.connect(self._on_reached)
        self._bridge.changed.connect(self._on_changed)
        for signal in (
            self._desk.selection_changed,
            self._desk.choice_changed,
            self._desk.source_changed,
            self._desk.coder_changed,
            self._desk.others_shown,
            self._desk.codes_hidden,
        ):
            signal.connect(self._on_place_changed)

    # what others ask

    def show_rule_of(self, code: CodeId | None) -> None:
        """Show a code's rule while nothing else is asked about."""
        self._marked = code
        self._soon.start()

    @Slot()
    def place_changed(self) -> None:
        """Hear that the caret stands elsewhere."""
        self._on_place_changed()

    def write_memo(self) -> None:
        """Put the keyboard into the memo of what is chosen."""
        self.refresh()
        if self.memos.place is not None:
            self.memos.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._area.ensureWidgetVisible(self.memos.field)

    def door(self) -> QWidget:
        """Return what takes the keyboard when one comes to the inspector."""
        return self._list.door() or self._area

    def cards(self) -> list[Card]:
        """Return the cards shown, in reading order."""
        return self._list.cards()

    # showing

    @Slot(object)
    def show_dragged(self, shown: ShownCoding) -> None:
        """Say how long a coding would be, while one of its ends is dragged."""
        for coding in self._bridge.ask(codings_by_id, [CodingId(shown.id)]):
            self._list.show_anew(self._face_of(coding._replace(span=shown.span)))

    @Slot()
    def refresh(self) -> None:
        """Show what lies here now."""
        self._soon.stop()
        self._look_here()
        shown = self._keys
        codings = self._bridge.ask(codings_by_id, [CodingId(k) for k in shown if k > 0]) if shown else []
        memos = self._memos_on_segments({-key for key in shown if key < 0})
        placed = [(coding.span, self._face_of(coding)) for coding in codings]
        placed += [(memo.span, self._face_of_memo(memo)) for memo in memos if memo.span is not None]
        placed.sort(key=lambda one: (one[0].start, -one[0].end, one[1].key))
        self._list.show_faces([face for _, face in placed], self._desk.chosen_all)
        self._more.setVisible(self._count > len(shown))
        self._more.setText(self.tr("and %n more in the margin", "", self._count - len(shown)))
        self._hint.setVisible(not placed)
        self._show_note()
        chosen = next((coding for coding in codings if coding.id == self._desk.chosen), None)
        memo = next((memo for memo in memos if -memo.id == self._desk.chosen), None)
        self._show_memos(chosen, memo)
        marked = self._codes.get(self._marked) if self._marked is not None else None
        self._show_rule(self._codes.get(chosen.code) if chosen else marked, names_it=chosen is None)

    def _look_here(self) -> None:
        """Take what is chosen, and what else lies here.

        While one chooses among the cards they stay: the choice takes the selection away, and with it
        the reason why they are there.
        """
        chosen = self._desk.chosen_all
        if not (chosen and self._has_keyboard() and set(chosen) <= set(self._keys)):
            self._keys, self._count = self._codings_at(chosen, _MOST_CARDS)

    def _has_keyboard(self) -> bool:
        holder = QApplication.focusWidget()
        return holder is not None and self._list.isAncestorOf(holder)

    def _memos_on_segments(self, keys: set[int]) -> list[Memo]:
        if not keys or self._desk.source is None:
            return []
        found = self._bridge.ask(memos_of_segments, self._desk.source.revision)
        return [memo for memo in found if memo.id in keys]

    def _face_of(self, coding: Coding) -> Face:
        code = self._codes[coding.code]
        note = self._described(coding.coder, coding.modified, len(coding.span))
        rank = self._ranks.get(code.id, 0)
        return Face(
            coding.id, code.name, note, code.short, code.colour, rank, coding.is_unsure, coding.has_memo
        )

    def _face_of_memo(self, memo: Memo) -> Face:
        words = " ".join(memo.text.split())[:_FIRST_WORDS]
        length = len(memo.span) if memo.span is not None else 0
        return Face(-memo.id, words, self._described(memo.coder, memo.modified, length))

    def _described(self, coder: CoderId | None, time: str, length: int) -> str:
        who = self._people[coder].letter if coder is not None else ""
        parts = (who, shown_time(time), self.tr("%Ln character(s)", "", length))
        return " · ".join(part for part in parts if part)

    def _show_note(self) -> None:
        selection, count = self._desk.selection, self._count
        chosen = len(self._desk.chosen_all)
        if selection is not None:
            self._note.setText(self.tr("Selection · %Ln character(s)", "", len(selection)))
            self._hint.setText(
                self.tr("No codings in the selection. Enter gives it a code, Ctrl+M a memo without one.")
            )
        else:
            words = self.tr("%n here", "", count) if count else ""
            if chosen > 1:
                words = self.tr("{chosen} of {count} chosen").format(chosen=chosen, count=count)
            self._note.setText(words)
            self._hint.setText(
                self.tr("Select words in the text to code them.")
                if self._desk.source is not None
                else self.tr("Codings and memos of the words you read are shown here.")
            )

    def _show_memos(self, coding: Coding | None, memo: Memo | None) -> None:
        place: MemoPlace | None = None
        if coding is not None:
            place = OnCoding(coding.id)
        elif memo is not None and memo.span is not None and self._desk.source is not None:
            place = OnSegment(self._desk.source.revision, memo.span)
        self.memos.show_place(place)
        self.memos.setVisible(self.memos.place is not None)

    def _show_rule(self, code: Code | None, *, names_it: bool) -> None:
        self._rule.setVisible(code is not None)
        self._rule_line.setVisible(code is not None and not names_it)
        if self._ruled != (code, names_it):
            self._ruled = code, names_it
            self._rule.show_code(code, names_it=names_it)
        if code is not None and names_it:
            self._hint.hide()

    def _read_names(self) -> None:
        whole = self._bridge.scheme()
        self._codes = {code.id: code for code in whole.codes}
        self._ranks = {
            key: rank
            for family in whole.families
            for key, rank in ranks_of(family, whole.codes_of(family.id)).items()
        }
        self._people = {coder.id: coder for coder in self._bridge.ask(coders)}

    @Slot()
    def _on_place_changed(self, *_: object) -> None:
        self._marked = None
        self._soon.start()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if changes.tables & {"code", "family", "coder"}:
            self._read_names()
            self._soon.start()
        elif changes.tables & {"coding", "memo"}:
            self._soon.start()
        if changes.created("coding") or changes.removed("coding") or "memo" in changes.tables:
            self._keys = []

    # choosing and acting

    @Slot(object)
    def _on_reached(self, card: Card) -> None:
        # A card that has just come finds its place only when the layout has been asked for
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(card, 0, _EDGE))

    @Slot(object)
    def _on_choice_wanted(self, keys: Iterable[int]) -> None:
        self._desk.choose_all(tuple(CodingId(key) for key in keys))

    @Slot(int, QPoint)
    def _on_menu_wanted(self, key: int, place: QPoint) -> None:
        if menu := self.menu_for(CodingId(key)):
            menu.popup(place)

    def menu_for(self, key: CodingId) -> QMenu | None:
        """Return what can be done with a card, and with all chosen ones if it is among them."""
        if key not in self._desk.chosen_all:
            self._desk.choose(key)
        memo = self._chosen_memo()
        if memo is not None:
            return MemoMenu(self._look, self._desk, memo, self.write_memo, self)
        codings = self._desk.codings(self._desk.chosen_codings)
        if not codings:
            return None
        menu = CodingMenu(self._look, self._desk, codings, self)
        caret = self._caret_at() if self._caret_at is not None else None
        menu.fill(lambda: self.change_wanted.emit(key), self.write_memo, caret)
        return menu

    def _chosen_memo(self) -> Memo | None:
        chosen = self._desk.chosen_memo
        return None if chosen is None else next(iter(self._memos_on_segments({chosen})), None)

"""Giving codes: by picker, key or drop, or named with the words of the text itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QSize, Slot
from PySide6.QtWidgets import QDialog

from core.model.coding import Clash, Coding
from core.model.ids import CodeId, CodingId
from core.model.scheme import Code
from core.queries.schemes import code as code_of
from core.queries.schemes import family as family_of
from core.text.folding import fold
from gui.deeds.parts import Parts, on
from gui.dialogs.clash import ClashDialog
from gui.style import scaled
from gui.widgets.beside import place_beside
from gui.words import shortened

_AWAY = 18  # from the last selected line, as the picker


class Giving(QObject):
    """Opens the picker and brings its answer to the desk; so for every other way of giving a code."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._desk = parts.desk
        # The codings the picker was opened for; none while it gives codes to the selection
        self._to_change: tuple[CodingId, ...] = ()
        acts, editor, picker = parts.acts, parts.reading.editor, parts.picker
        self._desk.ask_about_clash = self._ask_about_clash
        on(acts.give, self.open_picker)
        on(acts.give_again, self._desk.give_last_again)
        on(acts.in_vivo, self.give_in_vivo)
        on(acts.change_code, lambda: self.change(self._desk.chosen_codings))
        editor.code_wanted.connect(self.open_picker)
        editor.key_typed.connect(self._on_key_typed)
        editor.code_dropped.connect(self._on_code_dropped)
        picker.given.connect(self._on_picked)
        picker.new_wanted.connect(self._on_new_wanted)
        parts.inspector.change_wanted.connect(lambda _: self.change(self._desk.chosen_codings))

    @Slot()
    def open_picker(self) -> None:
        """Open the picker beside the selection, or for what is chosen; else say what is missing."""
        self._to_change = ()
        give, change = self._parts.acts.give, self._parts.acts.change_code
        if give.isEnabled():
            place = self._parts.reading.editor.selection_rect()
            self._parts.picker.open(place, self._desk.recent, self._desk.used_nearby())
        elif change.isEnabled():
            self.change(self._desk.chosen_codings)
        elif self._desk.chosen_codings:
            self._parts.status.say(change.toolTip())
        else:
            self._parts.status.say(give.toolTip())

    def change(self, codings: Sequence[CodingId]) -> None:
        """Open the picker to give codings another code, beside the last of them."""
        self._to_change = self._desk.changeable(codings)
        found = self._desk.codings(self._to_change)
        if found:
            place = self._parts.reading.rect_of(found[-1].span)
            self._parts.picker.open(place, self._desk.recent, is_change=True)

    def give_in_vivo(self) -> None:
        """Give the selection a code named with its own words, in the family of open codes."""
        words = self._parts.reading.selected_words()
        if words:
            self._desk.give_new_code(" ".join(words.split()))

    @Slot(object, bool, bool)
    def _on_picked(self, codes: Sequence[CodeId], is_unsure: bool, with_memo: bool) -> None:
        if self._to_change:
            self._desk.change_code(self._to_change, codes[0])
            self._to_change = ()
            return
        self._go_on(self._desk.give_codes(codes, is_unsure=is_unsure), with_memo)

    @Slot(str, bool, bool)
    def _on_new_wanted(self, name: str, is_unsure: bool, with_memo: bool) -> None:
        given = self._desk.give_new_code(name, is_unsure=is_unsure)
        self._go_on([] if given is None else [given], with_memo)

    def _go_on(self, given: Sequence[CodingId], with_memo: bool) -> None:
        if given and with_memo:
            self._desk.choose(given[-1])
            self._parts.acts.memo.trigger()

    @Slot(str)
    def _on_key_typed(self, key: str) -> None:
        if not self._parts.codes.give_with_key(key):
            self._parts.status.say(
                self.tr("No code has the key {key}. Enter finds one by name.").format(key=key)
            )

    @Slot(int)
    def _on_code_dropped(self, code: int) -> None:
        self._desk.give(CodeId(code))

    def _ask_about_clash(self, met: Sequence[Coding], given: Iterable[Code]) -> Clash | None:
        """Ask what becomes of codings of an exclusive family; None leaves everything as it is."""
        bridge = self._parts.bridge
        there = {coding.code: bridge.ask(code_of, coding.code) for coding in met}
        families = {code.family for code in there.values()}
        dialog = ClashDialog(
            _listed(bridge.ask(family_of, family).name for family in families),
            _listed(code.name for code in given if code.family in families),
            _listed(code.name for code in there.values()),
            self._parts.window,
        )
        self._keep_clear(dialog)
        return dialog.clash if dialog.ask() else None

    def _keep_clear(self, dialog: QDialog) -> None:
        """Open a dialog beside the words it asks about, which are to be read while one decides."""
        window = self._parts.window.window()
        inside = window.geometry()
        title = inside.top() - window.frameGeometry().top()
        size = QSize(dialog.width(), dialog.height() + title)
        place = self._parts.reading.editor.selection_rect()
        dialog.move(place_beside(place, size, inside, scaled(_AWAY)))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(shortened, sorted(set(names), key=fold)))

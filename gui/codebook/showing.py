"""Going from the scheme to the words that bear its codes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from core.model.coding import Coding
from core.model.ids import CodeId, CodingId, SourceId
from core.queries.codebook import uses
from core.queries.codings import codings_by_id, codings_in
from core.queries.sources import source as source_of
from core.queries.sources import sources
from gui.codebook.deeds import Bench
from gui.deeds.parts import on
from gui.desk import Desk
from gui.words import shortened


class Showing(QObject):
    """Opens the workspace Code at a coding, so that it is in sight there, whoever gave it."""

    def __init__(self, bench: Bench, desk: Desk, go_to_text: Callable[[], None]) -> None:
        super().__init__(bench.workspace)
        self._bridge = desk.bridge
        self._desk = desk
        self._go_to_text = go_to_text
        self._status = bench.status
        self._workspace = bench.workspace
        on(bench.acts.open_in_text, self.show_first)
        bench.workspace.form.coding_wanted.connect(self.show_coding)

    def show_first(self) -> None:
        """Show the first coding of the code that is looked at: in the open source where it has one."""
        code = self._workspace.meant.code
        if code is None:
            return
        places = self._bridge.ask(uses)[code.id].by_source
        if not places:
            words = self.tr("{code} has not been given yet.")
            self._status.say(words.format(code=shortened(code.name)))
            return
        here = self._desk.source
        order = [one.id for one in self._bridge.ask(sources) if one.id in places]
        key = here.id if here is not None and here.id in places else order[0]
        self._show(self._first_in(key, code.id))

    def _first_in(self, key: SourceId, code: CodeId) -> Coding:
        found = self._bridge.ask(codings_in, self._bridge.ask(source_of, key).revision)
        return min((one for one in found if one.code == code), key=lambda one: one.span)

    @Slot(object)
    def show_coding(self, key: CodingId) -> None:
        """Show a coding among the words around it."""
        found = self._bridge.ask(codings_by_id, [key])
        if found:
            self._show(found[0])
        else:
            self._status.say(self.tr("This coding was removed meanwhile."))

    def _show(self, coding: Coding) -> None:
        home = next((one for one in self._bridge.ask(sources) if one.revision == coding.revision), None)
        if home is None:
            self._status.say(self.tr("This coding belongs to an earlier text of its source."))
            return
        self._go_to_text()
        self._desk.open_source(home.id)
        self._desk.hide_codes((coding.code,), is_hidden=False)
        shown = self._desk.shown_coders
        if shown is not None and coding.coder not in shown:
            self._desk.show_others(True)
        self._desk.choose(coding.id)

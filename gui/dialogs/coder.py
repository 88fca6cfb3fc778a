"""Adding a coder."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from core.commands.coders import AddCoder
from core.errors import GlossatorError
from core.model.ids import CoderId
from gui.bridge import SessionBridge, sentence
from gui.dialogs.sheet import Sheet, named
from gui.widgets.controls import Field


class AddCoderDialog(Sheet):
    """Asks for a name; `coder` is the new one after it was accepted."""

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Add coder"), self.tr("Add coder"), parent)
        self._bridge = bridge
        self.coder: CoderId | None = None
        self.name = Field()
        self.name.setPlaceholderText(self.tr("A name, or initials"))
        self.name.textChanged.connect(lambda text: self.verb.setEnabled(bool(text.strip())))
        self.verb.setEnabled(False)
        hint = self.tr("Every code is kept with who gave it. A name that others do not know will do.")
        self.fill(named(self.tr("Name"), self.name, hint), width=400)

    def accept(self) -> None:
        try:
            changes = self._bridge.session.run(AddCoder(self.name.text()))
        except GlossatorError as error:
            self.show_fault(sentence(error))
            return
        self.coder = CoderId(changes.created("coder")[0])
        super().accept()

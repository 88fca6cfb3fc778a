"""Asking which code stays where several become one, and saying what follows it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QWidget

from core.commands.scheme import MergeCodes
from core.errors import GlossatorError
from core.model.ids import CodeId
from core.model.scheme import Code
from core.queries.codebook import coding_counts, doubled
from gui.bridge import SessionBridge, sentence
from gui.codebook.telling import told
from gui.dialogs.sheet import Sheet, named
from gui.look import Look
from gui.widgets.controls import Choice, Field
from gui.widgets.layout import label
from gui.words import shortened


class MergeDialog(Sheet):
    """One of the codes stays, or another of their family; `into` and `words` say so once it was accepted."""

    def __init__(
        self, bridge: SessionBridge, codes: Sequence[Code], look: Look, parent: QWidget | None = None
    ) -> None:
        tr = QCoreApplication.translate
        if len(codes) == 2:
            both = tr("MergeDialog", "{code} and {other}")
            names = both.format(code=shortened(codes[0].name), other=shortened(codes[1].name))
        else:
            names = told(codes)
        title = tr("MergeDialog", "Merge {codes}").format(codes=names)
        super().__init__(title, tr("MergeDialog", "Merge"), parent)
        self._bridge = bridge
        self._codes = codes
        self.words = ""
        self.stays = Choice(look, self.tr("Code that stays"))
        self._offered = self._candidates()
        for code in self._offered:
            self.stays.addItem(code.name)
        self._given = label("", wraps=True)
        self._follows = label("", "ink2", -1, wraps=True)
        self.reason = Field()
        self.reason.setPlaceholderText(self.tr("Kept with the codebook; may stay empty"))
        self.stays.currentIndexChanged.connect(self._say)
        self.verb.setEnabled(bool(self._offered))
        self.fill(
            named(self.tr("This code stays"), self.stays),
            self._given,
            self._follows,
            named(self.tr("Why"), self.reason),
            width=480,
        )
        self._say()
        self.stays.setFocus()

    def _candidates(self) -> list[Code]:
        """Return what may stay: of several codes each of them first, else any other of the family."""
        family = self._bridge.scheme().codes_of(self._codes[0].family)
        chosen = {code.id for code in self._codes}
        others = [code for code in family if code.id not in chosen]
        first = list(reversed(self._codes)) if len(self._codes) > 1 else []
        return [code for code in (*first, *others) if code.is_codable and code.is_active]

    @property
    def into(self) -> Code:
        """Return the code that stays."""
        return self._offered[self.stays.currentIndex()]

    @property
    def _going(self) -> tuple[CodeId, ...]:
        return tuple(code.id for code in self._codes if code.id != self.into.id)

    @Slot()
    def _say(self) -> None:
        """Say what follows the code that stays."""
        if not self._offered:
            self._given.setText(self.tr("Their family has no code in use that could stand for them."))
            return
        going, into = self._going, shortened(self.into.name)
        given = self._bridge.ask(coding_counts, going).total()
        twins = len(self._bridge.ask(doubled, going, self.into.id))
        words = self.tr("%Ln coding(s) become {code}.", "", given).format(code=into)
        if given == 1:
            words = self.tr("1 coding becomes {code}.").format(code=into)
        if not given:
            words = self.tr("No codings have to follow.")
        if twins == 1:
            words += " " + self.tr("1 of them is left out: its coder gave both to the same words.")
        elif twins:
            words += " " + self.tr(
                "%Ln of them are left out, where a coder gave both to the same words.", "", twins
            )
        self._given.setText(words)
        self._follows.setText(
            self.tr("Memos, examples and the codes below follow too, and {code} is also called as they were.")
            .format(code=into)
        )  # fmt: skip
        self.show_fault("")

    def accept(self) -> None:
        into = self.into
        gone = [code for code in self._codes if code.id != into.id]
        try:
            self._bridge.session.run(MergeCodes(self._going, into.id, self.reason.text().strip()))
        except GlossatorError as error:
            self.show_fault(sentence(error))
            return
        self.words = self.tr("Merged {codes} with {code}").format(codes=told(gone), code=shortened(into.name))
        super().accept()

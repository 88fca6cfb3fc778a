"""Closing a version of the codebook: its number, its date, what is new in it, and a note."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTextBrowser, QWidget

from core.commands.versions import ReleaseVersion
from core.errors import GlossatorError
from gui.bridge import SessionBridge, sentence
from gui.codebook.change_words import day_words, kind_words, tally_words
from gui.codebook.changed_things import tally
from gui.codebook.form.words_field import WordsField
from gui.codebook.since import Standing
from gui.codebook.written import Writer
from gui.dialogs.sheet import Sheet, named
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import is_mirrored
from gui.widgets.layout import label

_MOST_NAMED = 200
_LIST_HEIGHT = 132


class ReleaseDialog(Sheet):
    """`number` is the version that was closed."""

    def __init__(
        self, bridge: SessionBridge, now: Standing, look: Look, parent: QWidget | None = None
    ) -> None:
        number = now.draft_number
        super().__init__(
            self.tr("Close version {number} of the codebook").format(number=number),
            self.tr("Close version {number}").format(number=number),
            parent,
        )
        self._bridge = bridge
        self.number = number
        today = day_words(datetime.now(UTC).isoformat())
        promise = self.tr(
            "It bears the date of today, {day}, and never changes again. What changes afterwards belongs to "
            "version {next}; every coding knows under which it was made."
        ).format(day=today, next=number + 1)
        self.note = WordsField(self.tr("Note"), lines=3)
        self.note.setPlaceholderText(self.tr("What this version is for: pilot round, agreed in March …"))
        self.note.save_wanted.connect(self.accept)
        changes = _Changes(now, look)
        self.fill(
            label(promise, "ink2", wraps=True),
            named(changes.title, changes),
            named(self.tr("Note"), self.note),
            width=520,
        )
        self.note.setFocus()

    def accept(self) -> None:
        try:
            self._bridge.session.run(ReleaseVersion(self.note.words()))
        except GlossatorError as error:
            self.show_fault(sentence(error))
            return
        super().accept()


class _Changes(QTextBrowser):
    """What is new since the version before, a line each."""

    def __init__(self, now: Standing, look: Look) -> None:
        super().__init__()
        self.setProperty("kind", "reading")
        self.setTabChangesFocus(True)
        self.title = self._title(now)
        self.setFixedHeight(scaled(_LIST_HEIGHT) if now.since_last else scaled(40))
        writer = Writer(self.textCursor(), look.theme, is_mirrored(self))
        if not now.since_last:
            writer.write(self.tr("It holds the whole codebook as it stands."))
        for thing in now.since_last[:_MOST_NAMED]:
            writer.write(f"{thing.name} · {kind_words(thing)}", "ink")
        if (rest := len(now.since_last) - _MOST_NAMED) > 0:
            writer.write(self.tr("and %Ln more", "", rest), "ink3")
        self.moveCursor(self.textCursor().MoveOperation.Start)

    def _title(self, now: Standing) -> str:
        if now.last is None:
            return self.tr("What it holds")
        if not now.since_last:
            return self.tr("Nothing changed since version {number}").format(number=now.last)
        told = self.tr("Changed since version {number}: {each}")
        return told.format(number=now.last, each=tally_words(tally(now.since_last)))

    def sizeHint(self) -> QSize:
        return QSize(scaled(300), self.height())

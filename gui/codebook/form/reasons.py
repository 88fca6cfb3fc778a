"""Why a code is as it is: the reason that goes with the next edits, and those given so far."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from core.model.ids import CodeId
from core.queries.versions import Reason, reasons_of
from gui.bridge import SessionBridge
from gui.codebook.form.words_field import WordsField
from gui.panels.rule import paragraph
from gui.style import scaled
from gui.widgets.layout import column, hairline, label, row

_MOST = 12


def shown_day(stamp: str) -> str:
    """Return a stored UTC time as a day: today's by that name."""
    moment = datetime.fromisoformat(stamp).astimezone()
    if moment.date() == datetime.now().astimezone().date():
        return QCoreApplication.translate("words", "today")
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), "d MMM yyyy")


class WhyLine(QWidget):
    """Takes the reason of the edits that are made while it stands there."""

    def __init__(self) -> None:
        super().__init__()
        self.field = WordsField(self.tr("Why: the reason of your edits"), is_line=True)
        self.field.show_hint(
            self.tr("Goes with the edits you made just now, and with those you make while it stands here")
        )
        title = label(self.tr("Why?"), "ink2")
        title.setBuddy(self.field)
        self.line = QWidget()
        parts = row(title, self.field, gap=12, edges=(24, 8, 20, 8))
        parts.setStretch(1, 1)
        self.line.setLayout(parts)
        body = row(self.line, None, gap=0)
        # first the line takes what it may, then the room beside it what is left
        body.setStretch(0, 1000)
        self.setLayout(column(hairline(), body, gap=0))

    def reason(self) -> str:
        """Return the reason that stands."""
        return self.field.words()

    def empty(self) -> None:
        """Let no reason stand: another code is looked at."""
        self.field.show_words("")


class ReasonsGiven(QWidget):
    """The reasons of a code's changes, newest first: version, coder, day, reason."""

    def __init__(self, bridge: SessionBridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(12))
        self._grid.setVerticalSpacing(scaled(3))
        self._grid.setColumnStretch(1, 1)
        self._lines: list[tuple[QLabel, QLabel]] = []
        self._more = label("", "ink3", -1)
        self.setLayout(
            column(
                hairline(), label(self.tr("Reasons given so far"), "ink2", -1), self._grid, self._more, gap=6
            )
        )

    def show_code(self, code: CodeId) -> None:
        """Show the reasons of a code; without any this part takes no room."""
        reasons = self._bridge.ask(reasons_of, code)
        self.setVisible(bool(reasons))
        shown = reasons[:_MOST]
        while len(self._lines) < len(shown):
            self._add_line()
        for place, (about, words) in enumerate(self._lines):
            is_used = place < len(shown)
            about.setVisible(is_used)
            words.setVisible(is_used)
            if is_used:
                about.setText(self._about(shown[place]))
                words.setText(shown[place].reason)
        rest = len(reasons) - len(shown)
        self._more.setVisible(rest > 0)
        self._more.setText(self.tr("and %n older", "", rest))

    def _add_line(self) -> None:
        about, words = label("", "ink3", -1), paragraph("", size_delta=-1)
        row_number = len(self._lines)
        self._grid.addWidget(about, row_number, 0)
        self._grid.addWidget(words, row_number, 1)
        self._lines.append((about, words))

    def _about(self, reason: Reason) -> str:
        version = self.tr("version {number}").format(number=reason.version)
        parts = (version, reason.coder or "", shown_day(reason.at))
        return " · ".join(part for part in parts if part)

"""Words on screen: English plurals, names in sentences, and dates as a reader says them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, QTranslator
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from core.model.coding import State
from gui.style import scaled, text_font

_WIDEST_NAME = 240


def speak_english(app: QApplication) -> EnglishPlurals:
    """Say one and several rightly, and part thousands also where the system names no language.

    The translator must be kept as long as the application speaks.
    """
    if QLocale.system().language() == QLocale.Language.C:
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    plurals = EnglishPlurals(app)
    app.installTranslator(plurals)
    return plurals


class EnglishPlurals(QTranslator):
    """Turns `%n source(s)` and `%n famil(ies)` into what one says of one and of several.

    Without it Qt shows the brackets.
    """

    def isEmpty(self) -> bool:
        return False

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if n < 0:
            return source_text
        return source_text.replace("(s)", "" if n == 1 else "s").replace("(ies)", "y" if n == 1 else "ies")


def shortened(name: str) -> str:
    """Return as much of a name as a sentence or a menu has room for; panels and tooltips tell it whole."""
    metrics = QFontMetricsF(text_font())
    return metrics.elidedText(name, Qt.TextElideMode.ElideRight, scaled(_WIDEST_NAME))


def step_words(title: str | None) -> str:
    """Return the title of a step in the language of the window; empty where there is no step."""
    return QCoreApplication.translate("acts", title) if title else ""


def state_words(state: State) -> str:
    """Return a state in words."""
    tr = QCoreApplication.translate
    return {
        State.NOT_STARTED: tr("SourcesModel", "Not started"),
        State.IN_PROGRESS: tr("SourcesModel", "In progress"),
        State.DONE: tr("SourcesModel", "Done"),
    }[state]


def status_words(source: str, state: State, families: Iterable[str] = ()) -> str:
    """Say what was just said of a source: over all families where none is named."""
    words, names = state_words(state), ", ".join(families)
    if not names:
        return QCoreApplication.translate("words", "{source}: {state}").format(source=source, state=words)
    told = QCoreApplication.translate("words", "{source}: {state} in {family}")
    return told.format(source=source, state=words, family=names)


def shown_time(stamp: str) -> str:
    """Return a stored UTC time as today's hour, or as a date and hour, in the reader's own time zone."""
    moment = datetime.fromisoformat(stamp).astimezone()
    hour = f"{moment:%H:%M}"
    days = (datetime.now().astimezone().date() - moment.date()).days
    if days == 0:
        return QCoreApplication.translate("words", "today {hour}").format(hour=hour)
    if days == 1:
        return QCoreApplication.translate("words", "yesterday {hour}").format(hour=hour)
    return f"{QLocale().toString(QDate(moment.year, moment.month, moment.day), 'd MMM yyyy')} {hour}"

"""Words on screen: English plurals, and dates as a reader says them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


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


def step_words(title: str | None) -> str:
    """Return the title of a step in the language of the window; empty where there is no step."""
    return QCoreApplication.translate("acts", title) if title else ""


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

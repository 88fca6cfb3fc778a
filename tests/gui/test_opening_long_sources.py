"""A long source tells how far it is while the rest of it comes in."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from studies import new_source

from core.commands.sources import AddSources
from core.queries.sources import sources

LONG = "\n".join(f"{number} she walked to the river" for number in range(60_000))


def test_the_status_bar_says_how_much_of_a_long_source_is_there(qtbot, coded_session, open_window):
    coded_session.run(AddSources((new_source("Long", LONG),)))
    window = open_window(coded_session)
    opening = window.status.opening
    shown = []
    window.reading.editor.filling_changed.connect(lambda *_: shown.append(opening.isVisible()))
    window.desk.open_source(coded_session.ask(sources)[2].id)
    window.status.show_opening(1_000, len(LONG))
    assert opening.isVisible()
    assert "0 %" in opening._words.text()
    qtbot.waitUntil(lambda: window.reading.editor.is_filled, timeout=20_000)
    assert shown[-1] is False
    assert not opening.isVisible()


def test_a_source_left_half_way_is_no_longer_said_to_be_opening(qtbot, coded_session, open_window):
    coded_session.run(AddSources((new_source("Long", LONG),)))
    window = open_window(coded_session)
    window.desk.open_source(coded_session.ask(sources)[2].id)
    window.status.show_opening(1_000, len(LONG))
    window.desk.open_source(coded_session.ask(sources)[0].id)
    assert not window.status.opening.isVisible()


def test_a_short_source_opens_without_a_word(coded_session, open_window):
    window = open_window(coded_session)
    window.desk.open_source(coded_session.ask(sources)[1].id)
    assert window.reading.editor.is_filled
    assert not window.status.opening.isVisible()


def test_the_number_of_a_paragraph_is_told_once_those_before_it_are_counted(
    qtbot, coded_session, open_window
):
    coded_session.run(AddSources((new_source("Long", LONG),)))
    window = open_window(coded_session)
    window.desk.open_source(coded_session.ask(sources)[2].id)
    QTest.keyClick(window.reading.editor.view, Qt.Key.Key_Down)
    assert window.status._place.text() == "¶ 2 · character 27"
    qtbot.waitUntil(lambda: window.reading.editor.is_filled, timeout=20_000)
    gutter = window.reading.editor.gutter
    gutter.show_source(LONG)  # counted from the beginning again
    QTest.keyClick(window.reading.editor.view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert window.status._place.text() == f"character {QLocale().toString(len(LONG) + 1)}"
    qtbot.waitUntil(lambda: window.status._place.text().startswith(f"¶ {QLocale().toString(60_000)} · "))


def test_numbers_of_many_figures_are_seen_to_the_last(coded_session, open_window):
    gutter = open_window(coded_session).reading.editor.gutter
    for number in ("7", "99999", "999999", "1000000"):
        wide = QFontMetricsF(gutter._font_for(number)).horizontalAdvance(number)
        assert wide <= gutter.width() - 10

"""Budgets of the picker with two thousand codes in one family: it answers every key within a frame."""

from collections.abc import Callable
from itertools import cycle, product
from time import perf_counter

import pytest
from perf.generated import ARABIC, ENGLISH, project
from perf.table import note_time
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.model.ids import CodeId
from core.model.scheme import LONGEST_NAME
from core.model.span import Span
from gui.bridge import SessionBridge
from gui.collector import Collector
from gui.look import Look
from gui.window import MainWindow

pytestmark = pytest.mark.perf

CODES = 2_000
FRAME = 0.016
CHARACTERS = 200_000
RULE = {
    "short": "Whoever says so of the market, and nobody else. " * 2,
    "include": "It is said in so many words. " * 5,
    "exclude": "It is only thought, or said of somebody else. " * 5,
    "typical": "“We went to the market, and there was nobody.” " * 3,
}


def codes_in(family: str) -> tuple[NewCode, ...]:
    """Names in both languages, an alias and a rule for each; one name as long as a name may be."""
    kinds = list(product(ENGLISH, ARABIC, range(8)))[: CODES - 1]
    named = [
        NewCode(
            family,
            f"{first.capitalize()} {ENGLISH[number]} {place}",
            aliases=(f"{ENGLISH[-number]} {place}",),
            names={"ar": f"{second} {ARABIC[number]} {place}"},
            **RULE,
        )
        for place, (first, second, number) in enumerate(kinds)
    ]
    return (NewCode(family, ("river " * 100)[:LONGEST_NAME].strip(), **RULE), *named)


@pytest.fixture
def picker_on(qapp, tmp_path):
    """A window on a project of so many codes, with words selected."""
    session = project(tmp_path / "p.glossator", CHARACTERS, 1_000)
    session.run(AddToScheme((NewFamily("Everything"),), codes_in("Everything")))
    settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    window = MainWindow(SessionBridge(session), Look(qapp, settings), settings)
    Collector(window)
    window.resize(1440, 900)
    window.show()
    QTest.qWait(100)
    window.reading.editor.select(Span(2_000, 2_060), scroll=True)
    window.desk.recent = [CodeId(3), CodeId(2_000)]
    window.reading.editor.setFocus()
    QTest.qWait(100)
    yield window
    window.close()
    window.deleteLater()
    session.close()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key and paint what the next frame would show."""
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)
    QApplication.sendPostedEvents()


def typing(letters: str) -> Callable[[], None]:
    """Type one letter of the words at each call, over and over, as a hand does that looks for a code."""
    waiting = cycle(letters)

    def work() -> None:
        letter = next(waiting)
        if letter == letters[0]:
            QApplication.focusWidget().clear()
        QTest.keyClicks(QApplication.focusWidget(), letter)
        QApplication.sendPostedEvents()

    return work


def test_the_first_opening_is_no_longer_than_a_blink(picker_on):
    QTest.qWait(500)  # as long as nobody who opens a project takes to select words
    start = perf_counter()
    press(Qt.Key.Key_Return)
    taken = perf_counter() - start
    note_time(f"open the picker with {CODES:,} codes for the first time", taken, at_most=0.050)
    assert picker_on.picker.isVisible()


def test_the_picker_opens_within_a_frame(budget, picker_on):
    view = QApplication.focusWidget()

    def close() -> None:
        picker_on.picker.dismiss()
        view.setFocus()
        QApplication.sendPostedEvents()

    budget.hold(
        f"open the picker with {CODES:,} codes",
        lambda: press(Qt.Key.Key_Return),
        at_most=FRAME,
        rounds=20,
        before=close,
    )
    assert picker_on.picker.isVisible()


@pytest.mark.parametrize("letters", ["r", "o", "river m", "bread house 7"])
def test_each_letter_is_answered_within_a_frame(budget, picker_on, letters):
    press(Qt.Key.Key_Return)
    budget.hold(
        f"a letter of “{letters}” in the picker with {CODES:,} codes",
        typing(letters),
        at_most=FRAME,
        rounds=3 * max(len(letters), 7),
    )
    assert picker_on.picker.list.model().rowCount() > 1


@pytest.mark.parametrize(
    ("what", "key", "modifiers"),
    [
        ("arrow down", Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier),
        ("a page down", Qt.Key.Key_PageDown, Qt.KeyboardModifier.NoModifier),
        ("a mark", Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier),
    ],
)
def test_a_step_or_mark_is_answered_within_a_frame(budget, picker_on, what, key, modifiers):
    press(Qt.Key.Key_Return)
    budget.hold(
        f"{what} in the picker with {CODES:,} codes", lambda: press(key, modifiers), at_most=FRAME, rounds=20
    )

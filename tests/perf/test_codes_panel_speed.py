"""Budgets of the codes panel with two thousand codes in one family: a frame for whatever the hand does."""

from itertools import cycle

import pytest
from perf.generated import spans_in, text_of
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands.codings import LoadCodings, NewCoding
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.sources import AddSources, NewSource
from core.model.ids import CodeId, RevisionId
from core.queries.coders import coders
from core.session import Session
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.panels.codes import CodesPanel

pytestmark = pytest.mark.perf

CODES = 2_000
CODINGS = 20_000
CHARACTERS = 1_000_000
FRAME = 0.016


def scheme_of(count: int) -> AddToScheme:
    """One family, every third code with an Arabic name, a few with keys."""
    codes = (
        NewCode(
            "Everything",
            f"Code {number} of the winter market",
            shortcut=chr(ord("a") + number % 26) if number < 26 else "",
            names={"ar": f"رمز {number} من السوق"} if number % 3 == 0 else {},
            aliases=(f"alias {number * 7}",),
        )
        for number in range(count)
    )
    return AddToScheme((NewFamily("Everything"), NewFamily("Other")), (*codes, NewCode("Other", "Last")))


@pytest.fixture
def panel(qapp, tmp_path):
    """The panel on two coders' codings of a text, as large as it stands in the window."""
    with Session.create(tmp_path / "p.glossator", "Two thousand codes") as session:
        session.run(scheme_of(CODES))
        text = text_of(CHARACTERS)
        session.run(AddSources((NewSource("Source", text.encode(), text, "utf-8", "Source.txt"),)))
        session.run(
            LoadCodings(
                tuple(
                    NewCoding(RevisionId(1), f"Coder {'AB'[place % 2]}", CodeId(1 + place % CODES), span)
                    for place, span in enumerate(spans_in(CHARACTERS, CODINGS))
                )
            )
        )
        bridge = SessionBridge(session)
        desk = Desk(bridge)
        desk.act_as(session.ask(coders)[0].id)
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        panel = CodesPanel(bridge, desk, Look(qapp, settings))
        panel.resize(304, 620)
        panel.show()
        QTest.qWait(50)
        panel.desk_of_test = desk
        yield panel
        panel.close()
        panel.deleteLater()


def painted(panel: CodesPanel) -> None:
    """Do now what the next frame would do: lay out and paint whatever has changed."""
    panel.view.executeDelayedItemsLayout()
    QApplication.sendPostedEvents()


def test_a_letter_typed_in_the_search_is_answered_within_a_frame(budget, panel):
    """Many of the names and aliases hold the digit."""
    panel.field.setFocus()

    def work() -> None:
        panel.field.clear()
        QTest.keyClick(panel.field, Qt.Key.Key_7)
        painted(panel)

    budget.hold(f"find among {CODES:,} codes, the first letter", work, at_most=FRAME, rounds=40)


def test_further_letters_are_answered_within_a_frame(budget, panel):
    words = cycle(("سو", "سوق", "17", "179", "alias 7"))

    def work() -> None:
        panel.field.setText(next(words))
        painted(panel)

    budget.hold(f"find among {CODES:,} codes, a further letter", work, at_most=FRAME, rounds=40)


def test_all_codes_are_shown_again_within_a_frame(budget, panel):
    def work() -> None:
        panel.field.setText("nothing of the kind")
        QTest.keyClick(panel.field, Qt.Key.Key_Escape)
        painted(panel)

    budget.hold(f"show all {CODES:,} codes again after a search", work, at_most=FRAME, rounds=40)


def test_a_family_of_thousands_is_opened_within_a_frame(budget, panel):
    def work() -> None:
        heading = panel.model.index(0, 0)
        panel.view.collapse(heading)
        place = panel.view.visualRect(heading).center()
        QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        painted(panel)
        assert panel.view.isExpanded(heading)

    budget.hold(f"open a family of {CODES:,} codes", work, at_most=FRAME, rounds=40)


def test_a_family_of_thousands_goes_out_of_sight_within_a_frame(budget, panel):
    heading = panel.model.index(0, 0)

    def work() -> None:
        eye = panel.view.eye_rect(heading).center().toPoint()
        QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=eye)
        painted(panel)

    budget.hold(f"hide or show a family of {CODES:,} codes", work, at_most=FRAME, rounds=40)


def test_one_code_goes_out_of_sight_within_a_frame(budget, panel):
    panel.view.setFocus()
    panel.view.setCurrentIndex(panel.model.index(3, 0, panel.model.index(0, 0)))

    def work() -> None:
        QTest.keyClick(panel.view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        painted(panel)

    budget.hold(f"hide or show one of {CODES:,} codes", work, at_most=FRAME, rounds=40)


def test_counts_follow_whose_codings_are_shown_within_a_frame(budget, panel):
    others = cycle((True, False))

    def work() -> None:
        panel.desk_of_test.show_others(next(others))
        painted(panel)

    budget.hold(f"count {CODINGS:,} codings of {CODES:,} codes again", work, at_most=FRAME, rounds=40)


def test_the_list_scrolls_a_page_within_a_frame(budget, panel):
    panel.view.setFocus()
    keys = cycle((Qt.Key.Key_PageDown,) * 20 + (Qt.Key.Key_PageUp,) * 20)

    def work() -> None:
        QTest.keyClick(panel.view, next(keys))
        painted(panel)

    budget.hold(f"scroll a page of {CODES:,} codes", work, at_most=FRAME, rounds=40)


def test_a_key_finds_its_code_at_once(budget, panel):
    budget.hold(f"find the key of one of {CODES:,} codes", lambda: panel.give_with_key("z"), at_most=0.001)

"""Versions in the Codebook by hand: the band, the cards beside the form, closing and comparing."""

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands.codings.giving import GiveCodes
from core.commands.scheme import AddToScheme, EditCode, NewCode, RetireCodes
from core.commands.versions import ReleaseVersion
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import newest_version, scheme, versions
from core.queries.sources import sources
from core.session import Session
from gui.bridge import SessionBridge
from gui.codebook.changes_model import THING
from gui.codebook.compare_versions import CompareVersionsDialog
from gui.codebook.outline import NOTE
from gui.codebook.release import ReleaseDialog
from gui.workspaces import Workspace


@pytest.fixture
def codebook(window, qtbot):
    """The workspace Codebook of a window with room for the changes."""
    window.resize(1440, 900)
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.workspaces.current is Workspace.CODEBOOK
    settled(window, qtbot)
    return window.codebook


def settled(window, qtbot):
    """Wait until everything is told that the project knows."""
    since = window.versioning.since
    qtbot.waitUntil(lambda: not since.is_looking)
    QTest.qWait(0)


@pytest.fixture
def changed(window, codebook, coded_session, qtbot):
    """Version 1 is closed after one coding; then a rule is edited, a code is new, and one is retired."""
    source, coder = coded_session.ask(sources)[0], coded_session.ask(coders)[0]
    codes = coded_session.ask(scheme).codes
    coded_session.run(EditCode(codes[0].id, {"include": "Members were killed. Threats."}))
    coded_session.run(GiveCodes(source.revision, coder.id, (codes[0].id,), Span(0, 3)))
    coded_session.run(ReleaseVersion("Pilot"))
    coded_session.run(EditCode(codes[0].id, {"include": "Members were killed. Silence."}, "Decision 12"))
    home = coded_session.ask(scheme).families[0].name
    coded_session.run(AddToScheme((), (NewCode(home, "One-man rule", definition="One man decides."),)))
    coded_session.run(RetireCodes((codes[1].id,)))
    settled(window, qtbot)
    return codebook


def answer(kind, do):
    """Do this with the dialog of this kind when it opens, as a hand would."""

    def look():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            try:
                do(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()
        else:
            QTimer.singleShot(20, look)

    QTimer.singleShot(20, look)


def text_of(index, delegate):
    return delegate._document(index.data(THING)).toPlainText()


def test_before_the_first_release_the_band_says_that_no_version_was_closed(window, codebook):
    assert window.versioning.banner.text.startswith("Draft of version 1 No version was closed yet")
    assert window.versioning.panel.model.rowCount() == 0
    assert not window.versioning.panel.version.isVisible()


def test_the_band_counts_what_changed_since_the_version_that_was_closed_last(window, changed):
    assert window.versioning.banner.text == (
        "Draft of version 2 3 changes since version 1: 1 new, 1 edited, 1 retired. "
        "1 coding made under the rules of version 1."
    )
    assert window.versioning.banner.release.text() == "Close version 2 …"


def test_the_tree_says_how_codes_differ_from_the_version_compared_with(window, changed, coded_session):
    codes = {code.name: code.id for code in coded_session.ask(scheme).codes}
    notes = {name: changed.outline.model.index_of(key).data(NOTE) for name, key in codes.items()}
    assert {name: str(note) for name, note in notes.items() if note} == {
        coded_session.ask(scheme).codes[0].name: "edited",
        coded_session.ask(scheme).codes[1].name: "retired",
        "One-man rule": "new",
    }


def test_a_card_tells_the_words_that_came_and_went_and_why(window, changed):
    view = window.versioning.panel.view
    index = view.model().index(0)
    assert text_of(index, view.itemDelegate()) == "Members were killed. Threats Silence.\nWhy: Decision 12"
    assert "removed: Threats. added: Silence" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_card_that_is_clicked_leads_to_its_code(window, changed):
    view = window.versioning.panel.view
    view.scrollToTop()
    index = next(
        view.model().index(row)
        for row in range(view.model().rowCount())
        if view.model().index(row).data() == "One-man rule"
    )
    view.scrollTo(index)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center() - QPoint(0, 4)
    )
    assert changed.meant.code.name == "One-man rule"


def test_cards_are_reached_and_chosen_by_keyboard(window, changed, coded_session):
    for _ in range(4):
        if window.versioning.panel.view.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
    view = window.versioning.panel.view
    assert view.hasFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert changed.meant.code == coded_session.ask(scheme).codes[0]


def test_the_code_looked_at_has_its_card_in_sight(window, changed, coded_session, qtbot):
    for number in range(30):
        code = coded_session.ask(scheme).codes[number % 3]
        home = coded_session.ask(scheme).families[0].name
        coded_session.run(AddToScheme((), (NewCode(home, f"Code {number}", definition=code.name * 9),)))
    settled(window, qtbot)
    view = window.versioning.panel.view
    last = next(code for code in coded_session.ask(scheme).codes if code.name == "Code 29")
    changed.meant.choose((last.id,))
    row = window.versioning.panel.model.row_of(last.guid)
    assert view.currentIndex().row() == row
    index = view.model().index(row)
    qtbot.waitUntil(lambda: not view.visualRect(index).isEmpty())
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(index).center()))


def test_earlier_cards_stay_until_newer_ones_are_there(window, changed, coded_session, qtbot):
    shown = window.versioning.panel.model.things
    coded_session.run(EditCode(coded_session.ask(scheme).codes[2].id, {"short": "Something else."}))
    assert window.versioning.panel.model.things == shown
    settled(window, qtbot)
    assert len(window.versioning.panel.model.things) == len(shown) + 1


def test_another_version_is_chosen_to_compare_with(window, changed, coded_session, qtbot):
    coded_session.run(ReleaseVersion())
    settled(window, qtbot)
    panel = window.versioning.panel
    assert panel.model.rowCount() == 0
    assert panel.version.text() == "Version 2"
    panel.version.setFocus()
    panel.version.menu().aboutToShow.emit()
    older = next(one for one in panel.version.menu().actions() if one.text().startswith("Version 1"))
    older.trigger()
    settled(window, qtbot)
    assert panel.model.rowCount() == 3
    assert window.versioning.banner.text.startswith("Version 2, released")


def test_codings_from_before_a_rule_changed_are_listed_and_opened_in_their_text(
    window, changed, coded_session, qtbot
):
    code = coded_session.ask(scheme).codes[0]
    changed.meant.choose((code.id,))
    before = window.versioning.panel.before
    qtbot.waitUntil(before.isVisible)
    assert before.text() == "1 coding made before this rule changed …"
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Space)
    sheet = window.versioning._sheet
    qtbot.waitUntil(lambda: sheet.model.rowCount() == 1)
    QTest.keyClick(sheet.field, Qt.Key.Key_Return)
    assert window.workspaces.current is Workspace.CODE
    [chosen] = window.desk.codings(window.desk.chosen_codings)
    assert (chosen.code, chosen.span) == (code.id, Span(0, 3))


def test_a_version_is_closed_with_a_note_and_the_band_grows_quiet(window, changed, coded_session, qtbot):
    def close(dialog):
        assert "never changes again" in " ".join(
            label.text() for label in dialog.findChildren(type(dialog.fault))
        )
        QTest.keyClicks(dialog.note, "Agreed in the second round")
        dialog.verb.click()

    answer(ReleaseDialog, close)
    QTest.mouseClick(window.versioning.banner.release, Qt.MouseButton.LeftButton)
    newest = coded_session.ask(newest_version)
    assert (newest.number, newest.note) == (2, "Agreed in the second round")
    assert newest.released is not None
    assert window.status.message == "Closed version 2 of the codebook"
    settled(window, qtbot)
    assert window.versioning.banner.text.startswith("Version 2, released")
    assert not window.versioning.banner.release.isVisible()


def test_a_release_that_is_left_closes_nothing(window, changed, coded_session):
    answer(ReleaseDialog, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    window.acts.release_version.trigger()
    assert coded_session.ask(newest_version).released is None


def test_two_versions_are_compared_copied_and_saved(window, changed, tmp_path, qtbot):
    seen = {}

    def compare(dialog):
        qtbot.waitUntil(lambda: not dialog.is_reading)
        seen["page"] = dialog.page.toPlainText()
        dialog.copy.click()
        seen["copied"] = QGuiApplication.clipboard().text()
        dialog.swap.click()
        qtbot.waitUntil(lambda: not dialog.is_reading)
        seen["back"] = dialog.page.toPlainText()
        dialog.save_to(tmp_path / "versions.html")
        qtbot.waitUntil((tmp_path / "versions.html").exists)
        dialog.verb.click()

    answer(CompareVersionsDialog, compare)
    window.versioning.banner.compare.click()
    assert "Members were killed. Threats Silence." in seen["page"]
    assert "Why: Decision 12" in seen["page"]
    assert "Members were killed. [-Threats-]{+Silence+}." in seen["copied"]
    assert "Members were killed. Silence Threats." in seen["back"]
    assert "<del>Silence</del>" in (tmp_path / "versions.html").read_text(encoding="utf-8")


def test_changes_are_a_button_away_where_the_window_is_narrow(window, changed, qtbot):
    window.resize(1100, 800)
    qtbot.waitUntil(lambda: not window.versioning.panel.isVisible())
    banner = window.versioning.banner
    assert banner.changes.text() == "Show changes"
    QTest.mouseClick(banner.changes, Qt.MouseButton.LeftButton)
    assert window.versioning.panel.isVisible()
    assert banner.changes.text() == "Hide changes"
    QTest.mouseClick(banner.changes, Qt.MouseButton.LeftButton)
    assert not window.versioning.panel.isVisible()


def test_nothing_is_asked_of_the_project_while_nobody_looks_at_the_codebook(
    window, changed, coded_session, qtbot
):
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    before = window.versioning.since.standing
    coded_session.run(EditCode(coded_session.ask(scheme).codes[2].id, {"short": "Something else."}))
    QTest.qWait(400)
    assert window.versioning.since.standing is before
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    settled(window, qtbot)
    assert len(window.versioning.since.standing.since_last) == 4


def test_a_project_for_reading_shows_versions_and_closes_none(coded_session, open_window, tmp_path, qtbot):
    coded_session.save_copy(tmp_path / "copy.glossator")
    with Session.open(tmp_path / "copy.glossator", read_only=True) as session:
        window = open_window(session)
        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        settled(window, qtbot)
        assert not window.versioning.banner.release.isVisible()
        assert window.versioning.banner.compare.isVisible()
        assert not window.acts.release_version.isEnabled()
        assert len(session.ask(versions)) == 1
        window.close()


def test_comparing_a_codebook_with_itself_says_so(coded_session, look, qtbot):
    bridge = SessionBridge(coded_session)
    dialog = CompareVersionsDialog(bridge, look)
    qtbot.addWidget(dialog)
    qtbot.waitUntil(lambda: not dialog.is_reading)
    assert dialog.page.toPlainText() == "These two say the same."
    assert not dialog.copy.isEnabled()

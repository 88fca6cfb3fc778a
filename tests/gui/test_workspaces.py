"""Going from one workspace to the other, and what each of them keeps."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.model.span import Span
from core.queries.schemes import scheme
from gui.workspaces import Workspace

CODEBOOK, CODE = Workspace.CODEBOOK, Workspace.CODE


def test_the_window_begins_with_the_text(window):
    assert window.workspaces.current is CODE
    assert window.reading.isVisible()


def test_a_key_leads_to_the_codebook_and_another_back(window):
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.codebook.outline.view.isVisible()
    assert window.codebook.outline.view.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.reading.editor.isVisible()
    assert not window.codebook.isVisible()


def test_a_click_on_its_tab_leads_to_a_workspace(window):
    tabs = window.top.tabs
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    assert window.workspaces.current is CODEBOOK
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(0).center())
    assert window.workspaces.current is CODE


def test_the_codebook_is_made_when_it_is_first_wanted(window):
    assert window.codebook is None
    window.acts.codebook_workspace.trigger()
    made = window.codebook
    window.acts.code_workspace.trigger()
    window.acts.codebook_workspace.trigger()
    assert window.codebook is made


def test_acts_on_a_text_can_be_done_before_the_text_only(window):
    window.reading.editor.select(Span(0, 5))
    assert window.acts.give.isEnabled()
    window.acts.codebook_workspace.trigger()
    assert not window.acts.give.isEnabled()
    assert not window.acts.find.isEnabled()
    assert "Ctrl+1" in window.acts.give.toolTip()


def test_a_code_found_by_its_name_is_looked_at_in_the_codebook(window, coded_session):
    window.acts.codebook_workspace.trigger()
    code = coded_session.ask(scheme).codes[-1]
    window._on_command_chosen(code)
    assert window.codebook.meant.code == code
    assert window.codebook.outline.view.currentIndex().data() == code.name


def test_a_source_found_by_its_name_leads_back_to_the_text(window):
    window.acts.codebook_workspace.trigger()
    window._on_command_chosen(window.desk.source)
    assert window.workspaces.current is CODE


def test_the_regions_of_the_codebook_are_gone_through_by_their_key(window):
    window.acts.codebook_workspace.trigger()
    window.acts.next_region.trigger()
    window.acts.previous_region.trigger()
    assert window.codebook.outline.view.hasFocus()


def test_a_click_on_its_sign_folds_a_family_and_keeps_what_is_looked_at(window):
    window.acts.codebook_workspace.trigger()
    view = window.codebook.outline.view
    code = view.model().index(0, 0, view.model().index(0, 0))
    view.setCurrentIndex(code)
    place = view.visualRect(view.model().index(0, 0)).center()
    sign = QPoint(18, place.y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert not view.isExpanded(view.model().index(0, 0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=sign)
    assert view.isExpanded(view.model().index(0, 0))
    assert window.codebook.meant.code == code.data(Qt.ItemDataRole.UserRole)

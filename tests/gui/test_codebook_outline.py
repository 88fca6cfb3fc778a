"""The outline of the scheme: what it says of its codes, and which of them it shows."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from core.commands.scheme import AddToScheme, EditCode, NewCode, RetireCodes
from core.model.scheme_faults import FaultKind
from core.queries.schemes import scheme
from gui.bridge import SessionBridge
from gui.codebook.outline import NOTE, Note, OutlineModel
from gui.widgets.menus import Menu
from gui.widgets.slots import width_of

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def book(window):
    window.acts.codebook_workspace.trigger()
    return window.codebook


def named(session, name):
    return next(code for code in session.ask(scheme).codes if code.name == name)


def shown(book):
    model = book.outline.model
    families = [model.index(row, 0) for row in range(model.rowCount())]
    return [model.index(row, 0, above).data() for above in families for row in range(model.rowCount(above))]


def test_the_outline_keeps_to_the_rules_of_item_models(qapp, coded_session):
    model = OutlineModel(SessionBridge(coded_session))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.look_for("fear")
    model.look_for("")
    coded_session.run(AddToScheme((), (NewCode("Motive", "Below", parent="Fear"),)))
    coded_session.run(EditCode(named(coded_session, "Pay").id, {"name": "Wages"}))
    assert model.index_of(named(coded_session, "Wages").id).data() == "Wages"


def test_a_line_says_what_the_codebook_lacks(book):
    assert book.outline.faults.text == "6 without definition · 6 without example"


def test_where_room_is_short_the_line_leaves_out_whole_parts(qtbot, book):
    words = book.outline.faults.words
    assert words.shown == words.text
    book.columns.setSizes([220, 700, 300])
    words.setFixedWidth(round(width_of("6 without definition · …", words.font_of_words)) + 4)
    assert words.shown == "6 without definition · …"
    assert words.text == "6 without definition · 6 without example"


def test_the_line_shows_the_codes_it_speaks_of_and_all_of_them_again(window, book, coded_session):
    coded_session.run(EditCode(named(coded_session, "Pay").id, {"short": "No wages."}))
    faults = book.outline.faults
    faults.look_again()
    act = faults.menu().actions()[0]
    assert act.text() == "5 without definition"
    act.trigger()
    assert "Pay" not in shown(book)
    assert faults.text == "Only: 5 without definition"
    book.meant.choose((named(coded_session, "Fear").id,))
    assert not window.acts.move_down.isEnabled()
    QTest.mouseClick(faults.close_filter, Qt.MouseButton.LeftButton)
    assert "Pay" in shown(book)


def test_a_code_that_was_mended_stays_in_sight_while_its_list_is_shown(book, coded_session):
    faults = book.outline.faults
    faults.menu().actions()[0].trigger()
    coded_session.run(EditCode(named(coded_session, "Pay").id, {"short": "No wages."}))
    faults.look_again()
    assert "Pay" in shown(book)
    assert faults.text == "Only: 5 without definition"
    assert named(coded_session, "Pay").id not in faults._codes[FaultKind.NO_DEFINITION]


def test_a_screen_reader_hears_name_count_and_note(book, coded_session):
    pay = named(coded_session, "Pay")
    coded_session.run(RetireCodes((pay.id,)))
    index = book.outline.model.index_of(pay.id)
    assert index.data(SPOKEN) == "Pay, 0 codings, retired"
    book.outline.model.note({pay.id: Note.EDITED})
    assert index.data(NOTE) == Note.EDITED
    assert index.data(SPOKEN) == "Pay, 0 codings, edited"


def test_enter_in_the_search_leads_to_the_name_of_what_is_found(book, coded_session):
    book.outline.field.setFocus()
    QTest.keyClicks(book.outline.field, "pay")
    QTest.keyClick(book.outline.field, Qt.Key.Key_Return)
    assert book.meant.code == named(coded_session, "Pay")
    assert book.form.isAncestorOf(QApplication.focusWidget())


def test_the_key_that_finds_words_leads_to_the_search_of_the_scheme(window, book):
    QTest.keyClick(book.outline.view, Qt.Key.Key_F, CONTROL)
    assert book.outline.field.hasFocus()
    window.acts.as_table.trigger()
    QTest.keyClick(book.table.view, Qt.Key.Key_F, CONTROL)
    assert book.table.field.hasFocus()


def test_the_menu_key_opens_what_can_be_done_with_a_code(window, book, coded_session):
    view = book.outline.view
    book.meant.choose((named(coded_session, "Pay").id,))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), view.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    words = [act.text() for act in menu.actions() if act.text()]
    assert words[0] == "Edit name and rule"
    assert "Retire" in words
    menu.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_what_is_typed_in_the_form_is_saved_when_one_leaves_the_workspace(window, book, coded_session):
    book.meant.choose((named(coded_session, "Pay").id,))
    book.edit_name()
    QTest.keyClicks(QApplication.focusWidget(), "Wages")
    QTest.keyClick(window, Qt.Key.Key_1, CONTROL)
    assert named(coded_session, "Wages")


def test_what_is_typed_in_the_form_is_saved_when_the_window_closes(window, book, coded_session):
    book.meant.choose((named(coded_session, "Pay").id,))
    book.edit_name()
    QTest.keyClicks(QApplication.focusWidget(), "Wages")
    window.close()
    assert named(coded_session, "Wages")


def test_the_bar_below_says_how_large_the_scheme_is(window, book, coded_session):
    assert window.status._place.text() == "Scheme: 2 families, 6 codes"
    coded_session.run(AddToScheme((), (NewCode("Motive", "Cold"),)))
    assert window.status._place.text() == "Scheme: 2 families, 7 codes"
    window.acts.code_workspace.trigger()
    assert window.status._place.text().startswith("¶ 1")


def test_a_window_that_is_narrow_keeps_outline_and_form_whole(window, book):
    for width in (1100, 1000, 800):
        window.resize(width, 700)
        QTest.qWait(1)
        assert book.outline.isVisible()
        assert book.form.isVisible()
        assert book.form.width() > book.outline.width()

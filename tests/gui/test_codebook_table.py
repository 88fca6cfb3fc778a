"""All codes on one sheet: found, put in order, edited in place, copied."""

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH

from core.commands.coders import AddCoder
from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, EditCode, NewCode
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.bridge import SessionBridge
from gui.codebook.table_model import TableModel

CONTROL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def table(window):
    """The table in the workspace Codebook, the keyboard in it."""
    window.resize(1440, 900)
    window.acts.codebook_workspace.trigger()
    QTest.keyClick(window, Qt.Key.Key_T, CONTROL)
    return window.codebook.table


def named(session, name):
    return next(code for code in session.ask(scheme).codes if code.name == name)


def cell(table, name, key):
    model = table.model
    row = next(row for row, code in enumerate(model.codes) if code.name == name)
    return model.index(row, model.column_of(key))


def names(table):
    return [code.name for code in table.model.codes]


def go(table, name, key):
    table.view.setCurrentIndex(cell(table, name, key))


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def title_of(table, key):
    head = table.view.head
    section = table.model.column_of(key)
    table.view.scrollTo(table.model.index(0, section))
    return head.sectionViewportPosition(section) + 20, head.height() // 2


def click_title(table, key):
    QTest.mouseClick(table.view.head.viewport(), LEFT, pos=QPoint(*title_of(table, key)))


def test_a_key_shows_the_table_and_the_outline_again(window, table):
    assert table.isVisible()
    assert table.view.hasFocus()
    assert window.acts.as_table.isChecked()
    press(Qt.Key.Key_T, CONTROL)
    assert window.codebook.outline.view.isVisible()
    assert not window.acts.as_table.isChecked()


def test_the_table_keeps_to_the_rules_of_item_models(coded_session, qtbot):
    bridge = SessionBridge(coded_session)
    model = TableModel(bridge)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.look_for("a")
    model.sort_by("name", is_falling=True)
    model.look_for("")
    coded_session.run(AddToScheme((), (NewCode("Level", "Envoy"),)))
    coded_session.run(AddCoder("Coder C"))
    qtbot.wait(200)  # until it has counted anew
    assert model.rowCount() == 7


def test_enter_edits_a_cell_and_enter_keeps_it(window, table, coded_session):
    go(table, "Pay", "definition")
    press(Qt.Key.Key_Return)
    write("Wages that stop.")
    press(Qt.Key.Key_Return)
    assert named(coded_session, "Pay").definition == "Wages that stop."
    assert cell(table, "Pay", "definition").data() == "Wages that stop."
    assert window.status.message == "Changed Pay"
    assert table.view.hasFocus()


def test_f2_edits_the_cell_one_stands_in(table, coded_session):
    go(table, "Pay", "short")
    press(Qt.Key.Key_F2)
    write("No wages")
    press(Qt.Key.Key_Return)
    assert named(coded_session, "Pay").short == "No wages"


def test_tab_keeps_a_cell_and_edits_the_next(table, coded_session):
    go(table, "Pay", "include")
    press(Qt.Key.Key_Return)
    write("Food too")
    press(Qt.Key.Key_Tab)
    write("Not hunger")
    press(Qt.Key.Key_Return)
    code = named(coded_session, "Pay")
    assert (code.include, code.exclude) == ("Food too", "Not hunger")


def test_escape_leaves_a_cell_as_it_was(table, coded_session):
    go(table, "Pay", "name")
    press(Qt.Key.Key_Return)
    write("Wages")
    press(Qt.Key.Key_Escape)
    assert named(coded_session, "Pay").name == "Pay"
    assert cell(table, "Pay", "name").data() == "Pay"


def test_a_name_that_is_taken_is_refused_with_a_sentence(window, table, coded_session):
    go(table, "Pay", "name")
    press(Qt.Key.Key_Return)
    write("FEAR")
    press(Qt.Key.Key_Return)
    assert named(coded_session, "Pay")
    assert window.codebook.banner.text == "The family has a code Fear already."
    assert window.codebook.banner.isVisible()


def test_a_name_in_arabic_is_kept_beside_the_others(table, coded_session):
    coded_session.run(EditCode(named(coded_session, "Pay").id, {"names": {"fr": "Solde"}}))
    go(table, "Pay", "name_ar")
    press(Qt.Key.Key_Return)
    QApplication.focusWidget().insert("الأجر")
    press(Qt.Key.Key_Return)
    assert named(coded_session, "Pay").names == {"fr": "Solde", "ar": "الأجر"}
    assert cell(table, "Pay", "name_fr").data() == "Solde"


def test_delete_empties_a_cell_and_removes_no_code(table, coded_session):
    coded_session.run(EditCode(named(coded_session, "Pay").id, {"short": "No wages"}))
    go(table, "Pay", "short")
    press(Qt.Key.Key_Delete)
    assert named(coded_session, "Pay").short == ""


def test_the_family_is_told_and_not_edited_in_place(table):
    go(table, "Pay", "family")
    assert table.view.currentIndex().data() == "Motive"
    assert not table.view.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable
    press(Qt.Key.Key_Return)
    assert table.view.currentIndex() == cell(table, "Pay", "name")


def test_codings_are_counted_for_each_coder(table, coded_session, qtbot):
    revision, who = coded_session.ask(sources)[0].revision, coded_session.ask(coders)
    for coder, span in ((0, Span(2, 9)), (0, Span(2, ENGLISH.index("."))), (1, Span(2, 9))):
        coded_session.run(GiveCode(revision, who[coder].id, named(coded_session, "Pay").id, span))
    qtbot.waitUntil(lambda: cell(table, "Pay", "codings").data() == "3")
    assert [cell(table, "Pay", f"coder_{one.guid}").data() for one in who] == ["2", "1"]


def test_a_click_on_a_title_orders_by_it_and_leaves_the_scheme_alone(table, coded_session):
    before = coded_session.ask(scheme)
    click_title(table, "name")
    assert names(table) == ["Clerk", "Doctrine", "Fear", "Leader", "Middle", "Pay"]
    click_title(table, "name")
    assert names(table)[0] == "Pay"
    click_title(table, "name")
    assert names(table) == [code.name for code in before.codes]
    assert coded_session.ask(scheme) == before


def test_cells_that_say_nothing_come_last_either_way(table, coded_session):
    coded_session.run(EditCode(named(coded_session, "Doctrine").id, {"short": "Belief"}))
    click_title(table, "short")
    assert names(table)[0] == "Doctrine"
    click_title(table, "short")
    assert names(table)[0] == "Doctrine"


def test_figures_are_ordered_as_figures(table, coded_session, qtbot):
    revision, who = coded_session.ask(sources)[0].revision, coded_session.ask(coders)[0].id
    for end in range(4, 15):
        coded_session.run(GiveCode(revision, who, named(coded_session, "Pay").id, Span(2, end)))
    for end in (4, 5):
        coded_session.run(GiveCode(revision, who, named(coded_session, "Fear").id, Span(2, end)))
    qtbot.waitUntil(lambda: cell(table, "Pay", "codings").data() == "11")
    click_title(table, "codings")
    click_title(table, "codings")
    assert names(table)[:2] == ["Pay", "Fear"]


def test_the_search_of_the_outline_goes_along(window, table):
    press(Qt.Key.Key_T, CONTROL)
    window.codebook.outline.field.setFocus()
    QTest.keyClicks(window.codebook.outline.field, "pay")
    press(Qt.Key.Key_T, CONTROL)
    assert names(table) == ["Pay"]
    table.field.setFocus()
    QTest.keyClick(table.field, Qt.Key.Key_Escape)
    assert len(names(table)) == 6


def test_what_is_chosen_in_the_table_is_meant_and_the_other_way_round(window, table, coded_session):
    go(table, "Clerk", "short")
    assert window.codebook.meant.code == named(coded_session, "Clerk")
    window.codebook.meant.choose((named(coded_session, "Pay").id,))
    assert table.view.currentIndex().row() == cell(table, "Pay", "name").row()


def test_a_new_code_is_named_in_the_table(table, coded_session):
    go(table, "Leader", "name")
    press(Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    write("Envoy")
    press(Qt.Key.Key_Return)
    assert named(coded_session, "Envoy")


def test_cells_are_copied_as_text_that_spreadsheets_take(table, coded_session):
    coded_session.run(EditCode(named(coded_session, "Pay").id, {"short": 'Says "no pay"\nat all'}))
    model, view = table.model, table.view
    first, last = cell(table, "Fear", "name"), cell(table, "Pay", "short")
    view.setCurrentIndex(first)
    view.selectionModel().select(
        QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
    )
    press(Qt.Key.Key_C, CONTROL)
    assert QApplication.clipboard().text() == ('Fear\tMotive\t\t\nPay\tMotive\t\t"Says ""no pay""\nat all"')
    assert model.rowCount() == 6


def test_a_column_is_hidden_and_stays_so_when_the_window_is_opened_again(
    window, table, coded_session, open_window
):
    menu = table.columns.menu()
    table._fill_columns()
    act = next(act for act in menu.actions() if isinstance(act, QAction) and act.text() == "Exclude")
    act.trigger()
    assert table.view.isColumnHidden(table.model.column_of("exclude"))
    table.view.setColumnWidth(table.model.column_of("short"), 333)
    window.close()
    again = open_window(coded_session)
    again.acts.codebook_workspace.trigger()
    again.acts.as_table.trigger()
    view, model = again.codebook.table.view, again.codebook.table.model
    assert view.isColumnHidden(model.column_of("exclude"))
    assert view.columnWidth(model.column_of("short")) == 333


def test_a_row_is_as_high_as_its_sentences_need_three_lines_at_most(table, coded_session):
    low = table.view.rowHeight(cell(table, "Pay", "name").row())
    coded_session.run(EditCode(named(coded_session, "Pay").id, {"definition": "Wages that stop. " * 5}))
    three = table.view.rowHeight(cell(table, "Pay", "name").row())
    coded_session.run(EditCode(named(coded_session, "Pay").id, {"definition": "Wages that stop. " * 500}))
    assert low < three == table.view.rowHeight(cell(table, "Pay", "name").row()) < 4 * low
    assert table.view.rowHeight(cell(table, "Fear", "name").row()) == low


def test_arabic_sentences_stand_at_the_right_of_their_cell(window, table, coded_session):
    coded_session.run(EditCode(named(coded_session, "Pay").id, {"short": "لم يدفعوا"}))
    index = cell(table, "Pay", "short")
    table.view.scrollTo(index)
    image = table.view.viewport().grab(table.view.visualRect(index)).toImage()
    ground = image.pixel(image.width() // 2, image.height() - 3)
    inked = [
        x for x in range(4, image.width() - 4)
        if any(image.pixel(x, y) != ground for y in range(4, image.height() - 4))
    ]  # fmt: skip
    assert min(inked) > image.width() / 2

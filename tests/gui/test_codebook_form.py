"""The form of a code: what is typed is kept, one step a field, in every language."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands.scheme import EditCode
from core.queries.history import steps
from core.queries.schemes import scheme
from gui.bridge import SessionBridge
from gui.codebook.form import CodeForm
from gui.codebook.meant import Meant

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def meant(coded_session):
    return Meant(SessionBridge(coded_session))


@pytest.fixture
def form(qtbot, meant, look):
    """The form on Fear, 810 wide."""
    made = CodeForm(meant.bridge, meant, look)
    qtbot.addWidget(made)
    made.resize(810, 760)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    look_at(meant, "Fear")
    return made


def code_named(meant, name):
    return next(code for code in meant.bridge.ask(scheme).codes if code.name == name)


def look_at(meant, name):
    meant.choose((code_named(meant, name).id,))


def step_count(meant):
    return len(meant.bridge.ask(steps))


def field(form, name, language=""):
    return form.code_page.languages.field(name, language)


def write(form, name, words, language=""):
    """Write as a hand would: with all that stood there chosen."""
    there = field(form, name, language)
    there.take_keyboard()
    QTest.keyClick(there, Qt.Key.Key_Delete)
    QTest.keyClicks(there, words) if words.isascii() else there.insertPlainText(words)
    return there


def test_leaving_a_field_saves_it_in_one_step(form, meant):
    before = step_count(meant)
    there = write(form, "definition", "Afraid of what may come.")
    assert form.is_unsaved
    QTest.keyClick(there, Qt.Key.Key_Tab)
    assert code_named(meant, "Fear").definition == "Afraid of what may come."
    assert step_count(meant) == before + 1
    assert not form.is_unsaved


def test_tab_goes_to_the_other_language_and_then_to_the_next_field(form):
    name = field(form, "name")
    name.take_keyboard()
    QTest.keyClick(name, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field(form, "name", "ar")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field(form, "short")
    assert field(form, "name").toPlainText() == "Fear"


def test_words_in_arabic_stand_beside_other_languages(form, meant):
    fear = code_named(meant, "Fear")
    meant.bridge.run(EditCode(fear.id, {"names": {"fr": "Peur"}, "texts": {"include": {"fr": "Craindre"}}}))
    there = write(form, "name", "الخوف", "ar")
    QTest.keyClick(there, Qt.Key.Key_Return, CONTROL)
    write(form, "include", "من يخاف", "ar")
    form.save()
    fear = code_named(meant, "Fear")
    assert fear.names == {"fr": "Peur", "ar": "الخوف"}
    assert fear.texts == {"include": {"fr": "Craindre", "ar": "من يخاف"}}
    block = field(form, "name", "ar").document().firstBlock()
    assert block.textDirection() == Qt.LayoutDirection.RightToLeft


def test_another_language_of_the_scheme_can_be_chosen_for_the_second_column(form, meant):
    fear = code_named(meant, "Fear")
    meant.bridge.run(EditCode(fear.id, {"names": {"fr": "Peur"}}))
    form.code_page.languages.choose("fr")
    assert field(form, "name", "fr").toPlainText() == "Peur"
    write(form, "name", "La peur", "fr")
    form.code_page.languages.choose("ar")
    assert code_named(meant, "Fear").names == {"fr": "La peur"}
    assert field(form, "name", "ar").toPlainText() == ""


def test_a_pause_saves_what_is_being_typed(qtbot, form, meant):
    there = write(form, "exclude", "Anger")
    qtbot.waitUntil(lambda: code_named(meant, "Fear").exclude == "Anger", timeout=3_000)
    assert there.hasFocus()


def test_looking_at_another_code_saves_the_one_before(form, meant):
    write(form, "definition", "Afraid")
    look_at(meant, "Pay")
    assert code_named(meant, "Fear").definition == "Afraid"
    assert code_named(meant, "Pay").definition == ""
    assert field(form, "definition").toPlainText() == ""
    assert field(form, "name").toPlainText() == "Pay"


def test_a_name_that_is_taken_says_so_and_keeps_the_typed_words(qtbot, form, meant):
    there = write(form, "name", "pay")
    with qtbot.waitSignal(form.refused):
        QTest.keyClick(there, Qt.Key.Key_Return, CONTROL)
    assert there.toPlainText() == "pay"
    assert "Pay already" in there.accessibleDescription()
    assert code_named(meant, "Fear")
    assert form.is_unsaved
    write(form, "name", "Dread")
    form.save()
    assert there.accessibleDescription() == ""
    assert code_named(meant, "Dread")


def test_refused_words_wait_until_their_code_is_looked_at_again(form, meant):
    write(form, "name", "pay")
    look_at(meant, "Doctrine")
    assert field(form, "name").toPlainText() == "Doctrine"
    assert form.is_unsaved
    look_at(meant, "Fear")
    assert field(form, "name").toPlainText() == "pay"
    assert "already" in field(form, "name").accessibleDescription()


def test_refused_words_are_saved_once_nothing_is_in_their_way(form, meant):
    write(form, "name", "pay")
    look_at(meant, "Doctrine")
    meant.bridge.run(EditCode(code_named(meant, "Pay").id, {"name": "Wages"}))
    form.save()
    assert not form.is_unsaved
    assert code_named(meant, "pay")


def test_a_code_needs_a_name(form, meant):
    there = write(form, "name", "")
    QTest.keyClick(there, Qt.Key.Key_Tab)
    assert "needs a name" in there.accessibleDescription()
    assert code_named(meant, "Fear")


def test_an_untouched_field_follows_undo_and_a_touched_one_keeps_its_words(form, meant):
    meant.bridge.run(EditCode(code_named(meant, "Fear").id, {"definition": "One", "include": "Two"}))
    assert field(form, "definition").toPlainText() == "One"
    write(form, "include", "Half a thou")
    meant.bridge.undo()
    assert field(form, "definition").toPlainText() == ""
    assert field(form, "include").toPlainText() == "Half a thou"


def test_undo_while_typing_takes_back_typing_and_then_belongs_to_the_window(form):
    there = write(form, "definition", "Afraid")
    QTest.keyClick(there, Qt.Key.Key_Z, CONTROL)
    assert there.toPlainText() != "Afraid"
    form.save()
    assert not form.is_unsaved


def test_looking_at_a_code_writes_nothing(form, meant):
    before = step_count(meant)
    for name in ("Pay", "Doctrine", "Leader", "Fear"):
        look_at(meant, name)
        form.save()
    assert step_count(meant) == before


def test_a_family_has_a_form_of_its_own(form, meant):
    family = meant.bridge.ask(scheme).families[0]
    meant.choose_family(family.id)
    there = form.family_page.languages.field("name")
    assert form.door() is there
    assert there.toPlainText() == "Motive"
    form.edit_name()
    QTest.keyClicks(there, "Reasons")
    QTest.keyClick(there, Qt.Key.Key_Return)
    assert meant.bridge.ask(scheme).families[0].name == "Reasons"


def test_a_language_the_scheme_does_not_have_yet_can_be_begun(form, meant):
    further = next(act.menu() for act in form.code_page.languages._menu.actions() if act.menu())
    next(act for act in further.actions() if act.text() == "français").trigger()
    write(form, "name", "La peur", "fr")
    form.save()
    assert code_named(meant, "Fear").names == {"fr": "La peur"}
    look_at(meant, "Pay")
    assert field(form, "name", "fr").accessibleName() == "Name, français"


def test_a_field_is_as_high_as_its_words(qtbot, form):
    there = field(form, "definition")
    few = there.height()
    there.setPlainText("A longer sentence of the definition. " * 30)
    qtbot.waitUntil(lambda: there.height() > 3 * few)
    assert there.verticalScrollBar().maximum() == 0
    there.setPlainText("Short")
    qtbot.waitUntil(lambda: there.height() == few)


def test_enter_in_a_name_saves_it_and_goes_on(form, meant):
    there = write(form, "name", "Dread")
    QTest.keyClick(there, Qt.Key.Key_Return)
    assert code_named(meant, "Dread")
    assert not there.hasFocus()


def test_lines_that_are_pasted_into_a_name_become_one(form, meant):
    there = field(form, "name")
    there.take_keyboard()
    QApplication.clipboard().setText("Dread\nof pay")
    QTest.keyClick(there, Qt.Key.Key_V, CONTROL)
    form.save()
    assert code_named(meant, "Dread of pay")


def test_undo_in_a_field_without_typing_is_the_projects(window, coded_session):
    window.acts.codebook_workspace.trigger()
    form = window.codebook.form
    fear = coded_session.ask(scheme).codes[0]
    window.codebook.meant.choose((fear.id,))
    form.edit_name()
    there = form.code_page.languages.field("name")
    QTest.keyClicks(there, "Dread")
    QTest.keyClick(there, Qt.Key.Key_Return)
    there.setFocus()
    QTest.keyClick(there, Qt.Key.Key_Z, CONTROL)
    assert coded_session.ask(scheme).codes[0].name == "Fear"
    assert there.toPlainText() == "Fear"


def test_what_is_typed_is_saved_when_the_workspace_changes(window, coded_session):
    window.acts.codebook_workspace.trigger()
    window.codebook.meant.choose((coded_session.ask(scheme).codes[0].id,))
    there = window.codebook.form.code_page.languages.field("definition")
    there.take_keyboard()
    QTest.keyClicks(there, "Half a thought")
    QTest.keyClick(there, Qt.Key.Key_1, CONTROL)
    assert not window.codebook.isVisible()
    assert coded_session.ask(scheme).codes[0].definition == "Half a thought"


def test_a_visit_to_a_field_is_one_step_however_often_it_paused(qtbot, form, meant):
    there = write(form, "exclude", "Anger")
    qtbot.waitUntil(lambda: code_named(meant, "Fear").exclude == "Anger", timeout=3_000)
    QTest.keyClicks(there, " of others")
    qtbot.waitUntil(lambda: code_named(meant, "Fear").exclude == "Anger of others", timeout=3_000)
    assert there.toPlainText() == "Anger of others"
    QTest.keyClicks(there, ", and grief")
    QTest.keyClick(there, Qt.Key.Key_Tab)
    assert code_named(meant, "Fear").exclude == "Anger of others, and grief"
    assert there.toPlainText() == "Anger of others, and grief"
    meant.bridge.undo()
    assert code_named(meant, "Fear").exclude == ""
    assert there.toPlainText() == ""


def test_a_second_visit_to_a_field_is_a_step_of_its_own(qtbot, form, meant):
    QTest.keyClick(write(form, "exclude", "Anger"), Qt.Key.Key_Tab)
    QTest.keyClick(write(form, "exclude", "Grief"), Qt.Key.Key_Tab)
    meant.bridge.undo()
    assert code_named(meant, "Fear").exclude == "Anger"


def test_work_done_during_a_pause_is_not_put_back(qtbot, form, meant):
    there = write(form, "exclude", "Anger")
    qtbot.waitUntil(lambda: code_named(meant, "Fear").exclude == "Anger", timeout=3_000)
    meant.bridge.run(EditCode(code_named(meant, "Pay").id, {"short": "Wages"}))
    QTest.keyClicks(there, ", grief")
    form.save()
    assert code_named(meant, "Pay").short == "Wages"
    assert code_named(meant, "Fear").exclude == "Anger, grief"
    meant.bridge.undo()
    assert code_named(meant, "Fear").exclude == "Anger"


def test_a_name_that_a_pause_saved_stays_where_the_longer_one_is_taken(qtbot, form, meant):
    there = write(form, "name", "Pa")
    qtbot.waitUntil(lambda: any(code.name == "Pa" for code in meant.bridge.scheme().codes), timeout=3_000)
    QTest.keyClicks(there, "y")
    form.save()
    assert code_named(meant, "Pa")
    assert there.toPlainText() == "Pay"
    assert "already" in there.accessibleDescription()


def test_a_new_name_is_told_with_the_one_before(qtbot, form, meant):
    with qtbot.waitSignal(meant.done) as told:
        QTest.keyClick(write(form, "name", "Dread"), Qt.Key.Key_Tab)
    assert told.args == ["Fear is now called Dread"]
    with qtbot.waitSignal(meant.done) as told:
        QTest.keyClick(write(form, "short", "Afraid"), Qt.Key.Key_Tab)
    assert told.args == ["Dread saved"]

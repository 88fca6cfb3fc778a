"""Importing codebooks in the window: what is found, what would be done, and doing it or not."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import gui.dialogs.scheme as scheme_dialog
from core.commands.scheme import EditCode
from core.exchange.formats import export
from core.queries.history import steps
from core.queries.schemes import scheme
from core.session import Session
from gui.bridge import SessionBridge
from gui.dialogs.scheme import SchemeDialog

FOREIGN = (
    "Category,Label,Description,Color,Remark,الوصف بالعربية\n"
    "Motive,Fear,They leave because of fear.,#3CA087,x,بسبب الخوف\n"
    "Motive,Hunger,Nothing to eat.,,y,\n"
    "New questions,Silence,Nobody speaks of it.,,,الصمت\n"
)


@pytest.fixture
def bridge(coded_session):
    return SessionBridge(coded_session)


@pytest.fixture
def importing(bridge, look, qtbot):
    """Open the dialog, and wait until a file is read."""
    dialogs = []

    def open_on(path=None):
        dialog = SchemeDialog(bridge, look)
        dialogs.append(dialog)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        if path is not None:
            dialog.take_file(path)
        read(qtbot, dialog)
        return dialog

    yield open_on
    for dialog in dialogs:
        dialog.reject()


def read(qtbot, dialog):
    qtbot.waitUntil(lambda: not dialog.is_reading)


@pytest.fixture
def foreign(tmp_path):
    path = tmp_path / "theirs.csv"
    path.write_text(FOREIGN, encoding="utf-8")
    return path


def meanings(dialog):
    return [choice.currentText() for choice in dialog.columns.choices]


def test_columns_of_another_program_are_recognised_and_shown_above_their_first_rows(importing, foreign):
    dialog = importing(foreign)
    assert meanings(dialog) == [
        "family", "code", "definition", "colour", "not read", "definition (العربية)",
    ]  # fmt: skip
    assert dialog.columns.isVisible()
    assert dialog.columns.choices[0].accessibleName() == "What the column Category says"


def test_what_would_be_added_changed_left_and_passed_over_is_told_before(importing, foreign, coded_session):
    before = coded_session.ask(scheme)
    dialog = importing(foreign)
    told = dialog.page.toPlainText()
    assert "Columns passed over: Remark." in told
    assert "New questions · new family\nSilence · Nobody speaks of it." in told
    assert "Hunger · Nothing to eat." in told
    left = [code.name for code in before.codes if code.name not in ("Fear", "Hunger", "Silence")]
    assert "Not in the file, left as they are" in told
    assert all(name in told for name in left)
    assert coded_session.ask(scheme) == before


def test_a_change_is_told_field_by_field_with_both_wordings(importing, tmp_path, coded_session):
    code = coded_session.ask(scheme).codes[0]
    family = coded_session.ask(scheme).families[0].name
    coded_session.run(EditCode(code.id, {"include": "Members killed. Threats."}))
    path = tmp_path / "ours.csv"
    path.write_text(
        f"family,code,include,shortcut\n{family},{code.name},Members killed. Silence.,9\n", encoding="utf-8"
    )
    dialog = importing(path)
    told = dialog.page.toPlainText()
    assert "Members killed. Threats Silence." in told
    assert f"shortcut: {code.shortcut or '–'} → 9" in told
    assert dialog.verb.text() == "Make 2 changes"


def test_the_verb_says_how_many_and_does_it_in_one_step_with_a_reason(
    importing, foreign, coded_session, qtbot
):
    before = coded_session.ask(scheme)
    dialog = importing(foreign)
    added = int(dialog.verb.text().split()[1])
    QTest.keyClicks(dialog.reason, "From the pilot")
    qtbot.mouseClick(dialog.verb, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    after = coded_session.ask(scheme)
    assert len(after.codes) == len(before.codes) + added
    assert coded_session.ask(steps)[-1].reason == "From the pilot"
    coded_session.undo()
    assert coded_session.ask(scheme) == before


def test_leaving_the_dialog_leaves_everything_as_it_was(importing, foreign, coded_session):
    before = coded_session.ask(scheme), coded_session.ask(steps)
    dialog = importing(foreign)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert (coded_session.ask(scheme), coded_session.ask(steps)) == before


def test_a_column_is_given_another_meaning_by_keyboard_and_no_two_say_the_same(importing, foreign, qtbot):
    dialog = importing(foreign)
    remark = dialog.columns.choices[4]
    remark.setFocus()
    while remark.currentText() != "definition":
        QTest.keyClick(remark, Qt.Key.Key_Down)
        assert remark.currentIndex() < remark.count() - 1
    read(qtbot, dialog)
    assert meanings(dialog)[2] == "not read"
    assert "Hunger · y" in dialog.page.toPlainText()
    assert "Columns passed over: Description." in dialog.page.toPlainText()


def test_tab_goes_through_the_columns_where_they_stand(importing, foreign, qtbot):
    dialog = importing(foreign)
    dialog.activateWindow()
    dialog.which.setFocus()
    qtbot.waitUntil(dialog.which.hasFocus)
    passed = []
    for _ in range(10):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        passed.append(dialog.focusWidget())
    assert passed == [
        dialog._other, *dialog.columns.choices, dialog.page, dialog.reason, dialog.cancel,
    ]  # fmt: skip


def test_a_table_without_families_asks_where_its_codes_go(importing, tmp_path, qtbot, coded_session):
    path = tmp_path / "flat.csv"
    path.write_text("code,definition\nHunger,Nothing to eat.\n", encoding="utf-8")
    dialog = importing(path)
    assert dialog.family.isVisible()
    assert "Open codes" in dialog.page.toPlainText()
    QTest.keyClicks(dialog.family, "Field notes")
    read(qtbot, dialog)
    assert "Field notes · new family" in dialog.page.toPlainText()
    dialog.verb.click()
    assert "Field notes" in [family.name for family in coded_session.ask(scheme).families]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".yaml", ".qdc"])
def test_what_was_exported_holds_nothing_new(importing, coded_session, tmp_path, suffix):
    path = tmp_path / f"book{suffix}"
    coded_session.ask(export, "codebook", path)
    dialog = importing(path)
    assert dialog.fault.text() == ""
    assert dialog.verb.text() == "Nothing to import"
    assert dialog.page.toPlainText().startswith("The codebook holds all of it already.")
    assert not dialog.verb.isEnabled()


def test_the_codebook_of_another_project_comes_in(importing, tmp_path, coded_session):
    path = tmp_path / "other.glossator"
    with Session.create(path, "Another study") as other:
        from core.exchange.codebook.schemes import builtin_scheme

        other.run(builtin_scheme("interviews"))
        count = len(other.ask(scheme).codes)
    dialog = importing(path)
    assert dialog.verb.text() == f"Add {count} codes"
    dialog.verb.click()
    assert len(coded_session.ask(scheme).codes) > count


def test_a_fault_in_the_file_names_the_row_and_nothing_can_be_imported(importing, tmp_path):
    path = tmp_path / "faulty.csv"
    path.write_text("family,code,colour\nMotive,Hunger,#12\n", encoding="utf-8")
    dialog = importing(path)
    assert "row 2" in dialog.fault.text()
    assert not dialog.verb.isEnabled()
    assert dialog.page.toPlainText() == ""
    # and the columns can be chosen otherwise
    assert dialog.columns.isVisible()


def test_a_scheme_that_changed_meanwhile_is_not_written_over(importing, foreign, coded_session):
    dialog = importing(foreign)
    code = coded_session.ask(scheme).codes[0]
    coded_session.run(EditCode(code.id, {"short": "Meanwhile."}))
    dialog.verb.click()
    assert dialog.isVisible()
    assert "changed meanwhile" in dialog.fault.text()
    assert coded_session.ask(scheme).codes[0].short == "Meanwhile."


def test_names_that_look_like_mark_up_are_shown_to_the_letter(importing, tmp_path):
    path = tmp_path / "markup.csv"
    path.write_text("family,code,definition\nMotive,<b>Bold</b>,<img src=x>\n", encoding="utf-8")
    dialog = importing(path)
    assert "<b>Bold</b> · <img src=x>" in dialog.page.toPlainText()


def test_a_wide_table_offers_the_columns_a_hand_goes_through_and_reads_the_others(importing, tmp_path):
    names = [f"Extra {number}" for number in range(60)]
    path = tmp_path / "wide.csv"
    path.write_text(
        ",".join([*names, "family", "code"]) + "\n" + ",".join(["x"] * 60 + ["Motive", "Hunger"]) + "\n",
        encoding="utf-8",
    )
    dialog = importing(path)
    assert len(dialog.columns.choices) == 40
    assert dialog.verb.text() == "Add 1 code"


def test_a_long_reading_shows_that_it_goes_on_and_can_be_left(
    bridge, look, qtbot, foreign, monkeypatch, coded_session
):
    def slow(path, columns=None, family=""):
        time.sleep(0.6)
        return read_draft(path, columns, family)

    read_draft = scheme_dialog.read_draft
    monkeypatch.setattr(scheme_dialog, "read_draft", slow)
    dialog = SchemeDialog(bridge, look)
    qtbot.addWidget(dialog)
    dialog.show()
    read(qtbot, dialog)
    dialog.take_file(foreign)
    qtbot.waitUntil(dialog._bar.isVisible)
    assert not dialog.verb.isEnabled()
    job = dialog._job
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    job.wait()
    assert "Hunger" not in [code.name for code in coded_session.ask(scheme).codes]

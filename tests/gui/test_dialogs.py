import csv
import json
from pathlib import Path
from textwrap import wrap

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from studies import ENGLISH

from core.agreement.distances import Distance
from core.agreement.settings import Uncoded, Unit
from core.commands.codings import GiveCode
from core.commands.statuses import SetStatus
from core.exchange.codebook.schemes import BUILT_IN, builtin_scheme
from core.model.coding import State
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources, text
from core.session import Session
from gui.bridge import SessionBridge
from gui.dialogs.coder import AddCoderDialog
from gui.dialogs.compare import CompareDialog
from gui.dialogs.export import ExportDialog
from gui.dialogs.importing import ImportDialog
from gui.dialogs.new_project import NewProjectDialog
from gui.dialogs.replace import ReplaceDialog
from gui.dialogs.scheme import SchemeDialog
from gui.dialogs.sheet import Sheet
from gui.errands import ENCODINGS


@pytest.fixture
def bridge(qapp, coded_session):
    return SessionBridge(coded_session)


@pytest.fixture
def import_files(qtbot, look):
    def read(*paths):
        dialog = ImportDialog(list(paths), list(ENCODINGS), look)
        qtbot.addWidget(dialog)
        qtbot.waitUntil(lambda: dialog._job is None)
        return dialog

    return read


def answer(kind, does):
    """Do something with the next modal dialog, which must be of that kind."""

    def look_for_it():
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            does(dialog)
        else:
            QTimer.singleShot(20, look_for_it)

    QTimer.singleShot(0, look_for_it)


# importing


def test_a_dialog_is_gone_when_it_was_left(qtbot, open_window, coded_session):
    window = open_window(coded_session)
    for ask in (
        window.ask_for_coder,
        window.show_keys,
        window.errands.import_scheme,
        window.errands.export,
        window.errands.compare,
    ):
        answer(Sheet, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
        ask()
    qtbot.waitUntil(lambda: window.findChildren(Sheet) == [])


def test_codes_added_from_a_file_are_counted_in_the_window(qtbot, open_window, coded_session, tmp_path):
    path = tmp_path / "more.csv"
    path.write_text("family,code\nMotive,Hunger\nMotive,Debt\n", encoding="utf-8")
    window = open_window(coded_session)

    def take(dialog):
        dialog.take_file(path)
        qtbot.waitUntil(dialog.verb.isEnabled)
        assert dialog.verb.text() == "Add 2 codes"
        dialog.verb.click()

    answer(SchemeDialog, take)
    window.errands.import_scheme()
    assert window.status.message == "Added 2 codes"
    assert {"Hunger", "Debt"} <= {code.name for code in coded_session.ask(scheme).codes}


def test_a_file_at_fault_is_named_and_the_others_are_imported(tmp_path, import_files):
    good, bad = tmp_path / "good.txt", tmp_path / "empty.txt"
    good.write_text("One line.", encoding="utf-8")
    bad.write_bytes(b"")
    dialog = import_files(good, bad)
    assert [new.name for new in dialog.new_sources] == ["good"]
    assert dialog.verb.text() == "Import 1 source"
    assert "1 file cannot be imported" in dialog.fault.text()
    dialog.files.setCurrentIndex(dialog.files.model().index(1, 0))
    assert "empty.txt is empty" in dialog.notes.text()
    assert dialog.encoding.currentText() == ""


def test_nothing_can_be_imported_while_every_file_is_at_fault(tmp_path, import_files):
    bad = tmp_path / "empty.txt"
    bad.write_bytes(b"")
    assert not import_files(bad).verb.isEnabled()


def test_the_guessed_encoding_can_be_changed_and_the_text_changes_with_it(qtbot, tmp_path, import_files):
    path = tmp_path / "greek.txt"
    path.write_bytes("Élève reçu à l’école".encode("cp1252"))
    dialog = import_files(path)
    assert dialog.encoding.currentText() == "cp1252"
    assert dialog.preview.toPlainText() == "Élève reçu à l’école"
    dialog.encoding.setCurrentText("cp1251")
    dialog._on_encoding_chosen(0)
    qtbot.waitUntil(lambda: dialog._job is None)
    assert dialog.preview.toPlainText() != "Élève reçu à l’école"
    assert dialog.new_sources[0].encoding == "cp1251"


def test_joining_lines_is_shown_before_it_is_done(qtbot, tmp_path, import_files):
    path = tmp_path / "wrapped.txt"
    sentence = "The clerk wrote down the names of all who had come in that week and of those who had gone. "
    path.write_text("\n".join(wrap(sentence * 8, 70)), encoding="utf-8")
    dialog = import_files(path)
    before = dialog.preview.toPlainText()
    dialog.join_lines.click()
    qtbot.waitUntil(lambda: dialog._job is None)
    assert dialog.preview.toPlainText().count("\n") < before.count("\n")
    assert "Lines joined" in dialog.notes.text()


def test_lines_are_joined_in_one_file_or_on_wish_in_all(qtbot, tmp_path, import_files):
    sentence = "The clerk wrote down the names of all who had come in that week and of those who had gone. "
    paths = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for path in paths:
        path.write_text("\n".join(wrap(sentence * 8, 70)), encoding="utf-8")
    dialog = import_files(*paths)

    def lines():
        return [new.text.count("\n") > 1 for new in dialog.new_sources]

    dialog.join_lines.click()
    qtbot.waitUntil(lambda: dialog._job is None)
    assert lines() == [False, True]
    dialog.join_all.click()
    qtbot.waitUntil(lambda: dialog._job is None)
    assert lines() == [False, False]


def test_a_reading_that_is_broken_off_is_made_up_for(qtbot, tmp_path, import_files):
    sentence = "The clerk wrote down the names of all who had come in that week and of those who had gone. "
    paths = [tmp_path / "first.txt", tmp_path / "second.txt"]
    for path in paths:
        path.write_text("\n".join(wrap(sentence * 8, 70)), encoding="utf-8")
    dialog = import_files(*paths)
    dialog.join_lines.click()
    dialog.files.setCurrentIndex(dialog.files.model().index(1, 0))
    dialog.join_lines.click()
    qtbot.waitUntil(lambda: dialog._job is None)
    assert all(new.text.count("\n") <= 1 for new in dialog.new_sources)


def test_enter_on_cancel_cancels(qtbot, look, tmp_path):
    dialog = NewProjectDialog(look, tmp_path)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.name.setText("Delta")
    dialog.cancel.setFocus()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog.cancel, Qt.Key.Key_Return)


def test_an_imported_source_is_opened(qtbot, tmp_path, open_window, coded_session, monkeypatch):
    path = tmp_path / "third.txt"
    path.write_text("A third text.", encoding="utf-8")
    window = open_window(coded_session)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(path)], ""))

    def accept(dialog):
        qtbot.waitUntil(lambda: dialog._job is None)
        dialog.verb.click()

    answer(ImportDialog, accept)
    window.acts.import_sources.trigger()
    assert window.desk.source.name == "third"
    assert coded_session.ask(text, window.desk.source.revision) == "A third text."


# coders and projects


def test_a_name_that_is_taken_is_said_in_the_dialog(qtbot, look, bridge, coded_session):
    dialog = AddCoderDialog(bridge)
    qtbot.addWidget(dialog)
    dialog.name.setText("coder a")
    dialog.accept()
    assert "There is a coder Coder A already." in dialog.fault.text()
    assert dialog.coder is None
    assert len(coded_session.ask(coders)) == 2


def test_a_project_takes_its_files_name_from_its_title(qtbot, look, tmp_path):
    dialog = NewProjectDialog(look, tmp_path)
    qtbot.addWidget(dialog)
    assert not dialog.verb.isEnabled()
    dialog.name.setText("Delta: first round")
    assert dialog.path == tmp_path / "Delta- first round.glossator"
    assert dialog.verb.isEnabled()


def test_a_new_project_never_takes_the_place_of_another(qtbot, look, tmp_path):
    (tmp_path / "Delta.glossator").write_bytes(b"")
    dialog = NewProjectDialog(look, tmp_path)
    qtbot.addWidget(dialog)
    dialog.name.setText("Delta")
    assert not dialog.verb.isEnabled()
    assert "is there already" in dialog.fault.text()


def test_each_scheme_that_comes_with_glossator_is_offered_and_described(qtbot, look, tmp_path):
    dialog = NewProjectDialog(look, tmp_path)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.scheme.setFocus()
    told = {dialog.scheme_name: dialog.about.text()}
    for _ in BUILT_IN[1:]:
        QTest.keyClick(dialog.scheme, Qt.Key.Key_Down)
        told[dialog.scheme_name] = dialog.about.text()
        qtbot.waitUntil(lambda: dialog.height() >= dialog.layout().totalHeightForWidth(dialog.width()))
    assert set(told) == set(BUILT_IN)
    assert all(told.values())
    assert len(set(told.values())) == len(BUILT_IN)


@pytest.mark.parametrize("name", [name for name in BUILT_IN if name != "empty"])
def test_a_scheme_that_comes_with_glossator_is_added(qtbot, look, bridge, coded_session, name):
    dialog = SchemeDialog(bridge, look)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    while dialog.which.currentData() != name:
        last = dialog.which.currentIndex()
        QTest.keyClick(dialog.which, Qt.Key.Key_Down)
        assert dialog.which.currentIndex() > last
    qtbot.waitUntil(dialog.verb.isEnabled)
    dialog.verb.click()
    added = {family.name for family in builtin_scheme(name).families}
    assert added <= {family.name for family in coded_session.ask(scheme).families}


def test_a_table_that_is_no_scheme_is_said_in_the_dialog(qtbot, look, bridge, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("height,age\nA,3\n", encoding="utf-8")
    dialog = SchemeDialog(bridge, look)
    qtbot.addWidget(dialog)
    dialog.take_file(path)
    qtbot.waitUntil(lambda: "no column code" in dialog.fault.text())
    assert not dialog.verb.isEnabled()


# comparing and exporting


def code_both(session: Session):
    everyone, whole, listed = session.ask(coders), session.ask(scheme), session.ask(sources)
    for coder in everyone:
        session.run(GiveCode(listed[0].revision, coder.id, whole.codes[0].id, Span(0, 17 + coder.id)))
        families = tuple(family.id for family in whole.families)
        session.run(SetStatus(coder.id, (listed[0].id,), families, State.DONE))


def test_one_coder_alone_cannot_be_compared(qtbot, look, bridge, tmp_path):
    dialog = CompareDialog(bridge, look, tmp_path)
    qtbot.addWidget(dialog)
    assert dialog.verb.isEnabled()
    QTest.keyClick(dialog.coders, Qt.Key.Key_Space)
    assert dialog.coders.ticked() == ("Coder B",)
    assert not dialog.verb.isEnabled()
    assert "at least two" in dialog.fault.text()


def test_what_is_chosen_in_the_dialog_is_what_is_compared(qtbot, look, bridge, tmp_path):
    dialog = CompareDialog(bridge, look, tmp_path)
    qtbot.addWidget(dialog)
    assert [dialog.unit.itemData(at) for at in range(dialog.unit.count())] == list(Unit)
    dialog.unit.setCurrentIndex(list(Unit).index(Unit.SENTENCE))
    dialog.uncoded.setCurrentIndex(1)
    dialog.sources._toggle(1)
    assert dialog.settings.unit == Unit.SENTENCE
    assert dialog.settings.uncoded == Uncoded.MISSING
    assert dialog.settings.sources == ("English",)
    assert dialog.settings.coders == ()


def test_a_comparison_can_be_asked_for_intervals_a_distance_and_another_form(qtbot, look, bridge, tmp_path):
    dialog = CompareDialog(bridge, look, tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert (dialog.settings.draws, dialog.settings.distance) == (0, Distance.JACCARD)
    assert (dialog.form_name, dialog.path.suffix, dialog.with_words) == ("html", ".html", False)
    QTest.keyClick(dialog.intervals, Qt.Key.Key_Space)
    QTest.keyClick(dialog.distance, Qt.Key.Key_Down)
    QTest.keyClick(dialog.quote, Qt.Key.Key_Space)
    assert (dialog.settings.draws, dialog.settings.distance) == (1000, Distance.MASI)
    assert dialog.with_words
    QTest.keyClick(dialog.form, Qt.Key.Key_Down)
    assert (dialog.form_name, dialog.path.suffix, dialog.with_words) == ("xlsx", ".xlsx", True)
    QTest.keyClick(dialog.form, Qt.Key.Key_Down)
    assert (dialog.form_name, dialog.path.suffix, dialog.with_words) == ("csv", ".csv", False)
    assert not dialog.quote.isEnabled()


def test_a_comparison_is_written_in_the_form_that_was_chosen(qtbot, open_window, coded_session, tmp_path):
    code_both(coded_session)
    window = open_window(coded_session)
    path = tmp_path / "report.json"

    def accept(dialog):
        dialog.place.field.setText(str(tmp_path / "report.html"))
        dialog.form.setCurrentIndex(dialog.form.findData("json"))
        dialog.verb.click()

    answer(CompareDialog, accept)
    window.acts.compare.trigger()
    qtbot.waitUntil(window.reading.banner.isVisible, timeout=10_000)
    assert json.loads(path.read_text(encoding="utf-8"))["settings"]["draws"] == 0


def test_a_report_is_written_beside_the_window_and_offered_to_be_opened(
    qtbot, open_window, coded_session, tmp_path, monkeypatch
):
    code_both(coded_session)
    window = open_window(coded_session)
    path = tmp_path / "report.html"
    opened = []
    monkeypatch.setattr("gui.errands.QDesktopServices.openUrl", opened.append)

    def accept(dialog):
        dialog.place.field.setText(str(path))
        dialog.verb.click()

    answer(CompareDialog, accept)
    window.acts.compare.trigger()
    qtbot.waitUntil(window.reading.banner.isVisible, timeout=10_000)
    assert "report.html" in window.reading.banner.text
    assert "Coder A" in path.read_text(encoding="utf-8")
    window.reading.banner.act.click()
    assert [Path(url.toLocalFile()) for url in opened] == [path]


def test_a_comparison_of_what_nobody_finished_says_that_there_are_no_numbers(
    qtbot, open_window, coded_session, tmp_path
):
    window = open_window(coded_session)

    def accept(dialog):
        dialog.place.field.setText(str(tmp_path / "report.html"))
        dialog.verb.click()

    answer(CompareDialog, accept)
    window.acts.compare.trigger()
    qtbot.waitUntil(window.reading.banner.isVisible, timeout=10_000)
    assert "no source is marked as done by two coders" in window.reading.banner.text


def test_segments_of_one_coder_are_exported_as_a_table(qtbot, open_window, coded_session, tmp_path):
    code_both(coded_session)
    window = open_window(coded_session)
    path = tmp_path / "segments.csv"

    def accept(dialog):
        dialog.whose.setCurrentText("Coder B")
        dialog.place.field.setText(str(path))
        dialog.verb.click()

    answer(ExportDialog, accept)
    window.acts.export.trigger()
    qtbot.waitUntil(lambda: "Exported 1 segment" in window.status.message)
    with path.open(encoding="utf-8", newline="") as stream:
        [row] = list(csv.DictReader(stream))
    assert row["coder"] == "Coder B"
    assert row["text"] == ENGLISH[int(row["start"]) : int(row["end"])]


def test_the_ending_of_the_file_follows_the_kind_that_is_chosen(qtbot, look, bridge, tmp_path):
    dialog = ExportDialog(bridge, look, tmp_path)
    qtbot.addWidget(dialog)
    dialog.format_choice.setCurrentIndex(1)
    assert dialog.path.suffix == ".xlsx"
    dialog.what_choice.setCurrentIndex(dialog.what_choice.findData("sources"))
    assert dialog.path.suffix == ".json"


def test_whose_codings_is_asked_only_of_what_coders_made(qtbot, look, bridge, tmp_path):
    dialog = ExportDialog(bridge, look, tmp_path)
    qtbot.addWidget(dialog)
    assert dialog.what == "segments"
    assert dialog.whose.isVisibleTo(dialog)
    dialog.what_choice.setCurrentIndex(dialog.what_choice.findData("codebook"))
    assert not dialog.whose.isVisibleTo(dialog)


def test_the_whole_place_of_the_file_is_shown(qtbot, look, bridge, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    dialog = ExportDialog(bridge, look, Path())
    qtbot.addWidget(dialog)
    assert dialog.path.parent == tmp_path


def test_a_file_is_not_replaced_unasked(qtbot, open_window, coded_session, tmp_path):
    window = open_window(coded_session)
    path = tmp_path / "segments.csv"
    path.write_text("mine", encoding="utf-8")

    def accept(dialog):
        dialog.place.field.setText(str(path))
        answer(ReplaceDialog, lambda question: question.cancel.click())
        dialog.verb.click()

    answer(ExportDialog, accept)
    window.acts.export.trigger()
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_long_file_name_is_whole_in_the_question(qtbot, tmp_path):
    name = "Leaving the Loom, a fictional sample study, second wave – agreement.html"
    dialog = ReplaceDialog(tmp_path / name)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    title = next(words for words in dialog.findChildren(QLabel) if name in words.text())
    assert title.height() >= title.heightForWidth(title.width())


def test_an_export_that_cannot_be_written_is_told_above_the_text(qtbot, open_window, coded_session, tmp_path):
    window = open_window(coded_session)

    def accept(dialog):
        dialog.place.field.setText(str(tmp_path / "nowhere" / "segments.csv"))
        dialog.verb.click()

    answer(ExportDialog, accept)
    window.acts.export.trigger()
    qtbot.waitUntil(window.reading.banner.isVisible)
    assert window.errands._job is None


def test_a_copy_is_a_project_of_its_own(open_window, coded_session, tmp_path, monkeypatch):
    window = open_window(coded_session)
    path = tmp_path / "copy.glossator"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(path), ""))
    window.acts.save_copy.trigger()
    with Session.open(path) as copy:
        assert [source.name for source in copy.ask(sources)] == ["English", "Arabic"]


def test_a_copy_takes_a_free_name_and_replaces_nothing(open_window, coded_session, tmp_path, monkeypatch):
    window = open_window(coded_session)
    offered = []

    def take_what_is_offered(parent, title, start, *_, **__):
        offered.append(Path(start).name)
        return start, ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", take_what_is_offered)
    window.acts.save_copy.trigger()
    window.acts.save_copy.trigger()
    assert offered == ["project – copy.glossator", "project – copy 2.glossator"]
    taken = tmp_path / offered[0]
    before = taken.read_bytes()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(taken.with_suffix("")), ""))
    window.acts.save_copy.trigger()
    assert "exists already" in window.reading.banner.text
    assert taken.read_bytes() == before

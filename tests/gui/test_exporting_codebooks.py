"""Exporting the codebook in the window: every kind of file, counts, and what a kind cannot hold."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.exchange.formats import EXPORTS, WITH_COUNTS
from gui.bridge import SessionBridge
from gui.dialogs.export import ExportDialog
from gui.dialogs.notes import NotesDialog
from gui.workspaces import Workspace


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


def choose(choice, data):
    """Go down with the arrow until the entry is there."""
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    while choice.currentData() != data:
        last = choice.currentIndex()
        QTest.keyClick(choice, Qt.Key.Key_Down)
        assert choice.currentIndex() > last


@pytest.mark.parametrize("suffix", list(EXPORTS["codebook"]))
def test_a_codebook_is_written_as_every_kind_of_file(window, suffix, tmp_path, qtbot):
    path = tmp_path / f"book{suffix}"

    def take(dialog):
        assert dialog.what == "codebook"
        choose(dialog.format_choice, suffix)
        assert dialog.counts.isVisible() == (suffix in WITH_COUNTS["codebook"])
        dialog.place.field.setText(str(path))
        dialog.verb.click()

    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    answer(ExportDialog, take)
    window.acts.export.trigger()
    qtbot.waitUntil(lambda: window.errands._job is None)
    assert path.stat().st_size > 100


def test_every_kind_of_file_is_named_for_people(coded_session, look, qtbot, tmp_path):
    dialog = ExportDialog(SessionBridge(coded_session), look, tmp_path)
    qtbot.addWidget(dialog)
    for what in EXPORTS:
        choose(dialog.what_choice, what)
        names = [dialog.format_choice.itemText(row) for row in range(dialog.format_choice.count())]
        assert not [name for name in names if name.startswith(".")]
        assert dialog.what_choice.currentText() != what


def test_counts_are_written_where_they_are_wanted(window, tmp_path, qtbot):
    pages = {}
    for is_wanted in (False, True):
        path = tmp_path / f"book-{is_wanted}.html"

        def take(dialog, is_wanted=is_wanted, path=path):
            choose(dialog.format_choice, ".html")
            if is_wanted:
                QTest.mouseClick(dialog.counts, Qt.MouseButton.LeftButton, pos=dialog.counts.rect().center())
            dialog.place.field.setText(str(path))
            dialog.verb.click()

        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        answer(ExportDialog, take)
        window.acts.export.trigger()
        qtbot.waitUntil(lambda: window.errands._job is None)
        pages[is_wanted] = path.read_text(encoding="utf-8")
    assert pages[False] != pages[True]


def test_what_a_kind_of_file_cannot_hold_is_told_where_one_works(window, tmp_path, qtbot):
    def take(dialog):
        choose(dialog.format_choice, ".qdc")
        dialog.place.field.setText(str(tmp_path / "book.qdc"))
        dialog.verb.click()

    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    answer(ExportDialog, take)
    window.acts.export.trigger()
    banner = window.codebook.banner
    qtbot.waitUntil(banner.isVisible)
    assert "book.qdc" in banner.text
    assert "one description for each code" in banner.text
    assert window.workspaces.current is Workspace.CODEBOOK


def test_many_notes_are_a_list_to_read(window, tmp_path, qtbot):
    seen = []
    window.errands._on_exported(tmp_path / "book.xlsx", ("3 codes", "One was cut.", "Two were cut."))
    banner = window.reading.banner
    assert "2 things to know about the file" in banner.text
    answer(NotesDialog, lambda dialog: (seen.append(dialog.page.toPlainText()), dialog.verb.click()))
    QTest.mouseClick(banner.act, Qt.MouseButton.LeftButton)
    assert seen == ["One was cut.\nTwo were cut."]

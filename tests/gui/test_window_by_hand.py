"""The window as hands find it: Arabic typed into every search, one family's status, a full disk."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH, new_source

from core.commands.scheme import AddToScheme, NewCode
from core.commands.sources import AddSources
from core.errors import JobCancelled
from core.model.coding import State
from core.model.span import Span
from core.queries.codings import codings_in
from core.queries.memos import memos_of_segments
from core.queries.sources import sources
from gui.models.entries import ENTRY
from gui.models.sources import STATES

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)
POINTED = "هذا كِتَابٌ قديم.\nعاد أحمد ومعه الكتاب.\n"


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def write(field, words):
    """Write what no key of the test's keyboard does."""
    field.setText(words)
    field.textEdited.emit(words)


def rows(model):
    found = [model.index(row, 0).data(ENTRY) for row in range(model.rowCount())]
    return [entry.text for entry in found if not entry.is_heading]


def code_rows(view):
    model = view.model()
    families = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        model.index(row, 0, family).data() for family in families for row in range(model.rowCount(family))
    ]


@pytest.fixture
def arabic_codes(coded_session):
    coded_session.run(
        AddToScheme(
            (),
            (
                NewCode("Motive", "Hunger", names={"ar": "الجُوعُ"}),
                NewCode("Motive", "Order", names={"ar": "أَمْرٌ"}),
            ),
        )
    )


@pytest.mark.parametrize(
    ("words", "code"), [("الجوع", "Hunger"), ("الجُوعُ", "Hunger"), ("امر", "Order"), ("أمر", "Order")]
)
def test_arabic_typed_finds_a_code_by_its_arabic_name_however_it_is_written(
    arabic_codes, window, words, code
):
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_Return)
    write(window.picker.field, words)
    assert rows(window.picker.list.model()) == [code]
    press(Qt.Key.Key_Escape)
    write(window.codes.field, words)
    assert code_rows(window.codes.view) == [code]


@pytest.mark.parametrize(
    ("words", "hits"), [("كتاب", ["كِتَابٌ", "كتاب"]), ("احمد", ["أحمد"]), ("أَحْمَد", ["أحمد"])]
)
def test_arabic_words_are_found_whatever_their_vowel_marks(window, coded_session, words, hits):
    coded_session.run(AddSources((new_source("Pointed", POINTED),)))
    window.desk.open_source(coded_session.ask(sources)[-1].id)
    bar = window.reading.find_bar
    press(Qt.Key.Key_F, CONTROL)
    write(bar.field, words)
    press(Qt.Key.Key_Return)
    assert [POINTED[hit.start : hit.end] for hit in bar._hits] == hits
    press(Qt.Key.Key_Return)
    assert bar._current == 1 % len(hits)
    press(Qt.Key.Key_Return, SHIFT)
    assert bar._current == 0
    press(Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.reading.editor.view.hasFocus()


def test_the_headings_menu_sets_one_family_and_the_source_shows_half_done(window):
    state = window.reading.heading.state
    state.menu().popup(state.mapToGlobal(QPoint(0, 0)))
    [motive] = [act.menu() for act in state.menu().actions() if act.text() == "Motive: Not started"]
    done = next(act for act in motive.actions() if act.text() == "Done")
    done.trigger()
    state.menu().close()
    index = window.sources.model.index(0)
    assert index.data(STATES)[0] == State.IN_PROGRESS
    assert "In progress (done: Motive)" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_a_full_disk_is_told_above_the_text_and_work_goes_on_when_there_is_room(window, coded_session):
    db = coded_session._db
    revision = coded_session.ask(sources)[0].revision
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_1)
    before = coded_session.ask(codings_in, revision)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    keys = (Qt.Key.Key_2, Qt.Key.Key_3)
    for turn in range(400):
        start = turn % 20
        window.reading.editor.select(Span(start, start + 2 + turn // 20))
        press(keys[turn % 2])
        if window.reading.banner.isVisible():
            break
    assert "full" in window.reading.banner.text.lower()
    kept = coded_session.ask(codings_in, revision)
    assert set(before) <= set(kept)
    assert len(kept) == len(before) + turn
    assert len(window.reading.editor.view.index) == len(kept)
    db.execute("PRAGMA max_page_count = 1000000")
    press(keys[turn % 2])
    assert len(coded_session.ask(codings_in, revision)) == len(kept) + 1


def test_the_window_does_not_close_over_a_memo_that_cannot_be_saved(window, coded_session):
    db = coded_session._db
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_M, CONTROL)
    QApplication.focusWidget().setPlainText("Nobody else knows this. " * 4_000)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")

    window.close()
    assert window.isVisible()
    assert "could not all be saved" in window.reading.banner.text
    assert window.noting.popup.memos.field.toPlainText().startswith("Nobody else")

    db.execute("PRAGMA max_page_count = 1000000")
    window.close()
    assert not window.isVisible()
    [memo] = coded_session.ask(memos_of_segments, coded_session.ask(sources)[0].revision)
    assert memo.text.startswith("Nobody else")


def test_closing_the_window_ends_what_is_looked_for_beside_it(qtbot, window, coded_session):
    coded_session.run(AddSources((new_source("Long", "salt and bread\n" * 60_000),)))
    window.desk.open_source(coded_session.ask(sources)[-1].id)
    qtbot.waitUntil(lambda: window.reading.editor.is_filled)
    window.reading.open_find()
    QTest.keyClicks(QApplication.focusWidget(), "bread")
    press(Qt.Key.Key_Return)
    job = window.reading.find_bar._searching
    assert job is not None

    window.close()

    with pytest.raises(JobCancelled):
        job.progress.step(0, 0)
    job.wait()

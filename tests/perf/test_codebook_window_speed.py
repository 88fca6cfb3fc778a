"""Budgets of the workspace Codebook with two thousand codes: a frame for whatever the hand does."""

from itertools import cycle

import pytest
from perf.generated import spans_in, text_of
from perf.waiting import painted
from PySide6.QtCore import QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget

from core.commands.codings import LoadCodings, NewCoding
from core.commands.scheme import AddToScheme, EditCode, NewCode, NewFamily
from core.commands.sources import AddSources, NewSource
from core.model.ids import CodeId, RevisionId
from core.model.scheme import Scale
from core.session import Session
from gui.bridge import SessionBridge
from gui.codebook.workspace import CodebookWorkspace
from gui.look import Look

pytestmark = pytest.mark.perf

CODES, CODINGS, CHARACTERS = 2_000, 20_000, 1_000_000
FRAME = 0.016


def scheme_of(count: int) -> AddToScheme:
    """Twenty families; every tenth code has others below it, every third an Arabic name."""
    families = tuple(NewFamily(f"Family {number}", Scale.NOMINAL) for number in range(20))
    codes = tuple(
        NewCode(
            f"Family {number // 100}",
            f"Code {number} of the winter market",
            parent=f"Code {number - number % 10} of the winter market" if number % 10 else "",
            short=f"The speaker tells of the market in winter number {number}, or of the road to it.",
            definition="The clerk keeps the paper, the ferry goes at night, and bread is dear. " * 3,
            include="Letters that were sent, doors that were shut.",
            exclude="The house by the river, which has a code of its own.",
            names={"ar": f"رمز {number} من السوق"} if number % 3 == 0 else {},
        )
        for number in range(count)
    )
    return AddToScheme(families, codes)


@pytest.fixture
def book(qapp, tmp_path):
    """The workspace on two coders' codings of a text, as large as it stands in the window."""
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
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        book = CodebookWorkspace(SessionBridge(session), Look(qapp, settings))
        book.resize(1440, 820)
        book.show()
        QTest.qWait(400)
        book.session_of_test = session
        yield book
        # what was only put off would ask a project that is closed
        for timer in book.findChildren(QTimer):
            timer.stop()
        book.close()
        book.deleteLater()


@pytest.fixture
def floor(book, qtbot):
    """Time to fill a bare list of the toolkit with as many names: what any list has to do."""
    names = [code.name for code in book.meant.bridge.scheme().codes]
    bare = QListWidget()
    bare.setUniformItemSizes(True)
    qtbot.addWidget(bare)
    bare.resize(300, 800)
    bare.show()

    def fill() -> None:
        bare.clear()
        bare.addItems(names)
        bare.executeDelayedItemsLayout()
        painted()

    return fill


def shown(book) -> None:
    """Do now what the next frame would do."""
    for view in (book.outline.view, *([book.table.view] if book.table else [])):
        view.executeDelayedItemsLayout()
    QApplication.sendPostedEvents()


def test_a_letter_typed_in_the_outline_is_answered_within_a_frame(budget, book, floor):
    words = cycle(("17", "market", "3", "رمز", ""))

    def work() -> None:
        book.outline.field.setText(next(words))
        shown(book)

    budget.hold(f"find in the rules of {CODES:,} codes", work, floor=floor, at_most=FRAME, rounds=40)


def test_a_code_is_edited_within_a_frame(budget, book, floor):
    names = cycle(range(1_000_000))
    book.meant.choose((CodeId(7),))

    def work() -> None:
        book.meant.run(EditCode(CodeId(7), {"name": f"Other {next(names)}"}), "")
        shown(book)

    budget.hold(f"edit one of {CODES:,} codes in the outline", work, floor=floor, at_most=FRAME, rounds=40)


def test_another_code_is_looked_at_within_a_frame(budget, book, floor):
    keys = cycle(map(CodeId, range(1, 400, 13)))

    def work() -> None:
        book.meant.choose((next(keys),))
        shown(book)

    budget.hold(f"look at another of {CODES:,} codes", work, floor=floor, at_most=FRAME, rounds=40)


def test_the_table_opens_within_a_frame(budget, book, floor):
    book.show_table(True)

    def leave() -> None:
        book.show_table(False)
        shown(book)

    def work() -> None:
        book.show_table(True)
        shown(book)

    budget.hold(f"show {CODES:,} codes as a table", work, floor=floor, at_most=FRAME, rounds=30, before=leave)


def test_the_table_is_filtered_within_a_frame(budget, book, floor):
    book.show_table(True)
    words = cycle(("17", "market", "3", "رمز", ""))

    def work() -> None:
        book.table.field.setText(next(words))
        shown(book)

    budget.hold(f"filter a table of {CODES:,} codes", work, floor=floor, at_most=FRAME, rounds=40)


def test_a_cell_is_edited_within_a_frame(budget, book, floor):
    book.show_table(True)
    texts = cycle(range(1_000_000))
    model = book.table.model
    index = model.index(6, model.column_of("short"))

    def work() -> None:
        model.setData(index, f"Said otherwise {next(texts)}", Qt.ItemDataRole.EditRole)
        shown(book)

    budget.hold(f"edit a cell among {CODES:,} codes", work, floor=floor, at_most=FRAME, rounds=40)


def test_the_table_scrolls_a_page_within_a_frame(budget, book, floor):
    book.show_table(True)
    book.table.view.setFocus()
    keys = cycle((Qt.Key.Key_PageDown,) * 20 + (Qt.Key.Key_PageUp,) * 20)

    def work() -> None:
        QTest.keyClick(book.table.view, next(keys))
        shown(book)

    budget.hold(f"scroll a page of a table of {CODES:,} codes", work, floor=floor, at_most=FRAME, rounds=40)

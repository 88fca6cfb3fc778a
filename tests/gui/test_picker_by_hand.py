"""The picker as hands find it: several codes at once, new codes, what lies nearby, long names, rules."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import ENGLISH, new_source

from core.commands.coders import AddCoder
from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, NewCode
from core.commands.sources import AddSources
from core.model.scheme import LONGEST_NAME
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.models.entries import ENTRY, MARKED
from gui.panels.rule import RulePane

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier
WINTER = Span(2, 16)
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)


def press(key, modifiers=NONE):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def type_words(words):
    QTest.keyClicks(QApplication.focusWidget(), words)


def codings(session):
    names = {code.id: code.name for code in session.ask(scheme).codes}
    found = session.ask(codings_in, session.ask(sources)[0].revision)
    return [(names[one.code], one.span) for one in found]


def code_named(session, name):
    return next(code for code in session.ask(scheme).codes if code.name == name)


def rows(picker):
    model = picker.list.model()
    return [model.index(row, 0).data(ENTRY) for row in range(model.rowCount())]


def texts(picker):
    return [entry.text for entry in rows(picker)]


def ticked(picker):
    model = picker.list.model()
    indexes = [model.index(row, 0) for row in range(model.rowCount())]
    return [index.data() for index in indexes if index.data(MARKED)]


def click(picker, name, modifiers=NONE, at=None):
    index = picker.list.model().index(texts(picker).index(name), 0)
    picker.list.scrollTo(index)
    place = at(index) if at else picker.list.visualRect(index).center()
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, modifiers, place)


@pytest.fixture
def picker(window):
    """The picker, open on a selection."""
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_Return)
    assert window.picker.isVisible()
    return window.picker


# several codes at once


def test_marked_codes_are_given_together_in_one_step(picker, window, coded_session):
    type_words("fea")
    press(Qt.Key.Key_Space, CONTROL)
    type_words("clerk")
    press(Qt.Key.Key_Space, CONTROL)
    assert picker.chosen.names == ["Fear", "Clerk"]
    press(Qt.Key.Key_Return)

    assert sorted(codings(coded_session)) == [("Clerk", PAY), ("Fear", PAY)]
    assert not picker.isVisible()
    assert window.reading.editor.view.hasFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert codings(coded_session) == []


def test_typing_goes_on_after_a_mark_and_marks_outlive_it(picker):
    type_words("fear")
    press(Qt.Key.Key_Return, CONTROL)
    type_words("pay")
    assert picker.field.text() == "pay"
    assert picker.marked != ()
    assert ticked(picker) == [], "Fear is not among what is shown"
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Backspace)
    assert ticked(picker) == ["Fear"]


def test_a_space_between_words_marks_nothing(picker):
    type_words("no code")
    assert picker.field.text() == "no code"
    assert picker.marked == ()


def test_enter_gives_what_is_marked_and_not_what_is_under_the_bar(picker, coded_session):
    press(Qt.Key.Key_Space, CONTROL)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert codings(coded_session) == [("Fear", PAY)]


def test_a_mark_is_taken_back_by_the_same_key_by_backspace_and_by_its_chip(picker):
    press(Qt.Key.Key_Space, CONTROL)
    press(Qt.Key.Key_Space, CONTROL)
    assert picker.marked == ()

    for _ in range(3):
        press(Qt.Key.Key_Space, CONTROL)
        press(Qt.Key.Key_Down)
    assert picker.chosen.names == ["Fear", "Pay", "Doctrine"]
    press(Qt.Key.Key_Backspace)
    assert picker.chosen.names == ["Fear", "Pay"]
    QTest.mouseClick(picker.chosen._chips[0], Qt.MouseButton.LeftButton)
    assert picker.chosen.names == ["Pay"]
    assert ticked(picker) == ["Pay"]
    assert picker.field.hasFocus()


def test_the_mouse_marks_with_control_or_in_the_box_and_a_plain_click_gives_all(picker, coded_session):
    click(picker, "Pay", CONTROL)
    click(picker, "Clerk", at=lambda index: picker.list.box_of(index).center().toPoint())
    assert ticked(picker) == ["Pay", "Clerk"]
    assert picker.isVisible()
    click(picker, "Doctrine")
    assert {name for name, _ in codings(coded_session)} == {"Pay", "Clerk", "Doctrine"}


def test_marked_codes_can_be_given_as_unsure(picker, coded_session):
    for _ in range(2):
        press(Qt.Key.Key_Space, CONTROL)
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_U, ALT)
    given = coded_session.ask(codings_in, coded_session.ask(sources)[0].revision)
    assert [one.is_unsure for one in given] == [True, True]


def test_marks_do_not_outlive_the_picker(picker, coded_session):
    press(Qt.Key.Key_Space, CONTROL)
    press(Qt.Key.Key_Escape)
    assert codings(coded_session) == []
    press(Qt.Key.Key_Return)
    assert picker.isVisible()
    assert picker.marked == ()
    assert ticked(picker) == []


def test_marks_that_find_no_room_are_counted(coded_session, window):
    names = [f"A rather long name for a code, number {number}" for number in range(12)]
    coded_session.run(AddToScheme((), tuple(NewCode("Motive", name) for name in names)))
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_Return)
    picker = window.picker
    type_words("rather")
    for _ in names:
        press(Qt.Key.Key_Space, CONTROL)
        press(Qt.Key.Key_Down)
    assert len(picker.marked) == 12
    assert picker.chosen.names[-1] == names[-1]
    assert 0 < len(picker.chosen.names) < 12
    chips = [chip for chip in picker.chosen._chips if chip.isVisible()]
    assert all(picker.chosen.rect().contains(chip.geometry()) for chip in chips)
    assert names[0] in picker.chosen.toolTip()


# new codes


def test_words_that_no_code_is_called_become_a_code_in_open_codes(picker, coded_session):
    type_words("market day")
    assert texts(picker) == ["No code of this name", "New code “market day”"]
    press(Qt.Key.Key_Return)
    assert codings(coded_session) == [("market day", PAY)]
    whole = coded_session.ask(scheme)
    family = code_named(coded_session, "market day").family
    assert next(one.name for one in whole.families if one.id == family) == "Open codes"


def test_without_codes_the_picker_says_how_the_first_one_is_made(session, open_window):
    session.run(AddCoder("Coder A"))
    session.run(AddSources((new_source("English", ENGLISH),)))
    window = open_window(session)
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_Return)
    assert texts(window.picker) == ["No codes yet"]
    assert "first code, in Open codes" in window.picker.rule.column.text
    type_words("harbour")
    press(Qt.Key.Key_Return)
    assert codings(session) == [("harbour", PAY)]


def test_a_new_code_is_offered_last_and_made_by_its_key(picker, coded_session):
    type_words("fea")
    assert texts(picker)[-1] == "New code “fea”"
    assert picker.list.current.name == "Fear"
    press(Qt.Key.Key_N, ALT)
    assert codings(coded_session) == [("fea", PAY)]


@pytest.mark.parametrize("words", ["fear", "FEAR", "  Fear "])
def test_a_name_that_is_there_is_not_offered_anew(picker, coded_session, words):
    type_words(words)
    assert texts(picker) == ["Matches", "Fear"]
    press(Qt.Key.Key_N, ALT)
    assert picker.isVisible()
    assert "Open codes" not in [family.name for family in coded_session.ask(scheme).families]


def test_alt_n_gives_what_is_marked_and_the_new_code(picker, coded_session):
    press(Qt.Key.Key_Space, CONTROL)
    type_words("market day")
    press(Qt.Key.Key_N, ALT)
    assert {name for name, _ in codings(coded_session)} == {"Fear", "market day"}


def test_a_new_code_can_be_given_as_unsure(picker, coded_session):
    type_words("market day")
    press(Qt.Key.Key_U, ALT)
    [coding] = coded_session.ask(codings_in, coded_session.ask(sources)[0].revision)
    assert coding.is_unsure


def test_a_new_code_is_found_by_the_next_letter_typed(picker, window):
    type_words("market day")
    press(Qt.Key.Key_Return)
    window.reading.editor.select(WINTER)
    press(Qt.Key.Key_Return)
    type_words("mark")
    assert picker.list.current.name == "market day"


def test_changing_a_code_takes_one_that_is_there(window, coded_session):
    person, source = coded_session.ask(coders)[0].id, coded_session.ask(sources)[0]
    code = code_named(coded_session, "Fear").id
    key = coded_session.run(GiveCode(source.revision, person, code, PAY)).created("coding")[0]
    window.desk.choose(key)
    window.acts.change_code.trigger()
    picker = window.picker
    type_words("market day")
    assert texts(picker) == ["No code of this name"]
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_N, ALT)
    assert picker.isVisible()
    press(Qt.Key.Key_A, CONTROL)
    type_words("doc")
    press(Qt.Key.Key_Space, CONTROL)
    assert picker.marked == ()
    press(Qt.Key.Key_Return)
    assert codings(coded_session) == [("Doctrine", PAY)]


def test_changing_a_code_takes_a_click_anywhere_in_a_row(window, coded_session):
    person, source = coded_session.ask(coders)[0].id, coded_session.ask(sources)[0]
    code = code_named(coded_session, "Fear").id
    window.desk.choose(coded_session.run(GiveCode(source.revision, person, code, PAY)).created("coding")[0])
    window.acts.change_code.trigger()
    click(window.picker, "Clerk", at=lambda index: window.picker.list.box_of(index).center().toPoint())
    assert codings(coded_session) == [("Clerk", PAY)]


# what comes first


def test_codes_used_last_come_first_then_those_used_nearby(window, coded_session):
    person, source = coded_session.ask(coders)[0].id, coded_session.ask(sources)[0]
    near = code_named(coded_session, "Clerk").id
    coded_session.run(GiveCode(source.revision, person, near, WINTER))
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Return)
    assert texts(window.picker)[:4] == ["Used last", "Doctrine", "Used nearby", "Clerk"]
    assert texts(window.picker).count("Clerk") == 1


def test_a_code_that_is_hidden_from_view_can_still_be_given(window, coded_session):
    window.desk.hide_codes((code_named(coded_session, "Fear").id,), True)
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_Return)
    type_words("fear")
    press(Qt.Key.Key_Return)
    assert codings(coded_session) == [("Fear", PAY)]


def test_a_familys_name_brings_its_codes(picker):
    type_words("level")
    assert texts(picker)[:4] == ["Matches", "Leader", "Middle", "Clerk"]


def test_thousands_of_codes_can_all_be_reached(coded_session, window):
    codes = tuple(NewCode("Motive", f"Reason {number}") for number in range(900))
    coded_session.run(AddToScheme((), codes))
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_Return)
    picker = window.picker
    assert len(rows(picker)) < 900
    press(Qt.Key.Key_Up)
    assert picker.list.current.name == "Clerk"
    assert len(rows(picker)) > 900
    type_words("reason 89")
    for _ in range(11):
        press(Qt.Key.Key_Down)
    assert picker.list.current is not None


def test_paging_passes_headings_down_to_the_last_code_and_back_to_the_first(coded_session, window):
    codes = tuple(NewCode(family, f"{family} {n}") for family in ("Motive", "Level") for n in range(260))
    coded_session.run(AddToScheme((), codes))
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_Return)
    picker = window.picker
    for _ in range(120):
        press(Qt.Key.Key_PageDown)
    assert picker.list.current.name == "Level 259"
    for _ in range(120):
        press(Qt.Key.Key_PageUp)
    assert picker.list.current.name == "Fear"
    assert picker.list.verticalScrollBar().value() == 0


# long names and rules


@pytest.mark.parametrize("name", ["x" * LONGEST_NAME, ("a paragraph " * 50)[:LONGEST_NAME]])
def test_a_name_of_five_hundred_characters_stays_in_its_place(coded_session, window, name):
    coded_session.run(AddToScheme((), (NewCode("Motive", name.strip()),)))
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_Return)
    picker = window.picker
    size, width = picker.size(), picker.list.width()
    type_words(name[:6])
    press(Qt.Key.Key_Space, CONTROL)
    assert (picker.size(), picker.list.width()) == (size, width)
    assert window.rect().contains(picker.rect().translated(picker.mapTo(window, QPoint(0, 0))))
    tip = picker.list.currentIndex().data(Qt.ItemDataRole.ToolTipRole)
    assert "".join(name.split()) in "".join(tip.split())
    assert name.strip() in picker.rule.column.text
    assert picker.rule.column.width() <= picker.rule.viewport().width()
    press(Qt.Key.Key_Return)
    assert codings(coded_session) == [(name.strip(), PAY)]


def test_the_rule_is_read_on_by_key_while_the_field_keeps_the_keyboard(coded_session, window):
    long = NewCode(
        "Motive", "Hunger", short="Too little. " * 40, include="Bread. " * 90, exclude="Meat. " * 90
    )
    coded_session.run(AddToScheme((), (long,)))
    window.reading.editor.select(PAY)
    press(Qt.Key.Key_Return)
    picker = window.picker
    type_words("hung")
    bar = picker.rule.verticalScrollBar()
    assert picker.rule.has_more
    press(Qt.Key.Key_Down, ALT)
    assert bar.value() > 0
    for _ in range(80):
        press(Qt.Key.Key_Down, ALT)
    assert bar.value() == bar.maximum()
    press(Qt.Key.Key_Up, ALT)
    assert bar.value() < bar.maximum()
    assert picker.list.current.name == "Hunger"
    press(Qt.Key.Key_Return)
    assert codings(coded_session) == [("Hunger", PAY)]


ARABIC_RULE = {"short": "من جاع ولم يجد خبزًا.", "include": "الجوع نفسه. " * 30, "typical": "«لم نأكل.»"}
ENGLISH_RULE = {"short": "Whoever found no bread.", "exclude": "Thirst, whoever says so. " * 30}


@pytest.fixture
def pane(qtbot, look):
    made = RulePane(look, side=8)
    qtbot.addWidget(made)
    made.resize(320, 171)
    with qtbot.waitExposed(made):
        made.show()
    return made


def inked_rows(pane):
    """Tell of each row of pixels whether anything stands in it."""
    image = pane.viewport().grab().toImage()
    paper = image.pixel(image.width() - 1, 0)
    return [any(image.pixel(x, y) != paper for x in range(image.width())) for y in range(image.height())]


@pytest.mark.parametrize("rule", [ARABIC_RULE, ENGLISH_RULE], ids=["arabic", "english"])
@pytest.mark.parametrize("scrolled", [0, 1, 7, 40, 10_000])
def test_a_rule_never_ends_in_the_middle_of_a_line(pane, coded_session, rule, scrolled):
    pane.show_code(replace(code_named(coded_session, "Fear"), **rule))
    pane.verticalScrollBar().setValue(scrolled)
    top, bottom = (
        pane.verticalScrollBar().value(),
        pane.verticalScrollBar().value() + pane.viewport().height(),
    )
    assert pane.has_more
    lines = pane.column.lines()
    whole = [line for line in lines if line.top() >= top and line.bottom() <= bottom]
    cut = [line for line in lines if line not in whole and line.bottom() > top and line.top() < bottom]
    inked = inked_rows(pane)
    for line in cut:
        rest = range(max(0, round(line.top() - top)), min(len(inked), round(line.bottom() - top)))
        free = [y for y in rest if not any(one.top() - top <= y <= one.bottom() - top for one in whole)]
        assert not any(inked[y] for y in free)
    assert whole
    assert any(inked)


def test_each_part_of_a_rule_stands_on_the_side_of_its_own_script(pane, coded_session):
    words = replace(code_named(coded_session, "Fear"), short="Whoever found no bread.", include="الجوع نفسه.")
    pane.show_code(words)
    image = pane.viewport().grab().toImage()
    paper = image.pixel(image.width() - 1, 0)

    def ink_of(line: QRectF) -> list[int]:
        rows_of_line = range(round(line.top()) + 1, round(line.bottom()) - 1)
        return [x for x in range(image.width()) if any(image.pixel(x, y) != paper for y in rows_of_line)]

    lines = pane.column.lines()
    assert min(ink_of(lines[1])) < 30, "the English begins at the left"
    assert max(ink_of(lines[3])) > image.width() - 40, "the Arabic begins at the right"


def test_the_same_rule_is_not_laid_out_again(pane, coded_session, monkeypatch):
    fear = code_named(coded_session, "Fear")
    pane.show_code(fear)
    laid = pane.column._laid
    pane.show_code(fear)
    assert pane.column._laid is laid


def test_the_picker_makes_itself_ready_while_nobody_waits_and_nobody_sees_it(qtbot, window):
    picker = window.picker
    assert picker.list.model().rowCount() == 0
    qtbot.waitUntil(lambda: picker.list.model().rowCount() > 0)
    assert not picker.isVisible()
    assert window.reading.editor.view.hasFocus()

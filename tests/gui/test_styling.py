"""How a source looks is the reader's own choice, and comes back with the source."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import new_source

from core.commands.sources import AddSources
from core.model.span import Span
from core.queries.sources import source_named, sources
from gui.directions import Directions
from gui.editor.direction import Direction, Overruled

INTERVIEW = "".join(
    f"Interviewer: What came then, the {n}. time?\nSamira: We walked on, as before.\n" for n in range(4)
)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_a_direction_that_was_overruled_comes_back_with_its_source(settings, coded_session):
    english, arabic = coded_session.ask(sources)[:2]
    kept = Directions(settings, "a project")
    said = Overruled().said(17, 40, Direction.LEFT_TO_RIGHT)
    kept.keep(english, Direction.RIGHT_TO_LEFT, said)

    again = Directions(settings, "a project")
    assert again.of(english) == (Direction.RIGHT_TO_LEFT, said)
    assert again.of(arabic) == (Direction.AUTO, Overruled())
    assert Directions(settings, "another").of(english) == (Direction.AUTO, Overruled())


def test_settings_that_somebody_spoiled_leave_the_texts_own_directions(settings, coded_session):
    english = coded_session.ask(sources)[0]
    place = f"project/p/directions/{english.guid}/{english.revision_number}"
    for spoiled in (
        "{", '["rtl"]', '{"whole": "upwards", "x": "rtl", "3": 7}', '{"paragraphs": 7}',
        '{"paragraphs": [[1, 2], [1, "2", "right-to-left"], [1, 2, "upwards"], [5, 1, "right-to-left"]]}',
    ):  # fmt: skip
        settings.setValue(place, spoiled)
        whole, paragraphs = Directions(settings, "p").of(english)
        assert whole == Direction.AUTO
        assert not paragraphs.runs


def test_the_panel_of_settings_opens_by_key_and_gives_the_keyboard_back(window):
    press(Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    panel = window.styling.panel
    assert panel.isVisible()
    press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.reading.editor.view.hasFocus()


def test_a_paragraph_runs_as_the_reader_says_and_still_does_after_another_source(window):
    editor = window.reading.editor
    window.styling.panel.paragraph_direction_chosen.emit(Direction.RIGHT_TO_LEFT)
    assert editor.view.placed_blocks()[0].laid.is_right_to_left
    window.desk.step_source(1)
    window.desk.step_source(-1)
    assert editor.view.placed_blocks()[0].laid.is_right_to_left
    window.styling.panel.paragraph_direction_chosen.emit(Direction.AUTO)
    assert not editor.view.placed_blocks()[0].laid.is_right_to_left


def test_speakers_stand_out_where_the_reader_wants_them_to(qtbot, window, coded_session, look):
    coded_session.run(AddSources((new_source("Interview", INTERVIEW),)))
    window.desk.open_source(coded_session.ask(source_named, "Interview").id)

    def formats():
        return window.reading.editor.view.placed_blocks()[0].block.layout().formats()

    qtbot.waitUntil(lambda: bool(formats()))
    assert formats()[0].start == 0
    assert formats()[0].length >= len("Interviewer")
    look.set_reading(replace(look.reading, marks_speakers=False))
    qtbot.waitUntil(lambda: not formats())


def test_very_many_paragraphs_that_are_overruled_in_one_go_are_one_line_of_settings(
    window, coded_session, settings, qtbot
):
    coded_session.run(AddSources((new_source("Long", "A line.\n" * 5_000),)))
    window.desk.open_source(coded_session.ask(source_named, "Long").id)
    editor = window.reading.editor
    qtbot.waitUntil(lambda: editor.is_filled)
    editor.select(Span(0, 5_000 * 8 - 1))
    assert len(window.desk.selection) == 5_000 * 8 - 1
    window.styling.panel.paragraph_direction_chosen.emit(Direction.RIGHT_TO_LEFT)
    assert editor.view.placed_blocks()[0].laid.is_right_to_left
    [key] = [key for key in settings.allKeys() if "/directions/" in key]
    assert len(str(settings.value(key))) < 100
    editor.select(Span(8, 9))
    window.styling.panel.paragraph_direction_chosen.emit(Direction.AUTO)
    shown = {placed.number: placed.laid.is_right_to_left for placed in editor.view.placed_blocks()}
    assert [number for number, runs_left in shown.items() if not runs_left] == [1]


def test_a_paragraph_behind_a_paragraph_separator_is_overruled_alone(window, coded_session):
    coded_session.run(AddSources((new_source("Parted", "One.\u2029Two.\nThree."),)))
    window.desk.open_source(coded_session.ask(source_named, "Parted").id)
    editor = window.reading.editor
    editor.select(Span(6, 7))
    window.styling.panel.paragraph_direction_chosen.emit(Direction.RIGHT_TO_LEFT)
    assert [placed.laid.is_right_to_left for placed in editor.view.placed_blocks()] == [False, True, False]

"""How a source looks is the reader's own choice, and comes back with the source."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from studies import new_source

from core.commands.sources import AddSources
from core.queries.sources import source_named, sources
from gui.directions import Directions
from gui.editor.direction import Direction

INTERVIEW = "".join(
    f"Interviewer: What came then, the {n}. time?\nSamira: We walked on, as before.\n" for n in range(4)
)


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_a_direction_that_was_overruled_comes_back_with_its_source(settings, coded_session):
    english, arabic = coded_session.ask(sources)[:2]
    kept = Directions(settings, "a project")
    kept.keep(english, Direction.RIGHT_TO_LEFT, {17: Direction.LEFT_TO_RIGHT, 40: Direction.AUTO})

    again = Directions(settings, "a project")
    assert again.of(english) == (Direction.RIGHT_TO_LEFT, {17: Direction.LEFT_TO_RIGHT})
    assert again.of(arabic) == (Direction.AUTO, {})
    assert Directions(settings, "another").of(english) == (Direction.AUTO, {})


def test_settings_that_somebody_spoiled_leave_the_texts_own_directions(settings, coded_session):
    english = coded_session.ask(sources)[0]
    place = f"project/p/directions/{english.guid}/{english.revision_number}"
    for spoiled in ("{", '["rtl"]', '{"whole": "upwards", "x": "rtl", "3": 7}'):
        settings.setValue(place, spoiled)
        whole, paragraphs = Directions(settings, "p").of(english)
        assert whole == Direction.AUTO
        assert set(paragraphs.values()) <= {Direction.AUTO}


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

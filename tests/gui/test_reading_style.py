"""How a reader sets text and appearance: kept, live, by hand and by keys alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSettings, QStringListModel, Qt
from PySide6.QtGui import QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton, QWidget

from core.model.span import Span
from gui.editor.editor import Editor, ShownCoding
from gui.editor.layout import Direction
from gui.editor.metrics import Metrics
from gui.look import Look
from gui.panels.reading_style import ReadingStylePanel
from gui.reading_style import Density, ReadingStyle, keep_style, kept_style
from gui.style import row_height, scaled
from gui.theme import DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, reading_font
from gui.widgets.rows import RowDelegate

# Fonts cannot be asked for without it, whichever test comes first
pytestmark = pytest.mark.usefixtures("qapp")

TEXT = "Amina: We left before dawn.\nس: متى خرجتم؟\nNobody asked."
styles = st.builds(
    ReadingStyle,
    size=st.integers(-5, 99),
    measure=st.integers(0, 300),
    line_height=st.floats(),
    family=st.sampled_from(["serif", "sans", "Noto Sans Mono", "No Such Font"]),
    density=st.sampled_from(Density),
    has_numbers=st.booleans(),
    marks_speakers=st.booleans(),
    trims=st.booleans(),
)


@pytest.fixture
def editor(qtbot):
    editor = Editor(LIGHT)
    editor.resize(1300, 600)
    qtbot.addWidget(editor)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.show_source(TEXT)
    return editor


class Room(QWidget):
    """A window with a text that has the keyboard, and a button that opens the sheet."""

    def __init__(self, look):
        super().__init__()
        self.resize(1000, 760)
        self.text = QPushButton("text", self)
        self.text.setGeometry(20, 500, 80, 30)
        self.opener = QPushButton("open", self)
        self.opener.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.opener.setGeometry(800, 10, 80, 30)
        self.sheet = ReadingStylePanel(look, self)
        self.opener.clicked.connect(lambda: self.sheet.open(self.opener))


@pytest.fixture
def room(qtbot, look):
    room = Room(look)
    qtbot.addWidget(room)
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    room.text.setFocus()
    return room


@pytest.fixture
def sheet(room):
    room.sheet.open(room.opener)
    return room.sheet


def press(key, times=1, modifiers=Qt.KeyboardModifier.NoModifier):
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


# what is kept


@given(styles)
def test_a_style_lies_within_what_can_be_read_whatever_was_asked_for(style):
    assert 12 <= style.size <= 28
    assert 50 <= style.measure <= 100
    assert 1 <= style.line_height <= 2


@given(style=styles)
def test_a_style_survives_the_way_through_the_settings(style, tmp_path_factory):
    place = str(tmp_path_factory.mktemp("kept") / "settings.ini")
    settings = QSettings(place, QSettings.Format.IniFormat)
    keep_style(settings, style)
    settings.sync()
    assert kept_style(QSettings(place, QSettings.Format.IniFormat)) == style


@pytest.mark.parametrize("name", ["size", "measure", "line_height", "density", "has_numbers", "trims"])
def test_a_setting_that_cannot_be_read_is_as_usual(settings, name):
    settings.setValue(f"look/reading_{name}", "huge")
    assert kept_style(settings) == ReadingStyle()


def test_what_was_chosen_is_there_again_after_a_start(qapp, look, settings):
    look.set_reading(ReadingStyle(size=21, measure=66, family="sans"))
    look.set_density("roomy")
    look.set_high_contrast(True)
    again = Look(qapp, settings)
    assert again.reading == ReadingStyle(size=21, measure=66, family="sans", density=Density.ROOMY)
    assert again.is_high_contrast
    assert again.theme == LIGHT_CONTRAST
    again.deleteLater()


def test_high_contrast_goes_with_light_and_dark(look, qtbot):
    with qtbot.waitSignal(look.changed):
        look.set_high_contrast(True)
    look.choose("dark")
    assert look.theme == DARK_CONTRAST
    look.set_high_contrast(False)
    assert not look.theme.is_high_contrast


def test_the_same_style_again_is_no_news(look, qtbot):
    with qtbot.assertNotEmitted(look.reading_changed):
        look.set_reading(look.reading)


# how the text stands


def test_a_line_holds_as_many_characters_as_the_reader_wants(editor):
    editor.show_source(
        "The eye that comes to the end of a line has to find the next one without a search. " * 40
    )
    for measure in (50, 70, 100):
        editor.set_reading(ReadingStyle(measure=measure))
        laid = editor.view.placed_blocks()[0].laid
        lengths = [end - start for start, end in zip(laid.starts, laid.ends, strict=True)]
        assert max(lengths) <= measure * 1.15
        assert max(lengths) >= measure * 0.85


def test_lines_stand_further_apart_and_shades_keep_to_their_letters(editor):
    usual = Metrics()
    wide = Metrics(ReadingStyle(line_height=1.5))
    assert wide.latin.step == pytest.approx(usual.latin.step * 1.5, abs=1)
    assert (wide.latin.up, wide.latin.down) == (usual.latin.up, usual.latin.down)
    editor.set_reading(ReadingStyle(line_height=1.5))
    first = editor.view.placed_blocks()[0].laid
    assert first.script.step == wide.latin.step


def test_compact_and_roomy_change_the_step_of_lines():
    steps = [Metrics(ReadingStyle(density=density)).latin.step for density in Density]
    assert steps == sorted(steps)
    assert len(set(steps)) == 3


@pytest.mark.parametrize("family", ["serif", "sans", "DejaVu Sans Mono", "No Such Font"])
def test_letters_of_no_font_strike_into_the_line_above(family):
    metrics = Metrics(ReadingStyle(family=family, density=Density.COMPACT))
    for script, font in ((metrics.latin, metrics.latin_font), (metrics.arabic, metrics.arabic_font)):
        assert script.step >= QFontInfo(font).pixelSize()
        assert script.up < script.baseline + script.step


def test_the_sans_is_the_interfaces_own():
    serif, sans = Metrics(ReadingStyle()), Metrics(ReadingStyle(family="sans"))
    assert QFontInfo(sans.latin_font).family() == QFontInfo(QApplication.font()).family()
    assert QFontInfo(serif.latin_font).family() != QFontInfo(sans.latin_font).family()


def test_a_new_theme_leaves_the_readers_font_alone(qapp, look, editor):
    editor.set_reading(ReadingStyle(size=24, family="sans"))
    wanted = editor.view.metrics.latin_font.key()
    for choice in ("dark", "light", "dark"):
        look.choose(choice)
        assert editor.view.font().key() == wanted
        assert editor.view.document().defaultFont().key() == wanted


def test_numbers_of_paragraphs_are_painted_on_wish(editor):
    def painted():
        image = editor.gutter.grab().toImage()
        ground = image.pixel(0, image.height() - 1)
        return any(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))

    assert painted()
    editor.set_reading(ReadingStyle(has_numbers=False))
    assert not painted()


def test_paragraphs_of_a_long_source_are_counted_by_and_by(editor, qtbot):
    text = "a line of words\n" * 40_000
    editor.show_source(text)
    last = 39_999 * 16
    assert editor.gutter.number_of(0) == 1
    qtbot.waitUntil(lambda: editor.gutter.number_of(last) == 40_000)
    assert editor.gutter.paragraph_of(last + 3) == 40_000


# speakers


def formats_of(editor, block):
    placed = editor.view.placed_blocks()[block]
    return {(one.start, one.length): one.format.font() for one in placed.block.layout().formats()}


def test_a_latin_speaker_is_bold_and_an_arabic_one_is_not(editor):
    editor.set_speakers([Span(0, 5), Span(28, 29)])
    amina = formats_of(editor, 0)[0, 5]
    assert amina.bold()
    arabic = formats_of(editor, 1)[0, 1]
    assert not arabic.bold()
    sans = editor.view.metrics.arabic_speaker
    assert arabic.families() == sans.families() != editor.view.metrics.arabic_font.families()


def test_speakers_stand_out_on_wish_alone(editor):
    editor.set_speakers([Span(0, 5)])
    editor.set_reading(ReadingStyle(marks_speakers=False))
    assert formats_of(editor, 0) == {}
    editor.set_reading(ReadingStyle(marks_speakers=True))
    assert (0, 5) in formats_of(editor, 0)


def test_figures_amid_arabic_words_are_of_one_cut_with_latin_ones(editor):
    words = "كتب 2019/05/12 في الدفتر ٣ مرات و OK 17"
    editor.show_source(words)
    guest = editor.view.metrics.guest_font
    voiced = [
        words[start : start + length]
        for (start, length), font in formats_of(editor, 0).items()
        if font.families() == guest.families() and font.pixelSize() == guest.pixelSize()
    ]
    assert voiced == ["2019/05/12", "OK 17"]


def test_a_speaker_who_is_not_codable_is_quiet_too(editor):
    editor.set_not_codable([Span(0, 8)])
    editor.set_speakers([Span(0, 5)])
    [name] = [
        one
        for one in editor.view.placed_blocks()[0].block.layout().formats()
        if (one.start, one.length) == (0, 5)
    ]
    assert name.format.foreground().color().name().upper() == LIGHT.quiet
    assert name.format.font().bold()


# high contrast in the text


def coded(editor, theme, chosen=None):
    editor.set_theme(theme)
    editor.set_codings(
        [ShownCoding(1, Span(7, 14), 1, "One", "#A75C51"), ShownCoding(2, Span(15, 20), 2, "Two", "#3CA087")]
    )
    editor.choose(chosen)
    return editor.view.viewport().grab().toImage()


def colours_in(image, box):
    return {
        image.pixelColor(x, y).name()
        for x in range(box.left(), box.right())
        for y in range(box.top(), box.bottom())
    }


@pytest.mark.parametrize("theme", [LIGHT_CONTRAST, DARK_CONTRAST], ids=["light", "dark"])
def test_in_high_contrast_nothing_is_shaded_and_the_chosen_coding_has_a_ring(editor, theme):
    plain = coded(editor, theme)
    box = editor.view.span_rect(Span(7, 14))
    above = box.adjusted(1, 0, -1, -box.height() + 2)
    assert colours_in(plain, above) == {theme.paper.lower()}
    chosen = coded(editor, theme, chosen=1)
    around = box.adjusted(-4, -3, 4, 6)
    assert theme.ink.lower() in colours_in(chosen, around.adjusted(0, 0, 0, -around.height() + 3))
    other = editor.view.span_rect(Span(15, 20)).adjusted(0, -3, 0, -22)
    assert theme.ink.lower() not in colours_in(chosen, other)


# rows


def test_rows_follow_the_density_and_never_become_too_low_to_be_hit(look, qtbot):
    view = QListView()
    qtbot.addWidget(view)
    view.setModel(QStringListModel(["one", "two"]))
    view.setItemDelegate(_Plain(look, view, 28))
    view.resize(200, 200)
    view.show()
    heights = []
    for density in Density:
        look.set_density(density)
        heights.append(view.visualRect(view.model().index(0, 0)).height())
    assert heights == [scaled(24), scaled(28), scaled(34)]
    look.set_density("compact")
    assert row_height(26) == scaled(24)


class _Plain(RowDelegate):
    def paint_row(self, painter, slots, index):
        """Paint nothing."""


# the sheet


def test_the_sheet_opens_below_its_button_and_inside_the_window(room):
    QTest.mouseClick(room.opener, Qt.MouseButton.LeftButton)
    sheet = room.sheet.geometry()
    assert room.rect().contains(sheet)
    assert sheet.top() > room.opener.geometry().bottom()
    assert sheet.right() == room.opener.geometry().right()
    QTest.mouseClick(room.opener, Qt.MouseButton.LeftButton)
    assert not room.sheet.isVisible()


def test_mirrored_it_hangs_from_the_other_side_of_its_button(room, look):
    look.mirror(True)
    room.opener.setGeometry(120, 10, 80, 30)
    room.sheet.open(room.opener)
    assert room.sheet.geometry().left() == room.opener.geometry().left()


def test_escape_closes_the_sheet_and_gives_the_keyboard_back(room):
    room.sheet.open(room.opener)
    assert room.sheet.isAncestorOf(QApplication.focusWidget())
    press(Qt.Key.Key_Escape)
    assert not room.sheet.isVisible()
    assert room.text.hasFocus()


def test_a_press_elsewhere_closes_the_sheet_and_one_inside_does_not(room):
    room.sheet.open(room.opener)
    QTest.mouseClick(room.sheet, Qt.MouseButton.LeftButton, pos=room.sheet.rect().topLeft())
    assert room.sheet.isVisible()
    QTest.mouseClick(room, Qt.MouseButton.LeftButton, pos=room.rect().bottomLeft())
    assert not room.sheet.isVisible()


def test_tab_comes_to_every_control_once_and_goes_round(sheet):
    first = QApplication.focusWidget()
    visited = [first]
    while True:
        press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is first:
            break
        visited.append(QApplication.focusWidget())
        assert len(visited) < 30
    names = [widget.accessibleName() or widget.text() for widget in visited]
    assert len(set(names)) == len(names)
    for part in (sheet.size_slider, sheet.measure, sheet.line_height, sheet.font_choice, sheet.numbers):
        assert part in visited
    for segments in (sheet.theme, sheet.density, sheet.direction, sheet.paragraph):
        assert sum(segments.isAncestorOf(widget) for widget in visited) == 1
    press(Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is visited[-1]


def test_arrows_set_size_width_and_height_at_once(sheet, look):
    press(Qt.Key.Key_Right, 2)
    assert look.reading.size == 19
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Left)
    assert look.reading.measure == 79
    press(Qt.Key.Key_PageDown)
    assert look.reading.measure == 69
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)
    assert look.reading.line_height == 1.05


def test_mirrored_the_arrows_and_the_mouse_follow_the_eye(sheet, look):
    look.mirror(True)
    sheet.size_slider.setFocus()
    press(Qt.Key.Key_Left)
    assert look.reading.size == 18
    slider = sheet.size_slider
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(slider.width() - 3, 10))
    assert look.reading.size == 12


def test_dragging_a_slider_is_followed_live(sheet, look):
    slider = sheet.size_slider
    seen = []
    look.reading_changed.connect(lambda style: seen.append(style.size))
    QTest.mousePress(slider, Qt.MouseButton.LeftButton, pos=QPoint(30, 10))
    for x in range(40, 160, 20):
        QTest.mouseMove(slider, QPoint(x, 10))
    QTest.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=QPoint(160, 10))
    assert len(set(seen)) > 2


def test_segments_are_chosen_by_arrows_and_tell_it_once(sheet, look, qtbot):
    sheet.density.button(Density.NORMAL).setFocus()
    press(Qt.Key.Key_Right)
    assert look.density == Density.ROOMY
    assert sheet.density.choice == "roomy"
    sheet.theme.button("light").setFocus()
    press(Qt.Key.Key_Right)
    assert look.choice == "dark"
    assert look.theme.is_dark


def test_boxes_are_set_with_space(sheet, look):
    for box, name in (
        (sheet.numbers, "has_numbers"),
        (sheet.speakers, "marks_speakers"),
        (sheet.trims, "trims"),
    ):
        box.setFocus()
        press(Qt.Key.Key_Space)
        assert getattr(look.reading, name) is False
    sheet.contrast.setFocus()
    press(Qt.Key.Key_Space)
    assert look.is_high_contrast


def test_a_font_is_chosen_by_its_name(sheet, look):
    sheet.font_choice.setFocus()
    press(Qt.Key.Key_Down)
    assert look.reading.family == "sans"
    other = sheet.font_choice.itemData(2)
    press(Qt.Key.Key_Down)
    assert look.reading.family == other


def test_every_font_that_is_offered_changes_the_letters(sheet):
    usual = {arabic: reading_font(arabic).families() for arabic in (False, True)}
    names = [sheet.font_choice.itemData(place) for place in range(2, sheet.font_choice.count())]
    assert names
    for name in names:
        assert any(reading_font(arabic, family=name).families() != usual[arabic] for arabic in usual), name


def test_a_font_that_is_gone_from_the_system_is_still_named(look, room):
    look.set_reading(ReadingStyle(family="Gone Since"))
    room.sheet.open(room.opener)
    assert room.sheet.font_choice.currentText() == "Gone Since"
    assert look.reading.family == "Gone Since"


def test_what_changes_elsewhere_is_shown(sheet, look):
    look.set_reading_size(25)
    look.choose("dark")
    look.set_high_contrast(True)
    assert sheet.size_slider.value() == 25
    assert sheet.theme.choice == "dark"
    assert sheet.contrast.isChecked()


def test_one_press_makes_the_text_as_usual_again(sheet, look):
    look.set_reading(ReadingStyle(size=25, measure=60, density=Density.ROOMY))
    assert sheet.usual.isEnabled()
    QTest.mouseClick(sheet.usual, Qt.MouseButton.LeftButton)
    assert look.reading == ReadingStyle()
    assert not sheet.usual.isEnabled()


def test_directions_leave_as_wishes(sheet, qtbot):
    with qtbot.waitSignal(sheet.direction_chosen) as whole:
        QTest.mouseClick(sheet.direction.button(Direction.RIGHT_TO_LEFT), Qt.MouseButton.LeftButton)
    assert whole.args == [Direction.RIGHT_TO_LEFT]
    with qtbot.waitSignal(sheet.paragraph_direction_chosen) as one:
        QTest.mouseClick(sheet.paragraph.button(Direction.LEFT_TO_RIGHT), Qt.MouseButton.LeftButton)
    assert one.args == [Direction.LEFT_TO_RIGHT]


def test_showing_directions_wishes_for_nothing(sheet, qtbot):
    with (
        qtbot.assertNotEmitted(sheet.direction_chosen),
        qtbot.assertNotEmitted(sheet.paragraph_direction_chosen),
    ):
        sheet.show_directions(Direction.RIGHT_TO_LEFT, Direction.LEFT_TO_RIGHT)
    assert sheet.direction.choice == Direction.RIGHT_TO_LEFT
    sheet.show_directions(None)
    assert not sheet.direction.isEnabled()


def test_everything_in_the_sheet_has_a_name_for_those_who_listen(sheet):
    for part in (sheet, sheet.size_slider, sheet.measure, sheet.line_height, sheet.font_choice, sheet.theme):
        assert part.accessibleName()
    assert sheet.measure.accessibleDescription() == "80 characters"


def test_in_a_low_window_what_tab_comes_to_is_scrolled_into_view(room):
    room.resize(1000, 320)
    room.sheet.open(room.opener)
    assert room.rect().contains(room.sheet.geometry())
    holder = room.sheet.size_slider
    while not room.sheet.paragraph.isAncestorOf(holder):
        press(Qt.Key.Key_Tab)
        holder = QApplication.focusWidget()
    area = room.sheet.scroll_area.viewport()
    assert area.rect().contains(holder.mapTo(area, holder.rect().center()))


def test_without_a_source_no_direction_is_shown_as_chosen_and_it_is_said_why(sheet, look):
    def grounds():
        shown = [sheet.direction.button(way) for way in Direction]
        return {one.grab().toImage().pixelColor(8, one.height() // 2).name().upper() for one in shown}

    assert look.theme.accent_soft in grounds()
    sheet.show_directions(None)
    assert grounds() == {look.theme.raised}
    assert sheet.direction.button(Direction.AUTO).toolTip() == "No source is open."
    sheet.show_directions(Direction.AUTO)
    assert sheet.direction.button(Direction.AUTO).toolTip() == "by its letters"

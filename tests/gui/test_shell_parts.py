import re

import pytest
from PySide6.QtCore import QPoint, QRectF, QSettings, Qt
from PySide6.QtGui import QColor, QCursor, QIcon, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from core.model.coding import State
from core.model.colours import CODE_COLOURS
from gui.look import Look
from gui.style import palette, style_sheet
from gui.theme import DARK, LIGHT, contrast
from gui.widgets.controls import ToolButton
from gui.widgets.icons import SHAPES, icon, icon_pixmap
from gui.widgets.layout import column, label
from gui.widgets.marks import paint_status, paint_swatch
from gui.widgets.menus import MenuButton
from gui.widgets.slots import LEADING, TRAILING, Slots
from gui.words import EnglishPlurals, shown_time


def painted(size, paint):
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(LIGHT.paper))
    with QPainter(pixmap) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, QRectF(0, 0, size, size))
    return pixmap.toImage()


@pytest.mark.parametrize("name", SHAPES)
def test_every_icon_paints_something_and_stays_inside_its_box(qapp, name):
    image = icon_pixmap(name, "#FF0000", 16, 2.0).toImage()
    inked = [(x, y) for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() > 60]
    assert len(inked) > 8
    assert all(0 < x < 31 and 0 < y < 31 for x, y in inked)


def test_an_icon_takes_the_colour_of_the_theme_at_the_moment_of_painting(qapp, look):
    made = icon(look, "plus", "accent")
    seen = []
    for choice, theme in (("light", LIGHT), ("dark", DARK)):
        look.choose(choice)
        image = made.pixmap(16, 16, QIcon.Mode.Normal).toImage()
        colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
        seen.append(
            QColor(theme.accent).name() in {colour.name() for colour in colours if colour.alpha() == 255}
        )
    assert seen == [True, True]


def test_the_three_states_differ_in_shape_and_not_by_colour_alone(qapp):
    masks = set()
    for state in State:
        image = painted(14, lambda painter, slot, s=state: paint_status(painter, slot, s, LIGHT))
        ground = QColor(LIGHT.paper)
        masks.add(bytes(image.pixelColor(x, y) != ground for x in range(14) for y in range(14)))
    assert len(masks) >= 2
    centre = {
        state: painted(14, lambda p, r, s=state: paint_status(p, r, s, LIGHT)).pixelColor(3, 7).lightness()
        for state in State
    }
    assert centre[State.NOT_STARTED] > 200 > centre[State.IN_PROGRESS]


def test_swatches_of_the_three_eights_differ_in_their_middle(qapp):
    middles = [
        painted(14, lambda p, r, c=colour: paint_swatch(p, r, LIGHT, c)).pixelColor(7, 7).name()
        for colour in (CODE_COLOURS[0], CODE_COLOURS[8], CODE_COLOURS[16])
    ]
    assert middles[0] == CODE_COLOURS[0].lower()
    assert middles[1:] == [LIGHT.paper.lower()] * 2


def test_the_rank_in_a_swatch_is_legible_on_every_colour():
    for theme in (LIGHT, DARK):
        from gui.theme import tint

        for colour in CODE_COLOURS:
            line = tint(theme, colour).line
            assert max(contrast(theme.paper, line), contrast(theme.ink, line)) >= 3.0


def test_slots_mirror():
    row = QRectF(0, 0, 100, 10)
    plain, mirrored = Slots(row, False), Slots(row, True)
    assert (plain.lead(10).left(), mirrored.lead(10).right()) == (0, 100)
    assert (plain.trail(20, 5).right(), mirrored.trail(20, 5).left()) == (100, 0)
    assert (plain.rest().width(), mirrored.rest().width()) == (65, 65)
    assert LEADING != TRAILING


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_palette_leaves_no_colour_to_the_default_style(qapp, theme):
    role = palette(theme).ColorRole
    made = palette(theme)
    tokens = {QColor(value).name() for value in vars(theme).values() if isinstance(value, str)}
    for each in (role.Window, role.Base, role.Button, role.Text, role.Highlight, role.ToolTipBase, role.Link):
        assert made.color(each).name() in tokens


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_colour_of_the_sheet_is_a_token(theme):
    tokens = {value.upper() for value in vars(theme).values() if isinstance(value, str)}
    assert {found.upper() for found in re.findall(r"#[0-9A-Fa-f]{6}", style_sheet(theme))} <= tokens


def test_a_chosen_theme_and_size_are_kept(qapp, look, settings):
    look.choose("dark")
    look.set_reading_size(21)
    again = Look(qapp, settings)
    assert again.theme is DARK
    assert again.reading_size == 21
    again.deleteLater()


def test_the_system_going_dark_takes_the_window_along(qapp, look, monkeypatch):
    look.choose("system")
    monkeypatch.setattr(type(qapp.styleHints()), "colorScheme", lambda _: Qt.ColorScheme.Dark)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert look.theme is DARK


def test_settings_that_make_no_sense_are_passed_over(qapp, tmp_path):
    settings = QSettings(str(tmp_path / "odd.ini"), QSettings.Format.IniFormat)
    settings.setValue("look/theme", "purple")
    settings.setValue("look/reading_size", "huge")
    look = Look(qapp, settings)
    assert look.choice == "system"
    look.deleteLater()


def test_one_and_several_are_said_differently(qapp):
    plurals = EnglishPlurals()
    assert plurals.translate("", "%n source(s)", None, 1) == "%n source"
    assert plurals.translate("", "%n famil(ies)", None, 2) == "%n families"


def test_a_time_of_another_year_is_said_with_its_date():
    assert shown_time("2019-05-04T10:00:00Z").startswith("4 May 2019")


def test_a_tool_button_tells_its_keys(qapp, look, qtbot):
    made = ToolButton(look, "plus", "Import")
    qtbot.addWidget(made)
    made.name("Import", "Ctrl+O")
    assert made.toolTip() == "Import (Ctrl+O)"
    assert made.accessibleName() == "Import"


def test_words_that_wrap_have_room_for_all_their_lines_at_every_width(qtbot):
    words = label(
        "Reduced salaries, months without pay, a sum for which it is no longer worth staying.", wraps=True
    )
    place = QWidget()
    place.setLayout(column(words, None, gap=0))
    qtbot.addWidget(place)
    place.show()
    for width in range(180, 420, 7):
        place.resize(width, 200)
        QTest.qWait(1)
        assert words.height() >= words.heightForWidth(words.width())


def test_a_label_says_a_name_to_the_letter_also_where_it_looks_like_mark_up(qtbot):
    made = label("<b>Fear</b> & co")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    assert made.sizeHint().width() > label("Fear & co").sizeHint().width()


def test_a_box_is_hovered_no_longer_when_its_menu_closes_and_the_mouse_is_elsewhere(qtbot, look):
    shell = QWidget()
    qtbot.addWidget(shell)
    box = MenuButton(look, "Whose codings are shown")
    box.menu().addAction("All coders")
    shell.setLayout(column(box, None))
    shell.resize(300, 300)
    with qtbot.waitExposed(shell):
        shell.show()
    box.showMenu()
    qtbot.waitUntil(box.menu().isVisible)
    # What a real screen leaves behind: the menu had the mouse when it went
    QCursor.setPos(shell.mapToGlobal(QPoint(150, 290)))
    box.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    box.menu().close()
    assert not box.underMouse()

"""How texts stand, set while looking at them: every change is seen at once and kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QWidget

from gui.editor.layout import Direction
from gui.look import ALWAYS_DARK, ALWAYS_LIGHT, SYSTEM, Look
from gui.reading_style import LONGEST_MEASURE, MOST_LINE_HEIGHT, SHORTEST_MEASURE, Density, ReadingStyle
from gui.style import scaled
from gui.theme import LARGEST_READING, SANS, SERIF, SMALLEST_READING, sets_letters
from gui.widgets.controls import CheckBox, Choice, ToolButton, button
from gui.widgets.layout import column, hairline, label, row
from gui.widgets.popover import Popover
from gui.widgets.segments import Segments
from gui.widgets.slider import Slider

_WIDTH = 468
_LINE_HEIGHT_STEP, _MEASURE_PAGE = 5, 10


class ReadingStylePanel(Popover):
    """Shows what holds, also when it is changed elsewhere; directions leave as wishes for the open source."""

    direction_chosen = Signal(object)  # Direction of the whole source
    paragraph_direction_chosen = Signal(object)  # Direction of the paragraph at the caret

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.setAccessibleName(self.tr("Text and appearance"))
        self._fonts_are_listed = False
        self._make_text_controls()
        self._make_window_controls()
        self._make_direction_controls()
        self._build()
        self._connect()
        self.refresh()

    # what others ask

    def open(self, beside: QWidget) -> None:
        """Open below a button; the fonts of the system are looked up when they are first wanted."""
        if not self._fonts_are_listed:
            self._list_fonts()
        self.refresh()
        super().open(beside)

    def show_directions(self, whole: Direction | None, paragraph: Direction = Direction.AUTO) -> None:
        """Show what was said of the open source and of the paragraph at the caret; None: nothing is open."""
        why_not = self.tr("No source is open.") if whole is None else ""
        for choices, way in ((self.direction, whole), (self.paragraph, paragraph)):
            choices.setEnabled(whole is not None)
            choices.show_choice(way or Direction.AUTO)
            for one in Direction:
                choices.button(one).setToolTip(why_not or choices.button(one).text())

    def show_stop(self, widget: QWidget) -> None:
        """Scroll to what the keyboard has come to."""
        self.scroll_area.ensureWidgetVisible(widget)

    @Slot()
    def refresh(self, *_: object) -> None:
        """Show what holds now."""
        style = self._look.reading
        for slider, value in (
            (self.size_slider, style.size),
            (self.measure, style.measure),
            (self.line_height, round(style.line_height * 100)),
        ):
            slider.show_value(value)
        self._show_font(style.family)
        self.theme.show_choice(self._look.choice)
        self.density.show_choice(style.density)
        for box, is_on in (
            (self.contrast, self._look.is_high_contrast),
            (self.numbers, style.has_numbers),
            (self.speakers, style.marks_speakers),
            (self.trims, style.trims),
        ):
            box.blockSignals(True)
            box.setChecked(is_on)
            box.blockSignals(False)
            box.update()
        self.usual.setEnabled(style != ReadingStyle())

    def sizeHint(self) -> QSize:
        inner = self._content.sizeHint()
        least = self._content.minimumSizeHint().width()
        return QSize(max(scaled(_WIDTH), least + 2), self._head.sizeHint().height() + inner.height() + 4)

    # building

    def _make_text_controls(self) -> None:
        look = self._look
        self.size_slider = Slider(
            look, self.tr("Size of the text"), SMALLEST_READING, LARGEST_READING,
            str,
        )  # fmt: skip
        self.measure = Slider(
            look, self.tr("Longest line"), SHORTEST_MEASURE, LONGEST_MEASURE,
            lambda count: self.tr("%n character(s)", "", count),
        )  # fmt: skip
        self.measure.setPageStep(_MEASURE_PAGE)
        self.line_height = Slider(
            look, self.tr("Height of a line"), 100, round(MOST_LINE_HEIGHT * 100),
            lambda percent: self.tr("{percent} %").format(percent=percent),
        )  # fmt: skip
        self.line_height.setSingleStep(_LINE_HEIGHT_STEP)
        sliders = (self.size_slider, self.measure, self.line_height)
        for slider in sliders:
            slider.share_room(sliders)
        self.font_choice = Choice(look, self.tr("Font of the text"))
        self.font_choice.setMaxVisibleItems(12)
        self.numbers = CheckBox(look, self.tr("Number the paragraphs"))
        self.speakers = CheckBox(look, self.tr("Let speakers' names stand out"))
        self.trims = CheckBox(look, self.tr("Select without white space at the ends"))
        self.usual = button(self.tr("As usual"), "quiet")

    def _make_window_controls(self) -> None:
        look = self._look
        self.theme = Segments(
            look,
            self.tr("Appearance"),
            (
                (SYSTEM, self.tr("As the system")),
                (ALWAYS_LIGHT, self.tr("Light")),
                (ALWAYS_DARK, self.tr("Dark")),
            ),
        )
        self.contrast = CheckBox(look, self.tr("High contrast"))
        self.density = Segments(
            look,
            self.tr("Density"),
            (
                (Density.COMPACT, self.tr("Compact")),
                (Density.NORMAL, self.tr("Normal")),
                (Density.ROOMY, self.tr("Roomy")),
            ),
        )

    def _make_direction_controls(self) -> None:
        ways = (
            (Direction.AUTO, self.tr("by its letters")),
            (Direction.LEFT_TO_RIGHT, self.tr("left to right")),
            (Direction.RIGHT_TO_LEFT, self.tr("right to left")),
        )
        self.direction = Segments(self._look, self.tr("Direction of this source"), ways)
        self.paragraph = Segments(self._look, self.tr("Direction of this paragraph"), ways)
        self.show_directions(Direction.AUTO)

    def _build(self) -> None:
        rows: tuple[tuple[str, QWidget] | None, ...] = (
            (self.tr("Size"), self.size_slider),
            (self.tr("Line width"), self.measure),
            (self.tr("Line height"), self.line_height),
            (self.tr("Font"), self.font_choice),
            ("", self.numbers),
            ("", self.speakers),
            ("", self.trims),
            None,
            (self.tr("Appearance"), self.theme),
            ("", self.contrast),
            (self.tr("Density"), self.density),
            None,
            (self.tr("This source runs"), self.direction),
            (self.tr("This paragraph runs"), self.paragraph),
        )
        self._content = content = QWidget()
        content.setProperty("kind", "content")
        content.setLayout(_grid(rows))
        self.scroll_area = QScrollArea()
        self.scroll_area.setWidget(content)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.scroll_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._close = ToolButton(self._look, "cross", self.tr("Close"), size=14)
        self._head = QWidget()
        title = label(self.tr("Text and appearance"), bold=True)
        self._head.setLayout(row(title, None, self.usual, self._close, gap=4, edges=(16, 6, 8, 6)))
        body = column(self._head, hairline(), self.scroll_area, gap=0)
        body.setContentsMargins(1, 1, 1, 1)
        body.setStretch(2, 1)
        self.setLayout(body)
        self.setTabOrder(self.paragraph.button(Direction.RIGHT_TO_LEFT), self.usual)
        self.setTabOrder(self.usual, self._close)

    def _connect(self) -> None:
        look = self._look
        for signal in (look.changed, look.chosen, look.reading_changed):
            signal.connect(self.refresh)
        self.size_slider.chosen.connect(lambda size: self._set(size=size))
        self.measure.chosen.connect(lambda measure: self._set(measure=measure))
        self.line_height.chosen.connect(lambda percent: self._set(line_height=percent / 100))
        self.font_choice.currentIndexChanged.connect(self._on_font_chosen)
        self.numbers.toggled.connect(lambda is_on: self._set(has_numbers=is_on))
        self.speakers.toggled.connect(lambda is_on: self._set(marks_speakers=is_on))
        self.trims.toggled.connect(lambda is_on: self._set(trims=is_on))
        self.density.chosen.connect(lambda density: self._set(density=Density(density)))
        self.theme.chosen.connect(look.choose)
        self.contrast.toggled.connect(look.set_high_contrast)
        self.usual.clicked.connect(lambda: look.set_reading(ReadingStyle()))
        self.direction.chosen.connect(lambda way: self.direction_chosen.emit(Direction(way)))
        self.paragraph.chosen.connect(lambda way: self.paragraph_direction_chosen.emit(Direction(way)))
        self._close.clicked.connect(self.dismiss)

    def _set(self, **wishes: Any) -> None:
        self._look.set_reading(replace(self._look.reading, **wishes))

    # fonts

    def _list_fonts(self) -> None:
        self._fonts_are_listed = True
        families = [
            family
            for family in QFontDatabase.families()
            if QFontDatabase.isSmoothlyScalable(family)
            and not QFontDatabase.isPrivateFamily(family)
            and sets_letters(family)
        ]
        self.font_choice.blockSignals(True)
        self._offer_own_fonts()
        for family in families:
            self.font_choice.addItem(family, family)
        self.font_choice.blockSignals(False)

    def _offer_own_fonts(self) -> None:
        self.font_choice.clear()
        self.font_choice.addItem(self.tr("Serif"), SERIF)
        self.font_choice.addItem(self.tr("Sans, as the window"), SANS)

    def _show_font(self, family: str) -> None:
        self.font_choice.blockSignals(True)
        if not self.font_choice.count():
            self._offer_own_fonts()
        if (place := self.font_choice.findData(family)) < 0:
            # Picked once and since taken off the system, or not yet looked up
            self.font_choice.addItem(family, family)
            place = self.font_choice.count() - 1
        self.font_choice.setCurrentIndex(place)
        self.font_choice.blockSignals(False)
        self.font_choice.update()

    @Slot(int)
    def _on_font_chosen(self, place: int) -> None:
        if place >= 0:
            self._set(family=self.font_choice.itemData(place))


def _grid(rows: tuple[tuple[str, QWidget] | None, ...]) -> QGridLayout:
    """Return controls with their names before them; None draws a line."""
    grid = QGridLayout()
    grid.setContentsMargins(scaled(16), scaled(10), scaled(16), scaled(12))
    grid.setHorizontalSpacing(scaled(12))
    grid.setVerticalSpacing(scaled(6))
    grid.setColumnStretch(1, 1)
    for number, parts in enumerate(rows):
        if parts is None:
            grid.addWidget(hairline(), number, 0, 1, 2)
            grid.setRowMinimumHeight(number, scaled(12))
            continue
        name, control = parts
        if name:
            words: QLabel = label(name, "ink2")
            words.setBuddy(control)
            grid.addWidget(words, number, 0)
        grid.addWidget(control, number, 1)
    return grid

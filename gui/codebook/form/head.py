"""The head of the form: what is looked at, how often it was given, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from core.model.scheme import Code, Scale
from core.model.use import Use
from core.queries.coders import coders
from core.queries.sources import sources
from gui.codebook.form.editing import Editing
from gui.codebook.form.places import Thing
from gui.look import Look
from gui.style import scaled, text_font
from gui.widgets.controls import ToolButton, button
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import clear, column, label, row
from gui.widgets.menus import Menu
from gui.widgets.popover import Popover

_ONE_LINE, _LEAST = 620, 300
_COUNTS_WIDTH = 300


class Counts(Popover):
    """Who gave it how often, and in which sources."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self.setAccessibleName(self.tr("Codings by coder and by source"))
        self._lines = column(gap=2)
        self._close = ToolButton(look, "cross", self.tr("Close"), size=14)
        self._close.clicked.connect(self.dismiss)
        self._title = label("", bold=True)
        head = row(self._title, None, self._close)
        self.setLayout(column(head, self._lines, None, gap=6, edges=(14, 8, 8, 12)))
        self.setMinimumWidth(scaled(_COUNTS_WIDTH))

    def show_use(self, editing: Editing, title: str, use: Use) -> None:
        """Show the counts of a code or of a family's codes, the most first."""
        self._title.setText(title)
        clear(self._lines)
        ask = editing.bridge.ask
        self._add(self.tr("By coder"), {one.name: use.by_coder.get(one.id, 0) for one in ask(coders)})
        self._add(self.tr("By source"), {one.name: use.by_source.get(one.id, 0) for one in ask(sources)})

    def _add(self, title: str, counts: Mapping[str, int]) -> None:
        self._lines.addSpacing(scaled(4))
        self._lines.addWidget(label(title, "ink2", -2))
        given = sorted(((count, name) for name, count in counts.items() if count), key=lambda one: -one[0])
        for count, name in given[:_MOST_LINES]:
            self._line(name, f"{count}")
        if rest := given[_MOST_LINES:]:
            names = self.tr("%n more", "", len(rest))
            self._line(names, f"{sum(count for count, _ in rest)}")
        if none := sum(not count for count in counts.values()):
            self._line(self.tr("not given by %n other(s)", "", none), "0") if not given else None

    def _line(self, name: str, count: str) -> None:
        line = QWidget()
        words = ElidedLabel(self._look, text_font(), "ink")
        words.show_text(name)
        line.setLayout(row(words, None, label(count, "ink2"), edges=(0, 0, 8, 0)))
        self._lines.addWidget(line)


_MOST_LINES = 10


class Head(QWidget):
    """Title, family, scale and counts; its codings, and further acts in a menu."""

    codings_wanted = Signal()

    def __init__(self, editing: Editing, look: Look, over: QWidget) -> None:
        super().__init__()
        self._editing = editing
        self._use = Use()
        self._is_one_line: bool | None = None
        self.title = ElidedLabel(look, text_font(4, bold=True), "ink", least=120)
        self._about = ElidedLabel(look, text_font(-1), "ink2", least=60)
        self.counts = button("", "quiet")
        self.counts.setFont(text_font(-1))
        self.show_codings = button(self.tr("Show its codings"), "quiet")
        self.more = ToolButton(look, "more", self.tr("More"))
        self.menu = Menu(look, self.more)
        self.more.open_menu(self.menu)
        self._sheet = Counts(look, over)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(6))
        self._grid.setVerticalSpacing(0)
        self._about_line = QWidget()
        self._about_line.setLayout(row(self._about, self.counts, None, gap=0))
        self.setLayout(column(self._grid, edges=(24, 8, 12, 4)))
        self.counts.clicked.connect(self._on_counts)
        self.show_codings.clicked.connect(self.codings_wanted)
        # else one line would keep the form from getting so narrow that two are wanted
        self.setMinimumWidth(scaled(_LEAST))
        self._lay_out(is_one_line=True)

    def offer(self, acts: Iterable[QAction | None]) -> None:
        """Let the menu have these acts; None stands between groups."""
        for act in acts:
            if act is None:
                self.menu.addSeparator()
            else:
                self.menu.addAction(act)

    def show_thing(self, thing: Thing, family: str, scale: Scale) -> None:
        """Say what is looked at."""
        self.title.show_text(thing.name)
        words = self.tr("ordinal") if scale is Scale.ORDINAL else self.tr("nominal")
        parts = [family, words] if isinstance(thing, Code) else [self.tr("Family"), words]
        if isinstance(thing, Code) and not thing.is_codable:
            parts.append(self.tr("only a heading"))
        self._about.show_text(
            " · ".join(f"\N{FIRST STRONG ISOLATE}{p}\N{POP DIRECTIONAL ISOLATE}" for p in parts)
        )

    def show_use(self, use: Use) -> None:
        """Say how often it was given."""
        self._use = use
        where = self.tr("in %n source(s)", "", len(use.by_source))
        words = self.tr("%n coding(s)", "", use.codings)
        told = f"{words} {where}" if use.codings else self.tr("not given yet")
        # figures would change places in a mirrored window
        self.counts.setText(f"\N{FIRST STRONG ISOLATE}{told}\N{POP DIRECTIONAL ISOLATE}")
        self.counts.setAccessibleName(told)
        self.counts.setEnabled(bool(use.codings))
        self.counts.setToolTip(
            self.tr("%n of them unsure", "", use.unsure) if use.unsure else self.tr("By coder and by source")
        )
        self.show_codings.setEnabled(bool(use.codings))

    @Slot()
    def _on_counts(self) -> None:
        self._sheet.show_use(self._editing, self.counts.accessibleName(), self._use)
        self._sheet.open(self.counts)

    # room

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(is_one_line=event.size().width() >= scaled(_ONE_LINE))

    def _lay_out(self, *, is_one_line: bool) -> None:
        if is_one_line == self._is_one_line:
            return
        self._is_one_line = is_one_line
        parts = (self.title, self._about_line, self.show_codings, self.more)
        for part in parts:
            self._grid.removeWidget(part)
        self._grid.addWidget(self.title, 0, 0)
        if is_one_line:
            self._grid.addWidget(self._about_line, 0, 1)
        else:
            self._grid.addWidget(self._about_line, 1, 0, 1, 4)
        self._grid.addWidget(self.show_codings, 0, 2)
        self._grid.addWidget(self.more, 0, 3)
        self._grid.setColumnStretch(0, 0 if is_one_line else 1)
        self._grid.setColumnStretch(1, 1 if is_one_line else 0)

"""The middle of the window: heading, find bar, and the open source with its codings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.model.changes import ChangeSet
from core.model.coding import Source
from core.model.ids import CodingId
from core.model.span import Span
from core.queries.sources import not_codable, text
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.editor.editor import Editor, ShownCoding
from gui.look import Look
from gui.models.sources import SourcesModel
from gui.panels.coding_feed import CodingFeed
from gui.panels.find_bar import FindBar
from gui.panels.heading import SourceHeading
from gui.widgets.layout import column, hairline, label, surface
from gui.widgets.messages import Banner, EmptyState


class Reading(QWidget):
    """Keeps the editor in step with the project, and the desk in step with the editor."""

    import_wanted = Signal()
    place_changed = Signal()

    def __init__(self, bridge: SessionBridge, desk: Desk, sources: SourcesModel, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._desk = desk
        self._sources = sources
        self._look = look
        self._text = ""
        self.heading = SourceHeading(bridge, desk, sources, look)
        self.find_bar = FindBar(look)
        self.banner = Banner(look)
        self.editor = Editor(look.theme)
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self.editor.set_reading(look.reading)
        self.feed = CodingFeed(bridge, desk, self.editor)
        self.feed.read.connect(self.place_changed)
        self.editor.view.describe = self.feed.described
        self.heading.may_count = self._is_whole
        self._on_source_changed()

    def _build(self) -> None:
        banner_place = QWidget()
        banner_place.setLayout(column(self.banner, edges=(12, 8, 12, 8)))
        self._banner_place = banner_place
        banner_place.hide()
        self._pages.addWidget(self.editor)
        nothing = label(self.tr("Choose a source to read and code it."), "ink2")
        nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages.addWidget(nothing)
        empty = EmptyState(
            self.tr("No sources yet. Import texts, or drop them here."), self.tr("Import…"), is_centred=True
        )
        empty.asked.connect(self.import_wanted)
        self._pages.addWidget(empty)
        self._line = hairline()
        self._body = body = column(self.heading, self._line, banner_place, self.find_bar, self._pages, gap=0)
        body.setStretch(4, 1)
        self.setLayout(column(surface("paper", body), gap=0))

    def _connect(self) -> None:
        editor, desk = self.editor, self._desk
        editor.selection_changed.connect(self._on_selection_changed)
        editor.caret_moved.connect(self.place_changed)
        editor.choice_changed.connect(desk.choose_all)
        desk.choice_changed.connect(self._on_choice_changed)
        desk.source_changed.connect(self._on_source_changed)
        self._bridge.changed.connect(self._on_changed)
        self._sources.modelReset.connect(self._choose_page)
        self.heading.find_wanted.connect(self.open_find)
        self.find_bar.found.connect(editor.set_hits)
        self.find_bar.closed.connect(self._on_find_closed)
        self.banner.closed.connect(self._banner_place.hide)
        self._look.changed.connect(self._on_theme_changed)
        self._look.reading_changed.connect(editor.set_reading)

    # what others ask

    def codings_here(self, chosen: Sequence[int], most: int) -> tuple[list[int], int]:
        """Return the first of what is chosen and of what else lies here, and how many there are in all.

        Here is the selection, or the caret; a memo on bare words counts below zero.
        """
        selection = self._desk.selection
        if self._desk.source is None:
            return [], 0
        start, end = (selection.start, selection.end) if selection else self._place()
        index = self.editor.view.index
        elsewhere = sum(not _touches(index.get(key), start, end) for key in chosen)
        here = (coding.id for coding in index.first_touching(start, end, most))
        first = dict.fromkeys((*chosen[:most], *here))
        return [*first][:most], elsewhere + index.count(start, end)

    def _place(self) -> tuple[int, int]:
        """Return the character that is looked at: at the caret, or where a coding chosen elsewhere begins."""
        caret = self.editor.caret
        chosen = self.editor.view.index.get(self.editor.chosen_coding)
        if chosen is not None and not chosen.span.start <= caret < chosen.span.end:
            caret = chosen.span.start
        return caret, caret + 1

    def add_band(self, band: QWidget) -> None:
        """Put something between the heading and the text, for as long as it is shown."""
        self._body.insertWidget(2, band)

    @property
    def text(self) -> str:
        """Return the stored text of the open source; empty without one."""
        return self._text

    def selected_words(self) -> str:
        """Return the selected words as they stand in the source."""
        span = self._desk.selection
        return self._text[span.start : span.end] if span else ""

    def rect_of(self, span: Span) -> QRect:
        """Return where words stand on the screen, brought into view."""
        view = self.editor.view
        view.reveal(span)
        box = view.span_rect(span)
        return QRect(view.viewport().mapToGlobal(box.topLeft()), box.size())

    @Slot()
    def open_find(self) -> None:
        """Open the find bar, with the selected words when they are few."""
        if self._desk.source is None:
            return
        span = self._desk.selection
        words = self._text[span.start : span.end] if span and len(span) < 60 else ""
        self.find_bar.open("" if "\n" in words else words, span.start if span else self.editor.caret)

    @Slot(str)
    def show_failure(self, sentence: str) -> None:
        """Show a failure above the text."""
        self.banner.show_failure(sentence)
        self._banner_place.show()

    def show_attention(self, sentence: str, act: str = "", does: Callable[[], object] | None = None) -> None:
        """Show something above the text that wants a look, with one act if there is one."""
        self.banner.show_attention(sentence, act, does)
        self._banner_place.show()

    # keeping in step

    @Slot()
    def _on_source_changed(self, *_: object) -> None:
        source = self._desk.source
        self._text = ""
        self._choose_page()
        if source is None:
            self.editor.clear()
            self.feed.show_codings()
            self.find_bar.dismiss()
            self.heading.show_source(None, "", [])
            return
        self._text = self._bridge.ask(text, source.revision)
        spans = self._bridge.ask(not_codable, source.revision)
        self.editor.show_source(self._text, spans)
        self.feed.show_codings()
        self.place_changed.emit()
        self.find_bar.search_in(self._text)
        self.heading.show_source(source, self._text, spans)

    def _is_whole(self) -> bool:
        """Tell whether all of the text and of its codings are there."""
        return self.editor.is_filled and not self.feed.is_reading

    @Slot()
    def _choose_page(self) -> None:
        has_source = self._desk.source is not None
        self._line.setVisible(has_source)
        self._pages.setCurrentIndex(0 if has_source else 1 if self._sources.rowCount() else 2)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if self._desk.source is None:
            return
        if "not_codable" in changes.tables:
            self._show_not_codable(self._desk.source)

    def _show_not_codable(self, source: Source) -> None:
        spans = self._bridge.ask(not_codable, source.revision)
        self.editor.set_not_codable(spans)
        self.heading.show_source(source, self._text, spans)

    @Slot(object)
    def _on_selection_changed(self, span: Span | None) -> None:
        self._desk.select(span)
        self.place_changed.emit()

    @Slot(object)
    def _on_choice_changed(self, chosen: tuple[CodingId, ...]) -> None:
        if self.editor.chosen_codings != chosen:
            # A coding just made reaches the editor with the same change set, perhaps after this
            QTimer.singleShot(0, self, self._follow_choice)

    @Slot()
    def _follow_choice(self) -> None:
        self.feed.bring(self._desk.chosen_all)
        self.editor.choose_all(self._desk.chosen_all)

    @Slot()
    def _on_find_closed(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.editor.set_theme(self._look.theme)


def _touches(coding: ShownCoding | None, start: int, end: int) -> bool:
    return coding is not None and coding.span.start < end and coding.span.end > start

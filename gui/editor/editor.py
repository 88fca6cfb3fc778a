"""The editor: gutter, text, margin and overview as one part, for the window to place and to listen to.

It knows nothing of a project. Codings come in as `ShownCoding`, acts leave as signals, and every place
in the text is an offset in code points.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QStyle, QWidget

from core.model.span import Span
from core.text.turns import Turn
from gui.editor.choice import Choice, toggled
from gui.editor.columns import columns, usual_width
from gui.editor.direction import NOTHING_SAID, Direction, Overruled
from gui.editor.drag import CodeDrop
from gui.editor.gestures import Gestures
from gui.editor.gutter import Gutter
from gui.editor.hand import Hand
from gui.editor.index import CodingIndex
from gui.editor.margin import Margin
from gui.editor.overview import Overview
from gui.editor.ring import FocusRing
from gui.editor.shown import ShownCoding
from gui.editor.steps import Step, where_to
from gui.editor.view import SourceView
from gui.reading_style import ReadingStyle
from gui.theme import LIGHT, Theme

__all__ = ["Editor", "ShownCoding"]


class Editor(QWidget):
    """Shows a source with its codings; mirrors with the layout direction while the text keeps its own."""

    selection_changed = Signal(object)  # Span | None
    caret_moved = Signal()
    choice_changed = Signal(object)  # tuple of coding ids, chosen by hand; the last is meant first of all
    segment_wanted = Signal(int, object)  # coding id, Span: an end was moved by hand
    code_dropped = Signal(int)  # on the selection
    code_wanted = Signal()
    remove_wanted = Signal(int)
    key_typed = Signal(str)
    context_wanted = Signal(object)  # QPoint, global
    reading_size_changed = Signal(int)
    filling_changed = Signal(int, int)  # characters there, characters in all; equal when done

    def __init__(self, theme: Theme = LIGHT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen: Choice = ()
        self._hovered: int | None = None
        self._fresh: frozenset[int] = frozenset()
        self._speakers: Sequence[Span] = ()
        self._lacks_codings = False
        self._steps: list[tuple[Step, bool]] = []
        # whether the ends of a coding may be moved; the window knows whose it is
        self.may_change: Callable[[int], bool] = lambda coding_id: True
        self.view = SourceView(theme, self)
        self.gutter = Gutter(self.view, theme, self)
        self.margin = Margin(self.view, theme, self)
        self.overview = Overview(self.view, theme, self)
        self.hand = Hand(self.view)
        self.gestures = Gestures(self.view, self.hand)
        self.code_drop = CodeDrop(self.view)
        self._ring = FocusRing(theme, self)
        self.setFocusProxy(self.view)
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Source with its codings"))
        self._connect()
        self.set_theme(theme)

    def _connect(self) -> None:
        self.view.selection_changed.connect(self._on_selection_changed)
        self.view.caret_moved.connect(self.caret_moved)
        self.view.filled.connect(self.filling_changed)
        self.view.keyboard_focus_changed.connect(self._ring.setVisible)
        self.gestures.chosen.connect(self._on_chosen)
        self.gestures.choice_wanted.connect(self._on_choice_wanted)
        self.gestures.segment_wanted.connect(self.segment_wanted)
        self.hand.segment_wanted.connect(self.segment_wanted)
        self.hand.end_shown.connect(self._on_end_shown)
        self.code_drop.dropped.connect(self.code_dropped)
        self.gestures.code_wanted.connect(self.code_wanted)
        self.gestures.remove_wanted.connect(self.remove_wanted)
        self.gestures.key_typed.connect(self.key_typed)
        self.gestures.context_wanted.connect(self.context_wanted)
        self.gestures.size_wanted.connect(self._on_size_wanted)
        self.margin.chosen.connect(self._on_chosen)
        self.margin.chosen_too.connect(self.gestures.choose_too)
        self.margin.menu_wanted.connect(self._on_menu_wanted)
        self.margin.hovered.connect(self._on_hovered)
        self.overview.scrolled.connect(self.view.scroll_to_offset)

    # What is shown

    def show_source(self, text: str, not_codable: Sequence[Span] = ()) -> None:
        """Show a text from its beginning, without codings; a long one goes on filling for a while."""
        self._chosen, self._hovered = (), None
        self._fresh = frozenset()
        self._lacks_codings = False
        self._steps.clear()
        self.gestures.set_choice(())
        self.margin.set_chosen(())
        self.view.painter.movable = None
        self.hand.forget()
        self.gestures.set_turns(None)
        self._speakers = ()
        self.view.show_source(text, not_codable)
        if self.is_filled:
            self.filling_changed.emit(len(text), len(text))
        self.gutter.show_source(text)
        self.margin.forget_lanes()
        self.overview.refresh()

    @property
    def is_filled(self) -> bool:
        """Tell whether all of the text is there."""
        return self.view.offsets.is_whole

    def set_not_codable(self, spans: Sequence[Span]) -> None:
        """Show other parts of the same text as not codable."""
        self.view.set_not_codable(spans)
        self.gutter.update()

    def set_speakers(self, spans: Sequence[Span]) -> None:
        """Say where speakers are named; they stand out if the reader wants them to."""
        self._speakers = tuple(spans)
        self.view.set_speakers(self._speakers if self.view.metrics.style.marks_speakers else ())

    def set_turns(self, turns: Sequence[Turn]) -> None:
        """Say who speaks where: a selection grows by turns, and speakers are set apart."""
        self.gestures.set_turns(turns)
        self.set_speakers([turn.speaker for turn in turns])

    def set_directions(self, whole: Direction, paragraphs: Overruled = NOTHING_SAID) -> None:
        """Let the source, and single paragraphs of it, run as the reader says."""
        self.view.set_directions(whole, paragraphs)

    def clear(self) -> None:
        """Show no source."""
        self.show_source("")

    def set_codings(self, codings: Sequence[ShownCoding], more_follow: bool = False) -> None:
        """Show these codings and no others; the chosen ones stay chosen if they are among them.

        Where `more_follow` with `add_codings`, what is chosen and what is stepped to waits for the last.
        """
        index = CodingIndex(() if more_follow else codings)
        if more_follow:
            for coding in codings:
                index.add(coding)
        self.view.set_index(index)
        self._fresh = frozenset()
        self._lacks_codings = more_follow
        self._steps.clear()
        self.margin.forget_lanes()
        self._after_change()
        self.overview.refresh()

    def add_codings(self, codings: Sequence[ShownCoding], more_follow: bool = True) -> None:
        """Show the next of many codings, which come in order of their starts."""
        if added := self.view.index.extend(codings):
            reach = Span(added[0].span.start, max(coding.span.end for coding in added))
            self.view.painter.forget(reach)
            self.overview.refresh(reach)
            start, end = self.view.visible_span()
            if reach.start < end and reach.end > start:
                self.margin.update()
                self.view.viewport().update()
        self._lacks_codings = more_follow
        if not more_follow:
            self._after_change()
            steps, self._steps = self._steps, []
            for kind, back in steps:
                self.step(kind, back)

    def show_also(self, codings: Sequence[ShownCoding]) -> None:
        """Show some codings ahead of their turn; nothing stands out by it."""
        self._show_anew((), codings)
        self.margin.update()
        self.view.viewport().update()

    def change_codings(self, removed: Collection[int], added: Sequence[ShownCoding]) -> None:
        """Take out and put in some codings, at a cost that does not grow with the others.

        What was added stands out until the next act. A coding that is shown already is shown anew.
        """
        self._show_anew(removed, added)
        self._fresh = frozenset(coding.id for coding in added)
        self._after_change()

    def _show_anew(self, removed: Collection[int], added: Sequence[ShownCoding]) -> None:
        index = self.view.index
        touched = []
        for coding_id in removed:
            if gone := index.remove(coding_id):
                touched.append(gone.span)
        for coding in added:
            if before := index.get(coding.id):
                touched.append(before.span)
            index.add(coding)
            touched.append(coding.span)
        for span in touched:
            self.view.painter.forget(span)
            self.overview.refresh(span)

    def _after_change(self) -> None:
        kept = tuple(one for one in self._chosen if self.view.index.get(one))
        if kept != self._chosen and not self._lacks_codings:
            self._take_choice(kept)
        self._emphasise()
        self.margin.update()

    # What is chosen

    @property
    def chosen_coding(self) -> int | None:
        """Return the id of the coding chosen last."""
        return self._chosen[-1] if self._chosen else None

    @property
    def chosen_codings(self) -> Choice:
        """Return the ids of all chosen codings, in the order in which they were chosen."""
        return self._chosen

    def choose(self, coding_id: int | None, scroll: bool = True, also: bool = False) -> None:
        """Choose a coding that is shown, or none; `also` adds it to the others or takes it from them."""
        if coding_id is None:
            self.choose_all((), scroll)
        else:
            self.choose_all(toggled(self._chosen, coding_id) if also else (coding_id,), scroll)

    def choose_all(self, ids: Sequence[int], scroll: bool = True) -> None:
        """Choose those of some codings that are shown; the selection goes."""
        self._fresh = frozenset()
        self._take_choice(tuple(one for one in ids if self.view.index.get(one)))
        if last := self.view.index.get(self.chosen_coding):
            self.view.deselect()
            if scroll:
                self.view.reveal(last.span)

    def _take_choice(self, ids: Choice) -> None:
        self._chosen = ids
        self.gestures.set_choice(ids)
        self.margin.set_chosen(ids)
        last = self.chosen_coding
        self.view.painter.movable = last if last is not None and self.may_change(last) else None
        self._emphasise()

    def _emphasise(self) -> None:
        hovered = set() if self._hovered is None else {self._hovered}
        self.view.painter.set_emphasis(self._chosen, {*self._fresh, *self._chosen, *hovered})
        self.view.viewport().update()

    def step(self, kind: Step, back: bool = False) -> bool:
        """Go to the next place of a kind, or the one before; False where there is none further.

        While codings are still coming in, the step waits for them.
        """
        if self._lacks_codings:
            self._steps.append((kind, back))
            return True
        found = where_to(self.view, self.view.index.get(self.chosen_coding), kind, back, self._speakers)
        if isinstance(found, Span):
            self.select(found)
        elif found:
            self._on_chosen(found.id)
        return found is not None

    # What is selected

    @property
    def selected_span(self) -> Span | None:
        """Return what is selected, without outer white space and with whole characters."""
        return self.view.selected_span

    @property
    def caret(self) -> int:
        """Return the offset of the caret."""
        return self.view.caret

    def select(self, span: Span, scroll: bool = True) -> None:
        """Select a span, as a hand would."""
        if scroll:
            self.view.go_to(span)
        else:
            self.view.select(span)

    def selection_rect(self) -> QRect:
        """Return the visible part of the selection on the screen, or else the caret."""
        span = self.view.selected_span
        box = self.view.span_rect(span) if span else QRect()
        if box.isEmpty():
            box = self.view.cursorRect()
        return QRect(self.view.viewport().mapToGlobal(box.topLeft()), box.size())

    def set_hits(self, hits: Sequence[Span], current: int | None = None) -> None:
        """Frame what a search found and bring the current hit into view."""
        shown = hits[current] if current is not None else None
        self.view.painter.set_hits(hits, shown)
        self.view.viewport().update()
        if shown:
            self.view.reveal(shown)

    # How it looks

    def set_theme(self, theme: Theme) -> None:
        """Take another appearance."""
        self._theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.paper))
        self.setPalette(palette)
        for part in (self.view, self.gutter, self.margin, self.overview, self._ring):
            part.set_theme(theme)

    def set_reading(self, style: ReadingStyle) -> None:
        """Let the text stand in another way; what is at the top stays there."""
        before = self.view.metrics.style
        if style == before:
            return
        top, _ = self.view.visible_span()
        self.view.set_reading(style)
        self.gutter.show_numbers(style.has_numbers)
        if style.marks_speakers != before.marks_speakers:
            self.set_speakers(self._speakers)
        self._place_parts()
        self.view.scroll_to_offset(top)
        if style.size != before.size:
            self.reading_size_changed.emit(style.size)

    def set_reading_size(self, pixels: int) -> None:
        """Set the size of the text; Arabic letters and all distances grow along."""
        self.set_reading(replace(self.view.metrics.style, size=pixels))

    def sizeHint(self) -> QSize:
        return QSize(usual_width(self.view.metrics), 600)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_parts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_parts()

    def _place_parts(self) -> None:
        parts = (self.gutter, self.view, self.margin, self.overview)
        shared = columns(self.width(), self.view.metrics)
        for part, (start, width) in zip(parts, shared, strict=True):
            box = QRect(start, 0, width, self.height())
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), box))
        self._ring.setGeometry(self.rect())
        for part in (self.gutter, self.margin, self._ring):
            part.raise_()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the text also from the sides."""
        QApplication.sendEvent(self.view.viewport(), event)

    # What hands do

    @Slot(object)
    def _on_selection_changed(self, span: Span | None) -> None:
        if span is not None:
            self._fresh = frozenset()
            if self._chosen:
                self._take_choice(())
                self._tell_choice()
            self._emphasise()
        self.selection_changed.emit(span)

    @Slot(object)
    @Slot(int)
    def _on_chosen(self, coding_id: int | None) -> None:
        self.choose(coding_id)
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._tell_choice()

    @Slot(object)
    def _on_choice_wanted(self, ids: Choice) -> None:
        # What is clicked on is in view
        self.choose_all(ids, scroll=False)
        self.view.setFocus(Qt.FocusReason.MouseFocusReason)
        self._tell_choice()

    @Slot(int, QPoint)
    def _on_menu_wanted(self, coding_id: int, place: QPoint) -> None:
        if coding_id not in self._chosen:
            self._on_choice_wanted((coding_id,))
        self.context_wanted.emit(place)

    def _tell_choice(self) -> None:
        self.choice_changed.emit(self._chosen)

    @Slot(object)
    def _on_end_shown(self, coding: ShownCoding) -> None:
        self.show_also((coding,))

    @Slot(object)
    def _on_hovered(self, coding_id: int | None) -> None:
        self._hovered = coding_id
        self._emphasise()

    @Slot(int)
    def _on_size_wanted(self, steps: int) -> None:
        self.set_reading_size(self.view.metrics.size + steps)

    def caret_point(self) -> QPoint:
        """Return where the caret is on the screen."""
        return self.view.caret_point()

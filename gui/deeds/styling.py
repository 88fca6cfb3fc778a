"""How the open text looks: the panel of settings, speakers that stand out, directions that were overruled."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSettings, QTimer, Slot

from core.jobs import Progress
from core.text.turns import Turn, turns
from gui.deeds.parts import Parts, on
from gui.directions import Directions
from gui.editor.direction import Direction, paragraphs_around
from gui.jobs import Job, start
from gui.panels.reading_style import ReadingStylePanel

# The first paint comes before what can wait
_REST = 300  # milliseconds


class Styling(QObject):
    """Keeps the editor in step with what the reader chose, for this source and for all."""

    def __init__(self, parts: Parts, settings: QSettings, project: str) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._desk = parts.desk
        self._editor = parts.reading.editor
        self._directions = Directions(settings, project)
        self._finding: Job | None = None
        self._soon = QTimer(self, singleShot=True, interval=_REST)
        self._soon.timeout.connect(self._find_turns)
        self.panel = ReadingStylePanel(parts.look, parts.window)
        self.panel.direction_chosen.connect(self._on_direction_chosen)
        self.panel.paragraph_direction_chosen.connect(self._on_paragraph_direction_chosen)
        self._desk.source_changed.connect(self._on_source_changed)
        on(parts.acts.reading_style, self.open_panel)
        parts.reading.heading.view_options.clicked.connect(self.open_panel)

    @Slot()
    def open_panel(self) -> None:
        """Open the settings of the text beside the button in its heading."""
        self._show_directions()
        self.panel.open(self._parts.reading.heading.view_options)

    def _show_directions(self) -> None:
        source = self._desk.source
        if source is None:
            self.panel.show_directions(None)
            return
        whole, paragraphs = self._directions.of(source)
        self.panel.show_directions(whole, paragraphs.at(self._paragraphs_here()[0]))

    @Slot()
    def _on_source_changed(self, *_: object) -> None:
        self._stop_finding()
        source = self._desk.source
        if source is not None:
            self._editor.set_directions(*self._directions.of(source))
            self._soon.start()

    @Slot(object)
    def _on_direction_chosen(self, whole: Direction) -> None:
        if (source := self._desk.source) is not None:
            _, paragraphs = self._directions.of(source)
            self._directions.keep(source, whole, paragraphs)
            self._editor.set_directions(whole, paragraphs)

    @Slot(object)
    def _on_paragraph_direction_chosen(self, way: Direction) -> None:
        """Overrule the paragraphs of the selection, or the one the caret stands in."""
        if (source := self._desk.source) is None:
            return
        whole, paragraphs = self._directions.of(source)
        paragraphs = paragraphs.said(*self._paragraphs_here(), way)
        self._directions.keep(source, whole, paragraphs)
        self._editor.set_directions(whole, paragraphs)

    def _paragraphs_here(self) -> tuple[int, int]:
        """Return where the paragraphs of the selection or the caret begin and end."""
        caret, span = self._editor.caret, self._desk.selection
        first, last = (span.start, span.end - 1) if span else (caret, caret)
        return paragraphs_around(self._parts.reading.text, first, last)

    # who speaks

    @Slot()
    def _find_turns(self) -> None:
        if not self._editor.is_filled:
            self._soon.start()
        elif self._parts.reading.text:
            self._finding = start(self, _turns, self._parts.reading.text)
            self._finding.finished.connect(self._on_turns_found)

    def _stop_finding(self) -> None:
        self._soon.stop()
        if self._finding is not None:
            self._finding.finished.disconnect(self._on_turns_found)
            self._finding.cancel()
            self._finding = None

    @Slot(object)
    def _on_turns_found(self, found: list[Turn]) -> None:
        self._finding = None
        self._editor.set_turns(found)


def _turns(progress: Progress, text: str) -> list[Turn]:
    progress.step(0, 0)
    return turns(text)

"""The heading of a source: its name, its size, whose codings are shown, how far the coder is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from time import sleep

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from core.jobs import Progress
from core.model.coding import Source
from core.model.span import Span, union
from core.text.units import words
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.jobs import Job, start
from gui.look import Look
from gui.models.sources import SourcesModel
from gui.panels.states import StateButton
from gui.panels.whose import HiddenNote, WhoseButton
from gui.style import scaled, text_font
from gui.widgets.controls import ToolButton
from gui.widgets.elided import ElidedLabel
from gui.widgets.layout import column, row, surface
from gui.widgets.slots import width_of


def codable_share(characters: int, not_codable: list[Span]) -> int:
    """Return how much of a text is codable, in whole percent; never 100 while something is not."""
    lost = sum(len(span) for span in union(not_codable))
    return int(100 * (characters - lost) / characters) if characters else 100


_REST = 400  # milliseconds
_AT_ONCE, _BREATH = 4_000, 0.001  # characters, seconds
_BETWEEN_WORDS = re.compile("[ \n]")
_BETWEEN = " · "
_ROOMY = 720  # from here on the heading has room for whole sentences


class Facts(ElidedLabel):
    """Facts in one line, the first the weightiest: where room is short the last are left out whole."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, text_font(-1), "ink3", least=0)
        self._facts: tuple[str, ...] = ()

    def show_facts(self, facts: Sequence[str]) -> None:
        """Show other facts; the tooltip has all of them always."""
        self._facts = tuple(facts)
        self.show_text(_BETWEEN.join(facts))

    @property
    def shown(self) -> str:
        """Return what there is room for."""
        for count in range(len(self._facts), 0, -1):
            words = _BETWEEN.join(self._facts[:count])
            if width_of(words, text_font(-1)) <= self.width():
                return words
        return ""


class SourceHeading(QWidget):
    """Everything about the open source that is not its text."""

    find_wanted = Signal()

    def __init__(self, bridge: SessionBridge, desk: Desk, sources: SourcesModel, look: Look) -> None:
        super().__init__()
        self._desk = desk
        self._sources = sources
        self._counting: Job | None = None
        # asked before words are counted: whether the source is shown whole
        self.may_count: Callable[[], bool] = lambda: True
        self._text = ""
        # a thread that counts slows the first paint down tenfold: it begins when the text is there
        self._until_counting = QTimer(self, singleShot=True, interval=_REST)
        self._until_counting.timeout.connect(self._count)
        self._facts: list[str] = []
        self._title = ElidedLabel(look, text_font(2, bold=True), "ink", least=240)
        self._size = Facts(look)
        self.find_button = ToolButton(look, "search", self.tr("Find in this source"))
        self.view_options = ToolButton(look, "settings", self.tr("Text size and appearance"))
        self.hidden_note = HiddenNote(desk, look)
        self.whose = WhoseButton(bridge, desk, look)
        self.state = StateButton(desk, sources, look)
        parts = row(
            self._title, 6, self._size, None, self.hidden_note, self.find_button, self.view_options, 2,
            self.whose, self.state, gap=6, edges=(26, 0, 14, 0),
        )  # fmt: skip
        self.setLayout(column(surface("paper", parts), gap=0))
        self.setFixedHeight(scaled(50))
        self._connect()
        self.refresh()

    def _connect(self) -> None:
        self.find_button.clicked.connect(self.find_wanted)
        for signal in (
            self._desk.source_changed,
            self._desk.coder_changed,
            self._sources.dataChanged,
            self._sources.modelReset,
        ):
            signal.connect(self.refresh)

    @Slot()
    def refresh(self, *_: object) -> None:
        """Say what holds now."""
        source = self._desk.source
        self.setVisible(source is not None)
        if source is not None:
            self._title.show_text(source.name)
            self.state.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.hidden_note.be_short(self.width() < scaled(_ROOMY))

    @property
    def is_counted(self) -> bool:
        """Tell whether nothing more is to be learned about the source."""
        return self._counting is None and not self._until_counting.isActive()

    def show_source(self, source: Source | None, text: str, not_codable: list[Span]) -> None:
        """Show a source's size; its words are counted beside the window."""
        self._stop_counting()
        if source is None:
            return
        facts = [self.tr("%Ln character(s)", "", source.characters)]
        facts.append(self.tr("{share} % codable").format(share=codable_share(source.characters, not_codable)))
        if source.revision_number > 1:
            facts.append(self.tr("revision {number}").format(number=source.revision_number))
        self._facts = facts
        self._show_facts()
        self._text = text
        self._until_counting.start()

    @Slot()
    def _count(self) -> None:
        if not self.may_count():
            self._until_counting.start()
            return
        self._counting = start(self, _count_words, self._text)
        self._counting.finished.connect(self._on_words_counted)

    def _stop_counting(self) -> None:
        self._until_counting.stop()
        if self._counting is not None:
            self._counting.finished.disconnect(self._on_words_counted)
            self._counting.cancel()
            self._counting = None

    @Slot(object)
    def _on_words_counted(self, count: int) -> None:
        self._counting = None
        self._facts.insert(0, self.tr("%Ln word(s)", "", count))
        self._show_facts()

    def _show_facts(self) -> None:
        self._size.show_facts(self._facts)


def _count_words(progress: Progress, text: str) -> int:
    """Count a few lines at a time: a thread that never rests holds up the window at each of its steps."""
    count = start = 0
    while start < len(text):
        found = _BETWEEN_WORDS.search(text, start + _AT_ONCE)
        end = found.end() if found else len(text)
        count += len(words(text[start:end]))
        progress.step(end, len(text))
        sleep(_BREATH)
        start = end
    return count

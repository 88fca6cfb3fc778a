"""Importing texts: how each file was read, changeable before anything is added."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QPainter, QTextOption
from PySide6.QtWidgets import QListView, QTextEdit, QWidget

from core.commands.sources import NewSource
from core.errors import GlossatorError
from core.exchange.importing import ReadSource, read_source
from core.jobs import Progress
from gui.bridge import sentence
from gui.dialogs.sheet import Sheet, named
from gui.jobs import Job, start
from gui.look import Look
from gui.models.entries import ENTRY, Entry, EntryModel
from gui.models.roles import AnyIndex
from gui.style import scaled, text_font
from gui.theme import is_right_to_left, reading_font
from gui.widgets.controls import CheckBox, Choice, button
from gui.widgets.icons import paint_icon
from gui.widgets.layout import column, label, row
from gui.widgets.rows import RowDelegate, prepare_list
from gui.widgets.slots import Slots, width_of, write

# What stands in the way of a preview is laying it out, not reading it
_PREVIEW = 20_000


@dataclass(frozen=True)
class Reading:
    """One file as it is to be read, and what came of it: a text or a sentence."""

    path: Path
    encoding: str | None = None
    join_lines: bool = False
    found: ReadSource | None = None
    fault: str = ""

    def read(self) -> Reading:
        """Return this file read as it says; a file that cannot be read says why."""
        try:
            found = read_source(self.path, self.encoding, join_lines=self.join_lines)
        except GlossatorError as error:
            return replace(self, found=None, fault=sentence(error))
        return replace(self, found=found, fault="")


def read_all(progress: Progress, readings: list[Reading]) -> list[Reading]:
    """Read file after file."""
    return [reading.read() for reading in progress.over(readings, len(readings))]


class _FileDelegate(RowDelegate):
    def paint_row(self, painter: QPainter, slots: Slots, index: AnyIndex) -> None:
        theme, entry = self.look.theme, index.data(ENTRY)
        assert isinstance(entry, Entry)
        token = theme.bad if entry.icon == "failure" else theme.good
        paint_icon(painter, slots.lead(scaled(14), scaled(8)), entry.icon, token, scaled(14))
        note = min(width_of(entry.detail, text_font(-2)), slots.rest().width() / 2)
        detail = slots.trail(note, scaled(6))
        write(painter, detail, entry.detail, theme.ink3, text_font(-2), slots.is_mirrored)
        write(painter, slots.rest(), entry.text, theme.ink, text_font(), slots.is_mirrored)


class ImportDialog(Sheet):
    """`new_sources` are the texts to add when it was accepted; files at fault are left out."""

    def __init__(
        self, paths: list[Path], encodings: list[str], look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(self.tr("Import sources"), self.tr("Import"), parent)
        self._readings = [Reading(path) for path in paths]
        self._job: Job | None = None
        self._unread: set[Path] = set()
        self._entries = EntryModel(self)
        self.files = QListView()
        prepare_list(self.files, self.tr("Files"))
        self.files.setProperty("kind", "boxed")
        self.files.setModel(self._entries)
        delegate = _FileDelegate(look, self.files, 28, 2)
        delegate.keyboard_is_elsewhere = True
        self.files.setItemDelegate(delegate)
        self.encoding = Choice(look, self.tr("Encoding"))
        self.encoding.addItems(encodings)
        self.join_lines = CheckBox(look, self.tr("Join the lines of each paragraph"))
        self.join_all = button(self.tr("In all files"), "quiet")
        self.join_all.setAutoDefault(False)
        self.join_all.setVisible(len(paths) > 1)
        self.preview = QTextEdit()
        self.notes = label("", "ink3", -1, wraps=True)
        self._build()
        self.files.selectionModel().currentChanged.connect(self._on_file_chosen)
        self.encoding.activated.connect(self._on_encoding_chosen)
        self.join_lines.clicked.connect(self._on_join_clicked)
        self.join_all.clicked.connect(self._on_join_all)
        self._show_files(0)
        self._read(self._readings)

    @property
    def new_sources(self) -> tuple[NewSource, ...]:
        """Return the texts that were read."""
        return tuple(reading.found.new_source for reading in self._readings if reading.found)

    def _build(self) -> None:
        self.preview.setReadOnly(True)
        self.preview.setProperty("kind", "reading")
        self.preview.setAccessibleName(self.tr("The text as it will be stored"))
        self.preview.setMinimumHeight(scaled(360))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.preview.document().setDefaultTextOption(option)
        self.files.setFixedWidth(scaled(270))
        hint = self.tr("For texts with a line end on every line, such as those copied from a PDF.")
        settings = column(
            named(self.tr("Encoding of this file"), self.encoding),
            row(self.join_lines, self.join_all, None),
            label(hint, "ink3", -1, wraps=True),
            self.notes,
            gap=6,
        )
        shown = column(named(self.tr("The text as it will be stored"), self.preview), settings, gap=10)
        parts = row(named(self.tr("Files"), self.files), shown, gap=16)
        parts.setStretch(1, 1)
        self.fill(parts, width=800)

    def _read(self, readings: list[Reading]) -> None:
        """Read files beside the window, and with them those whose reading is broken off by this one."""
        if self._job is not None:
            self._job.cancel()
        self._unread |= {reading.path for reading in readings}
        waiting = [reading for reading in self._readings if reading.path in self._unread]
        self.verb.setEnabled(False)
        self.notes.setText(self.tr("Reading…"))
        job = start(self, read_all, waiting)
        job.finished.connect(lambda done: self._on_read(job, done))
        self._job = job

    def _on_read(self, job: Job, done: list[Reading]) -> None:
        if job is not self._job:
            return
        self._job = None
        self._unread.clear()
        by_path = {reading.path: reading for reading in done}
        self._readings = [by_path.get(reading.path, reading) for reading in self._readings]
        self._show_files(max(self.files.currentIndex().row(), 0))
        count = len(self.new_sources)
        self.verb.setText(self.tr("Import %n source(s)", "", count) if count else self.tr("Import"))
        self.verb.setEnabled(count > 0)
        left_out = len(self._readings) - count
        self.show_fault(
            self.tr("%n file(s) cannot be imported; the others can.", "", left_out)
            if left_out and count
            else ""
        )

    def _show_files(self, place: int) -> None:
        self._entries.show(
            [
                Entry(
                    reading.path.name,
                    reading.found.encoding if reading.found else "",
                    payload=reading,
                    icon="failure" if reading.fault else "source",
                )
                for reading in self._readings
            ]
        )
        self.files.setCurrentIndex(self._entries.index(place))

    @Slot(QModelIndex)
    def _on_file_chosen(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        reading = self._readings[index.row()]
        found = reading.found
        self.join_lines.setChecked(reading.join_lines)
        self.preview.setProperty("kind", "reading")
        text = found.text[:_PREVIEW] if found else ""
        self.preview.setFont(reading_font(is_right_to_left(text), 15))
        self.preview.setPlainText(text)
        if found:
            if self.encoding.findText(found.encoding) < 0:
                self.encoding.addItem(found.encoding)
            self.encoding.setCurrentText(found.encoding)
            self.notes.setText("\n".join(found.findings))
            self.notes.setProperty("tone", "ink3")
        else:
            self.encoding.setCurrentIndex(self.encoding.findText(reading.encoding or ""))
            self.notes.setText(reading.fault)
            self.notes.setProperty("tone", "bad" if reading.fault else "ink3")
        self.notes.style().unpolish(self.notes)
        self.notes.style().polish(self.notes)
        self.encoding.setEnabled(bool(found or reading.fault))

    @Slot(int)
    def _on_encoding_chosen(self, _: int) -> None:
        place = self.files.currentIndex().row()
        changed = replace(self._readings[place], encoding=self.encoding.currentText())
        self._readings[place] = changed
        self._read([changed])

    @Slot(bool)
    def _on_join_clicked(self, is_on: bool) -> None:
        place = self.files.currentIndex().row()
        changed = replace(self._readings[place], join_lines=is_on)
        self._readings[place] = changed
        self._read([changed])

    @Slot()
    def _on_join_all(self) -> None:
        is_on = self.join_lines.isChecked()
        self._readings = [replace(reading, join_lines=is_on) for reading in self._readings]
        self._read(self._readings)

    def reject(self) -> None:
        if self._job is not None:
            self._job.cancel()
        super().reject()

"""The coding that is being sorted, among the words around it; keys say where it belongs."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QTextBrowser, QWidget

from core.model.ids import CoderId
from core.model.use import CodedText
from gui.codebook.sorting import STAYS
from gui.look import Look
from gui.style import scaled, text_font
from gui.theme import is_right_to_left, reading_font
from gui.widgets.controls import is_mirrored
from gui.widgets.layout import column, label, row

_HEIGHT = 176
_BACK = {Qt.Key.Key_Backspace, Qt.Key.Key_Left}
_ON = {Qt.Key.Key_Right}
# where rows run from right to left, on is to the left
_ARROWS = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}
# More is not read to decide; a segment may be a whole source
_MOST = 1_500


class _Words(QTextBrowser):
    """Reads like the source; its keys sort."""

    typed = Signal(object)  # the key

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        is_figure = Qt.Key.Key_0 <= key <= Qt.Key.Key_9
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and (is_figure or key in _BACK | _ON):
            self.typed.emit(key)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(scaled(400), scaled(_HEIGHT))


class Sorter(QWidget):
    """Shows a coding; `said` has the place of the part it belongs to, or `STAYS`."""

    said = Signal(int)
    back_wanted = Signal()
    on_wanted = Signal()

    def __init__(self, look: Look, coders: Mapping[CoderId, str]) -> None:
        super().__init__()
        self._look = look
        self._coders = coders
        self._place = label("", "ink2", -1)
        self._count = label("", "ink3", -1)
        self.words = _Words()
        self.words.setProperty("kind", "reading")
        self.words.setOpenLinks(False)
        self.words.setFixedHeight(scaled(_HEIGHT))
        self.words.setAccessibleName(self.tr("Coding to be sorted"))
        self.words.typed.connect(self._on_typed)
        self.setFocusProxy(self.words)
        head = row(self._place, None, self._count)
        self.setLayout(column(head, self.words, gap=4))

    def show_coding(self, coded: CodedText, place: int, total: int, said: str) -> None:
        """Show a coding among its words; `said` is what was said of it before."""
        where = self.tr("{source} ¶ {paragraph} · {coder}").format(
            source=coded.source_name, paragraph=coded.paragraph, coder=self._coders.get(coded.coder, "")
        )
        parts = [where, self.tr("unsure") if coded.is_unsure else "", said]
        self._place.setText(" · ".join(part for part in parts if part))
        self._count.setText(self.tr("{place} of {total}").format(place=place + 1, total=total))
        theme, words = self._look.theme, coded.text[:_MOST] + ("…" if len(coded.text) > _MOST else "")
        arabic = is_right_to_left(f"{coded.before}{words}{coded.after}")
        self.words.setFont(reading_font(arabic))
        side = "rtl" if arabic else "ltr"
        self.words.setHtml(
            f'<p dir="{side}" style="margin:0">'
            f'<span style="color:{theme.ink2}">{_html(coded.before)}</span>'
            f'<span style="background-color:{theme.select};color:{theme.ink}">{_html(words)}</span>'
            f'<span style="color:{theme.ink2}">{_html(coded.after)}</span></p>'
        )
        self.words.setAccessibleDescription(f"{self._place.text()}. {words}")

    def show_sentence(self, sentence: str) -> None:
        """Say something in the place of a coding."""
        self._place.setText("")
        self._count.setText("")
        # else it would look like the words of the segment that stood here
        self.words.clear()
        self.words.setCurrentCharFormat(QTextCharFormat())
        self.words.setFont(text_font(arabic=is_right_to_left(sentence)))
        self.words.setPlainText(sentence)
        self.words.setAccessibleDescription(sentence)

    def _on_typed(self, key: Qt.Key) -> None:
        if is_mirrored(self) and key in _ARROWS:
            key = _ARROWS[key]
        if key in _BACK:
            self.back_wanted.emit()
        elif key in _ON:
            self.on_wanted.emit()
        else:
            number = key.value - Qt.Key.Key_0.value
            self.said.emit(number - 1 if number else STAYS)


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br>")

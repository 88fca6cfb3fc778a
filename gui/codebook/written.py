"""Changed words as a text to read: what went struck through, what came underlined, in either script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QTextBlockFormat, QTextCharFormat, QTextCursor

from core.text.word_changes import ChangeOfWords, WordChange
from gui.codebook.change_words import field_words, kept_words, reason_words, sentence_of
from gui.codebook.changed_things import ChangedThing, Told
from gui.style import scaled, text_font
from gui.theme import Theme, is_right_to_left


class Writer:
    """Writes paragraphs behind each other into a document, each on the side of its own script."""

    def __init__(self, cursor: QTextCursor, theme: Theme, is_mirrored: bool, size_delta: float = -1) -> None:
        self._cursor = cursor
        self._theme = theme
        self._is_mirrored = is_mirrored
        self._size_delta = size_delta
        self.is_empty = True
        # a card has dozens of stretches in a few looks
        self._formats: dict[tuple[object, ...], QTextCharFormat] = {}

    def write(
        self, text: str, token: str = "ink2", *, bold: bool = False, size_delta: float = 0, above: float = 0
    ) -> None:
        """Write words of the window, or a name, as paragraphs of their own."""
        for line in text.split("\n"):
            runs_left = self._begin(line, above)
            self._cursor.insertText(line, self._format(token, runs_left, bold, size_delta))
            above = 0

    def write_words(self, words: Sequence[WordChange], above: float = 0) -> None:
        """Write what stayed, came and went in one text."""
        for paragraph in _paragraphs(words):
            runs_left = self._begin("".join(one.text for one in paragraph), above)
            above = 0
            for before, one in pairwise((WordChange(ChangeOfWords.SAME, " "), *paragraph)):
                if _run_together(before, one):
                    self._cursor.insertText(" ", self._format("ink", runs_left))
                self._insert(one, runs_left)

    def _insert(self, one: WordChange, arabic: bool) -> None:
        """Insert words; the blanks around what changed are not marked, unless they are all that did."""
        if one.kind is ChangeOfWords.SAME:
            self._cursor.insertText(one.text, self._format("ink", arabic))
            return
        words = one.text.strip() or one.text
        lead, trail = one.text.split(words, 1)
        plain = self._format("ink", arabic)
        changed = self._changed_format(one.kind, arabic)
        for text, look in ((lead, plain), (words, changed), (trail, plain)):
            if text:
                self._cursor.insertText(text, look)

    def _begin(self, line: str, above: float) -> bool:
        runs_left = is_right_to_left(line, fallback=self._is_mirrored)
        block = QTextBlockFormat()
        block.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if runs_left else Qt.LayoutDirection.LeftToRight
        )
        side = Qt.AlignmentFlag.AlignRight if runs_left else Qt.AlignmentFlag.AlignLeft
        block.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)
        block.setTopMargin(scaled(above) if above and not self.is_empty else 0)
        if self.is_empty:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self.is_empty = False
        return runs_left

    def _format(self, token: str, arabic: bool, bold: bool = False, size_delta: float = 0) -> QTextCharFormat:
        key = (token, arabic, bold, size_delta)
        if key not in self._formats:
            made = QTextCharFormat()
            made.setFont(text_font(self._size_delta + size_delta, bold, arabic))
            made.setForeground(QBrush(QColor(getattr(self._theme, token))))
            self._formats[key] = made
        return self._formats[key]

    def _changed_format(self, kind: ChangeOfWords, arabic: bool) -> QTextCharFormat:
        key = (kind, arabic)
        if key not in self._formats:
            made = QTextCharFormat(self._format("ink", arabic))
            if kind is ChangeOfWords.ADDED:
                made.setBackground(QBrush(QColor(self._theme.add_soft)))
                made.setFontUnderline(True)
            else:
                made.setBackground(QBrush(QColor(self._theme.gone_soft)))
                made.setFontStrikeOut(True)
            self._formats[key] = made
        return self._formats[key]


def write_changes(writer: Writer, thing: ChangedThing) -> None:
    """Write everything that changed of a family or code, then why."""
    has_several = len(thing.told) > 1
    for place, one in enumerate(thing.told):
        above = 5 if place else 0
        if one.words and has_several:
            writer.write(_caption(one), "ink3", size_delta=-1, above=above)
            above = 0
        if one.words:
            writer.write_words(one.words, above)
        if said := sentence_of(one.change):
            writer.write(said, "ink2", above=0 if one.words else above)
    notes = [kept_words(thing.kept), *reason_words(thing.reasons)]
    for note in filter(None, notes):
        writer.write(note, "ink3", above=3)


def _caption(told: Told) -> str:
    words = field_words(told.change.field, told.change.language)
    return words[:1].upper() + words[1:]


def _run_together(before: WordChange, after: WordChange) -> bool:
    """Tell whether what went would stand against what came as if it were one word."""
    is_change = ChangeOfWords.SAME not in (before.kind, after.kind)
    return is_change and not before.text[-1:].isspace() and not after.text[:1].isspace()


def _paragraphs(words: Iterable[WordChange]) -> Iterator[list[WordChange]]:
    """Part changed words where lines end, so that each line stands on the side of its own script."""
    paragraph: list[WordChange] = []
    for one in words:
        first, *more = one.text.split("\n")
        if first:
            paragraph.append(WordChange(one.kind, first))
        for line in more:
            yield paragraph
            paragraph = [WordChange(one.kind, line)] if line else []
    yield paragraph

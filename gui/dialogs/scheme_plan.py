"""What an import would do to the scheme, as a page to read before anything is done."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from core.commands.scheme.importing import Changed, ImportPlan
from core.exchange.difference_words import without_far_words
from core.model.scheme import RULE
from core.text.word_changes import ChangeOfWords, WordChange, word_changes
from gui.codebook.written import Writer
from gui.dialogs.scheme_words import column_words
from gui.look import Look
from gui.style import scaled
from gui.widgets.controls import is_mirrored

# more lines than anybody reads
_MOST = 400
_LONGEST = 1_000
_PROSE = frozenset((*RULE, "source", "aliases", "name"))


@dataclass(frozen=True, slots=True)
class PlanToRead:
    """A plan, and the words of each of its changes; compared beside the window."""

    plan: ImportPlan
    words: tuple[tuple[WordChange, ...], ...]


def to_read(plan: ImportPlan) -> PlanToRead:
    """Compare the texts that a plan changes, as far as they are shown."""
    return PlanToRead(plan, tuple(_words(change) for change in plan.changed[:_MOST]))


def _words(change: Changed) -> tuple[WordChange, ...]:
    if change.field.removeprefix("family_").partition("_")[0] not in _PROSE:
        return ()
    if not change.before or not change.after:
        kind = ChangeOfWords.REMOVED if change.before else ChangeOfWords.ADDED
        return (WordChange(kind, _beginning(change.before or change.after)),)
    near = without_far_words(word_changes(change.before, change.after))
    return tuple(WordChange(one.kind, _beginning(one.text)) for one in near)


def _beginning(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rpartition(" ")[0] + " …"


class PlanPage(QTextBrowser):
    """Tells what is added, what is changed field by field, what is left, and what was passed over."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._read: PlanToRead | None = None
        self.setProperty("kind", "reading")
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("What the import would do"))
        self.setMinimumHeight(scaled(230))
        look.changed.connect(self._write)

    def show_plan(self, read: PlanToRead | None) -> None:
        """Show another plan; None for none."""
        self._read = read
        self._write()

    def _write(self) -> None:
        document = QTextDocument(self)
        document.setDocumentMargin(scaled(10))
        if self._read is not None:
            writer = Writer(QTextCursor(document), self._look.theme, is_mirrored(self))
            if self._read.plan.is_empty:
                writer.write(self.tr("The codebook holds all of it already."), "ink")
            for write in (_write_notes, _write_added, _write_changed, _write_left):
                write(writer, self._read)
        self.setDocument(document)


def _head(writer: Writer, words: str, count: int) -> None:
    writer.write(f"{words} · {count:,}", "ink", bold=True, size_delta=1, above=12)


def _rest(writer: Writer, rest: int) -> None:
    if rest > 0:
        writer.write(QCoreApplication.translate("schemes", "and %Ln more", None, rest), "ink3")


def _write_notes(writer: Writer, read: PlanToRead) -> None:
    notes = read.plan.notes
    if notes:
        _head(
            writer,
            QCoreApplication.translate("schemes", "Passed over or put right while reading"),
            len(notes),
        )
    for note in notes[:_MOST]:
        writer.write(note, "ink2")
    _rest(writer, len(notes) - _MOST)


def _write_added(writer: Writer, read: PlanToRead) -> None:
    tr, plan = QCoreApplication.translate, read.plan
    new = {family.name for family in plan.families}
    homes = [family for family in new if not any(code.family == family for code in plan.codes)]
    if plan.codes or plan.families:
        _head(writer, tr("schemes", "Will be added"), len(plan.codes) or len(plan.families))
    for name in homes:
        writer.write(f"{name} · {tr('schemes', 'new family')}", "ink", above=4)
    shown = plan.codes[:_MOST]
    for family, codes in groupby(shown, key=lambda code: code.family):
        note = f" · {tr('schemes', 'new family')}" if family in new else ""
        writer.write(f"{family}{note}", "ink2", bold=True, above=4)
        for code in codes:
            below = tr("schemes", "below {code}").format(code=code.parent) if code.parent else ""
            said = " ".join((code.short or code.definition).split())[:160]
            writer.write(" · ".join(part for part in (code.name, below, said) if part), "ink")
    _rest(writer, len(plan.codes) - _MOST)


def _write_changed(writer: Writer, read: PlanToRead) -> None:
    tr, changed = QCoreApplication.translate, read.plan.changed
    if changed:
        _head(writer, tr("schemes", "Will be changed"), len(changed))
    pairs = zip(changed, read.words, strict=False)
    for (family, code), of_thing in groupby(pairs, key=lambda pair: (pair[0].family, pair[0].code)):
        writer.write(f"{code} · {family}" if code else family, "ink2", bold=True, above=6)
        for change, words in of_thing:
            field = column_words(change.field)
            if words:
                writer.write(field[:1].upper() + field[1:], "ink3", size_delta=-1)
                writer.write_words(words)
            else:
                writer.write(f"{field}: {_shown(change.before)} → {_shown(change.after)}", "ink")
    _rest(writer, len(changed) - _MOST)


def _shown(value: str) -> str:
    tr = QCoreApplication.translate
    return {"yes": tr("schemes", "yes"), "no": tr("schemes", "no"), "": "–"}.get(value, value)


def _write_left(writer: Writer, read: PlanToRead) -> None:
    left = read.plan.left
    codes = [code for _, code in left if code]
    if left:
        words = QCoreApplication.translate("schemes", "Not in the file, left as they are")
        _head(writer, words, len(codes) or len(left))
    homes: dict[str, list[str]] = {}
    for family, code in left[:_MOST]:
        homes.setdefault(family, []).extend([code] if code else [])
    for family, names in homes.items():
        writer.write(f"{family}: {', '.join(names)}" if names else family, "ink2")
    _rest(writer, len(left) - _MOST)

"""Memos on a coding, or on words without a code: read and written where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QToolButton, QWidget

from core.commands.base import Command
from core.commands.memos import DeleteMemo, EditMemo, WriteMemo
from core.model.changes import ChangeSet
from core.model.coding import Memo, MemoKind
from core.model.ids import CoderId, CodingId, RevisionId
from core.model.span import Span
from core.queries.coders import coders
from core.queries.memos import memos_of_coding, memos_of_segments
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.panels.rule import paragraph
from gui.style import scaled, text_font
from gui.theme import is_right_to_left
from gui.widgets.layout import clear, column, label, row, surface
from gui.widgets.menus import Menu
from gui.widgets.messages import IconLabel
from gui.widgets.slots import width_of
from gui.widgets.word_keys import keeps_for_words
from gui.words import shown_time

_PAUSE = 4_000
_LEAST, _MOST = 56, 220


@dataclass(frozen=True, slots=True)
class OnCoding:
    """A place for memos: one coding."""

    coding: CodingId


@dataclass(frozen=True, slots=True)
class OnSegment:
    """A place for memos: words that need no code for it."""

    revision: RevisionId
    span: Span


MemoPlace = OnCoding | OnSegment


def memos_at(bridge: SessionBridge, place: MemoPlace) -> list[Memo]:
    """Return the memos on a coding, or on any words that share some with the segment, oldest first."""
    if isinstance(place, OnCoding):
        return bridge.ask(memos_of_coding, place.coding)
    found = bridge.ask(memos_of_segments, place.revision)
    return [memo for memo in found if memo.span is not None and memo.span.overlaps(place.span)]


class MemoField(QTextEdit):
    """Plain words in any direction, as high as they need; Ctrl+Enter and leaving it save."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self.document().setDefaultTextOption(option)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self.textChanged.connect(self._suit)
        self._suit()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(scaled(200), self.height())

    @Slot()
    def _suit(self) -> None:
        # Behind a Latin family Arabic letters ride up, and their lines are too low
        font = text_font(arabic=is_right_to_left(self.toPlainText()))
        if font != self.font():
            self.setFont(font)

    def _fit(self) -> None:
        lines = round(self.document().size().height()) + scaled(10)
        self.setFixedHeight(min(max(lines, scaled(_LEAST)), scaled(_MOST)))
        policies = Qt.ScrollBarPolicy
        scrolls = lines > scaled(_MOST)
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAsNeeded if scrolls else policies.ScrollBarAlwaysOff
        )

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and _is_control_enter(event)
        ):
            # The window gives a code with these keys while words are selected
            event.accept()
            return True
        return keeps_for_words(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape or _is_control_enter(event):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _is_control_enter(event: QKeyEvent) -> bool:
    is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class MemoSection(QWidget):
    """The acting coder's memo as a field, all others there to read."""

    unsaved = Signal(bool)
    left = Signal()

    def __init__(self, bridge: SessionBridge, desk: Desk, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._desk = desk
        self._look = look
        self._place: MemoPlace | None = None
        self._memo: Memo | None = None
        self._writer: CoderId | None = None  # whoever types here
        self._kind = MemoKind.ANALYTIC
        self._stored = ""
        self.field = MemoField()
        self.field.setAccessibleName(self.tr("Memo"))
        self.kind = QToolButton()
        self._time = label("", "ink3", -2)
        self._others = column(gap=6)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._build()
        self.field.textChanged.connect(self._on_typed)
        self.field.left.connect(self.left)
        self.field.installEventFilter(self)
        self._pause.timeout.connect(self.save)
        bridge.changed.connect(self._on_changed)
        desk.coder_changed.connect(self._on_coder_changed)

    def _build(self) -> None:
        self.kind.setFont(text_font(-2))
        self.kind.setMinimumHeight(scaled(24))
        self.kind.setMenu(Menu(self._look, self.kind))
        self.kind.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.kind.setToolTip(self.tr("Type of memo"))
        group = QActionGroup(self.kind)
        for kind in MemoKind:
            act = QAction(self.kind_words(kind), self.kind, checkable=True)
            act.setData(kind)
            act.triggered.connect(lambda _=False, k=kind: self._take_kind(k))
            group.addAction(act)
            self.kind.menu().addAction(act)
        head = row(IconLabel(self._look, "memo", "ink3", 14), self.kind, None, self._time, gap=4)
        self.setLayout(column(head, self.field, self._others, gap=4))

    def kind_words(self, kind: MemoKind) -> str:
        """Return a type of memo in words."""
        return {
            MemoKind.ANALYTIC: self.tr("Analytic memo"),
            MemoKind.METHODOLOGICAL: self.tr("Methodological memo"),
            MemoKind.REFLEXIVE: self.tr("Reflexive memo"),
            MemoKind.QUESTION: self.tr("Question"),
        }[kind]

    @property
    def place(self) -> MemoPlace | None:
        """Return what the memos shown are on."""
        return self._place

    @property
    def is_unsaved(self) -> bool:
        """Tell whether the field holds words that the project does not."""
        return self._place is not None and self.field.toPlainText() != self._stored

    def show_place(self, place: MemoPlace | None) -> None:
        """Show the memos of another place, unless what was typed on the one before cannot be saved."""
        if place == self._place:
            return
        self.save()
        if not self.is_unsaved:
            self._take(place)

    def _take(self, place: MemoPlace | None) -> None:
        self._place = place
        self.field.setPlaceholderText(
            self.tr("Write a memo on these words")
            if isinstance(place, OnSegment)
            else self.tr("Write a memo on this coding")
        )
        self._load()

    @Slot()
    def save(self) -> None:
        """Bring what was typed into the project: a new memo, a changed one, or none any more."""
        self._pause.stop()
        if self._place is None or not self.is_unsaved or self._bridge.session.is_read_only:
            return
        typed = self.field.toPlainText()
        if (command := self._command_for(typed)) is None:
            self._stored = typed
        else:
            self._store(typed, command)
        self.unsaved.emit(self.is_unsaved)

    def _store(self, typed: str, command: Command) -> bool:
        # Known as stored while it is stored: the news of it comes back before `run` does
        before, self._stored = self._stored, typed
        is_stored = self._bridge.run(command) is not None
        if not is_stored:
            self._stored = before
        return is_stored

    def _command_for(self, typed: str) -> Command | None:
        memo, place = self._memo, self._place
        if not typed.strip():
            return DeleteMemo(memo.id) if memo is not None else None
        if memo is not None:
            return EditMemo(memo.id, typed, self._kind)
        if isinstance(place, OnSegment):
            return WriteMemo(typed, self._kind, self._writer, revision=place.revision, span=place.span)
        return WriteMemo(typed, self._kind, self._writer, coding=place.coding if place else None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.save()
        return super().eventFilter(watched, event)

    def _take_kind(self, kind: MemoKind) -> None:
        self._kind = kind
        self._show_kind()
        typed = self.field.toPlainText()
        memo = self._memo
        if memo is None or memo.kind == kind or not typed.strip():
            return
        if not self._store(typed, EditMemo(memo.id, typed, kind)):
            self._kind = memo.kind
            self._show_kind()

    def _show_kind(self) -> None:
        words = self.kind_words(self._kind)
        self.kind.setText(words)
        # Qt would leave room for an arrow that is not drawn
        self.kind.setFixedWidth(round(width_of(words, text_font(-2))) + scaled(14))
        self.kind.setAccessibleName(f"{self.tr('Type of memo')}: {self.kind.text()}")
        for act in self.kind.menu().actions():
            act.setChecked(act.data() == self._kind)

    def _load(self) -> None:
        memos = memos_at(self._bridge, self._place) if self._place is not None else []
        self._memo = self._own_among(memos)
        self._writer = self._desk.coder.id if self._desk.coder else None
        if self._memo is not None or not self.is_unsaved:
            self._kind = self._memo.kind if self._memo else MemoKind.ANALYTIC
        text = self._memo.text if self._memo else ""
        is_typing = self.field.hasFocus() and self.is_unsaved
        self._stored = text
        if not is_typing and self.field.toPlainText() != text:
            self.field.setPlainText(text)
        self.field.setReadOnly(self._bridge.session.is_read_only)
        self.kind.setEnabled(not self._bridge.session.is_read_only)
        self._time.setText(shown_time(self._memo.modified) if self._memo else "")
        self._show_kind()
        self._show_others([memo for memo in memos if memo is not self._memo])

    def _own_among(self, memos: list[Memo]) -> Memo | None:
        """Return the memo that the field writes on: one's own, and on a segment on just these words."""
        mine = [memo for memo in memos if self._desk.wrote(memo)]
        if isinstance(self._place, OnSegment):
            mine = [memo for memo in mine if memo.span == self._place.span]
        return mine[-1] if mine else None

    def _show_others(self, memos: list[Memo]) -> None:
        clear(self._others)
        names = {coder.id: coder.letter for coder in self._bridge.ask(coders)} if memos else {}
        for memo in memos:
            who = names.get(memo.coder, "") if memo.coder else ""
            head = f"{self.kind_words(memo.kind)} · {who}" if who else self.kind_words(memo.kind)
            words = paragraph(memo.text, size_delta=0)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            line = row(label(head, "ink3", -2), None, label(shown_time(memo.modified), "ink3", -2))
            self._others.addWidget(surface("card", column(line, words, gap=4, edges=(10, 8, 10, 10))))

    @Slot()
    def _on_typed(self) -> None:
        if self.is_unsaved:
            self._pause.start()
        self.unsaved.emit(self.is_unsaved)

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        if isinstance(self._place, OnCoding) and self._place.coding in changes.removed("coding"):
            self._pause.stop()
            self._stored = self.field.toPlainText()
            self._take(None)
        elif self._place is not None and changes.tables & {"memo", "coder"}:
            self._load()

    @Slot(object)
    def _on_coder_changed(self, _: object) -> None:
        # What was typed belongs to whoever typed it; the desk tells only afterwards
        self.save()
        if self._place is not None and not self.is_unsaved:
            self._load()

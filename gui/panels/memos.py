"""Memos of the chosen coding, read and written where they stand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QTextOption
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QToolButton, QWidget

from core.commands.memos import DeleteMemo, EditMemo, WriteMemo
from core.model.changes import ChangeSet
from core.model.coding import Memo, MemoKind
from core.model.ids import CodingId
from core.queries.coders import coders
from core.queries.memos import memos_of_coding
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.look import Look
from gui.panels.rule import paragraph
from gui.style import scaled, text_font
from gui.widgets.layout import clear, column, label, row, surface
from gui.widgets.menus import Menu
from gui.widgets.messages import IconLabel
from gui.words import shown_time

_PAUSE = 4_000


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
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(scaled(200), self.height())

    def _fit(self) -> None:
        lines = round(self.document().size().height()) + scaled(10)
        self.setFixedHeight(max(lines, scaled(56)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (
            is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class MemoSection(QWidget):
    """The acting coder's memo as a field, those of others to read."""

    unsaved = Signal(bool)
    left = Signal()

    def __init__(self, bridge: SessionBridge, desk: Desk, look: Look) -> None:
        super().__init__()
        self._bridge = bridge
        self._desk = desk
        self._look = look
        self._coding: CodingId | None = None
        self._memo: Memo | None = None
        self._kind = MemoKind.ANALYTIC
        self._stored = ""
        self.field = MemoField()
        self.field.setPlaceholderText(self.tr("Write a memo on this coding"))
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

    def _build(self) -> None:
        self.kind.setFont(text_font(-2))
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
    def is_unsaved(self) -> bool:
        """Tell whether the field holds words that the project does not."""
        return self._coding is not None and self.field.toPlainText() != self._stored

    def show_coding(self, coding: CodingId | None) -> None:
        """Show the memos of a coding; what was typed on the one before is saved first."""
        if coding == self._coding:
            return
        self.save()
        self._coding = coding
        self._load()

    @Slot()
    def save(self) -> None:
        """Bring what was typed into the project: a new memo, a changed one, or none any more."""
        self._pause.stop()
        if self._coding is None or not self.is_unsaved or self._bridge.session.is_read_only:
            return
        typed = self.field.toPlainText()
        memo, coder = self._memo, self._desk.coder
        self._stored = typed
        if not typed.strip():
            if memo is not None:
                self._bridge.run(DeleteMemo(memo.id))
        elif memo is not None:
            self._bridge.run(EditMemo(memo.id, typed, self._kind))
        else:
            self._bridge.run(WriteMemo(typed, self._kind, coder.id if coder else None, coding=self._coding))
        self.unsaved.emit(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.save()
        return super().eventFilter(watched, event)

    def _take_kind(self, kind: MemoKind) -> None:
        self._kind = kind
        self._show_kind()
        if self._memo is not None and self._memo.kind != kind:
            typed = self.field.toPlainText()
            self._stored = typed
            self._bridge.run(EditMemo(self._memo.id, typed, kind))

    def _show_kind(self) -> None:
        self.kind.setText(self.kind_words(self._kind))
        self.kind.setAccessibleName(f"{self.tr('Type of memo')}: {self.kind.text()}")
        for act in self.kind.menu().actions():
            act.setChecked(act.data() == self._kind)

    def _load(self) -> None:
        memos = self._bridge.ask(memos_of_coding, self._coding) if self._coding is not None else []
        own = self._desk.coder.id if self._desk.coder else None
        mine = [memo for memo in memos if memo.coder == own]
        self._memo = mine[-1] if mine else None
        self._kind = self._memo.kind if self._memo else MemoKind.ANALYTIC
        text = self._memo.text if self._memo else ""
        is_typing = self.field.hasFocus() and self.is_unsaved
        self._stored = text
        if not is_typing and self.field.toPlainText() != text:
            self.field.setPlainText(text)
        self.field.setReadOnly(self._bridge.session.is_read_only)
        self._time.setText(shown_time(self._memo.modified) if self._memo else "")
        self._show_kind()
        self._show_others([memo for memo in memos if memo is not self._memo])

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
        if self._coding is not None and changes.tables & {"memo", "coder"}:
            self._load()

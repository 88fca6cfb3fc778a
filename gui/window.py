"""The main window: the one place where panels meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from core.model.changes import ChangeSet
from core.model.coding import Source, State
from core.model.scheme import Code
from core.queries.projects import project
from gui.acts import Acts
from gui.bridge import SessionBridge
from gui.codebook.deeds import Bench
from gui.codebook.joined import JoinedCodebook
from gui.codebook.workspace import CodebookWorkspace
from gui.columns import Columns
from gui.deeds.giving import Giving
from gui.deeds.going import Going
from gui.deeds.noting import Noting
from gui.deeds.parts import Parts, on
from gui.deeds.shaping import Shaping
from gui.deeds.styling import Styling
from gui.desk import Desk
from gui.dialogs.coder import AddCoderDialog
from gui.dialogs.keys import KeysDialog
from gui.errands import Errands
from gui.jobs import Job
from gui.keeping import Keeping
from gui.look import CHOICES, Look
from gui.panels.codes import CodesPanel
from gui.panels.inspector import Inspector
from gui.panels.leaving import Leaving
from gui.panels.memos import MemoSection
from gui.panels.picker import Picker
from gui.panels.reading import Reading
from gui.panels.sources import SourcesPanel
from gui.panels.status_bar import StatusBar
from gui.panels.top_bar import TopBar
from gui.readiness import Readiness
from gui.regions import Region, step_region
from gui.style import scaled
from gui.theme import READING_PIXELS
from gui.unready import Unready
from gui.widgets.layout import column, hairline
from gui.widgets.menus import Menu
from gui.words import step_words
from gui.workspaces import Workspace, Workspaces

_Deeds = Iterable[tuple[QAction, Callable[[], object]]]


class MainWindow(QMainWindow):
    """One project, coded. `settings` keeps places; the desk says what is looked at."""

    new_wanted = Signal()
    open_wanted = Signal()
    closed = Signal()

    def __init__(self, bridge: SessionBridge, look: Look, settings: QSettings) -> None:
        super().__init__()
        self._bridge = bridge
        self._look = look
        self._settings = settings
        # Said before closing: a memo could not be saved
        self._has_warned = False
        self.codebook: CodebookWorkspace | None = None
        self.desk = Desk(bridge, self)
        self._keeping = Keeping(self, bridge, self.desk, settings)
        self.desk.ask_for_coder = self.ask_for_coder
        self.acts = Acts(self)
        self._readiness = Readiness(self.acts, self.desk)
        self._unready = Unready(self.acts, self)
        self._make_panels()
        self.errands = Errands(bridge, self.status, look, self)
        self._lay_out()
        self._make_deeds()
        self._connect_panels()
        self._connect_acts()
        self.columns.restore(settings)
        self.codes.keep_folded(settings, self._keeping.key("folded"))
        self._keeping.restore()
        self.acts.mirrored.setChecked(look.is_mirrored)
        self.acts.lean(look.is_mirrored)
        self._show_look()
        self.acts.ask_how_far.setChecked(self.leaving.asks)
        self._refresh_acts()
        self._refresh_title()

    # building

    def _make_panels(self) -> None:
        bridge, desk, look = self._bridge, self.desk, self._look
        self._menu = Menu(look, self)
        self.acts.fill(self._menu)
        self.sources = SourcesPanel(bridge, desk, look)
        self.reading = Reading(bridge, desk, self.sources.model, look)
        self.codes = CodesPanel(bridge, desk, look)
        editor = self.reading.editor
        self.inspector = Inspector(bridge, desk, look, self.reading.codings_here, lambda: editor.caret)
        self.top = TopBar(bridge, desk, look, self._menu, self._findable_acts)
        self.status = StatusBar(bridge, desk, self.sources.model, look)
        self.leaving = Leaving(bridge, desk, self.sources.model, look, self._settings)
        self.reading.add_band(self.leaving)

    def _lay_out(self) -> None:
        self.columns = Columns(self.sources, self.reading, self.codes, self.inspector)
        self.workspaces = Workspaces()
        self.workspaces.add(Workspace.CODE, lambda: self.columns)
        self.workspaces.add(Workspace.CODEBOOK, self._make_codebook)
        self.workspaces.show_workspace(Workspace.CODE)
        self._body = body = QWidget()
        parts = column(self.top, hairline(), self.workspaces, hairline(), self.status, gap=0)
        parts.setStretch(2, 1)
        body.setLayout(parts)
        self.setCentralWidget(body)
        self.picker = Picker(self._bridge, self._look, body)
        self.resize(scaled(1440), scaled(900))
        # With large letters it would ask for more than there is
        room = self.screen().availableSize()
        self.setMinimumSize(min(scaled(760), room.width()), min(scaled(520), room.height() - scaled(40)))

    def _make_codebook(self) -> QWidget:
        self.codebook = made = CodebookWorkspace(self._bridge, self._look)
        made.outline.left.connect(self._focus_work)
        bench = Bench(self, made, self._look, self.acts, self.status)
        joined = JoinedCodebook(bench, self.desk, self.errands, lambda: self._go_to(Workspace.CODE))
        joined.refresh(self._readiness)
        joined.restore(self._settings, self._keeping.key("folded"))
        self.arranging, self.versioning = joined.arranging, joined.versioning
        return made

    def _make_deeds(self) -> None:
        parts = Parts(
            self, self._body, self._bridge, self._look, self.acts, self.desk, self.reading, self.codes,
            self.inspector, self.picker, self.status,
        )  # fmt: skip
        for kind in (Giving, Shaping, Going):
            kind(parts)
        self.noting = Noting(parts)
        self.styling = Styling(parts, self._settings, self._keeping.guid)

    def _connect_panels(self) -> None:
        self._connect_text()
        self.picker.closed.connect(self._focus_work)
        self.reading.import_wanted.connect(self.errands.import_sources)
        self.sources.import_wanted.connect(self.errands.import_sources)
        self.sources.files_dropped.connect(self.errands.import_files)
        self.codes.scheme_wanted.connect(self.errands.import_scheme)
        self.codes.code_marked.connect(self.inspector.show_rule_of)
        self.codes.refused.connect(self.status.say)
        self.desk.refused.connect(self.status.say)
        self._unready.said.connect(self.status.say)
        for left in (self.inspector.left, self.sources.field.left, self.codes.left):
            left.connect(self._focus_work)
        self.inspector.memos.unsaved.connect(self.status.show_unsaved)
        self.reading.editor.filling_changed.connect(self.status.show_opening)
        self.top.command.chosen.connect(self._on_command_chosen)
        self.top.command.left.connect(self._focus_work)
        self.top.add_coder_wanted.connect(self.ask_for_coder)
        self.status.undo_wanted.connect(self._undo)
        self.leaving.closed.connect(self._focus_work)
        self.leaving.done.connect(self.status.say_done)
        self.leaving.told.connect(self.status.say)
        self.leaving.asking_changed.connect(self.acts.ask_how_far.setChecked)
        self.errands.imported.connect(self.desk.open_source)
        self.errands.attention.connect(self._show_attention)
        self._connect_news()

    def _connect_text(self) -> None:
        editor = self.reading.editor
        editor.reading_size_changed.connect(self._look.set_reading_size)
        self.reading.place_changed.connect(self._on_place_changed)
        editor.gutter.counted.connect(self._show_place)

    def _connect_news(self) -> None:
        desk = self.desk
        self._bridge.failed.connect(self._show_failure)
        self._bridge.changed.connect(self._on_changed)
        self._look.chosen.connect(self._show_look)
        for signal in (
            desk.source_changed,
            desk.selection_changed,
            desk.choice_changed,
            desk.coder_changed,
            desk.others_shown,
            desk.codes_hidden,
        ):
            signal.connect(self._refresh_acts)
        self.top.workspace_wanted.connect(self._go_to)
        self.workspaces.shown.connect(self.top.show_workspace)
        self.workspaces.shown.connect(self._readiness.enter)
        self.workspaces.shown.connect(self._unready.enter)
        self.workspaces.shown.connect(lambda _: self._show_place())

    def _connect_acts(self) -> None:
        acts = self.acts
        self.top.undo.follow(acts.undo)
        self.top.redo.follow(acts.redo)
        self.sources.add.follow(acts.import_sources)
        self.codes.new_code.follow(acts.new_code)
        self.top.drawer.follow(acts.sources)
        self.columns.sources_shown.connect(self.top.show_drawer)
        for act, does in (*self._deeds_on_project(), *self._deeds_on_codings(), *self._deeds_on_window()):
            on(act, does)
        acts.show_others.triggered.connect(self.desk.show_others)
        acts.mirrored.triggered.connect(self._look.mirror)
        acts.high_contrast.triggered.connect(self._look.set_high_contrast)
        acts.ask_how_far.triggered.connect(self.leaving.set_asking)
        for choice in CHOICES:
            acts.themes[choice].triggered.connect(lambda _=False, c=choice: self._look.choose(c))

    def _deeds_on_project(self) -> _Deeds:
        acts, errands = self.acts, self.errands
        return (
            (acts.new_project, self.new_wanted.emit),
            (acts.open_project, self.open_wanted.emit),
            (acts.save_copy, errands.save_copy),
            (acts.import_sources, errands.import_sources),
            (acts.import_scheme, errands.import_scheme),
            (acts.export, self._export),
            (acts.compare, errands.compare),
            (acts.new_code, self._ask_for_code),
            (acts.keys, self.show_keys),
            (acts.quit, self.close),
        )

    def _deeds_on_codings(self) -> _Deeds:
        acts, desk = self.acts, self.desk
        return (
            (acts.undo, self._undo),
            (acts.redo, self._redo),
            (acts.done, lambda: desk.set_state(State.DONE)),
            (acts.in_progress, lambda: desk.set_state(State.IN_PROGRESS)),
            (acts.not_started, lambda: desk.set_state(State.NOT_STARTED)),
            (acts.show_all_codes, desk.show_all_codes),
            (acts.add_coder, self.ask_for_coder),
        )

    def _deeds_on_window(self) -> _Deeds:
        acts, look = self.acts, self._look
        return (
            (acts.find, self.reading.open_find),
            (acts.command, self.top.command.open),
            (acts.code_workspace, lambda: self._go_to(Workspace.CODE)),
            (acts.codebook_workspace, lambda: self._go_to(Workspace.CODEBOOK)),
            (acts.next_region, lambda: step_region(self._regions(), 1)),
            (acts.previous_region, lambda: step_region(self._regions(), -1)),
            (acts.menu, self.top.menu.showMenu),
            (acts.sources, self.columns.toggle_sources),
            (acts.larger, lambda: look.set_reading_size(look.reading_size + 1)),
            (acts.smaller, lambda: look.set_reading_size(look.reading_size - 1)),
            (acts.usual_size, lambda: look.set_reading_size(READING_PIXELS)),
        )

    def _findable_acts(self) -> list[QAction]:
        return [act for act in self.acts.all() if act is not self.acts.command]

    # acts

    @Slot()
    def _undo(self) -> None:
        if changes := self._bridge.undo():
            self.status.say(self.tr("Undone: {act}").format(act=step_words(changes.title)))

    @Slot()
    def _redo(self) -> None:
        if changes := self._bridge.redo():
            self.status.say(self.tr("Done again: {act}").format(act=step_words(changes.title)))

    @Slot()
    def _ask_for_code(self) -> None:
        """Begin a new code where one works: among those beside the text, or in the scheme."""
        if self.workspaces.current is Workspace.CODEBOOK:
            self.arranging.add_code()
        else:
            self.codes.ask_for_name()

    @Slot(str)
    def _show_failure(self, sentence: str) -> None:
        """Say what went wrong where one looks."""
        if self.codebook is not None and self.workspaces.current is Workspace.CODEBOOK:
            self.codebook.show_failure(sentence)
        else:
            self.reading.show_failure(sentence)

    @Slot(str, str, object)
    def _show_attention(self, sentence: str, act: str, does: Callable[[], object] | None) -> None:
        """Say what wants a look where one looks."""
        if self.codebook is not None and self.workspaces.current is Workspace.CODEBOOK:
            self.codebook.show_attention(sentence, act, does)
        else:
            self.reading.show_attention(sentence, act, does)

    @Slot()
    def _export(self) -> None:
        """Offer first what one works at."""
        at_scheme = self.workspaces.current is Workspace.CODEBOOK
        self.errands.export("codebook" if at_scheme else "")

    @Slot(object)
    def _on_command_chosen(self, thing: object) -> None:
        if isinstance(thing, QAction):
            thing.trigger()
        elif isinstance(thing, Source):
            self._go_to(Workspace.CODE)
            self.desk.open_source(thing.id)
        elif isinstance(thing, Code):
            if self.codebook is not None and self.codebook.isVisible():
                self.codebook.meant.choose((thing.id,))
            elif self.desk.selection is not None:
                self.desk.give(thing.id)
            else:
                self.inspector.show_rule_of(thing.id)

    @Slot()
    def ask_for_coder(self) -> bool:
        """Add a coder and code as them; tells whether there is one now."""
        dialog = AddCoderDialog(self._bridge, self)
        if dialog.ask() and dialog.coder is not None:
            self.desk.act_as(dialog.coder)
        return self.desk.coder is not None

    @Slot()
    def show_keys(self) -> None:
        """Show every key; an act chosen there is done."""
        dialog = KeysDialog(self.acts, self._bridge.scheme(), self._look, self)
        if dialog.ask() and dialog.act is not None:
            dialog.act.trigger()

    # where the keyboard is

    @Slot(object)
    def _go_to(self, workspace: Workspace) -> None:
        if self.codebook is not None:
            self.codebook.save()
        self.workspaces.show_workspace(workspace)
        self._focus_work()

    @Slot()
    def _focus_work(self) -> None:
        """Give the keyboard to what one works at: the text, or the scheme."""
        at_scheme = self.codebook is not None and self.workspaces.current is Workspace.CODEBOOK
        door = self.codebook.door() if self.codebook and at_scheme else self.reading.editor
        door.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _regions(self) -> list[Region]:
        """Return the parts that F6 goes through, each with what takes the keyboard there."""
        if self.codebook is not None and self.codebook.isVisible():
            return [*self.codebook.regions(), (self.top, self.top.command)]
        # the band stands in the reading part, and comes first where both hold the keyboard
        return [
            (self.sources, self.sources.view),
            (self.leaving, self.leaving.door()),
            (self.reading, self.reading.editor),
            (self.codes, self.codes.field),
            (self.inspector, self.inspector.door()),
            (self.top, self.top.command),
        ]

    # keeping in step

    @Slot()
    def _refresh_acts(self, *_: object) -> None:
        self._readiness.refresh()

    @Slot(object)
    def _on_changed(self, changes: ChangeSet) -> None:
        self._refresh_acts()
        if "project" in changes.tables:
            self._refresh_title()
        if changes.tables & {"family", "code"}:
            self._show_place()

    @Slot()
    def _show_look(self) -> None:
        self.acts.themes[self._look.choice].setChecked(True)
        self.acts.high_contrast.setChecked(self._look.is_high_contrast)

    def _refresh_title(self) -> None:
        title = self._bridge.ask(project).title
        note = self.tr(" (for reading only)") if self._bridge.session.is_read_only else ""
        self.setWindowTitle(f"{title}{note} – Glossator")

    @Slot()
    def _on_place_changed(self) -> None:
        self.inspector.place_changed()
        self._show_place()

    @Slot()
    def _show_place(self) -> None:
        if self.workspaces.current is Workspace.CODEBOOK:
            scheme = self._bridge.scheme()
            self.status.show_scheme(len(scheme.families), len(scheme.codes))
            return
        if self.desk.source is None:
            self.status.show_place(None, None, None)
            return
        span, caret = self.desk.selection, self.reading.editor.caret
        self.status.show_place(
            self.reading.editor.gutter.paragraph_of(span.start if span else caret), span, caret
        )

    # coming and going

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_work()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.acts.lean(self.layoutDirection() == Qt.LayoutDirection.RightToLeft)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.fold(event.oldSize().width(), event.size().width())

    def _keeps_unsaved_words(self) -> bool:
        """Save what is being typed; tells, the first time, that some of it cannot be."""
        typed: list[MemoSection | CodebookWorkspace] = [self.inspector.memos, self.noting.popup.memos]
        if self.codebook is not None:
            typed.append(self.codebook)
        for section in typed:
            section.save()
        had_warned, self._has_warned = self._has_warned, any(section.is_unsaved for section in typed)
        return self._has_warned and not had_warned

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._keeps_unsaved_words():
            words = self.tr(
                "What was typed could not all be saved. Copy its words, or close again to leave without them."
            )
            self._show_failure(words)
            event.ignore()
            return
        self._keeping.keep()
        self.columns.keep(self._settings)
        if self.codebook is not None:
            self.codebook.keep(self._settings)
        self.errands.close()
        # Nobody waits any more for what is being counted or looked for
        for job in self.findChildren(Job):
            job.cancel()
        # Nothing may ask the project once it is closed, also what was only put off
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.closed.emit()
        super().closeEvent(event)

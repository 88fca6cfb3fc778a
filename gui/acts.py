"""Every act of the window: its words, its keys, and its place in the menu.

An act is found in the menu, in the command field, and by its keys; what it does is connected by the
window.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from gui.look import ALWAYS_DARK, ALWAYS_LIGHT, SYSTEM
from gui.widgets.menus import Menu

_Section = list[QAction | None]


class Acts(QObject):
    """The acts, made for one window; `None` in a section draws a line there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._make_project_acts()
        self._make_edit_acts()
        self._make_code_acts()
        self._make_place_acts()
        self._make_codebook_acts()
        self._make_view_acts()

    def _make_project_acts(self) -> None:
        self.new_project = self._act(self.tr("New project…"), "Ctrl+N")
        self.open_project = self._act(self.tr("Open project…"), "Ctrl+Shift+O")
        self.save_copy = self._act(self.tr("Save a copy…"), "Ctrl+Shift+S")
        self.import_sources = self._act(self.tr("Import sources…"), "Ctrl+O")
        self.import_scheme = self._act(self.tr("Import a coding scheme…"))
        self.export = self._act(self.tr("Export…"), "Ctrl+E")
        self.compare = self._act(self.tr("Compare coders…"), "Ctrl+R")
        self.keys = self._act(self.tr("All keys"), "F1")
        self.quit = self._act(self.tr("Quit"), "Ctrl+Q")

    def _make_edit_acts(self) -> None:
        self.undo = self._act(self.tr("Undo"), "Ctrl+Z")
        self.redo = self._act(self.tr("Redo"), "Ctrl+Shift+Z", "Ctrl+Y")
        self.find = self._act(self.tr("Find in this source"), "Ctrl+F")
        self.command = self._act(self.tr("Find acts, sources, codes"), "Ctrl+K")

    def _make_code_acts(self) -> None:
        self.give = self._act(self.tr("Give a code…"), "Ctrl+Return")
        self.give_again = self._act(self.tr("Give the last code again"), "Ctrl+L")
        self.change_code = self._act(self.tr("Change code…"), "F2")
        self.in_vivo = self._act(self.tr("Make the selected words a code"), "Ctrl+I")
        self.new_code = self._act(self.tr("New code…"), "Ctrl+Shift+N")
        self.unsure = self._act(self.tr("Mark as unsure, or sure"), "Ctrl+U")
        self.memo = self._act(self.tr("Write a memo"), "Ctrl+M")
        self.split = self._act(self.tr("Split coding at the caret"), "Ctrl+Shift+X")
        self.join = self._act(self.tr("Join codings"), "Ctrl+J")
        self.copy_to_own = self._act(self.tr("Copy to my codings"), "Ctrl+Shift+M")
        self.copy_to_consensus = self._act(self.tr("Copy to the consensus"))
        self.delete = self._act(self.tr("Delete coding"), "Ctrl+Backspace")
        self.not_codable = self._act(self.tr("Mark as not codable"))
        self.codable = self._act(self.tr("Mark as codable again"))
        self.done = self._act(self.tr("This source is done"), "Ctrl+D")
        self.in_progress = self._act(self.tr("This source is in progress"))
        self.not_started = self._act(self.tr("This source is not started"))
        self.ask_how_far = self._act(self.tr("Ask how far I am when I leave a source"))
        self.ask_how_far.setCheckable(True)
        self.show_others = self._act(self.tr("Show the codings of all coders"), "Ctrl+Shift+A")
        self.show_others.setCheckable(True)
        self.add_coder = self._act(self.tr("Add coder…"))

    def _make_place_acts(self) -> None:
        self.next_coding = self._act(self.tr("Next coding"), "F8")
        self.previous_coding = self._act(self.tr("Previous coding"), "Shift+F8")
        self.next_same = self._act(self.tr("Next coding of the same code"), "Alt+F8")
        self.previous_same = self._act(self.tr("Previous coding of the same code"), "Alt+Shift+F8")
        self.next_unsure = self._act(self.tr("Next unsure coding"), "Ctrl+F8")
        self.previous_unsure = self._act(self.tr("Previous unsure coding"), "Ctrl+Shift+F8")
        self.next_uncoded = self._act(self.tr("Next stretch without a code"), "F7")
        self.previous_uncoded = self._act(self.tr("Previous stretch without a code"), "Shift+F7")
        self.next_source = self._act(self.tr("Next source"), "Ctrl+PgDown")
        self.previous_source = self._act(self.tr("Previous source"), "Ctrl+PgUp")

    def _make_codebook_acts(self) -> None:
        self.new_family = self._act(self.tr("New family"), "Ctrl+Alt+N")
        self.edit_rule = self._act(self.tr("Edit name and rule"), "F2")
        self.find_code = self._act(self.tr("Find in names and rules"), "Ctrl+F")
        self.open_in_text = self._act(self.tr("Show its codings in the text"), "Ctrl+Return")
        self.move_up = self._act(self.tr("Move up"), "Alt+Up")
        self.move_down = self._act(self.tr("Move down"), "Alt+Down")
        self.move_in = self._act(self.tr("Put below the code above"), "Alt+Right")
        self.move_out = self._act(self.tr("Take out of its parent"), "Alt+Left")
        self.merge_codes = self._act(self.tr("Merge codes…"))
        self.split_code = self._act(self.tr("Split a code…"))
        self.retire_codes = self._act(self.tr("Retire, or take back into use"))
        self.remove_codes = self._act(self.tr("Remove"), "Del")
        self.release_version = self._act(self.tr("Close this version of the codebook…"))
        self.compare_versions = self._act(self.tr("Compare versions of the codebook…"))
        self.as_table = self._act(self.tr("Show codes as a table"), "Ctrl+T")
        self.as_table.setCheckable(True)

    def _make_view_acts(self) -> None:
        self.code_workspace = self._act(self.tr("Workspace: Code"), "Ctrl+1")
        self.codebook_workspace = self._act(self.tr("Workspace: Codebook"), "Ctrl+2")
        self.next_region = self._act(self.tr("Next region of the window"), "F6")
        self.previous_region = self._act(self.tr("Previous region of the window"), "Shift+F6")
        self.menu = self._act(self.tr("Open the menu"), "F10")
        self.sources = self._act(self.tr("Show or hide the sources"), "F9")
        self.larger = self._act(self.tr("Larger text"), "Ctrl++", "Ctrl+=")
        self.smaller = self._act(self.tr("Smaller text"), "Ctrl+-")
        self.usual_size = self._act(self.tr("Usual size of text"), "Ctrl+0")
        self.reading_style = self._act(self.tr("Text and appearance…"), "Ctrl+,")
        self.show_all_codes = self._act(self.tr("Show all codes"))
        self.mirrored = self._act(self.tr("Window from right to left"))
        self.mirrored.setCheckable(True)
        self.high_contrast = self._act(self.tr("High contrast"))
        self.high_contrast.setCheckable(True)
        self.themes: dict[str, QAction] = {}
        group = QActionGroup(self)
        for choice, words in (
            (SYSTEM, self.tr("Appearance: as the system")),
            (ALWAYS_LIGHT, self.tr("Appearance: light")),
            (ALWAYS_DARK, self.tr("Appearance: dark")),
        ):
            act = self._act(words)
            act.setCheckable(True)
            group.addAction(act)
            self.themes[choice] = act

    def _act(self, words: str, *keys: str) -> QAction:
        act = QAction(words, self._window)
        act.setShortcuts([QKeySequence(key) for key in keys])
        act.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self._window.addAction(act)
        return act

    def all(self) -> list[QAction]:
        """Return every act that can be looked for, those most wanted first."""
        parts = [
            self._coding_section(), self._project_section(), self._edit_section(),
            self._codebook_section(), self._place_section(), self._view_section(),
        ]  # fmt: skip
        return [act for part in parts for act in part if act is not None]

    def fill(self, menu: Menu) -> None:
        """Put every act into its part of the menu."""
        _add(menu, self._project_section()[:3])
        menu.addSeparator()
        _add(menu, self._project_section()[4:8])
        menu.addSeparator()
        for title, section in self.sections()[1:]:
            _add(menu.add_menu(title), section)
        menu.addSeparator()
        _add(menu, self._project_section()[-2:])

    def sections(self) -> list[tuple[str, _Section]]:
        """Return every act, in the parts of the menu."""
        return [
            (self.tr("Project"), self._project_section()),
            (self.tr("Edit"), self._edit_section()),
            (self.tr("Code"), self._coding_section()),
            (self.tr("Codebook"), self._codebook_section()),
            (self.tr("Go"), self._place_section()),
            (self.tr("View"), self._view_section()),
        ]

    def _project_section(self) -> _Section:
        return [
            self.new_project, self.open_project, self.save_copy, None, self.import_sources,
            self.import_scheme, self.export, self.compare, None, self.keys, self.quit,
        ]  # fmt: skip

    def _edit_section(self) -> _Section:
        return [self.undo, self.redo, None, self.find, self.command]

    def _coding_section(self) -> _Section:
        return [
            self.give, self.give_again, self.in_vivo, self.new_code, None,
            self.change_code, self.unsure, self.memo, self.split, self.join, self.copy_to_own,
            self.copy_to_consensus, self.delete, None,
            self.done, self.in_progress, self.not_started, self.ask_how_far, None,
            self.not_codable, self.codable, None,
            self.show_others, self.show_all_codes, self.add_coder,
        ]  # fmt: skip

    def of_codebook(self) -> list[QAction]:
        """Return the acts of the workspace Codebook alone, of which some share keys with acts on a text."""
        return [act for act in self._codebook_section() if act is not None]

    def lean(self, is_mirrored: bool) -> None:
        """Let the keys that take codes in and out point where the window sets rows in."""
        inward, outward = ("Alt+Left", "Alt+Right") if is_mirrored else ("Alt+Right", "Alt+Left")
        self.move_in.setShortcut(QKeySequence(inward))
        self.move_out.setShortcut(QKeySequence(outward))

    def _codebook_section(self) -> _Section:
        return [
            self.edit_rule, self.new_family, self.find_code, self.open_in_text, None,
            self.move_up, self.move_down, self.move_in, self.move_out, None,
            self.merge_codes, self.split_code, self.retire_codes, self.remove_codes, None,
            self.release_version, self.compare_versions, None, self.as_table,
        ]  # fmt: skip

    def _place_section(self) -> _Section:
        return [
            self.next_coding, self.previous_coding, self.next_same, self.previous_same,
            self.next_unsure, self.previous_unsure, self.next_uncoded, self.previous_uncoded, None,
            self.next_source, self.previous_source, None,
            self.code_workspace, self.codebook_workspace, self.next_region, self.previous_region, self.menu,
        ]  # fmt: skip

    def _view_section(self) -> _Section:
        return [
            self.reading_style, self.larger, self.smaller, self.usual_size, None,
            *self.themes.values(), self.high_contrast, None, self.sources, self.mirrored,
        ]  # fmt: skip


def _add(menu: QMenu, section: _Section) -> None:
    for act in section:
        if act is None:
            menu.addSeparator()
        else:
            menu.addAction(act)

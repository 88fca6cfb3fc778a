"""What the acts of the workspace Codebook do: adding, moving, retiring and removing what is meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QWidget

from core.commands.scheme import (
    AddToScheme,
    NewCode,
    NewFamily,
    PlaceCodes,
    PlaceFamily,
    RemoveCodes,
    RemoveFamily,
    RetireCodes,
    ReviveCodes,
)
from core.model.ids import CodeId, FamilyId
from core.model.scheme import OPEN_CODES, Code, Family, name_key
from core.queries.codebook import coding_counts
from gui.acts import Acts
from gui.codebook.merging import MergeDialog
from gui.codebook.removing import KeptDialog
from gui.codebook.splitting import SplitDialog
from gui.codebook.steps import Step, step_of_codes, step_of_family
from gui.codebook.telling import told
from gui.codebook.workspace import CodebookWorkspace
from gui.deeds.parts import on
from gui.look import Look
from gui.panels.status_bar import StatusBar
from gui.widgets.menus import Menu
from gui.words import shortened


@dataclass(frozen=True)
class Bench:
    """The parts of the window that deeds on the scheme work with; `window` is what dialogs belong to."""

    window: QWidget
    workspace: CodebookWorkspace
    look: Look
    acts: Acts
    status: StatusBar


class Arranging(QObject):
    """Brings new codes and families in, puts them in order by key and by hand, and takes them out."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.workspace)
        self._bench = bench
        self._workspace = bench.workspace
        self._meant = bench.workspace.meant
        self._connect_acts()
        bench.workspace.form.family_wanted.connect(self.add_family)
        outline = bench.workspace.outline
        outline.edit_wanted.connect(bench.workspace.edit)
        outline.menu_wanted.connect(self.open_menu)
        outline.model.codes_moved.connect(self._on_codes_moved)
        outline.model.family_moved.connect(self._on_family_moved)

    def _connect_acts(self) -> None:
        acts = self._bench.acts
        on(acts.new_family, self.add_family)
        on(acts.edit_rule, self._workspace.edit)
        on(acts.find_code, self._workspace.go_to_search)
        for act, step in (
            (acts.move_up, Step.UP),
            (acts.move_down, Step.DOWN),
            (acts.move_in, Step.IN),
            (acts.move_out, Step.OUT),
        ):
            act.triggered.connect(lambda _=False, s=step: self.step(s))
        on(acts.retire_codes, self.retire_or_revive)
        on(acts.remove_codes, self.remove)
        on(acts.merge_codes, self.merge)
        on(acts.split_code, self.split)

    # new ones

    def add_code(self) -> None:
        """Add a code where one looks, below a heading or beside a code, and ask for its name."""
        self._workspace.save()
        family, beside = self._meant.family, self._meant.code
        scheme = self._meant.bridge.scheme()
        if family is None and scheme.families:
            family = next((one for one in scheme.families if one.is_open), scheme.families[0])
        home = family.name if family else OPEN_CODES
        taken = [code.name for code in scheme.codes_of(family.id)] if family else []
        name = _free(self.tr("New code"), taken)
        new = NewCode(home, name, parent=self._parent_beside(beside))
        families = () if family else (NewFamily(OPEN_CODES),)
        words = self.tr("Added a code to {family}").format(family=shortened(home))
        if changes := self._meant.run(AddToScheme(families, (new,)), words):
            self._name(CodeId(changes.created("code")[0]))

    def _parent_beside(self, beside: Code | None) -> str:
        if beside is None:
            return ""
        if not beside.is_codable:
            return beside.name
        codes = self._meant.bridge.scheme().codes
        return next((code.name for code in codes if code.id == beside.parent), "")

    def _name(self, code: CodeId) -> None:
        """Ask for the name of what was just made; a search would hide it."""
        self._workspace.show_all()
        self._meant.choose((code,))
        self._workspace.edit_name()

    def add_family(self) -> None:
        """Add a family behind those there are, and ask for its name."""
        self._workspace.save()
        name = _free(self.tr("New family"), [one.name for one in self._meant.bridge.scheme().families])
        changes = self._meant.run(AddToScheme((NewFamily(name),)), self.tr("Added a family"))
        if changes:
            self._workspace.show_all()
            self._meant.choose_family(FamilyId(changes.created("family")[0]))
            self._workspace.edit_name()

    # order

    def step(self, step: Step) -> None:
        """Take what is meant one step on."""
        self._workspace.save()
        scheme, codes, family = self._meant.bridge.scheme(), self._meant.codes, self._meant.family
        if codes:
            if place := step_of_codes(scheme, codes, step):
                keys = tuple(code.id for code in codes)
                self._place(PlaceCodes(keys, place.family, place.parent, place.before), codes)
        elif family is not None and (goal := step_of_family(scheme, family.id, step)):
            self._place_family(family, goal.before)

    @Slot(object, object, object, object)
    def _on_codes_moved(
        self, keys: tuple[CodeId, ...], family: FamilyId, parent: CodeId | None, before: CodeId | None
    ) -> None:
        self._workspace.save()
        codes = [code for code in self._meant.bridge.scheme().codes if code.id in keys]
        self._place(PlaceCodes(keys, family, parent, before), codes)

    def _place(self, command: PlaceCodes, codes: Sequence[Code]) -> None:
        scheme = self._meant.bridge.scheme()
        moved_to = "" if all(code.family == command.family for code in codes) else command.family
        home = next((one.name for one in scheme.families if one.id == moved_to), "")
        if home:
            words = self.tr("Moved {codes} to {family}").format(codes=told(codes), family=shortened(home))
        else:
            words = self.tr("Moved {codes}").format(codes=told(codes))
        self._meant.run(command, words)

    @Slot(object, object)
    def _on_family_moved(self, key: FamilyId, before: FamilyId | None) -> None:
        self._workspace.save()
        families = self._meant.bridge.scheme().families
        self._place_family(next(one for one in families if one.id == key), before)

    def _place_family(self, family: Family, before: FamilyId | None) -> None:
        words = self.tr("Moved {family}").format(family=shortened(family.name))
        self._meant.run(PlaceFamily(family.id, before), words)

    # in use or not

    def retire_or_revive(self) -> None:
        """Take the codes that are meant out of use; where all of them are, take them in again."""
        self._workspace.save()
        codes = self._meant.codes
        if any(code.is_active for code in codes):
            self._retire([code for code in codes if code.is_active])
        elif codes:
            words = self.tr("{codes}: in use again").format(codes=told(codes))
            self._meant.run(ReviveCodes(tuple(code.id for code in codes)), words)

    def _retire(self, codes: Sequence[Code]) -> None:
        keys = tuple(code.id for code in codes)
        given = self._meant.bridge.ask(coding_counts, keys).total()
        words = self.tr("Retired {codes}").format(codes=told(codes))
        if given:
            kept = self.tr("%Ln coding(s) kept", "", given)
            words = self.tr("{done}. {kept}").format(done=words, kept=kept)
        self._meant.run(RetireCodes(keys), words)

    def remove(self) -> None:
        """Take what is meant out of the scheme; where codings hang on it, offer what keeps them."""
        self._workspace.save()
        family, codes = self._meant.family, self._meant.codes
        inside = codes or (self._meant.bridge.scheme().codes_of(family.id) if family else ())
        counts = self._meant.bridge.ask(coding_counts, [code.id for code in inside])
        if given := [code for code in inside if counts[code.id]]:
            self._offer_to_retire(given, counts.total())
        elif codes:
            self._remove_codes(codes)
        elif family is not None:
            words = self.tr("Removed {family}").format(family=shortened(family.name))
            self._meant.run(RemoveFamily(family.id), words)

    def _remove_codes(self, codes: Sequence[Code]) -> None:
        after = _next_beside(self._meant.bridge.scheme().codes, codes)
        words = self.tr("Removed {codes}").format(codes=told(codes))
        if self._meant.run(RemoveCodes(tuple(code.id for code in codes)), words):
            if after is not None:
                self._meant.choose((after.id,))
            else:
                self._meant.choose_family(codes[-1].family)

    def _offer_to_retire(self, given: Sequence[Code], count: int) -> None:
        in_use = [code for code in given if code.is_active]
        dialog = KeptDialog(told(given), count, bool(in_use), self._bench.window)
        if dialog.ask() and in_use:
            self._retire(in_use)

    # several made one, one made several

    def merge(self) -> None:
        """Ask which of the codes stays, and let it stand for all."""
        self._workspace.save()
        if codes := self._meant.codes:
            dialog = MergeDialog(self._meant.bridge, codes, self._bench.look, self._bench.window)
            if dialog.ask():
                self._meant.done.emit(dialog.words)
                self._meant.choose((dialog.into.id,))

    def split(self) -> None:
        """Ask for the parts of a code, and how its codings are sorted into them."""
        self._workspace.save()
        code = self._meant.code
        if code is not None:
            dialog = SplitDialog(self._meant.bridge, code, self._bench.look, self._bench.window)
            if dialog.ask():
                self._meant.done.emit(self.tr("Split {code}").format(code=shortened(code.name)))

    # what can be done here

    @Slot(object)
    def open_menu(self, place: QPoint) -> None:
        """Open the menu of what is meant."""
        menu = Menu(self._bench.look, self._bench.window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        acts = self._bench.acts
        menu.addActions([acts.edit_rule, acts.open_in_text])
        menu.addSeparator()
        menu.addActions([acts.new_code, acts.new_family])
        menu.addSeparator()
        menu.addActions([acts.move_up, acts.move_down, acts.move_in, acts.move_out])
        menu.addSeparator()
        menu.addActions([acts.merge_codes, acts.split_code, acts.retire_codes, acts.remove_codes])
        menu.popup(place)


def _free(name: str, taken: Sequence[str]) -> str:
    """Return a name, with a number behind it where it is taken."""
    keys = {name_key(one) for one in taken}
    candidate, number = name, 2
    while name_key(candidate) in keys:
        candidate, number = f"{name} {number}", number + 1
    return candidate


def _next_beside(order: Sequence[Code], gone: Sequence[Code]) -> Code | None:
    """Return the code of the same family that the eye goes to once these are gone."""
    keys = {code.id for code in gone}
    family = [code for code in order if code.family == gone[-1].family]
    last = max(place for place, code in enumerate(family) if code.id in keys)
    after = (code for code in family[last + 1 :] if code.id not in keys)
    before = (code for code in reversed(family[:last]) if code.id not in keys)
    return next(after, next(before, None))

"""Which acts on the scheme can be done with what is meant; what cannot says why in its tooltip."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from gui.acts import Acts
from gui.codebook.meant import Meant
from gui.codebook.steps import Step, are_siblings, step_of_codes, step_of_family


class CodebookReadiness(QObject):
    """Switches the acts of the workspace Codebook on and off while it is shown."""

    def __init__(self, acts: Acts, meant: Meant, is_searching: Callable[[], bool]) -> None:
        super().__init__(meant)
        self._acts = acts
        self._meant = meant
        self._is_searching = is_searching

    def refresh(self) -> None:
        """Look again."""
        acts, read_only = self._acts, self._why_not_written()
        nothing = "" if self._meant.family else self.tr("Choose a code or a family first.")
        no_code = "" if self._meant.code else self.tr("Choose a code first.")
        switch(acts.edit_rule, nothing)
        switch(acts.open_in_text, no_code)
        switch(acts.new_family, read_only)
        switch(acts.remove_codes, read_only or nothing)
        switch(acts.release_version, read_only)
        for act in (acts.compare_versions, acts.as_table, acts.find_code):
            switch(act, "")
        self._refresh_steps(read_only or nothing)
        switch(acts.merge_codes, read_only or no_code or self._why_not_merged())
        switch(acts.split_code, read_only or no_code or self._why_not_split())
        self._refresh_retiring(read_only or no_code)

    def _why_not_written(self) -> str:
        if self._meant.bridge.session.is_read_only:
            return self.tr("This project is open for reading only.")
        return ""

    def _refresh_steps(self, cannot: str) -> None:
        acts = self._acts
        if not cannot and self._is_searching():
            cannot = self.tr("Empty the search first: what stands between is not shown.")
        for act, step in (
            (acts.move_up, Step.UP),
            (acts.move_down, Step.DOWN),
            (acts.move_in, Step.IN),
            (acts.move_out, Step.OUT),
        ):
            switch(act, cannot or self._why_no_step(step))

    def _why_no_step(self, step: Step) -> str:
        scheme, codes, family = self._meant.bridge.scheme(), self._meant.codes, self._meant.family
        if codes and not are_siblings(codes):
            return self.tr("These codes do not stand side by side.")
        if codes and step_of_codes(scheme, codes, step):
            return ""
        if not codes and family and step_of_family(scheme, family.id, step):
            return ""
        if not codes and step in (Step.IN, Step.OUT):
            return self.tr("Choose a code first.")
        return {
            Step.UP: self.tr("It stands first already."),
            Step.DOWN: self.tr("It stands last already."),
            Step.IN: self.tr("No code stands above it that it could go below."),
            Step.OUT: self.tr("It stands below no other code."),
        }[step]

    def _why_not_merged(self) -> str:
        codes, family = self._meant.codes, self._meant.family
        if len({code.family for code in codes}) > 1:
            return self.tr("These codes belong to different families. Move them into one first.")
        if family is not None and len(self._meant.bridge.scheme().codes_of(family.id)) < 2:
            return self.tr("Its family has no other code.")
        return ""

    def _why_not_split(self) -> str:
        codes = self._meant.codes
        if len(codes) > 1:
            return self.tr("Choose one code alone.")
        if not all(code.is_codable for code in codes):
            return self.tr("A heading has no codings to be sorted.")
        return ""

    def _refresh_retiring(self, cannot: str) -> None:
        act, codes = self._acts.retire_codes, self._meant.codes
        if not codes:
            act.setText(self.tr("Retire, or take back into use"))
        elif any(code.is_active for code in codes):
            act.setText(self.tr("Retire"))
        else:
            act.setText(self.tr("Take back into use"))
        switch(act, cannot)


def switch(act: QAction, why_not: str) -> None:
    """Let an act be done, or say why it cannot."""
    act.setEnabled(not why_not)
    act.setToolTip(why_not)

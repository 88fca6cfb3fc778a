"""Going from place to place in the text, and saying when there is no further one."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from gui.deeds.parts import Parts, on
from gui.editor.steps import Step


class Going(QObject):
    """Steps to the next coding, the next of its code, the next unsure one, the next uncoded stretch."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._editor = parts.reading.editor
        self._status = parts.status
        acts = parts.acts
        self._nothing_further = {
            Step.CODING: (self.tr("No further coding."), self.tr("No coding before this one.")),
            Step.SAME_CODE: (
                self.tr("No further coding of this code."),
                self.tr("No coding of this code before this one."),
            ),
            Step.UNSURE: (self.tr("No further unsure coding."), self.tr("No unsure coding before this one.")),
            Step.UNCODED: (
                self.tr("Everything after this place is coded."),
                self.tr("Everything before this place is coded."),
            ),
        }
        for kind, onward, back in (
            (Step.CODING, acts.next_coding, acts.previous_coding),
            (Step.SAME_CODE, acts.next_same, acts.previous_same),
            (Step.UNSURE, acts.next_unsure, acts.previous_unsure),
            (Step.UNCODED, acts.next_uncoded, acts.previous_uncoded),
        ):
            on(onward, partial(self._step, kind, False))
            on(back, partial(self._step, kind, True))
        on(acts.next_source, lambda: parts.desk.step_source(1))
        on(acts.previous_source, lambda: parts.desk.step_source(-1))

    def _step(self, kind: Step, back: bool) -> None:
        if not self._editor.step(kind, back):
            self._status.say(self._nothing_further[kind][int(back)])

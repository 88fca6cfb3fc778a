"""What a code still lacks, said quietly at the top of its form; and that it is retired."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QWidget

from core.model.ids import CodeId
from core.model.scheme import Code, Scheme
from core.model.scheme_faults import FaultKind, SchemeFault, faults
from core.model.use import Use
from gui.look import Look
from gui.widgets.controls import button
from gui.widgets.layout import column, label, row, surface
from gui.widgets.messages import IconLabel

# no code has this key: it stands for all others, of which something was given
_ELSEWHERE = CodeId(0)


def faults_of(code: Code, scheme: Scheme, use: Use, *, is_any_given: bool) -> list[SchemeFault]:
    """Return what is to be said of one code; only those it is compared with are looked at."""
    wanted = {code.id, *_siblings_before(code, scheme)}
    near = tuple(one for one in scheme.codes if one.id in wanted or (code.shortcut == one.shortcut != ""))
    uses = {code.id: use, _ELSEWHERE: Use(codings=int(is_any_given))}
    return [fault for fault in faults(Scheme(scheme.families, near), uses) if fault.code == code.id]


def _siblings_before(code: Code, scheme: Scheme) -> list[CodeId]:
    """Return the first sibling of each colour before a code: with these its own colour is compared."""
    first: dict[str, CodeId] = {}
    for one in scheme.codes:
        if one.id == code.id:
            break
        is_sibling = (one.family, one.parent) == (code.family, code.parent)
        if is_sibling and one.is_active and one.is_codable:
            first.setdefault(one.colour, one.id)
    return list(first.values())


def fault_words(fault: SchemeFault) -> str:
    """Return a warning in the language of the window."""
    return QCoreApplication.translate("faults", fault.template).format(**fault.parameters)


def _sentences(found: Sequence[SchemeFault]) -> list[str]:
    """Return what is to be said below the name of a code: in one sentence what it is still without."""
    tr = QCoreApplication.translate
    things = {
        FaultKind.NO_DEFINITION: tr("Notes", "definition"),
        FaultKind.NO_EXAMPLE: tr("Notes", "typical example"),
        FaultKind.UNUSED: tr("Notes", "codings"),
    }
    without = [things[fault.kind] for fault in found if fault.kind in things]
    rest = [fault_words(fault) for fault in found if fault.kind not in things]
    if not without:
        return rest
    return [tr("Notes", "Still without: {things}").format(things=", ".join(without)), *rest]


class Notes(QWidget):
    """A line for what is lacking, and one for each other warning; nothing where nothing is to be said.

    A line that is mended leaves its room while the same code is looked at: the fields below would move
    away from the hand that goes to the next of them.
    """

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines: list[tuple[QWidget, QLabel]] = []
        self._code: CodeId | None = None
        self._column = column(gap=2)
        self.setLayout(self._column)
        self.hide()

    def show_faults(self, code: CodeId, found: Sequence[SchemeFault]) -> None:
        """Say what a code lacks."""
        is_another, self._code = code != self._code, code
        sentences = _sentences(found)
        while len(self._lines) < len(sentences):
            self._add_line()
        for place, (line, words) in enumerate(self._lines):
            _keep_room(line, not is_another and (not line.isHidden() or _keeps_room(line)))
            line.setVisible(place < len(sentences))
            if place < len(sentences):
                words.setText(sentences[place])
        self.setVisible(any(not line.isHidden() or _keeps_room(line) for line, _ in self._lines))

    def sentences(self) -> list[str]:
        """Return what is said now."""
        return (
            [words.text() for line, words in self._lines if not line.isHidden()]
            if not self.isHidden()
            else []
        )

    def _add_line(self) -> None:
        line, words = QWidget(), label("", "ink2", -1, wraps=True)
        parts = row(IconLabel(self._look, "attention", "warn", 14), words, gap=6)
        parts.setStretch(1, 1)
        line.setLayout(parts)
        self._column.addWidget(line)
        self._lines.append((line, words))


def _keeps_room(line: QWidget) -> bool:
    return line.sizePolicy().retainSizeWhenHidden()


def _keep_room(line: QWidget, is_kept: bool) -> None:
    policy = line.sizePolicy()
    policy.setRetainSizeWhenHidden(is_kept)
    line.setSizePolicy(policy)


class RetiredLine(QWidget):
    """Says that a code takes no new codings, and takes it back into use."""

    revive_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        words = label(
            self.tr("Retired: it takes no new codings; those it has stay and are counted."),
            "ink",
            -1,
            wraps=True,
        )
        self.revive = button(self.tr("Take back into use"))
        self.revive.clicked.connect(self.revive_wanted)
        parts = row(IconLabel(look, "retire", "ink2", 16), words, self.revive, edges=(12, 6, 6, 6))
        parts.setStretch(1, 1)
        self.setLayout(column(surface("attention", parts), gap=0))

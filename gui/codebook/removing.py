"""Saying why codes cannot be removed, and offering what keeps their codings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gui.dialogs.sheet import Sheet
from gui.widgets.layout import label


class KeptDialog(Sheet):
    """Codes that were given stay; retiring them takes them out of use."""

    def __init__(self, codes: str, count: int, is_in_use: bool, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("{codes} cannot be removed").format(codes=codes), self.tr("Retire"), parent)
        self.verb.setVisible(is_in_use)
        why = self.tr("%Ln coding(s) would be lost with it.", "", count)
        if is_in_use:
            way = self.tr(
                "Retire it instead: it takes no new codings, and those there are stay and are counted. "
                "Or merge it with another code, which takes its codings over."
            )
        else:
            way = self.tr(
                "It is retired already: it takes no new codings. Merge it with another code to hand its "
                "codings over."
            )
            self.cancel.setText(self.tr("Close"))
            self.verb.setDefault(False)
            self.verb.setAutoDefault(False)
            self.cancel.setDefault(True)
        self.fill(label(why, wraps=True), label(way, "ink2", wraps=True), width=440)
        (self.verb if is_in_use else self.cancel).setFocus()

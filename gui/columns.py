"""The columns of the window: how they are parted, and what gives way when the window is narrow."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings, Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from gui.style import scaled

_SIDE, _LEAST_SIDE, _MOST_SIDE = 258, 200, 360
_END, _LEAST_END, _MOST_END = 304, 260, 400
_NARROW_SIDE, _NARROW_END = 222, 286
_MIDDLE, _ABOVE, _INSPECTOR, _BELOW = 880, 540, 284, 160
_NARROW, _NARROWEST = 1200, 1000


class Columns(QSplitter):
    """Sources, text, codes over inspector.

    Narrow: the inspector goes below the text, and the sides leave it what they can do without; narrower:
    the sources go until they are wanted.
    """

    sources_shown = Signal(bool)

    def __init__(self, sources: QWidget, reading: QWidget, codes: QWidget, inspector: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._sources = sources
        self._inspector = inspector
        self._sides = scaled(_SIDE), scaled(_END)
        self.middle = QSplitter(Qt.Orientation.Vertical)
        self.end = QSplitter(Qt.Orientation.Vertical)
        for splitter, parts in (
            (self.middle, (reading,)),
            (self.end, (codes, inspector)),
            (self, (sources, self.middle, self.end)),
        ):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            for part in parts:
                splitter.addWidget(part)
        self.setStretchFactor(1, 1)
        self.end.setStretchFactor(0, 1)
        sources.setMinimumWidth(scaled(_LEAST_SIDE))
        sources.setMaximumWidth(scaled(_MOST_SIDE))
        self.end.setMinimumWidth(scaled(_LEAST_END))
        self.end.setMaximumWidth(scaled(_MOST_END))
        # Sizes that do not fit the width they are given in are made to fit, at the cost of the sides
        self.resize(scaled(_SIDE + _MIDDLE + _END) + 2, scaled(_ABOVE + _INSPECTOR))
        self.setSizes([scaled(_SIDE), scaled(_MIDDLE), scaled(_END)])
        self.end.setSizes([scaled(_ABOVE), scaled(_INSPECTOR)])

    @property
    def is_folded(self) -> bool:
        """Tell whether the inspector stands below the text."""
        return self._inspector.parent() is self.middle

    def fold(self, before: int, now: int) -> None:
        """Follow the width of the window; what was shown or hidden by hand stays so within one range."""
        is_narrow = now < scaled(_NARROW)
        if is_narrow != self.is_folded:
            home = self.middle if is_narrow else self.end
            home.addWidget(self._inspector)
            home.setSizes([scaled(_ABOVE), scaled(_BELOW if is_narrow else _INSPECTOR)])
            self._share(is_narrow)
        edge = scaled(_NARROWEST)
        if (before >= edge or before < 0) and now < edge:
            self._show_sources(False)
        elif before < edge <= now:
            self._show_sources(True)

    def _share(self, is_narrow: bool) -> None:
        """Give the text of a narrow window what the sides can spare, and back what they had."""
        if is_narrow:
            side, _, end = self.sizes()
            self._sides = side or self._sides[0], end
            side, end = min(self._sides[0], scaled(_NARROW_SIDE)), min(end, scaled(_NARROW_END))
        else:
            side, end = self._sides
        self.setSizes([side, max(1, self.width() - side - end - 2 * self.handleWidth()), end])

    def toggle_sources(self) -> None:
        """Show the sources, or hide them."""
        self._show_sources(self._sources.isHidden())

    def _show_sources(self, is_shown: bool) -> None:
        self._sources.setVisible(is_shown)
        self.sources_shown.emit(is_shown)

    def keep(self, settings: QSettings) -> None:
        """Remember where the handles are; those of a folded window are not worth it."""
        if not self.is_folded:
            settings.setValue("window/columns", self.saveState())
            settings.setValue("window/end", self.end.saveState())

    def restore(self, settings: QSettings) -> None:
        """Put the handles where they were."""
        for key, splitter in (("window/columns", self), ("window/end", self.end)):
            kept = settings.value(key)
            if isinstance(kept, QByteArray):
                splitter.restoreState(kept)

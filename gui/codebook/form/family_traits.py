"""What else holds of a family: scale, exclusive or not, where it comes from, its codes in their order."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.model.ids import CodeId
from core.model.scheme import Code, Family, Scale
from gui.codebook.form.editing import Editing
from gui.codebook.form.kept import Kept
from gui.codebook.form.languages import Box
from gui.codebook.form.places import Place
from gui.codebook.form.words_field import WordsField
from gui.look import Look
from gui.models.codes import ranks_of
from gui.style import row_height, scaled, text_font
from gui.widgets.controls import CheckBox, is_mirrored
from gui.widgets.layout import column, label, row
from gui.widgets.marks import paint_swatch
from gui.widgets.segments import Segments
from gui.widgets.slots import Slots, write

_SCALE_WIDTH, _MOST_CODES = 280, 60


class CodesInOrder(QWidget):
    """The codes of an ordinal family with their ranks, lowest rank first, painted."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._codes: list[tuple[int, Code]] = []
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)
        look.density_changed.connect(self.updateGeometry)

    def show_codes(self, family: Family, codes: list[Code]) -> None:
        """Show the codes that have a rank."""
        ranks: dict[CodeId, int] = ranks_of(family, codes)
        self._codes = [(ranks[code.id], code) for code in codes if code.id in ranks][:_MOST_CODES]
        self.setAccessibleName(", ".join(f"{rank} {code.name}" for rank, code in self._codes))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(200), len(self._codes) * row_height(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, height = self._look.theme, row_height(24)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place, (rank, code) in enumerate(self._codes):
                line = QRectF(0, place * height, self.width(), height)
                slots = Slots(line, is_mirrored(self))
                paint_swatch(painter, slots.lead(scaled(16), scaled(8)), theme, code.colour, rank)
                ink = theme.ink if code.is_active else theme.ink3
                write(painter, slots.rest(), code.name, ink, text_font(), slots.is_mirrored)


class FamilyTraits(QWidget):
    """The lower part of a family's form."""

    changed = Signal()

    def __init__(self, editing: Editing, look: Look) -> None:
        super().__init__()
        self._editing = editing
        self._family: Family | None = None
        self.scale = Segments(
            look,
            self.tr("Scale"),
            ((Scale.NOMINAL.value, self.tr("Nominal")), (Scale.ORDINAL.value, self.tr("Ordinal"))),
        )
        self.scale.setMaximumWidth(scaled(_SCALE_WIDTH))
        self._meaning = label("", "ink3", -1, wraps=True)
        self.exclusive = CheckBox(look, self.tr("Exclusive: one code for the same words"))
        exclusive_hint = label(
            self.tr("A second code of this family on the same words is pointed out, never forbidden."),
            "ink3", -1, wraps=True,
        )  # fmt: skip
        self.source = Kept(editing, Place("source"), WordsField(self.tr("From"), is_line=True))
        self._order_title = label(self.tr("Order of its codes"), "ink2", -1)
        self._order = CodesInOrder(look)
        self._order_hint = label(
            self.tr("Move codes in the scheme to give them another rank."), "ink3", -1, wraps=True
        )
        self.setLayout(
            column(
                column(label(self.tr("Scale"), "ink2", -1), row(self.scale, None), self._meaning, gap=4),
                column(self.exclusive, exclusive_hint, gap=2),
                column(label(self.tr("From"), "ink2", -1), Box(self.source), gap=4),
                column(self._order_title, self._order, self._order_hint, gap=4),
                gap=14,
            )
        )
        self.scale.chosen.connect(self._on_scale)
        self.exclusive.clicked.connect(self._on_exclusive)

    def show_family(self, family: Family | None) -> None:
        """Show what holds of a family."""
        self._family = family
        self.source.show_thing(family)
        if family is None:
            return
        is_ordinal = family.scale is Scale.ORDINAL
        self.scale.show_choice(family.scale)
        self._meaning.setText(
            self.tr(
                "Its codes stand in an order, and being one step apart counts less than being three apart."
            )
            if is_ordinal
            else self.tr(
                "Its codes are names without an order: any two of them differ as much as any others."
            )
        )
        self.exclusive.setChecked(family.is_exclusive)
        codes = self._editing.bridge.scheme().codes_of(family.id) if is_ordinal else []
        self._order.show_codes(family, codes)
        for part in (self._order_title, self._order, self._order_hint):
            part.setVisible(is_ordinal and bool(codes))
        for control in (self.scale, self.exclusive):
            control.setEnabled(not self._editing.is_read_only)

    @Slot(str)
    def _on_scale(self, scale: str) -> None:
        if self._family is not None and scale != self._family.scale:
            self._editing.change(scale=scale)

    @Slot(bool)
    def _on_exclusive(self, is_exclusive: bool) -> None:
        self._editing.change(is_exclusive=is_exclusive)

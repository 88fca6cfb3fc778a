"""Small studies that many tests begin with."""

from dataclasses import dataclass
from typing import Any, ClassVar

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.sources import NewSource
from core.model.ids import CodeId, CodingId
from core.model.scheme import Scale
from core.storage.driver import Database
from core.storage.schema import RESEARCH_TABLES
from core.storage.writer import Writer

MOTIVES = ("Fear", "Pay", "Doctrine")
LEVELS = ("Leader", "Middle", "Clerk")
ENGLISH = "I left in winter. 😀 The pay had stopped.\n\nThey were afraid of us, and we of them.\n"
ARABIC = "تركتُ المكان في الشتاء.\nلم يدفعوا لنا شيئًا منذ شهور.\n"


def new_source(name: str, text: str) -> NewSource:
    """A source as an import would bring it."""
    return NewSource(name, text.encode(), text, "utf-8", f"{name}.txt")


def dump(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that holds research, by key. Journal and contents stay out."""
    return {table: db.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in RESEARCH_TABLES}


def small_scheme() -> AddToScheme:
    """Two families: motives without order, levels in order."""
    return AddToScheme(
        (NewFamily("Motive"), NewFamily("Level", Scale.ORDINAL, is_exclusive=True)),
        (
            *(NewCode("Motive", name, shortcut=str(n)) for n, name in enumerate(MOTIVES, 1)),
            *(NewCode("Level", name) for name in LEVELS),
        ),
    )


@dataclass(frozen=True)
class PointAtExample:
    """Let a code's typical example be a real segment, and with `is_both` the borderline one too.

    No command of Glossator's does this yet; the journal and deleting know of it already.
    """

    code: CodeId
    coding: CodingId
    is_both: bool = False
    title: ClassVar[str] = "Point at an example"

    def apply(self, writer: Writer) -> None:
        """Update column by column, so that neighbours in the journal differ in kind."""
        writer.update("code", self.code, {"typical_coding": self.coding})
        if self.is_both:
            writer.update("code", self.code, {"borderline_coding": self.coding})

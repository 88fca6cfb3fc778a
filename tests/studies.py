"""Small studies that many tests begin with."""

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.sources import NewSource
from core.model.scheme import Scale

MOTIVES = ("Fear", "Pay", "Doctrine")
LEVELS = ("Leader", "Middle", "Clerk")
ENGLISH = "I left in winter. 😀 The pay had stopped.\n\nThey were afraid of us, and we of them.\n"
ARABIC = "تركتُ المكان في الشتاء.\nلم يدفعوا لنا شيئًا منذ شهور.\n"


def new_source(name: str, text: str) -> NewSource:
    """A source as an import would bring it."""
    return NewSource(name, text.encode(), text, "utf-8", f"{name}.txt")


def small_scheme() -> AddToScheme:
    """Two families: motives without order, levels in order."""
    return AddToScheme(
        (NewFamily("Motive"), NewFamily("Level", Scale.ORDINAL, is_exclusive=True)),
        (
            *(NewCode("Motive", name, shortcut=str(n)) for n, name in enumerate(MOTIVES, 1)),
            *(NewCode("Level", name) for name in LEVELS),
        ),
    )

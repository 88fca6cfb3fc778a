"""The coding schemes that come with Glossator, as people choose them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication


@dataclass(frozen=True, slots=True)
class Offer:
    """A built-in scheme: `name` as the core knows it, a title for a list, and what it is good for."""

    name: str
    title: str
    about: str


def offers() -> tuple[Offer, ...]:
    """Return the built-in schemes, the general ones first."""
    # under this name the extractor of translations knows it
    translate = QCoreApplication.translate
    return (
        Offer(
            "empty",
            translate("schemes", "Empty: codes are brought in later"),
            translate("schemes", "Make codes of your own while you read, or bring in a table at any time."),
        ),
        Offer(
            "interviews",
            translate("schemes", "Interviews: a general start"),
            translate(
                "schemes",
                "For any interview study: of whom people speak, what their words do, feelings, time,"
                " and what can be relied on and quoted.",
            ),
        ),
        Offer(
            "defection",
            translate("schemes", "Defection from an armed organisation"),
            translate(
                "schemes",
                "For studies of leaving: why people join and go, their rank, how and where to, what"
                " follows, and what holds the organisation together or divides it.",
            ),
        ),
    )

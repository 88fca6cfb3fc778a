"""A document for paper, before anybody sets it: what stands in which order and what may not be parted.

Core makes it; who sets it knows fonts and pages. Word gets it as styles, and a renderer that the entry
point hands in draws it as PDF, so that core needs no toolkit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from core.exchange.direction import is_right_to_left
from core.exchange.pages import Swatch
from core.jobs import Progress


class Kind(StrEnum):
    """What a paragraph is."""

    LABEL = "label"
    TITLE = "title"
    FACTS = "facts"
    NOTE = "note"
    PART = "part"
    CHAPTER = "chapter"
    CODE = "code"
    SHORT = "short"
    TEXT = "text"
    FIELD = "field"
    ALSO = "also"


class Voice(StrEnum):
    """How a stretch of a paragraph is said."""

    PLAIN = "plain"
    QUIET = "quiet"
    STRONG = "strong"
    KEY = "key"
    PILL = "pill"


class Words(NamedTuple):
    """A stretch of a paragraph; `language` is blank for the document's own."""

    text: str
    voice: Voice = Voice.PLAIN
    language: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `label` stands in a column of its own before it, `beside` at the other edge.

    `level` is its depth in the outline, 0 for none; `anchor` is where the contents lead. `keeps` holds it
    on the page of what follows, and `begins_page` puts it at the top of one.
    """

    kind: Kind
    words: tuple[Words, ...]
    label: str = ""
    beside: tuple[Words, ...] = ()
    number: str = ""
    depth: int = 0
    swatch: Swatch | None = None
    rank: int | None = None
    anchor: str = ""
    level: int = 0
    keeps: bool = False
    begins_page: bool = False
    is_first: bool = False

    @property
    def text(self) -> str:
        """The words without their voices."""
        return "".join(each.text for each in self.words)

    @property
    def is_right_to_left(self) -> bool:
        """Whether it stands at the right."""
        return is_right_to_left(self.text)


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the contents, and the anchor it leads to."""

    level: int
    number: str
    name: str
    beside: tuple[Words, ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents, with the page of each line where pages are known."""

    lines: tuple[ContentsLine, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on every page. Columns in `figures` stand at the right."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    figures: frozenset[int]
    rows: Sequence[tuple[str, ...]]


Part = Paragraph | Contents | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document; `head` stands at the top and `foot` beside the page number, but on the first page.

    Each part of `head` runs its own way.
    """

    title: str
    head: tuple[str, ...]
    foot: str
    changed: str
    parts: tuple[Part, ...]


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF, and what it needs to lead somewhere: where anchors came to stand, and which boxes lead there."""

    pdf: bytes
    places: Mapping[str, Box]
    links: Sequence[tuple[Box, str]]


Renderer = Callable[[Paper, Progress], Drawn]

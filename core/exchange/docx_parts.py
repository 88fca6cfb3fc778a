"""Paragraphs of a Word file, written as its format wants them: direction, language, order of entries.

Word reads Arabic rightly only where each run says that it runs right to left, and each paragraph too; and it
refuses a file whose entries stand in another order than the standard lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from core.exchange.direction import stretches

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_ARABIC = "ar-SA"
_LIGHT = ("Quiet", "OtherName", "Remark")

Element = BaseOxmlElement


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place in the file that links lead to."""

    number: int
    name: str


def element(tag: str, **attributes: str) -> Element:
    """Return an element of Word's own namespace."""
    return OxmlElement(f"w:{tag}", {qn(f"w:{key}"): value for key, value in attributes.items()})


def within(parent: Element, tag: str, **attributes: str) -> Element:
    """Add an element to another, and return it."""
    made = element(tag, **attributes)
    parent.append(made)
    return made


@dataclass(frozen=True, slots=True)
class Shape:
    """What one paragraph has besides its style.

    `moved` is what it is moved in and `hanging` how far its first line begins before that, in twips;
    `edge` is colour and kind of the line along its side, and `is_parted` draws one above it.
    """

    is_rtl: bool = False
    keeps: bool = False
    moved: int = 0
    hanging: int = 0
    edge: tuple[str, str] | None = None
    is_parted: bool = False


def paragraph(style: str, shape: Shape) -> Element:
    """Return an empty paragraph; the order of what it says of itself is the standard's."""
    made = element("p")
    properties = within(made, "pPr")
    within(properties, "pStyle", val=style)
    if shape.keeps:
        within(properties, "keepNext")
    if shape.edge is not None:
        colour, kind = shape.edge
        borders = within(properties, "pBdr")
        if shape.is_parted:
            within(borders, "top", val="single", sz="4", space="9", color="E0DCD3")
        within(borders, "left", val=kind, sz="36", space="6", color=colour.lstrip("#"))
    if shape.hanging:
        # Word would find the tab's place by itself, others need to be told
        within(within(properties, "tabs"), "tab", val="left", pos=str(shape.moved))
    if shape.is_rtl:
        within(properties, "bidi")
    if shape.moved:
        # of a paragraph from the right, "left" is where it begins
        sides = {"left": "0", "right": str(shape.moved)} if shape.is_rtl else {"left": str(shape.moved)}
        if shape.hanging:
            sides["hanging"] = str(shape.hanging)
        within(properties, "ind", **sides)
    return made


def runs(text: str, style: str = "", language: str = "", *, is_rtl: bool = False) -> Iterator[Element]:
    """Yield the runs of a text, each in one direction. `style` names a character style."""
    for stretch, runs_right_to_left in stretches(text, is_rtl=is_rtl):
        made = element("r")
        properties = within(made, "rPr")
        if style:
            within(properties, "rStyle", val=style)
        if style in _LIGHT:
            # a style that is not bold does not undo one that is
            within(properties, "b", val="0")
            within(properties, "bCs", val="0")
        if runs_right_to_left:
            within(properties, "rtl")
            within(properties, "lang", bidi=_tag(language) or _ARABIC)
        elif _tag(language):
            within(properties, "lang", val=_tag(language))
        if not len(properties):
            made.remove(properties)
        written = within(made, "t")
        written.set(qn("xml:space"), "preserve")
        written.text = stretch
        yield made


def _tag(language: str) -> str:
    """Return a language as Word knows languages; what is none is left out."""
    return language if _LANGUAGE.fullmatch(language) else ""


def tab() -> Element:
    """Return a run that is a tab."""
    made = element("r")
    within(made, "tab")
    return made


def link(anchor: str, inside: Iterable[Element]) -> Element:
    """Return runs that lead to a bookmark."""
    made = element("hyperlink", anchor=anchor, history="1")
    made.extend(inside)
    return made


def bookmarked(bookmark: Bookmark, inside: Iterable[Element]) -> Iterator[Element]:
    """Yield runs with the ends of a bookmark around them."""
    yield element("bookmarkStart", id=str(bookmark.number), name=bookmark.name)
    yield from inside
    yield element("bookmarkEnd", id=str(bookmark.number))


def field(instruction: str, shown: Iterable[Element]) -> Iterator[Element]:
    """Yield the runs of a field and of what it shows until Word works it out anew."""
    yield from field_begins(instruction)
    yield from shown
    yield _mark("end")


def field_begins(instruction: str, *, is_stale: bool = False) -> Iterator[Element]:
    """Yield what stands before a field's result; a stale one is worked out when the file is opened."""
    begin = _mark("begin")
    if is_stale:
        begin[0].set(qn("w:dirty"), "true")
    yield begin
    made = element("r")
    written = within(made, "instrText")
    written.set(qn("xml:space"), "preserve")
    written.text = f" {instruction} "
    yield made
    yield _mark("separate")


def field_ends() -> Element:
    """Return what stands after a field's result."""
    return _mark("end")


def _mark(kind: str) -> Element:
    made = element("r")
    within(made, "fldChar", fldCharType=kind)
    return made

"""What a drawn PDF lacks: bookmarks, links inside it, searchable Arabic, and freedom from the clock.

The toolkit draws pages well and knows no destination inside a document. It writes plain PDF 1.4, each object
listed in one table at the end; here its objects are taken apart, completed and put together again. The same
drawing gives the same bytes: the only date is that of the project's last step, the only name of the file a
digest of what is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby
from unicodedata import normalize

from core.exchange.paper import Box, Drawn, Paper, Paragraph

_HEAD = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BEGIN_STREAM = b"stream\n"
_REFERENCE = re.compile(rb"\b(\d+) 0 R\b")
_SUBSET = re.compile(rb"/FontName /[A-Z]{6}\+")
# A ligature, or a letter in the shape it has inside a word: nobody types it into a search. Those of lam and
# alef stay: readers take them apart themselves, and turn two letters in one place around
_SHAPES = ((0xFB00, 0xFB06), (0xFB50, 0xFDFF), (0xFE70, 0xFEF4))


@dataclass(frozen=True, slots=True)
class _Bookmark:
    """A line of the outline, with the place it leads to."""

    level: int
    words: str
    place: Box


@dataclass(slots=True)
class _File:
    """A PDF as numbered objects."""

    objects: dict[int, bytes]
    root: int
    info: int
    pages: list[int] = field(default_factory=list)
    height: float = 0.0

    def add(self, body: bytes) -> int:
        number = len(self.objects) + 1
        self.objects[number] = body
        return number


def finished_pdf(drawn: Drawn, paper: Paper) -> bytes:
    """Return the drawn PDF with bookmarks, links and a text layer that can be searched."""
    file = _taken_apart(drawn.pdf)
    for number in _referred(file, rb"/ToUnicode (\d+) 0 R"):
        file.objects[number] = _searchable(file.objects[number])
    _link(file, drawn)
    outline = _outline(file, list(_bookmarks(paper, drawn)))
    # the metadata are a second account of the document, with the time of its making
    catalog = re.sub(rb"/(Metadata|Names) \d+ 0 R\n", b"", file.objects[file.root])
    entries = b"/Lang (en)\n/ViewerPreferences << /DisplayDocTitle true >>\n"
    if outline is not None:
        entries += b"/Outlines %d 0 R\n/PageMode /UseOutlines\n" % outline
    file.objects[file.root] = catalog.replace(b"/Type /Catalog\n", b"/Type /Catalog\n" + entries)
    file.objects[file.info] = _info(paper)
    return _put_together(file)


def _taken_apart(pdf: bytes) -> _File:
    start = int(pdf[pdf.rindex(b"startxref") + 9 :].split()[0])
    trailer = pdf[pdf.index(b"trailer", start) :]
    rows = pdf[start : pdf.index(b"trailer", start)].splitlines()[2:]
    offsets = {number: int(row[:10]) for number, row in enumerate(rows) if row[17:18] == b"n"}
    ends = [*sorted(offsets.values())[1:], start]
    until = dict(zip(sorted(offsets.values()), ends, strict=True))
    objects = {}
    for number, offset in offsets.items():
        body = pdf[offset : until[offset]]
        objects[number] = body[body.index(b"obj") + 3 : body.rindex(b"endobj")].strip(b"\r\n")
    root, info = (_number(rb"/%s (\d+) 0 R" % name, trailer) for name in (b"Root", b"Info"))
    file = _File(objects, root, info)
    tree = objects[_number(rb"/Pages (\d+) 0 R", objects[root])]
    kids = tree[tree.index(b"[") : tree.index(b"]")]
    file.pages = [int(page) for page in re.findall(rb"(\d+) 0 R", kids)]
    file.height = float(objects[file.pages[0]].split(b"/MediaBox [")[1].split(b"]")[0].split()[3])
    return file


def _number(pattern: bytes, text: bytes) -> int:
    found = re.search(pattern, text)
    if found is None:
        raise ValueError(f"No {pattern!r} in the drawn PDF.")
    return int(found[1])


def _referred(file: _File, pattern: bytes) -> set[int]:
    return {
        int(number)
        for body in file.objects.values()
        if b"stream" not in body
        for number in re.findall(pattern, body)
    }


def _put_together(file: _File) -> bytes:
    """Return the file; objects are numbered as they are come upon, for the toolkit lists fonts at random."""
    order = {number: place for place, number in enumerate(_reached(file), 1)}
    made = bytearray(_HEAD)
    offsets = []
    for number, place in order.items():
        offsets.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (place, _renumbered(file.objects[number], place, order))
    name = sha256(made).hexdigest()[:32].encode()
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    made += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    made += b"trailer\n<<\n/Size %d\n" % (len(offsets) + 1)
    made += b"/Info %d 0 R\n/Root %d 0 R\n" % (order[file.info], order[file.root])
    made += b"/ID [<%s> <%s>]\n>>\nstartxref\n%d\n%%%%EOF\n" % (name, name, start)
    return bytes(made)


def _reached(file: _File) -> dict[int, None]:
    """Return the objects that are referred to, each before those it refers to."""
    found: dict[int, None] = {}
    waiting = [file.info, file.root]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found[number] = None
            entries, _, _ = file.objects[number].partition(_BEGIN_STREAM)
            waiting.extend(int(each) for each in reversed(_REFERENCE.findall(entries)))
    return found


def _renumbered(body: bytes, place: int, order: Mapping[int, int]) -> bytes:
    entries, begin, rest = body.partition(_BEGIN_STREAM)
    entries = _REFERENCE.sub(lambda match: b"%d 0 R" % order[int(match[1])], entries)
    # the name of a subset of a font is made of its number too
    letters = bytes(ord("A") + place // 26**power % 26 for power in range(6))
    return _SUBSET.sub(b"/FontName /%s+" % letters, entries) + begin + rest


def _info(paper: Paper) -> bytes:
    moment = datetime.fromisoformat(paper.changed).astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ").encode()
    title = _text(paper.title)
    return (
        b"<<\n/Title %s\n/Creator (Glossator)\n/Producer (Glossator)\n/CreationDate (%s)\n/ModDate (%s)\n>>"
        % (title, moment, moment)
    )


def _text(words: str) -> bytes:
    """Return words as a PDF holds them: UTF-16, in figures so that none needs an escape."""
    return b"<FEFF%s>" % words.encode("utf-16-be", "replace").hex().upper().encode()


# searching


def _searchable(cmap: bytes) -> bytes:
    """Return a font's table of characters with shapes and ligatures as the letters they stand for."""
    text = _STREAM.search(cmap)
    if text is None:
        return cmap
    body = re.sub(
        rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4})> (?:<([0-9A-Fa-f]{4})>|\[([^\]]*)\])", _range, text[1]
    )
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(body), body)


def _range(match: re.Match[bytes]) -> bytes:
    first, last = int(match[1], 16), int(match[2], 16)
    if match[3] is not None:
        values = [int(match[3], 16) + step for step in range(last - first + 1)]
    else:
        values = [int(value, 16) for value in re.findall(rb"<([0-9A-Fa-f]+)>", match[4])]
    if not any(map(_is_shape, values)):
        return match[0]
    letters = b" ".join(_letters(value) for value in values)
    return b"<%s> <%s> [%s]" % (match[1], match[2], letters)


def _is_shape(value: int) -> bool:
    return any(first <= value <= last for first, last in _SHAPES)


def _letters(value: int) -> bytes:
    if not _is_shape(value):
        return b"<%04X>" % value if value <= 0xFFFF else b"<%08X>" % value
    # a lone vowel mark is given as one that stands on a space
    letters = normalize("NFKC", chr(value))
    return b"<%s>" % (letters.lstrip(" ") or letters).encode("utf-16-be").hex().upper().encode()


# leading somewhere


def _link(file: _File, drawn: Drawn) -> None:
    """Make the boxes of each page lead to their anchors."""
    for page, links in groupby(drawn.links, key=lambda link: link[0].page):
        made = [
            file.add(
                b"<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [%.1f %.1f %.1f %.1f] /Dest %s >>"
                % (
                    box.left,
                    file.height - box.bottom,
                    box.right,
                    file.height - box.top,
                    _place(file, drawn.places[anchor]),
                )
            )
            for box, anchor in links
        ]
        annotations = _number(rb"/Annots (\d+) 0 R", file.objects[file.pages[page]])
        file.objects[annotations] = b"[%s]" % b" ".join(b"%d 0 R" % number for number in made)


def _place(file: _File, box: Box) -> bytes:
    return b"[%d 0 R /XYZ %.1f %.1f null]" % (file.pages[box.page], box.left, file.height - box.top + 8)


def _bookmarks(paper: Paper, drawn: Drawn) -> Iterator[_Bookmark]:
    for part in paper.parts:
        if isinstance(part, Paragraph) and part.level and part.anchor in drawn.places:
            words = " ".join(filter(None, (part.number, part.words[0].text)))
            yield _Bookmark(part.level, words, drawn.places[part.anchor])


def _outline(file: _File, bookmarks: Sequence[_Bookmark]) -> int | None:
    """Add the outline; returns its number. Chapters stand open to their codes, which are closed."""
    if not bookmarks:
        return None
    root = file.add(b"null")
    numbers = [file.add(b"null") for _ in bookmarks]
    parents = _parents(bookmarks)
    children: dict[int, list[int]] = {}
    for place, parent in enumerate(parents):
        children.setdefault(parent, []).append(place)
    for parent, siblings in children.items():
        above = root if parent < 0 else numbers[parent]
        for before, place, after in zip([None, *siblings], siblings, [*siblings[1:], None], strict=False):
            entries = [
                b"/Title %s" % _text(bookmarks[place].words),
                b"/Dest %s" % _place(file, bookmarks[place].place),
                b"/Parent %d 0 R" % above,
            ]
            if before is not None:
                entries.append(b"/Prev %d 0 R" % numbers[before])
            if after is not None:
                entries.append(b"/Next %d 0 R" % numbers[after])
            if place in children:
                entries.append(_ends(numbers, children[place], -len(children[place])))
            file.objects[numbers[place]] = b"<< %s >>" % b" ".join(entries)
    file.objects[root] = b"<< /Type /Outlines %s >>" % _ends(numbers, children[-1], len(children[-1]))
    return root


def _ends(numbers: Sequence[int], places: Sequence[int], count: int) -> bytes:
    first, last = numbers[places[0]], numbers[places[-1]]
    return b"/First %d 0 R /Last %d 0 R /Count %d" % (first, last, count)


def _parents(bookmarks: Sequence[_Bookmark]) -> list[int]:
    """Return for each bookmark the place of the one above it, -1 at the top."""
    parents: list[int] = []
    way: list[int] = []
    for place, bookmark in enumerate(bookmarks):
        while way and bookmarks[way[-1]].level >= bookmark.level:
            way.pop()
        parents.append(way[-1] if way else -1)
        way.append(place)
    return parents

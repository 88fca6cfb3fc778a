"""The codebook as a document for paper: title, contents, families as chapters, the retired, the counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from core.exchange.codebook_print import Chapter, Entry, Field, PrintedCodebook, Said
from core.exchange.paper import Contents, ContentsLine, Kind, Paper, Paragraph, Part, Table, Voice, Words

_DEEPEST_LEVEL = 3
_RETIRED, _USE = "retired", "use"


def codebook_paper(book: PrintedCodebook) -> Paper:
    """Return the document that DOCX and PDF are made of."""
    parts = (
        *_title_page(book),
        *_contents(book),
        *(part for chapter in book.chapters for part in _chapter(chapter)),
        *_retired(book),
        *_counts(book),
    )
    return Paper(
        title=f"Codebook: {book.title}",
        head=("Codebook · ", book.title),
        foot=f"{book.version} · as of {book.as_of}",
        changed=book.changed,
        parts=parts,
    )


def _title_page(book: PrintedCodebook) -> Iterator[Part]:
    yield _plain(Kind.LABEL, "Codebook")
    yield _plain(Kind.TITLE, book.title)
    yield _plain(Kind.FACTS, f"{book.version}. As of {book.as_of}.")
    yield _plain(Kind.FACTS, f"{book.extent}.")
    for line in _lines(book.note):
        yield _plain(Kind.NOTE, line)
    if not book.chapters:
        yield _plain(Kind.TEXT, "This codebook holds no codes yet.")


def _contents(book: PrintedCodebook) -> Iterator[Part]:
    lines = tuple(_contents_lines(book))
    if lines:
        yield Paragraph(Kind.PART, (Words("Contents"),), keeps=True, begins_page=True)
        yield Contents(lines)


def _contents_lines(book: PrintedCodebook) -> Iterator[ContentsLine]:
    for chapter in book.chapters:
        yield _contents_line(1, chapter.number, chapter.name, f"f{chapter.number}")
        yield from map(_contents_line_of, chapter.entries)
    if book.retired:
        yield ContentsLine(1, "R", "Retired codes", (), _RETIRED)
        yield from map(_contents_line_of, book.retired)
    if book.with_counts:
        yield ContentsLine(1, "U", "Use of the codes", (), _USE)


def _contents_line_of(entry: Entry) -> ContentsLine:
    return _contents_line(_level(entry), entry.number, entry.name, anchor_of(entry))


def _contents_line(level: int, number: str, name: tuple[Said, ...], anchor: str) -> ContentsLine:
    return ContentsLine(level, number, name[0].text, _beside(name), anchor)


def anchor_of(entry: Entry) -> str:
    """Return the name under which a code is found."""
    return f"c{entry.number}"


def _level(entry: Entry) -> int:
    return min(entry.depth + 1, _DEEPEST_LEVEL)


def _chapter(chapter: Chapter) -> Iterator[Part]:
    yield Paragraph(
        Kind.CHAPTER,
        (Words(chapter.name[0].text),),
        number=chapter.number,
        beside=_beside(chapter.name),
        anchor=f"f{chapter.number}",
        level=1,
        keeps=True,
        begins_page=True,
    )
    yield Paragraph(Kind.FACTS, (Words(f"{chapter.scale} {chapter.exclusive}"),), keeps=True)
    for said in chapter.definition:
        yield from (
            Paragraph(Kind.TEXT, (Words(line, language=said.language),)) for line in _lines(said.text)
        )
    if chapter.source:
        yield Paragraph(Kind.ALSO, (Words("Source: ", Voice.QUIET), Words(_one_line(chapter.source))))
    if not chapter.entries:
        yield _plain(Kind.FACTS, "This family holds no codes yet.")
    for place, entry in enumerate(chapter.entries):
        yield from _entry(entry, is_first=place == 0)


def _retired(book: PrintedCodebook) -> Iterator[Part]:
    if book.retired:
        yield _appendix("R", "Retired codes", _RETIRED)
        yield _plain(Kind.FACTS, "They take no new codings. Segments that bear them are kept and counted.")
        for place, entry in enumerate(book.retired):
            yield from _entry(entry, is_first=place == 0)


def _counts(book: PrintedCodebook) -> Iterator[Part]:
    if not book.with_counts:
        return
    yield _appendix("U", "Use of the codes", _USE)
    yield _plain(
        Kind.FACTS, f"Codings of all coders, as of {book.as_of}. What each coder gave stands with the code."
    )
    rows = [
        (entry.number, entry.name[0].text, *(f"{figure:,}" for figure in figures))
        for entry in book.entries
        if entry.use is not None
        for figures in [(entry.use.codings, entry.use.unsure, entry.use.sources)]
    ]
    heads = ("No.", "Code", "Codings", "Unsure", "Sources")
    yield Table(heads, (12, 49, 13, 13, 13), frozenset((2, 3, 4)), rows)


def _appendix(number: str, words: str, anchor: str) -> Paragraph:
    return Paragraph(
        Kind.CHAPTER, (Words(words),), number=number, anchor=anchor, level=1, keeps=True, begins_page=True
    )


def _entry(entry: Entry, *, is_first: bool) -> Iterator[Paragraph]:
    body = _held([*_body(entry)])
    yield Paragraph(
        Kind.CODE,
        tuple(_heading(entry)),
        number=entry.number,
        beside=_beside(entry.name),
        depth=entry.depth,
        swatch=entry.swatch,
        rank=entry.rank,
        anchor=anchor_of(entry),
        level=_level(entry),
        keeps=bool(body),
        is_first=is_first,
    )
    yield from body


def _held(body: list[Paragraph]) -> list[Paragraph]:
    """Return a code's paragraphs so that the small print at its end stays with what goes before."""
    followed = [replace(one, keeps=True) if after.kind is Kind.ALSO else one for one, after in pairwise(body)]
    return [*followed, *body[-1:]]


def _heading(entry: Entry) -> Iterator[Words]:
    yield Words(entry.name[0].text, Voice.STRONG, entry.name[0].language)
    if not entry.is_codable:
        yield from (Words("\u2002"), Words("heading, not given", Voice.PILL))
    if entry.was_in:
        yield from (Words("\u2002"), Words("retired", Voice.PILL))


def _body(entry: Entry) -> Iterator[Paragraph]:
    for said in entry.short:
        for line in _lines(said.text):
            words = (Words(line, language=said.language),)
            yield Paragraph(Kind.SHORT, words, depth=entry.depth, keeps=bool(entry.fields))
    for field in entry.fields:
        yield from _field(field, entry.depth)
    for also in _also(entry):
        yield Paragraph(Kind.ALSO, also, depth=entry.depth)


def _field(field: Field, depth: int) -> Iterator[Paragraph]:
    """Yield the lines of a field in all its languages; the label stands beside the first."""
    label = field.label
    for said in field.said:
        for line in _lines(said.text):
            yield Paragraph(Kind.FIELD, (Words(line, language=said.language),), label=label, depth=depth)
            label = ""
    if field.found_in:
        words = (Words("From ", Voice.QUIET), Words(_one_line(field.found_in), Voice.QUIET))
        yield Paragraph(Kind.FIELD, words, depth=depth)


def _also(entry: Entry) -> Iterator[tuple[Words, ...]]:
    """Yield what is said of a code besides its rule: a line on the code, and one on its use."""
    about: list[tuple[Words, ...]] = [
        (Words("Was in: ", Voice.QUIET), Words(_one_line(entry.was_in))) if entry.was_in else (),
        (Words("Rank: ", Voice.QUIET), Words(str(entry.rank))) if entry.rank else (),
        (Words("Key:\u2002", Voice.QUIET), Words(entry.shortcut, Voice.KEY)) if entry.shortcut else (),
        (Words("Also called: ", Voice.QUIET), *_listed(entry.aliases)) if entry.aliases else (),
        (Words("Source: ", Voice.QUIET), Words(_one_line(entry.source))) if entry.source else (),
    ]
    if said := [each for each in about if each]:
        yield _joined(said)
    if entry.use is not None:
        yield (Words("Use: ", Voice.QUIET), Words(entry.use.whole))
        if entry.use.by_coder:
            yield (Words("By coder: ", Voice.QUIET), *_listed(entry.use.by_coder, "; "))


def _joined(said: list[tuple[Words, ...]]) -> tuple[Words, ...]:
    first, *others = said
    return (*first, *(each for more in others for each in (Words("  ·  ", Voice.QUIET), *more)))


def _listed(names: Iterable[str], between: str = ", ") -> Iterator[Words]:
    """Yield names as stretches of their own, so that each runs its own way."""
    for place, name in enumerate(names):
        if place:
            yield Words(between)
        yield Words(_one_line(name))


def _beside(name: tuple[Said, ...]) -> tuple[Words, ...]:
    return tuple(Words(_one_line(said.text), language=said.language) for said in name[1:])


def _plain(kind: Kind, text: str) -> Paragraph:
    return Paragraph(kind, (Words(text),))


def _lines(text: str) -> list[str]:
    """Return a text's lines; blank ones part paragraphs, which have room between them anyway."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def _one_line(text: str) -> str:
    return " ".join(text.split())

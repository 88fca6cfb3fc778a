"""What a printed codebook says, and in which order: one answer for the page, for Word and for PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from core.exchange.pages import Swatch, date_in_words, swatch
from core.exchange.wording import counted, listed
from core.model.ids import CodeId, CodingId
from core.model.scheme import Code, Family, Scale, Scheme
from core.model.use import CodedText
from core.queries.code_use import CoderUse, uses_by_coder
from core.queries.codebook import coded_texts
from core.queries.history import last_changed
from core.queries.projects import project
from core.queries.schemes import CodebookVersion, newest_version, scheme
from core.storage.driver import Database

_RULE = (
    ("Definition", "definition"),
    ("Include", "include"),
    ("Exclude", "exclude"),
    ("Typical example", "typical"),
    ("Borderline example", "borderline"),
)
# what no XML may hold, escaped or not; a stored text may
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Said(NamedTuple):
    """A text in one language; `language` is blank for the codebook's own."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a rule in all its languages; an example may come from a source, `found_in` says where."""

    label: str
    said: tuple[Said, ...]
    found_in: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A code: its number in its chapter, how deep it lies, its look, its rule, and where asked its use.

    `was_in` is said of a retired code, which stands in the appendix.
    """

    number: str
    depth: int
    name: tuple[Said, ...]
    swatch: Swatch
    is_codable: bool
    rank: int | None
    short: tuple[Said, ...]
    fields: tuple[Field, ...]
    shortcut: str
    aliases: tuple[str, ...]
    source: str
    was_in: str = ""
    use: Use | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """How a code is used, in sentences, and as figures for the table."""

    whole: str
    by_coder: tuple[str, ...]
    codings: int
    unsure: int
    sources: int


@dataclass(frozen=True, slots=True)
class Chapter:
    """A family: what its codes mean to each other, in words, and the codes."""

    number: str
    name: tuple[Said, ...]
    scale: str
    exclusive: str
    definition: tuple[Said, ...]
    source: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class PrintedCodebook:
    """A whole codebook, ready to be set.

    `changed` is the time of the project's last step: the only date a file bears, so that the same project
    gives the same bytes. `replaced` counts texts with characters that no file for people can hold.
    """

    title: str
    version: str
    note: str
    as_of: str
    extent: str
    changed: str
    chapters: tuple[Chapter, ...]
    retired: tuple[Entry, ...]
    with_counts: bool
    codes: int
    replaced: int

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said of the file that was made."""
        if not self.replaced:
            return ()
        texts = counted(self.replaced, "text")
        return (f"Control characters, which cannot be printed, were replaced in {texts}.",)

    @property
    def has_other_names(self) -> bool:
        """Tell whether anything is named in a second language, so that contents need room for two names."""
        names = (*(one.name for one in self.chapters), *(one.name for one in self.entries))
        return any(len(name) > 1 for name in names)

    @property
    def entries(self) -> Iterator[Entry]:
        """All codes, in the order of the pages."""
        for chapter in self.chapters:
            yield from chapter.entries
        yield from self.retired


def printed_codebook(db: Database, *, with_counts: bool = False) -> PrintedCodebook:
    """Return the codebook as it stands, with how often codes were given where that is wanted."""
    whole = scheme(db)
    making = _Making(db, whole, with_counts)
    chapters = tuple(making.chapter(family, str(number)) for number, family in enumerate(whole.families, 1))
    retired = tuple(making.retired())
    version = newest_version(db)
    changed = last_changed(db)
    return PrintedCodebook(
        title=making.clean(project(db).title),
        version=_version(version),
        note=making.clean(version.note),
        as_of=date_in_words(changed),
        extent=_extent(whole),
        changed=changed,
        chapters=chapters,
        retired=retired,
        with_counts=with_counts,
        codes=len(whole.codes),
        replaced=making.replaced,
    )


class _Making:
    """Makes the parts of a printed codebook, and looks up once what all codes need."""

    def __init__(self, db: Database, whole: Scheme, with_counts: bool) -> None:
        self.replaced = 0
        self._whole = whole
        self._examples = _examples(db, whole)
        self._uses = uses_by_coder(db) if with_counts else None
        self._codes = {code.id: code for code in whole.codes}

    def clean(self, text: str) -> str:
        """Return the text without what no file for people can hold."""
        cleaned, count = _FORBIDDEN.subn("\ufffd", text.strip())
        self.replaced += count > 0
        return cleaned

    def chapter(self, family: Family, number: str) -> Chapter:
        """Return a family with the codes that can be looked up in it; the retired stand elsewhere."""
        codes = [code for code in self._whole.codes_of(family.id) if code.is_active]
        is_ordinal = family.scale is Scale.ORDINAL
        ranked = [code.id for code in codes if code.is_codable] if is_ordinal else []
        ranks = {key: rank for rank, key in enumerate(ranked, 1)}
        below: dict[CodeId | None, list[Code]] = {}
        for code in codes:
            below.setdefault(self._active_parent(code), []).append(code)
        return Chapter(
            number=number,
            name=self._said(family.name, family.names),
            scale=_ORDINAL if is_ordinal else _NOMINAL,
            exclusive=_EXCLUSIVE if family.is_exclusive else _SEVERAL,
            definition=self._said(family.definition, family.texts.get("definition", {})),
            source=self.clean(family.source),
            entries=tuple(self._entries(below, number, ranks)),
        )

    def retired(self) -> Iterator[Entry]:
        """Yield the codes that are given no more, each saying where it stood."""
        names = {family.id: family.name for family in self._whole.families}
        retired = (code for code in self._whole.codes if not code.is_active)
        for place, code in enumerate(retired, 1):
            way = [names[code.family]]
            if code.parent is not None:
                way.append(self._codes[code.parent].name)
            yield self._entry(code, f"R.{place}", 1, None, self.clean(" / ".join(way)))

    def _active_parent(self, code: Code) -> CodeId | None:
        """Return the nearest code above that is not retired."""
        parent = code.parent
        while parent is not None and not self._codes[parent].is_active:
            parent = self._codes[parent].parent
        return parent

    def _entries(
        self, below: Mapping[CodeId | None, list[Code]], chapter: str, ranks: Mapping[CodeId, int]
    ) -> Iterator[Entry]:
        waiting = _numbered(below.get(None, []), chapter)
        while waiting:
            code, number = waiting.pop()
            yield self._entry(code, number, number.count("."), ranks.get(code.id))
            waiting.extend(_numbered(below.get(code.id, []), number))

    def _entry(self, code: Code, number: str, depth: int, rank: int | None, was_in: str = "") -> Entry:
        return Entry(
            number=number,
            depth=depth,
            name=self._said(code.name, code.names),
            swatch=swatch(code.colour),
            is_codable=code.is_codable,
            rank=rank,
            short=self._said(code.short, code.texts.get("short", {})),
            fields=tuple(self._fields(code)),
            shortcut=self.clean(code.shortcut),
            aliases=tuple(self.clean(alias) for alias in code.aliases),
            source=self.clean(code.source),
            was_in=was_in,
            use=None if self._uses is None else _use(self._uses.get(code.id, ())),
        )

    def _fields(self, code: Code) -> Iterator[Field]:
        pointed_at = {"typical": code.typical_coding, "borderline": code.borderline_coding}
        for label, field in _RULE:
            own: str = getattr(code, field)
            coding = pointed_at.get(field)
            example = None if coding is None else self._examples.get(coding)
            if example is not None and not own.strip():
                own = example.text
            said = self._said(own, code.texts.get(field, {}))
            if said:
                yield Field(label, said, "" if example is None else self._place(example))

    def _place(self, example: CodedText) -> str:
        return self.clean(f"{example.source_name}, paragraph {example.paragraph:,}")

    def _said(self, own: str, others: Mapping[str, str]) -> tuple[Said, ...]:
        """Return a text in all languages in which it is not blank, the codebook's own first."""
        all_said = (("", own), *sorted(others.items()))
        return tuple(Said(self.clean(text), language) for language, text in all_said if text.strip())


_NOMINAL = "Nominal: the codes have no order."
_ORDINAL = "Ordinal: the codes stand in order of rank, from 1 on."
_EXCLUSIVE = "Exclusive: a segment takes one of them; a second one is pointed out, not forbidden."
_SEVERAL = "A segment may take several."


def _numbered(codes: list[Code], above: str) -> list[tuple[Code, str]]:
    """Return codes with their numbers, last first, as a pile is taken from."""
    return [(code, f"{above}.{place}") for place, code in enumerate(codes, 1)][::-1]


def _examples(db: Database, whole: Scheme) -> dict[CodingId, CodedText]:
    """Return the segments that examples point at, as far as they are still there."""
    wanted = [key for code in whole.codes for key in (code.typical_coding, code.borderline_coding)]
    found = coded_texts(db, [key for key in wanted if key is not None]) if any(wanted) else []
    return {one.coding: one for one in found}


def _version(version: CodebookVersion) -> str:
    if version.released:
        return f"Version {version.number}, released {date_in_words(version.released)}"
    return f"Version {version.number}, draft"


def _extent(whole: Scheme) -> str:
    retired = sum(not code.is_active for code in whole.codes)
    parts = [counted(len(whole.families), "family", "families"), counted(len(whole.codes) - retired, "code")]
    if retired:
        parts.append(counted(retired, "retired code"))
    return listed(parts)


def _use(by_coder: tuple[CoderUse, ...]) -> Use:
    """Return the use of a code; the same source of two coders is one source."""
    codings = sum(one.codings for one in by_coder)
    unsure = sum(one.unsure for one in by_coder)
    sources = len({source for one in by_coder for source in one.sources})
    if not codings:
        return Use("Not given yet.", (), 0, 0, 0)
    whole = f"{counted(codings, 'coding')} in {counted(sources, 'source')}"
    return Use(
        f"{whole}, {unsure:,} of them unsure." if unsure else f"{whole}.",
        tuple(f"{one.coder}: {one.codings:,} in {counted(len(one.sources), 'source')}" for one in by_coder),
        codings,
        unsure,
        sources,
    )

"""A comparison as a workbook: a sheet for each thing, down to the units the numbers are computed from."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial

from core.agreement.results import Comparison
from core.agreement.settings import Unit
from core.agreement.subject import UNCODED_NAME
from core.agreement.unit_rows import UnitRow
from core.exchange import comparison_tables as tables
from core.exchange.agreement_words import KINDS, definitions, settings_in_words
from core.exchange.comparison_places import BETWEEN, codes_in_words, disagreements, segments_in_words
from core.exchange.sheets import Column, Page, book_into
from core.exchange.tables import Cell
from core.jobs import Progress
from core.queries.projects import Project
from core.storage.driver import Database
from core.text.sentences import RULES_VERSION
from core.version import VERSION

RESULTS = "results"
TOGETHER = " + "
_ROWS_BETWEEN_REPORTS = 1000

_SETTINGS = (Column("setting", 22), Column("value", 40), Column("in words", 70))
_DEFINITIONS = (Column("term", 28), Column("definition", 110))
_UNITS = (
    *(Column("family", 22), Column("source", 22), Column("start", 9), Column("end", 9)),
    *(Column("units", 9), Column("several", 14), Column("too_new", 14)),
)
_PLACES = (
    *(Column("id", 16), Column("source", 22), Column("family", 22), Column("kind", 10)),
    *(Column("start", 9), Column("end", 9), Column("paragraph", 10), Column("coders", 26)),
    *(Column("silent", 20), Column("codes", 44), Column("segments", 44)),
)
_WORDS = Column("text", 60)

_READING = (
    (
        "Sheet units",
        "The units that the numbers are computed from, as stretches in which every coder judged alike: "
        "one row counts as many units as its column units says. In columns named after coders stand their "
        f"codes; “{UNCODED_NAME}” is a unit judged and given no code of the family, an empty cell one not "
        f"judged. Several codes of one coder stand together, with “{TOGETHER.strip()}” between. start and "
        "end count characters of the source from 0, the end not included.",
    ),
    (
        "One code from the units",
        "A coder gave it where her cell holds it, alone or among several. Where uncoded text is missing, "
        f"“{UNCODED_NAME}” is an empty cell.",
    ),
    (
        "A family from the units",
        "Leave out rows with a name in the column several; in the others the cell is the value. Coders "
        "named in the column too_new are missing there: a code given by another is newer than the codebook "
        f"version they judged under. Where uncoded text is missing, “{UNCODED_NAME}” is an empty cell.",
    ),
    (
        "Sheet confusion",
        "To how many units the coder gave the value where the other coder gave the other value, units with "
        "several codes of either left out. What never met has no row.",
    ),
    (
        "Sheet two by two",
        "To how many units both coders gave the code, each of them alone, and neither. prevalence is the "
        "share of units with the code less that without, where both agree: (both − neither) / n. bias is by "
        "how large a share the first gave it more often: (coder_alone − other_alone) / n. Kappa-like values "
        "cannot be read without them (Byrt, Bishop and Carlin 1993).",
    ),
)


def comparison_book(
    db: Database,
    project: Project,
    comparison: Comparison,
    units: Iterable[UnitRow],
    progress: Progress,
    *,
    with_words: bool = False,
) -> bytes:
    """Return the workbook; without `with_words` it holds nothing of the texts."""
    places = (*_PLACES, _WORDS) if with_words else _PLACES
    pages = [
        Page("settings", _SETTINGS, lambda _: _settings(project, comparison)),
        Page(RESULTS, tables.RESULTS, lambda _: tables.results(comparison)),
        Page("pairs", tables.PAIRS, lambda _: tables.pairs(comparison)),
        Page("without", tables.WITHOUT, lambda _: tables.without(comparison)),
        Page("confusion", tables.CONFUSION, lambda _: tables.confusion(comparison)),
        Page("two by two", tables.TWO_BY_TWO, lambda _: tables.two_by_two(comparison)),
        Page("disagreements", places, lambda _: _places(db, comparison, with_words=with_words)),
        Page("units", _unit_columns(comparison.coders), lambda _: _units(comparison, units)),
        Page("sources", tables.SOURCES, lambda _: tables.sources(comparison)),
        Page("excluded", tables.EXCLUDED, lambda _: tables.excluded(comparison)),
        Page("definitions", _DEFINITIONS, partial(_definitions, comparison)),
    ]
    watched = [
        replace(page, rows=partial(_watched, page.rows, progress, place, len(pages)))
        for place, page in enumerate(pages)
    ]
    stream = io.BytesIO()
    book_into(stream, "Agreement between coders", project.created, watched, RESULTS)
    return stream.getvalue()


def _watched(
    rows: Callable[[Sequence[str]], Iterable[Sequence[Cell]]],
    progress: Progress,
    place: int,
    n_pages: int,
    cut: Sequence[str],
) -> Iterator[Sequence[Cell]]:
    """Yield a page's rows, asking every so often whether to go on; a page is one part of the work."""
    for number, row in enumerate(rows(cut)):
        if number % _ROWS_BETWEEN_REPORTS == 0:
            progress.step(place, n_pages)
        yield row


def _settings(project: Project, comparison: Comparison) -> Iterator[Sequence[Cell]]:
    """Yield every effective setting, those that are lists with a row for each name."""
    settings = comparison.settings
    yield "project", project.title, None
    yield "project_guid", project.guid, None
    yield "glossator", VERSION, None
    words = dict(settings_in_words(settings))
    in_words = {"unit": "Unit", "share": "Share", "uncoded": "Uncoded text", "tolerance": "Tolerance"}
    in_words |= {"distance": "Sets of codes", "draws": "Intervals"}
    for name, value in asdict(settings).items():
        if isinstance(value, tuple):
            yield from ((name, str(each), None) for each in value)
        else:
            shown = value if isinstance(value, int | float) else str(value)
            yield name, shown, words.get(in_words.get(name, ""))
    if settings.unit is Unit.SENTENCE:
        yield "sentence_rules", RULES_VERSION, None


def _places(db: Database, comparison: Comparison, *, with_words: bool) -> Iterator[Sequence[Cell]]:
    for one in disagreements(db, comparison):
        place = one.place
        yield (
            *(place.id, place.source, place.family, str(place.kind), place.start, place.end, one.paragraph),
            *(BETWEEN.join(place.coders), BETWEEN.join(place.silent) or None),
            *(codes_in_words(place), segments_in_words(place)),
            *([one.text] if with_words else []),
        )


def _unit_columns(coders: Sequence[str]) -> list[Column]:
    """Return the columns: a coder's is called as she is, unless another column is."""
    taken = {column.name for column in _UNITS}
    return [
        *_UNITS,
        *(Column(f"coder {coder}" if coder.lower() in taken else coder, 20) for coder in coders),
    ]


def _units(comparison: Comparison, units: Iterable[UnitRow]) -> Iterator[Sequence[Cell]]:
    for row in units:
        yield (
            *(row.family, row.source, row.start, row.end, row.units),
            BETWEEN.join(row.several(comparison.coders)) or None,
            BETWEEN.join(row.without) or None,
            *(None if codes is None else TOGETHER.join(codes) or UNCODED_NAME for codes in row.values),
        )


def _definitions(comparison: Comparison, cut: Sequence[str]) -> Iterator[Sequence[Cell]]:
    yield from definitions(comparison.settings)
    yield from ((f"Disagreement: {title}", words) for title, words in KINDS.values())
    yield from _READING
    yield from (("What did not fit", note) for note in cut)

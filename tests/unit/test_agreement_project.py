"""Comparing what a real project holds."""

import json
from collections.abc import Callable

import pytest
from comparing import row
from studies import ARABIC, MOTIVES, new_source

from core.agreement.comparison import compare
from core.agreement.gather import gather
from core.agreement.measures import MEASURES
from core.agreement.record import record_of
from core.agreement.results import Comparison
from core.agreement.settings import Settings, Unit
from core.commands.coders import AddCoder
from core.commands.codings import GiveCode
from core.commands.sources import AddSources, MarkNotCodable
from core.commands.statuses import SetStatus
from core.errors import InvalidInput, NotFound
from core.model.coding import CoderKind, State
from core.model.span import Span
from core.queries.coders import coder_named, coders
from core.queries.names import code_named
from core.queries.schemes import scheme
from core.queries.sources import source_named, sources
from core.session import Session
from core.text.sentences import RULES_VERSION

EMOJI = "😀😀😀 One feared.\n😀 Two were paid.\n\nThree believed.\n"


def give(session: Session, coder: str, code: str, span: Span, source: str = "Emoji") -> None:
    revision = session.ask(source_named, source).revision
    session.run(
        GiveCode(revision, session.ask(coder_named, coder).id, session.ask(code_named, code).id, span)
    )


def finish(session: Session, *names: str) -> None:
    everything = tuple(source.id for source in session.ask(sources))
    families = tuple(family.id for family in session.ask(scheme).families)
    for name in names:
        session.run(SetStatus(session.ask(coder_named, name).id, everything, families, State.DONE))


@pytest.fixture
def compared(coded_session: Session) -> Callable[..., Comparison]:
    coded_session.run(AddSources((new_source("Emoji", EMOJI),)))
    second, third = EMOJI.index("Two"), EMOJI.index("Three")
    give(coded_session, "Coder A", "Fear", Span(0, 5))
    give(coded_session, "Coder A", "Pay", Span(second, second + 3))
    give(coded_session, "Coder B", "Pay", Span(second, second + 8))
    give(coded_session, "Coder B", "Doctrine", Span(third, third + 5))
    finish(coded_session, "Coder A", "Coder B")

    def run(**chosen: object) -> Comparison:
        settings = Settings(**chosen)
        return compare(coded_session.ask(gather, settings), settings)

    return run


def test_segments_after_an_emoji_lie_in_their_own_paragraph(compared):
    comparison = compared(unit=Unit.PARAGRAPH, sources=("Emoji",))
    assert row(comparison, "dice", "Pay").value == 1
    assert row(comparison, "dice", "Pay").n_units == 3
    assert row(comparison, "dice", "Doctrine").value == 0


def test_words_are_units_too(compared):
    comparison = compared(unit=Unit.WORD, sources=("Emoji",))
    assert row(comparison, "dice", "Pay").value == 2 * 1 / (1 + 2)


def test_sentences_are_units_too_and_their_rules_are_named(compared):
    comparison = compared(unit=Unit.SENTENCE, sources=("Emoji",))
    assert row(comparison, "dice", "Pay").value == 1
    assert row(comparison, "dice", "Pay").n_units == 3
    assert record_of(comparison)["settings"]["sentence_rules"] == RULES_VERSION


def test_arabic_sentences_are_units_of_their_own(coded_session, compared):
    first, second = ARABIC.split("\n")[:2]
    give(coded_session, "Coder A", "Pay", Span(0, 4), "Arabic")
    give(coded_session, "Coder B", "Pay", Span(len(first) - 3, len(first) + 1 + len(second)), "Arabic")
    comparison = compared(unit=Unit.SENTENCE, sources=("Arabic",))
    pay = row(comparison, "dice", "Pay")
    assert (pay.n_units, pay.value) == (2, 2 * 1 / (1 + 2))


def test_a_whole_source_is_one_unit(compared):
    comparison = compared(unit=Unit.SOURCE)
    assert row(comparison, "percent_agreement", "Fear").n_units == 3
    assert row(comparison, "percent_agreement", "Fear").value == pytest.approx(2 / 3)


def test_a_comparison_is_over_all_persons_sources_and_codes_if_nothing_is_named(coded_session, compared):
    coded_session.run(AddCoder("Machine", CoderKind.PROGRAM))
    comparison = compared()
    assert comparison.coders == ("Coder A", "Coder B")
    assert [source.name for source in comparison.sources] == ["English", "Arabic", "Emoji"]
    assert {found.name for found in comparison.results if found.scope == "family"} == {"Motive", "Level"}
    assert [(one.coder, one.source) for one in comparison.excluded] == [("Machine", None)]


def test_a_program_takes_part_when_it_is_named(coded_session, compared):
    coded_session.run(AddCoder("Machine", CoderKind.PROGRAM))
    finish(coded_session, "Machine")
    comparison = compared(coders=("Coder A", "Machine"))
    assert comparison.coders == ("Coder A", "Machine")
    assert row(comparison, "dice", "Fear").coders == ("Coder A", "Machine")
    assert not comparison.excluded


def test_naming_codes_brings_their_rows_and_the_places_where_they_were_given(compared):
    comparison = compared(codes=("Motive/Doctrine",))
    assert {(found.scope, found.name) for found in comparison.results} == {("code", "Doctrine")}
    [place] = comparison.disagreements
    assert [coding.code for coding in place.codings] == ["Doctrine"]
    assert not comparison.agreements


def test_naming_a_family_brings_its_row_and_those_of_its_codes(compared):
    comparison = compared(families=("Motive",))
    assert {found.name for found in comparison.results} == {"Motive", *MOTIVES}


@pytest.mark.parametrize(
    "unknown",
    [
        {"coders": ("Nobody", "Coder A")},
        {"sources": ("Nothing",)},
        {"codes": ("Greed",)},
        {"families": ("Age",)},
    ],
)
def test_a_name_the_project_lacks_is_an_error(compared, unknown):
    with pytest.raises(NotFound):
        compared(**unknown)


def test_one_coder_alone_cannot_be_compared(compared):
    with pytest.raises(InvalidInput, match="Coder A"):
        compared(coders=("Coder A", "Coder A"))


def test_ranges_that_are_not_codable_are_cut_out(coded_session, compared):
    revision = coded_session.ask(source_named, "Emoji").revision
    coded_session.run(MarkNotCodable(revision, Span(0, EMOJI.index("Two"))))
    comparison = compared(sources=("Emoji",))
    assert comparison.sources[0].codable_characters == len(EMOJI) - EMOJI.index("Two")
    assert [coding.code for one in comparison.excluded for coding in one.codings] == ["Fear"]


def test_a_comparison_becomes_the_same_json_every_time(compared):
    first, second = json.dumps(record_of(compared())), json.dumps(record_of(compared()))
    assert first == second
    record = json.loads(first)
    assert list(record) == [
        "settings", "coders", "sources", "excluded", "results", "disagreements", "agreements",
        "overlaps", "pairs", "without", "confusion", "two_by_two", "clusters",
    ]  # fmt: skip
    assert list(record["results"][0]) == [
        "scope", "name", "family", "measure", "source", "coders", "value", "undefined", "ci95", "distance",
        "n_units", "n_coded", "n_several", "categories", "unit", "coverage",
        "ci_undefined", "ci_caution", "n_clusters", "draws_undefined",
    ]  # fmt: skip
    assert record["settings"]["unit"] == "character"
    kinds = {place["kind"] for place in record["disagreements"]}
    assert kinds == {"missing", "boundary"}
    assert not any("kind" in place for place in record["agreements"])


def test_the_settings_printed_name_everything_that_was_compared(compared):
    settings = record_of(compared())["settings"]
    assert settings == {
        "coders": ("Coder A", "Coder B"),
        "sources": ("English", "Arabic", "Emoji"),
        "codes": (
            *("Motive/Fear", "Motive/Pay", "Motive/Doctrine"),
            *("Level/Leader", "Level/Middle", "Level/Clerk"),
        ),
        "families": ("Motive", "Level"),
        "measures": tuple(MEASURES),
        "unit": "character",
        "uncoded": "category",
        "share": 0.0,
        "tolerance": 0,
        "distance": "jaccard",
        "iou": 0.5,
        "draws": 0,
        "seed": 1,
        "sentence_rules": None,
    }


@pytest.mark.parametrize(
    "chosen",
    [
        {},
        {"codes": ("Pay",)},
        {"families": ("Level",)},
        {"families": ("Level",), "codes": ("Fear", "Leader")},
        {"coders": ("Coder B", "Coder A"), "sources": ("Emoji",)},
        {"measures": ("dice", "percent_agreement"), "unit": Unit.PARAGRAPH, "share": 0.5},
    ],
)
def test_comparing_again_with_the_settings_printed_gives_the_same(compared, chosen):
    first = compared(**chosen)
    settings = first.settings
    again = compared(**{name: getattr(settings, name) for name in settings.__slots__})
    assert record_of(again) == record_of(first)


def test_the_text_is_not_read_to_compare_characters(coded_session, compared):
    material = coded_session.ask(gather, Settings())
    assert {source.units for source in material.sources} == {None}
    assert len(coded_session.ask(coders)) == 2

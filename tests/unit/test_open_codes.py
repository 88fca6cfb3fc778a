from dataclasses import fields

import pytest

from core.commands.open_codes import AddOpenCode
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.errors import InvalidInput
from core.model.scheme import LONGEST_NAME, OPEN_CODES
from core.queries.schemes import scheme


def open_codes(session):
    whole = session.ask(scheme)
    return [
        code.name
        for family in whole.families
        if family.name == OPEN_CODES
        for code in whole.codes_of(family.id)
    ]


def test_the_first_open_code_brings_its_family_with_it(coded_session):
    coded_session.run(AddOpenCode("  Salt \n tax "))
    assert open_codes(coded_session) == ["Salt tax"]
    coded_session.run(AddOpenCode("Ferry"))
    assert open_codes(coded_session) == ["Salt tax", "Ferry"]


def test_open_codes_take_colours_that_their_family_has_not_used(coded_session):
    for name in ("One", "Two", "Three"):
        coded_session.run(AddOpenCode(name))
    colours = [
        code.colour for code in coded_session.ask(scheme).codes if code.name in ("One", "Two", "Three")
    ]
    assert len(set(colours)) == 3


@pytest.mark.parametrize("again", ["Ferry", "FERRY", " ferry "])
def test_an_open_code_is_not_added_twice_however_it_is_written(coded_session, again):
    coded_session.run(AddOpenCode("Ferry"))
    with pytest.raises(InvalidInput, match="has a code Ferry already"):
        coded_session.run(AddOpenCode(again))
    assert open_codes(coded_session) == ["Ferry"]


def test_a_code_of_that_name_in_another_family_is_no_hindrance(coded_session):
    coded_session.run(AddOpenCode("Fear"))
    assert open_codes(coded_session) == ["Fear"]


def test_the_family_is_known_by_its_folded_name(coded_session):
    coded_session.run(AddToScheme((NewFamily("OPEN CODES"),), (NewCode("OPEN CODES", "Ferry"),)))
    coded_session.run(AddOpenCode("Bridge"))
    names = [family.name for family in coded_session.ask(scheme).families]
    assert OPEN_CODES not in names


@pytest.mark.parametrize("name", ["", " \n ", "\u200f"])
def test_an_open_code_needs_a_name_that_can_be_read(coded_session, name):
    with pytest.raises(InvalidInput, match="needs a name"):
        coded_session.run(AddOpenCode(name))


def test_an_open_codes_name_has_an_end(coded_session):
    coded_session.run(AddOpenCode("x" * LONGEST_NAME))
    with pytest.raises(InvalidInput, match="Choose fewer words"):
        coded_session.run(AddOpenCode("y" * (LONGEST_NAME + 1)))


def test_undo_takes_the_family_away_with_its_first_code(coded_session):
    before = coded_session.ask(scheme)
    coded_session.run(AddOpenCode("Ferry"))
    coded_session.undo()
    assert coded_session.ask(scheme) == before


def test_every_part_of_a_code_is_read_back_as_it_was_written(coded_session):
    written = NewCode(
        "Motive", "Hunger", "Fear", "#3A308B", "h", False, "short", "whole", "include", "exclude", "typical",
        "borderline", "source", ("Famine", "Dearth"), {"ar": "جوع"},
        {"short": {"ar": "قصير"}}, guid="e6e6ff9c-5e4b-4d3f-8a35-0d3b1a2c9f11",
    )  # fmt: skip
    coded_session.run(AddToScheme((), (written,)))
    codes = coded_session.ask(scheme).codes
    read = next(code for code in codes if code.name == "Hunger")
    for part in fields(written):
        if part.name not in ("family", "parent"):
            assert getattr(read, part.name) == getattr(written, part.name), part.name
    assert next(code.name for code in codes if code.id == read.parent) == "Fear"
    assert read.is_active
    assert read.typical_coding is None

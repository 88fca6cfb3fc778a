from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.commands.scheme import AddToScheme, NewCode
from core.model.ids import CodeId, FamilyId, VersionId
from core.model.scheme import Code, Family, Scale, Scheme
from core.queries.schemes import scheme
from core.text.folding import fold
from gui.models.finding import CodeFinder

FAMILIES = (
    Family(FamilyId(1), "m", "Motive", Scale.NOMINAL, False, 1, names={"ar": "الدافع"}),
    Family(FamilyId(2), "l", "Level", Scale.ORDINAL, True, 2),
)


def code(key, family, name, **more):
    return Code(CodeId(key), str(key), FamilyId(family), None, name, "#3CA087", key, VersionId(1), **more)


CODES = (
    code(1, 1, "No fear"),
    code(2, 1, "Fear of revenge", names={"ar": "الخَوْفُ من الثأر"}),
    code(3, 1, "Pay", aliases=("Wages", "Fear of hunger")),
    code(4, 2, "Leader"),
    code(5, 2, "Clerk"),
)
WHOLE = Scheme(FAMILIES, CODES)


def names(words, first=()):
    return [entry.text for entry in CodeFinder(WHOLE).found(words, first)]


def test_a_name_that_begins_so_comes_before_a_word_that_does():
    assert names("fear") == ["Fear of revenge", "Pay", "No fear"]


@pytest.mark.parametrize("words", ["الخوف", "ٱلخَوف من", "الثار", "REVENGE fear", "rev fe"])
def test_a_code_is_found_by_its_names_in_both_languages_however_they_are_written(words):
    assert names(words) == ["Fear of revenge"]


def test_a_code_found_by_an_alias_says_by_which():
    [entry] = CodeFinder(WHOLE).found("wag")
    assert (entry.text, entry.detail) == ("Pay", "Wages · Motive")


def test_a_code_whose_own_name_would_have_done_says_nothing_of_the_others():
    assert [entry.detail for entry in CodeFinder(WHOLE).found("fear")] == [
        "Motive",
        "Fear of hunger · Motive",
        "Motive",
    ]


@pytest.mark.parametrize("words", ["level", "LEVEL "])
def test_a_familys_name_finds_all_its_codes(words):
    assert names(words) == ["Leader", "Clerk"]


def test_a_familys_name_and_a_codes_find_the_code_in_it():
    assert names("motive pay") == names("الدافع pay") == ["Pay"]
    assert names("level pay") == []


def test_among_equals_those_at_hand_lead():
    assert names("level", (CodeId(5),)) == ["Clerk", "Leader"]
    assert names("fear", (CodeId(1),))[-1] == "No fear", "but not before those that fit better"


def test_a_name_is_there_already_whatever_its_letters_look_like():
    finder = CodeFinder(WHOLE)
    assert all(map(finder.has, (" fear  of REVENGE", "الخوف من الثأر", "wages")))
    assert not any(map(finder.has, ("fear of", "motive")))


def test_a_heading_and_a_retired_code_are_not_offered():
    retired = replace(CODES[0], is_active=False)
    heading = replace(CODES[1], is_codable=False)
    finder = CodeFinder(Scheme(FAMILIES, (retired, heading, *CODES[2:])))
    assert [entry.text for entry in finder.found("fear")] == ["Pay"]


def test_a_letter_inside_a_familys_name_does_not_bring_its_codes():
    assert names("tive") == []


@given(st.text("feoalrv ا", max_size=8))
def test_what_is_found_is_what_holds_every_word_in_its_own_names_or_begins_one_of_its_familys(words):
    families = {
        family.id: " ".join(("", *map(fold, (family.name, *family.names.values())))) for family in FAMILIES
    }
    fitting = set()
    for one in CODES:
        own = [fold(name) for name in (one.name, *one.names.values(), *one.aliases)]
        if all(
            any(part in name for name in own) or f" {part}" in families[one.family]
            for part in fold(words).split()
        ):
            fitting.add(one.name)
    assert set(names(words)) == fitting


def test_a_scheme_read_from_a_project_is_found_alike(coded_session):
    hunger = NewCode("Motive", "Hunger", aliases=("Famine",), names={"ar": "الجُوعُ"})
    coded_session.run(AddToScheme((), (hunger,)))
    finder = CodeFinder(coded_session.ask(scheme))
    for words in ("famin", "الجوع"):
        assert [entry.text for entry in finder.found(words)] == ["Hunger"]

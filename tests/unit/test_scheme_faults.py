"""What Glossator warns of in a codebook."""

from itertools import combinations

import pytest

from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, EditCode, NewCode, NewFamily, RetireCodes
from core.model.colour_vision import VISIONS, difference, lab
from core.model.colours import CODE_COLOURS, DARK_LINES, line_on, pattern_of
from core.model.scheme_faults import FaultKind, are_alike, faults
from core.model.span import Span
from core.queries.codebook import uses
from core.queries.schemes import scheme

RULE = {"definition": "what it means", "typical": "as when"}


def warnings(session, kind=None):
    found = faults(session.ask(scheme), session.ask(uses))
    return [fault.words for fault in found if kind in (None, fault.kind)]


def written(session):
    for code in session.ask(scheme).codes:
        session.run(EditCode(code.id, RULE))
    return session


def test_codes_without_definition_and_example_are_named_in_the_order_of_the_scheme(coded_session):
    assert warnings(coded_session)[:4] == [
        "Fear has no definition.",
        "Fear has no typical example.",
        "Pay has no definition.",
        "Pay has no typical example.",
    ]
    assert warnings(written(coded_session)) == []


@pytest.mark.parametrize(
    "values",
    [
        {"short": "in short", "typical": "as when"},
        {"texts": {"definition": {"ar": "تعريف"}, "typical": {"ar": "مثال"}}},
        {"definition": "long", "typical_coding": 1},
    ],
)
def test_a_rule_in_any_language_and_an_example_in_a_source_are_enough(coded_session, values):
    written(coded_session).run(GiveCode(1, 1, 2, Span(0, 6)))
    coded_session.run(EditCode(1, {"definition": " ", "typical": ""}))
    assert len(warnings(coded_session, FaultKind.NO_DEFINITION)) == 1
    coded_session.run(EditCode(1, values))
    assert not warnings(coded_session, FaultKind.NO_DEFINITION)
    assert not warnings(coded_session, FaultKind.NO_EXAMPLE)


def test_headings_and_retired_codes_need_nothing(coded_session):
    written(coded_session).run(AddToScheme((), (NewCode("Motive", "Money", is_codable=False, shortcut="1"),)))
    coded_session.run(EditCode(2, {"definition": "", "shortcut": "1", "colour": CODE_COLOURS[0]}))
    coded_session.run(RetireCodes((2,)))
    assert warnings(coded_session) == []


def test_codes_nobody_gave_are_named_once_there_are_codings(coded_session):
    written(coded_session).run(GiveCode(1, 1, 1, Span(0, 6)))
    assert warnings(coded_session)[:2] == ["Pay has not been given yet.", "Doctrine has not been given yet."]
    assert len(warnings(coded_session)) == 5


def test_a_shortcut_used_twice_is_named_at_both_codes(coded_session):
    written(coded_session).run(EditCode(4, {"shortcut": "2"}))
    assert warnings(coded_session) == [
        "2 gives Pay and Leader: choose another for one of the two.",
        "2 gives Leader and Pay: choose another for one of the two.",
    ]


def test_siblings_with_colours_hard_to_tell_apart_are_named(coded_session):
    written(coded_session).run(EditCode(3, {"colour": "#A75C52"}))
    coded_session.run(EditCode(4, {"colour": CODE_COLOURS[1]}))
    coded_session.run(EditCode(5, {"colour": "#3CA088"}))
    assert warnings(coded_session) == [
        "The colours of Doctrine and Fear are hard to tell apart.",
        "The colours of Middle and Leader are hard to tell apart.",
    ]


def test_the_first_eight_colours_are_told_apart_by_everybody_and_patterns_part_others():
    assert not any(are_alike(one, other) for one, other in combinations(CODE_COLOURS[:8], 2))
    for one, other in combinations(CODE_COLOURS, 2):
        if pattern_of(one) != pattern_of(other):
            assert not are_alike(one, other)
    assert are_alike("#a75c51", "#A75C51")


def test_red_and_green_that_only_some_can_tell_apart_count_as_alike():
    red, green = "#A8632A", "#6F7A22"
    by_eye = {vision: difference(lab(red, vision), lab(green, vision)) for vision in VISIONS}
    assert by_eye["usual"] > 20
    assert min(by_eye["protan"], by_eye["deutan"]) < 8
    assert are_alike(red, green)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
        ((50, 2.5, 0), (58, 24, 15), 19.4535),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_the_difference_of_colours_is_that_of_the_published_pairs(one, other, expected):
    assert difference(one, other) == pytest.approx(expected, abs=1e-4)
    assert difference(other, one) == pytest.approx(expected, abs=1e-4)


def test_the_offered_colours_differ_as_much_as_their_design_says():
    def least(colours):
        pairs = list(combinations(colours, 2))
        return [
            round(min(difference(lab(one, eye), lab(other, eye)) for one, other in pairs), 1)
            for eye in VISIONS
        ]

    assert least(CODE_COLOURS) == [9.7, 5.5, 6.1, 6.4]
    assert least(DARK_LINES) == [8.9, 5.4, 5.1, 5.2]


def test_a_scheme_of_two_thousand_codes_is_looked_through_in_one_go(session):
    codes = tuple(NewCode(f"F{n % 4}", f"C{n}", colour=f"#{n * 8191 % 0xFFFFFF:06X}") for n in range(2000))
    session.run(AddToScheme(tuple(NewFamily(f"F{n}") for n in range(4)), codes))
    found = faults(session.ask(scheme), session.ask(uses))
    assert {fault.kind for fault in found} == {
        FaultKind.NO_DEFINITION,
        FaultKind.NO_EXAMPLE,
        FaultKind.COLOURS_ALIKE,
    }


def test_a_colour_of_ones_own_keeps_enough_contrast_on_both_papers():
    assert line_on("#FFFF00", is_dark=True) == "#FFFF00"
    assert line_on("#FFFF00", is_dark=False) != "#FFFF00"
    assert line_on("#000033", is_dark=True) != "#000033"

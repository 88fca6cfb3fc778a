"""Editing, placing, retiring: what changes, what stays, and what is refused."""

import pytest
from studies import dump

from core.commands.codings import GiveCode
from core.commands.scheme import (
    AddToScheme,
    EditCode,
    EditFamily,
    NewCode,
    NewFamily,
    PlaceCodes,
    PlaceFamily,
    RetireCodes,
    ReviveCodes,
    SplitCode,
)
from core.commands.statuses import SetStatus
from core.errors import GlossatorError
from core.model.coding import State
from core.model.scheme import LONGEST_NAME, Scale
from core.model.span import Span
from core.queries.codings import codings_in
from core.queries.history import steps
from core.queries.integrity import faults
from core.queries.schemes import code, family, scheme, versions

FEAR, PAY, DOCTRINE, LEADER, MIDDLE, CLERK = range(1, 7)
MOTIVE, LEVEL = 1, 2


def named(session, name):
    return next(one for one in session.ask(scheme).codes if one.name == name)


def order(session, key=MOTIVE):
    return [one.name for one in session.ask(scheme).codes_of(key)]


def done(session, coder=1, sources=(1, 2), families=(1, 2)):
    session.run(SetStatus(coder, sources, families, State.DONE))


def numbers(session):
    return {one.id: one.number for one in session.ask(versions)}


def newest(session):
    return session.ask(versions)[-1].number


def test_every_field_of_a_code_can_be_edited_in_one_step(coded_session):
    coded_session.run(GiveCode(1, 1, FEAR, Span(0, 6)))
    values = {
        "name": " Dread ", "short": "s", "definition": "d", "include": "i", "exclude": "e", "typical": "t",
        "borderline": "b", "source": "me", "shortcut": "9", "colour": "#3a308b", "is_codable": True,
        "aliases": (" awe ", "", "awe", "fright"), "names": {"ar": "خوف", "fr": " "},
        "texts": {"definition": {"ar": "تعريف", "fr": " "}, "include": {}},
        "typical_coding": 1, "borderline_coding": 1,
    }  # fmt: skip
    coded_session.run(EditCode(FEAR, values))
    found = coded_session.ask(code, FEAR)
    expected = values | {
        "name": "Dread", "colour": "#3A308B", "aliases": ("awe", "fright"), "names": {"ar": "خوف"},
        "texts": {"definition": {"ar": "تعريف"}},
    }  # fmt: skip
    assert {field: getattr(found, field) for field in values} == expected
    assert not coded_session.run(EditCode(FEAR, values))
    assert coded_session.ask(faults) == []


def test_every_field_of_a_family_can_be_edited_even_when_its_codes_were_given(coded_session):
    coded_session.run(GiveCode(1, 1, FEAR, Span(0, 6)))
    values = {
        "name": "Reason", "definition": "d", "source": "s", "scale": Scale.ORDINAL, "is_exclusive": True,
        "names": {"ar": "سبب"}, "texts": {"definition": {"ar": "تعريف"}},
    }  # fmt: skip
    coded_session.run(EditFamily(MOTIVE, values))
    found = coded_session.ask(family, MOTIVE)
    assert {field: getattr(found, field) for field in values} == values
    assert not coded_session.run(EditFamily(MOTIVE, values))


@pytest.mark.parametrize(
    ("act", "title"),
    [
        (EditCode(FEAR, {"name": "Dread"}, "clearer"), "Rename code"),
        (EditCode(FEAR, {"colour": "#012ABC"}, "clearer"), "Change colour"),
        (EditCode(FEAR, {"name": "Dread", "short": "x"}, "clearer"), "Edit code"),
        (EditFamily(MOTIVE, {"name": "Reason"}, "clearer"), "Rename family"),
        (PlaceCodes((PAY,), MOTIVE, FEAR, reason="clearer"), "Move code"),
        (PlaceCodes((PAY, FEAR), LEVEL, reason="clearer"), "Move codes"),
        (PlaceFamily(LEVEL, MOTIVE, reason=" clearer "), "Move family"),
        (RetireCodes((FEAR,), reason="clearer"), "Retire code"),
        (AddToScheme((), (NewCode("Motive", "Hunger"),), reason="clearer"), "Add to the coding scheme"),
    ],
)
def test_a_step_bears_its_title_and_the_reason_given_for_it(coded_session, act, title):
    before = coded_session.ask(dump)
    coded_session.run(act)
    step = coded_session.ask(steps)[-1]
    assert (step.title, step.reason) == (title, "clearer")
    coded_session.undo()
    assert coded_session.ask(dump) == before


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (EditCode(FEAR, {"name": " "}), "A code needs a name"),
        (EditCode(FEAR, {"name": "PAY"}), "has a code Pay already"),
        (EditCode(FEAR, {"name": "x" * (LONGEST_NAME + 1)}), "at most 500 characters"),
        (EditCode(FEAR, {"colour": "red"}), "red is no colour"),
        (EditCode(FEAR, {"shortcut": "ab"}), "ab is no single character"),
        (EditCode(FEAR, {"weight": 3}), "no field weight"),
        (EditCode(FEAR, {"typical_coding": 99}), "was removed meanwhile"),
        (EditCode(FEAR, {"is_codable": False}), "Fear was given .*, and a heading cannot be"),
        (EditCode(99, {"name": "x"}), "was removed meanwhile"),
        (EditFamily(MOTIVE, {"name": "level"}), "There is a family Level already"),
        (EditFamily(MOTIVE, {"name": ""}), "A family needs a name"),
        (EditFamily(MOTIVE, {"scale": "ratio"}), "ratio is neither nominal nor ordinal"),
        (EditFamily(9, {"name": "x"}), "was removed meanwhile"),
        (PlaceCodes((FEAR,), MOTIVE, FEAR), "Fear cannot stand below itself"),
        (PlaceCodes((FEAR,), MOTIVE, LEADER), "Leader belongs to another family"),
        (PlaceCodes((FEAR,), MOTIVE, before=LEADER), "has gone elsewhere"),
        (PlaceCodes((99,), MOTIVE), "was removed meanwhile"),
        (PlaceCodes((FEAR,), 99), "was removed meanwhile"),
        (PlaceFamily(9), "was removed meanwhile"),
        (PlaceFamily(1, before=9), "was removed meanwhile"),
        (RetireCodes((99,)), "was removed meanwhile"),
        (ReviveCodes((99,)), "was removed meanwhile"),
        (AddToScheme((), (NewCode("Motive", "Red", colour="red"),)), "red is no colour"),
        (AddToScheme((NewFamily("x" * 501),)), "at most 500 characters"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence_and_changes_nothing(coded_session, act, sentence):
    coded_session.run(GiveCode(1, 1, FEAR, Span(0, 6)))
    before = coded_session.ask(dump)
    with pytest.raises(GlossatorError, match=sentence):
        coded_session.run(act)
    assert coded_session.ask(dump) == before


def test_names_that_differ_in_case_or_composition_only_are_one_name(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Caf\u00e9"), NewCode("Motive", "Straße"))))
    for name in ("cafe\u0301", "CAFE\u0301", "STRASSE"):
        with pytest.raises(GlossatorError, match="already"):
            coded_session.run(EditCode(FEAR, {"name": name}))
    coded_session.run(EditCode(named(coded_session, "Straße").id, {"name": "STRASSE"}))


def test_names_that_differ_in_marks_nobody_sees_are_one_name_and_such_marks_alone_are_none(coded_session):
    for name in ("Pay\u200f", "\u2067Pay\u2069", "P\u00aday\u200b", "\ufeff Pay"):
        with pytest.raises(GlossatorError, match="a code Pay already"):
            coded_session.run(EditCode(FEAR, {"name": name}))
    for act in (EditCode(FEAR, {"name": "\u200f"}), AddToScheme((), (NewCode("Motive", "\u200e \u2069"),))):
        with pytest.raises(GlossatorError, match="A code needs a name"):
            coded_session.run(act)
    with pytest.raises(GlossatorError, match="A family needs a name"):
        coded_session.run(EditFamily(MOTIVE, {"name": "\u200b"}))
    # a joiner changes how letters look, in Persian also what a word says
    coded_session.run(AddToScheme((), (NewCode("Motive", "می\u200cروم"), NewCode("Motive", "میروم"))))


def test_what_is_pasted_is_kept_as_a_project_can_keep_it(coded_session):
    pasted = "one\r\ntwo\ud800\0"
    values = {"name": "Dread\ud800", "definition": pasted, "texts": {"short": {"ar": pasted}}}
    coded_session.run(EditCode(FEAR, values))
    found = coded_session.ask(code, FEAR)
    assert (found.name, found.definition) == ("Dread\ufffd", "one\ntwo\ufffd")
    assert found.texts == {"short": {"ar": "one\ntwo\ufffd"}}
    assert not coded_session.run(EditCode(FEAR, values))


def test_what_is_new_is_kept_as_if_it_had_been_edited(coded_session):
    pasted, odd = "\ufeffone\r\ntwo\ud800\0", " Dread\0 "
    texts = {"short": {"ar": pasted, "de": " "}}
    new = NewCode(
        "Motive", odd, "Fear", definition=pasted, aliases=(odd, " ", "Dread"), names={"ar": odd}, texts=texts
    )
    below = NewCode("Motive", "Dread of us", odd)
    coded_session.run(AddToScheme((NewFamily(odd, definition=pasted, names={"ar": " "}),), (new, below)))
    family, code = coded_session.ask(scheme).families[-1], named(coded_session, "Dread")
    assert (family.name, family.definition, family.names) == ("Dread", "one\ntwo\ufffd", {})
    assert (code.definition, code.aliases, code.names) == ("one\ntwo\ufffd", ("Dread",), {"ar": "Dread"})
    assert code.texts == {"short": {"ar": "one\ntwo\ufffd"}}
    assert named(coded_session, "Dread of us").parent == code.id
    values = {"definition": pasted, "aliases": (odd, " "), "names": {"ar": odd}, "texts": texts}
    assert not coded_session.run(EditCode(code.id, values))


def test_parts_of_a_code_may_have_names_that_were_pasted(coded_session):
    coded_session.run(GiveCode(1, 1, FEAR, Span(0, 6)))
    coded_session.run(SplitCode(FEAR, (NewCode("", "Dread\ud800"),), {1: 0}))
    assert coded_session.ask(codings_in, 1)[0].code == named(coded_session, "Dread\ufffd").id


def test_the_same_shortcut_may_be_used_twice(coded_session):
    coded_session.run(EditCode(FEAR, {"shortcut": "2"}))
    assert [one.shortcut for one in coded_session.ask(scheme).codes_of(MOTIVE)] == ["2", "2", "3"]


@pytest.mark.parametrize(
    ("codes", "before", "expected"),
    [
        ((DOCTRINE,), FEAR, ["Doctrine", "Fear", "Pay"]),
        ((FEAR,), None, ["Pay", "Doctrine", "Fear"]),
        ((FEAR,), DOCTRINE, ["Pay", "Fear", "Doctrine"]),
        ((DOCTRINE, PAY), FEAR, ["Pay", "Doctrine", "Fear"]),
        ((FEAR, DOCTRINE), PAY, ["Fear", "Doctrine", "Pay"]),
        ((FEAR, PAY), FEAR, ["Fear", "Pay", "Doctrine"]),
    ],
)
def test_codes_are_put_before_a_sibling_or_at_the_end(coded_session, codes, before, expected):
    coded_session.run(PlaceCodes(codes, MOTIVE, before=before))
    assert order(coded_session) == expected


def test_putting_a_code_where_it_stands_is_no_step(coded_session):
    assert not coded_session.run(PlaceCodes((PAY,), MOTIVE, before=DOCTRINE))
    assert not coded_session.run(PlaceCodes((DOCTRINE,), MOTIVE))
    assert not coded_session.run(PlaceFamily(LEVEL))


def test_a_code_added_after_moves_and_removals_stands_last(coded_session):
    coded_session.run(PlaceCodes((FEAR,), MOTIVE))
    coded_session.run(PlaceCodes((PAY, DOCTRINE), LEVEL))
    coded_session.run(AddToScheme((), (NewCode("Motive", "Hunger"), NewCode("Level", "Guard"))))
    assert order(coded_session) == ["Fear", "Hunger"]
    assert order(coded_session, LEVEL)[-1] == "Guard"


def test_children_go_along_and_a_chosen_child_stays_below_its_chosen_parent(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Wages", parent="Pay"),)))
    wages = named(coded_session, "Wages").id
    coded_session.run(PlaceCodes((wages, PAY), LEVEL, LEADER))
    assert order(coded_session, LEVEL) == ["Leader", "Pay", "Wages", "Middle", "Clerk"]
    assert coded_session.ask(code, wages).parent == PAY
    with pytest.raises(GlossatorError, match="Pay cannot stand below Wages, which stands below it"):
        coded_session.run(PlaceCodes((PAY,), LEVEL, wages))
    assert coded_session.ask(faults) == []


def test_a_family_that_has_the_name_already_does_not_take_the_code(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Level", "FEAR"), NewCode("Level", "Pay", parent="FEAR"))))
    with pytest.raises(GlossatorError, match="Level has a code FEAR already"):
        coded_session.run(PlaceCodes((FEAR,), LEVEL))
    coded_session.run(AddToScheme((NewFamily("Third"),)))
    with pytest.raises(GlossatorError, match="Third has a code Fear already"):
        coded_session.run(PlaceCodes((FEAR, named(coded_session, "FEAR").id), 3))


def test_families_stand_in_another_order(coded_session):
    coded_session.run(AddToScheme((NewFamily("Place"),)))
    coded_session.run(PlaceFamily(3, before=LEVEL))
    assert [one.name for one in coded_session.ask(scheme).families] == ["Motive", "Place", "Level"]
    coded_session.run(PlaceFamily(MOTIVE))
    assert [one.name for one in coded_session.ask(scheme).families] == ["Place", "Level", "Motive"]


@pytest.mark.parametrize(
    ("act", "is_content"),
    [
        (EditCode(FEAR, {"definition": "x"}), True),
        (EditCode(FEAR, {"colour": "#012ABC"}), False),
        (EditCode(FEAR, {"shortcut": "q"}), False),
        (EditFamily(MOTIVE, {"is_exclusive": True}), True),
        (PlaceCodes((FEAR,), MOTIVE), False),
        (PlaceCodes((LEADER,), LEVEL), True),
        (PlaceCodes((FEAR,), MOTIVE, PAY), True),
        (PlaceFamily(MOTIVE), False),
        (RetireCodes((FEAR,)), True),
        (AddToScheme((NewFamily("Place"),)), True),
    ],
)
def test_a_change_of_content_opens_the_next_version_where_the_newest_is_closed(
    coded_session, act, is_content
):
    coded_session.run(act)
    assert newest(coded_session) == 1
    coded_session.undo()
    done(coded_session)
    coded_session.run(act)
    assert newest(coded_session) == (2 if is_content else 1)


def test_a_code_in_another_family_counts_as_new_with_all_below_it(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Wages", parent="Pay"),)))
    done(coded_session)
    coded_session.run(PlaceCodes((PAY,), LEVEL))
    added = {one.name: numbers(coded_session)[one.version] for one in coded_session.ask(scheme).codes}
    assert (added["Pay"], added["Wages"], added["Fear"]) == (2, 2, 1)
    coded_session.run(PlaceCodes((FEAR,), MOTIVE, DOCTRINE))
    assert numbers(coded_session)[coded_session.ask(code, FEAR).version] == 1


def test_a_moved_code_keeps_its_codings_as_they_are(coded_session):
    coded_session.run(GiveCode(1, 1, PAY, Span(0, 6), True))
    before = coded_session.ask(codings_in, 1)
    coded_session.run(PlaceCodes((PAY,), LEVEL))
    assert coded_session.ask(codings_in, 1) == before


def test_a_retired_code_takes_no_codings_and_keeps_those_it_has(coded_session):
    coded_session.run(GiveCode(1, 1, PAY, Span(0, 6)))
    coded_session.run(RetireCodes((PAY, FEAR)))
    assert not coded_session.run(RetireCodes((PAY,)))
    assert len(coded_session.ask(codings_in, 1)) == 1
    with pytest.raises(GlossatorError, match="Pay was retired"):
        coded_session.run(GiveCode(1, 1, PAY, Span(7, 9)))
    coded_session.run(ReviveCodes((PAY,)))
    assert not coded_session.run(ReviveCodes((PAY,)))
    coded_session.run(GiveCode(1, 1, PAY, Span(7, 9)))


def test_a_code_revived_before_anyone_was_done_without_it_is_no_newer(coded_session):
    done(coded_session)
    coded_session.run(RetireCodes((PAY,)))
    coded_session.run(ReviveCodes((PAY,)))
    assert numbers(coded_session)[coded_session.ask(code, PAY).version] == 1


@pytest.mark.parametrize(
    ("away", "back"),
    [
        (RetireCodes((PAY,)), ReviveCodes((PAY,))),
        (EditCode(PAY, {"is_codable": False}), EditCode(PAY, {"is_codable": True})),
    ],
)
def test_a_code_counts_as_new_for_those_who_were_done_while_it_could_not_be_given(coded_session, away, back):
    coded_session.run(away)
    done(coded_session)
    coded_session.run(back)
    assert numbers(coded_session)[coded_session.ask(code, PAY).version] == 2
    coded_session.undo()
    coded_session.run(back)
    assert numbers(coded_session)[coded_session.ask(code, PAY).version] == 2


def test_a_code_that_began_as_a_heading_counts_as_new_when_it_is_made_codable(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Money", is_codable=False),)))
    money = named(coded_session, "Money").id
    done(coded_session, families=(LEVEL,))
    coded_session.run(EditCode(money, {"is_codable": True}))
    assert numbers(coded_session)[coded_session.ask(code, money).version] == 1
    coded_session.undo()
    done(coded_session)
    coded_session.run(EditCode(money, {"is_codable": True}))
    assert numbers(coded_session)[coded_session.ask(code, money).version] == 2


def test_an_act_that_was_undone_does_not_tell_since_when_a_code_could_not_be_given(coded_session):
    coded_session.run(RetireCodes((PAY,)))
    done(coded_session)
    coded_session.run(ReviveCodes((PAY,)))
    coded_session.run(RetireCodes((PAY,)))
    coded_session.undo()
    coded_session.undo()
    coded_session.run(ReviveCodes((PAY,)))
    assert numbers(coded_session)[coded_session.ask(code, PAY).version] == 2


def test_acts_that_were_done_again_tell_since_when_a_code_could_not_be_given(coded_session):
    coded_session.run(RetireCodes((PAY,)))
    done(coded_session)
    for _ in range(2):
        coded_session.undo()
    for _ in range(2):
        coded_session.redo()
    coded_session.run(ReviveCodes((PAY,)))
    assert numbers(coded_session)[coded_session.ask(code, PAY).version] == 2

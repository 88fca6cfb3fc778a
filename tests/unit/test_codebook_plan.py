"""What an import of a codebook would do, and what it does."""

import re
from dataclasses import replace

import pytest
from studies import dump

from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.scheme.importing import Changed, ImportScheme, check_import
from core.commands.statuses import SetStatus
from core.errors import InvalidInput
from core.exchange.codebook.plan import plan
from core.exchange.codebook.reading import read_draft
from core.model.coding import State
from core.model.ids import CodeId, CoderId, FamilyId, RevisionId, SourceId
from core.model.scheme import Scale
from core.model.span import Span
from core.queries.history import steps
from core.queries.schemes import newest_version, scheme


def planned(session, tmp_path, text):
    path = tmp_path / "codes.csv"
    path.write_text(text, "utf-8")
    return plan(read_draft(path), session.ask(scheme))


def done(session, tmp_path, text, reason=""):
    session.run(ImportScheme(planned(session, tmp_path, text), reason))
    return session.ask(scheme)


def shape(whole):
    names = {code.id: code.name for code in whole.codes}
    return {
        family.name: [(code.name, names.get(code.parent)) for code in whole.codes_of(family.id)]
        for family in whole.families
    }


def test_what_is_new_is_added_and_what_the_file_does_not_name_is_left(coded_session, tmp_path):
    found = planned(coded_session, tmp_path, "family,code,parent\nMotive,Debt,Pay\nPlace,North,\n")
    assert [family.name for family in found.families] == ["Place"]
    assert [(code.family, code.name, code.parent) for code in found.codes] == [
        ("Motive", "Debt", "Pay"),
        ("Place", "North", ""),
    ]
    assert found.changed == ()
    assert ("Level", "") in found.left
    assert ("Motive", "Pay") in found.left
    coded_session.run(ImportScheme(found))
    assert shape(coded_session.ask(scheme)) == {
        "Motive": [("Fear", None), ("Pay", None), ("Debt", "Pay"), ("Doctrine", None)],
        "Level": [("Leader", None), ("Middle", None), ("Clerk", None)],
        "Place": [("North", None)],
    }


def test_blank_cells_leave_what_is_there(coded_session, tmp_path):
    done(
        coded_session,
        tmp_path,
        "family,code,scale,exclusive,codable,definition,colour,name_ar,definition_ar\n"
        "Motive,Fear,ordinal,yes,no,D,#123456,خوف,تعريف\n",
    )
    before = coded_session.ask(scheme)
    found = planned(
        coded_session,
        tmp_path,
        "family,code,parent,scale,exclusive,codable,retired,definition,colour,shortcut,name_ar,definition_ar\n"
        "Motive,Fear,,,,,,,,,,\n",
    )
    assert found.is_empty
    coded_session.run(ImportScheme(found))
    assert coded_session.ask(scheme) == before
    assert before.families[0].scale is Scale.ORDINAL


def test_every_change_is_told_field_by_field(coded_session, tmp_path):
    found = planned(
        coded_session,
        tmp_path,
        "family,code,parent,scale,codable,retired,short,colour,shortcut,aliases,name_ar,definition_ar,family_name_ar\n"
        "Motive,Fear,Pay,ordinal,no,yes,In short,#00ff00,z,a | b,خوف,تعريف,الدافع\n",
    )
    before = coded_session.ask(scheme).codes[0].colour
    assert found.changed == (
        Changed("Motive", "", "scale", "nominal", "ordinal"),
        Changed("Motive", "", "name_ar", "", "الدافع"),
        Changed("Motive", "Fear", "short", "", "In short"),
        Changed("Motive", "Fear", "colour", before, "#00FF00"),
        Changed("Motive", "Fear", "shortcut", "1", "z"),
        Changed("Motive", "Fear", "aliases", "", "a | b"),
        Changed("Motive", "Fear", "codable", "yes", "no"),
        Changed("Motive", "Fear", "retired", "no", "yes"),
        Changed("Motive", "Fear", "name_ar", "", "خوف"),
        Changed("Motive", "Fear", "definition_ar", "", "تعريف"),
        Changed("Motive", "Fear", "parent", "", "Pay"),
    )
    coded_session.run(ImportScheme(found))
    fear = next(code for code in coded_session.ask(scheme).codes if code.name == "Fear")
    assert (fear.is_codable, fear.is_active, fear.aliases, fear.texts) == (
        False,
        False,
        ("a", "b"),
        {"definition": {"ar": "تعريف"}},
    )


def test_a_guid_finds_a_code_under_its_new_name_and_in_its_new_family(coded_session, tmp_path):
    whole = coded_session.ask(scheme)
    fear = whole.codes[0]
    found = planned(coded_session, tmp_path, f"family,code,guid\nLevel,Dread,{{{fear.guid.upper()}}}\n")
    assert found.changed == (
        Changed("Motive", "Fear", "name", "Fear", "Dread"),
        Changed("Motive", "Fear", "family", "Motive", "Level"),
    )
    coded_session.run(ImportScheme(found))
    after = coded_session.ask(scheme)
    assert shape(after)["Level"][-1] == ("Dread", None)
    assert [code.id for code in after.codes if code.name == "Dread"] == [fear.id]


def test_names_that_differ_in_capitals_only_are_the_same_code(coded_session, tmp_path):
    found = planned(coded_session, tmp_path, "family,code,definition\nMOTIVE,FEAR,D\n")
    assert (found.families, found.codes) == ((), ())
    assert found.changed == (Changed("Motive", "Fear", "definition", "", "D"),)


def test_two_codes_may_change_names(coded_session, tmp_path):
    fear, pay = coded_session.ask(scheme).codes[:2]
    whole = done(
        coded_session, tmp_path, f"family,code,guid\nMotive,Pay,{fear.guid}\nMotive,Fear,{pay.guid}\n"
    )
    assert {code.id: code.name for code in whole.codes[:2]} == {fear.id: "Pay", pay.id: "Fear"}


def test_codes_that_the_file_does_not_name_go_along_with_their_parent(coded_session, tmp_path):
    whole = done(coded_session, tmp_path, "family,code,parent\nMotive,Debt,Pay\nMotive,Loan,Debt\n")
    pay = next(code for code in whole.codes if code.name == "Pay")
    whole = done(coded_session, tmp_path, f"family,code,guid\nLevel,Pay,{pay.guid}\n")
    assert shape(whole) == {
        "Motive": [("Fear", None), ("Doctrine", None)],
        "Level": [
            *[("Leader", None), ("Middle", None), ("Clerk", None)],
            *[("Pay", None), ("Debt", "Pay"), ("Loan", "Debt")],
        ],
    }


def test_a_code_that_stays_behind_while_its_parent_goes_stands_at_the_top(coded_session, tmp_path):
    whole = done(coded_session, tmp_path, "family,code,parent\nMotive,Debt,Pay\n")
    pay = next(code for code in whole.codes if code.name == "Pay")
    whole = done(coded_session, tmp_path, f"family,code,guid\nLevel,Pay,{pay.guid}\nMotive,Debt,\n")
    assert ("Debt", None) in shape(whole)["Motive"]


def test_codes_stand_as_in_the_file_and_the_others_behind_whom_they_stood(coded_session, tmp_path):
    found = planned(
        coded_session, tmp_path, "family,code\nLevel,Deputy\nLevel,Clerk\nLevel,Guard\nLevel,Leader\n"
    )
    assert found.changed == (Changed("Level", "", "order", "Leader, Middle, Clerk", "Clerk, Leader, Middle"),)
    coded_session.run(ImportScheme(found))
    assert [name for name, _ in shape(coded_session.ask(scheme))["Level"]] == [
        *("Deputy", "Clerk", "Guard", "Leader", "Middle")
    ]


def test_an_import_is_one_step_with_its_reason_and_is_undone_to_the_letter(coded_session, tmp_path):
    before = coded_session.ask(dump)
    fear = coded_session.ask(scheme).codes[0]
    done(
        coded_session,
        tmp_path,
        f"family,code,parent,guid,scale\nLevel,Dread,Leader,{fear.guid},ordinal\nNew,One,,,\nLevel,Aide,Dread,,\n",
        "agreed on Monday",
    )
    after = coded_session.ask(dump)
    last = coded_session.ask(steps)[-1]
    assert (last.title, last.reason) == ("Import a codebook", "agreed on Monday")
    coded_session.undo()
    assert coded_session.ask(dump) == before
    coded_session.redo()
    assert coded_session.ask(dump) == after


def test_a_closed_version_is_not_changed_but_by_colours(coded_session, tmp_path):
    coded_session.run(SetStatus(CoderId(1), (SourceId(1),), (FamilyId(1),), State.DONE))
    done(coded_session, tmp_path, "family,code,colour,shortcut\nMotive,Fear,#010203,q\n")
    assert coded_session.ask(newest_version).number == 1
    done(coded_session, tmp_path, "family,code,definition\nMotive,Fear,New\n")
    assert coded_session.ask(newest_version).number == 2


def test_a_code_that_was_given_is_made_no_heading(coded_session, tmp_path):
    coded_session.run(GiveCode(RevisionId(1), CoderId(1), CodeId(1), Span(0, 3)))
    found = planned(coded_session, tmp_path, "family,code,codable\nMotive,Pay,no\nMotive,Fear,no\n")
    before = coded_session.ask(dump)
    for attempt in (
        lambda: coded_session.run(ImportScheme(found)),
        lambda: coded_session.ask(check_import, found),
    ):
        with pytest.raises(
            InvalidInput, match=r"Fear was given \(codings: 1\), and the file makes it a heading"
        ):
            attempt()
    assert coded_session.ask(dump) == before


@pytest.mark.parametrize("column", ["codable", "retired"])
def test_a_code_taken_into_use_again_is_new_for_those_who_were_done_meanwhile(
    coded_session, tmp_path, column
):
    out, in_use = ("no", "yes") if column == "codable" else ("yes", "no")
    done(coded_session, tmp_path, f"family,code,{column}\nMotive,Fear,{out}\nMotive,Pay,\n")
    coded_session.run(SetStatus(CoderId(1), (SourceId(1),), (FamilyId(1),), State.DONE))
    whole = done(coded_session, tmp_path, f"family,code,{column}\nMotive,Fear,{in_use}\n")
    assert {code.name: code.version for code in whole.codes[:2]} == {"Fear": 2, "Pay": 1}


def test_a_plan_for_a_scheme_that_changed_meanwhile_is_refused(coded_session, tmp_path):
    found = planned(coded_session, tmp_path, "family,code\nMotive,New\n")
    coded_session.run(AddToScheme((), (NewCode("Motive", "Other"),)))
    before = coded_session.ask(dump)
    with pytest.raises(InvalidInput, match="The codebook was changed meanwhile"):
        coded_session.run(ImportScheme(found))
    assert coded_session.ask(dump) == before


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ("Motive,Debt,Gain,", "row 2, field parent: The family Motive has no code Gain."),
        ("Motive,Pay,,FEAR", "row 2, field code: The family Motive has a code Pay already"),
        ("Motive,Pay,Loan,\nMotive,Loan,Pay,", "row 2, field parent: Pay is its own parent"),
        ("Level,Pay,,FEAR\nLevel,Fear,Pay,", None),
    ],
)
def test_what_would_be_no_scheme_names_row_and_field(coded_session, tmp_path, rows, sentence):
    guid = coded_session.ask(scheme).codes[0].guid
    text = "family,code,parent,guid\n" + rows.replace("FEAR", guid) + "\n"
    if sentence is None:
        assert planned(coded_session, tmp_path, text).changed
        return
    with pytest.raises(InvalidInput, match=re.escape(f"codes.csv, {sentence}")):
        planned(coded_session, tmp_path, text)


def test_a_family_renamed_to_one_that_is_there_is_refused(coded_session, tmp_path):
    motive = coded_session.ask(scheme).families[0]
    with pytest.raises(InvalidInput, match="row 2, field family: There is a family Level already"):
        planned(coded_session, tmp_path, f"family,code,family_guid\nLevel,New,{motive.guid}\n")


def test_a_circle_closed_over_a_code_the_file_does_not_name_is_refused(coded_session, tmp_path):
    done(coded_session, tmp_path, "family,code,parent\nMotive,Debt,Pay\nMotive,Loan,Debt\n")
    with pytest.raises(InvalidInput, match="row 2, field parent: Pay is its own parent"):
        planned(coded_session, tmp_path, "family,code,parent\nMotive,Pay,Loan\n")


def test_ten_thousand_codes_are_planned_and_imported(session, tmp_path):
    rows = "".join(f"F{n % 20},code {n},{f'code {n - 20}' if n >= 20 else ''}\n" for n in range(10_000))
    whole = done(session, tmp_path, "family,code,parent\n" + rows)
    assert len(whole.codes) == 10_000
    assert planned(session, tmp_path, "family,code,parent\n" + rows).is_empty


def test_a_plan_is_the_same_for_families_and_codes_that_come_alone(session):
    from core.exchange.codebook.draft import DraftMaker

    maker = DraftMaker("x")
    maker.add_family(NewFamily("F"), "")
    maker.add_code(NewCode("F", "a"), "")
    found = plan(maker.made(), session.ask(scheme))
    assert found.codes == (replace(NewCode("F", "a")),)
    session.run(ImportScheme(found))
    assert plan(maker.made(), session.ask(scheme)).is_empty

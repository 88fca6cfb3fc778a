"""Versions of the codebook: closing one, looking back at one, and what changed between two."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest
from studies import dump

from core.commands.codings import ChangeCode, DeleteCodings, GiveCode, LoadCodings, MoveCoding, NewCoding
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.statuses import SetStatus
from core.commands.versions import ReleaseVersion, version_to_extend
from core.errors import InvalidInput, NotFound
from core.model.coding import State
from core.model.scheme_difference import ChangeKind
from core.model.span import Span
from core.queries.integrity import faults
from core.queries.schemes import newest_version, scheme, versions
from core.queries.versions import (
    changes_of_rule,
    codings_before_rule,
    difference_between,
    is_unreleased,
    newer_codes,
    reasons_of,
    scheme_at,
)
from core.session import Session

FEAR, PAY, DOCTRINE, LEADER = 1, 2, 3, 4


@dataclass(frozen=True)
class Say:
    """Let a row of the scheme say something else, as an edit of its content does."""

    key: int
    values: Mapping[str, object]
    reason: str = ""
    table: str = "code"
    title: str = field(default="Edit", kw_only=True)

    def apply(self, writer) -> None:
        writer.because(self.reason)
        version_to_extend(writer)
        writer.update(self.table, self.key, self.values)


def recolour(session: Session, key: int, colour: str) -> None:
    """Change what opens no version."""

    @dataclass(frozen=True)
    class Recolour:
        title: str = "Colour"

        def apply(self, writer) -> None:
            writer.update("code", key, {"colour": colour})

    session.run(Recolour())


def done(session: Session) -> None:
    session.run(SetStatus(1, (1,), (1,), State.DONE))


def test_a_released_version_keeps_number_date_note_and_the_scheme_it_had(coded_session):
    whole = coded_session.ask(scheme)
    coded_session.run(ReleaseVersion("  For the pilot.  "))
    [version] = coded_session.ask(versions)
    assert (version.number, version.note) == (1, "For the pilot.")
    assert version.released is not None
    assert version.released >= version.opened
    coded_session.run(Say(FEAR, {"definition": "Of revenge."}))
    assert coded_session.ask(newest_version).number == 2
    assert coded_session.ask(scheme_at, 1) == whole
    assert coded_session.ask(scheme_at, 2) == coded_session.ask(scheme) != whole


def test_a_version_that_someone_was_done_under_keeps_the_scheme_from_before_the_next_change(coded_session):
    done(coded_session)
    whole = coded_session.ask(scheme)
    coded_session.run(AddToScheme((NewFamily("Place"),), (NewCode("Place", "Home"),)))
    assert coded_session.ask(scheme_at, 1) == whole
    assert [version.released for version in coded_session.ask(versions)] == [None, None]
    assert coded_session.ask(faults) == []


def test_undoing_what_opened_a_version_or_released_one_opens_it_again(coded_session):
    before = coded_session.ask(dump)
    coded_session.run(ReleaseVersion())
    released = coded_session.ask(dump)
    coded_session.run(Say(FEAR, {"definition": "Of revenge."}))
    later = coded_session.ask(dump)
    coded_session.undo()
    assert coded_session.ask(dump) == released
    coded_session.undo()
    assert coded_session.ask(dump) == before
    coded_session.run(Say(FEAR, {"short": "x"}))
    assert coded_session.ask(newest_version).number == 1
    coded_session.undo()
    coded_session.run(ReleaseVersion())
    coded_session.run(Say(FEAR, {"definition": "Of revenge."}))
    coded_session.undo()
    coded_session.undo()
    coded_session.redo()
    coded_session.redo()
    assert coded_session.ask(scheme_at, 1).codes[0].definition == ""
    assert coded_session.ask(scheme_at, 2).codes[0].definition == "Of revenge."
    assert [row[2] for row in coded_session.ask(dump)["codebook_version"]] == [
        row[2] for row in later["codebook_version"]
    ]
    assert coded_session.ask(faults) == []


def test_a_release_needs_a_codebook_and_something_new(session):
    with pytest.raises(InvalidInput, match="codebook is empty"):
        session.run(ReleaseVersion())
    session.run(AddToScheme((NewFamily("Motive"),), (NewCode("Motive", "Fear"),)))
    assert session.ask(is_unreleased)
    session.run(ReleaseVersion())
    assert not session.ask(is_unreleased)
    with pytest.raises(InvalidInput, match="Version 1 is released already, and nothing was changed since"):
        session.run(ReleaseVersion())
    recolour(session, FEAR, "#123456")
    assert session.ask(newest_version).number == 1
    session.run(ReleaseVersion("Colours for print"))
    assert [(one.number, one.note) for one in session.ask(versions)] == [(1, ""), (2, "Colours for print")]
    assert session.ask(scheme_at, 1).codes[0].colour != "#123456"
    assert session.ask(scheme_at, 2).codes[0].colour == "#123456"


def test_an_unknown_version_is_named_with_those_there_are(coded_session):
    with pytest.raises(NotFound, match=r"no version 7 of the codebook. This project has: 1\."):
        coded_session.ask(scheme_at, 7)


def test_a_version_closed_before_schemes_were_kept_is_found_again_in_the_journal(coded_session):
    coded_session.run(Say(FEAR, {"definition": "Of death."}))
    done(coded_session)
    first = coded_session.ask(scheme)
    coded_session.run(Say(FEAR, {"definition": "Of revenge.", "names": '{"ar": "خوف"}'}))
    coded_session.run(AddToScheme((), (NewCode("Motive", "Hunger", parent="Fear"),)))
    done(coded_session)
    second = coded_session.ask(scheme)
    coded_session.run(Say(PAY, {"name": "Wages"}))
    path = coded_session.path
    coded_session._db.execute("UPDATE codebook_version SET snapshot = NULL")
    coded_session.close()
    with Session.open(path, read_only=True) as again:
        assert again.ask(scheme_at, 1) == first
        assert again.ask(scheme_at, 2) == second
        assert "Wages" in [code.name for code in again.ask(scheme_at, 3).codes]


def test_the_difference_between_versions_tells_what_changed_and_why(coded_session):
    coded_session.run(Say(FEAR, {"definition": "Fear of death."}))
    coded_session.run(ReleaseVersion())
    coded_session.run(Say(FEAR, {"definition": "Fear of revenge."}, "Two coders read it wider."))
    coded_session.run(Say(FEAR, {"texts": json.dumps({"definition": {"ar": "خوف"}})}, "For the Arabic team."))
    coded_session.run(AddToScheme((), (NewCode("Level", "Guard"),)))
    told = coded_session.ask(difference_between, 1, None)
    assert [(one.kind, one.name, one.family, one.field, one.language, one.reasons) for one in told] == [
        (ChangeKind.EDITED, "Fear", "Motive", "definition", "", ("Two coders read it wider.",)),
        (ChangeKind.EDITED, "Fear", "Motive", "definition", "ar", ("For the Arabic team.",)),
        (ChangeKind.ADDED, "Guard", "Level", "", "", ()),
    ]
    assert (told[0].before, told[0].after) == ("Fear of death.", "Fear of revenge.")
    assert told[0].is_prose
    back = coded_session.ask(difference_between, None, 1)
    assert [(one.kind, one.reasons) for one in back] == [
        (ChangeKind.EDITED, ()),
        (ChangeKind.EDITED, ()),
        (ChangeKind.REMOVED, ()),
    ]


def test_reasons_belong_to_the_versions_they_were_given_between(coded_session):
    coded_session.run(Say(FEAR, {"definition": "a"}, "first"))
    coded_session.run(ReleaseVersion())
    coded_session.run(Say(FEAR, {"definition": "b"}, "second"))
    coded_session.run(Say(FEAR, {"definition": "gone"}, "undone"))
    coded_session.undo()
    done(coded_session)
    coded_session.run(Say(FEAR, {"definition": "c"}, "third"))
    coded_session.undo()
    coded_session.redo()

    def why(before, after):
        return [one.reasons for one in coded_session.ask(difference_between, before, after)]

    assert why(1, 2) == [("second",)]
    assert why(2, 3) == [("third",)]
    assert why(1, None) == [("second", "third")]
    assert [one.reason for one in coded_session.ask(reasons_of, FEAR)] == ["third", "second", "first"]
    assert [one.version for one in coded_session.ask(reasons_of, FEAR)] == [3, 2, 1]


def test_a_change_of_rule_tells_when_under_which_version_by_whom_and_why(coded_session):
    coded_session.run(ReleaseVersion())
    coded_session.coder = 2
    coded_session.run(Say(FEAR, {"include": "x", "name": "Dread"}, "Too narrow."))
    recolour(coded_session, FEAR, "#123456")
    coded_session.run(Say(PAY, {"include": "y"}))
    coded_session.run(Say(FEAR, {"exclude": "z"}))
    coded_session.undo()
    [change] = coded_session.ask(changes_of_rule, FEAR)
    assert (change.version, change.coder, change.reason) == (2, "Coder B", "Too narrow.")
    assert [(edit.field, edit.before, edit.after) for edit in change.edits] == [("include", "", "x")]
    coded_session.redo()
    assert [one.edits[0].field for one in coded_session.ask(changes_of_rule, FEAR)] == ["exclude", "include"]
    assert coded_session.ask(changes_of_rule, LEADER) == []


def test_codings_made_before_the_rule_changed_are_told_from_those_made_after(coded_session):
    for start in (0, 7, 14):
        coded_session.run(GiveCode(1, 1, FEAR, Span(start, start + 5)))
    coded_session.run(GiveCode(1, 1, PAY, Span(20, 25)))
    assert coded_session.ask(codings_before_rule, FEAR) == []
    coded_session.run(Say(FEAR, {"definition": "Of revenge."}))
    assert coded_session.ask(codings_before_rule, FEAR) == [1, 2, 3]
    coded_session.run(GiveCode(2, 2, FEAR, Span(0, 5)))
    coded_session.run(ChangeCode((4,), FEAR))
    coded_session.run(MoveCoding(1, Span(0, 6)))
    coded_session.run(DeleteCodings((2,)))
    assert coded_session.ask(codings_before_rule, FEAR) == [1, 3]
    coded_session.undo()
    assert coded_session.ask(codings_before_rule, FEAR) == [1, 2, 3]
    recolour(coded_session, FEAR, "#123456")
    coded_session.run(Say(FEAR, {"name": "Dread"}))
    assert coded_session.ask(codings_before_rule, FEAR) == [1, 2, 3]
    coded_session.run(Say(FEAR, {"texts": '{"definition":{"ar":"خوف"}}'}))
    assert coded_session.ask(codings_before_rule, FEAR) == [1, 2, 3, 4, 5]
    coded_session.undo()
    assert coded_session.ask(codings_before_rule, FEAR) == [1, 2, 3]


def test_another_typical_example_is_no_change_of_the_rule_but_a_borderline_one_is(coded_session):
    coded_session.run(GiveCode(1, 1, FEAR, Span(0, 5)))
    coded_session.run(Say(FEAR, {"typical": "Words that show it."}))
    assert coded_session.ask(codings_before_rule, FEAR) == []
    coded_session.run(Say(FEAR, {"borderline": "Words that just bear it."}))
    assert coded_session.ask(codings_before_rule, FEAR) == [1]


def test_a_coding_loaded_from_an_older_file_was_made_before_the_rule_changed(coded_session):
    coded_session.run(Say(FEAR, {"definition": "Of revenge."}))
    old = NewCoding(1, "Coder A", FEAR, Span(0, 5), created="2020-01-01T00:00:00.000Z")
    moved = replace(old, span=Span(7, 9), modified="2099-01-01T00:00:00.000Z")
    coded_session.run(LoadCodings((old, moved, NewCoding(1, "Coder B", FEAR, Span(0, 5)))))
    assert coded_session.ask(codings_before_rule, FEAR) == [1, 2]


def test_codes_newer_than_what_a_coder_was_done_under_are_named_with_the_place(coded_session):
    coded_session.run(SetStatus(1, (1, 2), (1,), State.DONE))
    coded_session.run(SetStatus(1, (1,), (2,), State.IN_PROGRESS))
    coded_session.run(
        AddToScheme(
            (),
            (
                NewCode("Motive", "Hunger"),
                NewCode("Motive", "Needs", is_codable=False),
                NewCode("Motive", "Old", is_active=False),
                NewCode("Level", "Guard"),
            ),
        )
    )
    found = [(one.source, one.family, one.version, one.codes) for one in coded_session.ask(newer_codes, 1)]
    assert found == [(1, 1, 1, (7,)), (2, 1, 1, (7,))]
    assert [one.source for one in coded_session.ask(newer_codes, 1, source=2)] == [2]
    assert coded_session.ask(newer_codes, 1, family=2) == []
    assert coded_session.ask(newer_codes, 2) == []
    coded_session.run(SetStatus(1, (1,), (1,), State.DONE))
    assert [one.source for one in coded_session.ask(newer_codes, 1)] == [2]


def test_an_act_that_writes_a_rule_twice_changed_it_once_or_not_at_all(coded_session):
    @dataclass(frozen=True)
    class SayInTurn:
        said: tuple[str, ...]
        title: str = "Say in turn"

        def apply(self, writer) -> None:
            writer.because("why not")
            for text in self.said:
                writer.update("code", FEAR, {"definition": text})

    coded_session.run(SayInTurn(("x", "y")))
    [change] = coded_session.ask(changes_of_rule, FEAR)
    assert [(edit.before, edit.after) for edit in change.edits] == [("", "y")]
    coded_session.run(SayInTurn(("z", "y")))
    assert coded_session.ask(changes_of_rule, FEAR) == [change]
    coded_session.undo()
    assert [one.reason for one in coded_session.ask(reasons_of, FEAR)] == ["why not"]
    coded_session.undo()
    assert coded_session.ask(changes_of_rule, FEAR) == []
    assert coded_session.ask(reasons_of, FEAR) == []


def test_the_history_of_the_scheme_is_read_without_going_through_the_whole_journal(coded_session):
    done(coded_session)
    coded_session.run(Say(FEAR, {"definition": "x"}, "why"))
    coded_session.run(ReleaseVersion())
    coded_session._db.execute("UPDATE codebook_version SET snapshot = NULL")
    asked: list[str] = []
    coded_session._db.conn.set_trace_callback(asked.append)
    coded_session.ask(scheme_at, 1)
    coded_session.ask(difference_between, 1, 2)
    coded_session.ask(changes_of_rule, FEAR)
    coded_session._db.conn.set_trace_callback(None)
    questions = [sql for sql in asked if "FROM change" in sql]
    assert len(questions) > 5
    for sql in questions:
        plan = " ".join(row[3] for row in coded_session._db.execute(f"EXPLAIN QUERY PLAN {sql}"))
        assert "SCAN change" not in plan.replace("SCAN change USING INDEX change_scheme", ""), sql

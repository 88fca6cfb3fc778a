"""Laws of the journal, over random scripts of commands."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from studies import ARABIC, ENGLISH, PointAtExample, dump, new_source, small_scheme

from core.commands.base import Command
from core.commands.coders import AddCoder, RenameCoder
from core.commands.codings import (
    ChangeCode,
    CopyCodings,
    CopyToConsensus,
    DeleteCodings,
    GiveCode,
    GiveCodes,
    GiveNewCode,
    JoinCodings,
    LoadCodings,
    MarkUnsure,
    MoveCoding,
    NewCoding,
    SplitCoding,
)
from core.commands.memos import DeleteMemo, EditMemo, MoveMemo, WriteMemo
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.sources import AddSources, MarkCodable, MarkNotCodable, NotCodable
from core.commands.statuses import SetStatus
from core.commands.versions import ReleaseVersion
from core.errors import GlossatorError
from core.model.coding import Clash, MemoKind, State
from core.model.span import Span
from core.queries.integrity import faults
from core.session import Session

NOWHERE = 999
HIGHEST = 11


@dataclass(frozen=True)
class Draft:
    """A command whose keys are chosen when it is run, so that nearly all of them lead somewhere.

    `make` takes what it was drawn with, each `Key` replaced by that of a row that is there.
    """

    make: Callable[..., Command]
    drawn: tuple[object, ...] = field(default=())

    def command(self, session: Session) -> Command:
        rows = session.ask(dump)
        return self.make(*(_found(one, rows) for one in self.drawn))


@dataclass(frozen=True)
class Key:
    """The row of a table that a number falls on; the highest number falls on none."""

    table: str
    number: int


@dataclass(frozen=True)
class Kin:
    """The coding that a number falls on, with all others of its source, coder and code."""

    number: int


@dataclass(frozen=True)
class Cut:
    """The coding that a number falls on, and a place in its segment or at its borders."""

    number: int
    at: int


def _found(one, rows):
    if isinstance(one, tuple):
        return tuple(dict.fromkeys(_found(each, rows) for each in one))
    if isinstance(one, Kin):
        chosen = _found(Key("coding", one.number), rows)
        kinds = {row[0]: row[2:5] for row in rows["coding"]}
        return tuple(coding for coding in kinds if kinds[coding] == kinds.get(chosen))
    if isinstance(one, Cut):
        chosen = _found(Key("coding", one.number), rows)
        start, end = next((row[5:7] for row in rows["coding"] if row[0] == chosen), (0, 1))
        return chosen, start + one.at % (end - start + 1)
    if not isinstance(one, Key):
        return one
    there = [row[0] for row in rows[one.table]]
    return there[one.number % len(there)] if there and one.number < HIGHEST else NOWHERE


def key(table: str):
    return st.builds(Key, st.just(table), st.integers(0, HIGHEST))


def some(table: str):
    return st.lists(key(table), min_size=1, max_size=5).map(tuple)


def draft(make: Callable[..., Command], *parts):
    return st.builds(Draft, st.just(make), st.tuples(*parts))


names = st.text("abcd ", min_size=1, max_size=4)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 40))
inside = spans.filter(lambda span: span.end <= min(len(ENGLISH), len(ARABIC)))
new_codings = st.lists(st.tuples(names, key("code"), inside, st.sampled_from(["", "why"])), max_size=4)
commands = st.one_of(
    draft(AddCoder, names),
    draft(RenameCoder, key("coder"), names),
    draft(lambda f, c: AddToScheme((NewFamily(f),), (NewCode(f, c),)), names, names),
    draft(
        lambda c: AddToScheme((), (NewCode("Motive", c, parent="x"), NewCode("Motive", "x", parent="Fear"))),
        names,
    ),
    draft(
        lambda name, left_out: AddSources(
            (new_source(name, ENGLISH), replace(new_source(name, ARABIC), not_codable=left_out))
        ),
        names,
        st.lists(st.builds(NotCodable, spans, names), max_size=2).map(tuple),
    ),
    draft(MarkNotCodable, key("revision"), spans, names),
    draft(MarkCodable, key("revision"), spans),
    draft(GiveCode, key("revision"), key("coder"), key("code"), spans, st.booleans()),
    draft(GiveCodes, key("revision"), key("coder"), some("code"), spans, st.booleans(),
          st.sampled_from(Clash)),
    draft(GiveNewCode, key("revision"), key("coder"), names, spans, st.booleans()),
    draft(MoveCoding, key("coding"), spans),
    draft(lambda cut: SplitCoding(*cut), st.builds(Cut, st.integers(0, HIGHEST), st.integers(0, 60))),
    draft(JoinCodings, some("coding")),
    draft(JoinCodings, st.builds(Kin, st.integers(0, HIGHEST))),
    draft(CopyCodings, some("coding"), key("coder")),
    draft(CopyToConsensus, some("coding"), names),
    st.builds(
        lambda revision, entries: Draft(
            lambda where, *rows: LoadCodings(tuple(NewCoding(where, *row) for row in rows)),
            (revision, *entries),
        ),
        key("revision"),
        new_codings,
    ),
    draft(ChangeCode, some("coding"), key("code")),
    draft(MarkUnsure, some("coding"), st.booleans()),
    draft(PointAtExample, key("code"), key("coding"), st.booleans()),
    draft(DeleteCodings, some("coding")),
    draft(lambda *about: WriteMemo(*about), names, st.sampled_from(MemoKind), key("coder"), key("source")),
    draft(lambda coding, *about: WriteMemo(*about, coding=coding), key("coding"), names,
          st.sampled_from(MemoKind), key("coder")),
    draft(lambda revision, span, *about: WriteMemo(*about, revision=revision, span=span), key("revision"),
          spans, names, st.sampled_from(MemoKind), key("coder")),
    draft(MoveMemo, key("memo"), spans),
    draft(EditMemo, key("memo"), names, st.sampled_from(MemoKind)),
    draft(DeleteMemo, key("memo")),
    draft(SetStatus, key("coder"), some("source"), some("family"), st.sampled_from(State)),
    draft(ReleaseVersion, names),
)  # fmt: skip


moves = st.sampled_from(["undo", "undo", "redo", "reopen"])


def prepared(folder: str) -> Session:
    session = Session.create(Path(folder) / "law.glossator", "Law")
    session.run(AddCoder("Coder A"))
    session.run(small_scheme())
    session.run(AddSources((new_source("English", ENGLISH), new_source("Arabic", ARABIC))))
    session.run(GiveCode(1, 1, 1, Span(0, 6)))
    session.run(GiveCode(1, 1, 2, Span(2, 6)))
    session.run(GiveCode(1, 1, 4, Span(0, 30)))
    session.run(GiveCode(1, 1, 4, Span(33, 40)))
    session.run(PointAtExample(4, 3))
    for coding in (1, 2, 2, 3):
        session.run(WriteMemo("why", MemoKind.ANALYTIC, 1, coding=coding))
    session.run(WriteMemo("where", MemoKind.QUESTION, 1, revision=1, span=Span(3, 9)))
    session.run(MarkNotCodable(1, Span(8, 20), "aside"))
    session.run(SetStatus(1, (1, 2), (1, 2), State.IN_PROGRESS))
    return session


def attempt(session: Session, drafted: Draft) -> None:
    """Run a command that may well be refused: then the project must stay as it was."""
    command = drafted.command(session)
    before = session.ask(dump)
    try:
        session.run(command)
    except GlossatorError:
        assert session.ask(dump) == before


@settings(max_examples=80)
@given(st.lists(commands, max_size=25))
def test_undoing_everything_gives_the_earlier_project_and_redoing_the_later_one(script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder) as session:
        earlier = session.ask(dump)
        steps = len(session._history.done)
        for drafted in script:
            attempt(session, drafted)
        later = session.ask(dump)
        assert session.ask(faults) == []
        while len(session._history.done) > steps:
            assert session.undo()
        assert session.ask(dump) == earlier
        assert session.ask(faults) == []
        while session.redo():
            pass
        assert session.ask(dump) == later


@settings(max_examples=60)
@given(st.lists(st.booleans().flatmap(lambda goes_on: commands if goes_on else moves), max_size=30))
def test_undo_and_redo_between_acts_and_after_reopening_follow_one_line(script):
    with tempfile.TemporaryDirectory() as folder:
        session = prepared(folder)
        states, at = [session.ask(dump)], 0
        floor = len(session._history.done)
        for act in script:
            if act == "undo" and at:
                assert session.undo()
                at -= 1
            elif act == "redo" and at < len(states) - 1:
                assert session.redo()
                at += 1
            elif act == "reopen":
                session.close()
                session = Session.open(Path(folder) / "law.glossator")
            elif not isinstance(act, str):
                attempt(session, act)
                if session.ask(dump) != states[at]:
                    at += 1
                    states[at:] = [session.ask(dump)]
            assert session.ask(dump) == states[at]
            assert len(session._history.done) - floor == at
            assert (session.redo_title is None) == (at == len(states) - 1)
        session.close()


@dataclass(frozen=True)
class Rewrite:
    """Say several things in turn of one code, as an act in parts may."""

    said: tuple[str, ...]
    title: str = "Rewrite"

    def apply(self, writer) -> None:
        for text in self.said:
            writer.update("code", 1, {"short": text})


@settings(max_examples=30)
@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=6))
def test_an_act_that_changes_a_row_more_than_once_is_undone_to_what_was_there_first(said):
    with tempfile.TemporaryDirectory() as folder, prepared(folder) as session:
        session.run(Rewrite(("a",)))
        before, done = session.ask(dump), len(session._history.done)
        session.run(Rewrite((*said, "b", "a", "b", "a")))
        later = session.ask(dump)
        session.undo()
        assert (session.ask(dump), len(session._history.done)) == (before, done)
        session.redo()
        assert (session.ask(dump), len(session._history.done)) == (later, done + 1)

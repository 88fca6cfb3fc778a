"""Laws of the journal, over random scripts of commands."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from studies import ARABIC, ENGLISH, new_source, small_scheme

from core.commands.coders import AddCoder, RenameCoder
from core.commands.codings import ChangeCode, DeleteCodings, GiveCode, LoadCodings, MarkUnsure, NewCoding
from core.commands.memos import DeleteMemo, EditMemo, WriteMemo
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.sources import AddSources, MarkNotCodable
from core.commands.statuses import SetStatus
from core.errors import GlossatorError
from core.model.coding import MemoKind, State
from core.model.span import Span
from core.session import Session
from core.storage.dump import dump

keys = st.integers(1, 8)
names = st.text("abcd ", min_size=1, max_size=4)
spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 30), st.integers(1, 40))
commands = st.one_of(
    st.builds(AddCoder, names),
    st.builds(RenameCoder, keys, names),
    st.builds(lambda f, c: AddToScheme((NewFamily(f),), (NewCode(f, c),)), names, names),
    st.builds(lambda c: AddToScheme((), (NewCode("Motive", c, parent="Fear"),)), names),
    st.builds(lambda n: AddSources((new_source(n, ENGLISH), new_source(n, ARABIC))), names),
    st.builds(MarkNotCodable, keys, spans, names),
    st.builds(GiveCode, keys, keys, keys, spans, st.booleans()),
    st.builds(
        lambda entries: LoadCodings(tuple(entries)),
        st.lists(st.builds(NewCoding, st.just(1), names, keys, spans, names), max_size=4),
    ),
    st.builds(ChangeCode, keys, keys),
    st.builds(MarkUnsure, keys, st.booleans()),
    st.builds(lambda coding: DeleteCodings((coding,)), keys),
    st.builds(WriteMemo, names, st.sampled_from(MemoKind), keys, st.none(), st.none(), keys),
    st.builds(EditMemo, keys, names, st.sampled_from(MemoKind)),
    st.builds(DeleteMemo, keys),
    st.builds(
        lambda coder, source, family, state: SetStatus(coder, (source,), (family,), state),
        keys,
        keys,
        keys,
        st.sampled_from(State),
    ),
)


def prepared(folder: str) -> Session:
    session = Session.create(Path(folder) / "law.glossator", "Law")
    session.run(AddCoder("Coder A"))
    session.run(small_scheme())
    session.run(AddSources((new_source("English", ENGLISH),)))
    return session


def attempt(session: Session, command) -> None:
    """Run a command that may well be refused: then the project must stay as it was."""
    before = session.ask(dump)
    try:
        session.run(command)
    except GlossatorError:
        assert session.ask(dump) == before


@settings(max_examples=60)
@given(st.lists(commands, max_size=25))
def test_undoing_everything_gives_the_earlier_project_and_redoing_the_later_one(script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder) as session:
        earlier = session.ask(dump)
        steps = len(session._history.done)
        for command in script:
            attempt(session, command)
        later = session.ask(dump)
        while len(session._history.done) > steps:
            session.undo()
        assert session.ask(dump) == earlier
        while session.redo():
            pass
        assert session.ask(dump) == later


@settings(max_examples=40)
@given(st.lists(st.one_of(commands, st.sampled_from(["undo", "redo", "reopen"])), max_size=25))
def test_undo_and_redo_between_acts_and_after_reopening_follow_one_line(script):
    with tempfile.TemporaryDirectory() as folder:
        session = prepared(folder)
        states, at = [session.ask(dump)], 0
        floor = len(session._history.done)
        for act in script:
            if act == "undo" and at:
                session.undo()
                at -= 1
            elif act == "redo" and at < len(states) - 1:
                session.redo()
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
        session.close()

"""Laws of what changed: between texts, and between versions of the codebook."""

import json
import tempfile
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from studies import new_source, small_scheme

from core.commands.coders import AddCoder
from core.commands.sources import AddSources
from core.commands.statuses import SetStatus
from core.commands.versions import ReleaseVersion, version_to_extend
from core.errors import InvalidInput
from core.model.coding import State
from core.model.scheme import Scheme
from core.model.scheme_difference import difference
from core.model.scheme_json import scheme_from_json, scheme_to_json
from core.queries.schemes import newest_version, scheme, versions
from core.queries.versions import changes_of_rule, difference_between, reasons_of, scheme_at
from core.session import Session
from core.text.word_changes import ChangeOfWords, word_changes

pieces = st.sampled_from(
    ["fear", "of", "death", "الخوف", "خَوْف", " ", "  ", "\n", ".", ",", "can't", "3.5", "😀"]
)
texts = st.lists(pieces, max_size=40).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=40
)
SAME, ADDED, REMOVED = ChangeOfWords.SAME, ChangeOfWords.ADDED, ChangeOfWords.REMOVED


@given(texts, texts)
def test_what_stayed_and_went_is_the_earlier_text_and_what_stayed_and_came_the_later(before, after):
    said = word_changes(before, after)
    assert "".join(text for kind, text in said if kind is not ADDED) == before
    assert "".join(text for kind, text in said if kind is not REMOVED) == after
    assert all(text for _, text in said)
    for (kind, _), (following, _) in pairwise(said):
        assert kind is not following
        assert (kind, following) != (ADDED, REMOVED)


@dataclass(frozen=True)
class Write:
    """Let one row of the scheme hold other values, or be new, or go; `late` asks for the version then."""

    table: str
    number: int
    values: dict[str, object] | None
    late: bool
    is_content: bool = True
    title: str = "Write"

    def apply(self, writer) -> None:
        writer.because("because")
        if self.is_content and not self.late:
            version_to_extend(writer)
        self._write(writer)
        if self.is_content and self.late:
            version_to_extend(writer)

    def _write(self, writer) -> None:
        there = [row[0] for row in writer.db.execute(f"SELECT id FROM {self.table} ORDER BY id")]
        if self.values is not None and there and self.number % 5:
            writer.update(self.table, there[self.number % len(there)], self.values)
        elif self.values is not None and self.table == "code":
            version = writer.ask(newest_version).id
            of_it = {"family": 1, "name": "new", "colour": "#123456", "position": 9, "version": version}
            writer.insert("code", of_it | self.values)
        elif self.values is None and self.table == "code" and len(there) > 1:
            gone = there[self.number % len(there)]
            below = [row[0] for row in writer.db.execute("SELECT id FROM code WHERE parent = ?", (gone,))]
            writer.update_many("code", [(key, {"parent": None}) for key in below])
            writer.delete("code", gone)


said = st.sampled_from(["", "a", "b", "a b", "خوف"])
by_language = st.dictionaries(st.sampled_from(["ar", "fr"]), said, max_size=2)
code_values = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["x", "y", "Fear"]),
        "definition": said,
        "include": said,
        "family": st.sampled_from([1, 2]),
        "position": st.integers(0, 9),
        "is_active": st.sampled_from([0, 1]),
        "is_codable": st.sampled_from([0, 1]),
        "names": by_language.map(json.dumps),
        "texts": st.dictionaries(st.just("definition"), by_language, max_size=1).map(json.dumps),
        "aliases": st.lists(st.sampled_from("ab"), max_size=2).map(json.dumps),
    },
).filter(bool)
family_values = st.fixed_dictionaries(
    {},
    optional={
        "name": said.filter(bool),
        "definition": said,
        "scale": st.sampled_from(["nominal", "ordinal"]),
    },
).filter(bool)
acts = st.one_of(
    st.builds(Write, st.just("code"), st.integers(0, 99), code_values, st.booleans()),
    st.builds(Write, st.just("code"), st.integers(0, 99), st.none(), st.booleans()),
    st.builds(Write, st.just("family"), st.integers(1, 4), family_values, st.booleans()),
    st.builds(
        Write,
        st.just("code"),
        st.integers(1, 4),
        st.sampled_from(["#111111", "#222222"]).map(lambda colour: {"colour": colour}),
        st.booleans(),
        st.just(False),
    ),
    st.builds(ReleaseVersion, said),
    st.builds(SetStatus, st.just(1), st.just((1,)), st.just((1, 2)), st.sampled_from(State)),
    st.sampled_from(["undo", "undo", "redo"]),
)


def prepared(folder: str) -> Session:
    session = Session.create(Path(folder) / "law.glossator", "Law")
    session.run(AddCoder("Coder A"))
    session.run(small_scheme())
    session.run(AddSources((new_source("English", "I left."),)))
    return session


def act_on(session: Session, act) -> None:
    if act == "undo":
        if session.undo_title in ("Write", "Set status", ReleaseVersion.title):
            session.undo()
    elif act == "redo":
        session.redo()
    else:
        try:
            session.run(act)
        except InvalidInput:
            assert isinstance(act, ReleaseVersion)


@settings(max_examples=60)
@given(st.lists(acts, max_size=25))
def test_a_closed_version_never_changes_and_is_found_in_the_journal_too(script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder) as session:
        held: dict[int, Scheme] = {}
        for act in script:
            newest, before = session.ask(newest_version).number, session.ask(scheme)
            act_on(session, act)
            now = session.ask(newest_version)
            if now.number > newest:
                held.setdefault(newest, before)
            held = {number: whole for number, whole in held.items() if number < now.number}
            if now.released is not None:
                held[now.number] = session.ask(scheme_at, now.number)
                if isinstance(act, ReleaseVersion):
                    assert held[now.number] == session.ask(scheme) or now.number == newest
        numbers = [version.number for version in session.ask(versions)]
        assert numbers == list(range(1, len(numbers) + 1))
        kept = {number: session.ask(scheme_at, number) for number in numbers}
        assert {number: kept[number] for number in held} == held
        session._db.execute("UPDATE codebook_version SET snapshot = NULL")
        assert {number: session.ask(scheme_at, number) for number in numbers} == kept


@settings(max_examples=60)
@given(st.lists(acts, max_size=15))
def test_a_difference_names_what_differs_and_reads_backwards_too(script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder) as session:
        before = session.ask(scheme)
        for act in script:
            act_on(session, act)
        after = session.ask(scheme)
        assert scheme_from_json(scheme_to_json(after)) == after
        there, back = difference(before, after), difference(after, before)
        assert difference(after, after) == []
        assert {(c.guid, c.field, c.language, c.before, c.after) for c in there if c.field != "position"} == {
            (c.guid, c.field, c.language, c.after, c.before) for c in back if c.field != "position"
        }
        assert {c.guid for c in there if c.field != "position"} == differing(before, after)


@settings(max_examples=40)
@given(st.lists(acts, max_size=15))
def test_every_change_since_the_release_has_the_reason_it_was_made_for(script):
    with tempfile.TemporaryDirectory() as folder, prepared(folder) as session:
        session.run(ReleaseVersion("first"))
        for act in script:
            act_on(session, act)
        if session.ask(versions)[0].released is None:
            return
        for change in session.ask(difference_between, 1, None):
            assert change.reasons == ("because",)
        for code in session.ask(scheme).codes:
            told = session.ask(changes_of_rule, code.id)
            assert all(edit.before != edit.after for change in told for edit in change.edits)
            assert len(told) <= len(session.ask(reasons_of, code.id))


def differing(before: Scheme, after: Scheme) -> set[str]:
    """The GUIDs of what is in one scheme only, or says other things; order and keys aside."""
    old, new = comparable(before), comparable(after)
    return {guid for guid in old.keys() | new.keys() if old.get(guid) != new.get(guid)}


def comparable(whole: Scheme) -> dict[str, object]:
    families = {family.id: family.guid for family in whole.families}
    guids = {code.id: code.guid for code in whole.codes}
    blank = {"position": 0, "id": 0}
    found: dict[str, object] = {}
    for family in whole.families:
        said_of_it = {language: text for language, text in family.names.items() if text}
        found[family.guid] = replace(family, **blank, names=said_of_it)
    for code in whole.codes:
        found[code.guid] = (
            replace(
                code,
                **blank,
                family=0,
                parent=None,
                version=0,
                names={language: text for language, text in code.names.items() if text},
                texts={
                    field: kept
                    for field, by in code.texts.items()
                    if (kept := {language: text for language, text in by.items() if text})
                },
            ),
            families[code.family],
            guids.get(code.parent),
        )
    return found

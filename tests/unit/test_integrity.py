"""What `glossator check` finds."""

import re

import pytest

from core.commands.codings import GiveCode, GiveNewCode
from core.commands.memos import WriteMemo
from core.commands.sources import MarkNotCodable
from core.commands.versions import ReleaseVersion
from core.model.coding import MemoKind
from core.model.span import Span
from core.queries.integrity import faults


@pytest.fixture
def busy_session(coded_session):
    coded_session.run(GiveCode(1, 1, 1, Span(0, 6)))
    coded_session.run(GiveCode(1, 2, 2, Span(3, 9)))
    coded_session.run(WriteMemo("Why?", MemoKind.QUESTION, 1, coding=1))
    coded_session.undo()
    coded_session.undo()
    coded_session.redo()
    coded_session.run(GiveNewCode(1, 2, "winter", Span(2, 9)))
    coded_session.run(WriteMemo("Who?", MemoKind.QUESTION, 1, revision=1, span=Span(3, 9)))
    coded_session.run(MarkNotCodable(1, Span(3, 9)))
    coded_session.run(ReleaseVersion())
    return coded_session


def test_a_project_in_daily_use_has_no_faults(busy_session):
    assert busy_session.ask(faults) == []


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        ("UPDATE coding SET end = 5000 WHERE id = 1", "coding .* lies outside English"),
        ("UPDATE memo SET end = 5000 WHERE id = 2", "memo .* lies outside English"),
        ("UPDATE not_codable SET end = 5000 WHERE id = 1", "not_codable .* lies outside English"),
        ("DELETE FROM content WHERE id = 1", "the text is missing"),
        ("UPDATE content SET data = CAST('Other words' AS BLOB) WHERE id = 1", "not what was imported"),
        ("UPDATE revision SET characters = 7 WHERE id = 2", "does not have the 7 characters"),
        (
            "UPDATE content SET data = CAST('{}' AS BLOB) "
            "WHERE sha256 = (SELECT snapshot FROM codebook_version)",
            "codebook version 1: the scheme that was kept is missing or has changed",
        ),
        ("DELETE FROM coding WHERE id = 1", "coding 1 is gone without a step"),
        (
            "INSERT INTO coder (guid, name, kind, letter, created) VALUES ('g', 'X', 'person', 'X', '')",
            "coder 3 is not in the journal",
        ),
        ("UPDATE coding SET coder = 77 WHERE id = 1", "refers to a coder that is not there"),
        ("UPDATE code SET parent = 4 WHERE id = 1", "Fear stands below one of another family"),
        ("UPDATE code SET parent = id WHERE id = 2", "Pay is its own parent"),
        ("UPDATE code SET parent = 5 - id WHERE id IN (2, 3)", "Doctrine is its own parent"),
        ("UPDATE code SET name = 'PAY' WHERE id = 1", "Motive has two codes by one name: PAY and Pay"),
        ("UPDATE family SET name = 'LEVEL' WHERE id = 1", "two families bear one name: LEVEL and Level"),
    ],
)
def test_what_went_past_the_journal_is_found(busy_session, harm, sentence):
    busy_session._db.execute("PRAGMA foreign_keys = OFF")
    busy_session._db.execute(harm)
    assert any(re.search(sentence, fault) for fault in busy_session.ask(faults)), busy_session.ask(faults)

"""Codings by version, those from before a rule changed with their words, and differences to keep."""

import pytest

from core.commands.codings.giving import GiveCodes
from core.commands.scheme import EditCode
from core.commands.versions import ReleaseVersion
from core.errors import InvalidInput
from core.exchange.difference_page import write_difference
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.queries.versions import coded_before_rule, codings_per_version


@pytest.fixture
def changed(coded_session):
    """Two codings under version 1, one under version 2, which has another rule."""
    source, coder = coded_session.ask(sources)[0], coded_session.ask(coders)[0]
    code = coded_session.ask(scheme).codes[0]

    def give(start, end):
        coded_session.run(GiveCodes(source.revision, coder.id, (code.id,), Span(start, end)))

    coded_session.run(EditCode(code.id, {"definition": "They leave <because> of fear."}))
    give(0, 3)
    give(4, 8)
    coded_session.run(ReleaseVersion("Pilot"))
    coded_session.run(EditCode(code.id, {"definition": "They leave <because> of hunger."}, "Agreed & done"))
    give(9, 12)
    return coded_session


def test_codings_are_counted_by_the_version_they_were_made_under(changed):
    assert changed.ask(codings_per_version) == {1: 2, 2: 1}


def test_codings_from_before_a_rule_changed_come_with_their_words(changed):
    code = changed.ask(scheme).codes[0]
    found = changed.ask(coded_before_rule, code.id)
    assert [(one.span.start, one.span.end) for one in found] == [(0, 3), (4, 8)]
    assert all(one.text and one.source_name for one in found)


def test_a_difference_is_written_as_a_page_with_its_words_marked_and_nothing_taken_for_mark_up(
    changed, tmp_path
):
    path = tmp_path / "difference.html"
    assert changed.ask(write_difference, 1, None, path) == 1
    page = path.read_text(encoding="utf-8")
    assert "They leave &lt;because&gt; of <del>fear</del><ins>hunger</ins>." in page
    assert "Why: Agreed &amp; done" in page


def test_a_difference_is_written_as_text_and_in_no_other_form(changed, tmp_path):
    path = tmp_path / "difference.txt"
    changed.ask(write_difference, None, 1, path)
    assert path.read_text(encoding="utf-8").startswith("From the draft to version 1: 1 change")
    with pytest.raises(InvalidInput, match=r"difference\.pdf"):
        changed.ask(write_difference, 1, None, tmp_path / "difference.pdf")
    assert not (tmp_path / "difference.pdf").exists()

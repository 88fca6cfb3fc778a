"""Building the scheme, its versions, and what coders say of how far they are."""

from collections import Counter

import pytest
from studies import dump

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.statuses import SetStatus
from core.errors import InvalidInput
from core.model.coding import State
from core.model.colours import CODE_COLOURS, least_used
from core.queries.schemes import scheme, versions
from core.queries.statuses import statuses


def test_families_and_codes_keep_the_order_they_were_given_in(coded_session):
    known = coded_session.ask(scheme)
    assert [family.name for family in known.families] == ["Motive", "Level"]
    assert [code.name for code in known.codes] == ["Fear", "Pay", "Doctrine", "Leader", "Middle", "Clerk"]


def test_codes_of_a_family_take_colours_it_has_not_used(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Hunger"),)))
    motives = coded_session.ask(scheme).codes_of(1)
    assert [code.colour for code in motives] == list(CODE_COLOURS[:4])
    assert least_used(Counter(CODE_COLOURS)) == CODE_COLOURS[0]


def test_a_parent_comes_before_its_children_wherever_it_was_written(coded_session):
    codes = (NewCode("Motive", "Wages", parent="Money"), NewCode("Motive", "Money"))
    coded_session.run(AddToScheme((), codes))
    names = [code.name for code in coded_session.ask(scheme).codes_of(1)]
    assert names.index("Money") == names.index("Wages") - 1


@pytest.mark.parametrize(
    ("codes", "sentence"),
    [
        ((NewCode("Motive", "fear"),), "has a code Fear already"),
        ((NewCode("Motive", "Straße"), NewCode("Motive", "STRASSE")), "has a code Straße already"),
        ((NewCode("Motive", " "),), "needs a name"),
        ((NewCode("Place", "Here"),), "names a family Place that is not there"),
        ((NewCode("Motive", "Here", parent="There"),), "names a parent There"),
        ((NewCode("Motive", "Here", parent="Leader"),), "names a parent Leader"),
        ((NewCode("Motive", "a", parent="b"), NewCode("Motive", "b", parent="a")), "is its own parent"),
        ((NewCode("Motive", "a", parent="a"),), "is its own parent"),
    ],
)
def test_a_scheme_that_contradicts_itself_is_refused_whole(coded_session, codes, sentence):
    before = coded_session.ask(dump)
    with pytest.raises(InvalidInput, match=sentence):
        coded_session.run(AddToScheme((NewFamily("New"),), codes))
    assert coded_session.ask(dump) == before


def test_a_status_is_per_coder_source_and_family_and_names_the_codebook_version(coded_session):
    coded_session.run(SetStatus(1, (1, 2), (1,), State.DONE))
    coded_session.run(SetStatus(1, (1,), (1, 2), State.IN_PROGRESS))
    found = {(s.coder, s.source, s.family): (s.state, s.version) for s in coded_session.ask(statuses)}
    assert found == {
        (1, 1, 1): (State.IN_PROGRESS, 1),
        (1, 2, 1): (State.DONE, 1),
        (1, 1, 2): (State.IN_PROGRESS, 1),
    }


def test_saying_the_same_status_again_is_no_step(coded_session):
    coded_session.run(SetStatus(1, (1,), (1, 2), State.DONE))
    assert not coded_session.run(SetStatus(1, (1,), (1, 2), State.DONE))


def test_a_code_added_after_someone_was_done_opens_the_next_codebook_version(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Before"),)))
    coded_session.run(SetStatus(1, (1,), (1,), State.DONE))
    coded_session.run(AddToScheme((), (NewCode("Motive", "After"), NewCode("Motive", "Later"))))
    numbers = {version.id: version.number for version in coded_session.ask(versions)}
    added = {code.name: numbers[code.version] for code in coded_session.ask(scheme).codes}
    assert (added["Before"], added["After"], added["Later"]) == (1, 2, 2)
    coded_session.run(SetStatus(1, (1,), (1,), State.DONE))
    assert {numbers[status.version] for status in coded_session.ask(statuses)} == {2}
    coded_session.undo()
    coded_session.undo()
    assert len(coded_session.ask(versions)) == 1

import pytest
from studies import ENGLISH, new_source

from core.commands.coders import AddCoder
from core.commands.codings import DeleteCodings, GiveCode
from core.commands.open_codes import AddOpenCode
from core.commands.scheme import AddToScheme, NewCode
from core.commands.sources import AddSources
from core.commands.statuses import SetStatus
from core.model.coding import State
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.bridge import SessionBridge
from gui.models.codes import CODE, COUNT, FAMILY, RANK, CodesModel
from gui.models.entries import Entry, EntryModel, group
from gui.models.finding import best_first, code_entries
from gui.models.sources import STATES, SourcesModel
from gui.panels.sources import FoundSources


@pytest.fixture
def bridge(qapp, coded_session):
    return SessionBridge(coded_session)


def texts(model, parent=None):
    above = (parent,) if parent is not None else ()
    rows = model.rowCount(*above)
    return [model.index(row, 0, *above).data() for row in range(rows)]


def set_state(session, coder, source, families, state):
    keys = tuple(family.id for family in session.ask(scheme).families[families])
    person, text = session.ask(coders)[coder].id, session.ask(sources)[source].id
    session.run(SetStatus(person, (text,), keys, state))


# sources


def test_the_sources_keep_to_the_rules_of_item_models(qtmodeltester, bridge, coded_session):
    model = SourcesModel(bridge)
    qtmodeltester.check(model)
    coded_session.run(AddCoder("Coder C"))
    qtmodeltester.check(model)


def test_a_source_is_in_progress_while_its_families_differ(bridge, coded_session):
    model = SourcesModel(bridge)
    set_state(coded_session, 0, 0, slice(0, 1), State.DONE)
    assert model.index(0).data(STATES) == [State.IN_PROGRESS, State.NOT_STARTED]
    set_state(coded_session, 0, 0, slice(1, 2), State.DONE)
    assert model.index(0).data(STATES) == [State.DONE, State.NOT_STARTED]


def test_a_source_stays_done_when_words_become_the_first_open_code(bridge, coded_session):
    set_state(coded_session, 0, 0, slice(None), State.DONE)
    model = SourcesModel(bridge)
    coded_session.run(AddOpenCode("harbour"))
    assert model.index(0).data(STATES) == [State.DONE, State.NOT_STARTED]
    assert model.done_by(coded_session.ask(coders)[0].id) == 1
    set_state(coded_session, 0, 0, slice(2, 3), State.IN_PROGRESS)
    assert model.index(0).data(STATES) == [State.IN_PROGRESS, State.NOT_STARTED]


def test_open_codes_alone_are_what_a_source_is_done_in(qapp, session):
    session.run(AddCoder("Coder A"))
    session.run(AddSources((new_source("English", ENGLISH),)))
    session.run(AddOpenCode("harbour"))
    model = SourcesModel(SessionBridge(session))
    assert model.index(0).data(STATES) == [State.NOT_STARTED]
    set_state(session, 0, 0, slice(None), State.DONE)
    assert model.index(0).data(STATES) == [State.DONE]


def test_the_tooltip_of_a_source_says_which_families_are_done(bridge, coded_session):
    model = SourcesModel(bridge)
    set_state(coded_session, 1, 0, slice(0, 1), State.DONE)
    assert "Coder B: In progress (done: Motive)" in model.index(0).data(3)


def test_a_status_changes_rows_and_does_not_reset_them(qtbot, bridge, coded_session):
    model = SourcesModel(bridge)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        set_state(coded_session, 0, 0, slice(None), State.DONE)


def test_sources_are_found_without_regard_to_vowel_marks_and_letter_forms(
    qtmodeltester, bridge, coded_session
):
    found = FoundSources(SourcesModel(bridge))
    qtmodeltester.check(found)
    found.look_for("ENGL")
    assert texts(found) == ["English"]


# codes


def test_the_codes_keep_to_the_rules_of_item_models(qtmodeltester, bridge, coded_session):
    model = CodesModel(bridge)
    qtmodeltester.check(model)
    coded_session.run(AddToScheme((), (NewCode("Motive", "Family"),)))
    qtmodeltester.check(model)
    for words in ("pay", "level", "nothing of the kind"):
        model.look_for(words)
        qtmodeltester.check(model)


def test_codes_of_an_ordinal_family_bear_their_rank(bridge):
    model = CodesModel(bridge)
    level = model.index(1, 0)
    assert [model.index(row, 0, level).data(RANK) for row in range(3)] == [1, 2, 3]
    assert model.index(0, 0, model.index(0, 0)).data(RANK) == 0


def test_counts_follow_codings_given_and_deleted(qtbot, bridge, coded_session):
    model = CodesModel(bridge)
    code = model.index(0, 0, model.index(0, 0)).data(CODE)
    me, source = coded_session.ask(coders)[0].id, coded_session.ask(sources)[0]
    coding = coded_session.run(GiveCode(source.revision, me, code.id, Span(0, 6))).created("coding")[0]
    qtbot.waitUntil(lambda: model.index_of(code.id).data(COUNT) == 1)
    assert model.index(0, 0).data(COUNT) == 1
    coded_session.run(DeleteCodings((coding,)))
    qtbot.waitUntil(lambda: model.index_of(code.id).data(COUNT) == 0)


def test_a_familys_name_finds_all_its_codes_and_a_codes_name_finds_it_alone(bridge):
    found = CodesModel(bridge)
    found.look_for("level")
    assert texts(found) == ["Level"]
    assert len(texts(found, found.index(0, 0))) == 3
    found.look_for("pay")
    assert [texts(found, found.index(row, 0)) for row in range(found.rowCount())] == [["Pay"]]
    assert found.index(0, 0).data(FAMILY).name == "Motive"


def test_the_words_looked_for_stand_in_any_order_and_name_a_code_in_any_language(bridge, coded_session):
    coded_session.run(
        AddToScheme((), (NewCode("Motive", "Fear of revenge", aliases=("Reprisal",), names={"ar": "الخَوفُ"}),))
    )
    model = CodesModel(bridge)
    for words in ("rev fe", "REPRI", "الخوف"):
        model.look_for(words)
        assert [texts(model, model.index(row, 0)) for row in range(model.rowCount())] == [["Fear of revenge"]]
    model.look_for("\u064e")
    assert len(texts(model)) == 2


# entries and finding


def test_entries_keep_to_the_rules_of_item_models(qtmodeltester, qapp):
    model = EntryModel()
    model.show(group("Heading", [Entry("One", payload=1), Entry("Two", is_possible=False)]))
    qtmodeltester.check(model)


def test_the_first_choice_is_no_heading_and_nothing_switched_off(qapp):
    model = EntryModel()
    model.show(group("Heading", [Entry("Off", is_possible=False), Entry("On")]))
    assert model.first_choice().row() == 2


def test_what_begins_with_the_words_comes_before_what_holds_them():
    names = ["No fear", "Fear of revenge", "Unfearing", "Revenge"]
    assert best_first("fear", names, lambda name: (name,)) == ["Fear of revenge", "No fear", "Unfearing"]


def test_words_may_be_typed_in_any_order():
    assert best_first("rev fe", ["Fear of revenge"], lambda name: (name,)) == ["Fear of revenge"]


def test_headings_and_retired_codes_are_not_offered(coded_session):
    coded_session.run(AddToScheme((), (NewCode("Motive", "Grievance", is_codable=False),)))
    assert "Grievance" not in [entry.text for entry in code_entries(coded_session.ask(scheme)).values()]

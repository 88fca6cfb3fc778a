"""The desk: what lies open, and acts on it, without a window."""

import pytest

from core.commands.coders import AddCoder
from core.commands.memos import WriteMemo
from core.model.coding import Clash, CoderKind, MemoKind, State
from core.model.span import Span
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.schemes import scheme
from core.queries.sources import sources
from gui.bridge import SessionBridge
from gui.desk import Desk
from gui.looked_at import LookedAt


@pytest.fixture
def desk(qapp, coded_session):
    """Coder A before the English source, with the first words selected."""
    desk = Desk(SessionBridge(coded_session))
    desk.act_as(coded_session.ask(coders)[0].id)
    desk.open_source(coded_session.ask(sources)[0].id)
    desk.select(Span(0, 16))
    return desk


@pytest.fixture
def code(coded_session):
    """Codes by name."""
    return {code.name: code.id for code in coded_session.ask(scheme).codes}


def given(desk):
    """Return (code name, start, end, coder name) of everything in the open source."""
    names = {code.id: code.name for code in desk.bridge.ask(scheme).codes}
    people = {coder.id: coder.name for coder in desk.bridge.ask(coders)}
    found = desk.bridge.ask(codings_in, desk.source.revision)
    return [(names[c.code], c.span.start, c.span.end, people[c.coder]) for c in found]


def test_several_codes_are_given_in_one_step(desk, code, coded_session):
    desk.give_codes((code["Fear"], code["Pay"]))

    assert [name for name, *_ in given(desk)] == ["Fear", "Pay"]
    assert desk.recent[:2] == [code["Pay"], code["Fear"]]
    coded_session.undo()
    assert given(desk) == []


@pytest.mark.parametrize(
    ("answer", "left"),
    [
        (Clash.KEEP, [("Clerk", 8, 16), ("Leader", 0, 16)]),
        (Clash.REPLACE, [("Clerk", 8, 16)]),
        (Clash.SHORTEN, [("Clerk", 8, 16), ("Leader", 0, 8)]),
        (None, [("Leader", 0, 16)]),
    ],
)
def test_a_second_code_of_an_exclusive_family_asks_and_does_as_answered(desk, code, answer, left):
    desk.give(code["Leader"])
    asked = []

    def ask(met, new):
        asked.append(([c.code for c in met], [c.name for c in new]))
        return answer

    desk.ask_about_clash = ask
    desk.select(Span(8, 16))

    desk.give(code["Clerk"])

    assert asked == [([code["Leader"]], ["Clerk"])]
    assert sorted((name, start, end) for name, start, end, _ in given(desk)) == left


def test_what_was_cut_off_another_coding_is_not_among_what_was_given(desk, code):
    desk.give(code["Leader"])
    desk.ask_about_clash = lambda met, new: Clash.SHORTEN
    desk.select(Span(2, 6))

    new = desk.give_codes((code["Fear"], code["Clerk"]))

    assert [(one.code, one.span) for one in desk.codings(new)] == [
        (code["Fear"], Span(2, 6)),
        (code["Clerk"], Span(2, 6)),
    ]
    assert [(start, end) for name, start, end, _ in given(desk) if name == "Leader"] == [(0, 1), (7, 16)]


def test_only_what_is_new_is_said_to_be_given(desk, code):
    desk.give(code["Fear"])
    told = []
    desk.done.connect(told.append)

    desk.give_codes((code["Fear"], code["Pay"]))
    assert told == ["Gave Pay to 16 character(s)"]


def test_it_is_said_that_a_code_which_is_there_already_drove_another_away(desk, code):
    desk.give(code["Leader"])
    desk.give(code["Clerk"])
    desk.ask_about_clash = lambda met, new: Clash.REPLACE
    told = []
    desk.done.connect(told.append)

    assert desk.give(code["Leader"]) is None

    assert [name for name, *_ in given(desk)] == ["Leader"]
    assert told == ["Clerk gave way"]


def test_nobody_is_asked_where_the_family_allows_several_codes(desk, code):
    desk.ask_about_clash = lambda met, new: pytest.fail("asked")

    desk.give(code["Fear"])
    desk.give(code["Pay"])

    assert len(given(desk)) == 2


def test_an_end_moved_into_another_code_of_an_exclusive_family_points_that_out(desk, code):
    desk.select(Span(0, 6))
    leader = desk.give(code["Leader"])
    desk.select(Span(7, 16))
    desk.give(code["Clerk"])
    said = []
    desk.done.connect(said.append)

    desk.move(leader, Span(0, 5))
    assert "Clerk" not in said[-1]
    desk.move(leader, Span(0, 11))
    assert said[-1].endswith("Some of its words bear Clerk too")
    desk.change_code((leader,), code["Middle"])
    assert said[-1] == "Changed to Middle. Some of its words bear Clerk too"


def test_selected_words_become_an_open_code(desk, coded_session):
    key = desk.give_new_code("left in winter")

    [family] = [one for one in coded_session.ask(scheme).families if one.name == "Open codes"]
    [coding] = desk.codings((key,))
    [new] = coded_session.ask(scheme).codes_of(family.id)
    assert (new.name, coding.code, coding.span) == ("left in winter", new.id, Span(0, 16))
    assert desk.recent[0] == new.id


def test_what_was_split_can_be_joined(desk, code):
    whole = desk.give(code["Fear"])

    desk.split(whole, 6)
    parts = [coding.id for coding in desk.bridge.ask(codings_in, desk.source.revision)]
    assert [(start, end) for _, start, end, _ in given(desk)] == [(0, 6), (7, 16)]

    desk.join(parts)
    assert given(desk) == [("Fear", 0, 16, "Coder A")]


@pytest.mark.parametrize("caret", [0, 16, 40])
def test_where_no_cut_can_fall_it_is_said_without_alarm(qtbot, desk, code, caret):
    whole = desk.give(code["Fear"])
    with (
        qtbot.waitSignal(desk.refused) as refused,
        qtbot.assertNotEmitted(desk.bridge.failed),
        qtbot.assertNotEmitted(desk.done),
    ):
        desk.split(whole, caret)
    assert refused.args == ["Put the caret in the coding, where it is to be split."]
    assert given(desk) == [("Fear", 0, 16, "Coder A")]


def test_another_coders_coding_is_copied_but_never_changed(desk, code, coded_session):
    other = coded_session.ask(coders)[1]
    desk.act_as(other.id)
    key = desk.give(code["Fear"])
    desk.act_as(coded_session.ask(coders)[0].id)
    failures = []
    desk.bridge.failed.connect(failures.append)

    desk.move(key, Span(0, 6))
    desk.split(key, 6)
    desk.change_code((key,), code["Pay"])
    desk.delete((key,))
    assert given(desk) == [("Fear", 0, 16, other.name)]
    assert len(failures) == 4
    assert all(other.name in told for told in failures)

    desk.copy_to((key,), desk.coder.id)
    assert given(desk) == [("Fear", 0, 16, other.name), ("Fear", 0, 16, "Coder A")]


def test_the_consensus_is_made_when_the_first_coding_is_copied_to_it(desk, code, coded_session):
    key = desk.give(code["Fear"])

    desk.copy_to_consensus((key,))
    desk.copy_to_consensus((key,))

    layers = [coder for coder in coded_session.ask(coders) if coder.kind == CoderKind.CONSENSUS]
    assert len(layers) == 1
    assert sum(who == layers[0].name for *_, who in given(desk)) == 1


def test_making_the_consensus_and_copying_to_it_is_one_step(desk, code, coded_session):
    people = coded_session.ask(coders)
    key = desk.give(code["Fear"])
    told = []
    desk.done.connect(told.append)

    desk.copy_to_consensus((key,))
    desk.copy_to_consensus((key,))
    assert told == ["Copied 1 coding(s)", "All of them are there already"]

    coded_session.undo()
    assert coded_session.ask(coders) == people


def test_what_joining_or_copying_brings_together_is_pointed_out(desk, code, coded_session):
    other = coded_session.ask(coders)[1].id
    desk.select(Span(0, 6))
    parts = [desk.give(code["Leader"])]
    desk.select(Span(7, 9))
    desk.give(code["Clerk"])
    desk.select(Span(10, 16))
    parts.append(desk.give(code["Leader"]))
    told = []
    desk.done.connect(told.append)

    desk.join(parts)
    assert told.pop() == "Joined 2 coding(s). Some of its words bear Clerk too"

    desk.act_as(other)
    desk.select(Span(0, 3))
    desk.give(code["Middle"])
    desk.copy_to((parts[0],), other)
    assert told.pop() == "Copied 1 coding(s). Some of its words bear Middle too"


def test_a_consensus_that_is_there_is_used(desk, code, coded_session):
    coded_session.run(AddCoder("Agreed", CoderKind.CONSENSUS))

    desk.copy_to_consensus((desk.give(code["Fear"]),))

    assert ("Fear", 0, 16, "Agreed") in given(desk)


def test_hidden_codes_are_not_chosen_any_more(desk, code):
    fear, pay = desk.give_codes((code["Fear"], code["Pay"]))
    desk.choose_all((fear, pay))

    desk.hide_codes((code["Pay"],))
    assert desk.chosen_all == (fear,)
    assert desk.hidden_codes == {code["Pay"]}

    desk.show_only((code["Pay"],))
    assert desk.chosen_all == ()
    assert code["Pay"] not in desk.hidden_codes
    desk.show_all_codes()
    assert not desk.hidden_codes


def test_showing_only_oneself_is_showing_ones_own(desk, qtbot, coded_session):
    mine, other = (coder.id for coder in coded_session.ask(coders)[:2])

    desk.show_coders((mine,))
    assert not desk.shows_others
    desk.show_coders((mine, other))
    assert desk.shows_others
    assert set(desk.shown_coders) == {mine, other}
    desk.show_coders(None)
    assert desk.shown_coders is None
    desk.show_coders(())
    assert desk.shown_coders == (mine,)


def test_what_another_coder_did_is_not_chosen_any_more_once_it_is_out_of_sight(desk, code, coded_session):
    first, other = (coder.id for coder in coded_session.ask(coders)[:2])
    mine = desk.give(code["Fear"])
    desk.act_as(other)
    theirs = desk.give(code["Pay"])
    written = WriteMemo("Why?", MemoKind.QUESTION, other, revision=desk.source.revision, span=Span(0, 4))
    memo = -coded_session.run(written).created("memo")[0]
    desk.act_as(first)
    desk.show_others(True)
    desk.choose_all((theirs, memo, mine))

    desk.show_others(False)

    assert desk.chosen_all == (mine,)


def test_a_code_that_is_gone_is_neither_hidden_nor_given_last(desk, coded_session):
    made = desk.coding(desk.give_new_code("cold")).code
    desk.hide_codes((made,))

    coded_session.undo()

    assert desk.hidden_codes == frozenset()
    assert desk.recent == []


def test_a_source_that_is_gone_takes_selection_and_choice_along(qapp, coded_session):
    desk = Desk(SessionBridge(coded_session))
    desk.act_as(coded_session.ask(coders)[0].id)
    desk.open_source(coded_session.ask(sources)[0].id)
    desk.select(Span(0, 4))
    heard = []
    desk.source_changed.connect(lambda source: heard.append((source, desk.selection)))

    coded_session.undo()

    assert heard == [(None, None)]


def test_leaving_a_source_tells_when_it_was_coded_and_is_not_done(desk, code, coded_session):
    first, second = (source.id for source in coded_session.ask(sources)[:2])
    left = []
    desk.left.connect(lambda source: left.append(source.id))

    desk.open_source(second)
    desk.open_source(first)
    assert left == []  # nothing was coded on this visit

    desk.select(Span(0, 6))
    desk.give(code["Fear"])
    desk.open_source(second)
    assert left == [first]

    desk.open_source(first)
    desk.select(Span(0, 6))
    desk.give(code["Pay"])
    desk.set_state(State.DONE)
    desk.open_source(second)
    assert left == [first]  # it was said to be done


def test_a_new_open_code_asks_nothing_of_a_source_that_is_done(desk, coded_session):
    desk.set_state(State.DONE)
    left = []
    desk.left.connect(left.append)
    desk.give_new_code("harbour")
    desk.open_source(coded_session.ask(sources)[1].id)
    assert left == []


def test_only_who_coded_in_a_source_is_said_to_have_left_it_so(desk, code, coded_session):
    mine, other = (coder.id for coder in coded_session.ask(coders)[:2])
    first, second = (source.id for source in coded_session.ask(sources)[:2])
    left = []
    desk.left.connect(lambda source: left.append(source.id))

    desk.give(code["Fear"])
    desk.act_as(other)
    desk.open_source(second)
    assert left == []

    desk.open_source(first)
    desk.act_as(mine)
    desk.select(Span(0, 6))
    desk.give(code["Fear"])
    desk.act_as(other)
    desk.act_as(mine)
    desk.open_source(second)
    assert left == [first]


def test_a_look_at_a_project_changes_nothing_in_it(qapp, coded_session):
    before = coded_session.undo_title
    looked_at = LookedAt(SessionBridge(coded_session))
    looked_at.act_as(coded_session.ask(coders)[0].id)
    looked_at.open_source(coded_session.ask(sources)[0].id)
    looked_at.step_source(1)
    looked_at.select(Span(0, 3))
    assert looked_at.used_nearby() == []
    assert coded_session.undo_title == before

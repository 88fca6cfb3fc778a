"""Settling: what comes into the consensus, what a decision remembers, and what is refused."""

import pytest
from settling import PAY_PLACE, as_seen, code, consensus, disputed, how_far, layer, settled
from studies import dump
from two_coders import A, B, code_both_texts

from core.agreement.results import Kind
from core.agreement.settings import Settings
from core.agreement.settling import agreements_to_take, to_take_from
from core.commands.coders import AddCoder, RenameCoder
from core.commands.codings import CopyToConsensus, DeleteCodings, GiveCode, MoveCoding
from core.commands.scheme import EditCode, RemoveFamily
from core.commands.settling import Reopen, Settle, SettleAll, SettleEach, TakeAgreements
from core.commands.statuses import SetStatus
from core.errors import InvalidInput, NotFound
from core.model.coding import CoderKind, State
from core.model.decision import Cause, How, RulePart, Settlement
from core.model.ids import CodeId, CoderId, CodingId, DecisionId, FamilyId
from core.model.span import Span
from core.queries import schemes
from core.queries.codings import codings_in
from core.queries.decisions import assigned_coders, decisions, final_layer
from core.queries.history import steps
from core.queries.integrity import faults
from core.queries.sources import source_named, sources
from core.session import Session

PERSON = CoderKind.PERSON


@pytest.fixture
def compared(coded_session: Session) -> Session:
    return code_both_texts(coded_session)


@pytest.mark.parametrize(
    ("how", "wanted", "given"),
    [
        (How.TAKEN, {"taken_from": A}, [("Pay", 18, 39)]),
        (How.TAKEN, {"taken_from": B}, [("Fear", 22, 39)]),
        (How.UNION, {}, [("Pay", 18, 39), ("Fear", 22, 39)]),
        (How.UNION, {"code": CodeId(2)}, [("Pay", 18, 39)]),
        (How.INTERSECTION, {"code": CodeId(1)}, [("Fear", 22, 39)]),
        (How.EXTENT, {"code": CodeId(2), "span": Span(20, 30)}, [("Pay", 20, 30)]),
        (How.OTHER_CODE, {"code": CodeId(3)}, [("Doctrine", 18, 39)]),
        (How.OTHER_CODE, {"code": CodeId(3), "span": Span(22, 30)}, [("Doctrine", 22, 30)]),
        (How.NONE, {}, []),
    ],
)
def test_a_place_is_settled_in_each_of_the_ways_and_the_coders_keep_theirs(compared, how, wanted, given):
    before = layer(compared, PERSON)
    settled(compared, disputed(compared), how, **wanted)
    assert consensus(compared) == given
    assert layer(compared, PERSON) == before
    [decision] = compared.ask(decisions)
    assert (decision.how, decision.spot.span, decision.kind) == (how, PAY_PLACE, "code")
    assert not decision.is_stale
    assert compared.ask(faults) == []


def test_taking_a_silent_coders_answer_settles_on_nothing(compared):
    place = disputed(compared, "Level")
    assert place.kind == "missing"
    settled(compared, place, How.TAKEN, taken_from=B)
    assert consensus(compared) == []
    assert len(how_far(compared).settled) == 1


def test_a_decision_knows_who_when_why_and_under_which_version(compared):
    place = disputed(compared)
    wanted = Settlement(place, How.TAKEN, A, reason="  The pay is named. ", cause=Cause.RULE_GAP)
    compared.run(Settle(wanted, by=B))
    [decision] = compared.ask(decisions)
    assert (decision.coder, decision.taken_from) == (B, A)
    assert (decision.reason, decision.cause) == ("The pay is named.", Cause.RULE_GAP)
    assert decision.version == compared.ask(schemes.newest_version).id
    assert decision.created == compared.ask(steps)[-1].at
    assert compared.ask(steps)[-1].reason == "The pay is named."
    assert len(decision.codings) == 2
    assert len(decision.made) == 1


@pytest.mark.parametrize("part", list(RulePart))
def test_the_reason_becomes_part_of_a_rule_in_the_same_step(compared, part):
    compared.run(EditCode(CodeId(2), {part.value: "Said before."}))
    english = compared.ask(source_named, "English").id
    compared.run(SetStatus(A, (english,), (FamilyId(1),), State.DONE))
    known = compared.ask(schemes.newest_version)
    before, count = compared.ask(dump), len(compared.ask(steps))
    wanted = {"taken_from": A, "reason": "Pay that stopped counts.", "rule": part}
    settled(compared, disputed(compared), How.TAKEN, **wanted)
    text = getattr(compared.ask(schemes.code, CodeId(2)), part.value)
    assert text == "Said before.\n\nPay that stopped counts."
    assert len(compared.ask(steps)) == count + 1
    # the changed rule opens a version, and the decision was made under the one before
    assert compared.ask(schemes.newest_version).number == known.number + 1
    assert compared.ask(decisions)[0].version == known.id
    compared.undo()
    assert compared.ask(dump) == before


def test_a_reason_for_a_rule_needs_words_and_a_code(compared):
    place = disputed(compared)
    with pytest.raises(InvalidInput, match="Only a reason"):
        settled(compared, place, How.NONE, rule=RulePart.EXCLUDE, rule_code=CodeId(1))
    with pytest.raises(InvalidInput, match="which code's rule"):
        settled(compared, place, How.NONE, rule=RulePart.EXCLUDE, reason="No.")
    assert compared.ask(decisions) == []
    settled(compared, place, How.NONE, rule=RulePart.EXCLUDE, reason="No.", rule_code=CodeId(1))
    assert compared.ask(schemes.code, CodeId(1)).exclude == "No."


@pytest.mark.parametrize(
    ("how", "wanted", "sentence"),
    [
        (How.TAKEN, {}, "whose coding"),
        (How.TAKEN, {"taken_from": CoderId(9)}, "did not judge"),
        (How.INTERSECTION, {}, "no code in common"),
        (How.EXTENT, {}, "needs its start"),
        (How.EXTENT, {"span": Span(18, 30)}, "Several codes"),
        (How.EXTENT, {"span": Span(18, 3000), "code": CodeId(2)}, "outside English"),
        (How.OTHER_CODE, {}, "which other code"),
        (How.OTHER_CODE, {"code": CodeId(1)}, "already"),
        (How.OTHER_CODE, {"code": CodeId(4)}, "another family"),
    ],
)
def test_a_settlement_that_lacks_something_is_refused_and_leaves_nothing(compared, how, wanted, sentence):
    before, place = compared.ask(dump), disputed(compared)
    with pytest.raises(InvalidInput, match=sentence):
        settled(compared, place, how, **wanted)
    assert compared.ask(dump) == before


def moved(session: Session) -> None:
    english = session.ask(source_named, "English").revision
    [key] = [one.id for one in session.ask(codings_in, english, [A]) if one.code == CodeId(2)]
    session.run(MoveCoding(key, Span(18, 35)))


def taken_back(session: Session) -> None:
    session.run(DeleteCodings((CodingId(3),)))


def added(session: Session) -> None:
    english = session.ask(source_named, "English").revision
    session.run(GiveCode(english, B, CodeId(3), Span(30, 36)))


@pytest.mark.parametrize("change", [moved, taken_back, added])
def test_codings_that_changed_meanwhile_are_not_settled_and_make_decisions_stale(compared, change):
    place, other = disputed(compared), disputed(compared, "Level")
    change(compared)
    before = compared.ask(dump)
    with pytest.raises(InvalidInput, match=r"In English, 18–39 has changed .* Nothing was settled"):
        compared.run(SettleEach((Settlement(other, How.NONE), Settlement(place, How.NONE))))
    assert compared.ask(dump) == before
    compared.undo()
    settled(compared, place, How.TAKEN, taken_from=A)
    change(compared)
    [decision] = compared.ask(decisions)
    assert decision.is_stale
    assert not how_far(compared).settled
    compared.undo()
    assert not compared.ask(decisions)[0].is_stale


def test_settling_a_stale_place_anew_takes_the_old_decision_away(compared):
    settled(compared, disputed(compared), How.TAKEN, taken_from=A)
    moved(compared)
    [stale] = how_far(compared).stale
    [place] = as_seen(compared, [stale])
    settled(compared, place, How.TAKEN, taken_from=B)
    [decision] = compared.ask(decisions)
    assert not decision.is_stale
    assert consensus(compared) == [("Fear", 22, 39)]


def test_a_settled_place_is_reopened_before_it_is_settled_otherwise(compared):
    place = disputed(compared)
    before = consensus(compared)
    settled(compared, place, How.TAKEN, taken_from=A)
    with pytest.raises(InvalidInput, match="settled already"):
        settled(compared, place, How.NONE)
    [decision] = compared.ask(decisions)
    compared.run(Reopen((decision.id,)))
    assert (consensus(compared), compared.ask(decisions)) == (before, [])
    assert compared.ask(faults) == []
    with pytest.raises(NotFound, match="taken back meanwhile"):
        compared.run(Reopen((DecisionId(decision.id),)))


def test_reopening_after_the_consensus_was_changed_by_hand_takes_what_is_left(compared):
    settled(compared, disputed(compared), How.UNION)
    english = compared.ask(source_named, "English").revision
    layer_id = max(one.coder for one in compared.ask(codings_in, english))
    first, second = (one.id for one in compared.ask(codings_in, english, [layer_id]))
    compared.run(DeleteCodings((first,)))
    compared.run(MoveCoding(second, Span(22, 30)))
    compared.run(Reopen((compared.ask(decisions)[0].id,)))
    assert consensus(compared) == []


def test_all_of_one_kind_are_taken_from_one_coder_after_a_preview(compared):
    found = compared.ask(to_take_from, Settings(), Kind.MISSING, "Coder A")
    assert [(place.source, place.family) for place in found] == [("Arabic", "Motive"), ("English", "Level")]
    compared.run(SettleAll(tuple(as_seen(compared, found)), A, "She overlooked it.", Cause.SLIP))
    assert consensus(compared) == [("Leader", 43, 60)]
    assert {one.taken_from for one in compared.ask(decisions)} == {A}
    assert compared.ask(to_take_from, Settings(), Kind.MISSING, "Coder A") == []
    assert len(compared.ask(to_take_from, Settings(), Kind.CODE, "Coder B")) == 1


def test_agreements_are_taken_over_in_one_step_and_only_once(compared):
    found = compared.ask(agreements_to_take, Settings())
    count = len(compared.ask(steps))
    compared.run(TakeAgreements(tuple(as_seen(compared, found))))
    assert consensus(compared) == [("Fear", 0, 17)]
    assert len(compared.ask(steps)) == count + 1
    assert compared.ask(agreements_to_take, Settings()) == []
    with pytest.raises(InvalidInput, match="do not agree"):
        compared.run(TakeAgreements((disputed(compared),)))


def test_what_one_coder_alone_judged_is_no_agreement(compared):
    keys = tuple(source.id for source in compared.ask(sources))
    compared.run(SetStatus(B, keys, (FamilyId(1), FamilyId(2)), State.IN_PROGRESS))
    far = how_far(compared)
    assert (far.settled, far.open, far.stale, far.agreed) == ((), (), (), ())


def test_what_was_put_into_the_consensus_by_hand_stays_when_a_decision_is_reopened(compared):
    english = compared.ask(source_named, "English").revision
    [key] = [one.id for one in compared.ask(codings_in, english, [A]) if one.code == CodeId(2)]
    compared.run(CopyToConsensus((key,), "Team"))
    settled(compared, disputed(compared), How.TAKEN, taken_from=A)
    assert consensus(compared) == [("Pay", 18, 39)]
    compared.run(Reopen((compared.ask(decisions)[0].id,)))
    assert layer(compared) == [("Team", "Pay", 18, 39)]


def test_two_decisions_do_not_make_the_same_coding(compared):
    settled(compared, disputed(compared), How.TAKEN, taken_from=A)
    english = compared.ask(source_named, "English").revision
    compared.run(GiveCode(english, A, CodeId(3), Span(61, 70)))
    place = disputed(compared)
    with pytest.raises(InvalidInput, match="has Pay at 18–39 already"):
        settled(compared, place, How.EXTENT, code=CodeId(2), span=PAY_PLACE)


def test_a_renamed_coder_changes_no_decision(compared):
    settled(compared, disputed(compared), How.TAKEN, taken_from=A)
    compared.run(RenameCoder(A, "Zaynab"))
    [decision] = compared.ask(decisions)
    assert not decision.is_stale
    assert [place.start for place in how_far(compared).settled] == [18]


def test_a_comparison_with_the_consensus_settles_nothing(compared):
    compared.run(AddCoder("Team", CoderKind.CONSENSUS))
    team = CoderId(3)
    english = compared.ask(source_named, "English")
    compared.run(GiveCode(english.revision, team, CodeId(2), Span(20, 30)))
    compared.run(SetStatus(team, (english.id,), (FamilyId(1),), State.DONE))
    far = how_far(compared, Settings(coders=("Coder A", "Team")))
    place = as_seen(compared, [one for one in far.open if one.start == 18])[0]
    with pytest.raises(InvalidInput, match="coders alone"):
        settled(compared, place, How.NONE)


def test_a_family_with_decisions_is_not_removed(compared):
    settled(compared, disputed(compared, "Level"), How.NONE)
    english = compared.ask(source_named, "English").revision
    levels = [one.id for one in compared.ask(codings_in, english) if one.code == code(compared, "Leader")]
    compared.run(DeleteCodings(tuple(levels)))
    assert len(how_far(compared).lost) == 1
    with pytest.raises(InvalidInput, match=r"decisions: 1.*Reopen"):
        compared.run(RemoveFamily(FamilyId(2)))


def final(session: Session) -> list[tuple[int, int, int, int]]:
    assigned = session.ask(assigned_coders)
    return [(one.coder, one.code, *vars_of(one.span)) for one in session.ask(final_layer, assigned)]


def vars_of(span: Span) -> tuple[int, int]:
    return span.start, span.end


def test_the_final_layer_is_the_consensus_where_settled_and_the_assigned_coder_elsewhere(compared):
    first = compared.ask(assigned_coders)
    assert set(first.values()) == {A}
    assert final(compared) == [(A, 1, 0, 17), (A, 2, 18, 39), (A, 4, 43, 60)]
    settled(compared, disputed(compared), How.TAKEN, taken_from=B)
    settled(compared, disputed(compared, "Level"), How.NONE)
    assert final(compared) == [(A, 1, 0, 17), (3, 1, 22, 39)]
    moved(compared)
    assert final(compared) == [(A, 1, 0, 17), (A, 2, 18, 35)]
    by_b = dict.fromkeys(first, B)
    assert [one.coder for one in compared.ask(final_layer, by_b)] == [B, B, B]


def test_what_was_put_into_the_consensus_by_hand_stands_in_the_final_layer(compared):
    english = compared.ask(source_named, "English").revision
    [key] = [one.id for one in compared.ask(codings_in, english, [B]) if one.span.start == 22]
    compared.run(CopyToConsensus((key,), "Team"))
    assert final(compared) == [(A, 1, 0, 17), (3, 1, 22, 39), (A, 4, 43, 60)]


def test_a_decision_that_claims_a_coders_coding_or_lies_outside_its_text_is_a_fault(compared):
    settled(compared, disputed(compared), How.TAKEN, taken_from=A)
    [decision] = compared.ask(decisions)
    compared._db.execute("UPDATE decision SET made = codings")
    told = compared.ask(faults)
    assert len(told) == 2
    assert all(decision.guid in fault and "not of the consensus but of Coder" in fault for fault in told)
    compared._db.execute("UPDATE decision SET made = '[]', end = 3000")
    [fault] = compared.ask(faults)
    assert fault.startswith(f"decision {decision.guid} at 18–3000 lies outside English")
    compared._db.execute("UPDATE decision SET end = 39")

"""Reading the codings of a long source batch by batch."""

from core.commands.codings import LoadCodings, NewCoding
from core.model.span import Span
from core.queries.codings import placed_after, placed_in, placed_touching


def load(session, spans, coder="Coder B", code=1):
    session.run(LoadCodings(tuple(NewCoding(1, coder, code, Span(*span)) for span in spans)))


def batches(session, coders, most):
    found, last = [], None
    while batch := session.ask(placed_after, 1, coders, last, most):
        assert len(batch) <= most
        found += batch
        last = batch[-1]
    return found


def test_batches_hold_every_coding_once_and_in_order(coded_session):
    load(coded_session, [(0, 4), (0, 2), (1, 3), (0, 9), (1, 9), (5, 6)])
    load(coded_session, [(0, 4), (0, 2)], code=2)
    expected = sorted(
        coded_session.ask(placed_in, 1), key=lambda one: (one.start, one.end, one.code, one.coder)
    )
    for most in (1, 2, 3, 100):
        assert batches(coded_session, None, most) == expected


def test_batches_keep_to_the_coders_asked_for(coded_session):
    load(coded_session, [(0, 4), (0, 2), (1, 3)])
    for coders in ((1,), (2,), (1, 2), ()):
        expected = {one.id for one in coded_session.ask(placed_in, 1, coders)}
        assert {one.id for one in batches(coded_session, coders, 2)} == expected
        assert len(batches(coded_session, coders, 2)) == len(expected)


def test_what_touches_a_stretch_shares_a_character_with_it(coded_session):
    load(coded_session, [(0, 4), (0, 2), (4, 6), (3, 9), (9, 12)], coder="Coder C")
    [coder] = {one.coder for one in coded_session.ask(placed_in, 1) if (one.start, one.end) == (9, 12)}
    found = coded_session.ask(placed_touching, 1, (coder,), Span(2, 5))
    assert {(one.start, one.end) for one in found} == {(0, 4), (4, 6), (3, 9)}

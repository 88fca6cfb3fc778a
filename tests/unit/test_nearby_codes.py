"""Which codes were used around a place."""

from core.commands.codings import GiveCode
from core.model.span import Span
from core.queries.coders import coders
from core.queries.nearby import codes_near
from core.queries.schemes import scheme
from core.queries.sources import sources


def test_the_codes_a_coder_gave_around_a_place_come_nearest_first(coded_session):
    source = coded_session.ask(sources)[0]
    coder, other = coded_session.ask(coders)[:2]
    codes = {code.name: code.id for code in coded_session.ask(scheme).codes}
    for name, start in (("Fear", 2), ("Pay", 30), ("Leader", 12)):
        coded_session.run(GiveCode(source.revision, coder.id, codes[name], Span(start, start + 3)))
    coded_session.run(GiveCode(source.revision, other.id, codes["Clerk"], Span(13, 15)))

    def near(span, reach=1_000, most=5):
        return coded_session.ask(codes_near, source.revision, coder.id, span, reach, most)

    assert near(Span(13, 14)) == [codes["Leader"], codes["Fear"], codes["Pay"]]
    assert near(Span(28, 29)) == [codes["Pay"], codes["Leader"], codes["Fear"]]
    assert near(Span(28, 29), most=1) == [codes["Pay"]]
    assert near(Span(28, 29), reach=10) == [codes["Pay"]]

"""How one code is used, and the words of single codings."""

from core.commands.codings import GiveCode
from core.model.span import Span
from core.queries.codebook import coded_texts, codings_of, use_of, uses
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources


def give_some(session):
    codes = session.ask(scheme).codes
    english, arabic = session.ask(sources)
    for coder in session.ask(coders):
        session.run(GiveCode(english.revision, coder.id, codes[0].id, Span(0, 6)))
    session.run(GiveCode(arabic.revision, session.ask(coders)[0].id, codes[0].id, Span(0, 5)))
    session.run(GiveCode(english.revision, session.ask(coders)[0].id, codes[1].id, Span(2, 6)))
    return codes


def test_the_use_of_one_code_is_that_among_the_uses_of_all(coded_session):
    codes = give_some(coded_session)
    everything = coded_session.ask(uses)
    for code in codes:
        assert coded_session.ask(use_of, [code.id]) == everything[code.id]


def test_several_codes_are_counted_together(coded_session):
    codes = give_some(coded_session)
    together = coded_session.ask(use_of, [code.id for code in codes])
    assert together.codings == 4
    assert sorted(together.by_source.values()) == [1, 3]
    assert sorted(together.by_coder.values()) == [1, 3]


def test_single_codings_come_with_the_same_words_as_all_of_a_code(coded_session):
    codes = give_some(coded_session)
    all_of_it = coded_session.ask(codings_of, codes[0].id)
    assert [one.text for one in all_of_it] == ["I left", "I left", "تركتُ"]
    keys = [one.coding for one in all_of_it[1:]]
    assert coded_session.ask(coded_texts, keys) == all_of_it[1:]
    assert coded_session.ask(coded_texts, []) == []

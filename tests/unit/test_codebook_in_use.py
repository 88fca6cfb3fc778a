"""How codes are used, and the words they were given to."""

import pytest
from studies import ARABIC, ENGLISH, new_source

from core.commands.codings import GiveCode
from core.commands.memos import WriteMemo
from core.commands.sources import AddSources
from core.model.coding import MemoKind
from core.model.span import Span
from core.model.use import Use
from core.queries.codebook import AROUND, codings_of, uses


def test_uses_count_codings_by_coder_and_source_and_name_codes_that_were_never_given(coded_session):
    coded_session.run(GiveCode(1, 1, 1, Span(0, 6)))
    coded_session.run(GiveCode(1, 2, 1, Span(0, 6), True))
    coded_session.run(GiveCode(2, 2, 1, Span(3, 9)))
    coded_session.run(WriteMemo("why", MemoKind.ANALYTIC, 1, code=1))
    found = coded_session.ask(uses)
    assert found[1] == Use(3, 1, 1, {1: 1, 2: 2}, {1: 2, 2: 1})
    assert found[2] == Use()
    assert set(found) == {1, 2, 3, 4, 5, 6}


def test_coded_texts_come_in_reading_order_with_their_paragraph_and_the_words_around(coded_session):
    start = ENGLISH.index("afraid")
    coded_session.run(GiveCode(2, 1, 1, Span(0, 5)))
    coded_session.run(GiveCode(1, 1, 1, Span(start, start + 6), True))
    coded_session.run(GiveCode(1, 2, 1, Span(2, 6)))
    first, second, third = coded_session.ask(codings_of, 1)
    assert (first.source_name, first.text, first.coder, first.is_unsure) == ("English", "left", 2, False)
    assert (first.before, first.after) == ("I ", ENGLISH[6 : ENGLISH.index("\n")])
    assert (second.text, second.paragraph, second.is_unsure) == ("afraid", 2, True)
    assert (second.before, second.after) == ("They were ", " of us, and we of them.")
    assert (third.source_name, third.text, third.span) == ("Arabic", ARABIC[:5], Span(0, 5))


@pytest.mark.parametrize("filling", ["winter ", "xxxxxxx"])
def test_the_words_around_are_whole_where_there_are_words_and_never_too_many(coded_session, filling):
    text = filling * 57 + "HERE" + filling * 57
    coded_session.run(AddSources((new_source("Long", text),)))
    coded_session.run(GiveCode(3, 1, 1, Span(399, 403)))
    [found] = coded_session.ask(codings_of, 1)
    assert found.text == "HERE"
    assert AROUND - 10 <= len(found.before) <= AROUND
    assert AROUND - 10 <= len(found.after) <= AROUND
    assert text[: found.span.start].endswith(found.before)
    assert text[found.span.end :].startswith(found.after)
    if " " in filling:
        assert set(found.before.split()) == set(found.after.removeprefix("winter").split()) == {"winter"}

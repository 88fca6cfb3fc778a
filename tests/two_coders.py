"""Two coders who are done with an English and an Arabic text, and agree in part."""

from core.commands.codings import GiveCode
from core.commands.statuses import SetStatus
from core.model.coding import State
from core.model.ids import CodeId, CoderId
from core.model.span import Span
from core.queries.schemes import scheme
from core.queries.sources import source_named, sources
from core.session import Session

A, B = CoderId(1), CoderId(2)


def code_both_texts(coded_session: Session) -> Session:
    """Give codes to the texts of `coded_session`, then mark all of it as done."""
    english, arabic = (coded_session.ask(source_named, name).revision for name in ("English", "Arabic"))
    for coder, revision, code, span in (
        (A, english, 1, Span(0, 17)),
        (B, english, 1, Span(0, 17)),
        (A, english, 2, Span(18, 39)),
        (B, english, 1, Span(22, 39)),
        (A, english, 4, Span(43, 60)),
        (B, arabic, 2, Span(24, 40)),
    ):
        coded_session.run(GiveCode(revision, coder, CodeId(code), span))
    keys = tuple(source.id for source in coded_session.ask(sources))
    families = tuple(family.id for family in coded_session.ask(scheme).families)
    for coder in (A, B):
        coded_session.run(SetStatus(coder, keys, families, State.DONE))
    return coded_session

"""The codebook as `.qdc`, the REFI-QDA exchange of codebooks; see docs/decisions/0004-codebook-as-qdc.md.

A family is a code that cannot be given, its codes lie below it in their own order. What the format has no
place for goes into the description, one labelled paragraph each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

from core.errors import InvalidInput
from core.exchange.codebook.descriptions import LABELS, described, parts_of_code, parts_of_family
from core.exchange.saving import saving_text
from core.exchange.wording import counted, listed
from core.model.ids import CodeId
from core.model.scheme import Code, Scheme
from core.queries.schemes import scheme
from core.storage.driver import Database
from core.version import VERSION

NAMESPACE = "urn:QDA-XML:codebook:1.0"

# XML 1.0 holds none of these, not even written as a reference
_FORBIDDEN = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")


def export_qdc(db: Database, path: Path) -> tuple[int, tuple[str, ...]]:
    """Write the codebook; returns how many codes, and sentences about what the format could not hold.

    A codebook without a family cannot be written.
    """
    whole = scheme(db)
    if not whole.families:
        raise InvalidInput(
            "{name} was not written: a .qdc file holds at least one code, and this project has none yet. "
            "Add a family first, or export as .csv.",
            name=path.name,
        )
    page = _Page(whole)
    with saving_text(path) as stream:
        stream.writelines(page.lines())
    return len(whole.codes), tuple(page.notes())


@dataclass(slots=True)
class _Page:
    """A codebook on its way out, and what had to be altered."""

    whole: Scheme
    labels: dict[str, None] = field(default_factory=dict)
    replaced: int = 0

    def lines(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?>\n'
        yield f'<CodeBook xmlns="{NAMESPACE}" origin="Glossator {VERSION}">\n  <Codes>\n'
        for family in self.whole.families:
            guid, name = self._attribute(family.guid), self._attribute(family.name)
            yield f'    <Code guid={guid} name={name} isCodable="false">\n'
            yield from self._description(parts_of_family(family), 3)
            yield from self._codes(self.whole.codes_of(family.id))
            yield "    </Code>\n"
        yield "  </Codes>\n</CodeBook>\n"

    def _codes(self, codes: list[Code]) -> Iterator[str]:
        """Yield a family's codes, which come with parents before their children, each closed after them."""
        depths: dict[CodeId, int] = {}
        open_codes: list[int] = []
        for code in codes:
            depth = 1 + depths[code.parent] if code.parent is not None else 3
            depths[code.id] = depth
            while open_codes and open_codes[-1] >= depth:
                yield f"{'  ' * open_codes.pop()}</Code>\n"
            open_codes.append(depth)
            yield from self._code(code, depth)
        while open_codes:
            yield f"{'  ' * open_codes.pop()}</Code>\n"

    def _code(self, code: Code, depth: int) -> Iterator[str]:
        colour = f" color={self._attribute(code.colour)}" if _COLOUR.fullmatch(code.colour) else ""
        is_codable = "true" if code.is_codable and code.is_active else "false"
        yield (
            f"{'  ' * depth}<Code guid={self._attribute(code.guid)} name={self._attribute(code.name)} "
            f'isCodable="{is_codable}"{colour}>\n'
        )
        yield from self._description(parts_of_code(code), depth + 1)

    def _description(self, parts: Mapping[str, str], depth: int) -> Iterator[str]:
        if description := described(parts):
            self.labels.update(dict.fromkeys(label for label, text in parts.items() if text.strip()))
            yield f"{'  ' * depth}<Description>{self._text(description)}</Description>\n"

    def _attribute(self, words: str) -> str:
        return quoteattr(self._possible(words), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})

    def _text(self, words: str) -> str:
        return self._possible(words).translate(_ESCAPES)

    def _possible(self, words: str) -> str:
        words, replaced = _FORBIDDEN.subn("\ufffd", words)
        self.replaced += replaced
        return words

    def notes(self) -> Iterator[str]:
        """Yield what the format has no place for, once the lines are written."""
        plain = (LABELS["definition"], LABELS["family"])
        if labels := [label for label in self.labels if label not in plain]:
            yield (
                "A .qdc has one description for each code. Into it went: "
                f"{listed(labels)}. Glossator reads them back; other programs show them as text."
            )
        retired = sum(1 for code in self.whole.codes if not code.is_active)
        if retired:
            yield f"{counted(retired, 'retired code')} cannot be given in other programs either."
        examples = sum(
            1
            for code in self.whole.codes
            for coding in (code.typical_coding, code.borderline_coding)
            if coding is not None
        )
        if examples:
            pointed = counted(examples, "example that is a segment", "examples that are segments")
            yield f"{pointed} of this project stayed behind."
        if self.replaced:
            yield f"{counted(self.replaced, 'character')} that XML cannot hold became \ufffd."

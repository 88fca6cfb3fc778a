"""What a codebook still lacks before coders can rely on it; none of it is forbidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from core.model.colour_vision import least_difference
from core.model.colours import line_on, pattern_of
from core.model.ids import CodeId, FamilyId
from core.model.scheme import Code, Scheme
from core.model.use import Use

# by CIEDE2000: below this two lines of one pattern are taken for each other
TELLABLE = 8.0


class FaultKind(StrEnum):
    """What a code lacks, or has too much of."""

    NO_DEFINITION = "no-definition"
    NO_EXAMPLE = "no-example"
    UNUSED = "unused"
    SHORTCUT_TWICE = "shortcut-twice"
    COLOURS_ALIKE = "colours-alike"


@dataclass(frozen=True, slots=True)
class SchemeFault:
    """A warning about one code, as a template and what stands in it, so that it can be translated."""

    kind: FaultKind
    code: CodeId
    template: str
    parameters: Mapping[str, object] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The sentence in English."""
        return self.template.format(**self.parameters)


def faults(scheme: Scheme, uses: Mapping[CodeId, Use]) -> list[SchemeFault]:
    """Return what is to be said of the codes that can be given, in the order of the scheme.

    No code counts as unused before there is any coding. Headings and retired codes need nothing.
    """
    given = [code for code in scheme.codes if code.is_codable and code.is_active]
    is_coded = any(use.codings for use in uses.values())
    found = [
        *_without_rule(given),
        *(_unused(given, uses) if is_coded else ()),
        *_shortcuts(given),
        *_colours(given),
    ]
    order = {code.id: place for place, code in enumerate(scheme.codes)}
    kinds = list(FaultKind)
    return sorted(found, key=lambda fault: (order[fault.code], kinds.index(fault.kind)))


def _without_rule(codes: Iterable[Code]) -> Iterator[SchemeFault]:
    for code in codes:
        if not _says(code, "definition") and not _says(code, "short"):
            yield SchemeFault(
                FaultKind.NO_DEFINITION, code.id, "{code} has no definition.", {"code": code.name}
            )
        if not _says(code, "typical") and code.typical_coding is None:
            yield SchemeFault(
                FaultKind.NO_EXAMPLE, code.id, "{code} has no typical example.", {"code": code.name}
            )


def _says(code: Code, part: str) -> bool:
    """Tell whether a part of the rule holds words, in any language."""
    said = (getattr(code, part), *code.texts.get(part, {}).values())
    return any(text.strip() for text in said)


def _unused(codes: Iterable[Code], uses: Mapping[CodeId, Use]) -> Iterator[SchemeFault]:
    for code in codes:
        if not uses.get(code.id, Use()).codings:
            yield SchemeFault(
                FaultKind.UNUSED, code.id, "{code} has not been given yet.", {"code": code.name}
            )


def _shortcuts(codes: Iterable[Code]) -> Iterator[SchemeFault]:
    bearers: dict[str, list[Code]] = defaultdict(list)
    for code in codes:
        if code.shortcut:
            bearers[code.shortcut].append(code)
    for shortcut, several in bearers.items():
        for code in several if len(several) > 1 else ():
            other = next(one for one in several if one.id != code.id)
            yield SchemeFault(
                FaultKind.SHORTCUT_TWICE,
                code.id,
                "{shortcut} gives {code} and {other}: choose another for one of the two.",
                {"shortcut": shortcut, "code": code.name, "other": other.name},
            )


def _colours(codes: Iterable[Code]) -> Iterator[SchemeFault]:
    """Name for each code the first sibling before it whose line could be taken for its own."""
    siblings: dict[tuple[FamilyId, CodeId | None], list[Code]] = defaultdict(list)
    for code in codes:
        siblings[code.family, code.parent].append(code)
    for together in siblings.values():
        yield from _alike(together)


def _alike(siblings: Sequence[Code]) -> Iterator[SchemeFault]:
    first: dict[str, Code] = {}
    for code in siblings:
        other = next((one for colour, one in first.items() if are_alike(colour, code.colour)), None)
        first.setdefault(code.colour.upper(), code)
        if other is not None:
            yield SchemeFault(
                FaultKind.COLOURS_ALIKE,
                code.id,
                "The colours of {code} and {other} are hard to tell apart.",
                {"code": code.name, "other": other.name},
            )


def are_alike(one: str, other: str) -> bool:
    """Tell whether lines of two code colours can be taken for each other, on light paper or on dark.

    The eyes that see the smallest difference decide; lines of different patterns are told apart by these.
    """
    one, other = sorted((one.upper(), other.upper()))
    return pattern_of(one) == pattern_of(other) and (one == other or _are_near(one, other))


@lru_cache(maxsize=65536)
def _are_near(one: str, other: str) -> bool:
    return any(
        least_difference(line_on(one, is_dark), line_on(other, is_dark)) < TELLABLE
        for is_dark in (False, True)
    )

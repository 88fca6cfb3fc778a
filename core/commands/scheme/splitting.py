"""Making several codes of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from core.commands.scheme.adding import add_to_scheme
from core.commands.scheme.checks import spelled
from core.commands.scheme.fields import changed_of_code
from core.commands.scheme.new import NewCode
from core.commands.scheme.order import positions
from core.commands.versions import version_to_extend
from core.errors import InvalidInput, NotFound
from core.model.ids import CodeId, CodingId, VersionId
from core.model.scheme import Code
from core.queries.codebook import codings_bearing
from core.queries.schemes import code, family, scheme
from core.storage.writer import Writer


class Remains(StrEnum):
    """What a code that was split is afterwards."""

    CODE = "code"
    HEADING = "heading"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class SplitCode:
    """Make new codes of parts of one, and sort its codings into them, one by one.

    Parts stand behind the code in its family, or below it where it becomes a heading; the family and
    parent they name do not count. `sorted_into` has the place in `parts` for each coding that is to
    have another code; it is given that code now, under the newest version. The others stay.
    """

    code: CodeId
    parts: tuple[NewCode, ...]
    sorted_into: Mapping[CodingId, int] = field(default_factory=dict)
    remains: Remains = Remains.CODE
    reason: str = ""
    title = "Split code"

    def apply(self, writer: Writer) -> None:
        """Write the parts, then the codings; a heading needs all of them sorted."""
        writer.because(self.reason)
        whole = writer.ask(code, self.code)
        self._check(writer, whole)
        version = version_to_extend(writer)
        keys = self._add_parts(writer, whole)
        self._sort(writer, keys, version)
        self._pass_examples_on(writer, whole, keys)
        if self.remains is Remains.HEADING:
            writer.update("code", whole.id, {"is_codable": 0})
        elif self.remains is Remains.RETIRED:
            writer.update("code", whole.id, {"is_active": 0})

    def _check(self, writer: Writer, whole: Code) -> None:
        if not self.parts:
            raise InvalidInput("Name a code to split off.")
        counts = Counter(self.sorted_into.values())
        for place in counts:
            if not 0 <= place < len(self.parts):
                raise InvalidInput("There is no part {number} to sort codings into.", number=place + 1)
            part = self.parts[place]
            if not (part.is_codable and part.is_active):
                raise InvalidInput("{code} takes no codings, but some are sorted into it.", code=part.name)
        borne = writer.ask(codings_bearing, [whole.id])
        if not borne.keys() >= set(self.sorted_into):
            raise NotFound(
                "A coding that was sorted does not bear {code} any more. Nothing was changed.",
                code=whole.name,
            )
        left = len(borne) - len(self.sorted_into)
        if left and self.remains is Remains.HEADING:
            raise InvalidInput(
                "A heading has no codings, and some of {code} are not sorted yet: {count}. Sort them, "
                "or let {code} stay a code.",
                count=left,
                code=whole.name,
            )

    def _add_parts(self, writer: Writer, whole: Code) -> list[CodeId]:
        """Write the parts where they belong; returns their keys."""
        above = whole.id if self.remains is Remains.HEADING else whole.parent
        named = writer.ask(family, whole.family).name
        parent = "" if above is None else writer.ask(code, above).name
        parts = tuple(replace(part, family=named, parent=parent) for part in self.parts)
        every = add_to_scheme(writer, (), parts)
        keys = [every[named, spelled(part.name)] for part in parts]
        if self.remains is not Remains.HEADING:
            _stand_behind(writer, whole, keys)
        return keys

    def _sort(self, writer: Writer, keys: list[CodeId], version: VersionId) -> None:
        updates = [
            (coding, {"code": keys[place], "modified": writer.now, "version": version})
            for coding, place in self.sorted_into.items()
        ]
        writer.update_many("coding", updates)

    def _pass_examples_on(self, writer: Writer, whole: Code, keys: list[CodeId]) -> None:
        """Let a segment that was the code's example be that of the part it was sorted into, words and all."""
        for example in ("typical", "borderline"):
            coding: CodingId | None = getattr(whole, f"{example}_coding")
            if coding is None or coding not in self.sorted_into:
                continue
            part = writer.ask(code, keys[self.sorted_into[coding]])
            writer.update("code", part.id, {f"{example}_coding": coding})
            writer.update("code", whole.id, {f"{example}_coding": None})
            if not getattr(part, example) and not part.texts.get(example):
                _pass_words_on(writer, writer.ask(code, whole.id), part, example)


def _pass_words_on(writer: Writer, whole: Code, part: Code, example: str) -> None:
    """Let the words of an example go with it, in all languages."""
    translated = {example: whole.texts.get(example, {})}
    words = {example: getattr(whole, example), "texts": {**part.texts, **translated}}
    left = {example: "", "texts": {key: said for key, said in whole.texts.items() if key != example}}
    for one, values in ((part, words), (whole, left)):
        if changed := changed_of_code(writer, one, values):
            writer.update("code", one.id, changed)


def _stand_behind(writer: Writer, whole: Code, keys: list[CodeId]) -> None:
    siblings = [one for one in writer.ask(scheme).codes_of(whole.family) if one.parent == whole.parent]
    parts = [one for one in siblings if one.id in keys]
    rest = [one for one in siblings if one.id not in keys]
    at = 1 + next(place for place, one in enumerate(rest) if one.id == whole.id)
    stand = positions([*rest[:at], *parts, *rest[at:]], keys)
    writer.update_many("code", [(key, {"position": place}) for key, place in stand.items()])

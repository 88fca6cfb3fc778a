"""Changing what codes and families say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.commands.scheme.fields import LOOKS, changed_of_code, changed_of_family
from core.commands.versions import version_to_extend
from core.errors import InvalidInput
from core.model.ids import CodeId, FamilyId
from core.queries.codebook import coding_counts, judged_without
from core.queries.schemes import code, family
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class EditCode:
    """Change any fields of a code, by their names in `Code`; its codings stay where they are.

    A heading made codable counts as new for those who were done while it was one: what they had no
    chance to give is missing for them, not absent.
    """

    code: CodeId
    values: Mapping[str, object]
    reason: str = ""

    @property
    def title(self) -> str:
        """What the step is called."""
        match list(self.values):
            case ["name"]:
                return "Rename code"
            case ["colour"]:
                return "Change colour"
            case _:
                return "Edit code"

    def apply(self, writer: Writer) -> None:
        """Store what differs; raises `InvalidInput` for a name that is taken, or no colour."""
        writer.because(self.reason)
        stored = writer.ask(code, self.code)
        changed = changed_of_code(writer, stored, self.values)
        if not changed:
            return
        if changed.get("is_codable") == 0 and (count := writer.ask(coding_counts, [self.code])[self.code]):
            raise InvalidInput(
                "{code} was given (codings: {count}), and a heading cannot be. Split the code, or give "
                "these codings other codes first.",
                code=stored.name,
                count=count,
            )
        if not LOOKS.issuperset(changed):
            version = version_to_extend(writer)
            if changed.get("is_codable") == 1 and writer.ask(judged_without, [self.code], "is_codable"):
                changed["version"] = version
        writer.update("code", self.code, changed)


@dataclass(frozen=True, slots=True)
class EditFamily:
    """Change any fields of a family, by their names in `Family`; also of one that has codings."""

    family: FamilyId
    values: Mapping[str, object]
    reason: str = ""

    @property
    def title(self) -> str:
        """What the step is called."""
        return "Rename family" if list(self.values) == ["name"] else "Edit family"

    def apply(self, writer: Writer) -> None:
        """Store what differs; raises `InvalidInput` for a name that is taken, or no scale."""
        writer.because(self.reason)
        changed = changed_of_family(writer, writer.ask(family, self.family), self.values)
        if changed:
            version_to_extend(writer)
            writer.update("family", self.family, changed)

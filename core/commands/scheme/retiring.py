"""Taking codes out of use without losing what was given, and taking them in again."""

from __future__ import annotations

from dataclasses import dataclass

from core.commands.scheme.order import existing_codes
from core.commands.versions import version_to_extend
from core.model.ids import CodeId
from core.queries.codebook import judged_without
from core.queries.schemes import scheme
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class RetireCodes:
    """Let codes take no new codings; the old ones stay and are counted."""

    codes: tuple[CodeId, ...]
    reason: str = ""

    @property
    def title(self) -> str:
        """What the step is called."""
        return "Retire code" if len(self.codes) == 1 else "Retire codes"

    def apply(self, writer: Writer) -> None:
        """Mark them; those retired already are passed over."""
        writer.because(self.reason)
        chosen = [code for code in existing_codes(writer.ask(scheme), self.codes) if code.is_active]
        if chosen:
            version_to_extend(writer)
            writer.update_many("code", [(code.id, {"is_active": 0}) for code in chosen])


@dataclass(frozen=True, slots=True)
class ReviveCodes:
    """Let retired codes take codings again.

    A code counts as new for those who were done while it was retired: what they had no chance to give
    is missing for them, not absent. Where nobody was, it is as if it had never been retired.
    """

    codes: tuple[CodeId, ...]
    reason: str = ""

    @property
    def title(self) -> str:
        """What the step is called."""
        return "Revive code" if len(self.codes) == 1 else "Revive codes"

    def apply(self, writer: Writer) -> None:
        """Mark them; those in use are passed over."""
        writer.because(self.reason)
        chosen = [code for code in existing_codes(writer.ask(scheme), self.codes) if not code.is_active]
        if chosen:
            version = version_to_extend(writer)
            missed = writer.ask(judged_without, [code.id for code in chosen], "is_active")
            updates = [
                (code.id, {"is_active": 1, "version": version if code.id in missed else code.version})
                for code in chosen
            ]
            writer.update_many("code", updates)

"""Bringing a codebook from outside into the scheme: what is added, what is changed, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.commands.scheme.adding import add_to_scheme
from core.commands.scheme.checks import encoded
from core.commands.scheme.fields import LOOKS
from core.commands.scheme.new import NewCode, NewFamily
from core.commands.versions import version_to_extend
from core.errors import InvalidInput
from core.model.ids import CodeId, FamilyId
from core.model.scheme import Scale, Scheme
from core.queries.codebook import coding_counts, judged_without
from core.queries.schemes import scheme
from core.storage.driver import Database
from core.storage.writer import Writer

_ENCODED = frozenset({"aliases", "names", "texts"})


@dataclass(frozen=True, slots=True)
class Changed:
    """What a file says otherwise than the project: a field by its column's name, in words before and after.

    `code` is empty where the field is the family's own. `name` is a new name, `order` the order of a
    family's codes.
    """

    family: str
    code: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do to the scheme it was planned for, which is `known`.

    `families` and `codes` would be added, `changed` tells every other change for people, `left` what the
    project has and the file has not (family and code; the code is empty for a family), and `notes` what
    the file holds that was passed over or altered.
    """

    known: Scheme
    families: tuple[NewFamily, ...] = ()
    codes: tuple[NewCode, ...] = ()
    changed: tuple[Changed, ...] = ()
    left: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    family_values: Mapping[FamilyId, Mapping[str, object]] = field(default_factory=dict)
    code_values: Mapping[CodeId, Mapping[str, object]] = field(default_factory=dict)
    homes: Mapping[CodeId, tuple[str, str]] = field(default_factory=dict)
    """Codes that go elsewhere -> the names, after the import, of their family and parent."""
    orders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Families whose codes do not simply stand one behind the other as they came -> all their codes."""

    @property
    def is_empty(self) -> bool:
        """Tell whether the scheme would stay as it is."""
        return not (self.families or self.codes or self.changed)


@dataclass(frozen=True, slots=True)
class ImportScheme:
    """Do what a plan says; refused when the scheme is no longer the one it was made for."""

    plan: ImportPlan
    reason: str = ""
    title = "Import a codebook"

    def apply(self, writer: Writer) -> None:
        """Change what is there, add what is new, then put everything in its place."""
        plan = self.plan
        writer.ask(check_import, plan)
        writer.because(self.reason)
        if _changes_meaning(plan):
            version_to_extend(writer)
        for key, values in plan.family_values.items():
            writer.update("family", key, _row(values))
        add_to_scheme(writer, plan.families, ())
        _move(writer, plan)
        _edit(writer, plan)
        keys = add_to_scheme(writer, (), plan.codes)
        parents = [(key, {"parent": keys[home] if home[1] else None}) for key, home in plan.homes.items()]
        writer.update_many("code", parents)
        for family, names in plan.orders.items():
            places = [(keys[family, name], {"position": place}) for place, name in enumerate(names)]
            writer.update_many("code", places)


def check_import(db: Database, plan: ImportPlan) -> None:
    """Refuse a plan that cannot be done in this project: made for another scheme, or against its codings."""
    if scheme(db) != plan.known:
        raise InvalidInput("The codebook was changed meanwhile. Nothing was imported: read the file again.")
    headings = [key for key, values in plan.code_values.items() if values.get("is_codable") is False]
    if counts := coding_counts(db, headings):
        key, count = next(iter(sorted(counts.items())))
        raise InvalidInput(
            "{code} was given (codings: {count}), and the file makes it a heading, which cannot be. Write "
            "there that it is codable, or split it first. Nothing was imported.",
            code=next(code.name for code in plan.known.codes if code.id == key),
            count=count,
        )


def _changes_meaning(plan: ImportPlan) -> bool:
    """Tell whether any change of what is there touches what coders decide by."""
    looks_only = all(LOOKS.issuperset(values) for values in plan.code_values.values())
    scales = {family.name: family.scale for family in plan.known.families}
    return bool(
        plan.family_values
        or plan.homes
        or not looks_only
        or any(scales.get(family) is Scale.ORDINAL for family in plan.orders)
    )


def _move(writer: Writer, plan: ImportPlan) -> None:
    """Take codes to their families; for now below nobody, so that a parent left behind hides none of them."""
    families = {family.name: family.id for family in writer.ask(scheme).families}
    before = {code.id: code.family for code in plan.known.codes}
    writer.update_many("code", [(key, {"parent": None}) for key in plan.homes])
    movers = {key: families[home[0]] for key, home in plan.homes.items() if families[home[0]] != before[key]}
    if movers:
        version = version_to_extend(writer)
        writer.update_many(
            "code", [(key, {"family": family, "version": version}) for key, family in movers.items()]
        )


def _edit(writer: Writer, plan: ImportPlan) -> None:
    """Write the fields of codes, those with the same fields together."""
    alike: dict[tuple[str, ...], list[tuple[int, dict[str, Any]]]] = {}
    missed = _missed(writer, plan)
    version = {"version": version_to_extend(writer)} if missed else {}
    for key, values in plan.code_values.items():
        row = _row(values) | (version if key in missed else {})
        alike.setdefault(tuple(sorted(row)), []).append((key, row))
    for updates in alike.values():
        writer.update_many("code", updates)


def _missed(writer: Writer, plan: ImportPlan) -> set[CodeId]:
    """Return codes that can be given again, and could not be when someone was done: new for them."""
    missed: set[CodeId] = set()
    for column in ("is_codable", "is_active"):
        keys = [key for key, values in plan.code_values.items() if values.get(column) is True]
        missed |= writer.ask(judged_without, keys, column) if keys else set()
    return missed


def _row(values: Mapping[str, object]) -> dict[str, Any]:
    return {column: _kept(column, value) for column, value in values.items()}


def _kept(column: str, value: object) -> object:
    if column in _ENCODED:
        return encoded(value)
    if isinstance(value, Scale):
        return value.value
    return int(value) if isinstance(value, bool) else value

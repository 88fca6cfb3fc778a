"""Families and codes that are to be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model.scheme import Scale


@dataclass(frozen=True, slots=True)
class NewFamily:
    """A family that is to be made."""

    name: str
    scale: Scale = Scale.NOMINAL
    is_exclusive: bool = False
    definition: str = ""
    source: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    guid: str = ""


@dataclass(frozen=True, slots=True)
class NewCode:
    """A code that is to be made, in the family and below the parent of these names.

    Without a colour it takes the first its family has not used, and without a GUID it gets one of its own.
    """

    family: str
    name: str
    parent: str = ""
    colour: str = ""
    shortcut: str = ""
    is_codable: bool = True
    short: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    typical: str = ""
    borderline: str = ""
    source: str = ""
    aliases: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    is_active: bool = True
    guid: str = ""

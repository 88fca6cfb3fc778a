"""A whole coding scheme as JSON: how a closed version of the codebook is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from core.model.scheme import Code, Family, Scale, Scheme

_FAMILY = tuple(field.name for field in fields(Family))
_CODE = tuple(field.name for field in fields(Code))


def scheme_to_json(scheme: Scheme) -> str:
    """Return every field of every family and code, keys and GUIDs too; equal schemes give equal text."""
    whole = {
        "families": [_fields(family, _FAMILY) for family in scheme.families],
        "codes": [_fields(code, _CODE) for code in scheme.codes],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def scheme_from_json(text: str) -> Scheme:
    """Return the scheme that was kept; fields that it did not have yet are blank."""
    whole: dict[str, list[dict[str, Any]]] = json.loads(text)
    for family in whole["families"]:
        family["scale"] = Scale(family["scale"])
    for code in whole["codes"]:
        code["aliases"] = tuple(code["aliases"])
    return Scheme(
        tuple(Family(**family) for family in whole["families"]),
        tuple(Code(**code) for code in whole["codes"]),
    )


def _fields(thing: Family | Code, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in names}

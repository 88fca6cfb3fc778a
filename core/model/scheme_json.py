"""A whole coding scheme as JSON: how a closed version of the codebook is kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from core.model.scheme import Code, Family, Scale, Scheme


def scheme_to_json(scheme: Scheme) -> str:
    """Return every field of every family and code, keys and GUIDs too; equal schemes give equal text."""
    whole = {
        "families": [asdict(family) for family in scheme.families],
        "codes": [asdict(code) for code in scheme.codes],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def scheme_from_json(text: str) -> Scheme:
    """Return the scheme that was kept; fields that it did not have yet are blank."""
    whole: dict[str, list[dict[str, Any]]] = json.loads(text)
    return Scheme(
        tuple(Family(**family | {"scale": Scale(family["scale"])}) for family in whole["families"]),
        tuple(Code(**code | {"aliases": tuple(code["aliases"])}) for code in whole["codes"]),
    )

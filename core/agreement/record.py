"""A comparison as the values of its JSON: keys and order are a promise, keys may be added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from core.agreement.results import (
    Comparison,
    Confusion,
    Exclusion,
    PairMatrix,
    Place,
    PlacedCoding,
    TwoByTwo,
    Without,
)
from core.agreement.settings import Unit
from core.text.sentences import RULES_VERSION


def record_of(comparison: Comparison) -> dict[str, Any]:
    """Return everything but the project and program it came from, ready for `json.dumps`."""
    settings = comparison.settings
    return {
        "settings": {
            **asdict(settings),
            "sentence_rules": RULES_VERSION if settings.unit is Unit.SENTENCE else None,
        },
        "coders": list(comparison.coders),
        "sources": [asdict(source) for source in comparison.sources],
        "excluded": [_exclusion(one) for one in comparison.excluded],
        "results": [row._asdict() for row in comparison.results],
        "disagreements": [_place(place) for place in comparison.disagreements],
        "agreements": [_place(place) for place in comparison.agreements],
        "overlaps": [asdict(overlap) for overlap in comparison.overlaps],
        "pairs": _flat(comparison.pairs),
        "without": _flat(comparison.without),
        "confusion": _flat(comparison.confusion),
        "two_by_two": _flat(comparison.two_by_two),
        "clusters": comparison.clusters,
    }


def _flat(rows: Sequence[PairMatrix | Without | Confusion | TwoByTwo]) -> list[dict[str, Any]]:
    # what `asdict` gives, without its copying of every value within: there are many rows
    return [{name: getattr(row, name) for name in row.__slots__} for row in rows]


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "source": place.source,
        "family": place.family,
        **({"kind": str(place.kind)} if place.kind else {}),
        "start": place.start,
        "end": place.end,
        "coders": list(place.coders),
        "silent": list(place.silent),
        "codings": [_coding(coding) for coding in place.codings],
    }


def _exclusion(one: Exclusion) -> dict[str, Any]:
    return {
        "source": one.source,
        "coder": one.coder,
        "family": one.family,
        "code": one.code,
        "reason": one.reason,
        "codings": [_coding(coding) for coding in one.codings],
    }


def _coding(coding: PlacedCoding) -> dict[str, Any]:
    return {"coder": coding.coder, "code": coding.code, "start": coding.start, "end": coding.end}

"""What a code or a family says of itself, checked and put as a row keeps it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from core.commands.scheme.checks import (
    by_key,
    code_name,
    colour,
    encoded,
    family_name,
    shortcut,
    spoken,
    storable,
)
from core.errors import InvalidInput, NotFound
from core.model.ids import CodingId
from core.model.scheme import RULE, Code, Family, Scale
from core.queries.codebook import names_in
from core.queries.codings import codings_by_id
from core.queries.schemes import scheme
from core.storage.writer import Writer

# what a code looks like and how it is reached; all else is what the coders agreed on
LOOKS = frozenset({"colour", "shortcut"})

_Check = Callable[[Any], object]


def changed_of_code(writer: Writer, stored: Code, values: Mapping[str, object]) -> dict[str, Any]:
    """Return the columns that differ from what is stored; raises `InvalidInput` for what cannot be."""
    checks: dict[str, _Check] = {
        **dict.fromkeys((*RULE, "source"), storable),
        "name": lambda name: code_name(storable(name), _others(writer, stored)),
        "shortcut": shortcut,
        "colour": colour,
        "is_codable": int,
        "aliases": kept_aliases,
        "names": kept_names,
        "texts": kept_texts,
        "typical_coding": lambda key: _example(writer, key),
        "borderline_coding": lambda key: _example(writer, key),
    }
    kept = {
        "is_codable": int(stored.is_codable),
        "aliases": kept_aliases(stored.aliases),
        "names": kept_names(stored.names),
        "texts": kept_texts(stored.texts),
    }
    return _changed(checks, values, lambda column: kept.get(column, getattr(stored, column)))


def changed_of_family(writer: Writer, stored: Family, values: Mapping[str, object]) -> dict[str, Any]:
    """Return the columns that differ from what is stored; raises `InvalidInput` for what cannot be."""
    others = by_key(one.name for one in writer.ask(scheme).families if one.id != stored.id)
    checks: dict[str, _Check] = {
        **dict.fromkeys(("definition", "source"), storable),
        "name": lambda name: family_name(storable(name), others),
        "scale": _scale,
        "is_exclusive": int,
        "names": kept_names,
        "texts": kept_texts,
    }
    kept = {
        "scale": stored.scale.value,
        "is_exclusive": int(stored.is_exclusive),
        "names": kept_names(stored.names),
        "texts": kept_texts(stored.texts),
    }
    return _changed(checks, values, lambda column: kept.get(column, getattr(stored, column)))


def _changed(
    checks: Mapping[str, _Check], values: Mapping[str, object], kept: Callable[[str], object]
) -> dict[str, Any]:
    found = {}
    for column, value in values.items():
        if column not in checks:
            raise InvalidInput("There is no field {field} to edit.", field=column)
        checked = checks[column](value)
        if checked != kept(column):
            found[column] = checked
    return found


def _others(writer: Writer, stored: Code) -> dict[str, str]:
    return by_key(name for key, name in writer.ask(names_in, stored.family).items() if key != stored.id)


def _scale(value: str) -> str:
    known = [scale.value for scale in Scale]
    if value not in known:
        raise InvalidInput("{scale} is neither nominal nor ordinal.", scale=value)
    return Scale(value).value


def kept_aliases(aliases: Iterable[str]) -> str:
    """Return aliases as they are kept: trimmed, each once, none blank."""
    written = dict.fromkeys(storable(each).strip() for each in aliases)
    return encoded([alias for alias in written if alias])


def kept_names(names: Mapping[str, str]) -> str:
    """Return names in other languages as they are kept: trimmed, none blank."""
    written = {language: storable(name).strip() for language, name in names.items()}
    return encoded({language: name for language, name in written.items() if name})


def kept_texts(texts: Mapping[str, Mapping[str, str]]) -> str:
    """Return texts in other languages as they are kept, without those that say nothing."""
    written = {
        field: {language: storable(text) for language, text in said.items()} for field, said in texts.items()
    }
    return encoded(spoken(written))


def _example(writer: Writer, key: CodingId | None) -> CodingId | None:
    if key is not None and not writer.ask(codings_by_id, [key]):
        raise NotFound("This coding was removed meanwhile. Nothing was changed.")
    return key

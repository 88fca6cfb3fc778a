"""In what a family or code of a file differs from the project's, as values and in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from core.commands.scheme import NewCode, NewFamily
from core.commands.scheme.importing import Changed
from core.exchange.codebook.aliases import joined
from core.exchange.codebook.draft import SchemeDraft
from core.exchange.tables import LONGEST_CELL
from core.model.scheme import RULE, Code, Family, Scale

Values = dict[str, object]


def family_values(draft: SchemeDraft, new: NewFamily, family: Family) -> Values:
    """Return the family's fields that the file says otherwise, as the project keeps them."""
    place = (new.name, "")
    values = _texts(new, family, ("definition", "source"))
    if not draft.is_open(place, "scale") and new.scale is not family.scale:
        values["scale"] = new.scale
    if not draft.is_open(place, "exclusive") and new.is_exclusive != family.is_exclusive:
        values["is_exclusive"] = new.is_exclusive
    return values | _translations(new, family)


def code_values(draft: SchemeDraft, new: NewCode, code: Code) -> Values:
    """Return the code's fields that the file says otherwise, as the project keeps them."""
    place = (new.family, new.name)
    values = _texts(new, code, (*RULE, "source"))
    if new.colour and new.colour != code.colour.upper():
        values["colour"] = new.colour
    if new.shortcut and new.shortcut != code.shortcut:
        values["shortcut"] = new.shortcut
    if new.aliases and new.aliases != code.aliases:
        values["aliases"] = new.aliases
    if not draft.is_open(place, "codable") and new.is_codable != code.is_codable:
        values["is_codable"] = new.is_codable
    if not draft.is_open(place, "retired") and new.is_active != code.is_active:
        values["is_active"] = new.is_active
    return values | _translations(new, code)


def in_words(
    family: str, code: str, before: Family | Code, values: Mapping[str, object]
) -> Iterator[Changed]:
    """Yield the changes as people read them, a field of the table each."""
    for field, value in values.items():
        old = getattr(before, field)
        if field == "names":
            yield from _languages_in_words(family, code, "name", old, value)
        elif field == "texts":
            assert isinstance(value, Mapping)
            for text, said in value.items():
                yield from _languages_in_words(family, code, text, old.get(text, {}), said)
        else:
            name = _COLUMNS.get(field, field)
            yield Changed(family, code, name, _word(field, old), _word(field, value))


_COLUMNS = {"is_exclusive": "exclusive", "is_codable": "codable", "is_active": "retired"}


def _word(field: str, value: object) -> str:
    if isinstance(value, Scale):
        return value.value
    if isinstance(value, bool):
        return "yes" if value != (field == "is_active") else "no"
    return joined(value) if isinstance(value, tuple) else str(value)


def _languages_in_words(
    family: str, code: str, field: str, old: Mapping[str, str], new: object
) -> Iterator[Changed]:
    assert isinstance(new, Mapping)
    for language, said in new.items():
        if said != old.get(language, ""):
            yield Changed(family, code, f"{field}_{language}", old.get(language, ""), said)


def _texts(new: NewFamily | NewCode, old: Family | Code, fields: tuple[str, ...]) -> Values:
    said = {field: str(getattr(new, field)) for field in fields}
    return {field: text for field, text in said.items() if _is_news(text, getattr(old, field))}


def _translations(new: NewFamily | NewCode, old: Family | Code) -> Values:
    values: Values = {}
    if any(_is_news(said, old.names.get(language, "")) for language, said in new.names.items()):
        values["names"] = _merged(old.names, new.names)
    texts = {field: _merged(old.texts.get(field, {}), said) for field, said in new.texts.items()}
    if any(said != old.texts.get(field, {}) for field, said in texts.items()):
        values["texts"] = {**old.texts, **texts}
    return values


def _merged(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    return {**old, **{key: said for key, said in new.items() if _is_news(said, old.get(key, ""))}}


def _is_news(said: str, known: str) -> bool:
    """Tell whether a text says something else; a spreadsheet may have written line ends its own way."""
    said, known = (text.replace("\r\n", "\n") for text in (said, known))
    return bool(said.strip()) and said != known and not _is_cut(said, known)


def _is_cut(said: str, known: str) -> bool:
    """Tell whether a text is as much of the known one as a cell of a spreadsheet held."""
    if not LONGEST_CELL <= len(said) * 2 < len(known) * 2 or not known.startswith(said):
        return False
    # half a character at the end is left out
    return len(said.encode("utf-16-le")) // 2 in (LONGEST_CELL - 1, LONGEST_CELL)

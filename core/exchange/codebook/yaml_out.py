"""Writing a codebook in YAML, for people who keep it beside their texts and compare its lines."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.exchange.saving import saving_text
from core.model.scheme import RULE, Code, Family, Scheme
from core.queries.schemes import scheme
from core.storage.driver import Database


def export_yaml(db: Database, path: Path) -> int:
    """Write the codebook; returns how many codes. Blank fields are left out."""
    import yaml

    class Dumper(yaml.CSafeDumper):
        """Writes texts of several lines as they stand, and no anchors."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    def text_of(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
        style = "|" if _reads_well(text) else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)

    Dumper.add_representer(str, text_of)
    whole = scheme(db)
    with saving_text(path) as stream:
        # a line as long as the text: a folded one would be read back, but not compared
        yaml.dump(
            {"families": [_family(whole, family) for family in whole.families]},
            stream,
            Dumper=Dumper,
            allow_unicode=True,
            sort_keys=False,
            default_flow_style=False,
            width=2**31 - 1,
        )
    return len(whole.codes)


def _reads_well(text: str) -> bool:
    """Tell whether a text of several lines can stand as it is; else it stands in quotation marks."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and not text.startswith((" ", "\n"))
        and all(line.isprintable() and line == line.rstrip() for line in lines)
    )


def _family(whole: Scheme, family: Family) -> dict[str, Any]:
    names = {code.id: code.name for code in whole.codes}
    own = {
        "name": family.name,
        **_in_languages("name", family.names),
        "scale": family.scale.value,
        "exclusive": family.is_exclusive,
        **_in_all_languages("definition", family),
        "source": family.source,
        "guid": family.guid,
    }
    codes = [
        _code(code, names[code.parent] if code.parent is not None else "")
        for code in whole.codes_of(family.id)
    ]
    return _said(own) | ({"codes": codes} if codes else {})


def _code(code: Code, parent: str) -> dict[str, Any]:
    rule: dict[str, Any] = {}
    for text in RULE:
        rule |= _in_all_languages(text, code)
    return _said(
        {
            "name": code.name,
            **_in_languages("name", code.names),
            "parent": parent,
            "codable": code.is_codable,
            "retired": not code.is_active,
            **rule,
            "colour": code.colour,
            "shortcut": code.shortcut,
            "source": code.source,
            "aliases": list(code.aliases),
            "guid": code.guid,
        }
    )


def _in_all_languages(field: str, one: Family | Code) -> dict[str, str]:
    return {field: getattr(one, field), **_in_languages(field, one.texts.get(field, {}))}


def _in_languages(field: str, said: Mapping[str, str]) -> dict[str, str]:
    return {f"{field}_{language}": words for language, words in sorted(said.items())}


def _said(fields: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value
        for name, value in fields.items()
        if not (isinstance(value, str) and not value.strip()) and value != []
    }

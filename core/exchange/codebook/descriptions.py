"""What a `.qdc` has no place for, as labelled paragraphs of a description: written, and taken apart again.

A part is `Label: text`; further lines of a text are indented by two spaces, so a line that is not indented
begins a part. See docs/decisions/0004-codebook-as-qdc.md.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.exchange.codebook.aliases import joined
from core.model.scheme import RULE, Code, Family

LABELS: Mapping[str, str] = {
    "short": "In short",
    "definition": "Definition",
    "include": "Include",
    "exclude": "Exclude",
    "typical": "Typical example",
    "borderline": "Borderline example",
    "name": "Name",
    "aliases": "Also called",
    "shortcut": "Shortcut",
    "retired": "Retired",
    "family": "Family",
    "scale": "Scale",
    "exclusive": "Exclusive",
    "heading": "Heading",
    "source": "Source",
}
_FIELDS = {label: name for name, label in LABELS.items()}
_PART = re.compile(rf"(?P<label>{'|'.join(_FIELDS)})(?: \((?P<language>[^()\s]+)\))?: ?(?P<text>.*)")
_INDENT = "  "


@dataclass(slots=True)
class Parts:
    """A description taken apart: what it says by field, and in other languages by field and language."""

    said: dict[str, str] = field(default_factory=dict)
    translations: dict[str, dict[str, str]] = field(default_factory=dict)


def described(parts: Mapping[str, str]) -> str:
    """Return labelled paragraphs of the parts that say something."""
    return "\n".join(
        f"{label}: " + f"\n{_INDENT}".join(text.split("\n")) for label, text in parts.items() if text.strip()
    )


def taken_apart(description: str) -> Parts:
    """Return the parts of a description that begins with one of our labels; any other is a definition."""
    lines = description.split("\n")
    if not _PART.fullmatch(lines[0]):
        return Parts({"definition": description} if description.strip() else {})
    parts = Parts()
    into, key = parts.said, "definition"
    for line in lines:
        match = _PART.fullmatch(line)
        if match is None:
            # a program that took out our two spaces still shows whose line it is
            into[key] += "\n" + line.removeprefix(_INDENT)
            continue
        key, language = _FIELDS[match["label"]], match["language"]
        into = parts.said
        if language:
            into, key = parts.translations.setdefault(key, {}), language
        into[key] = f"{into[key]}\n{match['text']}" if key in into else match["text"]
    return parts


def parts_of_family(family: Family) -> dict[str, str]:
    """Return everything of a family that the format has no attribute for, under the label people read."""
    return {
        LABELS["family"]: "yes",
        LABELS["scale"]: family.scale.value,
        LABELS["exclusive"]: "yes" if family.is_exclusive else "no",
        LABELS["definition"]: family.definition,
        **_in_languages("definition", family.texts.get("definition", {})),
        **_in_languages("name", family.names),
        LABELS["source"]: family.source,
    }


def parts_of_code(code: Code) -> dict[str, str]:
    """Return everything of a code that the format has no attribute for, under the label people read."""
    rule: dict[str, str] = {}
    for text in RULE:
        rule[LABELS[text]] = getattr(code, text)
        rule |= _in_languages(text, code.texts.get(text, {}))
    return {
        **rule,
        **_in_languages("name", code.names),
        LABELS["aliases"]: joined(code.aliases),
        LABELS["shortcut"]: code.shortcut,
        LABELS["retired"]: "" if code.is_active else "yes",
        # a retired code is written as one that cannot be given, whether it could be or not
        LABELS["heading"]: "" if code.is_active or code.is_codable else "yes",
        LABELS["source"]: code.source,
    }


def _in_languages(field: str, said: Mapping[str, str]) -> dict[str, str]:
    return {f"{LABELS[field]} ({language})": words for language, words in sorted(said.items())}

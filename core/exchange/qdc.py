"""The codebook as `.qdc`, the REFI-QDA exchange of codebooks; see docs/decisions/0004-codebook-as-qdc.md.

A family is a code that cannot be given, its codes lie below it in their own order. What the format has no
place for goes into the description, one labelled paragraph each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import quoteattr

from core.errors import InvalidInput
from core.exchange.saving import saving_text
from core.model.ids import CodeId
from core.model.scheme import Code, Family, Scheme
from core.queries.schemes import scheme
from core.storage.driver import Database
from core.version import VERSION

NAMESPACE = "urn:QDA-XML:codebook:1.0"

# XML 1.0 holds none of these, not even written as a reference
_FORBIDDEN = re.compile("[^\t\n\r\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")

_RULE = (
    ("In short", "short"),
    ("Definition", "definition"),
    ("Include", "include"),
    ("Exclude", "exclude"),
    ("Typical example", "typical"),
    ("Borderline example", "borderline"),
)


def export_qdc(db: Database, path: Path) -> int:
    """Write the codebook; returns how many codes. A codebook without a family cannot be written."""
    whole = scheme(db)
    if not whole.families:
        raise InvalidInput(
            "{name} was not written: a .qdc file holds at least one code, and this project has none yet. "
            "Add a family first, or export as .csv.",
            name=path.name,
        )
    with saving_text(path) as stream:
        stream.writelines(_lines(whole))
    return len(whole.codes)


def described(parts: Mapping[str, str]) -> str:
    """Return labelled paragraphs, `Label: text`, of the parts that say something.

    Further lines of a text are indented by two spaces, so a line that is not indented begins a part.
    """
    return "\n".join(
        f"{label}: " + "\n  ".join(text.split("\n")) for label, text in parts.items() if text.strip()
    )


def _lines(whole: Scheme) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<CodeBook xmlns="{NAMESPACE}" origin="Glossator {VERSION}">\n  <Codes>\n'
    for family in whole.families:
        below: dict[CodeId | None, list[Code]] = {}
        for code in whole.codes_of(family.id):
            below.setdefault(code.parent, []).append(code)
        yield from _family(family, below)
    yield "  </Codes>\n</CodeBook>\n"


def _family(family: Family, below: Mapping[CodeId | None, list[Code]]) -> Iterator[str]:
    names = {f"Name ({language})": name for language, name in sorted(family.names.items())}
    about = {
        "Family": "yes",
        "Scale": family.scale.value,
        "Exclusive": "yes" if family.is_exclusive else "no",
        "Definition": family.definition,
        **names,
        "Source": family.source,
    }
    yield f'    <Code guid={_attribute(family.guid)} name={_attribute(family.name)} isCodable="false">\n'
    yield f"      <Description>{_text(described(about))}</Description>\n"
    for code in below.get(None, []):
        yield from _code(code, below, 3)
    yield "    </Code>\n"


def _code(code: Code, below: Mapping[CodeId | None, list[Code]], depth: int) -> Iterator[str]:
    indent = "  " * depth
    colour = f" color={_attribute(code.colour)}" if _COLOUR.fullmatch(code.colour) else ""
    is_codable = "true" if code.is_codable and code.is_active else "false"
    yield (
        f"{indent}<Code guid={_attribute(code.guid)} name={_attribute(code.name)} "
        f'isCodable="{is_codable}"{colour}>\n'
    )
    if description := described(_rule(code)):
        yield f"{indent}  <Description>{_text(description)}</Description>\n"
    for child in below.get(code.id, []):
        yield from _code(child, below, depth + 1)
    yield f"{indent}</Code>\n"


def _rule(code: Code) -> dict[str, str]:
    """Return everything of a code that the format has no attribute for, under the label people read."""
    names = {f"Name ({language})": name for language, name in sorted(code.names.items())}
    return {
        **{label: getattr(code, field) for label, field in _RULE},
        **names,
        "Also called": " | ".join(code.aliases),
        "Shortcut": code.shortcut,
        "Retired": "" if code.is_active else "yes",
        "Source": code.source,
    }


def _text(words: str) -> str:
    return _FORBIDDEN.sub("\ufffd", words).translate(_ESCAPES)


def _attribute(words: str) -> str:
    return quoteattr(_FORBIDDEN.sub("\ufffd", words), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})

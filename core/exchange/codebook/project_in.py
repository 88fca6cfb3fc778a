"""Taking the codebook of another project, which is opened for reading only."""

from __future__ import annotations

from pathlib import Path

from core.commands.scheme import NewCode, NewFamily
from core.errors import InvalidInput, ProjectUnavailable
from core.exchange.codebook.draft import DraftMaker, SchemeDraft
from core.exchange.wording import counted
from core.model.scheme import RULE, Code, Family
from core.queries.schemes import scheme
from core.storage.driver import explaining
from core.storage.project_file import open_file


def read_project(path: Path) -> SchemeDraft:
    """Read the codebook of a project; raises `InvalidInput` saying what is in the way."""
    try:
        file = open_file(path, read_only=True)
        try:
            with explaining(path), file.db.atomic():
                whole = scheme(file.db)
        finally:
            file.close()
    except ProjectUnavailable as error:
        raise InvalidInput(error.template, **error.parameters) from error
    maker = DraftMaker(path.name)
    names = {code.id: code.name for code in whole.codes}
    for family in whole.families:
        maker.add_family(_family(family), "")
        for code in whole.codes_of(family.id):
            parent = names[code.parent] if code.parent is not None else ""
            maker.add_code(_code(code, family.name, parent), "")
    examples = sum(
        (code.typical_coding is not None) + (code.borderline_coding is not None) for code in whole.codes
    )
    if examples:
        pointed = counted(examples, "example that is a segment", "examples that are segments")
        maker.notes.append(f"{pointed} of {path.name} stayed there.")
    return maker.made()


def _family(family: Family) -> NewFamily:
    return NewFamily(
        family.name,
        family.scale,
        family.is_exclusive,
        family.definition,
        family.source,
        family.names,
        family.texts,
        family.guid.lower(),
    )


def _code(code: Code, family: str, parent: str) -> NewCode:
    return NewCode(
        family,
        code.name,
        parent,
        code.colour,
        code.shortcut,
        code.is_codable,
        **{text: getattr(code, text) for text in RULE},
        source=code.source,
        aliases=code.aliases,
        names=code.names,
        texts=code.texts,
        is_active=code.is_active,
        guid=code.guid.lower(),
    )

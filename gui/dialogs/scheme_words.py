"""The fields of a codebook as a table names them, in the language of the window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from core.commands.scheme.importing import ImportPlan
from core.exchange.codebook.columns import CODE_COLUMNS, FAMILY_COLUMNS, GUID_COLUMNS, TRANSLATED
from core.model.scheme import RULE
from gui.codebook.change_words import field_words

# our words for what a table calls otherwise
_FIELDS = {"exclusive": "is_exclusive", "retired": "is_active", "order": "position"}
_LANGUAGES = ("ar", "en")


def column_words(column: str) -> str:
    """Return what a column of ours says, as people name it."""
    tr = QCoreApplication.translate
    known = {
        "code": tr("schemes", "code"),
        "codable": tr("schemes", "can be given"),
        "family_definition": tr("schemes", "definition of the family"),
        "family_source": tr("schemes", "where the family is from"),
        "guid": tr("schemes", "GUID of the code"),
        "family_guid": tr("schemes", "GUID of the family"),
    }
    if column in known:
        return known[column]
    match = TRANSLATED.fullmatch(column)
    if match is None:
        return field_words(_FIELDS.get(column, column))
    words = field_words(match["field"], match["language"])
    if match["about"]:
        return tr("schemes", "family: {field}").format(field=words)
    return words


def columns_offered(recognised: Iterable[str]) -> list[str]:
    """Return every column of ours that a file may have, and those it was found to have."""
    found = list(recognised)
    spoken = [match["language"] for match in map(TRANSLATED.fullmatch, found) if match]
    languages = dict.fromkeys((*_LANGUAGES, *spoken))
    translated = [f"{field}_{language}" for language in languages for field in ("name", *RULE)]
    translated += [f"family_name_{language}" for language in languages]
    return list(dict.fromkeys((*CODE_COLUMNS, *translated, *FAMILY_COLUMNS, *GUID_COLUMNS, *found)))


def verb_words(plan: ImportPlan | None) -> str:
    """Return what an import does, as the words on its button."""
    tr = QCoreApplication.translate
    if plan is None:
        return tr("schemes", "Import")
    if plan.is_empty:
        return tr("schemes", "Nothing to import")
    added = tr("schemes", "%Ln code(s)", None, len(plan.codes)) if plan.codes else ""
    if not plan.codes and plan.families:
        added = tr("schemes", "%Ln famil(ies)", None, len(plan.families))
    changes = tr("schemes", "%Ln change(s)", None, len(plan.changed)) if plan.changed else ""
    if added and changes:
        return tr("schemes", "Add {added}, make {changes}").format(added=added, changes=changes)
    if added:
        return tr("schemes", "Add {added}").format(added=added)
    return tr("schemes", "Make {changes}").format(changes=changes)


def done_words(plan: ImportPlan) -> str:
    """Return what an import did, for the status bar."""
    tr = QCoreApplication.translate
    added = tr("schemes", "Added %Ln code(s)", None, len(plan.codes))
    if not plan.codes and plan.families:
        added = tr("schemes", "Added %Ln famil(ies)", None, len(plan.families))
    if not plan.changed:
        return added
    changes = tr("schemes", "%Ln change(s) made", None, len(plan.changed))
    return changes if not plan.codes and not plan.families else f"{added}, {changes}"

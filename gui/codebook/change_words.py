"""What changed in the scheme, in the language of the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from core.model.scheme_difference import ChangeKind, SchemeChange
from core.queries.schemes import CodebookVersion
from gui.codebook.changed_things import ChangedThing
from gui.codebook.form.languages import language_name
from gui.codebook.form.swatches import colour_name

_MOST_FIELDS = 3
_BETWEEN = " · "


def day_words(stamp: str) -> str:
    """Return a stored UTC time as a day, in the reader's own time zone."""
    moment = datetime.fromisoformat(stamp).astimezone()
    return QLocale().toString(QDate(moment.year, moment.month, moment.day), "d MMM yyyy")


def version_words(version: CodebookVersion) -> str:
    """Return a version by its number."""
    return QCoreApplication.translate("versions", "Version {number}").format(number=version.number)


def tally_words(counts: Mapping[ChangeKind, int]) -> str:
    """Return what became of how many: "1 new, 2 edited, 1 retired"."""
    tr = QCoreApplication.translate
    words = {
        ChangeKind.ADDED: tr("versions", "%Ln new", None, counts.get(ChangeKind.ADDED, 0)),
        ChangeKind.EDITED: tr("versions", "%Ln edited", None, counts.get(ChangeKind.EDITED, 0)),
        ChangeKind.RENAMED: tr("versions", "%Ln renamed", None, counts.get(ChangeKind.RENAMED, 0)),
        ChangeKind.MOVED: tr("versions", "%Ln moved", None, counts.get(ChangeKind.MOVED, 0)),
        ChangeKind.REORDERED: tr("versions", "%Ln put in order", None, counts.get(ChangeKind.REORDERED, 0)),
        ChangeKind.RETIRED: tr("versions", "%Ln retired", None, counts.get(ChangeKind.RETIRED, 0)),
        ChangeKind.REVIVED: tr("versions", "%Ln in use again", None, counts.get(ChangeKind.REVIVED, 0)),
        ChangeKind.REMOVED: tr("versions", "%Ln removed", None, counts.get(ChangeKind.REMOVED, 0)),
    }
    return ", ".join(said for kind, said in words.items() if counts.get(kind))


def became_words(kind: ChangeKind) -> str:
    """Return what became of a family or code."""
    tr = QCoreApplication.translate
    return {
        ChangeKind.ADDED: tr("versions", "new"),
        ChangeKind.EDITED: tr("versions", "edited"),
        ChangeKind.RENAMED: tr("versions", "renamed"),
        ChangeKind.MOVED: tr("versions", "moved"),
        ChangeKind.REORDERED: tr("versions", "put in order"),
        ChangeKind.RETIRED: tr("versions", "retired"),
        ChangeKind.REVIVED: tr("versions", "in use again"),
        ChangeKind.REMOVED: tr("versions", "removed"),
    }[kind]


def field_words(field: str, language: str = "") -> str:
    """Return what a field of a family or code is called, and in which language it speaks."""
    tr = QCoreApplication.translate
    known = {
        "name": tr("versions", "name"),
        "short": tr("versions", "in short"),
        "definition": tr("versions", "definition"),
        "include": tr("versions", "include"),
        "exclude": tr("versions", "exclude"),
        "typical": tr("versions", "typical example"),
        "borderline": tr("versions", "borderline example"),
        "typical_coding": tr("versions", "segment of the typical example"),
        "borderline_coding": tr("versions", "segment of the borderline example"),
        "source": tr("versions", "from"),
        "aliases": tr("versions", "also called"),
        "colour": tr("versions", "colour"),
        "shortcut": tr("versions", "shortcut"),
        "scale": tr("versions", "scale"),
        "is_codable": tr("versions", "heading"),
        "is_exclusive": tr("versions", "exclusive"),
        "is_active": tr("versions", "retired"),
        "family": tr("versions", "family"),
        "parent": tr("versions", "parent"),
        "position": tr("versions", "order"),
    }
    words = known.get(field, field)
    return f"{words} ({language_name(language)})" if language else words


def kind_words(thing: ChangedThing) -> str:
    """Return what became of a thing, and in which fields it was edited: "edited · include"."""
    said = became_words(thing.became)
    if thing.became is not ChangeKind.EDITED:
        return said
    fields = list(dict.fromkeys(_field_of(one.change) for one in thing.told))
    shown = ", ".join(fields[:_MOST_FIELDS])
    rest = f" +{len(fields) - _MOST_FIELDS}" if len(fields) > _MOST_FIELDS else ""
    return f"{said}{_BETWEEN}{shown}{rest}"


def _field_of(change: SchemeChange) -> str:
    return field_words(change.field, change.language)


def sentence_of(change: SchemeChange) -> str:
    """Return a change that has no words to compare as a sentence; empty where the words say it all."""
    tr = QCoreApplication.translate
    match change.kind:
        case ChangeKind.MOVED:
            return _moved(change)
        case ChangeKind.REORDERED:
            return tr("versions", "Order: {after}").format(after=change.after)
        case ChangeKind.REVIVED:
            return tr("versions", "Takes codings again.")
        case ChangeKind.RETIRED:
            return tr("versions", "Takes no new codings.")
        case ChangeKind.EDITED if not change.is_prose and change.field != "name":
            return _edited(change)
    return ""


def _moved(change: SchemeChange) -> str:
    tr = QCoreApplication.translate
    if change.field == "family":
        return tr("versions", "Moved here from the family {family}.").format(family=change.before)
    if not change.after:
        return tr("versions", "No longer below {code}.").format(code=change.before)
    if change.before:
        told = tr("versions", "Moved below {code}; it was below {before}.")
        return told.format(code=change.after, before=change.before)
    return tr("versions", "Moved below {code}.").format(code=change.after)


def _edited(change: SchemeChange) -> str:
    tr = QCoreApplication.translate
    claims = {
        ("is_codable", "yes"): tr("versions", "Can be given now; it was a heading."),
        ("is_codable", "no"): tr("versions", "Only a heading now."),
        ("is_exclusive", "yes"): tr("versions", "Exclusive now."),
        ("is_exclusive", "no"): tr("versions", "No longer exclusive."),
    }
    if (claim := claims.get((change.field, change.after))) is not None:
        return claim
    field = field_words(change.field, change.language)
    field = field[:1].upper() + field[1:]
    if change.field.endswith("_coding"):
        return _outcome(change).format(field=field)
    before, after = _shown(change.field, change.before), _shown(change.field, change.after)
    if before and after:
        return f"{field}: {before} → {after}"
    return f"{field}: {before or after} ({_short_outcome(change)})"


def _shown(field: str, value: str) -> str:
    """Return a value as people read it: a colour by its name, a scale in their language."""
    tr = QCoreApplication.translate
    if field == "colour":
        return colour_name(value)
    return {"nominal": tr("versions", "nominal"), "ordinal": tr("versions", "ordinal")}.get(value, value)


def _outcome(change: SchemeChange) -> str:
    tr = QCoreApplication.translate
    if not change.before:
        return tr("versions", "{field} chosen.")
    return tr("versions", "{field} changed.") if change.after else tr("versions", "{field} taken away.")


def _short_outcome(change: SchemeChange) -> str:
    tr = QCoreApplication.translate
    return tr("versions", "added") if change.after else tr("versions", "removed")


def kept_words(kept: int) -> str:
    """Return how many codings a retired code keeps."""
    return QCoreApplication.translate("versions", "%Ln coding(s) keep it.", None, kept) if kept else ""


def reason_words(reasons: Iterable[str]) -> list[str]:
    """Return each reason as a paragraph."""
    why = QCoreApplication.translate("versions", "Why: {reason}")
    return [why.format(reason=reason) for reason in reasons]

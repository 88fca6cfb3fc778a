"""Which column of a table says what: our own names, and those that other programs and people use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from core.errors import InvalidInput
from core.model.scheme import RULE
from core.text.folding import fold

REQUIRED = ("family", "code")
FAMILY_TEXTS = ("definition", "source")

CODE_COLUMNS = (
    *("family", "code", "parent", "scale", "exclusive", "codable", "short", "definition", "include"),
    *("exclude", "typical", "borderline", "colour", "shortcut", "source", "aliases", "retired"),
)
"""What a code is told by, in the order it is written; `guid` stands last of all columns."""

FAMILY_COLUMNS = ("family_definition", "family_source")
GUID_COLUMNS = ("guid", "family_guid")

TRANSLATED = re.compile(
    rf"(?P<about>family_)?(?P<field>name|{'|'.join(RULE)})_(?P<language>[a-z]{{2,3}}(?:-[a-z0-9]+)*)"
)
"""A column for another language: `name_ar`, `definition_ar`, `family_name_ar`."""

_SAID_OTHERWISE: Mapping[str, str] = {
    "family": "code family, category, code group, group, dimension, domain, variable, question, "
    "عائلة, العائلة, الفئة, فئة, المجموعة, مجموعة, البعد, بعد",
    "code": "code name, name, tag, label, node, theme, subcode, "
    "رمز, الرمز, اسم الرمز, الكود, كود, الترميز, ترميز, الاسم",
    "parent": "parent code, parent name, parent node, above, below, belongs to, "
    "الأصل, الرمز الأب, الرمز الأعلى, الأب, يتبع",
    "scale": "level of measurement, scale level, measurement, المقياس, مقياس, نوع المقياس",
    "exclusive": "is exclusive, mutually exclusive, حصري, حصرية, متنافية",
    "codable": "is codable, iscodable, قابل للترميز",
    "short": "short definition, brief definition, brief, in short, summary, "
    "تعريف مختصر, التعريف المختصر, باختصار, ملخص",
    "definition": "full definition, description, meaning, code memo, comment, memo, "
    "تعريف, التعريف, التعريف الكامل, الوصف, وصف, الشرح",
    "include": "includes, inclusion, inclusion criteria, when to use, use when, "
    "يشمل, يتضمن, شروط الإدراج, معايير التضمين, متى يستخدم",
    "exclude": "excludes, exclusion, exclusion criteria, when not to use, do not use when, "
    "لا يشمل, يستثني, يستبعد, شروط الاستبعاد, معايير الاستبعاد",
    "typical": "typical example, example, examples, typical exemplar, exemplar, مثال, مثال نموذجي, أمثلة",
    "borderline": "borderline example, atypical example, borderline case, close but no, "
    "مثال حدي, حالة حدية, مثال على الحدود",
    "colour": "color, code colour, code color, hex, لون, اللون",
    "shortcut": "key, hotkey, shortcut key, اختصار, الاختصار",
    "source": "reference, literature, citation, مصدر, المصدر, المرجع",
    "aliases": "also called, alias, synonyms, other names, أسماء أخرى, مرادفات",
    "retired": "is retired, archived, متقاعد, موقوف",
    "family_definition": "family description, definition of family, category definition, "
    "تعريف العائلة, تعريف الفئة",
    "family_source": "source of family, category source, مصدر العائلة, مصدر الفئة",
    "guid": "code guid, uuid, code id",
    "family_guid": "family uuid, family id",
}
_LANGUAGES = {
    "ar": "arabic, العربية, بالعربية, العربي, عربي",
    "en": "english, الانجليزية, بالانجليزية, الانجليزي",
    "fr": "french, الفرنسية, بالفرنسية",
    "de": "german",
    "es": "spanish",
    "fa": "persian",
    "ku": "kurdish",
    "tr": "turkish",
}
_TWO_LETTERS = frozenset("ar de en es fa fr he id it ja ku nl pl pt ru so sv tr uk ur zh".split())


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", " ", fold(heading)).strip()


_OURS = {
    _plain(said): ours
    for ours in (*CODE_COLUMNS, *FAMILY_COLUMNS, *GUID_COLUMNS)
    for said in (ours, *_SAID_OTHERWISE.get(ours, "").split(", "))
    if _plain(said)
}
_LANGUAGE_WORDS = {
    _plain(word): language for language, words in _LANGUAGES.items() for word in words.split(", ")
}


def recognised(header: Sequence[str]) -> dict[str, str]:
    """Return which of our columns each heading means, as our column -> theirs; the first of two wins.

    Our own names come before every other: beside a column `code`, one called `name` says nothing.
    """
    found: dict[str, str] = {}
    for meaning in (_by_our_name, _by_other_words):
        taken = set(found.values())
        for heading in header:
            ours = meaning(heading) if heading not in taken else ""
            if ours:
                found.setdefault(ours, heading)
    return found


def chosen(header: Sequence[str], columns: Mapping[str, str], name: str) -> dict[str, str]:
    """Check columns that somebody chose by hand, as our column -> theirs."""
    for ours, theirs in columns.items():
        if not is_ours(ours):
            raise InvalidInput("A codebook has no field {field}.", field=ours)
        if theirs not in header:
            raise InvalidInput("{table} has no column {column}.", table=name, column=theirs)
    return dict(columns)


def is_ours(column: str) -> bool:
    """Tell whether a codebook as a table has such a column."""
    return column in CODE_COLUMNS or column in FAMILY_COLUMNS or column in GUID_COLUMNS or _is_other(column)


def _is_other(column: str) -> bool:
    match = TRANSLATED.fullmatch(column)
    return match is not None and (match["about"] is None or match["field"] in ("name", *FAMILY_TEXTS))


def languages_of(columns: Iterable[str], about: str, field: str) -> dict[str, str]:
    """Return the columns that hold a field in other languages, as language -> column."""
    begin = f"{about}{field}_"
    return {column.removeprefix(begin): column for column in columns if column.startswith(begin)}


def _by_our_name(heading: str) -> str:
    name = heading.strip().lower()
    return name if is_ours(name) else ""


def _by_other_words(heading: str) -> str:
    words = _plain(heading).split()
    if not words:
        return ""
    if " ".join(words) in _OURS:
        return _OURS[" ".join(words)]
    for place, language in ((-1, words[-1]), (0, words[0])):
        of = _LANGUAGE_WORDS.get(language) or (language if place and language in _TWO_LETTERS else "")
        rest = " ".join(words[:-1] if place else words[1:])
        base = _OURS.get(rest.removesuffix(" in"), "")
        if of and base:
            return _translated(base, of)
    return ""


def _translated(base: str, language: str) -> str:
    field = {"code": "name", "family": "family_name"}.get(base, base)
    column = f"{field}_{language}"
    return column if _is_other(column) else ""

"""Making one code of several."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.commands.coding_rows import check_can_be_given, hand_over_each
from core.commands.scheme.fields import changed_of_code
from core.commands.scheme.order import above, existing_codes, positions
from core.commands.versions import version_to_extend
from core.errors import InvalidInput
from core.model.ids import CodeId, VersionId
from core.model.scheme import Code, Scheme, name_key
from core.queries.codebook import coding_counts, codings_bearing, doubled, judged_without
from core.queries.memos import memos_on_codes
from core.queries.schemes import code, scheme, versions
from core.storage.writer import Writer


@dataclass(frozen=True, slots=True)
class MergeCodes:
    """Let one code stand for others of its family, which go.

    Their codings follow, given when they were and under the version they were. Where a coder gave
    several of the codes to one segment, one coding is left: it takes the memos of all, and is sure if
    any was, for who surely gave the narrower code surely gave the wider. Memos, examples and children
    of the codes follow too; their names become aliases.
    """

    codes: tuple[CodeId, ...]
    into: CodeId
    reason: str = ""
    title = "Merge codes"

    def apply(self, writer: Writer) -> None:
        """Move what hangs on the codes, then remove them; raises `InvalidInput` across families."""
        writer.because(self.reason)
        known = writer.ask(scheme)
        into = writer.ask(code, self.into)
        merged = [one for one in existing_codes(known, self.codes) if one.id != into.id]
        _check(writer, merged, into)
        version = version_to_extend(writer)
        counts = writer.ask(coding_counts, [one.id for one in merged])
        known_since = _known_since(writer, [into, *(one for one in merged if counts[one.id])], version)
        _move_codings(writer, merged, into)
        memos = writer.ask(memos_on_codes, [one.id for one in merged])
        writer.update_many("memo", [(memo, {"code": into.id}) for memo, _ in memos])
        _take_over(writer, merged, into.id, known_since)
        _hang_anew(writer, known, {one.id for one in merged}, into)
        # children before their parents, as rows restrict
        writer.delete_many("code", [one.id for one in reversed(merged)])


def _check(writer: Writer, merged: Sequence[Code], into: Code) -> None:
    if not merged:
        raise InvalidInput("Choose two codes or more to merge.")
    for one in merged:
        if one.family != into.family:
            raise InvalidInput(
                "{code} belongs to another family than {into}. Move it there first.",
                code=one.name,
                into=into.name,
            )
    if writer.ask(coding_counts, [one.id for one in merged]):
        check_can_be_given(into)


def _move_codings(writer: Writer, merged: Sequence[Code], into: Code) -> None:
    codes = [one.id for one in merged]
    twins = writer.ask(doubled, codes, into.id)
    surer = dict.fromkeys(twin.kept for twin in twins if twin.becomes_sure)
    hand_over_each(writer, {twin.gone: twin.kept for twin in twins})
    writer.update_many("coding", [(key, {"is_unsure": 0, "modified": writer.now}) for key in surer])
    values = {"code": into.id, "modified": writer.now}
    writer.update_many("coding", [(key, values) for key in writer.ask(codings_bearing, codes)])


def _known_since(writer: Writer, codes: Sequence[Code], version: VersionId) -> VersionId:
    """Return the newest version any of the codes was added in, or this one if somebody lacked a retired one.

    Who was done before had no chance to give all that the code now stands for.
    """
    retired: Collection[CodeId] = [one.id for one in codes if not one.is_active]
    if retired and writer.ask(judged_without, retired, "is_active"):
        return version
    numbers = {one.id: one.number for one in writer.ask(versions)}
    return max((one.version for one in codes), key=numbers.__getitem__)


def _take_over(writer: Writer, merged: Sequence[Code], into: CodeId, version: VersionId) -> None:
    """Give a code what the merged ones said, where it adds to its own."""
    # asked anew: an example may have become another coding
    kept = writer.ask(code, into)
    gone = [writer.ask(code, one.id) for one in merged]
    examples = {
        column: next((key for one in (kept, *gone) if (key := getattr(one, column)) is not None), None)
        for column in ("typical_coding", "borderline_coding")
    }
    worded = {field: _together(getattr(one, field) for one in (kept, *gone)) for field in _EXAMPLES}
    values = {
        **examples,
        **worded,
        "shortcut": next((one.shortcut for one in (kept, *gone) if one.shortcut), ""),
        "aliases": _aliases(kept, gone),
        "texts": _texts(kept, gone),
    }
    writer.update("code", into, changed_of_code(writer, kept, values) | {"version": version})


_EXAMPLES = ("typical", "borderline")


def _together(texts: Iterable[str]) -> str:
    """Return texts below each other with an empty line between, each once; blank ones say nothing."""
    return "\n\n".join(dict.fromkeys(text for text in texts if text.strip()))


def _texts(kept: Code, gone: Sequence[Code]) -> Mapping[str, Mapping[str, str]]:
    """Return the texts in other languages, with the examples of all."""
    found = {field: dict(said) for field, said in kept.texts.items()}
    for field in _EXAMPLES:
        said = [one.texts.get(field, {}) for one in (kept, *gone)]
        languages = dict.fromkeys(language for each in said for language in each)
        found[field] = {
            language: _together(each.get(language, "") for each in said) for language in languages
        }
    return found


def _aliases(kept: Code, gone: Sequence[Code]) -> list[str]:
    """Return all by which the codes were known, in any language, but not what the code is called itself."""
    own = {name_key(name) for name in (kept.name, *kept.names.values())}
    names = list(kept.aliases)
    for one in gone:
        names += [one.name, *one.names.values(), *one.aliases]
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(name_key(name), name)
    return [name for key, name in found.items() if key not in own]


def _hang_anew(writer: Writer, known: Scheme, merged: set[CodeId], into: Code) -> None:
    """Let the children of merged codes stand below `into`.

    Where `into` stood below one of them it takes the place of the topmost, so that no circle comes to be.
    """
    topmost = [one for one in above(known, into) if one.id in merged][-1:]
    for one in topmost:
        writer.update("code", into.id, {"parent": one.parent, "position": one.position})
    staying = [one for one in known.codes_of(into.family) if one.id not in merged and one.id != into.id]
    own = [one for one in staying if one.parent == into.id]
    arriving = [one for one in staying if one.parent in merged]
    writer.update_many("code", [(one.id, {"parent": into.id}) for one in arriving])
    stand = positions([*own, *arriving], {one.id for one in arriving})
    writer.update_many("code", [(key, {"position": place}) for key, place in stand.items()])

"""A codebook that leaves and comes back is the same; an import is told, done and undone to the letter."""

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from studies import dump

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.scheme.importing import ImportScheme
from core.errors import InvalidInput
from core.exchange.codebook.aliases import joined, parted
from core.exchange.codebook.descriptions import described, taken_apart
from core.exchange.codebook.draft import DraftMaker
from core.exchange.codebook.plan import plan
from core.exchange.codebook.reading import read_draft
from core.exchange.codebook.schemes import read_scheme
from core.exchange.formats import export
from core.model.colours import CODE_COLOURS
from core.model.scheme import RULE, Code, Family, Scale, Scheme, name_key
from core.queries.schemes import scheme
from core.session import Session
from core.text.normalise import normalise

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "codebook.rng"))

# what every format can hold: XML has no control characters but three
storable = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
hard = st.sampled_from("'=+-@\t\r\n,;\"| \\:#&<>*!%_x عب😀\x85\u2028\ufeff")
tricky = st.sampled_from(
    ["no", "null", "~", "1.0", "_x000D_", "Definition: x", "  two\n  spaces", "a\n\nb\n", "- x", "&a", "=1"]
)
# every act keeps texts so: lines end one way, and none begins with a byte order mark
words = (st.text(hard | storable, max_size=12) | tricky).map(lambda text: normalise(text).text)
names = words.map(lambda name: normalise(name.strip()).text.strip()).filter(name_key)
languages = st.sampled_from(["ar", "de", "zh-hant"])
translated = st.dictionaries(languages, words, max_size=2)


def texts(fields):
    return st.dictionaries(st.sampled_from(fields), translated, max_size=2)


@st.composite
def schemes(draw: st.DrawFn) -> AddToScheme:
    """Families with codes below and beside one another, every field filled with hard texts."""
    families = draw(
        st.lists(
            st.builds(
                NewFamily,
                names,
                st.sampled_from(Scale),
                st.booleans(),
                words,
                words,
                translated,
                texts(["definition"]),
            ),
            max_size=3,
            unique_by=lambda family: name_key(family.name),
        )
    )
    codes = []
    for family in families:
        own = draw(st.lists(names, max_size=4, unique_by=name_key))
        for place, name in enumerate(own):
            codes.append(draw(new_codes(family.name, name, own[:place])))
    return AddToScheme(tuple(families), tuple(codes))


def new_codes(family, name, before):
    return st.builds(
        NewCode,
        st.just(family),
        st.just(name),
        parent=st.sampled_from(["", *before]),
        colour=st.sampled_from(["", *CODE_COLOURS, "#012ABC"]),
        shortcut=st.sampled_from(["", *"abxyz1"]),
        is_codable=st.booleans(),
        **dict.fromkeys((*RULE, "source"), words),
        aliases=st.lists(names, max_size=2).map(tuple),
        names=translated,
        texts=texts(RULE),
        is_active=st.booleans(),
    )


def meaning(whole: Scheme, *, with_guids: bool) -> tuple[list[Family], list[tuple[Code, str, str | None]]]:
    """A scheme without the keys of its project; what is blank says nothing."""
    families = {family.id: family.name for family in whole.families}
    codes = {code.id: code.name for code in whole.codes}
    said = [
        replace(spoken(one, ("definition", "source"), with_guids=with_guids), position=0)
        for one in whole.families
    ]
    return said, [
        (
            replace(
                spoken(one, (*RULE, "source"), with_guids=with_guids),
                family=0,
                parent=None,
                position=0,
                version=0,
            ),
            families[one.family],
            codes[one.parent] if one.parent else None,
        )
        for one in whole.codes
    ]


def spoken(one, fields, *, with_guids):
    return replace(
        one,
        id=0,
        guid=one.guid if with_guids else "",
        names=filled(one.names),
        texts={field: said for field, each in one.texts.items() if (said := filled(each))},
        **{field: getattr(one, field) if getattr(one, field).strip() else "" for field in fields},
    )


def filled(said):
    return {language: words for language, words in said.items() if words.strip()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples; each makes its own project there."""
    return tmp_path_factory.mktemp("codebooks")


def emptied(folder: Path) -> Path:
    for path in folder.iterdir():
        path.unlink()
    return folder


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".yaml", ".qdc", ".glossator"])
@settings(max_examples=15)
@given(command=schemes())
def test_a_codebook_exported_and_read_back_is_the_same_codebook(folder, suffix, command):
    book = emptied(folder) / f"one{suffix}"
    with Session.create(folder / "one.glossator", "One") as one:
        one.run(command)
        before = one.ask(scheme)
        if suffix == ".qdc" and not before.families:
            return
        if suffix != ".glossator":
            one.ask(export, "codebook", book)
        assert plan(read_draft(book), before).is_empty
    if suffix == ".qdc":
        GRAMMAR.assertValid(etree.parse(book))
    with Session.create(folder / "two.glossator", "Two") as two:
        two.run(read_scheme(book).command)
        after = two.ask(scheme)
        again = folder / f"two{suffix}"
        if suffix != ".glossator":
            two.ask(export, "codebook", again)
    has_guids = suffix != ".csv"
    assert meaning(after, with_guids=has_guids) == meaning(before, with_guids=has_guids)
    if suffix in (".csv", ".yaml", ".qdc"):
        assert again.read_bytes() == book.read_bytes()


@st.composite
def small_schemes(draw: st.DrawFn) -> AddToScheme:
    """Few names and few GUIDs, so that two of these have much in common and much at odds."""
    families = draw(st.lists(st.sampled_from("ABC"), max_size=3, unique=True))
    lots = iter(draw(st.permutations([str(UUID(int=number)) for number in range(8)] + [""] * 16)))
    codes = []
    for family in families:
        own = draw(st.lists(st.sampled_from("abcdefA"), max_size=6, unique_by=name_key))
        for place, name in enumerate(own):
            codes.append(
                NewCode(
                    family,
                    name,
                    parent=draw(st.sampled_from(["", *own[:place]])),
                    definition=draw(st.sampled_from(["", "D", "E"])),
                    names=draw(st.dictionaries(languages, st.sampled_from("xy"), max_size=1)),
                    guid=next(lots),
                )
            )
    new_families = (
        NewFamily(name, draw(st.sampled_from(Scale)), guid=f"{number:08}" + next(lots)[8:])
        if draw(st.booleans())
        else NewFamily(name)
        for number, name in enumerate(draw(st.permutations(families)))
    )
    return AddToScheme(tuple(new_families), tuple(codes))


@settings(max_examples=60)
@given(small_schemes(), small_schemes(), st.data())
def test_an_import_does_what_its_plan_says_and_is_undone_to_the_letter(folder, here, there, data):
    emptied(folder)
    maker = DraftMaker("theirs")
    for family in there.families:
        maker.add_family(family, "", data.draw(st.sampled_from([frozenset(), frozenset({"scale"})])))
    for code in data.draw(st.permutations(there.codes)):
        open_ones = frozenset() if code.parent else data.draw(st.sampled_from([frozenset(), {"parent"}]))
        maker.add_code(code, "", frozenset(open_ones))
    draft = maker.made()
    with Session.create(folder / "ours.glossator", "Ours") as ours:
        ours.run(here)
        before, known = ours.ask(dump), ours.ask(scheme)
        try:
            found = plan(draft, known)
        except InvalidInput:
            # both together would be no scheme: two of one name, or a circle
            return
        ours.run(ImportScheme(found))
        after = ours.ask(scheme)
        assert len(after.codes) == len(known.codes) + len(found.codes)
        assert len(after.families) == len(known.families) + len(found.families)
        assert {code.id for code in known.codes} <= {code.id for code in after.codes}
        assert plan(draft, after).is_empty
        told_and_open = {(code.family, name_key(code.name)) for code in draft.codes}
        assert told_and_open <= {
            (family.name, name_key(code.name))
            for family in after.families
            for code in after.codes_of(family.id)
        }
        if not found.is_empty:
            ours.undo()
        assert ours.ask(dump) == before


@given(st.lists(names, max_size=4))
def test_other_names_of_a_code_fit_in_one_line(aliases):
    assert list(parted(joined(aliases))) == aliases


@given(st.dictionaries(st.sampled_from(["In short", "Definition", "Include", "Source"]), words, max_size=4))
def test_a_description_is_taken_apart_as_it_was_put_together(parts):
    fields = {"In short": "short", "Definition": "definition", "Include": "include", "Source": "source"}
    assert taken_apart(described(parts)).said == {
        fields[label]: text for label, text in parts.items() if text.strip()
    }

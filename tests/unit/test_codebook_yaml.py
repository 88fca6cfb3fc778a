"""Codebooks in YAML, and those of other projects."""

import re

import pytest
from studies import PointAtExample, dump, small_scheme

from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.errors import InvalidInput
from core.exchange.codebook.plan import plan
from core.exchange.codebook.reading import read_draft
from core.exchange.formats import export
from core.model.ids import CodeId, CoderId, CodingId, RevisionId
from core.model.scheme import Scale
from core.model.span import Span
from core.queries.schemes import scheme
from core.session import Session

BOOK = """\
# what we agreed on
families:
- name: Motive
  name_ar: الدافع
  scale: ordinal
  exclusive: yes
  definition: Why they left
  source: O 2015
  codes:
  - name: Fear
    definition: |
      Afraid of harm.

      Of any kind.
    definition_ar: يخاف
    aliases: [dread, 'a|b']
    colour: '#a75c51'
    shortcut: f
  - {name: Night, parent: Fear, codable: false, retired: true, include: no, exclude: ~, typical: 1.0}
- name: Empty
"""

ONE = "families:\n- name: F\n  codes:"


def read(tmp_path, text):
    path = tmp_path / "codes.yaml"
    path.write_text(text, "utf-8")
    return read_draft(path)


def test_families_and_codes_are_read_with_every_field_as_the_text_it_shows(tmp_path):
    draft = read(tmp_path, BOOK)
    assert draft.families == (
        NewFamily("Motive", Scale.ORDINAL, True, "Why they left", "O 2015", {"ar": "الدافع"}),
        NewFamily("Empty"),
    )
    fear, night = draft.codes
    assert (fear.definition, fear.texts) == (
        "Afraid of harm.\n\nOf any kind.\n",
        {"definition": {"ar": "يخاف"}},
    )
    assert (fear.aliases, fear.colour, fear.shortcut) == (("dread", "a|b"), "#A75C51", "f")
    assert (night.parent, night.is_codable, night.is_active) == ("Fear", False, False)
    assert (night.include, night.exclude, night.typical) == ("no", "", "1.0")


def test_fields_nobody_knows_are_told(tmp_path):
    draft = read(
        tmp_path, "version: 2\nfamilies:\n- name: F\n  codes:\n  - {name: a, weight: 3, scale: nominal}\n"
    )
    assert draft.notes == ("Fields passed over: version, weight, scale.",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"{ONE}\n  - name: a\n    colour: red\n", "line 4, field colour: red is no colour"),
        ("families:\n- name: F\n  scale: weird\n", "line 2, field scale: weird is neither"),
        (ONE + " [{name: a}, {name: A}]\n", "line 3, field code: Line 3 makes the code A"),
        ("families:\n- name: F\n- name: f\n", "line 3, field name: There is a family F already"),
        ("families:\n- name: F\n  codes:\n  - colour: red\n", "line 4, field name: A name must not be empty"),
        ("families:\n- scale: nominal\n", "line 2, field name: A name must not be empty"),
        ("families:\n- name: F\n  codes: many\n", "line 3, field codes: Here should stand a list"),
        ("families: many\n", "line 1, field families: Here should stand a list"),
        ("families:\n- F\n", "line 2, field family: Here should stand fields"),
        ("families:\n- name: [F]\n", "line 2, field name: Here should stand a text"),
        (ONE + " [{name: a, parent: b}, {name: b, parent: a}]\n", "field parent: a is its own"),
        ("families:\n- name: F\n  name: G\n", "line 3: the field name stands here a second time"),
        ("families:\n- ? [a]\n  : b\n", "line 2: a field needs a name"),
        ("families: []\n---\nfamilies: []\n", "line 2: a second document begins here"),
        ("- name: F\n", "is no codebook: it has no list of families"),
        ("", "is no codebook: it has no list of families"),
        ("families: [\n", "this is no YAML"),
        ("families:\n\t- name: F\n", "line 2: this is no YAML"),
        ("a: \x07", "this is no YAML"),
        ("a: &x [1]\nfamilies: [*x, *x]\n", "line 1: anchors and aliases have no place"),
        ("families: *x\n", "line 1: anchors and aliases have no place"),
        ("families: !!python/object/apply:os.system [ls]\n", "line 1: tags have no place"),
        ("families: " + "[" * 50_000, "line 1: this is nested deeper than any codebook"),
    ],
)
def test_what_is_no_codebook_names_its_line(tmp_path, text, sentence):
    with pytest.raises(InvalidInput, match=re.escape(sentence)):
        read(tmp_path, text)


def test_a_file_that_is_no_text_is_a_sentence(tmp_path):
    path = tmp_path / "codes.yml"
    path.write_bytes(b"\xff\xfe\x00\xd8")
    with pytest.raises(InvalidInput, match=r"codes\.yml is not UTF-8\. Save it in UTF-8,"):
        read_draft(path)


def test_odd_characters_and_line_ends_become_what_a_project_can_keep(session, tmp_path):
    draft = read(tmp_path, 'families:\n- name: "F\\r\\nG"\n  definition: "a\\0b\\r\\nc"\n')
    [family] = draft.families
    assert (family.name, family.definition) == ("F\nG", "ab\nc")
    session.run(AddToScheme(draft.families, draft.codes))


def test_a_definition_of_a_megabyte_travels(session, tmp_path):
    long = "word\n" * 200_000
    session.run(AddToScheme((NewFamily("F"),), (NewCode("F", "a", definition=long),)))
    session.ask(export, "codebook", tmp_path / "codes.yaml")
    assert read_draft(tmp_path / "codes.yaml").codes[0].definition == long


def test_what_is_written_reads_well(session, tmp_path):
    session.run(
        AddToScheme(
            (NewFamily("Motive", Scale.ORDINAL, guid="0f9d6f0a-9f5c-4a58-8a0e-111111111111"),),
            (
                NewCode("Motive", "Fear", definition="One\n\ntwo", names={"ar": "خوف"}, shortcut="1"),
                NewCode("Motive", "no", parent="Fear", colour="#010203", is_codable=False),
            ),
        )
    )
    session.ask(export, "codebook", tmp_path / "codes.yaml")
    codes = session.ask(scheme).codes
    assert (tmp_path / "codes.yaml").read_text("utf-8") == (
        "families:\n- name: Motive\n  scale: ordinal\n  exclusive: false\n"
        "  guid: 0f9d6f0a-9f5c-4a58-8a0e-111111111111\n  codes:\n"
        "  - name: Fear\n    name_ar: خوف\n    codable: true\n    retired: false\n"
        "    definition: |-\n      One\n\n      two\n"
        f"    colour: '{codes[0].colour}'\n    shortcut: '1'\n    guid: {codes[0].guid}\n"
        "  - name: 'no'\n    parent: Fear\n    codable: false\n    retired: false\n"
        f"    colour: '#010203'\n    guid: {codes[1].guid}\n"
    )


def test_another_project_is_read_and_left_as_it_is_even_while_it_is_open(session, coded_session, tmp_path):
    theirs = tmp_path / "theirs.glossator"
    with Session.create(theirs, "Theirs") as other:
        other.run(small_scheme())
        before = other.ask(dump)
        draft = read_draft(theirs)
        assert other.ask(dump) == before
    content = theirs.read_bytes()
    assert read_draft(theirs) == draft
    assert theirs.read_bytes() == content
    assert [family.name for family in draft.families] == ["Motive", "Level"]
    assert [code.name for code in draft.codes] == [
        *("Fear", "Pay", "Doctrine"),
        *("Leader", "Middle", "Clerk"),
    ]
    found = plan(draft, coded_session.ask(scheme))
    assert (found.families, found.codes) == ((), ())


def test_a_project_read_into_itself_changes_nothing_and_examples_stay_behind(coded_session):
    coded_session.run(GiveCode(RevisionId(1), CoderId(1), CodeId(1), Span(0, 3)))
    coded_session.run(PointAtExample(CodeId(1), CodingId(1), is_both=True))
    draft = read_draft(coded_session.path)
    assert draft.notes == ("2 examples that are segments of project.glossator stayed there.",)
    assert plan(draft, coded_session.ask(scheme)).is_empty


@pytest.mark.parametrize("content", [b"", b"not a project", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_file_that_is_no_project_is_a_sentence(tmp_path, content):
    path = tmp_path / "theirs.glossator"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"theirs\.glossator is no Glossator project\. It was not touched"):
        read_draft(path)
    with pytest.raises(InvalidInput, match="There is no project at"):
        read_draft(tmp_path / "none.glossator")

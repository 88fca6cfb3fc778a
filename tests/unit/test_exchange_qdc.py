"""The codebook as .qdc is valid, keeps its tree, and can be taken apart again."""

from pathlib import Path

import pytest
from lxml import etree

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.errors import InvalidInput
from core.exchange.codebook.qdc_out import NAMESPACE
from core.exchange.codebook.schemes import builtin_scheme
from core.exchange.formats import export
from core.model.scheme import Scale
from core.queries.schemes import scheme
from core.session import Session

GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "codebook.rng"))
CODE = f"{{{NAMESPACE}}}Code"
DESCRIPTION = f"{{{NAMESPACE}}}Description"


def written(session: Session, folder: Path) -> etree._Element:
    session.ask(export, "codebook", folder / "codebook.qdc")
    tree = etree.parse(folder / "codebook.qdc")
    GRAMMAR.assertValid(tree)
    return tree.getroot()


def parts_of(code: etree._Element) -> dict[str, str]:
    """A description, taken apart as docs/decisions/0004 says it can be."""
    parts: dict[str, str] = {}
    label = ""
    for line in (code.findtext(DESCRIPTION) or "").split("\n"):
        if line.startswith("  "):
            parts[label] += "\n" + line[2:]
        elif line:
            label, _, parts[label] = line.partition(": ")
    return parts


@pytest.mark.parametrize(
    "fault",
    [
        "<Codes/>",
        '<Codes><Code name="a" isCodable="true"/></Codes>',
        '<Codes><Code guid="1" name="a" isCodable="true"/></Codes>',
        '<Codes><Code guid="{}" name="a"/></Codes>'.format("0" * 8 + "-0000" * 3 + "-" + "0" * 12),
    ],
)
def test_the_grammar_refuses_what_is_no_codebook(fault):
    assert not GRAMMAR.validate(etree.fromstring(f'<CodeBook xmlns="{NAMESPACE}">{fault}</CodeBook>'))


def test_the_built_in_scheme_is_a_valid_codebook(session, tmp_path):
    session.run(builtin_scheme("defection"))
    root = written(session, tmp_path)
    whole = session.ask(scheme)
    assert len(list(root.iter(CODE))) == len(whole.families) + len(whole.codes)
    assert {each.get("guid") for each in root.iter(CODE)} == {
        *(family.guid for family in whole.families),
        *(code.guid for code in whole.codes),
    }


def test_a_family_is_a_code_that_cannot_be_given_with_its_codes_below(coded_session, tmp_path):
    root = written(coded_session, tmp_path)
    tops = root.find(f"{{{NAMESPACE}}}Codes").findall(CODE)
    assert [(top.get("name"), top.get("isCodable")) for top in tops] == [
        ("Motive", "false"),
        ("Level", "false"),
    ]
    assert [code.get("name") for code in tops[0].findall(CODE)] == ["Fear", "Pay", "Doctrine"]
    assert parts_of(tops[1]) == {"Family": "yes", "Scale": "ordinal", "Exclusive": "yes"}


def test_rules_can_be_read_and_taken_apart(session, tmp_path):
    session.run(
        AddToScheme(
            (NewFamily("Motive <&>", Scale.NOMINAL, names={"ar": "الدافع"}),),
            (
                NewCode("Motive <&>", "Top", is_codable=False),
                NewCode(
                    "Motive <&>",
                    'Fear "of" & <war>\tx',
                    parent="Top",
                    colour="#A75C51",
                    shortcut="f",
                    short="Short",
                    definition="One\n\nInclude: not a label\r\nthree",
                    include="a & b < c",
                    aliases=("dread", "خوف"),
                    names={"ar": "الخوف"},
                    source="O",
                ),
            ),
        )
    )
    root = written(session, tmp_path)
    [family, top, fear] = root.iter(CODE)
    assert parts_of(family)["Name (ar)"] == "الدافع"
    assert (top.get("isCodable"), top.find(DESCRIPTION)) == ("false", None)
    assert fear.getparent() is top
    assert (fear.get("name"), fear.get("color")) == ('Fear "of" & <war>\tx', "#A75C51")
    assert parts_of(fear) == {
        "In short": "Short",
        "Definition": "One\n\nInclude: not a label\nthree",
        "Include": "a & b < c",
        "Name (ar)": "الخوف",
        "Also called": "dread | خوف",
        "Shortcut": "f",
        "Source": "O",
    }


def test_what_xml_cannot_hold_is_replaced(session, tmp_path):
    session.run(AddToScheme((NewFamily("F\x01"),), (NewCode("F\x01", "c\uffff", definition="d\x0b"),)))
    family, code = written(session, tmp_path).iter(CODE)
    assert (family.get("name"), code.get("name")) == ("F\ufffd", "c\ufffd")
    assert parts_of(code) == {"Definition": "d\ufffd"}


def test_a_codebook_without_any_family_is_a_sentence_and_no_file(session, tmp_path):
    with pytest.raises(InvalidInput, match=r"codebook\.qdc was not written: a \.qdc file holds at least one"):
        session.ask(export, "codebook", tmp_path / "codebook.qdc")
    assert not (tmp_path / "codebook.qdc").exists()


def test_a_family_without_codes_is_a_valid_codebook(session, tmp_path):
    session.run(AddToScheme((NewFamily("Motive"),)))
    assert len(list(written(session, tmp_path).iter(CODE))) == 1

"""Codebooks in `.qdc` as programs really write them."""

import re

import pytest
from studies import dump

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.scheme.importing import ImportScheme
from core.errors import InvalidInput
from core.exchange.codebook.plan import plan
from core.exchange.codebook.reading import read_draft
from core.exchange.formats import export
from core.model.scheme import Scale
from core.queries.schemes import scheme
from core.session import Session

NAMESPACE = "urn:QDA-XML:codebook:1.0"


def guid(number, form="{:08x}-0000-0000-0000-000000000000"):
    return form.format(number)


def code(number, name, *children, codable="true", more="", description=""):
    described = f"<Description>{description}</Description>" if description else ""
    return (
        f'<Code guid="{guid(number)}" name="{name}" isCodable="{codable}" {more}>{described}'
        f"{''.join(children)}</Code>"
    )


def book(*codes, sets="", namespace=f' xmlns="{NAMESPACE}"'):
    return (
        f'<?xml version="1.0" encoding="utf-8"?><CodeBook{namespace} origin="Somebody">'
        f"<Codes>{''.join(codes)}</Codes>{sets}</CodeBook>"
    )


def read(tmp_path, content, family=""):
    path = tmp_path / "theirs.qdc"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_draft(path, family=family)


def shape(draft):
    return {
        family.name: [(code.name, code.parent) for code in draft.codes if code.family == family.name]
        for family in draft.families
    }


MOTIVES = code(1, "Motive", code(2, "Fear"), code(3, "Pay", code(4, "Debt")), codable="false")


@pytest.mark.parametrize(
    ("namespace", "told"),
    [
        (f' xmlns="{NAMESPACE}"', ()),
        (' xmlns="urn:QDA-XML:codebook:1:0"', ("urn:QDA-XML:codebook:1:0",)),
        (' xmlns="urn:QDA-XML:codebook:0:4"', ("urn:QDA-XML:codebook:0:4",)),
        ("", ("no namespace",)),
    ],
)
def test_any_namespace_is_read_and_told(tmp_path, namespace, told):
    draft = read(tmp_path, book(MOTIVES, namespace=namespace))
    assert shape(draft) == {"Motive": [("Fear", ""), ("Pay", ""), ("Debt", "Pay")]}
    assert len(draft.notes) == len(told)
    assert all(words in note for words, note in zip(told, draft.notes, strict=True))


def test_a_prefix_and_a_byte_order_mark_are_no_hindrance(tmp_path):
    text = book(MOTIVES).replace("<", "<q:").replace("<q:/", "</q:").replace("<q:?", "<?")
    text = text.replace("xmlns=", "xmlns:q=")
    assert shape(read(tmp_path, b"\xef\xbb\xbf" + text.encode()))["Motive"][0] == ("Fear", "")
    utf16 = book(MOTIVES).replace("utf-8", "utf-16").encode("utf-16")
    assert shape(read(tmp_path, utf16))["Motive"][0] == ("Fear", "")


def test_top_codes_with_codes_below_are_families_and_the_others_go_into_one(tmp_path):
    draft = read(tmp_path, book(MOTIVES, code(5, "Alone"), code(6, "Single")))
    assert shape(draft) == {
        "Motive": [("Fear", ""), ("Pay", ""), ("Debt", "Pay")],
        "theirs": [("Alone", ""), ("Single", "")],
    }
    assert [family.guid for family in draft.families] == [guid(1), ""]
    assert draft.codes[0].guid == guid(2)
    assert shape(read(tmp_path, book(code(5, "Alone")), family="Open codes")) == {
        "Open codes": [("Alone", "")]
    }


def test_a_top_code_that_can_be_given_stays_a_code_of_its_family(tmp_path):
    draft = read(tmp_path, book(code(1, "Motive", code(2, "Fear"), description="Why")))
    assert shape(draft) == {"Motive": [("Motive", ""), ("Fear", "Motive")]}
    assert (draft.families[0].guid, draft.codes[0].guid) == ("", guid(1))
    assert (draft.families[0].definition, draft.codes[0].definition) == ("", "Why")


@pytest.mark.parametrize("name", ["Nodes", "Everything"])
def test_a_wrapper_around_the_whole_tree_is_taken_off(tmp_path, name):
    draft = read(tmp_path, book(code(9, name, MOTIVES, code(5, "Alone"), codable="false")))
    assert list(shape(draft)) == ["Motive", "theirs"]
    assert draft.notes == (f"{name} lies around everything and was taken off.",)


def test_one_group_of_codes_is_a_family_and_no_wrapper(tmp_path):
    one = code(1, "Motive", code(2, "Fear"), codable="false")
    assert shape(read(tmp_path, book(one))) == {"Motive": [("Fear", "")]}
    told = code(1, "Motive", code(2, "Fear", code(3, "Night")), codable="false", description="Why they left")
    assert shape(read(tmp_path, book(told))) == {"Motive": [("Fear", ""), ("Night", "Fear")]}
    nodes = code(1, "Nodes", code(2, "Fear"), codable="false")
    assert shape(read(tmp_path, book(nodes))) == {"theirs": [("Fear", "")]}


def test_guids_in_any_form_are_one_and_a_second_bearer_gets_its_own(tmp_path):
    first, again = (
        guid(10, "{{{:08X}-0000-0000-0000-00000000000A}}"),
        guid(10, "{:08x}-0000-0000-0000-00000000000a"),
    )
    codes = "".join(
        f'<Code guid="{one}" name="{name}" isCodable="1"/>'
        for name, one in (("a", first), ("b", again), ("c", "12"), ("d", ""))
    )
    draft = read(tmp_path, book(codes))
    assert [each.guid for each in draft.codes] == [again, "", "", ""]
    assert draft.notes == (
        "b bears the GUID of a and gets one of its own.",
        "2 codes without a proper GUID: a new one is given.",
    )


def test_elements_out_of_order_are_read_and_unknown_ones_told(tmp_path):
    sets = f'<Sets><Set guid="{guid(90)}" name="Group"><MemberCode guid="{guid(5)}"/></Set></Sets>'
    late = (
        f'<Code guid="{guid(1)}" name="Motive" isCodable="false"><Code guid="{guid(2)}" name="Fear" '
        f'isCodable="true"/><NoteRef targetGUID="{guid(7)}"/><Description>Why</Description></Code>'
    )
    codes = f"<Codes>{late}{code(5, 'Alone')}</Codes>"
    text = f'<CodeBook xmlns="{NAMESPACE}">{sets}<Extra><Deep/></Extra>{codes}</CodeBook>'
    draft = read(tmp_path, text)
    assert shape(draft) == {"Motive": [("Fear", "")], "Group": [("Alone", "")]}
    assert draft.families[0].definition == "Why"
    assert draft.notes == ("Elements passed over: Deep (1), Extra (1), NoteRef (1).",)


def test_codes_inside_an_unknown_element_are_not_lost(tmp_path):
    draft = read(tmp_path, book(f"<Folder>{code(1, 'Alone')}</Folder>"))
    assert shape(draft) == {"theirs": [("Alone", "")]}


def test_a_flat_codebook_with_an_empty_list_of_sets_is_read(tmp_path):
    text = book(code(1, "interviews"), code(2, "interviews.fear"), sets="<Sets/>")
    draft = read(tmp_path, text.replace(f' xmlns="{NAMESPACE}"', ' xmlns="urn:QDA-XML:codebook:1:0"'))
    assert shape(draft) == {"theirs": [("interviews", ""), ("interviews.fear", "")]}


def test_sets_group_codes_that_stand_alone(tmp_path):
    sets = "<Sets>" + "".join(
        f'<Set guid="{guid(90)}" name="{name}"><Description>x</Description>'
        + "".join(f'<MemberCode guid="{{{guid(member).upper()}}}"/>' for member in members)
        + "</Set>"
        for name, members in (("People", (5, 6)), ("Places", (6, 7)), ("Ways", (2, 3)))
    )
    draft = read(
        tmp_path,
        book(MOTIVES, code(5, "a"), code(6, "b"), code(7, "c"), code(8, "d"), sets=sets + "</Sets>"),
    )
    assert {name: [each for each, _ in codes] for name, codes in shape(draft).items()} == {
        "Motive": ["Fear", "Pay", "Debt"],
        "People": ["a", "b"],
        "Places": ["c"],
        "theirs": ["d"],
    }
    assert draft.notes == (
        "1 code in several sets: each was taken into the first of them.",
        "The set Ways (2 codes) was passed over: its codes stay where they stand in the tree.",
    )


@pytest.mark.parametrize(
    ("written", "read_as", "note"),
    [
        ("#a75c51", "#A75C51", ""),
        ("#abc", "#AABBCC", ""),
        ("", "", ""),
        ("rgba(1, 2, 255, 0.5)", "#0102FF", "was read as #0102FF"),
        ("rgb(1,2,3)", "#010203", "was read as #010203"),
        ("#01020380", "#010203", "was read as #010203"),
        ("Red", "#FF0000", "was read as #FF0000"),
        ("rgba(1, 2, 256, 1)", "", "was replaced"),
        ("transparent", "", "was replaced"),
    ],
)
def test_colours_in_any_form_are_read_or_replaced_and_told(tmp_path, written, read_as, note):
    draft = read(tmp_path, book(code(1, "a", more=f'color="{written}"')))
    assert draft.codes[0].colour == read_as
    assert draft.notes == ((f"The colour {written} is not written as #RRGGBB and {note}.",) if note else ())


def test_many_odd_colours_are_told_shortly(tmp_path):
    draft = read(tmp_path, book(*(code(n, f"c{n}", more=f'color="rgb({n},0,0)"') for n in range(1, 21))))
    assert len(draft.notes) == 9
    assert draft.notes[-1] == "So were 12 other colours."


def test_names_used_twice_in_a_family_are_told_apart_by_where_they_stand(tmp_path):
    draft = read(
        tmp_path,
        book(
            code(
                1,
                "Motive",
                code(2, "Pay", code(3, "too late")),
                code(4, "Food", code(5, "Too late"), code(6, "too late")),
                codable="false",
            )
        ),
    )
    assert shape(draft)["Motive"] == [
        *[("Pay", ""), ("too late", "Pay"), ("Food", "")],
        *[("Too late (Food)", "Food"), ("too late (2)", "Food")],
    ]
    assert len(draft.notes) == 2


def test_names_that_must_be_cut_to_be_told_apart_differ_all_the_same(tmp_path):
    long = "n" * 500
    draft = read(tmp_path, book(code(1, "Motive", *(code(at, long) for at in range(2, 14)), codable="false")))
    names = [each.name for each in draft.codes]
    assert len(set(names)) == 12
    assert (names[0], names[-1]) == (long, "n" * 495 + " (12)")
    assert max(map(len, names)) == 500


def test_a_code_without_a_name_and_one_with_a_very_long_one_are_kept(tmp_path):
    long = "word " * 150
    draft = read(tmp_path, book(code(1, ""), code(2, long)))
    assert [len(each.name) for each in draft.codes] == [7, 500]
    assert draft.codes[1].aliases == (long.strip(),)
    assert len(draft.notes) == 2


def test_a_foreign_description_is_the_definition_to_the_letter(tmp_path):
    words = "First &amp; second.\n  Include: not a label here.\n\n<b>Bold</b> words"
    draft = read(
        tmp_path, book(code(1, "a", description=words), code(2, "b", more='description="By attribute"'))
    )
    assert draft.codes[0].definition == "First & second.\n  Include: not a label here.\n\nBold words"
    assert draft.codes[1].definition == "By attribute"


def test_labels_of_ours_are_read_whoever_wrote_them(tmp_path):
    words = (
        "Definition: Afraid.\nOf whom?\nInclude: threats\n  and more\n"
        "Name (ar): خوف\nDefinition (ar): يخاف\nShortcut: f"
    )
    family = code(
        1,
        "Motive",
        code(2, "Fear", description=words),
        description="Family: yes\nScale: ordinal\nExclusive: yes",
    )
    draft = read(tmp_path, book(family))
    [motive], [fear] = draft.families, draft.codes
    assert (motive.scale, motive.is_exclusive, motive.guid) == (Scale.ORDINAL, True, guid(1))
    assert (fear.definition, fear.include, fear.shortcut) == ("Afraid.\nOf whom?", "threats\nand more", "f")
    assert (fear.names, fear.texts) == ({"ar": "خوف"}, {"definition": {"ar": "يخاف"}})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><CodeBook><Codes/></CodeBook>',
            "line 1: a document type",
        ),
        ('<!DOCTYPE CodeBook SYSTEM "file:///etc/passwd"><CodeBook/>', "line 1: a document type"),
        ("<CodeBook>\n<Codes><Code name='a'></Codes></CodeBook>", "line 2: this is no XML (mismatched tag)"),
        ("", "line 1: this is no XML (no element found)"),
        ("family,code\n", "line 1: this is no XML"),
        ("<CodeBook><Codes>&other;</Codes></CodeBook>", "line 1: this is no XML (undefined entity)"),
        ("<html><body/></html>", "is no codebook: it begins with html"),
        ('<?xml version="1.0" encoding="klingon"?><CodeBook/>', "encoding"),
        (
            book(code(1, "M", code(2, "a"), codable="false", description="Family: yes\nScale: weird")),
            "line 1, field Scale: weird",
        ),
        (book(code(1, "a", description="Shortcut: ab")), "line 1, field shortcut: ab is no single character"),
    ],
)
def test_what_is_no_codebook_is_a_sentence_and_changes_nothing(tmp_path, content, sentence):
    with pytest.raises(InvalidInput, match=re.escape(sentence)):
        read(tmp_path, content)


def test_a_codebook_without_codes_is_told(tmp_path):
    assert read(tmp_path, book()).notes == ("theirs.qdc holds no code.",)


def test_a_tree_ten_thousand_codes_deep_is_read(tmp_path):
    deep = "".join(f'<Code guid="{guid(n)}" name="c{n}" isCodable="true">' for n in range(1, 10_001))
    draft = read(tmp_path, book(deep + "</Code>" * 10_000))
    assert len(draft.codes) == 10_000
    assert draft.codes[-1].parent == "c9999"


def test_reading_a_new_edition_under_another_name_leaves_loose_codes_where_they_are(session, tmp_path):
    session.run(ImportScheme(plan(read(tmp_path, book(code(5, "Alone"))), session.ask(scheme))))
    path = tmp_path / "second edition.qdc"
    path.write_text(book(code(5, "Alone", description="Said now")), "utf-8")
    found = plan(read_draft(path), session.ask(scheme))
    assert (found.families, found.codes, len(found.changed)) == ((), (), 1)
    session.run(ImportScheme(found))
    whole = session.ask(scheme)
    assert [family.name for family in whole.families] == ["theirs"]
    assert whole.codes[0].definition == "Said now"


def test_what_a_qdc_cannot_hold_is_told_when_it_is_written(session, tmp_path):
    session.run(
        AddToScheme(
            (NewFamily("Motive"),),
            (
                NewCode("Motive", "Fear", definition="D", include="I", texts={"include": {"ar": "ي"}}),
                NewCode("Motive", "Old\x01", is_active=False),
            ),
        )
    )
    count, *notes = session.ask(export, "codebook", tmp_path / "out.qdc")
    assert count == "2 codes"
    assert notes == [
        "A .qdc has one description for each code. Into it went: Scale, Exclusive, Include, Include (ar) and "
        "Retired. Glossator reads them back; other programs show them as text.",
        "1 retired code cannot be given in other programs either.",
        "1 character that XML cannot hold became \ufffd.",
    ]


def test_a_qdc_of_ours_read_into_its_own_project_changes_nothing(coded_session, tmp_path):
    coded_session.ask(export, "codebook", tmp_path / "own.qdc")
    before = coded_session.ask(dump)
    found = plan(read_draft(tmp_path / "own.qdc"), coded_session.ask(scheme))
    assert (found.is_empty, found.left, found.notes) == (True, (), ())
    coded_session.run(ImportScheme(found))
    assert coded_session.ask(dump) == before


def test_retired_codes_and_headings_come_back_as_they_were(tmp_path):
    made = (
        *(NewCode("F", "a", is_active=False), NewCode("F", "b", is_active=False, is_codable=False)),
        *(NewCode("F", "c", is_codable=False), NewCode("F", "d")),
    )
    with Session.create(tmp_path / "one.glossator", "One") as one:
        one.run(AddToScheme((NewFamily("F"),), made))
        one.ask(export, "codebook", tmp_path / "own.qdc")
    draft = read_draft(tmp_path / "own.qdc")
    assert [(each.is_codable, each.is_active) for each in draft.codes] == [
        (each.is_codable, each.is_active) for each in made
    ]

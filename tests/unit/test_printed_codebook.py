"""What a printed codebook says: once for the page, for Word and for PDF."""

import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from core.commands.codings import GiveCodes
from core.commands.scheme import AddToScheme, EditCode, NewCode, NewFamily, RetireCodes
from core.commands.versions import ReleaseVersion
from core.errors import InvalidInput, JobCancelled
from core.exchange.codebook.schemes import builtin_scheme
from core.exchange.codebook_docx import export_codebook_docx
from core.exchange.codebook_html import codebook_page
from core.exchange.codebook_paper import codebook_paper
from core.exchange.codebook_print import PrintedCodebook, printed_codebook
from core.exchange.direction import stretches
from core.exchange.formats import export
from core.exchange.paper import Contents, Paragraph, Table
from core.jobs import Progress, silent
from core.model.scheme import Scale
from core.model.span import Span
from core.queries.codebook import codings_of
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources

ARABIC_RULE = "من يقود وحدةً من 30 مقاتلاً (أو أكثر) في UNHCR."


@pytest.fixture
def book_session(session):
    """A codebook with everything a code can say, in two languages, and a retired heading over a live code."""
    session.run(
        AddToScheme(
            (
                NewFamily(
                    "Level",
                    Scale.ORDINAL,
                    is_exclusive=True,
                    definition="What rank?",
                    names={"ar": "المستوى"},
                    texts={"definition": {"ar": "ما الرتبة؟"}},
                ),
                NewFamily("Motive"),
            ),
            (
                NewCode("Level", "Old heading"),
                NewCode(
                    "Level",
                    "Leader",
                    parent="Old heading",
                    shortcut="1",
                    short="Leads.",
                    definition="One who leads.\n\nOr led.",
                    aliases=("boss", "قائد"),
                    source="O p. 12",
                    names={"ar": "القائد"},
                    texts={"definition": {"ar": ARABIC_RULE}},
                ),
                NewCode("Motive", "Fear"),
            ),
        )
    )
    [old, *_] = session.ask(scheme).codes
    session.run(RetireCodes((old.id,), reason="never used"))
    return session


def words_of(book: PrintedCodebook) -> str:
    return "\n".join(part.text for part in codebook_paper(book).parts if isinstance(part, Paragraph))


def test_texts_stand_in_all_their_languages(book_session):
    book = book_session.ask(printed_codebook)
    [leader] = book.chapters[0].entries
    assert [said.language for said in leader.name] == ["", "ar"]
    [definition] = leader.fields
    assert [said.text for said in definition.said] == ["One who leads.\n\nOr led.", ARABIC_RULE]
    assert ARABIC_RULE in words_of(book)
    assert f'lang="ar" dir="rtl">{ARABIC_RULE}</p>' in book_session.ask(codebook_page)


def test_a_retired_code_stands_in_the_appendix_and_what_was_below_it_moves_up(book_session):
    book = book_session.ask(printed_codebook)
    assert [(entry.number, entry.name[0].text) for entry in book.entries] == [
        ("1.1", "Leader"),
        ("2.1", "Fear"),
        ("R.1", "Old heading"),
    ]
    assert book.retired[0].was_in == "Level"
    assert book.extent == "2 families, 2 codes and 1 retired code"


def test_ranks_count_the_codes_that_can_be_given(book_session):
    assert [entry.rank for entry in book_session.ask(printed_codebook).entries] == [1, None, None]


def test_the_version_is_a_draft_until_it_is_released(book_session):
    assert book_session.ask(printed_codebook).version == "Version 1, draft"
    book_session.run(ReleaseVersion("For the pilot.\nللتجربة"))
    book = book_session.ask(printed_codebook)
    assert re.fullmatch(r"Version 1, released \d+ \w+ \d{4}", book.version)
    assert "For the pilot.\nللتجربة" in words_of(book)


def test_the_contents_lead_to_every_heading(book_session):
    paper = codebook_paper(book_session.ask(printed_codebook, with_counts=True))
    [contents] = [part for part in paper.parts if isinstance(part, Contents)]
    anchors = [part.anchor for part in paper.parts if isinstance(part, Paragraph) and part.anchor]
    assert [line.anchor for line in contents.lines] == anchors
    assert len(set(anchors)) == len(anchors)


def test_every_heading_is_kept_with_what_follows(book_session):
    parts = [
        part
        for part in codebook_paper(book_session.ask(printed_codebook)).parts
        if isinstance(part, Paragraph)
    ]
    assert all(part.keeps for part in parts if part.level and part.anchor != "c2.1")


def test_counts_are_told_by_coder_and_only_where_they_are_wanted(coded_session):
    first, second = coded_session.ask(coders)
    fear = coded_session.ask(scheme).codes[0]
    english, arabic = coded_session.ask(sources)
    for coder, source, span in (
        (first, english, Span(0, 3)),
        (first, arabic, Span(0, 3)),
        (second, english, Span(4, 6)),
    ):
        coded_session.run(GiveCodes(source.revision, coder.id, (fear.id,), span))
    entry = next(coded_session.ask(printed_codebook, with_counts=True).entries)
    assert entry.use is not None
    assert entry.use.whole == "3 codings in 2 sources."
    assert entry.use.by_coder == ("Coder A: 2 in 2 sources", "Coder B: 1 in 1 source")
    [table] = [
        part
        for part in codebook_paper(coded_session.ask(printed_codebook, with_counts=True)).parts
        if isinstance(part, Table)
    ]
    assert table.rows[0][2:] == ("3", "0", "2")
    assert "Coder A" not in coded_session.ask(codebook_page)
    assert "Coder A: 2 in 2 sources" in coded_session.ask(codebook_page, with_counts=True)


def test_an_example_says_where_it_was_found_and_shows_no_more_of_the_text(coded_session):
    [first, _] = coded_session.ask(coders)
    code = coded_session.ask(scheme).codes[0]
    [english, _] = coded_session.ask(sources)
    coded_session.run(GiveCodes(english.revision, first.id, (code.id,), Span(0, 5)))
    [coded] = coded_session.ask(codings_of, code.id)
    coded_session.run(EditCode(code.id, {"typical": "", "typical_coding": coded.coding}))
    entry = next(coded_session.ask(printed_codebook).entries)
    [example] = [field for field in entry.fields if field.label == "Typical example"]
    assert example.found_in == "English, paragraph 1"
    assert [said.text for said in example.said] == [coded.text.strip()]


def test_what_cannot_be_printed_is_replaced_and_said(session, tmp_path):
    session.run(AddToScheme((NewFamily("F"),), (NewCode("F", "One", definition="a\x01b\x0c\ufffe"),)))
    for ending in (".html", ".docx"):
        told = session.ask(export, "codebook", tmp_path / f"c{ending}")
        assert told == (
            "1 code",
            "Control characters, which cannot be printed, were replaced in 1 text.",
        )
    assert "a\ufffdb" in (tmp_path / "c.html").read_text("utf-8")


# Word


@pytest.fixture
def docx(book_session, tmp_path) -> Path:
    book_session.ask(export, "codebook", tmp_path / "book.docx", with_counts=True)
    return tmp_path / "book.docx"


def test_word_finds_headings_by_their_styles(docx):
    headings = [
        (paragraph.style.name, paragraph.text)
        for paragraph in Document(docx).paragraphs
        if paragraph.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "1\u2002Level\u2003المستوى"),
        ("Heading 2", "1.1\u2002Leader\u2003القائد"),
        ("Heading 1", "2\u2002Motive"),
        ("Heading 2", "2.1\u2002Fear"),
        ("Heading 1", "R\u2002Retired codes"),
        ("Heading 2", "R.1\u2002Old heading\u2002\u2009retired\u2009"),
        ("Heading 1", "U\u2002Use of the codes"),
    ]


def test_every_style_a_word_file_names_is_there(docx):
    with zipfile.ZipFile(docx) as file:
        body, styles = file.read("word/document.xml").decode(), file.read("word/styles.xml").decode()
    named = set(re.findall(r'<w:[pr]Style w:val="(\w+)"', body))
    assert named <= set(re.findall(r'w:styleId="(\w+)"', styles))


def test_arabic_in_word_runs_from_the_right_and_names_its_language(docx):
    paragraphs = Document(docx).element.body.iter(qn("w:p"))
    [arabic] = [p for p in paragraphs if "".join(t.text for t in p.iter(qn("w:t"))) == ARABIC_RULE]
    assert arabic.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None
    for run in arabic.iter(qn("w:r")):
        is_latin = "UNHCR" in run.find(qn("w:t")).text
        assert (run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is None) == is_latin
        if not is_latin:
            assert run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:bidi")) == "ar"


def test_the_contents_in_word_are_a_field_with_links_to_bookmarks_that_are_there(docx):
    body = Document(docx).element.body
    [instruction, *others] = [each.text for each in body.iter(qn("w:instrText"))]
    assert instruction.strip().startswith("TOC")
    assert others == []
    begun = [each.get(qn("w:fldCharType")) for each in body.iter(qn("w:fldChar"))]
    assert begun == ["begin", "separate", "end"]
    links = [each.get(qn("w:anchor")) for each in body.iter(qn("w:hyperlink"))]
    assert links == [each.get(qn("w:name")) for each in body.iter(qn("w:bookmarkStart"))]
    assert len(links) == 7


def test_the_head_of_a_table_in_word_is_repeated(docx):
    [table] = Document(docx).tables
    assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert [cell.text for cell in table.rows[0].cells] == ["No.", "Code", "Codings", "Unsure", "Sources"]


def test_a_word_file_bears_no_clock(book_session, tmp_path):
    made = []
    for name in ("one.docx", "two.docx"):
        export_in = tmp_path / name
        book_session.ask(export_codebook_docx, export_in, silent())
        made.append(export_in.read_bytes())
        with zipfile.ZipFile(export_in) as file:
            assert {member.date_time for member in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert made[0] == made[1]


def test_cancelling_leaves_the_file_that_was_there(book_session, tmp_path):
    path = tmp_path / "book.docx"
    path.write_bytes(b"before")
    progress = Progress()
    progress.cancel()
    with pytest.raises(JobCancelled):
        book_session.ask(export, "codebook", path, progress=progress)
    assert path.read_bytes() == b"before"


def test_counts_are_refused_where_a_form_has_no_place_for_them(book_session, tmp_path):
    with pytest.raises(InvalidInput, match=r"Counts are for a codebook"):
        book_session.ask(export, "codebook", tmp_path / "book.csv", with_counts=True)
    with pytest.raises(InvalidInput, match=r"Counts are for a codebook"):
        book_session.ask(export, "sources", tmp_path / "sources.json", with_counts=True)


def test_a_pdf_is_refused_where_nothing_draws_one(book_session, tmp_path):
    with pytest.raises(InvalidInput, match="cannot be drawn here"):
        book_session.ask(export, "codebook", tmp_path / "book.pdf")


@pytest.mark.parametrize("name", ["defection", "interviews"])
def test_a_built_in_scheme_is_a_word_file_with_every_code(session, tmp_path, name):
    session.run(builtin_scheme(name))
    session.ask(export, "codebook", tmp_path / "book.docx")
    text = "\n".join(paragraph.text for paragraph in Document(tmp_path / "book.docx").paragraphs)
    for code in session.ask(scheme).codes:
        assert code.name in text
        for own in code.names.values():
            assert own in text


# directions


@pytest.mark.parametrize(
    ("text", "is_rtl", "parts"),
    [
        ("Fear (الخوف) 12", False, [("Fear (", False), ("الخوف", True), (") 12", False)]),
        ("الخوف (fear) لا", True, [("الخوف (", True), ("fear", False), (") لا", True)]),
        ("12 الخوف", True, [("12 الخوف", True)]),
        ("«خفتُ».", False, [("«", False), ("خفتُ", True), ("».", False)]),
        ("...", True, [("...", True)]),
        ("", False, []),
    ],
)
def test_a_text_is_cut_where_its_direction_changes(text, is_rtl, parts):
    assert list(stretches(text, is_rtl=is_rtl)) == parts

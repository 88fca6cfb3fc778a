"""A text file becomes a source, or one sentence that names it."""

import textwrap

import pytest

from core.commands.sources import AddSources
from core.errors import InvalidInput
from core.exchange.importing import read_source
from core.queries.sources import sources, text
from core.storage.content import digest

ARABIC = "تركتُ المكان في الشتاء، ولم يدفعوا لنا شيئًا منذ شهور.\n"


def test_a_source_is_named_by_its_file_and_keeps_the_original(tmp_path, session):
    path = tmp_path / "Interview 3.final.txt"
    path.write_bytes(b"\xef\xbb\xbfOne\r\ntwo\r")
    read = read_source(path)
    assert (read.name, read.file_name, read.encoding) == (
        "Interview 3.final",
        "Interview 3.final.txt",
        "utf-8",
    )
    assert read.text == "One\ntwo\n"
    session.run(AddSources((read.new_source,)))
    [source] = session.ask(sources)
    assert session.ask(text, source.revision) == "One\ntwo\n"
    assert (source.sha256, source.text_sha256) == (digest(path.read_bytes()), digest(b"One\ntwo\n"))


def test_what_reading_did_is_told(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"One\r\ntwo")
    assert read_source(path).findings == ("Read as utf-8.", "Line ends written as one line feed: 1.")


def test_a_legacy_encoding_is_recognised_and_the_next_best_named(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes((ARABIC * 5).encode("cp1256"))
    read = read_source(path)
    assert read.text == ARABIC * 5
    assert read.encoding == "cp1256"
    assert read.runner_up is not None
    assert read.findings[0] == f"Read as cp1256; {read.runner_up} is possible too."


def test_the_encoding_may_be_named(tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(ARABIC.encode("iso-8859-6", "ignore"))
    assert read_source(path, "iso-8859-6").text == ARABIC.encode("iso-8859-6", "ignore").decode("iso-8859-6")


def test_lines_that_a_page_broke_are_joined_on_wish(tmp_path):
    words = (f"word{number} and" for number in range(90))
    wrapped = textwrap.fill(" ".join(words), 70) + "\n"
    path = tmp_path / "wrapped.txt"
    path.write_text(wrapped, "utf-8")
    plain, joined = read_source(path), read_source(path, join_lines=True)
    assert plain.text == wrapped
    assert joined.text == wrapped[:-1].replace("\n", " ") + "\n"
    assert f"Lines joined: {wrapped.count(chr(10)) - 1}." in joined.findings


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("mark.txt", b"\xef\xbb\xbf"),
        ("nuls.txt", b"\0\0\0"),
        ("paper.txt", b"%PDF-1.7\n%\xe2\xe3"),
        ("noise.txt", bytes(range(256)) * 20),
        ("zip.md", b"PK\x03\x04" + b"\0" * 50),
    ],
)
def test_a_file_that_holds_no_text_is_one_sentence_that_names_it(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(InvalidInput, match=name.replace(".", r"\.")):
        read_source(tmp_path / name)


def test_bytes_that_do_not_fit_the_named_encoding_are_a_sentence(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"abc\xff")
    with pytest.raises(InvalidInput, match=r"a\.txt cannot be read as"):
        read_source(tmp_path / "a.txt", "utf-8")


@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a", ".txt"])
def test_another_kind_of_file_is_a_sentence(tmp_path, name):
    (tmp_path / name).write_bytes(b"text")
    with pytest.raises(InvalidInput, match=r"Glossator reads \.txt and \.md"):
        read_source(tmp_path / name)


def test_a_file_that_is_not_there_or_is_a_folder_is_a_sentence(tmp_path):
    with pytest.raises(InvalidInput, match="There is no file"):
        read_source(tmp_path / "a.txt")
    (tmp_path / "b.txt").mkdir()
    with pytest.raises(InvalidInput, match="is a folder"):
        read_source(tmp_path / "b.txt")

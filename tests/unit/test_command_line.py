"""The command line: its forms, its sentences, its exit status."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from studies import ARABIC, ENGLISH, dump

from core.exchange.codebook.schemes import BUILT_IN
from core.session import Session
from gui.app import main

ROOT = Path(__file__).parents[2]
SCHEME = (
    "family,code,scale\nMotive,Fear,nominal\nMotive,Pay,nominal\nLevel,Leader,ordinal\nPlace,Fear,nominal\n"
)


@pytest.fixture
def glossator(tmp_path, monkeypatch, capsys):
    """Run a command in an empty folder; gives exit status, output and what went to stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(arguments)
        except SystemExit as stop:
            status = stop.code
        out, err = capsys.readouterr()
        return status, out, err

    return run


@pytest.fixture
def study(glossator, tmp_path):
    """A project with two sources and a scheme in which a bare "Fear" fits two codes."""
    (tmp_path / "scheme.csv").write_text(SCHEME)
    (tmp_path / "English.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "Arabic.md").write_text(ARABIC, encoding="utf-16")
    assert glossator("new", "p.glossator", "--title", "Study", "--scheme", "scheme.csv")[0] == 0
    assert glossator("import", "p.glossator", "English.txt", "Arabic.md")[0] == 0
    return tmp_path / "p.glossator"


def state(project: Path) -> dict:
    with Session.open(project, read_only=True) as session:
        return session.ask(dump)


def table(path: Path, *rows: str, header: str = "source,coder,code,start,end,text") -> str:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path.name


def test_new_makes_a_project_with_the_scheme_asked_for(glossator, tmp_path):
    status, out, _ = glossator("new", "p.glossator", "--scheme", "defection")
    assert (status, "19 families" in out) == (0, True)
    assert len(state(tmp_path / "p.glossator")["code"]) == 166
    assert "5 families, 31 codes" in glossator("new", "i.glossator", "--scheme", "interviews")[1]
    assert glossator("new", "q.glossator")[0] == 0
    assert state(tmp_path / "q.glossator")["project"][0][2] == "q"
    assert state(tmp_path / "q.glossator")["code"] == []


def test_the_help_of_new_names_every_scheme_that_comes_with_glossator(capsys):
    with pytest.raises(SystemExit):
        main(["new", "--help"])
    told = " ".join(capsys.readouterr().out.split())
    assert all(f"{name} (" in told for name in BUILT_IN)


def test_one_thing_is_told_of_in_the_singular(glossator, tmp_path):
    (tmp_path / "scheme.csv").write_text("family,code,weight\nMotive,Fear,9\n")
    (tmp_path / "a.txt").write_text("x")
    told = [
        glossator("new", "p.glossator", "--scheme", "scheme.csv"),
        glossator("import", "p.glossator", "a.txt"),
        glossator("codings", "p.glossator", table(tmp_path / "c.csv", "a,A,Fear,0,1,x")),
        glossator("codings", "p.glossator", "c.csv"),
        glossator("status", "p.glossator", "--coder", "A", "--all", "done"),
        glossator("export", "p.glossator", "segments", "-o", "s.csv"),
        glossator("compare", "p.glossator", "-o", "c.json"),
    ]
    assert [out for _, out, _ in told] == [
        "p.glossator: p, 1 family, 1 code\nscheme.csv: Columns passed over: weight.\n",
        "a: 1 character. Read as utf-8.\n",
        "A: new coder\n1 coding loaded, 0 were there already\n",
        "0 codings loaded, 1 was there already\n",
        "A: done in 1 source for 1 family\n",
        "s.csv: 1 segment\n",
        "c.json: 0 disagreements, 1 agreement\n",
    ]


@pytest.mark.parametrize("scheme", ["nowhere.csv", "broken.csv", "scheme.doc"])
def test_new_leaves_no_project_when_the_scheme_is_faulty(glossator, tmp_path, scheme):
    (tmp_path / "broken.csv").write_text("family,code,scale\nMotive,Fear,strange\n")
    (tmp_path / "scheme.doc").write_text("x")
    status, _, err = glossator("new", "p.glossator", "--scheme", scheme)
    assert status == 1
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.glob("*p.glossator*"))


def test_import_tells_in_one_line_for_each_file_what_was_found(study, glossator, tmp_path):
    status, out, _ = glossator("import", study.name, "English.txt", "Arabic.md")
    assert status == 0
    first, second = out.splitlines()
    assert first.startswith(f"English (2): {len(ENGLISH)} characters.")
    assert second.startswith(f"Arabic (2): {len(ARABIC)} characters.")
    assert "utf-16" in second.lower()
    assert [row[2] for row in state(study)["source"]] == ["English", "Arabic", "English (2)", "Arabic (2)"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
        ("missing.txt", None),
        ("text.docx", b"words"),
    ],
)
def test_import_names_the_file_it_cannot_read_and_adds_none_of_them(
    study, glossator, tmp_path, name, content
):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    before = state(study)
    status, out, err = glossator("import", study.name, "English.txt", name)
    assert (status, out) == (1, "")
    assert name in err
    assert len(err.splitlines()) == 1
    assert state(study) == before


def test_import_reads_a_file_in_the_encoding_asked_for(study, glossator, tmp_path):
    (tmp_path / "old.txt").write_bytes(ARABIC.encode("cp1256"))
    assert glossator("import", study.name, "old.txt", "--encoding", "cp1256")[0] == 0
    assert state(study)["revision"][-1][5] == state(study)["revision"][1][5]
    status, _, err = glossator("import", study.name, "old.txt", "--encoding", "utf-8")
    assert status == 1
    assert "old.txt" in err


def test_coders_are_added_and_listed(study, glossator):
    assert glossator("coder", study.name, "add", "Coder A")[0] == 0
    assert glossator("coder", study.name, "add", "Coder B")[0] == 0
    assert glossator("coder", study.name, "list")[1] == "Coder A\nCoder B\n"
    assert glossator("coder", study.name, "add", "coder a")[0] == 1
    assert glossator("coder", study.name)[0] == 2


def test_codings_are_loaded_and_loading_them_again_changes_nothing(study, glossator, tmp_path):
    start = ENGLISH.index("The pay")
    file = table(
        tmp_path / "c.csv",
        f"English,Coder A,Pay,{start},{start + 19},The pay had stopped",
        "Arabic,Coder A,Motive/Fear,0,5,",
    )
    status, out, _ = glossator("codings", study.name, file)
    assert (status, "2 codings loaded" in out, "Coder A: new coder" in out) == (0, True, True)
    before = state(study)
    assert "2 were there already" in glossator("codings", study.name, file)[1]
    assert state(study) == before


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("English,A,Pay,0,9000,", ["row 3", "end"]),
        ("English,A,Pay,5,5,", ["row 3", "end"]),
        ("English,A,Pay,7,5,", ["row 3", "end"]),
        ("English,A,Pay,-1,5,", ["row 3", "start"]),
        ("English,A,Pay,x,5,", ["row 3", "start"]),
        ("Nowhere,A,Pay,0,5,", ["row 3", "source", "Nowhere"]),
        ("English,A,Hunger,0,5,", ["row 3", "code", "Hunger"]),
        ("English,A,Fear,0,5,", ["row 3", "code", "Motive/Fear", "Place/Fear"]),
        ("English,A,Pay,0,6,I wept", ["row 3", "text"]),
        ("English,,Pay,0,6,", ["row 3", "coder"]),
        ("English,A,Pay,2,6,", ["row 3", "already"]),
    ],
)
def test_a_faulty_row_is_named_with_its_field_and_nothing_is_loaded(study, glossator, tmp_path, row, words):
    before = state(study)
    status, out, err = glossator("codings", study.name, table(tmp_path / "c.csv", "English,A,Pay,2,6,", row))
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    for word in words:
        assert word in err, err
    assert state(study) == before


def test_a_missing_column_is_named(study, glossator, tmp_path):
    file = table(tmp_path / "c.csv", "English,A,0,6", header="source,coder,start,end")
    status, _, err = glossator("codings", study.name, file)
    assert (status, "column code" in err) == (1, True)


def test_a_wrong_fingerprint_of_the_text_is_refused(study, glossator, tmp_path):
    header = "source,coder,code,start,end,text_sha256"
    file = table(tmp_path / "c.csv", f"English,A,Pay,0,6,{'0' * 64}", header=header)
    status, _, err = glossator("codings", study.name, file)
    assert (status, "text_sha256" in err) == (1, True)


def test_exported_segments_load_into_another_copy_of_the_study(study, glossator, tmp_path):
    glossator("codings", study.name, table(tmp_path / "c.csv", "English,A,Pay,2,6,", "Arabic,B,Leader,0,7,"))
    assert glossator("export", study.name, "segments", "-o", "s.csv")[0] == 0
    glossator("new", "q.glossator", "--scheme", "scheme.csv")
    glossator("import", "q.glossator", "English.txt", "Arabic.md")
    assert glossator("codings", "q.glossator", "s.csv")[0] == 0
    glossator("export", "q.glossator", "segments", "-o", "t.csv")
    columns = ("source", "coder", "family", "code", "start", "end", "text", "memo", "created", "text_sha256")

    def rows(name: str) -> list[list[str]]:
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as stream:
            return [[row[column] for column in columns] for row in csv.DictReader(stream)]

    assert rows("s.csv") == rows("t.csv")
    assert len(rows("s.csv")) == 2


def test_memo_doubt_and_time_come_back_with_exported_segments(study, glossator, tmp_path):
    header = "source,coder,code,start,end,memo,unsure,created"
    rows = ('English,A,Pay,2,6,"=so, why?",yes,2024-03-01T10:00:00+02:00', "Arabic,B,Leader,0,7,,no,")
    glossator("codings", study.name, table(tmp_path / "c.csv", *rows, header=header))
    assert glossator("export", study.name, "segments", "-o", "s.csv")[0] == 0
    glossator("new", "q.glossator", "--scheme", "scheme.csv")
    glossator("import", "q.glossator", "English.txt", "Arabic.md")
    assert glossator("codings", "q.glossator", "s.csv")[0] == 0
    glossator("export", "q.glossator", "segments", "-o", "t.json")
    [first, second] = json.loads((tmp_path / "t.json").read_text("utf-8"))
    assert (first["memo"], first["unsure"], first["created"]) == (
        "=so, why?",
        True,
        "2024-03-01T08:00:00.000Z",
    )
    assert (second["memo"], second["unsure"]) == ("", False)


def test_import_joins_the_lines_of_a_page_when_asked(study, glossator, tmp_path):
    line = "the road was long and the winter had begun before anyone spoke of it"
    (tmp_path / "pages.txt").write_text(f"At first {line}\n{line}\n{line} again.\n")
    out = glossator("import", study.name, "pages.txt", "--join-lines")[1]
    assert "Lines joined: 2." in out
    out = glossator("import", study.name, "pages.txt")[1]
    assert out.startswith("pages (2): ")
    assert "joined" not in out


def test_exporting_one_coders_segments_leaves_the_others_out(study, glossator, tmp_path):
    glossator("codings", study.name, table(tmp_path / "c.csv", "English,A,Pay,2,6,", "Arabic,B,Leader,0,7,"))
    assert glossator("export", study.name, "segments", "-o", "s.json", "--coder", "B")[0] == 0
    assert [row["coder"] for row in json.loads((tmp_path / "s.json").read_text())] == ["B"]
    status, _, err = glossator("export", study.name, "segments", "-o", "s.json", "--coder", "C")
    assert (status, "no coder C" in err) == (1, True)


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("segments", ["s.csv", "s.xlsx", "s.json"]),
        ("codebook", ["c.csv", "c.qdc", "c.html"]),
        ("sources", ["o.json"]),
        ("journal", ["j.json"]),
    ],
)
def test_the_same_project_gives_the_same_bytes(study, glossator, tmp_path, what, names):
    glossator("codings", study.name, table(tmp_path / "c0.csv", "English,A,Pay,2,6,", "Arabic,B,Leader,0,7,"))
    (tmp_path / "again").mkdir()
    for name in names:
        assert glossator("export", study.name, what, "-o", name)[0] == 0
        assert glossator("export", study.name, what, "-o", f"again/{name}")[0] == 0
        assert (tmp_path / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_status_is_set_for_all_sources_or_one_and_for_the_families_named(study, glossator):
    glossator("coder", study.name, "add", "A")
    assert glossator("status", study.name, "--coder", "A", "--all", "done")[0] == 0
    assert len(state(study)["status"]) == 6
    one = ("--coder", "A", "--source", "English", "--family", "Level")
    assert glossator("status", study.name, *one, "in-progress")[0] == 0
    assert sorted(row[5] for row in state(study)["status"]) == ["done"] * 5 + ["in-progress"]
    history = glossator("history", study.name)[1].splitlines()
    assert history[-1].split("\t")[1:3] == ["A", "Set status"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("status", "p.glossator", "--coder", "Nobody", "--all", "done"),
        ("status", "p.glossator", "--coder", "A", "--source", "Nowhere", "done"),
        ("status", "p.glossator", "--coder", "A", "--all", "--family", "Nothing", "done"),
        ("compare", "p.glossator", "--coder", "A", "--coder", "Nobody"),
        ("compare", "p.glossator", "--code", "Fear"),
        ("compare", "p.glossator", "--share", "2"),
        ("export", "p.glossator", "segments", "-o", "nowhere/s.csv"),
        ("export", "p.glossator", "segments", "-o", "s.doc"),
        ("history", "missing.glossator"),
        ("check", "scheme.csv"),
    ],
)
def test_what_a_user_can_mend_is_one_sentence_and_exit_1(study, glossator, arguments):
    glossator("coder", study.name, "add", "A")
    before = state(study)
    status, out, err = glossator(*arguments)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    assert state(study) == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("new",),
        ("import", "p.glossator"),
        ("status", "p.glossator", "--coder", "A", "done"),
        ("status", "p.glossator", "--coder", "A", "--all", "finished"),
        ("compare", "p.glossator", "--measure", "luck"),
        ("compare", "p.glossator", "--unit", "line"),
        ("compare", "p.glossator", "--distance", "far"),
        ("export", "p.glossator", "everything", "-o", "x.csv"),
        ("--flag",),
    ],
)
def test_wrong_usage_exits_with_2(study, glossator, arguments):
    assert glossator(*arguments)[0] == 2


def test_a_project_that_is_open_elsewhere_is_named_and_left_alone(study, glossator):
    with Session.open(study):
        status, _, err = glossator("coder", study.name, "add", "A")
        assert (status, "is open for" in err) == (1, True)
        assert glossator("coder", study.name, "list")[0] == 0


def test_history_tells_acts_undone_and_done_again(study, glossator):
    glossator("coder", study.name, "add", "A")
    with Session.open(study) as session:
        session.undo()
        session.redo()
    acts = [line.split("\t")[2] for line in glossator("history", study.name)[1].splitlines()]
    assert acts[-3:] == ["Add coder (undone)", "Undo: Add coder (undone)", "Redo: Add coder"]


def test_check_passes_a_sound_project_and_lists_what_is_wrong(study, glossator):
    assert glossator("check", study.name)[0] == 0
    with Session.open(study) as session:
        session._db.execute("UPDATE revision SET characters = 3 WHERE id = 1")
    status, out, err = glossator("check", study.name)
    assert status == 1
    assert "English" in out
    assert "1 " in err


def test_a_command_starts_without_a_window_or_pandas(study):
    script = (
        "import sys; from gui.app import main; main(['history', 'p.glossator']); "
        "print([name for name in ('PySide6', 'pandas', 'numpy') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=study.parent,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.stderr.strip() == "[]"
    assert done.returncode == 0

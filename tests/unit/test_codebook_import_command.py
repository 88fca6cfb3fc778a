"""`glossator codebook PROJECT import FILE`."""

import pytest
from studies import dump

from core.queries.history import steps
from core.queries.schemes import scheme
from core.session import Session
from gui.app import main


@pytest.fixture
def project(coded_session):
    path = coded_session.path
    coded_session.close()
    return path


def glossator(capsys, *arguments):
    status = main([str(each) for each in arguments])
    return status, *capsys.readouterr()


def ask(path, query):
    with Session.open(path, read_only=True) as session:
        return session.ask(query)


def test_an_import_tells_what_it_did_and_does_it(project, capsys, tmp_path):
    table = tmp_path / "codes.csv"
    table.write_text(
        "family,code,parent,definition,colour,weight\n"
        "Motive,Fear,,Afraid of harm,#00ff00,\nMotive,Debt,Pay,,,\nPlace,North,,,,\n",
        "utf-8",
    )
    before = ask(project, scheme).codes[0].colour
    told = [
        "1 family and 2 codes new, 2 changes, 5 codes not in the file, left as they are{}",
        "Family Place: added",
        "Debt (Motive): added below Pay",
        "North (Place): added",
        "Fear (Motive): definition added",
        "    {{+Afraid of harm+}}",
        f"Fear (Motive): colour {before} → #00FF00",
        "Columns passed over: weight.",
    ]
    whole = ask(project, dump)
    status, out, _ = glossator(capsys, "codebook", project, "import", table, "--dry-run")
    assert status == 0
    assert out == f"{table}: " + "\n".join(told).format(". Nothing was changed yet.") + "\n"
    assert ask(project, dump) == whole
    status, out, _ = glossator(
        capsys, "codebook", project, "import", table, "--reason", "agreed", "--coder", "Coder A"
    )
    assert (status, out) == (0, f"{table}: " + "\n".join(told).format("") + "\n")
    last = ask(project, steps)[-1]
    assert (last.title, last.reason, last.coder) == ("Import a codebook", "agreed", "Coder A")
    _, out, _ = glossator(capsys, "codebook", project, "import", table)
    assert "nothing new, 0 changes" in out
    assert ask(project, steps)[-1] == last


def test_a_faulty_file_is_one_sentence_and_changes_nothing(project, capsys, tmp_path):
    table = tmp_path / "codes.csv"
    table.write_text("family,code,colour\nMotive,Debt,\nMotive,Fear,green\n", "utf-8")
    whole = ask(project, dump)
    status, out, err = glossator(capsys, "codebook", project, "import", table)
    assert (status, out) == (1, "")
    assert err == "codes.csv, row 3, field colour: green is no colour: write it as #A75C51.\n"
    assert ask(project, dump) == whole


def test_codes_without_a_family_go_where_the_command_says(project, capsys, tmp_path):
    table = tmp_path / "tags.csv"
    table.write_text("tag\nDebt\n", "utf-8")
    assert glossator(capsys, "codebook", project, "import", table)[0] == 1
    status, out, _ = glossator(capsys, "codebook", project, "import", table, "--family", "Motive")
    assert (status, "Debt (Motive): added" in out) == (0, True)

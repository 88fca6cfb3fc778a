"""`glossator codebook`: releasing, listing, and telling versions apart."""

import json

import pytest

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.versions import version_to_extend
from core.model.scheme import Scale
from core.session import Session
from gui.app import main


@pytest.fixture
def codebook(tmp_path, capsys):
    """Run an act on the codebook of a project; gives exit status, output and what went to stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        try:
            status = main(("codebook", str(tmp_path / "p.glossator"), *arguments))
        except SystemExit as stop:
            status = stop.code
        return status, *capsys.readouterr()

    with Session.create(tmp_path / "p.glossator", "Study") as session:
        session.run(
            AddToScheme(
                (NewFamily("Motive"), NewFamily("Level", Scale.ORDINAL)),
                (
                    NewCode("Motive", "Fear", definition="Fear of death. " * 20 + "Of death, mostly."),
                    NewCode("Motive", "Pay", definition="No pay.\nOr late pay.", shortcut="2"),
                    NewCode("Level", "Leader"),
                    NewCode("Level", "Clerk"),
                ),
            )
        )
    return run


class Rows:
    """An act that writes rows of the scheme, as edits do."""

    title = "Edit"

    def __init__(self, reason, *rows):
        self.reason, self.rows = reason, rows

    def apply(self, writer):
        writer.because(self.reason)
        version = version_to_extend(writer)
        for table, key, values in self.rows:
            if values is None:
                writer.delete(table, key)
            elif key:
                writer.update(table, key, values)
            else:
                writer.insert(table, values | {"version": version})


def test_a_released_version_is_listed_with_its_date_and_its_note_on_one_line(codebook):
    assert codebook("release", "--note", "For the\npilot") == (
        0,
        "Version 1 released: 2 families, 4 codes\n",
        "",
    )
    status, out, err = codebook("release")
    assert (status, out) == (1, "")
    assert err == "Version 1 is released already, and nothing was changed since.\n"
    [line] = codebook("list")[1].splitlines()
    number, state, opened, released, note = line.split("\t")
    assert (number, state, note) == ("1", "released", "For the pilot")
    assert opened <= released


def test_the_newest_version_is_a_draft_and_older_ones_are_closed(codebook, tmp_path):
    assert codebook("list")[1].split("\t")[1] == "draft"
    codebook("release")
    with Session.open(tmp_path / "p.glossator") as session:
        session.run(AddToScheme((), (NewCode("Motive", "Hunger"),)))
    first, second = codebook("list")[1].splitlines()
    assert first.split("\t")[:2] == ["1", "released"]
    assert second.split("\t")[:2] == ["2", "draft"]
    assert second.split("\t")[3:] == ["–", ""]


def test_the_difference_reads_as_people_tell_it(codebook, tmp_path):
    codebook("release")
    definition = "Fear of death. " * 20 + "Of revenge, mostly."
    arabic = json.dumps({"definition": {"ar": "الخوف من الموت"}})
    with Session.open(tmp_path / "p.glossator") as session:
        session.run(
            Rows(
                "Two coders read it wider.\nSee round 1.",
                ("code", 1, {"definition": definition}),
            )
        )
        session.run(
            Rows(
                "",
                ("code", 1, {"name": "Fear of revenge", "texts": arabic, "aliases": '["Fear"]'}),
                ("code", 2, {"parent": 1, "shortcut": "", "colour": "#112233", "is_active": 0}),
                ("code", 3, {"position": 9, "is_codable": 0}),
                ("family", 2, {"is_exclusive": 1}),
            )
        )
        session.run(AddToScheme((NewFamily("Place", definition="Where to."),), (NewCode("Place", "Home"),)))
    status, out, err = codebook("diff", "1", "draft")
    assert (status, err) == (0, "")
    around = "… of death. Fear of death. Fear of death. Fear of death. Of [-death-]{+revenge+}, mostly."
    colour = next(line for line in out.splitlines() if "colour changed" in line)
    assert colour.endswith(" → #112233")
    assert [line for line in out.splitlines() if line != colour] == [
        "From version 1 to the draft: 13 changes",
        "Fear of revenge (Motive): renamed, was Fear",
        "Fear of revenge (Motive): definition changed",
        f"    {around}",
        "    Why: Two coders read it wider.",
        "    See round 1.",
        "Fear of revenge (Motive): definition (ar) added",
        "    {+الخوف من الموت+}",
        "Fear of revenge (Motive): other names added",
        "    {+Fear+}",
        "Pay (Motive): moved below Fear of revenge",
        "Pay (Motive): retired, takes no new codings",
        "Pay (Motive): shortcut removed: 2",
        "Family Level: exclusive now",
        "Family Level: order changed: Leader, Clerk → Clerk, Leader",
        "Leader (Level): only a heading now",
        "Family Place: added",
        "    Where to.",
        "Home (Place): added",
    ]
    assert codebook("diff", "1", "2")[1].splitlines()[1:] == out.splitlines()[1:]
    assert codebook("diff", "1", "draft")[1] == out


def test_the_way_back_tells_what_would_go(codebook, tmp_path):
    codebook("release")
    with Session.open(tmp_path / "p.glossator") as session:
        session.run(AddToScheme((), (NewCode("Motive", "Hunger"),)))
        session.run(
            Rows(
                "Merged by mistake.", ("code", 2, None), ("code", 1, {"family": 2, "source": "A paper, 2019"})
            )
        )
    assert codebook("diff", "1", "2")[1].splitlines() == [
        "From version 1 to version 2: 4 changes",
        "Hunger (Motive): added",
        "Pay (Motive): removed",
        "    No pay.",
        "    Or late pay.",
        "    Why: Merged by mistake.",
        "Fear (Level): moved here from the family Motive",
        "    Why: Merged by mistake.",
        "Fear (Level): source added",
        "    {+A paper, 2019+}",
        "    Why: Merged by mistake.",
    ]
    assert codebook("diff", "2", "1")[1].splitlines() == [
        "From version 2 to version 1: 4 changes",
        "Fear (Motive): moved here from the family Level",
        "Fear (Motive): source removed",
        "    [-A paper, 2019-]",
        "Pay (Motive): added",
        "    No pay.",
        "    Or late pay.",
        "Hunger (Motive): removed",
    ]
    assert codebook("diff", "1", "1")[1] == "From version 1 to version 1: 0 changes\n"


@pytest.mark.parametrize("name", ["7", "one", "-1", "٢", "9" * 9000, ""])
def test_a_version_that_is_not_there_gets_a_sentence(codebook, name):
    status, out, err = codebook("diff", "--", name, "draft")
    assert (status, out) == (1, "")
    assert err == f"There is no version {name} of the codebook. This project has: 1, draft.\n"


def test_wrong_usage_exits_with_2(codebook):
    assert codebook()[0] == 2
    assert codebook("diff", "1")[0] == 2

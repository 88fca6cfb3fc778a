"""The sample study is built from its files, through the same readers as any other input."""

import shutil
from pathlib import Path

import pytest

from core.errors import InvalidInput
from core.exchange.formats import export
from core.exchange.study import build_study, sample_folder, study_title
from core.model.coding import State
from core.queries.coders import coders
from core.queries.codings import codings_in
from core.queries.schemes import newest_version, scheme
from core.queries.sources import not_codable, sources, text
from core.queries.statuses import statuses
from core.session import Session


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample study that a test may spoil."""
    return Path(shutil.copytree(sample_folder(), tmp_path / "study"))


def spoil(path: Path, old: str, new: str) -> None:
    before = path.read_text("utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), "utf-8")


def test_the_sample_study_is_built_whole(session):
    told = []
    build_study(session, sample_folder())
    assert "fictional" in study_title(sample_folder())
    assert [coder.name for coder in session.ask(coders)] == ["Coder A", "Coder B", "Coder C"]
    assert len(session.ask(sources)) == 10
    assert len(session.ask(scheme).families) == 3
    assert session.ask(newest_version).number == 1
    for source in session.ask(sources):
        words = session.ask(text, source.revision)
        assert "Glossator" in words[: session.ask(not_codable, source.revision)[0].end]
        told.append(len(session.ask(codings_in, source.revision)))
    assert sum(told) > 300
    assert {status.state for status in session.ask(statuses)} == {State.DONE, State.IN_PROGRESS}


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        ("study.toml", "title =", "name =", "study.toml does not say: title"),
        ("study.toml", "title =", "title", "study.toml cannot be read"),
        ("study.toml", "I: What did you carry?", "I: What?", "“I: What\\?” stands 0 times"),
        ("study.toml", 'scheme = "scheme.csv"', 'scheme = "none.csv"', "There is no file"),
        ("status.csv", "Coder A", "Coder X", "status.csv, row 2, field coder: There is no coder Coder X"),
        ("status.csv", ",done", ",finished", "status.csv, row 2, field state: This is none of"),
        ("codings/coder-a.csv", "592,666", "593,666", "coder-a.csv, row 2, field text"),
    ],
)
def test_a_fault_in_a_study_names_its_file(session, folder, file, old, new, sentence):
    spoil(folder / file, old, new)

    def build() -> None:
        study_title(folder)
        build_study(session, folder)

    with pytest.raises(InvalidInput, match=sentence):
        build()


def test_a_study_builds_the_same_project_each_time(tmp_path):
    tables = []
    for number in range(2):
        with Session.create(tmp_path / f"{number}.glossator", "x") as session:
            build_study(session, sample_folder())
            session.ask(export, "codebook", tmp_path / f"{number}.csv")
        tables.append((tmp_path / f"{number}.csv").read_bytes())
    assert tables[0] == tables[1]

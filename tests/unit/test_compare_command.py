"""`glossator compare` with draws: intervals, near copies, and what is refused in a sentence."""

import json
import sqlite3
from contextlib import closing
from random import Random

import pytest

from core.agreement.scope import OTHER_REVISION
from gui.app import main

WORDS = "river market salt bridge winter clerk ferry guard paper bread letter road".split()


def text(seed: int) -> str:
    random = Random(seed)
    return " ".join(random.choices(WORDS, k=400))


@pytest.fixture
def glossator(tmp_path, monkeypatch, capsysbinary):
    """Run a command in an empty folder; gives exit status, output and what went to stderr."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, bytes, bytes]:
        status = main(arguments)
        out, err = capsysbinary.readouterr()
        return status, out, err

    return run


@pytest.fixture
def study(glossator, tmp_path):
    """Seven sources, the last a copy of the first that is wrapped otherwise, coded by two."""
    texts = {f"source {n}": text(n) for n in range(6)}
    texts["source 6"] = texts["source 0"].replace(" ", "\n")
    for name, content in texts.items():
        (tmp_path / f"{name}.txt").write_text(content, encoding="utf-8")
    (tmp_path / "scheme.csv").write_text("family,code\nMotive,Fear\n")
    rows = [
        f"{name},{coder},Fear,{10 + n * shift},{60 + n},"
        for n, name in enumerate(texts)
        for coder, shift in (("A", 0), ("B", 3))
    ]
    (tmp_path / "c.csv").write_text("\n".join(["source,coder,code,start,end,text", *rows]) + "\n")
    for arguments in (
        ("new", "p.glossator", "--scheme", "scheme.csv"),
        ("import", "p.glossator", *(f"{name}.txt" for name in texts)),
        ("codings", "p.glossator", "c.csv"),
        ("status", "p.glossator", "--coder", "A", "--all", "done"),
        ("status", "p.glossator", "--coder", "B", "--all", "done"),
    ):
        assert glossator(*arguments)[0] == 0
    return "p.glossator"


def test_draws_bring_intervals_and_name_their_seed_and_the_near_copies(study, glossator):
    status, out, _ = glossator("compare", study, "--draws", "50", "--measure", "dice")
    record = json.loads(out)
    assert status == 0
    assert (record["settings"]["draws"], record["settings"]["seed"]) == (50, 1)
    assert record["clusters"] == [["source 0", "source 6"]]
    pooled = [row for row in record["results"] if row["source"] is None]
    assert {row["n_clusters"] for row in pooled} == {6}
    for row in pooled:
        low, high = row["ci95"]
        assert low < row["value"] < high


def test_the_same_seed_gives_the_same_bytes_and_another_others(study, glossator):
    first, again, other = (
        glossator("compare", study, "--draws", "20", "--seed", seed)[1] for seed in ("7", "7", "8")
    )
    assert first == again != other


def test_without_draws_there_are_no_intervals(study, glossator):
    record = json.loads(glossator("compare", study)[1])
    assert record["settings"]["draws"] == 0
    assert {row["ci95"] for row in record["results"]} == {None}


@pytest.mark.parametrize(
    "wrong", [("--draws", "-1"), ("--draws", "1000000"), ("--seed", "-3"), ("--share", "2"), ("--iou", "2")]
)
def test_a_number_out_of_its_range_is_one_sentence_and_exit_1(study, glossator, wrong):
    status, out, err = glossator("compare", study, *wrong)
    assert (status, out) == (1, b"")
    assert len(err.splitlines()) == 1
    assert wrong[1].encode() in err


def test_a_coder_compared_with_nobody_is_one_sentence_and_exit_1(study, glossator):
    status, out, err = glossator("compare", study, "--coder", "A")
    assert (status, out, len(err.splitlines())) == (1, b"", 1)


def test_a_project_nobody_coded_is_compared_without_a_number(glossator):
    assert glossator("new", "empty.glossator", "--scheme", "defection")[0] == 0
    status, out, _ = glossator("compare", "empty.glossator", "--draws", "10")
    record = json.loads(out)
    assert status == 0
    assert {row["value"] for row in record["results"]} == {None}
    assert all(row["undefined"].endswith(".") for row in record["results"])


def test_codings_on_another_revision_of_a_text_are_left_out_with_the_reason(study, glossator):
    with closing(sqlite3.connect(study)) as db, db:
        db.execute(
            """
            INSERT INTO revision (guid, source, number, characters, text_sha256, sha256, file_name,
                                  encoding, notes, created)
            SELECT 'later', source, 2, characters, text_sha256, sha256, file_name, encoding, notes, created
            FROM revision WHERE id = 1
            """
        )
    record = json.loads(glossator("compare", study)[1])
    left_out = [one for one in record["excluded"] if one["reason"] == OTHER_REVISION]
    assert [(one["source"], one["coder"], one["family"]) for one in left_out] == [
        ("source 0", "A", "Motive"), ("source 0", "B", "Motive"),
    ]  # fmt: skip
    assert left_out[0]["codings"] == [{"coder": "A", "code": "Fear", "start": 10, "end": 60}]
    assert not [place for place in record["agreements"] if place["source"] == "source 0"]
    [dice] = [row for row in record["results"] if (row["measure"], row["source"]) == ("dice", "source 0")][:1]
    assert (dice["value"], dice["undefined"]) == (None, "Nobody gave a code.")

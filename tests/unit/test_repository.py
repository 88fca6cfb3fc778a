"""The repository itself: what lies in it, and what a fresh clone is set up from."""

import os
import re
import tomllib
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUNTIME_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
SCRIPTS = ["run", "test", ".ci/run", ".ci/lock"]
TOP_LEVEL = {
    *{"core", "gui", "resources", "sample_data", "tests", "docs"},
    *{"pyproject.toml", "requirements.lock", "requirements-dev.lock", "run", "test"},
    *{"README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"},
}

both_locks = pytest.mark.parametrize("lock", [RUNTIME_LOCK, DEV_LOCK], ids=lambda path: path.name)


def entries(lock: Path) -> list[str]:
    """Each requirement of a lock file with its hashes, continued lines joined."""
    return lock.read_text("utf-8").replace("\\\n", " ").splitlines()


def pins(lock: Path) -> dict[str, list[Requirement]]:
    """Name -> what is locked of it; more than one where the version depends on the Python."""
    found: dict[str, list[Requirement]] = {}
    for entry in entries(lock):
        requirement = Requirement(entry.split("--hash", 1)[0].strip())
        found.setdefault(canonicalize_name(requirement.name), []).append(requirement)
    return found


def applies(marker: Marker | None) -> bool:
    return marker is None or marker.evaluate()


def declared() -> tuple[list[str], list[str]]:
    """What pyproject.toml asks for: to run and install the project, and to work on it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    runtime = [*project["build-system"]["requires"], *project["project"]["dependencies"]]
    return runtime, project["dependency-groups"]["dev"]


def assert_satisfied(wanted: list[str], lock: Path) -> None:
    locked = pins(lock)
    for requirement in map(Requirement, wanted):
        candidates = locked.get(canonicalize_name(requirement.name), [])
        versions = [version.version for pin in candidates if applies(pin.marker) for version in pin.specifier]
        assert len(versions) == 1, f"{requirement} is not in {lock.name}: run .ci/lock"
        assert requirement.specifier.contains(versions[0]), f"{lock.name} is older: run .ci/lock"


@both_locks
def test_a_lock_file_holds_exact_versions_with_hashes_and_nothing_else(lock: Path) -> None:
    entry = re.compile(
        r"[a-z0-9-]+==[0-9][0-9a-z.]*"  # name and version
        r"( ; [a-z_]+ [<>=!]+ '[\w.]+'( and [a-z_]+ [<>=!]+ '[\w.]+')*)?"  # where it applies
        r"( +--hash=sha256:[0-9a-f]{64})+"
    )
    assert [line for line in entries(lock) if not entry.fullmatch(line.rstrip())] == []


@both_locks
def test_a_lock_file_names_no_address_and_no_folder_of_a_machine(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    assert "/" not in text
    assert " @ " not in text


def test_everything_the_product_needs_is_pinned_within_what_it_asks_for() -> None:
    runtime, _ = declared()
    assert_satisfied(runtime, RUNTIME_LOCK)


def test_everything_its_makers_need_is_pinned_within_what_they_ask_for() -> None:
    _, dev = declared()
    assert_satisfied(dev, DEV_LOCK)


def test_both_locks_agree_so_that_they_can_be_installed_together() -> None:
    runtime, dev = pins(RUNTIME_LOCK), pins(DEV_LOCK)
    shared = runtime.keys() & dev.keys()
    assert shared
    assert {name: runtime[name] for name in shared} == {name: dev[name] for name in shared}


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_can_be_started(script: str) -> None:
    path = ROOT / script
    assert os.access(path, os.X_OK)
    assert path.read_text("utf-8").startswith("#!/usr/bin/env bash\n")


def test_the_top_of_the_repository_holds_only_what_a_repository_needs() -> None:
    """Hidden entries are left out: an editor or a checker may keep its own beside ours."""
    ignored = [line.rstrip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines()]
    found = {
        entry.name
        for entry in ROOT.iterdir()
        if not entry.name.startswith(".") and not any(fnmatch(entry.name, pattern) for pattern in ignored)
    }
    assert found - TOP_LEVEL == set()


def test_sql_is_written_in_storage_and_queries_alone():
    asking = re.compile(r"\.execute(many)?\(|\bdb\.query\(")
    for folder in ("core", "gui"):
        for path in (ROOT / folder).rglob("*.py"):
            parts = path.relative_to(ROOT).parts
            if parts[:2] not in (("core", "storage"), ("core", "queries")):
                assert not asking.search(path.read_text("utf-8")), path

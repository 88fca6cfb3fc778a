"""What all tests share: real projects in temporary folders."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from studies import ARABIC, ENGLISH, new_source, small_scheme

from core.commands.coders import AddCoder
from core.commands.sources import AddSources
from core.session import Session

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile(
    "glossator", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
settings.load_profile("glossator")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """An open project without anything in it."""
    with Session.create(tmp_path / "project.glossator", "A study") as session:
        yield session


@pytest.fixture
def coded_session(session: Session) -> Session:
    """A project with two coders, two families of three codes, and a text in each language."""
    session.run(AddCoder("Coder A"))
    session.run(AddCoder("Coder B"))
    session.run(small_scheme())
    session.run(AddSources((new_source("English", ENGLISH), new_source("Arabic", ARABIC))))
    return session

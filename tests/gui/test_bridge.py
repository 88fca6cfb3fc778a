"""The bridge: the project as signals, and the scheme read once for each of its states."""

from pathlib import Path

from core.commands.open_codes import AddOpenCode
from core.session import Session
from gui.bridge import SessionBridge


def names(bridge):
    return {code.name for code in bridge.scheme().codes}


def test_the_scheme_is_the_newest_when_others_hear_of_a_change(qapp, coded_session):
    bridge = SessionBridge(coded_session)
    before = bridge.scheme()
    assert bridge.scheme() is before
    heard = []
    bridge.changed.connect(lambda _: heard.append(names(bridge)))

    bridge.run(AddOpenCode("Salt"))
    bridge.undo()
    bridge.redo()

    assert ["Salt" in known for known in heard] == [True, False, True]


def test_a_project_open_for_reading_is_asked_each_time(qapp, coded_session, tmp_path: Path):
    coded_session.save_copy(tmp_path / "copy.glossator")
    with (
        Session.open(tmp_path / "copy.glossator") as writing,
        Session.open(tmp_path / "copy.glossator", read_only=True) as reading,
    ):
        bridge = SessionBridge(reading)
        assert "Salt" not in names(bridge)
        writing.run(AddOpenCode("Salt"))
        assert "Salt" in names(bridge)

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gui.dialogs.crash import CrashDialog
from gui.start import _told_in_a_dialog

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_one_sentence_says_so(tmp_path):
    displays = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in displays}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from gui.app import main; sys.exit(main())", "study.glossator"],
        cwd=ROOT,
        env=environment | {"HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("There is no display")


def test_the_log_of_a_fault_holds_no_words_of_a_source(qapp, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(CrashDialog, "exec", lambda _: 0)
    words = "I left " + "in winter"
    try:
        int(words)
    except ValueError as error:
        _told_in_a_dialog(tmp_path / "glossator.log")(type(error), error, error.__traceback__)
    [record] = caplog.records
    assert "ValueError" in record.getMessage()
    assert "test_start.py" in record.getMessage()
    assert "winter" not in record.getMessage()
    assert record.exc_info is None

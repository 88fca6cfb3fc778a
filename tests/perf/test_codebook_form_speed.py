"""Budget of the form of the Codebook in a scheme of two thousand codes: a frame for another code."""

from itertools import cycle

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.commands.scheme import AddToScheme, EditCode, NewCode, NewFamily
from core.session import Session
from gui.bridge import SessionBridge
from gui.codebook.form import CodeForm
from gui.codebook.meant import Meant
from gui.look import Look

pytestmark = pytest.mark.perf

CODES, FAMILIES = 2_000, 20
FRAME = 0.016
RULE = {
    "short": "In a few words. ",
    "definition": "What coders have agreed on. " * 5,
    "include": "This, and that as well. " * 6,
    "exclude": "What has a code of its own. " * 6,
    "typical": "Words of somebody. " * 4,
}
ARABIC = {"definition": {"ar": "ما اتفق عليه المرمّزون. " * 5}, "include": {"ar": "هذا وذاك أيضًا. " * 5}}


@pytest.fixture
def form(qapp, tmp_path):
    """The form, as large as it stands in the window, on a scheme whose codes all have rules."""
    families = tuple(NewFamily(f"Family {number}") for number in range(FAMILIES))
    codes = (
        NewCode(
            f"Family {number % FAMILIES}",
            f"Code {number}",
            names={"ar": f"رمز {number}"},
            texts=ARABIC,
            **RULE,
        )
        for number in range(CODES)
    )
    with Session.create(tmp_path / "p.glossator", "Two thousand codes") as session:
        session.run(AddToScheme(families, tuple(codes)))
        bridge = SessionBridge(session)
        for code in bridge.scheme().codes[:40:2]:
            session.run(EditCode(code.id, {"include": "Wider"}, "Asked in the pilot round"))
        meant = Meant(bridge)
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        form = CodeForm(bridge, meant, Look(qapp, settings))
        form.resize(780, 800)
        form.show()
        QTest.qWait(50)
        yield form, meant
        form.close()
        form.deleteLater()


def test_another_code_is_shown_within_a_frame(budget, form):
    shown, meant = form
    codes = cycle([code.id for code in meant.bridge.scheme().codes[:40]])

    def work() -> None:
        meant.choose((next(codes),))
        QApplication.sendPostedEvents()
        shown.repaint()

    budget.hold(f"show another of {CODES:,} codes in the form", work, at_most=FRAME, rounds=40)

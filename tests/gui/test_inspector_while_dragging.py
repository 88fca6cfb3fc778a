"""While an end of a coding is dragged the inspector says how long it would be."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from core.model.span import Span
from gui.editor.handles import handles_of

LEFT = Qt.MouseButton.LeftButton


def test_the_length_follows_the_hand_and_goes_back_with_escape(coded_session, open_window):
    window = open_window(coded_session)
    view = window.reading.editor.view
    window.reading.editor.select(Span(2, 9))
    window.desk.choose(window.desk.give(window.desk.bridge.scheme().codes[0].id))
    QTest.qWait(1)
    [card] = window.inspector.cards()
    assert "7 characters" in card.accessibleName()
    [_, knob] = handles_of(Span(2, 9), view.placed_blocks(), view.offsets, view.text)
    QTest.mousePress(view.viewport(), LEFT, pos=knob.knob.toPoint())
    for share in (20, 40):
        QTest.mouseMove(view.viewport(), knob.knob.toPoint() + QPoint(share, 0))
    shown = view.index.get(card.key).span
    assert len(shown) > 7
    assert f"{len(shown)} characters" in card.accessibleName()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert "7 characters" in card.accessibleName()
    QTest.mouseRelease(view.viewport(), LEFT)
    assert card.isChecked()

"""Marking words as not codable and back: where nothing would change the status bar says so."""

from core.model.span import Span


def test_words_that_count_already_are_no_failure(coded_session, open_window):
    window = open_window(coded_session)
    window.reading.editor.select(Span(2, 9))
    window.acts.codable.trigger()
    assert window.status.message == "All of this is codable already."
    assert not window.reading.banner.isVisible()
    assert window.desk.selection == Span(2, 9)


def test_words_that_do_not_count_already_are_no_failure(coded_session, open_window):
    window = open_window(coded_session)
    for span in (Span(2, 19), Span(4, 9)):
        window.reading.editor.select(span)
        window.acts.not_codable.trigger()
    assert window.status.message == "None of this is codable already."
    assert not window.reading.banner.isVisible()
    window.reading.editor.select(Span(4, 9))
    window.acts.codable.trigger()
    assert window.status.message == "Marked as codable"
    assert list(window.reading.editor.view.not_codable) == [Span(2, 4), Span(9, 19)]

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QTextCharFormat, QTextDocument
from PySide6.QtTest import QTest

from core.model.span import Span
from core.text.offsets import BLOCK_SEPARATORS, OffsetMap
from core.text.reach import trimmed
from gui.editor.editor import Editor, ShownCoding
from gui.theme import DARK, LIGHT

ENGLISH = "The ferry left before dawn. Nobody counted the sacks that morning, and nobody asked me why."
ARABIC = "خرج القارب قبل الفجر. لم يعدّ أحد الأكياس ذلك الصباح (North pier)، ولم يسألني أحد عن السبب."


@pytest.fixture
def editor(qtbot):
    editor = Editor(LIGHT)
    editor.resize(900, 600)
    qtbot.addWidget(editor)
    with qtbot.waitExposed(editor):
        editor.show()
    return editor


def lines_of_first_block(editor):
    return editor.view.placed_blocks()[0].laid


def edges_of_line(editor, block, line=0):
    placed = editor.view.placed_blocks()[block]
    return placed.laid.rooms[line]


def test_a_latin_paragraph_stands_at_the_left_and_an_arabic_one_at_the_right(editor):
    editor.show_source(f"{ENGLISH[:20]}\n{ARABIC[:20]}")
    width = editor.view.viewport().width()
    left, right = edges_of_line(editor, 0)
    assert left < 14
    assert right < width / 2
    left, right = edges_of_line(editor, 1)
    assert left > width / 2
    assert right > width - 14


def test_the_text_keeps_its_side_when_the_window_is_mirrored(editor):
    editor.show_source(f"{ENGLISH[:20]}\n{ARABIC[:20]}")
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    editor.resize(901, 600)
    assert edges_of_line(editor, 0)[0] < 14
    assert edges_of_line(editor, 1)[1] > editor.view.viewport().width() - 14


def test_margin_and_gutter_change_sides_with_the_window(editor):
    assert editor.gutter.x() < editor.view.x() < editor.margin.x() < editor.overview.x()
    editor.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert editor.gutter.x() > editor.view.x() > editor.margin.x() > editor.overview.x()


def test_a_line_is_never_longer_than_a_reader_can_follow(editor):
    editor.show_source(ENGLISH * 20)
    for width in (700, 1000, 1600, 3000):
        editor.resize(width, 600)
        laid = lines_of_first_block(editor)
        longest = max(end - start for start, end in zip(laid.starts, laid.ends, strict=True))
        assert longest <= 90
        assert width < 900 or longest >= 50


def test_a_paragraph_of_figures_runs_as_its_source_does(editor):
    editor.show_source(f"{ARABIC}\n1999\n{ARABIC}")
    assert edges_of_line(editor, 1)[1] > editor.view.viewport().width() - 14


def test_the_pieces_of_a_cut_line_run_as_the_line_does(editor):
    editor.show_source("كلمة " * 390 + "word " * 500)
    placed = editor.view.placed_blocks()
    editor.view.scroll_to_offset(2200)
    placed = editor.view.placed_blocks()
    assert placed[0].number > 0
    assert all(block.laid.is_right_to_left for block in placed)


def test_a_blank_line_takes_less_room_than_a_line_of_text(editor):
    editor.show_source("one\n\ntwo")
    text, blank, _ = editor.view.placed_blocks()
    assert blank.laid.height < text.laid.height


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        ENGLISH,
        ARABIC,
        "a😀b",
        f"x{''.join(BLOCK_SEPARATORS)}y",
        "a\u2028b",
        "word " * 3000,
        "ا" * 5000,
        "\ufffc",
    ],
)
def test_the_toolkit_counts_blocks_and_positions_as_the_offset_map_does(qapp, text):
    offsets = OffsetMap(text)
    document = QTextDocument()
    document.setPlainText(offsets.view_text)
    assert document.blockCount() == offsets.block_count
    assert document.characterCount() == offsets.view_length + 1
    for number in range(offsets.block_count):
        assert document.findBlockByNumber(number).position() == offsets.to_view(offsets.block_start(number))


@pytest.mark.parametrize(
    "text", ["😀 I felt heard. 😀", "é\u0301 I felt heard.", "\u2029\ufdd0I felt heard."]
)
def test_a_selection_is_counted_in_code_points(editor, text):
    editor.show_source(text)
    start = text.index("felt heard")
    editor.select(Span(start, start + 10))
    assert editor.selected_span == Span(start, start + 10)
    assert editor.caret == start + 10


def test_a_selection_loses_its_outer_white_space(editor):
    editor.show_source("one  two  three")
    editor.view.select_between(3, 10)
    assert editor.selected_span == Span(5, 8)


def test_a_selection_of_white_space_is_none(editor, qtbot):
    editor.show_source("one   two")
    editor.view.select_between(3, 6)
    assert editor.selected_span is None


def test_a_selection_never_parts_a_character(editor):
    text = "ok 👩‍👩‍👧 ok"
    editor.show_source(text)
    editor.view.select_between(0, 5)
    span = editor.selected_span
    assert text[span.start : span.end] == "ok 👩‍👩‍👧"


def test_copying_takes_the_stored_text(editor, qtbot):
    text = "a\u00a0b " + "long " * 600 + "end\u2029new"
    editor.show_source(text)
    editor.select(Span(0, len(text)))
    QTest.keySequence(editor.view, QKeySequence.StandardKey.Copy)
    assert QGuiApplication.clipboard().text() == text


def test_a_caret_can_be_seen_wherever_it_goes(editor):
    editor.show_source("\n".join([ENGLISH * 9, ARABIC * 7, "", ENGLISH, ARABIC * 3] * 30))
    for offset in range(0, len(editor.view.text), 1777):
        editor.view.reveal(Span(offset, offset + 1))
        caret = editor.view.offsets.to_view(offset)
        assert editor.view._is_in_view(caret)


def test_reading_size_moves_no_text_out_of_view(editor):
    editor.show_source("\n".join([ENGLISH * 3, ARABIC * 3] * 40))
    editor.view.scroll_to_offset(8000)
    before, _ = editor.view.visible_span()
    editor.set_reading_size(24)
    after, _ = editor.view.visible_span()
    assert abs(after - before) < 200
    assert editor.view.metrics.arabic.step > 35


def test_reading_size_stays_within_its_bounds(editor, qtbot):
    with qtbot.waitSignal(editor.reading_size_changed) as size:
        editor.set_reading_size(400)
    assert size.args == [28]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_coded_text_is_shaded_and_other_text_is_not(editor, theme):
    editor.set_theme(theme)
    editor.show_source("one two three")
    plain = editor.view.grab().toImage()
    editor.set_codings([ShownCoding(1, Span(4, 7), 1, "Two", "#A75C51")])
    coded = editor.view.grab().toImage()
    changed = [
        x
        for x in range(plain.width())
        if any(plain.pixel(x, y) != coded.pixel(x, y) for y in range(plain.height()))
    ]
    box = editor.view.span_rect(Span(4, 7))
    assert box.left() - 3 <= min(changed)
    assert max(changed) <= box.right() + 3


def test_what_is_not_codable_is_quiet_and_barred_in_the_gutter(editor):
    editor.show_source(f"{ENGLISH}\nfoot of page", [Span(len(ENGLISH) + 1, len(ENGLISH) + 13)])
    block = editor.view.placed_blocks()[1].block
    [quiet] = block.layout().formats()
    assert quiet.format.foreground().color().name().upper() == LIGHT.quiet


def test_a_part_of_a_paragraph_that_is_not_codable_is_told_by_a_dotted_rule_too(editor):
    dots = QTextCharFormat.UnderlineStyle.DotLine
    for text in (ENGLISH, ARABIC):
        editor.show_source(f"{text}\n{text}", [Span(4, 12), Span(len(text) + 1, 2 * len(text) + 1)])
        part, whole = (placed.block.layout().formats() for placed in editor.view.placed_blocks())
        assert {one.start for one in part if one.format.underlineStyle() == dots} == {4}
        assert all(one.format.underlineStyle() != dots for one in whole)


def test_paragraphs_are_numbered_without_the_blank_lines(editor):
    editor.show_source("one\n\ntwo\n   \nthree")
    assert [editor.gutter.number_of(offset) for offset in (0, 4, 5, 13)] == [1, None, 2, 3]


def test_a_hit_comes_into_view(editor):
    text = (ENGLISH + "\n") * 200
    editor.show_source(text)
    hits = [Span(at, at + 5) for at in range(4, len(text), len(ENGLISH) + 1)]
    editor.set_hits(hits, 150)
    start, end = editor.view.visible_span()
    assert start <= hits[150].start < end


def test_clearing_leaves_nothing_behind(editor):
    editor.show_source(ENGLISH)
    editor.set_codings([ShownCoding(1, Span(4, 7), 1, "Two", "#A75C51")])
    editor.choose(1)
    editor.clear()
    assert (editor.chosen_coding, editor.selected_span, editor.caret) == (None, None, 0)
    assert editor.margin.label_texts() == []


def test_everything_in_the_editor_has_a_name_for_those_who_listen(editor):
    for part in (editor, editor.view, editor.margin, editor.gutter, editor.overview):
        assert part.accessibleName()


@pytest.mark.parametrize("width", [620, 760, 1400])
def test_what_is_read_stays_at_the_top_when_the_window_gets_another_width(editor, width):
    editor.show_source("\n".join(f"{number} " + ENGLISH * 20 for number in range(60)))
    editor.view.scroll_to_offset(20_000)
    top, _ = editor.view.visible_span()
    editor.resize(width, 500)
    start, end = editor.view.visible_span()
    assert start <= top < end
    assert top - start < 100


@pytest.mark.parametrize("back", [False, True])
def test_a_jump_lays_out_what_comes_into_view_and_nothing_else(editor, back):
    text = "\n".join(f"{number} " + "word " * 60 for number in range(400))
    editor.show_source(text)
    editor.grab()
    far = text.index("\n300 "), text.index("\n100 ")
    for place in reversed(far) if back else far:
        known = set(editor.view._layout._laid)
        editor.select(Span(place + 1, place + 40))
        in_view = {placed.number for placed in editor.view.placed_blocks()}
        assert set(editor.view._layout._laid) - known <= in_view
        assert editor.view._is_in_view(editor.view.textCursor().position())


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(1, 9_000), st.booleans(), st.booleans())))
def test_words_are_selected_wherever_the_view_is_and_whatever_was_laid_out(editor, jumps):
    text = "\n".join(f"{number} " + "word كلمة 😀 " * (number % 90) for number in range(170))
    editor.show_source(text)
    for start, length, scroll, narrower in jumps:
        span = Span(start % (len(text) - 10), min(start % (len(text) - 10) + length, len(text)))
        editor.resize(700 if narrower else 900, 600)
        top = editor.view.visible_span()[0]
        editor.select(span, scroll)
        assert editor.selected_span == trimmed(text, span.start, span.end)
        if not scroll:
            assert editor.view.visible_span()[0] == top
        editor.view.grab()

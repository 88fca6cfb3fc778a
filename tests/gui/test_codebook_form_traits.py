"""What else the form of a code holds: examples, colour, key, place, reasons, counts and warnings."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from studies import ENGLISH

from core.commands.codings import GiveCode
from core.commands.scheme import EditCode, RetireCodes
from core.model.scheme import Scale
from core.model.scheme_faults import FaultKind, faults
from core.model.span import Span
from core.queries.codebook import use_of, uses
from core.queries.coders import coders
from core.queries.history import steps
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.queries.versions import reasons_of
from core.session import Session
from gui.bridge import SessionBridge
from gui.codebook.form import CodeForm
from gui.codebook.form.notes import faults_of
from gui.codebook.meant import Meant

CONTROL = Qt.KeyboardModifier.ControlModifier
PAY = Span(ENGLISH.index("The pay"), ENGLISH.index("stopped.") + 8)


def made_form(qtbot, meant, look):
    form = CodeForm(meant.bridge, meant, look)
    qtbot.addWidget(form)
    form.resize(810, 760)
    with qtbot.waitExposed(form):
        form.show()
    form.activateWindow()
    return form


@pytest.fixture
def meant(coded_session):
    return Meant(SessionBridge(coded_session))


@pytest.fixture
def form(qtbot, meant, look):
    """The form on Fear, 810 wide."""
    made = made_form(qtbot, meant, look)
    look_at(meant, "Fear")
    return made


def code_named(meant, name):
    return next(code for code in meant.bridge.ask(scheme).codes if code.name == name)


def look_at(meant, *names):
    meant.choose(tuple(code_named(meant, name).id for name in names))


def give(meant, name="Fear", span=PAY, source=0, coder=0):
    bridge = meant.bridge
    revision, person = bridge.ask(sources)[source].revision, bridge.ask(coders)[coder].id
    return bridge.run(GiveCode(revision, person, code_named(meant, name).id, span)).created("coding")[0]


def click(widget, pos=None):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=pos or widget.rect().center())


def wait_for_use(qtbot, form):
    qtbot.waitUntil(lambda: not form._soon.isActive())


def wait_for_codings(qtbot, form, count):
    qtbot.waitUntil(lambda: form.sheet.model.rowCount() == count)


# examples


def test_an_example_is_picked_from_the_codings_and_points_to_its_segment(qtbot, form, meant):
    coding = give(meant)
    give(meant, span=Span(0, 6), coder=1)
    before = len(meant.bridge.ask(steps))
    example = form.code_page.examples.typical
    click(example.pick)
    wait_for_codings(qtbot, form, 2)
    QTest.keyClicks(form.sheet.field, "pay")
    wait_for_codings(qtbot, form, 1)
    QTest.keyClick(form.sheet.field, Qt.Key.Key_Return)
    fear = code_named(meant, "Fear")
    assert (fear.typical, fear.typical_coding) == ("The pay had stopped.", coding)
    assert len(meant.bridge.ask(steps)) == before + 1
    assert example.own.field.toPlainText() == "The pay had stopped."
    qtbot.waitUntil(example.link.isVisible)
    assert "English" in example.link.text()
    assert "¶ 1" in example.link.text()


def test_the_link_of_an_example_leads_to_its_coding(qtbot, form, meant):
    coding = give(meant)
    meant.bridge.run(EditCode(code_named(meant, "Fear").id, {"borderline_coding": coding}))
    example = form.code_page.examples.borderline
    qtbot.waitUntil(example.link.isVisible)
    with qtbot.waitSignal(form.coding_wanted) as heard:
        click(example.link)
    assert heard.args == [coding]


def test_a_segment_is_let_go_and_the_words_stay(qtbot, form, meant):
    coding = give(meant)
    values = {"typical": "Words", "typical_coding": coding}
    meant.bridge.run(EditCode(code_named(meant, "Fear").id, values))
    example = form.code_page.examples.typical
    qtbot.waitUntil(example.let_go.isVisible)
    click(example.let_go)
    fear = code_named(meant, "Fear")
    assert (fear.typical, fear.typical_coding) == ("Words", None)
    qtbot.waitUntil(lambda: not example.link.isVisible())


def test_the_codings_of_a_code_lead_to_their_places(qtbot, form, meant):
    give(meant)
    second = give(meant, source=1, span=Span(0, 5))
    wait_for_use(qtbot, form)
    click(form.head.show_codings)
    wait_for_codings(qtbot, form, 2)
    QTest.keyClick(form.sheet.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(form.coding_wanted) as heard:
        QTest.keyClick(form.sheet.field, Qt.Key.Key_Return)
    assert heard.args == [second]
    assert not form.sheet.isVisible()


# colour


def test_a_colour_is_chosen_by_hand_and_by_keys(form, meant):
    swatches = form.code_page.traits.swatches
    click(swatches, swatches._cell(8).center().toPoint())
    assert code_named(meant, "Fear").colour == "#667809"
    swatches.setFocus()
    QTest.keyClick(swatches, Qt.Key.Key_Down)
    assert code_named(meant, "Fear").colour == "#667809"
    QTest.keyClick(swatches, Qt.Key.Key_Return)
    assert code_named(meant, "Fear").colour == "#759958"
    assert swatches.accessibleName() == "Colour: Fern"


def test_an_own_colour_is_written_and_what_is_none_is_told(form, meant):
    own = form.code_page.traits.own_colour
    own.field.selectAll()
    QTest.keyClicks(own.field, "#12345")
    QTest.keyClick(own.field, Qt.Key.Key_Return)
    assert own.problem.text()
    assert form.is_unsaved
    QTest.keyClicks(own.field, "f")
    QTest.keyClick(own.field, Qt.Key.Key_Return)
    assert code_named(meant, "Fear").colour == "#12345F"
    assert not own.problem.text()
    assert not form.is_unsaved


# place, key and names


def test_a_parent_is_chosen_among_the_codes_that_do_not_stand_below(form, meant):
    choice = form.code_page.traits.parent_choice
    look_at(meant, "Pay")
    choice.picked.emit(code_named(meant, "Fear").id)
    assert code_named(meant, "Pay").parent == code_named(meant, "Fear").id
    assert choice.currentText() == "Fear"
    look_at(meant, "Fear")
    assert [words.strip() for words, _ in form.code_page.traits._parents()][1:] == ["Doctrine"]


def test_a_choice_lists_all_while_it_is_open_and_arrows_alone_change_nothing(qtbot, form, meant):
    choice = form.code_page.traits.parent_choice
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Down)
    choice.showPopup()
    assert [choice.itemText(place) for place in range(1, choice.count())] == ["Pay", "Doctrine"]
    choice.hidePopup()
    qtbot.waitUntil(lambda: choice.count() == 1)
    QTest.keyClick(choice, Qt.Key.Key_Down)
    assert code_named(meant, "Fear").parent is None


def test_a_parent_is_chosen_by_keys(qtbot, form, meant):
    choice = form.code_page.traits.parent_choice
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Space)
    qtbot.waitUntil(choice.view().isVisible)
    QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    QTest.keyClick(choice.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: code_named(meant, "Fear").parent == code_named(meant, "Pay").id)
    qtbot.waitUntil(lambda: choice.count() == 1)
    assert choice.currentText() == "Pay"


def test_a_family_is_chosen_and_the_code_moves_there(form, meant):
    level = meant.bridge.ask(scheme).families[1]
    form.code_page.traits.family_choice.picked.emit(level.id)
    assert code_named(meant, "Fear").family == level.id
    assert "Level" in form.head._about.text


def test_a_shortcut_is_one_character_and_its_other_bearer_is_told(qtbot, form, meant):
    key = form.code_page.traits.shortcut.field
    key.setFocus()
    QTest.keyClicks(key, "x2")
    QTest.keyClick(key, Qt.Key.Key_Return)
    assert code_named(meant, "Fear").shortcut == "2"
    qtbot.waitUntil(lambda: any("Pay" in words for words in form.code_page.notes.sentences()))


def test_other_names_are_written_with_commas_of_either_script(form, meant):
    aliases = form.code_page.traits.aliases.field
    aliases.take_keyboard()
    aliases.insertPlainText("dread, terror، رعب | dread")
    form.save()
    assert code_named(meant, "Fear").aliases == ("dread", "terror", "رعب")
    assert aliases.toPlainText() == "dread, terror, رعب"
    assert not form.is_unsaved


def test_a_code_with_codings_does_not_become_a_heading(qtbot, form, meant):
    give(meant)
    codable = form.code_page.traits.codable
    with qtbot.waitSignal(form.refused) as heard:
        click(codable)
    assert "heading" in heard.args[0]
    assert codable.isChecked()
    look_at(meant, "Pay")
    click(codable)
    assert not code_named(meant, "Pay").is_codable


def test_a_retired_code_says_so_and_is_taken_back_into_use(form, meant):
    assert not form.code_page.retired.isVisible()
    meant.bridge.run(RetireCodes((code_named(meant, "Fear").id,)))
    assert form.code_page.retired.isVisible()
    click(form.code_page.retired.revive)
    assert code_named(meant, "Fear").is_active
    assert not form.code_page.retired.isVisible()


# reasons


def reasons(meant, name="Fear"):
    return [one.reason for one in meant.bridge.ask(reasons_of, code_named(meant, name).id)]


def definition(form):
    return form.code_page.languages.field("definition")


def write(field, words):
    field.take_keyboard()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def test_a_reason_goes_with_the_edits_made_while_it_stands(form, meant):
    write(form.why.field, "Asked in round 2")
    write(definition(form), "Afraid")
    write(form.code_page.languages.field("include"), "Dread")
    assert reasons(meant) == ["Asked in round 2", "Asked in round 2"]
    assert form.code_page.reasons.isVisible()
    look_at(meant, "Pay")
    assert form.why.reason() == ""
    write(definition(form), "Wages")
    assert reasons(meant, "Pay") == []
    assert not form.code_page.reasons.isVisible()


def test_a_reason_that_is_given_afterwards_goes_with_the_edits_just_made(form, meant):
    write(definition(form), "Afraid")
    write(form.code_page.languages.field("include"), "Dread")
    assert reasons(meant) == []
    write(form.why.field, "Decision 12")
    assert reasons(meant) == ["Decision 12", "Decision 12"]
    assert (code_named(meant, "Fear").definition, code_named(meant, "Fear").include) == ("Afraid", "Dread")
    meant.bridge.undo()
    assert (code_named(meant, "Fear").definition, code_named(meant, "Fear").include) == ("Afraid", "")


def test_a_reason_given_after_other_work_leaves_that_work_alone(form, meant):
    write(definition(form), "Afraid")
    give(meant)
    before = len(meant.bridge.ask(steps))
    write(form.why.field, "Too late")
    assert reasons(meant) == []
    assert len(meant.bridge.ask(steps)) == before


# counts and warnings


def test_the_head_counts_codings_and_sources_and_tells_them_by_coder(qtbot, form, meant):
    give(meant)
    give(meant, coder=1)
    give(meant, source=1, span=Span(0, 5))
    qtbot.waitUntil(lambda: form.head.counts.accessibleName() == "3 codings in 2 sources")
    click(form.head.counts)
    assert form.head._sheet.isVisible()
    QTest.keyClick(form.head._sheet, Qt.Key.Key_Escape)
    assert not form.head._sheet.isVisible()


def test_what_a_code_lacks_is_said_until_it_is_there(qtbot, form, meant):
    notes = form.code_page.notes
    qtbot.waitUntil(lambda: notes.sentences() == ["Still without: definition, typical example"])
    write(definition(form), "Afraid")
    qtbot.waitUntil(lambda: notes.sentences() == ["Still without: typical example"])


def test_fields_stay_where_they_are_when_nothing_is_lacking_any_more(qtbot, form, meant):
    notes, name = form.code_page.notes, form.code_page.languages.field("name")
    look_at(meant, "Pay")
    look_at(meant, "Fear")
    wait_for_use(qtbot, form)
    assert notes.sentences()
    height = name.mapTo(form, name.rect().topLeft()).y()
    meant.bridge.run(EditCode(code_named(meant, "Fear").id, {"definition": "Afraid", "typical": "I was."}))
    qtbot.waitUntil(lambda: not notes.sentences())
    assert name.mapTo(form, name.rect().topLeft()).y() == height
    look_at(meant, "Pay")
    look_at(meant, "Fear")
    wait_for_use(qtbot, form)
    qtbot.waitUntil(lambda: name.mapTo(form, name.rect().topLeft()).y() < height)


def test_one_code_is_warned_of_as_among_all(meant):
    bridge = meant.bridge
    for name, colour, key in (
        ("Fear", "#A75C51", "1"),
        ("Pay", "#A75C51", "3"),
        ("Doctrine", "#A85C51", "3"),
    ):
        bridge.run(EditCode(code_named(meant, name).id, {"colour": colour, "shortcut": key}))
    give(meant, "Pay")
    everything = faults(bridge.scheme(), bridge.ask(uses))
    assert {fault.kind for fault in everything} >= {FaultKind.COLOURS_ALIKE, FaultKind.SHORTCUT_TWICE}
    for code in bridge.scheme().codes:
        own = faults_of(code, bridge.scheme(), bridge.ask(use_of, [code.id]), is_any_given=True)
        assert own == [fault for fault in everything if fault.code == code.id]


def test_only_where_anything_was_coded_a_code_counts_as_unused(qtbot, form, meant):
    wait_for_use(qtbot, form)
    notes = form.code_page.notes
    assert notes.sentences() == ["Still without: definition, typical example"]
    give(meant, "Pay")
    qtbot.waitUntil(lambda: notes.sentences() == ["Still without: definition, typical example, codings"])


def test_several_codes_are_told_to_be_chosen(form, meant):
    assert not form._several.isVisible()
    look_at(meant, "Fear", "Pay", "Doctrine")
    assert form._several.isVisible()
    assert "3 codes are chosen" in form._said.text()
    assert form.head.title.text == "Doctrine"


# families


def test_the_scale_of_a_family_says_what_it_means_and_orders_its_codes(form, meant):
    motive = meant.bridge.ask(scheme).families[0]
    meant.choose_family(motive.id)
    traits = form.family_page.traits
    assert not traits._order.isVisible()
    click(traits.scale.button(Scale.ORDINAL))
    assert meant.bridge.ask(scheme).families[0].scale is Scale.ORDINAL
    assert traits._order.isVisible()
    assert traits._order.accessibleName() == "1 Fear, 2 Pay, 3 Doctrine"
    click(traits.exclusive)
    assert meant.bridge.ask(scheme).families[0].is_exclusive


# for reading only, and mirrored


def test_nothing_can_be_edited_where_the_project_is_open_for_reading_only(
    qtbot, meant, look, coded_session, tmp_path
):
    copy = tmp_path / "copy.glossator"
    coded_session.save_copy(copy)
    with Session.open(copy, read_only=True) as session:
        reading = Meant(SessionBridge(session))
        form = made_form(qtbot, reading, look)
        look_at(reading, "Fear")
        QTest.keyClicks(form.code_page.languages.field("name"), "x")
        assert form.code_page.languages.field("name").toPlainText() == "Fear"
        assert not form.code_page.traits.swatches.isEnabled()
        assert "reading only" in form._said.text()
        assert form._several.isVisible()
        form.save()
        wait_for_use(qtbot, form)
        form.hide()


@pytest.mark.parametrize("width", [340, 480, 700, 900])
def test_at_any_width_fields_have_room_and_stay_in_the_form(qtbot, form, look, width):
    look.mirror(width == 700)
    form.resize(width, 900)
    page = form.code_page
    qtbot.waitUntil(lambda: page.width() <= width)
    QTest.qWait(20)
    for kept in page.kept():
        field = kept.field
        left = field.mapTo(page, field.rect().topLeft()).x()
        assert field.width() >= 60
        assert left >= 0
        assert left + field.width() <= page.width()


def test_a_reason_still_being_written_goes_with_what_is_done_by_hand_meanwhile(form, meant):
    write(definition(form), "Afraid")
    form.why.field.take_keyboard()
    QTest.keyClicks(form.why.field, "Decision 12")
    form.code_page.traits.swatches.chosen.emit("#A73F51")
    fear = code_named(meant, "Fear")
    assert (fear.definition, fear.colour) == ("Afraid", "#A73F51")
    assert reasons(meant) == ["Decision 12", "Decision 12"]

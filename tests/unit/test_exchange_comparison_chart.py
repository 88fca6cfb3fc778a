"""What the report draws and crosses: charts that shape Arabic, matrices, confusion, prevalence."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from studies import new_source
from two_coders import code_both_texts

from core.agreement.settings import Settings, Unit
from core.commands.coders import AddCoder
from core.commands.codings import GiveCode
from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.commands.sources import AddSources
from core.commands.statuses import SetStatus
from core.exchange.agreement_words import measure_name
from core.exchange.comparison import compare_project, render_comparison
from core.exchange.comparison_chart import Chart, Dot, chart_svg
from core.exchange.direction import isolated
from core.model.coding import State
from core.model.ids import CodeId
from core.model.span import Span
from core.queries.coders import coders
from core.queries.schemes import scheme
from core.queries.sources import sources
from core.session import Session

LONG = "الخوف على الأهل والأولاد من انتقام الجماعة بعد الرحيل"


def drawn(*dots: Dot) -> etree._Element:
    return etree.fromstring(chart_svg(Chart("A title", "α", "Dice", dots)))


def texts(svg: etree._Element) -> list[str]:
    return [text.text for text in svg.iter("text")]


def test_a_dot_stands_where_its_value_lies_between_zero_and_one():
    svg = drawn(
        Dot("low", 0.0, None, None, ".000"),
        Dot("half", 0.5, None, None, ".500"),
        Dot("high", 1.0, None, None, "1"),
    )
    _, low, half, high = (float(circle.get("cx")) for circle in svg.iter("circle"))
    assert low < half < high
    assert half == pytest.approx((low + high) / 2)
    assert [float(c.get("cx")) for c in svg.iter("circle")][1] == 250


def test_a_value_below_zero_makes_the_axis_longer_instead_of_being_cut():
    svg = drawn(Dot("bad", -0.3, (-0.55, 0.1), None, "−.300"))
    assert texts(svg)[2] == "−0.6"
    assert "1.0" in texts(svg)


def test_a_code_without_a_value_has_words_and_no_dot():
    svg = drawn(Dot("none", None, None, None, "no value"))
    assert len(list(svg.iter("circle"))) == 1  # the key's
    assert "no value" in texts(svg)


def test_arabic_names_run_right_to_left_and_end_at_the_plot_and_long_ones_take_lines():
    svg = drawn(Dot(LONG, 0.4, None, 0.5, ".400"), Dot("Pay", 0.4, None, 0.5, ".400"))
    names = [text for text in svg.iter("text") if text.get("x") == "232"]
    arabic, latin = names[:-1], names[-1]
    assert len(arabic) == 2
    assert " ".join(text.text for text in arabic) == LONG
    assert {(text.get("direction"), text.get("text-anchor")) for text in arabic} == {("rtl", "start")}
    assert (latin.get("direction"), latin.get("text-anchor")) == (None, "end")


@given(
    st.lists(
        st.builds(
            Dot,
            st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=80),
            st.none() | st.floats(-1, 1),
            st.none() | st.tuples(st.floats(-1, 0), st.floats(0, 1)),
            st.none() | st.floats(0, 1),
            st.just("words"),
        ),
        max_size=8,
    )
)
def test_whatever_names_and_values_the_chart_is_sound_and_inside_its_edges(dots):
    svg = drawn(*dots)
    height = float(svg.get("height"))
    for circle in svg.iter("circle"):
        assert 0 <= float(circle.get("cx")) <= 720
        assert 0 <= float(circle.get("cy")) <= height
    assert all(float(text.get("y")) <= height for text in svg.iter("text"))


def test_nothing_in_the_chart_has_a_colour_of_its_own():
    made = chart_svg(Chart("t", "α", "Dice", (Dot("a", 0.2, (0.1, 0.3), 0.4, ".2"),)))
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', made)) == {"currentColor", "none"}


def test_names_with_arabic_are_kept_apart_from_the_sentence_around():
    assert isolated("الراتب, Pay and الراتب القديم.", {"Pay", "الراتب", "الراتب القديم"}) == (
        "\u2068الراتب\u2069, Pay and \u2068الراتب القديم\u2069."
    )
    assert isolated("No such names", {"Pay"}) == "No such names"


def study_of(session: Session, n_coders: int, n_sources: int = 6) -> Session:
    for number in range(n_coders):
        session.run(AddCoder(f"Coder {number}"))
    session.run(
        AddToScheme(
            (NewFamily("Motive"), NewFamily("Empty")),
            (NewCode("Motive", LONG), NewCode("Motive", "Pay & <b>")),
        )
    )
    session.run(
        AddSources(
            tuple(
                new_source(f"Source {n}", f"{n} " + "They left at night. " * (5 + n))
                for n in range(n_sources)
            )
        )
    )
    families = tuple(family.id for family in session.ask(scheme).families)
    known = session.ask(sources)
    for place, coder in enumerate(session.ask(coders)):
        for source in known:
            session.run(
                GiveCode(
                    source.revision,
                    coder.id,
                    CodeId(1 + (place + source.id) % 5 // 4),
                    Span(0, 30 + place % 3),
                )
            )
        session.run(SetStatus(coder.id, tuple(source.id for source in known), families, State.DONE))
    return session


def page(session: Session, settings: Settings) -> html.HtmlElement:
    found = session.ask(compare_project, settings)
    return html.fromstring(session.ask(render_comparison, found, "html").decode("utf-8"))


def test_a_report_on_three_coders_has_pairs_each_left_out_confusion_and_prevalence(session):
    study_of(session, 3)
    said = page(session, Settings(draws=50, families=("Motive",)))
    headings = [head.text_content() for head in said.iter("h4")]
    assert headings == ["What was confused with what", "Prevalence and bias"]
    heads = [cell.text_content() for cell in said.iter("th")]
    assert f"{measure_name('cohen_kappa')} by pair" in heads
    assert "Without" in heads
    assert len(said.xpath("//table[@class='crossed']")) == 3
    [chart] = said.xpath("//figure/svg")
    assert len(chart.xpath(".//circle")) >= 3
    words = said.text_content()
    assert "50 draws of whole sources" in words
    assert "△" in words
    assert "seed 1" in words


def test_a_report_on_thirty_coders_keeps_to_the_width_of_a_page_and_says_where_pairs_are(session):
    study_of(session, 30, n_sources=1)
    said = page(session, Settings(families=("Motive",), measures=("krippendorff_alpha", "dice")))
    assert "With 30 coders the matrix of pairs is wider than a page" in said.text_content()
    [table] = said.xpath("//table[@class='crossed']")
    assert "each counted both ways round" in table.text_content()
    assert not said.xpath("//h4[text()='Prevalence and bias']")


def test_the_methods_paragraph_says_the_unit_its_rules_the_seed_and_what_came_out(session):
    study_of(session, 3)
    said = page(session, Settings(draws=50, unit=Unit.SENTENCE, families=("Motive",)))
    [paragraph] = said.xpath("//blockquote/p[2]")
    words = paragraph.text_content()
    assert words.startswith("Three coders coded 6 sources (")
    assert "by Glossator’s rules, version" in words
    assert "50 draws of whole sources with replacement (seed 1)" in words
    assert re.search(r"Krippendorff’s α was −?\d?\.\d{3} \[.+\] for Motive\.", words)


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("form", ["html", "xlsx", "csv", "json"])
def test_every_form_can_be_written_where_there_is_nothing_to_compare(session, unit, form):
    found = session.ask(compare_project, Settings(unit=unit, draws=10))
    assert session.ask(render_comparison, found, form)


def test_one_source_of_one_character_and_a_family_without_codes_have_reasons_instead_of_numbers(session):
    study_of(session, 2, n_sources=0)
    session.run(AddSources((new_source("One", "x"),)))
    [source] = session.ask(sources)
    families = tuple(family.id for family in session.ask(scheme).families)
    for coder in session.ask(coders):
        session.run(SetStatus(coder.id, (source.id,), families, State.DONE))
    said = page(session, Settings(draws=20))
    notes = {note.text_content().split(" ", 1)[1] for note in said.xpath("//ul[@class='notes']/li")}
    assert notes
    assert all(note.rstrip().endswith(".") for note in notes)
    assert "None" not in " ".join(notes)


@pytest.mark.parametrize("form", ["html", "xlsx", "csv", "json"])
def test_one_coder_alone_gets_sentences_instead_of_numbers(session, form):
    study_of(session, 1)
    found = session.ask(compare_project, Settings(draws=20))
    assert session.ask(render_comparison, found, form)
    assert {row.value for row in found.comparison.results} == {None}
    assert all(row.undefined for row in found.comparison.results)


def test_a_report_on_one_coder_says_why_there_are_no_numbers(session):
    study_of(session, 1)
    said = page(session, Settings())
    assert "no source is marked as done by two coders" in said.text_content()
    assert "One coder coded 6 sources" in said.text_content()
    assert not said.xpath("//figure")


def test_a_dark_screen_has_a_palette_and_paper_stays_light(coded_session):
    session = code_both_texts(coded_session)
    found = session.ask(compare_project, Settings())
    said = session.ask(render_comparison, found, "html").decode("utf-8")
    assert "@media screen and (prefers-color-scheme: dark)" in said

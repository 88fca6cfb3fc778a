"""The codebook as a page a person would print."""

import re

import pytest

from core.commands.scheme import AddToScheme, NewCode, NewFamily
from core.exchange.codebook.schemes import builtin_scheme
from core.exchange.codebook_html import codebook_page
from core.exchange.pages import date_in_words, listed, swatch
from core.model.colours import CODE_COLOURS
from core.model.scheme import Scale


@pytest.fixture
def page(session) -> str:
    session.run(
        AddToScheme(
            (
                NewFamily("Motive", definition="Why?\nOr not.", names={"ar": "الدافع"}),
                NewFamily("Level", Scale.ORDINAL, is_exclusive=True),
            ),
            (
                NewCode("Motive", "Top", is_codable=False),
                NewCode(
                    "Motive",
                    "<Fear>",
                    parent="Top",
                    colour=CODE_COLOURS[9],
                    shortcut="f",
                    short="In short",
                    definition="As defined",
                    include="This & that",
                    exclude="Not this",
                    typical="«خفتُ من الليل»",
                    borderline="“Perhaps”",
                    aliases=("dread",),
                    names={"ar": "الخوف"},
                    source="O",
                ),
                NewCode("Level", "Leader"),
                NewCode("Level", "Clerk"),
            ),
        )
    )
    return session.ask(codebook_page)


def test_every_part_of_a_rule_is_on_the_page(page):
    for words in (
        "In short",
        "As defined",
        "This &amp; that",
        "Not this",
        "“Perhaps”",
        "dread",
        "&lt;Fear&gt;",
    ):
        assert words in page
    assert "<kbd>f</kbd>" in page
    assert "1.1.1" in page
    assert "heading, not given" in page


def test_both_names_stand_beside_each_other_each_in_its_direction(page):
    assert '<bdi dir="ltr">&lt;Fear&gt;</bdi></span><bdi lang="ar" dir="rtl">الخوف</bdi>' in page
    assert '<dd><p class="kept" dir="rtl">«خفتُ من الليل»</p></dd>' in page


def test_order_and_exclusiveness_are_said_and_ranks_shown(page):
    assert "Ordinal: the codes stand in order" in page
    assert "Exclusive: a segment takes one of them" in page
    assert re.findall(r'aria-hidden="true">(\d)</span>', page) == ["1", "2"]


def test_a_colour_has_its_pattern(page):
    assert f"3px dashed {CODE_COLOURS[9]}" in page
    assert [swatch(CODE_COLOURS[place]).pattern for place in (0, 7, 8, 15, 16, 23)] == [
        *("solid", "solid", "dashed", "dashed", "dotted", "dotted"),
    ]
    assert swatch("#123456").pattern == "solid"
    assert swatch('red;"').line == "#63686F"


def test_the_page_needs_no_other_file_and_runs_nothing(page):
    assert not re.search(r"https?://|<script|<link|@import|url\(|src=", page)


def test_the_contents_lead_to_every_code(page):
    targets = re.findall(r'href="#([^"]+)"', page)
    assert len(targets) == 6
    assert all(f'id="{target}"' in page for target in targets)


def test_the_built_in_scheme_is_a_page(session):
    session.run(builtin_scheme("defection"))
    page = session.ask(codebook_page)
    assert page.count("<article") == len(builtin_scheme("defection").codes)
    assert "Version 1, draft." in page


def test_a_codebook_without_codes_says_so(session):
    assert "This codebook holds no codes yet." in session.ask(codebook_page)


def test_days_and_lists_are_said_in_words():
    assert date_in_words("2026-11-22T23:30:00.000Z") == "22 November 2026"
    assert [listed(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"])] == [
        *("", "A", "A and B", "A, B and C"),
    ]

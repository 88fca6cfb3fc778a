import textwrap
from itertools import chain

import pytest

from core.text.normalise import Joined, join_lines

ENGLISH = (
    "The first of the two brothers left the village in the spring, when the road over the hills was "
    "open again and the carts could pass. He took a blanket, some bread and the letter his uncle had "
    "written for him, and he told nobody but his sister where he meant to go. She waited for a year.",
    "A SHORT HEADING",
    "When the second brother was asked about it, long afterwards, he only shook his head; the matter "
    "was between the two of them, he said, and it had been settled in a way that strangers would not "
    "understand, even if somebody took the trouble to explain it to them from the very beginning.",
    "- the first thing he remembered was the cold, and how the lamp went out before anybody had come "
    "back from the well with the water",
    "- the second was a song",
    "1. A numbered point that is long enough to be wrapped onto another line, and perhaps onto a third "
    "one as well if the page is narrow.",
    "It ends here.",
)
ARABIC = (
    "خرج الأخ الأكبر من القرية في الربيع حين فتح الطريق فوق التلال من جديد وصار بوسع العربات أن تمر، "
    "وأخذ معه بطانية وقليلاً من الخبز والرسالة التي كتبها له عمه، ولم يخبر أحداً غير أخته إلى أين "
    "ينوي أن يذهب. انتظرته سنة كاملة ثم كفت عن السؤال.",
    "عنوان قصير",
    "وحين سئل الأخ الثاني عن ذلك بعد زمن طويل هز رأسه فقط، وقال إن الأمر كان بينهما وحدهما وإنه قد "
    "سوي بطريقة لن يفهمها الغرباء حتى لو تكلف أحد عناء شرحها لهم من البداية؟",
    "- بند أول في القائمة",
    "٢- بند ثان في القائمة",
)


def wrapped(paragraphs, width):
    return [textwrap.wrap(each, width, break_long_words=False, break_on_hyphens=False) for each in paragraphs]


def flowing(paragraphs):
    return "\n\n".join(paragraphs) + "\n"


@pytest.mark.parametrize("width", [50, 70, 72, 80, 100])
@pytest.mark.parametrize("paragraphs", [ENGLISH, ARABIC])
def test_text_wrapped_at_a_column_flows_again(paragraphs, width):
    lines = wrapped(paragraphs, width)
    text = flowing(map("\n".join, lines))
    assert join_lines(text) == Joined(flowing(paragraphs), sum(map(len, lines)) - len(lines))


@pytest.mark.parametrize("width", [70, 80, 100])
@pytest.mark.parametrize("paragraphs", [ENGLISH, ARABIC])
def test_lines_of_a_pdf_each_followed_by_an_empty_line_flow_again(paragraphs, width):
    lines = wrapped(paragraphs, width)
    text = flowing(chain.from_iterable(lines))
    assert join_lines(text).text == flowing(paragraphs)


@pytest.mark.parametrize("paragraphs", [ENGLISH, ARABIC])
def test_text_that_flows_already_comes_out_unchanged(paragraphs):
    for text in (flowing(paragraphs), "\n".join(paragraphs), " \n\n".join(paragraphs)):
        assert join_lines(text) == Joined(text, 0)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n \n",
        "One line",
        "Q: Did you go?\nA: Yes.\nQ: And then?\nA: I came back.\n",
        "Mahmoud, 34\nteacher\nleft in 2015\n\nAli, 28\nfarmer\nleft in 2016\n",
        "نعم\nلا أعرف\nربما في الصيف\nلا أحد يسأل عن ذلك اليوم\nنعم\n",
        "name\tage\tplace\n" * 12,
    ],
)
def test_lines_that_are_short_for_another_reason_stay(text):
    assert join_lines(text) == Joined(text, 0)


BODY = textwrap.wrap(ENGLISH[0] + " " + ENGLISH[2], 76)


def test_a_page_head_inside_a_sentence_stays_a_paragraph_there():
    pages = [[*BODY[at : at + 2], "", "", f"A Report on Two Brothers {at}", ""] for at in range(0, 8, 2)]
    joined = join_lines("\n".join(chain.from_iterable(pages))).text.split("\n")
    assert [line for line in joined if line.startswith("A Report")] == [
        f"A Report on Two Brothers {at}" for at in range(0, 8, 2)
    ]
    assert [line for line in joined if line and not line.startswith("A Report")] == [
        " ".join(BODY[at : at + 2]) for at in range(0, 8, 2)
    ]


def test_an_indent_begins_a_paragraph_without_an_empty_line():
    paragraphs = [textwrap.wrap("    " + each, 76) for each in (ENGLISH[0], ENGLISH[2])]
    joined = join_lines("\n".join(chain.from_iterable(paragraphs))).text
    assert joined.split("\n") == ["    " + ENGLISH[0], "    " + ENGLISH[2]]


def test_a_list_item_may_hang():
    item = textwrap.fill(ENGLISH[3], 60, subsequent_indent="  ")
    text = "\n".join([*BODY, "", item, ""])
    assert join_lines(text).text.split("\n\n")[-1] == ENGLISH[3] + "\n"


def test_a_list_mark_begins_an_item_even_after_a_full_line():
    text = "\n".join([*BODY[:-1], f"- {BODY[0]}", BODY[1]])
    assert join_lines(text).text.split("\n") == [" ".join(BODY[:-1]), f"- {BODY[0]} {BODY[1]}"]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("the failure of the old nation-", "state, as they call", "nation-state, as"),
        ("was then accused by the govern-", "ment of theft and", "government of"),
        ("what the witnesses call anti-", "government speech, in", "anti-government speech"),
        ("the men who followed Abu al-", "Karim out of the town", "al-Karim"),
        ("of the measures taken both pre-", "and postwar, by each", "pre- and postwar"),
        ("in the years of the siege, 2012-", "2014, it was cold and", "2012-2014"),
        ("of what the doctor calls re\u00ad", "membering, and of it", "remembering"),
        ("it was the mother of them all—", "a tired woman, who had", "all—a tired"),
        ("it was the mother of them all —", "a tired woman, who had", "all — a tired"),
        ("see https://example.org/a/long/", "path?page=3 for the rest", "long/path?page=3"),
    ],
)
def test_a_word_broken_at_a_line_end_is_mended_as_the_text_spells_it(left, right, expected):
    known = "The government and the anti-government side both had said something else before."
    lines = [*BODY, left.rjust(76, "x"), right + " had to be said here at last.", "", known]
    assert expected in join_lines("\n".join(lines)).text


def test_the_empty_lines_between_paragraphs_stay_as_they_were():
    text = "\n\n" + "\n".join(BODY) + "\n\n\n \n" + "\n".join(BODY) + "\n\n"
    body = " ".join(BODY)
    assert join_lines(text).text == f"\n\n{body}\n\n\n \n{body}\n\n"

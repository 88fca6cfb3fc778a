from pathlib import Path

import pytest

from core.text.turns import turns

TEXTS = Path(__file__).parents[2] / "sample_data" / "texts"

QUESTION, ANSWER = "How did you come here?", "By night, in a lorry.\n\nIt was cold."
FRAGE, ANTWORT = "كيف جئت؟", "ليلًا، في شاحنة.\n\nكان البرد شديدًا."


def told(text):
    """Who speaks, and the whole turn, in order."""
    return [
        (text[turn.speaker.start : turn.speaker.end], text[turn.span.start : turn.span.end])
        for turn in turns(text)
    ]


def speakers(text):
    return [speaker for speaker, _ in told(text)]


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("Interviewer:", "Mariam (nurse):"),
        ("Interviewer:", "Respondent 4:"),
        ("INT:", "P01:"),
        ("Q:", "A:"),
        ("Q.", "A."),
        ("Q1.", "A1."),
        ("I:", "D:"),
        ("int:", "mariam:"),
        ("**Interviewer:**", "**Mariam:**"),
        ("[00:12:03] Omar:", "[00:12:09] Mona:"),
        ("Omar (00:12):", "Mona (00:13):"),
        ("00:12 Omar:", "00:13 Mona:"),
        ("12 Omar:", "13 Mona:"),
        ("- Omar:", "- Mona:"),
        ("Speaker 1:", "Speaker 2:"),
        ("Abu Bakr al-Masri:", "Dr. van der Berg:"),
        ("[Omar]", "[Mona]"),
    ],
)
def test_speakers_are_found_by_these_labels(asks, answers):
    text = "\n\n".join([f"{asks} {QUESTION}", f"{answers} {ANSWER}"] * 2)
    found = told(text)
    assert [turn for _, turn in found] == [f"{asks} {QUESTION}", f"{answers} {ANSWER}"] * 2
    assert all(speaker in label for (speaker, _), label in zip(found, [asks, answers] * 2, strict=True))
    assert all(speaker[0].isalpha() and (speaker[-1].isalnum() or speaker[-1] == ")") for speaker, _ in found)


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("س:", "ج:"),
        ("س :", "ج :"),
        ("س/", "ج/"),
        ("س -", "ج -"),
        ("س١:", "ج١:"),
        ("سؤال:", "جواب:"),
        ("المحاور:", "مريم (ممرّضة):"),
        ("المُحاوِرة:", "أم أحمد:"),
        ("\u200fالباحث:", "\u200fالمبحوث ٣:"),
        ("[عمر]", "[منى]"),
    ],
)
def test_speakers_are_found_by_arabic_labels(asks, answers):
    text = "\n".join([f"{asks} {FRAGE}", f"{answers} {ANTWORT}"] * 2)
    assert [turn.lstrip("\u200f") for _, turn in told(text)] == [
        turn.lstrip("\u200f") for turn in [f"{asks} {FRAGE}", f"{answers} {ANTWORT}"] * 2
    ]


def test_a_name_may_stand_on_a_line_of_its_own():
    stamped = "Omar  00:12\nHello.\n\nMona  00:15\nYes.\n\nOmar  1:02:03\nGood.\n\nMona  1:02:09\nBye."
    assert told(stamped)[1] == ("Mona", "Mona  00:15\nYes.")
    assert speakers("00:12 Omar\nHi.\n00:13 Mona\nHo.\n" * 2) == ["Omar", "Mona"] * 2
    assert speakers("Omar:\nHello.\n\nMona:\nYes.\n\n" * 2) == ["Omar", "Mona"] * 2


def test_one_question_and_one_answer_are_enough_where_the_words_say_so():
    assert speakers("Q: Why?\nA: Hunger.") == ["Q", "A"]
    assert speakers("Mariam: Why?\nOmar: Hunger.") == []


def test_a_chat_shows_who_wrote_by_its_stamps():
    text = (
        "12/03/2021, 10:44 - Messages are encrypted.\n"
        "12/03/2021, 10:44 - Omar: hello: you\nmore\n"
        "12/03/2021, 10:45 - Mona left\n"
        "12/03/2021, 10:46 - +963 944 123 456: ok"
    )
    assert told(text) == [
        ("Omar", "12/03/2021, 10:44 - Omar: hello: you\nmore"),
        ("+963 944 123 456", "12/03/2021, 10:46 - +963 944 123 456: ok"),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("[3/12/21, 10:44:05 AM] Omar S.: hi", "[3/12/21, 10:44:09 AM] Mona 😀: ho"),
        ("2021-03-12 10:44 Omar: hi", "2021-03-12 10:45 Mona: ho"),
        ("Omar, [12.03.21 10:44]\nhi", "Mona, [12.03.21 10:45]\nho"),
        ("\u200f١٢\u200f/٣\u200f/٢٠٢١، ١٠:٤٤ ص - عمر: نعم", "\u200f١٢\u200f/٣\u200f/٢٠٢١، ١٠:٤٥ م - منى: لا"),
    ],
)
def test_chats_of_other_programs_are_read_too(first, second):
    found = told(f"{first}\n\n{second}")
    assert [turn for _, turn in found] == [first.lstrip("\u200f"), second.lstrip("\u200f")]


def test_what_the_transcriber_adds_behind_a_turn_is_nobodys():
    text = "E: One.\n\n[Which?]\n\nE: Two.\n\n[Water.]\n\nY: Three.\n12.02 21:14\nE: [laughs]\nY: So."
    assert told(text)[0] == ("E", "E: One.")
    assert told(text)[2:4] == [("Y", "Y: Three."), ("E", "E: [laughs]")]


def test_a_third_voice_is_heard_when_it_returns_or_says_what_it_is():
    text = (
        "I: Why?\nD: So.\nI: And?\nMother: Tea?\nD: No.\nInterpreter: He means yes.\nMother: Now?\nI: Well."
    )
    assert speakers(text) == ["I", "D", "I", "Mother", "D", "Interpreter", "Mother", "I"]
    assert "Remember" not in speakers(text + "\nD: Two things.\nRemember: it was war.\nI: Yes.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "He said: no. She said: yes.",
        "Note: one.\nText.\nNote: two.\nLink: x\nNote: three.\nLink: y",
        "Who: Omar\nMotive: pay\nLevel: low\n\nWho: Ali\nMotive: x\nLevel: x\n\nWho: S\nMotive: x\nLevel: y",
        "قال: نعم.\nقلت: لا.\nقال: بلى.\nقلت: حسنًا.",
        "ملاحظة: أولى.\nالمصدر: كتاب.\nملاحظة: ثانية.\nالمصدر: صحيفة.",
        "A. First\nB. Second\n\nA. First\nB. Second\n\nA. First\nB. Second",
        "10:44 we left\n10:45 we came\n10:46 we left",
        "https://a.example\nhttp://b.example\nhttps://c.example\nhttp://d.example",
        "We left at 10:44.\nOne thing: it was cold.\nWe left at 11:44.\nOne thing: it was dark.",
        "Monday: soup\nTuesday: bread\nWednesday: tea\n" * 3,
        "[laughs]\nYes.\n[pause]\nNo.\n" * 3,
        "Reasons:\nPay.\nImpacts:\nFew.\n" + "Prose. " * 4_000 + "\nReasons:\nFear.\nImpacts:\nMany.",
        "Mariam: one line alone\nand text\nMariam: again\nMariam: and again\nMariam: more",
        "(a) Who: them\n(b) When: then\n(a) Who: us\n(b) When: now",
    ],
)
def test_no_speakers_are_found_where_only_colons_stand(text):
    assert turns(text) == []


@pytest.mark.parametrize(
    ("number", "expected"),
    [("01", {"I", "D"}), ("03", {"س", "ج"}), ("04", {"B", "S"}), ("07", {"Q", "A"}), ("09", {"E", "Y"})],
)
def test_the_interviews_of_the_sample_study_show_their_speakers(number, expected):
    assert set(speakers(sample(number))) == expected


@pytest.mark.parametrize("number", ["02", "05", "06", "08", "10"])
def test_the_reports_of_the_sample_study_have_no_speakers(number):
    assert turns(sample(number)) == []


def sample(number):
    [path] = [path for path in TEXTS.iterdir() if path.name.startswith(number)]
    return path.read_text("utf-8-sig")

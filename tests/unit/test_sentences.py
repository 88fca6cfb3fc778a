import pytest

from core.text import sentences as rules
from core.text.sentences import sentences, sentences_between

# A border stands at each ¦, and only there
ENGLISH = [
    "He left. ¦She stayed.",
    "Mr. Haddad met Dr. Aziz and Prof. Karim at St. Simeon. ¦They spoke.",
    "He sold bread, oil, etc. at the gate. ¦Nobody asked.",
    "He sold bread, oil, etc. ¦Nobody asked.",
    "Some goods, e.g. flour, i.e. the white sort, came by road.",
    "It cost 3.5 marks. ¦We paid 1,250.75 in all.",
    "See Fig. 3 and p. 12 of vol. 2. ¦Then come back.",
    "No. 7 was his. ¦He said no. ¦Nobody asked.",
    "He came on Sept. 11 and left in Sept. ¦It was hot.",
    "J. R. Hale wrote it. ¦U.S. soldiers read it in the U.S. ¦The book was lost.",
    "We met at 5 p.m. on Monday. ¦He left at 6 p.m. ¦The rest stayed.",
    "He took vitamin C. ¦It did not help.",
    '"Why did you go?" he asked. ¦"I was tired." ¦"Of what?" ¦She shrugged.',
    "“I joined to protect my sisters,” he said. ¦“They never knew.”",
    '"Go!" ¦"No!"',
    "He waited… and waited. ¦Then… ¦Nothing came.",
    "He waited ... and left ... ¦She stayed.",
    "Is that good? ¦it means I have six people. ¦I know!",
    "What?! ¦You left!! ¦Why???",
    "nothing. counting. the book says 40",
    "They fled [3]. ¦Many were caught.[4] ¦Some came back.(5) ¦All knew.",
    "He paid (they all paid, he said, twice.) and left. ¦(Nobody thanked him.) ¦He slept.",
    "He came back in 1998 (?) Nobody knows.",
    "Q: Why did you leave? ¦A: I was tired. ¦They knew.",
    "Q. They call you the judge. ¦What were you?",
    "1. What these notes are",
    "2.1. Who goes. ¦Not everyone.",
    "iv. The fourth part. ¦It is short.",
    "The Reasons\n¦First, the pay.\n¦\n¦Second, the cold",
    "Soup!!! 🍲🍲 ¦I ate.",
    "I left. 😀 ¦Then I slept. 👩‍👩‍👧 ¦Home.",
    "A hundred 🙃 what is it",
    "See www.example.org or a.b@c.de now. ¦Ask?q=1.",
    "Chapter 1 ........ 5",
    "He left – she stayed. – Nobody asked",
    "Twice!\u2029¦Once",
    "He left.\u202c\u200f ¦\u202bShe stayed.",
    "Acme Inc. sold it. ¦He worked for Acme Inc. ¦They paid.",
]
ARABIC = [
    "رحلت أمس. ¦لم يبق شيء.",
    "لماذا رحلت؟ ¦لم يبق شيء هنا. ¦ثم سكت.",
    "لماذا رحلت؟¦لا أدري!",
    "رأيت د. أحمد وأ. سعيد مع م. علي. ¦ثم خرجوا.",
    "انظر ص. ١٢ و ج. ٣ ط. ٢. ¦ثم عد.",
    "قال أ.د. محمود كلامًا. ¦لم أفهمه.",
    "ولد عام 1958 م. ¦وتوفي عام 1420 هـ. ¦رحمه الله.",
    "دفع ٣٫٥ ليرات. ¦ثم 3.5 أخرى.",
    "خرجنا، ثم عدنا؛ ولم نسأل: من بقي؟ ¦لا أحد.",
    "«أليس الرغيف واحدًا؟» ¦قال: «هو واحد، ولكنّ الطحين اثنان». ¦ضحك هو.",
    "قال: «كانت هناك. ¦لم تعرفني».",
    "قال: «لا أدري… ربما» ثم… سكت.",
    "لا أدري.. ربما.",
    "جاء (مع من؟) ورحل. ¦(لم نسأله.) ¦ثم نام.",
    "في عام 656 (؟) وصلوا.",
    "س: كيف خرجت؟ ¦ج: ليلًا. ¦كان البرد شديدًا.",
    "س. كيف خرجت؟",
    "١. تمهيد",
    "هـ. الخاتمة",
    "كـــتابٌ قديم. ¦وَالكِتَابُ جديد۔ ¦انتهى",
    "\u202bرحلت.\u202c ¦\u202bثم عدت.\u202c",
    "قال « نعم. » ¦ثم خرج.",
    "شكرًا 🌹 يا أختي! ❤️ ¦نلتقي غدًا.",
    "الأسباب\n¦أولًا، الأجر",
    "كتبوا عنهم.[١٢] ¦ثم نسوهم.",
    "لم يقل «لماذا؟»، بل سكت.",
]


@pytest.mark.parametrize("marked", ENGLISH + ARABIC)
def test_a_sentence_ends_at_these_places_and_no_others(marked):
    text = marked.replace("¦", "")
    found = [text[span.start : span.end] for span in sentences(text)]
    assert found == [piece for part in marked.split("¦") if (piece := part.strip())]


def test_the_rules_carry_a_number_to_be_printed_with_what_was_computed():
    assert rules.RULES_VERSION == 1


def test_a_line_that_only_looks_blank_holds_no_sentence():
    assert sentences("") == sentences(" \n\u200f\u202b \n\u2029") == []


def test_a_sentence_that_goes_on_beyond_a_stretch_is_cut_where_the_stretch_ends():
    text = "One is here. Two is there. Three."
    assert [(span.start, span.end) for span in sentences_between(text, 4, 20)] == [(4, 12), (13, 19)]


def test_a_mark_on_the_space_between_two_sentences_stays_with_its_space():
    text = "One. \u0301Two. \u0600 Three.\u0600 \nFour"
    parts = [text[span.start : span.end] for span in sentences(text)]
    assert parts[0] == "One."
    assert parts[1].startswith(" \u0301Two.")

import pytest

from core.text.folding import Folding, fold, fold_with_map


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("كِتَابٌ", "كتاب"),
        ("كـــتاب", "كتاب"),
        ("\u202bكتاب\u202c\u200f", "كتاب"),
        ("أحمد إبراهيم آمنة ٱلله", "احمد ابراهيم امنه الله"),
        ("مستشفى ایران", "مستشفي ايران"),
        ("مدرسة", "مدرسه"),
        ("کتاب", "كتاب"),
        ("٣٥ ۳۵ ٣٫٥ ١٬٠٠٠ ٪", "35 35 3.5 1,000 %"),
        ("نعم، لا؛ لماذا؟ انتهى۔", "نعم, لا; لماذا? انتهي."),
        ("“a” ‘b’ «c»", '"a" \'b\' "c"'),
        ("nation‑state 1990–1994 —", "nation-state 1990-1994 -"),
        ("a\u00a0b\u202fc", "a b c"),
        ("soft\u00adhyphen", "softhyphen"),
        ("ﻻ ﷲ ﺔ", "لا الله ه"),
        ("STRASSE Straße", "strasse strasse"),
        ("Élève İstanbul ﬁ Ω", "eleve istanbul fi ω"),
        ("e\u0301", "e"),
    ],
)
def test_what_readers_take_for_the_same_word_folds_alike(text, folded):
    assert fold(text) == folded


def test_presentation_forms_of_lone_marks_bring_no_space():
    assert fold("\ufc5e\ufc63\ufe70\ufe76\ufe7e\ufe77") == ""


def test_the_longest_ligature_gives_eighteen_letters_from_one():
    folded = fold_with_map("a\ufdfab")
    assert len(folded.text) == 20
    assert list(folded.starts) == [0, *[1] * 18, 2, 3]


def test_a_choice_keeps_letters_apart():
    apart = Folding(alef=False, ya=False, heh=False)
    assert fold("أحمد مستشفى مدرسة", apart) == "أحمد مستشفى مدرسة"


def test_hamza_keeps_its_seat_unless_asked():
    assert fold("مؤمن سائل") == "مؤمن سائل"
    assert fold("مؤمن سائل", Folding(hamza_seats=True)) == "مومن سايل"


def test_the_map_ends_with_the_length_of_the_original():
    folded = fold_with_map("بَß")
    assert folded.text == "بss"
    assert list(folded.starts) == [0, 2, 2, 3]

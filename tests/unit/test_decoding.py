import codecs
import random

import pytest

from core.errors import InvalidInput
from core.text.decoding import Decoded, decode

TEXTS = {
    "en": "The farmer said it wasn’t his fault: “They came at night,” he told us — and nobody answered. "
    "In the café near the bridge we met two nurses who’d left the town in March. It cost £20. ",
    "fr": "Après la réunion, les élèves ont été reçus à l’hôtel où l’on préparait déjà le dîner. "
    "La sœur aînée n’a rien dit; ça ne m’étonne guère, répondit le garçon. «Où êtes-vous allés?» ",
    "es": "¿Cuándo llegó el señor García a la estación? Nadie lo sabía. El niño comió un plátano y "
    "después salió corriendo hacia la montaña. «¡Qué lástima!», gritó la vecina. ",
    "de": "Die Straße führte über den Hügel zu einem größeren Gehöft. Früher hätten dort fünf Brüder "
    "gewohnt, erzählte die Müllerin. „Schön wär’s“, sagte er und öffnete die Tür. ",
    "tr": "Köyün dışındaki ağaçların altında yaşlı bir adam oturuyordu. Şehre gitmek için üç gün "
    "bekledik, fakat otobüs gelmedi. İstanbul’dan dönen kızı çok üzgündü. ",
    "ku": "Şivan û birayê wî çûne bajêr, lê kes li malê nebû. Dayika min got ku ew ê sibê vegerin. "
    "Zarok li kolanê dilîstin û pîrê çay vexwar. Çima tu nehatî, jê pirsî. ",
    "ar": "خرج المعلم من البيت في الصباح الباكر ولم يعد حتى المساء، فقلقت عليه أمه كثيراً. سأل "
    "الجيران عنه فلم يعرف أحد أين ذهب؛ وفي اليوم التالي وصلت رسالة قصيرة. هل كان خائفاً؟ ",
    "mixed": "The witness used the word خوف several times during the second interview, and once the "
    "phrase لا أدري when asked about the money. After that he talked only about his brother. ",
    "pl": "Wczoraj wieczorem przyszła do nas sąsiadka i poprosiła o łyżkę mąki. Dzieci śpią już od "
    "godziny, więc mówiliśmy cicho. Źle się czuję, powiedziała, ale jutro będzie lepiej. ",
    "ru": "Вчера вечером к нам пришла соседка и попросила немного муки. Дети уже спали, поэтому мы "
    "говорили тихо. Завтра будет лучше, сказала она. Её брат живёт в другом городе. ",
}
PAGES = {
    "cp1252": ("en", "fr", "es", "de"),
    "mac-roman": ("en", "fr", "es", "de"),
    "cp1254": ("tr", "ku"),
    "cp1256": ("ar", "mixed"),
    "iso-8859-6": ("ar", "mixed"),
    "mac-arabic": ("ar", "mixed"),
    "cp1250": ("pl",),
    "cp1251": ("ru",),
}
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"


def long_text(language, size):
    text = TEXTS[language]
    return (text * (size // len(text) + 1))[:size]


@pytest.mark.parametrize("size", [200, 2_000, 20_000])
@pytest.mark.parametrize(
    ("page", "language"), [(page, each) for page, all_ in PAGES.items() for each in all_]
)
def test_a_text_in_an_old_encoding_is_read_rightly_without_being_told(page, language, size):
    data = long_text(language, size).encode(page, errors="ignore")
    assert decode(data).text == data.decode(page)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("language", TEXTS)
def test_unicode_is_read_rightly_with_and_without_a_mark(encoding, language):
    text = long_text(language, 2_000)
    assert decode(text.encode(encoding)).text == text


def test_a_mark_is_taken_off_and_said():
    assert decode(codecs.BOM_UTF8 + "سلام".encode()) == Decoded("سلام", "utf-8", None, True)
    assert decode(codecs.BOM_UTF16_BE + "سلام".encode("utf-16-be")) == Decoded(
        "سلام", "utf-16-be", None, True
    )


def test_arabic_in_utf_16_is_not_taken_for_utf_8():
    data = "خرج المعلم من البيت".encode("utf-16-le")
    assert data.decode("utf-8")
    assert decode(data) == Decoded("خرج المعلم من البيت", "utf-16-le")


def test_a_guess_names_a_runner_up_that_reads_otherwise():
    data = "Şivan û birayê wî".encode("cp1254")
    decoded = decode(data)
    assert decoded.encoding == "cp1254"
    assert decoded.runner_up is not None
    assert decode(data, decoded.runner_up).text != decoded.text


def test_arabic_deep_inside_a_long_english_text_is_still_seen():
    text = "Nothing but plain words here. " * 20_000 + TEXTS["ar"] + "And plain again. " * 20_000
    assert decode(text.encode("cp1256")).text == text


def test_a_few_stray_nuls_do_not_make_a_text_binary():
    assert decode(b"one\0two\n").text == "one\0two\n"


@pytest.mark.parametrize(
    "data", [b"", b" \r\n\t\n", codecs.BOM_UTF8, b"\xff\xfe", "\u00a0\u200f\n".encode(), b"\0\0\0"]
)
def test_a_file_without_text_is_refused_by_its_name(data):
    with pytest.raises(InvalidInput, match=r"^notes\.txt (is empty|holds no text)"):
        decode(data, name="notes.txt")


@pytest.mark.parametrize(
    "data",
    [
        PNG,
        b"PK\x03\x04\x14\0\6\0",
        b"%PDF-1.7\n",
        b"\xff\xd8\xff\xe0",
        random.Random(1).randbytes(100),
        random.Random(2).randbytes(100_001),
        bytes(range(32)) * 50,
        b"\0" * 5000 + b"text in an archive" * 20,
    ],
)
@pytest.mark.parametrize("size", [1, 40])
def test_a_file_that_is_no_text_is_refused(data, size):
    with pytest.raises(InvalidInput, match=r"^notes\.txt"):
        decode(data * size, name="notes.txt")


def test_a_pdf_is_called_a_pdf():
    with pytest.raises(InvalidInput, match=r"^notes\.txt is not a plain text but a PDF\.$"):
        decode(b"%PDF-1.4 ...", "cp1252", name="notes.txt")


def test_damaged_utf_8_is_refused_and_not_read_as_something_else():
    text = "Après la réunion, les élèves ont été reçus à l’hôtel. "
    data = text.encode() + b"\xe9 " + text.encode()
    with pytest.raises(InvalidInput, match=rf"utf-8: the byte at {len(text.encode())} does not fit"):
        decode(data)


def test_a_named_encoding_is_used_though_another_would_be_guessed():
    data = "été".encode("cp1252")
    assert decode(data, "cp1256") == Decoded(data.decode("cp1256"), "cp1256")
    assert decode(data, "Windows-1252").encoding == "cp1252"
    assert decode("كتاب".encode("iso-8859-6"), "ISO-8859-6").encoding == "iso-8859-6"


@pytest.mark.parametrize("named", ["utf-8", "UTF-8-SIG", "utf8"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_mark_of_a_named_encoding_is_no_part_of_the_text(named, mark):
    assert decode(mark + b"abc", named) == Decoded("abc", "utf-8", None, bool(mark))


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("marked", [False, True])
def test_utf_16_named_without_its_order_finds_it(order, marked):
    text = "The phrase لا أدري when asked"
    data = ("\ufeff" * marked + text).encode(order)
    assert decode(data, "utf-16") == Decoded(text, order, None, marked)
    assert decode(data, order) == Decoded(text, order, None, marked)


@pytest.mark.parametrize("named", ["klingon", "", "a\0b", "hex", "base64", "rot13", "undefined"])
def test_a_name_that_is_no_encoding_of_text_is_refused(named):
    with pytest.raises(InvalidInput):
        decode(b"6162", named)


@pytest.mark.parametrize(("mark", "offset"), [(b"", 2), (codecs.BOM_UTF8, 5)])
def test_the_first_byte_that_does_not_fit_is_named_as_counted_in_the_file(mark, offset):
    with pytest.raises(InvalidInput, match=rf"^notes\.txt cannot be read as utf-8: the byte at {offset} "):
        decode(mark + b"ab\xffcd\xff", "utf-8", name="notes.txt")


def test_half_a_character_at_the_end_of_utf_16_is_refused():
    with pytest.raises(InvalidInput, match="utf-16-le: the byte at 22 does not fit"):
        decode("eleven char".encode("utf-16-le") + b"\0")

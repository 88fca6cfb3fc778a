"""From the bytes of a file to its text: what it says of itself first, what it looks like last.

The order is a byte order mark, UTF-16 without one, strict UTF-8, then the old code pages by score.
UTF-16 comes before UTF-8 because Arabic in UTF-16 is also valid UTF-8, of control characters and
capitals. A guess is shown with its runner-up, and the researcher may name the encoding instead.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from core.errors import InvalidInput
from core.text.code_pages import CODE_PAGES, CodePage

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a DOCX, ODT, EPUB or other ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x1f\x8b", "a GZIP archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"\x7fELF", "a program"),
)

_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x20)])
_SHARE_OF_CONTROLS_IN_UTF_16 = 0.01
_SHARE_OF_HALVES = 0.2
_SHARE_OF_CONTROLS_IN_TEXT = 0.1
_STRAY_CONTROLS = 3
_PLAUSIBLE_UTF_16 = 0.75
_PLAUSIBLE_CODE_PAGE = 0.4

_LETTERS_OF_UTF_16 = re.compile(
    "[\t\n\r -~\u00a0-\u024f\u0300-\u052f\u0590-\u06ff\u0750-\u077f\u0900-\u0dff\u0e00-\u0e7f\u10a0-\u10ff"
    "\u1e00-\u1fff\u200b-\u2044\u20a0-\u20bf\u2190-\u21ff\u3000-\u30ff\uac00-\ud7af\ufb50-\uffef"
    "\U0001f300-\U0001faff]"
)
_HAN = re.compile("[\u4e00-\u9fff]")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_BLANK = re.compile("[\\s\\x00-\\x1f\x7f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe]*\\Z")

_SMALL = 4096
_STRETCH = 65536
_PLACES = 8
_WINDOWS_AT_A_PLACE = 2
_WINDOW_BEFORE, _WINDOW_AFTER = 16, 112


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read with, and the next best guess where there was guessing."""

    text: str
    encoding: str
    runner_up: str | None = None
    had_bom: bool = False


def decode(data: bytes, encoding: str | None = None, *, name: str = "The file") -> Decoded:
    """Read the text of a file; `name` is what the file is called in a message.

    With an `encoding`, that one is used and no other, strictly; a byte order mark of it is taken off.
    Raises `InvalidInput` for a file that is empty, blank, no text, or not whole in its encoding.
    """
    if not data:
        raise InvalidInput("{name} is empty.", name=name)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InvalidInput("{name} is not a plain text but {kind}.", name=name, kind=kind)
    decoded = _guessed(data, name) if encoding is None else _as_named(data, encoding, name)
    if _BLANK.match(decoded.text):
        raise InvalidInput("{name} holds no text, only white space.", name=name)
    return decoded


def _as_named(data: bytes, encoding: str, name: str) -> Decoded:
    try:
        codec = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        raise InvalidInput("There is no encoding named {encoding}.", encoding=encoding) from None
    codec = {"utf-8-sig": "utf-8"}.get(codec, codec)
    for mark, marked in _MARKS:
        if data.startswith(mark) and (marked == codec or marked[:-3] == codec):
            return Decoded(_strictly(data, marked, name, skip=len(mark)), marked, had_bom=True)
    if codec in ("utf-16", "utf-32"):
        codec = _byte_order(data, codec)
    return Decoded(_strictly(data, codec, name), _familiar_name(codec))


def _guessed(data: bytes, name: str) -> Decoded:
    marked = [(mark, codec) for mark, codec in _MARKS if data.startswith(mark)]
    if marked:
        # a UTF-16 text may begin with a NUL, which makes its mark that of UTF-32
        mark, codec = marked[0] if len(data) % 4 == 0 else marked[-1]
        return Decoded(_strictly(data, codec, name, skip=len(mark)), codec, had_bom=True)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _SHARE_OF_CONTROLS_IN_UTF_16 * len(data):
        codec = _byte_order(data, "utf-16")
        if _is_utf_16(data, codec, controls):
            return Decoded(_strictly(data, codec, name), codec)
        # else only a text with a few stray controls is left; NULs inside a text are dropped later
        if controls > max(_STRAY_CONTROLS, _SHARE_OF_CONTROLS_IN_TEXT * len(data)):
            raise InvalidInput("{name} is not a plain text.", name=name)
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError as error:
        if _is_damaged_utf_8(data):
            raise _undecodable(name, "utf-8", error.start) from None
    return _by_score(data, name)


def _strictly(data: bytes, codec: str, name: str, *, skip: int = 0) -> str:
    """Decode all of it or raise; `skip` bytes of a mark come before."""
    try:
        return data[skip:].decode(codec)
    except LookupError:
        raise InvalidInput("{encoding} is not an encoding of text.", encoding=codec) from None
    except UnicodeDecodeError as error:
        raise _undecodable(name, codec, skip + error.start) from None
    except UnicodeError:
        raise InvalidInput("{name} cannot be read as {encoding}.", name=name, encoding=codec) from None


def _undecodable(name: str, codec: str, offset: int) -> InvalidInput:
    return InvalidInput(
        "{name} cannot be read as {encoding}: the byte at {offset} does not fit. "
        "It may be damaged, or in another encoding.",
        name=name,
        encoding=_familiar_name(codec),
        offset=offset,
    )


def _familiar_name(codec: str) -> str:
    """Return the name the code page goes by here, where Python has its own."""
    for page in CODE_PAGES:
        if codecs.lookup(page.name).name == codec:
            return page.name
    return codec


def _byte_order(data: bytes, family: str) -> str:
    """Decide between the two orders of bytes by the letters that appear; LE where they tell nothing."""
    return max((f"{family}-le", f"{family}-be"), key=lambda codec: _plausibility(data, codec))


def _is_utf_16(data: bytes, codec: str, controls: int) -> bool:
    """Tell whether the control bytes are halves of characters, or strays in a text of bytes."""
    are_strays = controls < _SHARE_OF_HALVES * len(data) and _can_read(data, "utf-8")
    return not are_strays and _plausibility(data, codec) >= _PLAUSIBLE_UTF_16


def _plausibility(data: bytes, codec: str) -> float:
    """Return the share of usual characters in samples of the text; Chinese is what wrong order looks like."""
    places = {0, len(data) // 3 // 4 * 4, len(data) * 2 // 3 // 4 * 4}
    text = "".join(data[at : at + 1000].decode(codec, errors="replace") for at in sorted(places))
    return (len(_LETTERS_OF_UTF_16.findall(text)) + len(_HAN.findall(text)) / 2) / len(text)


def _is_damaged_utf_8(data: bytes) -> bool:
    """Tell whether nearly everything above ASCII is UTF-8, which no other encoding is by chance."""
    foreign = [c for c in _sample(data).decode("utf-8", errors="replace") if c > "\x7f"]
    broken = foreign.count("\ufffd")
    return len(foreign) - broken >= 4 * max(1, broken)


def _by_score(data: bytes, name: str) -> Decoded:
    """Take the code page that reads best and can read all; the runner-up reads the sample differently."""
    sample = _sample(data)
    scores = {page: page.score(sample) for page in CODE_PAGES}
    ranked = sorted(CODE_PAGES, key=lambda page: -scores[page])
    if scores[ranked[0]] < _PLAUSIBLE_CODE_PAGE:
        raise InvalidInput(
            "The encoding of {name} cannot be recognised. If it is a text, say in which encoding.", name=name
        )
    best = ranked[0]
    text = _strictly(data, best.name, name)
    return Decoded(text, best.name, _runner_up(data, sample, ranked))


def _runner_up(data: bytes, sample: bytes, ranked: list[CodePage]) -> str | None:
    """Return the next page that reads the sample otherwise, and can read the whole."""
    reading = sample.decode(ranked[0].name, errors="replace")
    for page in ranked[1:]:
        if sample.decode(page.name, errors="replace") != reading and _can_read(data, page.name):
            return page.name
    return None


def _can_read(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> bytes:
    """Return the small file, or windows around bytes above ASCII from places all over a large one.

    The head of a file may be a page of English before the Arabic begins.
    """
    if len(data) <= _SMALL:
        return data
    windows: list[bytes] = []
    stride = -(-len(data) // _PLACES)
    for place in range(0, len(data), stride):
        at = place
        for _ in range(_WINDOWS_AT_A_PLACE):
            found = _first_high_byte(data, at, place + stride)
            if found is None:
                break
            at = found + _WINDOW_AFTER
            windows.append(data[max(0, found - _WINDOW_BEFORE) : at])
    return b" ".join(windows)


def _first_high_byte(data: bytes, start: int, end: int) -> int | None:
    """Find the first byte above ASCII; `isascii` runs over stretches without one at memory speed."""
    for at in range(start, min(end, len(data)), _STRETCH):
        stretch = data[at : min(at + _STRETCH, end)]
        if not stretch.isascii() and (found := _HIGH_BYTE.search(stretch)):
            return at + found.start()
    return None

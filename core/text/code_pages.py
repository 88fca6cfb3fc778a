"""How well bytes read in each of the old encodings that texts of our languages come in.

Free detection among all encodings garbles French, Spanish and mostly English Arabic files, because
some page of DOS or EBCDIC always fits by chance. So the candidates are few and named, and each is
judged by what a reader would see: the letters its languages use, no foreign script inside a word, no
capital after a small letter, and for Arabic the letters that are common in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

_SHARED = "“”‘’„‚–—…«»°§€£•·©®™½¼¾×±"
_WESTERN = "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿœßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŸŒ¿¡ªº"
_CENTRAL = "áäąăâćčçďđéęěëíîĺľłńňóôöőŕřśšşťţúůüűýźżžßÁÄĄĂÂĆČÇĎĐÉĘĚËÍÎĹĽŁŃŇÓÔÖŐŔŘŚŠŞŤŢÚŮÜŰÝŹŻŽ"
_TURKISH = "çğıöşüâêîûÇĞİÖŞÜÂÊÎÛ"
_CYRILLIC = "".join(map(chr, range(0x410, 0x450))) + "ёЁіІїЇєЄґҐўЎђћјљњџЂЋЈЉЊЏ№"
_ARABIC = "".join(map(chr, [*range(0x621, 0x63B), *range(0x640, 0x653), *range(0x660, 0x66A)]))
_ARABIC += "پچژگکیہھے،؛؟٪٫٬"

_PER_HUNDRED_ARABIC_LETTERS = dict(
    zip(
        "اليمونترهبعدسفةكأقحجىشصخإذطزضثءئغظآؤ",
        (
            *(13.0, 12.0, 7.0, 6.5, 6.5, 6.5, 5.0, 5.0, 4.0, 4.0, 4.0, 3.5),
            *(3.0, 3.0, 3.0, 2.5, 2.5, 2.5, 2.0, 1.5, 1.0, 1.2, 1.2, 1.0),
            *(1.0, 0.8, 1.0, 0.8, 0.7, 0.8, 0.5, 0.5, 0.5, 0.3, 0.2, 0.2),
        ),
        strict=True,
    )
)
_USUAL_MEAN = 5.0
_WEIGHT_OF_FREQUENCY = 0.08
_COST_OF_NO_CHARACTER = 3.0
_COST_OF_AN_ODD_PAIR = 1.5

_NO_CHARACTER = frozenset(map(chr, [*range(0x80, 0xA0), 0xFFFD]))
_NEVER_AFTER_A_LETTER = frozenset("¿¡“„«§£€©•¼½¾")


@dataclass(frozen=True, slots=True)
class CodePage:
    """A candidate: the letters of its languages, and how much rarer it is than the commonest."""

    name: str
    letters: frozenset[str]
    rarity: float = 0.0
    is_arabic: bool = False

    def score(self, sample: bytes) -> float:
        """Say how well the bytes read: near 1 for a text of its languages, below 0 for none.

        Only characters above ASCII count, for all candidates agree on the others.
        """
        text = sample.decode(self.name, errors="replace")
        foreign = [character for character in text if character > "\x7f"]
        if not foreign:
            return -self.rarity
        points = float(sum(character in self.letters for character in foreign))
        points -= _COST_OF_NO_CHARACTER * sum(character in _NO_CHARACTER for character in foreign)
        points -= _COST_OF_AN_ODD_PAIR * sum(_is_odd(pair) for pair in pairwise(text))
        frequency = _mean_frequency(foreign) - _USUAL_MEAN if self.is_arabic else 0.0
        return points / len(foreign) + _WEIGHT_OF_FREQUENCY * frequency - self.rarity


def _page(name: str, letters: str, rarity: float = 0.0, *, is_arabic: bool = False) -> CodePage:
    return CodePage(name, frozenset(letters + _SHARED), rarity, is_arabic)


CODE_PAGES = (
    _page("cp1252", _WESTERN),
    _page("cp1256", _ARABIC + "àâçèéêëîïôœùûü", is_arabic=True),
    _page("cp1251", _CYRILLIC, 0.01),
    _page("cp1254", _TURKISH, 0.02),
    _page("iso-8859-6", _ARABIC, 0.02, is_arabic=True),
    _page("cp1250", _CENTRAL, 0.03),
    _page("mac-roman", _WESTERN, 0.05),
    _page("mac-arabic", _ARABIC + _WESTERN, 0.05, is_arabic=True),
)


def _is_odd(pair: tuple[str, str]) -> bool:
    """Tell whether no reader would expect the second character after the first."""
    before, character = pair
    if before <= "\x7f" and character <= "\x7f":
        return False
    if not before.isalpha():
        return False
    if character in _NEVER_AFTER_A_LETTER:
        return True
    if not character.isalpha():
        return False
    return _script(before) != _script(character) or (before.islower() and character.isupper())


def _script(letter: str) -> str:
    if "\u0400" <= letter <= "\u052f":
        return "Cyrillic"
    if "\u0600" <= letter <= "\u06ff":
        return "Arabic"
    return "Latin"


def _mean_frequency(characters: list[str]) -> float:
    """Return how common the letters are in Arabic, per hundred; those of other scripts are never."""
    letters = [character for character in characters if character.isalpha()]
    if not letters:
        return 0.0
    return sum(_PER_HUNDRED_ARABIC_LETTERS.get(letter, 0.0) for letter in letters) / len(letters)

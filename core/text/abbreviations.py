"""Abbreviations that are written with a full stop, English and Arabic, by what may stand behind them.

They are part of the numbered rules of `core.text.sentences`: whoever changes them raises that number.
"""

from __future__ import annotations

NEVER_LAST = frozenset(
    "Mr Mrs Ms Mx Messrs Dr Drs Prof Rev Hon Fr Sr Msgr Mme Mlle Pres Gov Sen Rep Amb Gen Brig Col Maj Capt "
    "Cmdr Lt Sgt Cpl Pvt St Ste Mt Ft "
    "vs cf viz al e.g i.e eg ie approx esp incl resp "
    "د أ م ص ج ط هـ ه ق ت ود وأ أ.د".split()
)
"""A name or a word follows: titles, "that is", and in Arabic doctor, professor, engineer, page, volume, …"""

ERAS = frozenset("م هـ ه ق".split())
"""Behind a number these say in which reckoning a year is counted, and are no abbreviation of a title."""

BEFORE_A_NUMBER = frozenset(
    "no nos nr p pp vol vols fig figs ch chap chs sec sect art arts para paras pt tab eq ed eds c ca fl "
    "l ll v vv jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Only before a number are these abbreviated; `no.` and `fig.` may end a sentence else."""

PERHAPS_LAST = frozenset("Inc Ltd Co Corp Bros Jr Dept Est Univ".split())
"""A sentence may end behind these: it does where the next word is one that begins sentences."""

BEGINNING_SENTENCES = frozenset(
    "The This That These Those There He She It They We You His Her Its Their Our My Then When While "
    "After Before But And So If In On At As For From By To Since Until Because Although However Now Not "
    "No Nobody Everybody What Who Why How Where Which Some Many Most All Both Each One Two Yes".split()
)

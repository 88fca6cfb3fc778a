"""Settings, measures and kinds of disagreement as sentences a reader of a report understands."""

from __future__ import annotations

from collections.abc import Mapping

from core.agreement.distances import Distance
from core.agreement.measures import MEASURES, Basis
from core.agreement.results import Kind
from core.agreement.settings import Settings, Uncoded, Unit
from core.exchange.agreement_papers import BOOTSTRAP, PAPERS
from core.exchange.wording import listed
from core.text.sentences import RULES_VERSION

MEASURE_NAMES: Mapping[str, str] = {
    "percent_agreement": "Percent agreement",
    "holsti": "Holsti",
    "cohen_kappa": "Cohen’s κ",
    "scott_pi": "Scott’s π",
    "fleiss_kappa": "Fleiss’ κ",
    "brennan_prediger": "Brennan–Prediger",
    "gwet_ac1": "Gwet’s AC₁",
    "krippendorff_alpha": "Krippendorff’s α",
    "krippendorff_alpha_set": "Krippendorff’s α of sets",
    "u_alpha": "Krippendorff’s uα",
    "bar_u_alpha": "|uα",
    "cu_alpha": "cuα",
    "ku_alpha": "kuα",
    "dice": "Dice",
    "span_f1_exact": "F₁ of segments, same ends",
    "span_f1_overlap": "F₁ of segments, overlapping",
}
_DEFINITIONS: Mapping[str, str] = {
    "percent_agreement": "The mean, over units that at least two coders judged, of the share of pairs of "
    "coders who gave the same value: pₒ of the measures that allow for chance. It does not, and long uncoded "
    "stretches push it towards 1.",
    "holsti": "Twice the text to which both of two coders gave the same value, divided by all the text to "
    "which each of them gave one, in sources that both judged, pooled over pairs of coders. Where uncoded "
    "text is missing, what only one of them coded counts against them. It does not allow for chance.",
    "cohen_kappa": "Two coders: (pₒ − pₑ) / (1 − pₑ), with pₒ the share of units given the same value and "
    "pₑ = Σ p_A·p_B, what the two coders’ own shares of each value would give by chance.",
    "scott_pi": "Two coders: (pₒ − pₑ) / (1 − pₑ), as Cohen’s κ, but with pₑ = Σ ((p_A + p_B) / 2)²: by "
    "chance both would give each value as often as the two of them did on average.",
    "fleiss_kappa": "(pₒ − pₑ) / (1 − pₑ), with pₒ the percent agreement and pₑ = Σ π², π the mean share of "
    "each value over units that anybody judged. Any number of coders, judgements may be missing (the form of "
    "Gwet).",
    "brennan_prediger": "(pₒ − 1/q) / (1 − 1/q), with pₒ the percent agreement and q the number of values "
    "offered: by chance each value would be given equally often.",
    "gwet_ac1": "(pₒ − pₑ) / (1 − pₑ), with pₒ the percent agreement and pₑ = Σ π·(1 − π) / (q − 1), π as "
    "for Fleiss’ κ and q the number of values offered. Values given seldom, or nearly always, make chance "
    "small.",
    "krippendorff_alpha": "1 − observed / expected disagreement, over all units that at least two coders "
    "judged; any number of coders, judgements may be missing. The difference between two values is nominal "
    "(same or not) if not said otherwise.",
    "krippendorff_alpha_set": "Krippendorff’s α where all codes that a coder gave a unit are one value, a "
    "set: no unit is left out for bearing several codes. How far two sets lie apart is named with the "
    "settings.",
    "u_alpha": "Krippendorff’s α of unitizing (2016): 1 − observed / expected disagreement between the "
    "coders’ rows of sections, coded ones and the gaps between, by the length of what two sections share. "
    "Boundaries and codes together; chance would place the same sections anew.",
    "bar_u_alpha": "As uα, but asking only whether text is coded, whatever the code.",
    "cu_alpha": "As uα, but asking only which codes were given where two coders gave one: gaps do not enter. "
    "It belongs to a family; a single code leaves nothing to confuse.",
    "ku_alpha": "The part of cuα of one code: how far coders agree on it where two gave a code of the "
    "family. Its coverage is the share of the code’s text that this is.",
    "dice": "Twice the text that both of two coders gave the code, divided by all the text each of them gave "
    "it, pooled over pairs of coders. Text that nobody coded does not enter; not corrected for chance. Of a "
    "family: summed over its codes.",
    "span_f1_exact": "Twice the segments of a code that both of two coders cut with the same ends, divided "
    "by all segments of both, pooled over pairs of coders. Each segment is matched with one other at most. "
    "Not corrected for chance. Of a family: segments of the same code.",
    "span_f1_overlap": "As before, but segments match that overlap as far as the settings say.",
}
KINDS: Mapping[Kind, tuple[str, str]] = {
    Kind.CODE: ("Different codes", "coders gave different codes to words that overlap"),
    Kind.MISSING: ("Missing", "at least one coder who judged the text gave no code of the family here"),
    Kind.BOUNDARY: ("Boundary", "the same codes, but segments begin, end or are divided differently"),
}
_UNITS: Mapping[Unit, str] = {
    Unit.CHARACTER: "The character. Every character of codable text is one unit, white space too.",
    Unit.WORD: "The word, by the word borders of Unicode.",
    Unit.SENTENCE: f"The sentence, by the numbered rules of Glossator, version {RULES_VERSION}.",
    Unit.PARAGRAPH: "The paragraph: the text between two line ends. Blank ones are none.",
    Unit.SOURCE: "The source: each text as a whole is one unit.",
}
_UNCODED: Mapping[Uncoded, str] = {
    Uncoded.CATEGORY: "A decision. A unit to which a coder gave no code counts as judged: absent for a code, "
    "one more value, “uncoded”, for a family.",
    Uncoded.MISSING: "Missing. A unit to which a coder gave no code of the family says nothing of her; where "
    "she gave another code of the family, a code counts as absent.",
}
_LEADING = ("krippendorff_alpha", "cohen_kappa", "dice", "u_alpha")

_SET_DISTANCE_NAMES: Mapping[Distance, str] = {Distance.JACCARD: "Jaccard", Distance.MASI: "MASI"}
_SET_DISTANCES: Mapping[Distance, str] = {
    Distance.JACCARD: "Jaccard: the share of their codes, taken together, that only one of the two holds.",
    Distance.MASI: "MASI: 1 − J·M, with J the share of their codes, taken together, that both hold, and "
    "M = 1 for equal sets, ⅔ where one holds the other, ⅓ where both hold more than they share, 0 where they "
    "share nothing.",
}


_ON_LINE = (
    "Measures of sections (α of unitizing) and of segments (F₁) are in characters of codable text, whatever "
    "the unit is, and a gap between two sections is part of what a coder did, whatever uncoded text says."
)


def figure_in_words(value: float) -> str:
    """Return a coefficient as journals print it: three places, no zero before the point, a true minus."""
    rounded = f"{abs(value):.3f}"
    sign = "−" if value < 0 and float(rounded) else ""
    return sign + rounded.removeprefix("0")


def leading(settings: Settings) -> list[str]:
    """Return the measures that a page shows first: those that papers ask for, else what was computed."""
    chosen = [name for name in _LEADING if name in settings.measures]
    return chosen or [name for name in MEASURES if name in settings.measures][:3]


def measure_name(measure: str) -> str:
    """Return what people call a measure."""
    return MEASURE_NAMES.get(measure, measure)


def definitions(settings: Settings) -> list[tuple[str, str]]:
    """Return name and definition of each measure computed, with its paper, in the order of their columns."""
    chosen = [name for name in MEASURES if name in settings.measures]
    return [(measure_name(name), f"{_DEFINITIONS[name]} {PAPERS[name]}") for name in chosen]


def settings_in_words(settings: Settings) -> list[tuple[str, str]]:
    """Return every choice behind the numbers that is not shown elsewhere in the report."""
    words = [("Unit", _UNITS[settings.unit])]
    if settings.unit is not Unit.CHARACTER:
        words.append(("Share", _share(settings)))
    words.append(("Uncoded text", _UNCODED[settings.uncoded]))
    words.append(("Tolerance", _tolerance(settings)))
    if any(not MEASURES[name].basis.is_of_units for name in settings.measures):
        words.append(("Sections and segments", _ON_LINE))
    if "span_f1_overlap" in settings.measures:
        words.append(("Overlap", overlap(settings)))
    if compares_sets(settings):
        words.append(("Sets of codes", _SET_DISTANCES[settings.distance]))
    words.append(("Measures", f"{listed([name for name, _ in definitions(settings)])}; defined at the end."))
    words.append(("Intervals", _intervals(settings)))
    return words


def compares_sets(settings: Settings) -> bool:
    """Tell whether a measure that compares sets of codes was asked for."""
    return any(MEASURES[name].basis is Basis.SETS for name in settings.measures)


def set_distance_name(settings: Settings) -> str:
    """Return what the distance between sets is called."""
    return _SET_DISTANCE_NAMES[settings.distance]


def overlap(settings: Settings) -> str:
    """Say when two segments overlap."""
    if not settings.iou:
        return "Two segments overlap when they share a character."
    return (
        f"Two segments overlap when they share at least {settings.iou * 100:g} % of the text that they cover "
        "together."
    )


def _intervals(settings: Settings) -> str:
    if not settings.draws:
        return "None were drawn."
    return (
        f"95 %, percentile bootstrap: {settings.draws:,} draws of whole sources with replacement (PCG64, "
        f"seed {settings.seed}); near copies of one text are drawn together. Draws without a value are "
        f"left out, and counted. Characters are never drawn. {BOOTSTRAP}"
    )


def _share(settings: Settings) -> str:
    if not settings.share:
        return "A unit bears a code as soon as any of its characters that is no white space does."
    return (
        f"A unit bears a code from {settings.share * 100:g} % of its characters on, white space not counted."
    )


def _tolerance(settings: Settings) -> str:
    if not settings.tolerance:
        return "None: segments whose ends differ by one character are listed as a boundary disagreement."
    return f"Ends of segments that lie up to {settings.tolerance:,} characters apart count as alike."

"""A comparison as a paragraph for the methods section of a paper."""

from __future__ import annotations

from core.agreement.results import Comparison, Result
from core.agreement.settings import Settings, Uncoded, Unit
from core.exchange.agreement_words import (
    MEASURE_NAMES,
    compares_sets,
    definitions,
    figure_in_words,
    leading,
    measure_name,
    overlap,
    set_distance_name,
)
from core.exchange.wording import counted, listed
from core.text.sentences import RULES_VERSION
from core.version import VERSION


def methods_paragraph(comparison: Comparison) -> str:
    """Return who and what was compared, how, by which program, and what came out for each family."""
    settings = comparison.settings
    sentences = [
        _who(comparison),
        _how(settings),
        _treatment(settings),
        "Only sources that a coder had marked as done for a family entered, and ranges marked as not codable "
        "were left out.",
        _several(comparison),
        f"Reported are {listed([_within_a_sentence(name) for name, _ in definitions(settings)])}.",
        _distances(comparison),
        _intervals(settings),
        _outcome(comparison),
    ]
    return " ".join(sentence for sentence in sentences if sentence)


def _who(comparison: Comparison) -> str:
    codable = sum(source.codable_characters for source in comparison.sources)
    sources = counted(len(comparison.sources), "source")
    coders = "coder" if len(comparison.coders) == 1 else "coders"
    return (
        f"{_number(len(comparison.coders))} {coders} coded {sources} "
        f"({counted(codable, 'codable character')})."
    )


def _how(settings: Settings) -> str:
    unit = settings.unit.value
    if settings.unit is Unit.SENTENCE:
        unit = f"sentence (by Glossator’s rules, version {RULES_VERSION})"
    said = (
        f"Agreement was computed per code and per family by Glossator {VERSION}, with the {unit} as the unit"
    )
    if settings.unit is Unit.CHARACTER:
        return f"{said}."
    if not settings.share:
        return f"{said}; a unit bore a code when any of its characters did, white space apart."
    return f"{said}; a unit bore a code when at least {settings.share * 100:g} % of its characters did."


def _treatment(settings: Settings) -> str:
    if settings.uncoded is Uncoded.CATEGORY:
        return "Text without a code was counted as a decision (absence)."
    return "Text without a code was treated as missing."


def _several(comparison: Comparison) -> str:
    if not any(row.scope == "family" and row.n_several for row in comparison.results):
        return ""
    return (
        "For a family as one variable, units to which a coder had given several of its codes were left out."
    )


def _distances(comparison: Comparison) -> str:
    settings = comparison.settings
    said = []
    if compares_sets(settings):
        said.append(f"Sets of codes were compared by their {set_distance_name(settings)} distance.")
    ordinal = dict.fromkeys(row.family for row in comparison.results if row.distance == "ordinal")
    if ordinal:
        said.append(f"Differences between the codes of {listed(list(ordinal))} were weighed as ordinal.")
    if "span_f1_overlap" in settings.measures:
        said.append(overlap(settings))
    return " ".join(said)


def _intervals(settings: Settings) -> str:
    if not settings.draws:
        return ""
    return (
        f"Intervals are 95 % percentile bootstrap intervals from {settings.draws:,} draws of whole sources "
        f"with replacement (seed {settings.seed})."
    )


def _outcome(comparison: Comparison) -> str:
    """Say the first leading measure of each family; with more than two coders kappa has none."""
    of_families = [row for row in comparison.results if row.scope == "family" and row.source is None]
    for measure in leading(comparison.settings):
        rows = [row for row in of_families if row.measure == measure and row.value is not None]
        is_for_all = len({row.family for row in rows}) == len(rows)
        if rows and is_for_all:
            values = listed([f"{_value(row)} for {row.family}" for row in rows])
            return f"{measure_name(measure)} was {values}."
    return ""


def _value(row: Result) -> str:
    if row.value is None:
        raise ValueError("A row without a value has nothing to say here.")
    shown = figure_in_words(row.value)
    if row.ci95 is None:
        return shown
    low, high = map(figure_in_words, row.ci95)
    return f"{shown} [{low}, {high}]"


def _number(count: int) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[count] if count < len(words) else f"{count:,}"


def _within_a_sentence(name: str) -> str:
    """Return the name with a small letter, unless it begins with a person's."""
    return name[0].lower() + name[1:] if name == MEASURE_NAMES["percent_agreement"] else name

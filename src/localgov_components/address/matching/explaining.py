"""A comparison told to people: each element and how it compares, and the property it was compared with."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from localgov_components.address.matching.calibration import calibrated, calibrated_together
from localgov_components.address.matching.compare import Comparison
from localgov_components.address.matching.doubt import Doubt
from localgov_components.address.matching.flats import Fit
from localgov_components.address.matching.match import ElementCompared, How, Match, MatchOutcome, PossibleMatch
from localgov_components.identifiers import Uprn

__all__ = ["Scored", "ambiguous", "explained", "matched", "not_found", "parent_only", "possible_matches"]

_MOST_POSSIBLE = 50
_REMEMBERED = 5_000
_FITS = {
    Fit.NONE: How.CONFLICTING,
    Fit.WEAKER: How.EQUIVALENT,
    Fit.OTHERWISE: How.EQUIVALENT,
    Fit.EQUAL: How.EQUAL,
    Fit.LEFT_OUT: How.MISSING,
}


_NOT_TYPED, _NOT_KNOWN = "not typed", "not in the gazetteer"
_VETOES = {"beside": ("name", "it is beside a property")}
"""Vetoes that are told as a conflict of another element, and why."""


class Scored(NamedTuple):
    """A comparison and what it says for its property, in log odds."""

    log_odds: float
    comparison: Comparison


def matched(best: Scored) -> Match:
    """One property."""
    return Match(
        MatchOutcome.MATCHED,
        uprn=Uprn.parse(best.comparison.candidate.uprn),
        score=calibrated(best.log_odds),
        explanation=explained(best.comparison),
    )


def ambiguous(scored: list[Scored]) -> Match:
    """Several that fit, the best first; or one that there is a reason to doubt."""
    return Match(MatchOutcome.AMBIGUOUS, possible=possible_matches(scored), explanation=explained(scored[0].comparison))


def parent_only(best: Scored, parent: int, possible: tuple[PossibleMatch, ...] = ()) -> Match:
    """A building, as far as `best` shows it."""
    return Match(
        MatchOutcome.PARENT_ONLY,
        parent=Uprn.parse(parent),
        possible=possible,
        score=calibrated(best.log_odds),
        explanation=explained(best.comparison),
    )


def not_found(nearest: Scored | None = None, possible: tuple[PossibleMatch, ...] = ()) -> Match:
    """None, with what kept the nearest from being the one."""
    if nearest is None:
        return Match(MatchOutcome.NOT_FOUND, possible=possible)
    explanation, uprn = explained(nearest.comparison), Uprn.parse(nearest.comparison.candidate.uprn)
    return Match(MatchOutcome.NOT_FOUND, possible=possible, explanation=explanation, nearest=uprn)


def possible_matches(scored: Sequence[Scored]) -> tuple[PossibleMatch, ...]:
    """Properties that are named beside an outcome, at most fifty; their probabilities share what there is."""
    scores = calibrated_together([each.log_odds for each in scored])
    return tuple(
        PossibleMatch(Uprn.parse(each.comparison.candidate.uprn), score, explained(each.comparison))
        for each, score in list(zip(scored, scores, strict=True))[:_MOST_POSSIBLE]
    )


def explained(comparison: Comparison) -> tuple[ElementCompared, ...]:
    """Element by element; the one that vetoed is always among them."""
    known = comparison.candidate
    names = known.names
    compared = (
        ("postcode", comparison.postcode, "", known.postcode),
        ("number", _FITS.get(comparison.number), comparison.why_number, known.premises.start),
        ("flat", _FITS.get(comparison.flat), comparison.why_flat, known.premises.flat),
        ("name", comparison.name, "", names.building or names.organisation),
        ("street", comparison.street, "", names.street or names.dependent),
        ("place", comparison.place.how, "", names.place),
    )
    elements = tuple(
        (element, how, (_NOT_KNOWN if value is None else _NOT_TYPED) if how is How.MISSING else why)
        for element, how, why, value in compared
    )
    return _told(elements, comparison.doubt, comparison.conflict)


@lru_cache(_REMEMBERED)
def _told(
    elements: tuple[tuple[str, How | None, str], ...], doubt: Doubt | None, conflict: str | None
) -> tuple[ElementCompared, ...]:
    """The same of elements: there are not many ways in which addresses compare, and millions of addresses."""
    told = [
        ElementCompared(element, how, doubt.why if doubt and doubt.element == element else why)
        for element, how, why in elements
        if how is not None
    ]
    element, why = _VETOES.get(conflict or "", (conflict, ""))
    if element and not any(each.element == element and each.how is How.CONFLICTING for each in told):
        told = [each for each in told if each.element != element]
        told.append(ElementCompared(element, How.CONFLICTING, why))
    return tuple(told)

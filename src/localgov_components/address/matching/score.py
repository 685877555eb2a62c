"""What the comparison of two addresses says for their being one: evidence, in log odds.

Each element adds to it, as in a logistic model. A conflict of number, flat or street is a veto, and is weighed only to
tell which refused property is the nearest. The weights are judgements, held against made-up and real addresses (see
docs/decisions/0026-matching-declines-before-it-guesses.md); what a sum of them is worth as a probability was measured
(`calibration`).
"""

from localgov_components.address.matching.compare import Comparison, Firm
from localgov_components.address.matching.flats import Fit
from localgov_components.address.matching.match import How
from localgov_components.address.matching.nearness import Nearness
from localgov_components.address.matching.place import NOWHERE_ELSE, PlaceFit, StreetElsewhere

__all__ = ["LEAST_EVIDENCE", "NEAREST_RIVAL", "evidence"]

LEAST_EVIDENCE = 2.2
"""What a match needs."""
NEAREST_RIVAL = 1.5
"""What every other property must fall short by."""

_START = 1.0
_POSTCODE = {
    Nearness.SAME: 3.0,
    Nearness.ONE_FAULT: 1.5,
    Nearness.SECTOR: -0.5,
    Nearness.DISTRICT: -1.5,
    Nearness.AREA: -4.5,
    Nearness.NONE: -6.0,
    Nearness.UNSAID: 0.0,
}
_NUMBER = {Fit.EQUAL: 2.0, Fit.WEAKER: 0.8, Fit.OTHERWISE: 1.5, Fit.LEFT_OUT: -0.5, Fit.ABSENT: 0.0, Fit.NONE: -9.0}
_FLAT = {Fit.EQUAL: 1.5, Fit.WEAKER: 0.3, Fit.OTHERWISE: 0.8, Fit.LEFT_OUT: -1.0, Fit.ABSENT: 0.5, Fit.NONE: 0.0}
_STREET = {How.EQUAL: 2.0, How.SPELLING: 0.7, How.EQUIVALENT: 0.3, How.MISSING: -0.5, How.CONFLICTING: -2.5, None: 0.0}
_NAME = {How.EQUAL: 1.5, How.SPELLING: 0.5, How.EQUIVALENT: 0.3, How.MISSING: -0.3, How.CONFLICTING: -3.0, None: 0.0}
_PLACE = {
    PlaceFit.SAME: 1.0,
    PlaceFit.SPELLED: 0.8,
    PlaceFit.WITHIN: 0.8,
    PlaceFit.WIDER: 0.5,
    PlaceFit.APART: -0.3,
    PlaceFit.OTHER: -1.0,
    PlaceFit.UNSAID: 0.0,
}
_ELSEWHERE = {
    PlaceFit.SAME: 0.0,
    PlaceFit.SPELLED: -0.3,
    PlaceFit.WITHIN: -1.0,
    PlaceFit.WIDER: -1.0,
    PlaceFit.APART: -5.0,
    PlaceFit.OTHER: -5.0,
    PlaceFit.UNSAID: -4.0,
}
"""What the place adds where the postcode does not say the same."""
_STREET_IN_PLACES = 4.0
"""What a street loses whose name is that of streets elsewhere too, where neither postcode nor place say which."""


def evidence(comparison: Comparison, nearness: Nearness, *, elsewhere: StreetElsewhere = NOWHERE_ELSE) -> float:
    """Log odds; `elsewhere` tells of other streets of this name."""
    total = (
        _START
        + _POSTCODE[nearness]
        + _NUMBER[comparison.number]
        + _FLAT[comparison.flat]
        + _STREET[comparison.street]
        + _NAME[comparison.name]
        + _PLACE[comparison.place]
    )
    if nearness is not Nearness.SAME:
        total += _elsewhere(comparison, nearness, elsewhere)
    return total


def _elsewhere(comparison: Comparison, nearness: Nearness, elsewhere: StreetElsewhere) -> float:
    """What speaks against a property whose postcode is not the one that was typed."""
    total = _ELSEWHERE[comparison.place]
    if comparison.street not in (How.EQUAL, How.SPELLING):
        total -= 2.0 if comparison.street is None else 4.0
    firm_there = comparison.firm is Firm.SAID and comparison.number is Fit.EQUAL
    if comparison.place not in (PlaceFit.SAME, PlaceFit.SPELLED) and not firm_there:
        total -= _STREET_IN_PLACES * ((elsewhere.places > 1) + elsewhere.is_there)
    is_firm = comparison.candidate.names.organisation is not None
    if is_firm and comparison.number is not Fit.EQUAL and comparison.flat is not Fit.EQUAL:
        total -= 6.0
    if comparison.place is PlaceFit.WIDER and nearness not in (Nearness.ONE_FAULT, Nearness.SECTOR):
        total -= 2.0
    if nearness in (Nearness.ONE_FAULT, Nearness.UNSAID):
        return total
    if comparison.number is Fit.WEAKER:
        total -= 2.0
    if comparison.street is How.SPELLING:
        total -= 4.0
    return total

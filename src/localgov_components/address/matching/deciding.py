"""The outcome of comparisons: one property, several, a building, or none.

A property is the answer only when it is likely enough and no other comes near it. A building that holds flats is no
answer for a flat, nor for the building where it is only a shell around its flats.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from localgov_components.address.matching.candidates import Candidates, Row
from localgov_components.address.matching.compare import Comparison, Firm, same_family
from localgov_components.address.matching.doubt import Doubt
from localgov_components.address.matching.explaining import (
    Scored,
    ambiguous,
    matched,
    not_found,
    parent_only,
    possible_matches,
)
from localgov_components.address.matching.flats import Fit
from localgov_components.address.matching.match import How, Match, PossibleMatch
from localgov_components.address.matching.place import OTHER_PLACES, PlaceFit
from localgov_components.address.matching.premises import Relation
from localgov_components.address.matching.query import Query
from localgov_components.address.matching.score import LEAST_EVIDENCE, NEAREST_RIVAL
from localgov_components.identifiers import Uprn

__all__ = ["Evidence"]

_FOUND = (How.EQUAL, How.SPELLING)
_OF_ANOTHER_PLACE = Doubt("postcode", "it is that of another place")
_OF_NEITHER = Doubt("place", "neither street nor place is the one typed")
_OF_A_FAMILY = Doubt("postcode", "it is that of a street of the same name and another kind")


@dataclass(slots=True)
class Evidence:
    """What was compared so far: properties that fit, and those that something refuses."""

    query: Query
    candidates: Candidates
    scored: list[Scored] = field(default_factory=list)
    refused: list[Scored] = field(default_factory=list)
    compared_all: bool = False
    """Whether the unlikely addresses were compared too."""

    def is_settled(self, *, spelled: bool) -> bool:
        """Whether one fits so well that nobody need look further; a building of an unknown flat does not.

        One whose place is not the typed one leaves to look there too, though not for names with faults (`spelled`).
        """
        return any(
            each.comparison.relation is not Relation.PARENT
            and _is_likely(each.log_odds)
            and (spelled or each.comparison.place not in OTHER_PLACES)
            for each in self.scored
        )

    def is_likely(self) -> bool:
        """Whether one fits well, perhaps only the building of an unknown flat: then none of its neighbours is meant."""
        return any(_is_likely(each.log_odds) for each in self.scored)

    def unlikely(self) -> list[Row]:
        """Addresses of the typed postcode that were not compared: they tell which streets it is that of."""
        postcode = self.query.parts.postcode
        if postcode is None or self.compared_all:
            return []
        return self.candidates.unlikely_at_postcode(self.query, postcode)

    def decide(self) -> Match:
        """The outcome."""
        scored = self.scored
        if any(each.comparison.postcode is not How.EQUAL for each in scored):
            scored = _without_other_streets(scored, self._streets_of_postcode())
        scored = _without_misspelt(scored)
        by_relation: dict[Relation, list[Scored]] = {relation: [] for relation in Relation}
        for each in scored:
            by_relation[each.comparison.relation].append(each)
        same, parents, children = map(_best_of_each, by_relation.values())
        if same:
            return self._decide_same(_without_weaker(same), children)
        if parents and self._is_of_a_family(parents[0].comparison):
            return not_found(parents[0])
        if parents and _is_likely(parents[0].log_odds):
            rivals = _rivals(parents)
            best = parents[0]
            return ambiguous(rivals) if len(rivals) > 1 else parent_only(best, best.comparison.candidate.uprn)
        if children:
            return ambiguous(children)
        return self._decide_siblings()

    def _decide_same(self, same: list[Scored], children: list[Scored]) -> Match:
        best, rivals = same[0], _rivals(same)
        comparison = best.comparison
        if not _is_likely(best.log_odds):
            if len(rivals) > 1 and comparison.place not in OTHER_PLACES:
                return ambiguous(rivals)
            return not_found(best, possible_matches(rivals if len(rivals) == 1 else []))
        if self._is_of_a_family(comparison):
            doubted = Scored(best.log_odds, comparison._replace(doubt=_OF_A_FAMILY))
            return ambiguous([doubted, *rivals[1:]])
        rivals = _with_those_at_typed_place(rivals, [*same, *children])
        if len(rivals) > 1 or rivals[0].comparison.doubt:
            return ambiguous(rivals)
        if comparison.candidate.shell and (parts := self._parts_of(comparison.candidate.uprn, children)):
            return parent_only(best, comparison.candidate.uprn, parts)
        return matched(best)

    def _parts_of(self, uprn: int, children: list[Scored]) -> tuple[PossibleMatch, ...]:
        """The known parts of a building: by the gazetteer's own hierarchy, or else by their addresses."""
        numbers = self.candidates.children(uprn)
        return tuple(PossibleMatch(Uprn.parse(number), 0.0) for number in numbers) or possible_matches(children)

    def _is_of_a_family(self, best: Comparison) -> bool:
        """Whether the typed postcode is that of a street of the same name and another kind, with the same number.

        Then the postcode may be wrong or the kind of street, and nobody can tell which.
        """
        if best.postcode not in (How.SPELLING, How.CONFLICTING):
            return False
        return any(
            each.comparison.conflict == "street"
            and each.comparison.postcode is How.EQUAL
            and each.comparison.number is Fit.EQUAL
            and each.comparison.flat is not Fit.NONE
            and same_family(self.query, each.comparison.candidate.names.street)
            for each in self.refused
        )

    def _streets_of_postcode(self) -> dict[tuple[str | None, str | None], PlaceFit]:
        """Streets that the typed postcode is that of and the text may mean, with their places."""
        streets = {
            (each.comparison.candidate.names.street, each.comparison.candidate.names.place): each.comparison.place
            for each in (*self.scored, *self.refused)
            if each.comparison.postcode is How.EQUAL and each.comparison.street in _FOUND
        }
        for candidate in self.candidates.read(self.unlikely()):
            found = self.query.find_street(candidate.names.street)
            if found and found.how in _FOUND:
                place = candidate.names.place
                streets.setdefault((candidate.names.street, place), self.query.place_beside(place, found, ()))
        return streets

    def _decide_siblings(self) -> Match:
        """Name the building where its other flats are known; or nothing, with the nearest conflict."""
        siblings = _best_of_each([each for each in self.refused if each.comparison.conflict == "flat"])
        if siblings and _is_likely(siblings[0].log_odds):
            parents = {each.comparison.candidate.parent for each in _rivals(siblings)}
            parent = parents.pop() if len(parents) == 1 else None
            if parent is not None and not self._is_of_a_family(siblings[0].comparison):
                return parent_only(siblings[0], parent, possible_matches(siblings))
        return not_found(max(self.refused, key=lambda each: each.log_odds, default=None))


def _is_likely(log_odds: float) -> bool:
    return log_odds >= LEAST_EVIDENCE


def _with_those_at_typed_place(rivals: list[Scored], others: Sequence[Scored]) -> list[Scored]:
    """The rivals, and what is where the text says: the best may have the typed postcode alone, and another place.

    A flat that is only nearly the typed one is doubted there even where nothing else is known.
    """
    best = rivals[0].comparison
    if best.place not in OTHER_PLACES:
        return rivals
    if best.firm is Firm.SAID:  # the firm that was typed tells its address from others
        others = [each for each in others if each.comparison.firm is Firm.SAID]
    rivals = [*rivals, *(each for each in others if each not in rivals and _is_at_typed_place(each.comparison, best))]
    if best.place is PlaceFit.OTHER and best.street not in _FOUND and best.flat is Fit.WEAKER:
        return [Scored(rivals[0].log_odds, best._replace(doubt=_OF_NEITHER)), *rivals[1:]]
    return rivals


def _is_at_typed_place(other: Comparison, best: Comparison) -> bool:
    """Whether an address is on the typed street in the typed place, with the number or name that the best one has."""
    there = other.street in _FOUND and other.place in (PlaceFit.SAME, PlaceFit.SPELLED, PlaceFit.WITHIN)
    return there and (other.number is Fit.EQUAL or (best.name in _FOUND and other.name in _FOUND))


def _rivals(scored: Sequence[Scored]) -> list[Scored]:
    """The best, and those that come near it: the more where neither postcode nor place was typed."""
    best = scored[0]
    nowhere = best.comparison.postcode is not How.EQUAL and best.comparison.place is PlaceFit.UNSAID
    least = best.log_odds - NEAREST_RIVAL * (1 + nowhere)
    return [each for each in scored if each.log_odds > least]


def _best_of_each(scored: list[Scored]) -> list[Scored]:
    """The best reading of each property, the best property first."""
    if len(scored) < 2:  # noqa: PLR2004 - none to choose between
        return scored
    best: dict[int, Scored] = {}
    for each in scored:
        uprn = each.comparison.candidate.uprn
        if uprn not in best or each.log_odds > best[uprn].log_odds:
            best[uprn] = each
    return sorted(best.values(), key=lambda each: (-each.log_odds, each.comparison.candidate.uprn))


def _without_weaker(same: list[Scored]) -> list[Scored]:
    """Leave out ranges that hold a number, and units of another kind, where the gazetteer has the thing itself.

    Of addresses in a building that was named, leave out firms that were not typed, and all but the firm that was,
    unless one fits better altogether: its name may be that of a firm, too.
    """
    if len(same) == 1:
        return same
    if any(each.comparison.number is Fit.EQUAL for each in same):
        same = [each for each in same if each.comparison.number is not Fit.WEAKER]
    if any(each.comparison.flat is Fit.EQUAL for each in same):
        same = [each for each in same if each.comparison.flat is not Fit.WEAKER]
    named = [each.comparison.firm for each in same if each.comparison.name in _FOUND]
    least = max(named, default=Firm.UNSAID)
    said = max((each.log_odds for each in same if each.comparison.firm >= least), default=0.0)
    return [
        each
        for each in same
        if each.comparison.name not in _FOUND or each.comparison.firm >= least or each.log_odds >= said + NEAREST_RIVAL
    ]


def _without_misspelt(scored: list[Scored]) -> list[Scored]:
    """Leave out a name that the typed one nearly is, where the gazetteer has that one itself, if only in parts."""
    if not any(each.comparison.name is How.EQUAL for each in scored):
        return scored
    return [each for each in scored if each.comparison.name is not How.SPELLING or each.comparison.number is Fit.EQUAL]


def _without_other_streets(
    scored: list[Scored], streets: Mapping[tuple[str | None, str | None], PlaceFit]
) -> list[Scored]:
    """Leave out streets of the same name elsewhere, where the typed postcode lies on one of them.

    Where it lies in another place than the one that was typed, nobody can tell which of the two is wrong.
    """
    if not streets:
        return scored
    elsewhere = all(fit in (*OTHER_PLACES, PlaceFit.WIDER) for fit in streets.values())
    kept: list[Scored] = []
    for each in scored:
        comparison = each.comparison
        names = comparison.candidate.names
        if comparison.postcode is How.EQUAL or (names.street, names.place) in streets:
            kept.append(each)
        elif elsewhere and comparison.place in (PlaceFit.SAME, PlaceFit.SPELLED, PlaceFit.WITHIN):
            kept.append(Scored(each.log_odds, comparison._replace(doubt=_OF_ANOTHER_PLACE)))
    return kept

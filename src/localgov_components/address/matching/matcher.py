"""Match one address to a gazetteer: the property that was meant, or why it cannot be told.

The steps: read the text; take the addresses of its postcode; compare each, element by element; where none fits well,
look for its street, number and names in the whole file; then decide. A conflict of number, suffix or flat is a veto,
so a neighbour is never an answer, and of two properties that fit alike both are named.
"""

import sqlite3
from collections.abc import Sequence

from localgov_components.address.matching.candidates import Candidates, Row
from localgov_components.address.matching.compare import Comparison, compare
from localgov_components.address.matching.deciding import Evidence
from localgov_components.address.matching.explaining import Scored
from localgov_components.address.matching.match import How, Match, MatchOutcome
from localgov_components.address.matching.nearness import Nearness, compare_postcodes
from localgov_components.address.matching.place import NOWHERE_ELSE, OTHER_PLACES, PlaceFit, StreetElsewhere
from localgov_components.address.matching.query import Query
from localgov_components.address.matching.score import evidence
from localgov_components.address.parsing.misread import other_reading
from localgov_components.address.parsing.parts import read_parts
from localgov_components.address.parsing.postcodes import read_postcode
from localgov_components.identifiers import Postcode

__all__ = ["Matcher"]

_OF_NO_PROPERTY = (MatchOutcome.NOT_FOUND, MatchOutcome.PARENT_ONLY)
"""Outcomes after which a text is read otherwise."""
_NO_AREAS = ("AA", "XX", "ZZ")
"""How postcodes begin that are nowhere: what fills a form, parcels sent back, people whose postcode is not known."""


class Matcher:
    """Matches through one connection to a gazetteer's file; serves one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._candidates = Candidates(connection)

    def match(self, text: str, postcode: Postcode | str | None = None) -> Match:
        """The property that a text means, or why it cannot be told.

        `postcode` is that of a column of its own, and goes before one in the text; what is no postcode, or is one of
        nowhere, is left out. Raises `InvalidValueError` for a text of more than 10,000 characters.
        """
        match = self._match(text, postcode)
        if match.outcome not in _OF_NO_PROPERTY or (other_text := other_reading(text)) is None:
            return match
        other = self._match(other_text, postcode)
        return other if other.outcome is MatchOutcome.MATCHED else match

    def _match(self, text: str, postcode: Postcode | str | None) -> Match:
        """The match of a text as it stands."""
        parts = read_parts(text)
        given = (_written(postcode), parts.postcode)
        parts.postcode = next((each for each in given if each is not None and not self._is_none(each)), None)
        query = Query.of(parts)
        found = Evidence(query, self._candidates)
        if parts.postcode is not None:
            self._compare(found, self._candidates.at_postcode(query, parts.postcode))
        for spelled in (False, True):
            if not found.is_settled(spelled=spelled):
                self._compare(found, self._candidates.elsewhere(query, spelled=spelled))
        if not found.is_likely():
            self._compare(found, found.unlikely())
            found.compared_all = True
        return found.decide()

    def _is_none(self, postcode: str) -> bool:
        """Whether a postcode is of no area and of no address, such as the `ZZ99 3VZ` of a form that asks for one."""
        return postcode.startswith(_NO_AREAS) and not self._candidates.has_postcode(postcode)

    def _compare(self, found: Evidence, rows: Sequence[Row]) -> None:
        query = found.query
        query.compared.update(rows)
        for candidate in self._candidates.read(rows):
            how, nearness = compare_postcodes(query.parts.postcode, candidate.postcode)
            comparison = compare(query, candidate, how)
            if comparison.conflict is None and self._conflicts_by_street(query, comparison):
                comparison = comparison._replace(conflict="street")
            if comparison.conflict:
                found.refused.append(Scored(evidence(comparison, nearness), comparison))
                continue
            is_there = nearness is Nearness.SAME
            elsewhere = NOWHERE_ELSE if is_there else self._elsewhere(query, candidate.names.street)
            found.scored.append(Scored(evidence(comparison, nearness, elsewhere=elsewhere), comparison))

    def _conflicts_by_street(self, query: Query, comparison: Comparison) -> bool:
        """Whether a street that is not the typed one letter for letter is another one.

        It is where the gazetteer has a street of the typed name. A named house whose street differs altogether counts
        only at its postcode: its street may have two names.
        """
        street = comparison.candidate.names.street
        if comparison.street is How.CONFLICTING:
            if comparison.postcode is not How.EQUAL or self._is_known_street(query):
                return True
            return self._candidates.has_street_like(query)
        if comparison.street is How.MISSING:
            return street is None and bool(query.street) and self._is_known_street(query)
        if comparison.street in (How.SPELLING, How.EQUIVALENT):
            found = query.find_street(street)
            longer = found is not None and found.end > query.before + len(query.street)
            return not longer and self._is_known_street(query)
        return False

    def _is_known_street(self, query: Query) -> bool:
        """Whether a place that may be the typed one has a street of the typed name."""
        if query.known_street is None:
            query.known_street = self._elsewhere(query, " ".join(query.parts.street)).places > 0
        return query.known_street

    def _elsewhere(self, query: Query, street: str | None) -> StreetElsewhere:
        """Where else there may be a street of a name."""
        known = query.streets_elsewhere.get(street)
        if known is None:
            fits = [query.place(place) for place in self._candidates.places_of_street(street)]
            places = sum(fit not in OTHER_PLACES for fit in fits)
            known = query.streets_elsewhere[street] = StreetElsewhere(places, PlaceFit.SAME in fits)
        return known


def _written(postcode: Postcode | str | None) -> str | None:
    """A postcode as the index has it; None for what is none."""
    if postcode is None:
        return None
    if isinstance(postcode, Postcode):
        return str(postcode)
    return read_postcode(postcode)

"""One address of the gazetteer compared with what was typed, element by element.

Numbers, suffixes and flats are compared as they are. Names are looked for in the typed words, because nobody can tell
for sure where a name ends that was typed without commas.
"""

from enum import IntEnum
from typing import NamedTuple, TypeAlias

from localgov_components.address.matching.doubt import (
    OF_A_BUILDING,
    OF_A_FIRM,
    OF_A_PART,
    OF_ANOTHER_ADDRESS,
    Doubt,
    firm_doubt,
    place_doubt,
    stray_doubt,
    street_doubt,
    thing_doubt,
)
from localgov_components.address.matching.flats import Fit
from localgov_components.address.matching.match import How
from localgov_components.address.matching.place import PlaceFit
from localgov_components.address.matching.premises import Compared, Premises, Relation, compare_premises
from localgov_components.address.matching.query import Query
from localgov_components.address.matching.words import Found
from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.vocabulary import (
    ARTICLES,
    BUILDING_WORDS,
    CONNECTING_WORDS,
    DIRECTIONS,
    ORGANISATION_WORDS,
    STRONG_STREET_WORDS,
)

__all__ = ["Candidate", "Comparison", "Firm", "Names", "NamesCompared", "compare", "same_family"]

_FoundNames: TypeAlias = tuple[Found | None, Found | None, Found | None]
"""Where the names of a building, a dependent street and a street stand in the typed words."""
_DISTINCT = 4
_LEGAL_FORMS = frozenset({"LIMITED", "LLP", "LTD", "PLC"})
_OF_DWELLINGS = ("", "APARTMENT", "CARAVAN", "CHALET", "FLAT")
_QUALIFIERS = frozenset({"GREAT", "HIGH", "HIGHER", "LITTLE", "LOWER", "MIDDLE", "NEW", "OLD", "UPPER"}) | DIRECTIONS
"""Words that make another name of the name that they stand before."""
_ROWS = frozenset({"ALMSHOUSES", "BUNGALOWS", "COTTAGES", "HOUSES", "VILLAS"})
"""Words for houses in a row, which may have numbers of their own."""
_NUMBERED = (Fit.EQUAL, Fit.WEAKER, Fit.OTHERWISE)
_FOUND = (How.EQUAL, How.SPELLING)


class Names(NamedTuple):
    """The names of an address."""

    organisation: str | None
    building: str | None
    dependent: str | None
    street: str | None
    place: str | None


class Candidate(NamedTuple):
    """A reading of the gazetteer's with its names as text."""

    uprn: int
    parent: int | None
    shell: int
    postcode: str | None
    premises: Premises
    names: Names


class Firm(IntEnum):
    """Whether the gazetteer's address is that of a firm, and the firm was typed."""

    UNSAID = 0
    NONE = 1
    SAID = 2


class Comparison(NamedTuple):
    """How each element compares; None where neither side has it.

    `conflict` names what vetoes; `doubt` is what keeps a property that fits from being an answer by itself.
    """

    candidate: Candidate
    relation: Relation
    conflict: str | None
    doubt: Doubt | None
    postcode: How | None
    number: Fit
    flat: Fit
    name: How | None
    street: How | None
    place: PlaceFit
    why_number: str
    why_flat: str
    firm: Firm


class NamesCompared(NamedTuple):
    """What the names of an address say, whatever its numbers are: most addresses of a postcode share theirs."""

    building: Found | None
    dependent: Found | None
    street: Found | None
    name_how: How | None
    street_how: How | None
    place: PlaceFit
    firm: Firm
    doubt: Doubt | None
    is_beside: bool
    """Whether one side says that it is beside a property, and the other does not."""
    is_other_street: bool
    stands_apart: bool
    """Whether the typed number is that of something else than the street."""


def compare(query: Query, candidate: Candidate, postcode: How | None) -> Comparison:
    """Compare; `postcode` was compared already."""
    names = query.names_compared.get(candidate.names)
    if names is None:
        names = query.names_compared[candidate.names] = _compare_names(query, candidate.names)
    premises, doubt = _premises(query, candidate, names)
    if names.firm is Firm.SAID and premises.relation is Relation.CHILD:
        premises.relation, doubt = Relation.SAME, doubt or OF_A_FIRM  # the firm is in this part of the building
    doubt = doubt or stray_doubt(query, candidate.names, candidate.premises) or names.doubt
    return Comparison(
        candidate,
        premises.relation,
        _veto(query, candidate, premises, names) or premises.conflict,
        doubt or place_doubt(query, candidate.premises, names.building, names.street),
        postcode,
        premises.number,
        premises.flat,
        names.name_how,
        names.street_how,
        names.place,
        premises.why_number,
        premises.why_flat,
        names.firm,
    )


def _compare_names(query: Query, names: Names) -> NamesCompared:
    building = query.find(names.building)
    organisation = query.find(names.organisation) or query.find(_trading_name(names.organisation))
    street = query.find_street(names.street)
    dependent = query.find_street(names.dependent)
    if building is not None and _is_part_of_street(query, building, street):
        building = None
    found = (building, dependent, street)
    name_how = _name(query, names, building, organisation, (street, dependent))
    street_how = _street(query, names, street, dependent, building)
    return NamesCompared(
        building,
        dependent,
        street,
        name_how,
        street_how,
        query.place_beside(names.place, street or dependent, (building, organisation, dependent)),
        _firm(names, organisation),
        thing_doubt(query, building, organisation)
        or street_doubt(query, street or dependent, building)
        or (firm_doubt(query, names.building, building, street or dependent) if organisation else None),
        query.is_beside(names.building, building, (dependent, street, organisation)),
        _is_other_street(query, names, name_how, street_how, found),
        name_how not in _FOUND and _stands_apart(query, names, found),
    )


def _trading_name(organisation: str | None) -> str | None:
    """The name of a firm without its legal form, where it has one."""
    name, _, form = (organisation or "").rpartition(" ")
    return name if form in _LEGAL_FORMS and " " in name else None


def _is_part_of_street(query: Query, building: Found, street: Found | None) -> bool:
    """Whether a building's name only begins that of a street: there is no Mill House in `12 Mill House Lane`."""
    if building.end >= len(query.words) or query.words[building.end] not in STRONG_STREET_WORDS:
        return False
    return street is None or street.start != building.end


def _premises(query: Query, candidate: Candidate, names: NamesCompared) -> tuple[Compared, Doubt | None]:
    """Compare as both stand, and else with a number before a name read as that of a flat, on one side or the other."""
    typed, known = query.premises, candidate.premises
    first = compare_premises(typed, known)
    if first.conflict is None and first.relation is Relation.SAME and first.number is not Fit.LEFT_OUT:
        apart = query.parts.pair is not None and first.number is Fit.WEAKER  # `1 2 Mill Lane` may be 12
        return first, OF_A_PART if first.is_part or apart else None
    named = names.building or names.dependent
    if named is not None and names.street is not None and _is_number_before_name(typed, known):
        return compare_premises(known, known), None
    if named is not None and _is_flat_of_number(typed, known):
        again = compare_premises(Premises(kind="", flat=known.flat), known)
        doubt = None if named.start >= query.before or query.parts.ends_name else OF_A_BUILDING
        return (_otherwise(again), doubt) if again.conflict is None else (first, None)
    if _is_number_of_flat(query, candidate, named if candidate.names.dependent else names.street):
        again = compare_premises(typed, Premises(kind="", flat=typed.flat))
        doubt = None if candidate.names.dependent or typed.start is None else OF_ANOTHER_ADDRESS
        return (_otherwise(again), doubt) if again.conflict is None else (first, None)
    return _best_way(query, known, first), None


def _best_way(query: Query, known: Premises, first: Compared) -> Compared:
    """The comparison by another way to read the text, where that fits better."""
    for way in query.ways[1:]:
        other = compare_premises(way, known)
        better = first.conflict is not None or other.relation < first.relation
        if other.conflict is None and other.number is Fit.EQUAL and better:
            first = other
    return first


def _is_number_before_name(typed: Premises, known: Premises) -> bool:
    """Whether the number of a named house was typed before its name: `12, The Lodge, Mill Lane`."""
    return typed.start is None and not typed.kind and known.flat is None and typed.flat == str(_single(known))


def _is_flat_of_number(typed: Premises, known: Premises) -> bool:
    """Whether the gazetteer has a flat of the typed number, in a building of another number or of none."""
    if typed.flat is not None or typed.start is None or known.flat is None or known.start == typed.start:
        return False
    return known.flat == str(_single(typed))


def _is_number_of_flat(query: Query, candidate: Candidate, street: Found | None) -> bool:
    """Whether the gazetteer numbers `31 Haig Place` as a building where the text seems to have a flat in one."""
    typed, known = query.premises, candidate.premises
    kinds = _OF_DWELLINGS if candidate.names.dependent else ("",)
    if (
        street is None
        or street.start
        or not (query.parts.building or query.parts.dependent)
        or typed.flat is None
        or typed.kind not in kinds
    ):
        return False
    return known.flat is None and known.start is not None and typed.flat == str(_single(known))


def _otherwise(compared: Compared) -> Compared:
    compared.flat, compared.why_flat = Fit.OTHERWISE, "its number stands elsewhere"
    if compared.number in (Fit.ABSENT, Fit.LEFT_OUT):
        compared.number = Fit.OTHERWISE
    return compared


def _single(premises: Premises) -> NumberRange | None:
    if premises.start != premises.end or premises.suffix != premises.end_suffix:
        return None
    return NumberRange(premises.start or 0, premises.suffix or "")


def _name(
    query: Query,
    names: Names,
    building: Found | None,
    organisation: Found | None,
    streets: tuple[Found | None, ...],
) -> How | None:
    found = building or organisation
    if found is not None:
        return How.CONFLICTING if found is building and _goes_on(query, names, found) else found.how
    if names.organisation and _is_part_said(query, names):
        return How.CONFLICTING
    house = not names.organisation and (not names.building or names.building.rpartition(" ")[2] in BUILDING_WORDS)
    start = len(query.parts.organisation) if house else 0  # a firm says nothing against a house
    place = (names.place or "").split(" ")  # the town may stand first
    if all(word in place for word in _uncovered(query, start, query.before, streets)):
        return How.MISSING if names.building or names.organisation or query.before else None
    return How.CONFLICTING if names.building or names.organisation else How.MISSING


def _firm(names: Names, organisation: Found | None) -> Firm:
    if names.organisation is None:
        return Firm.NONE
    return Firm.UNSAID if organisation is None else Firm.SAID


def _is_part_said(query: Query, names: Names) -> bool:
    """Whether a word of a firm's name was typed and the name was not: `Wrendene Plumbing` for Wrendene Day Nursery."""
    elsewhere = f"{names.street or ''} {names.dependent or ''} {names.place or ''}".split(" ")
    words = set((names.organisation or "").split(" ")) - ORGANISATION_WORDS - CONNECTING_WORDS
    return any(len(word) >= _DISTINCT and word not in elsewhere and word in query.words for word in words)


def _goes_on(query: Query, names: Names, building: Found) -> bool:
    """Whether the typed name is longer than the gazetteer's: `Lower Home Farm Cottage` is not `Home Farm`."""
    if 0 < building.start < query.before:
        before, first = query.words[building.start - 1 : building.start + 1]
        own = building.start > len(query.parts.organisation)
        alone = own and building.end - building.start == 1 and first in BUILDING_WORDS  # `Castle` in `Rook Castle`
        if before in _QUALIFIERS or (alone and before not in ARTICLES):
            return True
    if building.end >= query.before or query.words[building.end] not in BUILDING_WORDS:
        return False
    begins = {(name or "").partition(" ")[0] for name in (names.street, names.place)}
    return query.words[building.end] not in begins


def _uncovered(query: Query, start: int, end: int, found: tuple[Found | None, ...]) -> list[str]:
    """Typed words of a stretch that no name of the gazetteer accounts for."""
    covered = {place for each in found if each for place in range(each.start, each.end)}
    return [query.words[at] for at in range(start, end) if at not in covered and query.words[at] not in ARTICLES]


def _street(
    query: Query, names: Names, street: Found | None, dependent: Found | None, building: Found | None
) -> How | None:
    found = street or dependent
    if found is not None:
        return found.how
    if not query.street:
        return How.MISSING if names.street else None
    if not names.street:  # a line without commas may hold it among its places
        return How.EQUAL if set(query.street) <= set((names.place or "").split(" ")) else How.MISSING
    typed = _uncovered(query, query.before, query.before + len(query.street), (building,))
    if not typed or all(word in (names.place or "").split(" ") for word in typed):
        return How.MISSING
    return How.CONFLICTING


def _veto(query: Query, candidate: Candidate, premises: Compared, names: NamesCompared) -> str | None:
    """What else keeps two addresses apart; None where nothing does."""
    if names.is_beside:
        return "beside"
    numbered = premises.number in _NUMBERED
    if names.is_other_street or (numbered and names.stands_apart):
        return "street"
    if not numbered and names.name_how not in _FOUND and not _is_flat_of_street(query, candidate, premises):
        either = query.premises.start is not None or candidate.premises.start is not None
        return premises.conflict or ("number" if either else "name")
    return "name" if names.name_how is How.CONFLICTING else None


def _is_flat_of_street(query: Query, candidate: Candidate, premises: Compared) -> bool:
    """Whether both are a flat or a plot of a street, with neither a number nor a name of a building."""
    names = candidate.names.building or candidate.names.organisation or query.names
    return premises.flat is Fit.EQUAL and premises.number is Fit.ABSENT and not names


def _is_other_street(query: Query, names: Names, name: How | None, street: How | None, found: _FoundNames) -> bool:
    """Whether the street is another one, whatever the numbers are."""
    named = name in _FOUND
    if street is How.CONFLICTING:  # a named house may stand where two streets meet
        return not named or query.premises.start is not None or same_family(query, names.street)
    if _street_goes_on(query, names, found):
        return True
    if named:
        return False
    if street is How.MISSING and query.before and name is How.MISSING and not _is_firm(query):
        return True  # neither name nor street is the typed one
    return names.dependent is not None and found[1] is None  # the number is that of a row with a name of its own


def _street_goes_on(query: Query, names: Names, found: _FoundNames) -> bool:
    """Whether the typed street goes on with a word that the gazetteer has neither in a name nor in the place.

    It is a direction, or one for a row of houses: `12 Mill Lane Cottages` is not 12 Mill Lane.
    """
    street = found[2]
    if street is None or street.end >= len(query.words) or any(each and each.start == street.end for each in found):
        return False
    word = query.words[street.end]
    return (word in DIRECTIONS or word in _ROWS) and word not in (names.place or "").split(" ")


def _is_firm(query: Query) -> bool:
    """Whether the typed names are those of a firm, which a gazetteer need not know."""
    return bool(query.parts.organisation) and not query.parts.building


def same_family(query: Query, street: str | None) -> bool:
    """Whether two streets share their name and differ by their kind: Oak Road and Oak Close."""
    known = (street or "").split(" ")
    return len(known) > 1 and " ".join(query.street).find(" ".join(known[:-1])) >= 0


def _stands_apart(query: Query, names: Names, found: _FoundNames) -> bool:
    """Whether words stand between the typed number and the street found: it is the number of something else.

    They may be the place alone, where the street was left out.
    """
    at = query.before
    if not query.street or query.words[at] in ARTICLES or not any(each and each.start > at for each in found):
        return False
    if any(each and each.start <= at < each.end for each in found):
        return False
    return not set(query.street) <= set((names.place or "").split(" "))

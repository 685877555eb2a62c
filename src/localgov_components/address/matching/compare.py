"""One address of the gazetteer compared with what was typed, element by element.

Numbers, suffixes and flats are compared as they are. Names are looked for in the typed words, because nobody can tell
for sure where a name ends that was typed without commas.
"""

from enum import IntEnum
from typing import NamedTuple, TypeAlias

from localgov_components.address.matching.beside import beside_in
from localgov_components.address.matching.doubt import (
    OF_A_BUILDING,
    OF_A_FIRM,
    OF_A_PART,
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


def compare(query: Query, candidate: Candidate, postcode: How | None) -> Comparison:
    """Compare; `postcode` was compared already."""
    names = query.names_compared.get(candidate.names)
    if names is None:
        names = query.names_compared[candidate.names] = _compare_names(query, candidate.names)
    building, dependent, street, name, street_how, place, firm, named = names
    premises, doubt = _premises(query, candidate, building or dependent, street)
    if firm is Firm.SAID and premises.relation is Relation.CHILD:
        premises.relation, doubt = Relation.SAME, doubt or OF_A_FIRM  # the firm is in this part of the building
    conflict = _veto(query, candidate, premises, name, street_how, (building, dependent, street)) or premises.conflict
    doubt = doubt or stray_doubt(query, candidate.names, candidate.premises) or named
    doubt = doubt or place_doubt(query, candidate.premises, building, street)
    return Comparison(
        candidate,
        premises.relation,
        conflict,
        doubt,
        postcode,
        premises.number,
        premises.flat,
        name,
        street_how,
        place,
        premises.why_number,
        premises.why_flat,
        firm,
    )


def _compare_names(query: Query, names: Names) -> NamesCompared:
    building = query.find(names.building)
    organisation = query.find(names.organisation) or query.find(_trading_name(names.organisation))
    street = query.find_street(names.street)
    dependent = query.find_street(names.dependent)
    if building is not None and _is_part_of_street(query, building, street):
        building = None
    return NamesCompared(
        building,
        dependent,
        street,
        _name(query, names, building, organisation, (street, dependent)),
        _street(query, names, street, dependent, building),
        query.place_beside(names.place, street or dependent, (building, organisation, dependent)),
        _firm(names, organisation),
        thing_doubt(query, building, organisation)
        or street_doubt(query, street or dependent, building)
        or (firm_doubt(query, names.building, building, street or dependent) if organisation else None),
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


def _premises(
    query: Query, candidate: Candidate, named: Found | None, street: Found | None
) -> tuple[Compared, Doubt | None]:
    """Compare as both stand, and else with a number before a name read as that of a flat, on one side or the other."""
    typed, known = query.premises, candidate.premises
    first = compare_premises(typed, known)
    if first.conflict is None and first.relation is Relation.SAME and first.number is not Fit.LEFT_OUT:
        return first, OF_A_PART if first.is_part else None
    if _is_flat_of_number(typed, known) and named is not None:
        again = compare_premises(Premises(kind="", flat=known.flat), known)
        doubt = None if named.start >= query.before else OF_A_BUILDING
        return (_otherwise(again), doubt) if again.conflict is None else (first, None)
    if _is_number_of_flat(query, candidate, named if candidate.names.dependent else street):
        again = compare_premises(typed, Premises(kind="", flat=typed.flat))
        return (_otherwise(again), None) if again.conflict is None else (first, None)
    return _best_way(query, known, first), None


def _best_way(query: Query, known: Premises, first: Compared) -> Compared:
    """The comparison by another way to read the text, where that fits better."""
    for way in query.ways[1:]:
        other = compare_premises(way, known)
        better = first.conflict is not None or other.relation < first.relation
        if other.conflict is None and other.number is Fit.EQUAL and better:
            first = other
    return first


def _is_flat_of_number(typed: Premises, known: Premises) -> bool:
    """Whether the gazetteer has a flat of the typed number, in a building of another number or of none."""
    if typed.flat is not None or typed.start is None or known.start == typed.start:
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
    building_words = (names.building or "").split(" ")
    house = not names.organisation and building_words[-1] in (*BUILDING_WORDS, "")
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


def _veto(
    query: Query, candidate: Candidate, premises: Compared, name: How | None, street: How | None, found: _FoundNames
) -> str | None:
    """What else keeps two addresses apart; None where nothing does."""
    named = name in _FOUND
    numbered = premises.number in _NUMBERED
    if query.beside != beside_in(candidate.names.building):
        return "beside"
    if _is_other_street(query, candidate, name, street, found, numbered=numbered):
        return "street"
    if not numbered and not named and not _is_flat_of_street(query, candidate, premises):
        either = query.premises.start is not None or candidate.premises.start is not None
        return premises.conflict or ("number" if either else "name")
    return "name" if name is How.CONFLICTING else None


def _is_flat_of_street(query: Query, candidate: Candidate, premises: Compared) -> bool:
    """Whether both are a flat or a plot of a street, with neither a number nor a name of a building."""
    names = candidate.names.building or candidate.names.organisation or query.names
    return premises.flat is Fit.EQUAL and premises.number is Fit.ABSENT and not names


def _is_other_street(
    query: Query, candidate: Candidate, name: How | None, street: How | None, found: _FoundNames, *, numbered: bool
) -> bool:
    named = name in _FOUND
    if street is How.CONFLICTING:  # a named house may stand where two streets meet
        return not named or query.premises.start is not None or same_family(query, candidate)
    if _has_other_direction(query, candidate, found):
        return True
    if named:
        return False
    if street is How.MISSING and query.before and name is How.MISSING and not _is_firm(query):
        return True  # neither name nor street is the typed one
    if candidate.names.dependent and found[1] is None:
        return True  # the number is that of a row of houses with a name of its own
    return numbered and _stands_apart(query, candidate, found)


def _has_other_direction(query: Query, candidate: Candidate, found: _FoundNames) -> bool:
    """Whether the typed street goes on with a direction that the gazetteer has neither in street nor in place."""
    street = found[2]
    if street is None or street.end >= len(query.words):
        return False
    word = query.words[street.end]
    return word in DIRECTIONS and word not in (candidate.names.place or "").split(" ")


def _is_firm(query: Query) -> bool:
    """Whether the typed names are those of a firm, which a gazetteer need not know."""
    return bool(query.parts.organisation) and not query.parts.building


def same_family(query: Query, candidate: Candidate) -> bool:
    """Whether two streets share their name and differ by their kind: Oak Road and Oak Close."""
    known = (candidate.names.street or "").split(" ")
    return len(known) > 1 and " ".join(query.street).find(" ".join(known[:-1])) >= 0


def _stands_apart(query: Query, candidate: Candidate, found: _FoundNames) -> bool:
    """Whether words stand between the typed number and the street found: it is the number of something else.

    They may be the place alone, where the street was left out.
    """
    starts = [each.start for each in found if each and each.start >= query.before]
    if not starts or not query.street or set(query.street) <= set((candidate.names.place or "").split(" ")):
        return False
    return bool(_uncovered(query, query.before, query.before + 1, found))

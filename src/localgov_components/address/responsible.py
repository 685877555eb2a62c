"""Which councils answer for a property or for a postcode, on a day.

A property is in the area that its GSS code names, or else in that of its local custodian (BS 7666: who keeps
its record). Two kinds of custodian say nothing of the council: the national bodies that keep records of their
own, and whoever keeps the record of something that is not a postal address (seen in production by the Government
Digital Service, https://github.com/alphagov/locations-api). A postcode may lie in several councils: then all of them
are named, and the address has to be asked for.

>>> from datetime import date
>>> address = GazetteerAddress.model_validate(
...     {"uprn": "199990001", "single_line_address": "1 Mill Lane", "custodian_code": "9055"})
>>> councils_of(address, on=date(2026, 11, 1))
(<Council scottish-borders>,)
>>> councils_of(address.model_copy(update={"addressbase_postal": "N"}), on=date(2026, 11, 1))
()
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Protocol

from localgov_components.address.model import GazetteerAddress
from localgov_components.address.provider import AddressCapability, AddressProvider, AddressQuery
from localgov_components.core import InvalidValueError
from localgov_components.councils import AnswerKind, Council, CouncilKind, Register
from localgov_components.identifiers import LocalCustodianCode, Postcode, Uprn

__all__ = [
    "NATIONAL_CUSTODIANS",
    "DistrictsOfPostcodes",
    "ResponsibleCouncils",
    "councils_of",
    "is_national_custodian",
    "responsible_councils",
]

NATIONAL_CUSTODIANS = MappingProxyType({"0011": "National Highways", "7655": "Ordnance Survey"})
"""Custodians that are no council.

Recorded answers of OS Places name them so, 0011 as Highways England.
"""

_NOT_POSTAL = "N"


class DistrictsOfPostcodes(Protocol):
    """Whoever knows in which areas a postcode lies, as a `PostcodesFile` does."""

    def districts(self, postcode: Postcode) -> tuple[str, ...]:
        """GSS codes of the local authorities in which a postcode lies, perhaps none."""


@dataclass(frozen=True, slots=True)
class ResponsibleCouncils:
    """The councils that answer, by slug.

    `kind` is `COUNCIL` for the one that does; `ADDRESS_DECIDES` where one of several does, and an address tells
    which; `UNKNOWN` where nothing tells; and for a service also `SHARED` and `ELSEWHERE`, as `councils` has them.
    """

    kind: AnswerKind
    councils: tuple[Council, ...]
    on: date

    @property
    def needs_address(self) -> bool:
        """Whether to ask for the address, because a postcode alone does not tell."""
        return self.kind is AnswerKind.ADDRESS_DECIDES


def responsible_councils(
    place: Uprn | Postcode,
    *,
    on: date,
    addresses: AddressProvider | None = None,
    postcodes: DistrictsOfPostcodes | None = None,
    service: str | int | None = None,
    register: Register | None = None,
) -> ResponsibleCouncils:
    """Councils that answer for a property or a postcode on a day.

    They are those of its district or unitary area, or, given a `service`, those that answer for that there.
    `addresses` and `postcodes` are asked as far as they are given. For a postcode their answers are put together, since
    a council's own gazetteer holds one side of a boundary. A property that no source places is placed by its postcode.
    Raises `ProviderError` when a source could not look: what it would have said might have been another council.
    """
    if addresses is None and postcodes is None:
        raise InvalidValueError("nobody to ask. Give addresses, postcodes or both.", code="address.nobody-to-ask")
    register = register or Register.load()
    if isinstance(place, Postcode):
        found = [*_at(place, addresses, is_alone=postcodes is None), *_in(place, postcodes)]
        areas = _each_once(council for each in found for council in _councils(each, on, register))
    else:
        areas = _of_property(place, addresses, postcodes, on, register)
    return ResponsibleCouncils(*_answer(areas, on, service, register), on)


def councils_of(address: GazetteerAddress, *, on: date, register: Register | None = None) -> tuple[Council, ...]:
    """The district or unitary council of an address, in being on a day.

    None where it is not known; several where the council was divided since its record, or was formed by it.
    """
    register = register or Register.load()
    return _each_once(_councils(address.gss_code or _custodian(address), on, register))


def is_national_custodian(code: LocalCustodianCode) -> bool:
    """Whether a custodian is a national body, which says nothing of the council."""
    return str(code) in NATIONAL_CUSTODIANS


def _at(postcode: Postcode, addresses: AddressProvider | None, *, is_alone: bool) -> Iterator[str | None]:
    """Codes of the addresses at a postcode; a provider that cannot be asked so is left out where another can."""
    if addresses is not None and (is_alone or AddressCapability.POSTCODE in addresses.capabilities):
        for address in addresses.find(AddressQuery(postcode=postcode, include_shells=True)).addresses:
            yield address.gss_code or _custodian(address)


def _in(postcode: Postcode, postcodes: DistrictsOfPostcodes | None) -> tuple[str, ...]:
    return () if postcodes is None else postcodes.districts(postcode)


def _of_property(
    uprn: Uprn,
    addresses: AddressProvider | None,
    postcodes: DistrictsOfPostcodes | None,
    on: date,
    register: Register,
) -> tuple[Council, ...]:
    if addresses is None:
        raise InvalidValueError("only addresses tell where a UPRN is. Give addresses.", code="address.nobody-to-ask")
    found = addresses.find(AddressQuery(uprn=uprn)).addresses
    areas = _each_once(council for each in found for council in councils_of(each, on=on, register=register))
    if areas:
        return areas
    codes = (code for each in found if each.postcode for code in _in(each.postcode, postcodes))
    return _each_once(council for code in codes for council in _councils(code, on, register))


def _custodian(address: GazetteerAddress) -> str | None:
    """The local custodian, where it tells the council."""
    code = address.custodian_code
    if code is None or is_national_custodian(code) or address.addressbase_postal == _NOT_POSTAL:
        return None
    return str(code)


def _councils(code: str | None, on: date, register: Register) -> tuple[Council, ...]:
    """Those in being on the day for the council that a GSS code or a custodian code names.

    What was a county on that day, as Somerset was until 2023, stands for its districts: they are what lies in an area.
    """
    named = [council for council in (() if code is None else register.find(code)) if council.is_principal]
    standing = [each for council in named for each in _standing(council, on, register)]
    below = [each for each in standing if each.kind_on(on) is not CouncilKind.COUNTY]
    return tuple(below or (each for county in standing for each in register.districts_of(county, on=on)))


def _standing(council: Council, on: date, register: Register) -> tuple[Council, ...]:
    """The council, or those in its place on the day."""
    if council.in_being_on(on):
        return (council,)
    if council.end is not None and council.end < on:
        return register.successors(council.slug, on=on).councils
    return register.predecessors(council.slug, on=on).councils


def _each_once(councils: Iterable[Council]) -> tuple[Council, ...]:
    return tuple(sorted(set(councils), key=lambda council: council.slug))


def _answer(
    areas: tuple[Council, ...], on: date, service: str | int | None, register: Register
) -> tuple[AnswerKind, tuple[Council, ...]]:
    if service is None or not areas:
        return _kind_of(areas), areas
    answers = [register.responsible_for(service, area, on=on) for area in areas]
    councils = _each_once(council for answer in answers for council in answer.councils)
    kinds = {answer.kind for answer in answers}
    if len(kinds) > 1:
        return AnswerKind.ADDRESS_DECIDES, councils
    (kind,) = kinds
    if kind is AnswerKind.COUNCIL:
        return _kind_of(councils), councils
    return (kind if len(areas) == 1 or not councils else AnswerKind.ADDRESS_DECIDES), councils


def _kind_of(councils: tuple[Council, ...]) -> AnswerKind:
    if not councils:
        return AnswerKind.UNKNOWN
    return AnswerKind.COUNCIL if len(councils) == 1 else AnswerKind.ADDRESS_DECIDES

"""The address question: a postcode, then the addresses there, then one chosen or typed by hand.

Which council a property belongs to is known for an address that was chosen from a list; for one
typed by hand it stays unknown, which is not "outside". Where the provider of addresses can also be asked by how
an address begins, so can the question: somebody may not know the postcode.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from localgov_components.address import (
    AddressCapability,
    AddressProvider,
    AddressQuery,
    GazetteerAddress,
    address_label,
)
from localgov_components.core.errors import InvalidValueError
from localgov_components.forms import Lookup, ManualAddress, Option, Page, PostcodeInput
from localgov_components.identifiers import Postcode, Uprn
from localgov_components.rules import Fact, Facts, fact, not_
from localgov_components.services.area import in_area

__all__ = ["ADDRESSES", "AddressOptions", "Property", "SearchableAddresses", "address_options", "address_pages"]

ADDRESSES = "addresses"
"""Name of the source of addresses that a form's look-up asks."""

_LONGEST_BEGINNING = 200
"""Letters; no address has as many."""
_MOST_PAGES = 10
"""Pages of addresses that are read for one that has a postcode."""


class Property(Facts, id="property"):
    """The property that an application is about."""

    postcode: Fact[Postcode] = fact("postcode of the property")
    uprn: Fact[Uprn] = fact("unique property reference number")
    listed: Fact[bool] = fact("the address was chosen from the list", denied="the address is not in the list")
    address: Fact[str] = fact("address of the property")
    in_area: Fact[bool] = fact(
        "the property is in the council's area", denied="the property is outside the council's area"
    )


def address_pages() -> tuple[Page, ...]:
    """Three pages: postcode, the addresses there, and one typed by hand.

    The last is asked where none of the addresses is right.
    """
    return (
        Page("postcode", PostcodeInput(Property.postcode)),
        Page(
            "address",
            Lookup(
                Property.uprn,
                source=ADDRESSES,
                given=Property.postcode,
                listed=Property.listed,
                also=(Property.address, Property.in_area),
            ),
        ),
        Page("address-by-hand", ManualAddress(Property.address), ask_if=not_(Property.listed)),
    )


def address_options(provider: AddressProvider, area_codes: frozenset[str], *, on: date) -> "AddressOptions":
    """The source of addresses that a provider makes on a day.

    It is a `SearchableAddresses` where the provider can be asked by prefix.
    """
    can_search = AddressCapability.PREFIX in provider.capabilities
    return (SearchableAddresses if can_search else AddressOptions)(provider, area_codes, on=on)


@dataclass(frozen=True, slots=True)
class AddressOptions:
    """Addresses at a postcode as options of a look-up.

    Each knows whether it is in the council's area, which `area_codes` give, on a day, as far as that can be told.
    """

    provider: AddressProvider
    area_codes: frozenset[str]
    on: date = field(kw_only=True)

    def find(self, given: str) -> Sequence[Option]:
        """Addresses at a postcode, perhaps none. Raises `ProviderError` when they could not be looked up."""
        try:
            postcode = Postcode.parse(given)
        except InvalidValueError:
            return ()
        return self._options(AddressQuery(postcode=postcode))

    def _options(self, query: AddressQuery) -> tuple[Option, ...]:
        return tuple(self._option(address) for address in self.provider.find(query).addresses)

    def _option(self, address: GazetteerAddress) -> Option:
        label = address_label(address)
        facts = {"property.address": label, "property.in_area": in_area(address, self.area_codes, on=self.on)}
        return Option(str(address.uprn), label, facts, given=str(address.postcode or ""))


@dataclass(frozen=True, slots=True)
class SearchableAddresses(AddressOptions):
    """Addresses at a postcode, and addresses by how they begin.

    For a provider that can be asked by prefix.
    """

    def search(self, beginning: str, *, limit: int) -> Sequence[Option]:
        """At most `limit` addresses that begin so and have a postcode, without which none can be chosen later.

        Raises `ProviderError` when they could not be looked up.
        """
        if not beginning.strip() or len(beginning) > _LONGEST_BEGINNING:
            return ()
        found: list[Option] = []
        for page in range(_MOST_PAGES):
            read = self._options(AddressQuery(prefix=beginning, offset=page * limit, limit=limit))
            found += [option for option in read if option.given]
            if len(found) >= limit or len(read) < limit:
                break
        return tuple(found[:limit])

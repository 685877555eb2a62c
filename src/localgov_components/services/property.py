"""The address question: a postcode, then the addresses there, then one chosen or typed by hand.

Which council a property belongs to is known for an address that was chosen from a list; for one
typed by hand it stays unknown, which is not "outside".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from localgov_components.address import AddressProvider, AddressQuery, GazetteerAddress, address_label
from localgov_components.core.errors import InvalidValueError
from localgov_components.forms import Lookup, ManualAddress, Option, Page, PostcodeInput
from localgov_components.identifiers import Postcode, Uprn
from localgov_components.rules import Fact, Facts, fact, not_

__all__ = ["ADDRESSES", "AddressOptions", "Property", "address_pages"]

ADDRESSES = "addresses"
"""Name of the source of addresses that a form's look-up asks."""


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


@dataclass(frozen=True, slots=True)
class AddressOptions:
    """Addresses at a postcode as options of a look-up.

    Each knows whether it is in the council's area, where the gazetteer does.
    """

    provider: AddressProvider
    area_codes: frozenset[str]

    def find(self, given: str) -> Sequence[Option]:
        """Addresses at a postcode, perhaps none. Raises `ProviderError` when they could not be looked up."""
        try:
            postcode = Postcode.parse(given)
        except InvalidValueError:
            return ()
        page = self.provider.find(AddressQuery(postcode=postcode))
        return tuple(self._option(address) for address in page.addresses)

    def _option(self, address: GazetteerAddress) -> Option:
        label = address_label(address)
        in_area = None if address.gss_code is None else address.gss_code in self.area_codes
        return Option(str(address.uprn), label, {"property.address": label, "property.in_area": in_area})

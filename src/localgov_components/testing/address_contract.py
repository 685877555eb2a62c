"""What every address provider must do, as tests that a plugin's author inherits.

    class TestOurProvider(AddressProviderContract):
        some_postcode = Postcode.parse("DT97 1AA")
        no_postcode = Postcode.parse("DT99 9ZZ")

        def provider(self, folder: Path) -> AddressProvider:
            return OurProvider(...)

No network: give the provider recorded answers.
"""

import copy
from abc import ABC, abstractmethod
from pathlib import Path
from typing import ClassVar

from localgov_components.address import AddressCapability, AddressPage, AddressProvider, AddressQuery, GridPoint
from localgov_components.core.errors import NotSupportedError
from localgov_components.core.libraries import needs_extra
from localgov_components.identifiers import Postcode, Uprn, Usrn
from localgov_components.testing.expectation import expect

with needs_extra("testing"):
    import pytest

__all__ = ["AddressProviderContract"]

_HERE, _THERE, _BEYOND = GridPoint(333000, 81000), GridPoint(333010, 81000), GridPoint(333010, 81010)

_ONE_OF_EACH = (
    AddressQuery(uprn=Uprn("999900000017")),
    AddressQuery(usrn=Usrn("99000001")),
    AddressQuery(text="1 Mill Lane, Ambleford"),
    AddressQuery(prefix="1 Mil"),
    AddressQuery(street="Mill Lane"),
    AddressQuery(near=_HERE),
    AddressQuery(near=_HERE, radius=10),
    AddressQuery(box=(_HERE, _BEYOND)),
    AddressQuery(polygon=(_HERE, _THERE, _BEYOND)),
)


class AddressProviderContract(ABC):
    """Inherit, name a postcode with addresses and one without, and make the provider."""

    some_postcode: ClassVar[Postcode]
    no_postcode: ClassVar[Postcode]

    @abstractmethod
    def provider(self, folder: Path) -> AddressProvider:
        """A new provider; `folder` is empty and its own."""

    def test_has_a_name_and_says_what_it_can_be_asked(self, tmp_path: Path) -> None:
        """Reports and configuration need both."""
        provider = self.provider(tmp_path)
        expect("it has a name", bool(provider.name))
        expect("it can be asked for something", bool(provider.capabilities))
        known = all(isinstance(each, AddressCapability) for each in provider.capabilities)
        expect("its capabilities are AddressCapability", known)

    def test_finds_the_addresses_at_a_postcode(self, tmp_path: Path) -> None:
        """And each of them is at that postcode."""
        page = self._at(self.some_postcode, tmp_path)
        expect("it finds addresses at some_postcode", bool(page.addresses))
        elsewhere = {address.postcode for address in page.addresses} - {self.some_postcode}
        expect("every address is at the postcode that was asked for", not elsewhere)
        expect("the total is what was found", page.total == len(page.addresses))

    def test_none_found_is_an_empty_page(self, tmp_path: Path) -> None:
        """Not an error, and not a neighbour."""
        page = self._at(self.no_postcode, tmp_path)
        expect("nothing is at no_postcode", (page.addresses, page.total) == ((), 0))

    def test_a_page_of_some_says_how_many_there_are_in_all(self, tmp_path: Path) -> None:
        """So that nobody takes a part for the whole."""
        provider = self.provider(tmp_path)
        everything = provider.find(AddressQuery(postcode=self.some_postcode))
        first = provider.find(AddressQuery(postcode=self.some_postcode, limit=1))
        expect("a page of one is the first of all", first.addresses == everything.addresses[:1])
        expect("the total is of all, not of the page", first.total == everything.total)

    def test_asking_again_gives_the_same(self, tmp_path: Path) -> None:
        """And a query is not changed by being asked."""
        provider, query = self.provider(tmp_path), AddressQuery(postcode=self.some_postcode)
        before = copy.deepcopy(query)
        expect("the same query has the same answer", provider.find(query) == provider.find(query))
        expect("a query is not changed by being asked", query == before)

    def test_finds_one_property_by_its_uprn_or_says_that_it_cannot(self, tmp_path: Path) -> None:
        """What `capabilities` does not name is refused, never answered with nothing."""
        provider = self.provider(tmp_path)
        some = provider.find(AddressQuery(postcode=self.some_postcode)).addresses[0]
        query = AddressQuery(uprn=some.uprn)
        if AddressCapability.UPRN in provider.capabilities:
            expect("a UPRN finds its property alone", provider.find(query).addresses == (some,))
        else:
            with pytest.raises(NotSupportedError):
                provider.find(query)

    def test_pages_put_together_are_the_whole(self, tmp_path: Path) -> None:
        """No address is lost between two pages, and none is on both."""
        provider = self.provider(tmp_path)
        everything = provider.find(AddressQuery(postcode=self.some_postcode)).addresses
        pages = [
            provider.find(AddressQuery(postcode=self.some_postcode, offset=offset, limit=1)).addresses
            for offset in range(len(everything))
        ]
        expect("the pages are the whole, in its order", tuple(each for page in pages for each in page) == everything)
        expect("no property is there twice", len({each.uprn for each in everything}) == len(everything))

    def test_a_page_beyond_the_end_is_empty(self, tmp_path: Path) -> None:
        """And still says how many there are."""
        provider = self.provider(tmp_path)
        total = provider.find(AddressQuery(postcode=self.some_postcode)).total
        beyond = provider.find(AddressQuery(postcode=self.some_postcode, offset=10_000, limit=5))
        expect("nothing is on a page beyond the end", beyond.addresses == ())
        expect("its total is that of the whole", beyond.total == total)

    def test_what_it_cannot_be_asked_it_refuses(self, tmp_path: Path) -> None:
        """An empty page would say that there is nothing; it was not looked for."""
        provider = self.provider(tmp_path)
        for query in _ONE_OF_EACH:
            if query.needs not in provider.capabilities:
                with pytest.raises(NotSupportedError):
                    provider.find(query)

    def test_shows_no_address_in_its_repr(self, tmp_path: Path) -> None:
        """A `repr` ends up in logs."""
        provider = self.provider(tmp_path)
        shown = f"{provider!r}{provider.find(AddressQuery(postcode=self.some_postcode))!r}"
        expect("no postcode is in a repr", str(self.some_postcode) not in shown)

    def _at(self, postcode: Postcode, folder: Path) -> AddressPage:
        return self.provider(folder).find(AddressQuery(postcode=postcode))

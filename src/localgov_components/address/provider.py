"""Whoever can look addresses up: the gazetteer file of this package, or a plugin.

A provider says what it can be asked (`capabilities`) and answers a query with a page. None found is
an answer, an empty page; "I could not look" is `ProviderUnavailableError`, never an empty page.

>>> from localgov_components.identifiers import Postcode
>>> AddressQuery(postcode=Postcode.parse("DT97 1AA"), limit=20)
AddressQuery(postcode=•••, uprn=•••, include_shells=False, offset=0, limit=20)
>>> AddressQuery()
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for AddressQuery
  Value error, a query has a postcode or a UPRN, and not both. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

from enum import StrEnum
from typing import Annotated, Protocol, Self, runtime_checkable

from pydantic import Field, model_validator

from localgov_components.address.model import GazetteerAddress
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model, Sensitive
from localgov_components.identifiers import Postcode, Uprn
from localgov_components.plugins import PluginKind

__all__ = ["ADDRESS_PROVIDERS", "AddressCapability", "AddressPage", "AddressProvider", "AddressQuery"]


class AddressCapability(StrEnum):
    """What an address provider can be asked for."""

    POSTCODE = "postcode"
    UPRN = "uprn"


class AddressQuery(Model):
    """A question to an address provider: a whole postcode, or one UPRN.

    A building that only holds the addresses asked for is left out unless `include_shells` is set; one
    whose addresses are not known stays, because it is the best there is. `limit` None is everything.
    """

    postcode: Annotated[Postcode | None, Sensitive("personal")] = None
    uprn: Annotated[Uprn | None, Sensitive("personal")] = None
    include_shells: bool = False
    offset: int = Field(default=0, ge=0)
    limit: int | None = Field(default=None, ge=1)

    @property
    def needs(self) -> AddressCapability:
        """What a provider must be able to do to answer."""
        return AddressCapability.UPRN if self.postcode is None else AddressCapability.POSTCODE

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if (self.postcode is None) == (self.uprn is None):
            raise InvalidValueError("a query has a postcode or a UPRN, and not both.", code="address.query")
        return self


class AddressPage(Model):
    """Addresses that were found, in walking order.

    `total` counts those on other pages too.
    """

    addresses: tuple[GazetteerAddress, ...]
    total: int = Field(ge=0)

    @model_validator(mode="after")
    def _counts_what_it_holds(self) -> Self:
        if self.total < len(self.addresses):
            raise InvalidValueError("the total is less than the page holds.", code="address.page")
        return self


@runtime_checkable
class AddressProvider(Protocol):
    """Finds addresses.

    `find` raises `NotSupportedError` for what `capabilities` does not name.
    """

    @property
    def name(self) -> str:
        """A short name for configuration and reports, such as `gazetteer`."""

    @property
    def capabilities(self) -> frozenset[AddressCapability]:
        """What the provider can be asked for."""

    def find(self, query: AddressQuery) -> AddressPage:
        """Addresses that fit, perhaps none. Raises `ProviderError` when it could not look."""


ADDRESS_PROVIDERS: PluginKind[AddressProvider] = PluginKind(
    name="address_providers", protocol=AddressProvider, contract_version=1
)
"""The kind of plugin that looks addresses up."""

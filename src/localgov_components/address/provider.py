"""Whoever can look addresses up: the gazetteer file of this package, a service, or a plugin.

A provider says what it can be asked (`capabilities`) and answers a query with a page. None found is
an answer, an empty page; "I could not look" is `ProviderUnavailableError`, never an empty page.

>>> from localgov_components.identifiers import Postcode
>>> AddressQuery(postcode=Postcode.parse("DT97 1AA"), limit=20)
AddressQuery(postcode=•••, limit=20)
>>> AddressQuery(near=GridPoint(330000, 81000), radius=50).needs
<AddressCapability.RADIUS: 'radius'>
>>> AddressQuery()
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for AddressQuery
  Value error, a query asks one thing: give one of postcode, uprn, usrn, text, prefix, street, near, box, polygon. \
[type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Protocol, Self, runtime_checkable

from pydantic import BeforeValidator, Field, model_validator

from localgov_components.address.grid import GridPoint
from localgov_components.address.model import GazetteerAddress
from localgov_components.core import InvalidValueError
from localgov_components.core.model import Model, Sensitive
from localgov_components.identifiers import Postcode, Uprn, Usrn
from localgov_components.plugins import PluginKind

__all__ = ["ADDRESS_PROVIDERS", "AddressCapability", "AddressPage", "AddressProvider", "AddressQuery"]

_LONGEST_TEXT = 1_000
_FEWEST_CORNERS = 3


class AddressCapability(StrEnum):
    """What an address provider can be asked for: one member for each kind of query."""

    POSTCODE = "postcode"
    UPRN = "uprn"
    USRN = "usrn"
    TEXT = "text"
    PREFIX = "prefix"
    STREET = "street"
    NEAREST = "nearest"
    RADIUS = "radius"
    BOX = "box"
    POLYGON = "polygon"


_NEEDS = {
    name: AddressCapability(name) for name in ("postcode", "uprn", "usrn", "text", "prefix", "street", "box", "polygon")
}
_ASKED = ("postcode", "uprn", "usrn", "text", "prefix", "street", "near", "box", "polygon")


def _single_spaced(text: object) -> object:
    """Half a character, which JSON can hold and nobody can look up, becomes the mark of one that is not known."""
    if not isinstance(text, str):
        return text
    spaced = " ".join(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split())
    if not spaced:
        raise InvalidValueError("there is nothing to look for. Give some of an address.", code="address.query")
    return spaced


_Text = Annotated[
    str, BeforeValidator(_single_spaced), Field(min_length=1, max_length=_LONGEST_TEXT), Sensitive("personal")
]
_Point = Annotated[GridPoint, Sensitive("personal")]


class AddressQuery(Model):
    """A question to an address provider, which asks one thing.

    `postcode` is whole; `uprn` and `usrn` are one property and all of one street; `text` is an address in
    free text; `prefix` is the beginning of one, as somebody types it; `street` is the name of a street, if
    wanted followed by a comma and its locality or town. `near` is a point of the British National Grid: the
    nearest addresses first, and with `radius` only those within so many metres. `box` is its south-west and
    north-east corners, `polygon` its corners in order, both with their edges.

    A building that only holds the addresses asked for is left out unless `include_shells` is set; one
    whose addresses are not known stays, because it is the best there is. `limit` None is everything.
    """

    postcode: Annotated[Postcode | None, Sensitive("personal")] = None
    uprn: Annotated[Uprn | None, Sensitive("personal")] = None
    usrn: Annotated[Usrn | None, Sensitive("personal")] = None
    text: _Text | None = None
    prefix: _Text | None = None
    street: _Text | None = None
    near: _Point | None = None
    radius: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    box: tuple[_Point, _Point] | None = None
    polygon: Annotated[tuple[_Point, ...], Field(min_length=_FEWEST_CORNERS)] | None = None
    include_shells: bool = False
    offset: int = Field(default=0, ge=0)
    limit: int | None = Field(default=None, ge=1)

    @property
    def needs(self) -> AddressCapability:
        """What a provider must be able to do to answer."""
        asked = self._asked()[0]
        if asked == "near":
            return AddressCapability.NEAREST if self.radius is None else AddressCapability.RADIUS
        return _NEEDS[asked]

    def _asked(self) -> list[str]:
        return [name for name in _ASKED if getattr(self, name) is not None]

    def __repr_args__(self) -> Sequence[tuple[str | None, object]]:
        """What is asked, and what differs from the usual."""
        fields = type(self).model_fields
        return [
            (name, shown)
            for name, shown in super().__repr_args__()
            if name is None or getattr(self, name) != fields[name].default
        ]

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if len(self._asked()) != 1:
            raise InvalidValueError(f"a query asks one thing: give one of {', '.join(_ASKED)}.", code="address.query")
        if self.radius is not None and self.near is None:
            raise InvalidValueError("a radius is around a point: give near too.", code="address.query")
        if self.box and not (
            self.box[0].easting <= self.box[1].easting and self.box[0].northing <= self.box[1].northing
        ):
            raise InvalidValueError("a box is its south-west and then its north-east corner.", code="address.query")
        return self


class AddressPage(Model):
    """Addresses that were found.

    The nearest come first around a point, otherwise they are in walking order. `total` counts those on other
    pages too; None where the provider does not count them all.
    """

    addresses: tuple[GazetteerAddress, ...]
    total: int | None = Field(ge=0)

    @model_validator(mode="after")
    def _counts_what_it_holds(self) -> Self:
        if self.total is not None and self.total < len(self.addresses):
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

"""A BLPU: one basic land and property unit, under the UPRN that it keeps for life.

AddressBase Premium, record type 21 (https://docs.os.uk, AddressBase Premium, BLPU), whose columns give the fields their
names. What it is called stands in its LPIs, of which it may have several.

>>> house = Blpu.model_validate({
...     "uprn": "999900000017", "logical_status": "1", "state": "2", "easting": "333000.50", "northing": "81000.25",
...     "rpc": "1", "local_custodian_code": "9900", "country": "E", "addressbase_postal": "D",
... })
>>> house.logical_status.meaning, house.point
('approved, and preferred', GridPoint(easting=333000.5, northing=81000.25))
>>> Blpu.model_validate({"uprn": "999900000017", "logical_status": "3", "parent_uprn": "999900000017", "easting": "1"})
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for Blpu
  Value error, 3 mistakes: an alternative is an LPI, never a BLPU; it is its own parent; \
easting and northing are given together. Put them right. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import BeforeValidator, NonNegativeInt, model_validator

from localgov_components.address.bs7666.codes import (
    BlpuState,
    Country,
    LogicalStatus,
    PositionalAccuracy,
    PostalCode,
)
from localgov_components.address.bs7666.mistakes import refuse_all
from localgov_components.address.fields import (
    Day,
    Easting,
    Latitude,
    Longitude,
    Northing,
    PostcodeOrNone,
    UprnOrNone,
    tidy,
)
from localgov_components.address.grid.point import GridPoint
from localgov_components.address.lifecycle import GazetteerRecord
from localgov_components.core.model import Sensitive
from localgov_components.identifiers import LocalCustodianCode, Uprn

__all__ = ["Blpu"]


class Blpu(GazetteerRecord):
    """One property or piece of land, under its UPRN.

    `parent_uprn` is the building that it is a part of. Coordinates are metres of the National Grid, and degrees of
    ETRS89.
    """

    uprn: Annotated[Uprn, BeforeValidator(tidy), Sensitive("personal")]
    logical_status: Annotated[LogicalStatus, BeforeValidator(tidy)]
    state: Annotated[BlpuState | None, BeforeValidator(tidy)] = None
    state_date: Day = None
    parent_uprn: UprnOrNone = None
    easting: Easting = None
    northing: Northing = None
    latitude: Latitude = None
    longitude: Longitude = None
    rpc: Annotated[PositionalAccuracy | None, BeforeValidator(tidy)] = None
    local_custodian_code: Annotated[LocalCustodianCode | None, BeforeValidator(tidy)] = None
    country: Annotated[Country | None, BeforeValidator(tidy)] = None
    addressbase_postal: Annotated[PostalCode | None, BeforeValidator(tidy)] = None
    postcode_locator: PostcodeOrNone = None
    multi_occ_count: Annotated[NonNegativeInt | None, BeforeValidator(tidy)] = None

    @property
    def point(self) -> GridPoint | None:
        """Where it is on the National Grid, if that is known."""
        if self.easting is None or self.northing is None:
            return None
        return GridPoint(self.easting, self.northing)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        refuse_all(self._mistakes(), code="bs7666.blpu")
        return self

    def _mistakes(self) -> Iterator[str]:
        if self.logical_status is LogicalStatus.ALTERNATIVE:
            yield "an alternative is an LPI, never a BLPU"
        if self.parent_uprn == self.uprn:
            yield "it is its own parent"
        if (self.easting is None) != (self.northing is None):
            yield "easting and northing are given together"
        if (self.latitude is None) != (self.longitude is None):
            yield "latitude and longitude are given together"

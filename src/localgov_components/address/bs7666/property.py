"""A property whole: its BLPU with everything that the gazetteer says of it.

The records have to agree: all are of one UPRN; a BLPU's status says which statuses its LPIs may have; there is one
approved LPI for each language, and an approved BLPU has one (GeoPlace, DEC-Addresses 7.3.4.2 to 7.3.4.6). Every
disagreement is named at once, an LPI by its place from 0.

>>> def lpi(status, language="ENG", uprn="999900000017"):
...     return {"uprn": uprn, "lpi_key": "K", "usrn": "99000001", "language": language, "logical_status": status}
>>> house = GazetteerProperty.model_validate({
...     "blpu": {"uprn": "999900000017", "logical_status": 1}, "lpis": [lpi(8), lpi(1), lpi(1, "CYM")],
... })
>>> house.preferred(Language.WELSH).language.meaning, house.preferred(Language.GAELIC).language.meaning
('Welsh', 'English')
>>> GazetteerProperty.model_validate({
...     "blpu": {"uprn": "999900000017", "logical_status": 8}, "lpis": [lpi(1), lpi(1), lpi(8, uprn="999900000025")],
... })
Traceback (most recent call last):
    ...
pydantic_core._pydantic_core.ValidationError: 1 validation error for GazetteerProperty
  Value error, 4 mistakes: lpis 0: status 1 under a BLPU of status 8; lpis 1: status 1 under a BLPU of status 8; \
lpis 1: a second approved LPI in one language; lpis 2: of another UPRN. Put them right. [type=value_error]
    For further information visit https://errors.pydantic.dev/...
"""

from collections.abc import Iterator
from itertools import chain
from typing import Self

from pydantic import model_validator

from localgov_components.address.bs7666.blpu import Blpu
from localgov_components.address.bs7666.codes import Language, LogicalStatus
from localgov_components.address.bs7666.lpi import Lpi
from localgov_components.address.bs7666.mistakes import refuse_all
from localgov_components.address.bs7666.records import Classification, CrossReference, Organisation, Successor
from localgov_components.address.paf.delivery_point import DeliveryPointAddress
from localgov_components.core.model import Model

__all__ = ["GazetteerProperty"]


class GazetteerProperty(Model):
    """A BLPU with its LPIs and other records, which agree with one another."""

    blpu: Blpu
    lpis: tuple[Lpi, ...] = ()
    delivery_point: DeliveryPointAddress | None = None
    classifications: tuple[Classification, ...] = ()
    cross_references: tuple[CrossReference, ...] = ()
    organisations: tuple[Organisation, ...] = ()
    successors: tuple[Successor, ...] = ()

    def preferred(self, language: Language = Language.ENGLISH) -> Lpi | None:
        """The LPI to show: of the BLPU's own status, in this language if there is one, else in another."""
        standing = [lpi for lpi in self.lpis if lpi.logical_status is self.blpu.logical_status]
        return next((lpi for lpi in standing if lpi.language is language), standing[0] if standing else None)

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> Self:
        refuse_all(chain(self._lpi_mistakes(), self._other_mistakes()), code="bs7666.property")
        return self

    def _lpi_mistakes(self) -> Iterator[str]:
        approved: set[Language] = set()
        for place, lpi in enumerate(self.lpis):
            if lpi.uprn != self.blpu.uprn:
                yield f"lpis {place}: of another UPRN"
            if not self.blpu.logical_status.may_have(lpi.logical_status):
                status = f"status {lpi.logical_status.value} under a BLPU of status {self.blpu.logical_status.value}"
                yield f"lpis {place}: {status}"
            if lpi.logical_status is LogicalStatus.APPROVED:
                if lpi.language in approved:
                    yield f"lpis {place}: a second approved LPI in one language"
                approved.add(lpi.language)
        if self.blpu.logical_status is LogicalStatus.APPROVED and self.lpis and not approved:
            yield "no approved LPI under an approved BLPU"

    def _other_mistakes(self) -> Iterator[str]:
        for name in ("classifications", "cross_references", "organisations", "successors"):
            for place, record in enumerate(getattr(self, name)):
                if record.uprn != self.blpu.uprn:
                    yield f"{name} {place}: of another UPRN"
        if self.delivery_point and self.delivery_point.uprn not in {None, self.blpu.uprn}:
            yield "delivery_point: of another UPRN"

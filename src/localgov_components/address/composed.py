"""An address composed of the records of BS 7666 and Royal Mail's delivery point, as a gazetteer keeps it.

The columns and the line are the local authority's words. Its alternatives, those in another language and
Royal Mail's are the alternates, each once.

>>> from localgov_components.address.bs7666 import Blpu, Lpi, StreetDescriptor
>>> same = {"uprn": "999900000017", "usrn": "99000001", "language": "ENG", "logical_status": "1"}
>>> composed = ComposedAddress(
...     Blpu.model_validate({"uprn": "999900000017", "logical_status": "1"}),
...     Lpi.model_validate({**same, "lpi_key": "K", "sao": {"start_number": "3"}, "pao": {"text": "MILL HOUSE"}}),
...     StreetDescriptor.model_validate({"usrn": "99000001", "street_description": "MILL LANE", "language": "ENG"}),
... )
>>> fields = composed.fields()
>>> fields["single_line_address"], fields["building_name"]
('3 MILL HOUSE, MILL LANE', '3 MILL HOUSE')
"""

from collections.abc import Iterator
from typing import NamedTuple

from localgov_components.address.bs7666.blpu import Blpu
from localgov_components.address.bs7666.codes import Language
from localgov_components.address.bs7666.lpi import Lpi
from localgov_components.address.bs7666.street import StreetDescriptor
from localgov_components.address.bs7666.writing import format_lpi
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.paf.delivery_point import DeliveryPointAddress
from localgov_components.address.paf.writing import format_paf
from localgov_components.identifiers import Postcode

__all__ = ["ComposedAddress"]


class ComposedAddress(NamedTuple):
    """What an address is made of; `others` are further LPIs with the names of their streets."""

    blpu: Blpu
    lpi: Lpi
    street: StreetDescriptor
    others: tuple[tuple[Lpi, StreetDescriptor], ...] = ()
    delivery_point: DeliveryPointAddress | None = None
    classification: str | None = None
    organisation: str | None = None
    postcode_of_lpi: str | None = None

    @property
    def postcode(self) -> Postcode | None:
        """Royal Mail's postcode, or else the one of the place; what is none raises `InvalidValueError`."""
        if self.delivery_point:
            return self.delivery_point.postcode
        if self.blpu.postcode_locator is None and self.postcode_of_lpi:
            return Postcode.parse(self.postcode_of_lpi)
        return self.blpu.postcode_locator

    def fields(self) -> dict[str, object]:
        """The fields of a `GazetteerAddress`, with every other wording as an alternate."""
        blpu, lpi, street, point = self.blpu, self.lpi, self.street, self.delivery_point
        line = format_lpi(lpi, street, organisation=self.organisation, postcode=self.postcode)
        sao, pao = lpi.sao, lpi.pao
        name = " ".join(filter(None, (sao.numbers if pao.text else "", pao.text)))
        return {
            "uprn": blpu.uprn,
            "parent_uprn": blpu.parent_uprn,
            "udprn": point and point.udprn and str(point.udprn),
            "usrn": str(lpi.usrn),
            "classification_code": self.classification,
            "easting": blpu.easting,
            "northing": blpu.northing,
            "latitude": blpu.latitude,
            "longitude": blpu.longitude,
            "rpc": blpu.rpc and int(blpu.rpc),
            "last_update_date": blpu.last_update_date,
            "single_line_address": line,
            "po_box": point and point.po_box_number,
            "organisation": self.organisation,
            "sub_building": sao.text or (sao.numbers if not pao.text else "") or None,
            "building_name": name or None,
            "building_number": pao.numbers or None,
            "street_name": street.street_description,
            "locality": street.locality,
            "town_name": street.town_name,
            "post_town": point and point.post_town,
            "postcode": self.postcode,
            "delivery_point_suffix": point and point.delivery_point_suffix,
            "custodian_code": blpu.local_custodian_code,
            "logical_status": int(blpu.logical_status),
            "language": lpi.language.value,
            "addressbase_postal": blpu.addressbase_postal and blpu.addressbase_postal.value,
            "alternates": tuple(self._alternates(line)),
        }

    def _alternates(self, line: str) -> Iterator[GazetteerAddress]:
        said = {line.casefold()}
        for text, language in self._wordings():
            if text.casefold() not in said:
                said.add(text.casefold())
                yield GazetteerAddress(
                    uprn=self.blpu.uprn, single_line_address=text, postcode=self.postcode, language=language.value
                )

    def _wordings(self) -> Iterator[tuple[str, Language]]:
        for lpi, street in self.others:
            yield format_lpi(lpi, street, organisation=self.organisation, postcode=self.postcode), lpi.language
        if self.delivery_point is not None:
            yield format_paf(self.delivery_point).single_line, Language.ENGLISH
            yield format_paf(self.delivery_point, language="cy").single_line, Language.WELSH

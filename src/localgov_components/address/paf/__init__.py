"""Royal Mail's addresses: the fields of the Postcode Address File, and how they are written on an envelope.

>>> point = DeliveryPointAddress.model_validate({
...     "building_name": "12A", "thoroughfare": "Mill Lane", "post_town": "Ambleford", "postcode": "DT97 1AA",
... })
>>> format_paf(point).single_line
'12A Mill Lane, AMBLEFORD, DT97 1AA'
"""

from localgov_components.address.paf.delivery_point import DeliveryPointAddress, PostcodeType
from localgov_components.address.paf.writing import PafAddress, format_paf

__all__ = ["DeliveryPointAddress", "PafAddress", "PostcodeType", "format_paf"]

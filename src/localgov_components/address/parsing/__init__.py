"""Free text of an address, read into its parts.

>>> parsed = parse_address("Ground Floor Flat, Mill House, 7A Mill Lane, Ambleford")
>>> str(parsed.flat), parsed.building, str(parsed.number), parsed.street
('FLAT GROUND', 'MILL HOUSE', '7A', 'MILL LANE')
"""

from localgov_components.address.parsing.number import NumberRange
from localgov_components.address.parsing.parsed import ParsedAddress
from localgov_components.address.parsing.parser import parse_address
from localgov_components.address.parsing.unit import Unit

__all__ = ["NumberRange", "ParsedAddress", "Unit", "parse_address"]

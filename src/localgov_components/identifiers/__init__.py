"""Numbers and codes that name things: property, postcode, case.

>>> from localgov_components.identifiers import Postcode, Uprn
>>> Uprn.parse("000010008315")
Uprn('10008315')
>>> Postcode.parse("sw1a2aa").outward
'SW1A'
"""

from localgov_components.identifiers.case_reference import CaseReference
from localgov_components.identifiers.postcode import Postcode
from localgov_components.identifiers.uprn import Uprn

__all__ = ["CaseReference", "Postcode", "Uprn"]

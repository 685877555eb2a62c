"""Numbers and codes that name things: property, postcode, person, case.

>>> from localgov_components.identifiers import Postcode, Uprn
>>> Uprn.parse("000010008315")
Uprn('10008315')
>>> Postcode.parse("sw1a2aa").outward
'SW1A'
"""

from localgov_components.identifiers.account_number import AccountNumber
from localgov_components.identifiers.case_reference import CaseReference
from localgov_components.identifiers.charity_number import CharityNumber, CharityRegulator
from localgov_components.identifiers.company_number import CompanyNumber
from localgov_components.identifiers.driver_number import DriverNumber
from localgov_components.identifiers.email import Email
from localgov_components.identifiers.gss_code import GssCode
from localgov_components.identifiers.identifier import Identifier
from localgov_components.identifiers.local_custodian_code import LocalCustodianCode
from localgov_components.identifiers.nhs_number import NhsNumber
from localgov_components.identifiers.nino import Nino
from localgov_components.identifiers.partial_postcode import PartialPostcode, PostcodeLevel
from localgov_components.identifiers.phone import Phone, PhoneKind
from localgov_components.identifiers.postcode import Postcode
from localgov_components.identifiers.postcode_area import PostcodeKind
from localgov_components.identifiers.postcode_column import PostcodeColumn
from localgov_components.identifiers.postcode_fix import PostcodeEdit, PostcodeFix
from localgov_components.identifiers.postcode_parts import PostcodeParts
from localgov_components.identifiers.postcode_text import FoundPostcode
from localgov_components.identifiers.sort_code import SortCode
from localgov_components.identifiers.status import Status
from localgov_components.identifiers.toid import Toid
from localgov_components.identifiers.udprn import Udprn
from localgov_components.identifiers.upn import Upn
from localgov_components.identifiers.uprn import Uprn
from localgov_components.identifiers.usrn import Usrn
from localgov_components.identifiers.utr import Utr
from localgov_components.identifiers.vat_number import VatNumber
from localgov_components.identifiers.vehicle_registration import VehicleRegistration, VehicleRegistrationKind

__all__ = [
    "AccountNumber",
    "CaseReference",
    "CharityNumber",
    "CharityRegulator",
    "CompanyNumber",
    "DriverNumber",
    "Email",
    "FoundPostcode",
    "GssCode",
    "Identifier",
    "LocalCustodianCode",
    "NhsNumber",
    "Nino",
    "PartialPostcode",
    "Phone",
    "PhoneKind",
    "Postcode",
    "PostcodeColumn",
    "PostcodeEdit",
    "PostcodeFix",
    "PostcodeKind",
    "PostcodeLevel",
    "PostcodeParts",
    "SortCode",
    "Status",
    "Toid",
    "Udprn",
    "Upn",
    "Uprn",
    "Usrn",
    "Utr",
    "VatNumber",
    "VehicleRegistration",
    "VehicleRegistrationKind",
]

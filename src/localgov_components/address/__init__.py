"""Addresses: a gazetteer in one file, whoever else can look addresses up, and what is typed by hand.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> from localgov_components.identifiers import Postcode
>>> with TemporaryDirectory() as folder:
...     _ = Gazetteer.build("examples/addresses.csv", Path(folder) / "addresses.gazetteer")
...     with Gazetteer.open(Path(folder) / "addresses.gazetteer") as gazetteer:
...         page = gazetteer.find(AddressQuery(postcode=Postcode.parse("DT98 1AE")))
>>> for address in page.addresses[1:3]:
...     print(address_label(address))
Brackwater Post Office Stores, 2 Town Square, Brackwater, DT98 1AE
Flat Above, 2 Town Square, Brackwater, DT98 1AE
"""

from localgov_components.address.bs7666 import (
    AddressableObject,
    Blpu,
    Classification,
    CrossReference,
    GazetteerProperty,
    LogicalStatus,
    Lpi,
    LpiStyle,
    Organisation,
    Street,
    StreetDescriptor,
    Successor,
    format_lpi,
    lpi_lines,
)
from localgov_components.address.cache import CachedAddresses, CachedAnswer
from localgov_components.address.chain import Chain, ChainAnswer, Passed, PassedBecause
from localgov_components.address.format import address_label, address_lines
from localgov_components.address.gazetteer import (
    AddressChange,
    AddressWording,
    BuildReport,
    Gazetteer,
    GazetteerDifference,
    GazetteerEdition,
    GazetteerSourceRead,
    GazetteerSupply,
    UpdateReport,
    UprnLocation,
    gazetteer_difference,
)
from localgov_components.address.grid import (
    GridPoint,
    GridReference,
    IrishGridReference,
    LatitudeLongitude,
    from_british_national_grid,
    from_british_national_grid_many,
    is_northern_ireland,
    to_british_national_grid,
    to_british_national_grid_many,
)
from localgov_components.address.matching import ElementCompared, How, Match, MatchOutcome, PossibleMatch
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.order import walking_order
from localgov_components.address.os_places import (
    OS_PLACES_LIMIT,
    OS_PLACES_URL,
    AsyncOsPlaces,
    OsPlaces,
    OsPlacesAccount,
)
from localgov_components.address.paf import DeliveryPointAddress, PafAddress, PostcodeType, format_paf
from localgov_components.address.parsing import NumberRange, ParsedAddress, Unit, parse_address
from localgov_components.address.postal import PostalAddress
from localgov_components.address.postal_rules import (
    PostalAddressParts,
    postal_address_parts,
    postal_address_problems,
)
from localgov_components.address.postcodes import PostcodeEntry, PostcodesFile, PostcodesReport
from localgov_components.address.provider import (
    ADDRESS_PROVIDERS,
    AddressCapability,
    AddressPage,
    AddressProvider,
    AddressQuery,
)
from localgov_components.address.responsible import (
    NATIONAL_CUSTODIANS,
    DistrictsOfPostcodes,
    ResponsibleCouncils,
    councils_of,
    is_national_custodian,
    responsible_councils,
)
from localgov_components.address.sources import (
    AddressBaseCore,
    AddressBasePlus,
    AddressBasePremium,
    BuildProgress,
    GazetteerSource,
    LlpgExport,
    Onsud,
    OpenUprn,
    PlainAddresses,
)

__all__ = [
    "ADDRESS_PROVIDERS",
    "NATIONAL_CUSTODIANS",
    "OS_PLACES_LIMIT",
    "OS_PLACES_URL",
    "AddressBaseCore",
    "AddressBasePlus",
    "AddressBasePremium",
    "AddressCapability",
    "AddressChange",
    "AddressPage",
    "AddressProvider",
    "AddressQuery",
    "AddressWording",
    "AddressableObject",
    "AsyncOsPlaces",
    "Blpu",
    "BuildProgress",
    "BuildReport",
    "CachedAddresses",
    "CachedAnswer",
    "Chain",
    "ChainAnswer",
    "Classification",
    "CrossReference",
    "DeliveryPointAddress",
    "DistrictsOfPostcodes",
    "ElementCompared",
    "Gazetteer",
    "GazetteerAddress",
    "GazetteerDifference",
    "GazetteerEdition",
    "GazetteerProperty",
    "GazetteerSource",
    "GazetteerSourceRead",
    "GazetteerSupply",
    "GridPoint",
    "GridReference",
    "How",
    "IrishGridReference",
    "LatitudeLongitude",
    "LlpgExport",
    "LogicalStatus",
    "Lpi",
    "LpiStyle",
    "Match",
    "MatchOutcome",
    "NumberRange",
    "Onsud",
    "OpenUprn",
    "Organisation",
    "OsPlaces",
    "OsPlacesAccount",
    "PafAddress",
    "ParsedAddress",
    "Passed",
    "PassedBecause",
    "PlainAddresses",
    "PossibleMatch",
    "PostalAddress",
    "PostalAddressParts",
    "PostcodeEntry",
    "PostcodeType",
    "PostcodesFile",
    "PostcodesReport",
    "ResponsibleCouncils",
    "Street",
    "StreetDescriptor",
    "Successor",
    "Unit",
    "UpdateReport",
    "UprnLocation",
    "address_label",
    "address_lines",
    "councils_of",
    "format_lpi",
    "format_paf",
    "from_british_national_grid",
    "from_british_national_grid_many",
    "gazetteer_difference",
    "is_national_custodian",
    "is_northern_ireland",
    "lpi_lines",
    "parse_address",
    "postal_address_parts",
    "postal_address_problems",
    "responsible_councils",
    "to_british_national_grid",
    "to_british_national_grid_many",
    "walking_order",
]

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

from localgov_components.address.build import BuildReport
from localgov_components.address.format import address_label, address_lines
from localgov_components.address.gazetteer import Gazetteer
from localgov_components.address.gazetteer_file import GazetteerEdition
from localgov_components.address.model import GazetteerAddress
from localgov_components.address.order import walking_order
from localgov_components.address.postal import PostalAddress, postal_address_problems
from localgov_components.address.provider import (
    ADDRESS_PROVIDERS,
    AddressCapability,
    AddressPage,
    AddressProvider,
    AddressQuery,
)
from localgov_components.address.source import BuildProgress

__all__ = [
    "ADDRESS_PROVIDERS",
    "AddressCapability",
    "AddressPage",
    "AddressProvider",
    "AddressQuery",
    "BuildProgress",
    "BuildReport",
    "Gazetteer",
    "GazetteerAddress",
    "GazetteerEdition",
    "PostalAddress",
    "address_label",
    "address_lines",
    "postal_address_problems",
    "walking_order",
]
